package main

import (
	"bytes"
	"encoding/base64"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"willpass": main})
}

// TestScripts runs the command line as people do; testdata/script holds what they type and what they must see.
func TestScripts(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"picture": picture, "bytes": writeBytes, "cut": cut, "fill": fill, "exits": exits, "columns": columns,
		},
		Setup: func(env *testscript.Env) error {
			env.Setenv("ROOT", root)
			return nil
		},
	})
}

// picture makes an image: picture 640 480 a.png
func picture(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 3 {
		ts.Fatalf("want picture width height file")
	}
	width, err := strconv.Atoi(args[0])
	ts.Check(err)
	height, err := strconv.Atoi(args[1])
	ts.Check(err)
	shade := image.NewRGBA(image.Rect(0, 0, width, height))
	for i := range shade.Pix {
		shade.Pix[i] = byte(i*i>>12) | 1 // so that the file is no smaller than usual
		if i%4 == 3 {
			shade.Pix[i] = 0xFF
		}
	}
	var file bytes.Buffer
	switch filepath.Ext(args[2]) {
	case ".png":
		ts.Check(png.Encode(&file, shade))
	case ".jpg":
		ts.Check(jpeg.Encode(&file, shade, nil))
	case ".gif":
		ts.Check(gif.Encode(&file, shade, nil))
	default:
		ts.Fatalf("want .png, .jpg or .gif, got %s", args[2])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), file.Bytes(), 0o644))
}

// writeBytes writes bytes as a Go string names them: bytes a.gif GIF89a\x01\x00
func writeBytes(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("want bytes file text")
	}
	text, err := strconv.Unquote(`"` + args[1] + `"`)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o644))
}

// cut leaves only the first bytes of a file: cut a.png 200
func cut(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("want cut file bytes")
	}
	n, err := strconv.ParseInt(args[1], 10, 64)
	ts.Check(err)
	ts.Check(os.Truncate(ts.MkAbs(args[0]), n))
}

// fill puts the base64 of a file for <file> in a text: fill body.json a.png
func fill(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("want fill text file")
	}
	encoded := base64.StdEncoding.EncodeToString([]byte(ts.ReadFile(args[1])))
	text := ts.ReadFile(args[0])
	filled := strings.ReplaceAll(text, "<"+args[1]+">", encoded)
	if filled == text {
		ts.Fatalf("%s does not hold <%s>", args[0], args[1])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(filled), 0o644))
}

// exits runs a command and wants it to end with a code: exits 2 willpass check
func exits(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) < 2 {
		ts.Fatalf("want exits code command…")
	}
	err := ts.Exec(args[1], args[2:]...)
	got := "0"
	if err != nil {
		got = strings.TrimPrefix(err.Error(), "exit status ")
	}
	if got != args[0] {
		ts.Fatalf("want exit code %s, got %s", args[0], got)
	}
	stdout, stderr := ts.ReadFile("stdout"), ts.ReadFile("stderr")
	switch {
	case args[0] != "2" && stderr != "":
		ts.Fatalf("want no words on stderr with exit code %s, got %q", args[0], stderr)
	case args[0] == "2" && (stdout != "") == (stderr != ""):
		ts.Fatalf("want exit code 2 to be explained, and nothing done; got %q and %q", stdout, stderr)
	}
}

// columns wants every line of the last output to fit so many columns, but for those with a word that is too long by itself:
// columns 80
func columns(ts *testscript.TestScript, _ bool, args []string) {
	most, err := strconv.Atoi(args[0])
	ts.Check(err)
	for line := range strings.Lines(ts.ReadFile("stdout")) {
		line = strings.TrimRight(line, "\n")
		if len([]rune(line)) > most && strings.Contains(strings.TrimSpace(line), " ") && !strings.HasPrefix(strings.TrimSpace(line), "{") {
			ts.Fatalf("this line is wider than %d columns: %s", most, line)
		}
	}
}
