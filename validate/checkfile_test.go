package validate_test

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/cases"
	"github.com/willpass/willpass/validate/check"
	"github.com/willpass/willpass/validate/probe"
	"github.com/willpass/willpass/validate/spec"
)

// fileRules is the rules of an endpoint that look at the header of the file at a place.
func fileRules(e *spec.Endpoint, place int) []spec.Rule {
	var out []spec.Rule
	for _, stage := range e.Stages {
		for _, r := range stage.Rules {
			if r.Place == place && slices.Contains([]string{"format", "bytes", "side"}, r.Kind) {
				out = append(out, r)
			}
		}
	}
	return out
}

// welcome is a file of a format that the rules of a place take, of middling size.
func welcome(rules []spec.Rule) probe.Media {
	m := png(640, 480)
	for _, r := range rules {
		if f, ok := r.Check.(check.Format); ok && !slices.Contains(f.Formats(), m.Format) {
			if m.Format = f.Formats()[0]; m.Format >= probe.PDF {
				m = probe.Media{Format: m.Format, Width: 640, Height: 480, Duration: 20_000, FrameRate: 30_000, Bytes: 500_000, Trailing: -1, Encrypted: probe.No}
			}
		}
	}
	return m
}

// TestAFileAloneAgainstEveryEndpoint: its own kind of picture may pass, one of a wrong format gets that finding.
func TestAFileAloneAgainstEveryEndpoint(t *testing.T) {
	rules := rulesOf(t)
	places, wrong, heavy := 0, 0, 0
	for _, p := range rules.Providers() {
		for i := range p.Endpoints {
			e := &p.Endpoints[i]
			name := p.ID + "/" + e.ID
			for _, m := range e.Media {
				at := e.Places[m.Place].Text
				asked := fileRules(e, m.Place)
				if e.Retired {
					continue
				}
				places++
				good := validate.File{At: at, Name: "a." + welcome(asked).Format.String(), Media: welcome(asked)}
				v, ok := rules.CheckFiles(name, []validate.File{good}, validate.Facts{})
				if !accepts(&v) { // of clips, some places take short ones only
					good.Media.Duration = 4_000
					v, ok = rules.CheckFiles(name, []validate.File{good}, validate.Facts{})
				}
				honest(t, rules, name, &v)
				if !ok || !accepts(&v) {
					t.Errorf("%s at %s: want its own kind of file accepted, got %s %+v", name, at, answered(v), v.Findings)
				}
				for _, r := range asked {
					bad := good
					switch r.Kind {
					case "format":
						bad.Media.Format = probe.PSD
					case "bytes":
						bad.Media.Bytes = 1 << 40
					case "side":
						bad.Media.Width, bad.Media.Height, bad.Media.DisplayWidth, bad.Media.DisplayHeight = 1<<30, 1<<30, 1<<30, 1<<30
					}
					v, _ := rules.CheckFiles(name, []validate.File{bad}, validate.Facts{})
					honest(t, rules, name, &v)
					if len(r.When) > 0 || r.Kind != "format" && !upper(r) {
						continue
					}
					wrong++
					if !slices.ContainsFunc(v.Findings, func(f validate.Finding) bool { return f.Rule == r.ID }) {
						t.Errorf("%s at %s: want the finding %s, got %+v", name, at, r.ID, v.Findings)
					}
					if r.Kind == "bytes" {
						heavy++
					}
				}
			}
		}
	}
	t.Logf("%d places of files, %d breaks of their rules", places, wrong)
	if places < 230 || wrong < 450 || heavy < 100 {
		t.Errorf("want many places and breaks, got %d, %d of them %d too heavy", places, wrong, heavy)
	}
}

func accepts(v *validate.Verdict) bool {
	return slices.ContainsFunc(v.Answers, func(a validate.Answer) bool { return a.Accepted })
}

// upper reports whether a rule bounds from above by a number that is known.
func upper(r spec.Rule) bool {
	want := r.Check.Want()
	return (strings.Contains(want, "at most") || strings.Contains(want, "less than")) && !strings.Contains(want, " of text") && !strings.Contains(want, "fact")
}

