package body_test

import (
	"fmt"

	"github.com/willpass/willpass/validate/body"
)

// upload is told the parts of a form.
type upload struct{ bytes int }

func (u *upload) BeginPart(p *body.PartHeader) { fmt.Printf("%s %s\n", p.Name, p.FileName) }
func (u *upload) Data(b []byte)                { u.bytes += len(b) }
func (u *upload) EndPart()                     { fmt.Println(u.bytes, "bytes") }

func ExampleMultipart() {
	boundary, _ := body.Boundary([]byte(`multipart/form-data; boundary="x"`))
	var r body.Multipart
	r.Reset(boundary, &upload{})
	r.Write([]byte("--x\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a.png\"\r\n\r\n\x89P"))
	r.Write([]byte("NG\r\n--x"))
	fmt.Println(r.End().Kind)
	// Output:
	// image a.png
	// truncated
}

func ExampleBase64() {
	var b body.Base64
	b.Reset(nil)
	b.Write([]byte("data:image/png;base64,iVBORw0K"))
	b.Write([]byte("Ggo"))
	b.End()
	fmt.Printf("%s, %d bytes, padding %s\n", b.MediaType(), b.Decoded, b.Padding)
	// Output: image/png, 8 bytes, padding missing
}

func ExampleParse() {
	document, fault := body.Parse([]byte("{\n  \"limits\": {\"side\": 4096, \"side\": 5000}\n}"))
	side, _ := document.Get("limits").Get("side").Int()
	fmt.Printf("%d\n%d:%d: %s\n", side, fault.Line, fault.Col, fault.Detail)
	// Output:
	// 4096
	// 2:28: want the key side only once
}

func ExampleSplitURL() {
	u := body.SplitURL([]byte("https://example.com:8443/a.png?w=1"))
	fmt.Printf("%s %s %s %s %s\n", u.Scheme, u.Host, u.Port, u.Path, u.Query)
	// Output: https example.com 8443 /a.png w=1
}
