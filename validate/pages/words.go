package pages

import (
	"fmt"
	"strings"

	"github.com/willpass/willpass/validate/body"
	"github.com/willpass/willpass/validate/spec"
)

// text is prose, with what Markdown and tables would take for their own escaped.
func text(s string) string {
	return strings.NewReplacer("\n", " ", "|", `\|`, "<", "&lt;", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`).Replace(s)
}

// code is a span of code; it may stand in a table.
func code(s string) string {
	if s == "" {
		return ""
	}
	s = strings.NewReplacer("\n", `\n`, "\r", `\r`, "\t", `\t`, "|", `\|`).Replace(s)
	fence := "`"
	for strings.Contains(s, fence) {
		fence += "`"
	}
	if len(fence) > 1 || s[0] == ' ' || s[len(s)-1] == ' ' {
		return fence + " " + s + " " + fence
	}
	return fence + s + fence
}

func anchor(id string) string { return `<a id="` + id + `"></a>` }

func link(words, id string) string { return "[" + text(words) + "](#" + id + ")" }

// short cuts a text that is too long for a table, between characters.
func short(s string, most int) string {
	runes := []rune(s)
	if len(runes) <= most {
		return s
	}
	return string(runes[:most]) + "…"
}

// compact is a JSON value in one line; recipes are said in words.
func compact(n *body.Node) string {
	switch n.Kind {
	case body.Object:
		if words := recipe(n); words != "" {
			return words
		}
		parts := make([]string, len(n.Members))
		for i, m := range n.Members {
			parts[i] = string(spec.AppendJSON(nil, m.Key)) + ": " + compact(m.Value)
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case body.Array:
		parts := make([]string, len(n.Items))
		for i, item := range n.Items {
			parts[i] = compact(item)
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case body.String:
		return string(spec.AppendJSON(nil, n.Text))
	case body.Bool:
		return fmt.Sprint(n.True)
	case body.Null:
		return "null"
	}
	return n.Text
}

// recipe is what a recipe of case files stands for, between angle brackets; "" when n is none.
func recipe(n *body.Node) string {
	if len(n.Members) == 0 || !strings.HasPrefix(n.Members[0].Key, "$") {
		return ""
	}
	value := n.Members[0].Value
	switch n.Members[0].Key {
	case "$image":
		words := value.Text
		if how := n.Get("encode"); how != nil {
			words += map[string]string{"base64": " in base64", "dataurl": " as a data URL"}[how.Text]
		}
		return "<" + words + ">"
	case "$repeat":
		if len(value.Items) == 2 {
			return "<" + value.Items[1].Text + " times " + compact(value.Items[0]) + ">"
		}
	case "$times":
		if len(value.Items) == 2 {
			return "<" + value.Items[0].Text + " times " + compact(value.Items[1]) + ">"
		}
	case "$base64":
		return "<" + value.Text + " in base64>"
	}
	return "<" + strings.TrimPrefix(n.Members[0].Key, "$") + " " + compact(value) + ">"
}

// table writes rows; a column in which nothing stands is left out.
func (w *page) table(head []string, rows [][]string) {
	if len(rows) == 0 {
		return
	}
	used := make([]bool, len(head))
	for _, row := range rows {
		for i := range row {
			used[i] = used[i] || row[i] != ""
		}
	}
	write := func(cells []string) {
		line := "|"
		for i, cell := range cells {
			if used[i] {
				line += " " + cell + " |"
			}
		}
		w.line("%s", line)
	}
	write(head)
	rule := make([]string, len(head))
	for i := range rule {
		rule[i] = "---"
	}
	write(rule)
	for _, row := range rows {
		write(row)
	}
	w.line("")
}

// folded is a table that is closed at first when it has more rows than most.
func (w *page) folded(summary string, most int, head []string, rows [][]string) {
	if len(rows) > most {
		w.line("<details><summary>%s</summary>\n", summary)
		defer w.line("</details>\n")
	}
	w.table(head, rows)
}
