package validate_test

import (
	"testing"

	"github.com/willpass/willpass/validate"
)

// TestAFileWhereTheSampleHasNone: what the sample leaves out, or sends in another way, is judged all the same, and nothing but the
// file is spoken of.
func TestAFileWhereTheSampleHasNone(t *testing.T) {
	rules := rulesOf(t)
	tall, light := png(100, 2000), png(640, 480)
	light.Bytes = 1000
	for _, c := range []struct {
		name, endpoint, at string
		file               validate.File
		want               string
	}{
		{"a URL instead of base64", "aliyun/invoice", "body:/url", validate.File{Media: png(640, 480)}, "accepted"},
		{"a side too short, by URL", "aliyun/invoice", "body:/url", validate.File{Media: png(10, 480)}, "refused"},
		{"in another layout of the body", "aliyun/ocr_idcard", "body:/inputs/*/image/dataValue", validate.File{Media: png(640, 480)}, "accepted"},
		{"a part that may be left out", "ailab/ai-image-extender", "form:mask", validate.File{Name: "a.png", Media: png(640, 480)}, "accepted"},
		{"a second garment too light", "ailab/try-on-clothes-pro", "form:bottom_garment", validate.File{Name: "a.png", Media: light}, "refused"},
		{"a picture of a subject", "vidu/reference2video", "body:/subjects/*/images/*", validate.File{Media: png(640, 480)}, "accepted"},
		{"a picture of a subject, too tall", "vidu/reference2video", "body:/subjects/*/images/*", validate.File{Media: tall}, "refused"},
		{"the only file of an endpoint, without a place", "vidu/upscale-new", "", validate.File{Media: png(640, 480)}, "accepted"},
	} {
		c.file.At = c.at
		v, ok := rules.CheckFiles(c.endpoint, []validate.File{c.file}, validate.Facts{})
		got := "refused"
		if accepts(&v) {
			got = "accepted"
		}
		if !ok || got != c.want {
			t.Errorf("%s: want %s, got ok=%t %s %+v", c.name, c.want, ok, answered(v), v.Findings)
		}
	}
	two := []validate.File{{At: "form:mask", Media: png(640, 480)}, {At: "form:mask", Media: png(640, 480)}}
	for _, files := range [][]validate.File{two, {{At: "form:nowhere", Media: png(640, 480)}}} {
		if _, ok := rules.CheckFiles("ailab/ai-image-extender", files, validate.Facts{}); ok {
			t.Errorf("want no verdict on %d files at %s", len(files), files[0].At)
		}
	}
}
