package validate

import (
	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/check"
	"github.com/willpass/willpass/validate/spec"
)

// sampleURL stands for the URL that a file of the caller would be at.
const sampleURL = "https://example.com/file"

// beside adds the files that the sample has no value for, each at its place: an alternative to what the sample sends, or something
// that may be left out. It reports whether there is such a place for each. What else a request with them would hold is not
// known and taken to be right: see [collector.beyond].
func (p *player) beside() bool {
	none := true // of them is in the sample
	for _, used := range p.used {
		none = none && !used
	}
	for i := range p.files {
		if p.used[i] {
			continue
		}
		m := p.empty(p.files[i].At, none)
		if m == nil {
			return false
		}
		if p.put(m); !p.used[i] { // the sample has a text there
			return false
		}
		p.collector.aside, none = true, false
	}
	return true
}

// empty is the place of that name which takes a file, and of which the sample has none; without a name the first, if any will do.
func (p *player) empty(name string, first bool) *spec.Media {
	for i := range p.endpoint.Media {
		m := &p.endpoint.Media[i]
		values := p.record.Values[m.Place]
		taken := len(values) > 0 && values[0].File != nil && values[0].File.Supplied
		if !taken && (name == p.endpoint.Places[m.Place].Text || name == "" && first) {
			return m
		}
	}
	return nil
}

// put adds the next file for a place there, and the objects and arrays above it.
func (p *player) put(m *spec.Media) {
	place := &p.endpoint.Places[m.Place]
	if place.Root == check.AtForm {
		kind := body.Member{Key: "filename", Value: &body.Node{}}
		if m.As == "url" {
			kind = body.Member{Key: "value", Value: &body.Node{Text: sampleURL}}
		}
		p.part(&body.Node{Members: []body.Member{{Key: "name", Value: &body.Node{Text: place.Name}}, kind}})
		return
	}
	index := check.NoIndex
	for k := range place.Wildcards() {
		index[k] = 0
	}
	p.above(m.Place, index)
	url := ""
	if m.As == "url" || p.wantsURL(m.Place) {
		url = sampleURL
	}
	p.text(m.Place, index, url)
}

// above makes sure that the value which a place is in is there.
func (p *player) above(place int, index check.Index) {
	parent := p.endpoint.Parent[place]
	if parent < 0 || p.endpoint.Places[parent].Root != check.AtJSON {
		return
	}
	for k := p.endpoint.Places[parent].Wildcards(); k < len(index); k++ {
		index[k] = check.NoIndex[k]
	}
	if p.record.Find(parent, index) != nil {
		return
	}
	p.above(parent, index)
	kind := check.Object
	if tokens := p.endpoint.Places[place].Tokens; tokens[len(tokens)-1] == "*" {
		kind = check.Array
	}
	p.add(parent, kind, index).Count = 1
}

// wantsURL reports whether what comes at a place must be a URL.
func (p *player) wantsURL(place int) bool {
	for i := range p.endpoint.Stages {
		rules := p.endpoint.Stages[i].Rules
		for k := range rules {
			if r := &rules[k]; r.Place == place && r.Kind == "url" && len(r.When) == 0 {
				return true
			}
		}
	}
	return false
}

// beyond reports whether a rule is about what a file added beside the sample leaves unsaid: the values around it.
func (c *collector) beyond(rule *spec.Rule) bool {
	if rule.Place < 0 {
		return false
	}
	switch rule.Kind {
	case "anyOf", "atMostOne", "absent":
		return true
	}
	root := c.endpoint.Places[rule.Place].Root
	return (root == check.AtJSON || root == check.AtForm) && c.endpoint.Marks[rule.Place]&spec.HoldsFile == 0
}
