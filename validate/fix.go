package validate

import (
	"strings"

	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/check"
	"github.com/willpass/willpass/validate/doc"
	"github.com/willpass/willpass/validate/spec"
)

// maxFixes bounds how many changes one finding lists.
const maxFixes = 64

// fix is what to change so that a rule passes; empty when only the caller can know it, or nothing helps.
func (j *judgement) fix(r *result) []check.Fix {
	rule := r.rule
	if rule.Place < 0 || r.state == check.Open && r.told.Need.Kind != 0 {
		return nil
	}
	place := &j.record.Places[rule.Place]
	v := j.record.Find(rule.Place, r.index)
	switch c := rule.Check.(type) {
	case check.Required:
		return j.lacking(rule.Place, r.at)
	case check.AtMostOne:
		return j.surplus(c, r.index)
	case check.Known:
		return j.stranger(rule.Place, v, r.at)
	case check.Never:
		return j.elsewhere()
	case check.Items:
		if max, ok := c.Most(&j.record); ok && j.endpoint.Items != nil && j.endpoint.Items.Place == rule.Place {
			return []check.Fix{{Do: check.DoSplit, At: r.at, Max: max}}
		}
	case check.Unique:
		if c.Whole() {
			return []check.Fix{{Do: check.DoUnique, At: place.Text}}
		}
	case check.Bytes:
		if rule.Place == spec.BodyPlace || c.OfBody() {
			return j.smaller()
		}
	}
	switch {
	case v == nil && r.index != check.NoIndex:
		return nil
	case v == nil:
		v = &nothing
	}
	if v.File != nil && check.AboutFile(rule.Check) {
		return j.fixFile(rule.Place, v, j.room(v))
	}
	if f, ok := check.FixValue(&j.record, rule.Check, v, r.at); ok {
		return []check.Fix{f}
	}
	return nil
}

// fixFile asks what every rule about a file wants of it.
func (j *judgement) fixFile(place int, v *check.Value, room int64) []check.Fix {
	var checks []check.Check
	collect := func(rules []spec.Rule) {
		for i := range rules {
			if r := &rules[i]; r.Place == place && check.AboutFile(r.Check) && holds(j.collector, r.When, v.Index, nil) != check.Failed {
				checks = append(checks, r.Check)
			}
		}
	}
	if j.endpoint.Items != nil {
		collect(j.endpoint.Items.Rules)
	}
	for i := range j.endpoint.Stages {
		collect(j.endpoint.Stages[i].Rules)
	}
	return check.FixFile(&j.record, checks, place, v, j.record.Places[place].At(v.Index), room)
}

// room is how many bytes of the body are left for a file, when each gives up its share of what is too much; -1: no bound.
func (j *judgement) room(v *check.Value) int64 {
	most := int64(-1)
	for i := range j.endpoint.Stages {
		for k := range j.endpoint.Stages[i].Rules {
			r := &j.endpoint.Stages[i].Rules[k]
			c, ok := r.Check.(check.Bytes)
			if !ok || r.Place != spec.BodyPlace && !c.OfBody() || holds(j.collector, r.When, v.Index, nil) == check.Failed {
				continue
			}
			if max, bounded := c.Most(&j.record); bounded && (most < 0 || max < most) {
				most = max
			}
		}
	}
	files := int64(0)
	for _, m := range j.endpoint.Media {
		for i := range j.record.Values[m.Place] {
			if f := &j.record.Values[m.Place][i]; inBody(f) {
				files += f.Bytes
			}
		}
	}
	if most < 0 || most >= j.record.Length || files == 0 || !inBody(v) {
		return -1
	}
	rest := max(most-(j.record.Length-files), 0)
	return int64(float64(rest) / float64(files) * float64(v.Bytes)) // both far below 2^53
}

// inBody reports whether a value is a file that the body carries.
func inBody(v *check.Value) bool {
	return v.File != nil && (v.File.Carrier == check.RawFile || v.File.Carrier == check.Base64File)
}

// smaller makes the files of a body smaller that is too long.
func (j *judgement) smaller() []check.Fix {
	var out []check.Fix
	for i, m := range j.endpoint.Media {
		if i > 0 && j.endpoint.Media[i-1].Place == m.Place {
			continue // another way for a file to come there
		}
		values := j.record.Values[m.Place]
		for k := range values {
			if room := j.room(&values[k]); room >= 0 && len(out) < maxFixes {
				out = append(out, j.fixFile(m.Place, &values[k], room)...)
			}
		}
	}
	return out
}

