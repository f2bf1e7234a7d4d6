package probe

// flacHeader reads the STREAMINFO block that begins a FLAC file. Format: https://www.rfc-editor.org/rfc/rfc9639.
func (p *Probe) flacHeader(b []byte) {
	m := &p.media
	if b[4]&0x7f != 0 {
		p.malformed("the first block is not STREAMINFO")
		return
	}
	v := be64(b, 18)
	p.codec = codecFlac
	m.Duration = milliseconds(v&(1<<36-1), v>>44)
	p.finish()
}
