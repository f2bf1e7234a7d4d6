package doc

// Nearest is `, did you mean "x"?` for the one of names that is nearest to name, or "" when none is near.
func Nearest(name string, names []string) string {
	if best := Closest(name, names); best != "" {
		return ", did you mean " + Quote(best) + "?"
	}
	return ""
}

// Closest is the one of names that differs from name by the fewest edits, letter case aside; "" when none is near.
func Closest(name string, names []string) string {
	if len(name) > maxNear {
		return ""
	}
	best, least := "", len(name)/3+1
	for _, other := range names {
		if len(other) > maxNear || len(other)-len(name) > least || len(name)-len(other) > least {
			continue
		}
		if d := distance(name, other); d < least || d == least && best == "" {
			best, least = other, d
		}
	}
	return best
}

// maxNear is the longest text that is compared, in bytes.
const maxNear = 64

// distance counts insertions, deletions and replacements between a and b, letter case aside.
func distance(a, b string) int {
	var rows [2][maxNear + 1]int
	for j := range len(b) + 1 {
		rows[0][j] = j
	}
	for i := range len(a) {
		before, now := &rows[i&1], &rows[i&1^1]
		now[0] = i + 1
		for j := range len(b) {
			cost := 1
			if lower(a[i]) == lower(b[j]) {
				cost = 0
			}
			now[j+1] = min(before[j]+cost, before[j+1]+1, now[j]+1)
		}
	}
	return rows[len(a)&1][len(b)]
}

func lower(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}
