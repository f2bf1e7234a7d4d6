package standin

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/doc"
	"github.com/willpass/willpass/validate/spec"
)

// FaultHeader is the header by which a request says what shall go wrong with it, in the words of [ParseFaults]. It is told to
// no rule. A client that can send no such header says it in its base URL: http://127.0.0.1:8787/fault:quota/vidu.
const FaultHeader = "Willpass-Fault"

// Faults is what goes wrong with a request beside what is wrong with it. The zero value is nothing.
type Faults struct {
	Facts  []Setting     // facts that the provider's documents declare, such as quotaLeft=false
	Error  string        // id or code of an entry of the catalogue, for what only the server knows; "5xx" = a failure of the server
	Answer string        // which of several answers that fit: its error id or code
	Slow   time.Duration // wait before the answer
	Cut    bool          // end the connection without an answer

	only bool // without those of the options
}

// Setting is a fact and its value as text.
type Setting struct{ Fact, Value string }

// DefaultSlow is how long "slow" waits.
const DefaultSlow = 3 * time.Second

// shorthands are words for the facts that most providers have by the same name.
var shorthands = [...]struct{ word, fact, value string }{
	{"quota", "quotaLeft", "false"},
	{"key", "keyAccepted", "false"},
	{"throttled", "throttled", "true"},
}

// ParseFaults reads faults, separated by commas:
//
//	quota, key, throttled   the quota is used up, the key is refused, requests come too fast
//	slow, slow=500ms        the answer comes late
//	5xx                     the server fails, as the provider's documents say it does
//	cut                     the connection ends without an answer
//	error=no-face-in-file   an entry of the catalogue by id or code, at once or, where it comes with a task, with the task
//	answer=802              which answer, where several fit
//	arrears=true            any fact that the provider's documents declare
//	none                    what the text said before, and the options, shall not count
func ParseFaults(text string) (Faults, error) {
	var f Faults
	return f, f.add(text)
}

// And is what both say; where they differ, g counts. When g says none, only g counts.
func (f Faults) And(g Faults) Faults {
	if g.only {
		return g
	}
	f.Facts = slices.Concat(g.Facts, f.Facts)
	if g.Error != "" {
		f.Error = g.Error
	}
	if g.Answer != "" {
		f.Answer = g.Answer
	}
	f.Slow, f.Cut = max(f.Slow, g.Slow), f.Cut || g.Cut
	return f
}

func (f *Faults) add(text string) error {
	for word := range strings.SplitSeq(text, ",") {
		name, value, given := strings.Cut(strings.TrimSpace(word), "=")
		var err error
		switch {
		case name == "" && !given:
		case name == "none" && !given:
			*f = Faults{only: true}
		case name == "slow":
			f.Slow = DefaultSlow
			if given {
				f.Slow, err = time.ParseDuration(value)
			}
		case name == "5xx" && !given:
			f.Error = name
		case name == "cut" && !given:
			f.Cut = true
		case name == "error" && value != "":
			f.Error = value
		case name == "answer" && value != "":
			f.Answer = value
		case given && name != "":
			f.Facts = append(f.Facts, Setting{name, value})
		default:
			err = f.shorthand(name)
		}
		if err != nil {
			return fmt.Errorf("fault %q: %w", word, err)
		}
	}
	return nil
}

func (f *Faults) shorthand(word string) error {
	words := []string{"slow", "5xx", "cut", "none"}
	for _, s := range shorthands {
		if s.word == word {
			f.Facts = append(f.Facts, Setting{s.fact, s.value})
			return nil
		}
		words = append(words, s.word)
	}
	return errors.New("want " + strings.Join(words, ", ") + ", error=…, answer=… or fact=value" + doc.Nearest(word, words))
}

// faults is those of the options and of the request's path and header, checked against the provider.
func (s *Server) faults(r *http.Request, to target) (Faults, error) {
	var own Faults
	for _, text := range append([]string{to.fault}, r.Header.Values(FaultHeader)...) {
		if err := own.add(text); err != nil {
			return own, err
		}
	}
	f := s.options.Faults.And(own)
	if f.Error != "" && f.Error != "5xx" && entry(to.provider, f.Error) == nil {
		return f, fmt.Errorf("%s has no error with the id or code %q (willpass explain %s lists them)", to.provider.ID, f.Error, to.provider.ID)
	}
	return f, nil
}

// named is the faults as facts. One that the provider's documents do not declare is an error: nothing says how it answers then.
func (f *Faults) named(p *spec.Provider) ([]validate.Fact, error) {
	var out []validate.Fact
	for _, s := range f.Facts {
		declared := fact(p, s.Fact)
		if declared == nil {
			return nil, fmt.Errorf("the documents of %s declare no fact %q: nothing says how it answers then (willpass rules %s lists them)", p.ID, s.Fact, p.ID)
		}
		typed, err := typed(declared.Type, s.Value)
		if err != nil {
			return nil, fmt.Errorf("fact %s: %w", s.Fact, err)
		}
		typed.Name = s.Fact
		out = append(out, typed)
	}
	return out, nil
}

func fact(p *spec.Provider, id string) *spec.Fact {
	for i := range p.Facts {
		if p.Facts[i].ID == id {
			return &p.Facts[i]
		}
	}
	return nil
}

// typed reads a value by the type that the documents give the fact.
func typed(kind, value string) (out validate.Fact, err error) {
	switch kind {
	case "boolean":
		out.Bool, err = strconv.ParseBool(value)
	case "number":
		_, err = strconv.ParseFloat(value, 64)
		out.Text = value
	case "time":
		var at time.Time
		if at, err = time.Parse(time.RFC3339, value); err == nil {
			value = strconv.FormatInt(at.Unix(), 10)
		} else {
			_, err = strconv.ParseInt(value, 10, 64)
		}
		out.Text = value
	case "list":
		out.List = strings.Split(value, ";")
	default:
		out.Text = value
	}
	if err != nil {
		err = fmt.Errorf("want a %s, got %q", kind, value)
	}
	return out, err
}

// entry finds an entry of the catalogue by id, else by code.
func entry(p *spec.Provider, name string) *spec.Error {
	for i := range p.Errors {
		if p.Errors[i].ID == name {
			return &p.Errors[i]
		}
	}
	for i := range p.Errors {
		if strings.EqualFold(p.Errors[i].Code, name) {
			return &p.Errors[i]
		}
	}
	return nil
}
