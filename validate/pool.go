//go:build !wasip1

package validate

import "sync"

// spare keeps streams that nobody uses, so that a request finds one with room in it.
type spare struct{ pool sync.Pool }

func (s *spare) take() *Stream {
	if old, ok := s.pool.Get().(*Stream); ok {
		return old
	}
	return new(Stream)
}

func (s *spare) give(old *Stream) { s.pool.Put(old) }
