package check

import (
	"bytes"

	"github.com/willpass/willpass/validate/body"
)

// Takes wants an Accept header to take one of some media types. A header that is not there takes them all.
// https://www.rfc-editor.org/rfc/rfc9110#section-12.5.1
type Takes struct{ types []string }

func parseTakes(p *Params, n *body.Node) Check { return Takes{p.list(n)} }

func (c Takes) Ask(r *Record, v *Value, told *Told) State {
	if v.Kind != String || v.Bytes == 0 {
		return Passed
	}
	if v.Cut || v.Lost() {
		return told.lost(v)
	}
	for _, t := range c.types {
		if takes(v.Text, t) {
			return Passed
		}
	}
	return told.fail(v.shown(), "send "+c.Want())
}

// takes reports whether the range in accept that fits the media type best is not refused by the weight 0.
func takes(accept []byte, mediaType string) bool {
	best, taken := 0, false
	for from := 0; from <= len(accept); {
		end := from
		for end < len(accept) && accept[end] != ',' {
			end++
		}
		one := accept[from:end]
		params := len(one)
		if at := bytes.IndexByte(one, ';'); at >= 0 {
			params = at
		}
		if fit := fits(bytes.TrimSpace(one[:params]), mediaType); fit > best {
			best, taken = fit, !weightless(one[params:])
		}
		from = end + 1
	}
	return taken
}

// fits is how closely a media range fits a media type: by as many characters as they share, which for */* is one.
func fits(name []byte, mediaType string) int {
	last := len(name) - 1
	switch {
	case equalFold(name, mediaType):
		return len(mediaType)
	case last < 2 || name[last] != '*' || name[last-1] != '/':
		return 0
	case name[0] == '*':
		return 1
	case last <= len(mediaType) && equalFold(name[:last], mediaType[:last]):
		return last
	}
	return 0
}

// weightless reports whether the parameters of a media range hold q=0, q=0.0 and so on.
func weightless(params []byte) bool {
	at := bytes.Index(params, []byte("q=0"))
	if at < 0 {
		return false
	}
	for _, digit := range params[at+3:] {
		if digit >= '1' && digit <= '9' {
			return false
		}
	}
	return true
}

func (c Takes) Want() string { return list(c.types, "or") + " to be taken" }
