package body

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"strings"
	"testing"
)

// base64Case is a text and what must be said of it. It feeds correctness, the oracle, splits and fuzz seeds.
type base64Case struct {
	name, text string
	want       string // Padding, then what is unusual
}

var base64Cases = []base64Case{
	{"nothing", "", "ok"},
	{"one group", "QUJD", "ok"},
	{"one equals sign", "QUI=", "ok"},
	{"two equals signs", "QQ==", "ok"},
	{"every symbol", "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", "ok"},
	{"no padding, two symbols", "QQ", "missing"},
	{"no padding, three symbols", "QUI", "missing"},
	{"one equals sign too few", "QQ=", "missing"},
	{"one equals sign too many", "QUI==", "excess"},
	{"an equals sign after full groups", "QUJD=", "excess"},
	{"four equals signs after full groups", "QUJD====", "excess"},
	{"only equals signs", "==", "excess"},
	{"padding inside", "QQ==QUJD", "inside"},
	{"an equals sign inside a group", "QU=I", "inside leftover"},
	{"one symbol", "Q", "hopeless"},
	{"one symbol left over", "QUJDQ", "hopeless"},
	{"one symbol left over and padding", "QUJDQ===", "hopeless"},
	{"leftover bits under two equals signs", "QR==", "ok leftover"},
	{"leftover bits under one equals sign", "QUJ=", "ok leftover"},
	{"leftover bits without padding", "QR", "missing leftover"},
	{"lines", "QUJD\r\nQUJD\r\n", "ok newlines=4"},
	{"lines inside a group", "QU\nJD\rQQ=\n=\n", "ok newlines=4"},
	{"the URL alphabet", "-_-_QUJD", "ok bad=0 '-' url"},
	{"the URL alphabet late", "QUJDQUJDQUJDQUJDQUJ_", "ok bad=19 '_' url"},
	{"both alphabets", "+/-_", "ok bad=2 '-' url"},
	{"a space for a plus sign", "QUJD QUJD", " bad=4 ' ' foreign=4"},
	{"a tab", "\tQUJD", " bad=0 '\\t' foreign=0"},
	{"a URL", "https://example.com/a.png", " bad=5 ':' foreign=5"},
	{"a foreign character after one of the URL alphabet", "QU-D.QUJD", " bad=2 '-' foreign=4 url"},
	{"a foreign character after padding", "QQ==.", " bad=4 '.' foreign=4"},
	{"a percent escape", "QUJDQQ%3D%3D", " bad=6 '%' foreign=6"},
	{"a byte outside ASCII", "QUJD\xc3\xa9", " bad=4 'Ã' foreign=4"},
	{"a NUL", "QUJDQUJDQUJD\x00", " bad=12 '\\x00' foreign=12"},

	{"a data URL", "data:image/png;base64,QUJD", "ok header=image/png base64"},
	{"a data URL in capitals", "DATA:Image/PNG;BASE64,QUI=", "ok header=image/png base64"},
	{"a data URL with a parameter", "data:text/plain;charset=utf-8;base64,QUJD", "ok header=text/plain base64"},
	{"a data URL without media type", "data:;base64,QUJD", "ok header= base64"},
	{"the shortest data URL", "data:,QUJD", "ok header="},
	{"a data URL without base64", "data:image/png,QUJD", "ok header=image/png"},
	{"a data URL with base64 not last", "data:image/png;base64;x=y,QUJD", "ok header=image/png"},
	{"a data URL whose media type is base64", "data:base64,QUJD", "ok header=base64"},
	{"a data URL without content", "data:image/png;base64,", "ok header=image/png base64"},
	{"a data URL with a bad character", "data:image/png;base64,QUJD QUJD", " header=image/png base64 bad=26 ' ' foreign=26"},
	{"a data URL with a space after the comma", "data:image/png;base64, QUJD", " header=image/png base64 bad=22 ' ' foreign=22"},
	{"a data URL twice", "data:image/png;base64,data:image/png;base64,QUJD", " header=image/png base64 bad=26 ':' foreign=26"},
	{"a data URL without comma", "data:image/png;base64", " bad=4 ':' foreign=4"},
	{"half of data:", "dat", "missing leftover"},
	{"almost data:", "dataQUJD", "ok"},
	{"a header as long as is looked at", "data:" + strings.Repeat("x", MaxHeaderText-6) + ",QUJD", "ok header=" + strings.Repeat("x", MaxHeaderText-6)},
	{"a header longer than is looked at", "data:" + strings.Repeat("x", MaxHeaderText-5) + ",QUJD", " bad=4 ':' foreign=4"},
}

// describe says what is unusual about a text, in the words of the cases.
func (b *Base64) describe() string {
	s := b.Padding.String()
	if b.Header {
		s += " header=" + string(b.MediaType())
	}
	if b.HeaderBase64 {
		s += " base64"
	}
	if b.BadAt >= 0 {
		s += fmt.Sprintf(" bad=%d %q", b.BadAt, b.BadByte)
	}
	if b.ForeignAt >= 0 {
		s += fmt.Sprintf(" foreign=%d", b.ForeignAt)
	}
	if b.URLAlphabet {
		s += " url"
	}
	if b.LeftoverBits {
		s += " leftover"
	}
	if b.Newlines > 0 {
		s += fmt.Sprintf(" newlines=%d", b.Newlines)
	}
	return s
}

