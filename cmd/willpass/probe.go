package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/probe"
	"github.com/willpass/willpass/validate/spec"
)

func (p *program) probeCommand() *cobra.Command {
	var deep bool
	c := &cobra.Command{
		Use:   "probe FILE…",
		Short: "Say what the headers of files hold",
		Long: `Say what the headers of files hold: format, size, orientation, frames.

Exit code: 0 all can be read, 1 some cannot.`,
		Example: "  willpass probe photo.jpg scan.tiff\n  willpass probe --json *.png",
		Args:    someFiles,
		RunE: func(c *cobra.Command, names []string) error {
			shown := p.progress(len(names))
			defer shown.end()
			for _, name := range names {
				shown.next(name)
				m, err := probeFile(name, deep)
				if err != nil {
					return err
				}
				if m.Fault != probe.None {
					p.fail()
				}
				if p.json {
					line := spec.AppendJSON([]byte(`{"path":`), name)
					fmt.Fprintf(p.out, "%s,%s\n", line, validate.AppendMedia(nil, &m)[1:])
					continue
				}
				if err := nameUnknown(name, &m); err != nil {
					return err
				}
				p.wrap(bold(name)+"  ", "  ", described(&m))
			}
			return nil
		},
	}
	c.Flags().BoolVar(&deep, "deep", false, "read each file to its end: count frames, find trailing bytes")
	return c
}

// described is what a header says, in words.
func described(m *probe.Media) string {
	var out []string
	add := func(yes bool, format string, args ...any) {
		if yes {
			out = append(out, fmt.Sprintf(format, args...))
		}
	}
	add(m.Format != 0, "%s", m.Format)
	add(m.Width > 0 || m.Height > 0, "%d × %d", m.Width, m.Height)
	add(m.Orientation > 1, "shown as %d × %d (orientation %d)", m.DisplayWidth, m.DisplayHeight, m.Orientation)
	add(m.Bytes >= 0, "%d bytes", m.Bytes)
	add(m.Fault != probe.None, "%s: %s", m.Fault, m.Reason)
	add(m.Frames > 1, "%d frames", m.Frames)
	add(m.Progressive == probe.Yes, "progressive")
	add(m.Alpha == probe.Yes, "alpha")
	add(m.Encrypted == probe.Yes, "asks for a password")
	add(m.Channels == 4 && m.Alpha != probe.Yes, "4 channels")
	add(m.Channels == 1, "gray")
	add(m.Duration > 0, "%.1f s", float64(m.Duration)/1000)
	add(m.Codec != "", "%s", m.Codec)
	add(m.Cut == probe.Yes, "the file ends before the picture does")
	add(m.Trailing > 0, "%d bytes behind the picture", m.Trailing)
	return strings.Join(out, ", ")
}
