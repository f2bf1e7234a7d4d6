package standin

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"path"
	"slices"
)

// plays is one document per provider: the success samples that its pages or clients show, and how its tasks go. A provider
// without one is played from its rule documents alone.
//
//go:embed plays/*.json
var plays embed.FS

// play is what a stand-in knows of a provider beyond its rules.
type play struct {
	Provider string
	About    string

	// Values for the holes of success envelopes, as JSON, by scope: an endpoint's id, an envelope's id, or "*". In texts $id
	// is the task's id, $expires the end of its time, $base the stand-in's address, "$count:number" how many ids the task has and "$each:name" the value of
	// the hole name once per id, in which $item is the id.
	Holes map[string]map[string]json.RawMessage
	Makes map[string]string            // holes that get a new value each time: hex32, uuid, upper-uuid, digits18 or time
	Adds  map[string]map[string]string // header lines of successes, by endpoint: name and kind of value, as in Makes
	Tasks []taskPlay
	Once  []oncePlay
	Fails map[string]string // error id of a failure of the server, by host id; "*" = any host
}

// taskPlay is one kind of thing that a provider keeps between requests: a task, an upload, a one-time key.
type taskPlay struct {
	Hole    string                         // of the success answer that tells its id, or a name in Adds
	Begins  []string                       // endpoints, or envelopes of endpoints, that make one
	At      []string                       // places of later requests that name one: path:id, query:task_id, header:request-key
	Facts   map[string]string              // facts of the provider: known, queued, done, expires
	Expires int                            // seconds; 0 = the options' Period
	Adds    []string                       // endpoints that add ids to it
	Asks    map[string]map[string]stepPlay // endpoint and state (queued, running, done, failed, cancelled) to what is answered
	Cancels []string                       // endpoints that cancel it
	Spends  []string                       // endpoints whose success uses it up
	Status  int                            // HTTP status of an answer that tells of a failed one; 0 = that of its error
}

// stepPlay is an answer about a task in one state.
type stepPlay struct {
	Holes map[string]json.RawMessage
	Error string // id in the catalogue
}

// oncePlay is a value that may come only once, such as a nonce: the fact is false when it comes again.
type oncePlay struct{ At, Fact string }

func loadPlays() (map[string]*play, error) {
	names, err := plays.ReadDir("plays")
	if err != nil {
		return nil, err
	}
	all := map[string]*play{}
	for _, name := range names {
		text, err := plays.ReadFile(path.Join("plays", name.Name()))
		if err != nil {
			return nil, err
		}
		p := new(play)
		d := json.NewDecoder(bytes.NewReader(text))
		d.DisallowUnknownFields()
		if err := d.Decode(p); err != nil {
			return nil, fmt.Errorf("%s: %w", name.Name(), err)
		}
		all[p.Provider] = p
	}
	return all, nil
}

// hole is the value of a hole, of the first scope that has one.
func (p *play) hole(name string, scopes ...string) (json.RawMessage, bool) {
	for _, scope := range scopes {
		if value, ok := p.Holes[scope][name]; ok {
			return value, true
		}
	}
	return nil, false
}

// concerns reports whether an endpoint is about tasks of this kind.
func (k *taskPlay) concerns(endpoint string) bool {
	return k.Asks[endpoint] != nil || slices.Contains(k.Adds, endpoint) || slices.Contains(k.Cancels, endpoint) || slices.Contains(k.Spends, endpoint)
}
