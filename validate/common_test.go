package validate_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/willpass/willpass/validate"
)

// TestOneOddAmongMany: what is odd about one element is found among many, of which most rules ask only what they have in common, as it
// is among few, which are asked one by one.
func TestOneOddAmongMany(t *testing.T) {
	rules := rulesOf(t)
	found := func(n, at int, odd string, facts validate.Facts) string {
		var elements []string
		for i := range n {
			if i == at {
				elements = append(elements, odd)
			} else {
				elements = append(elements, fmt.Sprintf(`{"image":{"type":"url","content":"https://shop.example/%d.jpg"},"context":{"id":"p-%d"}}`, i, i))
			}
		}
		request := bulkOfURLs()
		request.Body = []byte(`{"taggingRequest":[` + strings.Join(elements, ",") + `],"option":["STRICT"]}`)
		v := rules.Check(request, facts)
		out := v.Outcome.String() + "\n"
		for _, f := range v.Findings {
			others := 0 // elements of which this was not found
			if f.Count > 1 {
				others = n - f.Count
			}
			out += f.Rule + " " + f.State + " " + strconv.Itoa(others) + " " + strings.Replace(f.At+"/", "/"+strconv.Itoa(at)+"/", "/odd/", 1) + "\n"
		}
		for _, a := range v.Assumed {
			out += a.Fact + "\n"
		}
		return out
	}
	usual := found(3, -1, "", validate.Facts{})
	for _, odd := range []string{
		`{"image":{"type":"base64","content":"https://shop.example/x.jpg"},"context":{"id":"x"}}`,
		`{"image":{"type":"base64","content":"iVBORw0KGgo="},"context":{"id":"x"}}`,
		`{"image":{"type":"ftp","content":"https://shop.example/x.jpg"},"context":{"id":"x"}}`,
		`{"image":{"type":5,"content":"https://shop.example/x.jpg"},"context":{"id":"x"}}`,
		`{"image":{"type":null,"content":"https://shop.example/x.jpg"},"context":{"id":"x"}}`,
		`{"image":{"content":"https://shop.example/x.jpg"},"context":{"id":"x"}}`,
		`{"image":{"content":"iVBORw0KGgo="},"context":{"id":"x"}}`,
		`{"image":{"type":"url","content":"ftp://shop.example/x.jpg"},"context":{"id":"x"}}`,
		`{"image":{"type":"url","content":""},"context":{"id":"x"}}`,
		`{"image":{"type":"url","content":{}},"context":{"id":"x"}}`,
		`{"image":{"type":"url"},"context":{"id":"x"}}`,
		`{"image":{},"context":{"id":"x"}}`, `{"image":[],"context":{"id":"x"}}`, `{"context":{"id":"x"}}`,
		`{"image":{"type":"url","content":"https://shop.example/x.jpg"},"context":{"id":"p-0"}}`,
		`{"image":{"type":"url","content":"https://shop.example/x.jpg"},"context":{"id":"x","detection":["HAT"]}}`,
		`{}`, `[]`, `null`, `"x"`,
	} {
		different := 0
		for _, known := range []validate.Facts{{}, {Named: []validate.Fact{{Name: "bulkReadsImages", Bool: true}}}} {
			for _, at := range []int{1, 2} {
				want := found(3, at, odd, known)
				if want != usual {
					different++
				}
				if got := found(3*many, at*many, odd, known); want != got {
					t.Errorf("%s at %d:\nwant %s\ngot  %s", odd, at, want, got)
				}
			}
		}
		if different == 0 {
			t.Errorf("%s: want it to be found", odd)
		}
	}
}

// many is more values than are asked one by one.
const many = 20
