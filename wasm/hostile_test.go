package main_test

import (
	"strings"
	"testing"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/hostile"
	"github.com/willpass/willpass/validate/known"
	"github.com/willpass/willpass/validate/probe"
)

// TestHostile gives one instance, which has as much memory as memoryPages says, all hostile requests and files, one after the
// other: it answers what the engine answers natively, and stays able to.
func TestHostile(t *testing.T) {
	native, err := known.Rules()
	if err != nil {
		t.Fatal(err)
	}
	w := newClient(t)
	for _, r := range hostile.Requests() {
		t.Run(r.Name, func(t *testing.T) {
			w.t = t
			stream := native.Begin(r.Head, validate.Facts{})
			words := head(t, r.Head, validate.Facts{})
			if len(words) > 1<<20 {
				return // more than the input buffer takes: the caller's side refuses it
			}
			handle := w.begin(words)
			for piece := range r.Pieces((r.Full + 9) / 10) { // beyond every bound of what is kept
				stream.Write(piece)
				w.call("willpass_write", handle, w.put(piece))
			}
			t.Logf("%d bytes of memory", w.module.Memory().Size())
			v := stream.End()
			if want, got := string(v.AppendJSON(nil)), string(w.result("willpass_end", handle)); want != got {
				t.Errorf("want %s\ngot  %s", want, got)
			}
		})
	}
	for _, f := range hostile.Files() {
		t.Run(f.Name, func(t *testing.T) {
			w.t = t
			m := probe.Bytes([]byte(f.Bytes))
			handle := w.probe([]byte(f.Bytes))
			if want, got := string(validate.AppendMedia(nil, &m)), string(w.result("willpass_media", handle)); want != got {
				t.Errorf("want %s, got %s", want, got)
			}
			w.call("willpass_forget", handle)
		})
	}
	w.t = t
	t.Logf("%d bytes of memory", w.module.Memory().Size())
}

// TestTheMemoryCapHolds: without it TestHostile would say nothing.
func TestTheMemoryCapHolds(t *testing.T) {
	w := newClient(t, "omnious")
	if _, ok := w.module.Memory().Grow(memoryPages); ok {
		t.Error("want no more memory than the cap")
	}
}

// TestManyUnfinished begins requests that are never ended, and drops them.
func TestManyUnfinished(t *testing.T) {
	w := newClient(t, "vidu")
	r := hostile.Requests()[0]
	for range 500 {
		handle := w.begin(head(t, r.Head, validate.Facts{}))
		w.call("willpass_write", handle, w.put([]byte(`{"prompt":"`+strings.Repeat("a", 4000))))
		w.call("willpass_drop", handle)
	}
}
