package repair

import (
	"strings"
	"unicode/utf8"

	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/check"
)

// headerOf is the length of the data-URL header of a text; 0 when it has none.
func headerOf(text string) int {
	if len(text) < 5 || !strings.EqualFold(text[:5], "data:") {
		return 0
	}
	return strings.IndexByte(text[:min(len(text), body.MaxHeaderText)], ',') + 1
}

// standard is base64 in the alphabet of RFC 4648, section 4, padded, without line breaks. A header stays.
func standard(text string) string {
	header := text[:headerOf(text)]
	symbols := strings.NewReplacer("-", "+", "_", "/", " ", "", "\t", "", "\r", "", "\n", "", "=", "").Replace(text[len(header):])
	return header + symbols + strings.Repeat("=", (4-len(symbols)%4)%4)
}

// cut is the start of a text: whole characters.
func cut(text string, f *check.Fix) string {
	end, chars := 0, int64(0)
	for end < len(text) {
		_, n := utf8.DecodeRuneInString(text[end:])
		chars++
		if f.Unit == "byte" && int64(end+n) > f.Max || f.Unit != "byte" && chars > f.Max {
			break
		}
		end += n
	}
	return text[:end]
}
