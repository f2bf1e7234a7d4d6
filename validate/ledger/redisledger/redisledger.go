// Package redisledger keeps a [ledger] on Redis, atomic across any number of processes: every claim is one script that Redis
// runs whole or not at all.
//
//	book := redisledger.New(redis.NewClient(&redis.Options{Addr: "localhost:6379"}), redisledger.Options{})
//
// The clock of leases is that of Redis, so that the clocks of the processes do not matter. Ids of a task live in one hash
// with the task's id as hash tag, which serves Redis Cluster. When Redis cannot be reached, every method returns the error
// of the client: a verdict that would depend on it stays open.
package redisledger

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/ledger"
)

// Options says how long things are kept and where. The zero value is useful.
type Options struct {
	Prefix string        // of every key; "" = "willpass:"
	Lease  time.Duration // of a claim, in whole milliseconds; 0 = [ledger.DefaultLease]
	Keep   time.Duration // after which an untouched task is forgotten; 0 = [DefaultKeep], negative = never
	Wait   time.Duration // most time for one call of Redis, retries included; 0 = [DefaultWait]
}

// What holds where Options say nothing.
const (
	DefaultKeep = 90 * 24 * time.Hour
	DefaultWait = 2 * time.Second
)

// Ledger is a ledger on Redis. It is safe for concurrent use.
type Ledger struct {
	client  redis.UniversalClient
	options Options
}

// New makes a Ledger over a client that the caller keeps and closes. It does not connect.
func New(client redis.UniversalClient, o Options) *Ledger {
	if o.Prefix == "" {
		o.Prefix = "willpass:"
	}
	if o.Lease == 0 {
		o.Lease = ledger.DefaultLease
	}
	if o.Keep == 0 {
		o.Keep = DefaultKeep
	}
	if o.Wait == 0 {
		o.Wait = DefaultWait
	}
	return &Ledger{client, o}
}

func (l *Ledger) idsKey(t ledger.Task) string { return l.options.Prefix + "ids:{" + t.String() + "}" }
func (l *Ledger) factsKey(t ledger.Task) string {
	return l.options.Prefix + "facts:{" + t.String() + "}"
}

// Sent is those of ids that are confirmed, in the order given. The error is that of Redis, also when it does not answer in time.
func (l *Ledger) Sent(ctx context.Context, task ledger.Task, ids []string) ([]string, error) {
	var out []string
	for chunk := range slices.Chunk(ids, 1000) {
		ctx, cancel := context.WithTimeout(ctx, l.options.Wait)
		values, err := l.client.HMGet(ctx, l.idsKey(task), chunk...).Result()
		cancel()
		if err != nil {
			return nil, fmt.Errorf("ids sent in task %s: %w", task, err)
		}
		for i, v := range values {
			if v == confirmed {
				out = append(out, chunk[i])
			}
		}
	}
	return out, nil
}

// Claim claims all ids or none; the error is then a *[ledger.Taken]. An id that repeats among ids counts once. When the
// answer of Redis is lost, the ids stay claimed until the lease ends: no id is ever won twice.
func (l *Ledger) Claim(ctx context.Context, task ledger.Task, ids []string) (ledger.Claim, error) {
	c := &claim{l, task, slices.Clone(ids), rand.Text()}
	reply, err := c.run(ctx, claimScript, l.options.Lease.Milliseconds(), max(l.options.Keep.Milliseconds(), 0))
	if err != nil {
		return nil, fmt.Errorf("claim %d ids in task %s: %w", len(ids), task, err)
	}
	if taken := takenIn(task, reply); taken != nil {
		return nil, taken
	}
	return c, nil
}

type claim struct {
	book  *Ledger
	task  ledger.Task
	ids   []string
	token string
}

