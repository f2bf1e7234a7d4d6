package standin_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/willpass/willpass/validate/refusal"
	"github.com/willpass/willpass/validate/standin"
)

// FuzzServe: whatever comes, an answer goes out, and nothing panics.
func FuzzServe(f *testing.F) {
	rules, err := loaded()
	if err != nil {
		f.Fatal(err)
	}
	s, err := standin.New(standin.Options{Rules: rules})
	if err != nil {
		f.Fatal(err)
	}
	f.Add("POST", "/vidu/ent/v2/img2video", "", "application/json", `{"model":"viduq3-pro","images":["data:image/png;base64,iVBORw0KGgo="]}`, "")
	f.Add("PUT", "/omnious/tagger/v2.12/bulk/1?offset=-1&size=x", "api.vidu.com", "", `{"taggingRequest":[{"context":{"id":"a"}}]}`, "quota,answer=802")
	f.Add("POST", "/fault:error=ERROR_NO_FACE_IN_FILE/ailab/api/portrait/effects/face-beauty", "", "multipart/form-data; boundary=B", "--B\r\nContent-Disposition: form-data; name=\"image\"\r\n\r\nx\r\n--B--\r\n", "5xx")
	f.Add("GET", "/_willpass/files/../x.png", "", "", "", "")
	f.Add("OPTIONS", "/%2e%2e/nhn/legacy/%zz", "ocr.api.nhncloudservice.com:1", "", "", "gateway=vpc")
	f.Fuzz(func(t *testing.T, method, target, host, kind, body, fault string) {
		u, err := url.ParseRequestURI(target)
		if err != nil || strings.Contains(fault, "slow") || strings.Contains(target, "slow") || strings.Contains(fault+target, "cut") {
			return
		}
		r := &http.Request{Method: method, URL: u, Host: host, Header: http.Header{"Content-Type": {kind}, standin.FaultHeader: {fault}, "Authorization": {"Token k"}, "X-Api-Key": {"k"}},
			Body: http.NoBody, RequestURI: target}
		r.Body = httptest.NewRequest("POST", "/", strings.NewReader(body)).Body
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		if w.Code < 100 || w.Code > 599 {
			t.Errorf("want a status, got %d", w.Code)
		}
	})
}

// TestStrictness: what is only likely to be refused is refused when the options say so.
func TestStrictness(t *testing.T) {
	extended := asJSON("POST", "https://api.vidu.com/ent/v2/text2video", "Authorization", "Token k", `{"model":"viduq3-pro","prompt":"a"}`)
	extended.URL = "https://api.vidu.com/ent/v2/tasks/abc/creations"
	extended.Method, extended.Body = "GET", nil
	if g := send(t, start(t, standin.Options{}).Client(), extended, "taskExists=true"); g.header.Get("Willpass") != "not documented" {
		t.Errorf("want what is not sure to pass, got %v", g)
	}
	if g := send(t, start(t, standin.Options{Strictness: refusal.LikelyOne}).Client(), extended, "taskExists=true"); g.status != 404 || field(t, g.body, "reason") != "TaskNotFound" {
		t.Errorf("want what is likely to be refused, got %v", g)
	}
}
