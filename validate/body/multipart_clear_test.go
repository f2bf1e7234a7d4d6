package body

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// told is everything that a form was told as; pieces of data are joined.
type told struct{ strings.Builder }

func (t *told) BeginPart(p *PartHeader) { fmt.Fprintf(t, "<%s %q>", p.Name, p.FileName) }
func (t *told) Data(p []byte)           { t.Write(p) }
func (t *told) EndPart()                { t.WriteString("</>") }

// TestWhatIsClearMayBeToldBeside reads forms that are full of what looks like the boundary, in two pieces: with and without
// having looked through the second one before.
func TestWhatIsClearMayBeToldBeside(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	bits := []string{"\r\n", "\n", "--", "-", "b-", "--b-", "\r\n--b-", "\n--b-", "\r\n--b-b-", "\n--b-b-\n", "\r\n--b-b-\r\n", "\r\n--b-b---\r\n", "data", "\r",
		"\r\n--b-b-\r\nContent-Disposition: form-data; name=n\r\n\r\n"}
	skipped, parts := 0, 0
	for range 30000 {
		body := "--b-b-\r\nContent-Disposition: form-data; name=image\r\n\r\n"
		if random.IntN(3) == 0 {
			body = strings.ReplaceAll(body, "\r", "")
		}
		for range random.IntN(12) {
			body += bits[random.IntN(len(bits))]
		}
		half := random.IntN(len(body) + 1)
		var whole, halves Multipart
		var want, got told
		whole.Reset([]byte("b-b-"), &want)
		whole.Write([]byte(body))
		halves.Reset([]byte("b-b-"), &got)
		halves.Write([]byte(body[:half]))
		clear := ClearOf([]byte(body[half:]), []byte("b-b-"))
		halves.WriteClear([]byte(body[half:]), clear)
		skipped += clear
		parts += whole.Parts()
		if a, b := whole.End(), halves.End(); a != b || want.String() != got.String() {
			t.Fatalf("%q cut at %d, of the rest %d clear:\nwant %s %v\ngot  %s %v", body, half, clear, &want, a, &got, b)
		}
	}
	if skipped < 50_000 || parts < 40_000 {
		t.Errorf("want much skipped and many parts, got %d bytes and %d", skipped, parts)
	}
}
