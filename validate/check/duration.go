package check

import (
	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/probe"
)

// Duration bounds how long a video or audio plays, in seconds.
type Duration struct{ Bounds Bounds }

func parseDuration(p *Params, n *body.Node) Check { return Duration{p.bounds(n)} }

func (c Duration) Ask(r *Record, v *Value, told *Told) State {
	return timed(r, v, &c.Bounds, told, " second", func(m *probe.Media) int64 { return m.Duration })
}

func (c Duration) Want() string { return c.Bounds.words(" second") }

// FrameRate bounds the pictures per second of a video.
type FrameRate struct{ Bounds Bounds }

func parseFrameRate(p *Params, n *body.Node) Check { return FrameRate{p.bounds(n)} }

func (c FrameRate) Ask(r *Record, v *Value, told *Told) State {
	return timed(r, v, &c.Bounds, told, " frame", func(m *probe.Media) int64 { return m.FrameRate })
}

func (c FrameRate) Want() string { return c.Bounds.words(" frame") + " per second" }

// timed asks about a number that the header gives in thousandths.
func timed(r *Record, v *Value, b *Bounds, told *Told, unit string, of func(*probe.Media) int64) State {
	m, state := media(v, told)
	if m == nil || m.Fault != probe.None {
		return state
	}
	n := of(m)
	if n == 0 && !plays(m.Format) {
		return Passed // whether it is a video or audio is the question of another rule
	}
	if n == 0 {
		return told.open(called(m), "the header does not say it", Need{})
	}
	x := Micro(n) * (one / 1000)
	state = b.ask(r, x, told)
	if state == Passed || told == nil {
		return state
	}
	told.measured(x)
	return told.about(state, x.String()+many(unit), "make it "+b.words(unit))
}

// plays reports whether files of a format are video or audio.
func plays(f probe.Format) bool {
	switch f {
	case probe.MP4, probe.MOV, probe.AVI, probe.WEBM, probe.MKV, probe.FLV, probe.TS, probe.WAV, probe.MP3, probe.M4A, probe.AAC, probe.OGG,
		probe.WMA, probe.WMV, probe.FLAC:
		return true
	}
	return false
}
