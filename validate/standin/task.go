package standin

import (
	"context"
	"slices"
	"strconv"
	"time"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/ledger"
)

// mostTasks is how many tasks are kept; then the oldest goes.
const mostTasks = 10_000

// taskKey names a task: one provider may have several kinds of them.
type taskKey struct {
	kind *taskPlay
	id   string
}

// task is one that was begun.
type task struct {
	kind      *taskPlay
	id        string
	provider  string
	endpoint  string    // that began it
	made      time.Time // or was last added to
	expires   time.Time
	ids       []string
	failure   *validate.Answer // that it ends with; nil = it succeeds
	cancelled bool
	spent     bool
}

// tasks is all that are kept, the oldest first.
type tasks struct {
	byKey map[taskKey]*task
	order []taskKey
}

func (t *tasks) find(kind *taskPlay, id string) *task { return t.byKey[taskKey{kind, id}] }

func (t *tasks) add(one *task) (dropped *task) {
	if t.byKey == nil {
		t.byKey = map[taskKey]*task{}
	}
	if len(t.order) == mostTasks {
		dropped = t.byKey[t.order[0]]
		delete(t.byKey, t.order[0])
		t.order = slices.Delete(t.order, 0, 1)
	}
	key := taskKey{one.kind, one.id}
	t.byKey[key] = one
	t.order = append(t.order, key)
	return dropped
}

// state is how far a task is: queued for half of the work, running for the other half, then done or failed.
func (t *task) state(now time.Time, work time.Duration) string {
	age := now.Sub(t.made)
	switch {
	case t.cancelled:
		return "cancelled"
	case age < work/2:
		return "queued"
	case age < work:
		return "running"
	case t.failure != nil:
		return "failed"
	}
	return "done"
}

// facts is what the provider's rules are told of a task; t is nil when there is none of this name.
func (k *taskPlay) facts(t *task, now time.Time, work time.Duration) []validate.Fact {
	var out []validate.Fact
	for name, what := range k.Facts {
		f := validate.Fact{Name: name}
		switch {
		case what == "known":
			f.Bool = t != nil && !t.spent
		case t == nil:
			continue
		case what == "expires":
			f.Text = strconv.FormatInt(t.expires.Unix(), 10)
		default:
			f.Bool = t.state(now, work) == what
		}
		out = append(out, f)
	}
	return out
}

// begin makes a task.
func (s *Server) begin(x *exchange, kind *taskPlay, failure *validate.Answer) *task {
	life := time.Duration(kind.Expires) * time.Second
	if life == 0 {
		life = s.options.Period
	}
	t := &task{kind: kind, provider: x.to.provider.ID, endpoint: x.judged.Verdict.Endpoint, made: x.now, expires: x.now.Add(life), ids: x.judged.IDs, failure: failure}
	s.mu.Lock()
	t.id = s.newID(x.play.Makes[kind.Hole])
	dropped := s.tasks.add(t)
	s.mu.Unlock()
	if dropped != nil {
		s.sent.Forget(context.Background(), ledger.Task{Provider: dropped.provider, ID: dropped.id})
	}
	if len(t.ids) > 0 {
		s.claim(x, t.id)
	}
	return t
}

// claim records the ids of a request in a task; an error tells which are there already.
func (s *Server) claim(x *exchange, id string) error {
	ctx := x.request.Context()
	claim, err := s.sent.Claim(ctx, ledger.Task{Provider: x.to.provider.ID, ID: id}, x.judged.IDs)
	if err != nil {
		return err
	}
	return claim.Confirm(ctx)
}

// extend adds what a request brought to a task.
func (s *Server) extend(t *task, ids []string, now time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	t.ids = append(t.ids, ids...)
	t.made = now
}

// mark changes a task.
func (s *Server) mark(t *task, how func(*task)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	how(t)
}

// values remembers texts that came before, at most [mostTasks] of them.
type values struct {
	had   map[string]bool
	order []string
}

// again reports whether a text came before, and remembers it.
func (v *values) again(text string) bool {
	if v.had[text] {
		return true
	}
	if v.had == nil {
		v.had = map[string]bool{}
	}
	if len(v.order) == mostTasks {
		delete(v.had, v.order[0])
		v.order = slices.Delete(v.order, 0, 1)
	}
	v.had[text] = true
	v.order = append(v.order, text)
	return false
}
