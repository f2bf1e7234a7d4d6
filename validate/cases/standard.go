package cases

import (
	"fmt"
	"slices"

	"github.com/willpass/willpass/validate/check"
	"github.com/willpass/willpass/validate/spec"
)

// noSuchValue is a text that no provider lists.
const noSuchValue = "willpass-no-such-value"

// standard is the breaks of a rule that gives none: those of its kind of check, after its conditions are made true.
func (g *generator) standard(e *spec.Endpoint, r *spec.Rule) ([]edit, error) {
	s := standard{generator: g, e: e, r: r, place: g.place(e, r.Place, r.Fact)}
	edits := s.byKind()
	for i, inner := range edits {
		edits[i].do = func(d *draft) error {
			if err := g.hold(d, r.When); err != nil {
				return err
			}
			return inner.do(d)
		}
	}
	return edits, nil
}

// standard makes the breaks of one rule.
type standard struct {
	*generator
	e     *spec.Endpoint
	r     *spec.Rule
	place check.Place
}

func (s standard) byKind() []edit {
	switch c := s.r.Check.(type) {
	case check.Required:
		return s.required(c)
	case check.Unwanted:
		return s.set("present", text("willpass"))
	case check.Type:
		return s.otherType()
	case check.OneOf:
		return s.otherValue(c)
	case check.Is:
		return s.opposite(c)
	case check.Starts, check.URL:
		return s.set("other text", text(noSuchValue))
	case check.Charset:
		return s.set("other characters", text("\u00e9 \u00e9"))
	case check.ContentType, check.Takes:
		return s.set("other media type", text("application/x-willpass"))
	case check.Known:
		return s.stranger()
	case check.Parses:
		return s.broken()
	case check.Unique:
		return s.twice()
	case check.AnyOf, check.AtMostOne:
		return s.group()
	case check.ValidItems:
		return s.badItem()
	case check.Before:
		return s.late()
	case check.Never:
		return []edit{{"as it is", func(*draft) error { return nil }}}
	case check.Range, check.Length, check.Items:
		return s.numbers()
	}
	return s.files()
}

// set is one break: a value at the place of the rule.
func (s standard) set(how string, value *node) []edit {
	return []edit{{how, func(d *draft) error { return d.set(s.place, fit(s.place, value.clone())) }}}
}

// required leaves the value out, and gives an empty one where that is not enough.
func (s standard) required(c check.Required) []edit {
	if s.place.Root == check.AtHeader && s.place.Name == "content-type" && c.How == check.Filled {
		return s.set("empty", text("")) // a case that gives none has one set
	}
	edits := []edit{{"left out", func(d *draft) error {
		if s.place.Root == check.AtJSON && len(s.place.Tokens) > 0 { // it is only asked for where the object above is there
			if d.at(s.place) == nil {
				if err := d.set(s.place, text("")); err != nil {
					return err
				}
			}
		}
		d.drop(s.place)
		return nil
	}}}
	if c.How == check.Present || s.place.Root == check.AtHeader {
		return edits
	}
	if n := len(s.place.Tokens); n > 0 && s.place.Tokens[n-1] == "*" { // an element that is left out is not missed
		edits = nil
	}
	return append(edits, edit{"empty", func(d *draft) error {
		empty := text("")
		there := d.at(s.place)
		if there != nil && there.recipe() == "" && (there.kind == '{' || there.kind == '[') && s.place.Root == check.AtJSON {
			empty = &node{kind: there.kind}
		}
		if s.place.Root == check.AtForm && there.get("file") != nil {
			entry := there.clone()
			if entry.get("filename") == nil {
				entry.put("filename", text("image.png"))
			}
			entry.drop("file")
			entry.put("value", text(""))
			empty = entry
		}
		return d.set(s.place, empty)
	}})
}

func (s standard) otherType() []edit {
	allowed := texts(s.r.Param)
	allows := func(name string) bool { return slices.Contains(allowed, name) }
	for _, name := range [...]string{"integer", "string", "boolean", "array", "object"} {
		switch {
		case allows(name), name == "integer" && allows("number"):
		case s.place.Root != check.AtJSON && name != "string": // there is only text
		default:
			return s.set("of another type", valueOf(name))
		}
	}
	if s.place.Root != check.AtJSON { // integerText and its like
		return s.set("of another type", valueOf("string"))
	}
	return nil
}

func (s standard) otherValue(c check.OneOf) []edit {
	value := text(noSuchValue)
	if len(s.r.Param.Items) > 0 {
		if first := copyOf(s.r.Param.Items[0]); first.kind == '0' {
			value = whole(987654321)
		}
	}
	if s.place.Root == check.AtHost || s.place.Root == check.AtPath || len(c.Values()) == 0 {
		return nil
	}
	return s.set("no such value", value)
}

func (s standard) opposite(c check.Is) []edit {
	if c.Not() {
		return s.set("is "+c.Text(), copyOf(s.r.Param.Get("not")))
	}
	value := copyOf(s.r.Param)
	switch value.raw {
	case "true":
		value.raw = "false"
	case "false":
		value.raw = "true"
	default:
		value = text(noSuchValue)
		if n := copyOf(s.r.Param); n.kind == '0' {
			value = whole(987654321)
		}
	}
	return s.set("not "+c.Text(), value)
}

func (s standard) stranger() []edit {
	return []edit{{"with an unknown member", func(d *draft) error {
		place := s.place
		place.Tokens = append(slices.Clone(place.Tokens), "willpass_no_such_member")
		return d.set(place, whole(1))
	}}}
}

// broken cuts the body short, or is a text that is no JSON.
func (s standard) broken() []edit {
	return []edit{{"broken", func(d *draft) error {
		switch {
		case s.place.Root != check.AtBody:
			return d.set(s.place, text("{"))
		case s.e.Body == spec.JSONBody:
			return d.setBody(text("{"))
		case s.e.Body == spec.MultipartBody:
			return d.setBody(text("--" + boundary + "\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb"))
		}
		return fmt.Errorf("cannot break such a body: give breaks")
	}}}
}

func (s standard) late() []edit {
	until := check.Place{Root: check.AtFact, Name: ""}
	if place, ok := check.ParsePlace(s.r.Param.Text); ok {
		until = place
	}
	return []edit{{"too late", func(d *draft) error {
		d.facts.put(until.Name, whole(1000))
		d.facts.put("now", whole(1000))
		return nil
	}}}
}
