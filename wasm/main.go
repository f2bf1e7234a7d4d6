//go:build wasip1

// The WebAssembly module: the engine behind the boundary that ABI.md describes. Nothing here decides anything.
package main

import (
	"unsafe"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/doc"
	"github.com/willpass/willpass/validate/probe"
	"github.com/willpass/willpass/validate/spec"
	"github.com/willpass/willpass/wasm/boundary"
	"github.com/willpass/willpass/wasm/plain"
)

func main() {}

// abi is the version of the boundary.
const abi = 3

// module is the state of one instance, which runs on one thread.
var module struct {
	packed   []byte // rules that are being given
	rules    *validate.Rules
	requests table[validate.Stream]
	probes   table[probing]
	headers  []validate.Header // memory for those of a request
	files    []plain.File      // memory
	sent     []validate.File   // memory
}

// text is the first n bytes of the buffer as a text, which changes with the next call from outside.
func text(n int32) string {
	in := boundary.Input(n)
	return unsafe.String(unsafe.SliceData(in), len(in))
}

//go:wasmexport willpass_abi
func version() int32 { return abi }

//go:wasmexport willpass_rules
func addRules(n int32) { module.packed = append(module.packed, boundary.Input(n)...) }

//go:wasmexport willpass_rules_end
func endRules() int32 {
	packed := module.packed
	module.packed = packed[len(packed):] // what was read keeps its bytes
	p, err := spec.Unpack(unsafe.String(unsafe.SliceData(packed), len(packed)))
	if err != nil {
		return boundary.Answer([]byte(err.Error()))
	}
	var all []*spec.Provider
	for _, old := range loaded().Providers() {
		if old.ID != p.ID {
			all = append(all, old)
		}
	}
	module.rules = validate.New(append(all, p)...)
	return boundary.Answer(nil)
}

func lines(problems []doc.Problem) []byte {
	var out []byte
	for _, p := range problems {
		out = append(append(out, p.String()...), '\n')
	}
	return out
}

// loaded is the rules, which may still be none.
func loaded() *validate.Rules {
	if module.rules == nil {
		module.rules = validate.New()
	}
	return module.rules
}

//go:wasmexport willpass_begin
func begin(n int32) int32 {
	boundary.Collect()
	request, ok := plain.Request(text(n), module.headers)
	module.headers = request.Headers
	if !ok {
		return beginAny(n)
	}
	return beginWith(request, validate.Facts{})
}

// beginAny is begin for any JSON.
func beginAny(n int32) int32 {
	request, facts, problems := validate.ReadRequest(boundary.Input(n))
	if len(problems) > 0 {
		return boundary.Refuse(string(lines(problems)))
	}
	return beginWith(request, facts)
}

func beginWith(request validate.Request, facts validate.Facts) int32 {
	s := module.requests.fresh()
	s.Begin(loaded(), request, facts)
	return module.requests.add(s)
}

//go:wasmexport willpass_write
func write(handle, n int32) {
	if s := module.requests.get(handle); s != nil {
		boundary.Collect()
		s.Write(boundary.Input(n))
	}
}

//go:wasmexport willpass_end
func end(handle int32) int32 {
	s := module.requests.get(handle)
	if s == nil {
		return boundary.Answer(nil)
	}
	module.requests.drop(handle)
	return boundary.Answer(s.AppendEnd(boundary.Output()))
}

//go:wasmexport willpass_drop
func drop(handle int32) { module.requests.drop(handle) }

// probing is a probe and the offset of the span it asked for.
type probing struct {
	probe probe.Probe
	off   int64
}

//go:wasmexport willpass_probe
func beginProbe(sizeLow, sizeHigh, deep int32) int32 {
	p := module.probes.fresh()
	p.probe.Deep = deep != 0
	p.probe.Reset(int64(sizeHigh)<<32 | int64(uint32(sizeLow)))
	return module.probes.add(p)
}

//go:wasmexport willpass_want
func want(handle int32) int32 {
	p := module.probes.get(handle)
	if p == nil {
		return 0
	}
	off, n, ok := p.probe.Want()
	if !ok {
		return 0
	}
	p.off = off
	return int32(n)
}

//go:wasmexport willpass_offset
func offset(handle int32) float64 {
	if p := module.probes.get(handle); p != nil {
		return float64(p.off)
	}
	return 0
}

//go:wasmexport willpass_feed
func feed(handle, n int32) {
	if p := module.probes.get(handle); p != nil {
		p.probe.Feed(boundary.Input(n))
	}
}

//go:wasmexport willpass_media
func media(handle int32) int32 {
	p := module.probes.get(handle)
	if p == nil {
		return boundary.Answer(nil)
	}
	m := p.probe.Media()
	return boundary.Answer(validate.AppendMedia(boundary.Output(), &m))
}

//go:wasmexport willpass_forget
func forget(handle int32) { module.probes.drop(handle) }

//go:wasmexport willpass_file
func checkFiles(n int32) int32 {
	boundary.Collect()
	var facts validate.Facts
	var problems []doc.Problem
	endpoint, files, ok := plain.Files(text(n), module.files)
	module.files = files
	if !ok {
		endpoint, files, facts, problems = readFiles(boundary.Input(n))
	}
	module.sent = module.sent[:0]
	for _, f := range files {
		sent := validate.File{At: f.At, Name: f.Name}
		if p := module.probes.get(f.Media); p != nil {
			sent.Media = p.probe.Media()
			module.probes.drop(f.Media)
		}
		module.sent = append(module.sent, sent)
	}
	if len(problems) > 0 {
		return boundary.Refuse(string(lines(problems)))
	}
	out, ok := loaded().AppendFiles(boundary.Output(), endpoint, module.sent, facts)
	if !ok {
		return boundary.Refuse("no endpoint " + endpoint + " takes these files")
	}
	return boundary.Answer(out)
}

// readFiles reads all of the JSON that says which files are sent.
func readFiles(text []byte) (endpoint string, files []plain.File, facts validate.Facts, problems []doc.Problem) {
	f := doc.Parse("request", text)
	if f.Root == nil {
		return "", nil, facts, f.Problems
	}
	f.Only(f.Root, "endpoint", "files", "facts")
	endpoint = f.NeedText(f.Root, "endpoint")
	for _, item := range f.Objects(f.Root, "files") {
		f.Only(item, "media", "name", "at")
		files = append(files, plain.File{Media: int32(f.Int(item, "media")), At: f.Text(item, "at"), Name: f.Text(item, "name")})
	}
	if n := f.Root.Get("facts"); n != nil {
		facts = validate.ReadFacts(f, n)
	}
	return endpoint, files, facts, f.Problems
}

//go:wasmexport willpass_explain
func explain(n int32) int32 {
	root, _ := body.Parse(boundary.Input(n))
	if !root.Is(body.Object) || !root.Get("provider").Is(body.String) || !root.Get("text").Is(body.String) {
		return boundary.Answer([]byte("[]"))
	}
	provider := root.Get("provider").Text
	found := loaded().Explain(provider, root.Get("text").Text)
	return boundary.Answer(validate.AppendErrors(boundary.Output(), loaded().Provider(provider), found))
}

//go:wasmexport willpass_catalogue
func catalogue(n int32) int32 {
	return boundary.Answer(loaded().AppendCatalogue(boundary.Output(), string(boundary.Input(n))))
}
