// Package har reads HTTP archives: recordings that browsers and proxies make of requests and their answers.
//
//	file, err := har.Open("flow.har")           // or a .zip with a recording and its files, as Playwright makes it
//	defer file.Close()
//	err = file.Each(func(e *har.Entry) error { … })
//
// One entry is in memory at a time, however long the recording is. What a recording does not hold is said in words, not
// guessed: [Entry.Lost]. Format: http://www.softwareishard.com/blog/har-12-spec/
package har

import (
	"archive/zip"
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Header is one header line.
type Header struct{ Name, Value string }

// Entry is one request and its answer.
type Entry struct {
	Number  int       // in the recording, counted from 1
	Started time.Time // zero when the recording does not say
	Method  string
	URL     string
	Headers []Header // without those of HTTP/2 that start with a colon
	Body    []byte
	Lost    string // why Body is not what was sent; "" = it is

	Status int // of the answer; 0 = there was none, or it was not recorded
	Answer Answer
	End    int64 // offset behind the entry, in bytes of the recording
}

// Answer is what came back.
type Answer struct {
	Headers []Header
	Body    []byte
	Lost    string // why Body is not what came; "" = it is
}

// Error says where a recording is broken. It is never about what an entry says, only about what cannot be read.
type Error struct {
	Line, Col int // counted from 1, columns in bytes; 0 = not known
	Entry     int // counted from 1; 0 = outside of the entries
	Err       error
}

func (e *Error) Error() string {
	words := "not a recording that can be read"
	if e.Line > 0 {
		words = fmt.Sprintf("line %d, column %d", e.Line, e.Col)
	}
	if e.Entry > 0 {
		words += fmt.Sprintf(", in entry %d", e.Entry)
	}
	return words + ": " + e.Err.Error()
}

func (e *Error) Unwrap() error { return e.Err }

// File is a recording on disk.
type File struct {
	Size int64 // of the recording in bytes

	folder fs.FS // with the recording and the files that it names
	name   string
	zip    *zip.ReadCloser
}

// Open opens a recording: JSON, or a ZIP archive with one. The error is that of the file system, or that the archive holds no
// recording. Whether the recording is well-formed shows when it is read.
func Open(path string) (*File, error) {
	if z, err := zip.OpenReader(path); err == nil {
		for _, f := range z.File {
			if strings.HasSuffix(f.Name, ".har") {
				return &File{int64(f.UncompressedSize64), z, f.Name, z}, nil
			}
		}
		return nil, errors.Join(errors.New("the archive holds no .har file"), z.Close())
	}
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return nil, fmt.Errorf("%s is a folder, want a file", path)
	}
	return &File{info.Size(), os.DirFS(filepath.Dir(path)), filepath.Base(path), nil}, nil
}

// Close closes it.
func (f *File) Close() error {
	if f.zip != nil {
		return f.zip.Close()
	}
	return nil
}

// Each calls take for every entry, in order, and ends with the first error. An error of the recording is an *[Error]. The
// entry is not used again after the call.
func (f *File) Each(take func(*Entry) error) error {
	in, err := f.folder.Open(f.name)
	if err != nil {
		return err
	}
	defer in.Close()
	err = Read(in, f.folder, take)
	var broken *Error
	if errors.As(err, &broken) {
		f.locate(broken)
	}
	return err
}

// Read reads a recording from a stream. Files that it names are looked up in files; nil = there are none.
// The error is that of in or of take, or says where the recording is broken.
func Read(in io.Reader, files fs.FS, take func(*Entry) error) error {
	b := bufio.NewReader(in)
	skipMark(b)
	r := reader{json.NewDecoder(b), files, take, -1}
	if err := r.members(func(name string) error {
		if name != "log" {
			return r.skip()
		}
		return r.members(func(name string) error {
			if name != "entries" {
				return r.skip()
			}
			return r.entries()
		})
	}); err != nil {
		return err
	}
	if r.number < 0 {
		return &Error{Err: errors.New(`want {"log":{"entries":[…]}}, there are no entries`)}
	}
	return nil
}

// reader walks over a recording.
type reader struct {
	*json.Decoder
	files  fs.FS
	take   func(*Entry) error
	number int // of the last entry; -1 = no list of entries was found
}

// members calls each for every member of the object that comes next.
func (r *reader) members(each func(name string) error) error {
	if err := r.delimiter('{', "an object"); err != nil {
		return err
	}
	for r.More() {
		name, err := r.Token()
		if err != nil {
			return r.broken(err)
		}
		if err := each(name.(string)); err != nil { // the decoder takes no other key
			return err
		}
	}
	_, err := r.Token()
	return r.broken(err)
}

func (r *reader) entries() error {
	if err := r.delimiter('[', "a list of entries"); err != nil {
		return err
	}
	r.number = 0
	for r.More() {
		r.number++
		var raw rawEntry
		if err := r.Decode(&raw); err != nil {
			return r.broken(err)
		}
		e := raw.entry(r.files)
		e.Number, e.End = r.number, r.InputOffset()
		if err := r.take(&e); err != nil {
			return err
		}
	}
	_, err := r.Token()
	return r.broken(err)
}

func (r *reader) delimiter(want json.Delim, words string) error {
	got, err := r.Token()
	if err != nil {
		return r.broken(err)
	}
	if got != want {
		return r.broken(fmt.Errorf("want %s, got %v", words, got))
	}
	return nil
}

// skip reads over a value.
func (r *reader) skip() error {
	depth := 0
	for {
		token, err := r.Token()
		if err != nil {
			return r.broken(err)
		}
		switch token {
		case json.Delim('{'), json.Delim('['):
			depth++
		case json.Delim('}'), json.Delim(']'):
			depth--
		}
		if depth == 0 {
			return nil
		}
	}
}

// broken is an error of the recording; nil when err is.
func (r *reader) broken(err error) error {
	if err == nil {
		return nil
	}
	var kind *json.UnmarshalTypeError
	switch {
	case errors.Is(err, io.EOF):
		err = io.ErrUnexpectedEOF
	case errors.As(err, &kind):
		err = fmt.Errorf("%s is a %s, want a %s", strings.ToLower(kind.Field), kind.Value, kind.Type)
	}
	return &Error{Entry: max(r.number, 0), Err: err}
}
