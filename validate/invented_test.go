package validate_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/probe"
	"github.com/willpass/willpass/validate/spec"
)

// around is what stands around the endpoints of these tests: the errors are a, b, c and d.
const around = `{"provider":{"id":"p","name":"P"},"hosts":[{"id":"h","host":"p.example"},{"id":"old","host":"old.p.example"},{"id":"more","host":"*.more.example"}],
"sources":[{"id":"s","url":"https://p.example/docs"}],
"facts":[{"id":"limit","type":"number","about":"a"},{"id":"mode","type":"text","about":"a"},{"id":"older","type":"boolean","default":false,"about":"a"}],
"errors":[{"id":"a","code":"A","decides":"request","trust":"documented"},{"id":"b","code":"B","decides":"request","trust":"documented"},
 {"id":"c","code":"C","decides":"request","trust":"documented"},{"id":"d","code":"D","decides":"request","trust":"documented"}],
`

// invented is the rules of one provider with these further parts of its document, and further errors.
func invented(t testing.TB, parts string, errors ...string) *validate.Rules {
	t.Helper()
	p, problems := spec.Load([]spec.File{{Name: "p.json", Text: []byte(around + parts + "}")},
		{Name: "errors.json", Text: []byte(`{"errors":[` + strings.Join(errors, ",") + `]}`)}})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return validate.New(p)
}

// asks is the rules of one endpoint, POST /a, that takes JSON and asks these stages.
func asks(t testing.TB, stages string) *validate.Rules {
	t.Helper()
	return invented(t, `"endpoints":[{"id":"a","method":"POST","paths":["/a"],"body":"json","source":"s","trust":"documented","stages":[`+stages+`]}]`)
}

// post judges a JSON body.
func post(rules *validate.Rules, body string, facts ...validate.Fact) validate.Verdict {
	return rules.Check(validate.Request{Method: "POST", URL: "https://p.example/a", Body: []byte(body)}, validate.Facts{Named: facts})
}

// outcome is a verdict in short: its answers, sorted.
func outcome(v validate.Verdict) string {
	out := make([]string, len(v.Answers))
	for i, a := range v.Answers {
		if out[i] = a.Error; a.Accepted {
			out[i] = "accepted"
		}
	}
	slices.Sort(out)
	return strings.Join(out, " ")
}

// png is the header of a picture of this size.
func png(width, height int64) probe.Media {
	return probe.Media{Format: probe.PNG, Width: width, Height: height, DisplayWidth: width, DisplayHeight: height, Channels: 3, BitDepth: 8, Frames: 1,
		Palette: probe.No, Alpha: probe.No, Bytes: 50_000, Trailing: -1, Cut: probe.No}
}
