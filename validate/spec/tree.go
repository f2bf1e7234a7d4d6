package spec

import (
	"slices"
	"strconv"
	"strings"

	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/check"
	"github.com/willpass/willpass/validate/doc"
)

// place is the number of a place, which it adds when it is new. A fact has no number: -1 and its id.
func (b *builder) place(f *doc.File, n *body.Node, text string) (number int, fact string) {
	place, ok := check.ParsePlace(text)
	switch {
	case !ok:
		f.Note(n, strconv.Quote(text)+" is no place")
		return -1, ""
	case place.Root == check.AtFact:
		b.useFact(f, n, place.Name)
		return -1, place.Name
	case place.Root == check.AtJSON:
		return b.e.Tree[b.branch(place)].Place, ""
	}
	for i := range b.e.Places {
		if b.e.Places[i].Text == text {
			return i, ""
		}
	}
	return b.add(place, -1), ""
}

func (b *builder) add(place check.Place, parent int) int {
	b.e.Places = append(b.e.Places, place)
	b.e.Parent = append(b.e.Parent, parent)
	b.e.Marks = append(b.e.Marks, 0)
	return len(b.e.Places) - 1
}

func (l *loader) useFact(f *doc.File, n *body.Node, id string) {
	if id != "" && !l.hasFact(id) && id != "now" {
		ids := make([]string, len(l.p.Facts))
		for i := range l.p.Facts {
			ids[i] = l.p.Facts[i].ID
		}
		f.Note(n, "no fact has the id "+id+doc.Nearest(id, ids))
	}
}

// branch is the branch of a JSON place; it and those above it are added when they are new.
func (b *builder) branch(place check.Place) int {
	at, first := 0, 0
	if place.Inside > 0 {
		at, first = b.inside(place)
	}
	for i, token := range place.Tokens {
		if i < first {
			continue
		}
		next := 0
		if token == "*" {
			next = b.e.Tree[at].Each
		} else if m := find(b.e.Tree[at].Members, token); m != nil {
			next = m.To
		}
		if next == 0 {
			next = b.grow(at, place.Tokens[:i+1], first)
		}
		at = next
	}
	return at
}

// inside is the branch of the JSON value in the text at a place, and how many tokens lead to that text.
func (b *builder) inside(place check.Place) (branch, tokens int) {
	text := place.Text[:place.Inside]
	holder, _ := check.ParsePlace(text)
	number := -1
	if holder.Root == check.AtJSON {
		number = b.e.Tree[b.branch(holder)].Place
	} else if number = slices.IndexFunc(b.e.Places, func(p check.Place) bool { return p.Text == text }); number < 0 {
		number = b.add(holder, -1)
	}
	for _, in := range b.e.Inside {
		if in.Place == number {
			return in.Branch, len(holder.Tokens)
		}
	}
	root := check.Place{Root: check.AtJSON, Name: holder.Name, Tokens: holder.Tokens, Text: text + "!", Inside: place.Inside}
	b.e.Tree = append(b.e.Tree, Branch{Place: b.add(root, number)})
	b.e.Inside = append(b.e.Inside, Inside{number, len(b.e.Tree) - 1})
	return len(b.e.Tree) - 1, len(holder.Tokens)
}

func (b *builder) grow(at int, tokens []string, first int) int {
	above := &b.e.Places[b.e.Tree[at].Place]
	place := check.Place{Root: check.AtJSON, Name: above.Name, Tokens: tokens, Text: "body:", Inside: above.Inside}
	if above.Inside > 0 {
		place.Text = above.Text[:above.Inside+1]
	}
	for _, token := range tokens[first:] {
		place.Text += "/" + strings.ReplaceAll(strings.ReplaceAll(token, "~", "~0"), "/", "~1")
	}
	to := len(b.e.Tree)
	b.e.Tree = append(b.e.Tree, Branch{Place: b.add(place, b.e.Tree[at].Place)})
	if token := tokens[len(tokens)-1]; token == "*" {
		b.e.Tree[at].Each = to
	} else {
		b.e.Tree[at].Members = append(b.e.Tree[at].Members, Edge{token, to})
	}
	return to
}

func find(members []Edge, name string) *Edge {
	for i := range members {
		if members[i].Name == name {
			return &members[i]
		}
	}
	return nil
}

// sort puts the members of every branch into the order that [Branch.Member] needs.
func (b *builder) sort() {
	for i := range b.e.Tree {
		slices.SortFunc(b.e.Tree[i].Members, func(a, c Edge) int { return strings.Compare(a.Name, c.Name) })
	}
}

// few is so many names that looking at each is faster than to halve their number: most differ in length.
const few = 8

// Member is the branch of a member; 0 when no rule looks at it.
func (b *Branch) Member(name []byte) int {
	members := b.Members
	for len(members) > few {
		if mid := len(members) / 2; members[mid].Name <= string(name) {
			members = members[mid:]
		} else {
			members = members[:mid]
		}
	}
	for i := range members {
		if members[i].Name == string(name) {
			return members[i].To
		}
	}
	return 0
}
