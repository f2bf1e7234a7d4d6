package check

import "strings"

// Root is the part of a request that a [Place] starts in.
type Root uint8

// The parts of a request.
const (
	AtMethod    Root = iota + 1
	AtHost           // of the URL, without port
	AtPath           // of the URL
	AtPathParam      // path:name, the segment that {name} of the pattern matched
	AtQuery          // query:name
	AtHeader         // header:name, in lower case
	AtBody           // the body as a whole
	AtJSON           // body:/pointer
	AtForm           // form:name, a part or field of a form
	AtFact           // fact:name
)

// Place says where in a request a value lies.
type Place struct {
	Root   Root
	Name   string   // of the parameter, header, field or fact
	Tokens []string // of the JSON pointer; "*" stands for each element
	Text   string   // as written
	Inside int      // length of the part of Text that holds the text in which Tokens go on: form:x of form:x!/a; 0 = none
}

// ParsePlace reads a place; false when text is none. What follows a ! is a JSON pointer into the text at the place before it.
func ParsePlace(text string) (Place, bool) {
	if outside, inside, ok := strings.Cut(text, "!"); ok && (inside == "" || inside[0] == '/') {
		holder, ok := ParsePlace(outside)
		place := Place{Root: AtJSON, Name: holder.Name, Text: text, Inside: len(outside)}
		if !ok || holder.Root != AtJSON && holder.Root != AtForm || !place.pointer(inside) {
			return place, false
		}
		place.Tokens = append(holder.Tokens[:len(holder.Tokens):len(holder.Tokens)], place.Tokens...)
		return place, place.Wildcards() <= len(NoIndex)
	}
	head, name, named := strings.Cut(text, ":")
	place := Place{Name: name, Text: text}
	switch {
	case head == "method" && !named:
		place.Root = AtMethod
	case head == "host" && !named:
		place.Root = AtHost
	case head == "path" && !named:
		place.Root = AtPath
	case head == "body" && !named:
		place.Root = AtBody
	case head == "body":
		place.Root, place.Name = AtJSON, ""
		return place, place.pointer(name)
	case name == "":
		return place, false
	case head == "path":
		place.Root = AtPathParam
	case head == "query":
		place.Root = AtQuery
	case head == "header":
		place.Root = AtHeader
		return place, name == strings.ToLower(name)
	case head == "form":
		place.Root = AtForm
	case head == "fact":
		place.Root = AtFact
	default:
		return place, false
	}
	return place, true
}

// pointer reads a JSON pointer, RFC 6901.
func (p *Place) pointer(text string) bool {
	if text == "" {
		return true
	}
	if text[0] != '/' {
		return false
	}
	p.Tokens = strings.Split(text[1:], "/")
	for i, token := range p.Tokens {
		p.Tokens[i] = strings.ReplaceAll(strings.ReplaceAll(token, "~1", "/"), "~0", "~")
	}
	return p.Wildcards() <= len(NoIndex) && p.Tokens[len(p.Tokens)-1] != ""
}

// Whole reports whether the place is a whole JSON value, not a member or element of one.
func (p *Place) Whole() bool { return len(p.Tokens) == 0 || p.Inside > 0 && p.Inside+1 == len(p.Text) }

// Wildcards counts the tokens that stand for each element.
func (p *Place) Wildcards() int {
	n := 0
	for _, token := range p.Tokens {
		if token == "*" {
			n++
		}
	}
	return n
}

// Field is the last name in the place, without wildcards: "images" of body:/images/*.
func (p *Place) Field() string {
	for i := len(p.Tokens) - 1; i >= 0; i-- {
		if p.Tokens[i] != "*" {
			return p.Tokens[i]
		}
	}
	return p.Name
}

// At writes the place with the numbers of ix instead of its wildcards.
func (p *Place) At(ix Index) string {
	if p.Wildcards() == 0 || ix[0] < 0 {
		return p.Text
	}
	return string(p.AppendAt(make([]byte, 0, len(p.Text)+8), ix))
}

// AppendAt appends what [Place.At] writes of a place with wildcards.
func (p *Place) AppendAt(out []byte, ix Index) []byte {
	next := 0
	for i := 0; i < len(p.Text); i++ {
		star := p.Text[i] == '*' && p.Text[i-1] == '/' && (i+1 == len(p.Text) || p.Text[i+1] == '/')
		if star && next < len(ix) && ix[next] >= 0 {
			out = AppendInt(out, int64(ix[next]))
			next++
		} else {
			out = append(out, p.Text[i])
		}
	}
	return out
}
