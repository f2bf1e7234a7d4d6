package cases

import (
	"strconv"

	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/spec"
)

// copyOf turns a value of a rule document into a value of a case file.
func copyOf(n *body.Node) *node {
	switch n.Kind {
	case body.Object:
		out := object()
		for _, m := range n.Members {
			out.put(m.Key, copyOf(m.Value))
		}
		return out
	case body.Array:
		out := &node{kind: '['}
		for _, item := range n.Items {
			out.items = append(out.items, copyOf(item))
		}
		return out
	case body.String:
		return text(n.Text)
	case body.Number:
		return &node{kind: '0', raw: n.Text}
	case body.Bool:
		return &node{kind: 'l', raw: strconv.FormatBool(n.True)}
	}
	return &node{kind: 'l', raw: "null"}
}

func object() *node { return &node{kind: '{'} }

func text(s string) *node { return &node{kind: '"', raw: string(spec.AppendJSON(nil, s))} }

func whole(n int64) *node { return &node{kind: '0', raw: strconv.FormatInt(n, 10)} }

// clone is a copy that shares nothing.
func (n *node) clone() *node {
	c := *n
	c.members, c.items = nil, nil
	for _, m := range n.members {
		c.members = append(c.members, member{m.name, m.raw, m.value.clone()})
	}
	for _, item := range n.items {
		c.items = append(c.items, item.clone())
	}
	return &c
}

// put sets a member; a new one comes last.
func (n *node) put(name string, value *node) {
	for i := range n.members {
		if n.members[i].name == name {
			n.members[i].value = value
			return
		}
	}
	n.members = append(n.members, member{name, text(name).raw, value})
}

func (n *node) drop(name string) {
	for i := range n.members {
		if n.members[i].name == name {
			n.members = append(n.members[:i], n.members[i+1:]...)
			return
		}
	}
}

// member is the member of that name, or a new empty object or list of that name.
func (n *node) member(name string, kind byte) *node {
	found := n.get(name)
	if found == nil {
		found = &node{kind: kind}
		n.put(name, found)
	}
	return found
}
