package check

import (
	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/doc"
)

// Params is what the parameter of a check is read with. The functions tie names to the document around the check.
type Params struct {
	Doc     *doc.File
	Set     func(name string) ([]string, bool)                          // the values of a named set
	Place   func(n *body.Node, place string) (number int, words string) // of another place; notes a problem when it is none
	UseFact func(n *body.Node, id string)                               // notes a problem unless the provider has that fact
	Default func(id string) string                                      // number or text that a fact is taken as, "" when it is open; nil: all are
}

// kinds is every kind of check and how its parameter is read: one line per kind.
var kinds = [...]struct {
	name  string
	parse func(p *Params, n *body.Node) Check
}{
	{"absent", parseAbsent},
	{"alike", parseAlike},
	{"anyOf", parseAnyOf},
	{"atMostOne", parseAtMostOne},
	{"base64", parseBase64},
	{"before", parseBefore},
	{"bitsPerPixel", parseBitsPerPixel},
	{"bytes", parseBytes},
	{"charset", parseCharset},
	{"colour", parseColour},
	{"contentType", parseContentType},
	{"dataUrl", parseDataURL},
	{"decodes", parseDecodes},
	{"duration", parseDuration},
	{"encrypted", parseEncrypted},
	{"extension", parseExtension},
	{"fetches", parseFetches},
	{"format", parseFormat},
	{"frameRate", parseFrameRate},
	{"is", parseIs},
	{"items", parseItems},
	{"known", parseKnown},
	{"length", parseLength},
	{"never", parseNever},
	{"oneOf", parseOneOf},
	{"parses", parseParses},
	{"pixels", parsePixels},
	{"range", parseRange},
	{"ratio", parseRatio},
	{"required", parseRequired},
	{"sameSize", parseSameSize},
	{"side", parseSide},
	{"starts", parseStarts},
	{"takes", parseTakes},
	{"type", parseType},
	{"unique", parseUnique},
	{"url", parseURL},
	{"validItems", parseValidItems},
}

// Kinds is the names of all kinds of check, sorted.
func Kinds() []string {
	names := make([]string, len(kinds))
	for i := range kinds {
		names[i] = kinds[i].name
	}
	return names
}

// Parse reads the parameter n of a check of the named kind; nil when something was noted in p.Doc.
func Parse(kind string, n *body.Node, p *Params) Check {
	for i := range kinds {
		if kinds[i].name == kind {
			before := len(p.Doc.Problems)
			c := kinds[i].parse(p, n)
			if len(p.Doc.Problems) > before {
				return nil
			}
			return c
		}
	}
	p.Doc.Note(n, "unknown kind of check "+doc.Quote(kind)+doc.Nearest(kind, Kinds()))
	return nil
}

// choice reads a text that must be one of words.
func (p *Params) choice(n *body.Node, words ...string) string {
	if n.Kind == body.String {
		for _, w := range words {
			if n.Text == w {
				return w
			}
		}
	}
	p.Doc.Note(n, "want "+list(quoted(words), "or"))
	return ""
}

// list reads a text or a list of texts, at least one.
func (p *Params) list(n *body.Node) []string {
	p.some(n)
	return p.Doc.List(n)
}

// some notes a problem at an empty list: no value would pass.
func (p *Params) some(n *body.Node) {
	if n.Kind == body.Array && len(n.Items) == 0 {
		p.Doc.Note(n, "want at least one")
	}
}

func quoted(words []string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = doc.Quote(w)
	}
	return out
}

// yes notes a problem unless n is true.
func (p *Params) yes(n *body.Node) {
	if n.Kind != body.Bool || !n.True {
		p.Doc.Note(n, "want true")
	}
}
