package pack

import "strings"

// writer is what the coders of one [Write] share.
type writer struct {
	texts, values table
}

// table numbers what comes, in the order in which it comes.
type table struct {
	numbers map[string]uint64
	list    []string
}

func (t *table) number(text string) uint64 {
	n, known := t.numbers[text]
	if !known {
		n = uint64(len(t.list))
		t.numbers[text] = n
		t.list = append(t.list, text)
	}
	return n
}

// Write packs what of says, made from what the words from name, such as "vidu". A text with a NUL is a mistake of the program.
func Write(from string, of func(c *Coder)) []byte {
	w := &writer{table{numbers: map[string]uint64{}}, table{numbers: map[string]uint64{}}}
	c := &Coder{write: w}
	of(c)
	var texts []byte
	for _, text := range w.texts.list {
		if strings.Contains(text, "\x00") {
			panic("pack: a text with a NUL")
		}
		texts = append(append(texts, text...), 0)
	}
	body := append(appendUint(nil, uint64(len(texts))), texts...)
	body = appendUint(body, uint64(len(w.values.list)))
	for _, value := range w.values.list {
		body = append(appendUint(body, uint64(len(value))), value...)
	}
	body = append(body, c.out...)
	out := append([]byte(magic+from+"\n"), sum(string(body))...)
	return append(out, body...)
}
