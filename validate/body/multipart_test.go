package body

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"path/filepath"
	"strings"
	"testing"
)

// partCase is a body with the boundary "b". It feeds correctness, the oracle, splits and fuzz seeds.
type partCase struct {
	name, text string
	want       string // the parts, as describe writes them
	fault      FaultKind
	offset     int64
}

const (
	fieldA = "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n"
	fileF  = "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x.png\"\r\nContent-Type: image/png\r\n\r\n"
)

var partCases = []partCase{
	{name: "a field", text: fieldA + "1\r\n--b--\r\n", want: `a="1"`},
	{name: "a field and a file", text: fieldA + "1\r\n" + fileF + "\x89PNG\r\n\x1a\n\r\n--b--\r\n", want: `a="1" f(x.png image/png)="\x89PNG\r\n\x1a\n"`},
	{name: "no line end after the last boundary", text: fieldA + "1\r\n--b--", want: `a="1"`},
	{name: "white space after boundaries", text: "--b \t\r\n\r\n1\r\n--b-- \t", want: `="1"`},
	{name: "an empty part", text: fieldA + "\r\n--b--\r\n", want: `a=""`},
	{name: "an empty part without its line end", text: fieldA + "--b--\r\n", want: `a=""`},
	{name: "a part without headers", text: "--b\r\n\r\n1\r\n--b--", want: `="1"`},
	{name: "no part", text: "--b--\r\n", want: ``},
	{name: "text before and after", text: "hello\r\n--c\r\n-\r\n\r\n--bb\r\n" + fieldA + "1\r\n--b--\r\nbye\r\n--b\r\n", want: `a="1"`},
	{name: "a line end first", text: "\r\n" + fieldA + "1\r\n--b--\r\n", want: `a="1"`},
	{name: "data that starts like a boundary", text: fieldA + "--c\r\n--b--\r\n", want: `a="--c"`},
	{name: "data that starts with a boundary", text: fieldA + "--bc\r\n--b--\r\n", want: `a="--bc"`},
	{name: "data with look-alikes", text: fieldA + "\r\r\n\r\n-\r\n--\r\n--a\r\n--bb\r\n--b-\r\n--b-b--b--\r\n--b--\r\n", want: `a="\r\r\n\r\n-\r\n--\r\n--a\r\n--bb\r\n--b-\r\n--b-b--b--"`},
	{name: "data that ends in line ends", text: fieldA + "1\r\n\r\n\r\r\n--b--\r\n", want: `a="1\r\n\r\n\r"`},
	{name: "LF alone", text: strings.ReplaceAll(fieldA+"1\r\r\n"+fileF+"2\n\r\n--b--\r\n", "\r\n", "\n"), want: `a="1\r" f(x.png image/png)="2\n"`},
	{name: "LF alone in headers", text: "--b\r\nContent-Disposition: form-data; name=a\n\n1\r\n--b--", want: `a="1"`},
	{name: "LF alone and data that starts with a boundary", text: "--b\n\n--bb\n--b--", want: `="--bb"`},
	{name: "LF alone and an empty part", text: "--b\n\n--b--", want: `=""`},

	{name: "a header in another case", text: "--b\r\ncontent-DISPOSITION:form-data;NAME=a;FileName=b\r\ncontent-TYPE:text/plain \r\n\r\n1\r\n--b--", want: `a(b text/plain)="1"`},
	{name: "a continued header", text: "--b\r\nContent-Disposition: form-data;\r\n name=\"a\";\r\n\t filename=\"c\r\n d\"\r\n\r\n1\r\n--b--", want: `a(c d)="1"`},
	{name: "an empty file name", text: "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"\"\r\n\r\n\r\n--b--", want: `f()=""`},
	{name: "escaped quotes", text: "--b\r\nContent-Disposition: form-data; name=\"a\\\"\\\\b\"; filename=\"C:\\dev\\a;b.png\"\r\n\r\n\r\n--b--", want: `a"\b(C:\dev\a;b.png)=""`},
	{name: "quotes as browsers send them", text: "--b\r\nContent-Disposition: form-data; name=\"a%22%0D%0A%20%2\"\r\n\r\n\r\n--b--", want: "a\"\r\n%20%2=\"\""},
	{name: "an extended file name", text: "--b\r\nContent-Disposition: form-data; name=a; filename*=UTF-8''%e2%82%ac.png\r\n\r\n\r\n--b--", want: `a[UTF-8''%e2%82%ac.png]=""`},
	{name: "a file name in raw UTF-8", text: "--b\r\nContent-Disposition: form-data; name=\"a\"; filename=\"€.png\"\r\n\r\n\r\n--b--", want: `a(€.png)=""`},
	{name: "a trailing semicolon", text: "--b\r\nContent-Disposition: form-data; name=a ;\r\n\r\n\r\n--b--", want: `a=""`},
	{name: "an attachment", text: "--b\r\nContent-Disposition: attachment; filename=a\r\n\r\n\r\n--b--", want: `(a)="" no form-data`},
	{name: "no closing quote", text: "--b\r\nContent-Disposition: form-data; name=\"a\r\n\r\n\r\n--b--", want: `="" bad`},
	{name: "a name without quotes that needs them", text: "--b\r\nContent-Disposition: form-data; name=a/b\r\n\r\n\r\n--b--", want: `a/b="" bad`},
	{name: "letters after a closing quote", text: "--b\r\nContent-Disposition: form-data; name=\"a\"b\r\n\r\n\r\n--b--", want: `a="" bad`},
	{name: "an encoding", text: "--b\r\nContent-Transfer-Encoding: base64\r\nContent-Transfer-Encoding: 8bit\r\n\r\nQQ==\r\n--b--", want: `="QQ==" as base64`},
	{name: "two names", text: "--b\r\nContent-Disposition: form-data; name=a; name=b\r\n\r\n\r\n--b--", want: `a="" bad`},
	{name: "two dispositions", text: "--b\r\nContent-Disposition: form-data; name=a\r\nContent-Disposition: form-data; name=b\r\n\r\n\r\n--b--", want: `a=""`},
	{name: "a space in a header name", text: "--b\r\nX Y: 1\r\n\r\n1\r\n--b--", want: `="1"`},
	{name: "headers as long as is allowed", text: "--b\r\nX: " + strings.Repeat("x", MaxHeader-7) + "\r\n\r\n1\r\n--b--", want: `="1"`},

	{name: "nothing", text: "", fault: Empty},
	{name: "another boundary", text: "--c\r\n\r\n1\r\n--c--\r\n", fault: Truncated, offset: 17},
	{name: "half the first boundary", text: "--", fault: Truncated, offset: 2},
	{name: "no line end after the first boundary", text: "--b", fault: Truncated, offset: 3},
	{name: "no end of the headers", text: fieldA[:len(fieldA)-2], fault: Truncated, offset: 47},
	{name: "no last boundary", text: fieldA + "1\r\n", want: `a="1`, fault: Truncated, offset: 52},
	{name: "no dashes after the last boundary", text: fieldA + "1\r\n--b", want: `a="1`, fault: Truncated, offset: 55},
	{name: "one dash after the last boundary", text: fieldA + "1\r\n--b-", want: `a="1`, fault: Truncated, offset: 56},
	{name: "half a line end after the last boundary", text: fieldA + "1\r\n--b--\r", want: `a="1"`, fault: Truncated, offset: 58},
	{name: "letters after white space after a boundary", text: fieldA + "1\r\n--b c\r\n--b--", want: `a="1"`, fault: BadDelimiter, offset: 56},
	{name: "letters after white space after a boundary, and no line end", text: "--b\n\n--b 00", want: `=""`, fault: BadDelimiter, offset: 9},
	{name: "dashes after white space after a boundary", text: fieldA + "1\r\n--b --\r\n", want: `a="1"`, fault: BadDelimiter, offset: 56},
	{name: "letters after the last boundary", text: fieldA + "1\r\n--b--c\r\n", want: `a="1"`, fault: BadDelimiter, offset: 57},
	{name: "LF alone after a later boundary", text: fieldA + "1\r\n--b\n\n2\r\n--b--", want: `a="1"`, fault: BadDelimiter, offset: 55},
	{name: "LF alone after the last boundary", text: fieldA + "1\r\n--b--\n", want: `a="1"`, fault: BadDelimiter, offset: 57},
	{name: "CR LF after LF alone", text: "--b\n\n1\n--b--\r\n", want: `="1"`, fault: BadDelimiter, offset: 12},
	{name: "LF before the last boundary", text: fieldA + "1\n--b--\r\n", want: `a="1\n--b--`, fault: Truncated, offset: 58},
	{name: "a header without colon", text: "--b\r\nX: 1\r\nY\r\n\r\n1\r\n--b--", fault: BadHeader, offset: 11},
	{name: "a header without name", text: "--b\r\n: 1\r\n\r\n1\r\n--b--", fault: BadHeader, offset: 5},
	{name: "a space before the first header", text: "--b\r\n X: 1\r\n\r\n1\r\n--b--", fault: BadHeader, offset: 5},
	{name: "a control character in a header", text: "--b\r\nX: 1\x01\r\n\r\n1\r\n--b--", fault: BadHeader, offset: 5},
	{name: "a CR in a header", text: "--b\r\nX: 1\r2\r\n\r\n1\r\n--b--", fault: BadHeader, offset: 5},
	{name: "a header name that is no token", text: "--b\r\nX(: 1\r\n\r\n1\r\n--b--", fault: BadHeader, offset: 5},
	{name: "headers longer than is allowed", text: "--b\r\nX: " + strings.Repeat("x", MaxHeader-6) + "\r\n\r\n1\r\n--b--", fault: HeaderTooLong, offset: MaxHeader + 5},
}

