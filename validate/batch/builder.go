package batch

import (
	"bytes"
	"hash/maphash"
	"slices"
	"unicode/utf8"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/refusal"
	"github.com/willpass/willpass/validate/spec"
)

// builder fills one request after another.
type builder struct {
	plan  *Plan
	shape shape
	most  int
	bytes int64
	known []validate.Answer // of the template: what may be answered whatever the rows are

	request  validate.Request // without a body
	contents *validate.Like   // nil when rows must be judged whole
	ids      *validate.Like

	body  []byte
	rows  []Row
	ends  []int // of the rows' entries in body
	at    []int64
	aside []Aside
	next  int64 // number of the next row

	here  map[string]struct{}    // ids of this request
	ever  map[[2]uint64]struct{} // ids of the plan, by two hashes; nil when requests are tasks of their own
	seeds [2]maphash.Seed
	text  []byte
}

func (p *Plan) builder() (*builder, error) {
	_, e := p.Rules.Endpoint(p.Endpoint)
	if e == nil {
		return nil, errNoBatch
	}
	sh, err := shapeOf(e, p.Body)
	if err != nil {
		return nil, err
	}
	b := &builder{plan: p, shape: sh, here: map[string]struct{}{}, most: p.Most, bytes: p.Bytes}
	most, longest := limits(e, sh.array)
	if b.most <= 0 || most > 0 && b.most > most {
		b.most = max(most, 1)
	}
	if b.bytes <= 0 {
		b.bytes = DefaultBytes
	}
	if longest > 0 {
		b.bytes = min(b.bytes, longest)
	}
	if sh.adds {
		b.ever = map[[2]uint64]struct{}{}
		b.seeds = [2]maphash.Seed{maphash.MakeSeed(), maphash.MakeSeed()}
	}
	b.address(e)
	b.begin()
	return b, b.template()
}

// address fills in where the requests go.
func (b *builder) address(e *spec.Endpoint) {
	b.request = validate.Request{Method: e.Method, URL: b.plan.URL, Headers: slices.Clone(b.plan.Headers)}
	if url := e.Sample.Get("url"); b.request.URL == "" && url != nil {
		b.request.URL = url.Text
	}
	for _, h := range b.request.Headers {
		if isContentType(h.Name) {
			return
		}
	}
	b.request.Headers = append(b.request.Headers, validate.Header{Name: "Content-Type", Value: "application/json"})
}

// template judges the request with the entry of the shape: what is refused here is not the rows' fault.
func (b *builder) template() error {
	s := b.plan.Rules.Begin(b.request, b.facts(nil))
	s.Write(b.shape.one(nil, b.shape.content, b.shape.id))
	v := s.End()
	if v.Outcome == validate.Rejected {
		return refusal.From(v)
	}
	b.known = v.Answers
	contents, ok1 := s.Like(b.shape.contentAt)
	ids, ok2 := s.Like(b.shape.idAt)
	if ok1 && ok2 {
		b.contents, b.ids = contents, ids
	}
	return nil
}

// facts is those of the plan; ids sent before are known to be sent, or not looked at row by row.
func (b *builder) facts(sent []string) validate.Facts {
	f := b.plan.Facts
	if b.shape.fact != "" {
		f.Named = append(slices.Clone(f.Named), validate.Fact{Name: b.shape.fact, List: sent})
	}
	return f
}

func (b *builder) begin() {
	b.body = append(make([]byte, 0, cap(b.body)), b.shape.before...)
	b.rows, b.ends, b.at, b.aside = b.rows[:0], b.ends[:0], b.at[:0], nil
	clear(b.here)
}

// fits reports whether a row may go into this request; an empty one takes any.
func (b *builder) fits(r Row) bool {
	if len(b.rows) == 0 {
		return len(b.aside) < maxAside
	}
	return len(b.rows) < b.most && b.room(len(b.body)+1, r) && len(b.aside) < maxAside
}

// room reports whether a row fits behind so many bytes of a body.
func (b *builder) room(used int, r Row) bool {
	fixed := used + len(b.shape.entry[0]) + len(b.shape.entry[1]) + len(b.shape.entry[2]) + len(`""""`) + len(b.shape.after)
	if int64(fixed)+6*int64(len(r.Content)+len(r.ID)) <= b.bytes { // escapes make a text at most six times as long
		return true
	}
	b.text = b.shape.append(b.text[:0], r.Content, r.ID)
	return int64(used+len(b.text)+len(b.shape.after)) <= b.bytes
}

// maxAside bounds the rows set aside that one request tells, so that memory stays flat when all rows are bad.
const maxAside = 1000

