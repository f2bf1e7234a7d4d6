package cases

import (
	"fmt"
	"strconv"
	"time"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/probe"
)

// facts reads facts as they are on the wire, with three liberties: a time may be RFC 3339 text, lists and texts may hold
// recipes, and what a URL holds may be a recipe or a file.
func (e expander) facts(n *node) (facts validate.Facts, err error) {
	if n == nil {
		return facts, nil
	}
	for _, m := range n.members {
		switch m.name {
		case "now":
			var fact validate.Fact
			if fact, err = e.fact("now", m.value); err == nil {
				facts.Now, err = strconv.ParseInt(fact.Text, 10, 64)
			}
		case "fetched":
			facts.Fetched, err = e.fetched(m.value)
		case "decoded":
			facts.Decoded, err = decoded(m.value)
		default:
			var fact validate.Fact
			fact, err = e.fact(m.name, m.value)
			facts.Named = append(facts.Named, fact)
		}
		if err != nil {
			return facts, fmt.Errorf("%s: %w", m.name, err)
		}
	}
	return facts, nil
}

// fact reads one value. A text that is an RFC 3339 date and time becomes its seconds since 1970, fractions dropped.
func (e expander) fact(name string, n *node) (fact validate.Fact, err error) {
	fact.Name = name
	switch {
	case n.raw == "true" || n.raw == "false":
		fact.Bool = n.raw == "true"
	case n.kind == '0':
		fact.Text = n.raw
	case n.kind == '[' || n.recipe() == "$times":
		var text []byte
		if text, err = e.json(nil, n); err != nil {
			return fact, err
		}
		list, err := parseNode(text)
		if err != nil {
			return fact, err
		}
		fact.List = make([]string, len(list.items))
		for i, item := range list.items {
			if fact.List[i] = item.raw; item.kind == '"' {
				fact.List[i] = item.text()
			}
		}
	case n.kind == '"' || n.recipe() != "":
		var text []byte
		text, err = e.bytes(n)
		fact.Text = string(text)
		if at, notTime := time.Parse(time.RFC3339, fact.Text); notTime == nil {
			fact.Text = strconv.FormatInt(at.Unix(), 10)
		}
	default:
		err = fmt.Errorf("want a boolean, number, text or list, got %s", n.write(nil))
	}
	return fact, err
}

func decoded(n *node) ([]validate.Decoded, error) {
	list := make([]validate.Decoded, len(n.members))
	for i, m := range n.members {
		if m.value.raw != "true" && m.value.raw != "false" {
			return nil, fmt.Errorf("%s: want true or false, got %s", m.name, m.value.write(nil))
		}
		list[i] = validate.Decoded{At: m.name, OK: m.value.raw == "true"}
	}
	return list, nil
}

// fetched reads {"https://…": a recipe, {"file":"path"}, {"failed":true} or {"media":{…}}}. Bytes are followed to their end.
func (e expander) fetched(n *node) ([]validate.Fetched, error) {
	list := make([]validate.Fetched, len(n.members))
	for i, m := range n.members {
		list[i].URL = m.name
		content, known := []byte(nil), false
		var err error
		switch file := m.value.get("file"); {
		case m.value.recipe() != "":
			content, err = e.bytes(m.value)
			known = true
		case len(m.value.members) != 1:
			err = fmt.Errorf("want a recipe, file, failed or media, got %s", m.value.write(nil))
		case m.value.get("media") != nil:
			list[i].Media, err = media(m.value.get("media"))
		case file != nil:
			content, err = e.content(file)
			known = true
		default:
			if failed := m.value.get("failed"); failed == nil || failed.raw != "true" {
				err = fmt.Errorf("want a recipe, file, failed or media, got %s", m.value.write(nil))
			}
			list[i].Failed = true
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", m.name, err)
		}
		if known {
			list[i].Media = probe.Walk(content)
		}
	}
	return list, nil
}
