// Package cases reads conformance cases, makes the requests they describe, and compares verdicts with what they want.
//
//	{"cases":[{"name":"bulk: 1001 images","source":"https://…",
//	  "request":{"method":"POST","url":"https://…","headers":{"X-API-KEY":"k"},"json":{…}},
//	  "facts":{"keyAccepted":false,"now":"2026-11-21T00:00:00Z"},
//	  "want":{"outcome":"rejected","code":"832"}}]}
//
// A file may name rules of its own, "rules":["../overlays/contract.json"]: documents, by their paths from the file, that are laid over
// those that ship or describe a further provider. Its cases are judged by them.
//
// Every door of willpass runs the same files, so what a case expands to is defined to the byte: see [Expand]. The
// package is for tests and the command line; the engine does not need it.
package cases

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/willpass/willpass/validate"
)

// Case is one request and what must come of it.
type Case struct {
	File   string // as given to Parse
	Name   string
	Source string   // public page that says so; "" when none is given
	Rules  []string // paths of the documents that its file names; none: it is judged by what ships
	Want   Want

	request, facts *node
}

// Load reads the case file at path. Files that its cases name are looked up from the folder of path. The error
// is that of reading the file, or says where it is no case file: file:line:col and why.
func Load(path string) ([]Case, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return Parse(path, text)
}

// Parse reads the text of a case file. An unknown key, a case without a name and two cases of one name are errors.
func Parse(file string, text []byte) ([]Case, error) {
	root, err := parseNode(text)
	if err != nil {
		return nil, fmt.Errorf("%s:%w", file, err)
	}
	if err := root.keys("generated", "about", "rules", "cases"); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	list := root.get("cases")
	if list == nil || list.kind != '[' {
		return nil, fmt.Errorf("%s: want a list named cases", file)
	}
	var rules []string
	if own := root.get("rules"); own != nil {
		for _, item := range own.items {
			if item.kind != '"' {
				return nil, fmt.Errorf("%s: rules: want a list of paths", file)
			}
			rules = append(rules, filepath.Join(filepath.Dir(file), filepath.FromSlash(item.text())))
		}
		if own.kind != '[' || len(rules) == 0 {
			return nil, fmt.Errorf("%s: rules: want a list of paths", file)
		}
	}
	cases := make([]Case, 0, len(list.items))
	names := map[string]bool{}
	for i, item := range list.items {
		c, err := parseCase(item)
		c.File, c.Rules = file, rules
		if line, col := position(text, item.offset); err != nil {
			return nil, fmt.Errorf("%s:%d:%d: case %d %q: %w", file, line, col, i, c.Name, err)
		} else if names[c.Name] {
			return nil, fmt.Errorf("%s:%d:%d: two cases are named %q", file, line, col, c.Name)
		}
		names[c.Name] = true
		cases = append(cases, c)
	}
	return cases, nil
}

func parseCase(n *node) (c Case, err error) {
	if name := n.get("name"); name != nil && name.kind == '"' {
		c.Name = name.text()
	}
	if err := n.keys("name", "source", "request", "facts", "want"); err != nil {
		return c, err
	}
	if c.Name == "" {
		return c, fmt.Errorf("want a name")
	}
	if source := n.get("source"); source != nil {
		if c.Source, err = (expander{}).string(source); err != nil {
			return c, fmt.Errorf("source: %w", err)
		}
	}
	if c.request = n.get("request"); c.request == nil {
		return c, fmt.Errorf("want a request")
	}
	if err := c.request.keys("method", "url", "headers", "json", "text", "base64", "file", "form"); err != nil {
		return c, fmt.Errorf("request: %w", err)
	}
	if c.facts = n.get("facts"); c.facts != nil && c.facts.kind != '{' {
		return c, fmt.Errorf("facts: want an object")
	}
	if want := n.get("want"); want != nil {
		if c.Want, err = parseWant(want); err != nil {
			return c, fmt.Errorf("want: %w", err)
		}
	}
	return c, nil
}

// keys refuses a value that is no object, a member beside those named, and a member given twice.
func (n *node) keys(known ...string) error {
	if n.kind != '{' {
		return fmt.Errorf("want an object, got %.60s", n.write(nil))
	}
	seen := map[string]bool{}
	for _, m := range n.members {
		if !slices.Contains(known, m.name) {
			return fmt.Errorf("unknown key %q", m.name)
		}
		if seen[m.name] {
			return fmt.Errorf("%q is given twice", m.name)
		}
		seen[m.name] = true
	}
	return nil
}

// Expand makes the request and the facts of a case: recipes are made, files read from dir, bytes behind URLs probed.
//
//   - json goes out compactly: no white space between tokens, members in their order, strings and numbers as written.
//     It sets Content-Type: application/json.
//   - text is a string or a recipe; base64 is decoded; file is the bytes of the file. They set no header.
//   - form goes out as multipart/form-data with the boundary "willpass-boundary", which sets Content-Type; or, when the
//     case gives the Content-Type application/x-www-form-urlencoded, as that.
//   - A Content-Type in headers, in any case of letters, stays and is not set again. One that is set is the last header.
//
// The error says which recipe is wrong and why, or is that of reading a file.
func Expand(c Case, dir string) (validate.Request, validate.Facts, error) {
	e := expander{dir: dir}
	request, err := e.request(c.request)
	if err != nil {
		return request, validate.Facts{}, fmt.Errorf("%s: case %q: request: %w", c.File, c.Name, err)
	}
	facts, err := e.facts(c.facts)
	if err != nil {
		return request, facts, fmt.Errorf("%s: case %q: facts: %w", c.File, c.Name, err)
	}
	return request, facts, nil
}

// Dir is the folder of the case's file, from which Expand looks up files.
func (c Case) Dir() string { return filepath.Dir(c.File) }
