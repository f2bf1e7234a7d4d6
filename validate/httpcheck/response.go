package httpcheck

import (
	"io"
	"net/http"
	"strconv"
	"strings"

	"github.com/willpass/willpass/validate"
)

// Header marks a response that willpass made: "predicted; sure", "predicted; several answers" or "predicted; likely". It also
// says "status not documented" when the provider's HTTP status is not known and 400 stands for it, and "comes with the task"
// when the provider would accept the request and tell the error when the task is asked for.
const Header = "Willpass"

// Response is the most likely answer of a verdict as a response to r: the provider's status, headers and body. <name> in the
// body stands for what only the server knows. r may be nil. A verdict without answers gives 200 without a body.
func Response(r *http.Request, v validate.Verdict) *http.Response {
	out := &http.Response{Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: http.Header{}, Body: http.NoBody, Request: r, StatusCode: http.StatusOK}
	if len(v.Answers) > 0 {
		a := &v.Answers[0]
		write(out.Header, a, mark(v))
		out.StatusCode = status(a)
		out.ContentLength = int64(len(a.Body))
		if a.Body != "" {
			out.Body = io.NopCloser(strings.NewReader(a.Body))
		}
	}
	out.Status = strconv.Itoa(out.StatusCode) + " " + http.StatusText(out.StatusCode)
	return out
}

// status is that of an answer. Where the provider's is not known a number must stand for it.
func status(a *validate.Answer) int {
	switch {
	case a.Status != 0:
		return a.Status
	case a.Accepted:
		return http.StatusOK
	}
	return http.StatusBadRequest
}

func write(h http.Header, a *validate.Answer, mark string) {
	for _, line := range a.Headers {
		h.Add(line.Name, line.Value)
	}
	switch {
	case a.ContentType != "":
		h.Set("Content-Type", a.ContentType)
	case strings.HasPrefix(a.Body, "{"):
		h.Set("Content-Type", "application/json")
	}
	h.Set("Content-Length", strconv.Itoa(len(a.Body)))
	h.Set(Header, mark)
}

// mark is the value of [Header].
func mark(v validate.Verdict) string {
	words := "predicted; sure"
	switch a := &v.Answers[0]; {
	case v.Outcome == validate.Uncertain:
		words = "predicted; likely"
	case !v.Sure():
		words = "predicted; several answers"
	case a.When == "task":
		words += "; comes with the task"
	}
	if v.Answers[0].Status == 0 {
		words += "; status not documented"
	}
	return words
}
