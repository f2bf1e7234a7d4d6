package check

import (
	"github.com/willpass/willpass/validate/body"
)

// URL wants an absolute URL with one of some schemes.
type URL struct{ schemes []string }

func parseURL(p *Params, n *body.Node) Check {
	if !p.Doc.Want(n, body.Object) {
		return nil
	}
	p.Doc.Only(n, "schemes")
	schemes := n.Get("schemes")
	if schemes == nil {
		p.Doc.Note(n, `want the key "schemes"`)
		return nil
	}
	return URL{p.list(schemes)}
}

func (c URL) Ask(r *Record, v *Value, told *Told) State {
	if v.Kind != String || v.Bytes == 0 {
		return Passed
	}
	if v.Lost() {
		return told.lost(v)
	}
	for _, s := range c.schemes {
		if plainURL(v.Text, s) {
			return Passed
		}
	}
	u := body.SplitURL(v.Text)
	for _, s := range c.schemes {
		if equalFold(u.Scheme, s) && (len(u.Host) > 0 || s != "http" && s != "https") {
			return Passed
		}
	}
	if told == nil {
		return Failed
	}
	return told.fail(v.shown(), "send "+c.Want())
}

// plainURL reports whether a text is the scheme, a host of letters, digits, points and hyphens, and a path, as most URLs are.
func plainURL(text []byte, scheme string) bool {
	n := len(scheme)
	if len(text) < n+4 || string(text[:n]) != scheme || string(text[n:n+3]) != "://" || scheme[0]|0x20-'a' >= 26 {
		return false
	}
	host := text[n+3:]
	end := body.HostRun(host)
	return end > 0 && end < len(host) && host[end] == '/'
}

func (c URL) Want() string { return "an absolute URL (" + list(c.schemes, "or") + ")" }
