package drift_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"mime/multipart"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/cases"
	"github.com/willpass/willpass/validate/drift"
	"github.com/willpass/willpass/validate/httpcheck"
	"github.com/willpass/willpass/validate/known"
	"github.com/willpass/willpass/validate/settle"
)

var loaded = sync.OnceValues(func() (*validate.Rules, error) { return known.Rules() })

// watched sends a request through a transport that observes, to a provider that gives one answer.
func watched(t *testing.T, status int, answer string, request *http.Request) (reports []drift.Report) {
	t.Helper()
	rules, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		io.Copy(io.Discard, r.Body)
		w.WriteHeader(status)
		io.WriteString(w, answer)
	}))
	defer s.Close()
	base := &http.Transport{DialContext: func(ctx context.Context, network, _ string) (net.Conn, error) {
		var d net.Dialer
		return d.DialContext(ctx, network, s.Listener.Addr().String())
	}}
	defer base.CloseIdleConnections()
	detector := &drift.Detector{Rules: rules, Report: func(_ context.Context, r drift.Report) { reports = append(reports, r) }}
	client := &http.Client{Transport: httpcheck.NewTransport(&settle.Checker{Rules: rules}, httpcheck.Options{Base: base, Observe: true, Comparer: detector})}
	response, err := client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(response.Body)
	if err != nil || string(got) != answer {
		t.Errorf("want the answer as it came, got %q, %v", got, err)
	}
	response.Body.Close()
	return reports
}

func text2video(t *testing.T, body string) *http.Request {
	r, err := http.NewRequest("POST", "http://api.vidu.com/ent/v2/text2video?api_key=query-secret", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Token header-secret")
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Cookie", "session=cookie-secret")
	return r
}

func TestDisagreements(t *testing.T) {
	good, bad := `{"model":"viduq3-pro","prompt":"a"}`, `{"model":"sora","prompt":"a"}`
	failure := func(reason, message string) string {
		return fmt.Sprintf(`{"code":400,"reason":%q,"message":%q,"metadata":{"trace_id":"x"}}`, reason, message)
	}
	rules, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	predicted := rules.Check(validate.Request{Method: "POST", URL: "https://api.vidu.com/ent/v2/text2video",
		Headers: []validate.Header{{Name: "Authorization", Value: "Token k"}, {Name: "Content-Type", Value: "application/json"}}, Body: []byte(bad)}, validate.Facts{}).Answers[0]
	for _, c := range []struct {
		name, body string
		status     int
		answer     string
		want       drift.Kind
	}{
		{"accepted as predicted", good, 200, `{"task_id":"1","state":"created"}`, 0},
		{"accepted, though refusal was predicted", bad, 200, `{"task_id":"1","state":"created"}`, drift.Taken},
		{"refused as predicted", bad, 400, predicted.Body, 0},
		{"refused, though acceptance was predicted", good, 400, failure("FieldInvalid", "x"), drift.Refused},
		{"refused with another error", bad, 400, failure("FieldLacking", "x"), drift.Other},
		{"refused with another status", bad, 422, predicted.Body, drift.Status},
		{"refused with another message", bad, 400, failure("FieldInvalid", "quite another text"), drift.Message},
		{"refused with an error that no document has", bad, 400, failure("BrandNew", "x"), drift.Unknown},
		{"the key is refused: a fact, not a rule", good, 401, failure("Unauthorized", "x"), 0},
		{"trouble of the server", good, 502, `<html>bad gateway</html>`, 0},
		{"a refusal in no known shape", good, 400, `nope`, drift.Refused},
	} {
		t.Run(c.name, func(t *testing.T) {
			reports := watched(t, c.status, c.answer, text2video(t, c.body))
			if c.want == 0 && len(reports) == 0 {
				return
			}
			if len(reports) != 1 || reports[0].Kind != c.want || reports[0].Status != c.status {
				t.Fatalf("want %q, got %d reports %v", c.want, len(reports), reports)
			}
			var log strings.Builder
			slog.New(slog.NewTextHandler(&log, nil)).Warn("drift", "report", reports[0])
			if !strings.Contains(log.String(), "report.predicted.outcome=") || !strings.Contains(log.String(), fmt.Sprintf("report.real.status=%d", c.status)) {
				t.Errorf("want both sides in the log, got %s", log.String())
			}
		})
	}
}

// TestCasesHaveNoSecrets writes reports as case files, and judges them again: the verdict is the predicted one.
func TestCasesHaveNoSecrets(t *testing.T) {
	picture, err := cases.Image("png 5000x100")
	if err != nil {
		t.Fatal(err)
	}
	marked := append(picture, "pixels of a person"...)
	var form bytes.Buffer
	w := multipart.NewWriter(&form)
	w.WriteField("return_form", "mask")
	w.WriteField("access_token", "field-secret")
	part, _ := w.CreateFormFile("image", "/home/person/passport.png")
	part.Write(marked)
	w.Close()
	upload, err := http.NewRequest("POST", "http://www.ailabapi.com/api/cutout/general/universal-background-removal", &form)
	if err != nil {
		t.Fatal(err)
	}
	upload.Header.Set("Ailabapi-Api-Key", "header-secret")
	upload.Header.Set("Content-Type", w.FormDataContentType())
	inline := base64.StdEncoding.EncodeToString(marked)
	video := text2video(t, `{"model":"viduq3-pro","prompt":"a","images":["data:image/png;base64,`+inline+`"],"callback_token":"member-secret","seed":12345678901234567890}`)
	video.URL.Path = "/ent/v2/img2video"
	for name, request := range map[string]*http.Request{"form": upload, "json": video, "text": text2video(t, `{"model":"sora","prompt":"a"}`)} {
		reports := watched(t, 200, `{"task_id":"1","state":"created"}`, request)
		if len(reports) != 1 {
			t.Fatalf("%s: want one report, got %d", name, len(reports))
		}
		text, err := reports[0].Case()
		if err != nil {
			t.Fatal(err)
		}
		for _, secret := range []string{"header-secret", "query-secret", "cookie-secret", "field-secret", "member-secret", "person", "passport", inline[:40], base64.StdEncoding.EncodeToString([]byte("pixels"))[:8]} {
			if bytes.Contains(text, []byte(secret)) {
				t.Errorf("%s: want no %q in %s", name, secret, text)
			}
		}
		parsed, err := cases.Parse(name, text)
		if err != nil {
			t.Fatalf("%s: %v in %s", name, err, text)
		}
		rules, _ := loaded()
		again, facts, err := cases.Expand(parsed[0], t.TempDir())
		if err != nil {
			t.Fatalf("%s: %v in %s", name, err, text)
		}
		want, got := codes(reports[0].Predicted), codes(rules.Check(again, facts))
		if got != want {
			t.Errorf("%s: want the case to be judged as the request was, %s, got %s by %s", name, want, got, text)
		}
		if !json.Valid(text) || !bytes.Contains(text, []byte(`"outcome": "accepted"`)) {
			t.Errorf("%s: want the real answer as what is wanted, got %s", name, text)
		}
	}
}

func codes(v validate.Verdict) string {
	out := v.Endpoint + " " + v.Outcome.String()
	for _, a := range v.Answers {
		out += " " + a.Code
	}
	return out
}
