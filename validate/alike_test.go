package validate_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/willpass/willpass/validate"
)

// TestAlikeElements: elements of an array that are written in the same way are kept by comparing them with the one before, those that
// come in pieces are read. Both give the same verdict and keep the same texts, whatever is odd about some of them.
func TestAlikeElements(t *testing.T) {
	rules := rulesOf(t)
	random := rand.New(rand.NewPCG(7, 11))
	for round := range 200 {
		n := 1 + random.IntN(60)
		if round%40 == 0 {
			n = 4090 + random.IntN(12) // as many as are kept
		}
		rare := []int{4, 30, 1 << 30}[round%3] // one in so many is odd
		var b strings.Builder
		b.WriteString(`{"defaultDetection":["TOP"],"taggingRequest":[`)
		for i := range n {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(oddElement(random, rare, i))
		}
		b.WriteString(`],"option":["STRICT"]}`)
		body := b.String()
		request := bulkOfURLs()
		request.Body = []byte(body)
		facts := validate.Facts{Named: []validate.Fact{{Name: "bulkReadsImages", Bool: round%2 > 0}}}
		whole, pieces := rules.Begin(request, facts), rules.Begin(request, facts)
		whole.Write(request.Body)
		for left := request.Body; len(left) > 0; {
			piece := min(len(left), 30)
			pieces.Write(left[:piece])
			left = left[piece:]
		}
		v, again := whole.End(), pieces.End()
		if want, got := string(again.AppendJSON(nil)), string(v.AppendJSON(nil)); want != got {
			t.Fatalf("%.3000s:\nwant %s\ngot  %s", body, want, got)
		}
		for _, place := range []string{"type", "content", "id", "size"} {
			for _, above := range []string{"image", "context"} {
				at := "body:/taggingRequest/*/" + above + "/" + place
				want, complete := pieces.Texts(at)
				if got, all := whole.Texts(at); !slices.Equal(want, got) || complete != all {
					t.Fatalf("%s of %.3000s:\nwant %q, %t\ngot  %q, %t", at, body, want, complete, got, all)
				}
			}
		}
	}
}

// oddElement is an image of a bulk request, in which one in so many things is odd.
func oddElement(random *rand.Rand, rare, number int) string {
	odd := func(text string, others ...string) string {
		if random.IntN(rare) == 0 {
			return others[random.IntN(len(others))]
		}
		return text
	}
	content := odd(fmt.Sprintf(`"https://shop.example/%d.jpg"`, number), `"https://shop.example/1.jpg"`, `""`, `"é"`, `"a\nb"`, `5`, `null`, `{}`, `"`+strings.Repeat("A", 2100)+`"`)
	image := odd(`"type":"url","content":`+content, `"type":"base64","content":"iVBORw0KGgo="`, `"type":"url","type":"url","content":`+content, `"content":`+content,
		`"type":"url","content":`+content+`,"size":[1,2]`, `"type" : "url","content":`+content)
	id := odd(fmt.Sprintf(`"p-%d"`, number), `"p-0"`, `7`, `true`, `[]`)
	context := odd(`"id":`+id, `"id":`+id+`,"detection":["TOP","HAT"]`, `"id":`+id+`,"id":"twice"`, ``)
	return odd(`{"image":{`+image+`},"context":{`+context+`}}`, `{"context":{`+context+`},"image":{`+image+`}}`, `{}`, `[]`, `"x"`, `{"image":{`+image+`}}`,
		`{"image":5,"context":{`+context+`},"image":{`+image+`}}`)
}
