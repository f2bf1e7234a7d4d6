package standin_test

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/cases"
	"github.com/willpass/willpass/validate/standin"
)

// clock is a time that a test sets.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) time() time.Time { c.mu.Lock(); defer c.mu.Unlock(); return c.now }

func (c *clock) pass(d time.Duration) { c.mu.Lock(); defer c.mu.Unlock(); c.now = c.now.Add(d) }

func newClock() *clock { return &clock{now: time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)} }

func bulk(ids ...string) string {
	items := make([]string, len(ids))
	for i, id := range ids {
		items[i] = fmt.Sprintf(`{"image":{"type":"url","content":"https://shop.example/%s.jpg"},"context":{"id":%q}}`, id, id)
	}
	return `{"taggingRequest":[` + strings.Join(items, ",") + `]}`
}

func asJSON(method, url, key, value, body string) validate.Request {
	return validate.Request{Method: method, URL: url, Body: []byte(body),
		Headers: []validate.Header{{Name: key, Value: value}, {Name: "Content-Type", Value: "application/json"}}}
}

func TestOmniousTask(t *testing.T) {
	at := newClock()
	s := start(t, standin.Options{Clock: at.time, Work: 10 * time.Second, Period: time.Minute})
	client := s.Client()
	ask := func(method, path, body string) got {
		return send(t, client, asJSON(method, "https://api.omnious.com/tagger/v2.12/bulk"+path, "x-api-key", "k", body), "")
	}
	code := func(g got) string { return fmt.Sprint(g.status, " ", field(t, g.body, "error", "code")) }

	made := ask("POST", "", bulk("a", "b"))
	if made.status != 202 {
		t.Fatalf("want 202, got %v", made)
	}
	id := "/" + field(t, made.body, "taskId").(string)
	if g := ask("GET", id+"?offset=0&size=100", ""); code(g) != "400 836" {
		t.Errorf("want 836 before the task is done, got %v", g)
	}
	if g := ask("PUT", id, bulk("c", "a")); code(g) != "400 833" {
		t.Errorf("want 833 for an id that was sent before, got %v", g)
	}
	if g := ask("PUT", id, bulk("c")); g.status != 200 || g.header.Get("Willpass") != "played; status not documented" {
		t.Errorf("want the task to take more, got %v", g)
	}
	if g := ask("PUT", id, bulk("c")); code(g) != "400 833" {
		t.Errorf("want 833 for an id of the second batch, got %v", g)
	}
	at.pass(11 * time.Second)
	if g := ask("GET", id+"/status", ""); field(t, g.body, "data", "taskStatus") != "TASK_DONE" {
		t.Errorf("want the task done, got %v", g)
	}
	all := ask("GET", id+"?offset=0&size=2", "")
	if len(field(t, all.body, "data", "results").([]any)) != 2 || field(t, all.body, "data", "taskInfo", "totalCount") != 3.0 {
		t.Errorf("want two of three results, got %v", all)
	}
	last := ask("GET", id+"?offset=2&size=100", "")
	if results := field(t, last.body, "data", "results").([]any); len(results) != 1 || results[0].(map[string]any)["id"] != "c" {
		t.Errorf("want the last result, got %v", last)
	}
	at.pass(time.Minute)
	if g := ask("PUT", id, bulk("d")); code(g) != "400 834" {
		t.Errorf("want 834 after the input period, got %v", g)
	}
	if g := ask("GET", "/no-such-task/status", ""); g.status != 404 || g.header.Get("Willpass") != "not documented" {
		t.Errorf("want the stand-in's own words about a task that nobody began, got %v", g)
	}
}

// TestConcurrentBatches sends the same ids from many clients at once: one batch is taken.
func TestConcurrentBatches(t *testing.T) {
	s := start(t, standin.Options{})
	client := s.Client()
	url := "https://api.omnious.com/tagger/v2.12/bulk"
	id := field(t, send(t, client, asJSON("POST", url, "x-api-key", "k", bulk("a")), "").body, "taskId").(string)
	var wait sync.WaitGroup
	answers := make([]got, 20)
	for i := range answers {
		wait.Go(func() { answers[i] = send(t, client, asJSON("PUT", url+"/"+id, "x-api-key", "k", bulk("b", "c")), "") })
	}
	wait.Wait()
	taken := 0
	for _, g := range answers {
		if g.status == 200 {
			taken++
		} else if !strings.Contains(g.body, "833") {
			t.Errorf("want 833, got %v", g)
		}
	}
	if taken != 1 {
		t.Errorf("want one batch to be taken, got %d", taken)
	}
}

