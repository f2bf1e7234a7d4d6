package fetch_test

import (
	"context"
	"encoding/binary"
	"net"
	"net/netip"
	"strings"
	"sync"
	"testing"
)

// nameserver answers A and AAAA queries. Each name has a list of answers, given one after another, the last for ever; a
// name without answers is the hostile default: loopback.
type nameserver struct {
	mu      sync.Mutex
	answers map[string][]string
	asked   map[string]int
	missing map[string]bool // names that do not exist
}

// resolver starts the server on loopback and makes a resolver that asks only it.
func (s *nameserver) resolver(t *testing.T) *net.Resolver {
	t.Helper()
	conn, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	s.asked = map[string]int{}
	go func() {
		buf := make([]byte, 1500)
		for {
			n, from, err := conn.ReadFrom(buf)
			if err != nil {
				return
			}
			if reply := s.reply(buf[:n]); reply != nil {
				conn.WriteTo(reply, from)
			}
		}
	}()
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		var d net.Dialer
		return d.DialContext(ctx, "udp", conn.LocalAddr().String())
	}}
}

// reply answers one query, RFC 1035 section 4.
func (s *nameserver) reply(query []byte) []byte {
	if len(query) < 17 {
		return nil
	}
	var labels []string
	at := 12
	for at < len(query) && query[at] != 0 {
		n := int(query[at])
		if at+1+n > len(query) {
			return nil
		}
		labels = append(labels, string(query[at+1:at+1+n]))
		at += 1 + n
	}
	if at+5 > len(query) {
		return nil
	}
	question := query[12 : at+5]
	kind := binary.BigEndian.Uint16(query[at+1:])
	name := strings.ToLower(strings.Join(labels, "."))

	s.mu.Lock()
	answers := s.answers[name]
	addr := "127.0.0.1"
	if len(answers) > 0 {
		addr = answers[min(s.asked[name], len(answers)-1)]
	}
	if kind == 1 {
		s.asked[name]++
	}
	missing := s.missing[name]
	s.mu.Unlock()

	ip := netip.MustParseAddr(addr)
	out := append([]byte{query[0], query[1], 0x81, 0x80, 0, 1, 0, 0, 0, 0, 0, 0}, question...)
	if missing {
		out[3] = 0x83 // no such name
		return out
	}
	if kind == 1 && ip.Is4() || kind == 28 && ip.Is6() {
		out[7] = 1
		out = append(out, 0xC0, 12, byte(kind>>8), byte(kind), 0, 1, 0, 0, 0, 0, 0, byte(ip.BitLen()/8))
		out = append(out, ip.AsSlice()...)
	}
	return out
}

// times is how often the IPv4 address of a name was asked for.
func (s *nameserver) times(name string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.asked[name]
}
