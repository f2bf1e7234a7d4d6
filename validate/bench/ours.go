package main

import (
	"bytes"
	"errors"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/probe"
)

// judge is what willpass does with an input: a verdict.
func judge(rules *validate.Rules, in *input) error {
	switch in.Kind {
	case header:
		if m := probe.Bytes(in.Data); m.Fault != probe.None {
			return errors.New("no header")
		}
		return nil
	case imageFile:
		v, ok := rules.CheckFiles(in.Endpoint, []validate.File{{Media: probe.Bytes(in.Data)}}, validate.Facts{})
		if !ok || len(v.Answers) == 0 {
			return errors.New("no verdict")
		}
		return nil
	}
	r := in.Request
	r.Body = in.Data
	if v := rules.Check(r, validate.Facts{}); len(v.Answers) == 0 {
		return errors.New("no verdict")
	}
	return nil
}

// isFile reports whether an input is a file, of which the header counts.
func (in *input) isFile() bool { return in.Kind == imageFile || in.Kind == header }

// bytesRead is how many bytes of an input willpass, and a developer's code, look at: of a body all, of a file its header.
func bytesRead(in *input) (ours, byHand int64, err error) {
	if !in.isFile() {
		return int64(len(in.Data)), int64(len(in.Data)), nil
	}
	counted := counter{file: bytes.NewReader(in.Data)}
	if _, err := probe.ReadAt(&counted, int64(len(in.Data))); err != nil {
		return 0, 0, err
	}
	ours, counted.n = counted.n, 0
	err = byHandImage(&counted)
	return ours, counted.n, err
}

// counter counts what is read of a file.
type counter struct {
	file *bytes.Reader
	n    int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.file.Read(p)
	c.n += int64(n)
	return n, err
}

func (c *counter) ReadAt(p []byte, off int64) (int, error) {
	n, err := c.file.ReadAt(p, off)
	c.n += int64(n)
	return n, err
}
