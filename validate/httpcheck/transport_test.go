package httpcheck_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/httpcheck"
	"github.com/willpass/willpass/validate/ledger"
	"github.com/willpass/willpass/validate/refusal"
)

// events keeps what an observer is told.
type events struct {
	mu  sync.Mutex
	all []httpcheck.Event
}

func (e *events) Judged(_ context.Context, event httpcheck.Event) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.all = append(e.all, event)
}

func (e *events) last(t *testing.T) httpcheck.Event {
	t.Helper()
	e.mu.Lock()
	defer e.mu.Unlock()
	if len(e.all) == 0 {
		t.Fatal("want an event")
	}
	return e.all[len(e.all)-1]
}

// TestParallelUploads sends good and doomed requests at once: no doomed one arrives, every good one arrives as it was.
func TestParallelUploads(t *testing.T) {
	p := newProvider(t)
	client := &http.Client{Transport: httpcheck.NewTransport(checker(t), httpcheck.Options{Base: p.base()})}
	var wait sync.WaitGroup
	const workers, each = 8, 6
	good := make([][]byte, workers)
	for n := range workers {
		body, contentType := form(t, "png 640x480", 100_000*n, byte(n))
		bad, badType := form(t, "png 5000x100", 50_000*n, byte(n))
		good[n] = body
		wait.Go(func() {
			for i := range each {
				var source io.Reader = bytes.NewReader(body)
				if i%3 == 1 {
					source = stream{source} // without GetBody
				}
				response, err := client.Do(post(t, upload, contentType, source))
				if err != nil {
					t.Error(err)
					return
				}
				if got := read(t, response); got != p.answer || response.Header.Get(httpcheck.Header) != "" {
					t.Errorf("want the provider's own answer, got %q", got)
				}
				source = bytes.NewReader(bad)
				if i%3 == 1 {
					source = stream{source}
				}
				response, err = client.Do(post(t, upload, badType, source))
				if err != nil {
					t.Error(err)
					return
				}
				if got := read(t, response); response.StatusCode != 413 || !strings.HasPrefix(response.Header.Get(httpcheck.Header), "predicted") || !strings.Contains(got, "ERESOLUTION") && !strings.Contains(got, "RESOLUTION") {
					t.Errorf("want the predicted refusal, got %d %q", response.StatusCode, got)
				}
			}
		})
	}
	wait.Wait()
	for n, body := range good {
		if _, of := p.count(body); of != each {
			t.Errorf("good body %d: want it to arrive %d times byte for byte, got %d", n, each, of)
		}
	}
	if all, _ := p.count(nil); all != workers*each || p.partial != 0 {
		t.Errorf("want %d requests at the provider and no broken one, got %d and %d", workers*each, all, p.partial)
	}
}

func TestPredictedResponseIsWhole(t *testing.T) {
	p := newProvider(t)
	client := &http.Client{Transport: httpcheck.NewTransport(checker(t), httpcheck.Options{Base: p.base()})}
	response, err := client.Do(post(t, "http://api.vidu.com/ent/v2/text2video", "application/json", strings.NewReader(`{"model":"sora","prompt":"a"}`)))
	if err != nil {
		t.Fatal(err)
	}
	body := read(t, response)
	want := `{"code":400,"reason":"FieldInvalid","message":`
	if response.StatusCode != 400 || response.Status != "400 Bad Request" || !strings.HasPrefix(body, want) || response.ContentLength != int64(len(body)) ||
		response.Header.Get("Content-Type") != "application/json" || response.Request == nil {
		t.Errorf("want a whole response that starts with %s, got %+v %s", want, response, body)
	}
	if all, _ := p.count(nil); all != 0 {
		t.Errorf("want nothing at the provider, got %d", all)
	}
}

func TestAsError(t *testing.T) {
	p := newProvider(t)
	client := &http.Client{Transport: httpcheck.NewTransport(checker(t), httpcheck.Options{Base: p.base(), AsError: true})}
	_, err := client.Do(post(t, "http://api.vidu.com/ent/v2/text2video", "application/json", strings.NewReader(`{"model":"sora","prompt":"a"}`)))
	var refused *refusal.Error
	if !errors.As(err, &refused) || !errors.Is(err, refusal.Code{Provider: "vidu", Code: "FieldInvalid"}) || refused.Status != 400 {
		t.Errorf("want the refusal as an error, got %v", err)
	}
}

