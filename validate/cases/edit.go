package cases

import (
	"fmt"
	"strings"

	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/check"
	"github.com/willpass/willpass/validate/spec"
)

// edit is one change of a sample, and in a word what it does.
type edit struct {
	how string
	do  func(*draft) error
}

// edits is every change that must earn the rule's error.
func (g *generator) edits(e *spec.Endpoint, r *spec.Rule) ([]edit, error) {
	if r.Breaks == nil {
		return g.standard(e, r)
	}
	edits := []edit{}
	for i, n := range r.Breaks.Items {
		at := base(r, g.place(e, r.Place, r.Fact))
		edits = append(edits, edit{fmt.Sprintf("break %d", i+1), func(d *draft) error { return d.edit(n, at) }})
	}
	return edits, nil
}

// base is what @ stands for in the edits of a rule that comes from a group: the rule's own place without what follows
// its @.
func base(r *spec.Rule, place check.Place) string {
	at := r.At.Get("at")
	if at == nil {
		return place.Text
	}
	if rest, ok := strings.CutPrefix(at.Text, "@"); ok {
		return strings.TrimSuffix(place.Text, rest)
	}
	return "@"
}

// edit makes a change as rule documents write it: remove a place or a list of them, set places, replace the body by raw
// text, the method or the whole URL, add facts.
func (d *draft) edit(n *body.Node, base string) error {
	for _, key := range [...]string{"url", "method", "remove", "set", "body", "facts"} {
		value := n.Get(key)
		if value == nil {
			continue
		}
		var err error
		switch key {
		case "url", "method":
			d.request.put(key, copyOf(value))
		case "remove":
			err = d.remove(value, base)
		case "set":
			for _, m := range value.Members {
				var place check.Place
				if place, err = placeIn(m.Key, base); err == nil {
					err = d.set(place, copyOf(m.Value))
				}
				if err != nil {
					return err
				}
			}
		case "body":
			err = d.setBody(copyOf(value))
		case "facts":
			d.know(copyOf(value))
		}
		if err != nil {
			return err
		}
	}
	for _, m := range n.Members {
		if !strings.Contains(" url method remove set body facts ", " "+m.Key+" ") {
			return fmt.Errorf("unknown edit %q", m.Key)
		}
	}
	return nil
}

func (d *draft) remove(n *body.Node, base string) error {
	places := []*body.Node{n}
	if n.Kind == body.Array {
		places = n.Items
	}
	for _, item := range places {
		place, err := placeIn(item.Text, base)
		if err != nil {
			return err
		}
		if d.at(place) == nil && place.Root != check.AtBody {
			return fmt.Errorf("the sample has no %s to remove", item.Text)
		}
		d.drop(place)
	}
	return nil
}

// placeIn reads a place in which @ may stand for base.
func placeIn(name, base string) (check.Place, error) {
	if rest, ok := strings.CutPrefix(name, "@"); ok {
		name = base + rest
	}
	place, ok := check.ParsePlace(name)
	if !ok {
		return place, fmt.Errorf("%q is no place", name)
	}
	return place, nil
}

// know adds facts; what URLs hold and what decodes is added to what is there.
func (d *draft) know(facts *node) {
	for _, m := range facts.members {
		if m.name != "fetched" && m.name != "decoded" {
			d.facts.put(m.name, m.value)
			continue
		}
		known := d.facts.member(m.name, '{')
		for _, entry := range m.value.members {
			known.put(entry.name, entry.value)
		}
	}
}
