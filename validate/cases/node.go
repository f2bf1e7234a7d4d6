package cases

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// node is one JSON value that keeps what encoding/json forgets: the order of members, members given twice, and every
// string and number as it was written. A request body must go out exactly as the case says it.
type node struct {
	kind    byte     // '{', '[', '"', '0' for a number, 'l' for true, false and null
	raw     string   // of a string (with its quotes), number or literal: the text as written
	members []member // of an object
	items   []*node  // of an array
	offset  int      // where it starts in the file
}

type member struct {
	name  string // decoded
	raw   string // as written, with its quotes
	value *node
}

// parseNode reads one JSON text. Its error carries line and column.
func parseNode(text []byte) (*node, error) {
	var syntax *json.SyntaxError
	var ignored json.RawMessage
	if err := json.Unmarshal(text, &ignored); errors.As(err, &syntax) {
		line, col := position(text, int(syntax.Offset)-1)
		return nil, fmt.Errorf("%d:%d: %w", line, col, err)
	} else if err != nil {
		return nil, err
	}
	p := nodeParser{text: text}
	return p.value(), nil
}

// position turns an offset into line and column, both counted from 1.
func position(text []byte, offset int) (line, col int) {
	before := text[:min(offset, len(text))]
	return bytes.Count(before, []byte("\n")) + 1, len(before) - bytes.LastIndexByte(before, '\n')
}

// nodeParser walks a text that is known to be valid JSON, so it checks nothing.
type nodeParser struct {
	text []byte
	at   int
}

func (p *nodeParser) space() {
	for p.at < len(p.text) && strings.IndexByte(" \t\r\n", p.text[p.at]) >= 0 {
		p.at++
	}
}

func (p *nodeParser) value() *node {
	p.space()
	n := &node{offset: p.at}
	switch c := p.text[p.at]; c {
	case '{':
		n.kind = c
		for p.next('}') {
			name := p.value()
			p.space()
			p.at++ // the colon
			n.members = append(n.members, member{name.text(), name.raw, p.value()})
		}
	case '[':
		n.kind = c
		for p.next(']') {
			n.items = append(n.items, p.value())
		}
	case '"':
		n.kind = c
		end := p.at + 1
		for p.text[end] != '"' {
			if p.text[end] == '\\' {
				end++
			}
			end++
		}
		n.raw, p.at = string(p.text[p.at:end+1]), end+1
	default:
		n.kind = '0'
		if c == 't' || c == 'f' || c == 'n' {
			n.kind = 'l'
		}
		end := p.at
		for end < len(p.text) && strings.IndexByte(",]} \t\r\n", p.text[end]) < 0 {
			end++
		}
		n.raw, p.at = string(p.text[p.at:end]), end
	}
	return n
}

// next steps over the opening bracket or a comma; it is false, behind the closing bracket, when no element follows.
func (p *nodeParser) next(closing byte) bool {
	p.space()
	if p.text[p.at] != closing {
		p.at++
		p.space()
	}
	if p.text[p.at] == closing {
		p.at++
		return false
	}
	return true
}

// text is the value of a string node.
func (n *node) text() string {
	if !strings.Contains(n.raw, `\`) && utf8.ValidString(n.raw) {
		return n.raw[1 : len(n.raw)-1]
	}
	var text string
	if json.Unmarshal([]byte(n.raw), &text) != nil {
		return n.raw
	}
	return text
}

// get is the member of that name, or nil; a nil node has none. Of two members with one name it is the last.
func (n *node) get(name string) *node {
	if n == nil {
		return nil
	}
	var found *node
	for _, m := range n.members {
		if m.name == name {
			found = m.value
		}
	}
	return found
}

// write appends the value as compact JSON, recipes untouched.
func (n *node) write(out []byte) []byte {
	switch n.kind {
	case '{':
		out = append(out, '{')
		for i, m := range n.members {
			if i > 0 {
				out = append(out, ',')
			}
			out = append(append(out, m.raw...), ':')
			out = m.value.write(out)
		}
		return append(out, '}')
	case '[':
		out = append(out, '[')
		for i, item := range n.items {
			if i > 0 {
				out = append(out, ',')
			}
			out = item.write(out)
		}
		return append(out, ']')
	}
	return append(out, n.raw...)
}
