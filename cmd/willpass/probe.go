package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/spf13/cobra"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/probe"
	"github.com/willpass/willpass/validate/spec"
)

func (p *program) probeCommand() *cobra.Command {
	var deep bool
	c := &cobra.Command{
		Use:     "probe FILE…",
		Short:   "Say what the headers of files hold: format, size, orientation, frames",
		Example: "  willpass probe photo.jpg scan.tiff\n  willpass probe --json *.png",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, names []string) error {
			rows := p.newTable("FILE", "FORMAT", "SIZE", "SHOWN AS", "BYTES", "NOTES")
			for _, name := range names {
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
				rows.AppendRow(table.Row{name, m.Format.String(), size(m.Width, m.Height), size(m.DisplayWidth, m.DisplayHeight), m.Bytes, notes(&m)})
			}
			if !p.json {
				fmt.Fprintln(p.out, rows.Render())
			}
			return nil
		},
	}
	c.Flags().BoolVar(&deep, "deep", false, "read each file to its end: count frames, find trailing bytes")
	return c
}

// newTable is a table without lines, as wide as its content.
func (p *program) newTable(columns ...any) table.Writer {
	t := table.NewWriter()
	t.SetStyle(table.StyleLight)
	style := t.Style()
	style.Options = table.OptionsNoBordersAndSeparators
	t.AppendHeader(columns)
	return t
}

func probeFile(name string, deep bool) (probe.Media, error) {
	f, err := os.Open(name)
	if err != nil {
		return probe.Media{}, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return probe.Media{}, err
	}
	if info.IsDir() {
		return probe.Media{}, fmt.Errorf("%s is a folder", name)
	}
	if deep {
		return probe.WalkAt(f, info.Size())
	}
	return probe.ReadAt(f, info.Size())
}

func size(width, height int64) string {
	if width == 0 && height == 0 {
		return "-"
	}
	return fmt.Sprintf("%d × %d", width, height)
}

// notes is what else is worth a person's eye.
func notes(m *probe.Media) string {
	var out []string
	add := func(yes bool, format string, args ...any) {
		if yes {
			out = append(out, fmt.Sprintf(format, args...))
		}
	}
	add(m.Fault != probe.None, "%s: %s", m.Fault, m.Reason)
	add(m.Orientation > 1, "turned (orientation %d)", m.Orientation)
	add(m.Frames > 1, "%d frames", m.Frames)
	add(m.Progressive == probe.Yes, "progressive")
	add(m.Alpha == probe.Yes, "alpha")
	add(m.Encrypted == probe.Yes, "encrypted")
	add(m.Channels == 4 && m.Alpha != probe.Yes, "4 channels")
	add(m.Channels == 1, "gray")
	add(m.Duration > 0, "%.1f s", float64(m.Duration)/1000)
	add(m.Codec != "", "%s", m.Codec)
	add(m.Trailing > 0, "%d bytes behind the picture", m.Trailing)
	return strings.Join(out, ", ")
}
