package validate

import (
	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/check"
	"github.com/willpass/willpass/validate/spec"
)

// collector keeps, of everything that the readers tell, the values at the places of an endpoint.
type collector struct {
	endpoint *spec.Endpoint
	facts    Facts
	record   check.Record
	texts    arena

	frames []frame     // objects and arrays on the way to some place
	root   check.Index // of the text whose JSON is being read
	inside int         // branch of the JSON value in that text; 0 = the body
	skip   int         // objects and arrays open below a value that no rule looks at
	member int         // branch of the member whose key came last; 0 = none

	kept    []byte // of the text at hand
	bytes   int64
	chars   int64
	within  check.Charsets
	value   *check.Value // that the text at hand belongs to; nil when no rule looks at it
	reading fileReader
	unused  []*check.File // of values that were replaced
	holds   spec.Marks    // of the place at hand
	aside   bool          // a file was added beside the sample of its endpoint: what would come with it is not known
}

// frame is an object or array on the way to some place.
type frame struct {
	branch int
	array  bool
	index  check.Index // of the value itself
	count  int64
}

func (c *collector) begin(r *route, facts Facts) {
	c.facts = facts
	if c.endpoint = r.endpoint; c.endpoint == nil {
		return
	}
	c.root = check.NoIndex
	n := len(c.endpoint.Places)
	c.record = check.Record{Places: c.endpoint.Places, Values: make([][]check.Value, n), Full: make([]bool, n), Now: facts.Now}
	c.record.Facts = factValues(r.provider, facts)
}

// add makes room for a value at a place; nil when there are too many to keep. A place that comes again replaces what was there,
// and what was below it.
func (c *collector) add(place int, v check.Value) *check.Value {
	values := c.record.Values[place]
	if last := len(values) - 1; last >= 0 && values[last].Index == v.Index {
		c.forget(place, v.Index)
		v.Twice = true
		values = c.record.Values[place]
	}
	if len(values) >= check.MaxValues {
		c.fill(place)
		return nil
	}
	c.record.Values[place] = append(values, v)
	return &c.record.Values[place][len(values)]
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
	return c.add(c.endpoint.Tree[branch].Place, check.Value{Kind: kind, Index: index})
}

func (c *collector) open(kind check.Kind) {
	branch, index, found := c.enter()
	if !found || c.add(c.endpoint.Tree[branch].Place, check.Value{Kind: kind, Index: index}) == nil {
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
		v.Text = []byte("false")
		if b {
			v.Text = []byte("true")
		}
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
	if v := c.add(place, check.Value{Kind: check.String, Index: index}); v != nil {
		c.beginText(v, c.endpoint.Marks[place])
	}
}

// beginText starts a text whose pieces come by [collector.Text].
func (c *collector) beginText(v *check.Value, marks spec.Marks) {
	c.value, c.holds = v, marks
	c.kept, c.bytes, c.chars, c.within = c.kept[:0], 0, 0, check.AllCharsets
	if marks&spec.HoldsFile != 0 {
		c.reading.beginBase64()
	}
	if marks&spec.HoldsJSON != 0 {
		c.reading.beginJSON()
	}
}

func (c *collector) Text(p []byte) {
	if c.value == nil {
		return
	}
	c.bytes += int64(len(p))
	if room := check.MaxText - len(c.kept); room > 0 {
		c.kept = append(c.kept, p[:min(room, len(p))]...)
	}
	if c.holds&spec.HoldsFile != 0 {
		c.reading.base64.Write(p)
	} else {
		c.chars += countChars(p)
		c.within = c.within.Of(p)
	}
	if c.holds&spec.HoldsJSON != 0 {
		c.reading.json.Write(p)
	}
}

func (c *collector) EndString() {
	v := c.value
	if v == nil {
		return
	}
	c.value = nil
	v.Text, v.Bytes, v.Chars, v.Within = c.keep(c.kept), c.bytes, c.chars, c.within
	v.Cut = c.bytes > int64(len(v.Text))
	if c.holds&spec.HoldsFile != 0 {
		v.File = c.newFile()
		c.endBase64(v.File)
		v.Chars = v.Bytes // base64 and URLs are ASCII; other text is refused before its length counts
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
		return new(check.File)
	}
	f := c.unused[last]
	c.unused = c.unused[:last]
	return f
}

// look reads the JSON value that a text is. Of one that is not JSON nothing is kept.
func (c *collector) look(v *check.Value, branch int) {
	frames, member, skip := c.frames, c.member, c.skip
	c.frames, c.member, c.skip, c.inside, c.root = nil, 0, 0, branch, v.Index
	var reader body.JSON
	reader.Reset(c)
	reader.Write(v.Text)
	if fault := reader.End(); fault.Kind != 0 {
		c.forget(c.endpoint.Tree[branch].Place, c.root)
	}
	c.frames, c.member, c.skip, c.inside, c.root = frames, member, skip, 0, check.NoIndex
}

// countChars counts the Unicode code points of UTF-8 text.
func countChars(p []byte) int64 {
	n := int64(0)
	for _, b := range p {
		if b&0xC0 != 0x80 {
			n++
		}
	}
	return n
}

var _ body.Events = (*collector)(nil)
