package repair

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/check"
	"github.com/willpass/willpass/validate/decode"
)

// MendedRequest is a request that was mended, or why it was not.
type MendedRequest struct {
	Requests []validate.Request // several where one had to be split; the given one when nothing had to be done
	Before   validate.Verdict
	After    []validate.Verdict // on each
	Done     []check.Fix        // in their order, without the splitting
	Left     []check.Fix        // what only the caller can do: [check.DoAdd]
	Refused  string             // why the result does not pass; "" when it does
}

// Open reports whether something that no change can settle leaves a verdict on the result unsure.
func (m *MendedRequest) Open() bool {
	return m.Refused == "" && slices.ContainsFunc(m.After, func(v validate.Verdict) bool { return v.Outcome != validate.Accepted })
}

// maxChanges bounds how often a request is judged and mended again: each round must change something.
const maxChanges = 64

// Request mends a request with its body. A change that a request cannot take, such as one of a picture that is only a URL, is left
// out; a request in which nothing could be changed is returned as it was.
func Request(rules *validate.Rules, request validate.Request, facts validate.Facts, limits decode.Limits) MendedRequest {
	out := MendedRequest{Before: rules.Check(request, facts)}
	m := mender{rules: rules, limits: limits, request: clone(request)}
	v := out.Before
	var split *check.Fix
	for range maxChanges {
		var changed bool
		for _, one := range distinct(&v) {
			fixes := one.fixes
			if fixes[0].Do == check.DoSplit {
				split = &fixes[0]
				continue
			}
			if m.again = one.again; m.apply(&v, fixes) {
				out.Done, changed = append(out.Done, fixes...), true
			}
		}
		if !changed {
			break
		}
		split = nil
		v = rules.Check(m.request, facts)
	}
	out.Requests, out.After = []validate.Request{m.request}, []validate.Verdict{v}
	if split != nil {
		if parts := m.split(split); len(parts) > 1 {
			out.Requests, out.After = parts, nil
			for _, part := range parts {
				out.After = append(out.After, rules.Check(part, facts))
			}
		}
	}
	for i := range out.After {
		if out.Refused == "" {
			out.Refused = refusal(&out.After[i])
		}
		for _, f := range out.After[i].Findings {
			for _, fix := range f.Fix {
				if fix.Do == check.DoAdd {
					out.Left = append(out.Left, fix)
				}
			}
		}
	}
	if out.Refused != "" && m.why != "" {
		out.Refused = m.why
	}
	if len(out.After) == 1 && rank(v.Outcome) < rank(out.Before.Outcome) {
		return MendedRequest{Requests: []validate.Request{request}, Before: out.Before, After: []validate.Verdict{out.Before}, Left: out.Left,
			Refused: "every change that is known leads to another refusal: " + out.Refused}
	}
	return out
}

// rank orders outcomes, the best last.
func rank(o validate.Outcome) int {
	return slices.Index([]validate.Outcome{validate.Rejected, validate.Uncertain, validate.Accepted}, o)
}

func clone(r validate.Request) validate.Request {
	r.Headers = slices.Clone(r.Headers)
	r.Body = bytes.Clone(r.Body)
	return r
}

// distinct is the changes that findings name, each list once: every finding about a file has the same.
func distinct(v *validate.Verdict) []mending {
	var out []mending
	seen := map[string]bool{}
	for i := range v.Findings {
		fixes := v.Findings[i].Fix
		if len(fixes) == 0 {
			continue
		}
		if key := fmt.Sprint(fixes); !seen[key] {
			seen[key] = true
			out = append(out, mending{fixes, v.Findings[i].Count > 1})
		}
	}
	return out
}

// mending is the changes that a finding names; again: more values of its place failed alike.
type mending struct {
	fixes []check.Fix
	again bool
}

// mender changes one request.
type mender struct {
	rules   *validate.Rules
	limits  decode.Limits
	request validate.Request
	again   bool   // more values of the place are to be changed alike
	why     string // why a change could not be made, in words
}

// apply makes the changes of one finding; false when the request is as it was.
func (m *mender) apply(v *validate.Verdict, fixes []check.Fix) bool {
	before := clone(m.request)
	for at := 0; at < len(fixes); {
		n := 1
		for fixes[at].Do.AboutFile() && at+n < len(fixes) && fixes[at+n].Do.AboutFile() && fixes[at+n].At == fixes[at].At {
			n++
		}
		why := ""
		if fixes[at].Do.AboutFile() {
			why = m.file(v, fixes[at:at+n])
		} else {
			why = m.change(v, &fixes[at])
		}
		if why != "" {
			m.why = fixes[at].At + ": " + why
			m.request = before
			return false
		}
		at += n
	}
	return m.request.Method != before.Method || m.request.URL != before.URL || !slices.Equal(m.request.Headers, before.Headers) ||
		!bytes.Equal(m.request.Body, before.Body)
}

// change makes one change of anything but a file; the words say why it cannot be made.
func (m *mender) change(v *validate.Verdict, f *check.Fix) string {
	if f.Do == check.DoAdd {
		return "" // only the caller knows
	}
	place, ok := check.ParsePlace(f.At)
	if !ok {
		return "no place is called so"
	}
	switch place.Root {
	case check.AtMethod:
		m.request.Method = f.Value
	case check.AtHost, check.AtPath, check.AtPathParam, check.AtQuery:
		return m.url(v, f, &place)
	case check.AtHeader:
		m.header(f, place.Name)
	case check.AtForm:
		return m.form(f, &place)
	case check.AtJSON:
		if place.Inside > 0 && place.Name != "" {
			return m.form(f, &place)
		}
		return m.json(f, &place)
	default:
		return "such a change is not made here"
	}
	return ""
}

// textOf is a text after a change of it alone.
func textOf(text string, f *check.Fix) string {
	switch f.Do {
	case check.DoSet:
		return f.Value
	case check.DoPrefix:
		return f.Value + text
	case check.DoStrip:
		return text[headerOf(text):]
	case check.DoBase64:
		return standard(text)
	case check.DoCut:
		return cut(text, f)
	}
	return text
}
