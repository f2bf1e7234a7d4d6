package check

import (
	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/pack"
	"github.com/willpass/willpass/validate/probe"
)

// packed is every kind of check and how it is packed: one line per kind, with its fields. When reading, old is nil.
var packed = [...]struct {
	name string
	pack func(c *pack.Coder, old Check) Check
}{
	{"absent", func(c *pack.Coder, old Check) Check { v, _ := old.(Unwanted); v.How.pack(c); return v }},
	{"alike", func(c *pack.Coder, old Check) Check { v, _ := old.(Alike); v.Bounds.pack(c); c.Text(&v.of); return v }},
	{"anyOf", func(c *pack.Coder, old Check) Check { v, _ := old.(AnyOf); v.places.pack(c); return v }},
	{"atMostOne", func(c *pack.Coder, old Check) Check { v, _ := old.(AtMostOne); v.places.pack(c); return v }},
	{"base64", func(c *pack.Coder, old Check) Check { v, _ := old.(Base64Text); c.Text(&v.fault); return v }},
	{"before", func(c *pack.Coder, old Check) Check { v, _ := old.(Before); c.Text(&v.fact); return v }},
	{"bitsPerPixel", func(c *pack.Coder, old Check) Check { v, _ := old.(BitsPerPixel); packNumbers(c, &v.bits); return v }},
	{"bytes", func(c *pack.Coder, old Check) Check {
		v, _ := old.(Bytes)
		v.Bounds.pack(c)
		c.Text(&v.of)
		c.Int64(&v.multiple)
		return v
	}},
	{"charset", func(c *pack.Coder, old Check) Check {
		v, _ := old.(Charset)
		v.set = Charsets(c.Byte(uint8(v.set)))
		return v
	}},
	{"colour", func(c *pack.Coder, old Check) Check { v, _ := old.(Colour); packNumbers(c, &v.channels); return v }},
	{"contentType", func(c *pack.Coder, old Check) Check { v, _ := old.(ContentType); c.Texts(&v.types); return v }},
	{"dataUrl", func(c *pack.Coder, old Check) Check { v, _ := old.(DataURL); c.Bool(&v.forbidden); return v }},
	{"decodes", func(c *pack.Coder, old Check) Check { v, _ := old.(Decodes); packFormat(&v.format, c); return v }},
	{"duration", func(c *pack.Coder, old Check) Check { v, _ := old.(Duration); v.Bounds.pack(c); return v }},
	{"encrypted", func(c *pack.Coder, old Check) Check { v, _ := old.(Encrypted); c.Bool(&v.want); return v }},
	{"extension", func(c *pack.Coder, old Check) Check { v, _ := old.(Extension); c.Texts(&v.names); return v }},
	{"fetches", func(c *pack.Coder, old Check) Check { return Fetches{} }},
	{"format", func(c *pack.Coder, old Check) Check {
		v, _ := old.(Format)
		pack.Slice(c, &v.formats, packFormat)
		c.Text(&v.words)
		return v
	}},
	{"frameRate", func(c *pack.Coder, old Check) Check { v, _ := old.(FrameRate); v.Bounds.pack(c); return v }},
	{"is", func(c *pack.Coder, old Check) Check {
		v, _ := old.(Is)
		c.Text(&v.text)
		v.kind = body.Kind(c.Byte(uint8(v.kind)))
		c.Bool(&v.not)
		return v
	}},
	{"items", func(c *pack.Coder, old Check) Check { v, _ := old.(Items); v.Bounds.pack(c); return v }},
	{"known", func(c *pack.Coder, old Check) Check { v, _ := old.(Known); c.Texts(&v.also); return v }},
	{"length", func(c *pack.Coder, old Check) Check {
		v, _ := old.(Length)
		v.Bounds.pack(c)
		c.Bool(&v.bytes)
		return v
	}},
	{"never", func(c *pack.Coder, old Check) Check { return Never{} }},
	{"oneOf", func(c *pack.Coder, old Check) Check {
		v, _ := old.(OneOf)
		c.Texts(&v.values)
		c.Texts(&v.sorted)
		c.Bool(&v.ignoreCase)
		c.Text(&v.split)
		return v
	}},
	{"parses", func(c *pack.Coder, old Check) Check { return Parses{} }},
	{"pixels", func(c *pack.Coder, old Check) Check { v, _ := old.(Pixels); v.Bounds.pack(c); return v }},
	{"range", func(c *pack.Coder, old Check) Check { v, _ := old.(Range); v.Bounds.pack(c); return v }},
	{"ratio", func(c *pack.Coder, old Check) Check {
		v, _ := old.(Ratio)
		for _, limit := range [...]**ratioLimit{&v.min, &v.max, &v.above, &v.below} {
			pack.Pointer(c, limit, (*ratioLimit).pack)
		}
		c.Bool(&v.open)
		c.Bool(&v.longest)
		c.Text(&v.fact)
		c.Text(&v.words)
		return v
	}},
	{"required", func(c *pack.Coder, old Check) Check { v, _ := old.(Required); v.How.pack(c); return v }},
	{"sameSize", func(c *pack.Coder, old Check) Check {
		v, _ := old.(SameSize)
		c.Int(&v.other)
		c.Text(&v.name)
		return v
	}},
	{"side", func(c *pack.Coder, old Check) Check { v, _ := old.(Side); v.Bounds.pack(c); c.Text(&v.of); return v }},
	{"starts", func(c *pack.Coder, old Check) Check { v, _ := old.(Starts); c.Texts(&v.prefixes); return v }},
	{"takes", func(c *pack.Coder, old Check) Check { v, _ := old.(Takes); c.Texts(&v.types); return v }},
	{"type", func(c *pack.Coder, old Check) Check { v, _ := old.(Type); c.Texts(&v.names); return v }},
	{"unique", func(c *pack.Coder, old Check) Check { v, _ := old.(Unique); c.Text(&v.fact); return v }},
	{"url", func(c *pack.Coder, old Check) Check { v, _ := old.(URL); c.Texts(&v.schemes); return v }},
	{"validItems", func(c *pack.Coder, old Check) Check { v, _ := old.(ValidItems); c.Bool(&v.all); return v }},
}

