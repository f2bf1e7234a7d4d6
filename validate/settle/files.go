package settle

import (
	"context"
	"fmt"
	"io"
	"iter"
	"slices"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/probe"
)

// File is a file that would be sent. Its bytes are read where the header lies, and all of them only when a Decoder is set.
type File struct {
	At     string      // the place it would be sent at, such as "form:image"; "" = the next place of the endpoint that takes a file
	Name   string      // file name, for providers that look at its extension
	Reader io.ReaderAt // the file
	Size   int64       // bytes
}

// CheckFile judges one file against an endpoint such as "vidu/img2video" before any request exists: everything else is as in
// the endpoint's sample. The error is that of the reader or of ctx, or that there is no such endpoint or it takes no file.
func (c *Checker) CheckFile(ctx context.Context, endpoint string, r io.ReaderAt, size int64) (validate.Verdict, error) {
	return c.CheckFiles(ctx, endpoint, File{Reader: r, Size: size})
}

// CheckFiles judges several files together; see [Checker.CheckFile]. It is an error when they are more than the endpoint has
// places for, or a place is none of its.
func (c *Checker) CheckFiles(ctx context.Context, endpoint string, files ...File) (validate.Verdict, error) {
	headers, err := headersOf(ctx, files)
	if err != nil {
		return validate.Verdict{}, err
	}
	provider, e := c.Rules.Endpoint(endpoint)
	if e == nil {
		return validate.Verdict{}, fmt.Errorf("there is no endpoint %q", endpoint)
	}
	facts := c.known(ctx, provider.ID, nil)
	v, places, ok := c.Rules.CheckFilesAt(endpoint, headers, facts)
	if !ok {
		return v, fmt.Errorf("the endpoint %s takes no %d files at such places", endpoint, len(files))
	}
	if c.Decoder == nil || !c.decodeFiles(ctx, &facts, v, headers, files, places) {
		return v, ctx.Err()
	}
	v, _ = c.Rules.CheckFiles(endpoint, headers, facts)
	return v, ctx.Err()
}

func headersOf(ctx context.Context, files []File) ([]validate.File, error) {
	out := make([]validate.File, len(files))
	for i, f := range files {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		media, err := probe.ReadAt(f.Reader, f.Size)
		if err != nil {
			return nil, fmt.Errorf("file %d %s: %w", i, f.Name, err)
		}
		out[i] = validate.File{At: f.At, Name: f.Name, Media: media}
	}
	return out, nil
}

// decodeFiles tries the files whose decoding the verdict asks for. It reports whether it learnt anything.
func (c *Checker) decodeFiles(ctx context.Context, facts *validate.Facts, v validate.Verdict, headers []validate.File, files []File, places []string) bool {
	learnt := false
	for _, need := range v.Needs {
		i := slices.Index(places, need.At)
		if need.Kind != "decode" || i < 0 {
			continue
		}
		result := c.Decoder.Decode(ctx, io.NewSectionReader(files[i].Reader, 0, files[i].Size), headers[i].Media)
		learnt = told(facts, need.At, result) || learnt
	}
	return learnt
}

// Where judges a file against every endpoint of every provider that takes one, current endpoints only, and yields the name
// of the endpoint with the verdict. Nothing is fetched or decoded. The error is that of the reader.
func (c *Checker) Where(ctx context.Context, f File) (iter.Seq2[string, validate.Verdict], error) {
	headers, err := headersOf(ctx, []File{f})
	if err != nil {
		return nil, err
	}
	return func(yield func(string, validate.Verdict) bool) {
		for _, p := range c.Rules.Providers() {
			facts := c.known(ctx, p.ID, nil)
			for i := range p.Endpoints {
				if p.Endpoints[i].Retired || ctx.Err() != nil {
					continue
				}
				name := p.ID + "/" + p.Endpoints[i].ID
				if v, ok := c.Rules.CheckFiles(name, headers, facts); ok && !yield(name, v) {
					return
				}
			}
		}
	}, nil
}
