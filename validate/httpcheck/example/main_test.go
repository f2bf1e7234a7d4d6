package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"io"
	"log/slog"
	"mime/multipart"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/willpass/willpass/validate/cases"
)

// TestUploads runs the service against a fake provider on loopback: doomed uploads never arrive there, good ones arrive as
// they were sent, many at once.
func TestUploads(t *testing.T) {
	var mu sync.Mutex
	arrived := map[[sha256.Size]byte]int{}
	total, keys := 0, 0
	provider := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		mu.Lock()
		defer mu.Unlock()
		arrived[sha256.Sum256(body)]++
		total++
		if r.Header.Get("ailabapi-api-key") == "the-key" {
			keys++
		}
		io.WriteString(w, `{"error_code":0}`)
	}))
	defer provider.Close()
	base := provider.Client().Transport.(*http.Transport).Clone()
	base.TLSClientConfig.InsecureSkipVerify = true // the fake has no certificate for the provider's name
	base.DialContext = func(ctx context.Context, network, _ string) (net.Conn, error) {
		var d net.Dialer
		return d.DialContext(ctx, network, provider.Listener.Addr().String())
	}
	handler, err := service("the-key", base, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	s := httptest.NewServer(handler)
	defer s.Close()
	upload := func(recipe string) (body []byte, status int, answer string) {
		file, err := cases.Image(recipe)
		if err != nil {
			t.Error(err)
			return
		}
		var b bytes.Buffer
		w := multipart.NewWriter(&b)
		part, _ := w.CreateFormFile("image", "photo.png")
		part.Write(file)
		w.Close()
		body = bytes.Clone(b.Bytes())
		response, err := http.Post(s.URL+"/cutout", w.FormDataContentType(), &b)
		if err != nil {
			t.Error(err)
			return
		}
		defer response.Body.Close()
		text, _ := io.ReadAll(response.Body)
		return body, response.StatusCode, string(text)
	}
	var wait sync.WaitGroup
	const workers, each = 6, 4
	for range workers {
		wait.Go(func() {
			for range each {
				body, status, answer := upload("png 640x480 bytes=300000")
				mu.Lock()
				n := arrived[sha256.Sum256(body)]
				mu.Unlock()
				if status != 200 || n != 1 || !strings.Contains(answer, `"error_code":0`) {
					t.Errorf("want the good upload at the provider once, byte for byte, got %d times, status %d %s", n, status, answer)
				}
				if _, status, answer = upload("png 5000x100"); status != 422 || !strings.Contains(answer, "form:image: got ") {
					t.Errorf("want the doomed upload refused in the service's own words, got %d %s", status, answer)
				}
			}
		})
	}
	wait.Wait()
	if total != workers*each || keys != total {
		t.Errorf("want %d requests at the provider, each with the key, got %d, %d with it", workers*each, total, keys)
	}
}

func TestExitCodes(t *testing.T) {
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	for args, want := range map[string]int{"-nope": 2, "-listen=nonsense": 1, "-listen=127.0.0.1:0": 0} {
		var stderr bytes.Buffer
		if got := run(ended, []string{args}, "", &stderr); got != want {
			t.Errorf("%s: want %d, got %d: %s", args, want, got, stderr.String())
		}
	}
}
