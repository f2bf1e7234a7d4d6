package validate

import (
	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/check"
	"github.com/willpass/willpass/validate/spec"
)

// collector keeps, of everything that the readers tell, the values at the places of an endpoint. It is used again for the next request.
type collector struct {
	endpoint *spec.Endpoint
	facts    Facts
	fetched  byName
	decoded  byName
	record   check.Record
	texts    arena
	files    blocks[check.File]
	rares    blocks[check.Rare]
	blank    check.File // what is known of a short text that may be a file, until all is read: nothing
	link     check.File // of a URL of which the caller knows nothing

	pattern pattern      // of the elements of an array
	frames  []frame      // objects and arrays on the way to some place
	root    check.Index  // of the text whose JSON is being read
	inside  int          // branch of the JSON value in that text; 0 = the body
	inner   *body.JSON   // reads it
	form    body.Form    // reads the query
	skip    int          // objects and arrays open below a value that no rule looks at
	member  *spec.Branch // of the member whose key came last; nil = none

	kept    []byte // the start of the text at hand
	own     []byte // a text of a player
	bytes   int64
	chars   int64
	within  check.Charsets
	long    bool         // the text at hand is longer than what is kept: it is looked at as it flows by
	value   *check.Value // that the text at hand belongs to; nil when no rule looks at it
	reading fileReader
	holds   spec.Marks // of the place at hand
	held    held       // of the conditions
	commons []common   // of the values, by place; none when nobody asked
	aside   bool       // a file was added beside the sample of its endpoint: what would come with it is not known
}

// frame is an object or array on the way to some place.
type frame struct {
	branch    *spec.Branch
	place, at int32       // of the value itself, and its number among those of the place
	index     check.Index // of the value itself
	count     int64
	digit     uint8 // which number of the index an element has
	array     bool
	closed    bool // a rule asks for members that no rule names
}

func (c *collector) begin(r *route, facts *Facts) {
	c.learnFacts(facts)
	if c.endpoint = r.endpoint; c.endpoint == nil {
		return
	}
	n := len(c.endpoint.Places)
	record := &c.record
	values := withRoom(record.Values, n)
	for i := range values {
		values[i] = values[i][:0]
	}
	record.Places, record.Values, record.Full, record.Items = c.endpoint.Places, values[:n], cleared(record.Full, n), record.Items[:0]
	record.Now, record.Length, record.Head, record.Asked, record.Faults = facts.Now, 0, 0, 0, check.BodyFault{}
	record.Facts = factValues(record.Facts, r.rules.more[r.number].facts, r.provider, facts)
	c.texts.reset()
	c.held, c.commons = held{}, c.commons[:0]
	c.files.reset()
	c.rares.reset()
	c.link.Carrier, c.aside = check.URLFile, false
	c.pattern.learning, c.pattern.room = false, 0
	c.frames, c.root, c.inside, c.skip, c.member, c.value = c.frames[:0], check.NoIndex, 0, 0, nil, nil
}

// withRoom is all the lists of values that there ever were, at least n.
//
//go:noinline
func withRoom(values [][]check.Value, n int) [][]check.Value {
	if cap(values) < n {
		more := make([][]check.Value, n)
		for i, old := range values[:cap(values)] {
			more[i] = old
		}
		return more
	}
	return values[:cap(values)]
}

// add makes room for a value at a place; nil when there are too many to keep. A place that comes again replaces what was there,
// and what was below it.
func (c *collector) add(place int, kind check.Kind, index check.Index) *check.Value {
	values := &c.record.Values[place]
	n, twice := len(*values), false
	if n > 0 && (*values)[n-1].Index == index {
		c.forget(place, index)
		n, twice = len(*values), true
	}
	if n >= check.MaxValues {
		return c.tooMany(place)
	}
	v := another(values)
	v.Kind, v.Index, v.Twice = kind, index, twice
	if c.pattern.learning {
		c.learn(place, n, v)
	}
	return v
}

func (c *collector) tooMany(place int) *check.Value {
	c.pattern.learning = false
	c.fill(place)
	return nil
}

