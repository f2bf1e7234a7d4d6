package main_test

import (
	"context"
	"encoding/json"
	"maps"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/imports/wasi_snapshot_preview1"

	"github.com/willpass/willpass/rules"
	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/known"
	"github.com/willpass/willpass/validate/spec"
)

// shipped names, if set, the folder that holds the finished modules: started, without what they no longer need. They are then
// tested in place of what Go links.
const shipped = "WILLPASS_DIST"

// build compiles a module, with the flags of the release but for those on inlining.
func build(folder string) ([]byte, error) {
	if dist := os.Getenv(shipped); dist != "" {
		return os.ReadFile(filepath.Join(dist, map[string]string{".": "willpass.wasm", "./documents": "documents.wasm"}[folder]))
	}
	dir, err := os.MkdirTemp("", "willpass")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	out := filepath.Join(dir, "willpass.wasm")
	cmd := exec.Command("go", "build", "-buildmode=c-shared", "-trimpath", "-ldflags=-s -w -buildid=", "-o", out, folder)
	cmd.Env = append(os.Environ(), "GOOS=wasip1", "GOARCH=wasm")
	cmd.Stderr = os.Stderr
	if err := cmd.Run(); err != nil {
		return nil, err
	}
	return os.ReadFile(out)
}

// memoryPages is the most memory that an instance gets, in pages of 64 KiB: one that wants more fails. It is 32 MiB, whatever
// request comes.
const memoryPages = 512

// The modules, compiled once for all tests: that takes about a second each.
var (
	compiled  = sync.OnceValues(func() (*compiledModule, error) { return compile(".") })
	documents = sync.OnceValues(func() (*compiledModule, error) { return compile("./documents") })
)

func compile(folder string) (*compiledModule, error) {
	bytes, err := build(folder)
	if err != nil {
		return nil, err
	}
	ctx := context.Background()
	runtime := wazero.NewRuntimeWithConfig(ctx, wazero.NewRuntimeConfig().WithMemoryLimitPages(memoryPages))
	wasi_snapshot_preview1.MustInstantiate(ctx, runtime)
	module, err := runtime.CompileModule(ctx, bytes)
	return &compiledModule{runtime, module}, err
}

type compiledModule struct {
	runtime wazero.Runtime
	module  wazero.CompiledModule
}

// client speaks the boundary of ABI.md with one instance.
type client struct {
	t      *testing.T
	module api.Module
}

// start starts an instance of a module.
func start(t *testing.T, compiled func() (*compiledModule, error)) *client {
	t.Helper()
	c, err := compiled()
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	module, err := c.runtime.InstantiateModule(ctx, c.module, wazero.NewModuleConfig().WithName("").WithStartFunctions("_initialize"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { module.Close(ctx) })
	return &client{t, module}
}

// newClient starts an engine with the rules of all providers, or of those named.
func newClient(t *testing.T, providers ...string) *client {
	t.Helper()
	w := start(t, compiled)
	if providers == nil {
		providers = known.Providers()
	}
	for _, id := range providers {
		packed, err := rules.Packed.ReadFile("packed/" + id + ".bin")
		if err != nil {
			t.Fatal(err)
		}
		w.call("willpass_rules", w.put(packed))
		if problems := w.result("willpass_rules_end"); len(problems) > 0 {
			t.Fatalf("%s: %s", id, problems)
		}
	}
	return w
}

// newClientOf starts an engine with the rules of all providers that ship and documents of one's own, packed by the second module.
func newClientOf(t *testing.T, paths []string) *client {
	t.Helper()
	own := map[string][]spec.File{}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		file := spec.File{Name: path, Text: text}
		id, problem := spec.OverlayOf(file)
		if problem != nil {
			id = filepath.Base(filepath.Dir(path))
		} else if own[id] == nil {
			if own[id], err = known.Files(rules.Documents, id); err != nil {
				t.Fatal(err)
			}
		}
		own[id] = append(own[id], file)
	}
	packer := start(t, documents)
	w := newClient(t, slices.DeleteFunc(known.Providers(), func(id string) bool { return own[id] != nil })...)
	for _, id := range slices.Sorted(maps.Keys(own)) {
		for _, f := range own[id] {
			packer.call("willpass_document", packer.put(append([]byte(f.Name+"\x00"), f.Text...)))
		}
		packed := packer.result("willpass_pack")
		if len(packed) == 0 {
			t.Fatalf("%s: %s", id, packer.output(packer.call("willpass_error")))
		}
		w.call("willpass_rules", w.put(packed))
		if problems := w.result("willpass_rules_end"); len(problems) > 0 {
			t.Fatalf("%s: %s", id, problems)
		}
	}
	return w
}

