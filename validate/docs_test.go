package validate_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// inherited is methods that need no words of their own: what they do is said where their interface is.
var inherited = []string{"String", "Error", "Unwrap", "Is", "LogValue", "Ask", "AskAll", "Want", "Fix", "Numbers", "Read", "Write", "Close", "Format", "UnmarshalJSON", "MarshalJSON"}

// numbers is the types of fields that count something: their comment, or that of the group they stand in, says what and in which unit.
var numbers = []string{"int", "int32", "int64", "float64", "uint64", "Duration"}

// speaksOfErrors is how the comment of a function that gives an error says when it does.
var speaksOfErrors = regexp.MustCompile(`(?i)\berror|\bfail|\brefuse|\*\[`)

// TestEveryExportedNameIsDocumented walks all packages: names have comments, numbers say what they count, functions say
// when they give an error, packages begin with what they are for.
func TestEveryExportedNameIsDocumented(t *testing.T) {
	folders := 0
	err := filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case !entry.IsDir():
			return nil
		case entry.Name() == "testdata" || entry.Name() == "internal":
			return fs.SkipDir
		}
		d := documented{t: t, files: token.NewFileSet()}
		if d.folder(path) {
			folders++
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if folders < 20 {
		t.Errorf("want all packages below here, got %d", folders)
	}
}

type documented struct {
	t     *testing.T
	files *token.FileSet
}

func (d *documented) folder(path string) bool {
	entries, err := os.ReadDir(path)
	if err != nil {
		d.t.Fatal(err)
	}
	found, about := false, false
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), ".go") || strings.HasSuffix(e.Name(), "_test.go") {
			continue
		}
		f, err := parser.ParseFile(d.files, filepath.Join(path, e.Name()), nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			d.t.Fatal(err)
		}
		if f.Name.Name == "main" {
			continue
		}
		found, about = true, about || f.Doc != nil
		for _, decl := range f.Decls {
			switch decl := decl.(type) {
			case *ast.FuncDecl:
				d.function(decl)
			case *ast.GenDecl:
				d.group(decl)
			}
		}
	}
	if found && !about {
		d.t.Errorf("%s: want a comment on the package", path)
	}
	return found
}

func (d *documented) function(f *ast.FuncDecl) {
	if !f.Name.IsExported() || f.Recv != nil && !ast.IsExported(base(f.Recv.List[0].Type)) || f.Recv != nil && slices.Contains(inherited, f.Name.Name) {
		return
	}
	if f.Doc == nil {
		d.miss(f, f.Name.Name)
		return
	}
	if results := f.Type.Results; results != nil && base(results.List[len(results.List)-1].Type) == "error" && !speaksOfErrors.MatchString(f.Doc.Text()) {
		d.t.Errorf("%s: %s gives an error; want the comment to say when", d.files.Position(f.Pos()), f.Name.Name)
	}
}

func (d *documented) group(g *ast.GenDecl) {
	for _, s := range g.Specs {
		switch s := s.(type) {
		case *ast.TypeSpec:
			if !s.Name.IsExported() {
				continue
			}
			if g.Doc == nil && s.Doc == nil {
				d.miss(s, s.Name.Name)
			}
			d.members(s)
		case *ast.ValueSpec:
			for _, name := range s.Names {
				if name.IsExported() && g.Doc == nil && s.Doc == nil && s.Comment == nil {
					d.miss(s, name.Name)
				}
			}
		}
	}
}

// members looks at the numbers among the fields of a struct.
func (d *documented) members(s *ast.TypeSpec) {
	kind, ok := s.Type.(*ast.StructType)
	if !ok {
		return
	}
	for i, field := range kind.Fields.List {
		said := field.Doc != nil || field.Comment != nil || d.continues(kind.Fields, i)
		if len(field.Names) > 0 && field.Names[0].IsExported() && slices.Contains(numbers, base(field.Type)) && !said {
			d.miss(field, s.Name.Name+"."+field.Names[0].Name+", a number")
		}
	}
}

// continues reports whether the comment of a field right above goes for the one at i, too.
func (d *documented) continues(fields *ast.FieldList, i int) bool {
	if i == 0 {
		return false
	}
	above, at := fields.List[i-1], fields.List[i]
	near := d.files.Position(at.Pos()).Line-d.files.Position(above.End()).Line == 1
	return near && base(above.Type) == base(at.Type) && (above.Doc != nil || above.Comment != nil)
}

func (d *documented) miss(n ast.Node, name string) {
	d.t.Errorf("%s: want a comment on %s", d.files.Position(n.Pos()), name)
}

// base is the name of a type without pointers, packages and parameters.
func base(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.StarExpr:
		return base(e.X)
	case *ast.IndexExpr:
		return base(e.X)
	case *ast.SelectorExpr:
		return e.Sel.Name
	case *ast.Ident:
		return e.Name
	}
	return ""
}
