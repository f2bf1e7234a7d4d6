// Package suite is what every ledger must do, as tests.
package suite

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/ledger"
)

// Ledger is everything that a ledger does.
type Ledger interface {
	Sent(context.Context, ledger.Task, []string) ([]string, error)
	Claim(context.Context, ledger.Task, []string) (ledger.Claim, error)
	Facts(context.Context, ledger.Task) ([]validate.Fact, error)
	SetFacts(context.Context, ledger.Task, ...validate.Fact) error
	Forget(context.Context, ledger.Task) error
}

// Run tests a ledger whose leases last lease; pass waits until they have ended.
func Run(t *testing.T, make func(lease time.Duration) Ledger, pass func(lease time.Duration)) {
	task := ledger.Task{Provider: "omnious", ID: "t-1"}
	ctx := t.Context()
	claim := func(t *testing.T, l Ledger, ids ...string) ledger.Claim {
		t.Helper()
		c, err := l.Claim(ctx, task, ids)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	sent := func(t *testing.T, l Ledger, want ...string) {
		t.Helper()
		if got, err := l.Sent(ctx, task, []string{"a", "b", "c", "d"}); err != nil || !slices.Equal(got, want) {
			t.Errorf("want %q sent, got %q, %v", want, got, err)
		}
	}
	taken := func(t *testing.T, l Ledger, ids []string, sent, claimed []string) {
		t.Helper()
		_, err := l.Claim(ctx, task, ids)
		var e *ledger.Taken
		if !errors.As(err, &e) || !slices.Equal(e.Sent, sent) || !slices.Equal(e.Claimed, claimed) {
			t.Errorf("claim %q: want sent %q and claimed %q, got %v", ids, sent, claimed, err)
		}
	}
	fresh := func() Ledger {
		l := make(time.Hour)
		if err := l.Forget(ctx, task); err != nil {
			t.Fatal(err)
		}
		return l
	}
	t.Run("a batch is claimed whole or not at all", func(t *testing.T) {
		l := fresh()
		if err := claim(t, l, "a").Confirm(ctx); err != nil {
			t.Fatal(err)
		}
		b := claim(t, l, "b")
		taken(t, l, []string{"d", "c", "b", "a"}, []string{"a"}, []string{"b"})
		sent(t, l, "a")
		claim(t, l, "c", "d") // the refused batch left nothing behind
		if err := b.Confirm(ctx); err != nil {
			t.Fatal(err)
		}
		sent(t, l, "a", "b")
	})
	t.Run("what is given back is free, what is confirmed is not", func(t *testing.T) {
		l := fresh()
		c := claim(t, l, "a", "b")
		sent(t, l)
		if err := c.GiveBack(ctx); err != nil {
			t.Fatal(err)
		}
		c = claim(t, l, "a", "b")
		if err := c.Confirm(ctx); err != nil {
			t.Fatal(err)
		}
		if err := c.GiveBack(ctx); err != nil {
			t.Fatal(err)
		}
		sent(t, l, "a", "b")
		if err := c.Confirm(ctx); err != nil {
			t.Errorf("want to confirm twice, got %v", err)
		}
	})
	t.Run("a claim ends with its lease", func(t *testing.T) {
		l := make(50 * time.Millisecond)
		l.Forget(ctx, task)
		first := claim(t, l, "a", "b")
		pass(50 * time.Millisecond)
		second := claim(t, l, "a")
		if err := first.GiveBack(ctx); err != nil {
			t.Fatal(err)
		}
		taken(t, l, []string{"a"}, nil, []string{"a"}) // the late giver frees nothing of another's
		var lost *ledger.Taken
		if err := first.Confirm(ctx); !errors.As(err, &lost) || !slices.Equal(lost.Claimed, []string{"a"}) {
			t.Errorf("want the late confirmer told of a, got %v", err)
		}
		sent(t, l, "a", "b") // and yet they were sent
		if err := second.Confirm(ctx); err != nil {
			t.Fatal(err)
		}
	})
	t.Run("odd ids", func(t *testing.T) {
		l := fresh()
		odd := []string{"", "|", "+", "a|9999999999999", "\x00\xff", "세 번째", "x", "x"}
		if err := claim(t, l, odd...).Confirm(ctx); err != nil {
			t.Fatal(err)
		}
		if got, err := l.Sent(ctx, task, odd); err != nil || !slices.Equal(got, odd) {
			t.Errorf("want %q, got %q, %v", odd, got, err)
		}
		if got, err := l.Sent(ctx, task, nil); err != nil || len(got) != 0 {
			t.Errorf("want nothing of nothing, got %q, %v", got, err)
		}
		if _, err := l.Claim(ctx, task, nil); err != nil {
			t.Errorf("want an empty claim to do nothing, got %v", err)
		}
	})
	t.Run("tasks are apart", func(t *testing.T) {
		l := fresh()
		other := ledger.Task{Provider: "omnious", ID: "t-2"}
		l.Forget(ctx, other)
		claim(t, l, "a").Confirm(ctx)
		if _, err := l.Claim(ctx, other, []string{"a"}); err != nil {
			t.Error(err)
		}
	})
	t.Run("facts", func(t *testing.T) {
		l := fresh()
		expires, done := validate.Fact{Name: "taskExpires", Text: "100"}, validate.Fact{Name: "taskDone"}
		if err := errors.Join(l.SetFacts(ctx, task, validate.Fact{Name: "taskDone", Bool: true}, expires), l.SetFacts(ctx, task, done)); err != nil {
			t.Fatal(err)
		}
		got, err := l.Facts(ctx, task)
		slices.SortFunc(got, func(a, b validate.Fact) int { return len(a.Name) - len(b.Name) })
		if err != nil || fmt.Sprint(got) != fmt.Sprint([]validate.Fact{done, expires}) {
			t.Errorf("want %v, got %v, %v", []validate.Fact{done, expires}, got, err)
		}
	})
	t.Run("many at once", func(t *testing.T) {
		l := fresh()
		ids := manyIDs()
		var won atomic.Int64
		var wait sync.WaitGroup
		for g := range 8 {
			wait.Go(func() {
				for i := range ids { // all goroutines want the same overlapping windows of ten
					at := (i*7 + g*3) % (len(ids) - 10)
					c, err := l.Claim(ctx, task, ids[at:at+10])
					if err != nil {
						continue
					}
					if i%3 == 0 {
						c.GiveBack(ctx)
						continue
					}
					if err := c.Confirm(ctx); err != nil {
						t.Error(err)
					}
					won.Add(10)
				}
			})
		}
		wait.Wait()
		got, err := l.Sent(ctx, task, ids)
		if err != nil || int64(len(got)) != won.Load() || len(got) == 0 {
			t.Errorf("want as many ids sent as were won, %d, got %d, %v", won.Load(), len(got), err)
		}
	})
}

func manyIDs() []string {
	ids := make([]string, 400)
	for i := range ids {
		ids[i] = fmt.Sprintf("id-%d", i)
	}
	return ids
}