func (w *client) call(name string, args ...uint64) uint64 {
	w.t.Helper()
	results, err := w.module.ExportedFunction(name).Call(context.Background(), args...)
	if err != nil {
		w.t.Fatalf("%s: %v", name, err)
	}
	if len(results) == 0 {
		return 0
	}
	return results[0]
}

// put copies data into the input buffer and answers its length.
func (w *client) put(data []byte) uint64 {
	w.t.Helper()
	at := w.call("willpass_buffer", uint64(len(data)))
	if !w.module.Memory().Write(uint32(at), data) {
		w.t.Fatal("the buffer lies outside the memory")
	}
	return uint64(len(data))
}

// result is the output of a call that answers a length.
func (w *client) result(name string, args ...uint64) []byte {
	w.t.Helper()
	return w.output(w.call(name, args...))
}

func (w *client) output(length uint64) []byte {
	w.t.Helper()
	out, ok := w.module.Memory().Read(uint32(w.call("willpass_output")), uint32(length))
	if !ok {
		w.t.Fatal("the output lies outside the memory")
	}
	return append([]byte(nil), out...)
}

// begin starts a request; the head is JSON.
func (w *client) begin(head []byte) uint64 {
	w.t.Helper()
	handle := w.call("willpass_begin", w.put(head))
	if handle == 0 {
		w.t.Fatalf("willpass_begin: %s", w.output(w.call("willpass_error")))
	}
	return handle
}

// check judges a request, its body in pieces of the given length.
func (w *client) check(r validate.Request, facts validate.Facts, piece int) []byte {
	w.t.Helper()
	handle := w.begin(head(w.t, r, facts))
	for body := r.Body; len(body) > 0; {
		n := min(piece, len(body))
		w.call("willpass_write", handle, w.put(body[:n]))
		body = body[n:]
	}
	return w.result("willpass_end", handle)
}

// probe reads the header of a file and answers the handle.
func (w *client) probe(file []byte) uint64 {
	w.t.Helper()
	size := uint64(len(file))
	handle := w.call("willpass_probe", size&0xffffffff, size>>32, 0)
	for {
		n := w.call("willpass_want", handle)
		if n == 0 {
			return handle
		}
		off := uint64(math.Float64frombits(w.call("willpass_offset", handle)))
		w.call("willpass_feed", handle, w.put(file[min(off, size):min(off+n, size)]))
	}
}

// head is the JSON form of a request without its body.
func head(t *testing.T, r validate.Request, facts validate.Facts) []byte {
	t.Helper()
	pairs := make([][2]string, len(r.Headers))
	for i, h := range r.Headers {
		pairs[i] = [2]string{h.Name, h.Value}
	}
	text, err := json.Marshal(map[string]any{"method": r.Method, "url": r.URL, "headers": pairs, "facts": wireFacts(t, facts)})
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// wireFacts is the JSON form of facts. Which field of a named fact counts follows from the documents; here the first that is set.
func wireFacts(t *testing.T, facts validate.Facts) map[string]any {
	t.Helper()
	out := map[string]any{}
	if facts.Now != 0 {
		out["now"] = facts.Now
	}
	for _, f := range facts.Named {
		switch {
		case f.List != nil:
			out[f.Name] = f.List
		case f.Text != "":
			out[f.Name] = f.Text
		default:
			out[f.Name] = f.Bool
		}
	}
	fetched, decoded := map[string]any{}, map[string]any{}
	for _, f := range facts.Fetched {
		if fetched[f.URL] = map[string]any{"failed": true}; !f.Failed {
			fetched[f.URL] = map[string]any{"media": json.RawMessage(validate.AppendMedia(nil, &f.Media))}
		}
	}
	for _, d := range facts.Decoded {
		decoded[d.At] = d.OK
	}
	out["fetched"], out["decoded"] = fetched, decoded
	return out
}
