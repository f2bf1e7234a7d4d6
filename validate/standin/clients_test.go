package standin_test

import (
	"encoding/base64"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/willpass/willpass/validate/cases"
	"github.com/willpass/willpass/validate/standin"
)

// client runs the small programs of testdata/clients, which know nothing of a stand-in: they call https://api.vidu.com and so
// on. Only the settings of curl lead them here.
type client struct {
	t      *testing.T
	s      *standin.Running
	folder string
}

func newClient(t *testing.T) *client {
	if _, err := exec.LookPath("curl"); err != nil {
		t.Skip("curl is not installed: the clients are curl programs")
	}
	c := &client{t, start(t, standin.Options{}), t.TempDir()}
	c.write("authority.pem", string(c.s.Authority))
	return c
}

func (c *client) write(name, content string) string {
	path := filepath.Join(c.folder, name)
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		c.t.Fatal(err)
	}
	return path
}

// picture writes a picture of a recipe.
func (c *client) picture(name, recipe string) string {
	file, err := cases.Image(recipe)
	if err != nil {
		c.t.Fatal(err)
	}
	return c.write(name, string(file))
}

// inline is a picture of a recipe as base64.
func (c *client) inline(recipe string) string {
	file, err := cases.Image(recipe)
	if err != nil {
		c.t.Fatal(err)
	}
	return base64.StdEncoding.EncodeToString(file)
}

// run runs a client and returns what it prints.
func (c *client) run(fault string, environment []string, name string, args ...string) string {
	c.t.Helper()
	settings := fmt.Sprintf("connect-to = \"::%s\"\ncacert = %q\n", strings.TrimPrefix(c.s.URL, "http://"), filepath.Join(c.folder, "authority.pem"))
	if fault != "" {
		settings += fmt.Sprintf("header = \"%s: %s\"\n", standin.FaultHeader, fault)
	}
	c.write(".curlrc", settings)
	command := exec.Command("testdata/clients/"+name, args...)
	command.Env = append([]string{"PATH=" + os.Getenv("PATH"), "CURL_HOME=" + c.folder}, environment...)
	out, err := command.CombinedOutput()
	if err != nil {
		c.t.Fatalf("%s %v: %v: %s", name, args, err, out)
	}
	return string(out)
}

// scene is one run of a client and what it must print.
type scene struct {
	name  string
	fault string
	args  []string
	env   []string // nil = the usual
	want  []string // pieces of what it prints
}

// play runs scenes and wants at least ten different errors among them.
func (c *client) play(program string, usual []string, scenes []scene) {
	errors := map[string]bool{}
	for _, one := range scenes {
		environment := one.env
		if environment == nil {
			environment = usual
		}
		out := c.run(one.fault, environment, program, one.args...)
		for _, piece := range one.want {
			if !strings.Contains(out, piece) {
				c.t.Errorf("%s: want %s, got %s", one.name, piece, out)
			}
		}
		for _, e := range c.s.Log() {
			if e.Error != "" {
				errors[e.Error] = true
			}
		}
	}
	delete(errors, "undocumented")
	if len(errors) < 10 {
		c.t.Errorf("want at least ten documented errors, got %d: %v", len(errors), errors)
	}
	c.t.Logf("%s saw the success and %d documented errors in %d runs", program, len(errors), len(scenes))
}

