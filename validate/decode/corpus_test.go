package decode_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/willpass/willpass/validate/decode"
	"github.com/willpass/willpass/validate/probe"
)

// stricter is why a file is called broken here that Pillow decodes.
var stricter = map[string]string{
	"image-size__image-size/specs/images/valid/icns/sample.icns":                                        "ICNS is not recognized",
	"image-rs__image/tests/images/bmp/images/pal8badindex.bmp":                                          "a pixel beyond the palette",
	"image-rs__image-png/tests/bugfixes/x_interlaced_chck.png":                                          "a wrong checksum",
	"image-rs__image-png/tests/pngsuite/xcsn0g01.png":                                                   "a wrong checksum",
	"image-rs__jpeg-decoder/fuzz-afl/in/id_000989_sync_jpeg9_src_001094.jpg":                            "damaged pixel data, over which libjpeg goes on",
	"image-rs__jpeg-decoder/tests/crashtest/images/imagetestsuite/8a9cc8eeed66aeb423a91c44111d9450.jpg": "damaged pixel data, over which libjpeg goes on",
	"image-rs__jpeg-decoder/tests/crashtest/images/imagetestsuite/f6b4389c3cf0f5997b2e5a4b905aea8d.jpg": "damaged pixel data, over which libjpeg goes on",
	"image-rs__jpeg-decoder/tests/crashtest/images/subtract-with-overflow.jpg":                          "damaged pixel data, over which libjpeg goes on",
}

// TestCorpusIsCalledBrokenWhereOthersAgree compares with what Pillow says of the same files: a file called broken in error
// would predict a refusal that does not come.
func TestCorpusIsCalledBrokenWhereOthersAgree(t *testing.T) {
	root := os.Getenv("WILLPASS_CORPUS")
	if root == "" {
		root = filepath.FromSlash("../../../shared/corpus")
	}
	truth, err := os.ReadFile(filepath.Join(root, "truth.tsv"))
	if err != nil {
		t.Skip("no corpus: WILLPASS_CORPUS does not lead to a truth.tsv")
	}
	var both, broken, open int
	for _, line := range strings.Split(string(truth), "\n")[1:] {
		col := strings.Split(line, "\t")
		if len(col) < 6 || col[3] == "notimage" {
			continue
		}
		file, err := os.ReadFile(filepath.Join(root, "images", filepath.FromSlash(col[0])))
		if err != nil {
			t.Fatal(err)
		}
		got := decode.Try(bytes.NewReader(file), probe.Bytes(file), decode.Limits{Pixels: 1 << 20})
		switch pillow := col[5] == "ok"; {
		case got.Outcome == decode.NotTried:
			open++
		case pillow && got.Outcome == decode.Decodes:
			both++
		case !pillow && got.Outcome == decode.Broken:
			broken++
		case got.Outcome == decode.Broken && stricter[col[0]] == "":
			t.Errorf("%s: Pillow decodes it, but: %s", col[0], got.Reason)
		}
	}
	t.Logf("as Pillow: %d decode, %d are broken; %d left open", both, broken, open)
}
