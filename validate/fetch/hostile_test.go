package fetch_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/willpass/willpass/validate/cases"
	"github.com/willpass/willpass/validate/fetch"
	"github.com/willpass/willpass/validate/probe"
)

// canary listens on every loopback address it can at one port, and counts connections. None may ever come.
type canary struct {
	port    int
	reached atomic.Int64
}

func newCanary(t *testing.T) *canary {
	t.Helper()
	c := &canary{}
	first, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	c.port = first.Addr().(*net.TCPAddr).Port
	listeners := []net.Listener{first}
	if second, err := net.Listen("tcp6", fmt.Sprintf("[::1]:%d", c.port)); err == nil {
		listeners = append(listeners, second)
	}
	for _, l := range listeners {
		t.Cleanup(func() { l.Close() })
		go func() {
			for {
				conn, err := l.Accept()
				if err != nil {
					return
				}
				c.reached.Add(1)
				conn.Close()
			}
		}()
	}
	return c
}

// front is a server on 127.0.0.2, the one loopback address that the tests allow.
func front(t *testing.T, handler http.Handler) *httptest.Server {
	t.Helper()
	l, err := net.Listen("tcp4", "127.0.0.2:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &httptest.Server{Listener: l, Config: &http.Server{Handler: handler}}
	s.Start()
	t.Cleanup(s.Close)
	return s
}

func allowed(o fetch.Options) *fetch.Client {
	o.Guard.Allow = []netip.Prefix{netip.MustParsePrefix("127.0.0.2/32")}
	if o.Time == 0 {
		o.Time = 5 * time.Second
	}
	return fetch.New(o)
}

func TestHostileURLsNeverReachTheCanary(t *testing.T) {
	c := newCanary(t)
	names := &nameserver{answers: map[string][]string{
		"metadata.test": {"169.254.169.254"}, "v6.test": {"::1"}, "mapped.test": {"::ffff:127.0.0.1"}, "nat64.test": {"64:ff9b::7f00:1"},
		"private.test": {"10.0.0.1"}, "cgnat.test": {"100.100.100.200"}, "six.test": {"2002:7f00:1::"},
	}}
	client := allowed(fetch.Options{Resolver: names.resolver(t), Time: 3 * time.Second})
	for i, address := range []string{
		"http://127.0.0.1:%d/", "http://localhost:%d/", "http://LOCALHOST.:%d/", "http://127.1:%d/", "http://127.0.1:%d/",
		"http://2130706433:%d/", "http://0x7f000001:%d/", "http://0x7f.0.0.1:%d/", "http://0x7f.1:%d/", "http://017700000001:%d/",
		"http://0177.0.0.1:%d/", "http://00000177.0.0.1:%d/", "http://127.000.000.001:%d/", "http://0:%d/", "http://0.0.0.0:%d/",
		"http://[::]:%d/", "http://[::1]:%d/", "http://[0:0:0:0:0:0:0:1]:%d/", "http://[::ffff:127.0.0.1]:%d/", "http://[::ffff:7f00:1]:%d/",
		"http://[::127.0.0.1]:%d/", "http://[64:ff9b::127.0.0.1]:%d/", "http://[64:ff9b:1::7f00:1]:%d/", "http://[2002:7f00:1::]:%d/",
		"http://[2001:0:7f00:1::]:%d/", "http://[fe80::1%%25lo]:%d/", "http://[fd00:ec2::254]:%d/", "http://[ff02::1]:%d/", "http://[::1%%25lo]:%d/",
		"http://example.com@127.0.0.1:%d/", "http://127.0.0.1:%d@127.0.0.1/", "http://user:pass@localhost:%d/", "http://127.0.0.1:%d#@example.com/",
		"http://127.0.0.1:%d\\@example.com/", "http://127.0.0.1:%d?@example.com/", "http:127.0.0.1:%d/", "http:///127.0.0.1:%d/", "//127.0.0.1:%d/",
		"http://127。0。0。1:%d/", "http://①②⑦.⓪.⓪.①:%d/", "http://127%%2e0%%2e0%%2e1:%d/", "http://127.0.0.1%%00.example.com:%d/",
		"http://127.0.0.1.nip.io:%d/", "http://anything.test:%d/", "http://v6.test:%d/", "http://mapped.test:%d/", "http://nat64.test:%d/", "http://six.test:%d/",
		"http://metadata.test:%d/latest/meta-data/", "http://private.test:%d/", "http://cgnat.test:%d/",
		"http://169.254.169.254:%d/", "http://100.100.100.200:%d/", "http://192.168.0.1:%d/", "http://10.1.2.3:%d/", "http://172.31.0.1:%d/",
		"http://198.18.0.1:%d/", "http://224.0.0.1:%d/", "http://255.255.255.255:%d/", "http://127.0.0.3:%d/", "https://127.0.0.1:%d/",
		"gopher://127.0.0.1:%d/_GET", "file:///proc/self/net/tcp?%d", "ftp://127.0.0.1:%d/", "dict://127.0.0.1:%d/", "unix:///var/run/docker.sock?%d",
		"http://127.0.0.1:%d/" + strings.Repeat("a", 9000), " http://127.0.0.1:%d/", "http://127.0.0.1:%d\r\nHost: x/", "http://\t127.0.0.1:%d/", "jar:http://127.0.0.1:%d!/",
	} {
		address = fmt.Sprintf(address, c.port)
		fetched, err := client.Fetch(t.Context(), address)
		var refused *fetch.Error
		if !errors.As(err, &refused) {
			t.Errorf("%d %.80q: want an error of fetch, got %v and %+v", i, address, err, fetched)
		}
		if fetched.Failed || fetched.Media.Format != 0 {
			t.Errorf("%d %.80q: want nothing to be known, got %+v", i, address, fetched)
		}
	}
	if n := c.reached.Load(); n != 0 {
		t.Errorf("want no connection to the canary, got %d", n)
	}
	open := fetch.New(fetch.Options{Resolver: (&nameserver{}).resolver(t), Guard: fetch.Guard{Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}}})
	open.Fetch(t.Context(), fmt.Sprintf("http://anything.test:%d/", c.port))
	if c.reached.Load() == 0 {
		t.Error("want the canary to be within reach of a client that allows loopback")
	}
}

