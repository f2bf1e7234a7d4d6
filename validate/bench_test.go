package validate_test

import (
	"encoding/base64"
	"strings"
	"testing"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/cases"
	"github.com/willpass/willpass/validate/probe"
)

// toVidu is a request for a video with this body.
func toVidu(body string) validate.Request {
	return validate.Request{Method: "POST", URL: "https://api.vidu.com/ent/v2/img2video", Body: []byte(body),
		Headers: []validate.Header{{Name: "Authorization", Value: "Token k"}, {Name: "Content-Type", Value: "application/json"}}}
}

// withURL is a request of 1 kB whose image is a URL.
func withURL() validate.Request {
	return toVidu(`{"model":"viduq3-pro","images":["https://example.com/cat.png"],"prompt":"` + strings.Repeat("a cat ", 100) + `","duration":5}`)
}

// withImage is a request whose image is in the body.
func withImage(picture []byte) validate.Request {
	return toVidu(`{"model":"viduq3-pro","images":["data:image/jpeg;base64,` + base64.StdEncoding.EncodeToString(picture) + `"],"duration":5}`)
}

// bulkOfURLs is a request to tag 1,000 images, of 150 kB.
func bulkOfURLs() validate.Request {
	body := []byte(`{"taggingRequest":[`)
	for i := range 1000 {
		if i > 0 {
			body = append(body, ',')
		}
		id := string([]byte{'a' + byte(i/100), '0' + byte(i/10%10), '0' + byte(i%10)})
		body = append(body, `{"image":{"type":"url","content":"https://cdn.example.com/products/2026/11/`+id+`-front-large.jpg"},"context":{"id":"product-`+id+`"}}`...)
	}
	return validate.Request{Method: "POST", URL: "https://api.omnious.com/tagger/v2.12/bulk", Body: append(body, `]}`...),
		Headers: []validate.Header{{Name: "x-api-key", Value: "k"}, {Name: "Content-Type", Value: "application/json"}}}
}

// BenchmarkCheck judges whole requests, the documents being loaded.
func BenchmarkCheck(b *testing.B) {
	rules := rulesOf(b)
	picture, err := cases.Image("jpeg 1600x1200 bytes=5242880")
	if err != nil {
		b.Fatal(err)
	}
	for _, c := range []struct {
		name    string
		request validate.Request
	}{{"1 kB with a URL", withURL()}, {"7 MB with an image in base64", withImage(picture)}, {"bulk of 1,000 URLs", bulkOfURLs()}} {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(c.request.Body)))
			b.ReportAllocs()
			for b.Loop() {
				rules.Check(c.request, validate.Facts{})
			}
		})
	}
	b.Run("1 kB with a URL, one stream for all", func(b *testing.B) {
		request := withURL()
		var s validate.Stream
		b.SetBytes(int64(len(request.Body)))
		b.ReportAllocs()
		for b.Loop() {
			s.Begin(rules, request, validate.Facts{})
			s.Write(request.Body)
			s.End()
		}
	})
	b.Run("a file of 5 MB", func(b *testing.B) {
		b.ReportAllocs()
		files := make([]validate.File, 1)
		for b.Loop() {
			files[0].Media = probe.Bytes(picture)
			rules.CheckFiles("vidu/img2video", files, validate.Facts{})
		}
	})
}

// BenchmarkAppendJSON writes a verdict with four answers and five findings.
func BenchmarkAppendJSON(b *testing.B) {
	v := rulesOf(b).Check(withURL(), validate.Facts{})
	out := v.AppendJSON(nil)
	b.SetBytes(int64(len(out)))
	b.ReportAllocs()
	for b.Loop() {
		out = v.AppendJSON(out[:0])
	}
}
