package body

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net/url"
	"strings"
	"testing"
)

// nothing listens to a reader: what is left is the reader's own time.
type nothing struct{}

func (nothing) BeginObject()   {}
func (nothing) EndObject()     {}
func (nothing) BeginArray()    {}
func (nothing) EndArray()      {}
func (nothing) Key([]byte)     {}
func (nothing) BeginString()   {}
func (nothing) Text([]byte)    {}
func (nothing) EndString()     {}
func (nothing) Number([]byte)  {}
func (nothing) Bool(bool)      {}
func (nothing) Null()          {}
func (nothing) Write(p []byte) {}
func (nothing) Done() bool     { return false }

// toBase64 hands the strings of a body to a base64 reader, as the engine does.
type toBase64 struct {
	nothing
	b Base64
}

func (e *toBase64) BeginString()  { e.b.Reset(nil) }
func (e *toBase64) Text(p []byte) { e.b.Write(p) }
func (e *toBase64) EndString()    { e.b.End() }

// imageText is 7 MB of base64, as of a photo of 5 MB.
var imageText = base64.StdEncoding.EncodeToString(noise(7 << 20 / 4 * 3))

func noise(n int) []byte {
	b := make([]byte, n)
	x := uint64(88172645463325252)
	for i := range b {
		x ^= x << 13
		x ^= x >> 7
		x ^= x << 17
		b[i] = byte(x >> 32)
	}
	return b
}

func imageBody() []byte {
	return []byte(`{"image":"data:image/png;base64,` + imageText + `","type":"anime"}`)
}

// BenchmarkImageBody is a body with an image of 7 MB base64, in chunks as a network gives them.
func BenchmarkImageBody(b *testing.B) {
	plain := imageBody()
	php := bytes.ReplaceAll(plain, []byte("/"), []byte(`\/`))
	for _, size := range []int{len(php), 64 << 10} {
		chunks := func(b *testing.B, body []byte, write func([]byte)) {
			b.SetBytes(int64(len(body)))
			for b.Loop() {
				for p := body; len(p) > 0; p = p[min(size, len(p)):] {
					write(p[:min(size, len(p))])
				}
			}
		}
		name := fmt.Sprintf("/chunk=%d", size)
		if size == len(php) {
			name = "/whole"
		}
		b.Run("floor"+name, func(b *testing.B) {
			n := 0
			chunks(b, plain, func(p []byte) { n += bytes.IndexByte(p, 0) })
		})
		b.Run("json"+name, func(b *testing.B) {
			var r JSON
			r.Reset(nothing{})
			chunks(b, plain, func(p []byte) {
				if r.Offset() > 0 && p[0] == '{' {
					r.Reset(nothing{})
				}
				r.Write(p)
			})
		})
		b.Run("base64"+name, func(b *testing.B) {
			var r Base64
			r.Reset(nil)
			chunks(b, []byte(imageText), r.Write)
		})
		b.Run("json+base64"+name, func(b *testing.B) {
			var r JSON
			var e toBase64
			chunks(b, plain, func(p []byte) {
				if p[0] == '{' {
					r.Reset(&e)
				}
				r.Write(p)
			})
		})
		b.Run("json+base64, slashes escaped"+name, func(b *testing.B) {
			var r JSON
			var e toBase64
			chunks(b, php, func(p []byte) {
				if p[0] == '{' {
					r.Reset(&e)
				}
				r.Write(p)
			})
		})
		b.Run("base64, decoded"+name, func(b *testing.B) {
			var r Base64
			r.Reset(nothing{})
			chunks(b, []byte(imageText), r.Write)
		})
	}
	b.Run("encoding/json+base64", func(b *testing.B) {
		b.SetBytes(int64(len(plain)))
		b.ReportAllocs()
		for b.Loop() {
			var v struct{ Image string }
			if err := json.Unmarshal(plain, &v); err != nil {
				b.Fatal(err)
			}
			if _, err := base64.StdEncoding.DecodeString(v.Image[len("data:image/png;base64,"):]); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkSmallValues is a body of many keys and numbers, and one of Chinese text.
func BenchmarkSmallValues(b *testing.B) {
	members := strings.Repeat(`{"id":"img-1","width":1024,"ok":true,"ratio":0.75},`, 20000)
	for name, text := range map[string]string{
		"members": `[` + members + `null]`,
		"chinese": `"` + strings.Repeat("将图片背景去除，保留主体。", 40000) + `"`,
		"escapes": `"` + strings.Repeat(`\u5c06\u56fe\n`, 60000) + `"`,
	} {
		body := []byte(text)
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(body)))
			var r JSON
			for b.Loop() {
				r.Reset(nothing{})
				r.Write(body)
				if f := r.End(); f.Kind != 0 {
					b.Fatal(f)
				}
			}
		})
		b.Run(name+"/json.Valid", func(b *testing.B) {
			b.SetBytes(int64(len(body)))
			for b.Loop() {
				json.Valid(body)
			}
		})
	}
}

// BenchmarkMultipartImage is a form with a photo of 5 MB, in chunks as a network gives them.
func BenchmarkMultipartImage(b *testing.B) {
	const boundary = "----WebKitFormBoundary7MA4YWxkTrZu0gW"
	body := []byte("--" + boundary + "\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a.jpg\"\r\n" +
		"Content-Type: image/jpeg\r\n\r\n" + string(noise(5<<20)) + "\r\n--" + boundary + "--\r\n")
	b.Run("body", func(b *testing.B) {
		b.SetBytes(int64(len(body)))
		var r Multipart
		for b.Loop() {
			r.Reset([]byte(boundary), partsIgnored{})
			for p := body; len(p) > 0; p = p[min(64<<10, len(p)):] {
				r.Write(p[:min(64<<10, len(p))])
			}
			if f := r.End(); f.Kind != 0 || r.Parts() != 1 {
				b.Fatal(f)
			}
		}
	})
	b.Run("mime/multipart", func(b *testing.B) {
		b.SetBytes(int64(len(body)))
		b.ReportAllocs()
		for b.Loop() {
			r := multipart.NewReader(bytes.NewReader(body), boundary)
			for {
				p, err := r.NextPart()
				if err == io.EOF {
					break
				}
				if err != nil {
					b.Fatal(err)
				}
				io.Copy(io.Discard, p)
			}
		}
	})
}

// BenchmarkFormImage is a form with an image of 7 MB base64, percent-encoded.
func BenchmarkFormImage(b *testing.B) {
	body := "image=" + url.QueryEscape(imageText) + "&type=anime"
	b.Run("body", func(b *testing.B) {
		b.SetBytes(int64(len(body)))
		text := []byte(body)
		var r Form
		for b.Loop() {
			r.Reset(partsIgnored{})
			r.Write(text)
			if f := r.End(); f.Kind != 0 || r.Parts() != 2 {
				b.Fatal(f)
			}
		}
	})
	b.Run("net/url", func(b *testing.B) {
		b.SetBytes(int64(len(body)))
		b.ReportAllocs()
		for b.Loop() {
			if _, err := url.ParseQuery(body); err != nil {
				b.Fatal(err)
			}
		}
	})
}
