package validate

import (
	"strconv"
	"strings"

	"github.com/willpass/willpass/validate/check"
)

// arena keeps short texts of a request in blocks, up to a bound. The blocks are used again for the next request.
type arena struct {
	block   []byte   // takes the next text
	blocks  [][]byte // all that there are
	used    int      // so many of them hold texts; the last is block
	kept    int      // bytes in those
	offered int      // bytes since texts last moved, also of those that were not kept
}

// maxKept bounds the bytes of texts that are kept of one request; of a text that does not fit nothing is kept.
const (
	maxKept   = 2 << 20
	blockSize = 16 << 10
)

func (a *arena) reset() {
	a.blocks = a.blocks[:min(len(a.blocks), maxKept/blockSize)]
	a.block, a.used, a.kept, a.offered = nil, 0, 0, 0
}

// keep is the text in a block; nil when there is no room.
//
//go:noinline
func (a *arena) keep(text []byte) []byte {
	a.offered += len(text)
	if len(text) == 0 || a.kept+len(text) > maxKept {
		return nil
	}
	if cap(a.block)-len(a.block) < len(text) {
		a.block = a.empty(len(text))
	}
	start := len(a.block)
	end := start + len(text)
	a.block = a.block[:end]
	copy(a.block[start:], text)
	a.kept += len(text)
	return a.block[start:end:end]
}

// empty is an empty block with room for n bytes.
func (a *arena) empty(n int) []byte {
	if a.used == len(a.blocks) || cap(a.blocks[a.used]) < n {
		a.addBlock(max(blockSize, n))
	}
	a.used++
	return a.blocks[a.used-1]
}

//go:noinline
func (a *arena) addBlock(n int) {
	a.blocks = append(a.blocks, make([]byte, 0, n))
	last := len(a.blocks) - 1
	a.blocks[a.used], a.blocks[last] = a.blocks[last], a.blocks[a.used]
}

// keep keeps a text of the request.
func (c *collector) keep(text []byte) []byte {
	a := &c.texts
	start, n := len(a.block), len(text)
	if n == 0 || n > cap(a.block)-start || a.kept+n > maxKept {
		return c.makeRoom(text)
	}
	a.block = a.block[:start+n]
	copy(a.block[start:], text)
	a.kept += n
	a.offered += n
	return a.block[start : start+n : start+n]
}

// makeRoom keeps a text in another block. When there is no room, the texts of values that were replaced make some: the others move to
// spare blocks, at most once per half an arena of texts, so that a body costs no more than its length.
func (c *collector) makeRoom(text []byte) []byte {
	if a := &c.texts; a.kept+len(text) > maxKept && a.offered > maxKept/2 {
		c.moveTexts()
	}
	return c.texts.keep(text)
}

//go:noinline
func (c *collector) moveTexts() {
	a := &c.texts
	old := a.blocks[:a.used]
	a.block, a.blocks, a.used, a.kept = nil, a.blocks[a.used:], 0, 0
	for _, values := range c.record.Values {
		for i := range values {
			v := &values[i]
			if v.Kind != check.Bool { // those are not kept here
				v.Text = a.keep(v.Text)
			}
			if v.Rare != nil && len(v.Rare.Stranger) > 0 {
				v.Rare.Stranger = a.keep(v.Rare.Stranger)
			}
			if f := v.File; f != nil {
				f.Name, f.ContentType = a.keep(f.Name), a.keep(f.ContentType)
			}
		}
	}
	a.blocks, a.offered = append(a.blocks, old...), 0
}

// blocks is what some values have beside themselves, such as their files, in blocks that never move.
type blocks[T any] struct {
	blocks [][]T
	taken  int
	unused []*T // of values that were replaced
}

const valuesOfBlock = 16

func (b *blocks[T]) reset() { b.taken, b.unused = 0, b.unused[:0] }

func (b *blocks[T]) give(old *T) { b.unused = append(b.unused, old) }

// take is room for one. It is not empty.
//
//go:noinline
func (b *blocks[T]) take() *T {
	if last := len(b.unused) - 1; last >= 0 {
		old := b.unused[last]
		b.unused = b.unused[:last]
		return old
	}
	block, at := b.taken/valuesOfBlock, b.taken%valuesOfBlock
	if block == len(b.blocks) {
		b.blocks = append(b.blocks, make([]T, valuesOfBlock))
	}
	b.taken++
	return &b.blocks[block][at]
}

func decimal(n int64) string { return strconv.FormatInt(n, 10) }

// equalFold is strings.EqualFold, which has a lot of code for what is no ASCII.
func equalFold(a, b string) bool {
	for i := range min(len(a), len(b)) {
		x, y := a[i], b[i]
		if x|y >= 0x80 {
			return strings.EqualFold(a, b)
		}
		if lower := x | 0x20; x != y && (lower != y|0x20 || lower-'a' >= 26) {
			return false
		}
	}
	return len(a) == len(b)
}

// foldsTo is equalFold of bytes and a word. It makes no string of ASCII.
func foldsTo(a []byte, word string) bool {
	for i, c := range a {
		if c >= 0x80 {
			return equalFold(string(a), word)
		}
		if i >= len(word) || c|0x20 != word[i]|0x20 || c != word[i] && c|0x20-'a' >= 26 {
			return false
		}
	}
	return len(a) == len(word)
}
