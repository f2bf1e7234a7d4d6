package flow_test

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/cases"
	"github.com/willpass/willpass/validate/drift"
	"github.com/willpass/willpass/validate/flow"
	"github.com/willpass/willpass/validate/har"
	"github.com/willpass/willpass/validate/known"
	"github.com/willpass/willpass/validate/standin"
)

var shipped = sync.OnceValues(func() (*validate.Rules, error) { return known.Rules() })

// changed is the rules with overlays: what the providers really do, and the documents do not know.
func changed(t *testing.T, overlays ...string) *validate.Rules {
	t.Helper()
	var paths []string
	for _, text := range overlays {
		path := filepath.Join(t.TempDir(), "overlay.json")
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	rules, err := known.RulesWith(paths...)
	if err != nil {
		t.Fatal(err)
	}
	return rules
}

// recorder keeps what it sends as a recording.
type recorder struct {
	client  *http.Client
	entries []any
}

func (r *recorder) send(t *testing.T, request validate.Request) (status int, body string) {
	t.Helper()
	q, err := http.NewRequest(request.Method, request.URL, strings.NewReader(string(request.Body)))
	if err != nil {
		t.Fatal(err)
	}
	headers := []har.Header{}
	for _, h := range request.Headers {
		q.Header.Add(h.Name, h.Value)
		headers = append(headers, har.Header(h))
	}
	response, err := r.client.Do(q)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	type object = map[string]any
	sent := object{"method": request.Method, "url": request.URL, "headers": headers, "bodySize": len(request.Body)}
	if len(request.Body) > 0 {
		sent["postData"] = object{"encoding": "base64", "text": base64.StdEncoding.EncodeToString(request.Body)}
	}
	r.entries = append(r.entries, object{"startedDateTime": time.Now().Format(time.RFC3339), "request": sent,
		"response": object{"status": response.StatusCode, "content": object{"text": string(answer), "size": len(answer)}}})
	return response.StatusCode, string(answer)
}

// judge judges the recording by the rules that ship.
func (r *recorder) judge(t *testing.T) (all []flow.Judged, table flow.Table) {
	t.Helper()
	rules, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(map[string]any{"log": map[string]any{"entries": r.entries}})
	if err != nil {
		t.Fatal(err)
	}
	judge := flow.Judge{Rules: rules}
	if err := har.Read(strings.NewReader(string(text)), nil, func(e *har.Entry) error {
		judged, err := judge.Entry(context.Background(), e)
		table.Add(&judged)
		all = append(all, judged)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return all, table
}

func record(t *testing.T, rules *validate.Rules) *recorder {
	t.Helper()
	s, err := standin.Start(standin.Options{Rules: rules})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return &recorder{client: s.Client()}
}

// passes runs a saved case by rules.
func passes(t *testing.T, rules *validate.Rules, text []byte) (bool, []string) {
	t.Helper()
	parsed, err := cases.Parse(filepath.Join(t.TempDir(), "case.json"), text)
	if err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	result := cases.Run(rules, parsed)[0]
	if result.Err != nil {
		t.Fatal(result.Err)
	}
	return result.Pass(), result.Mismatches
}

func vidu(path, body string) validate.Request {
	return validate.Request{Method: "POST", URL: "https://api.vidu.com/ent/v2/" + path, Body: []byte(body),
		Headers: []validate.Header{{Name: "Authorization", Value: "Token header-secret"}, {Name: "Content-Type", Value: "application/json"}, {Name: "sec-ch-ua", Value: "a browser"}}}
}

// upload is a form of AILab with pictures by recipe.
func upload(t *testing.T, path string, fields ...string) validate.Request {
	t.Helper()
	body := ""
	for i := 0; i < len(fields); i += 2 {
		picture, err := cases.Image(fields[i+1])
		if err != nil {
			body += "--B\r\nContent-Disposition: form-data; name=\"" + fields[i] + "\"\r\n\r\n" + fields[i+1] + "\r\n"
			continue
		}
		body += "--B\r\nContent-Disposition: form-data; name=\"" + fields[i] + "\"; filename=\"a.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n" + string(picture) + "\r\n"
	}
	return validate.Request{Method: "POST", URL: "https://www.ailabapi.com/api/" + path, Body: []byte(body + "--B--\r\n"),
		Headers: []validate.Header{{Name: "ailabapi-api-key", Value: "header-secret"}, {Name: "Content-Type", Value: "multipart/form-data; boundary=B"}}}
}

// TestDriftIsFound records a provider that changed: the drift is found, and the case that is saved of it fails by the old rule
// and passes by the corrected one.
func TestDriftIsFound(t *testing.T) {
	for _, c := range []struct {
		name, overlay string
		request       func(*testing.T) validate.Request
		want          drift.Kind
		differs       string // what the old rules say to the case
	}{
		{"a limit became tighter", `{"overlay":{"provider":"vidu"},"endpoints":[{"id":"text2video","rules":[{"id":"duration-q3","range":{"max":10}}]}]}`,
			func(*testing.T) validate.Request {
				return vidu("text2video", `{"model":"viduq3-pro","prompt":"a","duration":12}`)
			}, drift.Refused, "outcome"},
		{"a limit became wider", `{"overlay":{"provider":"ailab"},"endpoints":[{"id":"universal-background-removal","rules":[{"id":"form:image.side#2","drop":true}]}]}`,
			func(t *testing.T) validate.Request {
				return upload(t, "cutout/general/universal-background-removal", "image", "jpeg 2400x600")
			}, drift.Taken, "outcome"},
		{"another status", `{"overlay":{"provider":"vidu"},"errors":[{"id":"field-invalid","status":422}]}`,
			func(*testing.T) validate.Request {
				return vidu("text2video", `{"model":"viduq3-pro","prompt":"a","duration":17}`)
			}, drift.Status, "status"},
		{"another message", `{"overlay":{"provider":"vidu"},"errors":[{"id":"field-invalid","message":"that is not a value for {{.fields}}"}]}`,
			func(*testing.T) validate.Request {
				return vidu("text2video", `{"model":"viduq3-pro","prompt":"a","duration":17}`)
			}, drift.Message, "message"},
		{"another error", `{"overlay":{"provider":"vidu"},"endpoints":[{"id":"text2video","rules":[{"id":"duration-q3","error":"page-size-out-of-range"}]}]}`,
			func(*testing.T) validate.Request {
				return vidu("text2video", `{"model":"viduq3-pro","prompt":"a","duration":17}`)
			}, drift.Other, "code"},
		{"an error that is new", `{"overlay":{"provider":"vidu"},"errors":[{"id":"brand-new","code":"BrandNew","status":400,"message":"new","decides":"request","envelope":"failure"}],
			"endpoints":[{"id":"text2video","rules":[{"id":"duration-q3","error":"brand-new"}]}]}`,
			func(*testing.T) validate.Request {
				return vidu("text2video", `{"model":"viduq3-pro","prompt":"a","duration":17}`)
			}, drift.Unknown, "code"},
	} {
		t.Run(c.name, func(t *testing.T) {
			now := changed(t, c.overlay)
			r := record(t, now)
			r.send(t, c.request(t))
			all, table := r.judge(t)
			if len(all) != 1 || !all[0].Differs || all[0].Report.Kind != c.want || table.Differ != 1 {
				t.Fatalf("want %q, got %+v", c.want, all)
			}
			text, err := all[0].Report.Case()
			if err != nil {
				t.Fatal(err)
			}
			if strings.Contains(string(text), "secret") || strings.Contains(string(text), "sec-ch-ua") {
				t.Errorf("want neither secrets nor what no rule asks about, got %s", text)
			}
			rules, _ := shipped()
			if pass, why := passes(t, rules, text); pass || !strings.HasPrefix(strings.Join(why, "\n"), c.differs) {
				t.Errorf("want the case to fail by the old rule in its %s, got %v by %s", c.differs, why, text)
			}
			if pass, why := passes(t, now, text); !pass {
				t.Errorf("want the case to pass by the corrected rule, got %v by %s", why, text)
			}
		})
	}
}

// TestTaskTellsTheDrift: the request is taken, and the error that nobody predicted comes when the task is asked for.
func TestTaskTellsTheDrift(t *testing.T) {
	now := changed(t, `{"overlay":{"provider":"ailab"},"endpoints":[{"id":"try-on-clothes-pro","rules":[{"id":"small","at":"form:person_image","bytes":{"min":"10KB"},"error":"file-size-exceeds-limit-at-task"}]}]}`)
	r := record(t, now)
	_, made := r.send(t, upload(t, "portrait/editing/try-on-clothes-pro", "task_type", "async", "person_image", "jpeg 512x512 bytes=9000", "top_garment", "jpeg 512x512 bytes=20000"))
	_, id, _ := strings.Cut(made, `"task_id":"`)
	id, _, _ = strings.Cut(id, `"`)
	status, _ := r.send(t, validate.Request{Method: "GET", URL: "https://www.ailabapi.com/api/common/query-async-task-result?task_id=" + id, Headers: []validate.Header{{Name: "ailabapi-api-key", Value: "k"}}})
	if status != 413 {
		t.Fatalf("want the task to fail, got %d", status)
	}
	all, table := r.judge(t)
	if table.Agree != 1 || table.Differ != 1 || all[1].Task != 1 || all[1].Report.Kind != drift.Refused {
		t.Fatalf("want the poll to speak against the prediction for the first request, got %+v", all)
	}
	text, err := all[1].Report.Case()
	if err != nil {
		t.Fatal(err)
	}
	rules, _ := shipped()
	if pass, _ := passes(t, rules, text); pass {
		t.Errorf("want the case to fail by the old rule: %s", text)
	}
	if pass, why := passes(t, now, text); !pass {
		t.Errorf("want the case to pass by the corrected rule, got %v: %s", why, text)
	}
}

// TestTaskEndsWell: a failure of the task was predicted, and the task ended well.
func TestTaskEndsWell(t *testing.T) {
	now := changed(t, `{"overlay":{"provider":"ailab"},"endpoints":[{"id":"ai-face-swap","rules":[{"id":"form:image_target.side","drop":true}]}]}`)
	r := record(t, now)
	_, made := r.send(t, upload(t, "portrait/editing/ai-face-swap", "image_target", "jpeg 5000x5000", "image_template", "jpeg 512x512"))
	_, id, _ := strings.Cut(made, `"task_id":"`)
	id, _, _ = strings.Cut(id, `"`)
	r.send(t, validate.Request{Method: "GET", URL: "https://www.ailabapi.com/api/common/query-async-task-result?task_id=" + id, Headers: []validate.Header{{Name: "ailabapi-api-key", Value: "k"}}})
	all, table := r.judge(t)
	if table.Differ != 1 || all[1].Task != 1 || all[1].Report.Kind != drift.Taken {
		t.Fatalf("want the poll to speak against the prediction for the first request, got %+v", all)
	}
	text, err := all[1].Report.Case()
	if err != nil {
		t.Fatal(err)
	}
	rules, _ := shipped()
	if pass, _ := passes(t, rules, text); pass {
		t.Errorf("want the case to fail by the old rule: %s", text)
	}
	if pass, why := passes(t, now, text); !pass {
		t.Errorf("want the case to pass by the corrected rule, got %v: %s", why, text)
	}
}

// TestNoDrift: providers that do what their documents say are never reported, whatever goes wrong.
func TestNoDrift(t *testing.T) {
	rules, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	s, err := standin.Start(standin.Options{Rules: rules})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	r := &recorder{client: s.Client()}
	bulk := func(method, path, ids string) validate.Request {
		return validate.Request{Method: method, URL: "https://api.omnious.com/tagger/v2.12/bulk" + path, Headers: []validate.Header{{Name: "x-api-key", Value: "k"}, {Name: "Content-Type", Value: "application/json"}},
			Body: []byte(`{"taggingRequest":[{"image":{"type":"url","content":"https://shop.example/1.jpg"},"context":{"id":"` + ids + `"}}]}`)}
	}
	_, made := r.send(t, bulk("POST", "", "a"))
	_, id, _ := strings.Cut(made, `"taskId":"`)
	id, _, _ = strings.Cut(id, `"`)
	r.send(t, bulk("PUT", "/"+id, "b"))
	r.send(t, bulk("PUT", "/"+id, "a")) // 833, which only the earlier entries explain
	for _, fault := range []string{"", "quota", "key", "throttled", "5xx", "error=AuditSubmitIllegal"} {
		request := vidu("text2video", `{"model":"viduq3-pro","prompt":"a"}`)
		if fault != "" {
			request.Headers = append(request.Headers, validate.Header{Name: standin.FaultHeader, Value: fault})
		}
		r.send(t, request)
	}
	small := upload(t, "portrait/editing/try-on-clothes-pro", "task_type", "async", "person_image", "jpeg 160x160 bytes=4000", "top_garment", "jpeg 512x512 bytes=20000")
	_, made = r.send(t, small)
	_, id, _ = strings.Cut(made, `"task_id":"`)
	id, _, _ = strings.Cut(id, `"`)
	poll := validate.Request{Method: "GET", URL: "https://www.ailabapi.com/api/common/query-async-task-result?task_id=" + id, Headers: []validate.Header{{Name: "ailabapi-api-key", Value: "k"}}}
	r.send(t, poll)
	all, table := r.judge(t)
	for _, j := range all {
		if j.Differs {
			t.Errorf("#%d %s: want no drift, got %s: predicted %s, came %s", j.Number, j.URL, j.Report.Kind, flow.Predicted(&j.Verdict), j.Real())
		}
	}
	if counts := table.Confusion(); table.Agree != len(all) || counts["rejected"] != [2]int{1, 2} {
		t.Errorf("want all to agree, got %+v %v", table, counts)
	}
	r.entries = r.entries[len(r.entries)-1:] // the poll alone: its task was begun before the recording
	if all, table := r.judge(t); table.Differ != 0 {
		t.Errorf("want nothing to be said about a task that was begun elsewhere, got %+v", all)
	}
}

func TestSkipped(t *testing.T) {
	rules, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	judge := flow.Judge{Rules: rules, Bases: map[string]string{"http://ocr.internal:8080/video": "https://api.vidu.com", "http://ocr.internal:8080": "https://api.omnious.com"}}
	var table flow.Table
	for _, c := range []struct {
		name  string
		entry har.Entry
		want  string
	}{
		{"another host", har.Entry{Method: "GET", URL: "https://example.com/"}, "no provider has this host"},
		{"a question of the browser", har.Entry{Method: "OPTIONS", URL: "https://api.vidu.com/ent/v2/text2video", Headers: []har.Header{{Name: "access-control-request-method", Value: "POST"}}}, "asked by the browser itself, before the request"},
		{"a body that was lost", har.Entry{Method: "POST", URL: "https://api.vidu.com/ent/v2/text2video", Lost: "gone"}, "gone"},
		{"a base URL that stands for one", har.Entry{Method: "GET", URL: "http://ocr.internal:8080/video/ent/v2/credits?token=secret"}, ""},
		{"a base URL that is the start of another word", har.Entry{Method: "GET", URL: "http://ocr.internal:80800/"}, "no provider has this host"},
	} {
		judged, err := judge.Entry(context.Background(), &c.entry)
		table.Add(&judged)
		if err != nil || judged.Skipped != c.want || strings.Contains(judged.URL, "secret") {
			t.Errorf("%s: want %q, got %+v, %v", c.name, c.want, judged, err)
		}
	}
	if table.Foreign != 2 || table.Skipped != 2 || table.Open != 1 {
		t.Errorf("want them counted, got %+v", table)
	}
}
