package body

// HeaderText is the data URL header as sent, comma included; empty when there is none.
func (b *Base64) HeaderText() []byte {
	if !b.Header {
		return nil
	}
	return b.header[:b.headerLen]
}

// MediaType is the media type of the header in lower case, without parameters; empty when there is none.
func (b *Base64) MediaType() []byte { return b.mediaType[:b.mediaLen] }

const dataScheme, base64Word = "data:", ";base64"

// mayGoOn keeps c if the text so far may be the start of a header. If not, it reads what was kept as text, without c.
func (b *Base64) mayGoOn(c byte) bool {
	n := b.headerLen
	if n == MaxHeaderText || n < len(dataScheme) && lower(c) != dataScheme[n] {
		b.noHeader()
		return false
	}
	b.header[n] = c
	b.headerLen++
	if c == ',' {
		b.endHeader()
	}
	return true
}

func (b *Base64) noHeader() {
	b.stage = inSymbols
	b.at -= int64(b.headerLen)
	b.read(b.header[:b.headerLen])
}

func (b *Base64) endHeader() {
	b.stage = inSymbols
	b.Header = true
	h := b.header[len(dataScheme) : b.headerLen-1]
	for i, c := range h {
		if c == ';' {
			break
		}
		b.mediaType[i] = lower(c)
		b.mediaLen++
	}
	b.HeaderBase64 = len(h) >= len(base64Word) && equalFold(h[len(h)-len(base64Word):], base64Word)
}

func lower(c byte) byte {
	if c-'A' < 26 {
		return c + 'a' - 'A'
	}
	return c
}

// equalFold compares ASCII in any case with a word in lower case.
func equalFold(b []byte, word string) bool {
	if len(b) != len(word) {
		return false
	}
	for i, c := range b {
		if lower(c) != word[i] {
			return false
		}
	}
	return true
}
