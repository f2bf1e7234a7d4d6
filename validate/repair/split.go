package repair

import (
	"github.com/tidwall/gjson"

	"github.com/willpass/willpass/validate"
	"github.com/willpass/willpass/validate/check"
)

// split makes several requests of one, with at most so many elements of the list each.
func (m *mender) split(f *check.Fix) []validate.Request {
	place, ok := check.ParsePlace(f.At)
	if !ok || place.Root != check.AtJSON || place.Inside > 0 || f.Max < 1 {
		return nil
	}
	path := pathOf(place.Tokens)
	elements := gjson.GetBytes(m.request.Body, path).Array()
	var out []validate.Request
	for from := 0; from < len(elements); from += int(f.Max) {
		part := clone(m.request)
		all := elements[from:min(from+int(f.Max), len(elements))]
		body, why := set(m.request.Body, path, joined(all, func(gjson.Result) bool { return true }))
		if why != "" {
			return nil
		}
		part.Body = body
		out = append(out, part)
	}
	return out
}