func TestViduClient(t *testing.T) {
	c := newClient(t)
	body := func(name, text string) string { return c.write(name+".json", text) }
	picture := `"data:image/png;base64,` + c.inline("png 640x480") + `"`
	video := func(member string) string { return `{"model":"viduq3-pro","prompt":"a boat",` + member + `}` }
	good := body("good", video(`"images":[`+picture+`]`))
	c.play("vidu.sh", []string{"VIDU_KEY=k"}, []scene{
		{"success", "", []string{"img2video", good}, nil, []string{`"state":"success"`, "\n200"}},
		{"no key", "", []string{"img2video", good}, []string{}, []string{`"Unauthorized"`, "\n401"}},
		{"no credits", "quota", []string{"img2video", good}, nil, []string{`"CreditInsufficient"`, "\n400"}},
		{"too fast", "throttled", []string{"img2video", good}, nil, []string{"\n429"}},
		{"not permitted", "permitted=false", []string{"img2video", good}, nil, []string{`"Forbidden"`, "\n403"}},
		{"a field too long", "", []string{"img2video", body("long", video(`"images":[`+picture+`],"duration":17`))}, nil, []string{`"FieldInvalid"`, "\n400"}},
		{"another model", "", []string{"text2video", body("model", `{"model":"sora","prompt":"a"}`)}, nil, []string{"model is not supported", "\n400"}},
		{"no model", "", []string{"text2video", body("lacking", `{"prompt":"a"}`)}, nil, []string{`"FieldLacking"`, "\n400"}},
		{"two pictures", "", []string{"img2video", body("two", video(`"images":[`+picture+`,`+picture+`]`))}, nil, []string{`"FieldItemCountOutOfRange"`, "\n400"}},
		{"a GIF", "", []string{"img2video", body("gif", video(`"images":["data:image/gif;base64,`+c.inline("gif 640x480")+`"]`))}, nil, []string{`"ImageFormatInvalid"`, "\n400"}},
		{"a panorama", "", []string{"img2video", body("wide", video(`"images":["data:image/png;base64,`+c.inline("png 2000x400")+`"]`))}, nil, []string{`"PageSizeOutOfRange"`, "\n400"}},
		{"a path that is not there", "", []string{"img2vid", good}, nil, []string{`"NotFound"`, "\n404"}},
		{"a task that is not there", "", []string{"task", "123"}, nil, []string{`"TaskNotFound"`, "\n404"}},
		{"a link that cannot be read, told by the task", "error=ImageDownloadFailure", []string{"img2video", good}, nil, []string{`"state":"failed","err_code":"ImageDownloadFailure"`, "\n200"}},
		{"a policy, told by the task", "error=CreationPolicyViolation", []string{"img2video", good}, nil, []string{`"err_code":"CreationPolicyViolation"`, "\n200"}},
		{"an audit", "error=AuditSubmitIllegal", []string{"img2video", good}, nil, []string{`"AuditSubmitIllegal"`}},
		{"the server fails", "5xx", []string{"img2video", good}, nil, []string{`"InternalServiceFailure"`, "\n500"}},
	})
}

