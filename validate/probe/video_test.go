package probe

import (
	"strconv"
	"strings"
)

func element(id string, parts ...string) string {
	body := strings.Join(parts, "")
	return id + "\x10" + b32(uint32(len(body)))[1:] + body
}

var (
	mkvDoc    = element("\x1a\x45\xdf\xa3", element("\x42\x82", "webm"))
	mkvTimes  = element("\x15\x49\xa9\x66", element("\x2a\xd7\xb1", "\x0f\x42\x40"), element("\x44\x89", be64float(2500.4)))
	mkvVideos = element("\x16\x54\xae\x6b",
		element("\xae", element("\x83", "\x02"), element("\x86", "A_OPUS")),
		element("\xae", element("\x83", "\x01"), element("\x86", "V_VP9"), element("\x23\xe3\x83", b32(40_000_000)), element("\xe0", element("\xb0", "\x07\x80"), element("\xba", "\x04\x38"))))
)

var aviHead = riffChunk("LIST", "hdrl"+riffChunk("avih", l32(40000, 0, 0, 0, 50, 0, 1, 0, 640, 480, 0, 0, 0, 0))+
	riffChunk("LIST", "strl"+riffChunk("strh", "vidsH264"+l32(0, 0, 0, 1001, 30000, 0, 60, 0, 0, 0)+l16(0, 0, 0, 0))+riffChunk("strf", l32(40, 640, 480)+l16(1, 24)+"H264"+l32(0, 0, 0, 0, 0))))

// tsPacketOf fills a packet of 188 bytes; a clock goes into its adaptation field.
func tsPacketOf(id uint16, starts bool, clock int64, body string) string {
	id |= map[bool]uint16{true: 0x4000}[starts]
	if clock < 0 {
		return ("\x47" + b16(id) + "\x10" + body + strings.Repeat("\xff", 188))[:188]
	}
	field := "\x07\x10" + b32(uint32(clock>>1)) + "\x00\x00"
	return ("\x47" + b16(id) + "\x30" + field + body + strings.Repeat("\xff", 188))[:188]
}

var (
	tsPAT   = tsPacketOf(0, true, -1, "\x00\x00\xb0\x0d\x00\x01\xc1\x00\x00\x00\x01\xe1\x00crc!")
	tsPMT   = tsPacketOf(0x100, true, -1, "\x00\x02\xb0\x17\x00\x01\xc1\x00\x00\xe1\x01\xf0\x00\x1b\xe1\x01\xf0\x00\x0f\xe1\x02\xf0\x00crc!")
	tsFrame = tsPacketOf(0x101, true, 900, "\x00\x00\x01\xe0\x00\x00\x80\x00\x00"+"\x00\x00\x00\x01\x67"+h264SPS)
	tsLast  = tsPacketOf(0x101, false, 900+180000, "more")
	// 1280x720, 25 frames per second, as x264 writes it.
	h264SPS = "\x64\x00\x1f\xac\xd9\x40\x50\x05\xbb\x01\x10\x00\x00\x03\x00\x10\x00\x00\x03\x03\x20\xf1\x83\x19\x60"
)

var videoCases = []probeCase{
	{name: "webm", file: mkvDoc + element("\x18\x53\x80\x67", mkvTimes, mkvVideos, "\x1f\x43\xb6\x75\x01\xff\xff\xff\xff\xff\xff\xff"), want: "webm 1920x1080 ms 2500 fps 25000 vp9"},
	{name: "webm: tracks first, lengths not known", file: mkvDoc + "\x18\x53\x80\x67\x01\xff\xff\xff\xff\xff\xff\xff" + element("\xec", strings.Repeat("v", 5000)) + mkvVideos + mkvTimes + "\x1f\x43\xb6\x75\xff", want: "webm 1920x1080 ms 2500 fps 25000 vp9"},
	{name: "mkv", file: element("\x1a\x45\xdf\xa3", element("\x42\x82", "matroska")) + element("\x18\x53\x80\x67", mkvVideos, "\x1f\x43\xb6\x75\xff"), want: "mkv 1920x1080 fps 25000 vp9"},
	{name: "avi", file: riff("AVI ", aviHead, riffChunk("LIST", "movi")), want: "avi 640x480 frames 60 ms 2002 fps 29970 h264"},
	{name: "flv", file: "FLV\x01\x05\x00\x00\x00\x09" + b32(0) + "\x12" + b32(uint32(len(flvMeta)))[1:] + strings.Repeat("\x00", 7) + flvMeta + b32(107) + "\x09\x00\x00\x05" + strings.Repeat("\x00", 7) + "\x17more", want: "flv 640x360 ms 2500 fps 25000 h264"},
	{name: "ts", file: tsPAT + tsPMT + tsFrame + strings.Repeat(tsPacketOf(0x1fff, false, -1, ""), 700) + tsLast, want: "ts 1280x720 ms 2000 fps 25000 h264"},
	{name: "m2ts", file: "time" + tsPAT + "time" + tsPMT + "time" + tsFrame + "time" + tsLast, want: "ts 1280x720 ms 2000 fps 25000 h264"},
	{name: "wmv", file: asfHeader + l64(1000) + l32(1) + "\x01\x02" + asfStream + l64(130) + asfVideo + strings.Repeat("\x00", 38) + l32(640, 480) + strings.Repeat("\x00", 60), want: "wmv 640x480 wmv"},
	{name: "pdf: a trailer", file: "%PDF-1.4\n1 0 obj<</Type /Pages /Kids [] /Count 12>>endobj\n2 0 obj<</Type/Outlines/Count 99>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF", want: "pdf frames 12"},
	{name: "pdf: encrypted", file: "%PDF-1.4\ntrailer<</Root 1 0 R/Encrypt 9 0 R/ID[]>>\n%%EOF", want: "pdf encrypted"},
	{name: "pdf: encrypted far from its beginning", file: "%PDF-1.4\n" + strings.Repeat("stream\n", 30000) + "3 0 obj<</Type/Page >>endobj 4 0 obj<</Type/XRef/Encrypt<</V 4>>>>\n%%EOF", want: "pdf encrypted", deep: "pdf frames 1 encrypted"},
	{name: "pdf: linearized", file: "%PDF-1.5\n9 0 obj\n<</Linearized 1/L 99/O 5/E 7/N 34/T 9>>\nendobj\n" + strings.Repeat("stream\n", 30000) + "%%EOF", want: "pdf frames 34"},
	{name: "pdf: cut", file: "%PDF-1.5\n9 0 obj <</Type/Page>>", want: "pdf frames 1 cut"},
}

