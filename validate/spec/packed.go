package spec

import (
	"strings"

	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/check"
	"github.com/willpass/willpass/validate/pack"
)

// Pack writes what is needed to judge requests and to explain errors: all but notes, positions in
// documents and what cases and pages are generated from. All endpoints must be linked. [Unpack] reads it.
func (p *Provider) Pack() []byte { return pack.Write(p.ID, p.pack) }

// Unpack reads what [Provider.Pack] wrote: the endpoints with their routes, their rules when they are linked, see [Provider.Link]. The
// provider is not safe for concurrent use until then. The error says that the bytes are damaged or of another version.
func Unpack(bytes string) (*Provider, error) {
	c, err := pack.Read(bytes)
	if err != nil {
		return nil, err
	}
	p := &Provider{}
	p.pack(c)
	return p, c.Err()
}

func (p *Provider) pack(c *pack.Coder) {
	for _, text := range [...]*string{&p.ID, &p.Name, &p.Title, &p.Docs} {
		c.Text(text)
	}
	pack.Slice(c, &p.Hosts, (*Host).pack)
	pack.Slice(c, &p.Sources, (*Source).pack)
	pack.Slice(c, &p.Facts, (*Fact).pack)
	checks := &packedChecks{}
	pack.Slice(c, &p.Envelopes, func(e *Envelope, c *pack.Coder) { e.pack(c, checks) })
	pack.Slice(c, &p.Errors, func(e *Error, c *pack.Coder) { e.pack(c, checks) })
	pack.Slice(c, &p.Overlays, (*Overlay).pack)
	pack.Slice(c, &p.Endpoints, func(e *Endpoint, c *pack.Coder) { e.pack(c, checks) })
	if !c.Reading() {
		return
	}
	p.link = func(e *Endpoint) error {
		inner := c.Read(e.packed)
		if e.packRules(inner, checks); inner.Err() != nil {
			return inner.Err()
		}
		e.packed = ""
		return nil
	}
}

func (h *Host) pack(c *pack.Coder)      { c.Text(&h.ID); c.Text(&h.Name); c.Text(&h.About) }
func (t *Text) pack(c *pack.Coder)      { c.Text(&t.Name); c.Text(&t.Value) }
func (t *Trust) pack(c *pack.Coder)     { *t = Trust(c.Byte(uint8(*t))) }
func (m *Marks) pack(c *pack.Coder)     { *m = Marks(c.Byte(uint8(*m))) }
func (i *Inside) pack(c *pack.Coder)    { c.Int(&i.Place); c.Int(&i.Branch) }
func (e *Edge) pack(c *pack.Coder)      { c.Text(&e.Name); c.Int(&e.To) }
func packInt(n *int, c *pack.Coder)     { c.Int(n) }
func packText(t *string, c *pack.Coder) { c.Text(t) }

func (s *Source) pack(c *pack.Coder) {
	c.Text(&s.ID)
	c.Text(&s.URL)
	c.Text(&s.Date)
	c.Text(&s.About)
}

func (f *Fact) pack(c *pack.Coder) {
	c.Text(&f.ID)
	c.Text(&f.Type)
	c.Text(&f.About)
	pack.Pointer(c, &f.Default, packNode)
}

func (o *Overlay) pack(c *pack.Coder) {
	c.Text(&o.File)
	c.Text(&o.About)
	o.Trust.pack(c)
	c.Int(&o.Source)
}

func (e *Envelope) pack(c *pack.Coder, checks *packedChecks) {
	c.Text(&e.ID)
	c.Text(&e.ContentType)
	pack.Slice(c, &e.Headers, func(h *Header, c *pack.Coder) { c.Text(&h.Name); h.Value.pack(c) })
	e.Body.pack(c)
	e.Trust.pack(c)
	c.Int(&e.Source)
	checks.variants(c, &e.Variants)
}

func (t *Template) pack(c *pack.Coder) {
	pack.Slice(c, (*[]Piece)(t), func(p *Piece, c *pack.Coder) {
		c.Text(&p.Text)
		c.Bool(&p.Hole)
		p.How = Escape(c.Byte(uint8(p.How)))
	})
}

func (e *Error) pack(c *pack.Coder, checks *packedChecks) {
	for _, text := range [...]*string{&e.ID, &e.Code, &e.Key, &e.Message, &e.Meaning, &e.Decides, &e.Retry, &e.Do, &e.When, &e.Unreached} {
		c.Text(text)
	}
	c.Int(&e.Status)
	e.StatusTrust.pack(c)
	e.Trust.pack(c)
	c.Int(&e.Source)
	c.Int(&e.Envelope)
	pack.Slice(c, &e.Holes, (*Text).pack)
	pack.Slice(c, &e.Vars, (*Text).pack)
	c.Texts(&e.Carries)
	checks.variants(c, &e.Variants)
}