func TestOmniousClient(t *testing.T) {
	c := newClient(t)
	body := func(name, text string) string { return c.write(name+".json", text) }
	image := func(text string) string { return `{"image":{"type":"base64","content":"` + text + `"}}` }
	png := "data:image/png;base64," + c.inline("png 640x480")
	good, batch := body("good", image(png)), body("batch", bulk("a", "b"))
	many := make([]string, 1001)
	for i := range many {
		many[i] = fmt.Sprint("i", i)
	}
	usual := []string{"OMNIOUS_KEY=k"}
	made := c.run("", usual, "omnious.sh", "POST", "bulk", batch)
	_, id, _ := strings.Cut(made, `"taskId":"`)
	id, _, _ = strings.Cut(id, `"`)
	if id == "" {
		t.Fatalf("want a task, got %s", made)
	}
	c.play("omnious.sh", usual, []scene{
		{"success", "", []string{"POST", "tags", good}, nil, []string{`"status":"ok"`, "\n201"}},
		{"results of the task", "", []string{"GET", "bulk/" + id + "?offset=0&size=100"}, nil, []string{`"id":"a"`, `"totalCount":2`}},
		{"its status", "", []string{"GET", "bulk/" + id + "/status"}, nil, []string{`TASK_DONE`}},
		{"no key", "", []string{"POST", "tags", good}, []string{}, []string{`"code":612`, "\n403"}},
		{"key refused", "key", []string{"POST", "tags", good}, nil, []string{`"code":609`, "\n403"}},
		{"usage count", "quota", []string{"POST", "tags", good}, nil, []string{`"code":823`}},
		{"no such path", "", []string{"POST", "tag", good}, nil, []string{`"code":623`}},
		{"no JSON", "", []string{"POST", "tags", body("broken", `{"image":`)}, nil, []string{`"code":824`}},
		{"a type of picture", "", []string{"POST", "tags", body("type", `{"image":{"type":"ftp","content":"x"}}`)}, nil, []string{`"code":804`}},
		{"no picture", "", []string{"POST", "tags", body("text", image("bm90IGFuIGltYWdl"))}, nil, []string{`"code":802`}},
		{"another format", "", []string{"POST", "tags", body("avif", image("data:image/avif;base64,"+c.inline("avif 640x480")))}, nil, []string{`"code":805`}},
		{"a header that is forbidden", "base64Header=forbidden", []string{"POST", "tags", good}, nil, []string{`"code":801`}},
		{"too large", "maxSide=600", []string{"POST", "tags", good}, nil, []string{`"code":808`}},
		{"too small", "minSide=1000", []string{"POST", "tags", good}, nil, []string{`"code":807`}},
		{"too wide", "maxRatio=1.2", []string{"POST", "tags", good}, nil, []string{`"code":806`}},
		{"too heavy", "maxBytes=10", []string{"POST", "tags", good}, nil, []string{`"code":809`}},
		{"a detection", "", []string{"POST", "tags", body("detection", `{"image":{"type":"base64","content":"`+png+`"},"context":{"detection":["GLASSES"]}}`)}, nil, []string{`"code":825`}},
		{"1001 pictures", "", []string{"POST", "bulk", body("many", bulk(many...))}, nil, []string{`"code":832`}},
		{"the same picture again", "", []string{"PUT", "bulk/" + id, batch}, nil, []string{`"code":833`}},
		{"the input period is over", "taskExpires=2020-01-01T00:00:00Z", []string{"PUT", "bulk/" + id, body("late", bulk("c"))}, nil, []string{`"code":834`}},
		{"a query", "", []string{"GET", "bulk/" + id + "?offset=x&size=100"}, nil, []string{`"code":835`}},
		{"not done", "taskDone=false", []string{"GET", "bulk/" + id + "?offset=0&size=100"}, nil, []string{`"code":836`}},
	})
}

func TestNHNClient(t *testing.T) {
	c := newClient(t)
	good, big := c.picture("good.png", "png 1280x720"), c.picture("big.png", "png 1280x720 bytes=6000000")
	usual := []string{"NHN_APPKEY=app", "NHN_SECRET=s"}
	legacy := append([]string{"NHN_HOST=ocr.api.nhncloudservice.com"}, usual...)
	c.play("nhn.sh", usual, []scene{
		{"success", "", []string{"business", good}, nil, []string{`"isSuccessful":true,"resultCode":0`, "\n200"}},
		{"6 MB pass at the new host", "", []string{"business", big}, nil, []string{`"isSuccessful":true`, "\n200"}},
		{"and not at the legacy host", "", []string{"business", big}, legacy, []string{`"resultCode":4131000`, "\n413"}},
		{"no key", "", []string{"business", good}, []string{"NHN_APPKEY=app"}, []string{`"isSuccessful":false`, "\n200"}},
		{"a wrong key", "key", []string{"business", good}, nil, []string{`"resultCode":4010001`, "\n200"}},
		{"not activated", "serviceEnabled=false", []string{"business", good}, nil, []string{`"resultCode":4000401`}},
		{"the call limit", "quota", []string{"business", good}, nil, []string{`"resultCode":4000006`}},
		{"too fast, at the gateway", "throttled", []string{"business", good}, legacy, []string{`"resultCode":4291000`, "\n429"}},
		{"the gateway's quota", "gatewayQuotaLeft=false", []string{"business", good}, legacy, []string{`"resultCode":4291001`, "\n429"}},
		{"a GIF", "", []string{"business", c.picture("a.gif", "gif 640x480")}, nil, []string{`"resultCode":4000003`}},
		{"an empty file", "", []string{"business", c.write("empty.png", "")}, nil, []string{`"resultCode":4000004`}},
		{"a file above 20 MB", "", []string{"business", c.picture("huge.png", "png 1280x720 bytes=22000000")}, nil, []string{`"resultCode":4131000`, "\n200"}},
		{"no file", "", []string{"business"}, nil, []string{`"resultCode":405`}},
		{"no such path", "", []string{"passport", good}, nil, []string{`"isSuccessful":false`}},
		{"no such path at the gateway", "", []string{"passport", good}, legacy, []string{`"resultCode":4041007`, "\n404"}},
		{"no card in it", "error=4000111", []string{"credit-card", good}, nil, []string{`"resultCode":4000111`, "\n200"}},
		{"the server fails", "5xx", []string{"business", good}, nil, []string{`"resultCode":-1`, "\n200"}},
		{"the gateway fails", "5xx", []string{"business", good}, legacy, []string{`"resultCode":5030001`, "\n503"}},
	})
}

