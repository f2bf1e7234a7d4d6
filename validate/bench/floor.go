package main

import (
	"bytes"
	"encoding/base64"
)

// isSymbol is the table of one validity pass: 0 for the standard base64 alphabet, 1 for all else.
func symbolTable() *[256]byte {
	var table [256]byte
	for i := range table {
		table[i] = 1
	}
	for _, c := range []byte(base64.StdEncoding.EncodeToString(everySextet())) {
		table[c] = 0
	}
	return &table
}

// everySextet encodes to all 64 symbols.
func everySextet() []byte {
	var b []byte
	for i := 0; i < 64; i += 4 {
		q := i<<18 | (i+1)<<12 | (i+2)<<6 | (i + 3)
		b = append(b, byte(q>>16), byte(q>>8), byte(q))
	}
	return b
}

// scan is one pass of bytes.IndexByte for a byte that does not come.
func scan(data []byte) int { return bytes.IndexByte(data, 0x7F) }

// validity is one table-driven pass that asks of each byte whether it is a base64 symbol. It goes on after one that is not, as the
// bytes around the image are few.
func validity(table *[256]byte, data []byte) byte {
	bad := byte(0)
	for _, c := range data {
		bad |= table[c]
	}
	return bad
}
