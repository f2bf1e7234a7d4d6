package check

import "testing"

func TestMicroJSON(t *testing.T) {
	for text, want := range map[string]string{"0": "0", "5": "5", "-5": "-5", "0.5": "0.5", "-0.25": "-0.25", "1.000001": "1.000001", "4096": "4096", "16.10": "16.1"} {
		m, ok := ParseMicro([]byte(text))
		if got := string(m.AppendJSON(nil)); !ok || got != want {
			t.Errorf("%s: want %s, got %s", text, want, got)
		}
	}
}

func TestFigures(t *testing.T) {
	band, _ := sizeLimit("5MB")
	r := &Record{}
	for name, c := range map[string]struct {
		check          Check
		unit, min, max string
	}{
		"a band gives what surely passes":     {Bytes{Bounds: Bounds{Max: band}}, "byte", "", "5000000"},
		"and as a lower bound the higher end": {Bytes{Bounds: Bounds{Min: band}}, "byte", "5242880", ""},
		"an unknown fact gives nothing":       {Side{Bounds: Bounds{Max: &Limit{Fact: "maxSide"}}}, "pixel", "", ""},
		"a range":                             {Range{Bounds{Min: &Limit{Low: one / 2, High: one / 2}}}, "", "0.5", ""},
	} {
		n := Figures(c.check, r)
		if got := n.Unit; got != c.unit {
			t.Errorf("%s: want unit %q, got %q", name, c.unit, got)
		}
		if got := first(n.Min); got != c.min {
			t.Errorf("%s: want min %q, got %q", name, c.min, got)
		}
		if got := first(n.Max); got != c.max {
			t.Errorf("%s: want max %q, got %q", name, c.max, got)
		}
	}
}

func first(numbers []Micro) string {
	if len(numbers) == 0 {
		return ""
	}
	return string(numbers[0].AppendJSON(nil))
}
