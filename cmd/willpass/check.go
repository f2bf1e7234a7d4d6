package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/probe"
)

func (p *program) checkCommand() *cobra.Command {
	var endpoint string
	c := &cobra.Command{
		Use:   "check FILE… --for PROVIDER/ENDPOINT | check REQUEST.http | check - | check -- curl …",
		Short: "Predict the answer to a request, or to files for an endpoint",
		Long: `Predict the answer to a whole request or to files that one endpoint would get.

A request is raw HTTP text (method and URL, headers, an empty line, the body), a file or standard input with a curl command,
or a curl command after --. Nothing is sent anywhere.`,
		Example: `  willpass check photo.jpg --for vidu/img2video
  willpass check request.http
  willpass check --fact maxSide=4096 request.http
  willpass check -- curl -X POST https://www.ailabapi.com/api/cutout/general/universal-background-removal \
      -H 'ailabapi-api-key: …' -F 'image=@photo.jpg'`,
		RunE: func(c *cobra.Command, args []string) error {
			rules, err := p.rules()
			if err != nil {
				return err
			}
			if dash := c.ArgsLenAtDash(); dash >= 0 {
				if dash > 0 || len(args) == 0 || args[0] != "curl" {
					return errors.New("want a curl command after --")
				}
				r, err := p.curl(args[1:])
				if err != nil {
					return err
				}
				return p.judge(rules, r)
			}
			switch {
			case len(args) == 0:
				return errNoInput
			case endpoint != "":
				return p.checkFiles(rules, endpoint, args)
			}
			for _, name := range args {
				if err := p.checkRequest(rules, name); err != nil {
					return err
				}
			}
			return nil
		},
	}
	c.Flags().StringVar(&endpoint, "for", "", "judge files for this `provider/endpoint`")
	c.Flags().StringArrayVar(&p.facts, "fact", nil, "what you know, as `name=value`: see willpass rules PROVIDER for the names")
	return c
}

// request is a request whose body is still to be read.
type request struct {
	validate.Request
	body io.Reader
}

// checkRequest judges the request in a file, or on standard input when name is "-".
func (p *program) checkRequest(rules *validate.Rules, name string) error {
	in := p.in
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return err
		}
		defer f.Close()
		in = f
	}
	r, err := p.readRequest(in, name)
	if err != nil {
		if m, isImage := imageAt(name); isImage {
			return fmt.Errorf("%s is a %s image, not a request: say which endpoint would get it, --for provider/endpoint (willpass where %s lists those that take it)", name, m.Format, name)
		}
		return fmt.Errorf("%s: %w", name, err)
	}
	return p.judge(rules, r)
}

func imageAt(name string) (probe.Media, bool) {
	m, err := probeFile(name, false)
	return m, err == nil && m.Format != 0
}

// judge feeds the body to the engine as it is read.
func (p *program) judge(rules *validate.Rules, r request) error {
	facts, err := p.readFacts()
	if err != nil {
		return err
	}
	stream := rules.Begin(r.Request, facts)
	if r.body != nil {
		if _, err := io.CopyBuffer(onlyWriter{stream}, onlyReader{r.body}, make([]byte, 64<<10)); err != nil {
			return err
		}
	}
	v := stream.End()
	switch {
	case v.Provider == "":
		return fmt.Errorf("no provider has the host of %s; the known hosts are %s", r.URL, strings.Join(hosts(rules), ", "))
	case v.Endpoint == "":
		return fmt.Errorf("the documents of %s say nothing about %s %s", v.Provider, r.Method, r.URL)
	}
	if unknown := rules.UnknownFacts(v.Provider, facts); len(unknown) > 0 {
		return fmt.Errorf("%s has no fact %s (see willpass rules %s)", v.Provider, strings.Join(unknown, ", "), v.Provider)
	}
	p.show(rules, &v)
	return nil
}

// onlyWriter and onlyReader hide the other methods, so that the buffer of the copy is used and its size is known.
type onlyWriter struct{ io.Writer }
type onlyReader struct{ io.Reader }

func hosts(rules *validate.Rules) []string {
	var names []string
	for _, provider := range rules.Providers() {
		for _, h := range provider.Hosts {
			names = append(names, h.Name)
		}
	}
	return names
}

// checkFiles judges files for an endpoint: together when it takes several, else one by one.
func (p *program) checkFiles(rules *validate.Rules, endpoint string, names []string) error {
	if _, e := rules.Endpoint(endpoint); e == nil {
		return noEndpoint(rules, endpoint)
	}
	facts, err := p.readFacts()
	if err != nil {
		return err
	}
	files := make([]validate.File, len(names))
	for i, name := range names {
		m, err := probeFile(name, false)
		if err != nil {
			return err
		}
		files[i] = validate.File{Name: filepath.Base(name), Media: m}
	}
	v, ok := rules.CheckFiles(endpoint, files, facts)
	if ok {
		p.show(rules, &v)
		return nil
	}
	for i := range files {
		v, ok := rules.CheckFiles(endpoint, files[i:i+1], facts)
		if !ok {
			return fmt.Errorf("%s takes no files", endpoint)
		}
		if !p.json && len(files) > 1 {
			fmt.Fprintf(p.out, "%s\n", names[i])
		}
		p.show(rules, &v)
	}
	return nil
}
