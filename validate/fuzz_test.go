package validate_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/willpass/willpass/validate"
)

// FuzzCheck judges any request: it ends, never panics, gives an honest verdict, and the same one in pieces.
func FuzzCheck(f *testing.F) {
	rules := rulesOf(f)
	seen := map[string]int{}
	for _, e := range examples(f) {
		v := rules.Check(e.request, e.facts)
		if seen[v.Endpoint]++; seen[v.Endpoint] > 2 || len(e.request.Body) > 2000 {
			continue
		}
		f.Add(e.request.Method, e.request.URL, lines(e.request.Headers), e.request.Body)
	}
	f.Fuzz(func(t *testing.T, method, url, headers string, body []byte) {
		request := validate.Request{Method: method, URL: url, Headers: readLines(headers), Body: body}
		v := rules.Check(request, validate.Facts{})
		honest(t, rules, url, &v)
		if len(body) > 1<<12 {
			return
		}
		stream := rules.Begin(request, validate.Facts{})
		for i := range body {
			stream.Write(body[i : i+1])
		}
		again := stream.End()
		if want, got := string(v.AppendJSON(nil)), string(again.AppendJSON(nil)); want != got {
			t.Errorf("in pieces:\nwant %s\ngot  %s", want, got)
		}
	})
}

// lines is headers as text, one a line.
func lines(headers []validate.Header) string {
	var b strings.Builder
	for _, h := range headers {
		b.WriteString(h.Name + ":" + h.Value + "\n")
	}
	return b.String()
}

func readLines(text string) []validate.Header {
	var out []validate.Header
	for line := range strings.SplitSeq(text, "\n") {
		if name, value, found := strings.Cut(line, ":"); found {
			out = append(out, validate.Header{Name: name, Value: value})
		}
	}
	return out
}

func TestHeadersAsTextComeBack(t *testing.T) {
	want := []validate.Header{{Name: "A", Value: "b:c"}, {Name: "D", Value: ""}}
	if got := readLines(lines(want)); !slices.Equal(want, got) {
		t.Errorf("want %v, got %v", want, got)
	}
}