// partRecorder writes parts down, the pieces of the data joined.
type partRecorder struct {
	b    strings.Builder
	data []byte
	head string
	tail string
	open bool
	bad  bool // a piece was empty, or an event came out of turn
}

func (e *partRecorder) BeginPart(p *PartHeader) {
	e.bad = e.bad || e.open
	e.open, e.data, e.head, e.tail = true, e.data[:0], string(p.Name), ""
	if p.HasFileName || p.HasContentType {
		e.head += fmt.Sprintf("(%s)", strings.TrimSpace(string(p.FileName)+" "+string(p.ContentType)))
	}
	if p.FileNameExt != nil {
		e.head += fmt.Sprintf("[%s]", p.FileNameExt)
	}
	if p.BadDisposition {
		e.tail += " bad"
	}
	if p.HasDisposition && !p.FormData {
		e.tail += " no form-data"
	}
	if p.Encoding != nil {
		e.tail += " as " + string(p.Encoding)
	}
	if p.Cut {
		e.tail += " cut"
	}
}

func (e *partRecorder) Data(b []byte) {
	e.bad = e.bad || !e.open || len(b) == 0
	e.data = append(e.data, b...)
}

func (e *partRecorder) EndPart() {
	e.bad = e.bad || !e.open
	e.open = false
	fmt.Fprintf(&e.b, " %s=%+q%s", e.head, e.data, e.tail)
}

