package probe

import "strings"

func box(kind string, parts ...string) string {
	body := strings.Join(parts, "")
	return b32(uint32(len(body)+8)) + kind + body
}

func fullBox(kind string, version uint32, parts ...string) string {
	return box(kind, b32(version<<24)+strings.Join(parts, ""))
}

func ftyp(major string, others ...string) string {
	return box("ftyp", major, b32(0), strings.Join(others, ""))
}

func pitm(id uint16) string              { return fullBox("pitm", 0, b16(id)) }
func infe(id uint16, kind string) string { return fullBox("infe", 2, b16(id, 0), kind, "name\x00") }
func iinf(entries ...string) string {
	return fullBox("iinf", 0, b16(uint16(len(entries))), strings.Join(entries, ""))
}
func ispe(w, h uint32) string            { return fullBox("ispe", 0, b32(w, h)) }
func irot(turns byte) string             { return box("irot", string([]byte{turns})) }
func clap(w, h uint32) string            { return box("clap", b32(w, 1, h, 1, 0, 1, 0, 1)) }
func iprp(ipco, ipma string) string      { return box("iprp", box("ipco", ipco), ipma) }
func links(id uint16, at ...byte) string { return b16(id) + string([]byte{byte(len(at))}) + string(at) }
func ipma(entries ...string) string {
	return fullBox("ipma", 0, b32(uint32(len(entries))), strings.Join(entries, ""))
}

var (
	hdlr    = fullBox("hdlr", 0, b32(0), "pict", strings.Repeat("\x00", 13))
	av1C    = box("av1C", "\x81\x00\x4c\x00") // 10 bits
	hvcC    = box("hvcC", strings.Repeat("\x00", 16)+"\x01\x00"+"more")
	pixi    = fullBox("pixi", 0, "\x03\x08\x08\x08")
	auxC    = fullBox("auxC", 0, "urn:mpeg:mpegB:cicp:systems:auxiliary:alpha\x00")
	avif    = ftyp("avif", "mif1", "miaf")
	heic    = ftyp("heic", "mif1")
	oneAV01 = iinf(infe(1, "av01"))
)

// iloc places one item per pair of offset and length.
func iloc(at ...uint32) string {
	s := "\x44\x00" + b16(uint16(len(at)/2))
	for i := 0; i < len(at); i += 2 {
		s += b16(uint16(i/2+1), 0, 1) + b32(at[i], at[i+1])
	}
	return fullBox("iloc", 0, s)
}

func meta(parts ...string) string { return fullBox("meta", 0, hdlr, strings.Join(parts, "")) }

// heifExifFile has its EXIF item, number 2, right behind meta; iloc comes before or behind iinf.
func heifExifFile(placesFirst bool) string {
	items := iinf(infe(1, "hvc1"), infe(2, "Exif"))
	item := b32(6) + "Exif\x00\x00" + exif("MM", 6, "")
	file := func(at uint32) string {
		places := iloc(5000, 10, at, uint32(len(item)))
		parts := items + places
		if placesFirst {
			parts = places + items
		}
		return heic + meta(pitm(1), parts, iprp(ispe(40, 30)+irot(1)+hvcC, ipma(links(1, 1, 2, 3))))
	}
	return file(uint32(len(file(0))+8)) + b32(uint32(len(item)+8)) + "mdat" + item
}

var heifCases = []probeCase{
	{name: "avif: one item", file: avif + meta(pitm(1), oneAV01, iprp(ispe(40, 30)+av1C, ipma(links(1, 1, 0x82)))) + box("mdat", "data"), want: "avif 40x30 frames 1 channels 3 depth 10 av1"},
	{name: "avif: cropped, then turned", file: avif + meta(pitm(1), oneAV01, iprp(ispe(40, 30)+clap(20, 10)+irot(3)+pixi, ipma(links(1, 1, 2, 3, 4)))), want: "avif 40x30 shown 10x20 frames 1 channels 3 depth 8 av1"},
	{name: "avif: turned, then cropped", file: avif + meta(pitm(1), oneAV01, iprp(ispe(40, 30)+clap(20, 10)+irot(3), ipma(links(1, 1, 3, 2)))), want: "avif 40x30 shown 20x10 frames 1 av1"},
	{name: "avif: turned before its size", file: avif + meta(pitm(1), oneAV01, iprp(irot(1)+ispe(40, 30), ipma(links(1, 1, 2)))), want: "avif 40x30 shown 30x40 frames 1 av1"},
	{name: "avif: mif1 as major brand", file: ftyp("mif1", "miaf") + meta(pitm(1), oneAV01, iprp(ispe(40, 30), ipma(links(1, 1)))), want: "avif 40x30 frames 1 av1"},
	{name: "heic: mif1 as major brand", file: ftyp("mif1", "heic") + meta(pitm(1), iinf(infe(1, "hvc1")), iprp(ispe(40, 30)+hvcC, ipma(links(1, 1, 2)))), want: "heic 40x30 frames 1 channels 3 depth 8 hevc"},
	{name: "heic: a grid among its tiles, thumbnail and alpha", file: heic + meta(pitm(49), iinf(infe(1, "hvc1"), infe(49, "grid"), infe(50, "hvc1")),
		iprp(hvcC+ispe(512, 512)+ispe(4032, 3024)+irot(3)+ispe(320, 240)+auxC, ipma(links(1, 2, 0x81), links(49, 3, 4), links(50, 5, 0x81)))), want: "heic 4032x3024 shown 3024x4032 frames 1 channels 4 depth 8 alpha hevc"},
	{name: "heic: iden has the size of its source", file: heic + meta(pitm(2), iinf(infe(1, "hvc1"), infe(2, "iden")), fullBox("iref", 0, box("dimg", b16(2, 1, 1))),
		iprp(ispe(40, 30)+irot(1), ipma(links(1, 1), links(2, 2)))), want: "heic 40x30 shown 30x40 frames 1 hevc"},
	{name: "heic: EXIF, places first", file: heifExifFile(true), want: "heic 40x30 shown 30x40 orientation 6 frames 1 channels 3 depth 8 hevc"},
	{name: "heic: EXIF, items first", file: heifExifFile(false), want: "heic 40x30 shown 30x40 orientation 6 frames 1 channels 3 depth 8 hevc"},
	{name: "heic: wide numbers and a 64-bit box", file: heic + b32(1) + "meta" + b32(0, uint32(16+len(meta(pitm(1)))-8+len(wideProperties))) + b32(0) + hdlr + pitm(1) + wideProperties,
		want: "heic 70000x30 frames 1"},
	{name: "heic: a box that reaches to the end of the file", file: heic + b32(0) + "meta" + b32(0) + hdlr + pitm(1) + wideProperties, want: "heic 70000x30 frames 1"},
	{name: "avif: no properties", file: avif + meta(pitm(1), oneAV01) + box("mdat"), want: "avif malformed at 97: the primary item has no size"},
	{name: "avif: a box of seven bytes", file: avif + b32(7) + "meta", want: "avif malformed at 24: a box is shorter than its header"},
	{name: "avif: sequence", file: ftyp("avis", "msf1") + meta(pitm(1), oneAV01, iprp(ispe(40, 30), ipma(links(1, 1)))) + moov, want: "avif 40x30 av1", deep: "avif 40x30 frames 50 av1"},
	{name: "heic: sequence without a picture", file: ftyp("hevc", "msf1") + moov, want: "heic 1920x1080 shown 1080x1920 frames 50 ms 2000 fps 25000 h264"},
}