// Pack packs or reads a check of the named kind; nil when there is no such kind.
func Pack(c *pack.Coder, kind string, check Check) Check {
	for i := range packed {
		if packed[i].name == kind {
			return packed[i].pack(c, check)
		}
	}
	return nil
}

func (b *Bounds) pack(c *pack.Coder) {
	for _, limit := range [...]**Limit{&b.Min, &b.Max, &b.Above, &b.Below} {
		pack.Pointer(c, limit, (*Limit).pack)
	}
	c.Bool(&b.OpenEdge)
}

func (l *Limit) pack(c *pack.Coder) {
	c.Int64((*int64)(&l.Low))
	c.Int64((*int64)(&l.High))
	c.Text(&l.Fact)
	c.Text(&l.Words)
}

func (l *ratioLimit) pack(c *pack.Coder) {
	c.Int64((*int64)(&l.long))
	c.Int64((*int64)(&l.short))
	c.Text(&l.words)
}

func (l *placeList) pack(c *pack.Coder) {
	pack.Slice(c, &l.numbers, func(n *int, c *pack.Coder) { c.Int(n) })
	c.Texts(&l.names)
}

func (p *Presence) pack(c *pack.Coder) { *p = Presence(c.Byte(uint8(*p))) }

// packFormat packs a format by its name: numbers are this version's own.
func packFormat(f *probe.Format, c *pack.Coder) {
	name := f.String()
	c.Text(&name)
	*f, _ = probe.ParseFormat(name)
}

func packNumbers(c *pack.Coder, p *[]int64) {
	pack.Slice(c, p, func(n *int64, c *pack.Coder) { c.Int64(n) })
}

// Pack packs or reads a place.
func (p *Place) Pack(c *pack.Coder) {
	p.Root = Root(c.Byte(uint8(p.Root)))
	c.Text(&p.Name)
	c.Texts(&p.Tokens)
	c.Text(&p.Text)
	c.Int(&p.Inside)
}