func TestRedirectsAreGuarded(t *testing.T) {
	c := newCanary(t)
	names := &nameserver{answers: map[string][]string{"front.test": {"127.0.0.2"}, "rebind.test": {"127.0.0.2", "127.0.0.1"}}}
	resolver := names.resolver(t)
	to := []string{"http://127.0.0.1:%d/", "http://localhost:%d/", "http://[::1]:%d/", "http://[::ffff:127.0.0.1]:%d/", "http://2130706433:%d/",
		"//127.0.0.1:%d/", "http://u:p@127.0.0.1:%d/", "gopher://127.0.0.1:%d/", "http://anything.test:%d/", "http://127.0.0.1:%d/../..", "file:///etc/passwd?%d"}
	mux := http.NewServeMux()
	mux.HandleFunc("/{n}", func(w http.ResponseWriter, r *http.Request) {
		var n int
		fmt.Sscan(r.PathValue("n"), &n)
		w.Header().Set("Location", fmt.Sprintf(to[n], c.port))
		w.WriteHeader([]int{301, 302, 303, 307, 308}[n%5])
	})
	mux.HandleFunc("/loop/{n}", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/loop/"+r.PathValue("n")+"1", http.StatusFound)
	})
	s := front(t, mux)
	client := allowed(fetch.Options{Resolver: resolver})
	for n := range to {
		var refused *fetch.Error
		if _, err := client.Fetch(t.Context(), fmt.Sprintf("%s/%d", s.URL, n)); !errors.As(err, &refused) || refused.Kind != fetch.Refused {
			t.Errorf("%s: want refused, got %v", to[n], err)
		}
	}
	var limited *fetch.Error
	if _, err := client.Fetch(t.Context(), s.URL+"/loop/1"); !errors.As(err, &limited) || limited.Kind != fetch.Limited {
		t.Errorf("want a redirect loop to be limited, got %v", err)
	}
	if n := c.reached.Load(); n != 0 {
		t.Errorf("want no connection to the canary, got %d", n)
	}
}

