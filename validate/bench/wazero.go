package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/imports/wasi_snapshot_preview1"

	"github.com/willpass/willpass/rules"
	"github.com/willpass/willpass/validate/known"
)

// sandbox is the WebAssembly module under wazero's compiler, with the rules of all providers. wasm/ABI.md describes its exports.
type sandbox struct {
	module api.Module
	err    error // of the first call that failed
}

// chunk is how many bytes of a body cross at once, as in the npm package.
const chunk = 256 << 10

func newSandbox(dir string) (*sandbox, error) {
	file := filepath.Join(dir, "willpass.wasm")
	build := exec.Command("go", "build", "-buildmode=c-shared", "-trimpath", "-ldflags=-s -w -buildid=", "-o", file, "github.com/willpass/willpass/wasm")
	build.Env = append(os.Environ(), "GOOS=wasip1", "GOARCH=wasm")
	if out, err := build.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("go build ./wasm: %w: %s", err, out)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	ctx := context.Background()
	runtime := wazero.NewRuntimeWithConfig(ctx, wazero.NewRuntimeConfigCompiler())
	wasi_snapshot_preview1.MustInstantiate(ctx, runtime)
	module, err := runtime.InstantiateWithConfig(ctx, text, wazero.NewModuleConfig().WithStartFunctions("_initialize"))
	if err != nil {
		return nil, err
	}
	s := &sandbox{module: module}
	for _, id := range known.Providers() {
		packed, err := rules.Packed.ReadFile("packed/" + id + ".bin")
		if err != nil {
			return nil, err
		}
		s.call("willpass_rules", s.put(packed))
		s.call("willpass_rules_end")
	}
	return s, s.err
}

func (s *sandbox) call(name string, args ...uint64) uint64 {
	results, err := s.module.ExportedFunction(name).Call(context.Background(), args...)
	if err != nil || len(results) == 0 {
		s.err = errors.Join(s.err, err)
		return 0
	}
	return results[0]
}

func (s *sandbox) put(data []byte) uint64 {
	at := s.call("willpass_buffer", uint64(len(data)))
	if !s.module.Memory().Write(uint32(at), data) {
		s.err = errors.Join(s.err, errors.New("the buffer lies outside the memory"))
	}
	return uint64(len(data))
}

// output is the last result, a copy in the caller's memory as any caller would have it.
func (s *sandbox) output(length uint64) []byte {
	out, _ := s.module.Memory().Read(uint32(s.call("willpass_output")), uint32(length))
	return append([]byte(nil), out...)
}

// judge is the same as the native judge, with everything crossing the boundary.
func (s *sandbox) judge(in *input) error {
	if in.isFile() {
		return s.judgeFile(in)
	}
	pairs := [][2]string{}
	for _, h := range in.Request.Headers {
		pairs = append(pairs, [2]string{h.Name, h.Value})
	}
	head, err := json.Marshal(map[string]any{"method": in.Request.Method, "url": in.Request.URL, "headers": pairs, "facts": map[string]any{}})
	if err != nil {
		return err
	}
	handle := s.call("willpass_begin", s.put(head))
	for rest := in.Data; len(rest) > 0; rest = rest[min(chunk, len(rest)):] {
		s.call("willpass_write", handle, s.put(rest[:min(chunk, len(rest))]))
	}
	if len(s.output(s.call("willpass_end", handle))) == 0 {
		return errors.Join(s.err, errors.New("no verdict"))
	}
	return s.err
}

func (s *sandbox) judgeFile(in *input) error {
	size := uint64(len(in.Data))
	handle := s.call("willpass_probe", size, 0, 0)
	for {
		n := s.call("willpass_want", handle)
		if n == 0 {
			break
		}
		off := uint64(math.Float64frombits(s.call("willpass_offset", handle)))
		s.call("willpass_feed", handle, s.put(in.Data[min(off, size):min(off+n, size)]))
	}
	if in.Kind == header {
		if len(s.output(s.call("willpass_media", handle))) == 0 {
			return errors.Join(s.err, errors.New("no header"))
		}
		s.call("willpass_forget", handle)
		return s.err
	}
	ask := fmt.Appendf(nil, `{"endpoint":%q,"files":[{"media":%d,"name":""}],"facts":{}}`, in.Endpoint, handle)
	if len(s.output(s.call("willpass_file", s.put(ask)))) == 0 {
		return errors.Join(s.err, errors.New("no verdict"))
	}
	return s.err
}
