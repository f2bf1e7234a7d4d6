package validate

// fixed is, beside a verdict, which of its parts no request changes: their JSON is written once and kept. A part that is not fixed is nil.
type fixed struct {
	answers  []*fixedAnswer
	findings []*fixedFinding
}

// begin forgets the parts of the last verdict.
func (f *fixed) begin() { f.answers, f.findings = f.answers[:0], f.findings[:0] }

// fixedAnswer is an answer that no request changes.
type fixedAnswer struct {
	Answer
	json string // its members
}

func fixAnswer(a *Answer) *fixedAnswer {
	var w writer
	a.write(&w)
	return &fixedAnswer{*a, string(w.out)}
}

// fixedFinding is what no request changes in the finding of a rule.
type fixedFinding struct {
	Finding
	parts [parts]string // its members
}

func fixFinding(f *Finding) *fixedFinding {
	fixed := &fixedFinding{Finding: *f}
	for n := range fixed.parts {
		var w writer
		f.part(&w, n)
		fixed.parts[n] = string(w.out)
	}
	return fixed
}

// AppendEnd is [Stream.End] that writes the verdict like [Verdict.AppendJSON], and faster: what no request changes is written once for all.
func (s *Stream) AppendEnd(out []byte) []byte {
	v := s.End()
	return v.append(out, &s.judgement.fixed)
}

// AppendFiles is [Rules.CheckFiles] that writes the verdict like [Stream.AppendEnd].
func (r *Rules) AppendFiles(out []byte, endpoint string, files []File, facts Facts) (verdict []byte, ok bool) {
	s := r.spare.take()
	v, ok := r.checkFiles(s, endpoint, files, facts, nil)
	if ok {
		out = v.append(out, &s.judgement.fixed)
	}
	s.judgement.space.rewind()
	s.leave(r)
	return out, ok
}
