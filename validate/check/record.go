package check

import (
	"bytes"
)

// Record is everything that is known of one request: the values at the places of its endpoint, and the facts.
type Record struct {
	Places []Place   // of the endpoint
	Values [][]Value // by number of place, in the order of the request
	Full   []bool    // by number of place: there were more values than are kept
	Facts  []FactValue
	Now    int64   // seconds since 1970; 0 = not known
	Items  []State // per element of the items array: its worst rule
	Faults BodyFault
	Length int64 // of the body in bytes
	Head   int64 // of the URL and of the names and values of all headers together, in bytes

	Asked int     // how often a fact was looked at
	Seen  []int32 // where texts are compared; its memory is used again
}

// FactValue is a fact of the provider's document with the value that holds for this request.
type FactValue struct {
	ID      string
	Value   Value
	Assumed bool   // the caller did not give it: this is the default
	Used    bool   // a check looked at it
	Words   string // the value as text, where it is assumed
}

// BodyFault is why a body is not well-formed for its kind.
type BodyFault struct {
	Bad   bool
	Free  bool // the specification lets a reader accept it: a byte order mark, bytes that are not UTF-8, great depth
	Words string
}

// MaxValues is how many values are kept of one place. The longest array that any known provider takes has 1,000 elements.
const MaxValues = 4096

// onlyFirst is why an answer about all values of a place is open.
const onlyFirst = "only the first 4096 values are looked at"

// Find is the value of place at ix: the wildcards that place shares with ix decide. It is nil when there is none.
func (r *Record) Find(place int, ix Index) *Value {
	values := r.Values[place]
	if len(values) == 0 {
		return nil
	}
	want := ix
	for i, n := range values[0].Index { // every value of a place has as many numbers
		if n < 0 {
			want[i] = -1
		}
	}
	if at := int(max(want[0], 0)); at < len(values) && values[at].Index == want { // nearly always: no element lacks it
		return &values[at]
	}
	low, high := 0, len(values)
	for low < high {
		mid := int(uint(low+high) >> 1)
		if less(values[mid].Index, want) {
			low = mid + 1
		} else {
			high = mid
		}
	}
	if low < len(values) && values[low].Index == want {
		return &values[low]
	}
	return nil
}

func less(a, b Index) bool { return a[0] < b[0] || a[0] == b[0] && a[1] < b[1] }

// Fact is the value of a fact; nil when the provider has no such fact. Looking at it marks it as used.
func (r *Record) Fact(id string) *Value {
	for i := range r.Facts {
		if r.Facts[i].ID == id {
			return r.FactAt(i)
		}
	}
	return r.FactAt(-1)
}

// FactAt is Fact by number, which is negative when the provider has no such fact.
func (r *Record) FactAt(i int) *Value {
	r.Asked++
	if i < 0 {
		return nil
	}
	r.Facts[i].Used = true
	return &r.Facts[i].Value
}

// filled reports whether place holds something at ix.
func (r *Record) filled(place int, ix Index) bool {
	v := r.Find(place, ix)
	return v != nil && v.Filled()
}

func (v *Value) is(text string) bool {
	return len(v.Text) == len(text) && !v.Cut && string(v.Text) == text
}

// equalFold says that texts of the same length differ in upper and lower case at most. bytes.EqualFold has a lot of code for what is no
// ASCII.
func equalFold(a []byte, b string) bool {
	if len(a) != len(b) {
		return false
	}
	for i, x := range a {
		y := b[i]
		if x|y >= 0x80 {
			return bytes.EqualFold(a, []byte(b))
		}
		if lower := x | 0x20; x != y && (lower != y|0x20 || lower-'a' >= 26) {
			return false
		}
	}
	return true
}

// AppendInt writes a number in digits. It is strconv.AppendInt in little code.
func AppendInt(out []byte, n int64) []byte {
	var digits [20]byte
	at, rest := len(digits), uint64(n)
	if n < 0 {
		rest = -rest
	}
	for {
		at--
		digits[at] = '0' + byte(rest%10)
		if rest /= 10; rest == 0 {
			break
		}
	}
	if n < 0 {
		at--
		digits[at] = '-'
	}
	return append(out, digits[at:]...)
}
