package probe

import (
	"encoding/binary"
	"math"
	"strings"
)

// mp3Second is a frame of 417 bytes: MPEG 1, layer III, 128 kbit/s, 44100 Hz, stereo.
var mp3OneFrame = "\xff\xfb\x90\x00" + strings.Repeat("m", 413)

func withXing(n uint32) string {
	return mp3OneFrame[:36] + "Xing" + b32(1, n) + mp3OneFrame[48:]
}

func adts(n int) string {
	return strings.Repeat("\xff\xf1\x50\x80\x04\x1f\xfc"+strings.Repeat("a", 25), n)
}

func oggPage(flags byte, time uint64, serial uint32, packet string) string {
	return "OggS\x00" + string([]byte{flags}) + string(binary.LittleEndian.AppendUint64(nil, time)) + l32(serial, 0, 0) + "\x01" + string([]byte{byte(len(packet))}) + packet
}

var oggHead = oggPage(2, 0, 7, "\x01vorbis"+l32(0)+"\x02"+l32(44100)+strings.Repeat("\x00", 14))

var soundCases = []probeCase{
	{name: "wav", file: riff("WAVE", riffChunk("fmt ", l16(1, 2)+l32(44100, 176400)+l16(4, 16)), riffChunk("LIST", "x"), riffChunk("data", strings.Repeat("w", 17640))), want: "wav ms 100 pcm"},
	{name: "wav: written to a pipe", file: riff("WAVE", riffChunk("fmt ", l16(1, 2)+l32(44100, 176400)+l16(4, 16)), "data"+l32(0)+strings.Repeat("w", 17640)), want: "wav ms 100 pcm"},
	{name: "wav: 64 bits", file: "RF64" + l32(riffUnknown) + "WAVE" + riffChunk("ds64", l64(0)+l64(17640)+l64(0)+l32(0)) + riffChunk("fmt ", l16(3, 2)+l32(44100, 176400)+l16(4, 16)) + "data" + l32(riffUnknown), want: "wav ms 100 pcm"},
	{name: "mp3: constant bit rate", file: strings.Repeat(mp3OneFrame, 40), want: "mp3 ms 1043 mp3", deep: "mp3 ms 1045 mp3"},
	{name: "mp3: number of frames", file: "ID3\x04\x00\x00\x00\x00\x00\x10" + strings.Repeat("t", 16) + withXing(1000) + mp3OneFrame, want: "mp3 ms 26122 mp3"},
	{name: "mp3: padding behind the tag", file: "ID3\x04\x00\x00\x00\x00\x00\x10" + strings.Repeat("t", 16) + strings.Repeat("\x00", 999) + withXing(1000) + mp3OneFrame, want: "mp3 ms 26122 mp3"},
	{name: "aac", file: adts(100), want: "aac aac", deep: "aac ms 2322 aac"},
	{name: "flac", file: "fLaC\x00\x00\x00\x22" + strings.Repeat("\x00", 10) + "\x0a\xc4\x42\xf0" + b32(88200) + strings.Repeat("\x00", 16), want: "flac ms 2000 flac"},
	{name: "ogg: vorbis", file: oggHead + oggPage(0, 0, 7, "setup") + oggPage(0, 44100, 7, strings.Repeat("v", 250)) + oggPage(4, 66150, 7, "v"), want: "ogg ms 1500 vorbis"},
	{name: "ogg: far end", file: oggHead + strings.Repeat(oggPage(0, 44100, 7, strings.Repeat("v", 250)), 400) + oggPage(0, 1, 8, "other") + oggPage(4, 66150, 7, "v"), want: "ogg ms 1500 vorbis"},
	{name: "ogg: opus", file: oggPage(2, 0, 9, "OpusHead\x01\x02"+l16(312)+l32(48000)+"\x00\x00\x00"+strings.Repeat("\x00", 13)) + oggPage(4, 48312, 9, "o"), want: "ogg ms 1000 opus"},
	{name: "ogg: a page that never ends", file: oggHead + strings.Repeat("x", 140000), want: "ogg vorbis"},
	{name: "wma", file: asfHeader + l64(1000) + l32(1) + "\x01\x02" + asfFile + l64(104) + strings.Repeat("\x00", 40) + l64(35_000_000) + l64(0) + l64(500) + strings.Repeat("\x00", 16), want: "wma ms 3000"},
}

func be64float(v float64) string {
	return string(binary.BigEndian.AppendUint64(nil, math.Float64bits(v)))
}