func TestBodiesArriveUnharmed(t *testing.T) {
	body, contentType := form(t, "png 640x480", 2<<20, 7)
	small, smallType := form(t, "png 640x480", 10, 7)
	for _, c := range []struct {
		name    string
		body    []byte
		kind    string
		options httpcheck.Options
		stream  bool
		length  int64 // said by the client; -1 = chunked
	}{
		{"with GetBody", body, contentType, httpcheck.Options{}, false, int64(len(body))},
		{"a short stream", small, smallType, httpcheck.Options{}, true, -1},
		{"a short stream of known length", small, smallType, httpcheck.Options{}, true, int64(len(small))},
		{"a long stream", body, contentType, httpcheck.Options{}, true, -1},
		{"a long stream of known length", body, contentType, httpcheck.Options{}, true, int64(len(body))},
		{"a long stream, cut", body, contentType, httpcheck.Options{Cut: true}, true, -1},
		{"a long stream of known length, cut", body, contentType, httpcheck.Options{Cut: true}, true, int64(len(body))},
		{"nothing kept", small, smallType, httpcheck.Options{Keep: -1}, true, -1},
		{"nothing kept, cut", small, smallType, httpcheck.Options{Keep: -1, Cut: true}, true, -1},
		{"exactly as much as is kept", small, smallType, httpcheck.Options{Keep: int64(len(small))}, true, -1},
		{"one byte more than is kept", small, smallType, httpcheck.Options{Keep: int64(len(small)) - 1}, true, -1},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, seen := newProvider(t), &events{}
			c.options.Base, c.options.Observer = p.base(), seen
			client := &http.Client{Transport: httpcheck.NewTransport(checker(t), c.options)}
			var source io.Reader = bytes.NewReader(c.body)
			if c.stream {
				source = stream{source}
			}
			r := post(t, upload, c.kind, source)
			r.ContentLength = max(c.length, 0)
			if c.length < 0 {
				r.ContentLength = -1
			}
			response, err := client.Do(r)
			if err != nil {
				t.Fatal(err)
			}
			read(t, response)
			if all, of := p.count(c.body); all != 1 || of != 1 || p.lengths[0] != c.length {
				t.Errorf("want the body once with length %d, got %d of %d with %v", c.length, of, all, p.lengths)
			}
			if e := seen.last(t); !e.Complete || e.Verdict.Outcome != validate.Accepted || e.Bytes != int64(len(c.body)) {
				t.Errorf("want a verdict over all %d bytes, got %+v", len(c.body), e)
			}
		})
	}
}

func TestALongDoomedStream(t *testing.T) {
	body, contentType := form(t, "png 5000x100", 3<<20, 7)
	for _, length := range []int64{-1, int64(len(body))} {
		for _, cut := range []bool{false, true} {
			p, seen := newProvider(t), &events{}
			client := &http.Client{Transport: httpcheck.NewTransport(checker(t), httpcheck.Options{Base: p.base(), Cut: cut, Observer: seen})}
			r := post(t, upload, contentType, stream{bytes.NewReader(body)})
			r.ContentLength = length
			response, err := client.Do(r)
			if err != nil {
				t.Fatal(err)
			}
			text := read(t, response)
			if all, _ := p.count(nil); all == 1 == cut || (response.StatusCode == 413) != cut {
				t.Errorf("length %d, cut %v: want it whole at the provider only without, got %d and %d %s", length, cut, all, response.StatusCode, text)
			}
			if e := seen.last(t); e.Verdict.Outcome != validate.Rejected || e.Enforced != cut {
				t.Errorf("cut %v: want the refusal reported, got %+v", cut, e)
			}
		}
	}
}

func TestObserveSendsEverything(t *testing.T) {
	p, seen := newProvider(t), &events{}
	client := &http.Client{Transport: httpcheck.NewTransport(checker(t), httpcheck.Options{Base: p.base(), Observe: true, Observer: seen})}
	doomed := `{"model":"sora","prompt":"a"}`
	response, err := client.Do(post(t, "http://api.vidu.com/ent/v2/text2video", "application/json", strings.NewReader(doomed)))
	if err != nil {
		t.Fatal(err)
	}
	read(t, response)
	if _, of := p.count([]byte(doomed)); of != 1 {
		t.Error("want the doomed request sent")
	}
	if e := seen.last(t); e.Enforced || e.Verdict.Outcome != validate.Rejected {
		t.Errorf("want the refusal reported and not enforced, got %+v", e)
	}
}

