//go:build wasip1

// The WebAssembly module: the engine behind the boundary that ABI.md describes. Nothing here decides anything.
package main

import (
	"strings"
	"unsafe"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/doc"
	"github.com/willpass/willpass/validate/probe"
	"github.com/willpass/willpass/validate/spec"
)

func main() {}

// abi is the version of the boundary.
const abi = 1

// module is the state of one instance, which runs on one thread.
var module struct {
	input, output []byte
	misuse        int32
	files         []spec.File
	rules         *validate.Rules
	requests      table[validate.Stream]
	probes        table[probing]
}

//go:wasmexport willpass_abi
func version() int32 { return abi }

//go:wasmexport willpass_buffer
func buffer(n int32) unsafe.Pointer {
	if n < 0 || n > 1<<20 {
		n = 1 << 20
	}
	if cap(module.input) < int(n) {
		module.input = make([]byte, n)
	}
	module.input = module.input[:max(int(n), 1)]
	return unsafe.Pointer(&module.input[0])
}

//go:wasmexport willpass_output
func output() unsafe.Pointer { return unsafe.Pointer(unsafe.SliceData(module.output)) }

//go:wasmexport willpass_error
func misuse() int32 { return module.misuse }

func answer(out []byte) int32 {
	module.output = out
	return int32(len(out))
}

// refuse answers with the words of a misuse.
func refuse(words string) int32 {
	module.output = append(module.output[:0], words...)
	module.misuse = int32(len(words))
	return 0
}

func given(n int32) []byte { return module.input[:min(max(int(n), 0), len(module.input))] }

//go:wasmexport willpass_rules
func addRules(n int32) int32 {
	name, text, _ := strings.Cut(string(given(n)), "\x00")
	module.files = append(module.files, spec.File{Name: name, Text: []byte(text)})
	return answer(nil)
}

//go:wasmexport willpass_rules_end
func endRules() int32 {
	files := module.files
	module.files = nil
	if len(files) == 0 {
		return answer([]byte("no rule file was given"))
	}
	p, problems := spec.LoadLazy(files)
	if p == nil {
		return answer(lines(problems))
	}
	p.Forget()
	var all []*spec.Provider
	if module.rules != nil {
		for _, old := range module.rules.Providers() {
			if old.ID != p.ID {
				all = append(all, old)
			}
		}
	}
	module.rules = validate.New(append(all, p)...)

	return answer(nil)
}

// willpass_lint reads all rules of the providers, which are otherwise read when they are first asked.
//
//go:wasmexport willpass_lint
func lint() int32 {
	var problems []doc.Problem
	for _, p := range loaded().Providers() {
		for i := range p.Endpoints {
			if found := p.Link(&p.Endpoints[i]); len(found) > 0 {
				problems = found
			}
		}
	}
	return answer(lines(problems))
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
	request, facts, problems := validate.ReadRequest(given(n))
	if len(problems) > 0 {
		return refuse(string(lines(problems)))
	}
	if problems := loaded().Link("", request.Method, request.URL); len(problems) > 0 {
		return refuse(string(lines(problems)))
	}
	module.misuse = 0
	return module.requests.add(loaded().Begin(request, facts))
}

//go:wasmexport willpass_write
func write(handle, n int32) {
	if s := module.requests.get(handle); s != nil {
		s.Write(given(n))
	}
}

//go:wasmexport willpass_end
func end(handle int32) int32 {
	s := module.requests.get(handle)
	if s == nil {
		return answer(nil)
	}
	module.requests.drop(handle)
	v := s.End()
	return answer(v.AppendJSON(module.output[:0]))
}

//go:wasmexport willpass_drop
func drop(handle int32) { module.requests.drop(handle) }

// probing is a probe and the length of the span it asked for.
type probing struct{ probe probe.Probe }

//go:wasmexport willpass_probe
func beginProbe(sizeLow, sizeHigh, deep int32) int32 {
	p := &probing{}
	p.probe.Deep = deep != 0
	p.probe.Reset(int64(sizeHigh)<<32 | int64(uint32(sizeLow)))
	return module.probes.add(p)
}

//go:wasmexport willpass_want
func want(handle int32) int32 {
	p := module.probes.get(handle)
	if p == nil {
		return answer(nil)
	}
	off, n, ok := p.probe.Want()
	if !ok {
		return answer(nil)
	}
	out := module.output[:0]
	for _, number := range [...]uint64{uint64(off), uint64(n)} {
		for shift := 0; shift < 64; shift += 8 {
			out = append(out, byte(number>>shift))
		}
	}
	return answer(out)
}

//go:wasmexport willpass_feed
func feed(handle, n int32) {
	if p := module.probes.get(handle); p != nil {
		p.probe.Feed(given(n))
	}
}

//go:wasmexport willpass_media
func media(handle int32) int32 {
	p := module.probes.get(handle)
	if p == nil {
		return answer(nil)
	}
	m := p.probe.Media()
	return answer(validate.AppendMedia(module.output[:0], &m))
}

//go:wasmexport willpass_forget
func forget(handle int32) { module.probes.drop(handle) }

//go:wasmexport willpass_file
func checkFiles(n int32) int32 {
	f := doc.Parse("request", given(n))
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
	module.misuse = 0
	if len(f.Problems) > 0 {
		return refuse(string(lines(f.Problems)))
	}
	if problems := loaded().Link(endpoint, "", ""); len(problems) > 0 {
		return refuse(string(lines(problems)))
	}
	v, ok := loaded().CheckFiles(endpoint, files, facts)
	if !ok {
		return refuse("no endpoint " + endpoint + " takes these files")
	}
	return answer(v.AppendJSON(module.output[:0]))
}

//go:wasmexport willpass_explain
func explain(n int32) int32 {
	root, _ := body.Parse(given(n))
	if !root.Is(body.Object) || !root.Get("provider").Is(body.String) || !root.Get("text").Is(body.String) {
		return answer([]byte("[]"))
	}
	provider := root.Get("provider").Text
	found := loaded().Explain(provider, root.Get("text").Text)
	return answer(validate.AppendErrors(module.output[:0], loaded().Provider(provider), found))
}

//go:wasmexport willpass_catalogue
func catalogue(n int32) int32 {
	return answer(loaded().AppendCatalogue(module.output[:0], string(given(n))))
}