// lacking gives a place the value that the documents send there: where the rules list what may stand there it is meant, elsewhere
// only an example.
func (j *judgement) lacking(place int, at string) []check.Fix {
	f := check.Fix{Do: check.DoAdd, At: at}
	if n := j.example(&j.record.Places[place]); n != nil {
		switch n.Kind {
		case body.String, body.Number:
			f.Value, f.JSON = n.Text, n.Kind == body.Number
		case body.Bool:
			f.Value, f.JSON = "false", true
			if n.True {
				f.Value = "true"
			}
		}
	}
	for i := range j.endpoint.Stages {
		rules := j.endpoint.Stages[i].Rules
		for k := range rules {
			if rules[k].Place != place {
				continue
			}
			switch c := rules[k].Check.(type) {
			case check.ContentType:
				f.Do, f.Value = check.DoSet, c.Types()[0]
			case check.OneOf, check.Is:
				if f.Value != "" {
					f.Do = check.DoSet
				}
			}
		}
	}
	return []check.Fix{f}
}

// example is what the endpoint's sample sends at a place; nil when it sends nothing there.
func (j *judgement) example(place *check.Place) *body.Node {
	sample := j.endpoint.Sample
	if sample == nil || place.Inside > 0 {
		return nil
	}
	switch place.Root {
	case check.AtHeader:
		if headers := sample.Get("headers"); headers != nil {
			for i := range headers.Members {
				if equalFold(headers.Members[i].Key, place.Name) {
					return headers.Members[i].Value
				}
			}
		}
	case check.AtForm:
		if form := sample.Get("form"); form != nil {
			for _, part := range form.Items {
				if name := part.Get("name"); name != nil && name.Text == place.Name {
					return part.Get("value")
				}
			}
		}
	case check.AtJSON:
		n := sample.Get("json")
		for _, token := range place.Tokens {
			switch {
			case n == nil:
				return nil
			case token == "*" && len(n.Items) > 0:
				n = n.Items[0]
			default:
				n = n.Get(token)
			}
		}
		return n
	}
	return nil
}

// surplus takes all of the places away that are filled, but the first.
func (j *judgement) surplus(c check.AtMostOne, ix check.Index) []check.Fix {
	var out []check.Fix
	for i, place := range c.Filled(&j.record, ix) {
		if i > 0 {
			out = append(out, check.Fix{Do: check.DoRemove, At: j.record.Places[place].At(ix)})
		}
	}
	return out
}

// stranger gives a member that no rule knows the name of the nearest that is not there, or takes it away.
func (j *judgement) stranger(place int, v *check.Value, at string) []check.Fix {
	if v == nil {
		return nil
	}
	var names []string
	for i := range j.endpoint.Tree {
		b := &j.endpoint.Tree[i]
		if b.Place != place {
			continue
		}
		for _, member := range b.Members {
			if j.record.Find(j.endpoint.Tree[member.To].Place, v.Index) == nil {
				names = append(names, member.Name)
			}
		}
	}
	name := string(v.Stranger)
	f := check.Fix{Do: check.DoRemove, At: at + "/" + strings.ReplaceAll(strings.ReplaceAll(name, "~", "~0"), "/", "~1")}
	if near := doc.Closest(name, names); near != "" {
		f.Do, f.Value = check.DoRename, near
	}
	return []check.Fix{f}
}

// elsewhere names the method that a path is asked with, or the nearest path, for a request that no endpoint takes.
func (j *judgement) elsewhere() []check.Fix {
	paths := j.record.Values[spec.PathPlace]
	if j.endpoint.Fallback == "" || len(paths) == 0 {
		return nil
	}
	path := string(paths[0].Text)
	var near []string
	for i := range j.provider.Endpoints {
		e := &j.provider.Endpoints[i]
		for k := range e.Paths {
			if e.Paths[k].Match(path) {
				return []check.Fix{{Do: check.DoSet, At: "method", Value: e.Method}}
			}
			if e.Paths[k].Params() == 0 && !e.Retired {
				near = append(near, e.Paths[k].Text)
			}
		}
	}
	if to := doc.Closest(path, near); to != "" {
		return []check.Fix{{Do: check.DoSet, At: "path", Value: to}}
	}
	return nil
}
