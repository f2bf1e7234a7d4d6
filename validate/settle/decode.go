package settle

import (
	"context"
	"errors"
	"io"
	"strings"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/decode"
	"github.com/willpass/willpass/validate/probe"
	"github.com/willpass/willpass/validate/spec"
)

// Pixels is the [Decoder] that decodes with the decoders of the standard library and golang.org/x/image. The zero value has
// the caps of package decode.
type Pixels struct{ Limits decode.Limits }

// Decode decodes the file behind r. It stops reading when ctx ends.
func (p Pixels) Decode(ctx context.Context, r io.Reader, header probe.Media) decode.Result {
	result := decode.Try(ending{ctx, r}, header, p.Limits)
	if err := ctx.Err(); err != nil {
		return decode.Result{Reason: err.Error()}
	}
	return result
}

// told adds what came of a file at a place to facts, and reports whether anything did. The caller's slices are not written.
func told(facts *validate.Facts, at string, result decode.Result) bool {
	if result.Outcome == decode.NotTried {
		return false
	}
	facts.Decoded = append(facts.Decoded[:len(facts.Decoded):len(facts.Decoded)], validate.Decoded{At: at, OK: result.Outcome == decode.Decodes})
	if result.GIF != 0 {
		facts.Named = append(facts.Named[:len(facts.Named):len(facts.Named)], validate.Fact{Name: decode.GIFFact, Text: result.GIF.String()})
	}
	return true
}

// ending is a reader that ends with its context.
type ending struct {
	ctx context.Context
	r   io.Reader
}

func (e ending) Read(p []byte) (int, error) {
	if err := e.ctx.Err(); err != nil {
		return 0, err
	}
	return e.r.Read(p)
}

// errNotThere is that a body has no file at a place.
var errNotThere = errors.New("there is no file at that place")

// decodeAt decodes the file at a place of a body, which is read twice: for its header, and for its pixels.
func (p *Pending) decodeAt(ctx context.Context, place string, open Body) (result decode.Result, err error) {
	_, e := p.checker.Rules.Endpoint(p.route.Provider + "/" + p.route.Endpoint)
	if e == nil {
		return result, errNotThere
	}
	var header probe.Media
	err = p.fileAt(e, place, open, func(r io.Reader) {
		var s probe.Stream
		s.Reset(-1)
		n, _ := io.Copy(writerTo{&s}, ending{ctx, r})
		header = s.EndAt(n)
	})
	if err != nil || header.Fault != probe.None {
		return result, err
	}
	err = p.fileAt(e, place, open, func(r io.Reader) { result = p.checker.Decoder.Decode(ctx, r, header) })
	return result, err
}

type writerTo struct{ s *probe.Stream }

func (w writerTo) Write(p []byte) (int, error) {
	w.s.Write(p)
	return len(p), nil
}

// fileAt gives the bytes of the file at a place to read.
func (p *Pending) fileAt(e *spec.Endpoint, place string, open Body, read func(io.Reader)) error {
	in, err := open()
	if err != nil {
		return err
	}
	defer in.Close()
	pointer, isJSON := strings.CutPrefix(place, "body:/")
	name, isForm := strings.CutPrefix(place, "form:")
	out, into := io.Pipe()
	feed := &feeder{into: into}
	var machine io.Writer
	var finish func()
	switch {
	case isJSON && e.Body == spec.JSONBody:
		machine, finish = jsonFile(feed, strings.Split(pointer, "/"))
	case isForm && e.Body == spec.MultipartBody:
		machine, finish = partFile(feed, name, p.boundary)
	}
	if machine == nil {
		return errNotThere
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		_, err := io.Copy(stopping{machine, feed}, in)
		if err == nil || errors.Is(err, errEnough) {
			finish()
		}
		into.Close()
	}()
	read(out)
	out.Close() // the machine's next piece is refused: it stops
	<-done
	if !feed.found {
		return errNotThere
	}
	return nil
}

// errEnough ends the reading of a body whose file was found.
var errEnough = errors.New("enough")

// feeder passes the bytes of a file on.
type feeder struct {
	into  *io.PipeWriter
	found bool
	over  bool // the file has ended, or its reader has
}

func (f *feeder) Write(p []byte) {
	f.found = true
	if _, err := f.into.Write(p); err != nil {
		f.over = true
	}
}

// Done reports that no more bytes are wanted.
func (f *feeder) Done() bool { return f.over }

// stopping ends a copy when the feeder is over.
type stopping struct {
	w    io.Writer
	feed *feeder
}

func (s stopping) Write(p []byte) (int, error) {
	if s.feed.over {
		return 0, errEnough
	}
	return s.w.Write(p)
}
