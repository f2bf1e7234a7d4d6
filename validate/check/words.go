package check

import "strconv"

// quote is text in double quotes, cut between characters, with control characters made visible.
func quote(text []byte) string { return string(appendQuoted(make([]byte, 0, len(text)+2), text)) }

func appendQuoted(out, text []byte) []byte {
	end := len(text)
	for end > 0 && end > len(text)-4 && text[end-1]&0xC0 == 0x80 {
		end--
	}
	if end > 0 && text[end-1] >= 0xC0 { // the last character may be cut
		if need := charLength(text[end-1]); end-1+need <= len(text) {
			end = end - 1 + need
		} else {
			end--
		}
	} else {
		end = len(text)
	}
	out = append(out, '"')
	for _, c := range text[:end] {
		escape, n := [...]byte{c, 'n', hex[c>>4], hex[c&15]}, 1
		switch {
		case c == '\n':
			escape[0], n = '\\', 2
		case c < ' ' || c == 0x7f:
			escape[0], escape[1], n = '\\', 'x', 4
		}
		out = append(out, escape[:n]...)
	}
	return append(out, '"')
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
