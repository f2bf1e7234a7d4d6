package check_test

import (
	"testing"

	"github.com/willpass/willpass/validate/check"
)

func TestBefore(t *testing.T) {
	const param = `"fact:until"`
	at := func(now int64, until check.Value) *check.Record {
		r := knowing("until", until)
		r.Now = now
		return r
	}
	for _, c := range []struct {
		name   string
		record *check.Record
		want   check.State
		need   string
	}{
		{"neither is known", at(0, unknown()), open, "until"},
		{"the end is not known", at(1000, unknown()), open, "until"},
		{"the clock is not known", at(0, number("1000")), open, "now"},
		{"a second before", at(999, number("1000")), passed, ""},
		{"at the end it is over", at(1000, number("1000")), failed, ""},
		{"a second after", at(1001, number("1000")), failed, ""},
	} {
		need := check.Need{}
		if c.need != "" {
			need = check.Need{Kind: check.NeedFact, Name: c.need}
		}
		ask(t, "before", c.record, []question{{name: c.name, param: param, value: of(check.Null), want: c.want, need: need}})
	}
}

func TestParses(t *testing.T) {
	well, ill, free := record(), record(), record()
	ill.Faults = check.BodyFault{Bad: true, Words: "want a comma at line 1, column 9"}
	free.Faults = check.BodyFault{Bad: true, Free: true, Words: "a byte order mark at line 1, column 1"}
	json := func(valid bool) check.Value {
		v := text("{")
		v.File = &check.File{Text: check.Text{Asked: true, Valid: valid, Fault: "the text ends"}}
		return v
	}
	ask(t, "parses", well, []question{
		{name: "a body", param: `true`, value: of(check.Part), want: passed},
		{name: "a text that is JSON", param: `true`, value: json(true), want: passed},
		{name: "a text that is none", param: `true`, value: json(false), want: failed, got: "the text ends"},
	})
	ask(t, "parses", ill, []question{
		{name: "a body that does not", param: `true`, value: of(check.Part), want: failed, got: "line 1, column 9"},
		{name: "nothing of it is left", param: `true`, value: of(check.Absent), want: failed},
	})
	ask(t, "parses", free, []question{
		{name: "a body that readers may take or refuse", param: `true`, value: of(check.Part), want: open, got: "byte order mark", why: "accept or refuse"},
	})
}
