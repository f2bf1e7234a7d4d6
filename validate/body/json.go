package body

// MaxDepth is how many objects and arrays may lie inside each other; one more is [TooDeep].
const MaxDepth = 512

// MaxKey is how many bytes of an unescaped key, and of the text of a number, are kept. A longer one is cut, a key
// between two characters, and [JSON.Cut] says so.
const MaxKey = 4096

// Events is told what a JSON text contains, in the order of the text. During an event [JSON.Offset], Line and Col are
// the place of the first byte of its token; for Key and all events of a string, of the opening quote.
type Events interface {
	BeginObject()
	EndObject()
	BeginArray()
	EndArray()
	Key(name []byte) // unescaped
	BeginString()    // a string value, not a key
	Text(p []byte)   // a piece of the string, unescaped, never empty; no piece ends inside a character
	EndString()
	Number(text []byte) // as written
	Bool(v bool)
	Null()
}

// Strings is told of a string that a chunk has whole, without escapes and of ASCII characters, by one call instead of those for its
// start, its text and its end, and of an object that is like the one before it in an array by one call instead of all.
type Strings interface {
	String(text []byte) // may be empty

	// Element says that an object begins in an array. Others may come that are written in the same way: then Again is called.
	Element()

	// Again is called in place of all events of an object in an array, which it has whole. The object is written in the same way as the
	// one for which Element was called last, but for the strings that String was told there: texts is where they are, in their order.
	// Of the events of that object none was BeginString. It returns whether it did what these events would have done; if not, they come.
	Again(object []byte, texts []Span) bool
}

// JSON reads one JSON text strictly: it takes what RFC 8259 takes and refuses the rest. Where the RFC leaves a choice it
// refuses a byte order mark, a string that is not UTF-8 and more than [MaxDepth] levels, and it reads a surrogate escape
// without its partner as U+FFFD, counted in [JSON.Lone]. After a fault it ignores the rest and tells no further events.
// https://www.rfc-editor.org/rfc/rfc8259
type JSON struct {
	reading
	keep  [MaxKey]byte // a key or number in pieces
	alike alike
}

// reading is what a [JSON] knows of its text, but for what it keeps.
type reading struct {
	events  Events
	strings Strings // nil when the events are none
	fault   Fault

	base      int64 // offset of the chunk at hand
	lineStart int64 // offset of the first byte of the current line
	line      int
	token     int64 // offset of the current token, which lies on the current line: no token contains a line feed

	state state
	inKey bool
	cut   bool
	lone  int64

	depth   int
	objects [MaxDepth / 64]uint64 // one bit per level: an object, not an array

	rest string  // what must still come of true, false, null or the byte order mark
	hex  uint8   // digits of the escape that must still come
	code rune    // the value of those that came
	high rune    // a high surrogate that waits for its partner
	char [4]byte // a character that the chunk cut, or that an escape stands for
	have int     // bytes in char

	kept int // bytes in keep
}

type state uint8

const (
	inStart    state = iota // nothing but white space so far
	inValue                 // a value must come
	inItem                  // after [ : a value or ]
	inMember                // after { : a key or }
	inName                  // after a comma of an object: a key
	inColon                 // after a key
	inRest                  // after a value inside something: a comma or the end
	inEnd                   // after the value of the text
	inString                // after a whole character of a string
	inChar                  // inside a character that a chunk cut
	inEscape                // after a backslash
	inHex                   // inside the four digits
	inHigh                  // after a high surrogate
	inHighNext              // after a high surrogate and a backslash
	inMark                  // inside a byte order mark
	inTrue                  // inside a word
	inFalse
	inNull
	inMinus // inside a number, after its minus sign, and so on
	inZero
	inDigits
	inPoint
	inFraction
	inE
	inSign
	inExponent
	inFault
)

// Reset starts a new text whose contents e is told.
func (r *JSON) Reset(e Events) { r.ResetStrings(e, nil) }

// ResetStrings is Reset for a listener that also wants whole strings by one call. It is given twice, and not asked for by a type
// assertion: what makes the WebAssembly module small does not see methods that are looked up as it runs.
func (r *JSON) ResetStrings(e Events, s Strings) {
	r.reading = reading{events: e, strings: s, line: 1}
	r.alike.depth, r.alike.begin = 0, -1
}

// Fault is what was wrong so far.
func (r *JSON) Fault() Fault { return r.fault }

// Offset is the place of the current token in bytes from the start of the text.
func (r *JSON) Offset() int64 { return r.token }

// Line is the line of the current token, counted from 1. A line ends after a line feed.
func (r *JSON) Line() int { return r.line }

// Col is the place of the current token in its line, in bytes counted from 1.
func (r *JSON) Col() int { return int(r.token-r.lineStart) + 1 }

// Depth is how many objects and arrays are open; the one that begins or ends counts until its end was told.
func (r *JSON) Depth() int { return r.depth }

// Cut says that the key or number being told is longer than [MaxKey].
func (r *JSON) Cut() bool { return r.cut }

// Lone is how many surrogate escapes without partner were read as U+FFFD so far.
func (r *JSON) Lone() int64 { return r.lone }

// Write reads the next bytes of the text.
func (r *JSON) Write(p []byte) {
	i := 0
	for i < len(p) && r.state != inFault {
		switch {
		case r.state <= inEnd:
			i = r.structure(p, i)
		case r.state == inString:
			i = r.text(p, i, i)
		case r.state < inMark:
			i = r.escape(p, i)
		case r.state < inMinus:
			i = r.word(p, i)
		default:
			i = r.number(p, i, i)
		}
	}
	r.base += int64(len(p))
	r.alike.begin = -1 // what began in this chunk is not whole in the next
}

// End says that the text is complete and returns what was wrong with it.
func (r *JSON) End() Fault {
	if r.depth == 0 && isNumber(r.state) {
		r.endNumber(nil)
	}
	switch r.state {
	case inEnd, inFault:
	case inStart:
		r.fail(Empty, 0, "want a value")
	default:
		r.fail(Truncated, 0, wanted[r.state])
	}
	r.state = inFault
	return r.fault
}

// wanted says what should have come, for each state.
var wanted = [...]string{
	inStart: "want a value", inValue: "want a value", inItem: "want a value or ]", inMember: "want a key or }",
	inName: "want a key", inColon: "want a colon", inRest: "want a comma or the closing bracket",
	inEnd: "want nothing after the value", inString: "want a closing quote", inChar: "want the rest of a character",
	inEscape: "want the rest of an escape", inHex: "want a hex digit", inHigh: "want a closing quote",
	inHighNext: "want the rest of an escape", inMark: "want a value", inTrue: "want true",
	inFalse: "want false", inNull: "want null",
	inMinus: "want a digit", inZero: "want a closing bracket", inDigits: "want a closing bracket", inPoint: "want a digit",
	inFraction: "want a closing bracket", inE: "want a digit", inSign: "want a digit", inExponent: "want a closing bracket",
}

// fail remembers the fault at index i of the chunk at hand. It is rare: inlined, it would only make all that reads longer.
//
//go:noinline
func (r *JSON) fail(kind FaultKind, i int, detail string) {
	at := r.base + int64(i)
	r.fault = Fault{Kind: kind, Offset: at, Line: r.line, Col: int(at-r.lineStart) + 1, Detail: detail}
	r.state = inFault
}