func TestViduTask(t *testing.T) {
	at := newClock()
	s := start(t, standin.Options{Clock: at.time, Work: 10 * time.Second})
	client := s.Client()
	ask := func(method, path, body, fault string) got {
		return send(t, client, asJSON(method, "https://api.vidu.com/ent/v2/"+path, "Authorization", "Token k", body), fault)
	}
	good := `{"model":"viduq3-pro","prompt":"a boat","duration":7}`
	made := ask("POST", "text2video", good, "")
	id := field(t, made.body, "task_id").(string)
	if made.status != 200 || field(t, made.body, "duration") != 7.0 || field(t, made.body, "prompt") != "a boat" || field(t, made.body, "state") != "created" {
		t.Errorf("want what was asked for in the answer, got %v", made)
	}
	state := func(id string) any { return field(t, ask("GET", "tasks/"+id+"/creations", "", "").body, "state") }
	if state(id) != "queueing" {
		t.Errorf("want the task queued, got %v", state(id))
	}
	at.pass(6 * time.Second)
	if g := ask("POST", "tasks/"+id+"/cancel", "", ""); g.status != 400 || field(t, g.body, "reason") != "BadRequest" {
		t.Errorf("want a task that runs not to be cancelled, got %v", g)
	}
	at.pass(6 * time.Second)
	done := ask("GET", "tasks/"+id+"/creations", "", "")
	creation := field(t, done.body, "creations").([]any)[0].(map[string]any)
	if field(t, done.body, "state") != "success" || field(t, done.body, "id") != id || !strings.HasPrefix(creation["cover_url"].(string), s.URL+"/_willpass/files/") {
		t.Errorf("want a success with links to here, got %v", done)
	}
	if response, err := http.Get(creation["cover_url"].(string)); err != nil || response.Header.Get("Content-Type") != "image/png" {
		t.Errorf("want a picture behind the link, got %v, %v", response, err)
	} else {
		response.Body.Close()
	}

	second := field(t, ask("POST", "text2video", good, "").body, "task_id").(string)
	if g := ask("POST", "tasks/"+second+"/cancel", "", ""); g.status != 200 || g.body != "{}" {
		t.Errorf("want a queued task to be cancelled, got %v", g)
	}
	if g := ask("GET", "tasks/"+second+"/creations", "", ""); g.status != 200 || field(t, g.body, "state") != "failed" || field(t, g.body, "err_code") != "UserCancelled" {
		t.Errorf("want the cancelled task to tell so, got %v", g)
	}
	if g := ask("GET", "tasks/123/creations", "", ""); g.status != 404 || field(t, g.body, "reason") != "TaskNotFound" {
		t.Errorf("want TaskNotFound, got %v", g)
	}

	third := field(t, ask("POST", "text2video", good, "error=CreationPolicyViolation").body, "task_id").(string)
	at.pass(11 * time.Second)
	if g := ask("GET", "tasks/"+third+"/creations", "", ""); g.status != 200 || field(t, g.body, "err_code") != "CreationPolicyViolation" || field(t, g.body, "id") != third {
		t.Errorf("want the error at the poll, got %v", g)
	}
}

func TestViduUpload(t *testing.T) {
	s := start(t, standin.Options{})
	client := s.Client()
	made := send(t, client, asJSON("POST", "https://api.vidu.com/tools/v2/files/uploads", "Authorization", "Token k", `{"scene":"vidu"}`), "")
	id, put := field(t, made.body, "id").(string), field(t, made.body, "put_url").(string)
	if g := send(t, http.DefaultClient, validate.Request{Method: "PUT", URL: put, Body: []byte("a file")}, ""); g.status != 200 || g.header.Get("ETag") == "" {
		t.Errorf("want the file to be taken, got %v", g)
	}
	finish := "https://api.vidu.com/tools/v2/files/uploads/" + id + "/finish"
	if g := send(t, client, asJSON("PUT", finish, "Authorization", "Token k", `{"etag":"e"}`), ""); g.status != 200 || field(t, g.body, "uri") != "ssupload:?id="+id {
		t.Errorf("want the upload to end, got %v", g)
	}
	if g := send(t, client, asJSON("PUT", strings.Replace(finish, id, "1", 1), "Authorization", "Token k", `{"etag":"e"}`), ""); g.status != 404 {
		t.Errorf("want an upload that nobody began to be refused, got %v", g)
	}
}

// garment is a request to an asynchronous call of AILab.
func garment(t *testing.T, person string) validate.Request {
	t.Helper()
	form := ""
	for _, part := range []struct{ name, recipe string }{{"person_image", person}, {"top_garment", "jpeg 512x512 bytes=20000"}} {
		picture, err := cases.Image(part.recipe)
		if err != nil {
			t.Fatal(err)
		}
		form += "--B\r\nContent-Disposition: form-data; name=\"" + part.name + "\"; filename=\"a.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n" + string(picture) + "\r\n"
	}
	form += "--B\r\nContent-Disposition: form-data; name=\"task_type\"\r\n\r\nasync\r\n--B--\r\n"
	return validate.Request{Method: "POST", URL: "https://www.ailabapi.com/api/portrait/editing/try-on-clothes-pro", Body: []byte(form),
		Headers: []validate.Header{{Name: "ailabapi-api-key", Value: "k"}, {Name: "Content-Type", Value: "multipart/form-data; boundary=B"}}}
}

