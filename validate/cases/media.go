package cases

import (
	"encoding/json"
	"fmt"
	"math"

	"github.com/willpass/willpass/validate/probe"
)

// media reads what a header says from its form on the wire (wasm/ABI.md). What is left out is not known.
func media(n *node) (probe.Media, error) {
	wire := struct {
		Format, Fault, Reason, Codec                string
		Width, Height, DisplayWidth, DisplayHeight  int64
		Orientation, Channels, BitDepth             uint8
		Frames, Where                               int64
		Duration, FrameRate                         float64 // seconds, frames per second
		Bytes, Trailing                             int64
		Palette, Alpha, Progressive, Encrypted, Cut *bool
	}{Bytes: -1, Trailing: -1}
	err := n.keys("format", "fault", "reason", "codec", "width", "height", "displayWidth", "displayHeight", "orientation",
		"channels", "bitDepth", "frames", "duration", "frameRate", "where", "bytes", "trailing", "palette", "alpha",
		"progressive", "encrypted", "cut")
	if err == nil {
		err = json.Unmarshal(n.write(nil), &wire)
	}
	if err != nil {
		return probe.Media{}, err
	}
	m := probe.Media{
		Width: wire.Width, Height: wire.Height, DisplayWidth: wire.DisplayWidth, DisplayHeight: wire.DisplayHeight,
		Orientation: wire.Orientation, Frames: wire.Frames, Channels: wire.Channels, BitDepth: wire.BitDepth,
		Palette: tri(wire.Palette), Alpha: tri(wire.Alpha), Progressive: tri(wire.Progressive), Encrypted: tri(wire.Encrypted),
		Cut: tri(wire.Cut), Duration: int64(math.Round(wire.Duration * 1000)), FrameRate: int64(math.Round(wire.FrameRate * 1000)), Codec: wire.Codec,
		Bytes: wire.Bytes, Trailing: wire.Trailing, Where: wire.Where, Reason: wire.Reason,
	}
	known := wire.Format == ""
	if !known {
		m.Format, known = probe.ParseFormat(wire.Format)
	}
	if !known {
		return m, fmt.Errorf("format %q is not known", wire.Format)
	}
	for _, fault := range [...]probe.Fault{probe.None, probe.Unrecognized, probe.Truncated, probe.Malformed} {
		if fault.String() == wire.Fault {
			m.Fault = fault
			return m, nil
		}
	}
	return m, fmt.Errorf("fault %q is not known", wire.Fault)
}

func tri(value *bool) probe.Tri {
	switch {
	case value == nil:
		return probe.Unknown
	case *value:
		return probe.Yes
	}
	return probe.No
}
