package cases

import (
	"fmt"
	"strings"

	"github.com/willpass/willpass/validate/check"
	"github.com/willpass/willpass/validate/probe"
)

// picture is one break: the sample's picture changed, carried as the sample carries it.
func (s standard) picture(how string, change func(p *picture) error) []edit {
	return []edit{{how, func(d *draft) error { return d.repicture(s.place, change) }}}
}

// repicture changes the picture at a place, or the one behind the URL there.
func (d *draft) repicture(place check.Place, change func(p *picture) error) error {
	p := d.picture(place)
	if err := change(&p); err != nil {
		return err
	}
	if p.format.maxSide < max(p.width, p.height) {
		p.format = &formats[1] // a png can be that large
	}
	if file, err := (picture{p.format, p.width, p.height, p.gray, p.alpha, p.orientation, p.frames, -1, -1}).file(); err == nil && p.bytes >= 0 {
		p.bytes = max(p.bytes, len(file))
	}
	words := p.words()
	if _, err := Image(words); err != nil {
		return fmt.Errorf("%w: give breaks", err)
	}
	switch how := d.carrier(place); how {
	case "url":
		url := plain(d.at(place))
		if url == "" {
			url = "https://example.com/picture"
			if err := d.set(place, text(url)); err != nil {
				return err
			}
		}
		entry, facts := object(), object()
		entry.put(url, p.recipe(""))
		facts.put("fetched", entry)
		d.know(facts)
		return nil
	default:
		return d.put(place, p.recipe(how))
	}
}

// put sets the content at a place; a form part keeps its name and type.
func (d *draft) put(place check.Place, value *node) error {
	if place.Root != check.AtForm {
		return d.set(place, value)
	}
	entry := object()
	if there := d.at(place); there != nil {
		entry = there.clone()
	}
	key := "value"
	if entry.get("file") != nil || d.carrier(place) == "" {
		key = "file"
	}
	entry.drop("value")
	entry.drop("file")
	entry.put(key, value)
	return d.set(place, entry)
}

// carrier is how the picture at a place comes: "base64", "dataurl", "url", or "" for its bytes.
func (d *draft) carrier(place check.Place) string {
	there := d.at(place)
	if place.Root == check.AtForm && there != nil {
		if there.get("file") != nil || there.get("filename") != nil {
			return ""
		}
		there = there.get("value")
	}
	if there == nil {
		for _, m := range d.endpoint.Media {
			if d.endpoint.Places[m.Place].Text == place.Text {
				return map[string]string{"file": "", "url": "url", "base64": "base64", "auto": "base64"}[m.As]
			}
		}
	}
	switch {
	case there.get("encode") != nil:
		return there.get("encode").text()
	case there.recipe() == "$image":
		return ""
	case strings.HasPrefix(plain(there), "data:"):
		return "dataurl"
	case strings.Contains(plain(there), "://"):
		return "url"
	}
	return "base64"
}

// picture is what the sample shows at a place, or a picture of a format that the rules of the place allow.
func (d *draft) picture(place check.Place) picture {
	there := d.at(place)
	if place.Root == check.AtForm && there != nil {
		if there = there.get("file"); there == nil {
			there = d.at(place).get("value")
		}
	}
	if facts := d.facts.get("fetched"); facts != nil && there != nil && there.kind == '"' {
		if known := facts.get(there.text()); known != nil {
			there = known
		}
	}
	if there != nil && there.recipe() == "$image" {
		if p, err := parsePicture(there.get("$image").text()); err == nil {
			return p
		}
	}
	return picture{format: firstOf(d.allowed(place)), width: 640, height: 480, bytes: -1, cut: -1}
}

// allowed is the formats that the rules of a place allow; none when no rule says.
func (d *draft) allowed(place check.Place) []probe.Format {
	var allowed []probe.Format
	for _, stage := range d.endpoint.Stages {
		for _, r := range stage.Rules {
			if c, ok := r.Check.(check.Format); ok && r.Place >= 0 && d.endpoint.Places[r.Place].Text == place.Text {
				allowed = c.Formats()
			}
		}
	}
	return allowed
}

// firstOf is the first format, in the order of formats, that is among those allowed.
func firstOf(allowed []probe.Format) *format {
	for i := range formats {
		for _, f := range allowed {
			if f.String() == formats[i].name {
				return &formats[i]
			}
		}
	}
	return &formats[1]
}

// words is the recipe of the picture.
func (p picture) words() string {
	out := fmt.Sprintf("%s %dx%d", p.format.name, p.width, p.height)
	if p.gray {
		out += " gray"
	}
	if p.alpha {
		out += " alpha"
	}
	for _, option := range [...]struct {
		name  string
		value int
		given bool
	}{{"orientation", p.orientation, p.orientation > 0}, {"frames", p.frames, p.frames > 0}, {"bytes", p.bytes, p.bytes >= 0}, {"cut", p.cut, p.cut >= 0}} {
		if option.given {
			out += fmt.Sprintf(" %s=%d", option.name, option.value)
		}
	}
	return out
}

// recipe is the picture as it stands in a case file; encode is "" for its bytes.
func (p picture) recipe(encode string) *node {
	n := object()
	n.put("$image", text(p.words()))
	if encode != "" {
		n.put("encode", text(encode))
	}
	return n
}
