package main

import (
	"strings"
	"testing"
)

func TestReadRequest(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"with a body", "POST https://h.example/a HTTP/1.1\r\nX-A: b\r\nx-c:d\r\n\r\n{\r\n}", "POST https://h.example/a\nX-A: b\nx-c: d\n\n{\r\n}"},
		{"without line feeds of Windows", "PUT https://h.example/\nX-A: b\n\nbody\n", "PUT https://h.example/\nX-A: b\n\nbody\n"},
		{"without headers and body", "GET https://h.example/", "GET https://h.example/\n\n"},
		{"comments of editors", "### my request\n// it asks\n\nGET https://h.example/\n\n", "GET https://h.example/\n\n"},
		{"a path and a Host", "GET /a?b=c HTTP/1.1\nHost: h.example\n\n", "GET https://h.example/a?b=c\nHost: h.example\n\n"},
		{"headers in their order, repeated ones too", "GET https://h.example/\nB: 1\nA: 2\nB: 3\n\n", "GET https://h.example/\nB: 1\nA: 2\nB: 3\n\n"},
		{"a body that looks like a header", "POST https://h.example/\n\nA: b\n", "POST https://h.example/\n\nA: b\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			r, err := readRequest(strings.NewReader(test.text))
			if err != nil {
				t.Fatal(err)
			}
			if got := sent(t, r); got != test.want {
				t.Errorf("want %q, got %q", test.want, got)
			}
		})
	}
}

func TestReadRequestBad(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"nothing", "", "there is no request in it"},
		{"only comments", "# a\n\n", "there is no request in it"},
		{"no request line", "\n{\"a\":1}\n", `line 2: want a method and a URL such as POST https://…, or a curl command, got "{\"a\":1}"`},
		{"a method in lower case", "post https://h.example/\n", `line 1: want a method and a URL such as POST https://…, or a curl command, got "post https://h.example/"`},
		{"a line that is no header", "GET https://h.example/\nA: b\nnonsense\n\n", `line 3: want a header such as Name: value, or an empty line before the body, got "nonsense"`},
		{"a body without an empty line", "POST https://h.example/\n{\"a\":1}", `line 2: want a header such as Name: value, or an empty line before the body, got "{\"a\":1}"`},
		{"a path without a host", "GET /a\nX-A: b\n\n", "line 1: the URL /a has no host: write it whole or add a Host header"},
		{"another scheme", "\nGET ftp://h.example/\nA: b\n\n", "line 2: the URL ftp://h.example/ is neither http nor https"},
		{"a line without end", "GET https://h.example/\nA: " + strings.Repeat("b", maxLine) + "\n\n", "line 2: this line of the head is longer than 65536 bytes"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := readRequest(strings.NewReader(test.text))
			if err == nil || err.Error() != test.want {
				t.Errorf("want %q, got %v", test.want, err)
			}
		})
	}
}
