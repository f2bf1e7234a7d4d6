package check_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/willpass/willpass/validate/check"
)

func TestItems(t *testing.T) {
	ask(t, "items", record(), []question{
		{name: "under min", param: `{"min":1,"max":1000}`, value: array(0), want: failed, got: "0 elements"},
		{name: "at min", param: `{"min":1,"max":1000}`, value: array(1), want: passed},
		{name: "at max", param: `{"min":1,"max":1000}`, value: array(1000), want: passed},
		{name: "over max", param: `{"min":1,"max":1000}`, value: array(1001), want: failed, got: "1001 elements"},
		{name: "a list of a fact", param: `{"max":1}`, value: check.Value{Kind: check.List, Rare: &check.Rare{List: []string{"a", "b"}}}, want: failed},
		{name: "one part of a form", param: `{"max":1}`, value: check.Value{Kind: check.Part, Bytes: 9, Count: 1}, want: passed},
		{name: "two parts of one name", param: `{"max":1}`, value: check.Value{Kind: check.Part, Bytes: 9, Count: 2}, want: failed, got: "2 parts"},
		{name: "two fields of one name", param: `{"max":1}`, value: check.Value{Kind: check.String, Plain: true, Count: 2}, want: failed, got: "2 parts"},
		{name: "a text that is no part has none", param: `{"min":1}`, value: text("a"), want: passed},
		{name: "an object has none", param: `{"min":1}`, value: of(check.Object), want: passed},
	})
}

// many is n elements at the place body:/list/*/id.
func many(values ...check.Value) *check.Record {
	r := record()
	for i := range values {
		values[i].Index = check.Index{int32(i), -1}
	}
	r.Values[2] = values
	return r
}

// whole is a check that looks at all values of a place at once.
type whole interface {
	AskAll(r *check.Record, place int, told *check.Told) (check.State, *check.Value)
}

func TestItemsOfAPlaceAreCountedTogether(t *testing.T) {
	c := parse(t, "items", `{"min":2,"max":3}`).(whole)
	for n, want := range []check.State{passed, failed, passed, passed, failed} { // none at all is another rule's question
		var told check.Told
		if got, _ := c.AskAll(many(make([]check.Value, n)...), 2, &told); want != got {
			t.Errorf("%d: want %s, got %s %+v", n, want, got, told)
		}
	}
}

func TestItemsBeyondWhatIsKeptAreOpen(t *testing.T) {
	r := many(make([]check.Value, check.MaxValues)...)
	r.Full[2] = true
	for param, want := range map[string]check.State{`{"max":1000}`: failed, `{"max":5000}`: open, `{"min":5}`: passed, `{"min":5000}`: open, `{"min":1,"max":5000}`: open} {
		if got, _ := parse(t, "items", param).(whole).AskAll(r, 2, nil); want != got {
			t.Errorf("%s: want %s, got %s", param, want, got)
		}
	}
}

func TestUnique(t *testing.T) {
	c := parse(t, "unique", `true`).(whole)
	for _, row := range []struct {
		name   string
		record *check.Record
		want   check.State
		at     int32 // element that repeats another
	}{
		{"none", many(), passed, -1},
		{"one", many(text("a")), passed, -1},
		{"all differ", many(text("a"), text("b"), text("c")), passed, -1},
		{"the last is the first", many(text("a"), text("b"), text("a")), failed, 2},
		{"the first that repeats another", many(text("b"), text("a"), text("b"), text("a")), failed, 2},
		{"three alike", many(text("a"), text("a"), text("a")), failed, 1},
		{"letter case counts", many(text("a"), text("A")), passed, -1},
		{"a number is not the text of it", many(text("1"), number("1")), passed, -1},
		{"numbers alike", many(number("1"), number("1")), failed, 1},
		{"the empty text twice", many(text(""), text("")), failed, 1},
		{"null is no id", many(of(check.Null), of(check.Null)), passed, -1},
	} {
		var told check.Told
		got, at := c.AskAll(row.record, 2, &told)
		if row.want != got {
			t.Errorf("%s: want %s, got %s %+v", row.name, row.want, got, told)
		}
		if where := int32(-1); at != nil {
			where = at.Index[0]
			if row.at != where {
				t.Errorf("%s: want element %d, got %d", row.name, row.at, where)
			}
		}
	}
}

