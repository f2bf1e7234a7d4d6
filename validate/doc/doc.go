// Package doc reads the members of a JSON document that people wrote, and says where it is not as wanted.
package doc

import (
	"strconv"

	"github.com/willpass/willpass/validate/body"
)

// Problem is a mistake in a document: where it is and what was expected there.
type Problem struct {
	File  string
	Line  int // counted from 1
	Col   int // bytes, counted from 1
	Words string
}

func (p Problem) String() string {
	return p.File + ":" + strconv.Itoa(p.Line) + ":" + strconv.Itoa(p.Col) + ": " + p.Words
}

// File is one document and the problems found in it so far.
type File struct {
	Name     string
	Root     *body.Node
	Problems []Problem
}

// Parse reads text. A document that is not a JSON object has a nil Root and one problem.
func Parse(name string, text []byte) *File {
	f := &File{Name: name}
	root, fault := body.Parse(text)
	if fault.Kind != 0 {
		f.Problems = append(f.Problems, Problem{name, fault.Line, fault.Col, fault.Detail})
	}
	if root != nil && f.Want(root, body.Object) {
		f.Root = root
	}
	return f
}

// Note adds a problem at n.
func (f *File) Note(n *body.Node, words string) {
	f.Problems = append(f.Problems, Problem{f.Name, n.Line, n.Col, words})
}

// Want notes a problem unless n is of kind k.
func (f *File) Want(n *body.Node, k body.Kind) bool {
	if n.Kind == k {
		return true
	}
	f.Note(n, "want "+article(k)+", got "+article(n.Kind))
	return false
}

func article(k body.Kind) string {
	switch k {
	case body.Object, body.Array:
		return "an " + k.String()
	case body.Null:
		return "null"
	}
	return "a " + k.String()
}

// Only notes a problem at every member of n whose key is not among keys.
func (f *File) Only(n *body.Node, keys ...string) {
	for i := range n.Members {
		if m := &n.Members[i]; !contains(keys, m.Key) {
			f.Problems = append(f.Problems, Problem{f.Name, m.Line, m.Col, "unknown key " + Quote(m.Key) + Nearest(m.Key, keys)})
		}
	}
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// Text is the text member key of n; "" when there is none.
func (f *File) Text(n *body.Node, key string) string {
	m := n.Get(key)
	if m == nil || !f.Want(m, body.String) {
		return ""
	}
	return m.Text
}

// NeedText is like Text but notes a problem when the member is missing or empty.
func (f *File) NeedText(n *body.Node, key string) string {
	if n.Get(key) == nil {
		f.Note(n, "want the key "+Quote(key))
		return ""
	}
	text := f.Text(n, key)
	if text == "" && n.Get(key).Kind == body.String {
		f.Note(n.Get(key), "want a text that is not empty")
	}
	return text
}

// Int is the whole-number member key of n; 0 when there is none.
func (f *File) Int(n *body.Node, key string) int64 {
	m := n.Get(key)
	if m == nil {
		return 0
	}
	v, ok := m.Int()
	if !ok {
		f.Note(m, "want a whole number")
	}
	return v
}

// Bool is the boolean member key of n; false when there is none.
func (f *File) Bool(n *body.Node, key string) bool {
	m := n.Get(key)
	return m != nil && f.Want(m, body.Bool) && m.True
}

// Texts is the member key of n as a list of texts; one text stands for a list of one.
func (f *File) Texts(n *body.Node, key string) []string {
	m := n.Get(key)
	if m == nil {
		return nil
	}
	return f.List(m)
}

// List is n as a list of texts; one text stands for a list of one.
func (f *File) List(n *body.Node) []string {
	if n.Kind == body.String {
		return []string{n.Text}
	}
	if !f.Want(n, body.Array) {
		return nil
	}
	out := make([]string, 0, len(n.Items))
	for _, item := range n.Items {
		if f.Want(item, body.String) {
			out = append(out, item.Text)
		}
	}
	return out
}

// Array is the elements of the array member key of n; none when there is no such member.
func (f *File) Array(n *body.Node, key string) []*body.Node {
	m := n.Get(key)
	if m == nil || !f.Want(m, body.Array) {
		return nil
	}
	return m.Items
}

// Objects is the elements of the array member key of n that are objects; the others are noted.
func (f *File) Objects(n *body.Node, key string) []*body.Node {
	var out []*body.Node
	for _, item := range f.Array(n, key) {
		if f.Want(item, body.Object) {
			out = append(out, item)
		}
	}
	return out
}

// Members is the members of the object member key of n.
func (f *File) Members(n *body.Node, key string) []body.Member {
	m := n.Get(key)
	if m == nil || !f.Want(m, body.Object) {
		return nil
	}
	return m.Members
}
