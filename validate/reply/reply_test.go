package reply_test

import (
	"testing"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/known"
	"github.com/willpass/willpass/validate/reply"
)

func TestFailure(t *testing.T) {
	rules, err := known.Rules()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		provider, body, code, message string
		ok                            bool
	}{
		{"vidu", `{"code":400,"reason":"FieldInvalid","message":"model is invalid","metadata":{"trace_id":"x"},"more":1}`, "FieldInvalid", "model is invalid", true},
		{"vidu", `{"task_id":"1","state":"created"}`, "", "", false},
		{"vidu", `<html>502</html>`, "", "", false},
		{"vidu", ``, "", "", false},
		{"omnious", `{"data":{},"error":{"message":"Invalid json format.","code":824},"status":"fail"}`, "824", "Invalid json format.", true},
		{"omnious", `{"data":{},"error":{"message":"Invalid json format.","code":824},"status":"ok"}`, "", "", false},
		{"omnious", `{"data":{},"error":null,"status":"ok"}`, "", "", false},
	} {
		got, ok := reply.Failure(rules.Provider(c.provider), []byte(c.body))
		if ok != c.ok || got.Holes["code"] != c.code || got.Holes["message"] != c.message {
			t.Errorf("%s: want %v %q %q, got %v %v", c.body, c.ok, c.code, c.message, ok, got)
		}
	}
}

func TestSuccessTellsTheTask(t *testing.T) {
	rules, err := known.Rules("omnious")
	if err != nil {
		t.Fatal(err)
	}
	p, e := rules.Endpoint("omnious/bulk-create")
	got, ok := reply.Success(p, e, []byte(`{"taskId":"t-7"}`))
	if !ok || got.Holes["taskId"] != "t-7" {
		t.Errorf("want the task t-7, got %v %v", ok, got)
	}
}

// TestEveryPredictionIsRead reads what willpass itself predicts: the code must come back out of every rendered refusal.
func TestEveryPredictionIsRead(t *testing.T) {
	rules, err := known.Rules()
	if err != nil {
		t.Fatal(err)
	}
	for _, request := range []validate.Request{
		{Method: "POST", URL: "https://api.vidu.com/ent/v2/text2video", Headers: []validate.Header{{Name: "Authorization", Value: "Token k"}}, Body: []byte(`{"model":"x","prompt":"a"}`)},
		{Method: "POST", URL: "https://api.omnious.com/tagger/v2.12/tags", Headers: []validate.Header{{Name: "x-api-key", Value: "k"}}, Body: []byte(`{`)},
		{Method: "POST", URL: "https://www.ailabapi.com/api/cutout/general/universal-background-removal", Headers: []validate.Header{{Name: "ailabapi-api-key", Value: "k"}, {Name: "Content-Type", Value: "multipart/form-data; boundary=b"}},
			Body: []byte("--b\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a.png\"\r\n\r\nno picture\r\n--b--\r\n")},
	} {
		v := rules.Check(request, validate.Facts{})
		read := 0
		for _, a := range v.Answers {
			if a.Accepted || a.Code == "" || a.Body == "" {
				continue
			}
			got, ok := reply.Failure(rules.Provider(v.Provider), []byte(a.Body))
			if !ok || got.Holes["code"] != a.Code {
				t.Errorf("%s: want the code %q out of %s, got %v", request.URL, a.Code, a.Body, got)
			}
			read++
		}
		if read == 0 {
			t.Errorf("%s: want a refusal with a body, got %s", request.URL, v.AppendJSON(nil))
		}
	}
}
