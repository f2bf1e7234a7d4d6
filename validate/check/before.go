package check

import "github.com/willpass/willpass/validate/body"

// Before wants the clock to be before a time that is a fact.
type Before struct{ fact string }

func parseBefore(p *Params, n *body.Node) Check {
	if !p.Doc.Want(n, body.String) {
		return nil
	}
	place, ok := ParsePlace(n.Text)
	if !ok || place.Root != AtFact {
		p.Doc.Note(n, `want a place such as "fact:taskExpires"`)
		return nil
	}
	p.UseFact(n, place.Name)
	return Before{place.Name}
}

func (c Before) Ask(r *Record, v *Value, told *Told) State {
	until := r.Fact(c.fact)
	if until == nil || until.Kind == Unknown {
		return told.open("", "the time is not known", Need{NeedFact, c.fact})
	}
	if r.Now == 0 {
		return told.open("", "the clock is not known", Need{NeedFact, "now"})
	}
	if end, ok := ParseMicro(until.Text); ok && Whole(r.Now) >= end {
		return told.fail("it is over since "+plural(r.Now-int64(end/one), "second"), "start anew")
	}
	return Passed
}

func (c Before) Want() string { return "the time before " + c.fact }
