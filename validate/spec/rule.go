package spec

import (
	"slices"
	"strconv"
	"strings"

	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/check"
	"github.com/willpass/willpass/validate/doc"
)

// nesting is what the uses around a rule of a group say.
type nesting struct {
	depth int
	at    string // for @
	when  []Condition
}

// Bounds of groups that use groups: how deep, and how many rules may come of it in one stage.
const (
	maxNesting = 4
	maxRules   = 4096
)

// rules adds a rule, or the rules of the group that n uses.
func (b *builder) rules(out []Rule, f *doc.File, n *body.Node, in nesting) []Rule {
	use := n.Get("use")
	if b.tooMany {
		return out
	}
	if use == nil {
		if r, ok := b.rule(f, n, in); ok {
			r.ID = unique(out, r.ID)
			if r, ok = b.overlaid(r, n, in); ok {
				out = append(out, r)
			}
		}
		return out
	}
	f.Only(n, "use", "at", "when", "note")
	var names []string
	for _, g := range b.p.groups {
		if names = append(names, g.name); g.name != use.Text {
			continue
		}
		if in.depth == maxNesting {
			f.Note(use, "groups use each other too deep")
			b.tooMany = true
			return out
		}
		if len(out) > maxRules {
			f.Note(use, "more than "+strconv.Itoa(maxRules)+" rules in one stage")
			b.tooMany = true
			return out
		}
		inner := nesting{in.depth + 1, in.place(f.Text(n, "at")), append(in.when[:len(in.when):len(in.when)], b.conditions(f, n, b, in.at)...)}
		for _, item := range g.rules {
			if g.file.Want(item, body.Object) {
				out = b.rules(out, g.file, item, inner)
			}
		}
		return out
	}
	f.Note(use, "no group is called "+use.Text+doc.Nearest(use.Text, names))
	return out
}

// place puts the place of the use instead of @.
func (in nesting) place(text string) string {
	if rest, ok := strings.CutPrefix(text, "@"); ok {
		return in.at + rest
	}
	if text == "" {
		return in.at
	}
	return text
}

// unique adds a number to an id that is taken.
func unique(rules []Rule, id string) string {
	taken := 0
	for i := range rules {
		if rules[i].ID == id || strings.HasPrefix(rules[i].ID, id+"#") {
			taken++
		}
	}
	if taken > 0 {
		return id + "#" + strconv.Itoa(taken+1)
	}
	return id
}

// ruleKeys is the keys of a rule beside its check.
var ruleKeys = [...]string{"id", "at", "when", "error", "trust", "source", "note", "fills", "breaks", "unbroken"}

// conditionKeys is the keys of a condition beside its check.
var conditionKeys = [...]string{"at"}

func (b *builder) rule(f *doc.File, n *body.Node, in nesting) (Rule, bool) {
	kind := b.kind(f, n, ruleKeys[:])
	if kind == nil {
		return Rule{}, false
	}
	at := in.place(f.Text(n, "at"))
	if at == "" {
		f.Note(n, `want the key "at"`)
		return Rule{}, false
	}
	r := Rule{ID: f.Text(n, "id"), Kind: kind.Key, Trust: b.trust(f, n, "trust", b.e.Trust), Source: b.source(f, n, b.e.Source), Note: f.Text(n, "note"),
		Fills: b.texts(f, n, "fills"), Param: kind.Value, Breaks: n.Get("breaks"), Unbroken: f.Text(n, "unbroken"), At: n, In: f.Name}
	if r.ID == "" {
		r.ID = at + "." + kind.Key
	}
	r.Place, r.Fact = b.place(f, n, at)
	r.When = append(in.when[:len(in.when):len(in.when)], b.conditions(f, n, b, in.at)...)
	r.Check = check.Parse(kind.Key, kind.Value, b.params(f, b, in.at))
	if r.Check == nil {
		return r, false
	}
	b.need(&r)
	if e := n.Get("error"); e != nil {
		r.Errors = b.errors(f, e)
	} else {
		for _, earn := range b.p.earns {
			if earn.kind == kind.Key {
				r.Errors = earn.errors
				break
			}
		}
	}
	switch {
	case len(r.Errors) == 0 && n.Get("error") == nil:
		f.Note(n, `want the key "error": nothing is said in "earns" about the kind `+kind.Key)
	case r.Trust == Unfounded:
		f.Note(n, `want the key "trust" here or in the endpoint`)
	case r.Source < 0:
		f.Note(n, `want the key "source" here or in the endpoint`)
	}
	return r, true
}

