package validate_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/willpass/willpass/validate"
)

// worded is one endpoint whose one rule earns an error with these members, in an envelope of this form.
func worded(t *testing.T, entry, envelope, rule string) *validate.Rules {
	t.Helper()
	return invented(t, `"envelopes":[{"id":"f",`+envelope+`}],"endpoints":[{"id":"a","method":"POST","paths":["/a"],"body":"json","source":"s","trust":"documented",
	"stages":[{"rules":[`+rule+`]}]}]`, `{"id":"e","decides":"request","trust":"documented","envelope":"f",`+entry+`}`)
}

func TestHolesOfMessages(t *testing.T) {
	const envelope = `"contentType":"application/json","body":{"m":"{{message}}"}`
	for _, c := range []struct{ name, entry, rule, body, message string }{
		{"a field", `"message":"field {} is bad","holes":{"{}":"field"}`, `{"at":"body:/a/b","type":"string","error":"e"}`, `{"a":{"b":1}}`, "field b is bad"},
		{"what was got", `"message":"no language '{}'","holes":{"{}":"got"}`, `{"at":"body:/a","oneOf":["en"],"error":"e"}`, `{"a":"fr"}`, "no language 'fr'"},
		{"got with quotes", `"message":"no '{}'","holes":{"{}":"got"}`, `{"at":"body:/a","oneOf":["en"],"error":"e"}`, `{"a":"\"f\"r"}`, `no '"f"r'`},
		{"got with a line break", `"message":"no '{}'","holes":{"{}":"got"}`, `{"at":"body:/a","oneOf":["en"],"error":"e"}`, `{"a":"f\nr\\"}`, "no 'f\nr\\'"},
		{"a long got is whole", `"message":"no '{}'","holes":{"{}":"got"}`, `{"at":"body:/a","oneOf":["en"],"error":"e"}`, `{"a":"` + strings.Repeat("x", 200) + `"}`,
			"no '" + strings.Repeat("x", 200) + "'"},
		{"a number that was got", `"message":"no {}","holes":{"{}":"got"}`, `{"at":"body:/a","range":{"max":3},"error":"e"}`, `{"a":4.50}`, "no 4.50"},
		{"a hole that the rule fills", `"message":"{} {x}","holes":{"{}":"option","{x}":"field"}`, `{"at":"body:/a","range":{"max":3},"error":"e","fills":{"option":"max"}}`, `{"a":4}`, "max a"},
		{"a hole that the server fills", `"message":"see {}","holes":{"{}":"requestID"}`, `{"at":"body:/a","range":{"max":3},"error":"e"}`, `{"a":4}`, "see <requestID>"},
		{"a value that looks like another hole", `"message":"{a} of {b}","holes":{"{a}":"got","{b}":"field"}`, `{"at":"body:/x","oneOf":["en"],"error":"e"}`, `{"x":"{b}"}`, "{b} of x"},
		{"a value that looks like an envelope's hole", `"message":"{}","holes":{"{}":"got"}`, `{"at":"body:/x","oneOf":["en"],"error":"e"}`, `{"x":"{{code}}"}`, "{{code}}"},
	} {
		v := post(worded(t, c.entry, envelope, c.rule), c.body)
		if len(v.Answers) != 1 {
			t.Errorf("%s: want one answer, got %s", c.name, answered(v))
			continue
		}
		var got any
		if err := json.Unmarshal([]byte(v.Answers[0].Body), &got); err != nil {
			t.Errorf("%s: want JSON, got %s", c.name, v.Answers[0].Body)
		}
		if c.message != v.Answers[0].Message {
			t.Errorf("%s: want %q, got %q", c.name, c.message, v.Answers[0].Message)
		}
		if member := got.(map[string]any)["m"]; c.message != member {
			t.Errorf("%s: want %q in the body, got %q", c.name, c.message, member)
		}
	}
}

