package validate_test

import (
	"encoding/base64"
	"testing"

	"github.com/willpass/willpass/validate"
)

// pixel is a PNG of one pixel.
var pixel, _ = base64.StdEncoding.DecodeString("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")

// TestHowAFileComes: auto is a URL when the text starts with a scheme, base64 otherwise; one of several entries may hold under a
// condition.
func TestHowAFileComes(t *testing.T) {
	rules := invented(t, `"endpoints":[{"id":"a","method":"POST","paths":["/a"],"body":"json","source":"s","trust":"documented",
	"media":[{"at":"body:/auto","as":"auto","schemes":["ssupload:"]},{"at":"body:/base64","as":"base64"},{"at":"body:/url","as":"url"},
	 {"at":"body:/any","as":"url","when":[{"at":"body:/kind","is":"url"}]},{"at":"body:/any","as":"base64","when":[{"at":"body:/kind","is":"base64"}]},
	 {"at":"body:/list/*","as":"auto"}],
	"stages":[{"rules":[{"at":"body:/auto","fetches":true,"error":"a"},{"at":"body:/auto","base64":"valid","error":"b"},{"at":"body:/auto","format":["gif"],"error":"c"},
	 {"at":"body:/base64","base64":"valid","error":"b"},{"at":"body:/base64","format":["gif"],"error":"c"},{"at":"body:/url","fetches":true,"error":"a"},
	 {"at":"body:/any","fetches":true,"error":"a"},{"at":"body:/any","base64":"valid","error":"b"},{"at":"body:/any","dataUrl":"forbidden","error":"d"},
	 {"at":"body:/list/*","format":["gif"],"error":"c"}]}]}]`)
	encoded := base64.StdEncoding.EncodeToString(pixel)
	for _, c := range []struct{ body, want string }{
		{`{"auto":"http://a.example/b"}`, "a accepted c"},
		{`{"auto":"HTTPS://a.example/b"}`, "a accepted c"},
		{`{"auto":"ssupload:?id=1"}`, "a accepted c"},
		{`{"auto":"SSUPLOAD:?id=1"}`, "a accepted c"},
		{`{"auto":"ftp://a.example/b"}`, "b"},
		{`{"auto":"httpabcd"}`, "c"},
		{`{"auto":"` + encoded + `"}`, "c"},
		{`{"auto":"data:image/png;base64,` + encoded + `"}`, "c"},
		{`{"auto":""}`, "accepted"},
		{`{"auto":5}`, "accepted"},
		{`{"base64":"https://a.example/b"}`, "b"},
		{`{"url":"` + encoded + `"}`, "a accepted"},
		{`{"any":"https://a.example/b","kind":"url"}`, "a accepted"},
		{`{"any":"https://a.example/b","kind":"base64"}`, "b"},
		{`{"any":"https://a.example/b"}`, "accepted"},
		{`{"kind":"base64","any":"data:image/png;base64,` + encoded + `"}`, "d"},
		{`{"any":"data:image/png;base64,` + encoded + `","kind":"base64"}`, "d"},
		{`{"list":["https://a.example/b"]}`, "accepted c"},
		{`{"list":["https://a.example/b","` + encoded + `"]}`, "c"},
	} {
		v := post(rules, c.body)
		if got := outcome(v); c.want != got {
			t.Errorf("%.80s: want %q, got %q", c.body, c.want, got)
		}
	}
}

// TestWhatAURLHolds: the caller says it, by URL, also for the elements of an array.
func TestWhatAURLHolds(t *testing.T) {
	rules := invented(t, `"endpoints":[{"id":"a","method":"POST","paths":["/a"],"body":"json","source":"s","trust":"documented","media":[{"at":"body:/l/*","as":"url"}],
	"stages":[{"rules":[{"at":"body:/l/*","fetches":true,"error":"a"},{"at":"body:/l/*","side":{"max":100},"error":"b"},{"at":"body:/l/*","decodes":true,"error":"c"}]}]}]`)
	request := validate.Request{Method: "POST", URL: "https://p.example/a", Body: []byte(`{"l":["https://i.example/1","https://i.example/2"]}`)}
	small := validate.Fetched{URL: "https://i.example/1", Media: png(100, 100)}
	other := func(f validate.Fetched) validate.Fetched { f.URL = "https://i.example/2"; return f }
	for _, c := range []struct {
		name    string
		fetched []validate.Fetched
		decoded []validate.Decoded
		want    string
	}{
		{"nothing", nil, nil, "a accepted b c"},
		{"the first", []validate.Fetched{small}, nil, "a accepted b c"},
		{"both", []validate.Fetched{small, other(small)}, nil, "accepted"},
		{"the second cannot be fetched", []validate.Fetched{small, other(validate.Fetched{Failed: true})}, nil, "a"},
		{"the second is too large", []validate.Fetched{small, other(validate.Fetched{Media: png(101, 1)})}, nil, "b"},
		{"the second is too large, the first not known", []validate.Fetched{other(validate.Fetched{Media: png(101, 1)})}, nil, "a b c"},
		{"the second does not decode", []validate.Fetched{small, other(small)}, []validate.Decoded{{At: "body:/l/1", OK: false}}, "c"},
		{"another does not decode", []validate.Fetched{small, other(small)}, []validate.Decoded{{At: "body:/l/2", OK: false}}, "accepted"},
	} {
		if got := outcome(rules.Check(request, validate.Facts{Fetched: c.fetched, Decoded: c.decoded})); c.want != got {
			t.Errorf("%s: want %q, got %q", c.name, c.want, got)
		}
	}
}
