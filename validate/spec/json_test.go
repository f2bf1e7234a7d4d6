package spec_test

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/willpass/willpass/validate/spec"
)

// TestAppendJSON: what is written reads back as the text with U+FFFD for what is no UTF-8, and only what must be is escaped.
func TestAppendJSON(t *testing.T) {
	texts := []string{"", "plain", `"quoted" \ and /`, "\x00\x01\x1f\x7f\n\r\t", "가격 5 < 6 & é 😀", "\xff", "a\xffb\xc3", "\xed\xa0\x80", "\uFFFD", "<&>\u2028", "end\\"}
	for b := range 256 {
		texts = append(texts, "a"+string([]byte{byte(b)})+"b")
	}
	for _, text := range texts {
		got := string(spec.AppendJSON([]byte("x"), text))
		var back string
		if err := json.Unmarshal([]byte(got[1:]), &back); err != nil || back != strings.ToValidUTF8(each(text), "\uFFFD") {
			t.Errorf("%q is written as %s, which reads as %q, %v", text, got, back, err)
		}
		if !utf8.ValidString(got) || strings.Contains(got, `\u2028`) || strings.Contains(got, `\u003c`) {
			t.Errorf("%q is written as %s", text, got)
		}
	}
}

// each is text with every byte that is no UTF-8 apart from its neighbours, of which each becomes one U+FFFD.
func each(text string) string {
	var out strings.Builder
	for _, r := range text {
		out.WriteRune(r)
	}
	return out.String()
}
