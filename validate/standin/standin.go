// Package standin plays the providers on loopback, so that a program can be tested against their real errors without an
// account, without a network and without cost. It judges what comes as package validate does: a doomed request gets the exact
// response that is predicted, any other the documented success. Tasks are kept: they begin, take a while, end or fail, and
// expire.
//
//	server, err := standin.Start(standin.Options{Rules: rules})  // as net/http/httptest has it
//	defer server.Close()
//	client.BaseURL = server.Base("vidu")                         // or server.Client() with the real URLs
//
// A request reaches a provider by its Host header (api.vidu.com), by the start of its path (/vidu/… or /api.vidu.com/…), or by
// [Options.Provider]. What goes wrong is chosen by [Options.Faults], the header [FaultHeader] or /fault:quota/vidu/…. The page and the JSON of
// [LogPath] show what came and why it was answered so.
//
// What only the server can know, such as the text in a picture, is an invented value of the documented shape, or a visible
// <name> where no shape is documented.
package standin

import (
	"io"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/ledger"
	"github.com/willpass/willpass/validate/refusal"
	"github.com/willpass/willpass/validate/settle"
)

// Options says what is played. Rules must be given; the rest may be left out.
type Options struct {
	Rules    *validate.Rules
	Provider string                    // id of the provider that paths without one belong to; "" = none
	Host     string                    // name or id of its host; "" = the one that has the path
	Facts    map[string]validate.Facts // what holds for every request, by provider
	Faults   Faults                    // what goes wrong with every request

	Strictness refusal.Strictness // how sure a verdict must be to refuse
	Work       time.Duration      // how long a task takes, half of it queued; 0 = at once
	Period     time.Duration      // how long a task takes more input, where the provider does not say; 0 = [DefaultPeriod]
	Clock      func() time.Time   // nil = time.Now
	URLs       settle.URLs        // what URLs in requests hold; nil = nothing is fetched, and every URL is taken for good
	Seen       func(Exchange)     // told of each answer; called from several goroutines; nil = nobody
}

// DefaultPeriod is how long a task takes more input when nothing else is said.
const DefaultPeriod = time.Hour

// Server is an http.Handler that plays the providers. Make it with [New]. It is safe for concurrent use.
type Server struct {
	options Options
	plays   map[string]*play
	sent    ledger.Memory

	mu    sync.Mutex
	made  uint64 // ids made
	tasks tasks
	seen  values
	log   log
}

// New makes a Server. An error says what is wrong with the options.
func New(o Options) (*Server, error) {
	plays, err := loadPlays()
	if err != nil {
		return nil, err
	}
	if o.Clock == nil {
		o.Clock = time.Now
	}
	if o.Period == 0 {
		o.Period = DefaultPeriod
	}
	s := &Server{options: o, plays: plays}
	s.sent.Now = o.Clock
	if err := s.home(); err != nil {
		return nil, err
	}
	for _, p := range o.Rules.Providers() {
		if s.plays[p.ID] == nil {
			s.plays[p.ID] = &play{Provider: p.ID}
		}
	}
	return s, nil
}

// ServeHTTP answers one request. Its body is judged as it flows by and not kept.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if strings.HasPrefix(r.URL.Path, ownPath) {
		s.own(w, r)
		return
	}
	start := time.Now()
	to, err := s.target(r)
	if err != nil {
		http.Error(w, "willpass: "+err.Error(), http.StatusMisdirectedRequest)
		return
	}
	faults, err := s.faults(r, to)
	if err != nil {
		http.Error(w, "willpass: "+err.Error(), http.StatusBadRequest)
		return
	}
	x := &exchange{server: s, request: r, to: to, play: s.plays[to.provider.ID], faults: faults, now: s.options.Clock()}
	if err := x.judge(); err != nil {
		return // the client is gone, or broke its body off
	}
	if !x.wait() {
		return
	}
	if faults.Cut {
		x.log(start, reply{})
		panic(http.ErrAbortHandler) // the way of net/http to end a connection without an answer
	}
	answer := x.answer()
	x.log(start, answer)
	answer.write(w)
}

// reply is what goes out.
type reply struct {
	status int
	header http.Header
	body   string
}

func (a *reply) write(w http.ResponseWriter) {
	for name, values := range a.header {
		w.Header()[name] = values
	}
	if a.header.Get("Content-Type") == "" {
		w.Header()["Content-Type"] = nil // where none is documented, none is guessed
	}
	if a.status < 200 || a.status > 599 { // an overlay may say anything, net/http takes no other
		a.status = http.StatusInternalServerError
	}
	w.WriteHeader(a.status)
	io.WriteString(w, a.body)
}
