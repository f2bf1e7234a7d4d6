package check_test

import (
	"testing"

	"github.com/willpass/willpass/validate/check"
	"github.com/willpass/willpass/validate/probe"
)

var (
	png     = probe.Media{Format: probe.PNG, Width: 2, Height: 2, Channels: 3, BitDepth: 8, Bytes: 10}
	nothing = probe.Media{Fault: probe.Unrecognized, Bytes: 10}
	toFetch = check.Need{Kind: check.NeedFetch, Name: pictureURL}
)

// TestWhatIsKnownOfAFile: each way in which a file comes decides how much can be asked of it.
func TestWhatIsKnownOfAFile(t *testing.T) {
	empty := part(png)
	empty.Bytes = 0
	unused := text("iVBORw0KGgo")
	unused.File = &check.File{Media: png}
	ask(t, "format", record(), []question{
		{name: "a file of the format", param: `["png"]`, value: part(png), want: passed},
		{name: "a file of another", param: `["gif","jpeg"]`, value: part(png), want: failed, got: "png"},
		{name: "a file of none", param: `["png"]`, value: part(nothing), want: failed, got: "no known image"},
		{name: "an empty file is another rule's question", param: `["gif"]`, value: empty, want: passed},
		{name: "base64", param: `["gif"]`, value: encoded(check.Base64{BadAt: -1}, png), want: failed},
		{name: "what is no base64 is another rule's question", param: `["gif"]`, value: encoded(check.Base64{BadAt: 3}, png), want: passed},
		{name: "a URL that nobody fetched", param: `["png"]`, value: linked(check.NotFetched, probe.Media{}), want: open, got: pictureURL, need: toFetch},
		{name: "a URL that was fetched", param: `["gif"]`, value: linked(check.Fetched, png), want: failed},
		{name: "a URL that cannot be fetched", param: `["gif"]`, value: linked(check.FetchFailed, probe.Media{}), want: passed},
		{name: "a file that the caller supplies", param: `["gif"]`, value: supplied(png), want: failed},
		{name: "a text that no media entry takes for a file", param: `["gif"]`, value: unused, want: passed},
		{name: "a text", param: `["gif"]`, value: text("a"), want: passed},
	})
}

func TestBytesOfAFile(t *testing.T) {
	r := record()
	r.Length, r.Head = 500, 300
	base64 := encoded(check.Base64{BadAt: -1}, png)
	base64.Bytes = 16
	unmeasured := png
	unmeasured.Bytes = -1
	ask(t, "bytes", r, []question{
		{name: "of the file, not of its text", param: `{"max":10}`, value: base64, want: passed},
		{name: "one too many", param: `{"max":9}`, value: base64, want: failed, got: "10 bytes"},
		{name: "of the text", param: `{"max":15,"of":"text"}`, value: base64, want: failed, got: "16 bytes"},
		{name: "of the text, at", param: `{"max":16,"of":"text"}`, value: base64, want: passed},
		{name: "of the body", param: `{"max":499,"of":"body"}`, value: of(check.Absent), want: failed, got: "500 bytes"},
		{name: "of the body, at", param: `{"max":500,"of":"body"}`, value: of(check.Absent), want: passed},
		{name: "of URL and headers", param: `{"max":299,"of":"head"}`, value: text("/"), want: failed, got: "300 bytes"},
		{name: "of URL and headers, at", param: `{"max":300,"of":"head"}`, value: text("/"), want: passed},
		{name: "of a text that is no file", param: `{"max":2}`, value: text("abc"), want: failed},
		{name: "a file whose length nobody told", param: `{"max":2}`, value: linked(check.Fetched, unmeasured), want: open, why: "length of the file"},
		{name: "a multiple", param: `{"multipleOf":5}`, value: part(png), want: passed},
		{name: "no multiple", param: `{"multipleOf":4}`, value: part(png), want: failed},
		{name: "a file that is not there", param: `{"min":2}`, value: of(check.Absent), want: passed},
		{name: "a number has no bytes", param: `{"max":2}`, value: number("123"), want: passed},
	})
}

func TestDecodes(t *testing.T) {
	bad, cutOff, undecodable := png, png, part(png)
	bad.Fault, bad.Reason = probe.Malformed, "a chunk of no length"
	cutOff.Cut = probe.Yes
	undecodable.File.Decodes = check.No
	gif := bad
	gif.Format = probe.GIF
	ask(t, "decodes", record(), []question{
		{name: "a good header is taken for a good file", param: `true`, value: part(png), want: passed},
		{name: "a bad header", param: `true`, value: part(bad), want: failed, got: "malformed: a chunk of no length"},
		{name: "no header", param: `true`, value: part(nothing), want: failed, got: "unrecognized"},
		{name: "a file that ends too early", param: `true`, value: part(cutOff), want: failed, got: "ends before"},
		{name: "the caller knows better", param: `true`, value: undecodable, want: failed, got: "pixels"},
		{name: "only a GIF must decode", param: `"gif"`, value: part(bad), want: passed},
		{name: "and does not", param: `"gif"`, value: part(gif), want: failed},
	})
}

func TestExtension(t *testing.T) {
	named := func(name string) check.Value {
		v := part(png)
		v.File.Name = []byte(name)
		return v
	}
	ask(t, "extension", record(), []question{
		{name: "it", param: `["jpg","png"]`, value: named("a.png"), want: passed},
		{name: "letter case aside", param: `["png"]`, value: named("a.PNG"), want: passed},
		{name: "only the last counts", param: `["png"]`, value: named("a.png.gif"), want: failed, got: `"a.png.gif"`},
		{name: "no dot", param: `["png"]`, value: named("png"), want: failed},
		{name: "nothing behind the dot", param: `["png"]`, value: named("a."), want: failed},
		{name: "no name", param: `["png"]`, value: named(""), want: failed},
		{name: "a field", param: `["png"]`, value: text("a"), want: passed},
	})
}

