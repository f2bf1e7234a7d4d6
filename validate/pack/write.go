package pack

// Write packs what of says, made from what the words from name, such as "rules/vidu".
func Write(from string, of func(c *Coder)) []byte {
	var texts []byte
	numbers := map[string]uint64{}
	c := &Coder{number: func(text string) uint64 {
		n, known := numbers[text]
		if !known {
			n = uint64(len(numbers))
			numbers[text] = n
			texts = append(appendUint(texts, uint64(len(text))), text...)
		}
		return n
	}}
	of(c)
	body := append(appendUint(nil, uint64(len(numbers))), texts...)
	body = append(body, c.out...)
	out := append([]byte(magic+from+"\n"), sum(string(body))...)
	return append(out, body...)
}

// Inner is what of says as bytes of their own, with texts numbered as in c.
func (c *Coder) Inner(of func(c *Coder)) string {
	inner := &Coder{number: c.number}
	of(inner)
	return string(inner.out)
}
