package hostile

import (
	"encoding/base64"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/known"
	"github.com/willpass/willpass/validate/probe"
)

var shipped = sync.OnceValues(func() (*validate.Rules, error) { return known.Rules() })

func rulesOf(t testing.TB) *validate.Rules {
	t.Helper()
	rules, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	return rules
}

// most bounds what is allocated in all while a request of any length is judged, in bytes: the texts and values that are kept,
// and what the verdict takes.
const most = 18 << 20

func TestRequestsAtFullSize(t *testing.T) {
	rules := rulesOf(t)
	for _, r := range Requests() {
		t.Run(r.Name, func(t *testing.T) {
			times, length := r.Full/shorter, 0
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			stream := rules.Begin(r.Head, validate.Facts{})
			for piece := range r.Pieces(times) {
				stream.Write(piece)
				length += len(piece)
			}
			v := stream.End()
			runtime.ReadMemStats(&after)
			allocated := after.TotalAlloc - before.TotalAlloc
			t.Logf("%d bytes, %d allocated", length, allocated)
			if got := Summary(&v); shorter == 1 && got != r.Want {
				t.Errorf("want %q, got %q", r.Want, got)
			}
			if allocated > most {
				t.Errorf("want at most %d bytes allocated, got %d", most, allocated)
			}
		})
	}
}

// judge is the verdict on a body cut at places.
func judge(rules *validate.Rules, head validate.Request, body []byte, cuts ...int) string {
	stream := rules.Begin(head, validate.Facts{})
	last := 0
	for _, cut := range append(cuts, len(body)) {
		piece := append([]byte(nil), body[last:cut]...)
		stream.Write(piece)
		clear(piece) // it is not kept
		last = cut
	}
	v := stream.End()
	return string(v.AppendJSON(nil))
}

// splits demands the same verdict wherever a body is cut: in two, and in pieces of one length.
func splits(t *testing.T, head validate.Request, body []byte) {
	t.Helper()
	rules := rulesOf(t)
	want := judge(rules, head, body)
	step := 1 + len(body)*shorter/500
	for cut := 1; cut < len(body); cut += step {
		if got := judge(rules, head, body, cut); got != want {
			t.Fatalf("cut at %d: want\n%s\ngot\n%s", cut, want, got)
		}
	}
	for _, size := range []int{1, 2, 3, 7, 31, 33} {
		var cuts []int
		for cut := size; cut < len(body); cut += size {
			cuts = append(cuts, cut)
		}
		if got := judge(rules, head, body, cuts...); got != want {
			t.Fatalf("in pieces of %d: want\n%s\ngot\n%s", size, want, got)
		}
	}
}

// TestEveryCutGivesTheSameVerdict cuts short forms of all requests: with their repeating parts once and three times.
func TestEveryCutGivesTheSameVerdict(t *testing.T) {
	for _, r := range Requests() {
		t.Run(r.Name, func(t *testing.T) {
			if len(r.Head.URL)+len(r.Head.Method)+len(r.Head.Headers) > 10_000 {
				return // its body is like others: the head is what is hostile, and is read each time
			}
			splits(t, r.Head, r.Body(1))
			if r.Full > 0 {
				splits(t, r.Head, r.Body(3))
			}
		})
	}
}

func TestFilesAreReadAlike(t *testing.T) {
	for _, f := range Files() {
		t.Run(f.Name, func(t *testing.T) {
			b := []byte(f.Bytes)
			m := probe.Bytes(b)
			if got := Header(&m); got != f.Want {
				t.Errorf("want %q, got %q", f.Want, got)
			}
			for _, size := range []int{1, 7, 4097} {
				var s probe.Stream
				s.Reset(-1)
				for rest := b; len(rest) > 0; rest = rest[min(size, len(rest)):] {
					s.Write(rest[:min(size, len(rest))])
				}
				if got := s.End(); got != m {
					t.Fatalf("in pieces of %d: want %+v, got %+v", size, m, got)
				}
			}
			for n := 0; n < min(len(b), 2048); n++ {
				if m := probe.Bytes(b[:n]); m.Fault == probe.None && m.Width < 0 {
					t.Fatalf("the first %d bytes: got %+v", n, m)
				}
			}
		})
	}
}

