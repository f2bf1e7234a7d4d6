package decode

import (
	"fmt"
	"io"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/probe"
)

// Open gives the file that would be sent at a place such as "form:image" or "body:/images/0", and its length in bytes. A nil
// reader says that the caller does not have it, and leaves the question open.
type Open func(at string) (file io.ReaderAt, size int64, err error)

// Attempt is what came of one file that a verdict wants decoded.
type Attempt struct {
	At    string
	Media probe.Media
	Name  string // what the file is, when the probe does not recognize it: see [Name]
	Result
}

// GIFFact is the fact that tells which step of reading a GIF fails, for providers that tell the steps apart: its value is a
// [GIFFault] in words.
const GIFFact = "gifFault"

// Settle tries to decode the files that v wants decoded, and returns facts with what came of it: a file that was not tried
// adds none, and a GIF that is broken adds [GIFFact]. The error is the first that open or a reader gave.
func Settle(facts validate.Facts, v *validate.Verdict, open Open, limits Limits) (validate.Facts, []Attempt, error) {
	var attempts []Attempt
	decoded := facts.Decoded[:len(facts.Decoded):len(facts.Decoded)] // the caller's slice is not written
	for _, need := range v.Needs {
		if need.Kind != "decode" {
			continue
		}
		file, size, err := open(need.At)
		if err == nil && file == nil {
			continue
		}
		var a Attempt
		if err == nil {
			a, err = try(need.At, file, size, limits)
		}
		if err != nil {
			return facts, attempts, fmt.Errorf("%s: %w", need.At, err)
		}
		attempts = append(attempts, a)
		if a.GIF != 0 {
			facts.Named = append(facts.Named[:len(facts.Named):len(facts.Named)], validate.Fact{Name: GIFFact, Text: a.GIF.String()})
		}
		if a.Outcome != NotTried {
			decoded = append(decoded, validate.Decoded{At: a.At, OK: a.Outcome == Decodes})
		}
	}
	facts.Decoded = decoded
	return facts, attempts, nil
}

func try(at string, file io.ReaderAt, size int64, limits Limits) (Attempt, error) {
	m, err := probe.ReadAt(file, size)
	a := Attempt{At: at, Media: m}
	if err != nil {
		return a, err
	}
	if m.Format == 0 {
		var start [262]byte
		n, err := file.ReadAt(start[:min(size, int64(len(start)))], 0)
		if err != nil && err != io.EOF {
			return a, err
		}
		a.Name = Name(start[:n])
	}
	a.Result = Try(io.NewSectionReader(file, 0, size), m, limits)
	return a, nil
}
