// Package spec reads the rule documents of a provider: which endpoints it has, what each one asks of a request and in
// which order, and which error every failed question earns. LANGUAGE.md beside this file describes the documents.
package spec

import (
	"strings"

	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/check"
	"github.com/willpass/willpass/validate/pack"
)

// Provider is the documents of one provider, joined. It is not changed after [Load] and safe for concurrent use.
type Provider struct {
	ID, Name, Title, Docs string

	Hosts     []Host
	Sources   []Source
	Facts     []Fact
	Errors    []Error
	Envelopes []Envelope
	Endpoints []Endpoint
	Overlays  []Overlay // documents of the user that changed what the provider's say

	coder *pack.Coder // reads the rules of an endpoint that is still packed

	sets   []set
	groups []group
	earns  []earn
}

// Trust is how well a statement about a provider is founded.
type Trust uint8

const (
	Unfounded  Trust = iota // none was given
	Documented              // by the provider
	Observed                // in answers of the service or in clients that rely on it
	Inferred                // by us; no source states it
	Unknown                 // nobody knows
)

var trustNames = [...]string{"", "documented", "observed", "inferred", "unknown"}

func (t Trust) String() string { return trustNames[t] }

// Hard reports whether a rule of this trust refuses a request; otherwise it only may.
func (t Trust) Hard() bool { return t == Documented || t == Observed }

// Host is a host name of the provider, or with one * the pattern of further ones.
type Host struct{ ID, Name, About string }

// Pattern reports whether the name stands for more than one host.
func (h *Host) Pattern() bool { return strings.IndexByte(h.Name, '*') >= 0 }

// Covers reports whether the name is a pattern that host, in lower case, fits.
func (h *Host) Covers(host string) bool {
	before, after, pattern := strings.Cut(h.Name, "*")
	return pattern && len(host) > len(before)+len(after) && strings.HasPrefix(host, before) && strings.HasSuffix(host, after)
}

// Source is a public page that a statement rests on.
type Source struct{ ID, URL, Date, About string }

// Fact is something that the caller may know and the request does not say.
type Fact struct {
	ID, Type, About string
	Default         *body.Node // nil: open until the caller says it
}

// Endpoint is one route and the questions that it asks.
type Endpoint struct {
	ID, Title string
	Method    string
	Paths     []Pattern
	Hosts     []string // ids; none = all of the provider
	Body      BodyKind
	Fallback  string // "path" or "method": answers what no endpoint takes
	Retired   bool
	Trust     Trust
	Source    int // in Provider.Sources; -1 = none

	Places []check.Place // every place that a rule, condition or media entry names, and the objects and arrays above it
	Parent []int         // of each place: the place it is a member or element of; -1 = none
	Marks  []Marks       // of each place
	Tree   []Branch      // the JSON places as a tree; 0 is the root value
	Inside []Inside      // places whose text is JSON that rules look into
	Media  []Media
	Items  *Items
	Stages []Stage

	Accepts Accepts
	Sample  *body.Node
	Given   *body.Node // facts under which the sample is surely accepted

	At *body.Node // where it stands in the document
	In string     // file

	packed pack.Part // what it asks, until it is linked
}

// Branch is a place in the tree of JSON places.
type Branch struct {
	Place   int    // in Endpoint.Places
	Members []Edge // by name, sorted
	Each    int    // branch of the elements of an array; 0 = not looked at
}

// Inside is a place whose text is JSON, and the branch of the value in it.
type Inside struct {
	Place  int // in Endpoint.Places
	Branch int // in Endpoint.Tree
}

// Marks say what the readers of a request must look at, at a place, for its rules to be asked.
type Marks uint8

// What a place may hold.
const (
	HoldsFile Marks = 1 << iota // a media entry names it
	HoldsJSON                   // a rule asks whether the text is JSON
	Closed                      // a rule asks for members that no rule names
)

// Edge leads from an object to a member.
type Edge struct {
	Name string
	To   int // in Endpoint.Tree
}

// BodyKind is how a body is read.
type BodyKind uint8

// How bodies are read.
const (
	AnyBody BodyKind = iota // not looked at
	NoBody
	JSONBody
	MultipartBody
	FormBody
)

// Media is a place that holds a file and how the file comes.
type Media struct {
	Place   int      // in Endpoint.Places
	As      string   // file, base64, url or auto
	Schemes []string // further URL schemes for auto, such as "ssupload:"
	When    []Condition
}

// Items is the rules about each element of an array whose failure does not refuse the request by itself.
type Items struct {
	Place int // the array
	Each  int // its elements
	Rules []Rule
}

// Stage is rules that run before those of the next stage.
type Stage struct {
	Name    string
	Apart   bool // there is evidence that it runs after the stage before
	Ordered bool // there is evidence that its rules run in the order given
	Rules   []Rule
}

// Rule is a place, a check and the error that it earns.
type Rule struct {
	ID       string
	Place    int    // in Endpoint.Places; -1 when it asks about a fact
	Fact     string // id
	Kind     string
	Check    check.Check
	When     []Condition
	Errors   []int // in Provider.Errors; it is not known which, the most likely first
	Trust    Trust
	Source   int // in Provider.Sources; -1 = none
	Note     string
	Fills    []Text
	Param    *body.Node // of the check, for generated cases
	Breaks   *body.Node
	Unbroken string // why no one-edit change of the sample earns its error
	At       *body.Node
	In       string
}

// Condition is a check that must pass for a rule to be asked.
type Condition struct {
	About check.About // what its kind asks about
	Place int         // in Endpoint.Places; -1 when it asks about a fact
	Fact  string      // id
	Kind  string
	Check check.Check
	Param *body.Node
}

// Text is a named text.
type Text struct{ Name, Value string }

// Accepts is the answer to a request that passes.
type Accepts struct {
	Status   int // of HTTP
	Envelope int // in Provider.Envelopes; -1 = none
	Vars     []Text
	Variants []Variant // how it looks under conditions; the first that holds counts. They have no code and no message
}

// Places that every endpoint has, at these numbers.
const (
	MethodPlace = iota
	HostPlace
	PathPlace
	BodyPlace
	RootPlace // body: the root value of the JSON text
	fixedPlaces
)
