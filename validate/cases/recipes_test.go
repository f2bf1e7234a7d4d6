package cases

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

var update = flag.Bool("update", false, "write the generated files of testdata")

const recipesFile = "../../testdata/recipes/recipes.json"

// TestRecipesAreTheSameEverywhere pins what every recipe makes. The list is read by every implementation of recipes.
func TestRecipesAreTheSameEverywhere(t *testing.T) {
	var out bytes.Buffer
	out.WriteString("[\n")
	for i, recipe := range pinnedRecipes() {
		n, err := parseNode([]byte(recipe))
		if err != nil {
			t.Fatalf("%s: %v", recipe, err)
		}
		var content []byte
		if e := (expander{dir: "../../testdata/recipes"}); n.recipe() == "$times" || n.recipe() == "" {
			content, err = e.json(nil, n)
		} else {
			content, err = e.bytes(n)
		}
		if err != nil {
			t.Fatalf("%s: %v", recipe, err)
		}
		if i > 0 {
			out.WriteString(",\n")
		}
		sum := sha256.Sum256(content)
		fmt.Fprintf(&out, `{"recipe":%s,"bytes":%d,"sha256":"%s"}`, recipe, len(content), hex.EncodeToString(sum[:]))
	}
	out.WriteString("\n]\n")
	compare(t, recipesFile, out.Bytes())
}

// compare demands that the committed file is what was generated, or writes it with -update.
func compare(t *testing.T, path string, want []byte) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(want, got) {
		t.Errorf("%s is not what is generated; run go test ./validate/cases -update", path)
	}
}

// pinnedRecipes covers every format, option and kind of recipe, at sizes around the boundaries in the writers. The last
// ones are not recipes but values that hold some: their expansion is compact JSON.
func pinnedRecipes() []string {
	var list []string
	for _, format := range formats {
		for _, size := range []string{"1x1", "7x9", "86x3", "258x2", "640x480", "4000x30"} {
			list = append(list, `{"$image":"`+format.name+` `+size+`"}`)
		}
		for _, option := range []string{"gray", "alpha", "orientation=1", "orientation=6", "frames=1", "frames=12"} {
			if recipe := format.name + " 33x17 " + option; valid(recipe) {
				list = append(list, `{"$image":"`+recipe+`"}`)
			}
		}
		list = append(list, `{"$image":"`+format.name+` 33x17 bytes=5000"}`, `{"$image":"`+format.name+` 33x17 cut=20"}`,
			`{"$image":"`+format.name+` 33x17 cut=4100 bytes=5000"}`,
			`{"$image":"`+format.name+` 33x17","encode":"base64"}`, `{"$image":"`+format.name+` 33x17","encode":"dataurl"}`)
		if valid(format.name+" 8192x8192") && format.name != "bmp" {
			list = append(list, `{"$image":"`+format.name+` 8192x8192"}`)
		}
	}
	return append(list,
		`{"$image":"png 33x17 gray alpha orientation=8"}`,
		`{"$image":"tiff 33x17 alpha orientation=2"}`,
		`{"$image":"webp 16384x16384 alpha orientation=7"}`,
		`{"$image":"gif 9x9 alpha frames=3"}`,
		`{"$image":"gif 2829x2829"}`,
		`{"$image":"gif 2829x2830"}`,
		`{"$image":"png 1x1 bytes=5242881"}`,
		`{"$image":"png 1x1 cut=0"}`,
		`{"$image":"png 1x1","encode":"dataurl","type":"image/x"}`,
		`{"$base64":"bytes.bin"}`,
		`{"$repeat":["A",5000]}`,
		`{"$repeat":["\u00e9\n\"é",3]}`,
		`{"$repeat":["",7]}`,
		`{"$times":[1001,{"id":"img-{i}","{i}":"name stays","n":1.50}]}`,
		`{"$times":[3,{"$image":"png 1{i}x1","encode":"base64"}]}`,
		`{"$times":[2,{"outer":"{i}","inner":{"$times":[2,"{i}"]},"again":"{i}"}]}`,
		`{"$times":[2,{"$repeat":["{i},",3]}]}`,
		`{"$times":[0,"x"]}`,
		`{"b": 1.0, "a": [ -0.0e+1, true , null ,"\u0041\/ \ud83d\ude00" , {"$repeat":["\u0041",2]} ], "2": {}, "1": [], "a": "{i}"}`,
	)
}

func valid(recipe string) bool {
	_, err := parsePicture(recipe)
	return err == nil
}
