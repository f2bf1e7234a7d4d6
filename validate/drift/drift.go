// Package drift compares what was predicted with what really came back, so that a wrong rule is found the day a provider
// changes. It sees every request that a transport lets through; in observe mode these are all.
//
//	detector := &drift.Detector{Rules: rules, Report: func(ctx context.Context, r drift.Report) { slog.WarnContext(ctx, "drift", "report", r) }}
//	transport := httpcheck.NewTransport(checker, httpcheck.Options{Observe: true, Comparer: detector})
//
// A report can be written as a case file ([Report.Case]): the request without its secrets and image bytes, and the real
// answer as what is wanted, ready for `willpass cases`.
package drift

import (
	"context"
	"log/slog"
	"slices"
	"strings"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/httpcheck"
	"github.com/willpass/willpass/validate/reply"
	"github.com/willpass/willpass/validate/spec"
)

// Kind is how prediction and reality differ.
type Kind uint8

const (
	Taken   Kind = iota + 1 // predicted as refused, and accepted
	Refused                 // predicted as accepted, and refused for what the request holds
	Other                   // refused with an error that is not among the predicted ones
	Status                  // the predicted error with another HTTP status
	Message                 // the predicted error with another message
	Unknown                 // an error that the documents do not have
)

// String is the kind in words.
func (k Kind) String() string {
	if int(k) >= len(kindNames) {
		return ""
	}
	return kindNames[k]
}

var kindNames = [...]string{"", "accepted though refusal was predicted", "refused though acceptance was predicted", "refused with another error",
	"another status", "another message", "an error that no document has"}

// Report is one disagreement, with both sides.
type Report struct {
	Kind      Kind
	Predicted validate.Verdict
	Status    int    // that came
	Code      string // that came; "" for an acceptance
	Message   string // that came
	Answer    []byte // body that came, at most [httpcheck.MaxAnswer] bytes

	messages []string // that came, as each shape that fits the answer reads it; none where no shape has one

	real httpcheck.Real
	late bool // the answer came with a task: its status is not that of the request
}

// Detector is an [httpcheck.Comparer]. It is safe for concurrent use when Report is.
type Detector struct {
	Rules  *validate.Rules
	Report func(ctx context.Context, r Report) // called for each disagreement
}

// Compare compares one response, and reports when it disagrees.
func (d *Detector) Compare(ctx context.Context, r httpcheck.Real) {
	if report, differs := d.Differs(r); differs {
		d.Report(ctx, report)
	}
}

// Differs compares one response with what was predicted. Errors that only the server can know (no face found) and troubles of
// the server are no disagreement, and neither is a fact that was taken for granted and did not hold (the key is refused).
func (d *Detector) Differs(r httpcheck.Real) (Report, bool) {
	v := &r.Judged.Verdict
	out := Report{Predicted: *v, Status: r.Status, Answer: r.Answer, real: r}
	p := d.Rules.Provider(v.Provider)
	if p == nil || len(v.Answers) == 0 {
		return out, false
	}
	answer, failed := reply.Failure(p, r.Answer)
	if failed {
		out.Code, out.Message = answer.Holes["code"], answer.Holes["message"]
		out.messages = messages(p, r.Answer)
	}
	entries := catalogue(p, out.Code)
	out.late = withTask(entries)
	if r.Status < 400 && (!failed || len(entries) == 0) {
		out.Kind, out.Code, out.Message = Taken, "", ""
		return out, v.Outcome == validate.Rejected && !later(v)
	}
	if v.Outcome == validate.Accepted && r.Judged.Bytes == 0 && withTask(entries) {
		return out, false // it asks for a task that was begun elsewhere, and whose end is told here
	}
	out.Kind = kind(v, &out, failed, entries)
	return out, out.Kind != 0
}

// later reports whether an answer comes only when a task is asked for: the request itself is accepted.
func later(v *validate.Verdict) bool {
	for i := range v.Answers {
		if v.Answers[i].When == "task" {
			return true
		}
	}
	return false
}

// withTask reports whether one of the errors comes when a task is asked for.
func withTask(entries []*spec.Error) bool {
	for _, e := range entries {
		if e.When == "task" {
			return true
		}
	}
	return false
}

// kind is how a refusal differs from the verdict; 0 when it does not.
func kind(v *validate.Verdict, r *Report, read bool, entries []*spec.Error) Kind {
	if !read {
		if r.Status >= 500 || r.Status == 429 || v.Outcome != validate.Accepted {
			return 0 // a failure in no known shape says nothing about which rule failed
		}
		return Refused
	}
	best := Kind(0)
	for i := range v.Answers {
		a := &v.Answers[i]
		if a.Accepted || a.Code != "" && a.Code != r.Code {
			continue
		}
		differs := Kind(0)
		switch {
		case a.Status != 0 && a.Status != r.Status && a.When != "task":
			differs = Status
		case a.Code != "" && len(r.messages) > 0 && !slices.ContainsFunc(r.messages, func(real string) bool { return like(a.Message, real) }):
			differs = Message
		}
		if differs == 0 {
			return 0
		}
		best = differs
	}
	switch {
	case best != 0:
		return best
	case len(entries) == 0 && r.Status >= 500:
		return 0
	case len(entries) == 0:
		return Unknown
	case !fromRequest(entries):
		return 0
	case v.Outcome == validate.Accepted:
		return Refused
	}
	return Other
}

// messages is what an answer says, as each shape of the provider that fits reads it: shapes may have the same members.
func messages(p *spec.Provider, answer []byte) []string {
	var out []string
	for i := range p.Envelopes {
		if r, ok := reply.Read(&p.Envelopes[i], answer); ok && r.Holes["message"] != "" {
			out = append(out, r.Holes["message"])
		}
	}
	return out
}

// catalogue is the errors that a code may stand for.
func catalogue(p *spec.Provider, code string) []*spec.Error {
	var out []*spec.Error
	for i := range p.Errors {
		if code != "" && p.Errors[i].Code == code {
			out = append(out, &p.Errors[i])
		}
	}
	return out
}

// fromRequest reports whether one of the errors is decided by the request alone.
func fromRequest(entries []*spec.Error) bool {
	for _, e := range entries {
		if e.Decides == "request" {
			return true
		}
	}
	return false
}

// like reports whether a real message is a predicted one: <name> in the prediction stands for anything, and so does a
// message that nobody knows.
func like(predicted, real string) bool {
	if predicted == "" {
		return true
	}
	first := true
	for {
		open := strings.IndexByte(predicted, '<')
		shut := -1
		if open >= 0 {
			shut = strings.IndexByte(predicted[open:], '>')
		}
		if shut < 0 {
			return first && real == predicted || !first && strings.HasSuffix(real, predicted)
		}
		at := strings.Index(real, predicted[:open])
		if at < 0 || first && at > 0 {
			return false
		}
		real, predicted, first = real[at+open:], predicted[open+shut+1:], false
	}
}

// LogValue is the report as attributes for log/slog, without the body that came.
func (r Report) LogValue() slog.Value {
	predicted := validate.Answer{}
	if len(r.Predicted.Answers) > 0 {
		predicted = r.Predicted.Answers[0]
	}
	return slog.GroupValue(slog.String("kind", r.Kind.String()), slog.String("provider", r.Predicted.Provider), slog.String("endpoint", r.Predicted.Endpoint),
		slog.Group("predicted", "outcome", r.Predicted.Outcome.String(), "sure", r.Predicted.Sure(), "code", predicted.Code, "status", predicted.Status),
		slog.Group("real", "code", r.Code, "status", r.Status, "message", r.Message))
}
