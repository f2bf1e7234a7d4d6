package check_test

import (
	"testing"

	"github.com/willpass/willpass/validate/check"
	"github.com/willpass/willpass/validate/probe"
)

// TestAlike compares the first picture with each other one, at the bounds.
func TestAlike(t *testing.T) {
	picture := func(width, height int64) probe.Media {
		return probe.Media{Format: probe.PNG, Width: width, Height: height, Bytes: 9}
	}
	sideways := probe.Media{Format: probe.JPEG, Width: 640, Height: 480, DisplayWidth: 480, DisplayHeight: 640, Orientation: 6, Bytes: 9}
	for _, c := range []struct {
		name, param string
		pictures    []probe.Media
		want        check.State
		at          int // which of the pictures is told about; -1 = none
	}{
		{"one alone", `{"min":0.8,"max":1.25}`, []probe.Media{picture(640, 480)}, passed, -1},
		{"the same ratio", `{"min":0.8,"max":1.25}`, []probe.Media{picture(640, 480), picture(1280, 960)}, passed, -1},
		{"at the least", `{"min":0.8,"max":1.25}`, []probe.Media{picture(800, 1000), picture(1000, 1000)}, passed, -1},
		{"below the least", `{"min":0.8,"max":1.25}`, []probe.Media{picture(7999, 10000), picture(1000, 1000)}, failed, 1},
		{"at the most", `{"min":0.8,"max":1.25}`, []probe.Media{picture(1250, 1000), picture(1000, 1000)}, passed, -1},
		{"above the most", `{"min":0.8,"max":1.25}`, []probe.Media{picture(12501, 10000), picture(1000, 1000)}, failed, 1},
		{"at an exclusive bound", `{"above":0.8,"below":1.25}`, []probe.Media{picture(1250, 1000), picture(1000, 1000)}, failed, 1},
		{"the third differs", `{"min":0.8,"max":1.25}`, []probe.Media{picture(9, 9), picture(9, 9), picture(9, 18)}, failed, 2},
		{"more pixels", `{"min":0.8,"max":1.25,"of":"pixels"}`, []probe.Media{picture(640, 480), picture(1280, 960)}, failed, 1},
		{"either: only the pixels differ", `{"min":0.8,"max":1.25,"of":"either"}`, []probe.Media{picture(640, 480), picture(1280, 960)}, open, 1},
		{"either: both differ", `{"min":0.8,"max":1.25,"of":"either"}`, []probe.Media{picture(640, 480), picture(2560, 960)}, failed, 1},
		{"turned when it is shown", `{"min":0.8,"max":1.25}`, []probe.Media{sideways, picture(640, 480)}, open, 1},
		{"no picture", `{"min":0.8,"max":1.25}`, []probe.Media{picture(640, 480), {Fault: probe.Unrecognized}}, passed, -1},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := record()
			for _, m := range c.pictures {
				r.Values[2] = append(r.Values[2], part(m))
			}
			all := parse(t, "alike", c.param).(check.Alike)
			var told check.Told
			got, at := all.AskAll(r, 2, &told)
			if got != c.want {
				t.Fatalf("want %s, got %s: %+v", c.want, got, told)
			}
			if c.at >= 0 && at != &r.Values[2][c.at] {
				t.Errorf("want picture %d told about, got %+v", c.at, told)
			}
			if silent, _ := all.AskAll(r, 2, nil); silent != got {
				t.Errorf("want %s also when nobody wants to know why, got %s", got, silent)
			}
		})
	}
	if want, got := "the aspect ratio of the first, divided by that of each other one, at least 0.8 and at most 1.25", parse(t, "alike", `{"min":0.8,"max":1.25}`).Want(); got != want {
		t.Errorf("want %q, got %q", want, got)
	}
	for _, param := range []string{`{"max":"1MB"}`, `{"max":{"fact":"f"}}`, `{"min":0}`, `{"of":"sides","max":1}`, `true`} {
		if _, problems := read("alike", param); len(problems) == 0 {
			t.Errorf("%s: want a problem", param)
		}
	}
}

// TestDurationOfPictures: a picture has no duration, and that it is no video is the question of another rule.
func TestDurationOfPictures(t *testing.T) {
	ask(t, "duration", record(), []question{
		{name: "a picture", param: `{"max":5}`, value: part(probe.Media{Format: probe.PNG, Width: 1, Height: 1, Bytes: 9}), want: passed},
		{name: "a document", param: `{"max":5}`, value: part(probe.Media{Format: probe.PDF, Bytes: 9}), want: passed},
		{name: "a video that does not say", param: `{"max":5}`, value: part(probe.Media{Format: probe.MP4, Bytes: 9}), want: open, why: "does not say"},
		{name: "a video", param: `{"max":5}`, value: part(probe.Media{Format: probe.MP4, Duration: 5001, Bytes: 9}), want: failed, got: "5.001 seconds"},
	})
}
