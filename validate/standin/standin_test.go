package standin_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/cases"
	"github.com/willpass/willpass/validate/known"
	"github.com/willpass/willpass/validate/reply"
	"github.com/willpass/willpass/validate/standin"
)

var loaded = sync.OnceValues(func() (*validate.Rules, error) { return known.Rules() })

// start plays until the test ends.
func start(t *testing.T, o standin.Options) *standin.Running {
	t.Helper()
	rules, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	if o.Rules == nil {
		o.Rules = rules
	}
	s, err := standin.Start(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

// got is an answer.
type got struct {
	status int
	header http.Header
	body   string
}

// send sends a request as it is, through a client that keeps its URL.
func send(t *testing.T, client *http.Client, request validate.Request, fault string) got {
	t.Helper()
	r, err := http.NewRequest(request.Method, request.URL, bytes.NewReader(request.Body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header = http.Header{"User-Agent": nil, "Accept-Encoding": nil}
	for _, h := range request.Headers {
		r.Header.Add(h.Name, h.Value)
	}
	if fault != "" {
		r.Header.Set(standin.FaultHeader, fault)
	}
	response, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return got{response.StatusCode, response.Header, string(body)}
}

// TestEveryCase sends every committed case to the stand-in under its real URL: what is surely refused gets the predicted
// status, headers and body, what is surely accepted a success of the documented shape.
func TestEveryCase(t *testing.T) {
	s := start(t, standin.Options{})
	client := s.Client()
	files, err := cases.Files([]string{"../../testdata/cases"})
	if err != nil {
		t.Fatal(err)
	}
	rules, _ := loaded()
	refused, accepted, codes := map[string]int{}, map[string]int{}, map[string]map[string]bool{}
	for i, name := range files {
		if raceEnabled && i%4 != 0 {
			continue // every file takes minutes under the race detector
		}
		list, err := cases.Load(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range list {
			request, facts, err := cases.Expand(c, filepath.Dir(name))
			if err != nil {
				t.Fatal(err)
			}
			fault, ok := told(facts)
			v := rules.Check(request, validate.Facts{Named: facts.Named, Now: time.Now().Unix()})
			if !ok || !sendable(request) || len(v.Answers) == 0 || v.Outcome == validate.Uncertain {
				continue
			}
			a := &v.Answers[0]
			if a.When == "task" || stateful(v.Endpoint) {
				continue // see TestTasks
			}
			answer := send(t, client, request, fault)
			if a.Accepted {
				accepted[v.Provider]++
				p, e := rules.Endpoint(v.Provider + "/" + v.Endpoint)
				if want := max(e.Accepts.Status, 0); want != 0 && answer.status != want || want == 0 && answer.status != 200 {
					t.Errorf("%s: want status %d, got %d %s", c.Name, want, answer.status, answer.body)
				}
				if _, ok := reply.Success(p, e, []byte(answer.body)); !ok && e.Accepts.Envelope >= 0 {
					t.Errorf("%s: want the documented success, got %s", c.Name, answer.body)
				}
				continue
			}
			refused[v.Provider]++
			if codes[v.Provider] == nil {
				codes[v.Provider] = map[string]bool{}
			}
			codes[v.Provider][a.Error] = true
			if want := a.Status; want != 0 && want != answer.status || want == 0 && answer.status != 400 {
				t.Errorf("%s: want status %d, got %d %s", c.Name, want, answer.status, answer.body)
			}
			if !fits(a.Body, answer.body) {
				t.Errorf("%s: want %s, got %s", c.Name, a.Body, answer.body)
			}
			for _, h := range a.Headers {
				if !fits(h.Value, answer.header.Get(h.Name)) {
					t.Errorf("%s: want the header %s: %s, got %q", c.Name, h.Name, h.Value, answer.header.Get(h.Name))
				}
			}
			if t.Failed() {
				return
			}
		}
	}
	for _, p := range rules.Providers() {
		if raceEnabled {
			break
		}
		if len(codes[p.ID]) < 10 || accepted[p.ID] < 1 {
			t.Errorf("%s: want ten errors and a success, got %d and %d", p.ID, len(codes[p.ID]), accepted[p.ID])
		}
		t.Logf("%s: %d refusals with %d different errors, %d successes", p.ID, refused[p.ID], len(codes[p.ID]), accepted[p.ID])
	}
}

// stateful reports whether an endpoint is about tasks of the stand-in's own.
func stateful(endpoint string) bool {
	for _, word := range []string{"bulk-", "creations", "cancel", "query-async", "authenticity", "upload-finish"} {
		if strings.Contains(endpoint, word) {
			return true
		}
	}
	return false
}

// fits reports whether a text is a predicted one, in which <name> stands for anything.
func fits(predicted, real string) bool {
	parts := strings.Split(predicted, "<")
	if !strings.HasPrefix(real, parts[0]) {
		return false
	}
	real = real[len(parts[0]):]
	for _, part := range parts[1:] {
		_, after, _ := strings.Cut(part, ">")
		at := strings.Index(real, after)
		if at < 0 {
			return false
		}
		real = real[at+len(after):]
	}
	return true
}

// told is facts as a header says them; ok is false when it cannot.
func told(facts validate.Facts) (fault string, ok bool) {
	if len(facts.Fetched)+len(facts.Decoded) > 0 || facts.Now != 0 {
		return "", false
	}
	for _, f := range facts.Named {
		value := f.Text
		switch {
		case f.List != nil:
			return "", false
		case value == "" && f.Bool:
			value = "true"
		case value == "":
			value = "false"
		}
		fault += "," + f.Name + "=" + value
	}
	return strings.TrimPrefix(fault, ","), true
}

// sendable reports whether net/http sends a request as it is.
func sendable(r validate.Request) bool {
	if r.Method == "" || len(r.Body) > 1<<20 || strings.ContainsAny(r.URL, " \"<>") || (r.Method == "GET" && len(r.Body) > 0) {
		return false
	}
	for _, h := range r.Headers {
		if h.Value != strings.TrimSpace(h.Value) || strings.EqualFold(h.Name, "Host") || strings.ContainsAny(h.Value, "\r\n\x00") {
			return false
		}
	}
	_, err := http.NewRequest(r.Method, r.URL, nil)
	return err == nil
}

// field reads a member of a JSON object by its path.
func field(t *testing.T, body string, path ...string) any {
	t.Helper()
	var value any
	if err := json.Unmarshal([]byte(body), &value); err != nil {
		t.Fatalf("want JSON, got %s", body)
	}
	for _, name := range path {
		object, ok := value.(map[string]any)
		if !ok {
			t.Fatalf("want %v in %s", path, body)
		}
		value = object[name]
	}
	return value
}
