package cases

import "encoding/binary"

// heif writes the boxes that tell the size of a heic or avif picture, and no picture: one item with its size (ispe) and
// the depth of its channels (pixi). ISO/IEC 23008-12, https://aomediacodec.github.io/av1-avif/
func (p picture) heif() []byte {
	brands, item := "heic\x00\x00\x00\x00mif1heic", "hvc1"
	if p.format.name == "avif" {
		brands, item = "avif\x00\x00\x00\x00mif1avif", "av01"
	}
	channels := []byte{3, 8, 8, 8}
	if p.gray {
		channels = []byte{1, 8}
	}
	size := binary.BigEndian.AppendUint32(nil, uint32(p.width))
	size = binary.BigEndian.AppendUint32(size, uint32(p.height))
	const plain = "\x00\x00\x00\x00" // version 0, no flags
	properties := box("ispe", plain, string(size)) + box("pixi", plain, string(channels))
	return []byte(box("ftyp", brands) + box("meta", plain,
		box("hdlr", plain, "\x00\x00\x00\x00pict", "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00", "\x00"),
		box("pitm", plain, "\x00\x01"),
		box("iinf", plain, "\x00\x01", box("infe", "\x02\x00\x00\x00", "\x00\x01\x00\x00", item, "\x00")),
		box("iprp", box("ipco", properties), box("ipma", plain, "\x00\x00\x00\x01\x00\x01\x02\x01\x02"))))
}

func box(name string, parts ...string) string {
	length := 8
	for _, part := range parts {
		length += len(part)
	}
	out := string(binary.BigEndian.AppendUint32(nil, uint32(length))) + name
	for _, part := range parts {
		out += part
	}
	return out
}
