package main

import (
	"fmt"
	"net/url"
	"strings"
)

func (c *curlCall) setURL(value string) error {
	if c.url != "" {
		return fmt.Errorf("two URLs, %s and %s: check one request at a time", c.url, value)
	}
	c.url = value
	return nil
}

// fullURL is the URL that goes out: with a scheme and a path, without a fragment, braces and dot segments, with the queries.
func (c *curlCall) fullURL() (string, error) {
	text, err := c.unglobbed()
	if err != nil {
		return "", err
	}
	if !strings.Contains(text, "://") {
		text = "http://" + text
	}
	text, _, _ = strings.Cut(text, "#")
	base, query, hasQuery := strings.Cut(text, "?")
	if hasQuery {
		c.query = append([]string{query}, c.query...)
	}
	scheme, rest, _ := strings.Cut(base, "://")
	host, path, hasPath := strings.Cut(rest, "/")
	if hasPath && !c.pathAsIs {
		path = strings.TrimPrefix(withoutDots("/"+path), "/")
	}
	if path == "" || strings.HasSuffix(path, "/") {
		path += url.PathEscape(c.uploadName())
	}
	whole := scheme + "://" + host + "/" + path
	if len(c.query) > 0 {
		whole += "?" + strings.Join(c.query, "&")
	}
	return whole, wellFormed(whole)
}

// wellFormed refuses what no URL can hold.
func wellFormed(text string) error {
	if at := strings.IndexAny(text, " \t\r\n"); at >= 0 {
		return fmt.Errorf("the URL %s holds white space at byte %d: write %%20, or quote it as one word", short(text), at)
	}
	parsed, err := url.Parse(text)
	switch {
	case err != nil:
		return err
	case parsed.Scheme != "http" && parsed.Scheme != "https":
		return fmt.Errorf("the URL %s is neither http nor https", short(text))
	case parsed.Host == "":
		return fmt.Errorf("the URL %s has no host", short(text))
	}
	return nil
}

// unglobbed takes braces off, as curl does; a set or range of several URLs is refused.
func (c *curlCall) unglobbed() (string, error) {
	if c.globOff {
		return c.url, nil
	}
	text := c.url
	for {
		before, rest, found := strings.Cut(text, "{")
		inner, after, closed := strings.Cut(rest, "}")
		switch {
		case !found:
			return text, nil
		case !closed:
			return "", fmt.Errorf("the URL %s has { without }", short(c.url))
		case strings.Contains(inner, ","):
			return "", fmt.Errorf("the URL %s stands for several: check one request at a time", short(c.url))
		}
		text = before + inner + after
	}
}

// withoutDots resolves . and .. segments.
func withoutDots(path string) string {
	var out []string
	segments := strings.Split(path, "/")
	for i, segment := range segments {
		last := i == len(segments)-1
		switch segment {
		case ".", "..":
			if segment == ".." && len(out) > 1 {
				out = out[:len(out)-1]
			}
			if last {
				out = append(out, "")
			}
		default:
			out = append(out, segment)
		}
	}
	return strings.Join(out, "/")
}
