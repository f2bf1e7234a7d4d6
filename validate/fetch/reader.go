package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/willpass/willpass/validate/probe"
)

// errGone is the answer of a server that has no such file.
var errGone = errors.New("there is no such file")

const (
	firstSpan = 16 << 10 // bytes asked for first: enough for most headers
	skipOver  = 32 << 10 // a gap that is cheaper to read than to ask anew
)

// reader gives a probe the spans that it wants of a file behind a URL. One answer is open at a time.
type reader struct {
	client   *Client
	ctx      context.Context
	url      *url.URL
	left     int64 // bytes that may still be read
	requests int

	body  io.ReadCloser // of the open answer
	at    int64         // offset of its next byte
	until int64         // offset after its last byte; -1 = not known
	size  int64         // of the file; -1 = not known
	whole bool          // the server sends whole files only
}

// probe reads the header of the file.
func (r *reader) probe() (probe.Media, error) {
	if err := r.open(0, firstSpan); err != nil {
		return probe.Media{}, err
	}
	var p probe.Probe
	p.Reset(r.size)
	var buf [probe.MaxSpan]byte
	for {
		off, n, ok := p.Want()
		if !ok {
			media := p.Media()
			if media.Bytes < 0 {
				media.Bytes = r.size
			}
			return media, nil
		}
		got, err := r.span(buf[:n], off)
		if err != nil {
			return probe.Media{}, err
		}
		p.Feed(buf[:got])
	}
}

// span reads the bytes at off; fewer only at the end of the file.
func (r *reader) span(buf []byte, off int64) (int, error) {
	if err := r.seek(off, int64(len(buf))); err != nil {
		return 0, err
	}
	got := 0
	for got < len(buf) {
		n, err := r.read(buf[got:])
		got += n
		switch {
		case err == nil:
		case err != io.EOF:
			return got, err
		case r.size >= 0 && r.at >= r.size || r.whole || n == 0 && r.until < 0:
			return got, nil
		default: // the end of a span, not of the file
			if err := r.open(r.at, int64(len(buf)-got)); err != nil {
				if errors.Is(err, io.EOF) {
					return got, nil
				}
				return got, err
			}
		}
	}
	return got, nil
}

// seek makes the next byte the one at off.
func (r *reader) seek(off, n int64) error {
	gap := off - r.at
	if gap == 0 {
		return nil
	}
	if gap < 0 || !r.whole && (gap > skipOver || r.until >= 0 && off >= r.until) {
		return r.open(off, n)
	}
	for gap > 0 {
		var pass [4096]byte
		got, err := r.read(pass[:min(gap, int64(len(pass)))])
		gap -= int64(got)
		if err == io.EOF {
			return nil // the file ends before off: the probe is told so by an empty span
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// read reads from the open answer and counts.
func (r *reader) read(p []byte) (int, error) {
	if r.left <= 0 {
		return 0, &Error{Kind: Limited, Reason: fmt.Sprintf("more than %d bytes", r.client.options.Bytes)}
	}
	n, err := r.body.Read(p[:min(int64(len(p)), r.left)])
	r.at += int64(n)
	r.left -= int64(n)
	if err != nil && err != io.EOF && errors.Is(err, io.ErrUnexpectedEOF) {
		return n, &Error{Kind: Failing, Reason: "the connection ended before the file did", Err: err}
	}
	return n, err
}

// open asks for the file from off on, n bytes of it if the server gives spans.
func (r *reader) open(off, n int64) error {
	r.close()
	if r.requests++; r.requests > r.client.options.Requests {
		return &Error{Kind: Limited, Reason: fmt.Sprintf("more than %d requests", r.client.options.Requests)}
	}
	request, err := http.NewRequestWithContext(r.ctx, http.MethodGet, r.url.String(), nil)
	if err != nil {
		return &Error{Kind: Refused, Reason: "it cannot be asked for"}
	}
	request.Header.Set("User-Agent", r.client.options.UserAgent)
	request.Header.Set("Accept-Encoding", "identity")
	request.Header.Set("Range", "bytes="+strconv.FormatInt(off, 10)+"-"+strconv.FormatInt(off+max(n, 4096)-1, 10))
	response, err := r.client.http.Do(request)
	if err != nil {
		return err
	}
	r.body = response.Body
	return r.begin(response, off)
}

// begin looks at what the server sends.
func (r *reader) begin(response *http.Response, off int64) error {
	first := r.requests == 1
	switch code := response.StatusCode; {
	case code == http.StatusNotFound || code == http.StatusGone:
		return errGone
	case code == http.StatusRequestedRangeNotSatisfiable && !first:
		return io.EOF
	case code == http.StatusRequestedRangeNotSatisfiable: // an empty file
		r.close()
		r.body, r.at, r.until, r.size, r.whole = http.NoBody, 0, 0, 0, true
		return nil
	case code == http.StatusOK && off == 0:
		r.at, r.until, r.size, r.whole = 0, response.ContentLength, response.ContentLength, true
	case code == http.StatusPartialContent:
		start, end, size, ok := contentRange(response.Header.Get("Content-Range"))
		if !ok || start != off || !first && size != r.size {
			return &Error{Kind: Failing, Reason: "the server sends another span than was asked for"}
		}
		r.at, r.until, r.size = start, end+1, size
	default:
		return &Error{Kind: Failing, Reason: "the server answers " + response.Status}
	}
	if encoding := response.Header.Get("Content-Encoding"); encoding != "" && !strings.EqualFold(encoding, "identity") {
		return &Error{Kind: Failing, Reason: "the server sends the file encoded"}
	}
	return nil
}

// contentRange reads "bytes 0-99/1234"; the size is -1 when it is "*".
func contentRange(text string) (start, end, size int64, ok bool) {
	span, found := strings.CutPrefix(text, "bytes ")
	span, total, slash := strings.Cut(span, "/")
	from, to, dash := strings.Cut(span, "-")
	if !found || !slash || !dash {
		return 0, 0, 0, false
	}
	start, err1 := strconv.ParseInt(from, 10, 64)
	end, err2 := strconv.ParseInt(to, 10, 64)
	size = -1
	var err3 error
	if total != "*" {
		size, err3 = strconv.ParseInt(total, 10, 64)
	}
	ok = err1 == nil && err2 == nil && err3 == nil && start >= 0 && end >= start && (size < 0 || end < size)
	return start, end, size, ok && (total == "*" || size >= 0)
}

func (r *reader) close() {
	if r.body != nil {
		r.body.Close()
		r.body = nil
	}
}
