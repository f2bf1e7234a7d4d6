package httpcheck_test

import (
	"bytes"
	"io"
	"net"
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/willpass/willpass/validate/httpcheck"
)

// nowhere answers at once and reads no body: what is left is the transport's own time.
type nowhere struct{ response http.Response }

func (n *nowhere) RoundTrip(*http.Request) (*http.Response, error) { return &n.response, nil }

// BenchmarkUnknownHost is a request to a host of no provider, with and without the transport around its base.
func BenchmarkUnknownHost(b *testing.B) {
	base := &nowhere{http.Response{StatusCode: 200, Body: http.NoBody}}
	for _, c := range []struct {
		name, url string
		trip      http.RoundTripper
	}{
		{"bare", "https://shop.example/upload", base},
		{"guarded", "https://shop.example/upload", httpcheck.NewTransport(checker(b), httpcheck.Options{Base: base})},
		{"guarded, port and capitals", "https://Shop.Example:8443/upload", httpcheck.NewTransport(checker(b), httpcheck.Options{Base: base})},
	} {
		b.Run(c.name, func(b *testing.B) {
			r := post(b, c.url, "image/png", bytes.NewReader(make([]byte, 5<<20)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := c.trip.RoundTrip(r); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkKnownHost copies an upload of 5 MB to a connection on loopback, with and without judging it first, in turns. What
// judging adds is the difference: it reads the body into the cache of the processor, which the copy then finds there. The
// figures are lower quartiles, so that what else runs on the machine matters little. The floor is reading one byte of every 64, the length
// of the delimiter that Go writes: less cannot rule out that another part begins.
func BenchmarkKnownHost(b *testing.B) {
	body, contentType := form(b, "png 640x480", 4_900_000, 1) // as much as the endpoint takes
	base := &nowhere{http.Response{StatusCode: 200, Body: http.NoBody}}
	transport := httpcheck.NewTransport(checker(b), httpcheck.Options{Base: base, Observe: true})
	r := post(b, upload, contentType, bytes.NewReader(body))
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	defer l.Close()
	go func() {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		defer conn.Close()
		for {
			if _, err := io.CopyN(io.Discard, conn, int64(len(body))); err != nil {
				return
			}
			conn.Write([]byte{1})
		}
	}()
	conn, err := net.Dial("tcp", l.Addr().String())
	if err != nil {
		b.Fatal(err)
	}
	defer conn.Close()
	done := make([]byte, 1)
	carry := func() {
		if _, err := io.Copy(conn, bytes.NewReader(body)); err != nil {
			b.Fatal(err)
		}
		io.ReadFull(conn, done)
	}
	var judging, bare, guarded, floor []time.Duration
	touched := byte(0)
	for b.Loop() {
		start := time.Now()
		carry()
		bare = append(bare, time.Since(start))
		start = time.Now()
		if _, err := transport.RoundTrip(r); err != nil {
			b.Fatal(err)
		}
		judging = append(judging, time.Since(start))
		carry()
		guarded = append(guarded, time.Since(start))
		start = time.Now()
		for i := 63; i < len(body); i += 64 {
			touched ^= body[i]
		}
		floor = append(floor, time.Since(start))
	}
	quartile := func(d []time.Duration) float64 {
		slices.Sort(d)
		return float64(d[len(d)/4])
	}
	b.ReportMetric(100*(quartile(guarded)-quartile(bare))/quartile(bare), "%-added")
	b.ReportMetric(quartile(judging)/1000, "judging-µs")
	b.ReportMetric(quartile(floor)/1000, "floor-µs")
	_ = touched
	b.ReportMetric(quartile(bare)/1000, "copying-µs")
}

// BenchmarkJudging is the judging alone: of a body of 5 MB that lies in the cache of the processor, and of a short one.
func BenchmarkJudging(b *testing.B) {
	base := &nowhere{http.Response{StatusCode: 200, Body: http.NoBody}}
	transport := httpcheck.NewTransport(checker(b), httpcheck.Options{Base: base, Observe: true})
	for name, padding := range map[string]int{"5 MB": 4_900_000, "short": 0} {
		body, contentType := form(b, "png 640x480", padding, 1)
		r := post(b, upload, contentType, bytes.NewReader(body))
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(body)))
			for b.Loop() {
				if _, err := transport.RoundTrip(r); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
