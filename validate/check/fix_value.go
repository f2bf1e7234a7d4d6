package check

import (
	"bytes"
	"slices"

	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/doc"
)

// FixValue is the change after which v passes c; false when only the caller can know it. At is v's place.
func FixValue(r *Record, c Check, v *Value, at string) (f Fix, ok bool) {
	f = Fix{Do: DoSet, At: at}
	known := !v.Cut && !v.Lost()
	switch c := c.(type) {
	case Unwanted:
		f.Do = DoRemove
		return f, true
	case OneOf:
		return c.fixed(f, v), known && (v.Kind == String || v.Kind == Number || v.Kind == Bool) && c.nearest(v) != ""
	case Is:
		f.text(c.text, v.Plain || c.kind == body.String)
		return f, true
	case Type:
		return c.fixed(f, v, known)
	case Range:
		x, isNumber := ParseMicro(v.Text)
		x, inside := c.Bounds.clamp(r, x)
		f.text(string(x.AppendJSON(nil)), v.Kind == String)
		return f, known && isNumber && inside
	case Length:
		f.Do, f.Unit = DoCut, c.unit()
		_, f.Max = c.Bounds.inside(r)
		return f, f.Max < v.length(c.bytes)
	case Charset:
		f.text(string(c.set.only(v.Text)), true)
		return f, known && f.Value != ""
	case Starts:
		return c.fixed(f, v, known)
	case ContentType:
		f.text(c.types[0], true)
		return f, true
	case Items:
		f.Do = DoKeep
		f.Max, ok = c.Bounds.most(r)
		return f, ok && f.Max < v.Count
	case Unique:
		f.Do, f.At = DoRemove, element(at)
		return f, c.fact != "" && f.At != ""
	case DataURL:
		return c.fixed(f, v)
	case Base64Text:
		f.Do = DoBase64
		return f, v.File != nil && v.File.Base64.mendable()
	}
	return f, false
}

// unbounded is the end of a range that has none.
const unbounded = 1 << 40

// text makes text the value, as JSON where it is no text.
func (f *Fix) text(text string, isText bool) {
	f.Value, f.JSON = text, !isText
}

func (v *Value) length(inBytes bool) int64 {
	if inBytes {
		return v.Bytes
	}
	return v.Chars
}

// element is the array element that a concrete place is in: body:/list/7 of body:/list/7/id; "" when there is none.
func element(at string) string {
	end := 0
	for i := 0; i < len(at); i++ {
		if at[i] != '/' {
			continue
		}
		k := i + 1
		for k < len(at) && at[k] >= '0' && at[k] <= '9' {
			k++
		}
		if k > i+1 && (k == len(at) || at[k] == '/') {
			end = k
		}
	}
	return at[:end]
}

// inside is the whole numbers that surely pass; limits that nobody knows bound nothing.
func (b *Bounds) inside(r *Record) (least, most int64) {
	most = unbounded
	edge := int64(0)
	if b.OpenEdge {
		edge = 1
	}
	if m := b.Min.safe(r, true); m != nil {
		least = int64((m[0]+one-1)/one) + edge
	}
	if m := b.Above.safe(r, true); m != nil {
		least = max(least, int64(m[0]/one)+1)
	}
	if m := b.Max.safe(r, false); m != nil {
		most = int64(m[0]/one) - edge
	}
	if m := b.Below.safe(r, false); m != nil {
		most = min(most, int64((m[0]-1)/one))
	}
	return least, most
}

// most is the upper end of inside, when there is one above 0.
func (b *Bounds) most(r *Record) (int64, bool) {
	_, most := b.inside(r)
	return most, most > 0 && most < unbounded
}

// clamp is the number nearest to x that passes; false when there is none, or x passes as far as is known.
func (b *Bounds) clamp(r *Record, x Micro) (Micro, bool) {
	least, most := b.inside(r)
	low, high := Whole(least), Whole(most)
	if m := b.Min.safe(r, true); m != nil && !b.OpenEdge {
		low = m[0]
	} else if least == 0 {
		low = -1 << 62
	}
	if m := b.Max.safe(r, false); m != nil && !b.OpenEdge {
		high = m[0]
	}
	to := min(max(x, low), high)
	return to, to != x && low <= high
}

