package validate

import (
	"math/bits"

	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/check"
	"github.com/willpass/willpass/validate/spec"
)

// collector keeps, of everything that the readers tell, the values at the places of an endpoint. It is used again for the next request.
type collector struct {
	endpoint *spec.Endpoint
	facts    Facts
	record   check.Record
	texts    arena
	files    files

	frames []frame     // objects and arrays on the way to some place
	root   check.Index // of the text whose JSON is being read
	inside int         // branch of the JSON value in that text; 0 = the body
	inner  *body.JSON  // reads it
	form   body.Form   // reads the query
	skip   int         // objects and arrays open below a value that no rule looks at
	member int         // branch of the member whose key came last; 0 = none

	kept    []byte // the start of the text at hand
	own     []byte // a text of a player
	bytes   int64
	chars   int64
	within  check.Charsets
	long    bool         // the text at hand is longer than what is kept: it is looked at as it flows by
	value   *check.Value // that the text at hand belongs to; nil when no rule looks at it
	reading fileReader
	unused  []*check.File // of values that were replaced
	holds   spec.Marks    // of the place at hand
	held    held          // of the conditions
	aside   bool          // a file was added beside the sample of its endpoint: what would come with it is not known
}

// frame is an object or array on the way to some place.
type frame struct {
	branch int
	array  bool
	index  check.Index // of the value itself
	count  int64
}

func (c *collector) begin(r *route, facts *Facts) {
	c.facts = *facts
	if c.endpoint = r.endpoint; c.endpoint == nil {
		return
	}
	n := len(c.endpoint.Places)
	old := &c.record
	values := old.Values[:cap(old.Values)]
	if len(values) < n {
		values = append(values, make([][]check.Value, n-len(values))...)
	}
	for i := range values {
		values[i] = values[i][:0]
	}
	*old = check.Record{Places: c.endpoint.Places, Values: values[:n], Full: cleared(old.Full, n), Now: facts.Now, Items: old.Items[:0], Seen: old.Seen,
		Facts: factValues(old.Facts, r.rules.more[r.number].facts, r.provider, facts)}
	c.texts.reset()
	c.held = held{}
	c.files.taken, c.unused, c.aside = 0, c.unused[:0], false
	c.frames, c.root, c.inside, c.skip, c.member, c.value = c.frames[:0], check.NoIndex, 0, 0, 0, nil
}

// add makes room for a value at a place; nil when there are too many to keep. A place that comes again replaces what was there,
// and what was below it.
func (c *collector) add(place int, kind check.Kind, index check.Index) *check.Value {
	values := c.record.Values[place]
	n, twice := len(values), false
	if n > 0 && values[n-1].Index == index {
		c.forget(place, index)
		values, twice = c.record.Values[place], true
		n = len(values)
	}
	switch {
	case n >= check.MaxValues:
		c.fill(place)
		return nil
	case n < cap(values):
		values = values[:n+1]
		values[n] = check.Value{}
	default:
		values = append(values, check.Value{})
	}
	c.record.Values[place] = values
	v := &values[n]
	v.Kind, v.Index, v.Twice = kind, index, twice
	return v
}

// fill marks that there are more values of a place than are kept, and so perhaps of those below it.
func (c *collector) fill(place int) {
	if c.record.Full[place] {
		return
	}
	c.record.Full[place] = true
	for child, parent := range c.endpoint.Parent {
		if parent == place {
			c.fill(child)
		}
	}
}

// forget drops the value of a place at index, and all below it.
func (c *collector) forget(place int, index check.Index) {
	c.forgetFrom(place, index, c.record.Places[place].Wildcards())
}

func (c *collector) forgetFrom(place int, index check.Index, depth int) {
	values := c.record.Values[place]
	for len(values) > 0 && same(values[len(values)-1].Index, index, depth) {
		last := &values[len(values)-1]
		if last.File != nil {
			c.unused = append(c.unused, last.File)
		}
		values = values[:len(values)-1]
	}
	c.record.Values[place] = values
	for child, parent := range c.endpoint.Parent {
		if parent == place {
			c.forgetFrom(child, index, depth)
		}
	}
}

