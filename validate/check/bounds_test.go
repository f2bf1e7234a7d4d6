package check_test

import (
	"testing"

	"github.com/willpass/willpass/validate/check"
)

func TestRangeAtItsBounds(t *testing.T) {
	ask(t, "range", record(), []question{
		{name: "under min", param: `{"min":1,"max":8}`, value: number("0"), want: failed, got: "0"},
		{name: "min is inside", param: `{"min":1,"max":8}`, value: number("1"), want: passed},
		{name: "max is inside", param: `{"min":1,"max":8}`, value: number("8"), want: passed},
		{name: "over max", param: `{"min":1,"max":8}`, value: number("9"), want: failed, got: "9"},
		{name: "above is outside", param: `{"above":0}`, value: number("0"), want: failed},
		{name: "-0 is 0", param: `{"above":0}`, value: number("-0"), want: failed},
		{name: "just above", param: `{"above":0}`, value: number("0.000001"), want: passed},
		{name: "smaller than any digit that is kept, and still above", param: `{"above":0}`, value: number("1e-400"), want: passed},
		{name: "below is outside", param: `{"below":2.5}`, value: number("2.5"), want: failed},
		{name: "just below", param: `{"below":2.5}`, value: number("2.499999"), want: passed},
		{name: "0.1 is a tenth", param: `{"min":0.1,"max":0.1}`, value: number("0.1"), want: passed},
		{name: "1.0000001 is over 1", param: `{"max":1}`, value: number("1.0000001"), want: failed, got: "1.0000001"},
		{name: "-1.0000001 is under -1", param: `{"min":-1}`, value: number("-1.0000001"), want: failed},
		{name: "1e400 is over any limit", param: `{"max":1e12}`, value: number("1e400"), want: failed, got: "1e400"},
		{name: "-1e400 is under any limit", param: `{"min":-1e12}`, value: number("-1e400"), want: failed},
		{name: "exponents count", param: `{"max":100}`, value: number("1e2"), want: passed},
		{name: "a limit as text", param: `{"max":"1999"}`, value: number("2000"), want: failed},
		{name: "text that is a number", param: `{"max":8}`, value: text("9"), want: failed},
		{name: "text that is none is another rule's question", param: `{"max":8}`, value: text("nine"), want: passed},
		{name: "so is another type", param: `{"max":8}`, value: truth(true), want: passed},
		{name: "nothing is inside", param: `{"max":8}`, value: of(check.Absent), want: passed},
	})
}

func TestAnOpenEdgeIsOpenAtTheBoundaryAlone(t *testing.T) {
	const why = "the wording leaves open whether exactly 4 passes"
	ask(t, "range", record(), []question{
		{name: "under", param: `{"max":4,"edge":"open"}`, value: number("3.999999"), want: passed},
		{name: "at", param: `{"max":4,"edge":"open"}`, value: number("4"), want: open, got: "4", why: why},
		{name: "over", param: `{"max":4,"edge":"open"}`, value: number("4.000001"), want: failed},
		{name: "over min", param: `{"min":4,"edge":"open"}`, value: number("4.000001"), want: passed},
		{name: "at min", param: `{"min":4,"edge":"open"}`, value: number("4.0"), want: open, why: why},
		{name: "under min", param: `{"min":4,"edge":"open"}`, value: number("3.999999"), want: failed},
		{name: "a strict bound has no open edge", param: `{"min":1,"below":4,"edge":"open"}`, value: number("4"), want: failed},
	})
}

