package check

import (
	"bytes"
	"strings"

	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/doc"
)

// FixValue adds the change after which v, at the place at, passes c; nothing when only the caller can know it.
func FixValue(l *Fixes, r *Record, c Check, v *Value, at string) {
	f := l.Add(0, at)
	text, isText := "", v.Kind == String // what to put there; "" = nothing
	whole := !v.Cut && !v.Lost()
	switch c := c.(type) {
	case Unwanted:
		f.Do = DoRemove
	case OneOf:
		if whole {
			text = c.nearest(v)
		}
	case Is:
		text, isText = c.text, v.Plain || c.kind == body.String
	case Type:
		if whole && len(v.Text) > 0 {
			text, isText = c.said(v)
		}
		if v.Kind == Null {
			f.Do = DoRemove
		}
	case Range:
		if x, ok := ParseMicro(v.Text); ok && whole {
			text = c.Bounds.clamp(r, x)
		}
	case Length:
		n := v.Chars
		if c.bytes {
			n = v.Bytes
		}
		if f.Max, _ = c.Bounds.Most(r); f.Max < n {
			f.Do, f.Unit = DoCut, c.unit()
		}
	case Starts:
		if text = c.scheme(v); c.prefixes[len(c.prefixes)-1] == "data:" {
			f.header(v)
		}
	case ContentType:
		text = c.types[0]
	case Items:
		if f.Max, _ = c.Bounds.Most(r); f.Max > 0 && f.Max < unbounded {
			f.Do = DoKeep
		}
	case Unique:
		if f.At = element(at); f.At != "" {
			f.Do = DoRemove
		}
	case DataURL:
		if f.header(v); c.forbidden {
			f.Do, f.Value = DoStrip, ""
		}
	case Base64Text:
		if v.File != nil && v.File.Base64.mendable() {
			f.Do = DoBase64
		}
	}
	if text != "" {
		f.Do, f.Value, f.JSON = DoSet, text, !isText
	}
	if f.Do == 0 {
		*l = (*l)[:len(*l)-1]
	}
}

// header puts the data-URL header of a picture before its base64.
func (f *Fix) header(v *Value) {
	if v.File != nil && v.File.Media.Format != 0 && !plays(v.File.Media.Format) {
		f.Do, f.Value = DoPrefix, "data:image/"+v.File.Media.Format.String()+";base64,"
	}
}

// unbounded is the end of a range that has none.
const unbounded = 1 << 40

// element is the array element that a concrete place is in: body:/list/7 of body:/list/7/id; "" when there is none.
func element(at string) string {
	for end := len(at); end > 0; end-- {
		start := end
		for start > 0 && at[start-1] >= '0' && at[start-1] <= '9' {
			start--
		}
		if start < end && at[start-1] == '/' && (end == len(at) || at[end] == '/') {
			return at[:end]
		}
	}
	return ""
}

// inside is the whole numbers that surely pass; limits that nobody knows bound nothing.
func (b *Bounds) inside(r *Record) (least, most int64) {
	least, most = -unbounded, unbounded
	for i, l := range [...]*Limit{b.Min, b.Above, b.Max, b.Below} {
		m := l.safe(r, i < 2)
		if m == nil {
			continue
		}
		n := m[0] // of a lower bound mirrored, so that only upper ones are reckoned
		if i < 2 {
			n = -n
		}
		if i&1 == 1 || b.OpenEdge {
			n--
		}
		whole := int64(n / one)
		if n < 0 && n%one != 0 {
			whole--
		}
		if i < 2 {
			least = max(least, -whole)
		} else {
			most = min(most, whole)
		}
	}
	return least, most
}

// Most is the greatest whole number that surely passes; false when nothing is known to bound it.
func (b *Bounds) Most(r *Record) (int64, bool) {
	_, most := b.inside(r)
	return most, most < unbounded
}

// clamp is the number nearest to x that passes, "" when there is none.
func (b *Bounds) clamp(r *Record, x Micro) string {
	least, most := b.inside(r)
	low, high := Whole(least), Whole(most)
	if m := b.Min.safe(r, true); m != nil && !b.OpenEdge {
		low = m[0]
	}
	if m := b.Max.safe(r, false); m != nil && !b.OpenEdge {
		high = m[0]
	}
	if to := min(max(x, low), high); to != x && low <= high {
		return string(to.AppendJSON(nil))
	}
	return ""
}

// nearest is the allowed value that was likely meant; the only one there is, if nothing else. Of several in one text, those that
// have none are left out. A value that was no text stays none.
func (c OneOf) nearest(v *Value) string {
	if v.Kind != String && v.Kind != Number && v.Kind != Bool {
		return ""
	}
	var out []byte
	text := v.Text
	for more := true; more; {
		piece := text
		if more = c.split != ""; more {
			piece, text, more = bytes.Cut(text, []byte(c.split))
		}
		word := string(bytes.TrimSpace(piece))
		if !c.has([]byte(word)) {
			word = doc.Closest(word, c.values)
		}
		if word != "" && len(out) > 0 {
			out = append(out, c.split...)
		}
		out = append(out, word...)
	}
	if len(out) == 0 && len(c.values) == 1 {
		out = append(out, c.values[0]...)
	}
	if v.Kind == Number {
		if _, ok := ParseMicro(out); !ok {
			return ""
		}
	}
	return string(out)
}

// said is the value in another type, "" when it cannot be said in it. Nothing is lost but a fraction.
func (c Type) said(v *Value) (text string, isText bool) {
	x, isNumber := ParseMicro(v.Text)
	isNumber = isNumber && x < Whole(unbounded) && x > -Whole(unbounded)
	for _, name := range c.names {
		kind, isText := strings.CutSuffix(name, "Text")
		switch text = string(v.Text); {
		case kind == "string":
			return text, true
		case kind == "integer" && isNumber:
			x -= x % one
			fallthrough
		case kind == "number" && isNumber:
			return string(x.AppendJSON(nil)), isText || v.Plain
		case kind == "boolean":
			if text = strings.ToLower(text); text == "true" || text == "false" {
				return text, isText || v.Plain
			}
		}
	}
	return "", false
}

// scheme puts the scheme of a credential, such as "Bearer ", in its place.
func (c Starts) scheme(v *Value) string {
	scheme, text := c.prefixes[0], v.Text
	if _, rest, found := bytes.Cut(text, []byte(" ")); found {
		text = bytes.TrimSpace(rest)
	}
	if v.Cut || len(text) == 0 || scheme[len(scheme)-1] != ' ' {
		return ""
	}
	return scheme + string(text)
}

// mendable reports whether the text stands for bytes once its spelling is put right.
func (b *Base64) mendable() bool {
	switch b.BadByte {
	case '-', '_', ' ', '\t', '\r', '\n':
		return true
	}
	return b.BadAt < 0 && b.Length%4 != 1
}
