package repair

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/tidwall/gjson"
	"github.com/tidwall/sjson"

	"github.com/willpass/willpass/validate/check"
)

// json changes the JSON of the body. What is not changed stays as it is written.
func (m *mender) json(f *check.Fix, place *check.Place) string {
	if !gjson.ValidBytes(m.request.Body) {
		return "the body is no JSON"
	}
	outer, inner := tokens(place)
	was := gjson.GetBytes(m.request.Body, pathOf(outer)).Raw
	text, why := changed(m.request.Body, f, outer, inner)
	if why != "" {
		return why
	}
	if m.again && inner == nil {
		text = alike(text, f, outer, was)
	}
	m.request.Body = text
	return ""
}

// alike makes the same change in the other elements of the list that the way leads through: where the same was sent, or, of a change of
// how a text is spelt, in each.
func alike(text []byte, f *check.Fix, way []string, was string) []byte {
	at := -1
	for i, token := range way {
		if strings.Trim(token, "0123456789") == "" {
			at = i
		}
	}
	spelling := f.Do == check.DoStrip || f.Do == check.DoBase64
	if at < 0 || was == "" || f.Do != check.DoSet && !spelling {
		return text
	}
	rest := pathOf(way[at+1:])
	for i, element := range gjson.GetBytes(text, pathOf(way[:at])).Array() {
		value := element
		if rest != "" {
			value = element.Get(rest)
		}
		if value.Raw != was && !(spelling && value.Type == gjson.String) {
			continue
		}
		other := append(append(append([]string{}, way[:at]...), strconv.Itoa(i)), way[at+1:]...)
		if next, why := changed(text, f, other, nil); why == "" {
			text = next
		}
	}
	return text
}

// tokens is the way to a place, and the way on in the text that lies there when that is JSON itself.
func tokens(place *check.Place) (outer, inner []string) {
	if place.Inside == 0 {
		return place.Tokens, nil
	}
	_, pointer, _ := strings.Cut(place.Text, "!")
	n := strings.Count(pointer, "/")
	at := len(place.Tokens) - n
	return place.Tokens[:at], append([]string{}, place.Tokens[at:]...)
}

// changed is a JSON text after a change.
func changed(text []byte, f *check.Fix, way, inner []string) ([]byte, string) {
	if inner != nil {
		path := pathOf(way)
		holder := gjson.GetBytes(text, path)
		if holder.Type != gjson.String || !gjson.Valid(holder.Str) {
			return nil, "the text there is no JSON"
		}
		within, why := changed([]byte(holder.Str), f, inner, nil)
		if why != "" {
			return nil, why
		}
		return set(text, path, quoted(string(within)))
	}
	switch f.Do {
	case check.DoUnique:
		return unique(text, way)
	case check.DoKeep:
		return keep(text, way, f.Max)
	}
	path := pathOf(way)
	switch f.Do {
	case check.DoSet:
		if f.JSON {
			return set(text, path, f.Value)
		}
		return set(text, path, quoted(f.Value))
	case check.DoRemove:
		return remove(text, path)
	case check.DoRename:
		value := gjson.GetBytes(text, path).Raw
		text, why := remove(text, path)
		if why != "" {
			return nil, why
		}
		return set(text, pathOf(append(way[:len(way)-1:len(way)-1], f.Value)), value)
	}
	value := gjson.GetBytes(text, path)
	if value.Type != gjson.String {
		return nil, "there is no text there"
	}
	return set(text, path, quoted(textOf(value.Str, f)))
}

// pathOf writes a JSON pointer as gjson wants it.
func pathOf(way []string) string {
	var out strings.Builder
	for i, token := range way {
		if i > 0 {
			out.WriteByte('.')
		}
		for _, c := range []byte(token) {
			if strings.IndexByte(`.*?|#@!{}[]()=<>%~^:\"`, c) >= 0 {
				out.WriteByte('\\')
			}
			out.WriteByte(c)
		}
	}
	return out.String()
}

func set(text []byte, path, value string) ([]byte, string) {
	if path == "" {
		return []byte(value), ""
	}
	out, err := sjson.SetRawBytes(text, path, []byte(value))
	if err != nil || !gjson.ValidBytes(out) {
		return nil, "the JSON cannot be changed there"
	}
	return out, ""
}

func remove(text []byte, path string) ([]byte, string) {
	out, err := sjson.DeleteBytes(text, path)
	if err != nil || path == "" {
		return nil, "the JSON cannot be changed there"
	}
	return out, ""
}

func quoted(text string) string {
	out, _ := json.Marshal(text) // a string has no errors
	return string(out)
}

// star is where the first wildcard of a way is; -1 when there is none.
func star(way []string) int {
	for i, token := range way {
		if token == "*" {
			return i
		}
	}
	return -1
}

// unique keeps, of the elements whose text at the way is the same, the first.
func unique(text []byte, way []string) ([]byte, string) {
	at := star(way)
	if at < 0 {
		return nil, "there is no list there"
	}
	seen := map[string]bool{}
	return filtered(text, way[:at], func(element gjson.Result) bool {
		value := element
		if rest := pathOf(way[at+1:]); rest != "" {
			value = element.Get(rest)
		}
		again := value.Exists() && seen[value.Raw]
		seen[value.Raw] = true
		return !again
	})
}

// keep keeps the first elements of a list; of lists in a list, counted together, when the way ends in a wildcard.
func keep(text []byte, way []string, most int64) ([]byte, string) {
	if n := len(way); n > 0 && way[n-1] == "*" {
		way = way[:n-1]
	}
	at := star(way)
	if at < 0 {
		return filtered(text, way, func(gjson.Result) bool { most--; return most >= 0 })
	}
	list := gjson.GetBytes(text, pathOf(way[:at]))
	for i, element := range list.Array() {
		each := append(append(append([]string{}, way[:at]...), strconv.Itoa(i)), way[at+1:]...)
		n := int64(len(element.Get(pathOf(way[at+1:])).Array()))
		if n > most {
			var why string
			if text, why = keep(text, each, most); why != "" {
				return nil, why
			}
		}
		most = max(0, most-n)
	}
	return text, ""
}

// filtered is a text with the elements of a list that pass.
func filtered(text []byte, way []string, pass func(gjson.Result) bool) ([]byte, string) {
	path := pathOf(way)
	list := gjson.GetBytes(text, path)
	if path == "" {
		list = gjson.ParseBytes(text)
	}
	if !list.IsArray() {
		return nil, "there is no list there"
	}
	return set(text, path, joined(list.Array(), pass))
}

func joined(elements []gjson.Result, pass func(gjson.Result) bool) string {
	var out strings.Builder
	out.WriteByte('[')
	for _, element := range elements {
		if !pass(element) {
			continue
		}
		if out.Len() > 1 {
			out.WriteByte(',')
		}
		out.WriteString(element.Raw)
	}
	out.WriteByte(']')
	return out.String()
}
