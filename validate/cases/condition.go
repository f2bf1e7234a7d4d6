package cases

import (
	"fmt"
	"slices"
	"strings"

	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/check"
	"github.com/willpass/willpass/validate/probe"
	"github.com/willpass/willpass/validate/spec"
)

// hold makes the conditions of a rule true where the sample does not already do so. It knows the kinds of check that
// documents use in conditions; a rule with another kind needs breaks of its own.
func (g *generator) hold(d *draft, conditions []spec.Condition) error {
	for _, c := range conditions {
		place := g.place(d.endpoint, c.Place, c.Fact)
		if c.Place < 0 {
			if err := g.holdFact(d, c); err != nil {
				return err
			}
			continue
		}
		if err := d.holdAt(place, c); err != nil {
			return err
		}
	}
	return nil
}

func (g *generator) holdFact(d *draft, c spec.Condition) error {
	given := d.facts.get(c.Fact)
	if given == nil {
		for _, fact := range g.p.Facts {
			if fact.ID == c.Fact && fact.Default != nil {
				given = copyOf(fact.Default)
			}
		}
	}
	switch known := c.Check.(type) {
	case check.Is:
		if known.Not() {
			if given != nil && plain(given) != known.Text() {
				return nil
			}
			break
		}
		if given == nil || plain(given) != known.Text() {
			d.facts.put(c.Fact, copyOf(c.Param))
		}
		return nil
	case check.OneOf:
		if given == nil || !slices.Contains(known.Values(), plain(given)) {
			d.facts.put(c.Fact, text(known.Values()[0]))
		}
		return nil
	case check.Range:
		if known.Ask(&check.Record{}, valued(plain(given)), nil) != check.Passed {
			d.facts.put(c.Fact, decimal(inside(known.Bounds)))
		}
		return nil
	case check.Required:
		if given == nil {
			d.facts.put(c.Fact, whole(1000))
		}
		return nil
	}
	return fmt.Errorf("cannot make the condition %s on the fact %s true: give breaks", c.Kind, c.Fact)
}

// valued is a number to ask a check about.
func valued(text string) *check.Value { return &check.Value{Kind: check.Number, Text: []byte(text)} }

// inside is a number that the bounds allow: the one nearest to the first that is given.
func inside(b check.Bounds) check.Micro {
	switch {
	case b.Min != nil:
		return b.Min.High
	case b.Above != nil:
		return b.Above.High + unit
	case b.Max != nil:
		return b.Max.Low
	case b.Below != nil:
		return b.Below.Low - unit
	}
	return 0
}

// holdAt makes a condition on a place of the request true.
func (d *draft) holdAt(place check.Place, c spec.Condition) error {
	there := d.at(place)
	switch known := c.Check.(type) {
	case check.Is:
		if known.Not() {
			break
		}
		if there == nil || plain(there) != known.Text() {
			return d.set(place, fit(place, copyOf(c.Param)))
		}
		return nil
	case check.OneOf:
		if there == nil || !slices.Contains(known.Values(), plain(there)) {
			return d.set(place, fit(place, firstValue(c.Param, known)))
		}
		return nil
	case check.Required:
		if there == nil {
			return d.set(place, d.someValue(place))
		}
		return nil
	case check.Unwanted:
		d.drop(place)
		return nil
	case check.Range:
		if there == nil || known.Ask(&check.Record{}, valued(plain(there)), nil) != check.Passed {
			return d.set(place, fit(place, decimal(inside(known.Bounds))))
		}
		return nil
	case check.Type:
		if there == nil {
			return d.set(place, d.someValue(place))
		}
		return nil
	case check.Starts:
		return d.holdStart(place, there, texts(c.Param))
	case check.Format:
		if p := d.picture(place); slices.ContainsFunc(known.Formats(), func(f probe.Format) bool { return f.String() == p.format.name }) && there != nil {
			return nil
		}
		return d.repicture(place, func(p *picture) error {
			p.format, p.gray, p.alpha, p.orientation, p.frames = firstOf(known.Formats()), false, false, 0, 0
			return nil
		})
	case check.Extension:
		return d.name(place, "image."+texts(c.Param)[0])
	case check.Bytes:
		if b := known.Bounds; place.Root == check.AtBody && (b.Above != nil || b.Min != nil) {
			return d.pad(int64(inside(check.Bounds{Min: b.Min, Above: b.Above}) / unit))
		}
	case check.Base64Text, check.DataURL, check.Decodes:
		if there == nil {
			return d.set(place, d.someValue(place))
		}
	}
	if there != nil {
		return nil // a valid sample is taken to fit; the case itself shows it
	}
	return fmt.Errorf("cannot make the condition %s on %s true: give breaks", c.Kind, place.Text)
}

