package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/willpass/willpass/validate/check"
)

// fixed says changes in a sentence, in the order in which they are made.
func fixed(fixes []check.Fix) string {
	words := make([]string, 0, len(fixes))
	for i := range fixes {
		words = append(words, change(&fixes[i]))
	}
	return strings.Join(words, ", then ")
}

// change says what one change does.
func change(f *check.Fix) string {
	switch f.Do {
	case check.DoSet:
		return "put " + shownValue(f) + " there"
	case check.DoAdd:
		if f.Value == "" {
			return "add it"
		}
		return "add it, for example " + shownValue(f)
	case check.DoRemove:
		return "remove " + f.At
	case check.DoRename:
		return "rename " + f.At + " to " + f.Value
	case check.DoUnique:
		return "of elements with the same " + last(f.At) + " keep the first"
	case check.DoSplit:
		return fmt.Sprintf("send it as several requests of at most %d elements", f.Max)
	case check.DoKeep:
		return fmt.Sprintf("keep the first %s", counted(int(f.Max), "element", "elements"))
	case check.DoCut:
		return fmt.Sprintf("cut it to %s", counted(int(f.Max), f.Unit, f.Unit+"s"))
	case check.DoStrip:
		return "remove everything up to and including the comma"
	case check.DoPrefix:
		return "put " + shownValue(f) + " before it"
	case check.DoBase64:
		return "write it in standard base64, padded, without line breaks"
	case check.DoName:
		return "let its name end in ." + f.To[0]
	case check.DoOrient:
		return "turn the pixels as its EXIF mark says"
	case check.DoCrop:
		return fmt.Sprintf("crop it to %d × %d pixels", f.Width, f.Height)
	case check.DoResize:
		return fmt.Sprintf("resize it to %d × %d pixels", f.Width, f.Height)
	}
	return encode(f)
}

func encode(f *check.Fix) string {
	words := "save it"
	if f.RGB {
		words += " in RGB"
	}
	if len(f.To) > 0 {
		words += " as " + strings.Join(f.To, " or ")
	}
	if f.Min > 0 {
		words += " with at least " + grouped(f.Min) + " bytes"
	}
	if f.Max > 0 {
		words += " with at most " + grouped(f.Max) + " bytes"
	}
	return words
}

func shownValue(f *check.Fix) string {
	if f.JSON {
		return f.Value
	}
	return fmt.Sprintf("%q", short(f.Value))
}

// last is the name at the end of a place.
func last(at string) string { return at[strings.LastIndexAny(at, "/:")+1:] }

// grouped writes a number in groups of three digits, as findings do, on one line.
func grouped(n int64) string {
	digits := strconv.FormatInt(n, 10)
	for at := len(digits) - 3; at > 0 && len(digits) > 4; at -= 3 {
		digits = digits[:at] + "\u00a0" + digits[at:]
	}
	return digits
}