// TestNamesThatChangeTheirAnswer asks for a name that is first the allowed address, then loopback, on the canary's port.
func TestNamesThatChangeTheirAnswer(t *testing.T) {
	c := newCanary(t)
	names := &nameserver{answers: map[string][]string{"rebind.test": {"127.0.0.2", "127.0.0.1"}}}
	client := allowed(fetch.Options{Resolver: names.resolver(t)})
	address := fmt.Sprintf("http://rebind.test:%d/a.png", c.port)
	for range 4 { // the first goes to 127.0.0.2, where nobody listens at this port; the others to loopback
		var failed *fetch.Error
		if _, err := client.Fetch(t.Context(), address); !errors.As(err, &failed) {
			t.Errorf("want an error, got %v", err)
		}
	}
	if names.times("rebind.test") < 2 {
		t.Error("want the name asked for again")
	}
	if n := c.reached.Load(); n != 0 {
		t.Errorf("want no connection to the canary, got %d", n)
	}
}

func TestBodiesAreCut(t *testing.T) {
	png, err := cases.Image("png 640x480")
	if err != nil {
		t.Fatal(err)
	}
	var sent atomic.Int64
	write := func(w http.ResponseWriter, r *http.Request, p []byte, pause time.Duration) {
		for r.Context().Err() == nil {
			n, err := w.Write(p)
			sent.Add(int64(n))
			if err != nil {
				return
			}
			if pause > 0 {
				w.(http.Flusher).Flush()
				time.Sleep(pause)
			}
		}
	}
	mux := http.NewServeMux()
	zeros := make([]byte, 64<<10)
	mux.HandleFunc("/endless.jpg", func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, "\xff\xd8")
		for r.Context().Err() == nil { // segments without end, none of them the size
			if _, err := w.Write(append([]byte{0xff, 0xe1, 0x40, 0x02}, make([]byte, 0x4000)...)); err != nil {
				return
			}
		}
	})
	mux.HandleFunc("/endless.png", func(w http.ResponseWriter, r *http.Request) { w.Write(png); write(w, r, zeros, 0) })
	mux.HandleFunc("/huge.png", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", "9000000000000")
		w.Write(png)
		write(w, r, zeros, 0)
	})
	mux.HandleFunc("/loris.png", func(w http.ResponseWriter, r *http.Request) { write(w, r, []byte{0x89}, 20*time.Millisecond) })
	mux.HandleFunc("/silent.png", func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	mux.HandleFunc("/headers.png", func(w http.ResponseWriter, r *http.Request) { w.Header().Set("X-Long", strings.Repeat("a", 1<<20)) })
	mux.HandleFunc("/gzip.png", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		w.Write(zeros)
	})
	mux.HandleFunc("/lies.png", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Range", "bytes 500-600/9")
		w.WriteHeader(http.StatusPartialContent)
		w.Write(png)
	})
	mux.HandleFunc("/short.png", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", "1000")
		w.Write(png[:20])
	})
	s := front(t, mux)
	client := allowed(fetch.Options{Bytes: 256 << 10, Time: 500 * time.Millisecond})
	for path, want := range map[string]fetch.Kind{
		"/endless.jpg": fetch.Limited, "/loris.png": fetch.Limited, "/silent.png": fetch.Limited, "/headers.png": fetch.Failing,
		"/gzip.png": fetch.Failing, "/lies.png": fetch.Failing, "/short.png": fetch.Failing,
	} {
		start := time.Now()
		var cut *fetch.Error
		fetched, err := client.Fetch(t.Context(), s.URL+path)
		if !errors.As(err, &cut) || cut.Kind != want {
			t.Errorf("%s: want %v, got %v and %+v", path, want, err, fetched)
		}
		if took := time.Since(start); took > 20*time.Second {
			t.Errorf("%s: want an end by the time limit, took %v", path, took)
		}
	}
	for path, bytes := range map[string]int64{"/endless.png": -1, "/huge.png": 9_000_000_000_000} {
		fetched, err := client.Fetch(t.Context(), s.URL+path)
		if err != nil || fetched.Media.Width != 640 || fetched.Media.Bytes != bytes {
			t.Errorf("%s: want the header of 640 pixels and %d bytes, got %v and %+v", path, bytes, err, fetched.Media)
		}
	}
}

