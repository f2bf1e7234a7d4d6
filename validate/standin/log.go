package standin

import (
	"slices"
	"strings"
	"time"

	"github.com/willpass/willpass/validate"
)

// mostSeen is how many exchanges the log keeps, and mostShown how many bytes of an answer's body.
const (
	mostSeen  = 500
	mostShown = 4 << 10
)

// Exchange is one request and its answer, as the log has it. It holds nothing of the request but its address, without what
// speaks of keys, and what findings show of it, which is at most a short start of a text.
type Exchange struct {
	Number   int       `json:"number"` // counted from 1
	Time     time.Time `json:"time"`
	Method   string    `json:"method"`
	URL      string    `json:"url"` // at the provider
	Provider string    `json:"provider"`
	Endpoint string    `json:"endpoint"`
	Outcome  string    `json:"outcome"` // of the verdict
	Sure     bool      `json:"sure"`
	Status   int       `json:"status"` // that went out; 0 = none, the connection was cut
	Error    string    `json:"error,omitempty"`
	Code     string    `json:"code,omitempty"`
	Message  string    `json:"message,omitempty"`
	Others   []string  `json:"others,omitempty"` // error ids of the other answers that fit, "accepted" among them; the fault answer=ID chooses one
	Note     string    `json:"note"`             // the header Willpass of the answer
	Task     string    `json:"task,omitempty"`
	Bytes    int64     `json:"bytes"`           // of the request's body
	Took     float64   `json:"milliseconds"`    // from the head of the request on
	Fault    string    `json:"fault,omitempty"` // that the request wanted
	Findings []Finding `json:"findings,omitempty"`
	Body     string    `json:"body"` // of the answer, at most 4 KiB of it
}

// Finding is a rule that failed.
type Finding struct {
	At     string `json:"at"`
	Got    string `json:"got"`
	Want   string `json:"want"`
	Advice string `json:"advice,omitempty"`
}

// log is the last exchanges, the oldest first.
type log struct {
	count int
	last  []Exchange
}

// Log is the last 500 exchanges, the newest first.
func (s *Server) Log() []Exchange {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := slices.Clone(s.log.last)
	slices.Reverse(out)
	return out
}

// log keeps an exchange and tells of it.
func (x *exchange) log(start time.Time, a reply) {
	v, s := &x.judged.Verdict, x.server
	e := Exchange{Time: x.now.UTC(), Method: x.request.Method, URL: x.address(), Provider: x.to.provider.ID, Endpoint: v.Endpoint, Outcome: v.Outcome.String(),
		Sure: v.Sure(), Status: a.status, Note: a.header.Get("Willpass"), Task: x.named, Bytes: x.judged.Bytes, Took: float64(time.Since(start).Microseconds()) / 1000,
		Fault: strings.Trim(x.to.fault+","+strings.Join(x.request.Header.Values(FaultHeader), ","), ","), Body: a.body[:min(len(a.body), mostShown)]}
	if x.gave != nil {
		e.Error, e.Code, e.Message = x.gave.Error, x.gave.Code, x.gave.Message
	}
	for i := range v.Findings {
		if f := &v.Findings[i]; f.State == "failed" {
			e.Findings = append(e.Findings, Finding{f.At, f.Got, f.Want, f.Advice})
		}
	}
	for i := range v.Answers {
		switch a := &v.Answers[i]; {
		case a.Error == e.Error && !a.Accepted, a.Accepted && e.Error == "":
		case a.Accepted:
			e.Others = append(e.Others, "accepted")
		default:
			e.Others = append(e.Others, a.Error)
		}
	}
	s.mu.Lock()
	s.log.count++
	e.Number = s.log.count
	if len(s.log.last) == mostSeen {
		s.log.last = slices.Delete(s.log.last, 0, 1)
	}
	s.log.last = append(s.log.last, e)
	s.mu.Unlock()
	if s.options.Seen != nil {
		s.options.Seen(e)
	}
}

// address is the URL at the provider, without segments and parameters whose name speaks of a key.
func (x *exchange) address() string {
	address := x.to.url()
	for _, p := range x.pending.Route().Params {
		if secret(p) {
			address = strings.Replace(address, "/"+p.Text, "/…", 1)
		}
	}
	path, query, found := strings.Cut(address, "?")
	if !found {
		return address
	}
	pairs := strings.Split(query, "&")
	for i, pair := range pairs {
		if name, _, _ := strings.Cut(pair, "="); secret(validate.Fact{Name: name}) {
			pairs[i] = name + "=…"
		}
	}
	return path + "?" + strings.Join(pairs, "&")
}

func secret(p validate.Fact) bool {
	name := strings.ToLower(p.Name)
	return slices.ContainsFunc([]string{"key", "token", "secret", "signature", "password"}, func(word string) bool { return strings.Contains(name, word) })
}
