// Package refusal makes a predicted rejection an error value, where an error is what the caller works with.
//
//	if err := refusal.Of(verdict, refusal.EveryAnswer); err != nil {
//		var refused *refusal.Error
//		errors.As(err, &refused)                                  // refused.Status, refused.Body, refused.Findings
//		errors.Is(err, refusal.Code{"vidu", "FieldInvalid"})      // is it this code?
//		errors.Is(err, refusal.Code{Provider: "vidu"})            // is it this provider's?
//		slog.Error("not sent", "refusal", err)                    // code, status, endpoint and findings as attributes
//	}
//
// The package depends on package validate only. All its values are safe for concurrent use once made.
package refusal

import (
	"fmt"
	"log/slog"
	"strconv"
	"strings"

	"github.com/willpass/willpass/validate"
)

// Strictness is how sure a verdict must be to count as a rejection. The zero value is [EveryAnswer].
type Strictness uint8

const (
	EveryAnswer Strictness = iota // every answer that fits what is known refuses the request, though it may not be known which
	OneAnswer                     // and only one answer is left
	LikelyOne                     // the most likely answer refuses; acceptance may be among the others
)

// String is the name of the strictness in words, such as "one answer".
func (s Strictness) String() string {
	if int(s) >= len(strictnessNames) {
		return strconv.Itoa(int(s))
	}
	return strictnessNames[s]
}

var strictnessNames = [...]string{"every answer", "one answer", "likely"}

// Refuses reports whether a verdict is a rejection to s.
func (s Strictness) Refuses(v *validate.Verdict) bool {
	switch {
	case len(v.Answers) == 0 || v.Answers[0].Accepted:
		return false
	case s == LikelyOne:
		return true
	case s == OneAnswer:
		return v.Outcome == validate.Rejected && v.Sure()
	}
	return v.Outcome == validate.Rejected
}

// Error is a rejection that a provider would answer with. The fields of the answer are those of the most likely one.
type Error struct {
	Provider string // id
	Endpoint string // id, without the provider
	ID       string // of the error in willpass' own catalogue
	Code     string // the provider's; "" when none is documented
	Status   int    // HTTP status; 0 = not known
	Message  string // the provider's, verbatim
	Body     string // the provider's, whole; <name> stands for what only the server knows
	Sure     bool   // one answer is left
	Answers  []validate.Answer
	Findings []validate.Finding
}

// Of is the rejection in a verdict; nil when the verdict is none to s. The error is always an *[Error].
func Of(v validate.Verdict, s Strictness) error {
	if !s.Refuses(&v) {
		return nil
	}
	return From(v)
}

// From is the first answer of a verdict as an Error, whatever it is. A verdict without answers gives an empty one.
func From(v validate.Verdict) *Error {
	e := &Error{Provider: v.Provider, Endpoint: v.Endpoint, Sure: v.Sure(), Answers: v.Answers, Findings: v.Findings}
	if len(v.Answers) > 0 {
		a := &v.Answers[0]
		e.ID, e.Code, e.Status, e.Message, e.Body = a.Error, a.Code, a.Status, a.Message, a.Body
	}
	return e
}

// Error says what would come back and, for the first finding, why.
func (e *Error) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s/%s would refuse this request", e.Provider, e.Endpoint)
	if e.Code != "" {
		fmt.Fprintf(&b, " with code %s", e.Code)
	}
	if e.Status != 0 {
		fmt.Fprintf(&b, ", HTTP %d", e.Status)
	}
	if e.Message != "" {
		fmt.Fprintf(&b, ": %s", strings.TrimSpace(e.Message))
	}
	if f := e.first(); f != nil {
		fmt.Fprintf(&b, " (%s: got %s, want %s)", f.At, f.Got, f.Want)
	}
	return b.String()
}

// first is the first finding that failed.
func (e *Error) first() *validate.Finding {
	for i := range e.Findings {
		if e.Findings[i].State == "failed" {
			return &e.Findings[i]
		}
	}
	return nil
}

// Is reports whether target is a [Code] that e has. With several answers left, any of them counts.
func (e *Error) Is(target error) bool {
	code, ok := target.(Code)
	if !ok || code.Provider != "" && code.Provider != e.Provider {
		return false
	}
	if code.Code == "" || code.Code == e.Code {
		return true
	}
	for i := range e.Answers {
		if !e.Answers[i].Accepted && e.Answers[i].Code == code.Code {
			return true
		}
	}
	return false
}

// LogValue is the error as attributes for log/slog: provider, endpoint, code, status, message, sure and the places of what
// failed. It holds nothing of the request but what findings show of it, which is at most a short start of a text.
func (e *Error) LogValue() slog.Value {
	attrs := []slog.Attr{slog.String("provider", e.Provider), slog.String("endpoint", e.Endpoint), slog.String("code", e.Code),
		slog.Int("status", e.Status), slog.String("message", e.Message), slog.Bool("sure", e.Sure)}
	for i := range e.Findings {
		if f := &e.Findings[i]; f.State == "failed" {
			attrs = append(attrs, slog.Group(f.At, "got", f.Got, "want", f.Want))
		}
	}
	return slog.GroupValue(attrs...)
}

// Code names a provider's error, for errors.Is. An empty field stands for any.
type Code struct{ Provider, Code string }

// Error is the code in words, so that a Code can be the target of errors.Is.
func (c Code) Error() string { return strings.TrimSpace(c.Provider + " " + c.Code) }
