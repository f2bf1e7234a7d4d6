//go:build wasip1

// The WebAssembly module: the engine behind the boundary that ABI.md describes. Nothing here decides anything.
package main

import (
	"runtime"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/doc"
	"github.com/willpass/willpass/validate/probe"
	"github.com/willpass/willpass/validate/spec"
	"github.com/willpass/willpass/wasm/boundary"
)

func main() {}

// abi is the version of the boundary.
const abi = 2

// module is the state of one instance, which runs on one thread.
var module struct {
	packed   []byte // rules that are being given
	rules    *validate.Rules
	requests table[validate.Stream]
	probes   table[probing]
}

//go:wasmexport willpass_abi
func version() int32 { return abi }

//go:wasmexport willpass_rules
func addRules(n int32) { module.packed = append(module.packed, boundary.Input(n)...) }

//go:wasmexport willpass_rules_end
func endRules() int32 {
	p, err := spec.Unpack(string(module.packed))
	module.packed = nil
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
	request, facts, problems := validate.ReadRequest(boundary.Input(n))
	if len(problems) > 0 {
		return boundary.Refuse(string(lines(problems)))
	}
	s := module.requests.fresh()
	s.Begin(loaded(), request, facts)
	return module.requests.add(s)
}

//go:wasmexport willpass_write
func write(handle, n int32) {
	if s := module.requests.get(handle); s != nil {
		runtime.Gosched() // as in table.add
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
	v := s.End()
	return boundary.Answer(v.AppendJSON(boundary.Output()))
}

//go:wasmexport willpass_drop
func drop(handle int32) { module.requests.drop(handle) }

// probing is a probe and the length of the span it asked for.
type probing struct{ probe probe.Probe }

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
		return boundary.Answer(nil)
	}
	off, n, ok := p.probe.Want()
	if !ok {
		return boundary.Answer(nil)
	}
	out := boundary.Output()
	for _, number := range [...]uint64{uint64(off), uint64(n)} {
		for shift := 0; shift < 64; shift += 8 {
			out = append(out, byte(number>>shift))
		}
	}
	return boundary.Answer(out)
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
	f := doc.Parse("request", boundary.Input(n))
	var files []validate.File
	var facts validate.Facts
	endpoint := ""
	if f.Root != nil {
		f.Only(f.Root, "endpoint", "files", "facts")
		endpoint = f.NeedText(f.Root, "endpoint")
		for _, item := range f.Objects(f.Root, "files") {
			f.Only(item, "media", "name", "at")
			file := validate.File{At: f.Text(item, "at"), Name: f.Text(item, "name")}
			if p := module.probes.get(int32(f.Int(item, "media"))); p != nil {
				file.Media = p.probe.Media()
				module.probes.drop(int32(f.Int(item, "media")))
			}
			files = append(files, file)
		}
		if facts0 := f.Root.Get("facts"); facts0 != nil {
			facts = validate.ReadFacts(f, facts0)
		}
	}
	if len(f.Problems) > 0 {
		return boundary.Refuse(string(lines(f.Problems)))
	}
	v, ok := loaded().CheckFiles(endpoint, files, facts)
	if !ok {
		return boundary.Refuse("no endpoint " + endpoint + " takes these files")
	}
	return boundary.Answer(v.AppendJSON(boundary.Output()))
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
