package check_test

import (
	"math"
	"testing"

	"github.com/willpass/willpass/validate/check"
	"github.com/willpass/willpass/validate/probe"
)

const twoSizes = "which of the two sizes counts is not documented"

func TestSide(t *testing.T) {
	ask(t, "side", record(), []question{
		{name: "width under min", param: `{"min":15,"max":8192}`, value: picture(14, 100), want: failed, got: "14 × 100 pixels"},
		{name: "height under min", param: `{"min":15,"max":8192}`, value: picture(100, 14), want: failed},
		{name: "both at the bounds", param: `{"min":15,"max":8192}`, value: picture(15, 8192), want: passed},
		{name: "width over max", param: `{"min":15,"max":8192}`, value: picture(8193, 100), want: failed},
		{name: "height over max", param: `{"min":15,"max":8192}`, value: picture(100, 8193), want: failed},
		{name: "width alone", param: `{"max":50,"of":"width"}`, value: picture(50, 51), want: passed},
		{name: "width alone, over", param: `{"max":50,"of":"width"}`, value: picture(51, 50), want: failed},
		{name: "height alone", param: `{"max":50,"of":"height"}`, value: picture(51, 50), want: passed},
		{name: "height alone, over", param: `{"max":50,"of":"height"}`, value: picture(50, 51), want: failed},
		{name: "longest", param: `{"max":50,"of":"longest"}`, value: picture(49, 51), want: failed},
		{name: "longest, at", param: `{"max":50,"of":"longest"}`, value: picture(49, 50), want: passed},
		{name: "shortest", param: `{"min":50,"of":"shortest"}`, value: picture(49, 51), want: failed},
		{name: "shortest, at", param: `{"min":50,"of":"shortest"}`, value: picture(50, 51), want: passed},
		{name: "a limit nobody published", param: `{"max":{"fact":"m"}}`, value: picture(5, 5), want: open, need: check.Need{Kind: check.NeedFact, Name: "m"}},
		{name: "greater than any number", param: `{"max":8192}`, value: picture(math.MaxInt64, 1), want: failed},
	})
}

func TestAPictureThatIsShownTurned(t *testing.T) {
	ask(t, "side", record(), []question{
		{name: "both sizes are inside", param: `{"max":60,"of":"width"}`, value: turned(60, 50), want: passed},
		{name: "only the size shown is inside", param: `{"max":50,"of":"width"}`, value: turned(60, 50), want: open, got: "60 × 50 stored, 50 × 60 shown", why: twoSizes},
		{name: "only the size stored is inside", param: `{"max":50,"of":"width"}`, value: turned(50, 60), want: open, why: twoSizes},
		{name: "neither is inside", param: `{"max":49,"of":"width"}`, value: turned(50, 60), want: failed},
		{name: "both sides are the same sides", param: `{"max":60}`, value: turned(60, 50), want: passed},
		{name: "so is the longest", param: `{"max":59,"of":"longest"}`, value: turned(60, 50), want: failed},
	})
	ask(t, "ratio", record(), []question{
		{name: "wide as stored, narrow as shown", param: `{"min":"1:1"}`, value: turned(60, 50), want: open, why: twoSizes},
		{name: "longest to shortest is the same", param: `{"max":"6:5","of":"longest"}`, value: turned(60, 50), want: passed},
	})
	ask(t, "pixels", record(), []question{
		{name: "as many pixels", param: `{"max":3000}`, value: turned(60, 50), want: passed},
	})
}

