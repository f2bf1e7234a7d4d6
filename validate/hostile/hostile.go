// Package hostile makes requests and files that are meant to do harm: to keep a reader busy, to fill its memory, to make it
// believe a number, or to be read as two things at once. Tests judge them natively and in the WebAssembly module.
package hostile

import (
	"iter"
	"strconv"
	"strings"

	"github.com/willpass/willpass/validate"
)

// Request is a request whose body can be made of any length.
type Request struct {
	Name string
	Head validate.Request // without its body
	Full int              // how many times the parts that repeat come at full size, such as 10 million keys; 0 = none repeats
	Want string           // outcome and code of the first answer, at full size
	body []part
}

// part is a piece of a body: a text once, or as often as the caller asks. "{i}" in one that repeats is its number, from 0.
type part struct {
	text    string
	repeats bool
}

func once(text string) part { return part{text, false} }

func many(text string) part { return part{text, true} }

// pieceSize is about how many bytes of a body come at once.
const pieceSize = 64 << 10

// Pieces is the body with its repeating parts n times, in pieces of about 64 kB, each valid until the next.
func (r *Request) Pieces(n int) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		piece := make([]byte, 0, 2*pieceSize)
		for _, p := range r.body {
			times := 1
			if p.repeats {
				times = n
			}
			before, after, numbered := strings.Cut(p.text, "{i}")
			for i := range times {
				piece = append(piece, before...)
				if numbered && p.repeats {
					piece = append(strconv.AppendInt(piece, int64(i), 10), after...)
				}
				if len(piece) >= pieceSize {
					if !yield(piece) {
						return
					}
					piece = piece[:0]
				}
			}
		}
		if len(piece) > 0 {
			yield(piece)
		}
	}
}

// Body is the body with its repeating parts n times.
func (r *Request) Body(n int) []byte {
	var body []byte
	for piece := range r.Pieces(n) {
		body = append(body, piece...)
	}
	return body
}

// Requests is all requests, those of one kind together.
func Requests() []Request {
	var all []Request
	for _, some := range [][]Request{jsonRequests(), formRequests(), base64Requests(), headRequests()} {
		all = append(all, some...)
	}
	return all
}

func post(url string, headers ...string) validate.Request {
	r := validate.Request{Method: "POST", URL: url}
	for i := 0; i < len(headers); i += 2 {
		r.Headers = append(r.Headers, validate.Header{Name: headers[i], Value: headers[i+1]})
	}
	return r
}

// The endpoints that are attacked: one with an array of URLs or base64, one with an array of objects, one whose image is a URL
// or base64 by its start, and one with a form.
func video() validate.Request {
	return post("https://api.vidu.com/ent/v2/img2video", "Authorization", "Token k", "Content-Type", "application/json")
}

func bulk() validate.Request {
	return post("https://api.omnious.com/tagger/v2.12/bulk", "x-api-key", "k", "Content-Type", "application/json")
}

func ocr() validate.Request {
	return post("https://ocrhcp.market.alicloudapi.com/api/predict/ocr_train_ticket", "Authorization", "APPCODE 0123456789abcdef0123456789abcdef",
		"Content-Type", "application/json; charset=UTF-8")
}

func cutout(contentType string) validate.Request {
	return post("https://www.ailabapi.com/api/cutout/general/universal-background-removal", "ailabapi-api-key", "k", "Content-Type", contentType)
}

// Summary is a verdict in the words of [Request.Want].
func Summary(v *validate.Verdict) string {
	switch {
	case len(v.Answers) == 0:
		return "no endpoint"
	case v.Answers[0].Accepted:
		return v.Outcome.String()
	}
	return v.Outcome.String() + " " + v.Answers[0].Error
}
