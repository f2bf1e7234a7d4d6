//go:build unix

package main

import (
	"bytes"
	"encoding/base64"
	"errors"
	"image"
	"image/png"
	"io"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// A body of 50 MB must be judged in less than 40 MB of memory, the whole process counted.
const (
	bodyBytes = 50_000_000
	mostKiB   = 40_000_000 / 1024
)

func TestMemory(t *testing.T) {
	willpass, peak := built(t, "."), built(t, "./testdata/peak")
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewRGBA(image.Rect(0, 0, 640, 480))); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name, head, end string
		encoded         bool
		want            string
	}{
		{"JSON, base64", "POST https://api.vidu.com/ent/v2/img2video\nAuthorization: Token k\nContent-Type: application/json\n\n" +
			`{"model":"viduq3-pro","images":["data:image/png;base64,`, `"]}`, true, `"want":"at most 20 MB in the whole body"`},
		{"multipart", "POST https://www.ailabapi.com/api/cutout/general/universal-background-removal\nailabapi-api-key: k\n" +
			"Content-Type: multipart/form-data; boundary=B\n\n--B\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a.png\"\r\n\r\n",
			"\r\n--B--\r\n", false, `"code":"FILE_SIZE_EXCEEDS_LIMIT"`},
	} {
		t.Run(test.name, func(t *testing.T) {
			file := io.MultiReader(bytes.NewReader(picture.Bytes()), io.LimitReader(noise{}, bodyBytes))
			if test.encoded {
				file = encoded(io.LimitReader(file, bodyBytes/4*3))
			}
			in, out := io.MultiReader(strings.NewReader(test.head), file, strings.NewReader(test.end)), &bytes.Buffer{}
			kib := measured(t, peak, willpass, in, out)
			t.Logf("%s: the program held %d KiB at most", test.name, kib)
			if kib >= mostKiB || kib < 1000 {
				t.Errorf("want less than %d KiB, got %d", mostKiB, kib)
			}
			if !strings.Contains(out.String(), test.want) {
				t.Errorf("want a verdict with %s, got %s", test.want, out)
			}
		})
	}
}

// built builds a program.
func built(t *testing.T, source string) string {
	t.Helper()
	program := filepath.Join(t.TempDir(), filepath.Base(source)+"-program")
	if out, err := exec.Command("go", "build", "-o", program, source).CombinedOutput(); err != nil {
		t.Fatalf("go build %s: %v: %s", source, err, out)
	}
	return program
}

// measured runs the program over a request on standard input and returns the most memory that it held, in KiB.
func measured(t *testing.T, peak, willpass string, in io.Reader, out io.Writer) int {
	t.Helper()
	var words bytes.Buffer
	command := exec.Command(peak, willpass, "check", "--json", "-")
	command.Stdin, command.Stdout, command.Stderr = in, out, &words
	var exit *exec.ExitError
	if err := command.Run(); !errors.As(err, &exit) || exit.ExitCode() != exitFail {
		t.Fatalf("want exit code 1, got %v: %s", err, &words)
	}
	kib, err := strconv.Atoi(strings.TrimSpace(words.String()))
	if err != nil {
		t.Fatal(err)
	}
	return kib
}

// noise is bytes without end that do not repeat soon.
type noise struct{}

func (noise) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = byte(i * i >> 3)
	}
	return len(b), nil
}

// encoded is what from holds, as base64.
func encoded(from io.Reader) io.Reader {
	out, in := io.Pipe()
	go func() {
		w := base64.NewEncoder(base64.StdEncoding, in)
		_, err := io.Copy(w, from)
		in.CloseWithError(errors.Join(err, w.Close()))
	}()
	return out
}