func TestRatioIsExact(t *testing.T) {
	const four = `{"min":"1:4","max":"4:1"}`
	const open4 = `{"min":"1:4","max":"4:1","edge":"open"}`
	ask(t, "ratio", record(), []question{
		{name: "4:1", param: four, value: picture(4000, 1000), want: passed},
		{name: "one pixel wider", param: four, value: picture(4001, 1000), want: failed, got: "4001 × 1000"},
		{name: "one pixel lower", param: four, value: picture(4000, 999), want: failed},
		{name: "1:4", param: four, value: picture(1000, 4000), want: passed},
		{name: "one pixel higher", param: four, value: picture(1000, 4001), want: failed},
		{name: "an open edge", param: open4, value: picture(4000, 1000), want: open, why: "exactly 4:1"},
		{name: "the other open edge", param: open4, value: picture(1000, 4000), want: open, why: "exactly 1:4"},
		{name: "inside an open edge", param: open4, value: picture(3999, 1000), want: passed},
		{name: "outside an open edge", param: open4, value: picture(4001, 1000), want: failed},
		{name: "1:1.2", param: `{"min":"1:1.2"}`, value: picture(1000, 1200), want: passed},
		{name: "over 1:1.2", param: `{"min":"1:1.2"}`, value: picture(1000, 1201), want: failed},
		{name: "below is outside", param: `{"below":"4:1"}`, value: picture(4000, 1000), want: failed},
		{name: "just below", param: `{"below":"4:1"}`, value: picture(3999, 1000), want: passed},
		{name: "above is outside", param: `{"above":"1:4"}`, value: picture(1000, 4000), want: failed},
		{name: "just above", param: `{"above":"1:4"}`, value: picture(1000, 3999), want: passed},
		{name: "longest to shortest", param: `{"max":"3:1","of":"longest"}`, value: picture(1000, 3001), want: failed},
		{name: "longest to shortest, at", param: `{"max":"3:1","of":"longest"}`, value: picture(1000, 3000), want: passed},
		{name: "sides that a double cannot tell apart", param: `{"max":"1:1"}`, value: picture(math.MaxInt64, math.MaxInt64-1), want: failed},
		{name: "and their like", param: `{"max":"1:1"}`, value: picture(math.MaxInt64, math.MaxInt64), want: passed},
	})
}

func TestARatioThatTheCallerMustKnow(t *testing.T) {
	const param = `{"max":{"fact":"maxRatio"}}`
	ask(t, "ratio", knowing("maxRatio", unknown()), []question{
		{name: "not known", param: param, value: picture(10, 20), want: open, need: check.Need{Kind: check.NeedFact, Name: "maxRatio"}},
	})
	ask(t, "ratio", knowing("maxRatio", number("2.5")), []question{
		{name: "at", param: param, value: picture(1000, 2500), want: passed},
		{name: "over", param: param, value: picture(1000, 2501), want: failed},
		{name: "over, the other way", param: param, value: picture(2501, 1000), want: failed},
	})
}

func TestPixels(t *testing.T) {
	ask(t, "pixels", record(), []question{
		{name: "under min", param: `{"min":100,"max":200}`, value: picture(11, 9), want: failed, got: "11 × 9"},
		{name: "at min", param: `{"min":100,"max":200}`, value: picture(10, 10), want: passed},
		{name: "at max", param: `{"min":100,"max":200}`, value: picture(20, 10), want: passed},
		{name: "over max", param: `{"min":100,"max":200}`, value: picture(67, 3), want: failed},
		{name: "more pixels than a number holds", param: `{"max":200}`, value: picture(math.MaxInt64, math.MaxInt64), want: failed},
	})
}

// coloured is a picture with these channels and bits.
func coloured(channels, bits uint8, palette probe.Tri) check.Value {
	v := picture(9, 9)
	v.File.Media.Channels, v.File.Media.BitDepth, v.File.Media.Palette = channels, bits, palette
	return v
}

