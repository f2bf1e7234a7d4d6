package check_test

import (
	"strings"
	"testing"

	"github.com/willpass/willpass/validate/check"
)

// cut is a long text of which only the beginning is kept.
func cut(s string, bytes int64) check.Value {
	v := text(s)
	v.Cut, v.Bytes, v.Chars = true, bytes, bytes
	return v
}

// within is a text of digits, as far as it is kept, all of whose characters are of these sets.
func within(sets check.Charsets) check.Value {
	v := cut(strings.Repeat("1", check.MaxText), 3000)
	v.Within = sets
	return v
}

func TestLength(t *testing.T) {
	ask(t, "length", record(), []question{
		{name: "under min", param: `{"min":2,"max":4}`, value: text("a"), want: failed, got: "1 character"},
		{name: "at min", param: `{"min":2,"max":4}`, value: text("ab"), want: passed},
		{name: "at max", param: `{"min":2,"max":4}`, value: text("abcd"), want: passed},
		{name: "over max", param: `{"min":2,"max":4}`, value: text("abcde"), want: failed, got: "5 characters"},
		{name: "characters are code points, not bytes", param: `{"max":4}`, value: text("日本語文"), want: passed},
		{name: "bytes are bytes", param: `{"max":4,"of":"bytes"}`, value: text("日本"), want: failed, got: "6 bytes"},
		{name: "of a text that is not kept whole", param: `{"max":5000}`, value: cut("abc", 5001), want: failed, got: "5001 characters"},
		{name: "the empty text has none", param: `{"min":1}`, value: text(""), want: failed},
		{name: "a number has none", param: `{"max":1}`, value: number("123"), want: passed},
		{name: "of a fact", param: `{"max":{"fact":"n"}}`, value: text("a"), want: open, need: check.Need{Kind: check.NeedFact, Name: "n"}},
	})
}

func TestCharset(t *testing.T) {
	ask(t, "charset", record(), []question{
		{name: "digits", param: `"digits"`, value: text("0123456789"), want: passed},
		{name: "no sign", param: `"digits"`, value: text("-1"), want: failed},
		{name: "no digits of other scripts", param: `"digits"`, value: text("١"), want: failed},
		{name: "token", param: `"token"`, value: text("Az_09-"), want: passed},
		{name: "the neighbours of letters", param: `"token"`, value: text("@"), want: failed},
		{name: "and behind them", param: `"token"`, value: text("["), want: failed},
		{name: "no space", param: `"token"`, value: text("a b"), want: failed, got: `"a b"`},
		{name: "ascii", param: `"ascii"`, value: text("a b\x7f"), want: passed},
		{name: "not ascii", param: `"ascii"`, value: text("é"), want: failed},
		{name: "the empty text", param: `"digits"`, value: text(""), want: passed},
		{name: "another type", param: `"digits"`, value: of(check.Null), want: passed},
		{name: "a text whose end is not kept", param: `"digits"`, value: within(check.Digits | check.ASCII), want: passed},
		{name: "and is not of the set", param: `"digits"`, value: within(check.ASCII), want: failed, got: "3000 bytes"},
	})
}

func TestStarts(t *testing.T) {
	ask(t, "starts", record(), []question{
		{name: "with it", param: `"Bearer "`, value: text("Bearer k"), want: passed},
		{name: "letter case counts", param: `"Bearer "`, value: text("bearer k"), want: failed, got: `"bearer k"`},
		{name: "shorter than it", param: `"Bearer "`, value: text("Bearer"), want: failed},
		{name: "one of a list", param: `["Token ","Bearer "]`, value: text("Bearer k"), want: passed},
		{name: "none of a list", param: `["Token ","Bearer "]`, value: text("Basic k"), want: failed},
		{name: "another type", param: `"Bearer "`, value: of(check.Null), want: passed},
	})
}

func TestContentType(t *testing.T) {
	ask(t, "contentType", record(), []question{
		{name: "it", param: `["application/json"]`, value: text("application/json"), want: passed},
		{name: "with parameters", param: `["application/json"]`, value: text("application/json; charset=utf-8"), want: passed},
		{name: "in any letter case", param: `["application/json"]`, value: text("Application/JSON ;x=y"), want: passed},
		{name: "longer", param: `["application/json"]`, value: text("application/json5"), want: failed},
		{name: "another", param: `["application/json","text/json"]`, value: text("text/plain"), want: failed, got: `"text/plain"`},
		{name: "empty", param: `["application/json"]`, value: text(""), want: failed},
		{name: "none", param: `["application/json"]`, value: of(check.Absent), want: passed},
	})
}

