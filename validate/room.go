package validate

// room is what verdicts are cut from, so that most cost no allocation. What a verdict was given is never used again.
type room struct {
	answers  []Answer
	findings []Finding
	needs    []Need
	assumed  []Assumption
	times    int // for so many verdicts there is room when there is new room
}

// mostTimes bounds room.times, which grows with each verdict.
const mostTimes = 8

// early verdicts of a stream make room for themselves, so that a module has less to compile before its first: the second of its stream, see
// warm in its sources.
const early = 2

// begin gives a verdict the room that is left.
func (r *room) begin(v *Verdict) {
	if r.times = min(r.times+1, mostTimes); r.times <= early {
		return
	}
	r.give(v)
}

func (r *room) give(v *Verdict) {
	v.Answers, v.Findings = spaceFor(&r.answers, 4, r.times), spaceFor(&r.findings, 5, r.times)
	v.Needs, v.Assumed = spaceFor(&r.needs, 2, r.times), spaceFor(&r.assumed, 12, r.times)
}

// end takes back what the verdict did not need.
func (r *room) end(v *Verdict) {
	if r.times > early {
		r.takeBack(v)
	}
}

func (r *room) takeBack(v *Verdict) {
	v.Answers, r.answers = cut(v.Answers, r.answers)
	v.Findings, r.findings = cut(v.Findings, r.findings)
	v.Needs, r.needs = cut(v.Needs, r.needs)
	v.Assumed, r.assumed = cut(v.Assumed, r.assumed)
}

// spaceFor is room for some things, at least n, none of which is there yet. The length of the room counts what was given away before.
func spaceFor[T any](room *[]T, n, times int) []T {
	if cap(*room)-len(*room) < n {
		*room = make([]T, 0, times*n)
	}
	return (*room)[len(*room):]
}

// cut splits the room behind what was used. What needed more than there was has moved out.
func cut[T any](used, room []T) ([]T, []T) {
	n := len(used)
	if n == 0 {
		return nil, room
	}
	if n <= cap(room)-len(room) {
		room = room[:len(room)+n]
	}
	return used[:n:n], room
}

// leave keeps what was given away from being rewound: the next who takes the room does not own it.
func (r *room) leave() {
	r.answers, r.findings = r.answers[len(r.answers):], r.findings[len(r.findings):]
	r.needs, r.assumed = r.needs[len(r.needs):], r.assumed[len(r.assumed):]
}

// rewind makes all of the room free, for a caller that needs the verdicts no more.
func (r *room) rewind() {
	r.answers, r.findings, r.needs, r.assumed = r.answers[:0], r.findings[:0], r.needs[:0], r.assumed[:0]
}
