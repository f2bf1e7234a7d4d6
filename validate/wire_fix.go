package validate

import (
	"github.com/willpass/willpass/validate/check"
)

// AppendFix writes one change as findings have it, see the boundary of the WebAssembly module.
func AppendFix(out []byte, f *check.Fix) []byte {
	w := writer{out: out}
	w.open('{')
	w.fix(f)
	w.close('}')
	return w.out
}

// fix writes the members of one change; what it has none of is left out.
func (w *writer) fix(f *check.Fix) {
	w.text("do", f.Do.String())
	w.text("at", f.At)
	switch {
	case f.JSON:
		w.key("value")
		w.raw(f.Value)
		w.comma = true
	case f.Value != "" || f.Do == check.DoSet:
		w.text("value", f.Value)
	}
	w.any("width", f.Width)
	w.any("height", f.Height)
	w.any("min", f.Min)
	w.any("max", f.Max)
	w.some("unit", f.Unit)
	w.texts("to", f.To)
	if f.RGB {
		w.bool("rgb", true)
	}
}

// texts writes an array of texts, if there are any.
func (w *writer) texts(name string, values []string) {
	if len(values) == 0 {
		return
	}
	w.key(name)
	w.open('[')
	for _, value := range values {
		w.value(value)
	}
	w.close(']')
}
