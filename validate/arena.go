package validate

import (
	"strconv"
	"strings"
)

// arena keeps short texts of a request. It grows by whole blocks, up to a bound, so that texts never move.
type arena struct {
	block []byte
	kept  int
}

// maxKept bounds the bytes of texts that are kept of one request; of a text that does not fit nothing is kept.
const (
	maxKept   = 4 << 20
	blockSize = 16 << 10
)

func (a *arena) keep(text []byte) []byte {
	if len(text) == 0 || a.kept+len(text) > maxKept {
		return nil
	}
	if cap(a.block)-len(a.block) < len(text) {
		a.block = make([]byte, 0, max(blockSize, len(text)))
	}
	start := len(a.block)
	a.block = append(a.block, text...)
	a.kept += len(text)
	return a.block[start:len(a.block):len(a.block)]
}

func decimal(n int64) string { return strconv.FormatInt(n, 10) }

func equalFold(a, b string) bool { return strings.EqualFold(a, b) }
