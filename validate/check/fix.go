package check

// Fix is one change that brings a request nearer to passing. Those of one finding are made in their order; those of a file
// name together what satisfies every rule of its place, not only the one that failed.
type Fix struct {
	Do     Do
	At     string   // the concrete place that is changed; with * every value of it
	Value  string   // of DoSet, DoAdd and DoPrefix: what is put there; of DoRename: the new name
	JSON   bool     // Value is a JSON value, otherwise a text
	Width  int64    // of DoCrop and DoResize, in pixels of the picture as it is shown
	Height int64    // likewise
	Min    int64    // of DoEncode: fewest bytes of the file; 0 = no bound
	Max    int64    // of DoEncode: most bytes of the file; of DoSplit and DoKeep: elements; of DoCut: see Unit. 0 = no bound
	Unit   string   // of DoCut: "byte" or "character"
	To     []string // of DoEncode: the formats allowed, the best first, none = any; of DoName: the extension
	RGB    bool     // of DoEncode: three colour channels of eight bits
}

// Do is what a [Fix] does.
type Do uint8

const (
	DoSet    Do = iota + 1 // put Value there, whatever is there now
	DoAdd                  // something that only the caller knows is lacking; Value is the first of those allowed, as an example
	DoRemove               // take the member, header, part or element away
	DoRename               // call the member Value
	DoUnique               // of elements with the same text there, keep the first
	DoSplit                // send the elements in several requests of at most Max each
	DoKeep                 // keep the first Max elements
	DoCut                  // keep the first Max bytes or characters
	DoStrip                // take the data-URL header away
	DoPrefix               // put Value before the text
	DoBase64               // write the base64 in the standard alphabet, padded, without line breaks
	DoName                 // let the file name end in To
	DoOrient               // turn the pixels as the file's mark says, and leave the mark away
	DoCrop                 // keep Width × Height of the middle
	DoResize               // scale to Width × Height
	DoEncode               // encode it as one of To, with Min to Max bytes
)

func (d Do) String() string {
	return [...]string{"", "set", "add", "remove", "rename", "unique", "split", "keep", "cut", "strip", "prefix", "base64", "name",
		"orient", "crop", "resize", "encode"}[d]
}

// Fixes collects changes.
type Fixes []Fix

// Add adds a change, of which more may be said.
//
//go:noinline
func (l *Fixes) Add(do Do, at string) *Fix {
	*l = append(*l, Fix{})
	f := &(*l)[len(*l)-1]
	f.Do, f.At = do, at
	return f
}

// AboutFile reports whether the change is one of the file itself, not of the request around it.
func (d Do) AboutFile() bool { return d >= DoOrient }