// TestAFileAloneIsJudgedAsInARequest: the sample with that file gives the same errors as the file alone, but for those about its text
// and about the other files of the sample, of which nothing is known.
func TestAFileAloneIsJudgedAsInARequest(t *testing.T) {
	rules := rulesOf(t)
	kinds := map[spec.BodyKind]int{}
	for _, p := range rules.Providers() {
		for i := range p.Endpoints {
			e := &p.Endpoints[i]
			name := p.ID + "/" + e.ID
			if e.Retired || e.Sample == nil || len(e.Media) == 0 {
				continue
			}
			for _, picture := range []string{"png 640x480", "png 640x480 bytes=300000", "jpeg 5x4000", "gif 3x3", "jpeg 8200x8200"} {
				request, facts, at, media, ok := withPicture(t, e, picture)
				if !ok {
					continue
				}
				kinds[e.Body]++
				whole := rules.Check(request, facts)
				alone, ok := rules.CheckFiles(name, []validate.File{{At: at, Name: fileName(e, at), Media: media}}, facts)
				if want, got := about(e, at, whole), about(e, at, alone); !ok || !slices.Equal(want, got) {
					t.Errorf("%s at %s, %s:\nwant %v\ngot  %v", name, at, picture, want, got)
				}
			}
		}
	}
	t.Logf("requests by kind of body: %v", kinds)
	if kinds[spec.JSONBody] < 200 || kinds[spec.MultipartBody] < 20 {
		t.Errorf("want many requests of both kinds, got %v", kinds)
	}
}

// withPicture is the sample of an endpoint with another picture in place of its first one.
func withPicture(t *testing.T, e *spec.Endpoint, picture string) (request validate.Request, facts validate.Facts, at string, media probe.Media, ok bool) {
	t.Helper()
	text := sampleText(nil, e.Sample)
	start := bytes.Index(text, []byte(`{"$image":"`))
	if start < 0 {
		return request, facts, "", media, false
	}
	end := start + bytes.IndexByte(text[start+11:], '"') + 11
	text = slices.Concat(text[:start+11], []byte(picture), text[end:])
	file := `{"cases":[{"name":"a","request":` + string(text) + `}]}`
	list, err := cases.Parse("sample.json", []byte(file))
	if err != nil {
		t.Fatal(err)
	}
	request, facts, err = cases.Expand(list[0], "../testdata/cases")
	if err != nil {
		t.Fatal(err)
	}
	bytes, err := cases.Image(picture)
	if err != nil {
		t.Fatal(err)
	}
	at = pictureAt(e)
	return request, facts, at, probe.Bytes(bytes), at != ""
}

// pictureAt is the place of the first made picture in the sample of an endpoint; "" when it is none of its places of files.
func pictureAt(e *spec.Endpoint) string {
	at := ""
	var walk func(n *body.Node, path string)
	walk = func(n *body.Node, path string) {
		switch {
		case at != "":
		case n.Get("$image") != nil:
			at = path
		case n.Kind == body.Array:
			for _, item := range n.Items {
				walk(item, path+"/*")
			}
		case n.Kind == body.Object:
			for _, m := range n.Members {
				walk(m.Value, path+"/"+m.Key)
			}
		}
	}
	if n := e.Sample.Get("json"); n != nil {
		walk(n, "body:")
	}
	if n := e.Sample.Get("form"); n != nil {
		for _, part := range n.Items {
			if f := part.Get("file"); at == "" && f != nil && f.Get("$image") != nil {
				at = "form:" + part.Get("name").Text
			}
		}
	}
	if !slices.ContainsFunc(e.Media, func(m spec.Media) bool { return e.Places[m.Place].Text == at }) {
		return ""
	}
	return at
}

// fileName is the name of the file at a place of the sample.
func fileName(e *spec.Endpoint, at string) string {
	if n := e.Sample.Get("form"); n != nil {
		for _, part := range n.Items {
			if name := part.Get("filename"); name != nil && "form:"+part.Get("name").Text == at {
				return name.Text
			}
		}
	}
	return "a.png"
}

// sampleText writes a value of a document as JSON.
func sampleText(out []byte, n *body.Node) []byte {
	switch n.Kind {
	case body.Object:
		out = append(out, '{')
		for i, m := range n.Members {
			if i > 0 {
				out = append(out, ',')
			}
			out = sampleText(append(spec.AppendJSON(out, m.Key), ':'), m.Value)
		}
		return append(out, '}')
	case body.Array:
		out = append(out, '[')
		for i, item := range n.Items {
			if i > 0 {
				out = append(out, ',')
			}
			out = sampleText(out, item)
		}
		return append(out, ']')
	case body.String:
		return spec.AppendJSON(out, n.Text)
	case body.Number:
		return append(out, n.Text...)
	}
	text, _ := json.Marshal(map[body.Kind]any{body.Bool: n.True, body.Null: nil}[n.Kind])
	return append(out, text...)
}

