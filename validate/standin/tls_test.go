package standin_test

import (
	"crypto/tls"
	"crypto/x509"
	"net/http"
	"strings"
	"testing"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/standin"
)

// TestHTTPS wants https and http on one port, under every name of the providers.
func TestHTTPS(t *testing.T) {
	s := start(t, standin.Options{})
	trusted := x509.NewCertPool()
	if !trusted.AppendCertsFromPEM(s.Authority) {
		t.Fatal("want a certificate")
	}
	for _, name := range append(hosts(t), "127.0.0.1", "localhost", "more.market.alicloudapi.com") {
		client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: trusted, ServerName: name}}}
		g := send(t, client, validate.Request{Method: "GET", URL: strings.Replace(s.URL, "http:", "https:", 1) + standin.LogPath}, "")
		if g.status != 200 {
			t.Errorf("%s: want the page, got %v", name, g)
		}
		client.CloseIdleConnections()
	}
	if g := send(t, http.DefaultClient, validate.Request{Method: "GET", URL: s.URL + standin.LogPath}, ""); g.status != 200 {
		t.Errorf("want the page without encryption too, got %v", g)
	}
}

func hosts(t *testing.T) []string {
	t.Helper()
	rules, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	return rules.Hosts()
}
