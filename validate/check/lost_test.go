package check_test

import (
	"testing"

	"github.com/willpass/willpass/validate/check"
)

// TestATextThatIsNotKeptDecidesNothing: a request with megabytes of short texts keeps only some of them.
func TestATextThatIsNotKeptDecidesNothing(t *testing.T) {
	lost := check.Value{Kind: check.String, Bytes: 9, Chars: 9, Cut: true, Index: check.NoIndex}
	lostNumber := check.Value{Kind: check.Number, Bytes: 9, Index: check.NoIndex}
	for kind, param := range map[string]string{"starts": `"a"`, "contentType": `["a/b"]`, "url": `{"schemes":["https"]}`, "oneOf": `["a"]`, "is": `"a"`,
		"range": `{"max":1}`, "type": `"integerText"`} {
		ask(t, kind, record(), []question{{name: kind, param: param, value: lost, want: open, got: "9 bytes", why: "2048"}})
	}
	ask(t, "type", record(), []question{
		{name: "its type is known", param: `"string"`, value: lost, want: passed},
		{name: "and its other type is not", param: `"boolean"`, value: lost, want: failed},
		{name: "a number is one", param: `"number"`, value: lostNumber, want: passed},
		{name: "whether it is whole is open", param: `"integer"`, value: lostNumber, want: open},
	})
	ask(t, "required", record(), []question{{name: "it is there", param: `"filled"`, value: lost, want: passed}})
	ask(t, "length", record(), []question{{name: "its length is known", param: `{"max":8}`, value: lost, want: failed}})
	if got, _ := parse(t, "unique", `true`).(whole).AskAll(many(lost, lost), 2, nil); open != got {
		t.Errorf("unique: want open, got %s", got)
	}
}
