package cases

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/known"
	"github.com/willpass/willpass/validate/spec"
)

// Own loads the rules that a case names beside those that ship: overlays, and the documents of further providers, which are all of
// their folder. A case that names none is judged by other. It fails when a document cannot be read or is wrong.
func (c Case) Own(other *validate.Rules) (*validate.Rules, error) {
	if len(c.Rules) == 0 {
		return other, nil
	}
	var paths []string
	for _, path := range c.Rules {
		text, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		if _, problem := spec.OverlayOf(spec.File{Name: path, Text: text}); problem != nil { // its folder is a provider
			path = filepath.Dir(path)
		}
		if !slices.Contains(paths, path) {
			paths = append(paths, path)
		}
	}
	return known.RulesWith(paths...)
}

// owners is rules by the documents that cases name, so that those of one file are loaded once; "" is those of cases that name none.
type owners map[string]*validate.Rules

func (o owners) rules(c Case) (*validate.Rules, error) {
	name := strings.Join(c.Rules, "\n")
	if o[name] == nil {
		own, err := c.Own(nil)
		if err != nil {
			return nil, err
		}
		o[name] = own
	}
	return o[name], nil
}
