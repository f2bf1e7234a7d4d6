package validate_test

import (
	"bytes"
	"io"
	"runtime"
	"strconv"
	"testing"

	"github.com/willpass/willpass/validate"
)

// Bounds of how many bytes judging one request may allocate in all, however long its body is.
const (
	maxAllocated = 8 << 20
	maxElements  = 12 << 20 // of arrays of objects, of which each member is looked at
)

// allocated is how many bytes are allocated in all while a body flows by.
func allocated(t *testing.T, request validate.Request, body io.Reader) (int64, validate.Verdict) {
	t.Helper()
	rules := rulesOf(t)
	piece := make([]byte, 64<<10)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	stream := rules.Begin(request, validate.Facts{})
	for {
		n, err := body.Read(piece)
		stream.Write(piece[:n])
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	v := stream.End()
	runtime.ReadMemStats(&after)
	return int64(after.TotalAlloc - before.TotalAlloc), v
}

// again is a text that comes n times.
type again struct {
	text []byte
	n    int
	left []byte
}

func repeat(text string, n int) io.Reader { return &again{text: []byte(text), n: n} }

func (r *again) Read(p []byte) (int, error) {
	for total := 0; ; {
		if len(r.left) == 0 {
			if r.n == 0 {
				if total == 0 {
					return 0, io.EOF
				}
				return total, nil
			}
			r.n--
			r.left = r.text
		}
		n := copy(p[total:], r.left)
		total, r.left = total+n, r.left[n:]
		if total == len(p) {
			return total, nil
		}
	}
}

// numbered is members or elements with numbers in them.
type numbered struct {
	before, after string
	next, n       int
	left, room    []byte
}

func (r *numbered) Read(p []byte) (int, error) {
	if len(r.left) == 0 {
		if r.next == r.n {
			return 0, io.EOF
		}
		b := r.room[:0]
		for len(b) < 32<<10 && r.next < r.n {
			if r.next > 0 {
				b = append(b, ',')
			}
			b = append(strconv.AppendInt(append(b, r.before...), int64(r.next), 10), r.after...)
			r.next++
		}
		r.left = b
	}
	n := copy(p, r.left)
	r.left = r.left[n:]
	return n, nil
}

func counted(before, after string, n int) io.Reader {
	return &numbered{before: before, after: after, n: n, room: make([]byte, 0, 64<<10)}
}

func TestLaw5MemoryIsBounded(t *testing.T) {
	const million, fiveMillion = 1_000_000 / shorter, 5_000_000 / shorter
	vidu := validate.Request{Method: "POST", URL: "https://api.vidu.com/ent/v2/img2video",
		Headers: []validate.Header{{Name: "Authorization", Value: "Token k"}, {Name: "Content-Type", Value: "application/json"}}}
	bulk := validate.Request{Method: "POST", URL: "https://api.omnious.com/tagger/v2.12/bulk", Headers: []validate.Header{{Name: "x-api-key", Value: "k"}, {Name: "Content-Type", Value: "application/json"}}}
	form := validate.Request{Method: "POST", URL: "https://www.ailabapi.com/api/cutout/general/universal-background-removal",
		Headers: []validate.Header{{Name: "ailabapi-api-key", Value: "k"}, {Name: "Content-Type", Value: "multipart/form-data; boundary=b"}}}
	text := func(s string) io.Reader { return bytes.NewReader([]byte(s)) }
	for _, c := range []struct {
		name    string
		request validate.Request
		body    []io.Reader

		elements bool
	}{
		{"50 MB of base64", vidu, []io.Reader{text(`{"model":"viduq1","images":["data:image/png;base64,`), repeat("iVBORw0KGgoAAAANSUhEUgAA", 10*fiveMillion/24), text(`"]}`)}, false},
		{"50 MB of prompt", vidu, []io.Reader{text(`{"model":"viduq1","prompt":"`), repeat("abcdefghij", fiveMillion), text(`","images":["https://a.example/a.png"]}`)}, false},
		{"50 MB of white space", vidu, []io.Reader{repeat("          ", fiveMillion), text(`{}`)}, false},
		{"50 MB of escapes", vidu, []io.Reader{text(`{"prompt":"`), repeat(`\u0041\n`, 10*fiveMillion/8), text(`"}`)}, false},
		{"a key of 50 MB", vidu, []io.Reader{text(`{"`), repeat("abcdefghij", fiveMillion), text(`":1}`)}, false},
		{"a million elements of an array that is looked at", vidu, []io.Reader{text(`{"model":"viduq1","images":[`), counted(`"https://a.example/`, `.png"`, million), text(`]}`)}, false},
		{"a million objects with members that are looked at", bulk, []io.Reader{text(`{"taggingRequest":[`), counted(`{"id":"`, `","image":{"type":"url","content":"https://a.example/a.png"}}`, million), text(`]}`)}, true},
		{"a million keys", vidu, []io.Reader{text(`{`), counted(`"k`, `":1`, million), text(`}`)}, false},
		{"a million times the same key", vidu, []io.Reader{text(`{"model":"a"`), repeat(`,"model":"viduq1","prompt":"some longer text"`, million), text(`}`)}, false},
		{"a million times an object with the same key", vidu, []io.Reader{text(`{"images":[]`), repeat(`,"images":["https://a.example/a.png"]`, million), text(`}`)}, false},
		{"a million arrays, one in another", vidu, []io.Reader{repeat(`[`, million), repeat(`]`, million)}, false},
		{"a number of 50 MB", vidu, []io.Reader{text(`{"seed":1`), repeat("0000000000", fiveMillion), text(`}`)}, false},
		{"a file of 50 MB in a form", form, []io.Reader{text("--b\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a.jpg\"\r\n\r\n"), repeat("\xff\xd8\xff\xe0\x00\x10JFIF", fiveMillion), text("\r\n--b--\r\n")}, false},
		{"a million parts", form, []io.Reader{repeat("--b\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a.jpg\"\r\n\r\nabc\r\n", million), text("--b--\r\n")}, false},
		{"a header of 50 MB of a part", form, []io.Reader{text("--b\r\nContent-Disposition: form-data; name=\""), repeat("abcdefghij", fiveMillion), text("\"\r\n\r\n\r\n--b--\r\n")}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			n, v := allocated(t, c.request, io.MultiReader(c.body...))
			t.Logf("%.2f MB allocated: %s %s", float64(n)/1e6, v.Outcome, answered(v))
			if v.Endpoint == "" || len(v.Answers) == 0 {
				t.Fatalf("want a verdict, got %s", v.AppendJSON(nil))
			}
			most := int64(maxAllocated)
			if c.elements {
				most = maxElements
			}
			if n > most {
				t.Errorf("want at most %d bytes allocated, got %d", most, n)
			}
		})
	}
}
