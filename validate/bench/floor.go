package main

import (
	"bytes"
	"encoding/base64"
)

// symbolTable is the table of one validity pass: 0 for the standard base64 alphabet, 1 for all else.
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

// rare is a byte that no text of the inputs holds, and that noise leaves out.
const rare = 0x7F

// scan is one pass of bytes.IndexByte over all bytes.
func scan(data []byte) {
	for i := 0; i >= 0; data = data[i+1:] {
		if i = bytes.IndexByte(data, rare); i < 0 {
			return
		}
	}
}

// validity is one table-driven pass that asks of each byte whether it is a base64 symbol. It goes on after one that is not, as the
// bytes around the image are few.
func validity(table *[256]byte, data []byte) byte {
	bad := byte(0)
	for _, c := range data {
		bad |= table[c]
	}
	return bad
}
