package validate

import (
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
		place := p.emptyPlace(p.files[i].At, none)
		if place < 0 {
			return false
		}
		p.put(i, place)
		p.collector.aside, none = true, false
	}
	return true
}

// emptyPlace is the place of that name which takes a file, and of which the sample has none; without a name the first, if any will do. It
// is -1 when there is none.
func (p *player) emptyPlace(name string, first bool) int {
	for _, m := range p.endpoint.Media {
		if values := p.record.Values[m.Place]; len(values) > 0 && values[0].File != nil && values[0].File.Supplied {
			continue
		}
		if name == p.endpoint.Places[m.Place].Text || name == "" && first {
			return m.Place
		}
	}
	return -1
}

// put adds a file at a place, and the objects and arrays above it.
func (p *player) put(i, place int) {
	index := check.NoIndex
	for k := range p.endpoint.Places[place].Wildcards() {
		index[k] = 0
	}
	p.above(place, index)
	v := p.add(place, check.Value{Kind: check.String, Index: index, Text: []byte("data:"), File: &check.File{}})
	bytes := max(p.files[i].Media.Bytes, 0)
	switch {
	case p.endpoint.Places[place].Root == check.AtForm:
		v.Kind, v.Text, v.Bytes = check.Part, nil, bytes
	case p.wantsURL(place):
		v.Text, v.File.Fetch, v.Bytes = []byte(sampleURL), check.Fetched, int64(len(sampleURL))
	default:
		v.Bytes = dataURLHeader + (bytes+2)/3*4
	}
	v.Chars, v.Twice = v.Bytes, false // an empty text of the sample was replaced
	p.supply(v, i)
	p.record.Length += v.Bytes
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
	tokens := p.endpoint.Places[place].Tokens
	v := check.Value{Kind: check.Object, Index: index, Count: 1}
	if tokens[len(tokens)-1] == "*" {
		v.Kind = check.Array
	}
	p.add(parent, v)
}

// wantsURL reports whether what comes at a place must be a URL.
func (p *player) wantsURL(place int) bool {
	for _, m := range p.endpoint.Media {
		if m.Place == place && m.As == "url" {
			return true
		}
	}
	for i := range p.endpoint.Stages {
		for k := range p.endpoint.Stages[i].Rules {
			if r := &p.endpoint.Stages[i].Rules[k]; r.Place == place && r.Kind == "url" && len(r.When) == 0 {
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
