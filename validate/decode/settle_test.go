package decode_test

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/decode"
	"github.com/willpass/willpass/validate/known"
	"github.com/willpass/willpass/validate/probe"
)

// TestSettledFactsDecideTheVerdict asks, decodes what the verdict wants decoded, and asks again.
func TestSettledFactsDecideTheVerdict(t *testing.T) {
	rules, err := known.Rules("ailab")
	if err != nil {
		t.Fatal(err)
	}
	const endpoint = "ailab/universal-background-removal"
	whole := noisy(t, "jpeg")
	for _, c := range []struct {
		name    string
		file    []byte
		decoded []bool
		refused bool
	}{
		{"a picture that decodes", whole, []bool{true}, false},
		{"a picture that is cut in its pixels", whole[:len(whole)*3/4], []bool{false}, true},
	} {
		files := []validate.File{{Name: "a.jpg", Media: probe.Bytes(c.file)}}
		var facts validate.Facts
		v, ok := rules.CheckFiles(endpoint, files, facts)
		if !ok {
			t.Fatalf("%s takes no files", endpoint)
		}
		facts, attempts, err := decode.Settle(facts, &v, func(string) (io.ReaderAt, int64, error) {
			return bytes.NewReader(c.file), int64(len(c.file)), nil
		}, decode.Limits{})
		if err != nil || len(attempts) != len(c.decoded) {
			t.Fatalf("%s: needs %v: %d attempts, %v", c.name, v.Needs, len(attempts), err)
		}
		for i, d := range facts.Decoded {
			if d.OK != c.decoded[i] || d.At != "form:image" {
				t.Errorf("%s: got %+v", c.name, d)
			}
		}
		v, _ = rules.CheckFiles(endpoint, files, facts)
		if slices.ContainsFunc(v.Needs, func(n validate.Need) bool { return n.Kind == "decode" }) {
			t.Errorf("%s: still wanted: %v", c.name, v.Needs)
		}
		if (v.Outcome == validate.Rejected) != c.refused {
			t.Errorf("%s: want refused %v, got %s", c.name, c.refused, v.Outcome)
		}
	}
}

// TestTheStepThatFailsDecidesTheMessage: Alibaba Cloud tells five faults of a GIF apart; without a decoder any of them may come.
func TestTheStepThatFailsDecidesTheMessage(t *testing.T) {
	rules, err := known.Rules("aliyun")
	if err != nil {
		t.Fatal(err)
	}
	const screen, bare, head = "GIF89a\x64\x00\x64\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff", "GIF89a\x64\x00\x64\x00\x00\x00\x00", ",\x00\x00\x00\x00\x02\x00\x01\x00\x00"
	const pixels = "\x02\x02\x44\x0a\x00"
	for _, c := range []struct{ name, file, want string }{
		{"the screen is cut", screen[:12], "open gif image failed"},
		{"no trailer", screen + head + pixels, "read gif image failed"},
		{"a code that stands for nothing", screen + head + "\x02\x02\xff\xff\x00;", "decode gif image failed"},
		{"no colour table", bare + head + pixels + ";", "gif data error, no color map got"},
		{"no frame", screen + ";", "gif image empty"},
		{"whole", screen + head + pixels + ";", ""},
	} {
		files := []validate.File{{Media: probe.Bytes([]byte(c.file))}}
		v, ok := rules.CheckFiles("aliyun/ocr_idcard", files, validate.Facts{})
		before := len(v.Answers)
		facts, _, err := decode.Settle(validate.Facts{}, &v, func(string) (io.ReaderAt, int64, error) {
			return strings.NewReader(c.file), int64(len(c.file)), nil
		}, decode.Limits{})
		if !ok || err != nil {
			t.Fatal(ok, err)
		}
		v, _ = rules.CheckFiles("aliyun/ocr_idcard", files, facts)
		if !v.Sure() || c.want == "" && !v.Answers[0].Accepted || !strings.HasSuffix(v.Answers[0].Message, c.want) {
			t.Errorf("%s: %d answers before; want %q, got %+v with %+v", c.name, before, c.want, v.Answers, facts)
		}
	}
}

func TestSettle(t *testing.T) {
	files := map[string][]byte{
		"form:good": made(t, "png 64x48"), "form:large": made(t, "webp 16384x16384"), "form:heic": made(t, "heic 64x48"),
		"form:zip": []byte("PK\x03\x04 and forty bytes more, which the probe takes for nothing that it knows of"),
	}
	v := validate.Verdict{Needs: []validate.Need{{Kind: "fetch", At: "form:good"}, {Kind: "decode", At: "form:good"}, {Kind: "decode", At: "form:large"},
		{Kind: "decode", At: "form:heic"}, {Kind: "decode", At: "form:gone"}, {Kind: "decode", At: "form:zip"}}}
	known := make([]validate.Decoded, 1, 9)
	known[0] = validate.Decoded{At: "form:other", OK: true}
	open := func(at string) (io.ReaderAt, int64, error) {
		if file, ok := files[at]; ok {
			return bytes.NewReader(file), int64(len(file)), nil
		}
		return nil, 0, nil
	}
	facts, attempts, err := decode.Settle(validate.Facts{Decoded: known}, &v, open, decode.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	want := []validate.Decoded{{At: "form:other", OK: true}, {At: "form:good", OK: true}, {At: "form:zip", OK: false}}
	if !slices.Equal(facts.Decoded, want) {
		t.Errorf("want %v, got %v", want, facts.Decoded)
	}
	if after := known[:2][1]; after != (validate.Decoded{}) {
		t.Errorf("the caller's facts were written: %v", after)
	}
	var seen []string
	for _, a := range attempts {
		seen = append(seen, a.At+" "+a.Outcome.String()+" "+a.Name)
	}
	if want := []string{"form:good decodes ", "form:large not tried ", "form:heic not tried ", "form:zip broken application/zip"}; !slices.Equal(seen, want) {
		t.Errorf("want %q\n got %q", want, seen)
	}
	failing := func(string) (io.ReaderAt, int64, error) { return nil, 0, errors.New("no such file") }
	if _, _, err := decode.Settle(validate.Facts{}, &v, failing, decode.Limits{}); err == nil || err.Error() != "form:good: no such file" {
		t.Errorf("got %v", err)
	}
}
