// Package batch plans many images into requests that pass: at most as many each as the provider takes, no id twice, no body
// too long, and what would be refused is set aside with its code. Rows come and requests go one by one, so that ten million
// rows need no more memory than one request.
//
//	plan := batch.Plan{Rules: rules, Endpoint: "omnious/bulk-create", Headers: headers}
//	for request, err := range plan.Requests(rows) {
//		…send request.Request, look at request.Aside…
//	}
//
// The documents say which endpoints take batches: those with a list of entries, each with a file and an id of its own.
package batch

import (
	"errors"
	"fmt"
	"iter"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/refusal"
)

// Plan says what is planned. Its fields must not change while an iterator runs; several iterators may run at once.
type Plan struct {
	Rules    *validate.Rules
	Endpoint string            // such as "omnious/bulk-create"
	URL      string            // where the requests go; "" = as in the endpoint's sample. Needed when the path names a task
	Headers  []validate.Header // of each request; Content-Type: application/json is added when it is missing
	Body     string            // JSON of a request with one entry, whose other members are kept; "" = as in the endpoint's sample
	Facts    validate.Facts

	Most    int   // most entries in a request, inclusive; 0 = what the documents say
	Bytes   int64 // longest body, inclusive; 0 = what the documents say, or [DefaultBytes]
	Lenient bool  // set aside only rows that are surely refused; else also those that may be refused for what they hold

	// Sent tells which of some ids were sent in the task before; see package ledger. nil = none. It is asked once per request.
	Sent func(ids []string) (sent []string, err error)
}

// DefaultBytes is how long a body may be where no document says it.
const DefaultBytes = 8 << 20

// Row is one image to send.
type Row struct {
	ID      string
	Content string // its URL; or its base64 text, when Body of the plan has such an entry. Rows with a URL are planned much faster
}

// Request is one request that passes, but for what the facts of the plan leave open.
type Request struct {
	validate.Request          // its Body is new for every request
	IDs              []string // of its entries, in their order
	First            int64    // number of its first row, counted from 0
	Aside            []Aside  // rows set aside since the request before
}

// Aside is a row that would be refused.
type Aside struct {
	Row
	Number int64          // of the row, counted from 0
	Err    *refusal.Error // what the provider would answer to it; no Code when the row by itself is longer than a body may be
}

// errNoBatch is that an endpoint takes no batches.
var errNoBatch = errors.New("takes no list of entries with a file and an id each")

// Requests plans rows. An error ends it: the endpoint takes no batches, the request would be refused whatever its rows are (a
// *[refusal.Error]), or Sent failed. The last request may have no entries when only rows set aside are left.
//
// Ids are kept apart within a request. Where a request adds to a task that exists (its rules compare ids with those sent
// before) they are kept apart within the whole plan, at about 40 bytes of memory per row.
func (p Plan) Requests(rows iter.Seq[Row]) iter.Seq2[Request, error] {
	return func(yield func(Request, error) bool) {
		b, err := p.builder()
		if err != nil {
			yield(Request{}, fmt.Errorf("plan for %s: %w", p.Endpoint, err))
			return
		}
		for row := range rows {
			if !b.fits(row) {
				if r, err := b.take(); !yield(r, err) || err != nil {
					return
				}
			}
			b.add(row)
		}
		if len(b.rows) > 0 || len(b.aside) > 0 {
			yield(b.take())
		}
	}
}
