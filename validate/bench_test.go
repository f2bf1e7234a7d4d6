package validate_test

import (
	"encoding/base64"
	"strings"
	"testing"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/cases"
	"github.com/willpass/willpass/validate/known"
)

// BenchmarkCheck judges whole requests, the documents being loaded.
func BenchmarkCheck(b *testing.B) {
	rules, err := known.Rules()
	if err != nil {
		b.Fatal(err)
	}
	picture, err := cases.Image("jpeg 1600x1200 bytes=5242880")
	if err != nil {
		b.Fatal(err)
	}
	vidu := validate.Request{Method: "POST", URL: "https://api.vidu.com/ent/v2/img2video",
		Headers: []validate.Header{{Name: "Authorization", Value: "Token k"}, {Name: "Content-Type", Value: "application/json"}}}
	url, inline := vidu, vidu
	url.Body = []byte(`{"model":"viduq3-pro","images":["https://example.com/cat.png"],"prompt":"` + strings.Repeat("a cat ", 100) + `","duration":5}`)
	inline.Body = []byte(`{"model":"viduq3-pro","images":["data:image/jpeg;base64,` + base64.StdEncoding.EncodeToString(picture) + `"],"duration":5}`)
	bulk := validate.Request{Method: "POST", URL: "https://api.omnious.com/tagger/v2.12/bulk",
		Headers: []validate.Header{{Name: "x-api-key", Value: "k"}, {Name: "Content-Type", Value: "application/json"}}}
	bulk.Body = []byte(`{"taggingRequest":[`)
	for i := range 1000 {
		if i > 0 {
			bulk.Body = append(bulk.Body, ',')
		}
		id := string([]byte{'a' + byte(i/100), '0' + byte(i/10%10), '0' + byte(i%10)})
		bulk.Body = append(bulk.Body, `{"image":{"type":"url","content":"https://cdn.example.com/products/2026/11/`+id+`-front-large.jpg"},"context":{"id":"product-`+id+`"}}`...)
	}
	bulk.Body = append(bulk.Body, `]}`...)
	for _, c := range []struct {
		name    string
		request validate.Request
	}{{"1 kB with a URL", url}, {"7 MB with an image in base64", inline}, {"bulk of 1,000 URLs", bulk}} {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(c.request.Body)))
			b.ReportAllocs()
			for b.Loop() {
				rules.Check(c.request, validate.Facts{})
			}
		})
	}
}