func TestAliyunClient(t *testing.T) {
	c := newClient(t)
	body := func(name, text string) string { return c.write(name+".json", text) }
	ticket := func(file string) []string {
		return []string{"ocrhcp.market.alicloudapi.com", "/api/predict/ocr_train_ticket", file}
	}
	good := body("good", `{"image":"`+c.inline("png 640x480")+`"}`)
	gateway := func(status int, header, value string) []string {
		return []string{fmt.Sprintf("HTTP/1.1 %d", status), header + ": " + value, "Content-Length: 0", "X-Ca-Request-Id: "}
	}
	c.play("aliyun.sh", []string{"ALIYUN_APPCODE=0123456789abcdef0123456789abcdef"}, []scene{
		{"success", "", ticket(good), nil, []string{"HTTP/1.1 200", `"success":true`, "X-Ca-Request-Id: "}},
		{"no credentials", "gateway=classic", ticket(good), []string{}, gateway(401, "X-Ca-Error-Message", "Empty Signature")},
		{"the AppCode is refused", "key,gateway=classic", ticket(good), nil, gateway(400, "X-Ca-Error-Message", "Invalid AppCode")},
		{"the calls are used up", "quota,gateway=classic", ticket(good), nil, gateway(403, "X-Ca-Error-Message", "Api Market Subscription quota exhausted")},
		{"not bought", "subscribed=false,gateway=classic", ticket(good), nil, gateway(403, "X-Ca-Error-Message", "Unauthorized")},
		{"the account owes money", "arrears=true,gateway=classic", ticket(good), nil, gateway(403, "X-Ca-Error-Message", "User Arrears")},
		{"too fast", "throttled,gateway=classic", ticket(good), nil, []string{"HTTP/1.1 403", "Content-Length: 0"}},
		{"no body", "gateway=classic", ticket(body("empty", "")), nil, gateway(400, "X-Ca-Error-Message", "Empty Request Body")},
		{"the calls are used up, newer gateway", "quota,gateway=vpc", ticket(good), nil, []string{"HTTP/1.1 403", "X-Ca-Error-Code: ", "Content-Length: 0"}},
		{"the AppCode is refused, newer gateway", "key,gateway=vpc", ticket(good), nil, []string{"X-Ca-Error-Code: A400AC"}},
		{"no JSON", "", ticket(body("broken", "{")), nil, []string{"HTTP/1.1 460", "Invalid Input - failed to parse json"}},
		{"no picture", "", ticket(body("missing", "{}")), nil, []string{"HTTP/1.1 461", "Invalid Input"}},
		{"no text", "", ticket(body("number", `{"image":1}`)), nil, []string{"HTTP/1.1 461", "image format error"}},
		{"no base64", "", ticket(body("padding", `{"image":"iVBORw0KGgo=="}`)), nil, []string{"HTTP/1.1 46", "Invalid Input"}},
		{"too small", "", ticket(body("small", `{"image":"`+c.inline("png 10x10")+`"}`)), nil, []string{"HTTP/1.1 421"}},
		{"a failure that only the server knows", "error=vpc-backend-timeout", ticket(good), nil, gateway(504, "X-Ca-Error-Code", "D504TO")},
		{"the server fails", "5xx", ticket(good), nil, gateway(500, "X-Ca-Error-Code", "X500ER")},
	})
}

