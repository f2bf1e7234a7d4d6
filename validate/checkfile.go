package validate

import (
	"strings"

	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/check"
	"github.com/willpass/willpass/validate/probe"
	"github.com/willpass/willpass/validate/spec"
)

// File is a file that would be sent, known by its header.
type File struct {
	At    string // the place it would be sent at, such as "form:image"; "" = the next place of the endpoint that takes a file
	Name  string // file name, for providers that look at its extension
	Media probe.Media
}

// CheckFiles judges files against an endpoint before any request exists: everything else is as in the endpoint's sample. A file
// for a place of which the sample has no value is judged by itself, without what would have to be sent with it.
// ok is false when there is no such endpoint, it takes no file, or more files are given than it has places for.
func (r *Rules) CheckFiles(endpoint string, files []File, facts Facts) (v Verdict, ok bool) {
	s := r.spare.take()
	defer s.leave(r)
	return r.checkFiles(s, endpoint, files, facts, nil)
}

// CheckFilesAt is [Rules.CheckFiles] that tells also where each file went, such as "body:/images/1": findings and needs name these places.
func (r *Rules) CheckFilesAt(endpoint string, files []File, facts Facts) (v Verdict, places []string, ok bool) {
	places = make([]string, len(files))
	s := r.spare.take()
	defer s.leave(r)
	if v, ok = r.checkFiles(s, endpoint, files, facts, places); !ok {
		places = nil
	}
	return v, places, ok
}

func (r *Rules) checkFiles(s *Stream, endpoint string, files []File, facts Facts, places []string) (v Verdict, ok bool) {
	p, e := r.Endpoint(endpoint)
	if e == nil || p.Link(e) != nil || e.Sample == nil || len(e.Media) == 0 {
		return Verdict{}, false
	}
	method, url := e.Sample.Get("method"), e.Sample.Get("url")
	if method == nil || url == nil {
		return Verdict{}, false
	}
	request := Request{Method: method.Text, URL: url.Text, Headers: s.headers[:0]}
	if headers := e.Sample.Get("headers"); headers != nil {
		for i := range headers.Members {
			request.Headers = append(request.Headers, Header{headers.Members[i].Key, headers.Members[i].Value.Text})
		}
	}
	if contentType := contentTypes[e.Body]; contentType != "" && request.header("Content-Type") == "" {
		request.Headers = append(request.Headers, Header{"Content-Type", contentType})
	}
	s.headers = request.Headers
	if s.sampled != e || s.route.rules != r { // else the last one asked for the same
		s.sampled = e
		r.route(&s.route, request.Method, request.URL)
	}
	if s.route.endpoint == nil || s.route.provider != p {
		return Verdict{}, false
	}
	s.collector.begin(&s.route, &facts)
	s.collector.head(&s.route, &request)
	s.used = cleared(s.used, len(files))
	play := player{collector: &s.collector, files: files, used: s.used, places: places}
	play.sample(e.Sample)
	if !play.beside() {
		return Verdict{}, false
	}
	s.collector.finish()
	return s.judgement.judge(&s.route, &s.collector), true
}

// contentTypes is what a client sends with each kind of body.
var contentTypes = [...]string{spec.JSONBody: "application/json", spec.MultipartBody: "multipart/form-data; boundary=b",
	spec.FormBody: "application/x-www-form-urlencoded"}

// player tells a collector the sample of an endpoint with the caller's files in it.
type player struct {
	*collector
	files  []File
	used   []bool
	places []string // of the files; nil when nobody wants to know
}

func (p *player) sample(sample *body.Node) {
	if n := sample.Get("json"); n != nil {
		p.value(n)
	}
	if n := sample.Get("form"); n != nil {
		for _, part := range n.Items {
			p.part(part)
		}
	}
}

// takes reports whether a file may be sent at the place of the value that comes next.
func (p *player) takes() bool {
	branch := p.peek()
	return branch != nil && p.endpoint.Marks[branch.Place]&spec.HoldsFile != 0
}

// peek is [collector.enter] without entering.
func (p *player) peek() *spec.Branch {
	branch, _ := p.enter()
	if len(p.frames) > 0 && p.skip == 0 {
		p.frames[len(p.frames)-1].count--
	}
	return branch
}

func (p *player) value(n *body.Node) {
	p.record.Length += int64(len(n.Text)) + 2
	switch {
	case n.Kind == body.Object && recipe(n) == nil:
		p.BeginObject()
		for i := range n.Members {
			p.record.Length += int64(len(n.Members[i].Key)) + 4
			p.Key(p.bytes(n.Members[i].Key))
			p.value(n.Members[i].Value)
		}
		p.EndObject()
	case n.Kind == body.Array:
		p.array(n)
	case n.Kind == body.Number:
		p.Number(p.bytes(n.Text))
	case n.Kind == body.Bool:
		p.Bool(n.True)
	case n.Kind == body.Null:
		p.Null()
	case (recipe(n) != nil || n.Text != "") && p.takes():
		p.file(n)
	default:
		p.BeginString()
		if n.Text != "" {
			p.Text(p.bytes(n.Text))
		}
		p.EndString()
	}
}

