package check

import (
	"github.com/willpass/willpass/validate/pack"
	"github.com/willpass/willpass/validate/probe"
)

// packed is every kind of check and how it is packed: one line per kind, with its fields.
var packed = [...]packedKind{
	kind("absent", func(v *Unwanted) []pack.Field { return fields(pack.Byte(&v.How)) }),
	kind("alike", func(v *Alike) []pack.Field { return append(bounds(&v.Bounds), pack.Text(&v.of)) }),
	kind("anyOf", func(v *AnyOf) []pack.Field { return places(&v.places) }),
	kind("atMostOne", func(v *AtMostOne) []pack.Field { return places(&v.places) }),
	kind("base64", func(v *Base64Text) []pack.Field { return fields(pack.Text(&v.fault)) }),
	kind("before", func(v *Before) []pack.Field { return fields(pack.Text(&v.fact)) }),
	kind("bitsPerPixel", func(v *BitsPerPixel) []pack.Field { return fields(pack.List(&v.bits, pack.Int64s)) }),
	kind("bytes", func(v *Bytes) []pack.Field {
		return append(bounds(&v.Bounds), pack.Text(&v.of), pack.Int64(&v.multiple))
	}),
	kind("charset", func(v *Charset) []pack.Field { return fields(pack.Byte(&v.set)) }),
	kind("colour", func(v *Colour) []pack.Field { return fields(pack.List(&v.channels, pack.Int64s)) }),
	kind("contentType", func(v *ContentType) []pack.Field { return fields(pack.List(&v.types, pack.Texts)) }),
	kind("dataUrl", func(v *DataURL) []pack.Field { return fields(pack.Bool(&v.forbidden)) }),
	kind("decodes", func(v *Decodes) []pack.Field { return fields(pack.Own(&v.format, packFormat)) }),
	kind("duration", func(v *Duration) []pack.Field { return bounds(&v.Bounds) }),
	kind("encrypted", func(v *Encrypted) []pack.Field { return fields(pack.Bool(&v.want)) }),
	kind("extension", func(v *Extension) []pack.Field { return fields(pack.List(&v.names, pack.Texts)) }),
	kind("fetches", func(*Fetches) []pack.Field { return nil }),
	kind("format", func(v *Format) []pack.Field { return fields(pack.List(&v.formats, packedFormat), pack.Text(&v.words)) }),
	kind("frameRate", func(v *FrameRate) []pack.Field { return bounds(&v.Bounds) }),
	kind("is", func(v *Is) []pack.Field { return fields(pack.Text(&v.text), pack.Byte(&v.kind), pack.Bool(&v.not)) }),
	kind("items", func(v *Items) []pack.Field { return bounds(&v.Bounds) }),
	kind("known", func(v *Known) []pack.Field { return fields(pack.List(&v.also, pack.Texts)) }),
	kind("length", func(v *Length) []pack.Field { return append(bounds(&v.Bounds), pack.Bool(&v.bytes)) }),
	kind("never", func(*Never) []pack.Field { return nil }),
	kind("oneOf", func(v *OneOf) []pack.Field {
		return fields(pack.List(&v.values, pack.Texts), pack.List(&v.sorted, pack.Texts), pack.Bool(&v.ignoreCase), pack.Text(&v.split))
	}),
	kind("parses", func(*Parses) []pack.Field { return nil }),
	kind("pixels", func(v *Pixels) []pack.Field { return bounds(&v.Bounds) }),
	kind("range", func(v *Range) []pack.Field { return bounds(&v.Bounds) }),
	kind("ratio", func(v *Ratio) []pack.Field {
		return fields(pack.Pointer(&v.min, packedRatioLimit), pack.Pointer(&v.max, packedRatioLimit), pack.Pointer(&v.above, packedRatioLimit),
			pack.Pointer(&v.below, packedRatioLimit), pack.Bool(&v.open), pack.Bool(&v.longest), pack.Text(&v.fact), pack.Text(&v.words))
	}),
	kind("required", func(v *Required) []pack.Field { return fields(pack.Byte(&v.How)) }),
	kind("sameSize", func(v *SameSize) []pack.Field { return fields(pack.Int(&v.other), pack.Text(&v.name)) }),
	kind("side", func(v *Side) []pack.Field { return append(bounds(&v.Bounds), pack.Text(&v.of)) }),
	kind("starts", func(v *Starts) []pack.Field { return fields(pack.List(&v.prefixes, pack.Texts)) }),
	kind("takes", func(v *Takes) []pack.Field { return fields(pack.List(&v.types, pack.Texts)) }),
	kind("type", func(v *Type) []pack.Field { return fields(pack.List(&v.names, pack.Texts)) }),
	kind("unique", func(v *Unique) []pack.Field { return fields(pack.Text(&v.fact)) }),
	kind("url", func(v *URL) []pack.Field { return fields(pack.List(&v.schemes, pack.Texts)) }),
	kind("validItems", func(v *ValidItems) []pack.Field { return fields(pack.Bool(&v.all)) }),
}

type packedKind struct {
	name string
	as   pack.Held[Check]
}

func kind[T Check](name string, fields func(*T) []pack.Field) packedKind {
	var none T
	return packedKind{name, pack.As(Check(none), pack.Of(fields))}
}

func fields(all ...pack.Field) []pack.Field { return all }

func bounds(b *Bounds) []pack.Field {
	return fields(pack.Pointer(&b.Min, packedLimit), pack.Pointer(&b.Max, packedLimit), pack.Pointer(&b.Above, packedLimit),
		pack.Pointer(&b.Below, packedLimit), pack.Bool(&b.OpenEdge))
}

func places(l *placeList) []pack.Field {
	return fields(pack.List(&l.numbers, pack.Ints), pack.List(&l.names, pack.Texts))
}

// Pack packs a check of the named kind, or reads one; nil when there is no such kind.
func Pack(c *pack.Coder, kind string, check Check) Check {
	for i := range packed {
		if packed[i].name == kind {
			packed[i].as.Pack(&check, c)
			return check
		}
	}
	return nil
}

var packedLimit = pack.Of(func(l *Limit) []pack.Field {
	return []pack.Field{pack.Int64(&l.Low), pack.Int64(&l.High), pack.Text(&l.Fact), pack.Text(&l.Words)}
})

var packedRatioLimit = pack.Of(func(l *ratioLimit) []pack.Field {
	return []pack.Field{pack.Int64(&l.long), pack.Int64(&l.short), pack.Text(&l.words)}
})

// packFormat packs a format by its name: numbers are this version's own.
func packFormat(f *probe.Format, c *pack.Coder) {
	name := f.String()
	if c.Text(&name); c.Reading() {
		*f, _ = probe.ParseFormat(name)
	}
}

var packedFormat = pack.Of(func(f *probe.Format) []pack.Field { return []pack.Field{pack.Own(f, packFormat)} })

// PackedPlace is how a place is packed.
var PackedPlace = pack.Of(func(p *Place) []pack.Field {
	return []pack.Field{pack.Byte(&p.Root), pack.Text(&p.Name), pack.List(&p.Tokens, pack.Texts), pack.Text(&p.Text), pack.Int(&p.Inside)}
})
