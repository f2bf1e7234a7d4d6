// Package probe reads what the header of an image, video, audio or PDF file says, from as few bytes as the format allows.
//
// A [Probe] is a machine that only moves forward: it asks for a span of the file ([Probe.Want]), is given those bytes
// ([Probe.Feed]), and ends with a [Media]. The same machine therefore serves a byte slice, an io.ReaderAt, a network
// stream, base64 text inside a JSON string, and a browser File read slice by slice. It decodes no pixels, allocates
// nothing in proportion to a number found in the input, and every step consumes input or ends.
package probe

// Media is what a header says. Zero means "not known" in every field unless its comment says otherwise.
type Media struct {
	Format Format
	Fault  Fault  // why reading ended early; None when the header was read
	Where  int64  // offset in bytes at which Fault was found
	Reason string // what was wrong there, in words of the format; "" without Fault

	Width, Height               int64 // pixels as stored
	DisplayWidth, DisplayHeight int64 // pixels as shown: after EXIF orientation, or crop and rotation of HEIF
	Orientation                 uint8 // EXIF orientation 1 to 8; 0 when the file states none
	Frames                      int64 // pictures or pages
	Channels                    uint8 // stored colour channels, alpha included
	BitDepth                    uint8 // bits per channel; of a palette image, bits per index
	Palette                     Tri   // colours come from a table
	Alpha                       Tri
	Progressive                 Tri   // progressive JPEG or interlaced PNG/GIF
	Encrypted                   Tri   // PDF that asks for a password
	Duration                    int64 // milliseconds, of video and audio
	FrameRate                   int64 // frames per 1000 seconds, of video
	Codec                       string
	Bytes                       int64 // length of the whole file; -1 when not known
	Trailing                    int64 // bytes after the end of the picture; -1 when not known
}

// Fault says why a header could not be read.
type Fault uint8

const (
	None         Fault = iota
	Unrecognized       // no known format starts like this
	Truncated          // the file ends before the header does: more bytes could help
	Malformed          // no further byte could help
)

func (f Fault) String() string { return [...]string{"", "unrecognized", "truncated", "malformed"}[f] }

// Tri is a yes/no answer that a header may leave open.
type Tri uint8

const (
	Unknown Tri = iota
	No
	Yes
)
