package main

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"slices"
	"strings"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/cases"
)

// kind is how a developer would read an input.
type kind string

const (
	urlJSON    kind = "urlJSON"    // a request with the URL of an image
	imageJSON  kind = "imageJSON"  // with an image as a base64 data URL
	form       kind = "form"       // with an image as a part of multipart/form-data
	bulkURLs   kind = "bulkURLs"   // with many URLs and their ids
	bulkImages kind = "bulkImages" // with many images as base64, and their ids
	imageFile  kind = "imageFile"  // a file against the rules of an endpoint, before any request exists
	header     kind = "header"     // the header of a file alone, against no rules
)

// input is what all contenders are given.
type input struct {
	Name     string
	Kind     kind
	Request  validate.Request // without its body; of a file nothing
	Endpoint string           // of a file: where it would be sent
	Data     []byte           `json:"-"` // the body, or the file
}

// formBoundary is as long as those of browsers.
const formBoundary = "----WebKitFormBoundary7MA4YWxkTrZu0gW"

func inputs() ([]input, error) {
	video := request("https://api.vidu.com/ent/v2/img2video", "application/json", "Authorization", "Token k")
	bulk := request("https://api.omnious.com/tagger/v2.12/bulk", "application/json", "x-api-key", "k")
	cutout := request("https://www.ailabapi.com/api/cutout/general/universal-background-removal", "multipart/form-data; boundary="+formBoundary, "ailabapi-api-key", "k")
	all := []input{{Name: "request with a URL, 1 kB", Kind: urlJSON, Request: video,
		Data: []byte(`{"model":"viduq3-pro","images":["https://example.com/cat.png"],"prompt":"` + strings.Repeat("a cat that walks ", 53) + `","duration":5}`)}}
	for _, size := range []struct {
		name  string
		image int
	}{{"100 kB", 75_000}, {"7 MB", 5_250_000}, {"50 MB", 37_500_000}} {
		image, err := cases.Image(fmt.Sprintf("jpeg 1600x1200 bytes=%d", size.image))
		if err != nil {
			return nil, err
		}
		all = append(all, input{Name: "JSON with base64, " + size.name, Kind: imageJSON, Request: video,
			Data: []byte(`{"model":"viduq3-pro","images":["data:image/jpeg;base64,` + base64.StdEncoding.EncodeToString(noisy(image)) + `"],"duration":5}`)})
	}
	for _, size := range []struct {
		name  string
		image int
	}{{"5 MB", 5_000_000}, {"40 MB", 40_000_000}} {
		image, err := cases.Image(fmt.Sprintf("png 1600x1200 bytes=%d", size.image))
		if err != nil {
			return nil, err
		}
		all = append(all, input{Name: "multipart, " + size.name, Kind: form, Request: cutout, Data: bytes.Join([][]byte{
			[]byte("--" + formBoundary + "\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\n"),
			noisy(image), []byte("\r\n--" + formBoundary + "--\r\n")}, nil)})
	}
	small, err := cases.Image("png 64x48")
	if err != nil {
		return nil, err
	}
	encoded := base64.StdEncoding.EncodeToString(small)
	all = append(all, input{Name: "bulk of 1,000 URLs", Kind: bulkURLs, Request: bulk, Data: bulkBody(1000, "url", "https://cdn.example.com/products/2026/11/%d-front-large.jpg")},
		input{Name: "bulk of 1,000 small images", Kind: bulkImages, Request: bulk, Data: bulkBody(1000, "base64", encoded)})
	var files, headers []input
	for _, format := range []string{"jpeg", "png", "webp", "tiff"} {
		image, err := cases.Image(format + " 1600x1200 bytes=5000000")
		if err != nil {
			return nil, err
		}
		name := strings.ToUpper(format)
		files = append(files, input{Name: name + " file, 5 MB", Kind: imageFile, Endpoint: "vidu/img2video", Data: image})
		headers = append(headers, input{Name: name + " header alone", Kind: header, Data: image})
	}
	return slices.Concat(all, files, headers), nil
}

func request(url, contentType, name, value string) validate.Request {
	return validate.Request{Method: "POST", URL: url, Headers: []validate.Header{{Name: name, Value: value}, {Name: "Content-Type", Value: contentType}}}
}

// bulkBody is a request with many images. A %d in content is the image's number.
func bulkBody(n int, carrier, content string) []byte {
	before, after, numbered := strings.Cut(content, "%d")
	b := []byte(`{"taggingRequest":[`)
	for i := range n {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, `{"image":{"type":"`+carrier+`","content":"`+before...)
		if numbered {
			b = append(fmt.Append(b, i), after...)
		}
		b = append(fmt.Append(append(b, `"},"context":{"id":"product-`...), i), `"}}`...)
	}
	return append(b, `]}`...)
}

// noisy fills the zeros behind the picture, where a recipe made the file longer, with bytes that do not repeat soon: photos hold
// no zeros.
func noisy(image []byte) []byte {
	x := uint64(88172645463325252)
	for i := len(bytes.TrimRight(image, "\x00")); i < len(image); i++ {
		x ^= x << 13
		x ^= x >> 7
		x ^= x << 17
		if image[i] = byte(x >> 32); image[i] == rare {
			image[i]++
		}
	}
	return image
}
