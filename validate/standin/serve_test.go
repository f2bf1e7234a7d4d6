package standin_test

import (
	"encoding/json"
	"io"
	"net/http"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/spec"
	"github.com/willpass/willpass/validate/standin"
)

func TestRoutes(t *testing.T) {
	s := start(t, standin.Options{Provider: "vidu", Host: "china"})
	body := `{"model":"viduq3-pro","prompt":"a"}`
	for _, c := range []struct{ name, path, host, want string }{
		{"by prefix", "/vidu/ent/v2/text2video", "", "https://api.vidu.cn/ent/v2/text2video"},
		{"by prefix and host id", "/vidu/global/ent/v2/text2video", "", "https://api.vidu.com/ent/v2/text2video"},
		{"by host name in the path", "/api.vidu.com/ent/v2/text2video", "", "https://api.vidu.com/ent/v2/text2video"},
		{"by Host header", "/ent/v2/text2video", "api.vidu.com:80", "https://api.vidu.com/ent/v2/text2video"},
		{"by options", "/ent/v2/text2video", "", "https://api.vidu.cn/ent/v2/text2video"},
		{"another provider by prefix", "/omnious/tagger/v2.12/tags", "", "https://api.omnious.com/tagger/v2.12/tags"},
		{"the host that has the path", "/aliyun/api/predict/ocr_train_ticket", "", "https://ocrhcp.market.alicloudapi.com/api/predict/ocr_train_ticket"},
		{"the legacy host", "/nhn/legacy/v1.0/appkeys/app-secret/business", "", "https://ocr.api.nhncloudservice.com/v1.0/appkeys/…/business"},
		{"what goes wrong in the path", "/fault:quota,slow=1ms/vidu/ent/v2/text2video", "", "https://api.vidu.cn/ent/v2/text2video"},
		{"a path that starts as a host id does", "/ailab/api/common/query-credits", "", "https://www.ailabapi.com/api/common/query-credits"},
	} {
		r, err := http.NewRequest("POST", s.URL+c.path, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		r.Host = c.host
		response, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		if got := s.Log()[0].URL; got != c.want {
			t.Errorf("%s: want %s, got %s", c.name, c.want, got)
		}
	}
}

func TestNoProvider(t *testing.T) {
	s := start(t, standin.Options{})
	if g := send(t, http.DefaultClient, validate.Request{Method: "GET", URL: s.URL + "/ent/v2/credits"}, ""); g.status != http.StatusMisdirectedRequest || !strings.Contains(g.body, "/vidu/") && !strings.Contains(g.body, "/ailab/") {
		t.Errorf("want it to say how to name a provider, got %v", g)
	}
}

func TestWrongOptions(t *testing.T) {
	rules, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		options standin.Options
		want    string
	}{
		{standin.Options{Rules: rules, Provider: "vido"}, `no provider is called "vido", did you mean "vidu"?`},
		{standin.Options{Rules: rules, Provider: "nhn", Host: "old"}, `nhn has no host "old"`},
	} {
		if _, err := standin.New(c.options); err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("want %s, got %v", c.want, err)
		}
	}
}

