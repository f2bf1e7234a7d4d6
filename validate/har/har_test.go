package har_test

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/willpass/willpass/validate/har"
)

// recorded is a recording with one request.
func recorded(request string) string {
	return `{"log":{"version":"1.2","pages":[{"id":"p"}],"entries":[{"startedDateTime":"2026-11-21T12:00:00.000Z","request":` + request +
		`,"response":{"status":200,"content":{"mimeType":"text/plain","text":"b2s=","encoding":"base64"}}}]}}`
}

func TestBodies(t *testing.T) {
	files := fstest.MapFS{"resources/abc.png": {Data: []byte("\x89PNG")}, "secret": {Data: []byte("no")}}
	form := `"method":"POST","url":"https://a.example/","headers":[{"name":"Content-Type","value":"multipart/form-data; boundary=B"},{"name":":path","value":"/"}]`
	for _, c := range []struct{ name, request, want, lost string }{
		{"none", `{"method":"GET","url":"https://a.example/"}`, "", ""},
		{"text", `{"postData":{"mimeType":"application/json","text":"{\"a\":\"é\"}"}}`, `{"a":"é"}`, ""},
		{"base64", `{"postData":{"text":"iVBORw==","encoding":"base64"}}`, "\x89PNG", ""},
		{"broken base64", `{"postData":{"text":"iV*","encoding":"base64"}}`, "", "the base64 of the recording is broken"},
		{"an encoding that is not known", `{"postData":{"text":"x","encoding":"rot13"}}`, "", "the recording has it in an encoding that is not known: rot13"},
		{"bytes as characters of their number", `{"bodySize":4,"postData":{"text":"\u0089PNG"}}`, "\x89PNG", ""},
		{"bytes as lossy text", `{"bodySize":4,"postData":{"text":"\ufffdPNG"}}`, "", "the recording took the bytes of the body for text and lost some"},
		{"the character of lost bytes, really sent", `{"bodySize":6,"postData":{"text":"\ufffdPNG"}}`, "\uFFFDPNG", ""},
		{"a size that counts something else", `{"bodySize":99,"postData":{"text":"abc"}}`, "abc", ""},
		{"not recorded", `{"bodySize":99}`, "", "the recording does not hold the body"},
		{"not recorded, by the header", `{"headers":[{"name":"content-length","value":"7"}]}`, "", "the recording does not hold the body"},
		{"a file beside", `{"postData":{"text":"","_file":"resources/abc.png"}}`, "\x89PNG", ""},
		{"a file elsewhere", `{"postData":{"text":"","_file":"../secret"}}`, "", "the recording names a file that is not beside it"},
		{"a file that is gone", `{"postData":{"text":"","_file":"gone"}}`, "", "the file gone of the recording cannot be read"},
		{"HTTP Toolkit", `{"postData":{"text":"","_content":{"text":"iVBORw==","encoding":"base64"}}}`, "\x89PNG", ""},
		{"parameters", `{"postData":{"mimeType":"application/x-www-form-urlencoded","params":[{"name":"a b","value":"1&2"},{"name":"c","value":""}]}}`, "a+b=1%262&c=", ""},
		{"parts", `{` + form + `,"postData":{"mimeType":"multipart/form-data; boundary=B","params":[{"name":"type","value":"anime"},{"name":"image","fileName":"a.png","contentType":"image/png","value":"x"}]}}`,
			"--B\r\nContent-Disposition: form-data; name=type\r\n\r\nanime\r\n--B\r\nContent-Disposition: form-data; filename=a.png; name=image\r\nContent-Type: image/png\r\n\r\nx\r\n--B--\r\n", ""},
		{"parts without their file", `{` + form + `,"postData":{"mimeType":"multipart/form-data; boundary=B","params":[{"name":"image","fileName":"a.png"}]}}`, "", `the recording does not hold the file "a.png"`},
	} {
		var got []har.Entry
		err := har.Read(strings.NewReader(recorded(c.request)), files, func(e *har.Entry) error { got = append(got, *e); return nil })
		if err != nil || len(got) != 1 {
			t.Errorf("%s: want one entry, got %v, %v", c.name, got, err)
			continue
		}
		e := got[0]
		if string(e.Body) != c.want || e.Lost != c.lost {
			t.Errorf("%s: want %q, %q, got %q, %q", c.name, c.want, c.lost, e.Body, e.Lost)
		}
		if string(e.Answer.Body) != "ok" || e.Status != 200 || e.Started.Hour() != 12 {
			t.Errorf("%s: want the answer, got %+v", c.name, e)
		}
		for _, h := range e.Headers {
			if strings.HasPrefix(h.Name, ":") {
				t.Errorf("%s: want no header %s", c.name, h.Name)
			}
		}
	}
}

