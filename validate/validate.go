// Package validate answers one question before a request is sent to a provider: will it pass, and if not, exactly which
// error comes back?
//
//	rules, err := known.Rules("vidu")             // package validate/known: the documents that ship with willpass
//	verdict := rules.Check(request, facts)        // the whole body at once, or
//	stream := rules.Begin(request, facts)         // as it flows by:
//	io.Copy(stream, body)
//	verdict := stream.End()
//
// The package is pure: no clock, network, disk, randomness or goroutine. What it would need and does not have it names in
// [Verdict.Needs]. A bad request is a value, never an error. [Rules] is immutable and safe for concurrent use.
package validate

import (
	"github.com/willpass/willpass/validate/check"
	"github.com/willpass/willpass/validate/probe"
	"github.com/willpass/willpass/validate/spec"
)

// Request is what would be sent. Body is the whole body in bytes; leave it nil and use [Rules.Begin] for a stream.
type Request struct {
	Method  string // GET, POST, …; empty means GET
	URL     string // absolute
	Headers []Header
	Body    []byte
}

// Header is one header line. Names compare without regard to case.
type Header struct{ Name, Value string }

// Facts is what the caller knows and the bytes of the request do not say. The zero value means that nothing is known.
type Facts struct {
	Named   []Fact    // by the ids in the provider's documents
	Now     int64     // the clock, in seconds since 1970-01-01 UTC; 0 = not known
	Fetched []Fetched // what the URLs in the request hold
	Decoded []Decoded // whether the pixels of an image decode
}

// Fact is one named fact; exactly one field beside Name is meaningful, by the type that the provider's document gives it.
type Fact struct {
	Name string
	Bool bool
	Text string // also numbers, as decimal text
	List []string
}

// Fetched is what is known of a URL in the request.
type Fetched struct {
	URL    string
	Failed bool        // it cannot be downloaded
	Media  probe.Media // what its bytes are, unless Failed
}

// Decoded tells whether the image at a place such as "form:image" or "body:/images/0" decodes.
type Decoded struct {
	At string
	OK bool
}

// Outcome sums up the answers of a verdict.
type Outcome uint8

// The outcomes.
const (
	Uncertain Outcome = iota // accepted and rejected both fit what is known
	Accepted
	Rejected
)

func (o Outcome) String() string { return [...]string{"uncertain", "accepted", "rejected"}[o] }

// Verdict is every answer that fits what is known, most likely first, and why.
type Verdict struct {
	Provider string // "" when no provider has the host of the URL
	Endpoint string
	Outcome  Outcome
	Answers  []Answer
	Findings []Finding
	Needs    []Need
	Assumed  []Assumption
}

// Sure reports whether one answer is left.
func (v *Verdict) Sure() bool { return len(v.Answers) == 1 }

// Answer is one response that the provider may give, rendered whole.
type Answer struct {
	Accepted    bool
	Error       string // our id in the provider's catalogue; "" when accepted
	Code        string // the provider's code
	Status      int    // HTTP status; 0 = not known
	StatusTrust spec.Trust
	Message     string
	Headers     []Header // those that matter
	ContentType string
	Body        string // exact, but for visible placeholders such as <trace_id>
	When        string // "now", or "task": comes when the task is asked for
	Trust       spec.Trust
}

// Finding is a rule that failed or stayed open.
type Finding struct {
	Rule   string // id in the endpoint's document
	Kind   string // of check, such as "side"
	Error  string
	At     string // concrete place: body:/images/0
	State  string // "failed" or "open"
	Got    string
	Want   string
	Why    string // why it is open; "" when failed
	Advice string // what to change, in words
	Count  int    // how many values of the place failed alike, when more than one
	Trust  spec.Trust
	Source string // URL

	Fix      []check.Fix    // what to change, in the order in which it is done; empty when only the caller can know, or nothing helps
	Limits   *check.Numbers // what is wanted, in figures; verdicts share them, so they must not be changed
	Measured []check.Micro  // what was measured against them: of a size or ratio width and height
}

// Need is something that would settle an open question.
type Need struct {
	Kind string // "fetch", "decode", "ids" or "fact"
	At   string
	Name string // the URL for fetch, the fact's id for fact and ids; for decode "" or [FaultNeed]
}

// FaultNeed is the name of a need to decode a file that is broken: which step fails would tell which of several errors comes.
const FaultNeed = "fault"

// Assumption is a fact that the caller did not give and that was taken as the document's default.
type Assumption struct{ Fact, Value string }
