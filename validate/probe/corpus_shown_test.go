package probe

import (
	"bytes"
	"testing"
)

// shown is what AVIF and HEIC files of the corpus look like once cropped, turned and mirrored, by hand from their boxes: clap,
// then irot (1 and 3 swap the sides), as the item lists them. truth.tsv has the stored size of some of them.
var shown = map[string][4]int64{ // stored width and height, displayed width and height
	"image-size__image-size/specs/images/valid/heif/sample.heic":            {124, 456, 123, 456},     // clap 123x456
	"image-size__image-size/specs/images/valid/heif/sample.heif":            {124, 456, 123, 456},     // clap 123x456
	"image-size__image-size/specs/images/valid/heif/sample-multi.heic":      {124, 456, 123, 456},     // clap 123x456
	"link-u__avif-sample-images/kimono.mirror-horizontal.avif":              {722, 1024, 722, 1024},   // imir
	"link-u__avif-sample-images/kimono.mirror-vertical.rotate270.crop.avif": {1024, 722, 385, 330},    // clap 330x385, irot 1, imir
	"nodeca__probe-image-size/test/fixtures/Rot3Mir1-1.5x.avif":             {192, 192, 192, 192},     // irot 3, imir
	"sindresorhus__file-type/fixture/fixture-heic.heic":                     {4032, 3024, 3024, 4032}, // irot 3 of a grid of 49 tiles
}

func TestCorpusShowsWhatIsTurnedOrCropped(t *testing.T) {
	root, rows := corpusRows(t)
	right := 0
	for _, r := range rows {
		b := corpusFile(t, root, r)
		m := Bytes(b)
		if m.Format != AVIF && m.Format != HEIC {
			continue
		}
		want, listed := shown[r.path]
		head := b[:min(len(b), 64<<10)]
		turned := bytes.Contains(head, []byte("irot")) || bytes.Contains(head, []byte("imir")) || bytes.Contains(head, []byte("clap"))
		if turned != listed {
			t.Errorf("%s: turned or cropped %v, but in the table %v", r.path, turned, listed)
		}
		if !listed {
			want = [4]int64{m.Width, m.Height, m.Width, m.Height}
		}
		if got := [4]int64{m.Width, m.Height, m.DisplayWidth, m.DisplayHeight}; got != want {
			t.Errorf("%s: want %v, got %v", r.path, want, got)
		} else if listed {
			right++
		}
	}
	t.Logf("%d of %d right", right, len(shown))
	if right != len(shown) {
		t.Error("some are wrong or missing")
	}
}