// Confirm is that of [ledger.Claim].
func (c *claim) Confirm(ctx context.Context) error {
	reply, err := c.run(ctx, confirmScript, 0, max(c.book.options.Keep.Milliseconds(), 0))
	if err != nil {
		return fmt.Errorf("confirm %d ids in task %s: %w", len(c.ids), c.task, err)
	}
	if taken := takenIn(c.task, reply); taken != nil {
		return taken
	}
	return nil
}

// GiveBack is that of [ledger.Claim].
func (c *claim) GiveBack(ctx context.Context) error {
	if _, err := c.run(ctx, giveBackScript, 0, 0); err != nil {
		return fmt.Errorf("give back %d ids in task %s: %w", len(c.ids), c.task, err)
	}
	return nil
}

func (c *claim) run(ctx context.Context, script *redis.Script, lease, keep int64) (any, error) {
	ctx, cancel := context.WithTimeout(ctx, c.book.options.Wait)
	defer cancel()
	args := make([]any, 0, 3+len(c.ids))
	args = append(args, c.token, lease, keep)
	for _, id := range c.ids {
		args = append(args, id)
	}
	return script.Run(ctx, c.book.client, []string{c.book.idsKey(c.task)}, args...).Result()
}

// takenIn reads the two lists that a script returns; nil when both are empty.
func takenIn(task ledger.Task, reply any) *ledger.Taken {
	lists, _ := reply.([]any)
	if len(lists) != 2 {
		return nil
	}
	out := ledger.Taken{Task: task, Sent: texts(lists[0]), Claimed: texts(lists[1])}
	if len(out.Sent)+len(out.Claimed) == 0 {
		return nil
	}
	return &out
}

func texts(list any) []string {
	var out []string
	items, _ := list.([]any)
	for _, item := range items {
		if text, ok := item.(string); ok {
			out = append(out, text)
		}
	}
	return out
}

// Facts is what [Ledger.SetFacts] recorded of a task, sorted by name. The error is that of Redis.
func (l *Ledger) Facts(ctx context.Context, task ledger.Task) ([]validate.Fact, error) {
	ctx, cancel := context.WithTimeout(ctx, l.options.Wait)
	defer cancel()
	values, err := l.client.HGetAll(ctx, l.factsKey(task)).Result()
	if err != nil {
		return nil, fmt.Errorf("facts of task %s: %w", task, err)
	}
	var out []validate.Fact
	for name, text := range values {
		fact := validate.Fact{Name: name}
		if err := json.Unmarshal([]byte(text), &fact); err != nil {
			return nil, fmt.Errorf("fact %s of task %s: %w", name, task, err)
		}
		out = append(out, fact)
	}
	slices.SortFunc(out, func(a, b validate.Fact) int { return strings.Compare(a.Name, b.Name) })
	return out, nil
}

// SetFacts records facts about a task by their ids in the provider's documents, such as taskExpires (seconds since 1970, as
// text) and taskDone. A fact of the same name is replaced. The error is that of Redis: all of them
// are recorded, or none.
func (l *Ledger) SetFacts(ctx context.Context, task ledger.Task, facts ...validate.Fact) error {
	ctx, cancel := context.WithTimeout(ctx, l.options.Wait)
	defer cancel()
	key := l.factsKey(task)
	_, err := l.client.TxPipelined(ctx, func(p redis.Pipeliner) error {
		for _, fact := range facts {
			text, err := json.Marshal(fact)
			if err != nil {
				return err
			}
			p.HSet(ctx, key, fact.Name, text)
		}
		if l.options.Keep > 0 {
			p.PExpire(ctx, key, l.options.Keep)
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("set %d facts of task %s: %w", len(facts), task, err)
	}
	return nil
}

// Forget drops all that is known of a task. The error is that of Redis.
func (l *Ledger) Forget(ctx context.Context, task ledger.Task) error {
	ctx, cancel := context.WithTimeout(ctx, l.options.Wait)
	defer cancel()
	if err := l.client.Del(ctx, l.idsKey(task), l.factsKey(task)).Err(); err != nil {
		return fmt.Errorf("forget task %s: %w", task, err)
	}
	return nil
}
