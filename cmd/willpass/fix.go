package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/fatih/color"
	"github.com/spf13/cobra"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/check"
	"github.com/willpass/willpass/validate/decode"
	"github.com/willpass/willpass/validate/repair"
	"github.com/willpass/willpass/validate/spec"
)

// fixing is the flags of one run of fix.
type fixing struct {
	*program
	endpoint string
	out      string
	dry      bool
}

func (p *program) fixCommand() *cobra.Command {
	x := &fixing{program: p}
	c := &cobra.Command{
		Use:   "fix FILE…",
		Short: "Mend a picture or a request so that it passes",
		Long: `Mend pictures for an endpoint, or a whole request, and write the result beside
the original: photo.fixed.jpg, request.fixed.http. The original is never changed.

  fix FILE… --for PROVIDER/ENDPOINT   pictures that would be sent there
  fix REQUEST.http                    raw HTTP text, or a curl command
  fix -                               the same on standard input
  fix -- curl …                       a curl command as it is

A picture is turned, cropped only where its shape is refused, scaled by as little
as will do, and saved in a format that is taken, within the bytes that are. Of a
request wrong names, values, texts and lists are put right where it is clear what
was meant. The result is judged again: what still does not pass says why, and
nothing is written. EXIF data and further frames of an animation are lost.

Exit code: 0 the result passes, 1 it does not, or not surely.`,
		Example: `  willpass fix photo.heic panorama.png --for vidu/img2video
  willpass fix --dry-run request.http
  willpass fix -o small.jpg large.jpg --for ailab/universal-background-removal`,
		RunE: func(c *cobra.Command, args []string) error {
			dash := c.ArgsLenAtDash()
			switch {
			case dash == 0 && len(args) > 0 && args[0] == "curl":
				r, err := readCurl(args[1:], p.in)
				if err != nil {
					return err
				}
				return x.request("request.http", r)
			case dash >= 0:
				return errors.New("want a curl command, and nothing else, after --")
			case len(args) == 0:
				return errors.New("nothing to mend: give pictures with --for provider/endpoint, a file with a request, - for a request on standard input, or -- curl …")
			case x.out != "" && len(args) > 1 && !isFolder(x.out):
				return errors.New("-o names one file: for several inputs give a folder that is there")
			case x.endpoint != "":
				return x.files(args)
			}
			return x.requests(args)
		},
	}
	c.Flags().StringVar(&x.endpoint, "for", "", "mend pictures for this `provider/endpoint`")
	c.Flags().StringVarP(&x.out, "output", "o", "", "write to this `file` or into this folder")
	c.Flags().BoolVar(&x.dry, "dry-run", false, "write nothing, only show what would be done")
	p.told.flags(c)
	p.completes(c, "for", false)
	return c
}

