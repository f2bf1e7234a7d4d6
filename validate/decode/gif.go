package decode

import (
	"bytes"
	"compress/lzw"
	"errors"
	"io"
	"strconv"
	"time"
)

// GIFFault is which part of a GIF is broken. It tells apart what the messages of Alibaba Cloud do: "open gif image failed",
// "read gif image failed", "decode gif image failed", "gif data error, no color map got" and "gif image empty".
// https://help.aliyun.com/zh/ocr/support/error-codes-for-api-operations-of-alibaba-cloud-marketplace
type GIFFault uint8

const (
	GIFOpen     GIFFault = iota + 1 // the header or the colour table behind it
	GIFRead                         // a block, or the end is missing
	GIFDecode                       // the pixels of a frame
	GIFNoColour                     // neither the file nor a frame has a colour table
	GIFNoFrame                      // there is no frame
)

func (f GIFFault) String() string {
	return [...]string{"", "open", "read", "decode", "no colour map", "no image"}[f]
}

// gifReader walks a GIF, and keeps none of its pixels. It works in the order of giflib: open, read with the pixels, then look
// at what was read. Format: https://www.w3.org/Graphics/GIF/spec-gif89a.txt.
type gifReader struct {
	file   *bytes.Reader
	data   subBlocks
	lzw    io.ReadCloser // made for the first frame, reset for the others
	until  time.Time
	most   int64 // pixels
	pixels int64 // of the frames so far
	frames int
	global bool // there is a colour table for all frames
	bare   bool // a frame has no colour table
}

// gifError is a fault and what was wrong.
type gifError struct {
	fault GIFFault
	what  string
}

func (e gifError) Error() string { return "gif: " + e.fault.String() + ": " + e.what }

var (
	errManyPixels = errors.New("too large")
	errOneBit     = errors.New("no decoder for gif in codes that begin with one bit")
	errTrailer    = errors.New("the trailer")
	errGIFEnds    = gifError{GIFRead, "the file ends before its trailer"}
)

func tryGIF(file []byte, until time.Time, limits Limits) Result {
	g := gifReader{file: bytes.NewReader(file), until: until, most: limits.Pixels}
	g.data.file = g.file
	err := g.open()
	for err == nil {
		err = g.block()
	}
	var broken gifError
	switch {
	case err == errManyPixels:
		return tooLarge(g.pixels, "pixels")
	case err == errLate:
		return tooSlow(limits)
	case err == errOneBit:
		return Result{Reason: err.Error()}
	case errors.As(err, &broken):
	case g.frames == 0:
		broken = gifError{GIFNoFrame, "the trailer comes before any frame"}
	case g.bare:
		broken = gifError{GIFNoColour, "a frame has no colour table"}
	default:
		return Result{Outcome: Decodes}
	}
	return Result{Outcome: Broken, Reason: broken.Error(), GIF: broken.fault}
}

func (g *gifReader) open() error {
	var header [13]byte
	if _, err := io.ReadFull(g.file, header[:]); err != nil {
		return gifError{GIFOpen, "the file ends before its header"}
	}
	if v := string(header[:6]); v != "GIF87a" && v != "GIF89a" {
		return gifError{GIFOpen, "the file does not begin with GIF87a or GIF89a"}
	}
	g.global = header[10]&0x80 != 0
	if !g.table(header[10]) {
		return gifError{GIFOpen, "the file ends before its colour table"}
	}
	return nil
}

// table passes over the colour table that flags announce, and reports whether the file holds it.
func (g *gifReader) table(flags byte) bool {
	if flags&0x80 == 0 {
		return true
	}
	n := int64(3) << (flags&7 + 1)
	if n > int64(g.file.Len()) {
		return false
	}
	g.file.Seek(n, io.SeekCurrent)
	return true
}

// block reads an extension or a frame; errTrailer ends the file.
func (g *gifReader) block() error {
	if time.Now().After(g.until) {
		return errLate
	}
	kind, err := g.file.ReadByte()
	switch {
	case err != nil:
		return errGIFEnds
	case kind == ';':
		return errTrailer
	case kind == ',':
		return g.frame()
	case kind != '!':
		return gifError{GIFRead, "no block begins like this"}
	}
	if _, err := g.file.ReadByte(); err != nil {
		return errGIFEnds
	}
	g.data.reset()
	return g.data.pass()
}

// frame reads an image descriptor, its colour table and its pixels.
func (g *gifReader) frame() error {
	var header [9]byte
	if _, err := io.ReadFull(g.file, header[:]); err != nil || !g.table(header[8]) {
		return errGIFEnds
	}
	bits, err := g.file.ReadByte()
	if err != nil {
		return errGIFEnds
	}
	g.frames++
	g.bare = g.bare || !g.global && header[8]&0x80 == 0
	n := (int64(header[4]) | int64(header[5])<<8) * (int64(header[6]) | int64(header[7])<<8)
	if g.pixels += n; g.pixels > g.most {
		return errManyPixels
	}
	if bits == 1 {
		return errOneBit
	}
	if bits == 0 || bits > 8 {
		return gifError{GIFDecode, "the code size is not within 1 to 8"}
	}
	g.data.reset()
	if g.lzw == nil {
		g.lzw = lzw.NewReader(&g.data, lzw.LSB, int(bits))
	} else {
		g.lzw.(*lzw.Reader).Reset(&g.data, lzw.LSB, int(bits))
	}
	_, err = io.CopyN(io.Discard, g.lzw, n)
	switch {
	case g.data.err != nil: // the file ends within
		return g.data.err
	case err != nil:
		return gifError{GIFDecode, "frame " + strconv.Itoa(g.frames) + ": " + err.Error()}
	}
	return g.data.pass()
}

// subBlocks reads the data of a block, which comes in pieces of at most 255 bytes; an empty piece ends it.
type subBlocks struct {
	file *bytes.Reader
	left int // of the piece
	done bool
	err  error // the file ends within
}

func (s *subBlocks) reset() { s.left, s.done, s.err = 0, false, nil }

// more makes sure that a piece has bytes left.
func (s *subBlocks) more() error {
	switch {
	case s.err != nil:
		return s.err
	case s.done:
		return io.EOF
	case s.left > 0:
		return nil
	}
	n, err := s.file.ReadByte()
	if err != nil {
		s.err = errGIFEnds
		return s.err
	}
	if s.left = int(n); n == 0 {
		s.done = true
		return io.EOF
	}
	return nil
}

// ReadByte keeps the decoder from reading ahead.
func (s *subBlocks) ReadByte() (byte, error) {
	if err := s.more(); err != nil {
		return 0, err
	}
	b, err := s.file.ReadByte()
	if err != nil {
		s.err = errGIFEnds
		return 0, s.err
	}
	s.left--
	return b, nil
}

// Read is here for the interface that the decoder takes: it uses ReadByte.
func (s *subBlocks) Read(p []byte) (int, error) {
	for i := range p {
		b, err := s.ReadByte()
		if err != nil {
			return i, err
		}
		p[i] = b
	}
	return len(p), nil
}

// pass goes behind the end of the block.
func (s *subBlocks) pass() error {
	for {
		err := s.more()
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		case s.left > s.file.Len():
			return errGIFEnds
		}
		s.file.Seek(int64(s.left), io.SeekCurrent)
		s.left = 0
	}
}