// need marks what the request's readers must look at for a rule to be asked.
func (b *builder) need(r *Rule) {
	if r.Place < 0 {
		return
	}
	switch c := r.Check.(type) {
	case check.Known:
		b.e.Marks[r.Place] |= Closed
		place := b.e.Places[r.Place]
		for _, name := range c.Also() {
			b.branch(check.Place{Root: check.AtJSON, Tokens: append(place.Tokens[:len(place.Tokens):len(place.Tokens)], name)})
		}
	case check.Parses:
		if r.Place != BodyPlace {
			b.e.Marks[r.Place] |= HoldsJSON
		}
	}
}

// kind is the one member of n whose key is not among keys: the check.
func (l *loader) kind(f *doc.File, n *body.Node, keys []string) *body.Member {
	var found *body.Member
	for i := range n.Members {
		m := &n.Members[i]
		switch {
		case slices.Contains(keys, m.Key):
		case !slices.Contains(l.kinds, m.Key):
			f.Only(n, slices.Concat(keys, l.kinds)...)
			return nil
		case found != nil:
			f.Note(n, "two checks in one rule: "+found.Key+" and "+m.Key)
			return nil
		default:
			found = m
		}
	}
	if found == nil {
		f.Note(n, "want a kind of check as a key")
	}
	return found
}

// conditions reads "when". Without a builder only places that every endpoint has, and facts, may be named.
func (l *loader) conditions(f *doc.File, n *body.Node, b *builder, at string) []Condition {
	var out []Condition
	for _, c := range f.Objects(n, "when") {
		kind := l.kind(f, c, conditionKeys[:])
		if kind == nil {
			continue
		}
		text := f.NeedText(c, "at")
		if text == "" {
			continue
		}
		text = nesting{at: at}.place(text)
		condition := Condition{About: check.AboutKind(kind.Key), Kind: kind.Key, Param: kind.Value}
		if b != nil {
			condition.Place, condition.Fact = b.place(f, c, text)
		} else {
			condition.Place, condition.Fact = l.common(f, c, text)
		}
		if condition.Check = check.Parse(kind.Key, kind.Value, l.params(f, b, at)); condition.Check != nil {
			out = append(out, condition)
		}
	}
	return out
}

// common is like [builder.place], for the places that every endpoint has.
func (l *loader) common(f *doc.File, n *body.Node, text string) (int, string) {
	place, ok := check.ParsePlace(text)
	switch {
	case ok && place.Root == check.AtFact:
		l.useFact(f, n, place.Name)
		return -1, place.Name
	case ok && place.Root == check.AtHost:
		return HostPlace, ""
	case ok && place.Root == check.AtPath:
		return PathPlace, ""
	}
	f.Note(n, `want "host", "path" or a fact here`)
	return -1, ""
}

// params is what the parameter of a check is read with.
func (l *loader) params(f *doc.File, b *builder, at string) *check.Params {
	return &check.Params{
		Doc: f,
		Set: func(name string) ([]string, bool) {
			for _, s := range l.p.sets {
				if s.name == name {
					return s.values, true
				}
			}
			return nil, false
		},
		Place: func(n *body.Node, text string) (int, string) {
			if b == nil {
				f.Note(n, "no other place can be named here")
				return -1, ""
			}
			number, _ := b.place(f, n, nesting{at: at}.place(text))
			if number < 0 {
				return MethodPlace, ""
			}
			return number, b.e.Places[number].Text
		},
		UseFact: func(n *body.Node, id string) { l.useFact(f, n, id) },
		Default: func(id string) string {
			for i := range l.p.Facts {
				if fact := &l.p.Facts[i]; fact.ID == id && fact.Default != nil {
					return fact.Default.Text
				}
			}
			return ""
		},
	}
}
