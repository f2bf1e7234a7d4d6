package check

import "strconv"

// quote is text in double quotes, cut between characters, with control characters made visible.
func quote(text []byte) string { return string(appendQuoted(make([]byte, 0, len(text)+2), text)) }

func appendQuoted(out, text []byte) []byte {
	if n := len(text); n > 0 && text[n-1] >= 0x80 {
		text = wholeCharacters(text)
	}
	out = append(out, '"')
	for _, c := range text {
		if c < ' ' || c == 0x7f {
			out = appendControl(out, c)
		} else {
			out = append(out, c)
		}
	}
	return append(out, '"')
}

// wholeCharacters is text without a last character that is cut.
func wholeCharacters(text []byte) []byte {
	end := len(text)
	for end > 0 && end > len(text)-4 && text[end-1]&0xC0 == 0x80 {
		end--
	}
	if end == 0 || text[end-1] < 0xC0 {
		return text
	}
	if whole := end - 1 + charLength(text[end-1]); whole <= len(text) {
		return text[:whole]
	}
	return text[:end-1]
}

func appendControl(out []byte, c byte) []byte {
	if c == '\n' {
		return append(out, `\n`...)
	}
	return append(out, '\\', 'x', hex[c>>4], hex[c&15])
}

const hex = "0123456789abcdef"

func charLength(first byte) int {
	switch {
	case first >= 0xF0:
		return 4
	case first >= 0xE0:
		return 3
	case first >= 0xC0:
		return 2
	}
	return 1
}

// plural is a number with its noun.
func plural(n int64, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return grouped(n) + " " + noun
}

// grouped writes a number with thin groups of three from 10 000 up, as people read it.
func grouped(n int64) string {
	digits := strconv.FormatInt(n, 10)
	if n > -10000 && n < 10000 {
		return digits
	}
	var out []byte
	for i := range len(digits) {
		if i > 0 && digits[i-1] != '-' && (len(digits)-i)%3 == 0 {
			out = append(out, ' ')
		}
		out = append(out, digits[i])
	}
	return string(out)
}

// list joins values for a sentence, and says how many more there are.
func list(values []string, last string) string {
	const shown = 12
	out := ""
	for i, v := range values {
		switch {
		case i == shown && len(values) > shown+1:
			return out + ", … (" + grouped(int64(len(values))) + " in all)"
		case i == 0:
		case i == len(values)-1:
			out += " " + last + " "
		default:
			out += ", "
		}
		out += v
	}
	return out
}
