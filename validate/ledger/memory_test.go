package ledger_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/willpass/willpass/validate/ledger"
	"github.com/willpass/willpass/validate/ledger/internal/suite"
)

func TestMemory(t *testing.T) {
	var mu sync.Mutex
	now := time.Unix(1000, 0)
	clock := func() time.Time {
		mu.Lock()
		defer mu.Unlock()
		return now
	}
	suite.Run(t, func(lease time.Duration) suite.Ledger { return &ledger.Memory{Lease: lease, Now: clock} }, func(lease time.Duration) {
		mu.Lock()
		defer mu.Unlock()
		now = now.Add(lease)
	})
}

func ExampleMemory() {
	ctx := context.Background()
	var book ledger.Memory
	task := ledger.Task{Provider: "omnious", ID: "t-1"}
	claim, err := book.Claim(ctx, task, []string{"p-1", "p-2"})
	if err != nil {
		fmt.Println(err)
		return
	}
	claim.Confirm(ctx) // the provider took them

	_, err = book.Claim(ctx, task, []string{"p-2", "p-3"})
	var taken *ledger.Taken
	fmt.Println(errors.As(err, &taken), taken.Sent)
	sent, _ := book.Sent(ctx, task, []string{"p-1", "p-2", "p-3"})
	fmt.Println(sent)
	// Output:
	// true [p-2]
	// [p-1 p-2]
}
