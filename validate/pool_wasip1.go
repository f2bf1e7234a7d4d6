package validate

// spare keeps a stream that nobody uses. A module runs on one thread, and one stream is enough: this saves package sync.
type spare struct{ stream *Stream }

func (s *spare) take() *Stream {
	old := s.stream
	s.stream = nil
	if old == nil {
		old = new(Stream)
	}
	return old
}

func (s *spare) give(old *Stream) { s.stream = old }
