package validate_test

import (
	"testing"

	"github.com/willpass/willpass/validate"
)

func TestRouting(t *testing.T) {
	rules := invented(t, `"endpoints":[
	{"id":"task","method":"GET","paths":["/v1/tasks/{task}"],"source":"s","trust":"documented","stages":[{"rules":[{"at":"path:task","charset":"token","error":"a"}]}]},
	{"id":"list","method":"GET","paths":["/v1/tasks/list","/v1/tasks/all"],"source":"s","trust":"documented"},
	{"id":"create","method":"POST","paths":["/v1/tasks"],"source":"s","trust":"documented"},
	{"id":"root","method":"GET","paths":["/"],"source":"s","trust":"documented"},
	{"id":"only-old","method":"POST","paths":["/v0"],"hosts":["old"],"source":"s","trust":"documented"},
	{"id":"on-more","method":"POST","paths":["/v2"],"hosts":["more"],"source":"s","trust":"documented"},
	{"id":"no-more","fallback":"path","hosts":["more"],"source":"s","trust":"documented","stages":[{"rules":[{"at":"host","never":true,"error":"b"}]}]},
	{"id":"no-path","fallback":"path","source":"s","trust":"documented","stages":[{"rules":[{"at":"path","never":true,"error":"c"}]}]},
	{"id":"no-method","fallback":"method","hosts":["h"],"source":"s","trust":"documented","stages":[{"rules":[{"at":"method","never":true,"error":"d"}]}]}]`)
	for _, c := range []struct{ name, method, url, want, outcome string }{
		{"a path", "POST", "https://p.example/v1/tasks", "create", "accepted"},
		{"another letter case of the host", "POST", "https://P.Example/v1/tasks", "create", "accepted"},
		{"a port", "POST", "https://p.example:8443/v1/tasks", "create", "accepted"},
		{"a user", "POST", "https://u:p@p.example/v1/tasks", "create", "accepted"},
		{"http", "POST", "http://p.example/v1/tasks", "create", "accepted"},
		{"a query and a fragment", "POST", "https://p.example/v1/tasks?a=/b#/c", "create", "accepted"},
		{"a method in lower case", "post", "https://p.example/v1/tasks", "create", "accepted"},
		{"no method is GET", "", "https://p.example/v1/tasks/7", "task", "accepted"},
		{"a parameter", "GET", "https://p.example/v1/tasks/a-7", "task", "accepted"},
		{"a parameter that is not as wanted", "GET", "https://p.example/v1/tasks/a+7", "task", "a"},
		{"a literal path comes before a parameter", "GET", "https://p.example/v1/tasks/list", "list", "accepted"},
		{"the other path of it", "GET", "https://p.example/v1/tasks/all", "list", "accepted"},
		{"needless escapes", "GET", "https://p.example/v1/t%61sks/%6Cist", "list", "accepted"},
		{"needless escapes of a parameter", "GET", "https://p.example/v1/tasks/%37", "task", "accepted"},
		{"an escaped slash parts no segments", "GET", "https://p.example/v1/tasks/a%2Fb", "task", "a"},
		{"a broken escape", "GET", "https://p.example/v1/tasks/a%", "task", "a"},
		{"a slash at the end", "POST", "https://p.example/v1/tasks/", "no-path", "c"},
		{"two slashes", "POST", "https://p.example//v1/tasks", "no-path", "c"},
		{"an empty parameter", "GET", "https://p.example/v1/tasks/", "no-path", "c"},
		{"a longer path", "GET", "https://p.example/v1/tasks/7/x", "no-path", "c"},
		{"another letter case of the path", "POST", "https://p.example/V1/tasks", "no-path", "c"},
		{"no path is the root", "GET", "https://p.example", "root", "accepted"},
		{"another method", "PUT", "https://p.example/v1/tasks", "no-method", "d"},
		{"another method of a parameter", "DELETE", "https://p.example/v1/tasks/7", "no-method", "d"},
		{"another method where the host has no fallback for it", "PUT", "https://old.p.example/v1/tasks", "no-path", "c"},
		{"an endpoint of the other host", "POST", "https://p.example/v0", "no-path", "c"},
		{"on its own host", "POST", "https://old.p.example/v0", "only-old", "accepted"},
		{"a host that a pattern fits", "POST", "https://a.More.example/v2", "on-more", "accepted"},
		{"an endpoint of every host is on none of them", "POST", "https://a.more.example/v1/tasks", "no-more", "b"},
		{"an endpoint of the pattern is on no other host", "POST", "https://p.example/v2", "no-path", "c"},
		{"two labels in the place of the star", "POST", "https://a.b.more.example/v2", "on-more", "accepted"},
		{"nothing in the place of the star", "POST", "https://.more.example/v2", "", ""},
		{"the domain itself", "POST", "https://more.example/v2", "", ""},
		{"a host that nobody knows", "POST", "https://q.example/v1/tasks", "", ""},
		{"a host that only ends like one", "POST", "https://xp.example/v1/tasks", "", ""},
		{"no URL", "GET", "", "", ""},
		{"a path alone", "GET", "/v1/tasks", "", ""},
	} {
		v := rules.Check(validate.Request{Method: c.method, URL: c.url}, validate.Facts{})
		if got := outcome(v); c.want != v.Endpoint || c.outcome != got {
			t.Errorf("%s: %s %s: want %q %q, got %q %q", c.name, c.method, c.url, c.want, c.outcome, v.Endpoint, got)
		}
	}
}

// TestProvidersAreFoundByTheirHosts: with several providers loaded, the one that has the host.
func TestProvidersAreFoundByTheirHosts(t *testing.T) {
	rules := rulesOf(t)
	for _, p := range rules.Providers() {
		for _, host := range p.Hosts {
			if v := rules.Check(validate.Request{URL: "https://" + host.Name + "/no/such/path"}, validate.Facts{}); p.ID != v.Provider {
				t.Errorf("%s: want %q, got %q", host.Name, p.ID, v.Provider)
			}
		}
	}
}
