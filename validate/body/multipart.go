package body

// MaxParts is how many parts a body may have; one more is [TooManyParts].
const MaxParts = 100_000

// MaxHeader is how many bytes the headers of a part may take, line ends included; one more is [HeaderTooLong].
const MaxHeader = 16 << 10

// PartEvents is told the parts of a form, in order. A part that is cut off by a fault has no EndPart.
type PartEvents interface {
	BeginPart(p *PartHeader)
	Data(b []byte) // a piece of the part, never empty
	EndPart()
}

// PartHeader is what the headers of a part say. It is valid during BeginPart. Of a header that comes twice the first counts.
type PartHeader struct {
	Name        []byte // of the form field, decoded
	FileName    []byte // as sent, with its folders if any, decoded
	FileNameExt []byte // filename* of RFC 5987 as sent, such as UTF-8''a%20b.png. RFC 7578 forbids it
	ContentType []byte // as sent
	Encoding    []byte // Content-Transfer-Encoding as sent. The data is told without decoding it

	HasName        bool
	HasFileName    bool
	HasContentType bool
	HasDisposition bool
	FormData       bool // Content-Disposition: form-data
	BadDisposition bool // it breaks its grammar, or repeats a parameter: what can be read of it counts
	Cut            bool // the name is longer than MaxKey and was cut; never of a multipart body
}

// Multipart reads multipart/form-data. It takes what mime/multipart takes: lines may end in LF alone if the first
// delimiter does ([Multipart.LineFeeds]), and text before the first and after the last delimiter is ignored.
// https://www.rfc-editor.org/rfc/rfc7578 and https://www.rfc-editor.org/rfc/rfc2046#section-5.1
type Multipart struct {
	events PartEvents
	fault  Fault
	base   int64 // offset of the chunk at hand
	parts  int
	bare   bool // lines end in LF alone

	delimiter [4 + maxBoundary]byte // CR LF - - boundary; without the CR when lines end in LF alone
	length    int                   // of delimiter
	leaper    leaper                // for delimiter
	clear     int                   // so many bytes of the chunk at hand start no delimiter

	stage partStage
	match int // bytes of delimiter that the last bytes are
	from  int // bytes of these that did not come: data may start with the delimiter after its line end

	header    [MaxHeader]byte
	headerLen int
	lineLen   int  // of the header line at hand
	lineCR    bool // which is a CR so far

	part PartHeader
}

const maxBoundary = 70

type partStage uint8

const (
	inPreamble    partStage = iota // inside a line before the first delimiter
	inLineStart                    // at the start of such a line, or inside what may be the delimiter
	inDelimiter                    // after the boundary: the line is a delimiter if white space and a line end come
	inFinalDash                    // after one dash
	inFinal                        // after two dashes: the last delimiter
	inDelimiterCR                  //
	inFinalCR                      //
	inHeader
	inData
	inDataEnd  // after the boundary inside data: which is data unless white space, a line end or two dashes come
	inDataDash // after one dash
	inEpilogue
	inBadPart
)

// Reset starts a new body. The boundary is that of the Content-Type, see [Boundary]; unless it has 1 to 70 characters the
// body is a [BadBoundary] from the start.
func (r *Multipart) Reset(boundary []byte, e PartEvents) {
	*r = Multipart{events: e, stage: inLineStart, match: 2, from: 2}
	if !isBoundary(boundary) {
		r.fail(BadBoundary, 0, "want a boundary of 1 to 70 characters")
		return
	}
	copy(r.delimiter[:], "\r\n--")
	r.length = 4 + copy(r.delimiter[4:], boundary)
	r.leaper.prepare(r.delimiter[:r.length])
}

// Fault is what was wrong so far.
func (r *Multipart) Fault() Fault { return r.fault }

// Parts is how many parts began so far.
func (r *Multipart) Parts() int { return r.parts }

// LineFeeds says that lines end in LF alone, which RFC 2046 forbids and many readers refuse.
func (r *Multipart) LineFeeds() bool { return r.bare }

// Write reads the next bytes of the body.
func (r *Multipart) Write(p []byte) {
	for i := 0; i < len(p); {
		switch r.stage {
		case inData:
			i = r.data(p, i)
		case inHeader:
			i = r.headers(p, i)
		case inPreamble:
			if i = indexByte(p, i, '\n'); i < len(p) {
				i++
				r.stage, r.match = inLineStart, 2
			}
		case inLineStart:
			i = r.lineStart(p, i)
		case inDataEnd, inDataDash:
			i = r.dataEnd(p, i)
		case inEpilogue, inBadPart:
			i = len(p)
		default:
			i = r.delimiterEnd(p, i)
		}
	}
	r.base += int64(len(p))
}

// End says that the body is complete and returns what was wrong with it.
func (r *Multipart) End() Fault {
	switch r.stage {
	case inEpilogue, inFinal, inBadPart:
	default:
		if r.base == 0 {
			r.fail(Empty, 0, "want the boundary")
		} else if r.parts == 0 {
			r.fail(Truncated, 0, "want the boundary of the Content-Type")
		} else {
			r.fail(Truncated, 0, "want the last boundary, followed by two dashes")
		}
	}
	r.stage = inBadPart
	return r.fault
}

// fail remembers the fault at index i of the chunk at hand.
func (r *Multipart) fail(kind FaultKind, i int, detail string) {
	r.fault = Fault{Kind: kind, Offset: r.base + int64(i), Detail: detail}
	r.stage = inBadPart
}

// lineStart compares a line before the first delimiter with the boundary.
func (r *Multipart) lineStart(p []byte, i int) int {
	for ; i < len(p); i++ {
		if p[i] != r.delimiter[r.match] {
			r.stage = inPreamble
			return i
		}
		if r.match++; r.match == r.length {
			r.stage = inDelimiter
			return i + 1
		}
	}
	return i
}

// delimiterEnd reads a byte of a line after its boundary.
func (r *Multipart) delimiterEnd(p []byte, i int) int {
	c := p[i]
	blank := c == ' ' || c == '\t'
	cr := c == '\r' && !r.bare
	switch s := r.stage; {
	case s == inDelimiter && c == '-' && r.match == r.length:
		r.stage = inFinalDash
	case s == inFinalDash && c == '-':
		r.stage = inFinal
	case s == inDelimiter && blank:
		r.match = 0 // no dashes any more
	case s == inFinal && blank:
	case s == inDelimiter && cr:
		r.stage = inDelimiterCR
	case s == inFinal && cr:
		r.stage = inFinalCR
	case c == '\n' && (s == inDelimiterCR || s == inDelimiter && (r.bare || r.parts == 0)):
		if s == inDelimiter && !r.bare {
			r.bare = true
			copy(r.delimiter[:], r.delimiter[1:])
			r.length--
			r.leaper.prepare(r.delimiter[:r.length])
		}
		r.beginPart(i)
	case c == '\n' && (s == inFinalCR || s == inFinal && r.bare):
		r.stage = inEpilogue
	case r.parts > 0:
		r.fail(BadDelimiter, i, "want a line end after the boundary")
	default:
		r.stage = inPreamble
		return i
	}
	return i + 1
}

func (r *Multipart) beginPart(i int) {
	if r.parts == MaxParts {
		r.fail(TooManyParts, i, "want at most 100000 parts")
		return
	}
	r.parts++
	r.stage = inHeader
	r.headerLen, r.lineLen, r.lineCR = 0, 0, false
}
