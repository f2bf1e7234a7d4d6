// Package settle judges with what a service knows. A first verdict names what it needs and lacks; settle gets that from the
// sources that the service has given, and asks again, until nothing more can be learnt.
//
//	checker := &settle.Checker{Rules: rules, URLs: fetch.New(fetch.Options{}), Sent: book, Tasks: book}
//	judged := checker.Check(ctx, request)                                  // a whole request
//	verdict, err := checker.CheckFile(ctx, "vidu/img2video", file, size)   // before any request exists
//
// Every source is optional. One that is absent, or fails, leaves its question open: it never makes a wrong verdict.
package settle

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/decode"
	"github.com/willpass/willpass/validate/ledger"
	"github.com/willpass/willpass/validate/probe"
)

// Checker judges requests and files with the facts of a service. Its fields must not change once it is in use; it is safe
// for concurrent use when its sources are.
type Checker struct {
	Rules *validate.Rules
	Facts validate.Facts // what holds for every request, such as limits that the provider told the user

	URLs    URLs    // what URLs in requests hold; package fetch
	Sent    Sent    // ids that were sent before; package ledger
	Tasks   Tasks   // state of tasks; package ledger
	Account Account // what holds for an account; package account
	Decoder Decoder // whether pictures decode; package decode by [Pixels]
	Clock   func() time.Time

	Fetches int                                 // most URLs looked at for one request, inclusive; 0 = [DefaultFetches]
	Failed  func(need validate.Need, err error) // told of sources that failed; may be nil; called from several goroutines
}

// DefaultFetches is how many URLs of a request are looked at when nothing else is said. The rest stay open.
const DefaultFetches = 16

// URLs finds out what a URL holds. An error leaves it open.
type URLs interface {
	Fetch(ctx context.Context, url string) (validate.Fetched, error)
}

// Sent knows which ids were sent in a task before. An error leaves it open.
type Sent interface {
	Sent(ctx context.Context, task ledger.Task, ids []string) ([]string, error)
}

// Tasks knows the state of tasks: facts by the ids in the provider's documents. An error leaves it open.
type Tasks interface {
	Facts(ctx context.Context, task ledger.Task) ([]validate.Fact, error)
}

// Account knows what holds for the credentials of a request, such as keyAccepted and quotaLeft, by the headers. An error
// leaves the documents' defaults.
type Account interface {
	Account(ctx context.Context, provider string, header http.Header) ([]validate.Fact, error)
}

// Decoder tries whether the pixels of a file decode. The outcome is [decode.NotTried] when that could not be found out.
type Decoder interface {
	Decode(ctx context.Context, r io.Reader, header probe.Media) decode.Result
}

// Judged is a verdict and what else was learnt on the way to it.
type Judged struct {
	Verdict validate.Verdict
	Task    ledger.Task // that the request names in its path; zero when none
	IDs     []string    // that the request adds to the task, or would start a task with; complete
	Facts   validate.Facts
	Bytes   int64 // of the body that were read
}

// Body opens the body of a request from its start. It may be called more than once.
type Body func() (io.ReadCloser, error)

// Check judges a request whose body is at hand.
func (c *Checker) Check(ctx context.Context, request validate.Request) Judged {
	p := c.Begin(ctx, request)
	defer p.Release()
	p.Write(request.Body)
	return p.End(ctx, func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(request.Body)), nil })
}

// Begin starts to judge a request whose body flows by. The Body of request is not looked at.
func (c *Checker) Begin(ctx context.Context, request validate.Request) *Pending {
	p := &Pending{checker: c, route: c.Rules.Route(request.Method, request.URL)}
	p.facts = c.known(ctx, p.route.Provider, request.Headers)
	p.stream = c.Rules.Begin(request, p.facts)
	for _, h := range request.Headers {
		if strings.EqualFold(h.Name, "Content-Type") {
			p.boundary, _ = body.Boundary([]byte(h.Value))
			break
		}
	}
	return p
}

// known is what is known before the first verdict.
func (c *Checker) known(ctx context.Context, provider string, headers []validate.Header) validate.Facts {
	facts := c.Facts
	facts.Named = append([]validate.Fact(nil), facts.Named...)
	if c.Clock != nil && facts.Now == 0 {
		facts.Now = c.Clock().Unix()
	}
	if c.Account == nil || provider == "" {
		return facts
	}
	header := make(http.Header, len(headers))
	for _, h := range headers {
		header.Add(h.Name, h.Value)
	}
	account, err := c.Account.Account(ctx, provider, header)
	if err != nil {
		c.failed(validate.Need{Kind: "fact", Name: "account"}, err)
		return facts
	}
	facts.Named = more(facts.Named, account)
	return facts
}

// more adds facts that are not there.
func more(facts, further []validate.Fact) []validate.Fact {
	for _, f := range further {
		if !has(facts, f.Name) {
			facts = append(facts, f)
		}
	}
	return facts
}

func has(facts []validate.Fact, name string) bool {
	for i := range facts {
		if facts[i].Name == name {
			return true
		}
	}
	return false
}

func (c *Checker) failed(need validate.Need, err error) {
	if c.Failed != nil {
		c.Failed(need, err)
	}
}
