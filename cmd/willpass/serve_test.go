//go:build unix

package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestServe runs the program as a team would: it says how to use it, answers, writes a line per request, and ends whole when it
// is interrupted while a request is under way.
func TestServe(t *testing.T) {
	program, authority := built(t, "."), filepath.Join(t.TempDir(), "authority.pem")
	command := exec.Command(program, "serve", "--json", "--listen", "127.0.0.1:0", "--fault", "quota", "--fact", "maxSide=600", "--authority", authority)
	var words bytes.Buffer
	command.Stderr = &words
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	defer command.Process.Kill()
	lines := bufio.NewReader(out)
	var first struct {
		URL    string
		Routes []struct{ Provider, Base, For string }
	}
	line, err := lines.ReadBytes('\n')
	if err != nil || json.Unmarshal(line, &first) != nil || len(first.Routes) < 5 {
		t.Fatalf("want a line that says how to use it, got %s, %v, %s", line, err, &words)
	}
	if pem, err := os.ReadFile(authority); err != nil || !bytes.Contains(pem, []byte("BEGIN CERTIFICATE")) {
		t.Errorf("want a certificate, got %q, %v", pem, err)
	}
	ask := func(fault string) (int, string, error) {
		r, err := http.NewRequest("GET", first.URL+"/vidu/ent/v2/tasks/1/creations", nil)
		if err != nil {
			return 0, "", err
		}
		r.Header.Set("Authorization", "Token k")
		r.Header.Set("Willpass-Fault", fault)
		response, err := http.DefaultClient.Do(r)
		if err != nil {
			return 0, "", err
		}
		defer response.Body.Close()
		body, err := io.ReadAll(response.Body)
		return response.StatusCode, string(body), err
	}
	if status, body, err := ask(""); status != 404 || !strings.Contains(body, "TaskNotFound") {
		t.Errorf("want 404, got %d %s, %v", status, body, err)
	}
	seen := make(chan string)
	go func() {
		status, body, err := ask("slow=1s")
		if err != nil {
			body = err.Error()
		}
		seen <- http.StatusText(status) + " " + body
	}()
	time.Sleep(300 * time.Millisecond)
	if err := command.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if got := <-seen; !strings.HasPrefix(got, "Not Found {") {
		t.Errorf("want what is under way to come to its end, got %s", got)
	}
	rest, err := io.ReadAll(lines)
	if err != nil || bytes.Count(rest, []byte("\n")) != 2 || !bytes.Contains(rest, []byte(`"code":"TaskNotFound"`)) {
		t.Errorf("want a line per request, got %s, %v", rest, err)
	}
	if err := command.Wait(); err != nil {
		t.Errorf("want it to end whole, got %v: %s", err, &words)
	}
}
