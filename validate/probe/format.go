package probe

// Format names a file format. The zero value means that none was recognized.
type Format uint8

// The formats that are told apart. Those of pictures come first, then PDF, video and audio.
const (
	JPEG Format = iota + 1
	PNG
	GIF
	BMP
	TIFF
	WEBP
	AVIF
	HEIC
	JXL
	JP2
	JLS
	PSD
	ICO
	CUR
	SVG
	PNM
	TGA
	QOI
	DDS
	EXR
	HDR
	EPS
	XCF
	PDF
	MP4
	MOV
	AVI
	WEBM
	MKV
	FLV
	TS
	WAV
	MP3
	M4A
	AAC
	OGG
	WMA
	WMV
	FLAC
	formats // their number
)

var formatNames = [formats]string{
	JPEG: "jpeg", PNG: "png", GIF: "gif", BMP: "bmp", TIFF: "tiff", WEBP: "webp", AVIF: "avif", HEIC: "heic", JXL: "jxl",
	JP2: "jp2", JLS: "jls", PSD: "psd", ICO: "ico", CUR: "cur", SVG: "svg", PNM: "pnm", TGA: "tga", QOI: "qoi",
	DDS: "dds", EXR: "exr", HDR: "hdr", EPS: "eps", XCF: "xcf", PDF: "pdf", MP4: "mp4", MOV: "mov", AVI: "avi", WEBM: "webm", MKV: "mkv",
	FLV: "flv", TS: "ts", WAV: "wav", MP3: "mp3", M4A: "m4a", AAC: "aac", OGG: "ogg", WMA: "wma", WMV: "wmv",
	FLAC: "flac",
}

// String gives the lower-case name used on the wire, such as "jpeg"; "" when not known.
func (f Format) String() string {
	if f >= formats {
		return ""
	}
	return formatNames[f]
}

// ParseFormat is the inverse of String. It also takes "jpg", "tif" and "heif", in lower case.
func ParseFormat(name string) (Format, bool) {
	switch name {
	case "jpg":
		return JPEG, true
	case "tif":
		return TIFF, true
	case "heif":
		return HEIC, true
	}
	for f := JPEG; f < formats; f++ {
		if formatNames[f] == name {
			return f, true
		}
	}
	return 0, false
}