func TestOneOf(t *testing.T) {
	ask(t, "oneOf", record(), []question{
		{name: "it", param: `["a","b"]`, value: text("b"), want: passed},
		{name: "letter case counts", param: `["a","b"]`, value: text("B"), want: failed, got: `"B"`},
		{name: "unless it does not", param: `{"values":["a","b"],"ignoreCase":true}`, value: text("B"), want: passed},
		{name: "a set", param: `"@models"`, value: text("m2"), want: passed},
		{name: "not of the set", param: `"@models"`, value: text("m3"), want: failed},
		{name: "a number", param: `[4,8]`, value: number("8"), want: passed},
		{name: "is compared as it is written", param: `[4,8]`, value: number("8.0"), want: failed, got: "8.0"},
		{name: "a boolean", param: `[true]`, value: truth(false), want: failed, got: "false"},
		{name: "the empty text is a text", param: `["a"]`, value: text(""), want: failed, got: `""`},
		{name: "unless it is listed", param: `["","a"]`, value: text(""), want: passed},
		{name: "each piece of a split text", param: `{"values":["a","b"],"split":","}`, value: text("a, b,a"), want: passed},
		{name: "a piece that is none", param: `{"values":["a","b"],"split":","}`, value: text("a,c"), want: failed, got: `"c"`},
		{name: "an empty piece", param: `{"values":["a","b"],"split":","}`, value: text("a,"), want: failed, got: `""`},
		{name: "a text too long to be any", param: `["a"]`, value: cut("a", 5000), want: failed, got: "5000 bytes"},
		{name: "a list of a fact, all", param: `["a","b"]`, value: check.Value{Kind: check.List, Rare: &check.Rare{List: []string{"a", "b"}}}, want: passed},
		{name: "a list of a fact, one is none", param: `["a","b"]`, value: check.Value{Kind: check.List, Rare: &check.Rare{List: []string{"a", "c"}}}, want: failed, got: `"c"`},
		{name: "null is another rule's question", param: `["a"]`, value: of(check.Null), want: passed},
		{name: "so is an array", param: `["a"]`, value: array(2), want: passed},
	})
}

func TestOneOfKnowsWhatWasMeant(t *testing.T) {
	for param, want := range map[string]string{`["viduq1","vidu2.0"]`: `did you mean "viduq1"?`, `["photo","anime"]`: "use one of photo or anime"} {
		v, told := text("viduq"), check.Told{}
		parse(t, "oneOf", param).Ask(record(), &v, &told)
		if want != told.Fix {
			t.Errorf("%s: want %q, got %q", param, want, told.Fix)
		}
	}
}

func TestURL(t *testing.T) {
	const both = `{"schemes":["http","https"]}`
	ask(t, "url", record(), []question{
		{name: "https", param: both, value: text("https://a.example/x?y#z"), want: passed},
		{name: "any letter case of the scheme", param: both, value: text("HTTP://a.example"), want: passed},
		{name: "another scheme", param: both, value: text("ftp://a.example/"), want: failed, got: "ftp"},
		{name: "no scheme", param: both, value: text("a.example/x"), want: failed},
		{name: "no host", param: both, value: text("https:///x"), want: failed},
		{name: "no slashes", param: both, value: text("https:a.example"), want: failed},
		{name: "a scheme without hosts", param: `{"schemes":["ssupload"]}`, value: text("ssupload:?id=1"), want: passed},
		{name: "only one scheme", param: `{"schemes":["https"]}`, value: text("http://a.example/"), want: failed},
		{name: "the empty text is another rule's question", param: both, value: text(""), want: passed},
		{name: "so is a number", param: both, value: number("1"), want: passed},
	})
}

func TestIs(t *testing.T) {
	ask(t, "is", record(), []question{
		{name: "true", param: `true`, value: truth(true), want: passed},
		{name: "false", param: `true`, value: truth(false), want: failed, got: "false"},
		{name: "a text", param: `"new"`, value: text("new"), want: passed},
		{name: "another text", param: `"new"`, value: text("old"), want: failed, got: `"old"`},
		{name: "a number", param: `3`, value: number("3"), want: passed},
		{name: "anything but the text", param: `{"not":"new"}`, value: text("old"), want: passed},
		{name: "the very text", param: `{"not":"new"}`, value: text("new"), want: failed, got: `"new"`},
		{name: "anything but false", param: `{"not":false}`, value: truth(true), want: passed},
		{name: "a fact to be anything but, that nobody knows", param: `{"not":"new"}`, value: unknown(), want: open},
		{name: "a longer text is another", param: `{"not":"new"}`, value: cut("new", 3000), want: passed},
		{name: "a fact that nobody knows", param: `true`, value: unknown(), want: open},
		{name: "nothing is another rule's question", param: `true`, value: of(check.Absent), want: passed},
		{name: "a text that is not kept whole", param: `"new"`, value: cut("new", 3000), want: failed},
	})
}

func TestNever(t *testing.T) {
	ask(t, "never", record(), []question{
		{name: "a path", param: `true`, value: text("/nowhere"), want: failed, got: `"/nowhere"`},
		{name: "nothing", param: `true`, value: of(check.Absent), want: failed},
	})
}
