package validate

import (
	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/doc"
	"github.com/willpass/willpass/validate/probe"
)

// ReadRequest reads the JSON form of a request without its body: method, url, headers (pairs) and facts. Problems have
// the file name "request".
func ReadRequest(text []byte) (Request, Facts, []doc.Problem) {
	f := doc.Parse("request", text)
	var request Request
	var facts Facts
	if f.Root != nil {
		f.Only(f.Root, "method", "url", "headers", "facts")
		request.Method, request.URL = f.Text(f.Root, "method"), f.NeedText(f.Root, "url")
		for _, pair := range f.Array(f.Root, "headers") {
			if line := f.List(pair); len(line) == 2 {
				request.Headers = append(request.Headers, Header{line[0], line[1]})
			} else {
				f.Note(pair, "want a pair of name and value")
			}
		}
		if n := f.Root.Get("facts"); n != nil {
			facts = ReadFacts(f, n)
		}
	}
	return request, facts, f.Problems
}

// ReadFacts reads the JSON form of facts; problems are noted in f.
func ReadFacts(f *doc.File, n *body.Node) Facts {
	var facts Facts
	if !f.Want(n, body.Object) {
		return facts
	}
	for i := range n.Members {
		m := &n.Members[i]
		switch m.Key {
		case "now":
			facts.Now = f.Int(n, "now")
		case "fetched":
			for _, u := range f.Members(n, "fetched") {
				if f.Want(u.Value, body.Object) {
					facts.Fetched = append(facts.Fetched, readFetched(f, u.Key, u.Value))
				}
			}
		case "decoded":
			for _, d := range f.Members(n, "decoded") {
				if f.Want(d.Value, body.Bool) {
					facts.Decoded = append(facts.Decoded, Decoded{d.Key, d.Value.True})
				}
			}
		default:
			facts.Named = append(facts.Named, readFact(f, m.Key, m.Value))
		}
	}
	return facts
}

func readFact(f *doc.File, name string, n *body.Node) Fact {
	fact := Fact{Name: name, Bool: n.True, Text: n.Text}
	switch n.Kind {
	case body.Array:
		fact.List = f.List(n)
	case body.Object, body.Null:
		f.Note(n, "want a boolean, number, text or list")
	}
	return fact
}

func readFetched(f *doc.File, url string, n *body.Node) Fetched {
	f.Only(n, "failed", "media")
	out := Fetched{URL: url, Failed: f.Bool(n, "failed")}
	if m := n.Get("media"); m != nil && f.Want(m, body.Object) {
		out.Media = readMedia(f, m)
	} else if !out.Failed {
		f.Note(n, `want "failed":true or "media"`)
	}
	return out
}

// readMedia is the reverse of [AppendMedia].
func readMedia(f *doc.File, n *body.Node) probe.Media {
	m := probe.Media{Width: f.Int(n, "width"), Height: f.Int(n, "height"), DisplayWidth: f.Int(n, "displayWidth"), DisplayHeight: f.Int(n, "displayHeight"),
		Orientation: uint8(f.Int(n, "orientation")), Frames: f.Int(n, "frames"), Channels: uint8(f.Int(n, "channels")), BitDepth: uint8(f.Int(n, "bitDepth")),
		Palette: readTri(f, n, "palette"), Alpha: readTri(f, n, "alpha"), Progressive: readTri(f, n, "progressive"), Encrypted: readTri(f, n, "encrypted"),
		Cut: readTri(f, n, "cut"), Duration: f.Int(n, "duration"), FrameRate: f.Int(n, "frameRate"), Codec: f.Text(n, "codec"), Bytes: f.Int(n, "bytes"),
		Trailing: -1, Where: f.Int(n, "where"), Reason: f.Text(n, "reason")}
	if n.Get("trailing") != nil {
		m.Trailing = f.Int(n, "trailing")
	}
	m.Format, _ = probe.ParseFormat(f.Text(n, "format"))
	for fault := probe.Unrecognized; fault <= probe.Malformed; fault++ {
		if fault.String() == f.Text(n, "fault") {
			m.Fault = fault
		}
	}
	return m
}

func readTri(f *doc.File, n *body.Node, key string) probe.Tri {
	switch {
	case n.Get(key) == nil:
		return probe.Unknown
	case f.Bool(n, key):
		return probe.Yes
	}
	return probe.No
}

// UnknownFacts names the facts that no rule of the provider asks for: misspelt, or of another provider.
func (r *Rules) UnknownFacts(provider string, facts Facts) []string {
	p := r.Provider(provider)
	if p == nil {
		return nil
	}
	var out []string
	for i, v := range facts.Named {
		known := false
		for k := range p.Facts {
			known = known || p.Facts[k].ID == v.Name
		}
		if !known {
			out = append(out, facts.Named[i].Name)
		}
	}
	return out
}
