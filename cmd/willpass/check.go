package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/probe"
	"github.com/willpass/willpass/validate/settle"
)

func (p *program) checkCommand() *cobra.Command {
	var endpoint string
	var recorded recordingOptions
	c := &cobra.Command{
		Use:   "check FILE…",
		Short: "Predict the answer to a request, or to files for an endpoint",
		Long: `Predict the answer to a whole request, or to files that one endpoint would get.

  check FILE… --for PROVIDER/ENDPOINT   files that would be sent there
  check REQUEST.http                    raw HTTP text, or a curl command
  check FLOW.har                        every request of a recording, compared with
                                        the answers in it; --save DIR keeps what
                                        differs as case files without secrets
  check -                               raw text or curl on standard input
  check -- curl …                       a curl command as it is

Raw HTTP text is method and URL, headers, an empty line, the body. Nothing is
sent anywhere. Pictures of up to 64 million pixels are decoded when the answer
turns on whether they can be.`,
		Example: `  willpass check photo.jpg --for vidu/img2video
  willpass check request.http
  willpass check --fact maxSide=4096 request.http
  willpass check -- curl https://www.ailabapi.com/api/cutout/general/universal-background-removal \
      -H 'ailabapi-api-key: …' -F 'image=@photo.jpg'`,
		RunE: func(c *cobra.Command, args []string) error {
			dash := c.ArgsLenAtDash()
			switch {
			case dash == 0 && len(args) > 0 && args[0] == "curl":
				if endpoint != "" {
					return errors.New("--for is for files; a curl command says itself where it goes")
				}
				p.input = "curl"
				in := &noted{Reader: p.in}
				r, err := readCurl(args[1:], in)
				if err != nil {
					return err
				}
				return p.judge(r, in.again(func() (request, error) { return readCurl(args[1:], in) }))
			case dash >= 0:
				return errors.New("want a curl command, and nothing else, after --")
			case len(args) == 0:
				return errNoInput
			}
			if endpoint != "" {
				return p.checkFiles(endpoint, args)
			}
			return p.checkRequests(args, recorded)
		},
	}
	c.Flags().StringVar(&endpoint, "for", "", "judge files for this `provider/endpoint`")
	c.Flags().StringArrayVar(&recorded.bases, "base", nil, "`OWN=REAL` base URLs: what a recording has in place of the provider's")
	c.Flags().StringVar(&recorded.save, "save", "", "write case files into this `folder`, where a recording's answers differ")
	p.formats(c)
	p.told.flags(c)
	p.completes(c, "for", false)
	return c
}

var errNoInput = errors.New("nothing to check: give files with --for provider/endpoint, a file with a request, - for a request on standard input, or -- curl …")