// taker keeps decoded bytes until it has enough; enough < 0 is never.
type taker struct {
	got    []byte
	enough int
	late   bool // a piece came when enough was there, or was empty
}

func (t *taker) Done() bool { return t.enough >= 0 && len(t.got) >= t.enough }
func (t *taker) Write(p []byte) {
	t.late = t.late || t.Done() || len(p) == 0
	t.got = append(t.got, p...)
}

// readBase64 reads text cut at those places.
func readBase64(text string, enough int, cuts ...int) (*Base64, *taker) {
	var b Base64
	sink := &taker{enough: enough}
	b.Reset(sink)
	last := 0
	for _, cut := range append(cuts, len(text)) {
		b.Write([]byte(text[last:cut]))
		last = cut
	}
	b.End()
	return &b, sink
}

func TestBase64Cases(t *testing.T) {
	for _, c := range base64Cases {
		b, _ := readBase64(c.text, -1)
		if got := b.describe(); got != c.want {
			t.Errorf("%s: want %q, got %q", c.name, c.want, got)
		}
		checkBase64Oracle(t, c.text)
		checkBase64Splits(t, c.text)
	}
}

// checkBase64Oracle compares with encoding/base64, whose four decoders each take a part of what can be said.
func checkBase64Oracle(t testing.TB, text string) {
	b, sink := readBase64(text, -1)
	rest := text[len(b.HeaderText()):]
	if b.Length != int64(len(rest)) || b.Header && !strings.HasSuffix(text[:len(text)-len(rest)], ",") {
		t.Errorf("%.80q: length %d after header %q", text, b.Length, b.HeaderText())
	}
	if b.Decoded != int64(len(sink.got)) || sink.late {
		t.Errorf("%.80q: %d bytes decoded, %d given, late %t", text, b.Decoded, len(sink.got), sink.late)
	}
	standard := b.BadAt < 0
	url := b.ForeignAt < 0 && !strings.ContainsAny(rest, "+/")
	for _, d := range []struct {
		name  string
		codec *base64.Encoding
		takes bool
	}{
		{"standard", base64.StdEncoding, standard && b.Padding == PaddingOK},
		{"standard, strict", base64.StdEncoding.Strict(), standard && b.Padding == PaddingOK && !b.LeftoverBits},
		{"standard, raw", base64.RawStdEncoding, standard && b.equals == 0 && (b.Padding == PaddingOK || b.Padding == PaddingMissing)},
		{"URL", base64.URLEncoding, url && b.Padding == PaddingOK},
		{"URL, raw", base64.RawURLEncoding, url && b.equals == 0 && (b.Padding == PaddingOK || b.Padding == PaddingMissing)},
	} {
		want, err := d.codec.DecodeString(rest)
		if d.takes != (err == nil) {
			t.Errorf("%.80q: %s: want taken %t, got %v", text, d.name, d.takes, err)
		} else if d.takes && !bytes.Equal(want, sink.got) {
			t.Errorf("%.80q: %s: want %q, got %q", text, d.name, want, sink.got)
		}
	}
	if at := strings.IndexFunc(rest, func(c rune) bool {
		return !strings.ContainsRune("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=\r\n", c)
	}); at < 0 != (b.BadAt < 0) || at >= 0 && int64(at+len(text)-len(rest)) != b.BadAt {
		t.Errorf("%.80q: want the first bad character at %d, got %d", rest, at, b.BadAt)
	}
}

// checkBase64Splits demands the same however the text is cut.
func checkBase64Splits(t testing.TB, text string) {
	want, sink := readBase64(text, -1)
	describe := func(b *Base64) string {
		return fmt.Sprint(b.describe(), b.Length, b.Symbols, b.Decoded, string(b.HeaderText()))
	}
	check := func(cuts ...int) {
		b, got := readBase64(text, -1, cuts...)
		if describe(b) != describe(want) || !bytes.Equal(got.got, sink.got) {
			t.Fatalf("%.80q cut at %v: want %s %q, got %s %q", text, cuts, describe(want), sink.got, describe(b), got.got)
		}
	}
	var every []int
	for cut := range len(text) {
		check(cut)
		every = append(every, cut)
	}
	check(every...)
}

func TestBase64EveryByteInEveryLane(t *testing.T) {
	const text = "QUJDQUJDQUJDQUJDQUI="
	for i := range text {
		for c := range 256 {
			checkBase64Oracle(t, text[:i]+string([]byte{byte(c)})+text[i+1:])
		}
	}
}

func TestBase64StopsWhenTheSinkIsDone(t *testing.T) {
	text := base64.StdEncoding.EncodeToString(bytes.Repeat([]byte("0123456789"), 1000))
	want, _ := base64.StdEncoding.DecodeString(text)
	for _, enough := range []int{0, 1, 767, 768, 769, 5000, 10000} {
		b, sink := readBase64(text, enough)
		if len(sink.got) < enough || len(sink.got) >= enough+768 || sink.late || !bytes.HasPrefix(want, sink.got) {
			t.Errorf("enough %d: got %d bytes, late %t", enough, len(sink.got), sink.late)
		}
		if b.Decoded != 10000 || b.Padding != PaddingOK {
			t.Errorf("want 10000 decoded, got %d %s", b.Decoded, b.Padding)
		}
	}
}

func FuzzBase64(f *testing.F) {
	for _, c := range base64Cases {
		f.Add(c.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		checkBase64Oracle(t, text)
		if len(text) < 300 {
			checkBase64Splits(t, text)
		}
	})
}