func TestEnvelopes(t *testing.T) {
	const rule = `{"at":"body:/n","range":{"max":3},"error":"e","fills":{"hint":"a \"b\"\n"}}`
	for _, c := range []struct{ name, entry, envelope, body, want string }{
		{"order and types as in the document", `"code":"806","status":400,"message":"m"`, `"contentType":"application/json","body":{"z":"{{code}}","a":"{{status:number}}","n":null,"t":[true,1.50,{}],"m":"{{message}}!"}`,
			`{"n":4}`, `{"z":"806","a":400,"n":null,"t":[true,1.50,{}],"m":"m!"}`},
		{"a code as number", `"code":"806"`, `"contentType":"application/json","body":{"c":"{{code:number}}"}`, `{"n":4}`, `{"c":806}`},
		{"a code that is no number, as number", `"code":"Bad"`, `"contentType":"application/json","body":{"c":"{{code:number}}"}`, `{"n":4}`, `{"c":"Bad"}`},
		{"a code with a leading zero is no number of JSON", `"code":"0806"`, `"contentType":"application/json","body":{"c":"{{code:number}}"}`, `{"n":4}`, `{"c":"0806"}`},
		{"nor is one with a sign", `"code":"+8"`, `"contentType":"application/json","body":{"c":"{{code:number}}"}`, `{"n":4}`, `{"c":"+8"}`},
		{"nor one without digits before the point", `"code":".5"`, `"contentType":"application/json","body":{"c":"{{code:number}}"}`, `{"n":4}`, `{"c":".5"}`},
		{"nor one without digits after it", `"code":"5."`, `"contentType":"application/json","body":{"c":"{{code:number}}"}`, `{"n":4}`, `{"c":"5."}`},
		{"an exponent is", `"code":"-5e3"`, `"contentType":"application/json","body":{"c":"{{code:number}}"}`, `{"n":4}`, `{"c":-5e3}`},
		{"a number that only the server knows", `"code":"1"`, `"contentType":"application/json","body":{"seed":"{{seed:number}}","id":"{{id}}"}`, `{"n":4}`, `{"seed":"<seed>","id":"<id>"}`},
		{"the text of a fill is escaped", `"code":"1"`, `"contentType":"application/json","body":{"h":"{{hint}}"}`, `{"n":4}`, `{"h":"a \"b\"\n"}`},
		{"also in a body written as text", `"code":"1"`, `"contentType":"application/json","body":"{ \"h\": \"{{hint}}\", \"c\": {{code}} }"`, `{"n":4}`, `{ "h": "a \"b\"\n", "c": 1 }`},
		{"plain text is not", `"code":"1","message":"m"`, `"contentType":"text/plain","body":"{{message}}: {{hint}}"`, `{"n":4}`, "m: a \"b\"\n"},
		{"vars of the error", `"code":"1","vars":{"detail":"d"}`, `"contentType":"application/json","body":{"d":"{{detail}}"}`, `{"n":4}`, `{"d":"d"}`},
		{"a fill comes before a var", `"code":"1","vars":{"hint":"d"}`, `"contentType":"text/plain","body":"{{hint}}"`, `{"n":4}`, "a \"b\"\n"},
	} {
		v := post(worded(t, c.entry, c.envelope, rule), c.body)
		if got := v.Answers[0].Body; c.want != got {
			t.Errorf("%s: want %s, got %s", c.name, c.want, got)
		}
	}
}

func TestAHeaderIsOneLine(t *testing.T) {
	rules := worded(t, `"code":"1","message":"no {}","holes":{"{}":"got"}`, `"headers":{"X-Error":"{{message}}"},"body":""`, `{"at":"body:/n","oneOf":["x"],"error":"e"}`)
	v := post(rules, `{"n":"a\r\nSet-Cookie: b"}`)
	if want, got := (validate.Header{Name: "X-Error", Value: "no a  Set-Cookie: b"}), v.Answers[0].Headers[0]; want != got {
		t.Errorf("want %q, got %q", want, got)
	}
}

// TestVariants: the first whose conditions hold changes what it gives, and nothing else.
func TestVariants(t *testing.T) {
	rules := invented(t, `"envelopes":[{"id":"f","body":"new {{code}} {{message}}"},{"id":"o","body":"old {{code}} {{message}}"}],
	"endpoints":[{"id":"a","method":"POST","paths":["/a","/v1/a"],"body":"json","source":"s","trust":"documented","stages":[{"rules":[{"at":"body:/a","required":"present","error":"e"}]}]}]`,
		`{"id":"e","code":"1","status":400,"message":"m","decides":"request","trust":"documented","envelope":"f","variants":[
		{"when":[{"at":"fact:older","is":true}],"status":200,"envelope":"o"},{"when":[{"at":"path","starts":"/v1/"}],"code":"2","message":"n"},
		{"when":[{"at":"host","is":"old.p.example"}],"message":""}]}`)
	for _, c := range []struct {
		url    string
		facts  []validate.Fact
		status int
		body   string
	}{
		{"https://p.example/a", nil, 400, "new 1 m"},
		{"https://p.example/v1/a", nil, 400, "new 2 n"},
		{"https://p.example/v1/a", []validate.Fact{{Name: "older", Bool: true}}, 200, "old 1 m"},
		{"https://old.p.example/a", nil, 400, "new 1 "},
	} {
		v := rules.Check(validate.Request{Method: "POST", URL: c.url, Body: []byte(`{}`)}, validate.Facts{Named: c.facts})
		if a := v.Answers[0]; c.status != a.Status || c.body != a.Body {
			t.Errorf("%s %v: want %d %q, got %d %q", c.url, c.facts, c.status, c.body, a.Status, a.Body)
		}
	}
}
