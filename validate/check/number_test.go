package check

import (
	"math"
	"strings"
	"testing"
)

func TestDecimalsAreExactToTheSixthPlace(t *testing.T) {
	for _, c := range []struct {
		text string
		want Micro
		ok   bool
	}{
		{"0", 0, true},
		{"-0", 0, true},
		{"0.1", 100_000, true},
		{"+0.1", 100_000, true},
		{".5", 500_000, true},
		{"5.", 5_000_000, true},
		{"007", 7_000_000, true},
		{"1.000001", 1_000_001, true},
		{"1.0000001", 1_000_001, true}, // away from zero: more than 1
		{"-1.0000001", -1_000_001, true},
		{"1.0000000", 1_000_000, true},
		{"1e0", 1_000_000, true},
		{"1e2", 100_000_000, true},
		{"1e-6", 1, true},
		{"1e-7", 1, true},
		{"0e-7", 0, true},
		{"1e-400", 1, true}, // more than 0
		{"0e400", 0, true},
		{"1e400", math.MaxInt64, true},
		{"-1e400", -math.MaxInt64, true},
		{"9223372036854775807", math.MaxInt64, true},
		{"922337203685.775807", 922_337_203_685_775_807, true}, // 18 digits
		{"1e99999999999999999999", math.MaxInt64, true},
		{strings.Repeat("0", 400) + "8", 8_000_000, true},
		{"0." + strings.Repeat("0", 400) + "8", 1, true},
		{"", 0, false},
		{"-", 0, false},
		{".", 0, false},
		{"1e", 0, false},
		{"1e+", 0, false},
		{"1.2.3", 0, false},
		{" 1", 0, false},
		{"1 ", 0, false},
		{"0x10", 0, false},
		{"NaN", 0, false},
		{"Infinity", 0, false},
		{"1,5", 0, false},
	} {
		if got, ok := ParseMicro([]byte(c.text)); c.want != got || c.ok != ok {
			t.Errorf("%q: want %d %v, got %d %v", c.text, c.want, c.ok, got, ok)
		}
	}
}

func TestSumsThatFloatingPointGetsWrong(t *testing.T) {
	tenth, _ := ParseMicro([]byte("0.1"))
	fifth, _ := ParseMicro([]byte("0.2"))
	if want, _ := ParseMicro([]byte("0.3")); want != tenth+fifth {
		t.Errorf("want %s, got %s", want, tenth+fifth)
	}
}

func TestWholeNumbersOfAnyLength(t *testing.T) {
	for _, c := range []struct {
		text string
		want bool
	}{
		{"5", true},
		{"-0", true},
		{"5.0", true},
		{"5e0", true},
		{"5.10e1", true},
		{"51e-1", false},
		{"510e-1", true},
		{"5.5", false},
		{"0.0", true},
		{"0e-3", true},
		{"1.0000001", false},
		{"1e-400", false},
		{"9223372036854", true},
		{"9223372036855", true}, // beyond what a Micro holds
		{"10000000000000", true},
		{"18446744073709551616", true},
		{"18446744073709551616.5", false},
		{"1e400", true},
		{"1.5e400", true},
		{strings.Repeat("9", 400), true},
		{strings.Repeat("9", 400) + ".1", false},
		{"1e", false},
		{"", false},
		{"five", false},
	} {
		if got := wholeText([]byte(c.text)); c.want != got {
			t.Errorf("%.40q: want %v, got %v", c.text, c.want, got)
		}
	}
}

func TestANumberIsWrittenAsPeopleReadIt(t *testing.T) {
	for text, want := range map[string]string{"0": "0", "9999": "9999", "10000": "10 000", "-12345.5": "-12 345.5", "0.000001": "0.000001", "1.50": "1.5",
		"5242880": "5 242 880"} {
		if m, _ := ParseMicro([]byte(text)); want != m.String() {
			t.Errorf("%s: want %q, got %q", text, want, m.String())
		}
	}
}

func TestWholeSaturates(t *testing.T) {
	for n, want := range map[int64]Micro{0: 0, 1: one, math.MaxInt64: math.MaxInt64, math.MinInt64: math.MinInt64, math.MaxInt64/1_000_000 + 1: math.MaxInt64} {
		if got := Whole(n); want != got {
			t.Errorf("%d: want %d, got %d", n, want, got)
		}
	}
}