// same reports whether a and b agree in their first depth numbers.
func same(a, b check.Index, depth int) bool {
	for i := range depth {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// enter is called where a value begins: it finds the branch that the value is at, 0 below none, and its index.
func (c *collector) enter() (branch int, index check.Index, found bool) {
	if c.skip > 0 {
		return 0, index, false
	}
	if len(c.frames) == 0 {
		return c.inside, c.root, true
	}
	f := &c.frames[len(c.frames)-1]
	f.count++
	if !f.array {
		return c.member, f.index, c.member > 0
	}
	branch = c.endpoint.Tree[f.branch].Each
	index = f.index
	for i := range index {
		if index[i] < 0 {
			index[i] = int32(f.count - 1)
			break
		}
	}
	return branch, index, branch > 0
}

// scalar adds a value that is neither object nor array.
func (c *collector) scalar(kind check.Kind) *check.Value {
	branch, index, found := c.enter()
	if !found {
		return nil
	}
	return c.add(c.endpoint.Tree[branch].Place, kind, index)
}

func (c *collector) open(kind check.Kind) {
	branch, index, found := c.enter()
	if !found || c.add(c.endpoint.Tree[branch].Place, kind, index) == nil {
		c.skip++
		return
	}
	c.frames = append(c.frames, frame{branch: branch, array: kind == check.Array, index: index})
	c.member = 0
}

func (c *collector) shut() {
	if c.skip > 0 {
		c.skip--
		return
	}
	last := len(c.frames) - 1
	f := c.frames[last]
	c.frames = c.frames[:last]
	if v := c.last(c.endpoint.Tree[f.branch].Place, f.index); v != nil {
		v.Count = f.count
	}
}

// last is the value that was added last at a place, when it is the one at index.
func (c *collector) last(place int, index check.Index) *check.Value {
	values := c.record.Values[place]
	if n := len(values); n > 0 && values[n-1].Index == index {
		return &values[n-1]
	}
	return nil
}

func (c *collector) BeginObject() { c.open(check.Object) }
func (c *collector) EndObject()   { c.shut() }
func (c *collector) BeginArray()  { c.open(check.Array) }
func (c *collector) EndArray()    { c.shut() }

func (c *collector) Key(name []byte) {
	if c.skip > 0 {
		return
	}
	f := &c.frames[len(c.frames)-1]
	branch := &c.endpoint.Tree[f.branch]
	c.member = branch.Member(name)
	if c.member == 0 && c.endpoint.Marks[branch.Place]&spec.Closed != 0 {
		if v := c.last(branch.Place, f.index); v != nil && v.Stranger == nil {
			v.Stranger = c.keep(name)
		}
	}
}

func (c *collector) Number(text []byte) {
	if v := c.scalar(check.Number); v != nil {
		v.Text, v.Bytes = c.keep(text), int64(len(text))
	}
}

func (c *collector) Bool(b bool) {
	if v := c.scalar(check.Bool); v != nil {
		v.Text = truth(b)
	}
}

func (c *collector) Null() { c.scalar(check.Null) }

func (c *collector) BeginString() {
	branch, index, found := c.enter()
	c.value = nil
	if !found {
		return
	}
	place := c.endpoint.Tree[branch].Place
	if v := c.add(place, check.String, index); v != nil {
		c.beginText(v, c.endpoint.Marks[place])
	}
}

// beginText starts a text whose pieces come by [collector.Text].
func (c *collector) beginText(v *check.Value, marks spec.Marks) {
	c.value, c.holds = v, marks
	c.kept, c.bytes, c.chars, c.long = c.kept[:0], 0, 0, false
	if marks&spec.HoldsJSON != 0 {
		c.reading.beginJSON()
	}
}

func (c *collector) Text(p []byte) {
	if c.value == nil {
		return
	}
	room := check.MaxText - len(c.kept)
	if c.bytes += int64(len(p)); len(p) > room && !c.long {
		c.long = true
		c.within = check.AllCharsets.Of(c.kept)
		if c.holds&spec.HoldsFile != 0 {
			c.reading.beginBase64()
			c.reading.base64.Write(c.kept)
		}
	}
	if room > 0 {
		c.kept = append(c.kept, p[:min(room, len(p))]...)
	}
	if c.holds&spec.HoldsFile == 0 {
		c.chars += countChars(p)
		if c.long {
			c.within = c.within.Of(p)
		}
	} else if c.long {
		c.reading.base64.Write(p)
	}
	if c.holds&spec.HoldsJSON != 0 {
		c.reading.json.Write(p)
	}
}

func (c *collector) EndString() {
	if c.value != nil {
		c.settle(c.kept)
	}
}

// String takes a whole text of ASCII characters. It is BeginString, Text and EndString at once.
func (c *collector) String(text []byte) {
	if c.BeginString(); c.value == nil {
		return
	}
	if len(text) > check.MaxText || c.holds&spec.HoldsJSON != 0 {
		c.Text(text)
		c.EndString()
		return
	}
	c.bytes, c.chars = int64(len(text)), int64(len(text))
	c.settle(text)
}

// settle completes the text at hand, which starts so.
func (c *collector) settle(start []byte) {
	v := c.value
	c.value = nil
	v.Text, v.Bytes, v.Chars = c.keep(start), c.bytes, c.chars
	if v.Cut = c.bytes > int64(len(v.Text)); v.Cut {
		if v.Within = c.within; !c.long {
			v.Within = check.AllCharsets.Of(start)
		}
	}
	if c.holds&spec.HoldsFile != 0 {
		v.File = c.newFile()
		*v.File = check.File{}
		v.Chars = v.Bytes // base64 and URLs are ASCII; other text is refused before its length counts
		switch {
		case c.long:
			c.endBase64(v.File, start)
		case v.Cut:
			c.base64Of(start, v.File)
		}
	}
	if c.holds&spec.HoldsJSON != 0 {
		if v.File == nil {
			v.File = c.newFile()
			*v.File = check.File{}
		}
		v.File.Text = c.reading.endJSON()
	}
	for _, in := range c.endpoint.Inside {
		if v.Kind == check.String && !v.Cut && v == c.last(in.Place, v.Index) {
			c.look(v, in.Branch)
		}
	}
}

// newFile is a file whose fields the caller sets; one of a value that was replaced serves again.
func (c *collector) newFile() *check.File {
	last := len(c.unused) - 1
	if last < 0 {
		return c.files.take()
	}
	f := c.unused[last]
	c.unused = c.unused[:last]
	return f
}

// look reads the JSON value that a text is. Of one that is not JSON nothing is kept.
func (c *collector) look(v *check.Value, branch int) {
	frames, member, skip := c.frames, c.member, c.skip
	c.frames, c.member, c.skip, c.inside, c.root = nil, 0, 0, branch, v.Index
	if c.inner == nil {
		c.inner = new(body.JSON)
	}
	c.inner.ResetStrings(c, c)
	c.inner.Write(v.Text)
	if fault := c.inner.End(); fault.Kind != 0 {
		c.forget(c.endpoint.Tree[branch].Place, c.root)
	}
	c.frames, c.member, c.skip, c.inside, c.root = frames, member, skip, 0, check.NoIndex
}

// countChars counts the Unicode code points of UTF-8 text: the bytes that do not go on with a character.
func countChars(p []byte) int64 {
	n := len(p)
	i := 0
	for ; i+8 <= len(p); i += 8 {
		q := p[i : i+8 : i+8]
		x := uint64(q[0]) | uint64(q[1])<<8 | uint64(q[2])<<16 | uint64(q[3])<<24 | uint64(q[4])<<32 | uint64(q[5])<<40 | uint64(q[6])<<48 | uint64(q[7])<<56
		n -= bits.OnesCount64(x &^ (x << 1) & 0x8080808080808080)
	}
	for _, b := range p[i:] {
		if b&0xC0 == 0x80 {
			n--
		}
	}
	return int64(n)
}

// truth is a boolean as it is written.
func truth(b bool) []byte {
	if b {
		return written[0:4]
	}
	return written[4:]
}

// written is the words for booleans. Values never change.
var written = []byte("truefalse")

var _ body.Events = (*collector)(nil)
