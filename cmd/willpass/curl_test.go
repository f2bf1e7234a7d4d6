package main

import (
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/willpass/willpass/validate"
)

// sent is a request as text: method and URL, headers, an empty line, the body.
func sent(t *testing.T, r request) string {
	t.Helper()
	lines := []string{r.Method + " " + r.URL}
	for _, h := range r.Headers {
		lines = append(lines, h.Name+": "+h.Value)
	}
	return strings.Join(lines, "\n") + "\n\n" + bodyOf(t, r)
}

func bodyOf(t *testing.T, r request) string {
	t.Helper()
	if r.body == nil {
		return ""
	}
	text, err := io.ReadAll(r.body)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// inFolder makes a folder with files the current one.
func inFolder(t *testing.T, files map[string]string) {
	t.Helper()
	t.Chdir(t.TempDir())
	for name, text := range files {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

const formType = "application/x-www-form-urlencoded"

var curlTests = []struct {
	name string
	args []string
	want string
}{
	{"a URL alone is a GET", []string{"https://h.example/a"}, "GET https://h.example/a\nAccept: */*\n\n"},
	{"a URL without a scheme and path", []string{"h.example"}, "GET http://h.example/\nAccept: */*\n\n"},
	{"--url", []string{"--url", "https://h.example/"}, "GET https://h.example/\nAccept: */*\n\n"},
	{"a fragment is not sent", []string{"https://h.example/a?b=1#c"}, "GET https://h.example/a?b=1\nAccept: */*\n\n"},
	{"dot segments are resolved", []string{"https://h.example/a/../b/./c"}, "GET https://h.example/b/c\nAccept: */*\n\n"},
	{"unless --path-as-is", []string{"--path-as-is", "https://h.example/a/../b"}, "GET https://h.example/a/../b\nAccept: */*\n\n"},
	{"braces go away", []string{"https://h.example/{id}/x"}, "GET https://h.example/id/x\nAccept: */*\n\n"},
	{"unless -g", []string{"-g", "https://h.example/{id}/x"}, "GET https://h.example/{id}/x\nAccept: */*\n\n"},
	{"-X", []string{"-X", "DELETE", "https://h.example/"}, "DELETE https://h.example/\nAccept: */*\n\n"},
	{"-XPUT", []string{"-XPUT", "https://h.example/"}, "PUT https://h.example/\nAccept: */*\n\n"},
	{"combined flags", []string{"-sSLXPOST", "https://h.example/"}, "POST https://h.example/\nAccept: */*\n\n"},
	{"combined flags, the value apart", []string{"-sSX", "POST", "https://h.example/"}, "POST https://h.example/\nAccept: */*\n\n"},
	{"--flag=value", []string{"--request=PUT", "https://h.example/"}, "PUT https://h.example/\nAccept: */*\n\n"},
	{"-H", []string{"-H", "X-A:  1 ", "-H", "x-b: 2", "https://h.example/"}, "GET https://h.example/\nX-A: 1\nx-b: 2\nAccept: */*\n\n"},
	{"-H with a semicolon is empty", []string{"-H", "X-A;", "https://h.example/"}, "GET https://h.example/\nX-A: \nAccept: */*\n\n"},
	{"-H Accept: takes it away", []string{"-H", "accept:", "https://h.example/"}, "GET https://h.example/\n\n"},
	{"-d is a POST", []string{"https://h.example/", "-d", "a=1"}, "POST https://h.example/\nContent-Type: " + formType + "\nAccept: */*\n\na=1"},
	{"several -d are joined", []string{"https://h.example/", "-d", "a=1", "-d", "", "--data", "b"},
		"POST https://h.example/\nContent-Type: " + formType + "\nAccept: */*\n\na=1&&b"},
	{"-d with a method of its own", []string{"https://h.example/", "-X", "PUT", "-d", "a"},
		"PUT https://h.example/\nContent-Type: " + formType + "\nAccept: */*\n\na"},
	{"-d with a type of its own", []string{"https://h.example/", "-d", "{}", "-H", "content-type: application/json"},
		"POST https://h.example/\ncontent-type: application/json\nAccept: */*\n\n{}"},
	{"-d without a type", []string{"https://h.example/", "-d", "{}", "-H", "Content-Type:"}, "POST https://h.example/\nAccept: */*\n\n{}"},
	{"-d @file without its line breaks", []string{"https://h.example/", "-d", "@lines.txt"},
		"POST https://h.example/\nContent-Type: " + formType + "\nAccept: */*\n\nabcd"},
	{"--data-binary @file as it is", []string{"https://h.example/", "--data-binary", "@lines.txt"},
		"POST https://h.example/\nContent-Type: " + formType + "\nAccept: */*\n\na\nb\r\ncd\n"},
	{"--data-raw @ is text", []string{"https://h.example/", "--data-raw", "@lines.txt"},
		"POST https://h.example/\nContent-Type: " + formType + "\nAccept: */*\n\n@lines.txt"},
	{"@- is standard input", []string{"https://h.example/", "-d", "@-"},
		"POST https://h.example/\nContent-Type: " + formType + "\nAccept: */*\n\npiped in"},
	{"--data-urlencode in its five forms", []string{"https://h.example/", "--data-urlencode", "a b&c", "--data-urlencode", "=d=e", "--data-urlencode",
		"n=1 2~*", "--data-urlencode", "@lines.txt", "--data-urlencode", "f@lines.txt"},
		"POST https://h.example/\nContent-Type: " + formType + "\nAccept: */*\n\na+b%26c&d%3De&n=1+2~%2A&a%0Ab%0D%0Acd%0A&f=a%0Ab%0D%0Acd%0A"},
	{"-G puts data into the query", []string{"-G", "https://h.example/a?x=1", "-d", "b=2", "--data-urlencode", "c=3 4"},
		"GET https://h.example/a?x=1&b=2&c=3+4\nAccept: */*\n\n"},
	{"--url-query", []string{"https://h.example/a", "--url-query", "b=2 3", "--url-query", "+raw=%20", "-d", "x"},
		"POST https://h.example/a?b=2+3&raw=%20\nContent-Type: " + formType + "\nAccept: */*\n\nx"},
	{"--json", []string{"https://h.example/", "--json", `{"a":`, "--json", "1}"},
		"POST https://h.example/\nContent-Type: application/json\nAccept: application/json\n\n{\"a\":1}"},
	{"--json @file keeps its line breaks", []string{"https://h.example/", "--json", "@body.json"},
		"POST https://h.example/\nContent-Type: application/json\nAccept: application/json\n\n{\n}\n"},
	{"-u", []string{"-u", "me:pw", "https://h.example/"}, "GET https://h.example/\nAuthorization: Basic bWU6cHc=\nAccept: */*\n\n"},
	{"--oauth2-bearer", []string{"--oauth2-bearer", "t", "https://h.example/"}, "GET https://h.example/\nAuthorization: Bearer t\nAccept: */*\n\n"},
	{"-A -e -b", []string{"-A", "ua", "-e", "ref", "-b", "a=1", "-b", "jar.txt", "https://h.example/"},
		"GET https://h.example/\nUser-Agent: ua\nReferer: ref\nCookie: a=1\nAccept: */*\n\n"},
	{"-I", []string{"-I", "https://h.example/"}, "HEAD https://h.example/\nAccept: */*\n\n"},
	{"-T is a PUT, its name behind a folder", []string{"-T", "body.json", "https://h.example/in/"}, "PUT https://h.example/in/body.json\nAccept: */*\n\n{\n}\n"},
	{"-T to a name", []string{"-T", "body.json", "https://h.example/in/x"}, "PUT https://h.example/in/x\nAccept: */*\n\n{\n}\n"},
	{"flags that change nothing", []string{"-k", "--compressed", "-o", "out.txt", "-w", "%{http_code}", "--max-time", "3", "--no-buffer", "https://h.example/", "--retry", "2"},
		"GET https://h.example/\nAccept: */*\n\n"},
	{"a line continuation that was quoted", []string{"\\\n-X", "PUT", "\\\n", "https://h.example/"}, "PUT https://h.example/\nAccept: */*\n\n"},
}

var curlFiles = map[string]string{"lines.txt": "a\nb\r\ncd\n", "body.json": "{\n}\n", "dir/x": ""}

func TestCurl(t *testing.T) {
	inFolder(t, curlFiles)
	for _, test := range curlTests {
		t.Run(test.name, func(t *testing.T) {
			r, err := readCurl(test.args, strings.NewReader("piped\n in\r\n"))
			if err != nil {
				t.Fatal(err)
			}
			if got := sent(t, r); got != test.want {
				t.Errorf("want %q, got %q", test.want, got)
			}
		})
	}
}

func TestCurlBad(t *testing.T) {
	inFolder(t, curlFiles)
	for _, test := range []struct {
		name string
		args string
		want string
	}{
		{"nothing", "", "curl: no URL"},
		{"no URL", "-X POST", "curl: no URL"},
		{"two URLs", "https://a.example/ https://b.example/", "curl: two URLs, https://a.example/ and https://b.example/: check one request at a time"},
		{"a short flag without its value", "https://a.example/ -H", "curl: -H wants a value"},
		{"a long flag without its value", "https://a.example/ --data", "curl: --data wants a value"},
		{"a flag nobody knows", "https://a.example/ --dta x", `curl: --dta is no flag of curl, did you mean "--data"?`},
		{"a letter nobody knows", "https://a.example/ -sW", `curl: -W is no flag of curl, did you mean "-w"?`},
		{"a header without a colon", "https://a.example/ -H nonsense", `curl: -H "nonsense": want Name: value`},
		{"a file of headers", "https://a.example/ -H @h.txt", "curl: -H @h.txt: a file of headers is not read, give each with its own -H"},
		{"a file that is not there", "https://a.example/ -d @none.txt", "curl: open none.txt: no such file or directory"},
		{"a file to encode that is not there", "https://a.example/ --data-urlencode a@none.txt", "curl: open none.txt: no such file or directory"},
		{"a part that is not there", "https://a.example/ -F a=@none.png", "curl: open none.png: no such file or directory"},
		{"an upload that is not there", "https://a.example/ -T none.png", "curl: open none.png: no such file or directory"},
		{"a folder", "https://a.example/ --data-binary @dir", "curl: dir is a folder, want a file"},
		{"@ without a name", "https://a.example/ -d @", "curl: -d @: want the name of a file behind @"},
		{"a form without a name", "https://a.example/ -F image", `curl: -F "image": want name=text or name=@file`},
		{"a form string without a name", "https://a.example/ --form-string image", `curl: --form-string "image": want name=text`},
		{"a part without a file", "https://a.example/ -F image=@", `curl: -F "image=@": want the name of a file behind @`},
		{"several files in a part", "https://a.example/ -F a=@x,y", `curl: -F "a=@x,y": several files in one part are not read; a name with a comma wants quotes`},
		{"data and a form", "https://a.example/ -d a -F b=c", "curl: -d and -F exclude each other"},
		{"data and -I", "https://a.example/ -d a -I", "curl: -I sends no body: leave it or the data out"},
		{"a second request", "https://a.example/ --next https://b.example/", "curl: --next starts a second request: check one at a time"},
		{"a file of flags", "-K flags.txt", "curl: -K is not read: write out what it stands for"},
		{"a set of URLs", "https://a.example/{1,2}", "curl: the URL https://a.example/{1,2} stands for several: check one request at a time"},
		{"a brace that stays open", "https://a.example/{1", "curl: the URL https://a.example/{1 has { without }"},
		{"another scheme", "ftp://a.example/", "curl: the URL ftp://a.example/ is neither http nor https"},
		{"no host", "https:///a", "curl: the URL https:///a has no host"},
		{"a bad escape", "https://a.example/%zz", `curl: parse "https://a.example/%zz": invalid URL escape "%zz"`},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := readCurl(strings.Fields(test.args), strings.NewReader(""))
			if err == nil || err.Error() != test.want {
				t.Errorf("want %q, got %v", test.want, err)
			}
		})
	}
}

// TestCurlZeroByte follows the manual; older versions of curl lose the rest of the line too.
func TestCurlZeroByte(t *testing.T) {
	inFolder(t, map[string]string{"zero.txt": "a\x00b\n"})
	r, err := readCurl([]string{"https://a.example/", "-d", "@zero.txt"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := bodyOf(t, r); got != "ab" {
		t.Errorf("want ab, got %q", got)
	}
}

func TestCurlURLWithSpace(t *testing.T) {
	_, err := readCurl([]string{"-G", "https://a.example/", "-d", "b=c d"}, nil)
	if want := "curl: the URL https://a.example/?b=c d holds white space at byte 22: write %20, or quote it as one word"; err == nil || err.Error() != want {
		t.Errorf("want %q, got %v", want, err)
	}
}

// TestCurlFlagsKnown wants the table of flags to be without doubles, so that a flag means one thing.
func TestCurlFlagsKnown(t *testing.T) {
	all := strings.Fields(curlActing + curlValues + curlSwitches)
	slices.Sort(all)
	for i := 1; i < len(all); i++ {
		if all[i] == all[i-1] {
			t.Errorf("%s is there twice", all[i])
		}
	}
}

func headerOf(r request, name string) string {
	at := slices.IndexFunc(r.Headers, func(h validate.Header) bool { return strings.EqualFold(h.Name, name) })
	if at < 0 {
		return ""
	}
	return r.Headers[at].Value
}
