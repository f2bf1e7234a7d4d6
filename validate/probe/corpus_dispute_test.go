package probe

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// alone is why no reader of truth.tsv says what is said here, of the files that they dispute. README.md has the same reasons.
var alone = map[string]string{
	"image-size__image-size/specs/images/valid/icns/sample.icns":                                  "ICNS is not read",
	"sindresorhus__file-type/fixture/fixture.bpg":                                                 "BPG is not read",
	"sindresorhus__file-type/fixture/fixture.jxr":                                                 "JPEG XR is not read",
	"sindresorhus__file-type/fixture/fixture.cr3":                                                 "Canon's raw format is not read",
	"image-size__image-size/specs/images/valid/svg/units-inches.svg":                              "96 units to the inch, as CSS has it; vips takes 72",
	"image-size__image-size/specs/images/valid/svg/viewbox-units.svg":                             "96 units to the inch, as CSS has it; vips takes 72",
	"link-u__avif-sample-images/plum-blossom.svg":                                                 "96 units to the inch, as CSS has it; vips takes 72",
	"link-u__avif-sample-images/star.svg":                                                         "96 units to the inch, as CSS has it; vips takes 72",
	"image-size__image-size/specs/images/valid/svg/viewbox-lowercase.svg":                         "names in SVG have a case: viewbox is not viewBox",
	"image-rs__image/fuzz-afl/in/pnm/id_000012_src_000000_op_flip1_pos_4":                         "a side is zero; vips takes it for 1",
	"image-rs__image/fuzz-afl/in/pnm/id_000230_src_000151_op_havoc_rep_4":                         "P54 is no magic number",
	"image-rs__image/fuzz-afl/in/pnm/id_000328_src_000236_op_flip1_pos_3_+cov":                    "a side is zero; vips takes it for 1",
	"image-rs__image/fuzz-afl/in/pnm/id_000517_src_000499_op_flip1_pos_4":                         "a side is zero; vips takes it for 1",
	"image-rs__image-png/fuzz/corpus/decode/73631f9c20692e1b232ed3054bc12faeb29e236f":             "two IHDR chunks: the first counts; exiftool takes the last",
	"image-rs__image-png/fuzz/corpus/decode/b995c0db7731b13abadd0d02e03c6723b2757121":             "two IHDR chunks: the first counts; exiftool takes the last",
	"image-rs__image-png/fuzz/corpus/decode/c2103683a7247c6a6a8730b276e5537439b29abd":             "two IHDR chunks: the first counts; exiftool takes the last",
	"image-rs__image-gif/tests/crashtest/issue-96-small-codesize.gif":                             "the screen has no height; vips enlarges it by later frames",
	"image-rs__image-tiff/tests/fuzz_images/oom_crash/id=000028_sig=06_src=000027_op=havoc_rep=2": "two widths: the last counts; exiftool takes the first",
}

var readerSaid = regexp.MustCompile(`(?:\w+=|single:\w+ )(\w+)(?: (\d+)x(\d+))?`)

// agreesWithOne reports whether a reader that why quotes says the format and the stored or the displayed size of m.
func agreesWithOne(m Media, why string) bool {
	for _, said := range readerSaid.FindAllStringSubmatch(why, -1) {
		name := strings.ToLower(said[1])
		sized := said[2] == "" || said[2] == fmt.Sprint(m.Width) && said[3] == fmt.Sprint(m.Height) ||
			said[2] == fmt.Sprint(m.DisplayWidth) && said[3] == fmt.Sprint(m.DisplayHeight)
		sameFormat := name == m.Format.String() || name == "mp4" && m.Format == AVIF || name == "dib" && m.Format == BMP
		if sameFormat && (sized || m.Format == PDF) { // the pages of PDF have no pixels
			return true
		}
	}
	return false
}

func TestCorpusDisputesHaveAnAnswer(t *testing.T) {
	root, rows := corpusRows(t)
	all, agree := 0, 0
	unused := map[string]bool{}
	for path := range alone {
		unused[path] = true
	}
	for _, r := range rows {
		if r.truth != "dispute" {
			continue
		}
		all++
		m := Bytes(corpusFile(t, root, r))
		if agreesWithOne(m, r.why) {
			agree++
		} else if alone[r.path] == "" {
			t.Errorf("%s: %s, but %s", r.path, r.why, summary(m))
		}
		delete(unused, r.path)
	}
	for path := range unused {
		t.Errorf("%s is not disputed", path)
	}
	t.Logf("%d of %d disputes: as one of the readers; %d explained", agree, all, len(alone))
}

// TestCorpusBrokenFilesHaveAnAnswer demands of every file that no reader can read: a fault and its reason, or a format and a
// size, or a format whose header need not say one. -v prints the table of README.md.
func TestCorpusBrokenFilesHaveAnAnswer(t *testing.T) {
	root, rows := corpusRows(t)
	answers := map[string]int{}
	for _, r := range rows {
		if r.truth != "broken" {
			continue
		}
		m := Bytes(corpusFile(t, root, r))
		sized := m.Width > 0 && m.Height > 0
		switch {
		case m.Fault != None && m.Reason != "":
			answers[fmt.Sprintf("%s | %s: %s", m.Format, m.Fault, m.Reason)]++
		case m.Fault == None && m.Format != 0 && (sized || m.Format == SVG || m.Format == EPS):
			answers[fmt.Sprintf("%s | the header is well, size known: %v", m.Format, sized)]++
		default:
			t.Errorf("%s: %s", r.path, summary(m))
		}
	}
	var lines []string
	for answer, n := range answers {
		lines = append(lines, fmt.Sprintf("| %s | %d |", answer, n))
	}
	slices.Sort(lines)
	t.Log("\n" + strings.Join(lines, "\n"))
}
