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

// takes reports whether the range in accept that fits the media type best does not have the weight 0.
func takes(accept []byte, mediaType string) bool {
	best, taken := 0, false
	for len(accept) > 0 {
		var one []byte
		one, accept, _ = bytes.Cut(accept, []byte(","))
		name, params, _ := bytes.Cut(one, []byte(";"))
		if fit := fits(bytes.TrimSpace(name), mediaType); fit > best {
			best, taken = fit, !weightless(params)
		}
	}
	return taken
}

// fits is how closely a media range fits a media type: 3 it is that type, 2 type/*, 1 */*, 0 not at all.
func fits(name []byte, mediaType string) int {
	slash := bytes.IndexByte([]byte(mediaType), '/')
	switch {
	case equalFold(name, mediaType):
		return 3
	case equalFold(name, mediaType[:slash+1]+"*"):
		return 2
	case equalFold(name, "*/*"):
		return 1
	}
	return 0
}

// weightless reports whether the parameters of a media range say q=0.
func weightless(params []byte) bool {
	for len(params) > 0 {
		var one []byte
		one, params, _ = bytes.Cut(params, []byte(";"))
		name, value, _ := bytes.Cut(one, []byte("="))
		if equalFold(bytes.TrimSpace(name), "q") {
			weight, ok := ParseMicro(bytes.TrimSpace(value))
			return ok && weight == 0
		}
	}
	return false
}

func (c Takes) Want() string { return list(c.types, "or") + " to be taken" }
