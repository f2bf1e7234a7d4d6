package check

import "github.com/willpass/willpass/validate/probe"

// Kind is the JSON type of a value, or Part for a file part of a form.
type Kind uint8

// The kinds of a value. The zero Kind is that of no value.
const (
	Absent Kind = iota
	Null
	Bool
	Number
	String // also the text of headers, query parameters and form fields
	Array
	Object
	List    // a fact that is a list of texts
	Part    // a form part with a file name
	Unknown // a fact without default that the caller did not give
)

// Index is the position of a value under the wildcards of its place, outermost first; -1 where there is none.
type Index [2]int32

// NoIndex is the Index of a place without wildcards.
var NoIndex = Index{-1, -1}

// Value is what the request, or a fact, holds at one place.
type Value struct {
	Kind   Kind
	Plain  bool     // a text that came without JSON types: header, query, form field
	Cut    bool     // Text is shorter than the value
	Within Charsets // of a text that is Cut: the sets that have all its characters
	Twice  bool     // the place is there more than once; this is the last
	Index  Index
	Text   []byte // of String, Number, Bool: at most [MaxText] bytes of it
	Bytes  int64  // length of the text, or of the part's content
	Chars  int64  // length of the text in Unicode code points
	Count  int64  // elements of an array, members of an object, parts of a form with this name
	File   *File  // what a media place holds, what a part is; nil elsewhere. Many values may share one
	Rare   *Rare  // nil for most values, of which there may be thousands
}

// Rare is what few values have.
type Rare struct {
	List     []string // of a List
	Strange  bool     // an Object has a member that no rule knows
	Stranger []byte   // the name of the first; nil when there was no room for it
}

// List is the texts of a fact that is a list of them.
func (v *Value) List() []string {
	if v.Rare == nil {
		return nil
	}
	return v.Rare.List
}

// Strange reports whether an object has a member that no rule knows.
func (v *Value) Strange() bool { return v.Rare != nil && v.Rare.Strange }

// Stranger is the name of the first member of an object that no rule knows; nil when there is none, or was no room for it.
func (v *Value) Stranger() []byte {
	if v.Rare == nil {
		return nil
	}
	return v.Rare.Stranger
}

// MaxText is how many bytes of a value are kept for comparison.
const MaxText = 2048

// File is what is known of the file that a value holds or points to.
type File struct {
	Carrier     Carrier
	Name        []byte // file name of the part
	ContentType []byte // declared by the part or the data-URL header
	Base64      Base64
	Start       [16]byte // of the text that holds the file: it tells a URL from base64 also where the text is not kept
	Text        Text     // whether the text is JSON, where a rule asks
	Media       probe.Media
	Fetch       Fetch
	Decodes     Answer
	Supplied    bool // Media was given by the caller, not read from the request
	Ignored     bool // nobody asks about this file: every question about it passes
	Looked      bool // its text was read as base64
}

// Carrier is how a file comes.
type Carrier uint8

// How a file comes: not at all, as the bytes of a part, as base64, or behind a URL.
const (
	NoFile Carrier = iota
	RawFile
	Base64File
	URLFile
)

// Fetch is what is known of a URL.
type Fetch uint8

// What is known of a URL.
const (
	NotFetched Fetch = iota
	FetchFailed
	Fetched
)

// Answer is yes, no or not known.
type Answer uint8

// The answers.
const (
	NotKnown Answer = iota
	No
	Yes
)

// Base64 is what the text of a file in base64 looks like.
type Base64 struct {
	Header   bool  // it starts with data:…,
	Marked   bool  // the header says ;base64
	Length   int64 // characters after the header
	Decoded  int64 // bytes
	BadAt    int64 // offset of the first character that is not base64; -1 when there is none
	BadByte  byte
	Newlines int64 // line ends among the characters
	Padded   bool  // the length is right, with the padding at the end
}

// Text is whether a text is JSON.
type Text struct {
	Asked bool
	Valid bool
	Fault string
}

// Lost reports whether nothing of a text or number could be kept, because a request has too many of them.
func (v *Value) Lost() bool {
	return len(v.Text) == 0 && v.Bytes > 0 && (v.Kind == String || v.Kind == Number)
}

// Alike reports whether two texts or numbers are the same, as far as a check of what is written there can tell.
func (v *Value) Alike(other *Value) bool {
	return (v.Kind == String || v.Kind == Number) && !v.Cut && !other.Cut && v.sameText(other)
}

// Filled reports whether v holds something: not absent, null, empty text, array, object or part.
func (v *Value) Filled() bool {
	switch v.Kind {
	case Absent, Null, Unknown:
		return false
	case Bool, Number:
		return true
	case Array, Object:
		return v.Count > 0
	case List:
		return len(v.List()) > 0
	}
	return v.Bytes > 0
}

// shown is the value in short, for findings.
func (v *Value) shown() string {
	switch {
	case v.Lost() && v.Kind == Number:
		return "a number of " + plural(v.Bytes, "digit")
	case v.Lost():
		return "a text of " + plural(v.Bytes, "byte")
	}
	switch v.Kind {
	case Absent:
		return "nothing"
	case Null:
		return "null"
	case Array:
		return "an array of " + plural(v.Count, "element")
	case Object:
		return "an object"
	case Part:
		return "a file of " + plural(v.Bytes, "byte")
	case List:
		return "a list of " + plural(int64(len(v.List())), "text")
	case Unknown:
		return "a fact that is not known"
	case String:
		if v.Bytes > shownText {
			return quote(v.Text[:min(shownText, len(v.Text))]) + "… (" + plural(v.Bytes, "byte") + ")"
		}
		return quote(v.Text)
	}
	return string(v.Text)
}

// Exact is what was found at v, which a finding calls got, as it was sent: not cut, quoted or escaped.
func (v *Value) Exact(got string) string {
	if (v.Kind == String || v.Kind == Number || v.Kind == Bool) && !v.Cut && got == v.shown() {
		return string(v.Text)
	}
	if n := len(got); n > 1 && got[0] == '"' && got[n-1] == '"' {
		return got[1 : n-1]
	}
	return got
}

// shownText is how many bytes of a text a finding shows.
const shownText = 60