// checkRequests judges the requests in files, and on standard input when a name is "-".
func (p *program) checkRequests(names []string, recorded recordingOptions) error {
	for i, name := range names {
		p.title(name, i, len(names))
		check := p.checkRequest
		if isRecording(name) {
			if p.format == "junit" || p.format == "sarif" {
				return fmt.Errorf("%s: a recording is told as table or json", name)
			}
			check = func(name string) error { return p.checkRecording(name, recorded) }
		} else if recorded.save != "" || recorded.bases != nil {
			return errors.New("--save and --base are for recordings (.har)")
		}
		if err := check(name); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

// openRequest reads a request up to its body, which is read from the file as it is needed. A picture in its place is named as one.
func openRequest(name string) (*os.File, request, error) {
	f, err := openFile(name)
	if err != nil {
		return nil, request{}, err
	}
	r, err := readRequest(f)
	if err == nil {
		return f, r, nil
	}
	f.Close()
	if m, probeErr := probeFile(name, false); probeErr == nil && m.Format != 0 {
		err = fmt.Errorf("this is a %s file, not a request: say which endpoint would get it, --for provider/endpoint (willpass where %s lists them)", m.Format, name)
	}
	return nil, request{}, err
}

func (p *program) checkRequest(name string) error {
	if name == "-" {
		r, err := readRequest(p.in)
		if err != nil {
			return err
		}
		return p.judge(r, nil)
	}
	f, r, err := openRequest(name)
	if err != nil {
		return err
	}
	defer f.Close()
	return p.judge(r, func() (request, error) {
		if _, err := f.Seek(0, io.SeekStart); err != nil {
			return request{}, err
		}
		return readRequest(f)
	})
}

// judge feeds the body to the engine as it is read. Pictures in it are decoded when the body can be read again.
func (p *program) judge(r request, again reading) error {
	rules, provider, err := p.routed(r.URL)
	if err != nil {
		return err
	}
	facts, err := p.told.read(provider, nil)
	if err != nil {
		return err
	}
	checker := settle.Checker{Rules: rules, Facts: facts, Decoder: settle.Pixels{}}
	ctx := context.Background()
	pending := checker.Begin(ctx, r.Request)
	if r.body != nil {
		if _, err := io.CopyBuffer(onlyWriter{pending}, onlyReader{r.body}, make([]byte, maxLine)); err != nil {
			return err
		}
	}
	v := pending.End(ctx, again.body()).Verdict
	if v.Endpoint == "" {
		return fmt.Errorf("the documents of %s say nothing about %s %s (willpass rules %s lists what they know)", provider.ID, r.Method, short(r.URL), provider.ID)
	}
	p.show(provider, &v)
	p.nearestPath(provider, &r.Request, &v)
	return nil
}

// onlyWriter and onlyReader hide the other methods, so that the buffer of the copy is used and its size is known.
type onlyWriter struct{ io.Writer }
type onlyReader struct{ io.Reader }

// checkFiles judges files for an endpoint: together when it takes several, else one by one.
func (p *program) checkFiles(endpoint string, names []string) error {
	rules, provider, _, err := p.endpoint(endpoint)
	if err != nil {
		return err
	}
	facts, err := p.told.read(provider, nil)
	if err != nil {
		return err
	}
	p.input = strings.Join(names, " ")
	files := make([]validate.File, len(names))
	shown := p.progress(len(names))
	defer shown.end()
	for i, name := range names {
		shown.next(name)
		if files[i], err = p.fileOf(name); err != nil {
			return err
		}
	}
	if v, ok, err := p.decoded(rules, endpoint, files, names, facts); ok || err != nil {
		if err == nil {
			p.show(provider, &v)
		}
		return err
	}
	for i := range files {
		v, ok, err := p.decoded(rules, endpoint, files[i:i+1], names[i:i+1], facts)
		if err != nil {
			return err
		}
		if !ok {
			return fmt.Errorf("%s takes no files (willpass rules %s lists what it asks)", endpoint, endpoint)
		}
		p.title(names[i], i, len(files))
		p.show(provider, &v)
	}
	return nil
}

// fileOf reads the header of a file. What a file is that has none is said in words, but for a machine.
func (p *program) fileOf(name string) (validate.File, error) {
	m, err := probeFile(name, false)
	if err == nil && !p.json {
		err = nameUnknown(name, &m)
	}
	return validate.File{Name: filepath.Base(name), Media: m}, err
}

// probeFile reads the header of a file; deep reads it to its end.
func probeFile(name string, deep bool) (probe.Media, error) {
	f, err := openFile(name)
	if err != nil {
		return probe.Media{}, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return probe.Media{}, err
	}
	if deep {
		return probe.WalkAt(f, info.Size())
	}
	return probe.ReadAt(f, info.Size())
}

// title names the input that comes next, when there are several.
func (p *program) title(name string, i, total int) {
	p.input = name
	if p.json || total < 2 {
		return
	}
	if i > 0 {
		fmt.Fprintln(p.out)
	}
	fmt.Fprintln(p.out, bold(name))
}
