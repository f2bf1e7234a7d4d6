package main

import (
	"io"
	"os"
	"slices"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/decode"
	"github.com/willpass/willpass/validate/probe"
	"github.com/willpass/willpass/validate/settle"
)

// decoded judges files and, where the verdict turns on it, tries whether their pixels decode. ok is as of [validate.Rules.CheckFiles].
func (p *program) decoded(rules *validate.Rules, endpoint string, files []validate.File, names []string, facts validate.Facts) (v validate.Verdict, ok bool, err error) {
	v, places, ok := rules.CheckFilesAt(endpoint, files, facts)
	var opened []*os.File
	defer func() {
		for _, f := range opened {
			f.Close()
		}
	}()
	open := func(at string) (io.ReaderAt, int64, error) {
		i := slices.Index(places, at)
		if i < 0 {
			return nil, 0, nil
		}
		f, err := openFile(names[i])
		if err != nil {
			return nil, 0, err
		}
		opened = append(opened, f)
		info, err := f.Stat()
		if err != nil {
			return nil, 0, err
		}
		return f, info.Size(), nil
	}
	facts, attempts, err := decode.Settle(facts, &v, open, decode.Limits{})
	if ok && err == nil && len(attempts) > 0 {
		v, ok = rules.CheckFiles(endpoint, files, facts)
	}
	return v, ok, err
}

// nameUnknown says as the reason of a file that the probe does not recognize what it is.
func nameUnknown(name string, m *probe.Media) error {
	if m.Format != 0 {
		return nil
	}
	f, err := openFile(name)
	if err != nil {
		return err
	}
	defer f.Close()
	var start [262]byte // as many as decode.Name looks at
	n, err := io.ReadFull(f, start[:])
	if kind := decode.Name(start[:n]); kind != "" {
		m.Reason = "this is " + kind
	}
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		return nil
	}
	return err
}

// reading reads a request from its start once more; nil when that cannot be.
type reading func() (request, error)

// body opens the body.
func (r reading) body() settle.Body {
	if r == nil {
		return nil
	}
	return func() (io.ReadCloser, error) {
		again, err := r()
		if err != nil || again.body == nil {
			return io.NopCloser(eof{}), err
		}
		return io.NopCloser(again.body), nil
	}
}

type eof struct{}

func (eof) Read([]byte) (int, error) { return 0, io.EOF }

// noted is a reader that remembers that it was read: it can not be once more.
type noted struct {
	io.Reader
	read bool
}

func (n *noted) Read(p []byte) (int, error) {
	n.read = true
	return n.Reader.Read(p)
}

// again is r unless it would read n a second time.
func (n *noted) again(r reading) reading {
	return func() (request, error) {
		if n.read {
			return request{}, io.ErrUnexpectedEOF
		}
		return r()
	}
}
