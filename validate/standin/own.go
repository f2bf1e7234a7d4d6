package standin

import (
	"bytes"
	_ "embed" // the page
	"encoding/json"
	"html/template"
	"net"
	"net/http"
	"path"
	"strings"

	"github.com/willpass/willpass/validate/cases"
)

// ownPath is where the stand-in's own pages are; no provider has such a path.
const ownPath = "/_willpass/"

// LogPath is the address of the log as a page; [LogPath]+"log.json" is the same as JSON, a list of [Exchange].
const LogPath = ownPath

//go:embed page.html
var page string

// own serves the stand-in's own pages, and the files that its answers point to.
func (s *Server) own(w http.ResponseWriter, r *http.Request) {
	switch rest := strings.TrimPrefix(r.URL.Path, ownPath); {
	case rest == "":
		s.page(w)
	case rest == "log.json":
		w.Header().Set("Content-Type", "application/json")
		json.NewEncoder(w).Encode(s.Log())
	case strings.HasPrefix(rest, "uploads/") && r.Method == http.MethodPut:
		w.Header().Set("ETag", `"d41d8cd98f00b204e9800998ecf8427e"`)
	case strings.HasPrefix(rest, "files/"):
		file(w, path.Ext(rest))
	default:
		http.NotFound(w, r)
	}
}

func (s *Server) page(w http.ResponseWriter) {
	t, err := template.New("page").Parse(page)
	var out bytes.Buffer
	if err == nil {
		err = t.Execute(&out, s.Log())
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; connect-src *")
	w.Write(out.Bytes())
}

// file is a result that an answer pointed to: a small picture, or an empty file of any other kind.
func file(w http.ResponseWriter, extension string) {
	if extension != ".png" {
		w.Header().Set("Content-Type", "application/octet-stream")
		return
	}
	picture, err := cases.Image("png 64x64")
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "image/png")
	w.Write(picture)
}

// base is the address of the stand-in's own pages, as the client of a request reaches them.
func base(r *http.Request) string {
	host := r.Host
	if local, ok := r.Context().Value(http.LocalAddrContextKey).(net.Addr); ok {
		host = local.String()
	}
	return "http://" + host + strings.TrimSuffix(ownPath, "/")
}