// about is the rules that failed or stayed open, and their errors, of what is known without the text of the file at a place and
// without the other files.
func about(e *spec.Endpoint, at string, v validate.Verdict) []string {
	others := map[string]bool{}
	for _, m := range e.Media {
		if text := e.Places[m.Place].Text; text != at {
			others[text] = true
		}
	}
	kinds := map[string]string{}
	for _, stage := range e.Stages {
		for _, r := range stage.Rules {
			kinds[r.ID] = r.Kind
			if r.Place >= 0 && others[e.Places[r.Place].Text] {
				kinds[r.ID] = "another file"
			}
		}
	}
	var out []string
	for _, f := range v.Findings {
		switch kinds[f.Rule] {
		case "another file", "dataUrl", "base64", "alike":
		default:
			out = append(out, f.Rule+" "+f.State+" "+f.Error)
		}
	}
	slices.Sort(out)
	return out
}

func TestFilesWithoutAPlace(t *testing.T) {
	rules := rulesOf(t)
	file := validate.File{Name: "a.png", Media: png(640, 480)}
	for _, c := range []struct {
		name, endpoint string
		files          []validate.File
		ok             bool
	}{
		{"more files than are kept", "vidu/img2video", slices.Repeat([]validate.File{file}, check.MaxValues+9), true},
		{"an endpoint", "vidu/img2video", []validate.File{file}, true},
		{"no file", "vidu/img2video", nil, true},
		{"no such provider", "nobody/img2video", []validate.File{file}, false},
		{"no such endpoint", "vidu/img2image", []validate.File{file}, false},
		{"no endpoint", "vidu", []validate.File{file}, false},
		{"no place of that name", "vidu/img2video", []validate.File{{At: "body:/picture", Media: png(1, 1)}}, false},
		{"an endpoint without files", "vidu/text2video", []validate.File{file}, false},
	} {
		if _, ok := rules.CheckFiles(c.endpoint, c.files, validate.Facts{}); c.ok != ok {
			t.Errorf("%s: want %v, got %v", c.name, c.ok, ok)
		}
	}
}

// TestFilesOfAnArray: as many as the caller has, and no fewer than the sample has.
func TestFilesOfAnArray(t *testing.T) {
	rules := invented(t, `"endpoints":[{"id":"a","method":"POST","paths":["/a"],"body":"json","source":"s","trust":"documented",
	"media":[{"at":"body:/l/*","as":"auto"},{"at":"body:/link","as":"url"}],
	"stages":[{"rules":[{"at":"body:/l","items":{"min":2,"max":3},"error":"a"},{"at":"body:/l/*","side":{"max":100},"error":"b"},
	 {"at":"body:/link","url":{"schemes":["https"]},"error":"c"},{"at":"body:/link","fetches":true,"error":"c"},{"at":"body:/link","side":{"max":100},"error":"d"}]}],
	"sample":{"method":"POST","url":"https://p.example/a","json":{"l":["https://i.example/1","https://i.example/2"],"link":"https://i.example/3"}}}]`)
	small, large := validate.File{At: "body:/l/*", Media: png(10, 10)}, validate.File{At: "body:/l/*", Media: png(101, 10)}
	link := func(f validate.File) validate.File { f.At = "body:/link"; return f }
	for _, c := range []struct {
		name  string
		files []validate.File
		want  string
		at    string
	}{
		{"one, beside the sample's second", []validate.File{small}, "accepted", ""},
		{"two", []validate.File{small, large}, "b", "body:/l/1"},
		{"three", []validate.File{small, small, large}, "b", "body:/l/2"},
		{"four are too many", []validate.File{small, small, small, small}, "a", "body:/l"},
		{"a file that is sent as a URL", []validate.File{link(small)}, "accepted", ""},
		{"a large one", []validate.File{link(large)}, "d", "body:/link"},
		{"files by their order", []validate.File{{Media: png(10, 10)}, {Media: png(101, 10)}}, "b", "body:/l/1"},
	} {
		v, ok := rules.CheckFiles("p/a", c.files, validate.Facts{})
		at := ""
		if len(v.Findings) > 0 {
			at = v.Findings[0].At
		}
		if got := outcome(v); !ok || c.want != got || c.at != at {
			t.Errorf("%s: want %q at %q, got %q at %q", c.name, c.want, c.at, got, at)
		}
	}
}
