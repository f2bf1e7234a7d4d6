package check_test

import (
	"testing"

	"github.com/willpass/willpass/validate/check"
)

func TestTakes(t *testing.T) {
	row := func(name, accept string, want check.State) question {
		return question{name: name, param: `["application/json"]`, value: text(accept), want: want}
	}
	ask(t, "takes", record(), []question{
		row("the type itself", "application/json", passed),
		row("in other letters, with a parameter", "Application/JSON; charset=utf-8", passed),
		row("any type", "*/*", passed),
		row("any of its kind", "text/html, application/*;q=0.1", passed),
		row("another type", "application/xml", failed),
		row("another kind", "image/*, text/*", failed),
		row("nothing that reads as a type", "json", failed),
		row("its weight is nothing", "application/json;q=0", failed),
		row("its weight is nothing, though anything else is welcome", "*/*, application/json;q=0.000", failed),
		row("its weight is little", "application/json;q=0.001", passed),
		row("any type weighs nothing but this one", "application/json, */*;q=0", passed),
		row("a star alone is no type", "*", failed),
		{name: "an empty header takes everything", param: `["application/json"]`, value: text(""), want: passed},
		{name: "too long to be kept", param: `["application/json"]`, value: cut("text/html,", 4000), want: open, why: "2048 bytes"},
		{name: "the second of two", param: `["image/png","image/jpeg"]`, value: text("image/jpeg"), want: passed},
	})
}