// another adds an empty value.
//
//go:noinline
func another(values *[]check.Value) *check.Value {
	n := len(*values)
	if n == cap(*values) {
		*values = append(*values, check.Value{})
	}
	*values = (*values)[:n+1]
	v := &(*values)[n]
	*v = check.Value{}
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
//
//go:noinline
func (c *collector) forget(place int, index check.Index) {
	c.forgetFrom(place, index, c.record.Places[place].Wildcards())
}

func (c *collector) forgetFrom(place int, index check.Index, depth int) {
	values := c.record.Values[place]
	for len(values) > 0 && same(values[len(values)-1].Index, index, depth) {
		last := &values[len(values)-1]
		if last.File != nil && !c.shared(last.File) {
			c.files.give(last.File)
		}
		if last.Rare != nil {
			c.rares.give(last.Rare)
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

// enter is called where a value begins: it finds the branch that the value is at, nil below none, and its index.
func (c *collector) enter() (branch *spec.Branch, index check.Index) {
	if c.skip > 0 {
		return nil, index
	}
	if len(c.frames) == 0 {
		return &c.endpoint.Tree[c.inside], c.root
	}
	f := &c.frames[len(c.frames)-1]
	f.count++
	if !f.array {
		return c.member, f.index
	}
	if f.branch.Each == 0 {
		return nil, index
	}
	index = f.index
	index[f.digit&1] = int32(f.count - 1)
	return &c.endpoint.Tree[f.branch.Each], index
}

// scalar adds a value that is neither object nor array.
func (c *collector) scalar(kind check.Kind) *check.Value {
	branch, index := c.enter()
	if branch == nil {
		return nil
	}
	return c.add(branch.Place, kind, index)
}

func (c *collector) open(kind check.Kind) {
	branch, index := c.enter()
	if branch == nil || c.add(branch.Place, kind, index) == nil {
		c.skip++
		return
	}
	f := frame{branch: branch, place: int32(branch.Place), at: int32(len(c.record.Values[branch.Place]) - 1), index: index, array: kind == check.Array,
		closed: c.endpoint.Marks[branch.Place]&spec.Closed != 0}
	if index[0] >= 0 {
		f.digit = 1
	}
	c.frames = append(c.frames, f)
	c.member = nil
}

func (c *collector) shut() {
	if c.skip > 0 {
		c.skip--
		return
	}
	last := len(c.frames) - 1
	f := &c.frames[last]
	c.frames = c.frames[:last]
	c.record.Values[f.place][f.at].Count = f.count
	if c.pattern.learning && last == c.pattern.depth {
		c.learned()
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
	to := f.branch.Member(name)
	if to > 0 {
		c.member = &c.endpoint.Tree[to]
		return
	}
	c.member = nil
	if f.closed {
		c.stranger(&c.record.Values[f.place][f.at], name)
	}
}

// stranger keeps the first member of an object that no rule names.
func (c *collector) stranger(v *check.Value, name []byte) {
	c.pattern.learning = false
	if v.Rare == nil {
		v.Rare = c.rares.take()
		*v.Rare = check.Rare{}
	}
	if v.Rare.Strange {
		return
	}
	v.Rare.Strange, v.Rare.Stranger = true, c.keep(name)
	if len(name) == 0 {
		v.Rare.Stranger = []byte{}
	}
}

func (c *collector) Number(text []byte) {
	if v := c.scalar(check.Number); v != nil {
		v.Text, v.Bytes = c.keep(text), int64(len(text))
		if len(v.Text) < len(text) {
			c.pattern.learning = false
		}
	}
}

func (c *collector) Bool(b bool) {
	if v := c.scalar(check.Bool); v != nil {
		v.Text = truth(b)
	}
}

func (c *collector) Null() { c.scalar(check.Null) }

// look reads the JSON value that a text is. Of one that is not JSON nothing is kept.
func (c *collector) look(v *check.Value, branch int) {
	frames, member, skip := c.frames, c.member, c.skip
	c.frames, c.member, c.skip, c.inside, c.root = nil, nil, 0, branch, v.Index
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
