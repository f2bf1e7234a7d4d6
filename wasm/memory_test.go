package main_test

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/tetratelabs/wazero"
)

// TestOutOfMemory: when memory ends the module stops, and says why.
func TestOutOfMemory(t *testing.T) {
	c, err := compiled()
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	var said bytes.Buffer
	module, err := c.runtime.InstantiateModule(ctx, c.module, wazero.NewModuleConfig().WithName("").WithStartFunctions("_initialize").WithStderr(&said))
	if err != nil {
		t.Fatal(err)
	}
	defer module.Close(ctx)
	const piece = 1 << 20
	for range memoryPages * 65536 / piece {
		if _, err = module.ExportedFunction("willpass_buffer").Call(ctx, piece); err != nil {
			break
		}
		if _, err = module.ExportedFunction("willpass_rules").Call(ctx, piece); err != nil {
			break
		}
	}
	if err == nil || !strings.Contains(said.String(), "out of memory") {
		t.Errorf("want it to stop with words about memory, got %v and %q", err, said.String())
	}
}

// TestManyCollections: rubbish is collected while requests stay unfinished, again and again, and what is kept stays as it is.
func TestManyCollections(t *testing.T) {
	w := newClient(t, "vidu")
	head := `{"method":"POST","url":"https://api.vidu.com/ent/v2/img2video","headers":[["Authorization","Token k"],["Content-Type","application/json"]]}`
	body := func(i int) string {
		return `{"model":"viduq1","images":["https://a.example/` + strings.Repeat("x", i%1500) + `"],"prompt":"` + strings.Repeat("é", i%900) + `","list":[` + strings.Repeat(`"text",`, i%400) + `1]}`
	}
	want := w.judge(head, body(1234))
	for round := range 30 {
		var handles []uint64
		for i := range 60 {
			h := w.call("willpass_begin", w.put([]byte(head)))
			w.call("willpass_write", h, w.put([]byte(body(round*60 + i)[:50])))
			handles = append(handles, h)
		}
		for i, h := range handles {
			w.call("willpass_write", h, w.put([]byte(body(round*60 + i)[50:])))
			if i%3 == 0 {
				w.call("willpass_drop", h)
			} else {
				w.result("willpass_end", h)
			}
		}
		if got := w.judge(head, body(1234)); got != want {
			t.Fatalf("after %d rounds:\n%s\nwant\n%s", round, got, want)
		}
	}
	t.Logf("%d bytes of memory", w.module.Memory().Size())
}

// judge is the verdict on a request.
func (w *client) judge(head, body string) string {
	h := w.call("willpass_begin", w.put([]byte(head)))
	w.call("willpass_write", h, w.put([]byte(body)))
	return string(w.result("willpass_end", h))
}