var wideProperties = iprp(ispe(70000, 30), box("ipma", b32(1<<24|1), b32(1), b32(1), "\x01", b16(0x8001)))

var (
	tkhd = fullBox("tkhd", 0, strings.Repeat("\x00", 36), b32(0, 1<<16, 0, 0xffff0000, 0, 0, 0, 0, 1<<30), b32(1920<<16, 1080<<16))
	trak = box("trak", tkhd, box("mdia",
		fullBox("mdhd", 0, b32(0, 0, 12800, 25600), b32(0)),
		fullBox("hdlr", 0, b32(0), "vide", strings.Repeat("\x00", 13)),
		box("minf", box("stbl",
			fullBox("stsd", 0, b32(1), box("avc1", strings.Repeat("\x00", 24), b16(1920, 1080), strings.Repeat("\x00", 50))),
			fullBox("stsz", 0, b32(0, 50))))))
	moov  = box("moov", fullBox("mvhd", 0, b32(0, 0, 1000, 2000), strings.Repeat("\x00", 80)), trak)
	sound = box("trak", box("mdia", fullBox("mdhd", 1, b32(0, 0, 0, 0, 44100, 0, 88200), b32(0)), fullBox("hdlr", 0, b32(0), "soun", strings.Repeat("\x00", 13)),
		box("minf", box("stbl", fullBox("stsd", 0, b32(1), box("mp4a", strings.Repeat("\x00", 28)))))))
)

var movieCases = []probeCase{
	{name: "mp4: turned by a quarter", file: ftyp("isom", "avc1") + moov + box("mdat", "data"), want: "mp4 1920x1080 shown 1080x1920 frames 50 ms 2000 fps 25000 h264"},
	{name: "mp4: moov behind the samples", file: ftyp("mp42") + box("free") + box("mdat", strings.Repeat("s", 9000)) + moov, want: "mp4 1920x1080 shown 1080x1920 frames 50 ms 2000 fps 25000 h264"},
	{name: "mp4: fragments", file: ftyp("iso5") + box("moov", fullBox("mvhd", 0, b32(0, 0, 1000, 0), strings.Repeat("\x00", 80)), box("mvex", fullBox("mehd", 0, b32(3500))), trak), want: "mp4 1920x1080 shown 1080x1920 frames 50 ms 3500 fps 25000 h264"},
	{name: "mp4: a raw photo is no video", file: ftyp("crx ", "isom") + moov, want: " unrecognized at 0: a raw photo of a Canon camera is not read"},
	{name: "mov: brand", file: ftyp("qt  ") + moov, want: "mov 1920x1080 shown 1080x1920 frames 50 ms 2000 fps 25000 h264"},
	{name: "mov: no brand", file: box("wide") + box("mdat", "data") + moov, want: "mov 1920x1080 shown 1080x1920 frames 50 ms 2000 fps 25000 h264"},
	{name: "m4a", file: ftyp("M4A ") + box("moov", fullBox("mvhd", 1, b32(0, 0, 0, 0, 1000, 0, 2000), strings.Repeat("\x00", 80)), sound), want: "m4a ms 2000 aac"},
	{name: "mp4: no moov", file: ftyp("isom") + box("mdat", "data"), want: "mp4 truncated at 28: the file ends before its header"},
	{name: "mp4: no track", file: ftyp("isom") + box("moov", strings.Repeat("\x00\x00\x10\x00mvex", 20)), want: "mp4 malformed at 32: no track holds video or audio"},
}
