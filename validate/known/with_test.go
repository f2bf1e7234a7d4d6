package known_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/known"
)

// TestRulesWith lays a contract over the documents that ship and adds a provider.
func TestRulesWith(t *testing.T) {
	folder := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	contract := write("my.json", `{"overlay":{"provider":"vidu","about":"our contract"},
		"endpoints":[{"id":"text2video","rules":[{"id":"body:/prompt.length","length":{"max":10}}]}]}`)
	write("mine/provider.json", `{"provider":{"id":"mine","name":"Mine"},"hosts":[{"id":"h","host":"mine.example"}]}`)
	rules, err := known.RulesWith(contract, filepath.Join(folder, "mine"))
	if err != nil {
		t.Fatal(err)
	}
	if rules.Provider("mine") == nil {
		t.Error("want the provider mine")
	}
	v := rules.Check(validate.Request{Method: "POST", URL: "https://api.vidu.com/ent/v2/text2video",
		Headers: []validate.Header{{Name: "Authorization", Value: "Token k"}, {Name: "Content-Type", Value: "application/json"}},
		Body:    []byte(`{"model":"viduq3-pro","prompt":"12345678901"}`)}, validate.Facts{})
	if len(v.Findings) == 0 || v.Findings[0].Rule != "body:/prompt.length" || v.Findings[0].Source != contract {
		t.Errorf("want the contract's limit first, got %+v", v.Findings)
	}
	for text, want := range map[string]string{
		`{"overlay":{"provider":"vidi"}}`: `: the overlay is for the provider "vidi"; there are ailab, aliyun, nhn, omnious, vidu`,
		`{"endpoints":[]}`:                `:1:1: want the key "overlay"; the documents of a further provider are a folder`,
	} {
		if _, err := known.RulesWith(write("bad.json", text)); err == nil || !strings.HasSuffix(err.Error(), want) {
			t.Errorf("%s: want an error that ends in %q, got %v", text, want, err)
		}
	}
}
