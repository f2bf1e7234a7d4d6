package check

import "github.com/willpass/willpass/validate/body"

// ValidItems looks at the rules about the elements of an array: whether one element, or every element, passes them.
type ValidItems struct{ all bool }

func parseValidItems(p *Params, n *body.Node) Check {
	return ValidItems{p.choice(n, "any", "all") == "all"}
}

func (c ValidItems) Ask(r *Record, v *Value, told *Told) State {
	if v.Kind != Array || v.Count == 0 {
		return Passed
	}
	failed, open := int64(0), int64(0)
	for _, state := range r.Items {
		switch state {
		case Failed:
			failed++
		case Open:
			open++
		}
	}
	unseen := v.Count - int64(len(r.Items)) // beyond what is kept
	bad, maybe := failed == v.Count, failed+open+unseen >= v.Count
	if c.all {
		bad, maybe = failed > 0, failed+open+unseen > 0
	}
	switch {
	case !bad && !maybe:
		return Passed
	case told == nil && bad:
		return Failed
	case told == nil:
		return Open
	}
	got := grouped(failed) + " of " + grouped(v.Count) + " invalid"
	if open > 0 {
		got += ", " + grouped(open) + " undecided"
	}
	if bad {
		return told.fail(got, "mend or leave out the elements named in the other findings")
	}
	return told.open(got, "not every element could be judged", Need{})
}

func (c ValidItems) Want() string {
	if c.all {
		return "every element valid"
	}
	return "at least one valid element"
}