func TestAILabClient(t *testing.T) {
	c := newClient(t)
	const cut, swap, try = "cutout/general/universal-background-removal", "portrait/editing/ai-face-swap", "portrait/editing/try-on-clothes-pro"
	good := "image=@" + c.picture("good.jpg", "jpeg 512x512 bytes=20000")
	clothes := []string{try, "task_type=async", "top_garment=@" + c.picture("top.jpg", "jpeg 512x512 bytes=20000")}
	person := func(recipe string) string { return "person_image=@" + c.picture(recipe+".jpg", recipe) }
	c.play("ailab.sh", []string{"AILAB_KEY=k"}, []scene{
		{"success", "", []string{cut, good}, nil, []string{`"status_code":200,"code":""`, "\n200"}},
		{"success of a task", "", append(clothes, person("jpeg 512x512 bytes=20000")), nil, []string{`"task_status":2`, "\n200"}},
		{"a wrong key", "key", []string{cut, good}, nil, []string{"ERROR_USER_NOT_EXISTS", "\n401"}},
		{"the other answer to it", "key,answer=ERROR_APPLICATIONS_NOT_EXISTS", []string{cut, good}, nil, []string{"ERROR_APPLICATIONS_NOT_EXISTS", "\n401"}},
		{"locked", "accountLocked=true", []string{cut, good}, nil, []string{"ERROR_USER_LOCKED", "\n403"}},
		{"no credits", "quota", []string{cut, good}, nil, []string{"ERROR_NOT_ENOUGH_CREDITS", "\n4"}},
		{"too fast", "throttled", []string{cut, good}, nil, []string{"EXCEEDING_LIMITS", "\n4"}},
		{"too large a picture", "", []string{cut, "image=@" + c.picture("wide.jpg", "jpeg 2400x600")}, nil, []string{"FILE_RESOLUTION_EXCEEDS_LIMITS", "\n413"}},
		{"too heavy a picture", "", []string{cut, "image=@" + c.picture("heavy.jpg", "jpeg 512x512 bytes=3500000")}, nil, []string{"FILE_SIZE_EXCEEDS_LIMIT", "\n413"}},
		{"another format", "", []string{cut, "image=@" + c.picture("a.gif", "gif 640x480")}, nil, []string{"UNSUPPORTED_FILE_TYPES", "\n4"}},
		{"no picture", "", []string{cut, "image=@" + c.write("text.jpg", "no picture")}, nil, []string{"FILE_DECODING_FAILURE", "\n4"}},
		{"no field", "", []string{cut, "picture=x"}, nil, []string{`"code":"`, "\n4"}},
		{"a value", "", []string{cut, good, "return_form=blackBK"}, nil, []string{"UNSUPPORTED_PARAMETER_VALUES", "\n4"}},
		{"no such call", "", []string{"portrait/effects/no-such-effect", good}, nil, []string{"ERROR_AI_NOT_EXISTS", "\n404"}},
		{"a small file, told by the task", "", append(clothes, person("jpeg 160x160 bytes=4000")), nil, []string{"FILE_SIZE_EXCEEDS_LIMIT", "\n413"}},
		{"too large a picture, told by the task", "", []string{swap, "image_target=@" + c.picture("large.jpg", "jpeg 5000x5000"), "image_template=@" + c.picture("face.jpg", "jpeg 512x512")}, nil, []string{"FILE_RESOLUTION_EXCEEDS_LIMITS", "\n413"}},
		{"no face", "error=no-face-in-file", []string{cut, good}, nil, []string{"ERROR_NO_FACE_IN_FILE", "\n422"}},
		{"the server fails", "5xx", []string{cut, good}, nil, []string{"SERVICE_INTERNAL_ERROR", "\n500"}},
	})
}
