package ledger

import (
	"context"
	"slices"
	"sync"
	"time"

	"github.com/willpass/willpass/validate"
)

// Memory is a ledger for one process. The zero value is ready. It is safe for concurrent use and keeps every confirmed id
// until its task is forgotten: about 100 bytes each.
type Memory struct {
	Lease time.Duration    // of a claim; 0 = [DefaultLease]
	Now   func() time.Time // the clock; nil = time.Now

	mu    sync.Mutex
	tasks map[Task]*memoryTask
}

type memoryTask struct {
	ids   map[string]holder
	facts []validate.Fact
}

// holder is who has an id: nobody when it is confirmed.
type holder struct {
	claim *memoryClaim
	until time.Time
}

type memoryClaim struct {
	book *Memory
	task Task
	ids  []string
}

func (m *Memory) now() time.Time {
	if m.Now != nil {
		return m.Now()
	}
	return time.Now()
}

// open is the task, made when it is not there. The caller holds the lock.
func (m *Memory) open(task Task) *memoryTask {
	if m.tasks == nil {
		m.tasks = map[Task]*memoryTask{}
	}
	t := m.tasks[task]
	if t == nil {
		t = &memoryTask{ids: map[string]holder{}}
		m.tasks[task] = t
	}
	return t
}

// Sent is those of ids that are confirmed, in the order given. It never fails.
func (m *Memory) Sent(_ context.Context, task Task, ids []string) ([]string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	t := m.tasks[task]
	if t == nil {
		return nil, nil
	}
	var out []string
	for _, id := range ids {
		if h, there := t.ids[id]; there && h.claim == nil {
			out = append(out, id)
		}
	}
	return out, nil
}

// Claim claims all ids or none; the error is then a *[Taken]. An id that repeats among ids counts once.
func (m *Memory) Claim(_ context.Context, task Task, ids []string) (Claim, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	t, now := m.open(task), m.now()
	taken := Taken{Task: task}
	for _, id := range ids {
		switch h, there := t.ids[id]; {
		case there && h.claim == nil:
			taken.Sent = append(taken.Sent, id)
		case there && now.Before(h.until):
			taken.Claimed = append(taken.Claimed, id)
		}
	}
	if len(taken.Sent)+len(taken.Claimed) > 0 {
		return nil, &taken
	}
	lease := m.Lease
	if lease == 0 {
		lease = DefaultLease
	}
	c := &memoryClaim{m, task, slices.Clone(ids)}
	for _, id := range ids {
		t.ids[id] = holder{c, now.Add(lease)}
	}
	return c, nil
}

// Confirm is that of [Claim].
func (c *memoryClaim) Confirm(context.Context) error {
	c.book.mu.Lock()
	defer c.book.mu.Unlock()
	t := c.book.open(c.task)
	lost, now := Taken{Task: c.task}, c.book.now()
	for _, id := range c.ids {
		if h := t.ids[id]; h.claim != nil && h.claim != c && now.Before(h.until) {
			lost.Claimed = append(lost.Claimed, id)
		}
		t.ids[id] = holder{}
	}
	if len(lost.Claimed) > 0 {
		return &lost
	}
	return nil
}

// GiveBack is that of [Claim].
func (c *memoryClaim) GiveBack(context.Context) error {
	c.book.mu.Lock()
	defer c.book.mu.Unlock()
	t := c.book.open(c.task)
	for _, id := range c.ids {
		if t.ids[id].claim == c {
			delete(t.ids, id)
		}
	}
	return nil
}

// Facts is what [Memory.SetFacts] recorded of a task. It never fails.
func (m *Memory) Facts(_ context.Context, task Task) ([]validate.Fact, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if t := m.tasks[task]; t != nil {
		return slices.Clone(t.facts), nil
	}
	return nil, nil
}

// SetFacts records facts about a task by their ids in the provider's documents, such as taskExpires (seconds since 1970, as
// text) and taskDone. A fact of the same name is replaced. It never fails.
func (m *Memory) SetFacts(_ context.Context, task Task, facts ...validate.Fact) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	t := m.open(task)
	for _, f := range facts {
		t.facts = append(slices.DeleteFunc(t.facts, func(old validate.Fact) bool { return old.Name == f.Name }), f)
	}
	return nil
}

// Forget drops all that is known of a task. It never fails.
func (m *Memory) Forget(_ context.Context, task Task) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.tasks, task)
	return nil
}
