package har

import (
	"bufio"
	"errors"
	"io"
	"strings"

	"github.com/willpass/willpass/validate/body"
)

// locate finds the line and column of what is broken: where the text is no JSON, else where the entry begins.
func (f *File) locate(broken *Error) {
	in, err := f.folder.Open(f.name)
	if err != nil {
		return
	}
	defer in.Close()
	b := bufio.NewReader(in)
	skipMark(b)
	var j body.JSON
	seen := &places{want: broken.Entry, json: &j}
	j.Reset(seen)
	if _, err := io.Copy(writer{&j}, b); err != nil {
		return
	}
	if fault := j.End(); fault.Kind != 0 {
		broken.Line, broken.Col = fault.Line, fault.Col
		if fault.Kind == body.Truncated || fault.Kind == body.Empty {
			broken.Err = errors.New("the recording ends too early")
		}
		return
	}
	broken.Line, broken.Col = seen.line, seen.col
}

// skipMark skips a byte order mark, as programs for Windows write it.
func skipMark(b *bufio.Reader) {
	if start, _ := b.Peek(3); string(start) == "\xEF\xBB\xBF" {
		b.Discard(3)
	}
}

type writer struct{ *body.JSON }

func (w writer) Write(p []byte) (int, error) {
	w.JSON.Write(p)
	return len(p), nil
}

// places finds the beginning of the entry with a number.
type places struct {
	want int
	json *body.JSON

	path      []string // keys of the objects around
	key       string
	count     int
	line, col int
}

func (p *places) begin() {
	if len(p.path) == 3 && strings.Join(p.path, "/") == "/log/entries" {
		if p.count++; p.count == p.want {
			p.line, p.col = p.json.Line(), p.json.Col()
		}
	}
	p.path = append(p.path, p.key)
	p.key = ""
}

func (p *places) end() { p.path = p.path[:len(p.path)-1] }

func (p *places) BeginObject()    { p.begin() }
func (p *places) EndObject()      { p.end() }
func (p *places) BeginArray()     { p.begin() }
func (p *places) EndArray()       { p.end() }
func (p *places) Key(name []byte) { p.key = string(name) }
func (p *places) BeginString()    {}
func (p *places) Text([]byte)     {}
func (p *places) EndString()      {}
func (p *places) Number([]byte)   {}
func (p *places) Bool(bool)       {}
func (p *places) Null()           {}