func TestFaults(t *testing.T) {
	s := start(t, standin.Options{Faults: standin.Faults{Facts: []standin.Setting{{Fact: "quotaLeft", Value: "false"}}}})
	tags := asJSON("POST", "https://api.omnious.com/tagger/v2.12/tags", "x-api-key", "k", `{"image":{"type":"url","content":"https://shop.example/1.png"}}`)
	video := asJSON("POST", "https://api.vidu.com/ent/v2/text2video", "Authorization", "Token k", `{"model":"viduq3-pro","prompt":"a"}`)
	business := asJSON("GET", "https://ocr.api.nhncloudservice.com/v2.0/appkeys/app/public-keys/id-card", "Authorization", "k", "")
	credits := validate.Request{Method: "GET", URL: "https://www.ailabapi.com/api/common/query-credits", Headers: []validate.Header{{Name: "ailabapi-api-key", Value: "k"}}}
	ticket := validate.Request{Method: "POST", URL: "https://ocrhcp.market.alicloudapi.com/api/predict/ocr_train_ticket", Body: []byte(`{"image":"https://shop.example/1.png"}`),
		Headers: []validate.Header{{Name: "Authorization", Value: "APPCODE 0123456789abcdef0123456789abcdef"}, {Name: "Content-Type", Value: "application/json"}}}
	for _, c := range []struct {
		name    string
		request validate.Request
		fault   string
		status  int
		want    string // in headers and body
	}{
		{"the options' quota", tags, "", 400, `"code":823`},
		{"none", tags, "none", 201, `"status":"ok"`},
		{"key", tags, "none,key", 403, `"code":609`},
		{"a fact that OMNIOUS does not declare", tags, "none,throttled", 400, `declare no fact "throttled"`},
		{"throttled", video, "none, throttled", 429, `"reason"`},
		{"a fact by name", video, "none,permitted=false", 403, `"Forbidden"`},
		{"5xx of vidu", video, "none,5xx", 500, `"InternalServiceFailure"`},
		{"5xx of omnious", tags, "none,5xx", 500, `Internal Server Error`},
		{"5xx of the legacy gateway", business, "none,5xx", 503, `5030001`},
		{"5xx of the new host: HTTP 200 and a code", asJSON("GET", strings.Replace(business.URL, "ocr.api.", "api-ocr.", 1), "Authorization", "k", ""), "none,5xx", 200, `"resultCode":-1`},
		{"5xx of ailab", credits, "none,5xx", 500, `SERVICE_INTERNAL_ERROR`},
		{"5xx of aliyun: an empty body", ticket, "none,5xx", 500, `X500ER`},
		{"what only the server knows", video, "none,error=AuditSubmitIllegal", 400, `"AuditSubmitIllegal"`},
		{"an error that is not there", video, "error=Nope", 400, `no error with the id or code "Nope"`},
		{"a word that is not there", video, "qouta", 400, `did you mean "quota"?`},
		{"which of several answers", credits, "none,key,answer=ERROR_APPLICATIONS_NOT_EXISTS", 401, `ERROR_APPLICATIONS_NOT_EXISTS`},
	} {
		g := send(t, s.Client(), c.request, c.fault)
		if whole := g.body + g.header.Get("X-Ca-Error-Code"); g.status != c.status || !strings.Contains(whole, c.want) {
			t.Errorf("%s: want %d with %s, got %d %s %v", c.name, c.status, c.want, g.status, g.body, g.header)
		}
	}
	video.URL = strings.Replace(video.URL, ".com/", ".com/fault:none,permitted=false/", 1)
	if g := send(t, s.Client(), video, ""); g.status != 403 {
		t.Errorf("a fault in the path: want 403, got %v", g)
	}
	start := time.Now()
	send(t, s.Client(), tags, "slow=150ms")
	if took := time.Since(start); took < 150*time.Millisecond {
		t.Errorf("want an answer after 150 ms, got it after %v", took)
	}
	r, err := http.NewRequest("GET", credits.URL, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set(standin.FaultHeader, "cut")
	if response, err := s.Client().Do(r); err == nil {
		response.Body.Close()
		t.Errorf("want no answer, got %v", response)
	}
}

// TestLog wants what came and why it was answered so, without keys.
func TestLog(t *testing.T) {
	s := start(t, standin.Options{})
	send(t, s.Client(), asJSON("POST", "https://api.vidu.com/ent/v2/text2video?token=query-secret", "Authorization", "Token header-secret", `{"model":"<b>sora</b>","prompt":"a"}`), "")
	list := send(t, http.DefaultClient, validate.Request{Method: "GET", URL: s.URL + standin.LogPath + "log.json"}, "")
	var log []standin.Exchange
	if err := json.Unmarshal([]byte(list.body), &log); err != nil || len(log) != 1 {
		t.Fatalf("want one exchange, got %s, %v", list.body, err)
	}
	if e := log[0]; e.Provider != "vidu" || e.Endpoint != "text2video" || e.Code != "FieldInvalid" || e.Status != 400 || e.Outcome != "rejected" || len(e.Findings) == 0 || e.Bytes == 0 {
		t.Errorf("want what came and why, got %+v", e)
	}
	page := send(t, http.DefaultClient, validate.Request{Method: "GET", URL: s.URL + standin.LogPath}, "")
	if !strings.Contains(page.body, "FieldInvalid") || strings.Contains(page.body, "<b>sora") {
		t.Errorf("want the exchange on the page, without markup of the request, got %s", page.body)
	}
	image := asJSON("POST", "https://api.omnious.com/tagger/v2.12/tags", "x-api-key", "k", `{"image":{"type":"base64","content":"bm90IGFuIGltYWdl"}}`)
	if send(t, s.Client(), image, ""); !slices.Contains(s.Log()[0].Others, "format-unsupported") {
		t.Errorf("want the other answers that fit, got %+v", s.Log()[0])
	}
	if both := list.body + page.body; strings.Contains(both, "secret") {
		t.Errorf("want no secret, got %s", both)
	}
}

// TestLongBody sends 50 MB: they are judged as they come, and never kept.
func TestLongBody(t *testing.T) {
	s := start(t, standin.Options{})
	long := func() {
		body := io.MultiReader(strings.NewReader(`{"model":"viduq3-pro","prompt":"a","images":["data:image/png;base64,`), io.LimitReader(letters{}, 50_000_000), strings.NewReader(`"]}`))
		r, err := http.NewRequest("POST", "https://api.vidu.com/ent/v2/img2video", body)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Authorization", "Token k")
		r.Header.Set("Content-Type", "application/json")
		response, err := s.Client().Do(r)
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		if response.StatusCode != 400 {
			t.Errorf("want 400, got %d", response.StatusCode)
		}
	}
	long()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	long()
	runtime.ReadMemStats(&after)
	if used := after.TotalAlloc - before.TotalAlloc; used > 2<<20 {
		t.Errorf("want 50 MB to allocate less than 2 MiB on both sides, got %d bytes", used)
	}
	if e := s.Log()[0]; e.Bytes < 50_000_000 {
		t.Errorf("want all of it to be read, got %d bytes", e.Bytes)
	}
}

type letters struct{}

func (letters) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'A'
	}
	return len(p), nil
}

