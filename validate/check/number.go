package check

import "math"

// Micro is a number in millionths, so that 0.1 is exact; it saturates at ±9.2 × 10^12. Digits beyond the sixth
// decimal are rounded away from zero, which keeps every comparison with a limit of up to six decimals right.
type Micro int64

const one Micro = 1_000_000

// Whole is n as a Micro.
func Whole(n int64) Micro {
	switch {
	case n > math.MaxInt64/int64(one):
		return math.MaxInt64
	case n < math.MinInt64/int64(one):
		return math.MinInt64
	}
	return Micro(n) * one
}

// ParseMicro reads a decimal number: sign, digits, point, digits, exponent, as in JSON but leading zeros and a leading
// plus sign or point are allowed.
func ParseMicro(text []byte) (Micro, bool) {
	i, negative := 0, false
	if i < len(text) && (text[i] == '-' || text[i] == '+') {
		negative = text[i] == '-'
		i++
	}
	var digits uint64 // at most 18 significant digits
	scale, seen, rest := 0, false, false
	point := false
	for ; i < len(text); i++ {
		c := text[i]
		if c == '.' && !point {
			point = true
			continue
		}
		if c < '0' || c > '9' {
			break
		}
		seen = true
		if digits < 1e17 {
			digits = digits*10 + uint64(c-'0')
			if point {
				scale--
			}
		} else {
			rest = rest || c != '0'
			if !point {
				scale++
			}
		}
	}
	if !seen {
		return 0, false
	}
	if i < len(text) && (text[i] == 'e' || text[i] == 'E') {
		exp, ok := parseExponent(text[i+1:])
		if !ok {
			return 0, false
		}
		scale += exp
	} else if i < len(text) {
		return 0, false
	}
	return scaled(digits, scale+6, rest, negative), true
}

func parseExponent(text []byte) (int, bool) {
	negative := false
	if len(text) > 0 && (text[0] == '-' || text[0] == '+') {
		negative = text[0] == '-'
		text = text[1:]
	}
	exp := 0
	for _, c := range text {
		if c < '0' || c > '9' {
			return 0, false
		}
		exp = min(exp*10+int(c-'0'), 10000)
	}
	if negative {
		exp = -exp
	}
	return exp, len(text) > 0
}

func scaled(digits uint64, scale int, rest, negative bool) Micro {
	for ; scale > 0 && digits > 0; scale-- {
		if digits > math.MaxInt64/10 {
			digits = math.MaxInt64
			rest = false
			break
		}
		digits *= 10
	}
	for ; scale < 0 && digits > 0; scale++ {
		rest = rest || digits%10 != 0
		digits /= 10
	}
	if rest && digits < math.MaxInt64 {
		digits++
	}
	if negative {
		return -Micro(digits)
	}
	return Micro(digits)
}

// whole reports whether m has no fraction.
func (m Micro) whole() bool { return m%one == 0 }

// String writes m without needless zeros.
func (m Micro) String() string {
	n := int64(m)
	sign := ""
	if n < 0 {
		sign, n = "-", -n
	}
	out := sign + grouped(n/int64(one))
	fraction := n % int64(one)
	if fraction == 0 {
		return out
	}
	digits := [7]byte{'.'}
	for i := 6; i > 0; i-- {
		digits[i] = '0' + byte(fraction%10)
		fraction /= 10
	}
	end := len(digits)
	for digits[end-1] == '0' {
		end--
	}
	return out + string(digits[:end])
}