// name gives the file at a place a name.
func (d *draft) name(place check.Place, name string) error {
	if d.at(place) == nil {
		if err := d.put(place, d.picture(place).recipe("")); err != nil {
			return err
		}
	}
	d.at(place).put("filename", text(name))
	return nil
}

// pad makes the body longer than n bytes, by a member or part that no rule knows.
func (d *draft) pad(n int64) error {
	if d.endpoint.Body == spec.JSONBody {
		place, _ := check.ParsePlace("body:/willpass_no_such_member")
		return d.set(place, repeated("x", n))
	}
	d.setForm("willpass_no_such_part", repeated("x", n))
	return nil
}

func (d *draft) holdStart(place check.Place, there *node, prefixes []string) error {
	for _, prefix := range prefixes {
		if strings.HasPrefix(plain(there), prefix) || there.get("encode") != nil && there.get("encode").text() == "dataurl" && prefix == "data:" {
			return nil
		}
	}
	if place.Root == check.AtPath {
		for _, pattern := range d.endpoint.Paths {
			for _, prefix := range prefixes {
				if strings.HasPrefix(pattern.Text, prefix) && !strings.Contains(pattern.Text, "{") {
					return d.set(place, text(pattern.Text))
				}
			}
		}
	}
	if prefixes[0] == "data:" {
		picture := object()
		picture.put("$image", text("png 640x480"))
		picture.put("encode", text("dataurl"))
		return d.set(place, picture)
	}
	if place.Root == check.AtPath {
		return d.set(place, text(prefixes[0]+noSuchValue))
	}
	return d.set(place, text(prefixes[0]+"example.com/willpass"))
}

// plain is a string, number or literal as text; of a form entry its value. It is "" for everything else.
func plain(n *node) string {
	switch {
	case n == nil:
		return ""
	case n.kind == '"':
		return n.text()
	case n.kind == '{':
		return plain(n.get("value"))
	}
	return n.raw
}

// fit makes text of a number or boolean where only text can stand.
func fit(place check.Place, value *node) *node {
	if place.Root != check.AtJSON && place.Root != check.AtFact && (value.kind == '0' || value.kind == 'l') {
		return text(value.raw)
	}
	return value
}

// firstValue is the first allowed value, of the type that the document writes it in.
func firstValue(param *body.Node, c check.OneOf) *node {
	if param.Kind == body.Array && len(param.Items) > 0 {
		return copyOf(param.Items[0])
	}
	return text(c.Values()[0])
}

// texts is a text or a list of texts.
func texts(param *body.Node) []string {
	if param.Kind != body.Array {
		return []string{param.Text}
	}
	var all []string
	for _, item := range param.Items {
		all = append(all, item.Text)
	}
	return all
}

// someValue is a value for a place that the sample leaves out: one that its rules name, else a text.
func (d *draft) someValue(place check.Place) *node {
	value := text("willpass")
	for _, stage := range d.endpoint.Stages {
		for _, r := range stage.Rules {
			if r.Place < 0 || d.endpoint.Places[r.Place].Text != place.Text {
				continue
			}
			switch known := r.Check.(type) {
			case check.OneOf:
				return fit(place, firstValue(r.Param, known))
			case check.Is:
				if !known.Not() {
					return fit(place, copyOf(r.Param))
				}
			case check.Type:
				value = fit(place, valueOf(texts(r.Param)[0]))
			}
		}
	}
	for _, m := range d.endpoint.Media {
		if d.endpoint.Places[m.Place].Text == place.Text {
			picture := object()
			picture.put("$image", text("png 640x480"))
			if m.As != "file" {
				picture.put("encode", text("base64"))
			}
			return picture
		}
	}
	return value
}

// valueOf is a value of a type.
func valueOf(name string) *node {
	switch name {
	case "number", "integer":
		return whole(7)
	case "boolean":
		return &node{kind: 'l', raw: "true"}
	case "object":
		return object()
	case "array":
		return list()
	case "null":
		return &node{kind: 'l', raw: "null"}
	case "integerText", "numberText":
		return text("7")
	case "booleanText":
		return text("true")
	}
	return text("willpass")
}
