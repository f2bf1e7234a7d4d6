package cases

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// expander replaces recipes by what they make. A recipe is an object with one of the members $image, $base64, $repeat
// and $times; it may stand wherever a string may, $times wherever an array may, and $times may hold any of them.
//
// What is not a recipe goes out as it was written: strings, names and numbers keep their spelling, members their order,
// and only white space between them is dropped.
type expander struct {
	dir   string // files are looked up from here
	index string // of the innermost $times, for {i}; "" outside of one
}

// recipe is the name of the recipe that the value is, or "".
func (n *node) recipe() string {
	for _, m := range n.members {
		switch m.name {
		case "$image", "$base64", "$repeat", "$times":
			return m.name
		}
	}
	return ""
}

// json appends the value as compact JSON. A string made by a recipe needs no escapes: base64 has no character that
// would, and repeated text is repeated as it was written.
func (e expander) json(out []byte, n *node) ([]byte, error) {
	var err error
	switch name := n.recipe(); {
	case name == "$times":
		copies, err := e.times(n)
		if err != nil {
			return out, err
		}
		return e.list(out, copies)
	case name == "$image" && n.get("encode") == nil:
		return out, fmt.Errorf("raw bytes cannot stand in JSON: give the $image an encode")
	case name == "$repeat":
		raw, err := e.repeat(n)
		return append(append(append(out, '"'), raw...), '"'), err
	case name != "":
		content, err := e.bytes(n)
		return append(append(append(out, '"'), content...), '"'), err
	case n.kind == '{':
		out = append(out, '{')
		for i, m := range n.members {
			if i > 0 {
				out = append(out, ',')
			}
			out = append(append(out, m.raw...), ':')
			if out, err = e.json(out, m.value); err != nil {
				return out, err
			}
		}
		return append(out, '}'), nil
	case n.kind == '[':
		copies := make([]indexed, len(n.items))
		for i, item := range n.items {
			copies[i] = indexed{e, item}
		}
		return e.list(out, copies)
	case n.kind == '"':
		return append(out, e.fill(n.raw)...), nil
	}
	return append(out, n.raw...), nil
}

// indexed is a value together with the {i} that holds for it.
type indexed struct {
	expander
	*node
}

func (e expander) list(out []byte, values []indexed) (_ []byte, err error) {
	out = append(out, '[')
	for i, value := range values {
		if i > 0 {
			out = append(out, ',')
		}
		if out, err = value.expander.json(out, value.node); err != nil {
			return out, err
		}
	}
	return append(out, ']'), nil
}

// fill replaces {i} in the spelling of a string.
func (e expander) fill(raw string) string {
	if e.index == "" {
		return raw
	}
	return strings.ReplaceAll(raw, "{i}", e.index)
}

// bytes is the content of a string or of a recipe other than $times.
func (e expander) bytes(n *node) ([]byte, error) {
	switch n.recipe() {
	case "$image":
		return e.image(n)
	case "$base64":
		path, err := e.only(n, "$base64")
		if err != nil {
			return nil, err
		}
		content, err := e.file(path)
		return base64.StdEncoding.AppendEncode(nil, content), err
	case "$repeat":
		raw, err := e.repeat(n)
		return []byte((&node{raw: `"` + string(raw) + `"`}).text()), err
	}
	text, err := e.string(n)
	return []byte(text), err
}

// string is the value of a plain string.
func (e expander) string(n *node) (string, error) {
	if n.kind != '"' {
		return "", fmt.Errorf("want a string, got %s", n.write(nil))
	}
	return (&node{raw: e.fill(n.raw)}).text(), nil
}

// only is the string of a recipe that has no other member.
func (e expander) only(n *node, name string) (string, error) {
	if len(n.members) != 1 {
		return "", fmt.Errorf("%s stands alone in its object", name)
	}
	return e.string(n.members[0].value)
}

func (e expander) file(path string) ([]byte, error) {
	return os.ReadFile(filepath.Join(e.dir, filepath.FromSlash(path)))
}

// image makes {"$image":"png 640x480","encode":"base64" or "dataurl","type":"image/x"}. Without encode it is the file.
func (e expander) image(n *node) ([]byte, error) {
	given := map[string]string{}
	for _, m := range n.members {
		text, err := e.string(m.value)
		if _, twice := given[m.name]; err != nil || twice || !strings.Contains(" $image encode type ", " "+m.name+" ") {
			return nil, fmt.Errorf("$image takes encode and type, once each, got %s", n.write(nil))
		}
		given[m.name] = text
	}
	content, err := Image(given["$image"])
	if err != nil {
		return nil, err
	}
	mime, typed := given["type"]
	switch encode, encoded := given["encode"]; {
	case typed && encode != "dataurl":
		return nil, fmt.Errorf("the type of an $image is for a data URL")
	case !encoded:
		return content, nil
	case encode == "base64":
		return base64.StdEncoding.AppendEncode(nil, content), nil
	case encode == "dataurl":
		if !typed {
			mime = imageType(given["$image"])
		}
		return base64.StdEncoding.AppendEncode([]byte("data:"+mime+";base64,"), content), nil
	}
	return nil, fmt.Errorf("encode is base64 or dataurl, got %q", given["encode"])
}

// imageType is the media type of the format that a valid image recipe starts with.
func imageType(recipe string) string {
	name, _, _ := strings.Cut(recipe, " ")
	for _, format := range formats {
		if format.name == name {
			return format.mime
		}
	}
	return ""
}

// repeat makes {"$repeat":["A",5000]}, as the inside of a JSON string.
func (e expander) repeat(n *node) ([]byte, error) {
	pair := n.members[0].value
	if len(n.members) != 1 || len(pair.items) != 2 || pair.items[0].kind != '"' {
		return nil, fmt.Errorf("want {\"$repeat\":[text, count]}, got %s", n.write(nil))
	}
	raw := e.fill(pair.items[0].raw)
	raw = raw[1 : len(raw)-1]
	count, err := number(pair.items[1].raw, 0, maxLength/max(len(raw), 1))
	if err != nil {
		return nil, fmt.Errorf("$repeat: %w", err)
	}
	return bytes.Repeat([]byte(raw), count), nil
}

// times makes {"$times":[1001,{…"{i}"…}]}: that many copies. In every string of a copy, also inside recipes, {i} is its
// number from 0, but not in member names. Of $times inside each other the innermost counts.
func (e expander) times(n *node) ([]indexed, error) {
	pair := n.members[0].value
	if len(n.members) != 1 || len(pair.items) != 2 {
		return nil, fmt.Errorf("want {\"$times\":[count, value]}, got %s", n.write(nil))
	}
	count, err := number(pair.items[0].raw, 0, 1_000_000)
	if err != nil {
		return nil, fmt.Errorf("$times: %w", err)
	}
	copies := make([]indexed, count)
	for i := range copies {
		copies[i] = indexed{expander{e.dir, strconv.Itoa(i)}, pair.items[1]}
	}
	return copies, nil
}
