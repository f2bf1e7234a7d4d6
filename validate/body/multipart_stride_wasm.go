package body

// stride does nothing: where size counts, one byte at a time will do.
func (l *leaper) stride(_ []byte, end, _ int) int { return end }
