package account_test

import (
	"fmt"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/account"
)

func TestAccountKnowsKeysByTheirHeaders(t *testing.T) {
	var b account.Book
	b.Refuse("vidu", "old")
	b.Accept("vidu", "new")
	b.SetQuota("omnious", "k", 1)
	for _, c := range []struct {
		provider, header, value string
		want                    []validate.Fact
	}{
		{"vidu", "Authorization", "Token old", []validate.Fact{{Name: "keyAccepted"}}},
		{"vidu", "Authorization", "Token new", []validate.Fact{{Name: "keyAccepted", Bool: true}}},
		{"vidu", "Authorization", "Token other", nil},
		{"vidu", "Authorization", "old", []validate.Fact{{Name: "keyAccepted"}}},
		{"nhn", "Authorization", "Token old", nil},
		{"omnious", "X-Api-Key", "k", []validate.Fact{{Name: "quotaLeft", Bool: true}}},
	} {
		got, err := b.Account(t.Context(), c.provider, http.Header{c.header: {c.value}})
		if err != nil || fmt.Sprint(got) != fmt.Sprint(c.want) {
			t.Errorf("%s %s: want %v, got %v, %v", c.provider, c.value, c.want, got, err)
		}
	}
	if !b.Spend("omnious", "k", 1) || b.Spend("omnious", "k", 1) {
		t.Error("want one call to spend")
	}
	if got, _ := b.Account(t.Context(), "omnious", http.Header{"X-Api-Key": {"k"}}); fmt.Sprint(got) != fmt.Sprint([]validate.Fact{{Name: "quotaLeft"}}) {
		t.Errorf("want no quota left, got %v", got)
	}
}

func TestSpendNeverGivesMoreThanThereIs(t *testing.T) {
	var b account.Book
	b.SetQuota("omnious", "k", 100)
	var spent atomic.Int64
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			for range 50 {
				if b.Spend("omnious", "k", 1) {
					spent.Add(1)
				}
			}
		})
	}
	wait.Wait()
	if spent.Load() != 100 {
		t.Errorf("want 100 spent, got %d", spent.Load())
	}
}
