package probe

// codecs gives one name to the tags that containers have for a codec: four characters in MP4 (https://mp4ra.org) and AVI,
// longer names in Matroska (https://www.matroska.org/technical/codec_specs.html).
var codecs = [...]struct{ tag, name string }{
	{"avc1", "h264"}, {"avc2", "h264"}, {"avc3", "h264"}, {"avc4", "h264"}, {"AVC1", "h264"}, {"H264", "h264"}, {"h264", "h264"},
	{"X264", "h264"}, {"x264", "h264"}, {"V_MPEG4/ISO/AVC", "h264"},
	{"hvc1", "hevc"}, {"hev1", "hevc"}, {"dvh1", "hevc"}, {"dvhe", "hevc"}, {"HEVC", "hevc"}, {"hevc", "hevc"}, {"H265", "hevc"},
	{"h265", "hevc"}, {"V_MPEGH/ISO/HEVC", "hevc"},
	{"vvc1", "vvc"}, {"vvi1", "vvc"},
	{"av01", "av1"}, {"AV01", "av1"}, {"V_AV1", "av1"},
	{"vp08", "vp8"}, {"VP80", "vp8"}, {"V_VP8", "vp8"},
	{"vp09", "vp9"}, {"VP90", "vp9"}, {"V_VP9", "vp9"},
	{"mp4v", "mpeg4"}, {"MP4V", "mpeg4"}, {"FMP4", "mpeg4"}, {"XVID", "mpeg4"}, {"xvid", "mpeg4"}, {"DIVX", "mpeg4"},
	{"divx", "mpeg4"}, {"DX50", "mpeg4"}, {"V_MPEG4/ISO/ASP", "mpeg4"}, {"V_MPEG4/ISO/SP", "mpeg4"},
	{"DIV3", "msmpeg4"}, {"div3", "msmpeg4"}, {"MP42", "msmpeg4"}, {"MP43", "msmpeg4"},
	{"V_MPEG2", "mpeg2"}, {"V_THEORA", "theora"}, {"cvid", "cinepak"},
	{"s263", "h263"}, {"h263", "h263"}, {"H263", "h263"},
	{"apch", "prores"}, {"apcn", "prores"}, {"apcs", "prores"}, {"apco", "prores"}, {"ap4h", "prores"}, {"ap4x", "prores"},
	{"jpeg", "mjpeg"}, {"mjpa", "mjpeg"}, {"mjpb", "mjpeg"}, {"MJPG", "mjpeg"}, {"mjpg", "mjpeg"}, {"V_MJPEG", "mjpeg"},
	{"mp4a", "aac"}, {"A_AAC", "aac"}, {"alac", "alac"}, {"Opus", "opus"}, {"A_OPUS", "opus"}, {"A_VORBIS", "vorbis"},
	{"fLaC", "flac"}, {"A_FLAC", "flac"}, {".mp3", "mp3"}, {"A_MPEG/L3", "mp3"}, {"ac-3", "ac3"}, {"A_AC3", "ac3"},
	{"ec-3", "eac3"}, {"A_EAC3", "eac3"}, {"samr", "amr"}, {"sawb", "amr"},
	{"sowt", "pcm"}, {"twos", "pcm"}, {"lpcm", "pcm"}, {"in24", "pcm"}, {"raw ", "pcm"},
}

// codec is the name of the codec with that tag; "" when not known.
//
//go:noinline
func codec(tag []byte) string {
	for i := range codecs {
		if codecs[i].tag == string(tag) {
			return codecs[i].name
		}
	}
	return ""
}
