package redisledger_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/known"
	"github.com/willpass/willpass/validate/ledger"
	"github.com/willpass/willpass/validate/ledger/internal/suite"
	"github.com/willpass/willpass/validate/ledger/redisledger"
	"github.com/willpass/willpass/validate/settle"
)

// worker names the environment variable that makes the test binary claim ids instead of running tests.
const worker = "WILLPASS_LEDGER_WORKER"

func TestMain(m *testing.M) {
	if addr := os.Getenv(worker); addr != "" {
		work(addr, os.Args[len(os.Args)-1])
		return
	}
	os.Exit(m.Run())
}

var shared = ledger.Task{Provider: "omnious", ID: "shared"}

const manyIDs = 2000

func id(n int) string { return "p-" + strconv.Itoa(n) }

// work claims overlapping batches until every id is taken, and prints those that it confirmed. It sends nothing for the
// time of a send, gives some batches back, and may be killed at any moment.
func work(addr, seed string) {
	n, _ := strconv.ParseUint(seed, 10, 64)
	random := rand.New(rand.NewPCG(n, n))
	book := redisledger.New(redis.NewClient(&redis.Options{Addr: addr}), redisledger.Options{Lease: time.Second})
	ctx := context.Background()
	out := bufio.NewWriter(os.Stdout)
	fmt.Fprintln(out, "ready")
	out.Flush()
	for misses := 0; misses < 4000; {
		first, size := random.IntN(manyIDs), 1+random.IntN(20)
		if misses > 200 {
			size = 1
		}
		var ids []string
		for i := range size {
			ids = append(ids, id((first+i)%manyIDs))
		}
		claim, err := book.Claim(ctx, shared, ids)
		var taken *ledger.Taken
		if errors.As(err, &taken) {
			misses++
			continue
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		misses = 0
		time.Sleep(time.Duration(random.IntN(3)) * time.Millisecond)
		if random.IntN(4) == 0 {
			err = claim.GiveBack(ctx)
		} else if err = claim.Confirm(ctx); err == nil {
			fmt.Fprintln(out, "won", strings.Join(ids, " "))
			out.Flush()
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}

// TestEightProcesses lets eight processes claim overlapping ids of one task, and kills two of them at work.
func TestEightProcesses(t *testing.T) {
	s := start(t)
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	var mu sync.Mutex
	winners := map[string][]int{}
	var wait sync.WaitGroup
	for n := range 8 {
		cmd := exec.Command(self, strconv.Itoa(n))
		cmd.Env = append(os.Environ(), worker+"="+s.addr)
		cmd.Stderr = os.Stderr
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		killed := n < 2
		wait.Go(func() {
			lines, batches := bufio.NewScanner(out), 0
			for lines.Scan() {
				ids, won := strings.CutPrefix(lines.Text(), "won ")
				if !won {
					continue
				}
				mu.Lock()
				for _, id := range strings.Fields(ids) {
					winners[id] = append(winners[id], n)
				}
				mu.Unlock()
				if batches++; killed && batches == 5 {
					cmd.Process.Kill() // it may be between Claim and Confirm, or between Confirm and telling us
				}
			}
			if err := cmd.Wait(); (err != nil) != killed {
				t.Errorf("process %d: want killed %v, got %v", n, killed, err)
			}
		})
	}
	wait.Wait()
	time.Sleep(1100 * time.Millisecond) // the leases of the killed end

	client := s.client()
	defer client.Close()
	book := redisledger.New(client, redisledger.Options{})
	left := 0
	for n := range manyIDs {
		won := winners[id(n)]
		if len(won) > 1 {
			t.Errorf("want one winner of %s, got the processes %v", id(n), won)
		}
		sent, err := book.Sent(t.Context(), shared, []string{id(n)})
		if err != nil {
			t.Fatal(err)
		}
		if len(won) == 1 && len(sent) == 0 {
			t.Errorf("%s was confirmed by process %d and is lost", id(n), won[0])
		}
		if len(sent) == 0 {
			left++
			if _, err := book.Claim(t.Context(), shared, []string{id(n)}); err != nil {
				t.Errorf("want %s free after the leases of the killed ended, got %v", id(n), err)
			}
		}
	}
	if len(winners) < manyIDs*9/10 {
		t.Errorf("want most of %d ids won, got %d", manyIDs, len(winners))
	}
	t.Logf("%d ids won by 8 processes, 2 of them killed; %d were left free", len(winners), left)
}

func TestRedis(t *testing.T) {
	s := start(t)
	client := s.client()
	defer client.Close()
	suite.Run(t, func(lease time.Duration) suite.Ledger {
		return redisledger.New(client, redisledger.Options{Lease: lease})
	},
		func(lease time.Duration) { time.Sleep(lease + 20*time.Millisecond) })
}

func TestTasksAreForgottenAfterKeep(t *testing.T) {
	s := start(t)
	client := s.client()
	defer client.Close()
	for keep, want := range map[time.Duration]bool{time.Hour: true, -1: false} {
		task := ledger.Task{Provider: "omnious", ID: keep.String()}
		book := redisledger.New(client, redisledger.Options{Prefix: "x:", Keep: keep})
		if _, err := book.Claim(t.Context(), task, []string{"a"}); err != nil {
			t.Fatal(err)
		}
		left := client.PTTL(t.Context(), "x:ids:{"+task.String()+"}").Val()
		if got := left > 0; got != want {
			t.Errorf("keep %v: want an end %v, got %v", keep, want, left)
		}
	}
}

// TestAnOutageLeavesTheVerdictOpen asks about an id that was sent, while Redis answers and after it is gone.
func TestAnOutageLeavesTheVerdictOpen(t *testing.T) {
	s := start(t)
	client := s.client()
	defer client.Close()
	book := redisledger.New(client, redisledger.Options{Wait: 500 * time.Millisecond})
	task := ledger.Task{Provider: "omnious", ID: "t-1"}
	claim, err := book.Claim(t.Context(), task, []string{"p-1"})
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(claim.Confirm(t.Context()), book.SetFacts(t.Context(), task, validate.Fact{Name: "taskExpires", Text: "2000"})); err != nil {
		t.Fatal(err)
	}
	rules, err := known.Rules("omnious")
	if err != nil {
		t.Fatal(err)
	}
	checker := settle.Checker{Rules: rules, Sent: book, Tasks: book, Clock: func() time.Time { return time.Unix(1000, 0) }}
	again := func() validate.Verdict {
		return checker.Check(t.Context(), validate.Request{Method: "PUT", URL: "https://api.omnious.com/tagger/v2.12/bulk/t-1",
			Headers: []validate.Header{{Name: "X-API-KEY", Value: "k"}, {Name: "Content-Type", Value: "application/json"}},
			Body:    []byte(`{"taggingRequest":[{"image":{"type":"url","content":"https://shop.example/1.jpg"},"context":{"id":"p-1"}}]}`)}).Verdict
	}
	if v := again(); !v.Sure() || v.Answers[0].Code != "833" {
		t.Errorf("want 833 for sure while Redis answers, got %s", v.AppendJSON(nil))
	}
	s.stop()
	if v := again(); v.Outcome != validate.Uncertain || !v.Answers[0].Accepted {
		t.Errorf("want it open once Redis is gone, got %s", v.AppendJSON(nil))
	}
}

func TestAnOutageIsAnError(t *testing.T) {
	s := start(t)
	client := s.client()
	defer client.Close()
	book := redisledger.New(client, redisledger.Options{Wait: 500 * time.Millisecond})
	claim, err := book.Claim(t.Context(), shared, []string{"a"})
	if err != nil {
		t.Fatal(err)
	}
	s.stop()
	var taken *ledger.Taken
	_, sent := book.Sent(t.Context(), shared, []string{"a"})
	_, facts := book.Facts(t.Context(), shared)
	_, claims := book.Claim(t.Context(), shared, []string{"a"})
	for what, err := range map[string]error{"Sent": sent, "Facts": facts, "Claim": claims, "Confirm": claim.Confirm(t.Context()),
		"GiveBack": claim.GiveBack(t.Context()), "Forget": book.Forget(t.Context(), shared), "SetFacts": book.SetFacts(t.Context(), shared)} {
		if err == nil || errors.As(err, &taken) {
			t.Errorf("%s: want the error of the client, got %v", what, err)
		}
	}
}
