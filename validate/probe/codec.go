package probe

// codecID is a codec or a compression. It is a number until a Media is made of it, because storing text takes more room in
// WebAssembly.
type codecID uint8

const (
	codecH264 codecID = iota + 1
	codecHevc
	codecVvc
	codecAv1
	codecVp8
	codecVp9
	codecMpeg4
	codecMsmpeg4
	codecMpeg2
	codecTheora
	codecCinepak
	codecH263
	codecProres
	codecMjpeg
	codecAac
	codecAlac
	codecOpus
	codecVorbis
	codecFlac
	codecMp3
	codecAc3
	codecEac3
	codecAmr
	codecPcm
	codecRle8
	codecRle4
	codecJpeg
	codecPng
	codecCgbi
	codecDng
	codecCcitt
	codecLzw
	codecDeflate
	codecPackbits
	codecVp8l
	codecVp6
	codecWmv
	codecWma
	codecAdpcm
	codecAlaw
	codecMulaw
	codecMp1
	codecMp2
	codecSpeex
	codecIDs // their number
)

var codecNames = [codecIDs]string{
	codecH264:     "h264",
	codecHevc:     "hevc",
	codecVvc:      "vvc",
	codecAv1:      "av1",
	codecVp8:      "vp8",
	codecVp9:      "vp9",
	codecMpeg4:    "mpeg4",
	codecMsmpeg4:  "msmpeg4",
	codecMpeg2:    "mpeg2",
	codecTheora:   "theora",
	codecCinepak:  "cinepak",
	codecH263:     "h263",
	codecProres:   "prores",
	codecMjpeg:    "mjpeg",
	codecAac:      "aac",
	codecAlac:     "alac",
	codecOpus:     "opus",
	codecVorbis:   "vorbis",
	codecFlac:     "flac",
	codecMp3:      "mp3",
	codecAc3:      "ac3",
	codecEac3:     "eac3",
	codecAmr:      "amr",
	codecPcm:      "pcm",
	codecRle8:     "rle8",
	codecRle4:     "rle4",
	codecJpeg:     "jpeg",
	codecPng:      "png",
	codecCgbi:     "cgbi",
	codecDng:      "dng",
	codecCcitt:    "ccitt",
	codecLzw:      "lzw",
	codecDeflate:  "deflate",
	codecPackbits: "packbits",
	codecVp8l:     "vp8l",
	codecVp6:      "vp6",
	codecWmv:      "wmv",
	codecWma:      "wma",
	codecAdpcm:    "adpcm",
	codecAlaw:     "alaw",
	codecMulaw:    "mulaw",
	codecMp1:      "mp1",
	codecMp2:      "mp2",
	codecSpeex:    "speex",
}

// codecs gives one name to the tags that containers have for a codec: four characters in MP4 (https://mp4ra.org) and AVI,
// longer names in Matroska (https://www.matroska.org/technical/codec_specs.html).
var codecs = [...]struct {
	tag string
	id  codecID
}{
	{"avc1", codecH264}, {"avc2", codecH264}, {"avc3", codecH264}, {"avc4", codecH264}, {"AVC1", codecH264}, {"H264", codecH264}, {"h264", codecH264},
	{"X264", codecH264}, {"x264", codecH264}, {"V_MPEG4/ISO/AVC", codecH264},
	{"hvc1", codecHevc}, {"hev1", codecHevc}, {"dvh1", codecHevc}, {"dvhe", codecHevc}, {"HEVC", codecHevc}, {"hevc", codecHevc}, {"H265", codecHevc},
	{"h265", codecHevc}, {"V_MPEGH/ISO/HEVC", codecHevc},
	{"vvc1", codecVvc}, {"vvi1", codecVvc},
	{"av01", codecAv1}, {"AV01", codecAv1}, {"V_AV1", codecAv1},
	{"vp08", codecVp8}, {"VP80", codecVp8}, {"V_VP8", codecVp8},
	{"vp09", codecVp9}, {"VP90", codecVp9}, {"V_VP9", codecVp9},
	{"mp4v", codecMpeg4}, {"MP4V", codecMpeg4}, {"FMP4", codecMpeg4}, {"XVID", codecMpeg4}, {"xvid", codecMpeg4}, {"DIVX", codecMpeg4},
	{"divx", codecMpeg4}, {"DX50", codecMpeg4}, {"V_MPEG4/ISO/ASP", codecMpeg4}, {"V_MPEG4/ISO/SP", codecMpeg4},
	{"DIV3", codecMsmpeg4}, {"div3", codecMsmpeg4}, {"MP42", codecMsmpeg4}, {"MP43", codecMsmpeg4},
	{"V_MPEG2", codecMpeg2}, {"V_THEORA", codecTheora}, {"cvid", codecCinepak},
	{"s263", codecH263}, {"h263", codecH263}, {"H263", codecH263},
	{"apch", codecProres}, {"apcn", codecProres}, {"apcs", codecProres}, {"apco", codecProres}, {"ap4h", codecProres}, {"ap4x", codecProres},
	{"jpeg", codecMjpeg}, {"mjpa", codecMjpeg}, {"mjpb", codecMjpeg}, {"MJPG", codecMjpeg}, {"mjpg", codecMjpeg}, {"V_MJPEG", codecMjpeg},
	{"mp4a", codecAac}, {"A_AAC", codecAac}, {"alac", codecAlac}, {"Opus", codecOpus}, {"A_OPUS", codecOpus}, {"A_VORBIS", codecVorbis},
	{"fLaC", codecFlac}, {"A_FLAC", codecFlac}, {".mp3", codecMp3}, {"A_MPEG/L3", codecMp3}, {"ac-3", codecAc3}, {"A_AC3", codecAc3},
	{"ec-3", codecEac3}, {"A_EAC3", codecEac3}, {"samr", codecAmr}, {"sawb", codecAmr},
	{"sowt", codecPcm}, {"twos", codecPcm}, {"lpcm", codecPcm}, {"in24", codecPcm}, {"raw ", codecPcm},
}

// codec is the codec with that tag; 0 when not known.
//
//go:noinline
func codec(tag []byte) codecID {
	for i := range codecs {
		if codecs[i].tag == string(tag) {
			return codecs[i].id
		}
	}
	return 0
}