func TestAILabTask(t *testing.T) {
	at := newClock()
	s := start(t, standin.Options{Clock: at.time, Work: 10 * time.Second})
	client := s.Client()
	poll := func(id string) got {
		return send(t, client, validate.Request{Method: "GET", URL: "https://www.ailabapi.com/api/common/query-async-task-result?task_id=" + id,
			Headers: []validate.Header{{Name: "ailabapi-api-key", Value: "k"}}}, "")
	}
	small := send(t, client, garment(t, "jpeg 160x160 bytes=4000"), "")
	good := send(t, client, garment(t, "jpeg 512x512 bytes=20000"), "")
	face := send(t, client, garment(t, "jpeg 512x512 bytes=20000"), "error=multiple-faces")
	for _, g := range []got{small, good, face} {
		if g.status != 200 || field(t, g.body, "task_type") != "async" {
			t.Fatalf("want every task to be taken, got %v", g)
		}
	}
	id := func(g got) string { return field(t, g.body, "task_id").(string) }
	if g := poll(id(small)); g.status != 200 || field(t, g.body, "task_status") != 0.0 {
		t.Errorf("want the task queued, got %v", g)
	}
	at.pass(11 * time.Second)
	if g := poll(id(small)); g.status != 413 || field(t, g.body, "error_detail", "code") != "FILE_SIZE_EXCEEDS_LIMIT" {
		t.Errorf("want 413 at the poll, got %v", g)
	}
	if g := poll(id(good)); g.status != 200 || field(t, g.body, "task_status") != 2.0 {
		t.Errorf("want the task done, got %v", g)
	}
	if g := poll(id(face)); g.status != 422 {
		t.Errorf("want 422 at the poll, got %v", g)
	}
}

func TestNHNRequestKey(t *testing.T) {
	at := newClock()
	s := start(t, standin.Options{Clock: at.time})
	client := s.Client()
	encrypted := []validate.Header{{Name: "Authorization", Value: "k"}, {Name: "X-Key-Version", Value: "0"}, {Name: "Symmetric-Key", Value: strings.Repeat("QUJD", 85) + "QQ=="}}
	form := "--B\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n" + strings.Repeat("0123456789abcdef", 8) + "\r\n--B--\r\n"
	card := send(t, client, validate.Request{Method: "POST", URL: "https://api-ocr.nhncloudservice.com/v2.0/appkeys/app/id-card", Body: []byte(form),
		Headers: append([]validate.Header{{Name: "Content-Type", Value: "multipart/form-data; boundary=B"}}, encrypted...)}, "")
	key := card.header.Get("Request-Key")
	if card.status != 200 || key == "" {
		t.Fatalf("want a Request-Key, got %v", card)
	}
	authentic := func(key string) any {
		g := send(t, client, validate.Request{Method: "POST", URL: "https://api-ocr.nhncloudservice.com/v2.0/appkeys/app/id-card/authenticity",
			Body:    []byte(`{"idType":"resident","name":"MTIzNDU2Nzg5MDEyMzQ1Ng==","residentNumber":"MTIzNDU2Nzg5MDEyMzQ1Ng==","issueDate":"MTIzNDU2Nzg5MDEyMzQ1Ng=="}`),
			Headers: append([]validate.Header{{Name: "Content-Type", Value: "application/json"}, {Name: "Request-Key", Value: key}}, encrypted...)}, "")
		return field(t, g.body, "header", "resultCode")
	}
	if got := authentic("another"); got != 4000122.0 {
		t.Errorf("want 4000122 for a key that was not given out, got %v", got)
	}
	if got := authentic(key); got != 0.0 {
		t.Errorf("want the key to hold once, got %v", got)
	}
	if got := authentic(key); got != 4000122.0 {
		t.Errorf("want 4000122 for a key that was used, got %v", got)
	}
}

func TestAliyunNonce(t *testing.T) {
	s := start(t, standin.Options{})
	request := validate.Request{Method: "POST", URL: "https://ocrhcp.market.alicloudapi.com/api/predict/ocr_train_ticket", Body: []byte(`{"image":"https://shop.example/1.png"}`),
		Headers: []validate.Header{{Name: "X-Ca-Key", Value: "1"}, {Name: "X-Ca-Signature", Value: "bm90"}, {Name: "X-Ca-Timestamp", Value: "1700000000000"},
			{Name: "X-Ca-Nonce", Value: "n-1"}, {Name: "Content-Type", Value: "application/json; charset=UTF-8"}}}
	if g := send(t, s.Client(), request, "gateway=classic"); g.status != 200 {
		t.Errorf("want the first to pass, got %v", g)
	}
	if g := send(t, s.Client(), request, "gateway=classic"); g.status != 400 || g.body != "" || g.header.Get("X-Ca-Error-Message") != "Nonce Used" {
		t.Errorf("want an empty body and Nonce Used in a header, got %v", g)
	}
}