func TestAUnitThatNobodyDefinesIsABand(t *testing.T) {
	const why = "nobody says whether 5 MB counts in powers of ten or of two"
	ask(t, "bytes", record(), []question{
		{name: "5 000 000 is surely at most 5 MB", param: `{"max":"5MB"}`, value: sized(5_000_000), want: passed},
		{name: "one byte more is open", param: `{"max":"5MB"}`, value: sized(5_000_001), want: open, got: "5 000 001 bytes", why: why},
		{name: "so is the whole band", param: `{"max":"5MB"}`, value: sized(5_242_880), want: open, why: why},
		{name: "beyond it nobody takes it", param: `{"max":"5MB"}`, value: sized(5_242_881), want: failed, got: "5 242 881 bytes"},
		{name: "below 5 MB, one less", param: `{"below":"5MB"}`, value: sized(4_999_999), want: passed},
		{name: "below 5 MB, the lower end", param: `{"below":"5MB"}`, value: sized(5_000_000), want: open, why: why},
		{name: "below 5 MB, under the upper end", param: `{"below":"5MB"}`, value: sized(5_242_879), want: open, why: why},
		{name: "below 5 MB, the upper end", param: `{"below":"5MB"}`, value: sized(5_242_880), want: failed},
		{name: "at least 5 MB, under", param: `{"min":"5MB"}`, value: sized(4_999_999), want: failed},
		{name: "at least 5 MB, the lower end", param: `{"min":"5MB"}`, value: sized(5_000_000), want: open, why: why},
		{name: "at least 5 MB, under the upper end", param: `{"min":"5MB"}`, value: sized(5_242_879), want: open, why: why},
		{name: "at least 5 MB, the upper end", param: `{"min":"5MB"}`, value: sized(5_242_880), want: passed},
		{name: "above 5 MB, the lower end", param: `{"above":"5MB"}`, value: sized(5_000_000), want: failed},
		{name: "above 5 MB, one more", param: `{"above":"5MB"}`, value: sized(5_000_001), want: open, why: why},
		{name: "above 5 MB, the upper end", param: `{"above":"5MB"}`, value: sized(5_242_880), want: open, why: why},
		{name: "above 5 MB, beyond", param: `{"above":"5MB"}`, value: sized(5_242_881), want: passed},
		{name: "MiB is exact, at", param: `{"max":"5MiB"}`, value: sized(5_242_880), want: passed},
		{name: "MiB is exact, over", param: `{"max":"5MiB"}`, value: sized(5_242_881), want: failed},
		{name: "a number is exact", param: `{"max":5000000}`, value: sized(5_000_001), want: failed},
		{name: "KB", param: `{"max":"5KB"}`, value: sized(5_001), want: open, why: "5 KB"},
		{name: "KiB", param: `{"max":"5KiB"}`, value: sized(5_121), want: failed},
		{name: "GB", param: `{"max":"1GB"}`, value: sized(1_000_000_001), want: open, why: "1 GB"},
		{name: "GiB", param: `{"max":"1GiB"}`, value: sized(1 << 30), want: passed},
		{name: "half a unit", param: `{"max":"1.5MB"}`, value: sized(1_500_001), want: open, why: "1.5 MB"},
		{name: "failing one bound is failing", param: `{"below":"5MB","min":5100000}`, value: sized(5_050_000), want: failed},
	})
}

func TestALimitThatTheCallerMustKnow(t *testing.T) {
	const param = `{"max":{"fact":"maxSide"}}`
	need := check.Need{Kind: check.NeedFact, Name: "maxSide"}
	ask(t, "range", knowing("maxSide", unknown()), []question{
		{name: "not known", param: param, value: number("5"), want: open, got: "5", why: "not published", need: need},
	})
	ask(t, "range", record(), []question{
		{name: "no such fact", param: param, value: number("5"), want: open, why: "not published", need: need},
	})
	ask(t, "range", knowing("maxSide", text("many")), []question{
		{name: "no number", param: param, value: number("5"), want: open, why: "not published", need: need},
	})
	ask(t, "range", knowing("maxSide", number("5")), []question{
		{name: "at", param: param, value: number("5"), want: passed},
		{name: "over", param: param, value: number("6"), want: failed},
		{name: "a sure failure needs no fact", param: `{"min":7,"max":{"fact":"other"}}`, value: number("6"), want: failed},
	})
	r := knowing("maxSide", number("5"))
	parse(t, "range", param).Ask(r, &[]check.Value{number("5")}[0], nil)
	if !r.Facts[0].Used {
		t.Error("want the fact marked as used")
	}
}

func TestBoundsInWords(t *testing.T) {
	for _, c := range []struct{ kind, param, want string }{
		{"range", `{"min":1,"max":8}`, "at least 1 and at most 8"},
		{"range", `{"above":0,"below":2.5}`, "more than 0 and less than 2.5"},
		{"items", `{"min":1,"max":1}`, "exactly 1 element"},
		{"items", `{"min":2,"max":2}`, "exactly 2 elements"},
		{"items", `{"max":1}`, "at most 1 element"},
		{"length", `{"min":1}`, "at least 1 character"},
		{"bytes", `{"max":"8KB","of":"head"}`, "at most 8 KB in URL and headers together"},
		{"side", `{"min":15,"max":8192}`, "both sides at least 15 and at most 8192 pixels"},
		{"side", `{"max":8192,"of":"longest"}`, "longest side at most 8192 pixels"},
		{"bytes", `{"max":"5MB"}`, "at most 5 MB"},
		{"bytes", `{"max":5000000}`, "at most 5 000 000 bytes"},
		{"bytes", `{"max":"20MB","of":"body"}`, "at most 20 MB in the whole body"},
		{"bytes", `{"max":99,"of":"text"}`, "at most 99 bytes of text"},
		{"bytes", `{"multipleOf":16}`, "a multiple of 16 bytes"},
		{"length", `{"max":2000}`, "at most 2000 characters"},
		{"length", `{"max":2000,"of":"bytes"}`, "at most 2000 bytes"},
		{"pixels", `{"max":36000000}`, "at most 36 000 000 pixels in all"},
		{"duration", `{"above":1,"max":60}`, "more than 1 and at most 60 seconds"},
		{"frameRate", `{"max":30}`, "at most 30 frames per second"},
		{"ratio", `{"min":"1:4","max":"4:1"}`, "width:height at least 1:4 and at most 4:1"},
		{"ratio", `{"below":"3:1","of":"longest"}`, "longest:shortest side less than 3:1"},
	} {
		if got := parse(t, c.kind, c.param).Want(); c.want != got {
			t.Errorf("%s %s: want %q, got %q", c.kind, c.param, c.want, got)
		}
	}
}
