package validate_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/known"
	"github.com/willpass/willpass/validate/probe"
)

// fixesOf is the changes that the findings of a verdict name, by rule, as they are on the wire.
func fixesOf(t *testing.T, v *validate.Verdict) string {
	t.Helper()
	var wire struct {
		Findings []struct {
			Rule string
			Fix  json.RawMessage
		}
	}
	if err := json.Unmarshal(v.AppendJSON(nil), &wire); err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, f := range wire.Findings {
		if string(f.Fix) != "[]" {
			out = append(out, string(f.Fix))
		}
	}
	return strings.Join(out, "\n")
}

// TestFindingsSayWhatToChange gives requests and the changes that their findings must name.
func TestFindingsSayWhatToChange(t *testing.T) {
	rules, err := known.Rules()
	if err != nil {
		t.Fatal(err)
	}
	const vidu, bulk = "https://api.vidu.com/ent/v2/img2video", "https://api.omnious.com/tagger/v2.12/bulk"
	good := `"images":["https://example.com/a.png"],"prompt":"p"`
	many := strings.TrimSuffix(strings.Repeat(`{"context":{"id":"x"},"image":{"type":"URL","content":"https://e.com/a.jpg"}},`, 1001), ",")
	for _, c := range []struct {
		name, method, url, contentType, body string
		want                                 string // one of the findings names it
	}{
		{"the nearest allowed value", "POST", vidu, "application/json", `{"model":"viduq3-prO",` + good + `}`, `{"do":"set","at":"body:/model","value":"viduq3-pro"}`},
		{"the nearest number", "POST", vidu, "application/json", `{"model":"viduq3-pro",` + good + `,"duration":17}`, `{"do":"set","at":"body:/duration","value":16}`},
		{"text for a number", "POST", vidu, "application/json", `{"model":"viduq3-pro",` + good + `,"audio":"true"}`, `{"do":"set","at":"body:/audio","value":true}`},
		{"a number for a text", "POST", vidu, "application/json", `{"model":"viduq3-pro",` + good + `,"payload":5}`, `{"do":"set","at":"body:/payload","value":"5"}`},
		{"null", "POST", vidu, "application/json", `{"model":"viduq3-pro",` + good + `,"payload":null}`, `{"do":"remove","at":"body:/payload"}`},
		{"a misspelt name", "POST", vidu, "application/json", `{"model":"viduq3-pro",` + good + `,"resolutoin":"720p"}`, `{"do":"rename","at":"body:/resolutoin","value":"resolution"}`},
		{"a name that is like none", "POST", vidu, "application/json", `{"model":"viduq3-pro",` + good + `,"a/b":1}`, `{"do":"remove","at":"body:/a~1b"}`},
		{"too many elements", "POST", vidu, "application/json", `{"model":"viduq3-pro","images":["https://e.com/a","https://e.com/b"],"prompt":"p"}`, `{"do":"keep","at":"body:/images","max":1}`},
		{"too long", "POST", vidu, "application/json", `{"model":"viduq3-pro","images":["https://e.com/a"],"prompt":"` + strings.Repeat("é", 5001) + `"}`, `{"do":"cut","at":"body:/prompt","max":5000,"unit":"character"}`},
		{"the type of the body", "POST", vidu, "text/plain", `{"model":"viduq3-pro",` + good + `}`, `{"do":"set","at":"header:content-type","value":"application/json"}`},
		{"what only the caller knows", "POST", vidu, "application/json", `{"model":"viduq3-pro"}`, `{"do":"add","at":"body:/images"}`},
		{"a batch that is too long", "POST", bulk, "application/json", `{"taggingRequest":[` + many + `]}`, `{"do":"split","at":"body:/taggingRequest","max":1000}`},
		{"ids that repeat", "POST", bulk, "application/json", `{"taggingRequest":[` + many + `]}`, `{"do":"unique","at":"body:/taggingRequest/*/context/id"}`},
		{"another method", "DELETE", "https://api.omnious.com/tagger/v2.12/tags", "application/json", "", `{"do":"set","at":"method","value":"POST"}`},
		{"no header before the base64", "POST", vidu, "application/json", `{"model":"viduq3-pro","images":["` + onePixel + `"],"prompt":"p"}`, `{"do":"prefix","at":"body:/images/0","value":"data:image/png;base64,"}`},
	} {
		headers := []validate.Header{{Name: "Authorization", Value: "Token k"}, {Name: "X-API-KEY", Value: "k"}, {Name: "Content-Type", Value: c.contentType}}
		v := rules.Check(validate.Request{Method: c.method, URL: c.url, Headers: headers, Body: []byte(c.body)}, validate.Facts{})
		if got := fixesOf(t, &v); !strings.Contains(got, c.want) {
			t.Errorf("%s: want %s, got %s", c.name, c.want, got)
		}
	}
}

// onePixel is a PNG in base64.
const onePixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="

// TestSizesSatisfyAllRulesAtOnce asks for the size of pictures that break one rule of several: the smallest change wins, and what is
// cropped is cropped because its shape is refused.
func TestSizesSatisfyAllRulesAtOnce(t *testing.T) {
	rules, err := known.Rules()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		endpoint      string
		width, height int64
		orientation   uint8
		want          string
	}{
		{"ailab/universal-background-removal", 2400, 600, 0, `{"do":"resize","at":"form:image","width":1999,"height":500},{"do":"encode"`},
		{"ailab/universal-background-removal", 20, 10, 0, `{"do":"resize","at":"form:image","width":66,"height":33},{"do":"encode"`},
		{"ailab/universal-background-removal", 5000, 20, 0, `{"do":"crop","at":"form:image","width":1211,"height":20},{"do":"resize","at":"form:image","width":1999,"height":33}`},
		{"vidu/img2video", 6000, 100, 0, `{"do":"crop","at":"body:/images/0","width":399,"height":100},{"do":"encode"`},
		{"vidu/img2video", 100, 6000, 0, `{"do":"crop","at":"body:/images/0","width":100,"height":399},{"do":"encode"`},
		{"vidu/img2video", 3000, 200, 6, `{"do":"orient","at":"body:/images/0"},{"do":"crop","at":"body:/images/0","width":200,"height":799},{"do":"encode"`},
		{"vidu/img2video", 800, 600, 0, ""},
	} {
		m := probe.Media{Format: probe.JPEG, Width: c.width, Height: c.height, DisplayWidth: c.width, DisplayHeight: c.height, Bytes: 20000, Trailing: -1, Frames: 1, Channels: 3, BitDepth: 8}
		if m.Orientation = c.orientation; c.orientation > 4 {
			m.DisplayWidth, m.DisplayHeight = c.height, c.width
		}
		v, ok := rules.CheckFiles(c.endpoint, []validate.File{{Name: "a.jpg", Media: m}}, validate.Facts{})
		got := fixesOf(t, &v)
		if !ok || !strings.Contains(got, c.want) || c.want == "" && got != "" {
			t.Errorf("%s, %d × %d: want %s, got %s", c.endpoint, c.width, c.height, c.want, got)
		}
	}
}
