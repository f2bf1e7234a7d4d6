package main

import (
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"strings"
	"testing"
)

// parts is a multipart body as Go's reader sees it: one line per part.
func parts(t *testing.T, contentType, body string) []string {
	t.Helper()
	media, params, err := mime.ParseMediaType(contentType)
	if err != nil || media != "multipart/form-data" {
		t.Fatalf("want multipart/form-data, got %q: %v", contentType, err)
	}
	reader := multipart.NewReader(strings.NewReader(body), params["boundary"])
	var out []string
	for {
		part, err := reader.NextRawPart()
		if errors.Is(err, io.EOF) {
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(part)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, fmt.Sprintf("%s|%s|%s", part.Header.Get("Content-Disposition"), part.Header.Get("Content-Type"), content))
	}
}

var formFiles = map[string]string{"photo.jpg": "JPEG\r\n--", "plain.txt": "text\n", "we\"ird, one.PNG": "PNG", "none": "bytes"}

var formTests = []struct {
	name string
	args []string
	want []string
}{
	{"text", []string{"-F", "a=b c"}, []string{`form-data; name="a"||b c`}},
	{"a file has the type of its ending", []string{"-F", "i=@photo.jpg"}, []string{`form-data; name="i"; filename="photo.jpg"|image/jpeg|` + "JPEG\r\n--"}},
	{"a file without an ending", []string{"-F", "i=@none"}, []string{`form-data; name="i"; filename="none"|application/octet-stream|bytes`}},
	{"a type and a name of its own", []string{"-F", "i=@photo.jpg;type=image/png;filename=other.bin"},
		[]string{`form-data; name="i"; filename="other.bin"|image/png|` + "JPEG\r\n--"}},
	{"a type with a parameter", []string{"-F", "i=@none;type=text/plain; charset=utf-8;filename=x"},
		[]string{`form-data; name="i"; filename="x"|text/plain; charset=utf-8|bytes`}},
	{"the type follows the name that is given", []string{"-F", "i=@none;filename=x.gif"}, []string{`form-data; name="i"; filename="x.gif"|image/gif|bytes`}},
	{"< is the text of a file", []string{"-F", "t=<plain.txt"}, []string{`form-data; name="t"||` + "text\n"}},
	{"text with a type", []string{"-F", `t={"a":1};type=application/json`}, []string{`form-data; name="t"|application/json|{"a":1}`}},
	{"text with a file name", []string{"-F", "t=x;filename=a.txt"}, []string{`form-data; name="t"; filename="a.txt"|text/plain|x`}},
	{"text with a file name of no known ending", []string{"-F", "t=x;filename=a.bin"}, []string{`form-data; name="t"; filename="a.bin"||x`}},
	{"< of a file with an ending", []string{"-F", "t=<photo.jpg"}, []string{`form-data; name="t"|image/jpeg|` + "JPEG\r\n--"}},
	{"text ends at a semicolon", []string{"-F", "t= x ;y=1"}, []string{`form-data; name="t"||x`}},
	{"quotes keep it", []string{"-F", `t=" x;\"y\" ";type=text/plain`}, []string{`form-data; name="t"|text/plain| x;"y" `}},
	{"a quoted name of a file", []string{"-F", `i=@"we\"ird, one.PNG"`}, []string{`form-data; name="i"; filename="we%22ird, one.PNG"|image/png|PNG`}},
	{"--form-escape", []string{"--form-escape", "-F", `i=@"we\"ird, one.PNG"`}, []string{`form-data; name="i"; filename="we\"ird, one.PNG"|image/png|PNG`}},
	{"--form-string takes all as it is", []string{"--form-string", "s=@photo.jpg;type=x"}, []string{`form-data; name="s"||@photo.jpg;type=x`}},
	{"standard input", []string{"-F", "i=@-;filename=in.png"}, []string{`form-data; name="i"; filename="in.png"|image/png|piped`}},
	{"several parts in their order", []string{"-F", "b=2", "-F", "a=1", "-F", "b=3"},
		[]string{`form-data; name="b"||2`, `form-data; name="a"||1`, `form-data; name="b"||3`}},
	{"a name in need of quoting", []string{"-F", "a\"b\n=1"}, []string{`form-data; name="a%22b%0A"||1`}},
	{"an empty text", []string{"-F", "a="}, []string{`form-data; name="a"||`}},
}

func TestCurlForm(t *testing.T) {
	inFolder(t, formFiles)
	for _, test := range formTests {
		t.Run(test.name, func(t *testing.T) {
			r, err := readCurl(append(test.args, "https://h.example/"), strings.NewReader("piped"))
			if err != nil {
				t.Fatal(err)
			}
			if r.Method != "POST" {
				t.Errorf("want POST, got %s", r.Method)
			}
			got := parts(t, headerOf(r, "Content-Type"), bodyOf(t, r))
			if fmt.Sprintf("%q", got) != fmt.Sprintf("%q", test.want) {
				t.Errorf("want %q, got %q", test.want, got)
			}
		})
	}
}