func TestHosts(t *testing.T) {
	for address, judged := range map[string]bool{
		"http://api.vidu.com/ent/v2/text2video": true, "http://API.Vidu.COM:80/ent/v2/text2video": true, "http://api.vidu.com./ent/v2/text2video": true,
		"http://gateway.internal:8080/ent/v2/text2video": true, "http://vidu.com/ent/v2/text2video": false, "http://api.vidu.com.evil.example/": false, "http://[::1]:80/": false,
	} {
		p, seen := newProvider(t), &events{}
		client := &http.Client{Transport: httpcheck.NewTransport(checker(t), httpcheck.Options{Base: p.base(), Observer: seen,
			Hosts: map[string]string{"Gateway.internal": "api.vidu.com"}})}
		response, err := client.Do(post(t, address, "application/json", strings.NewReader(`{"model":"sora","prompt":"a"}`)))
		if err != nil {
			t.Fatal(err)
		}
		read(t, response)
		if got := response.StatusCode == 400 && len(seen.all) == 1; got != judged {
			t.Errorf("%s: want judged %v, got %v", address, judged, got)
		}
	}
}

func TestCancellation(t *testing.T) {
	p := newProvider(t)
	client := &http.Client{Transport: httpcheck.NewTransport(checker(t), httpcheck.Options{Base: p.base()})}
	_, contentType := form(t, "png 640x480", 0, 0)
	ctx, cancel := context.WithCancel(t.Context())
	slow, feed := io.Pipe()
	go func() {
		feed.Write([]byte("--"))
		cancel()
		feed.Close()
	}()
	_, err := client.Do(post(t, upload, contentType, slow).WithContext(ctx))
	if !errors.Is(err, context.Canceled) {
		t.Errorf("want the context's error, got %v", err)
	}
	broken := errors.New("broken reader")
	if _, err = client.Do(post(t, upload, contentType, io.MultiReader(strings.NewReader("--"), failing{broken}))); !errors.Is(err, broken) {
		t.Errorf("want the reader's error, got %v", err)
	}
	if all, _ := p.count(nil); all != 0 {
		t.Errorf("want nothing at the provider, got %d", all)
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// closing counts how often a body is closed.
type closing struct {
	io.Reader
	closed *int
}

func (c closing) Close() error { *c.closed++; return nil }

func TestBodiesAreClosed(t *testing.T) {
	p := newProvider(t)
	transport := httpcheck.NewTransport(checker(t), httpcheck.Options{Base: p.base()})
	for _, text := range []string{`{"model":"sora","prompt":"a"}`, `{"model":"viduq3-pro","prompt":"a"}`} {
		closed := 0
		r := post(t, "http://api.vidu.com/ent/v2/text2video", "application/json", nil)
		r.Body, r.ContentLength = closing{strings.NewReader(text), &closed}, -1
		response, err := transport.RoundTrip(r)
		if err != nil {
			t.Fatal(err)
		}
		read(t, response)
		if closed == 0 {
			t.Errorf("%s: want the body closed", text)
		}
	}
}

func bulk(ids ...string) string {
	var entries []string
	for _, id := range ids {
		entries = append(entries, fmt.Sprintf(`{"image":{"type":"url","content":"https://shop.example/1.jpg"},"context":{"id":%q}}`, id))
	}
	return `{"taggingRequest":[` + strings.Join(entries, ",") + `]}`
}

func TestBatchesAreClaimed(t *testing.T) {
	p := newProvider(t)
	var book ledger.Memory
	c := checker(t)
	c.Sent, c.Tasks, c.Clock = &book, &book, time.Now
	task := ledger.Task{Provider: "omnious", ID: "t-1"}
	book.SetFacts(t.Context(), task, validate.Fact{Name: "taskExpires", Text: "99999999999"})
	client := &http.Client{Transport: httpcheck.NewTransport(c, httpcheck.Options{Base: p.base(), Claims: &book})}
	put := func(ids ...string) (int, string, error) {
		r := post(t, "http://api.omnious.com/tagger/v2.12/bulk/t-1", "application/json", strings.NewReader(bulk(ids...)))
		r.Method = "PUT"
		response, err := client.Do(r)
		if err != nil {
			return 0, "", err
		}
		return response.StatusCode, read(t, response), nil
	}
	if code, _, err := put("a", "b"); code != 200 || err != nil {
		t.Fatalf("want the first batch taken, got %d, %v", code, err)
	}
	if code, body, err := put("b", "c"); err != nil || !strings.Contains(body, "833") {
		t.Errorf("want 833 for an id sent before, got %d %s, %v", code, body, err)
	}
	p.mu.Lock()
	p.status = 500
	p.mu.Unlock()
	if code, _, err := put("c"); code != 500 || err != nil {
		t.Errorf("want the provider's failure, got %d, %v", code, err)
	}
	held, err := book.Claim(t.Context(), task, []string{"c"})
	if err != nil {
		t.Fatalf("want c given back after the failure, got %v", err)
	}
	var taken *ledger.Taken
	if _, _, err := put("c", "d"); !errors.As(err, &taken) || len(taken.Claimed) != 1 {
		t.Errorf("want the batch held while another sends c, got %v", err)
	}
	held.GiveBack(t.Context())
	if sent, _ := book.Sent(t.Context(), task, []string{"a", "b", "c", "d"}); fmt.Sprint(sent) != "[a b]" {
		t.Errorf("want a and b sent, got %v", sent)
	}
	if all, _ := p.count(nil); all != 2 {
		t.Errorf("want two requests at the provider, got %d", all)
	}
}

func TestTheIDsOfANewTaskAreRemembered(t *testing.T) {
	p := newProvider(t)
	p.status, p.answer = 202, `{"taskId":"t-new"}`
	var book ledger.Memory
	c := checker(t)
	c.Sent = &book
	client := &http.Client{Transport: httpcheck.NewTransport(c, httpcheck.Options{Base: p.base(), Claims: &book})}
	response, err := client.Do(post(t, "http://api.omnious.com/tagger/v2.12/bulk", "application/json", strings.NewReader(bulk("a", "b"))))
	if err != nil {
		t.Fatal(err)
	}
	if got := read(t, response); got != p.answer {
		t.Errorf("want the answer as it came, got %q", got)
	}
	sent, _ := book.Sent(t.Context(), ledger.Task{Provider: "omnious", ID: "t-new"}, []string{"a", "b", "c"})
	if fmt.Sprint(sent) != "[a b]" {
		t.Errorf("want a and b sent in the new task, got %v", sent)
	}
}

// TestOneWinnerPerID sends overlapping batches from many goroutines.
func TestOneWinnerPerID(t *testing.T) {
	p := newProvider(t)
	var book ledger.Memory
	c := checker(t)
	c.Sent = &book
	client := &http.Client{Transport: httpcheck.NewTransport(c, httpcheck.Options{Base: p.base(), Claims: &book})}
	var mu sync.Mutex
	winners := map[string]int{}
	var wait sync.WaitGroup
	for g := range 8 {
		wait.Go(func() {
			for i := range 20 {
				ids := []string{fmt.Sprint((i + g) % 25), fmt.Sprint((i + g + 1) % 25)}
				r := post(t, "http://api.omnious.com/tagger/v2.12/bulk/t-9", "application/json", strings.NewReader(bulk(ids...)))
				r.Method = "PUT"
				response, err := client.Do(r)
				var taken *ledger.Taken
				if errors.As(err, &taken) {
					continue
				}
				if err != nil {
					t.Error(err)
					continue
				}
				read(t, response)
				if response.Header.Get(httpcheck.Header) == "" {
					mu.Lock()
					winners[ids[0]]++
					winners[ids[1]]++
					mu.Unlock()
				}
			}
		})
	}
	wait.Wait()
	for id, n := range winners {
		if n != 1 {
			t.Errorf("want %s sent once, got %d", id, n)
		}
	}
	if len(winners) < 12 {
		t.Errorf("want most ids sent, got %d", len(winners))
	}
}

// outage is a ledger that cannot be reached.
type outage struct{}

var errOutage = errors.New("connection refused")

func (outage) Sent(context.Context, ledger.Task, []string) ([]string, error) { return nil, errOutage }
func (outage) Claim(context.Context, ledger.Task, []string) (ledger.Claim, error) {
	return nil, errOutage
}

func TestAnOutageOfTheLedgerLeavesItOpen(t *testing.T) {
	p, seen := newProvider(t), &events{}
	c := checker(t)
	c.Sent = outage{}
	client := &http.Client{Transport: httpcheck.NewTransport(c, httpcheck.Options{Base: p.base(), Claims: outage{}, Observer: seen})}
	r := post(t, "http://api.omnious.com/tagger/v2.12/bulk/t-1", "application/json", strings.NewReader(bulk("a")))
	r.Method = "PUT"
	response, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	read(t, response)
	if e := seen.last(t); response.StatusCode != 200 || e.Verdict.Outcome != validate.Uncertain || !errors.Is(e.Err, errOutage) {
		t.Errorf("want the request sent and the verdict open, got %d %+v", response.StatusCode, e)
	}
}

func TestErrorsOfTheBaseComeThrough(t *testing.T) {
	down := errors.New("the network is down")
	client := &http.Client{Transport: httpcheck.NewTransport(checker(t), httpcheck.Options{Base: failingTrip{down}})}
	_, err := client.Do(post(t, "http://api.vidu.com/ent/v2/text2video", "application/json", strings.NewReader(`{"model":"viduq3-pro","prompt":"a"}`)))
	var wrapped *url.Error
	if !errors.Is(err, down) || !errors.As(err, &wrapped) {
		t.Errorf("want %v, got %v", down, err)
	}
}

type failingTrip struct{ err error }

func (f failingTrip) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Body != nil {
		r.Body.Close()
	}
	return nil, f.err
}