// nearest is the allowed value that was likely meant; the only one there is, if nothing else.
func (c OneOf) nearest(v *Value) string {
	if c.split != "" {
		return c.pieces(v.Text)
	}
	if near := doc.Closest(string(v.Text), c.values); near != "" || len(c.values) > 1 {
		return near
	}
	return c.values[0]
}

// pieces is text with the nearest allowed value for each piece, less those that have none.
func (c OneOf) pieces(text []byte) string {
	var out []byte
	for _, piece := range bytes.Split(text, []byte(c.split)) {
		word := string(bytes.TrimSpace(piece))
		if !c.has([]byte(word)) {
			word = doc.Closest(word, c.values)
		}
		if word == "" {
			continue
		}
		if len(out) > 0 {
			out = append(out, c.split...)
		}
		out = append(out, word...)
	}
	return string(out)
}

func (c OneOf) fixed(f Fix, v *Value) Fix {
	text := c.nearest(v)
	x, isNumber := ParseMicro([]byte(text))
	f.text(text, v.Kind == String || !isNumber && text != "true" && text != "false")
	if f.JSON && isNumber {
		f.Value = string(x.AppendJSON(nil))
	}
	return f
}

// fixed says the value in another type, where nothing of it is lost but a fraction.
func (c Type) fixed(f Fix, v *Value, known bool) (Fix, bool) {
	x, isNumber := ParseMicro(v.Text)
	isNumber = isNumber && known && (v.Kind == String || v.Kind == Number) && x < Whole(unbounded) && x > -Whole(unbounded)
	for _, name := range c.names {
		plain := name == "integerText" || name == "numberText" || name == "booleanText"
		f.text(string(v.Text), plain || v.Plain)
		switch name {
		case "integer", "integerText":
			if f.Value = string((x - x%one).AppendJSON(nil)); isNumber {
				return f, true
			}
		case "number", "numberText":
			if isNumber {
				f.Value = string(x.AppendJSON(nil))
				return f, true
			}
		case "boolean", "booleanText":
			for _, word := range [...]string{"true", "false"} {
				if f.Value = word; known && (v.Kind == String || v.Kind == Bool) && equalFold(v.Text, word) {
					return f, true
				}
			}
		case "string":
			if f.JSON = false; known && (v.Kind == Number || v.Kind == Bool) {
				return f, true
			}
		}
	}
	return Fix{Do: DoRemove, At: f.At}, v.Kind == Null
}

// only is the characters of text that are in the set.
func (s Charsets) only(text []byte) []byte {
	var out []byte
	for i := range text {
		if s&AllCharsets.Of(text[i:i+1]) != 0 {
			out = append(out, text[i])
		}
	}
	return out
}

// fixed puts the scheme of a credential, such as "Bearer ", in its place.
func (c Starts) fixed(f Fix, v *Value, known bool) (Fix, bool) {
	scheme := c.prefixes[0]
	if !known || len(v.Text) == 0 || scheme[len(scheme)-1] != ' ' {
		return f, false
	}
	text := v.Text
	if _, rest, found := bytes.Cut(text, []byte(" ")); found {
		text = bytes.TrimSpace(rest)
	}
	f.text(scheme+string(text), true)
	return f, len(text) > 0
}

func (c DataURL) fixed(f Fix, v *Value) (Fix, bool) {
	if c.forbidden {
		f.Do = DoStrip
		return f, true
	}
	f.Do = DoPrefix
	f.text("data:"+mediaType(v)+";base64,", true)
	return f, v.File != nil && v.File.Media.Format != 0
}

// mediaType is the media type of a file by its bytes.
func mediaType(v *Value) string {
	if v.File == nil {
		return ""
	}
	name := v.File.Media.Format.String()
	switch {
	case name == "mp3":
		return "audio/mpeg"
	case name == "m4a":
		return "audio/mp4"
	case name == "mov":
		return "video/quicktime"
	case name == "pdf":
		return "application/pdf"
	case slices.Contains([]string{"wav", "aac", "ogg", "flac"}, name):
		return "audio/" + name
	case plays(v.File.Media.Format):
		return "video/" + name
	}
	return "image/" + name
}

// mendable reports whether the text stands for bytes once its spelling is put right.
func (b *Base64) mendable() bool {
	switch b.BadByte {
	case '-', '_', ' ', '\t', '\r', '\n':
		return true
	}
	return b.BadAt < 0 && b.Length%4 != 1
}
