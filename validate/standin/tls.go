package standin

import (
	"bufio"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net"
	"sync"
	"time"

	"github.com/willpass/willpass/validate"
)

// certificate makes a certificate for all hosts of the providers and for this machine, signed by an authority made for it
// alone, whose key is thrown away. It is good for a year.
func certificate(rules *validate.Rules) (leaf tls.Certificate, authority []byte, err error) {
	now := time.Now()
	template := func(name string, serial int64) *x509.Certificate {
		return &x509.Certificate{SerialNumber: big.NewInt(serial), Subject: pkix.Name{CommonName: name}, NotBefore: now.Add(-time.Hour), NotAfter: now.AddDate(1, 0, 0)}
	}
	root := template("willpass stand-in", now.UnixNano())
	root.IsCA, root.BasicConstraintsValid, root.KeyUsage = true, true, x509.KeyUsageCertSign
	rootKey, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return leaf, nil, err
	}
	signed, err := x509.CreateCertificate(rand.Reader, root, root, &rootKey.PublicKey, rootKey)
	if err != nil {
		return leaf, nil, err
	}
	own := template("willpass stand-in of this machine", now.UnixNano()+1)
	own.DNSNames = []string{"localhost"}
	for _, p := range rules.Providers() {
		for _, h := range p.Hosts {
			own.DNSNames = append(own.DNSNames, h.Name) // a pattern such as *.example.com is one for certificates too
		}
	}
	own.IPAddresses = []net.IP{net.IPv4(127, 0, 0, 1), net.IPv6loopback}
	own.KeyUsage, own.ExtKeyUsage = x509.KeyUsageDigitalSignature, []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return leaf, nil, err
	}
	der, err := x509.CreateCertificate(rand.Reader, own, root, &key.PublicKey, rootKey)
	if err != nil {
		return leaf, nil, err
	}
	return tls.Certificate{Certificate: [][]byte{der, signed}, PrivateKey: key}, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: signed}), nil
}

// both is a listener that takes HTTP and HTTPS on one port: the first byte of a connection tells which.
type both struct {
	net.Listener
	config *tls.Config
}

func (l both) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return &either{Conn: c, config: l.config}, nil
}

// either is a connection of which it is not yet known whether it is encrypted.
type either struct {
	net.Conn // as it came
	config   *tls.Config

	once  sync.Once
	plain net.Conn // what is read and written
	err   error
}

// handshake is the first byte of an encrypted connection. https://www.rfc-editor.org/rfc/rfc8446#section-5.1
const handshake = 0x16

func (c *either) begin() {
	c.once.Do(func() {
		b := bufio.NewReader(c.Conn)
		first, err := b.Peek(1)
		if err != nil {
			c.plain, c.err = c.Conn, err
			return
		}
		peeked := &ahead{c.Conn, b}
		if c.plain = peeked; first[0] == handshake {
			c.plain = tls.Server(peeked, c.config)
		}
	})
}

func (c *either) Read(p []byte) (int, error) {
	if c.begin(); c.err != nil {
		return 0, c.err
	}
	return c.plain.Read(p)
}

func (c *either) Write(p []byte) (int, error) {
	if c.begin(); c.err != nil {
		return 0, c.err
	}
	return c.plain.Write(p)
}

// ahead is a connection of which some bytes were read.
type ahead struct {
	net.Conn
	b *bufio.Reader
}

func (a *ahead) Read(p []byte) (int, error) { return a.b.Read(p) }
