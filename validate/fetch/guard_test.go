package fetch_test

import (
	"net/netip"
	"testing"

	"github.com/willpass/willpass/validate/fetch"
)

func TestPublic(t *testing.T) {
	for text, want := range map[string]bool{
		"1.1.1.1": true, "9.255.255.255": true, "11.0.0.0": true, "100.63.255.255": true, "100.128.0.0": true, "172.15.255.255": true, "172.32.0.0": true,
		"192.167.255.255": true, "192.169.0.0": true, "223.255.255.255": true, "2606:4700::1111": true, "::ffff:1.1.1.1": true,
		"0.0.0.0": false, "10.0.0.0": false, "10.255.255.255": false, "100.64.0.0": false, "100.127.255.255": false, "127.255.255.255": false,
		"168.63.129.16": false, "169.254.169.254": false, "172.16.0.0": false, "172.31.255.255": false, "192.168.255.255": false, "198.19.255.255": false,
		"224.0.0.0": false, "240.0.0.1": false, "255.255.255.255": false, "::": false, "::1": false, "::ffff:10.0.0.1": false, "::ffff:169.254.169.254": false,
		"::7f00:1": false, "64:ff9b::1": false, "64:ff9b:1::1": false, "100::1": false, "2001::1": false, "2001:db8::1": false, "2002::1": false, "3fff::1": false,
		"fc00::1": false, "fdff::1": false, "fe80::1": false, "fec0::1": false, "ff0e::1": false, "5f00::1": false, "fe80::1%eth0": false,
	} {
		if got := fetch.Public(netip.MustParseAddr(text)); got != want {
			t.Errorf("%s: want %v, got %v", text, want, got)
		}
	}
	if fetch.Public(netip.Addr{}) {
		t.Error("want no address not to be public")
	}
}

func TestGuardAllowsAndDenies(t *testing.T) {
	g := fetch.Guard{Allow: []netip.Prefix{netip.MustParsePrefix("10.1.0.0/16")}, Deny: []netip.Prefix{netip.MustParsePrefix("10.1.2.0/24"), netip.MustParsePrefix("1.1.1.1/32")}}
	for text, want := range map[string]bool{"10.1.0.1": true, "::ffff:10.1.0.1": true, "10.1.2.1": false, "10.2.0.1": false, "1.1.1.1": false, "1.1.1.2": true} {
		if got := g.Lets(netip.MustParseAddr(text)); got != want {
			t.Errorf("%s: want %v, got %v", text, want, got)
		}
	}
	if err := g.Control("udp4", "1.1.1.2:80", nil); err == nil {
		t.Error("want no network but TCP")
	}
	if err := g.Control("tcp4", "name:80", nil); err == nil {
		t.Error("want no name at dial time")
	}
}
