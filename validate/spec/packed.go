package spec

import (
	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/check"
	"github.com/willpass/willpass/validate/pack"
)

// Pack writes what is needed to judge requests and to explain errors: all but notes, positions in
// documents and what cases and pages are generated from. All endpoints must be linked. [Unpack] reads it.
func (p *Provider) Pack() []byte {
	return pack.Write(p.ID, func(c *pack.Coder) { packedProvider.Pack(p, c) })
}

// Unpack reads what [Provider.Pack] wrote: the endpoints with their routes, their rules when they are linked, see [Provider.Link]. The
// provider is not safe for concurrent use until then. The error says that the bytes are damaged or of another version.
func Unpack(bytes string) (*Provider, error) {
	c, err := pack.Read(bytes)
	if err != nil {
		return nil, err
	}
	p := &Provider{coder: c}
	packedProvider.Pack(p, c)
	return p, c.Err()
}

// Link reads the rules of an endpoint that [Unpack] left packed. An error says that the bytes are damaged.
func (p *Provider) Link(e *Endpoint) error {
	if e.packed == "" {
		return nil
	}
	c := p.coder.Read(e.packed)
	packedRules.Pack(e, c)
	if err := c.Err(); err != nil {
		return err
	}
	e.packed = ""
	return nil
}

var packedProvider = pack.Of(func(p *Provider) []pack.Field {
	return []pack.Field{pack.Text(&p.ID), pack.Text(&p.Name), pack.Text(&p.Title), pack.Text(&p.Docs), pack.List(&p.Hosts, packedHost),
		pack.List(&p.Sources, packedSource), pack.List(&p.Facts, packedFact), pack.List(&p.Envelopes, packedEnvelope),
		pack.List(&p.Errors, packedError), pack.List(&p.Overlays, packedOverlay), pack.List(&p.Endpoints, packedEndpoint)}
})

var packedHost = pack.Of(func(h *Host) []pack.Field {
	return []pack.Field{pack.Text(&h.ID), pack.Text(&h.Name), pack.Text(&h.About)}
})

var packedSource = pack.Of(func(s *Source) []pack.Field {
	return []pack.Field{pack.Text(&s.ID), pack.Text(&s.URL), pack.Text(&s.Date), pack.Text(&s.About)}
})

var packedFact = pack.Of(func(f *Fact) []pack.Field {
	return []pack.Field{pack.Text(&f.ID), pack.Text(&f.Type), pack.Text(&f.About), pack.Pointer(&f.Default, packedNode)}
})

var packedOverlay = pack.Of(func(o *Overlay) []pack.Field {
	return []pack.Field{pack.Text(&o.File), pack.Text(&o.About), pack.Byte(&o.Trust), pack.Int(&o.Source)}
})

var packedText = pack.Of(func(t *Text) []pack.Field { return []pack.Field{pack.Text(&t.Name), pack.Text(&t.Value)} })

var packedPiece = pack.Of(func(p *Piece) []pack.Field {
	return []pack.Field{pack.Text(&p.Text), pack.Bool(&p.Hole), pack.Byte(&p.How)}
})

var packedHeader = pack.Of(func(h *Header) []pack.Field {
	return []pack.Field{pack.Text(&h.Name), pack.List(&h.Value, packedPiece)}
})

var packedEnvelope = pack.Of(func(e *Envelope) []pack.Field {
	return []pack.Field{pack.Text(&e.ID), pack.Text(&e.ContentType), pack.List(&e.Headers, packedHeader), pack.List(&e.Body, packedPiece),
		pack.Byte(&e.Trust), pack.Int(&e.Source), pack.List(&e.Variants, packedVariant)}
})

var packedError = pack.Of(func(e *Error) []pack.Field {
	return []pack.Field{pack.Text(&e.ID), pack.Text(&e.Code), pack.Text(&e.Key), pack.Text(&e.Message), pack.Text(&e.Meaning),
		pack.Text(&e.Decides), pack.Text(&e.Retry), pack.Text(&e.Do), pack.Text(&e.When), pack.Text(&e.Unreached), pack.Int(&e.Status),
		pack.Byte(&e.StatusTrust), pack.Byte(&e.Trust), pack.Int(&e.Source), pack.Int(&e.Envelope), pack.List(&e.Holes, packedText),
		pack.List(&e.Vars, packedText), pack.List(&e.Carries, pack.Texts), pack.List(&e.Variants, packedVariant)}
})

// packedEndpoint is where an endpoint is, and as a part of its own what it asks.
var packedEndpoint = pack.Of(func(e *Endpoint) []pack.Field {
	return []pack.Field{pack.Text(&e.ID), pack.Text(&e.Title), pack.Text(&e.Method), pack.Text(&e.Fallback), pack.List(&e.Paths, packedPattern),
		pack.List(&e.Hosts, pack.Texts), pack.Byte(&e.Body), pack.Bool(&e.Retired), pack.Byte(&e.Trust), pack.Int(&e.Source),
		pack.Own(e, (*Endpoint).packRules)}
})