// add puts a row into the request, or sets it aside.
func (b *builder) add(r Row) {
	number := b.next
	b.next++
	if err := b.refused(r); err != nil {
		b.aside = append(b.aside, Aside{r, number, err})
		return
	}
	b.here[r.ID] = struct{}{}
	if b.ever != nil {
		b.ever[b.hash(r.ID)] = struct{}{}
	}
	if len(b.rows) > 0 {
		b.body = append(b.body, ',')
	}
	b.body = b.shape.append(b.body, r.Content, r.ID)
	b.rows, b.ends, b.at = append(b.rows, r), append(b.ends, len(b.body)), append(b.at, number)
}

func (b *builder) hash(id string) [2]uint64 {
	return [2]uint64{maphash.String(b.seeds[0], id), maphash.String(b.seeds[1], id)}
}

// refused is what the provider would answer to a row; nil when it passes.
func (b *builder) refused(r Row) *refusal.Error {
	_, twice := b.here[r.ID]
	if b.ever != nil && !twice {
		_, twice = b.ever[b.hash(r.ID)]
	}
	if twice && r.ID != "" {
		return b.twice(r)
	}
	if !b.room(len(b.shape.before), r) {
		return &refusal.Error{Message: "longer than a whole body may be"}
	}
	if b.contents != nil && utf8.ValidString(r.Content) && utf8.ValidString(r.ID) {
		b.text = append(b.text[:0], r.Content...)
		if b.contents.Same(b.text) {
			b.text = append(b.text[:0], r.ID...)
			if b.ids.Same(b.text) {
				return nil
			}
		}
	}
	return b.whole(b.shape.one(nil, r.Content, r.ID), nil)
}

// twice is the answer to a request that has an id two times.
func (b *builder) twice(r Row) *refusal.Error {
	body := append([]byte(nil), b.shape.before...)
	body = append(b.shape.append(body, r.Content, r.ID), ',')
	body = append(b.shape.append(body, r.Content, r.ID), b.shape.after...)
	if err := b.whole(body, nil); err != nil {
		return err
	}
	return &refusal.Error{Message: "the id is there twice"}
}

// whole judges a request as it is.
func (b *builder) whole(body []byte, sent []string) *refusal.Error {
	request := b.request
	request.Body = body
	v := b.plan.Rules.Check(request, b.facts(sent))
	if v.Outcome == validate.Rejected {
		return refusal.From(v)
	}
	for _, a := range v.Answers {
		if !b.plan.Lenient && !a.Accepted && !b.knows(a) {
			v.Answers = []validate.Answer{a}
			e := refusal.From(v)
			e.Sure = false
			return e
		}
	}
	return nil
}

// knows reports whether the template may get this answer too, so that the row is not to blame.
func (b *builder) knows(a validate.Answer) bool {
	return slices.ContainsFunc(b.known, func(k validate.Answer) bool { return k.Error == a.Error })
}

// take is the request as far as it is filled; the next one begins.
func (b *builder) take() (Request, error) {
	if b.plan.Sent != nil && len(b.rows) > 0 {
		if err := b.drop(); err != nil {
			return Request{}, err
		}
	}
	out := Request{Request: b.request, Aside: b.aside, IDs: make([]string, len(b.rows)), First: b.next}
	for i := range b.rows {
		out.IDs[i] = b.rows[i].ID
	}
	if len(b.rows) > 0 {
		out.First, out.Body = b.at[0], append(b.body, b.shape.after...)
	}
	b.begin()
	return out, nil
}

// drop sets aside the rows whose ids were sent before.
func (b *builder) drop() error {
	ids := make([]string, len(b.rows))
	for i := range b.rows {
		ids[i] = b.rows[i].ID
	}
	sent, err := b.plan.Sent(ids)
	if err != nil || len(sent) == 0 {
		return err
	}
	old, body, kept, start := b.body, bytes.Clone(b.shape.before), 0, len(b.shape.before)
	for i, r := range b.rows {
		entry := bytes.TrimPrefix(old[start:b.ends[i]], []byte(","))
		start = b.ends[i]
		if slices.Contains(sent, r.ID) {
			b.aside = append(b.aside, Aside{r, b.at[i], b.before(r)})
			continue
		}
		if kept > 0 {
			body = append(body, ',')
		}
		body = append(body, entry...)
		b.rows[kept], b.at[kept] = r, b.at[i]
		kept++
	}
	b.body, b.rows, b.at = body, b.rows[:kept], b.at[:kept]
	return nil
}

// before is the answer to an id that was sent before.
func (b *builder) before(r Row) *refusal.Error {
	if err := b.whole(b.shape.one(nil, r.Content, r.ID), []string{r.ID}); err != nil {
		return err
	}
	return &refusal.Error{Message: "the id was sent before"}
}
