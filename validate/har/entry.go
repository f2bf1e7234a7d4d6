package har

import (
	"bytes"
	"encoding/base64"
	"io/fs"
	"mime"
	"mime/multipart"
	"net/textproto"
	"net/url"
	"path"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// rawEntry is an entry as recordings have it. Members with an underscore are those that programs add to the format.
type rawEntry struct {
	StartedDateTime string
	Request         struct {
		Method, URL string
		Headers     []Header
		BodySize    int64
		PostData    *rawData
	}
	Response struct {
		Status  int
		Headers []Header
		Content struct {
			MimeType, Text, Encoding string
			Size                     int64
			File                     string `json:"_file"`
		}
	}
}

// rawData is the body of a request.
type rawData struct {
	MimeType, Text, Encoding string
	Params                   []rawParam
	File                     string      `json:"_file"`    // Playwright: a file beside the recording
	Content                  *rawContent `json:"_content"` // HTTP Toolkit: a body that is no text
}

type rawContent struct{ Text, Encoding string }

type rawParam struct{ Name, Value, FileName, ContentType string }

func (raw *rawEntry) entry(files fs.FS) Entry {
	q, a := &raw.Request, &raw.Response
	e := Entry{Method: q.Method, URL: q.URL, Headers: plain(q.Headers), Status: max(a.Status, 0)}
	e.Started, _ = time.Parse(time.RFC3339, raw.StartedDateTime) // a recording without a clock is one still
	e.Body, e.Lost = q.PostData.body(&e, q.BodySize, files)
	e.Answer.Headers = plain(a.Headers)
	c := &a.Content
	switch {
	case c.File != "":
		e.Answer.Body, e.Answer.Lost = attached(files, c.File)
	case c.Text == "" && (c.Size != 0 || length(e.Answer.Headers) > 0):
		e.Answer.Lost = "the recording does not hold the body of the answer"
	default:
		e.Answer.Body, e.Answer.Lost = decoded(c.Text, c.Encoding)
	}
	return e
}

// plain is headers without those of HTTP/2 that say what the URL and method say.
func plain(all []Header) []Header {
	var out []Header
	for _, h := range all {
		if !strings.HasPrefix(h.Name, ":") {
			out = append(out, h)
		}
	}
	return out
}

// body is what was sent, or why that is not known.
func (d *rawData) body(e *Entry, size int64, files fs.FS) (body []byte, lost string) {
	if size <= 0 {
		size = length(e.Headers)
	}
	if d == nil {
		if size > 0 {
			return nil, "the recording does not hold the body"
		}
		return nil, ""
	}
	switch {
	case d.File != "":
		return attached(files, d.File)
	case d.Content != nil:
		return decoded(d.Content.Text, d.Content.Encoding)
	case d.Text != "" && d.Encoding != "":
		return decoded(d.Text, d.Encoding)
	case d.Text != "":
		return asSent(d.Text, size)
	case len(d.Params) > 0:
		return d.form(e)
	case size > 0:
		return nil, "the recording does not hold the body"
	}
	return nil, ""
}

// length is the Content-Length of a message; 0 = not told.
func length(headers []Header) int64 {
	for _, h := range headers {
		if strings.EqualFold(h.Name, "Content-Length") {
			n, err := strconv.ParseInt(h.Value, 10, 64)
			if err == nil {
				return n
			}
		}
	}
	return 0
}

// attached is a file beside the recording; one outside of its folder is not read.
func attached(files fs.FS, name string) ([]byte, string) {
	name = path.Clean(strings.ReplaceAll(name, `\`, "/"))
	if files == nil || !fs.ValidPath(name) {
		return nil, "the recording names a file that is not beside it"
	}
	text, err := fs.ReadFile(files, name)
	if err != nil {
		return nil, "the file " + name + " of the recording cannot be read"
	}
	return text, ""
}

func decoded(text, encoding string) ([]byte, string) {
	switch strings.ToLower(encoding) {
	case "", "utf-8", "utf8":
		return []byte(text), ""
	case "base64":
		out, err := base64.StdEncoding.DecodeString(text)
		if err != nil {
			return nil, "the base64 of the recording is broken"
		}
		return out, ""
	}
	return nil, "the recording has it in an encoding that is not known: " + encoding
}

// asSent is a body that was recorded as text. Programs that take every body for UTF-8 lose the bytes of a picture; others
// write each byte as the character of its number. The length that was sent tells.
func asSent(text string, size int64) ([]byte, string) {
	if int64(len(text)) == size || size <= 0 && !strings.ContainsRune(text, utf8.RuneError) {
		return []byte(text), ""
	}
	wide := func(r rune) bool { return r > 0xFF }
	if int64(utf8.RuneCountInString(text)) == size && !strings.ContainsFunc(text, wide) {
		out := make([]byte, 0, size)
		for _, r := range text {
			out = append(out, byte(r))
		}
		return out, ""
	}
	if strings.ContainsRune(text, utf8.RuneError) {
		return nil, "the recording took the bytes of the body for text and lost some"
	}
	return []byte(text), "" // sizes of programs count headers or compressed bytes: not every difference means something
}

// form is a body that was recorded as its parts. What of a file was not recorded is lost.
func (d *rawData) form(e *Entry) ([]byte, string) {
	media, params, _ := mime.ParseMediaType(d.MimeType)
	if media != "multipart/form-data" {
		values := make([]string, len(d.Params))
		for i, p := range d.Params {
			values[i] = url.QueryEscape(p.Name) + "=" + url.QueryEscape(p.Value)
		}
		return []byte(strings.Join(values, "&")), ""
	}
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	if boundary := params["boundary"]; boundary != "" && w.SetBoundary(boundary) != nil {
		return nil, "the boundary of the form is none"
	}
	for _, p := range d.Params {
		if p.FileName != "" && p.Value == "" {
			return nil, "the recording does not hold the file " + strconv.Quote(p.FileName)
		}
		h := textproto.MIMEHeader{}
		disposition := map[string]string{"name": p.Name}
		if p.FileName != "" {
			disposition["filename"] = p.FileName
		}
		h.Set("Content-Disposition", mime.FormatMediaType("form-data", disposition))
		if p.ContentType != "" {
			h.Set("Content-Type", p.ContentType)
		}
		part, err := w.CreatePart(h)
		if err != nil {
			return nil, err.Error()
		}
		part.Write([]byte(p.Value))
	}
	w.Close()
	if params["boundary"] == "" { // the header of the recording lost it
		e.setHeader("Content-Type", w.FormDataContentType())
	}
	return b.Bytes(), ""
}

func (e *Entry) setHeader(name, value string) {
	for i := range e.Headers {
		if strings.EqualFold(e.Headers[i].Name, name) {
			e.Headers[i].Value = value
			return
		}
	}
	e.Headers = append(e.Headers, Header{name, value})
}