// TestFilesInRequests sends each file as base64 in JSON and as a part of a form: the verdicts are the same however the request
// is cut.
func TestFilesInRequests(t *testing.T) {
	for _, f := range Files() {
		t.Run(f.Name, func(t *testing.T) {
			file := f.Bytes[:min(len(f.Bytes), 3000)]
			splits(t, video(), []byte(`{"model":"viduq1","images":["data:image/png;base64,`+base64.StdEncoding.EncodeToString([]byte(file))+`"]}`))
			splits(t, ocr(), []byte(`{"image":"`+base64.StdEncoding.EncodeToString([]byte(file))+`"}`))
			splits(t, cutout("multipart/form-data; boundary=B"), []byte(start+file+end))
		})
	}
}

// TestLiesAreNotBelieved: what a picture says of itself beyond a limit is refused, however small the file.
func TestLiesAreNotBelieved(t *testing.T) {
	rules := rulesOf(t)
	for _, f := range Files() {
		if !strings.Contains(f.Name, "65535 × 65535") {
			continue
		}
		v := rules.Check(withBody(cutout("multipart/form-data; boundary=B"), start+f.Bytes+end), validate.Facts{})
		if v.Outcome != validate.Rejected {
			t.Errorf("%s: want it refused, got %s", f.Name, Summary(&v))
		}
	}
}

func withBody(r validate.Request, body string) validate.Request {
	r.Body = []byte(body)
	return r
}

// TestWhatIsReplacedMakesRoom: texts of members that come again do not crowd out the last ones, which count.
func TestWhatIsReplacedMakesRoom(t *testing.T) {
	rules := rulesOf(t)
	for _, c := range []struct{ name, again string }{
		{"texts", `"model":"viduq1","prompt":"` + repeated("some text ", 100) + `",`},
		{"arrays of texts", `"images":["https://a.example/` + repeated("a", 1000) + `"],`},
		{"booleans among texts", `"bgm":true,"prompt":"` + repeated("some text ", 100) + `",`},
		{"numbers", `"duration":` + repeated("1", 1000) + `,`},
		{"data URLs", `"images":["data:image/png;base64,AAAA","data:` + repeated("a", 200) + `;base64,AAAA"],`},
	} {
		rest := `"bgm":true,"prompt":"a cat","duration":5,` + good + `}`
		want := rules.Check(withBody(video(), "{"+c.again+rest), validate.Facts{})
		got := rules.Check(withBody(video(), "{"+strings.Repeat(c.again, 18_000_000/len(c.again))+rest), validate.Facts{})
		if want, got := string(want.AppendJSON(nil)), string(got.AppendJSON(nil)); want != got {
			t.Errorf("%s: want\n%s\ngot\n%s", c.name, want, got)
		}
	}
}

// TestAURLIsToldFromBase64WithoutItsText: of a request with more text than is kept, later texts are known by their start.
func TestAURLIsToldFromBase64WithoutItsText(t *testing.T) {
	rules := rulesOf(t)
	const elements, unread = 4000, "no known image, video or document"
	for _, c := range []struct {
		name, last string
		read       bool
	}{
		{"a URL", "https://" + repeated("a", 2040), false},
		{"no picture", "data:image/png;base64," + repeated("A", 2024), true},
	} {
		v := rules.Check(withBody(video(), `{"model":"viduq1","images":[`+strings.Repeat(`"`+long+`",`, elements)+`"`+c.last+`"]}`), validate.Facts{})
		read := slices.ContainsFunc(v.Findings, func(f validate.Finding) bool { return f.At == "body:/images/4000" && f.Got == unread })
		if read != c.read {
			t.Errorf("%s: want it read as a file %t, got %t", c.name, c.read, read)
		}
	}
}
