package body

// Kind is what a [Node] is.
type Kind uint8

// The kinds of a JSON value.
const (
	Object Kind = iota + 1
	Array
	String
	Number
	Bool
	Null
)

var kindNames = [...]string{"", "object", "array", "string", "number", "boolean", "null"}

// String is the name of the kind in JSON Schema, such as "boolean"; empty for no kind.
func (k Kind) String() string {
	if int(k) >= len(kindNames) {
		return ""
	}
	return kindNames[k]
}

// Node is a value of a small JSON document with its place: the first byte of the value, from the start of the text.
type Node struct {
	Kind    Kind
	True    bool     // of a Bool
	Text    string   // String: unescaped; Number: as written
	Items   []*Node  // of an Array
	Members []Member // of an Object, in the order of the text
	Offset  int64    // bytes
	Line    int      // counted from 1
	Col     int      // bytes counted from 1
}

// Member is a key of an object, the place of its opening quote, and its value.
type Member struct {
	Key    string
	Value  *Node
	Offset int64 // bytes
	Line   int   // counted from 1
	Col    int   // bytes counted from 1
}

// Parse reads a document that is meant to be kept: a rule document, not a request. The node is nil when the text is not
// JSON or has a key or number longer than [MaxKey]. A [DuplicateKey] leaves the whole document readable; the fault is the
// first place in the text where a key comes again.
func Parse(text []byte) (*Node, Fault) {
	var r JSON
	t := tree{reader: &r}
	r.Reset(&t)
	r.Write(text)
	fault := r.End()
	if fault.Kind == 0 {
		fault = t.fault
	}
	if fault.Kind != 0 && fault.Kind != DuplicateKey {
		return nil, fault
	}
	return t.root, fault
}

// Get is the value of the first member with that key; nil when there is none or n is no object. A nil node has none.
func (n *Node) Get(key string) *Node {
	if m := n.Member(key); m != nil {
		return m.Value
	}
	return nil
}

// Member is the first member with that key; nil when there is none.
func (n *Node) Member(key string) *Member {
	if n == nil {
		return nil
	}
	for i := range n.Members {
		if n.Members[i].Key == key {
			return &n.Members[i]
		}
	}
	return nil
}

// Is says that n is there and of kind k.
func (n *Node) Is(k Kind) bool { return n != nil && n.Kind == k }

// Int is the number as an integer; false when n is no number, has a fraction or exponent, or more than 18 digits.
func (n *Node) Int() (int64, bool) {
	if !n.Is(Number) {
		return 0, false
	}
	digits := n.Text
	negative := digits[0] == '-'
	if negative {
		digits = digits[1:]
	}
	if len(digits) > 18 {
		return 0, false
	}
	v := int64(0)
	for i := range len(digits) {
		d := digits[i] - '0'
		if d > 9 {
			return 0, false
		}
		v = v*10 + int64(d)
	}
	if negative {
		v = -v
	}
	return v, true
}

// tree builds nodes from events.
type tree struct {
	reader *JSON
	root   *Node
	open   []*Node // objects and arrays not yet ended, outermost first
	text   []byte  // of the current string
	fault  Fault
}

// add puts a new value where it belongs.
func (t *tree) add(k Kind) *Node {
	n := &Node{Kind: k, Offset: t.reader.Offset(), Line: t.reader.Line(), Col: t.reader.Col()}
	if len(t.open) == 0 {
		t.root = n
		return n
	}
	in := t.open[len(t.open)-1]
	if in.Kind == Array {
		in.Items = append(in.Items, n)
	} else {
		in.Members[len(in.Members)-1].Value = n
	}
	return n
}

func (t *tree) BeginObject()  { t.open = append(t.open, t.add(Object)) }
func (t *tree) BeginArray()   { t.open = append(t.open, t.add(Array)) }
func (t *tree) EndArray()     { t.open = t.open[:len(t.open)-1] }
func (t *tree) BeginString()  { t.text = t.text[:0]; t.open = append(t.open, t.add(String)) }
func (t *tree) Text(p []byte) { t.text = append(t.text, p...) }

func (t *tree) EndString() {
	t.open[len(t.open)-1].Text = string(t.text)
	t.open = t.open[:len(t.open)-1]
}

func (t *tree) Bool(v bool) { t.add(Bool).True = v }
func (t *tree) Null()       { t.add(Null) }

func (t *tree) Number(text []byte) {
	t.add(Number).Text = string(text)
	if t.reader.Cut() {
		t.fail(TooLong, t.here(), "want a number of at most 4096 bytes")
	}
}

func (t *tree) Key(name []byte) {
	at := t.here()
	in := t.open[len(t.open)-1]
	in.Members = append(in.Members, Member{Key: string(name), Offset: at.Offset, Line: at.Line, Col: at.Col})
	if t.reader.Cut() {
		t.fail(TooLong, at, "want a key of at most 4096 bytes")
	}
}

func (t *tree) EndObject() {
	n := t.open[len(t.open)-1]
	t.open = t.open[:len(t.open)-1]
	if m := firstRepeat(n.Members); m != nil {
		t.fail(DuplicateKey, Fault{Offset: m.Offset, Line: m.Line, Col: m.Col}, "want the key "+m.Key+" only once")
	}
}

func (t *tree) here() Fault {
	return Fault{Offset: t.reader.Offset(), Line: t.reader.Line(), Col: t.reader.Col()}
}

// fail keeps the fault that comes first in the text. One that leaves no document wins over a key that repeats.
func (t *tree) fail(kind FaultKind, at Fault, detail string) {
	at.Kind, at.Detail = kind, detail
	old := t.fault
	switch {
	case old.Kind == 0, old.Kind == kind && at.Offset < old.Offset, old.Kind == DuplicateKey && kind == TooLong:
		t.fault = at
	}
}
