package repair_test

import (
	"strings"
	"testing"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/decode"
	"github.com/willpass/willpass/validate/known"
	"github.com/willpass/willpass/validate/repair"
)

const (
	vidu = "https://api.vidu.com/ent/v2/img2video"
	bulk = "https://api.omnious.com/tagger/v2.12/bulk"
)

func sent(method, url, contentType, body string) validate.Request {
	headers := []validate.Header{{Name: "Authorization", Value: "Token k"}, {Name: "X-API-KEY", Value: "k"}, {Name: "ailabapi-api-key", Value: "k"}, {Name: "Content-Type", Value: contentType}}
	return validate.Request{Method: method, URL: url, Headers: headers, Body: []byte(body)}
}

// TestRequestsAreMended mends what a person mistypes, and leaves the rest of the text as it is written.
func TestRequestsAreMended(t *testing.T) {
	rules, err := known.Rules()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, contentType, body, want string }{
		{"a value, with the white space around it", "application/json", `{ "model": "viduq3-prO", "images": ["https://e.com/a.png"],  "prompt": "p" }`,
			`{ "model": "viduq3-pro", "images": ["https://e.com/a.png"],  "prompt": "p" }`},
		{"a name", "application/json", `{"model":"viduq3-pro","images":["https://e.com/a.png"],"promt":"a.b"}`,
			`{"model":"viduq3-pro","images":["https://e.com/a.png"],"prompt":"a.b"}`},
		{"a strange name", "application/json", `{"model":"viduq3-pro","images":["https://e.com/a.png"],"x.y~/|z":1,"prompt":"p"}`,
			`{"model":"viduq3-pro","images":["https://e.com/a.png"],"prompt":"p"}`},
		{"too many", "application/json", `{"model":"viduq3-pro","images":["https://e.com/a.png","https://e.com/b.png"],"prompt":"p"}`,
			`{"model":"viduq3-pro","images":["https://e.com/a.png"],"prompt":"p"}`},
		{"several at once", "application/json", `{"model":"viduq3-prO","images":["https://e.com/a.png"],"duration":"99","audio":"true"}`,
			`{"model":"viduq3-pro","images":["https://e.com/a.png"],"duration":"16","audio":true}`},
	} {
		m := repair.Request(rules, sent("POST", vidu, c.contentType, c.body), validate.Facts{}, decode.Limits{})
		if got := string(m.Requests[0].Body); got != c.want || m.Refused != "" {
			t.Errorf("%s: want %s, got %s %s", c.name, c.want, got, m.Refused)
		}
	}
}

func TestABatchIsMadeUniqueAndSplit(t *testing.T) {
	rules, err := known.Rules()
	if err != nil {
		t.Fatal(err)
	}
	var items []string
	for i := range 2100 {
		id := string(rune('a'+i%26)) + strings.Repeat("x", i/26)
		items = append(items, `{"context":{"id":"`+id+`"},"image":{"type":"URL","content":"https://e.com/a.jpg"}}`)
	}
	items = append(items, items[0], items[7]) // ids that come again
	m := repair.Request(rules, sent("POST", bulk, "application/json", `{"taggingRequest":[`+strings.Join(items, ",")+`]}`), validate.Facts{}, decode.Limits{})
	if len(m.Requests) != 3 || m.Refused != "" {
		t.Fatalf("want 3 requests, got %d: %s", len(m.Requests), m.Refused)
	}
	total := 0
	for i := range m.Requests {
		total += strings.Count(string(m.Requests[i].Body), `"context"`)
		if m.After[i].Outcome == validate.Rejected {
			t.Errorf("want request %d not to be refused, got %+v", i, m.After[i].Answers)
		}
	}
	if total != 2100 {
		t.Errorf("want each of 2100 images once, got %d", total)
	}
}

func TestWhatOnlyTheCallerKnowsIsLeft(t *testing.T) {
	rules, err := known.Rules()
	if err != nil {
		t.Fatal(err)
	}
	m := repair.Request(rules, sent("POST", vidu, "application/json", `{"model":"viduq3-pro"}`), validate.Facts{}, decode.Limits{})
	if m.Refused == "" || len(m.Left) == 0 || m.Left[0].At != "body:/images" || string(m.Requests[0].Body) != `{"model":"viduq3-pro"}` {
		t.Errorf("want the images left to the caller, got %q, %+v", m.Refused, m.Left)
	}
}

// TestNoBodyBreaksTheMender mends bodies that are no requests: each says why, and none panics.
func TestNoBodyBreaksTheMender(t *testing.T) {
	rules, err := known.Rules()
	if err != nil {
		t.Fatal(err)
	}
	const ailab = "https://www.ailabapi.com/api/cutout/general/universal-background-removal"
	for _, body := range []string{"", "{", "[]", `"x"`, "\x00\xff", `{"images":{}}`, `{"images":[["x"]]}`, `{"":{"":1}}`, "--b\r\n", "--b\r\n\r\nx\r\n--b--\r\n",
		"--b\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a\"\r\n\r\n\xff\xd8\xff\r\n--b--\r\n", strings.Repeat("[", 20000)} {
		for _, url := range []string{vidu, bulk, ailab, "https://api.vidu.com/none", "https://nobody.example/"} {
			for _, contentType := range []string{"application/json", "multipart/form-data; boundary=b", "application/x-www-form-urlencoded", ""} {
				m := repair.Request(rules, sent("POST", url, contentType, body), validate.Facts{}, decode.Limits{})
				if m.After[0].Outcome == validate.Rejected && m.Refused == "" {
					t.Errorf("%s %q: is refused without a reason", url, body)
				}
			}
		}
	}
}
