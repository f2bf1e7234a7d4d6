package check

// About is what a kind of check asks about, for those who put it to a request.
type About uint8

const (
	Absence About = 1 << iota // it decides about values that are not there
	Nothing                   // it need not pass a value that is not there
	Scalars                   // a text, number or boolean, and so nothing when there is none
	Headers                   // the header of a file, and so nothing when there is none
	Limits                    // limits, which may be facts, or a fact
	Texts                     // of texts and numbers that are kept whole what is written there, and nothing else
)

// aboutKinds is what the checks of each kind ask about.
var aboutKinds = [...]struct {
	kind  string
	about About
}{
	{"absent", Absence},
	{"alike", Headers | Limits},
	{"anyOf", Absence | Nothing},
	{"atMostOne", Absence | Nothing},
	{"base64", Scalars},
	{"bitsPerPixel", Headers},
	{"charset", Scalars | Texts},
	{"colour", Headers},
	{"contentType", Texts},
	{"dataUrl", Scalars},
	{"decodes", Headers},
	{"duration", Headers | Limits},
	{"encrypted", Headers},
	{"extension", 0},
	{"fetches", 0},
	{"format", Headers},
	{"frameRate", Headers | Limits},
	{"is", Scalars | Texts},
	{"items", Limits},
	{"known", 0},
	{"length", Scalars | Limits},
	{"oneOf", Scalars | Texts},
	{"parses", Absence | Nothing},
	{"pixels", Headers | Limits},
	{"range", Scalars | Limits},
	{"ratio", Headers | Limits},
	{"required", Absence | Nothing},
	{"sameSize", 0},
	{"side", Headers | Limits},
	{"starts", Scalars | Texts},
	{"takes", Scalars},
	{"type", Texts},
	{"unique", Limits},
	{"url", Scalars | Texts},
	{"validItems", 0},
}

// AboutKind is what checks of a kind ask about. Of one that the table does not have the worst is assumed.
func AboutKind(kind string) About {
	for i := range aboutKinds {
		if aboutKinds[i].kind == kind {
			return aboutKinds[i].about
		}
	}
	return Nothing | Limits
}

// Same reports whether two checks surely ask the same.
func Same(a, b Check) bool {
	switch a := a.(type) {
	case OneOf:
		b, ok := b.(OneOf)
		return ok && len(a.values) > 0 && len(a.values) == len(b.values) && &a.values[0] == &b.values[0] && a.split == b.split && a.ignoreCase == b.ignoreCase
	case Is:
		b, ok := b.(Is)
		return ok && a == b
	case Required:
		b, ok := b.(Required)
		return ok && a == b
	case Starts:
		b, ok := b.(Starts)
		return ok && len(a.prefixes) > 0 && len(a.prefixes) == len(b.prefixes) && &a.prefixes[0] == &b.prefixes[0]
	}
	return false
}

// Passing is the kinds of value that pass a check, whatever they hold: a bit for each.
func Passing(c Check) uint16 {
	switch c := c.(type) {
	case Type:
		out := uint16(1) << Absent
		for _, name := range c.names {
			switch name {
			case "string":
				out |= 1 << String
			case "number":
				out |= 1 << Number
			case "boolean":
				out |= 1 << Bool
			case "object":
				out |= 1 << Object
			case "array":
				out |= 1 << Array
			case "null":
				out |= 1 << Null
			}
		}
		return out
	case Required:
		switch c.How {
		case Present:
			return 1<<Null | 1<<Bool | 1<<Number | 1<<String | 1<<Array | 1<<Object | 1<<List | 1<<Part
		case Filled:
			return 1<<Bool | 1<<Number
		}
	}
	return 0
}
