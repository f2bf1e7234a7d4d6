package main

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"os/exec"
	"strings"
	"testing"

	"github.com/willpass/willpass/validate"
)

// TestCurlOracle runs the tables of the other tests through the real curl, against a server on this machine that keeps what comes,
// and wants the same request from ours.
func TestCurlOracle(t *testing.T) {
	real, err := exec.LookPath("curl")
	if err != nil {
		t.Skip("no curl on this machine to compare with")
	}
	t.Run("requests", func(t *testing.T) {
		inFolder(t, curlFiles)
		for _, test := range curlTests {
			t.Run(test.name, func(t *testing.T) { compare(t, real, test.args) })
		}
	})
	t.Run("forms", func(t *testing.T) {
		inFolder(t, formFiles)
		for _, test := range formTests {
			t.Run(test.name, func(t *testing.T) { compare(t, real, append(test.args, "https://h.example/p")) })
		}
	})
}

// compare sends args with the real curl and reads them with ours.
func compare(t *testing.T, real string, args []string) {
	const input = "piped\n in\r\n"
	server := listen(t)
	args = toServer(args, server.host)
	command := exec.Command(real, append([]string{"--disable", "--silent", "--max-time", "10", "--noproxy", "*"}, args...)...)
	command.Stdin = strings.NewReader(input)
	if out, err := command.CombinedOutput(); err != nil {
		t.Fatalf("curl %q: %v: %s", args, err, out)
	}
	want := <-server.got
	r, err := readCurl(args, strings.NewReader(input))
	if err != nil {
		t.Fatal(err)
	}
	body := bodyOf(t, r)
	if ours := strings.TrimPrefix(r.URL, "http://"+server.host); r.Method != want.method || ours != want.url {
		t.Errorf("want %s %s, got %s %s", want.method, want.url, r.Method, ours)
	}
	if kind := want.header.Get("Content-Type"); strings.HasPrefix(kind, "multipart/") {
		theirs, ours := parts(t, kind, want.body), parts(t, headerOf(r, "Content-Type"), body)
		if strings.Join(theirs, "\n") != strings.Join(ours, "\n") {
			t.Errorf("want the parts %q, got %q", theirs, ours)
		}
		want.header.Del("Content-Type")
		r.Headers = dropped(r.Headers, "Content-Type")
	} else if body != want.body {
		t.Errorf("want the body %q, got %q", want.body, body)
	}
	if ours, theirs := matter(headerMap(r)), matter(want.header); ours != theirs {
		t.Errorf("want the headers %q, got %q", theirs, ours)
	}
}

// toServer sends args to host, and writes them as curl itself wants them: without --flag=value and quoted continuations.
func toServer(args []string, host string) []string {
	var out []string
	for i, arg := range args {
		if isValue := i > 0 && takesValue(args[i-1]); !isValue {
			if arg = strings.TrimPrefix(arg, "\\\n"); arg == "" {
				continue
			}
			if name, value, ok := strings.Cut(arg, "="); ok && takesValue(name) {
				out = append(out, name)
				arg = value
			}
		}
		if arg == "h.example" {
			arg = host
		}
		out = append(out, strings.Replace(arg, "https://h.example", "http://"+host, 1))
	}
	return out
}

func dropped(headers []validate.Header, name string) []validate.Header {
	var out []validate.Header
	for _, h := range headers {
		if !strings.EqualFold(h.Name, name) {
			out = append(out, h)
		}
	}
	return out
}

func headerMap(r request) http.Header {
	out := http.Header{}
	for _, h := range r.Headers {
		out.Add(h.Name, strings.TrimSpace(h.Value))
	}
	return out
}

// matter writes the headers that can change an answer, sorted by name.
func matter(h http.Header) string {
	h = h.Clone()
	for _, name := range []string{"User-Agent", "Content-Length", "Expect", "Accept-Encoding"} {
		if name != "User-Agent" || strings.HasPrefix(h.Get(name), "curl/") {
			h.Del(name)
		}
	}
	var out strings.Builder
	if err := h.Write(&out); err != nil {
		return err.Error()
	}
	return out.String()
}

// recorded is a request as it came over the wire.
type recorded struct {
	method, url, body string
	header            http.Header
}

type listener struct {
	host string
	got  chan recorded
}

// listen takes one request, keeps it and answers 200.
func listen(t *testing.T) listener {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	server := listener{l.Addr().String(), make(chan recorded, 1)}
	go func() {
		c, err := l.Accept()
		if err != nil {
			return
		}
		defer c.Close()
		r, err := http.ReadRequest(bufio.NewReader(c))
		if err != nil {
			server.got <- recorded{body: err.Error()}
			return
		}
		if r.Header.Get("Expect") != "" {
			io.WriteString(c, "HTTP/1.1 100 Continue\r\n\r\n")
		}
		body, _ := io.ReadAll(r.Body)
		server.got <- recorded{r.Method, r.RequestURI, string(body), r.Header}
		io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
	}()
	return server
}