func isFolder(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

// most is how many bytes of an input are read.
const mostInput = decode.DefaultBytes

func (x *fixing) files(names []string) error {
	rules, provider, _, err := x.program.endpoint(x.endpoint)
	if err != nil {
		return err
	}
	facts, err := x.told.read(provider, nil)
	if err != nil {
		return err
	}
	shown := x.progress(len(names))
	defer shown.end()
	for i, name := range names {
		shown.next(name)
		file, err := readWhole(name)
		if err != nil {
			return err
		}
		m, ok := repair.File(rules, x.endpoint, repair.Input{Name: filepath.Base(name), Bytes: file}, facts, decode.Limits{})
		if !ok {
			return fmt.Errorf("%s takes no files (willpass rules %s lists what it asks)", x.endpoint, x.endpoint)
		}
		result := outcome{name: name, before: &m.Before, after: []validate.Verdict{m.After}, done: m.Done, lost: m.Lost, refused: m.Refused}
		if m.Refused == "" && len(m.Done) > 0 {
			result.write = []output{{filepath.Join(filepath.Dir(name), m.Name), m.Bytes}}
		}
		if i > 0 && !x.json {
			fmt.Fprintln(x.program.out)
		}
		if err := x.result(&result); err != nil {
			return err
		}
	}
	return nil
}

func readWhole(name string) ([]byte, error) {
	f, err := openFile(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return readMost(f, name)
}

func readMost(in io.Reader, name string) ([]byte, error) {
	file, err := io.ReadAll(io.LimitReader(in, mostInput+1))
	if err == nil && len(file) > mostInput {
		err = fmt.Errorf("%s is longer than %d bytes, which is too long to be mended", name, mostInput)
	}
	return file, err
}

func (x *fixing) requests(names []string) error {
	for i, name := range names {
		if i > 0 && !x.json {
			fmt.Fprintln(x.program.out)
		}
		if err := x.named(name); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

func (x *fixing) named(name string) error {
	if name == "-" {
		r, err := readRequest(x.in)
		if err != nil {
			return err
		}
		return x.request("request.http", r)
	}
	f, r, err := openRequest(name)
	if err != nil {
		return err
	}
	defer f.Close()
	return x.request(name, r)
}

func (x *fixing) request(name string, r request) error {
	rules, provider, err := x.routed(r.URL)
	if err != nil {
		return err
	}
	facts, err := x.told.read(provider, nil)
	if err != nil {
		return err
	}
	if r.body != nil {
		if r.Body, err = readMost(r.body, "the body"); err != nil {
			return err
		}
	}
	m := repair.Request(rules, r.Request, facts, decode.Limits{})
	result := outcome{name: name, before: &m.Before, after: m.After, done: m.Done, left: m.Left, refused: m.Refused}
	if m.Refused == "" && (len(m.Done) > 0 || len(m.Requests) > 1) {
		base := strings.TrimSuffix(name, filepath.Ext(name))
		for i := range m.Requests {
			as := base + ".http"
			if len(m.Requests) > 1 {
				as = fmt.Sprintf("%s-%d.http", base, i+1)
			}
			result.write = append(result.write, output{as, written(&m.Requests[i])})
		}
	}
	return x.result(&result)
}

// written is a request as raw HTTP text, which every command reads.
func written(r *validate.Request) []byte {
	var out bytes.Buffer
	fmt.Fprintf(&out, "%s %s\n", r.Method, r.URL)
	for _, h := range r.Headers {
		fmt.Fprintf(&out, "%s: %s\n", h.Name, h.Value)
	}
	out.WriteByte('\n')
	out.Write(r.Body)
	return out.Bytes()
}

// output is a file that is to be written: its name before .fixed is put into it, and its bytes.
type output struct {
	name  string
	bytes []byte
}

// outcome is what came of one input.
type outcome struct {
	name       string
	before     *validate.Verdict
	after      []validate.Verdict
	done, left []check.Fix
	lost       []string
	refused    string
	write      []output
}

// result writes what came of an input, and says it.
func (x *fixing) result(o *outcome) error {
	var names []string
	for i := range o.write {
		name, err := x.save(&o.write[i], o.name)
		if err != nil {
			return err
		}
		names = append(names, name)
	}
	for i := range o.after {
		if o.refused != "" || o.after[i].Outcome != validate.Accepted {
			x.fail()
		}
	}
	if x.json {
		fmt.Fprintf(x.program.out, "%s\n", o.appendJSON(nil, names))
		return nil
	}
	x.said(o, names)
	return nil
}

// save writes a file beside the original, or where the user says. The original, and a file that is there by chance, stay.
func (x *fixing) save(o *output, original string) (string, error) {
	ext := filepath.Ext(o.name)
	name := strings.TrimSuffix(o.name, ext) + ".fixed" + ext
	flags := os.O_WRONLY | os.O_CREATE | os.O_EXCL
	switch {
	case x.out != "" && isFolder(x.out):
		name = filepath.Join(x.out, filepath.Base(name))
	case x.out != "":
		name, flags = x.out, os.O_WRONLY|os.O_CREATE|os.O_TRUNC
	}
	if x.dry {
		return name, nil
	}
	if a, err := os.Stat(name); err == nil {
		if b, err := os.Stat(original); err == nil && os.SameFile(a, b) {
			return "", fmt.Errorf("%s is the original, which stays as it is: give another name with -o", name)
		}
	}
	f, err := os.OpenFile(name, flags, 0o644)
	if errors.Is(err, os.ErrExist) {
		return "", fmt.Errorf("%s is there already: give another name with -o", name)
	}
	if err != nil {
		return "", err
	}
	if _, err = f.Write(o.bytes); err == nil {
		err = f.Close()
	} else {
		f.Close()
	}
	return name, err
}

// said prints what was wrong, what was done, what came of it.
func (x *fixing) said(o *outcome, names []string) {
	out := x.program.out
	fmt.Fprintln(out, bold(o.name)+faint("  for "+o.before.Provider+"/"+o.before.Endpoint))
	if o.before.Outcome == validate.Accepted && len(o.done) == 0 && o.refused == "" {
		fmt.Fprintf(out, "  %s as it is: nothing was changed\n", color.GreenString("passes"))
		return
	}
	x.wrap("  before  ", "          ", ended(o.before))
	for i := range o.done {
		x.wrap("  change  ", "          ", faint(o.done[i].At)+" "+change(&o.done[i]))
	}
	if len(o.lost) > 0 {
		x.wrap("  lost    ", "          ", strings.Join(o.lost, "; "))
	}
	if o.refused != "" {
		x.wrap("  "+color.RedString("not mended")+"  ", "          ", o.refused)
		for i := range o.left {
			x.wrap("  yours   ", "          ", faint(o.left[i].At)+" "+change(&o.left[i]))
		}
		return
	}
	if len(o.after) > 1 {
		x.wrap("  change  ", "          ", fmt.Sprintf("split into %d requests", len(o.after)))
	}
	x.wrap("  now     ", "          ", ended(&o.after[0]))
	for _, name := range names {
		if x.dry {
			name += faint("  (nothing is written: --dry-run)")
		}
		x.wrap("  file    ", "          ", name)
	}
}

// ended says a verdict in a few words.
func ended(v *validate.Verdict) string {
	switch v.Outcome {
	case validate.Accepted:
		return color.GreenString("will pass")
	case validate.Rejected:
		return color.RedString("refused") + ": " + strings.Join(codes(v), " or ")
	}
	words := color.YellowString("not sure")
	if len(v.Findings) > 0 {
		words += ": " + v.Findings[0].At + " " + gotAndWant(&v.Findings[0])
	}
	return words
}

// appendJSON writes an outcome on one line.
func (o *outcome) appendJSON(out []byte, names []string) []byte {
	texts := func(name string, list []string) {
		out = append(append(out, `,"`...), name...)
		out = append(out, `":[`...)
		for i, text := range list {
			if i > 0 {
				out = append(out, ',')
			}
			out = spec.AppendJSON(out, text)
		}
		out = append(out, ']')
	}
	fixes := func(name string, list []check.Fix) {
		out = append(append(out, `,"`...), name...)
		out = append(out, `":[`...)
		for i := range list {
			if i > 0 {
				out = append(out, ',')
			}
			out = validate.AppendFix(out, &list[i])
		}
		out = append(out, ']')
	}
	out = spec.AppendJSON(append(out, `{"path":`...), o.name)
	texts("written", names)
	fixes("done", o.done)
	fixes("left", o.left)
	texts("lost", o.lost)
	out = spec.AppendJSON(append(out, `,"refused":`...), o.refused)
	out = o.before.AppendJSON(append(out, `,"before":`...))
	out = append(out, `,"after":[`...)
	for i := range o.after {
		if i > 0 {
			out = append(out, ',')
		}
		out = o.after[i].AppendJSON(out)
	}
	return append(out, "]}"...)
}
