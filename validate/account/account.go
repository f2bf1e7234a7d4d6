// Package account keeps what a service knows of its credentials at the providers: which keys are accepted, and how many
// calls are left. It is a source for package settle.
//
//	var book account.Book
//	book.SetQuota("omnious", key, 1000)   // told by the provider's console
//	book.Refuse("vidu", oldKey)           // a key that was withdrawn
package account

import (
	"context"
	"crypto/sha256"
	"net/http"
	"slices"
	"strings"
	"sync"

	"github.com/willpass/willpass/validate"
)

// The facts that a Book tells, by their ids in the documents of every provider that ships with willpass.
const (
	KeyAccepted = "keyAccepted"
	QuotaLeft   = "quotaLeft"
)

// Book knows keys by the SHA-256 of their text; it never holds a key. The zero value knows nothing, and then the defaults of
// the documents hold: the key is accepted, quota is left. It is safe for concurrent use.
type Book struct {
	mu   sync.RWMutex
	keys map[name]state
}

type name struct {
	provider string
	key      [sha256.Size]byte
}

type state struct {
	judged   bool // accepted says something
	accepted bool
	counted  bool // left says something
	left     int64
}

func nameOf(provider, key string) name { return name{provider, sha256.Sum256([]byte(key))} }

func (b *Book) change(provider, key string, change func(*state)) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.keys == nil {
		b.keys = map[name]state{}
	}
	n := nameOf(provider, key)
	s := b.keys[n]
	change(&s)
	b.keys[n] = s
}

// Accept records that the provider accepts a key. The key is the bare secret, without a word such as Bearer before it.
func (b *Book) Accept(provider, key string) {
	b.change(provider, key, func(s *state) { s.judged, s.accepted = true, true })
}

// Refuse records that the provider refuses a key.
func (b *Book) Refuse(provider, key string) {
	b.change(provider, key, func(s *state) { s.judged, s.accepted = true, false })
}

// SetQuota records how many calls a key has left; 0 or less = none.
func (b *Book) SetQuota(provider, key string, left int64) {
	b.change(provider, key, func(s *state) { s.counted, s.left = true, left })
}

// Spend takes n from the calls that a key has left, and reports whether so many were there; then only are they taken. A key
// whose quota was never set has all that is asked for.
func (b *Book) Spend(provider, key string, n int64) (ok bool) {
	b.change(provider, key, func(s *state) {
		if ok = !s.counted || s.left >= n; ok && s.counted {
			s.left -= n
		}
	})
	return ok
}

// Account tells what is known of the credentials in the headers of a request: every header value, and what follows the word
// before it (Bearer, Token, APPCODE), is looked up. It never fails.
func (b *Book) Account(_ context.Context, provider string, header http.Header) ([]validate.Fact, error) {
	b.mu.RLock()
	defer b.mu.RUnlock()
	if len(b.keys) == 0 {
		return nil, nil
	}
	var facts []validate.Fact
	names := make([]string, 0, len(header))
	for n := range header {
		names = append(names, n)
	}
	slices.Sort(names)
	for _, n := range names {
		for _, value := range header[n] {
			value = strings.TrimSpace(value)
			s, found := b.keys[nameOf(provider, value)]
			if !found {
				_, secret, _ := strings.Cut(value, " ")
				s, found = b.keys[nameOf(provider, strings.TrimSpace(secret))]
			}
			if found && s.judged {
				facts = append(facts, validate.Fact{Name: KeyAccepted, Bool: s.accepted})
			}
			if found && s.counted {
				facts = append(facts, validate.Fact{Name: QuotaLeft, Bool: s.left > 0})
			}
		}
	}
	return facts, nil
}
