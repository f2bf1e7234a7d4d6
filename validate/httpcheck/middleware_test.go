package httpcheck_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/httpcheck"
	"github.com/willpass/willpass/validate/refusal"
)

func TestMiddleware(t *testing.T) {
	key := validate.Header{Name: "ailabapi-api-key", Value: "k"}
	target := httpcheck.As("POST", "https://www.ailabapi.com/api/cutout/general/universal-background-removal", key)
	var ran int
	var got []byte
	var mu sync.Mutex
	handler := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		ran++
		got, _ = io.ReadAll(r.Body)
		if v, ok := httpcheck.VerdictOf(r.Context()); !ok || v.Provider != "ailab" {
			t.Error("want the verdict in the context")
		}
		if _, ok := r.Body.(io.ReaderAt); !ok {
			t.Error("want a body that can be read anywhere")
		}
	})
	own := func(w http.ResponseWriter, r *http.Request, refused *refusal.Error) {
		w.WriteHeader(http.StatusUnprocessableEntity)
		json.NewEncoder(w).Encode(map[string]string{"problem": refused.Code})
	}
	good, goodType := form(t, "png 640x480", 100_000, 1)
	bad, badType := form(t, "png 5000x100", 100_000, 1)
	t.Setenv("TMPDIR", t.TempDir())
	for _, c := range []struct {
		name      string
		options   httpcheck.MiddlewareOptions
		body      []byte
		kind      string
		status    int
		ran       bool
		contains  string
		predicted bool
	}{
		{"a good one, in memory", httpcheck.MiddlewareOptions{}, good, goodType, 200, true, "", false},
		{"a good one, in a file", httpcheck.MiddlewareOptions{Memory: 1000}, good, goodType, 200, true, "", false},
		{"a bad one", httpcheck.MiddlewareOptions{}, bad, badType, 413, false, "RESOLUTION", true},
		{"a bad one, in a file", httpcheck.MiddlewareOptions{Memory: 1000}, bad, badType, 413, false, "RESOLUTION", true},
		{"a bad one in the service's own shape", httpcheck.MiddlewareOptions{Refuse: own}, bad, badType, 422, false, `{"problem":"`, false},
		{"a bad one observed", httpcheck.MiddlewareOptions{Observe: true}, bad, badType, 200, true, "", false},
		{"too long", httpcheck.MiddlewareOptions{Body: 1000}, good, goodType, 413, false, "Request Entity Too Large", false},
		{"a bad one where one answer must be left", httpcheck.MiddlewareOptions{Strictness: refusal.OneAnswer}, bad, badType, 200, true, "", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			ran, got = 0, nil
			s := httptest.NewServer(httpcheck.Middleware(checker(t), target, c.options)(handler))
			defer s.Close()
			response, err := http.Post(s.URL+"/upload", c.kind, bytes.NewReader(c.body))
			if err != nil {
				t.Fatal(err)
			}
			body := read(t, response)
			if response.StatusCode != c.status || (ran == 1) != c.ran || !strings.Contains(body, c.contains) || (response.Header.Get(httpcheck.Header) != "") != c.predicted {
				t.Errorf("want %d with %q and the handler run %v, got %d %q %v %v", c.status, c.contains, c.ran, response.StatusCode, body, ran, response.Header)
			}
			if c.ran && !bytes.Equal(got, c.body) {
				t.Errorf("want the body as it came, %d bytes, got %d", len(c.body), len(got))
			}
		})
	}
	if left, err := os.ReadDir(os.TempDir()); err != nil || len(left) != 0 {
		t.Errorf("want no file left behind, got %v, %v", left, err)
	}
}

func TestMiddlewareForwards(t *testing.T) {
	handler := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "handled") })
	forward := httpcheck.Forward("https://api.vidu.com/", validate.Header{Name: "Authorization", Value: "Token k"})
	target := func(r *http.Request) (validate.Request, bool) {
		request, _ := forward(r)
		return request, strings.HasPrefix(r.URL.Path, "/ent/")
	}
	s := httptest.NewServer(httpcheck.Middleware(checker(t), target, httpcheck.MiddlewareOptions{})(handler))
	defer s.Close()
	for path, want := range map[string]string{"/ent/v2/text2video": `"reason":"FieldInvalid"`, "/health": "handled"} {
		response, err := http.Post(s.URL+path, "application/json", strings.NewReader(`{"model":"sora","prompt":"a"}`))
		if err != nil {
			t.Fatal(err)
		}
		if body := read(t, response); !strings.Contains(body, want) {
			t.Errorf("%s: want %s, got %s", path, want, body)
		}
	}
}
