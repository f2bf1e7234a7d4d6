package validate_test

import (
	"strings"
	"testing"

	"github.com/willpass/willpass/validate/known"
)

// TestExplain: what people have at hand finds its entries. want is the ids, best first; "…" = and others after these.
func TestExplain(t *testing.T) {
	rules, err := known.Rules()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, provider, text, want string }{
		{"a code", "omnious", "806", "ratio-unsupported"},
		{"our id", "omnious", "image-too-large", "image-too-large"},
		{"a piece of a message", "omnious", "size of this image", "image-too-large"},
		{"a body", "omnious", `{"data":{},"error":{"message":"Tagger usage count is exceeded","code":823},"status":"fail"}`, "usage-exceeded"},
		{"a message with its hole filled", "omnious", `Task already expired at '2026-01-01'.`, "task-expired"},
		{"a body with its hole filled", "omnious", `{"error":{"code":834,"message":"Task already expired at '2026-01-01'."}}`, "task-expired"},
		{"a line of a log", "omnious", `level=error tagger answered code 823 (usage)`, "usage-exceeded"},

		{"a code", "nhn", "4000303", "encrypted-data-invalid"},
		{"a negative code", "nhn", "-1", "unknown-error"},
		{"a key", "nhn", "UPLOADED_FILE_IS_EMPTY", "file-empty"},
		{"a body with a numeric code", "nhn", `{"header":{"isSuccessful":false,"resultCode":4000004,"resultMessage":"Uploaded file is empty."}}`, "file-empty"},
		{"a pretty body", "nhn", "{\n  \"header\": {\n    \"resultCode\": 4000004\n  }\n}", "file-empty"},
		{"a piece of a body", "nhn", `resultCode: 4000004`, "file-empty"},

		{"a code of many", "aliyun", "462", "image-download-failed …"},
		{"a plain body", "aliyun", "base64decode error", "base64-decode …"},
		{"a header", "aliyun", "X-Ca-Error-Message: Invalid Url", "classic-invalid-url"},
		{"a header in lower case with a code", "aliyun", "x-ca-error-code: I400HD", "vpc-invalid-header"},
		{"status, headers and an empty body", "aliyun", "HTTP/1.1 403 Forbidden\r\nServer: Tengine\r\nContent-Length: 0\r\nX-Ca-Request-Id: 1\r\nX-Ca-Error-Message: Unauthorized\r\n\r\n", "classic-unauthorized …"},
		{"status, headers and code", "aliyun", "HTTP/1.1 413 Request Entity Too Large\nX-Ca-Error-Code: I413RL\nX-Ca-Error-Message: Request body too Large\n", "vpc-body-too-large"},
		{"status and a plain body", "aliyun", "HTTP/1.1 462 462\nContent-Type: text/plain\n\nInvalid Input - image data error - base64decode error: base64decode error: incorrect base64 format data", "base64-illegal-character"},
		{"a message with a hole", "aliyun", "Invalid Header `X-Ca-Key` is missing", "vpc-invalid-header"},

		{"a code", "vidu", "FieldLacking", "field-lacking"},
		{"letter case aside", "vidu", "fieldlacking", "field-lacking"},
		{"a message", "vidu", "invalid field: duration", "field-invalid"},
		{"a body", "vidu", `{"code":400,"reason":"FieldInvalid","message":"invalid field: duration","metadata":{"trace_id":"x"}}`, "field-invalid"},
		{"the same code with another message", "vidu", `{"code":400,"reason":"FieldInvalid","message":"model is not supported","metadata":{"trace_id":"x"}}`, "model-not-supported"},
		{"a failed task", "vidu", `{"id":"1","state":"failed","err_code":"ImageFormatInvalid"}`, "image-format-invalid-in-task …"},

		{"a code", "ailab", "ERROR_NO_FACE_IN_FILE", "… no-face-in-file"},
		{"the detail counts more than the rough code", "ailab", `{"request_id":"a","log_id":"b","error_code":422,"error_detail":{"status_code":422,"code":"ERROR_NO_FACE_IN_FILE",` +
			`"code_message":"No face detected in the file.","message":"pic not has face"},"error_code_str":"FILE_CONTENT_NON_COMPLIANCE","error_msg":"x"}`, "no-face-in-file …"},
		{"an HTTP status", "ailab", "413", "… file-size-exceeds-limit"},
		{"a piece of a message", "ailab", "insufficient credits", "not-enough-credits …"},

		{"nothing: the whole catalogue", "vidu", " ", "… field-lacking"},
		{"nonsense", "vidu", "willpass-no-such-error", ""},
		{"a body that says nothing", "vidu", `{"ok":true}`, ""},
	} {
		t.Run(c.provider+": "+c.name, func(t *testing.T) {
			var ids []string
			for _, e := range rules.Explain(c.provider, c.text) {
				ids = append(ids, e.ID)
			}
			got := strings.Join(ids, " ")
			switch want, others := strings.CutSuffix(c.want, " …"); {
			case others && !strings.HasPrefix(got, want):
				t.Errorf("%s: want %s first, got %s", c.text, want, got)
			case strings.HasPrefix(c.want, "… "):
				if !strings.Contains(" "+got+" ", " "+c.want[len("… "):]+" ") {
					t.Errorf("%s: want %s among the entries, got %s", c.text, c.want, got)
				}
			case !others && got != want:
				t.Errorf("%s: want %q, got %q", c.text, want, got)
			}
		})
	}
}

// TestExplainEveryEntry: every entry is found by its id, code and key.
func TestExplainEveryEntry(t *testing.T) {
	rules, err := known.Rules()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range rules.Providers() {
		for i := range p.Errors {
			e := &p.Errors[i]
			for _, text := range []string{e.ID, e.Code, e.Key} {
				if text == "" {
					continue
				}
				found := false
				for _, other := range rules.Explain(p.ID, text) {
					found = found || other == e
				}
				if !found {
					t.Errorf("%s: %q does not find %s", p.ID, text, e.ID)
				}
			}
		}
	}
}