func TestBroken(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"empty", "", "line 1, column 1: the recording ends too early"},
		{"a list", "[]", "not a recording that can be read: want an object, got ["},
		{"no log", `{"a":1}`, `not a recording that can be read: want {"log":{"entries":[…]}}, there are no entries`},
		{"no entries", `{"log":{"pages":[]}}`, `not a recording that can be read: want {"log":{"entries":[…]}}, there are no entries`},
		{"cut", "{\"log\":{\n\"entries\":[{\"request\":{}},\n{\"request\":{\"method\":", "line 3, column 22, in entry 2: the recording ends too early"},
		{"no JSON", "{\"log\":{\n\"entries\":[{\"request\":{}},\n  {\"request\":{\"method\":GET}}]}}", "line 3, column 24, in entry 2: invalid character 'G' looking for beginning of value"},
		{"a method that is a number", "{\"log\":{\"entries\":[\n  {\"request\":{\"method\":7}}]}}", "line 2, column 3, in entry 1: request.method is a number, want a string"},
		{"HTML", "<!doctype html>", "line 1, column 1: invalid character '<' looking for beginning of value"},
	} {
		path := filepath.Join(t.TempDir(), "flow.har")
		if err := os.WriteFile(path, []byte(c.text), 0o644); err != nil {
			t.Fatal(err)
		}
		f, err := har.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		err = f.Each(func(*har.Entry) error { return nil })
		var broken *har.Error
		if !errors.As(err, &broken) || err.Error() != c.want {
			t.Errorf("%s: want %s, got %v", c.name, c.want, err)
		}
		f.Close()
	}
}

func TestByteOrderMark(t *testing.T) {
	count := 0
	if err := har.Read(strings.NewReader("\uFEFF"+recorded(`{}`)), nil, func(*har.Entry) error { count++; return nil }); err != nil || count != 1 {
		t.Errorf("want one entry, got %d, %v", count, err)
	}
}

func TestZip(t *testing.T) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range map[string]string{"har.har": recorded(`{"postData":{"text":"","_file":"abc.dat"}}`), "abc.dat": "a body"} {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(w, text)
	}
	z.Close()
	path := filepath.Join(t.TempDir(), "flow.har.zip")
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	f, err := har.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := f.Each(func(e *har.Entry) error {
		if string(e.Body) != "a body" {
			t.Errorf("want the file of the archive, got %q, %s", e.Body, e.Lost)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

// TestMemory reads 60 entries of 1 MB each: what is held does not grow with their number.
func TestMemory(t *testing.T) {
	text := base64.StdEncoding.EncodeToString(make([]byte, 750_000))
	parts := []io.Reader{strings.NewReader(`{"log":{"entries":[`)}
	for i := range 60 {
		comma := ","
		if i == 0 {
			comma = ""
		}
		parts = append(parts, strings.NewReader(fmt.Sprintf(`%s{"request":{"method":"POST","url":"https://a.example/","postData":{"encoding":"base64","text":"`, comma)), strings.NewReader(text), strings.NewReader(`"}}}`))
	}
	parts = append(parts, strings.NewReader(`]}}`))
	var most uint64
	last := int64(0)
	if err := har.Read(io.MultiReader(parts...), nil, func(e *har.Entry) error {
		if len(e.Body) != 750_000 || e.End <= last {
			t.Fatalf("want 750000 bytes and to go on, got %d at %d", len(e.Body), e.End)
		}
		last = e.End
		if e.Number%20 == 0 {
			var m runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&m)
			most = max(most, m.HeapAlloc)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if most > 20<<20 {
		t.Errorf("want less than 20 MiB held, got %d bytes", most)
	}
}

// FuzzRead: whatever a recording holds, reading it ends without a panic.
func FuzzRead(f *testing.F) {
	f.Add(recorded(`{"method":"POST","url":"https://a.example/","postData":{"text":"a","params":[{"name":"a","fileName":"b"}]}}`))
	f.Add(`{"log":{"entries":[{},null,1]}}`)
	f.Fuzz(func(t *testing.T, text string) {
		har.Read(strings.NewReader(text), fstest.MapFS{}, func(e *har.Entry) error {
			if e.Lost != "" && e.Body != nil {
				t.Errorf("want no body that is lost, got %q", e.Body)
			}
			return nil
		})
	})
}
