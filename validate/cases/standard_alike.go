package cases

import (
	"fmt"

	"github.com/willpass/willpass/validate/check"
)

// unlike is two pictures of which one is twice as wide as the other, on the side that a bound forbids.
func (s standard) unlike(c check.Alike) []edit {
	wide, plain := 0, 1
	if c.Bounds.Max == nil && c.Bounds.Below == nil {
		wide, plain = 1, 0
	}
	return []edit{{"of another shape", func(d *draft) error {
		list, err := s.array(d)
		if err != nil {
			return err
		}
		if len(list.items) < 2 {
			list.items = append(list.items, list.items[0].clone())
		}
		how := d.carrier(s.place)
		if how == "url" {
			return fmt.Errorf("the pictures are URLs: give breaks")
		}
		p := d.picture(s.place)
		list.items[plain] = p.recipe(how)
		p.width *= 2
		list.items[wide] = p.recipe(how)
		return nil
	}}}
}
