package spec

import "github.com/willpass/willpass/validate/body"

// Group is rules that are said once and put into stages by name.
type Group struct {
	Name, In string
	Rules    []*body.Node // as written; one with the key "use" stands for the rules of another group
}

// Groups is the groups of the documents, in their order.
func (p *Provider) Groups() []Group {
	out := make([]Group, len(p.groups))
	for i, g := range p.groups {
		out[i] = Group{g.name, g.file.Name, g.rules}
	}
	return out
}