func TestFetchReadsOnlyWhatTheProbeAsks(t *testing.T) {
	heavy, err := cases.Image("tiff 4000x3000 gray bytes=13000000")
	if err != nil {
		t.Fatal(err)
	}
	light, err := cases.Image("jpeg 1200x800 bytes=6000000")
	if err != nil {
		t.Fatal(err)
	}
	for _, ranges := range []bool{true, false} {
		var sent atomic.Int64
		mux := http.NewServeMux()
		for path, file := range map[string][]byte{"/a.tiff": heavy, "/a.jpg": light} {
			mux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) {
				if !ranges {
					r.Header.Del("Range")
				}
				http.ServeContent(&counted{w, &sent}, r, "", time.Time{}, strings.NewReader(string(file)))
			})
		}
		mux.HandleFunc("/gone.jpg", http.NotFound)
		mux.HandleFunc("/empty.jpg", func(w http.ResponseWriter, r *http.Request) {
			http.ServeContent(w, r, "", time.Time{}, strings.NewReader(""))
		})
		s := front(t, mux)
		client := allowed(fetch.Options{})
		got, err := client.Fetch(t.Context(), s.URL+"/a.jpg")
		if err != nil || got.Media.Format != probe.JPEG || got.Media.Width != 1200 || got.Media.Bytes != 6_000_000 {
			t.Errorf("ranges %v: want the JPEG, got %v %+v", ranges, err, got)
		}
		if n := sent.Load(); ranges && n > 64<<10 {
			t.Errorf("want at most 64 KiB sent for the header of a JPEG, got %d", n)
		}
		if got, err = client.Fetch(t.Context(), s.URL+"/a.tiff"); ranges && (err != nil || got.Media.Width != 4000) {
			t.Errorf("ranges %v: want the TIFF, got %v %+v", ranges, err, got)
		}
		if got, err = client.Fetch(t.Context(), s.URL+"/gone.jpg"); err != nil || !got.Failed {
			t.Errorf("want a file that is not there to have failed, got %v %+v", err, got)
		}
		if got, err = client.Fetch(t.Context(), s.URL+"/empty.jpg"); err != nil || got.Media.Fault == probe.None {
			t.Errorf("want an empty file to be no picture, got %v %+v", err, got)
		}
	}
}

type counted struct {
	http.ResponseWriter
	n *atomic.Int64
}

func (c *counted) Write(p []byte) (int, error) {
	n, err := c.ResponseWriter.Write(p)
	c.n.Add(int64(n))
	return n, err
}

func TestNamesThatDoNotExistHaveFailed(t *testing.T) {
	names := &nameserver{missing: map[string]bool{"gone.test": true}}
	got, err := allowed(fetch.Options{Resolver: names.resolver(t)}).Fetch(t.Context(), "http://gone.test/a.jpg")
	if err != nil || !got.Failed {
		t.Errorf("want failed, got %v %+v", err, got)
	}
}

func TestFetchHonoursItsContext(t *testing.T) {
	s := front(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() }))
	why := errors.New("the caller hung up")
	ctx, cancel := context.WithCancelCause(t.Context())
	time.AfterFunc(20*time.Millisecond, func() { cancel(why) })
	if _, err := allowed(fetch.Options{}).Fetch(ctx, s.URL); !errors.Is(err, why) {
		t.Errorf("want %v, got %v", why, err)
	}
}
