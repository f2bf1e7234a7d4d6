package settle

import (
	"context"
	"errors"
	"sync"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/ledger"
)

// Pending judges one request as its body flows by. It is an io.Writer, for one goroutine.
type Pending struct {
	checker  *Checker
	route    validate.Route
	stream   *validate.Stream
	facts    validate.Facts
	boundary []byte // of a form
	bytes    int64
	asked    map[validate.Need]bool
}

// Route is where the request goes.
func (p *Pending) Route() validate.Route { return p.route }

// Write takes the next bytes of the body. It never fails and never keeps b.
func (p *Pending) Write(b []byte) (int, error) {
	p.bytes += int64(len(b))
	if len(b) >= longForm && p.boundary != nil {
		p.writeHalves(b)
		return len(b), nil
	}
	return p.stream.Write(b)
}

// longForm is from how many bytes on it pays to look through a form from two sides.
const longForm = 512 << 10

// writeHalves looks for the end of a part in the second half of b while the first one is read. Reading the bytes out of memory is what takes the
// time, and two processors get twice as many.
func (p *Pending) writeHalves(b []byte) {
	half := len(b) / 2
	clear := make(chan int, 1)
	go func() { clear <- body.ClearOf(b[half:], p.boundary) }()
	p.stream.Write(b[:half])
	p.stream.WriteClear(b[half:], <-clear)
}

// Release gives the memory of p to the requests that come. p must not be used any more, but for [Pending.Route]; what it gave stays
// as it is. It need not be called.
func (p *Pending) Release() {
	if p.stream != nil {
		p.checker.Rules.Reuse(p.stream)
		p.stream = nil
	}
}

// rounds bounds how often a verdict is asked for anew: what one round learns may raise another question, but not for ever.
const rounds = 4

// End says that the body is complete, gets what the verdict needs from the sources and returns what came of it. The body
// is opened again only to decode pictures in it; nil when that cannot be. When ctx ends, what is open stays open.
func (p *Pending) End(ctx context.Context, open Body) Judged {
	v := p.stream.End()
	place, binding := p.checker.bound(p.route)
	out := Judged{Bytes: p.bytes}
	if binding != unbound {
		if ids, complete := p.stream.Texts(place); complete {
			out.IDs = ids
		}
	}
	if task := p.task(); task != "" {
		out.Task = ledger.Task{Provider: p.route.Provider, ID: task}
	}
	for range rounds {
		if ctx.Err() != nil || !p.learn(ctx, &v, &out, open) {
			break
		}
		v = p.stream.Again(p.facts)
	}
	out.Verdict, out.Facts = v, p.facts
	return out
}

// With judges the same request with one more fact, which replaces one of its name. Call it after [Pending.End].
func (p *Pending) With(fact validate.Fact) validate.Verdict {
	facts := p.facts
	facts.Named = []validate.Fact{fact}
	facts.Named = more(facts.Named, p.facts.Named)
	return p.stream.Again(facts)
}

// Texts is what a place holds, see [validate.Stream.Texts]. Call it after [Pending.End].
func (p *Pending) Texts(place string) (texts []string, complete bool) { return p.stream.Texts(place) }

// task is what the path holds in {task}, or in its only parameter.
func (p *Pending) task() string {
	for _, param := range p.route.Params {
		if param.Name == "task" || len(p.route.Params) == 1 {
			return param.Text
		}
	}
	return ""
}

// learn gets what the verdict needs and was not asked for before. It reports whether anything is known now that was not.
func (p *Pending) learn(ctx context.Context, v *validate.Verdict, j *Judged, open Body) bool {
	var urls []validate.Need
	var pictures []string
	learnt := false
	for _, need := range v.Needs {
		if p.asked[need] {
			continue
		}
		if p.asked == nil {
			p.asked = map[validate.Need]bool{}
		}
		p.asked[need] = true
		switch need.Kind {
		case "fetch":
			urls = append(urls, need)
		case "decode":
			pictures = append(pictures, need.At)
		case "ids":
			learnt = p.sent(ctx, need, j) || learnt
		case "fact":
			learnt = p.state(ctx, need, j.Task) || learnt
		}
	}
	learnt = p.fetch(ctx, urls) || learnt
	return p.decode(ctx, pictures, open) || learnt
}

// sent asks which ids of the request were sent before.
func (p *Pending) sent(ctx context.Context, need validate.Need, j *Judged) bool {
	if p.checker.Sent == nil || j.Task.ID == "" || len(j.IDs) == 0 {
		return false
	}
	ids, err := p.checker.Sent.Sent(ctx, j.Task, j.IDs)
	if err != nil {
		p.checker.failed(need, err)
		return false
	}
	p.facts.Named = append(p.facts.Named, validate.Fact{Name: need.Name, List: ids})
	return true
}

// state asks for the facts of the task; all of them are taken, since the next question may need another.
func (p *Pending) state(ctx context.Context, need validate.Need, task ledger.Task) bool {
	if p.checker.Tasks == nil || task.ID == "" {
		return false
	}
	facts, err := p.checker.Tasks.Facts(ctx, task)
	if err != nil {
		p.checker.failed(need, err)
		return false
	}
	before := len(p.facts.Named)
	p.facts.Named = more(p.facts.Named, facts)
	return len(p.facts.Named) > before
}

// fetch looks at URLs, a few at a time.
func (p *Pending) fetch(ctx context.Context, needs []validate.Need) bool {
	if p.checker.URLs == nil || len(needs) == 0 {
		return false
	}
	most := p.checker.Fetches
	if most == 0 {
		most = DefaultFetches
	}
	room := most - (len(p.facts.Fetched) - len(p.checker.Facts.Fetched))
	needs = needs[:min(len(needs), max(room, 0))]
	results := make([]*validate.Fetched, len(needs))
	var wait sync.WaitGroup
	slots := make(chan struct{}, atOnce)
	for i, need := range needs {
		wait.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			fetched, err := p.checker.URLs.Fetch(ctx, need.Name)
			if err != nil {
				p.checker.failed(need, err)
				return
			}
			results[i] = &fetched
		})
	}
	wait.Wait()
	p.facts.Fetched = p.facts.Fetched[:len(p.facts.Fetched):len(p.facts.Fetched)]
	learnt := false
	for i, r := range results {
		if r != nil {
			r.URL = needs[i].Name
			p.facts.Fetched, learnt = append(p.facts.Fetched, *r), true
		}
	}
	return learnt
}

// atOnce is how many URLs of one request are fetched at the same time.
const atOnce = 4

// decode tries the pictures at places of the body.
func (p *Pending) decode(ctx context.Context, places []string, open Body) bool {
	if p.checker.Decoder == nil || open == nil || len(places) == 0 {
		return false
	}
	learnt := false
	for _, place := range places {
		result, err := p.decodeAt(ctx, place, open)
		if err != nil && !errors.Is(err, errNotThere) {
			p.checker.failed(validate.Need{Kind: "decode", At: place}, err)
		}
		learnt = told(&p.facts, place, result) || learnt
	}
	return learnt
}
