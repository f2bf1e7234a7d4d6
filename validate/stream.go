package validate

import (
	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/check"
	"github.com/willpass/willpass/validate/spec"
)

// Check judges a request whose body is at hand.
func (r *Rules) Check(request Request, facts Facts) Verdict {
	s := r.spare.take()
	s.begin(r, &request, &facts)
	s.Write(request.Body)
	v := s.End()
	s.leave(r)
	return v
}

// Begin starts to judge a request whose body flows by: give it to [Stream.Write] and call [Stream.End]. The Body of request is not
// looked at. Memory stays bounded, however long the body is.
func (r *Rules) Begin(request Request, facts Facts) *Stream {
	s := r.spare.take()
	s.begin(r, &request, &facts)
	return s
}

// Reuse gives the memory of a stream to the requests that come. The stream must not be used any more; verdicts that it gave stay as
// they are. It need not be called.
func (r *Rules) Reuse(s *Stream) { s.leave(r) }

// Stream judges one request as its body flows by. It is an io.Writer.
type Stream struct {
	route     route
	collector collector
	judgement judgement
	reader    spec.BodyKind // which of these reads the body
	json      body.JSON
	multipart body.Multipart
	form      body.Form

	sampled *spec.Endpoint // whose sample the route is of; nil when it is of a request
	headers []Header       // memory for [Rules.CheckFiles]
	used    []bool
}

// Begin starts to judge another request, in the memory that s has, so that hardly any is allocated. It overwrites the verdicts that s
// gave before: their slices, not their texts. The zero Stream is ready for it.
func (s *Stream) Begin(r *Rules, request Request, facts Facts) {
	s.judgement.space.rewind()
	s.begin(r, &request, &facts)
}

func (s *Stream) begin(r *Rules, request *Request, facts *Facts) {
	if request.Method == "" {
		request.Method = "GET"
	}
	s.sampled = nil
	r.route(&s.route, request.Method, request.URL)
	s.collector.begin(&s.route, facts)
	if s.route.endpoint != nil {
		s.collector.head(&s.route, request)
		s.open(request)
	}
}

// leave gives the stream back, unless it grew so much that few requests would need it.
func (s *Stream) leave(r *Rules) {
	s.collector.facts, s.judgement.v = Facts{}, Verdict{}
	s.judgement.space.leave()
	if s.collector.texts.kept <= 1<<20 {
		r.spare.give(s)
	}
}

// open chooses the reader of the body.
func (s *Stream) open(request *Request) {
	s.reader = s.route.endpoint.Body
	switch s.reader {
	case spec.JSONBody:
		s.json.ResetStrings(&s.collector, &s.collector)
	case spec.FormBody:
		s.form.Reset(&s.collector)
	case spec.MultipartBody:
		s.openMultipart(request)
	}
}

func (s *Stream) openMultipart(request *Request) {
	boundary, ok := body.Boundary([]byte(request.header("content-type")))
	if !ok {
		s.reader = spec.AnyBody
		s.collector.fault("the Content-Type is no multipart/form-data with a boundary", false)
		return
	}
	s.multipart.Reset(boundary, &s.collector)
}

func (r *Request) header(name string) string {
	for i := range r.Headers {
		if equalFold(r.Headers[i].Name, name) {
			return r.Headers[i].Value
		}
	}
	return ""
}

// Write takes the next bytes of the body. It never fails and never keeps p.
func (s *Stream) Write(p []byte) (int, error) {
	s.collector.record.Length += int64(len(p))
	switch s.reader {
	case spec.JSONBody:
		s.json.Write(p)
	case spec.FormBody:
		s.form.Write(p)
	case spec.MultipartBody:
		s.multipart.Write(p)
	}
	return len(p), nil
}

// WriteClear is [Stream.Write] of bytes of which the first so many start no delimiter of a form, as [body.ClearOf] tells.
func (s *Stream) WriteClear(p []byte, clear int) {
	if s.reader != spec.MultipartBody {
		s.Write(p)
		return
	}
	s.collector.record.Length += int64(len(p))
	s.multipart.WriteClear(p, clear)
}

// End says that the body is complete and returns the verdict.
func (s *Stream) End() Verdict {
	if s.route.endpoint == nil {
		v := Verdict{}
		if s.route.provider != nil {
			v.Provider = s.route.provider.ID
		}
		return v
	}
	var fault body.Fault
	switch s.reader {
	case spec.JSONBody:
		fault = s.json.End()
	case spec.FormBody:
		s.form.End() // an odd escape stays in the value as it is
	case spec.MultipartBody:
		fault = s.multipart.End()
	}
	if fault.Kind != 0 {
		s.fault(fault)
	}
	s.collector.finish()
	return s.judgement.judge(&s.route, &s.collector)
}

//go:noinline
func (s *Stream) fault(fault body.Fault) {
	s.collector.fault(faultWords(fault), freeFault(fault.Kind))
}

// freeFault reports whether a specification lets a reader accept such a body.
func freeFault(k body.FaultKind) bool {
	return k == body.BadUTF8 || k == body.ByteOrderMark || k == body.TooDeep
}

func faultWords(f body.Fault) string {
	words := f.Detail
	if words == "" {
		words = f.Kind.String()
	}
	if f.Line > 0 {
		return words + " at line " + decimal(int64(f.Line)) + ", column " + decimal(int64(f.Col))
	}
	return words + " at byte " + decimal(f.Offset)
}

// fault drops what was read of the body: the provider sees none of it.
func (c *collector) fault(words string, free bool) {
	c.record.Faults = check.BodyFault{Bad: true, Free: free, Words: words}
	for i := range c.record.Places {
		if root := c.record.Places[i].Root; root == check.AtJSON || root == check.AtForm {
			c.record.Values[i] = c.record.Values[i][:0]
		}
	}
}
