//go:build wasip1

// The second WebAssembly module: it reads rule documents and packs them for the first, which judges. It is only needed where people
// bring documents of their own.
package main

import (
	"strings"

	"github.com/willpass/willpass/validate/spec"
	"github.com/willpass/willpass/wasm/boundary"
)

func main() {}

//go:wasmexport willpass_abi
func version() int32 { return 3 }

// files is the documents given so far, of one instance, which runs on one thread.
var files []spec.File

// willpass_document takes one document, `name\0text`, or its next piece when the name is that of the one before.
//
//go:wasmexport willpass_document
func document(n int32) {
	boundary.Collect()
	name, text, _ := strings.Cut(string(boundary.Input(n)), "\x00")
	if last := len(files) - 1; last >= 0 && files[last].Name == name {
		files[last].Text = append(files[last].Text, text...)
		return
	}
	files = append(files, spec.File{Name: name, Text: []byte(text)})
}

// willpass_pack joins the documents given, those of one provider and overlays on them. Length 0: they have problems, one a line.
//
//go:wasmexport willpass_pack
func pack() int32 {
	given := files
	files = nil
	p, problems := spec.Load(given)
	if p == nil {
		var lines strings.Builder
		for _, problem := range problems {
			lines.WriteString(problem.String() + "\n")
		}
		return boundary.Refuse(lines.String())
	}
	return boundary.Answer(p.Pack())
}