func (e *partRecorder) String() string {
	s := e.b.String()
	if e.open {
		s += fmt.Sprintf(" %s=%+q", e.head, e.data)
		s = s[:len(s)-1] // without the closing quote: the part is open
	}
	return strings.TrimPrefix(s, " ")
}

func readParts(t testing.TB, text, boundary string, cuts ...int) (*partRecorder, Fault) {
	var r Multipart
	var e partRecorder
	r.Reset([]byte(boundary), &e)
	f := feed(&r, text, cuts...)
	if e.bad || f.Kind == 0 && e.open {
		t.Errorf("%.80q: an event out of turn", text)
	}
	return &e, f
}

func TestMultipartCases(t *testing.T) {
	for _, c := range partCases {
		e, f := readParts(t, c.text, "b")
		if e.String() != c.want || f.Kind != c.fault || f.Offset != c.offset || (f.Detail == "") != (c.fault == 0) {
			t.Errorf("%s: want %s and %q at %d, got %s and %+v", c.name, c.want, c.fault, c.offset, e, f)
		}
		checkMultipartOracle(t, c.text, "b")
		checkMultipartSplits(t, c.text, "b")
	}
}

func checkMultipartSplits(t testing.TB, text, boundary string) {
	t.Helper()
	checkSplits(t, text, func(cuts ...int) string {
		e, f := readParts(t, text, boundary, cuts...)
		return fmt.Sprintf("%s %+v", e, f)
	})
}

// oracleParts is what mime/multipart makes of a body.
type oracleParts struct {
	parts []oraclePart
	err   error
}

type oraclePart struct {
	name, file, contentType string
	disposition             string
	data                    []byte
}

func readOracle(text, boundary string) (o oracleParts) {
	r := multipart.NewReader(strings.NewReader(text), boundary)
	for {
		p, err := r.NextRawPart()
		if err == io.EOF {
			return o
		}
		if err != nil {
			o.err = err
			return o
		}
		data, err := io.ReadAll(p)
		o.parts = append(o.parts, oraclePart{p.FormName(), p.FileName(), p.Header.Get("Content-Type"), p.Header.Get("Content-Disposition"), data})
		if err != nil {
			o.err = err
			return o
		}
	}
}

// oracleCheck compares part by part with what mime/multipart found.
type oracleCheck struct {
	t    testing.TB
	want []oraclePart
	n    int
	data []byte
}