func TestEncrypted(t *testing.T) {
	pdf := func(password probe.Tri) check.Value {
		return part(probe.Media{Format: probe.PDF, Encrypted: password, Bytes: 9})
	}
	ask(t, "encrypted", record(), []question{
		{name: "a password", param: `false`, value: pdf(probe.Yes), want: failed, got: "a PDF with a password"},
		{name: "none", param: `false`, value: pdf(probe.No), want: passed},
		{name: "not known", param: `false`, value: pdf(probe.Unknown), want: open},
		{name: "a password that is wanted", param: `true`, value: pdf(probe.Yes), want: passed},
		{name: "is missing", param: `true`, value: pdf(probe.No), want: failed},
		{name: "a picture knows none", param: `false`, value: part(png), want: passed},
	})
}

func TestFetches(t *testing.T) {
	ask(t, "fetches", record(), []question{
		{name: "not known", param: `true`, value: linked(check.NotFetched, probe.Media{}), want: open, got: pictureURL, need: toFetch},
		{name: "it does", param: `true`, value: linked(check.Fetched, png), want: passed},
		{name: "it does not", param: `true`, value: linked(check.FetchFailed, probe.Media{}), want: failed},
		{name: "base64 needs no fetch", param: `true`, value: encoded(check.Base64{BadAt: -1}, png), want: passed},
	})
}

func TestDurationAndFrameRate(t *testing.T) {
	video := func(milliseconds, framesPer1000 int64) check.Value {
		return part(probe.Media{Format: probe.MP4, Duration: milliseconds, FrameRate: framesPer1000, Bytes: 9})
	}
	ask(t, "duration", record(), []question{
		{name: "under min", param: `{"min":2,"max":60}`, value: video(1999, 0), want: failed, got: "1.999 seconds"},
		{name: "at min", param: `{"min":2,"max":60}`, value: video(2000, 0), want: passed},
		{name: "at max", param: `{"min":2,"max":60}`, value: video(60_000, 0), want: passed},
		{name: "over max", param: `{"min":2,"max":60}`, value: video(60_001, 0), want: failed},
		{name: "not known", param: `{"max":60}`, value: video(0, 0), want: open, got: "mp4"},
		{name: "a picture does not play", param: `{"max":60}`, value: part(png), want: passed},
		{name: "what cannot be read", param: `{"max":60}`, value: part(nothing), want: passed},
	})
	ask(t, "frameRate", record(), []question{
		{name: "at max", param: `{"max":30}`, value: video(1, 30_000), want: passed},
		{name: "over max", param: `{"max":30}`, value: video(1, 30_001), want: failed, got: "30.001 frames"},
	})
}

func TestBase64(t *testing.T) {
	good := check.Base64{BadAt: -1, Length: 12, Decoded: 9, Padded: true}
	alphabet := check.Base64{BadAt: 3, BadByte: '!', Length: 12}
	padding := check.Base64{BadAt: -1, Length: 11, Decoded: 8}
	lines := check.Base64{BadAt: -1, Length: 12, Decoded: 9, Padded: true, Newlines: 2}
	empty := check.Base64{BadAt: -1}
	for _, c := range []struct {
		name                     string
		base64                   check.Base64
		alphabet, padding, valid check.State
		got                      string
	}{
		{"good", good, passed, passed, passed, ""},
		{"a bad character", alphabet, failed, passed, failed, `the character "!" at 3`},
		{"a bad length", padding, passed, failed, failed, "11 characters"},
		{"line breaks", lines, open, passed, open, "2 line breaks"},
		{"nothing", empty, passed, passed, passed, ""},
	} {
		for param, want := range map[string]check.State{`"alphabet"`: c.alphabet, `"padding"`: c.padding, `"valid"`: c.valid} {
			got := ""
			if want != passed {
				got = c.got
			}
			ask(t, "base64", record(), []question{{name: c.name + " " + param, param: param, value: encoded(c.base64, png), want: want, got: got}})
		}
	}
	ask(t, "base64", record(), []question{
		{name: "a URL is none", param: `"valid"`, value: linked(check.NotFetched, png), want: passed},
		{name: "a supplied file is encoded well", param: `"valid"`, value: supplied(png), want: passed},
	})
}

func TestDataURL(t *testing.T) {
	with := encoded(check.Base64{Header: true, Marked: true, BadAt: -1}, png)
	with.Text = []byte("data:image/png;base64,iVBOR")
	empty := encoded(check.Base64{BadAt: -1}, png)
	empty.Bytes = 0
	ask(t, "dataUrl", record(), []question{
		{name: "wanted and there", param: `"required"`, value: with, want: passed},
		{name: "wanted and not there", param: `"required"`, value: encoded(check.Base64{BadAt: -1}, png), want: failed, got: "no header"},
		{name: "not wanted and there", param: `"forbidden"`, value: with, want: failed, got: `the header "data:image/png;base64,"`},
		{name: "not wanted and not there", param: `"forbidden"`, value: encoded(check.Base64{BadAt: -1}, png), want: passed},
		{name: "a URL has none", param: `"required"`, value: linked(check.NotFetched, png), want: passed},
		{name: "nor has the empty text", param: `"required"`, value: empty, want: passed},
		{name: "a supplied file is sent as it must be", param: `"required"`, value: supplied(png), want: passed},
	})
}
