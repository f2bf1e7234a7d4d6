package check

import "github.com/willpass/willpass/validate/body"

// DataURL wants a data-URL header, data:…;base64, before the base64, or wants none.
type DataURL struct{ forbidden bool }

func parseDataURL(p *Params, n *body.Node) Check {
	return DataURL{p.choice(n, "required", "forbidden") == "forbidden"}
}

func (c DataURL) Ask(r *Record, v *Value, told *Told) State {
	if v.File == nil || v.File.Carrier != Base64File || v.File.Supplied || v.Bytes == 0 {
		return Passed
	}
	switch header := v.File.Base64.Header; {
	case c.forbidden && header:
		return told.fail("the header "+quote(v.Text[:min(headerEnd(v.Text), len(v.Text))]), "remove everything up to and including the comma")
	case !c.forbidden && !header:
		return told.fail("no header", `put "data:image/jpeg;base64," with the real type before the base64`)
	}
	return Passed
}

func headerEnd(text []byte) int {
	for i, b := range text {
		if b == ',' {
			return i + 1
		}
	}
	return shownText
}

func (c DataURL) Want() string {
	if c.forbidden {
		return "base64 without a data-URL header"
	}
	return "a data-URL header (data:image/…;base64,) before the base64"
}