func (e *oracleCheck) Data(b []byte) { e.data = append(e.data, b...) }
func (e *oracleCheck) BeginPart(p *PartHeader) {
	e.data = e.data[:0]
	if e.n >= len(e.want) {
		return
	}
	w := e.want[e.n]
	_, params, err := mime.ParseMediaType(w.disposition)
	if p.HasContentType && string(p.ContentType) != w.contentType {
		e.t.Errorf("want content type %q, got %q", w.contentType, p.ContentType)
	}
	if strings.Contains(w.disposition, "*") || strings.ContainsAny(w.disposition, "\u0085\u00a0\u1680\u2028\u2029\u202f\u205f\u3000") {
		return // continued and extended parameters are joined and decoded there; its white space is that of Unicode
	}
	if err != nil {
		if !p.BadDisposition && p.FormData && !strings.Contains(err.Error(), "duplicate") {
			e.t.Errorf("%q: want a bad disposition: %v", w.disposition, err)
		}
		return
	}
	browser := strings.NewReplacer("%22", `"`, "%0D", "\r", "%0A", "\n", "%0d", "\r", "%0a", "\n")
	if p.FormData && browser.Replace(w.name) != browser.Replace(string(p.Name)) {
		e.t.Errorf("%q: want name %q, got %q", w.disposition, w.name, p.Name)
	}
	if file := browser.Replace(params["filename"]); file != browser.Replace(string(p.FileName)) {
		e.t.Errorf("%q: want file name %q, got %q", w.disposition, file, p.FileName)
	}
	if w.file != "" && w.file != filepath.Base(params["filename"]) {
		e.t.Errorf("%q: want file name %q", w.disposition, w.file)
	}
}

func (e *oracleCheck) EndPart() {
	if e.n < len(e.want) && !bytes.Equal(e.want[e.n].data, e.data) {
		e.t.Errorf("part %d: want %q, got %q", e.n, e.want[e.n].data, e.data)
	}
	e.n++
}

// checkMultipartOracle compares with mime/multipart: the same bodies are taken, with the same parts. It has no bound of
// 16 KiB for headers, and one of 4 KiB for lines between parts, which ours lack.
func checkMultipartOracle(t testing.TB, text, boundary string) {
	want := readOracle(text, boundary)
	e := oracleCheck{t: t, want: want.parts}
	var r Multipart
	r.Reset([]byte(boundary), &e)
	r.Write([]byte(text))
	cutHeaders := r.stage == inHeader
	f := r.End()
	if f.Kind == HeaderTooLong || f.Kind == BadBoundary {
		return
	}
	if cutHeaders && want.err == nil {
		want.err = io.ErrUnexpectedEOF
	}
	if (want.err == nil) != (f.Kind == 0) {
		t.Errorf("%.200q: want %v, got %+v", text, want.err, f)
	}
	if f.Kind == 0 && e.n != len(want.parts) {
		t.Errorf("%.200q: want %d parts, got %d", text, len(want.parts), e.n)
	}
	truncated := errors.Is(want.err, io.EOF) || errors.Is(want.err, io.ErrUnexpectedEOF)
	if truncated && f.Kind != Truncated && f.Kind != Empty && f.Kind != BadDelimiter { // the oracle reads that line to its end
		t.Errorf("%.200q: want %v, got %+v", text, want.err, f)
	}
}

func TestMultipartEveryPrefixIsTruncated(t *testing.T) {
	for _, c := range partCases {
		if c.fault == 0 && len(c.text) < 1000 {
			for n := range c.text {
				checkMultipartOracle(t, c.text[:n], "b")
			}
		}
	}
}

func TestMultipartTakesAtMostMaxParts(t *testing.T) {
	for _, c := range []struct {
		parts int
		want  FaultKind
	}{{MaxParts, 0}, {MaxParts + 1, TooManyParts}} {
		text := strings.Repeat("--b\r\n\r\n\r\n", c.parts) + "--b--"
		var r Multipart
		r.Reset([]byte("b"), partsIgnored{})
		if f := feed(&r, text); f.Kind != c.want || r.Parts() != MaxParts {
			t.Errorf("%d parts: want %q, got %+v", c.parts, c.want, f)
		}
	}
}

type partsIgnored struct{}

func (partsIgnored) BeginPart(*PartHeader) {}
func (partsIgnored) Data([]byte)           {}
func (partsIgnored) EndPart()              {}

func TestMultipartSaysWhenLinesEndInLF(t *testing.T) {
	for text, want := range map[string]bool{"--b\n\n1\n--b--": true, "--b\r\n\n1\r\n--b--": false} {
		var r Multipart
		r.Reset([]byte("b"), partsIgnored{})
		if f := feed(&r, text); f.Kind != 0 || r.LineFeeds() != want {
			t.Errorf("%q: want %t, got %t and %+v", text, want, r.LineFeeds(), f)
		}
	}
}

func FuzzMultipart(f *testing.F) {
	for _, c := range partCases {
		f.Add(c.text, "b")
	}
	f.Fuzz(func(t *testing.T, text, boundary string) {
		if len(text) > 4000 {
			return // a line between parts may be too long for the oracle
		}
		checkMultipartOracle(t, text, boundary)
		if len(text) < 200 {
			checkMultipartSplits(t, text, boundary)
		}
	})
}