func TestColour(t *testing.T) {
	ask(t, "colour", record(), []question{
		{name: "gray", param: `"colour"`, value: coloured(1, 8, probe.No), want: failed, got: "grayscale"},
		{name: "gray with alpha", param: `"colour"`, value: coloured(2, 8, probe.No), want: failed},
		{name: "rgb", param: `"colour"`, value: coloured(3, 8, probe.No), want: passed},
		{name: "a table of colours", param: `"colour"`, value: coloured(1, 8, probe.Yes), want: passed},
		{name: "not known", param: `"colour"`, value: coloured(0, 8, probe.No), want: open, got: "jpeg"},
		{name: "three channels", param: `[3]`, value: coloured(3, 8, probe.No), want: passed},
		{name: "four channels", param: `[3]`, value: coloured(4, 8, probe.No), want: failed, got: "4 channels"},
		{name: "one of some", param: `[1,3]`, value: coloured(1, 8, probe.No), want: passed},
	})
	ask(t, "bitsPerPixel", record(), []question{
		{name: "3 × 8", param: `[24]`, value: coloured(3, 8, probe.No), want: passed},
		{name: "4 × 8", param: `[24]`, value: coloured(4, 8, probe.No), want: failed, got: "32 bits per pixel"},
		{name: "an index of 8 bits", param: `[8,24]`, value: coloured(3, 8, probe.Yes), want: passed},
		{name: "not known", param: `[24]`, value: coloured(3, 0, probe.No), want: open},
	})
}

func TestSameSize(t *testing.T) {
	beside := func(v check.Value) *check.Record {
		r := record()
		r.Values[0] = []check.Value{v}
		return r
	}
	const param = `"form:image"`
	ask(t, "sameSize", beside(picture(640, 480)), []question{
		{name: "the same", param: param, value: picture(640, 480), want: passed},
		{name: "another width", param: param, value: picture(641, 480), want: failed, got: "641 × 480 against 640 × 480"},
		{name: "another height", param: param, value: picture(640, 479), want: failed},
		{name: "no picture", param: param, value: part(probe.Media{Fault: probe.Unrecognized}), want: passed},
	})
	ask(t, "sameSize", record(), []question{{name: "nothing to compare with", param: param, value: picture(1, 1), want: passed}})
	ask(t, "sameSize", beside(linked(check.NotFetched, probe.Media{})), []question{
		{name: "a URL that is not fetched", param: param, value: picture(1, 1), want: open, need: check.Need{Kind: check.NeedFetch, Name: pictureURL}},
	})
	ask(t, "sameSize", beside(turned(640, 480)), []question{
		{name: "as stored, not as shown", param: param, value: picture(640, 480), want: open, why: twoSizes},
		{name: "as shown, not as stored", param: param, value: picture(480, 640), want: open, why: twoSizes},
		{name: "as neither", param: param, value: picture(480, 480), want: failed},
		{name: "both turned", param: param, value: turned(640, 480), want: passed},
	})
}

// TestNoQuestionAboutAPictureThatCannotBeRead: another rule asks whether it can.
func TestNoQuestionAboutAPictureThatCannotBeRead(t *testing.T) {
	for kind, param := range map[string]string{"side": `{"max":1}`, "ratio": `{"max":"1:9"}`, "pixels": `{"max":1}`, "colour": `[9]`, "bitsPerPixel": `[9]`} {
		ask(t, kind, record(), []question{
			{name: kind + " of no picture", param: param, value: part(probe.Media{Fault: probe.Unrecognized}), want: passed},
			{name: kind + " of a broken one", param: param, value: part(probe.Media{Format: probe.PNG, Fault: probe.Malformed}), want: passed},
			{name: kind + " of a broken one whose size is known", param: param, value: broken(), want: failed},
			{name: kind + " of a document", param: param, value: part(probe.Media{Format: probe.PDF, Bytes: 9}), want: open, got: "pdf", why: "how many pixels"},
			{name: kind + " of a text", param: param, value: text("a"), want: passed},
			{name: kind + " of nothing", param: param, value: of(check.Absent), want: passed},
		})
	}
}

// broken is a picture whose header is broken behind its size.
func broken() check.Value {
	v := picture(10, 2)
	v.File.Media.Fault = probe.Truncated
	return v
}
