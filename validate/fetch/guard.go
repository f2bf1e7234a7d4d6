package fetch

import (
	"fmt"
	"net/netip"
	"syscall"
)

// Guard decides which addresses may be dialled. It looks at the address that a name resolved to, at the moment of dialling,
// so that a name which changes its answer between a check and the call gains nothing. The zero value lets only public
// addresses through.
type Guard struct {
	Allow []netip.Prefix // let through although not public; IPv4 ranges as IPv4, not mapped into IPv6
	Deny  []netip.Prefix // refused although public; comes before Allow
}

// Control is for net.Dialer.Control. It refuses with an *[Error] of kind [Refused].
func (g *Guard) Control(network, address string, _ syscall.RawConn) error {
	if network != "tcp4" && network != "tcp6" {
		return &Error{Kind: Refused, Reason: "the network " + network + " is not dialled"}
	}
	to, err := netip.ParseAddrPort(address)
	if err != nil {
		return &Error{Kind: Refused, Reason: fmt.Sprintf("%q is no address", address)}
	}
	if !g.Lets(to.Addr()) {
		return &Error{Kind: Refused, Reason: to.Addr().String() + " is not a public address"}
	}
	return nil
}

// Lets reports whether an address may be dialled. An IPv4 address inside IPv6 (::ffff:0:0/96) counts as the IPv4 address.
func (g *Guard) Lets(a netip.Addr) bool {
	if !a.IsValid() || a.Zone() != "" {
		return false
	}
	a = a.Unmap()
	switch {
	case within(a, g.Deny):
		return false
	case within(a, g.Allow):
		return true
	}
	return Public(a)
}

// Public reports whether an address is of the public internet: not private, loopback, link-local, shared (CGNAT), multicast,
// reserved, for documentation, a cloud's metadata service, or one that carries another address inside (NAT64, 6to4, Teredo).
// https://www.iana.org/assignments/iana-ipv4-special-registry and https://www.iana.org/assignments/iana-ipv6-special-registry
func Public(a netip.Addr) bool {
	if !a.IsValid() || a.Zone() != "" {
		return false
	}
	if a = a.Unmap(); a.Is4() {
		return !within(a, special4[:])
	}
	return globalUnicast.Contains(a) && !within(a, special6[:])
}

func within(a netip.Addr, ranges []netip.Prefix) bool {
	for _, p := range ranges {
		if p.Contains(a) {
			return true
		}
	}
	return false
}

// globalUnicast is the only part of IPv6 whose addresses are given to the public internet. NAT64 (64:ff9b::/96 and
// 64:ff9b:1::/48), unique local, link-local and multicast addresses lie outside.
var globalUnicast = netip.MustParsePrefix("2000::/3")

var special4 = [...]netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"),
	netip.MustParsePrefix("10.0.0.0/8"),
	netip.MustParsePrefix("100.64.0.0/10"), // shared, CGNAT; 100.100.100.200 is Alibaba's metadata service
	netip.MustParsePrefix("127.0.0.0/8"),
	netip.MustParsePrefix("168.63.129.16/32"), // Azure's services of the host
	netip.MustParsePrefix("169.254.0.0/16"),   // link-local; 169.254.169.254 is the metadata service of most clouds
	netip.MustParsePrefix("172.16.0.0/12"),
	netip.MustParsePrefix("192.0.0.0/24"), // 192.0.0.192 is Oracle's metadata service
	netip.MustParsePrefix("192.0.2.0/24"),
	netip.MustParsePrefix("192.31.196.0/24"),
	netip.MustParsePrefix("192.52.193.0/24"),
	netip.MustParsePrefix("192.88.99.0/24"), // relays of 6to4
	netip.MustParsePrefix("192.168.0.0/16"),
	netip.MustParsePrefix("192.175.48.0/24"),
	netip.MustParsePrefix("198.18.0.0/15"),
	netip.MustParsePrefix("198.51.100.0/24"),
	netip.MustParsePrefix("203.0.113.0/24"),
	netip.MustParsePrefix("224.0.0.0/4"),
	netip.MustParsePrefix("240.0.0.0/4"),
}

var special6 = [...]netip.Prefix{
	netip.MustParsePrefix("2001::/23"), // protocols, among them Teredo and ORCHID
	netip.MustParsePrefix("2001:db8::/32"),
	netip.MustParsePrefix("2002::/16"), // 6to4
	netip.MustParsePrefix("2620:4f:8000::/48"),
	netip.MustParsePrefix("3fff::/20"),
}
