package body

// Base64 says what a text that flows by is worth as base64, with or without a data URL header before it. It judges
// nothing: what one decoder takes another refuses. The results hold after End. Offsets count characters from the start of
// the text, header included.
// https://www.rfc-editor.org/rfc/rfc4648 and https://www.rfc-editor.org/rfc/rfc2397
type Base64 struct {
	Header       bool  // a data URL header came first: from "data:" in any case to the comma, at most MaxHeaderText long
	HeaderBase64 bool  // the header ends in ";base64," in any case
	Length       int64 // characters after the header: padding, line ends and bad ones included
	Symbols      int64 // characters of both alphabets before the first "=" and before ForeignAt
	Decoded      int64 // bytes that these decode to
	BadAt        int64 // the first character that is not of the standard alphabet, "=", CR or LF; -1 when there is none
	BadByte      byte  // that character
	ForeignAt    int64 // the first that is not of the URL alphabet either: nothing is looked at from here; -1 when there is none
	URLAlphabet  bool  // "-" or "_" came: bad to the standard alphabet, read as "+" and "/"
	Newlines     int64 // CR and LF before ForeignAt, each counted. Many decoders skip them, others refuse
	Padding      Padding
	LeftoverBits bool // the last symbol has bits set that belong to no byte

	sink Sink // nil when no more bytes are wanted

	at     int64 // offset of the next character
	stage  stage
	equals int64 // equals signs so far
	inside bool  // a symbol came after one
	last   byte  // the last symbol

	quantum uint32    // the bits of the symbols of an unfinished group of four
	out     [768]byte // decoded bytes on their way
	filled  int

	header    [MaxHeaderText]byte
	headerLen int
	mediaType [MaxHeaderText]byte
	mediaLen  int
}

// MaxHeaderText is how many characters are looked at for the end of a data URL header.
const MaxHeaderText = 256

// Sink takes decoded bytes as they come.
type Sink interface {
	Write(p []byte) // a piece, never empty
	Done() bool     // no more bytes are wanted: the rest of the text is only looked at
}

// Padding is how the equals signs at the end of a base64 text fit its length.
type Padding uint8

// The ways of padding. Zero means that there is no telling: a character is foreign.
const (
	PaddingOK       Padding = iota + 1 // symbols and equals signs fill groups of four
	PaddingMissing                     // fewer equals signs than that
	PaddingExcess                      // more
	PaddingInside                      // a symbol comes after an equals sign
	PaddingHopeless                    // one symbol is left over: no padding can complete its group
)

var paddingNames = [...]string{"", "ok", "missing", "excess", "inside", "hopeless"}

// String is the name of the padding on the wire, such as "missing"; empty when there is no telling.
func (p Padding) String() string {
	if int(p) >= len(paddingNames) {
		return ""
	}
	return paddingNames[p]
}

type stage uint8

const (
	maybeHeader stage = iota // what came so far may be a header: it is kept
	inSymbols                // symbols, padding and line ends
	inForeign                // nothing is looked at any more
)

// Reset starts a new text. Its decoded bytes go to sink, which may be nil.
func (b *Base64) Reset(sink Sink) { *b = Base64{BadAt: -1, ForeignAt: -1, sink: sink} }

// Write reads the next characters of the text.
func (b *Base64) Write(text []byte) {
	for b.stage == maybeHeader {
		if len(text) == 0 {
			return
		}
		if b.mayGoOn(text[0]) {
			b.at++
			text = text[1:]
		}
	}
	b.read(text)
}

// End says that the text is complete.
func (b *Base64) End() {
	if b.stage == maybeHeader {
		b.noHeader()
	}
	left := b.Symbols & 3
	b.Decoded = b.Symbols / 4 * 3
	if left > 1 {
		b.Decoded += left - 1
		b.LeftoverBits = values[b.last]&(0x3F>>(2*(left-1))) != 0
	}
	b.endDecode(int(left))
	need := -b.Symbols & 3
	switch {
	case b.stage == inForeign:
	case b.inside:
		b.Padding = PaddingInside
	case left == 1:
		b.Padding = PaddingHopeless
	case b.equals < need:
		b.Padding = PaddingMissing
	case b.equals > need:
		b.Padding = PaddingExcess
	default:
		b.Padding = PaddingOK
	}
}

// read reads text that belongs to no header.
func (b *Base64) read(text []byte) {
	offset := b.at
	b.at += int64(len(text))
	b.Length += int64(len(text))
	if b.stage == inForeign {
		return
	}
	for i := 0; i < len(text); i++ {
		start := i
		i = run64(text, start)
		b.symbols(text[start:i])
		if i == len(text) {
			break
		}
		switch c := text[i]; c {
		case '\r', '\n':
			b.Newlines++
			continue
		case '=':
			b.equals++
			continue
		default:
			if b.BadAt < 0 {
				b.BadAt, b.BadByte = offset+int64(i), c
			}
			if c != '-' && c != '_' {
				b.ForeignAt = offset + int64(i)
				b.stage = inForeign
				i = len(text)
				continue
			}
			b.URLAlphabet = true
			end := i + 1 // where these two come, more of them do: run64 would stop at each
			for end < len(text) && end-i < 64 && (values[text[end]] != 0 || text[end] == 'A') {
				end++
			}
			b.symbols(text[i:end])
			i = end - 1
		}
	}
	b.flush()
}

// symbols takes a run of characters of the two alphabets.
func (b *Base64) symbols(run []byte) {
	if len(run) == 0 {
		return
	}
	if b.equals > 0 {
		b.inside = true
		return
	}
	if b.sink != nil {
		b.decode(run)
	}
	b.Symbols += int64(len(run))
	b.last = run[len(run)-1]
}
