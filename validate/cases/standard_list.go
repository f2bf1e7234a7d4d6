package cases

import (
	"fmt"
	"slices"

	"github.com/willpass/willpass/validate/check"
)

// twice sends the first element of the list again, or an id that is said to have been sent before.
func (s standard) twice() []edit {
	if fact := s.r.Param.Get("fact"); fact != nil {
		return []edit{{"sent before", func(d *draft) error {
			if d.at(s.place) == nil {
				if err := d.set(s.place, text("willpass")); err != nil {
					return err
				}
			}
			d.facts.put(fact.Text, list(text(plain(d.at(s.place)))))
			return nil
		}}}
	}
	return []edit{{"twice", func(d *draft) error {
		if d.at(s.place) == nil {
			if err := d.set(s.place, text("willpass")); err != nil {
				return err
			}
		}
		array, err := s.array(d)
		if err != nil {
			return err
		}
		array.items = append(array.items, array.items[0].clone())
		return nil
	}}}
}

// array is the list that the first * of the place runs over.
func (s standard) array(d *draft) (*node, error) {
	star := slices.Index(s.place.Tokens, "*")
	if star < 0 {
		star = len(s.place.Tokens)
	}
	array := d.at(check.Place{Root: check.AtJSON, Tokens: s.place.Tokens[:star]})
	if array == nil || array.kind != '[' || len(array.items) == 0 {
		return nil, fmt.Errorf("the sample has no list at %s: give breaks", s.place.Text)
	}
	return array, nil
}

// count makes the list n elements long: copies of the first, with an id of their own where the rules want ids to differ. A part of
// a form it sends n times.
func (s standard) count(d *draft, n int64) error {
	if s.place.Root == check.AtForm {
		return d.repeat(s.place, n)
	}
	if n == 0 {
		return d.set(s.place, list())
	}
	array, err := s.array(d)
	if err != nil {
		if n > 0 && d.at(s.place) == nil {
			if err = d.set(s.place, list(d.someValue(s.element()))); err == nil {
				array, err = s.array(d)
			}
		}
		if err != nil {
			return err
		}
	}
	first := array.items[0]
	for _, stage := range s.e.Stages {
		for _, r := range stage.Rules {
			if u, ok := r.Check.(check.Unique); ok && u.Whole() {
				differ(first, s.e.Places[r.Place].Tokens)
			}
		}
	}
	*array = node{kind: '{'}
	array.put("$times", list(whole(n), first))
	return nil
}

// element is the place of the list's elements.
func (s standard) element() check.Place {
	place, _ := check.ParsePlace(s.place.Text + "/*")
	return place
}

// differ numbers the id of an element; tokens lead from the body to it.
func differ(element *node, tokens []string) {
	star := slices.Index(tokens, "*")
	if star < 0 {
		return
	}
	inner := tokens[star+1:]
	if len(inner) == 0 {
		*element = *text("willpass-{i}")
	} else if element.kind == '{' {
		_ = element.grow(inner, text("willpass-{i}")) // an element of another form keeps its own
	}
}

// group leaves all places of the rule out, or fills two of them.
func (s standard) group() []edit {
	var places []check.Place
	for _, name := range texts(s.r.Param) {
		if place, err := placeIn(name, base(s.r, s.place)); err == nil {
			places = append(places, place)
		}
	}
	if _, any := s.r.Check.(check.AnyOf); any {
		return []edit{{"left out", func(d *draft) error {
			for _, place := range places {
				d.drop(place)
			}
			return nil
		}}}
	}
	return []edit{{"both", func(d *draft) error {
		for _, place := range places[:2] {
			if d.at(place) == nil {
				if err := d.set(place, d.someValue(place)); err != nil {
					return err
				}
			}
		}
		return nil
	}}}
}

// badItem leaves one element, which breaks the first rule about elements that has a break.
func (s standard) badItem() []edit {
	if s.e.Items == nil {
		return nil
	}
	return []edit{{"invalid elements", func(d *draft) error {
		array := d.at(s.place)
		if array == nil || array.kind != '[' || len(array.items) == 0 {
			return fmt.Errorf("the sample has no list at %s: give breaks", s.place.Text)
		}
		array.items = array.items[:1]
		for i := range s.e.Items.Rules {
			if r := &s.e.Items.Rules[i]; r.Trust.Hard() {
				edits, err := s.edits(s.e, r)
				if err == nil && len(edits) > 0 {
					return edits[0].do(d)
				}
			}
		}
		return fmt.Errorf("no rule about elements can be broken: give breaks")
	}}}
}
