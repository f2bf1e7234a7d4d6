package standin

import (
	"encoding/json"

	answers "github.com/willpass/willpass/validate/reply"
	"github.com/willpass/willpass/validate/spec"
)

// Ended reports whether an answer of an endpoint tells that the task that was asked for ended well, as far as the play of the
// provider says how such an answer looks.
func Ended(p *spec.Provider, e *spec.Endpoint, answer []byte) bool {
	plays, err := loadPlays()
	if err != nil || plays[p.ID] == nil || e.Accepts.Envelope < 0 {
		return false
	}
	read, ok := answers.Read(&p.Envelopes[e.Accepts.Envelope], answer)
	if !ok {
		return false
	}
	for i := range plays[p.ID].Tasks {
		done, asked := plays[p.ID].Tasks[i].Asks[e.ID]["done"]
		if asked && done.tells(read) {
			return true
		}
	}
	return false
}

// tells reports whether an answer has the values of a step: those that are texts or numbers, of which there must be one.
func (s stepPlay) tells(r answers.Reply) bool {
	compared := 0
	for name, raw := range s.Holes {
		var want string
		var number json.Number
		if json.Unmarshal(raw, &number) == nil {
			want = number.String()
		} else if json.Unmarshal(raw, &want) != nil {
			continue
		}
		if compared++; r.Holes[name] != want {
			return false
		}
	}
	return compared > 0
}
