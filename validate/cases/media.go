package cases

import (
	"fmt"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/doc"
	"github.com/willpass/willpass/validate/probe"
)

// media reads what a header says from its form on the wire (wasm/ABI.md). What is left out is not known.
func media(n *node) (probe.Media, error) {
	if err := n.keys("format", "fault", "reason", "codec", "width", "height", "displayWidth", "displayHeight", "orientation",
		"channels", "bitDepth", "frames", "duration", "frameRate", "where", "bytes", "trailing", "palette", "alpha",
		"progressive", "encrypted", "cut"); err != nil {
		return probe.Media{}, err
	}
	if format := n.get("format"); plain(format) != "" {
		if _, known := probe.ParseFormat(plain(format)); !known {
			return probe.Media{}, fmt.Errorf("format %q is not known", plain(format))
		}
	}
	text := append(n.write([]byte(`{"fetched":{"":{"media":`)), "}}}"...)
	f := doc.Parse("media", text)
	var facts validate.Facts
	if f.Root != nil {
		facts = validate.ReadFacts(f, f.Root)
	}
	if len(f.Problems) > 0 {
		return probe.Media{}, fmt.Errorf("%s in %s", f.Problems[0], text)
	}
	return facts.Fetched[0].Media, nil
}
