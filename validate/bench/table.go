package main

import (
	"fmt"
	"strings"
)

// row is everything that was measured of one input.
type row struct {
	Input    string
	Bytes    int
	Kind     kind
	Native   times
	ByHand   float64 // how many times as long a developer's Go code takes
	Floor    float64 // how many times as long as the floor willpass takes
	Copy     float64 // as one memcpy
	Wazero   float64 // how many times as long as natively
	V8       float64
	JS       map[string]float64 // how many times as long as willpass in V8, by library
	InV8     times
	Allocs   float64
	HandKB   float64 // kB that a developer's code allocates
	Read     int64
	HandRead int64
	Peak     int64
	HandPeak int64
	Memory   int64 // of the module in V8
}

// markdown is the tables of the README: ratios first, which hold on other machines too.
func markdown(rows []row, grown []growth, machine string) string {
	var b strings.Builder
	line := func(cells ...string) { fmt.Fprintf(&b, "| %s |\n", strings.Join(cells, " | ")) }
	line("input", "faster than Go by hand", "of one pass", "wazero", "V8", "faster than JS by hand", "allocations", "bytes read", "memory, by hand", "native", "V8")
	line("---", "--:", "--:", "--:", "--:", "--:", "--:", "--:", "--:", "--:", "--:")
	for _, r := range rows {
		line(r.Input, factor(r.ByHand), passes(&r), factor(r.Wazero), factor(r.V8), factor(fastest(r.JS)), fmt.Sprintf("%.0f", r.Allocs),
			read(&r), memory(r.Peak)+", "+memory(r.HandPeak), duration(r.Native.Min), duration(r.InV8.Min))
	}
	b.WriteString("\n\"By hand\" is `encoding/json`, `base64.StdEncoding`, `mime/multipart` and `image.DecodeConfig` with x/image; in Node `JSON.parse`, ajv, `Buffer.from` and the fastest of\n" +
		"image-size, probe-image-size and image-meta. Both check a few fields and limits, of a file its size; willpass asks all rules. One pass: of base64 `bytes.IndexByte` and one table-driven look\n" +
		"at each byte, of other bodies `bytes.IndexByte`. wazero and V8: times the native time. Memory: what a process holds more than before, reading from a file. All ran in turns: times\nare the shortest of " +
		fmt.Sprint(rounds) + " rounds, ratios those of the shortest. " + machine + "\n\n")
	line("work that grows", "size", "per unit", "in all", "allocated")
	line("---", "--:", "--:", "--:", "--:")
	what := ""
	for _, g := range grown {
		name := g.What
		if name == what {
			name = ""
		}
		what = g.What
		allocated := "–"
		if g.What != "goroutines" {
			allocated = memory(g.Allocated)
		}
		line(name, g.Size, duration(g.Per)+" per "+g.Unit, duration(g.Time), allocated)
	}
	return b.String()
}

func factor(f float64) string {
	switch {
	case f == 0:
		return "–"
	case f < 0.1:
		return fmt.Sprintf("%.2f ×", f)
	case f < 10:
		return fmt.Sprintf("%.1f ×", f)
	case f < 10_000:
		return fmt.Sprintf("%.0f ×", f)
	}
	return fmt.Sprintf("%.0f,000 ×", f/1000)
}

// passes is willpass against the floor, where the input is long enough for one to mean something.
func passes(r *row) string {
	if r.Kind == imageFile || r.Kind == header || r.Bytes < 50_000 {
		return "–"
	}
	return factor(r.Floor)
}

func fastest(others map[string]float64) float64 {
	least := 0.0
	for _, f := range others {
		if least == 0 || f < least {
			least = f
		}
	}
	return least
}

func read(r *row) string {
	if r.Kind != imageFile && r.Kind != header {
		return "all"
	}
	return bytesText(r.Read)
}

func memory(n int64) string {
	if n < 0 {
		return "?"
	}
	return bytesText(n)
}

func bytesText(n int64) string {
	switch {
	case n >= 1<<30:
		return fmt.Sprintf("%d GB", n>>30)
	case n >= 10<<20:
		return fmt.Sprintf("%d MB", n>>20)
	case n >= 1<<20:
		return fmt.Sprintf("%.1f MB", float64(n)/(1<<20))
	case n >= 1<<10:
		return fmt.Sprintf("%d kB", n>>10)
	}
	return fmt.Sprintf("%d B", n)
}

func duration(ns float64) string {
	switch {
	case ns == 0:
		return "–"
	case ns < 1000:
		return fmt.Sprintf("%.0f ns", ns)
	case ns < 10_000:
		return fmt.Sprintf("%.1f µs", ns/1e3)
	case ns < 1e6:
		return fmt.Sprintf("%.0f µs", ns/1e3)
	case ns < 10e6:
		return fmt.Sprintf("%.1f ms", ns/1e6)
	}
	return fmt.Sprintf("%.0f ms", ns/1e6)
}

func count(n int) string {
	if n < 1000 {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%d,%03d", n/1000, n%1000)
}