// TestSameBytes: the same requests in the same order get the same answers.
func TestSameBytes(t *testing.T) {
	at := newClock()
	var last string
	for range 2 {
		s := start(t, standin.Options{Clock: at.time})
		all := ""
		for range 3 {
			all += send(t, s.Client(), asJSON("POST", "https://api.vidu.com/ent/v2/text2video", "Authorization", "Token k", `{"model":"viduq3-pro","prompt":"a"}`), "").body
		}
		if last != "" && last != all {
			t.Errorf("want %s, got %s", last, all)
		}
		last = all
	}
}

// TestOwnProvider plays a provider that is known by its rule documents alone.
func TestOwnProvider(t *testing.T) {
	p, problems := spec.Load([]spec.File{{Name: "mine.json", Text: []byte(`{"provider":{"id":"mine","name":"Mine"},"hosts":[{"id":"h","host":"api.mine.example"}],
		"sources":[{"id":"s","url":"https://mine.example/docs"}],
		"errors":[{"id":"odd","code":"ODD","status":7,"message":"odd","decides":"server","trust":"documented","source":"s","envelope":"bad"},{"id":"no-name","code":"NAME","status":418,"message":"no name","decides":"request","trust":"documented","source":"s","envelope":"bad"}],
		"envelopes":[{"id":"bad","body":{"code":"{{code}}","trace":"{{trace}}"},"trust":"documented","source":"s"},{"id":"good","body":{"name":"{{name}}","age":"{{age:number}}"},"trust":"documented","source":"s"}],
		"endpoints":[{"id":"up","method":"POST","paths":["/up"],"body":"json","source":"s","trust":"documented","accepts":{"status":201,"envelope":"good"},
			"stages":[{"name":"all","rules":[{"at":"body:/name","required":"filled","error":"no-name"},{"at":"body:/age","type":"number","error":"no-name"}]}],
			"sample":{"method":"POST","url":"https://api.mine.example/up","json":{"name":"a"}}}]}`)}})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	s := start(t, standin.Options{Rules: validate.New(p), Provider: "mine"})
	up := asJSON("POST", s.URL+"/up", "X", "", `{"name":"a \"b\"","age":7}`)
	if g := send(t, http.DefaultClient, up, ""); g.status != 201 || g.body != `{"name":"a \"b\"","age":7}` {
		t.Errorf("want what was sent in the answer, got %v", g)
	}
	up.Body = []byte(`{}`)
	if g := send(t, http.DefaultClient, up, ""); g.status != 418 || g.body != `{"code":"NAME","trace":"<trace>"}` {
		t.Errorf("want the refusal, got %v", g)
	}
	if g := send(t, http.DefaultClient, up, "error=odd"); g.status != 500 {
		t.Errorf("want 500 for a status that is none, got %v", g)
	}
}
