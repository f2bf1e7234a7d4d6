package body

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
)

var urlCases = []struct{ name, text, want string }{
	{"everything", "https://u:p@example.com:8443/a/b.png?x=1&y=2#z", "https|u:p@|example.com|:8443|/a/b.png|?x=1&y=2|#z"},
	{"no path", "http://example.com", "http||example.com||||"},
	{"no path but a query", "http://example.com?a", "http||example.com|||?a|"},
	{"an empty query and fragment", "http://example.com/?#", "http||example.com||/|?|#"},
	{"an empty port", "http://example.com:/", "http||example.com|:|/||"},
	{"a port that is none", "http://example.com:80x/", "http||example.com|:80x|/||"},
	{"an IPv6 address", "http://[::1]:80/", "http||[::1]|:80|/||"},
	{"an IPv6 address without port", "http://u@[fe80::1%25en0]/", "http|u@|[fe80::1%25en0]||/||"},
	{"an open bracket", "http://[::1/a", "http||[::1||/a||"},
	{"an at sign in the user information", "http://a@b@c/", "http|a@b@|c||/||"},
	{"an empty user information", "http://@c/", "http|@|c||/||"},
	{"a colon in the path", "http://h/a:b@c", "http||h||/a:b@c||"},
	{"slashes in the query", "http://h?a=//b@c:1", "http||h|||?a=//b@c:1|"},
	{"a question mark in the fragment", "http://h#a?b#c", "http||h||||#a?b#c"},
	{"no scheme", "//h/p", "||h||/p||"},
	{"three slashes", "///p", "||||/p||"},
	{"a path", "/p?q", "||-||/p|?q|"},
	{"a path with a colon", "/a:b", "||-||/a:b||"},
	{"a relative path", "a/b:c", "||-||a/b:c||"},
	{"a data URL", "data:image/png;base64,AA//BB==", "data||-||image/png;base64,AA//BB==||"},
	{"a scheme with all that it may have", "Git+ssh-1.0:x", "Git+ssh-1.0||-||x||"},
	{"a scheme that starts with a digit", "1a:b", "||-||1a:b||"},
	{"a colon first", ":b", "||-||:b||"},
	{"nothing", "", "||-||||"},
	{"an empty host", "file:///a", "file||||/a||"},
	{"raw UTF-8", "https://例え.jp/図.png", "https||例え.jp||/図.png||"},
}

func describeURL(u URL) string {
	mark := func(sign string, b []byte, has bool) string {
		if !has {
			return string(b)
		}
		return sign + string(b)
	}
	userinfo := string(u.Userinfo)
	if u.HasUserinfo {
		userinfo += "@"
	}
	host := mark("[", u.Host, u.Brackets)
	if u.Brackets && !u.OpenBracket {
		host += "]"
	}
	if !u.HasAuthority {
		host += "-"
	}
	return strings.Join([]string{string(u.Scheme), userinfo, host, mark(":", u.Port, u.HasPort), string(u.Path),
		mark("?", u.Query, u.HasQuery), mark("#", u.Fragment, u.HasFragment)}, "|")
}

func TestSplitURL(t *testing.T) {
	for _, c := range urlCases {
		if got := describeURL(SplitURL([]byte(c.text))); got != c.want {
			t.Errorf("%s: want %s, got %s", c.name, c.want, got)
		}
		checkURLOracle(t, c.text)
	}
}

// checkURLOracle compares with net/url where that takes the URL.
func checkURLOracle(t testing.TB, text string) {
	got := SplitURL([]byte(text))
	want, err := url.Parse(text)
	if err != nil || strings.HasPrefix(text, "///") {
		return // three slashes are a path there, an empty host and a path in RFC 3986
	}
	if want.Scheme != strings.ToLower(string(got.Scheme)) {
		t.Errorf("%q: want scheme %q, got %q", text, want.Scheme, got.Scheme)
	}
	if want.RawQuery != string(got.Query) || want.ForceQuery != (got.HasQuery && len(got.Query) == 0) {
		t.Errorf("%q: want query %q, got %q", text, want.RawQuery, got.Query)
	}
	if fragment, _ := url.PathUnescape(string(got.Fragment)); fragment != want.Fragment {
		t.Errorf("%q: want fragment %q, got %q", text, want.Fragment, got.Fragment)
	}
	path, _ := url.PathUnescape(string(got.Path))
	if want.Opaque != "" {
		path = string(got.Path)
	}
	if path != want.Path+want.Opaque {
		t.Errorf("%q: want path %q, got %q", text, want.Path+want.Opaque, got.Path)
	}
	host := string(got.Host)
	if got.Brackets {
		host = "[" + host + "]"
	}
	if got.HasPort {
		host = fmt.Sprintf("%s:%s", host, got.Port)
	}
	if decoded, err := url.PathUnescape(host); err == nil && decoded != want.Host && host != want.Host {
		t.Errorf("%q: want host %q, got %q", text, want.Host, host)
	}
	userinfo, _ := url.PathUnescape(string(got.Userinfo))
	wanted := ""
	if want.User != nil {
		wanted = want.User.Username()
		if password, ok := want.User.Password(); ok {
			wanted += ":" + password
		}
	}
	if userinfo != wanted {
		t.Errorf("%q: want user %q, got %q", text, wanted, userinfo)
	}
}

func FuzzSplitURL(f *testing.F) {
	for _, c := range urlCases {
		f.Add(c.text)
	}
	f.Fuzz(func(t *testing.T, text string) { checkURLOracle(t, text) })
}