func TestUniqueOfLongTexts(t *testing.T) {
	c := parse(t, "unique", `true`).(whole)
	long := strings.Repeat("a", check.MaxText)
	if got, _ := c.AskAll(many(cut(long, 3000), cut(long, 3000)), 2, nil); open != got {
		t.Errorf("alike as far as they are kept: want open, got %s", got)
	}
	if got, _ := c.AskAll(many(cut(long, 3000), cut(long, 3001)), 2, nil); passed != got {
		t.Errorf("of another length: want passed, got %s", got)
	}
}

func TestUniqueAmongThousands(t *testing.T) {
	values := make([]check.Value, check.MaxValues)
	for i := range values {
		values[i] = text(fmt.Sprint(i))
	}
	r := many(values...)
	c := parse(t, "unique", `true`).(whole)
	if got, _ := c.AskAll(r, 2, nil); passed != got {
		t.Errorf("want passed, got %s", got)
	}
	r.Full[2] = true
	if got, _ := c.AskAll(r, 2, nil); open != got {
		t.Errorf("more than are kept: want open, got %s", got)
	}
	again := text("7")
	again.Index = r.Values[2][check.MaxValues-1].Index
	r.Values[2][check.MaxValues-1] = again
	if got, at := c.AskAll(r, 2, nil); failed != got || at.Index[0] != check.MaxValues-1 {
		t.Errorf("want the last to fail, got %s %v", got, at)
	}
}

func TestIDsThatWereSentBefore(t *testing.T) {
	const param = `{"fact":"ids"}`
	ask(t, "unique", knowing("ids", unknown()), []question{
		{name: "not known", param: param, value: text("a"), want: open, need: check.Need{Kind: check.NeedIDs, Name: "ids"}},
		{name: "null is no id", param: param, value: of(check.Null), want: passed},
	})
	ask(t, "unique", knowing("ids", check.Value{Kind: check.List, Rare: &check.Rare{List: []string{"a", "b"}}}), []question{
		{name: "sent", param: param, value: text("b"), want: failed, got: `"b"`},
		{name: "new", param: param, value: text("c"), want: passed},
		{name: "sent as a number", param: `{"fact":"ids"}`, value: number("7"), want: passed},
	})
	ask(t, "unique", knowing("ids", check.Value{Kind: check.List}), []question{
		{name: "none sent so far", param: param, value: text("b"), want: passed},
	})
}

func TestValidItems(t *testing.T) {
	for _, c := range []struct {
		name     string
		items    []check.State
		count    int64
		any, all check.State
	}{
		{"none to judge", nil, 0, passed, passed},
		{"all valid", []check.State{passed, passed}, 2, passed, passed},
		{"one invalid", []check.State{passed, failed}, 2, passed, failed},
		{"all invalid", []check.State{failed, failed}, 2, failed, failed},
		{"one open, one invalid", []check.State{open, failed}, 2, open, failed},
		{"one open, one valid", []check.State{open, passed}, 2, passed, open},
		{"all open", []check.State{open, open}, 2, open, open},
		{"no rule was asked of them", []check.State{0, 0}, 2, passed, passed},
		{"some were not seen, the others are invalid", []check.State{failed, failed}, 3, open, failed},
		{"some were not seen, the others are valid", []check.State{passed, passed}, 3, passed, open},
	} {
		r := record()
		r.Items = c.items
		ask(t, "validItems", r, []question{
			{name: c.name + ": any", param: `"any"`, value: array(c.count), want: c.any},
			{name: c.name + ": all", param: `"all"`, value: array(c.count), want: c.all},
		})
	}
	ask(t, "validItems", record(), []question{{name: "no array", param: `"any"`, value: of(check.Object), want: passed}})
}

func TestKnown(t *testing.T) {
	odd := of(check.Object)
	odd.Rare = &check.Rare{Strange: true, Stranger: []byte("modle")}
	empty := of(check.Object)
	empty.Rare = &check.Rare{Strange: true, Stranger: []byte{}}
	lost := of(check.Object)
	lost.Rare = &check.Rare{Strange: true}
	ask(t, "known", record(), []question{
		{name: "a stranger whose name found no room", param: `true`, value: lost, want: failed, got: "a member more"},
		{name: "no stranger", param: `true`, value: of(check.Object), want: passed},
		{name: "a stranger", param: `true`, value: odd, want: failed, got: `the member "modle"`},
		{name: "the member with the empty name", param: `true`, value: empty, want: failed, got: `the member ""`},
	})
}
