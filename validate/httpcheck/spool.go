package httpcheck

import (
	"bytes"
	"io"
	"os"
)

// spool keeps a body: its start in memory, and all of it in a file once it is longer.
type spool struct {
	memory int64 // most bytes kept in memory
	buf    bytes.Buffer
	file   *os.File
	size   int64
}

func (s *spool) Write(p []byte) (int, error) {
	if s.file == nil && int64(s.buf.Len()+len(p)) > s.memory {
		file, err := os.CreateTemp("", "willpass-*")
		if err != nil {
			return 0, err
		}
		s.file = file
		os.Remove(file.Name()) // where that is not possible, remove does it
		if _, err := file.Write(s.buf.Bytes()); err != nil {
			return 0, err
		}
		s.buf = bytes.Buffer{}
	}
	s.size += int64(len(p))
	if s.file != nil {
		return s.file.Write(p)
	}
	return s.buf.Write(p)
}

// open is the body from its start.
func (s *spool) open() *spooled {
	var from io.ReaderAt = bytes.NewReader(s.buf.Bytes())
	if s.file != nil {
		from = s.file
	}
	return &spooled{io.NewSectionReader(from, 0, s.size)}
}

func (s *spool) remove() {
	if s.file != nil {
		s.file.Close()
		os.Remove(s.file.Name())
	}
}

// spooled is one reader of a spool; closing it keeps the spool.
type spooled struct{ *io.SectionReader }

func (spooled) Close() error { return nil }
