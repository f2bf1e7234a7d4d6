// Package ledger remembers what a service already sent in a provider's task, so that verdicts which depend on it are sure: ids
// that were sent before (OMNIOUS 833), whether the input period is over (834), whether the task is done (836).
//
// A batch of ids is claimed before it is sent, whole or not at all; confirmed when the provider took it; given back when the
// send failed. A claim that is neither confirmed nor given back, because its process died, ends by itself after its lease.
//
//	claim, err := book.Claim(ctx, ledger.Task{Provider: "omnious", ID: "t-1"}, ids)
//	var taken *ledger.Taken
//	if errors.As(err, &taken) { … taken.Sent and taken.Claimed say which ids … }
//	…send…
//	claim.Confirm(ctx)  // or claim.GiveBack(ctx)
//
// [Memory] serves one process; package ledger/redisledger serves many.
package ledger

import (
	"context"
	"fmt"
	"strings"
	"time"
)

// Task names a task of a provider.
type Task struct{ Provider, ID string }

// String is the provider and the id.
func (t Task) String() string { return t.Provider + "/" + t.ID }

// Claim is a batch of ids that nobody else can claim. Its methods may be called more than once and from any goroutine.
type Claim interface {
	// Confirm records that the ids were sent; they stay so. It does so even when the lease ran out meanwhile; ids that another
	// claimed in between are then told by a *[Taken].
	Confirm(ctx context.Context) error
	// GiveBack frees the ids that are not confirmed and not claimed by another meanwhile.
	GiveBack(ctx context.Context) error
}

// DefaultLease is how long a claim holds when nothing else is said: longer than a send with its retries takes.
const DefaultLease = 10 * time.Minute

// Taken is the error of a claim when some ids were sent before or are claimed by another at this moment. Nothing was claimed.
type Taken struct {
	Task    Task
	Sent    []string // confirmed: the provider has them
	Claimed []string // being sent by another: whether the provider gets them is not known yet
}

// Error names the first ids.
func (t *Taken) Error() string {
	return fmt.Sprintf("task %s: %s", t.Task, strings.Join(append(some("already sent", t.Sent), some("being sent by another", t.Claimed)...), ", "))
}

func some(words string, ids []string) []string {
	const shown = 3
	switch {
	case len(ids) == 0:
		return nil
	case len(ids) > shown:
		return []string{fmt.Sprintf("%s: %q and %d more", words, ids[:shown], len(ids)-shown)}
	}
	return []string{fmt.Sprintf("%s: %q", words, ids)}
}
