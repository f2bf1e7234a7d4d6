package validate

// room is what verdicts are cut from, so that most cost no allocation. What a verdict was given is never used again.
type room struct {
	answers  []Answer
	findings []Finding
	needs    []Need
	assumed  []Assumption
}

// roomFor is how many things of a kind there is room for at first; there is more each time it runs out.
const roomFor, mostRoom = 8, 64

// begin gives a verdict the room that is left.
func (r *room) begin(v *Verdict) {
	v.Answers, v.Findings = spaceFor(&r.answers), spaceFor(&r.findings)
	v.Needs, v.Assumed = spaceFor(&r.needs), spaceFor(&r.assumed)
}

// end takes back what the verdict did not need.
func (r *room) end(v *Verdict) {
	v.Answers, r.answers = cut(v.Answers, r.answers)
	v.Findings, r.findings = cut(v.Findings, r.findings)
	v.Needs, r.needs = cut(v.Needs, r.needs)
	v.Assumed, r.assumed = cut(v.Assumed, r.assumed)
}

// spaceFor is room for some things, none of which is there yet. The length of the room counts what was given away before.
func spaceFor[T any](room *[]T) []T {
	if cap(*room)-len(*room) < roomFor/2 {
		*room = make([]T, 0, min(max(2*cap(*room), roomFor), mostRoom))
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

// rewind makes all of the room free, for a caller that needs the verdicts no more.
func (r *room) rewind() {
	r.answers, r.findings, r.needs, r.assumed = r.answers[:0], r.findings[:0], r.needs[:0], r.assumed[:0]
}
