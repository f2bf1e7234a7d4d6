package check

import "github.com/willpass/willpass/validate/body"

// Fetches wants a URL that can be downloaded.
type Fetches struct{}

func parseFetches(p *Params, n *body.Node) Check { p.yes(n); return Fetches{} }

func (c Fetches) Ask(r *Record, v *Value, told *Told) State {
	if v.File == nil || v.File.Carrier != URLFile || v.Bytes == 0 {
		return Passed
	}
	switch v.File.Fetch {
	case Fetched:
		return Passed
	case FetchFailed:
		return told.fail("a URL that cannot be downloaded", "send a URL that everybody can download")
	}
	if told == nil {
		return Open
	}
	return told.open(told.shown(v), "whether the URL can be downloaded is not known", Need{NeedFetch, told.text(v)})
}

func (c Fetches) Want() string { return "a URL that can be downloaded" }
