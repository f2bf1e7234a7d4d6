package probe

// Stream gives a Probe the spans that it wants out of bytes that flow by, in pieces of any length.
type Stream struct {
	Deep bool // as in Probe; set before Reset

	probe   Probe
	written int64
	from    int64 // offset of the first byte kept
	kept    int   // bytes kept, the start of the wanted span
	span    [MaxSpan]byte
}

// Reset makes s ready for a file of size bytes; -1 when the length is not known yet.
func (s *Stream) Reset(size int64) {
	s.probe.Deep = s.Deep
	s.probe.Reset(size)
	s.written, s.from, s.kept = 0, 0, 0
}

// Write takes the next bytes of the file. It cannot fail, and passes over what is not wanted.
func (s *Stream) Write(b []byte) {
	start := s.written
	s.written += int64(len(b))
	for {
		off, n, ok := s.probe.Want()
		switch {
		case !ok:
			return
		case off >= s.written:
			s.kept = 0
			return
		case off >= start: // the span lies in b, or begins there
			rest := b[off-start:]
			if len(rest) < n {
				s.from, s.kept = off, copy(s.span[:], rest)
				return
			}
			s.kept = 0
			s.probe.Feed(rest)
		default: // the span begins in what was kept
			s.kept = copy(s.span[:], s.span[off-s.from:s.kept])
			s.from = off
			if s.kept < n {
				s.kept += copy(s.span[s.kept:n], b[off+int64(s.kept)-start:])
			}
			if s.kept < n {
				return
			}
			s.probe.Feed(s.span[:s.kept])
		}
	}
}

// Done reports that nothing more is wanted: what follows may be passed over, or counted and given to EndAt.
func (s *Stream) Done() bool {
	_, _, ok := s.probe.Want()
	return !ok
}

// End says that all bytes of the file were written.
func (s *Stream) End() Media { return s.EndAt(s.written) }

// EndAt is End for a caller that stopped writing when the Stream was Done: the file is total bytes long, -1 when that is not
// known.
func (s *Stream) EndAt(total int64) Media {
	if total >= 0 {
		s.probe.size = total
	}
	if _, _, ok := s.probe.Want(); ok {
		s.probe.Feed(s.span[:s.kept])
	}
	if total >= 0 {
		s.probe.size = total
	}
	return s.probe.Media()
}