var flvMeta = "\x02\x00\x0aonMetaData\x08" + b32(4) + "\x00\x08duration\x00" + be64float(2.5) + "\x00\x05width\x00" + be64float(640) + "\x00\x06height\x00" + be64float(360) + "\x00\x09framerate\x00" + be64float(25)

// ue is an Exp-Golomb number in binary.
func ue(n int) string {
	s := strconv.FormatInt(int64(n+1), 2)
	return strings.Repeat("0", len(s)-1) + s
}

// msb packs binary digits, the most significant first, and escapes what would be a start code.
func msb(digits ...string) string {
	s := strings.Join(digits, "")
	s += strings.Repeat("0", 7-(len(s)+7)%8)
	var b []byte
	for ; s != ""; s = s[8:] {
		v, _ := strconv.ParseUint(s[:8], 2, 8)
		if n := len(b); n >= 2 && b[n-1] == 0 && b[n-2] == 0 && v <= 3 {
			b = append(b, 3)
		}
		b = append(b, byte(v))
	}
	return string(b) + "\x80"
}

func bits0(n int) string { return strings.Repeat("0", n) }

// hevcSPS has two layers of which the lower is described, 1920x1080 cut out of 1920x1088.
var hevcSPS = "\x42\x01" + msb("0000", "001", "1", bits0(96), "11", bits0(14), bits0(88), bits0(8), ue(0), ue(1), ue(1920), ue(1088), "1", ue(0), ue(0), ue(0), ue(4), "1")

// highSPS is H.264 of the high profile with a scaling list, interlaced, 1920x1080 cut out of 1920x1088.
var highSPS = "\x67" + msb("01100100", bits0(16), ue(0), ue(1), ue(0), ue(0), "0", "1", "1", ue(0)+ue(15)+strings.Repeat(ue(0), 14), "0000000",
	ue(0), ue(0), ue(0), ue(1), "0", ue(119), ue(33), "0", "1", "1", "1", ue(0), ue(0), ue(0), ue(2), "0")

// tsFile carries one access unit of a stream of that kind.
func tsFile(kind, unit string) string {
	pmt := tsPacketOf(0x100, true, -1, "\x00\x02\xb0\x12\x00\x01\xc1\x00\x00\xe1\x01\xf0\x00"+kind+"\xe1\x01\xf0\x00crc!")
	return tsPAT + pmt + tsPacketOf(0x101, true, 900, "\x00\x00\x01\xe0\x00\x00\x80\x00\x00"+unit) + tsLast
}

var streamCases = []probeCase{
	{name: "ts: hevc", file: tsFile("\x24", "\x00\x00\x00\x01"+hevcSPS), want: "ts 1920x1080 ms 2000 hevc"},
	{name: "ts: h264 with a scaling list, interlaced", file: tsFile("\x1b", "\x00\x00\x00\x01"+highSPS), want: "ts 1920x1080 ms 2000 h264"},
	{name: "ts: mpeg2", file: tsFile("\x02", "\x00\x00\x01\xb3\x2d\x02\x40\x33"), want: "ts 720x576 ms 2000 fps 25000 mpeg2"},
	{name: "ts: sound only", file: tsFile("\x0f", ""), want: "ts ms 2000 aac"},
}
