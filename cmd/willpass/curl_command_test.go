package main

import (
	"strings"
	"testing"
)

func TestReadCommand(t *testing.T) {
	inFolder(t, map[string]string{"body.json": `{"a":1}`})
	const json = "POST https://h.example/\nContent-Type: application/json\nAccept: application/json\n\n"
	for _, test := range []struct{ name, text, want string }{
		{"one line", `curl https://h.example/`, "GET https://h.example/\nAccept: */*\n\n"},
		{"behind a prompt", `$ curl https://h.example/`, "GET https://h.example/\nAccept: */*\n\n"},
		{"line continuations", "curl -X PUT \\\n  -H 'X-A: b' \\\n  https://h.example/\n", "PUT https://h.example/\nX-A: b\nAccept: */*\n\n"},
		{"line continuations of Windows", "curl -X PUT \\\r\n  https://h.example/\r\n", "PUT https://h.example/\nAccept: */*\n\n"},
		{"quotes", `curl https://h.example/ --json '{"it'\''s":"a b"}'`, json + `{"it's":"a b"}`},
		{"double quotes", `curl https://h.example/ --json "{\"a\":\"b\"}"`, json + `{"a":"b"}`},
		{"dollar quotes", `curl https://h.example/ --json $'{"a":"\u0041\n"}'`, json + "{\"a\":\"A\n\"}"},
		{"a variable that nobody sets stays", `curl https://h.example/ -H "X-Key: ${KEY}"`, "GET https://h.example/\nX-Key: $KEY\nAccept: */*\n\n"},
		{"a variable that the text sets", "# my key\nKEY='a b'\ncurl https://h.example/ -H \"X-Key: $KEY\"", "GET https://h.example/\nX-Key: a b\nAccept: */*\n\n"},
		{"an exported one", "export HOST=h.example\ncurl https://$HOST/", "GET https://h.example/\nAccept: */*\n\n"},
		{"what the answer is piped into", `curl https://h.example/ | jq . > out.json`, "GET https://h.example/\nAccept: */*\n\n"},
		{"a here-document", "curl https://h.example/ --json @- <<'END'\n{\"a\":\"$b\"}\nEND\n", json + "{\"a\":\"$b\"}\n"},
		{"a here-string", `curl https://h.example/ --json @- <<< '{}'`, json + "{}\n"},
		{"a file as input", `curl https://h.example/ --json @- < body.json`, json + `{"a":1}`},
		{"a comment before it", "#!/bin/sh\n\n# asks\ncurl https://h.example/", "GET https://h.example/\nAccept: */*\n\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if !isCommand([]byte(test.text)) {
				t.Error("want it to be taken as a command")
			}
			r, err := readCommand(strings.NewReader(test.text))
			if err != nil {
				t.Fatal(err)
			}
			if got := sent(t, r); got != test.want {
				t.Errorf("want %q, got %q", test.want, got)
			}
		})
	}
}

func TestReadCommandBad(t *testing.T) {
	inFolder(t, nil)
	for _, test := range []struct{ name, text, want string }{
		{"an open quote", "curl \\\n 'https://h.example/", "the curl command: 2:2: reached EOF without closing quote `'`"},
		{"a command inside", "curl https://h.example/ -H \"X: $(cat key)\"", "the curl command: 1:32: $(…) is not run, write out what it gives"},
		{"a mistake below empty lines", "\n\n$ curl 'https://h.example/", "the curl command: 3:8: reached EOF without closing quote `'`"},
		{"two commands", "curl https://h.example/\ncurl https://h.example/", "there are 2 curl commands in it: check one at a time"},
		{"none", "export A=b\nwget https://h.example/", "there is no curl command in it"},
		{"standard input that nobody gives", "curl https://h.example/ -d @-", "curl: @- wants standard input, which holds the command itself"},
		{"an input file that is not there", "curl https://h.example/ -d @- < none", "the curl command: open none: no such file or directory"},
		{"a flag without its value", "curl https://h.example/ -d", "curl: -d wants a value"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if _, err := readCommand(strings.NewReader(test.text)); err == nil || err.Error() != test.want {
				t.Errorf("want %q, got %v", test.want, err)
			}
		})
	}
}
