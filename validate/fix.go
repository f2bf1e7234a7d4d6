package validate

import (
	"strings"

	"github.com/willpass/willpass/validate/check"
	"github.com/willpass/willpass/validate/doc"
	"github.com/willpass/willpass/validate/spec"
)

// maxFixes bounds how many changes one finding lists.
const maxFixes = 64

// fix is what to change so that a rule passes; empty when only the caller can know it, or nothing helps.
func (j *judgement) fix(r *result) []check.Fix {
	if r.rule.Place < 0 || r.state == check.Open && r.told.Need.Kind != 0 {
		return nil
	}
	return j.helping(r)
}

// helping is fix, where there may be something to change.
func (j *judgement) helping(r *result) []check.Fix {
	rule := r.rule
	var l check.Fixes
	v := j.record.Find(rule.Place, r.index)
	switch c := rule.Check.(type) {
	case check.Required:
		j.lacking(&l, rule.Place, r.at)
		return l
	case check.AtMostOne:
		c.Fix(&l, &j.record, r.index)
		return l
	case check.Known:
		j.stranger(&l, rule.Place, v, r.at)
		return l
	case check.Never:
		j.elsewhere(&l)
		return l
	case check.Items:
		if most, ok := c.Bounds.Most(&j.record); ok && j.endpoint.Items != nil && j.endpoint.Items.Place == rule.Place {
			l.Add(check.DoSplit, r.at).Max = most
			return l
		}
	case check.Unique:
		if c.Whole() {
			l.Add(check.DoUnique, j.record.Places[rule.Place].Text)
			return l
		}
	case check.Bytes:
		if most, ok := c.Bounds.Most(&j.record); ok && (rule.Place == spec.BodyPlace || c.OfBody()) {
			j.smaller(&l, most)
			return l
		}
	}
	if v == nil {
		if r.index != check.NoIndex {
			return nil
		}
		v = &nothing
	}
	if check.FixValue(&l, &j.record, rule.Check, v, r.at); len(l) == 0 && v.File != nil {
		j.fixFile(&l, rule.Place, v, -1)
	}
	return l
}

// eachRule calls do with the rules about a place.
func (j *judgement) eachRule(place int, do func(*spec.Rule)) {
	for i := -1; i < len(j.endpoint.Stages); i++ {
		var rules []spec.Rule
		if i >= 0 {
			rules = j.endpoint.Stages[i].Rules
		} else if j.endpoint.Items != nil {
			rules = j.endpoint.Items.Rules
		}
		for k := range rules {
			if rules[k].Place == place {
				do(&rules[k])
			}
		}
	}
}

// fixFile asks what every rule about a file wants of it.
func (j *judgement) fixFile(l *check.Fixes, place int, v *check.Value, room int64) {
	var checks []check.Check
	j.eachRule(place, func(r *spec.Rule) {
		if holds(j.collector, r.When, v.Index, nil) != check.Failed {
			checks = append(checks, r.Check)
		}
	})
	check.FixFile(l, &j.record, checks, place, v, j.record.Places[place].At(v.Index), room)
}

// smaller makes the files of a body smaller that is longer than most: each gives up its share.
func (j *judgement) smaller(l *check.Fixes, most int64) {
	files := int64(0)
	for pass := range 2 {
		for i, m := range j.endpoint.Media {
			if i > 0 && j.endpoint.Media[i-1].Place == m.Place {
				continue // another way for a file to come there
			}
			values := j.record.Values[m.Place]
			for k := range values {
				v := &values[k]
				switch {
				case v.File == nil || v.File.Carrier != check.RawFile && v.File.Carrier != check.Base64File:
				case pass == 0:
					files += v.Bytes
				case len(*l) < maxFixes:
					rest := max(most-(j.record.Length-files), 0)
					j.fixFile(l, m.Place, v, int64(float64(rest)/float64(files)*float64(v.Bytes))) // all far below 2^53
				}
			}
		}
	}
}

// lacking gives a place the value that it must have; where there are several, or none is known, it names the first as an example.
func (j *judgement) lacking(l *check.Fixes, place int, at string) {
	f := l.Add(check.DoAdd, at)
	j.eachRule(place, func(r *spec.Rule) {
		var values []string
		switch c := r.Check.(type) {
		case check.ContentType:
			values = c.Types()[:1]
		case check.OneOf:
			values = c.Values()
		}
		if len(values) == 1 {
			f.Do = check.DoSet
		}
		if len(values) > 0 {
			f.Value = values[0]
		}
	})
}

// stranger gives a member that no rule knows the name of the nearest that is not there, or takes it away.
func (j *judgement) stranger(l *check.Fixes, place int, v *check.Value, at string) {
	if v == nil || v.Stranger() == nil {
		return
	}
	var names []string
	for i := range j.endpoint.Tree {
		if j.endpoint.Tree[i].Place != place {
			continue
		}
		for _, member := range j.endpoint.Tree[i].Members {
			if j.record.Find(j.endpoint.Tree[member.To].Place, v.Index) == nil {
				names = append(names, member.Name)
			}
		}
	}
	name := string(v.Stranger())
	f := l.Add(check.DoRemove, at+"/"+strings.ReplaceAll(strings.ReplaceAll(name, "~", "~0"), "/", "~1"))
	if f.Value = doc.Closest(name, names); f.Value != "" {
		f.Do = check.DoRename
	}
}

// elsewhere names the method that a path is asked with, for a request that no endpoint takes.
func (j *judgement) elsewhere(l *check.Fixes) {
	paths := j.record.Values[spec.PathPlace]
	if j.endpoint.Fallback != "method" || len(paths) == 0 {
		return
	}
	path := string(paths[0].Text)
	for i := range j.provider.Endpoints {
		e := &j.provider.Endpoints[i]
		for k := range e.Paths {
			if len(*l) == 0 && e.Paths[k].Match(path) {
				l.Add(check.DoSet, "method").Value = e.Method
			}
		}
	}
}
