package httpcheck_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"io"
	"mime/multipart"
	"net"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/cases"
	"github.com/willpass/willpass/validate/known"
	"github.com/willpass/willpass/validate/settle"
)

// provider is a fake provider on loopback that keeps what arrives.
type provider struct {
	*httptest.Server
	mu      sync.Mutex
	arrived map[[sha256.Size]byte]int // by the hash of the body
	partial int                       // bodies that broke off
	headers []http.Header
	lengths []int64
	status  int
	answer  string
}

func newProvider(t testing.TB) *provider {
	t.Helper()
	p := &provider{arrived: map[[sha256.Size]byte]int{}, status: 200, answer: `{"task_id":"1","state":"created"}`}
	p.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		p.mu.Lock()
		defer p.mu.Unlock()
		if err != nil {
			p.partial++
			return
		}
		p.arrived[sha256.Sum256(body)]++
		p.headers = append(p.headers, r.Header.Clone())
		p.lengths = append(p.lengths, r.ContentLength)
		w.WriteHeader(p.status)
		io.WriteString(w, p.answer)
	}))
	t.Cleanup(p.Close)
	return p
}

// base sends every request to the fake provider, whatever its host.
func (p *provider) base() *http.Transport {
	return &http.Transport{MaxIdleConnsPerHost: 16, DialContext: func(ctx context.Context, network, _ string) (net.Conn, error) {
		var d net.Dialer
		return d.DialContext(ctx, network, p.Listener.Addr().String())
	}}
}

// count is how many bodies arrived whole, and how often one of them.
func (p *provider) count(body []byte) (all, of int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, n := range p.arrived {
		all += n
	}
	return all, p.arrived[sha256.Sum256(body)]
}

var loaded = sync.OnceValues(func() (*validate.Rules, error) { return known.Rules() })

func checker(t testing.TB) *settle.Checker {
	t.Helper()
	rules, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	return &settle.Checker{Rules: rules}
}

const upload = "http://www.ailabapi.com/api/cutout/general/universal-background-removal"

// form is an upload of a picture, padded with noise.
func form(t testing.TB, recipe string, padding int, seed byte) (body []byte, contentType string) {
	t.Helper()
	file, err := cases.Image(recipe)
	if err != nil {
		t.Fatal(err)
	}
	noise := make([]byte, padding)
	x := uint32(seed) + 1
	for i := range noise {
		x ^= x << 13
		x ^= x >> 17
		x ^= x << 5
		noise[i] = byte(x)
	}
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	part, err := w.CreateFormFile("image", "photo.png")
	if err != nil {
		t.Fatal(err)
	}
	part.Write(append(file, noise...))
	w.Close()
	return b.Bytes(), w.FormDataContentType()
}

func post(t testing.TB, url, contentType string, body io.Reader) *http.Request {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), "POST", url, body)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", contentType)
	r.Header.Set("Ailabapi-Api-Key", "k")
	r.Header.Set("Authorization", "Token k")
	r.Header.Set("X-Api-Key", "k")
	return r
}

// stream hides everything of a reader but Read, so that a request has no GetBody.
type stream struct{ io.Reader }

func read(t testing.TB, response *http.Response) string {
	t.Helper()
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}
