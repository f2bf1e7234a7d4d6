// Package check holds the questions that a rule can ask about a place of a request, one kind of check per file.
//
// A check answers Passed, Failed or Open: Open when the request and the caller's facts do not decide it. Each check also
// says what it wants in words, so that documentation, findings and the command line share one wording.
package check

// State is the answer to a question, worse last.
type State uint8

// The answers.
const (
	Passed State = iota + 1
	Open
	Failed
)

func (s State) String() string { return [...]string{"", "passed", "open", "failed"}[s] }

// Check is one question about the value at a place. Ask may be given a value of Kind Absent; kinds that do not decide
// about absence pass it. What was found goes into told, which is nil when nobody wants to know.
type Check interface {
	Ask(r *Record, v *Value, told *Told) State
	Want() string // completes "wants …"
}

// Told is what a check found, in words.
type Told struct {
	Got  string
	Why  string // why the answer is open
	Fix  string // what to change
	Need Need   // what would settle an open answer

	Measured []Micro // the numbers that were compared: of a size or ratio width and height

	Words *Words // keeps what is told again and again; may be nil
}

// Need names a fact that would settle an open question.
type Need struct {
	Kind NeedKind
	Name string // id of the fact, or the URL to fetch
}

// NeedKind is a kind of [Need].
type NeedKind uint8

// The kinds of need.
const (
	NeedFetch NeedKind = iota + 1
	NeedDecode
	NeedIDs
	NeedFact
)

func (k NeedKind) String() string { return [...]string{"", "fetch", "decode", "ids", "fact"}[k] }

// fail answers Failed and tells what was found and what to change.
func (t *Told) fail(got, fix string) State {
	if t != nil {
		t.Got, t.Fix = got, fix
	}
	return Failed
}

// open answers Open and tells what was found and why that does not decide.
func (t *Told) open(got, why string, need Need) State {
	if t != nil {
		t.Got, t.Why, t.Need = got, why, need
	}
	return Open
}

// lost answers Open about a text of which too little was kept to answer.
func (t *Told) lost(v *Value) State { return t.open(plural(v.Bytes, "byte"), onlyStart, Need{}) }

// onlyStart is why an answer about a long text is open.
const onlyStart = "only the first 2048 bytes of a text are looked at"

// worse is the answer of two questions that must both pass.
func worse(a, b State) State { return max(a, b) }
