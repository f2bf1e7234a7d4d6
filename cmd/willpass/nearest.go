package main

import (
	"fmt"
	"strings"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/doc"
	"github.com/willpass/willpass/validate/spec"
)

// nearestPath says which path is meant, perhaps, when a request goes to none that the provider has.
func (p *program) nearestPath(provider *spec.Provider, r *validate.Request, v *validate.Verdict) {
	fallback := ""
	for i := range provider.Endpoints {
		if provider.Endpoints[i].ID == v.Endpoint {
			fallback = provider.Endpoints[i].Fallback
		}
	}
	if p.json || fallback != "path" {
		return
	}
	url := body.SplitURL([]byte(r.URL))
	path := string(url.Path)
	var paths []string
	for i := range provider.Endpoints {
		for k := range provider.Endpoints[i].Paths {
			if like, ok := filled(&provider.Endpoints[i].Paths[k], path); ok {
				paths = append(paths, like)
			}
		}
	}
	if near := doc.Closest(path, paths); near != "" {
		fmt.Fprintf(p.out, "\nDid you mean the path %s?\n", bold(near))
	}
}

// filled is a pattern with the segments of a path in its holes; false when path has another number of segments.
func filled(pattern *spec.Pattern, path string) (string, bool) {
	segments := strings.Split(path, "/")
	if len(segments) != len(pattern.Segments) {
		return "", false
	}
	for i, segment := range pattern.Segments {
		if spec.Param(segment) == "" {
			segments[i] = segment
		}
	}
	return strings.Join(segments, "/"), true
}
