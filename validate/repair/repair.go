// Package repair makes what a verdict refuses pass: it does what the findings say in [validate.Finding.Fix], judges the result again,
// and says why where that is not enough. It writes nothing anywhere and changes nothing that it is given.
//
//	mended := repair.File(rules, "vidu/img2video", repair.Input{Name: "photo.png", Bytes: file}, facts, decode.Limits{})
//	mended := repair.Request(rules, request, facts, decode.Limits{})
//
// Pictures are decoded and written with the encoders of the standard library and golang.org/x/image, under the caps of package decode.
// What of a file is no picture, such as EXIF data, colour profiles and the further frames of an animation, is lost when it is written
// anew, and said. It is no part of the WebAssembly module: browsers have willpass/fix.
package repair

import (
	"bytes"
	"io"
	"slices"
	"strings"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/check"
	"github.com/willpass/willpass/validate/decode"
	"github.com/willpass/willpass/validate/probe"
)

// Input is a file to be mended.
type Input struct {
	At    string // the place it would be sent at, such as "form:image"; "" = the first that takes a file
	Name  string
	Bytes []byte
}

// Mended is a file that was mended, or why it was not.
type Mended struct {
	Name    string
	Bytes   []byte // of the input itself when nothing had to be done
	Before  validate.Verdict
	After   validate.Verdict // of the result
	Done    []check.Fix      // in their order; none when nothing had to be done
	Lost    []string         // what the file had and the result has not, in words
	Refused string           // why the result does not pass; "" when it does

	facts validate.Facts
}

// Open reports whether something that no change of the file can settle leaves the verdict on the result unsure.
func (m *Mended) Open() bool { return m.Refused == "" && m.After.Outcome != validate.Accepted }

// maxRounds bounds how often a result is judged and mended again. Two are enough for all rules that are known: conditions may make
// other rules apply to another format.
const maxRounds = 6

// File mends a file for an endpoint such as "vidu/img2video". ok is false when there is no such endpoint or it takes no file.
func File(rules *validate.Rules, endpoint string, in Input, facts validate.Facts, limits decode.Limits) (out Mended, ok bool) {
	judgeWith := func(m probe.Media, name string, facts validate.Facts) (v validate.Verdict) {
		v, ok = rules.CheckFiles(endpoint, []validate.File{{At: in.At, Name: name, Media: m}}, facts)
		return v
	}
	judge := func(m probe.Media, name string) validate.Verdict { return judgeWith(m, name, facts) }
	media := read(in.Bytes)
	out = Mended{Name: in.Name, Bytes: in.Bytes, Before: judge(media, in.Name), facts: facts}
	if out.After = out.Before; !ok {
		return out, false
	}
	var picture *canvas
	for range maxRounds {
		fixes := ofFile(&out.After)
		if len(fixes) == 0 {
			break
		}
		if slices.ContainsFunc(fixes, func(f check.Fix) bool { return f.Do == check.DoEncode }) && picture == nil {
			var refused string
			if picture, refused = open(in.Bytes, media, limits); refused != "" {
				out.Refused = refused
				return out, true
			}
			picture.fits = func(width, height int64) bool {
				m := probe.Media{Format: media.Format, Width: width, Height: height, Bytes: 1, Trailing: -1}
				return !slices.ContainsFunc(judge(m, in.Name).Findings, isAboutSize)
			}
		}
		if out.Refused = out.apply(picture, fixes); out.Refused != "" {
			out.Name, out.Bytes, out.After = in.Name, in.Bytes, out.Before
			return out, true
		}
		out.After = judge(read(out.Bytes), out.Name)
	}
	if picture != nil {
		out.Lost = lost(&media)
	} else {
		out.decode(judgeWith, limits)
	}
	out.Refused = refusal(&out.After)
	return out, true
}

// decode settles whether a file that was not written here decodes at all, where its verdict takes that for granted.
func (m *Mended) decode(judge func(probe.Media, string, validate.Facts) validate.Verdict, limits decode.Limits) {
	facts, _, err := decode.Settle(m.facts, &m.After, func(string) (io.ReaderAt, int64, error) {
		return bytes.NewReader(m.Bytes), int64(len(m.Bytes)), nil
	}, limits)
	if err == nil && len(facts.Decoded) > len(m.facts.Decoded) {
		m.After = judge(read(m.Bytes), m.Name, facts)
	}
}

// apply makes the changes of one round.
func (m *Mended) apply(picture *canvas, fixes []check.Fix) (refused string) {
	for i := range fixes {
		f := &fixes[i]
		switch f.Do {
		case check.DoName:
			m.Name = named(m.Name, f.To[0])
		case check.DoCrop, check.DoResize:
			refused = picture.change(f)
		case check.DoEncode:
			var file []byte
			var format string
			if file, format, refused = picture.encode(f); refused == "" {
				m.Bytes = file
				if !hasName(m.Name, format) {
					m.Name = named(m.Name, extensionOf(format))
				}
			}
		}
		if refused != "" {
			return refused
		}
		m.Done = append(m.Done, *f)
	}
	return ""
}

// ofFile is what the findings say about the file itself: those of one finding are enough.
func ofFile(v *validate.Verdict) []check.Fix {
	for i := range v.Findings {
		if fixes := v.Findings[i].Fix; len(fixes) > 0 && (fixes[0].Do.AboutFile() || fixes[0].Do == check.DoName) {
			return fixes
		}
	}
	return nil
}

func isAboutSize(f validate.Finding) bool {
	switch f.Kind {
	case "side", "ratio", "pixels", "sameSize", "alike":
		return f.State == check.Failed.String() || len(f.Fix) > 0
	}
	return false
}

// refusal is why a verdict is no better, in words; "" when nothing that is known refuses it.
func refusal(v *validate.Verdict) string {
	if v.Outcome == validate.Accepted {
		return ""
	}
	for i := range v.Findings {
		f := &v.Findings[i]
		if f.State != check.Failed.String() && len(f.Fix) == 0 {
			continue
		}
		words := f.At + ": want " + f.Want
		if f.Got != "" {
			words = f.At + ": got " + f.Got + ", want " + f.Want
		}
		if f.Advice != "" {
			words += " (" + f.Advice + ")"
		}
		return words
	}
	if v.Outcome == validate.Rejected {
		return "it is refused all the same"
	}
	return ""
}

// lost is what a picture written anew no longer has.
func lost(m *probe.Media) []string {
	var out []string
	if m.Frames > 1 {
		out = append(out, "all frames but the first")
	}
	return append(out, "EXIF data and colour profile, if it had any")
}

// named gives a file name another extension.
func named(name, extension string) string {
	if dot := strings.LastIndexByte(name, '.'); dot > strings.LastIndexAny(name, `/\`) {
		name = name[:dot]
	}
	return name + "." + extension
}

// hasName reports whether a file name ends in an extension of a format.
func hasName(name, format string) bool {
	dot := strings.LastIndexByte(name, '.')
	of, _ := probe.ParseFormat(strings.ToLower(name[dot+1:]))
	return dot >= 0 && of.String() == format
}

// extensionOf is the usual extension of a format.
func extensionOf(format string) string {
	if format == "jpeg" {
		return "jpg"
	}
	return format
}