// pack packs where an endpoint is, and as a part of its own what it asks.
func (e *Endpoint) pack(c *pack.Coder, checks *packedChecks) {
	for _, text := range [...]*string{&e.ID, &e.Title, &e.Method, &e.Fallback} {
		c.Text(text)
	}
	pack.Slice(c, &e.Paths, func(p *Pattern, c *pack.Coder) {
		if c.Text(&p.Text); c.Reading() {
			p.Segments = strings.Split(p.Text, "/")
		}
	})
	c.Texts(&e.Hosts)
	e.Body = BodyKind(c.Byte(uint8(e.Body)))
	c.Bool(&e.Retired)
	e.Trust.pack(c)
	c.Int(&e.Source)
	e.packed = c.Part(func(c *pack.Coder) { e.packRules(c, checks) })
}

func (e *Endpoint) packRules(c *pack.Coder, checks *packedChecks) {
	pack.Slice(c, &e.Places, (*check.Place).Pack)
	pack.Slice(c, &e.Parent, packInt)
	pack.Slice(c, &e.Marks, (*Marks).pack)
	pack.Slice(c, &e.Tree, func(b *Branch, c *pack.Coder) {
		c.Int(&b.Place)
		pack.Slice(c, &b.Members, (*Edge).pack)
		c.Int(&b.Each)
	})
	pack.Slice(c, &e.Inside, (*Inside).pack)
	pack.Slice(c, &e.Media, func(m *Media, c *pack.Coder) {
		c.Int(&m.Place)
		c.Text(&m.As)
		c.Texts(&m.Schemes)
		checks.conditions(c, &m.When)
	})
	rule := func(r *Rule, c *pack.Coder) { r.pack(c, checks) }
	pack.Pointer(c, &e.Items, func(i *Items, c *pack.Coder) {
		c.Int(&i.Place)
		c.Int(&i.Each)
		pack.Slice(c, &i.Rules, rule)
	})
	pack.Slice(c, &e.Stages, func(s *Stage, c *pack.Coder) {
		c.Text(&s.Name)
		c.Bool(&s.Apart)
		c.Bool(&s.Ordered)
		pack.Slice(c, &s.Rules, rule)
	})
	c.Int(&e.Accepts.Status)
	c.Int(&e.Accepts.Envelope)
	pack.Slice(c, &e.Accepts.Vars, (*Text).pack)
	checks.variants(c, &e.Accepts.Variants)
	pack.Pointer(c, &e.Sample, packNode)
	pack.Pointer(c, &e.Given, packNode)
}

func (r *Rule) pack(c *pack.Coder, checks *packedChecks) {
	c.Text(&r.ID)
	c.Int(&r.Place)
	c.Text(&r.Fact)
	checks.pack(c, &r.Kind, &r.Check)
	checks.conditions(c, &r.When)
	pack.Slice(c, &r.Errors, packInt)
	r.Trust.pack(c)
	c.Int(&r.Source)
	pack.Slice(c, &r.Fills, (*Text).pack)
}

// packedChecks is the checks that were read: a provider asks few different ones, many times.
type packedChecks struct{ read map[pack.Part]check.Check }

// pack packs a check with its kind as bytes that are written once.
func (s *packedChecks) pack(c *pack.Coder, kind *string, p *check.Check) {
	part := c.Shared(func(c *pack.Coder) {
		c.Text(kind)
		check.Pack(c, *kind, *p)
	})
	if !c.Reading() {
		return
	}
	inner := c.Read(part)
	if inner.Text(kind); s.read[part] == nil {
		if s.read == nil {
			s.read = map[pack.Part]check.Check{}
		}
		s.read[part] = check.Pack(inner, *kind, nil)
	}
	*p = s.read[part]
}

func (s *packedChecks) conditions(c *pack.Coder, p *[]Condition) {
	pack.Slice(c, p, func(w *Condition, c *pack.Coder) {
		c.Int(&w.Place)
		c.Text(&w.Fact)
		s.pack(c, &w.Kind, &w.Check)
		w.About = check.AboutKind(w.Kind)
	})
}

func (s *packedChecks) variants(c *pack.Coder, p *[]Variant) {
	pack.Slice(c, p, func(v *Variant, c *pack.Coder) {
		s.conditions(c, &v.When)
		pack.Pointer(c, &v.Code, packText)
		pack.Pointer(c, &v.Message, packText)
		pack.Pointer(c, &v.Status, packInt)
		pack.Pointer(c, &v.Envelope, packInt)
	})
}

func packNode(n *body.Node, c *pack.Coder) {
	n.Kind = body.Kind(c.Byte(uint8(n.Kind)))
	switch n.Kind {
	case body.Object:
		pack.Slice(c, &n.Members, func(m *body.Member, c *pack.Coder) {
			c.Text(&m.Key)
			pack.Pointer(c, &m.Value, packNode)
		})
	case body.Array:
		pack.Slice(c, &n.Items, func(item **body.Node, c *pack.Coder) { pack.Pointer(c, item, packNode) })
	case body.String, body.Number:
		c.Text(&n.Text)
	case body.Bool:
		c.Bool(&n.True)
	}
}
