package settle

import (
	"io"
	"strconv"

	"github.com/willpass/willpass/validate/body"
)

// jsonFile makes a machine that finds the text at a JSON pointer and feeds what its base64 stands for.
func jsonFile(feed *feeder, pointer []string) (io.Writer, func()) {
	f := &jsonFinder{feed: feed, want: pointer}
	f.reader.Reset(f)
	return jsonWriter{&f.reader}, func() { f.reader.End() }
}

type jsonWriter struct{ r *body.JSON }

func (w jsonWriter) Write(p []byte) (int, error) {
	w.r.Write(p)
	return len(p), nil
}

// jsonFinder follows the way to one place.
type jsonFinder struct {
	reader body.JSON
	base64 body.Base64
	feed   *feeder
	want   []string
	way    []step // objects and arrays that are open
	inside bool   // the wanted text
}

type step struct {
	array bool
	next  int    // element of an array
	key   string // of an object
}

// here reports whether the value that begins now is the wanted one.
func (f *jsonFinder) here() bool {
	if len(f.way) == 0 {
		return len(f.want) == 0
	}
	last := &f.way[len(f.way)-1]
	if last.array {
		last.key = strconv.Itoa(last.next)
		last.next++
	}
	if len(f.way) != len(f.want) {
		return false
	}
	for i := range f.way {
		if f.way[i].key != f.want[i] {
			return false
		}
	}
	return true
}

func (f *jsonFinder) open(array bool) {
	f.here()
	f.way = append(f.way, step{array: array})
}

func (f *jsonFinder) BeginObject()   { f.open(false) }
func (f *jsonFinder) BeginArray()    { f.open(true) }
func (f *jsonFinder) EndObject()     { f.way = f.way[:len(f.way)-1] }
func (f *jsonFinder) EndArray()      { f.way = f.way[:len(f.way)-1] }
func (f *jsonFinder) Key(key []byte) { f.way[len(f.way)-1].key = string(key) }
func (f *jsonFinder) Number([]byte)  { f.here() }
func (f *jsonFinder) Bool(bool)      { f.here() }
func (f *jsonFinder) Null()          { f.here() }

func (f *jsonFinder) BeginString() {
	if f.inside = f.here() && !f.feed.found; f.inside {
		f.base64.Reset(f.feed)
	}
}

func (f *jsonFinder) Text(p []byte) {
	if f.inside {
		f.base64.Write(p)
	}
}

func (f *jsonFinder) EndString() {
	if f.inside {
		f.base64.End()
		f.inside, f.feed.over = false, true
	}
}

// partFile makes a machine that finds the file part of a name and feeds its bytes.
func partFile(feed *feeder, name string, boundary []byte) (io.Writer, func()) {
	f := &partFinder{feed: feed, want: name}
	f.reader.Reset(boundary, f)
	return partWriter{&f.reader}, func() { f.reader.End() }
}

type partWriter struct{ r *body.Multipart }

func (w partWriter) Write(p []byte) (int, error) {
	w.r.Write(p)
	return len(p), nil
}

// partFinder feeds the first file part of a name.
type partFinder struct {
	reader body.Multipart
	feed   *feeder
	want   string
	inside bool
}

func (f *partFinder) BeginPart(p *body.PartHeader) {
	f.inside = !f.feed.found && p.HasFileName && string(p.Name) == f.want
}

func (f *partFinder) Data(p []byte) {
	if f.inside && !f.feed.over {
		f.feed.Write(p)
	}
}

func (f *partFinder) EndPart() {
	if f.inside {
		f.feed.over = true
	}
}