// bytes is a text for one call.
func (p *player) bytes(text string) []byte {
	p.own = append(p.own[:0], text...)
	return p.own
}

// recipe is the member of a recipe that says what it stands for; nil when n is none.
func recipe(n *body.Node) *body.Node {
	for i := range n.Members {
		if strings.HasPrefix(n.Members[i].Key, "$") {
			return n.Members[i].Value
		}
	}
	return nil
}

// array tells an array; one whose elements are files gets as many as the caller has, and no fewer than the sample.
func (p *player) array(n *body.Node) {
	p.BeginArray()
	defer p.EndArray()
	for _, item := range n.Items {
		p.value(item)
	}
	if p.skip > 0 || len(n.Items) == 0 || !p.takes() {
		return
	}
	place := p.endpoint.Places[p.peek().Place].Text
	for p.next(place) >= 0 {
		p.file(n.Items[0])
	}
}

// next is the number of the next file for a place; -1 when there is none.
func (p *player) next(place string) int {
	for i := range p.files {
		if !p.used[i] && (p.files[i].At == "" || p.files[i].At == place) {
			return i
		}
	}
	return -1
}

// file tells a text that holds the next file of the caller, or the sample's own, which is not judged. Where the sample sends
// a URL, so would the caller.
func (p *player) file(sample *body.Node) {
	branch, index := p.enter()
	url := ""
	if sample.Kind == body.String {
		url = sample.Text
	}
	p.text(branch.Place, index, url)
}

// text adds the text at a place that holds a file: a URL, or base64 when that is empty.
func (p *player) text(place int, index check.Index, url string) {
	i := p.next(p.record.Places[place].Text)
	v := p.add(place, check.String, index)
	if v == nil { // more files than are kept
		if i >= 0 {
			p.used[i] = true
		}
		return
	}
	v.Twice = false // a file of the caller replaces an empty text of the sample
	v.Text, v.File = dataText, p.collector.files.take()
	*v.File = check.File{Supplied: true, Ignored: true}
	if i >= 0 {
		if p.supply(v, i); p.places != nil {
			p.places[i] = p.record.Places[place].At(index)
		}
	}
	v.Bytes = int64(len(v.Text))
	if url != "" {
		v.Text, v.File.Fetch = p.keep(p.bytes(url)), check.Fetched
		v.Bytes = int64(len(url))
	} else if i >= 0 {
		v.Bytes = dataURLHeader + (max(p.files[i].Media.Bytes, 0)+2)/3*4
	}
	v.Chars = v.Bytes
	p.record.Length += v.Bytes + 3
}

// dataURLHeader is the length of a data-URL header such as data:image/jpeg;base64, in characters.
const dataURLHeader = 23

// dataText stands for a data URL. Texts never change.
var dataText = []byte("data:")

func (p *player) supply(v *check.Value, i int) {
	f := &p.files[i]
	p.used[i] = true
	v.File.Media, v.File.Name, v.File.Supplied, v.File.Ignored = f.Media, p.keep(p.bytes(f.Name)), true, false
	v.File.Base64.BadAt, v.File.Base64.Padded = -1, true
}

// part tells one part of a form.
func (p *player) part(n *body.Node) {
	name := n.Get("name")
	if name == nil {
		return
	}
	file := n.Get("filename")
	header := body.PartHeader{Name: []byte(name.Text), HasName: true, HasFileName: file != nil}
	if file != nil {
		header.FileName = []byte(file.Text)
	}
	p.BeginPart(&header)
	if v := p.collector.value; v != nil && v.File != nil && file == nil {
		p.link(v, "form:"+name.Text, n.Get("value"))
		return
	}
	if v := p.collector.value; v != nil && v.File != nil && file != nil {
		v.File.Supplied, v.File.Ignored, v.Bytes = true, true, 1
		place := "form:" + name.Text
		if i := p.next(place); i >= 0 {
			if p.supply(v, i); p.places != nil {
				p.places[i] = place
			}
			v.Bytes = max(p.files[i].Media.Bytes, 0)
			p.record.Length += v.Bytes
		}
		p.collector.value = nil
		return
	}
	if value := n.Get("value"); value != nil && value.Text != "" {
		p.Data(p.bytes(value.Text))
	}
	p.EndPart()
}

// link tells a field of a form that holds the URL of a file: the caller's next one, or the sample's own, which is not judged.
func (p *player) link(v *check.Value, at string, url *body.Node) {
	v.File.Supplied, v.File.Ignored, v.File.Fetch = true, true, check.Fetched
	if i := p.next(at); i >= 0 {
		if p.supply(v, i); p.places != nil {
			p.places[i] = at
		}
	}
	if url != nil {
		v.Text = p.keep(p.bytes(url.Text))
	}
	v.Bytes = int64(len(v.Text))
	v.Chars = v.Bytes
	p.record.Length += v.Bytes
	p.collector.value = nil
}