func (e *Endpoint) packRules(c *pack.Coder) {
	e.packed = c.Part(func(c *pack.Coder) { packedRules.Pack(e, c) })
}

var packedPattern = pack.Of(func(p *Pattern) []pack.Field { return []pack.Field{pack.Own(p, (*Pattern).pack)} })

func (p *Pattern) pack(c *pack.Coder) {
	if c.Text(&p.Text); c.Reading() {
		p.Segments = segments(p.Text)
	}
}

var packedRules = pack.Of(func(e *Endpoint) []pack.Field {
	return []pack.Field{pack.List(&e.Places, check.PackedPlace), pack.List(&e.Parent, pack.Ints), pack.List(&e.Marks, packedMarks),
		pack.List(&e.Tree, packedBranch), pack.List(&e.Inside, packedInside), pack.List(&e.Media, packedMedia),
		pack.Pointer(&e.Items, packedItems), pack.List(&e.Stages, packedStage), pack.Int(&e.Accepts.Status), pack.Int(&e.Accepts.Envelope),
		pack.List(&e.Accepts.Vars, packedText), pack.List(&e.Accepts.Variants, packedVariant),
		pack.Pointer(&e.Sample, packedNode), pack.Pointer(&e.Given, packedNode)}
})

var packedMarks = pack.Of(func(m *Marks) []pack.Field { return []pack.Field{pack.Byte(m)} })

var packedEdge = pack.Of(func(e *Edge) []pack.Field { return []pack.Field{pack.Text(&e.Name), pack.Int(&e.To)} })

var packedBranch = pack.Of(func(b *Branch) []pack.Field {
	return []pack.Field{pack.Int(&b.Place), pack.List(&b.Members, packedEdge), pack.Int(&b.Each)}
})

var packedInside = pack.Of(func(i *Inside) []pack.Field { return []pack.Field{pack.Int(&i.Place), pack.Int(&i.Branch)} })

var packedMedia = pack.Of(func(m *Media) []pack.Field {
	return []pack.Field{pack.Int(&m.Place), pack.Text(&m.As), pack.List(&m.Schemes, pack.Texts), pack.List(&m.When, packedCondition)}
})

var packedItems = pack.Of(func(i *Items) []pack.Field {
	return []pack.Field{pack.Int(&i.Place), pack.Int(&i.Each), pack.List(&i.Rules, packedRule)}
})

var packedStage = pack.Of(func(s *Stage) []pack.Field {
	return []pack.Field{pack.Text(&s.Name), pack.Bool(&s.Apart), pack.Bool(&s.Ordered), pack.List(&s.Rules, packedRule)}
})

var packedRule = pack.Of(func(r *Rule) []pack.Field {
	return []pack.Field{pack.Text(&r.ID), pack.Int(&r.Place), pack.Text(&r.Fact), pack.Own(r, (*Rule).packCheck), pack.List(&r.When, packedCondition),
		pack.List(&r.Errors, pack.Ints), pack.Byte(&r.Trust), pack.Int(&r.Source), pack.List(&r.Fills, packedText)}
})

func (r *Rule) packCheck(c *pack.Coder) { packCheck(c, &r.Kind, &r.Check) }

var packedCondition = pack.Of(func(w *Condition) []pack.Field {
	return []pack.Field{pack.Int(&w.Place), pack.Text(&w.Fact), pack.Own(w, (*Condition).packCheck)}
})

func (w *Condition) packCheck(c *pack.Coder) {
	packCheck(c, &w.Kind, &w.Check)
	w.About = check.AboutKind(w.Kind)
}

// asked is a check and its kind. A provider asks few different ones, many times.
type asked struct {
	kind  string
	check check.Check
}

func packCheck(c *pack.Coder, kind *string, p *check.Check) {
	read := c.Shared(func(c *pack.Coder) {
		c.Text(kind)
		check.Pack(c, *kind, *p)
	}, readCheck)
	if a, ok := read.(*asked); ok {
		*kind, *p = a.kind, a.check
	}
}

func readCheck(c *pack.Coder) any {
	a := &asked{}
	c.Text(&a.kind)
	a.check = check.Pack(c, a.kind, nil)
	return a
}

var packedVariant = pack.Of(func(v *Variant) []pack.Field {
	return []pack.Field{pack.List(&v.When, packedCondition), pack.Pointer(&v.Code, pack.Texts), pack.Pointer(&v.Message, pack.Texts),
		pack.Pointer(&v.Status, pack.Ints), pack.Pointer(&v.Envelope, pack.Ints)}
})

var packedNode = pack.Tree(func(n *body.Node, node pack.Type[body.Node]) []pack.Field {
	member := pack.Of(func(m *body.Member) []pack.Field {
		return []pack.Field{pack.Text(&m.Key), pack.Pointer(&m.Value, node)}
	})
	item := pack.Of(func(n **body.Node) []pack.Field { return []pack.Field{pack.Pointer(n, node)} })
	return []pack.Field{pack.Byte(&n.Kind), pack.Text(&n.Text), pack.Bool(&n.True), pack.List(&n.Items, item), pack.List(&n.Members, member)}
})
