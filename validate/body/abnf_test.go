package body

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// places is the set of places in a text, by its characters, at which a part of the grammar may end.
type places map[int]bool

// part is a piece of the grammar: from where it may start to where it may end. Of an ambiguous grammar it knows all ways.
type part func(text []rune, from int) places

// grammar reads ABNF (RFC 5234), as much of it as RFC 8259 uses.
type grammar struct {
	rules map[string]part
	words []string // of the rule at hand that are still to be read
}

func readABNF(text string) *grammar {
	g := &grammar{rules: map[string]part{}}
	for line := range strings.Lines(strings.TrimSpace(text)) {
		name, definition, _ := strings.Cut(line, "=")
		spaced := strings.NewReplacer("(", " ( ", ")", " ) ", "[", " [ ", "]", " ] ").Replace(definition)
		g.words = strings.Fields(strings.ReplaceAll(spaced, "* ", "*"))
		g.rules[strings.TrimSpace(name)] = g.alternatives()
	}
	return g
}

func (g *grammar) alternatives() part {
	all := []part{g.sequence()}
	for len(g.words) > 0 && g.words[0] == "/" {
		g.words = g.words[1:]
		all = append(all, g.sequence())
	}
	return func(text []rune, from int) places {
		ends := places{}
		for _, one := range all {
			for end := range one(text, from) {
				ends[end] = true
			}
		}
		return ends
	}
}

func (g *grammar) sequence() part {
	var all []part
	for len(g.words) > 0 && g.words[0] != "/" && g.words[0] != ")" && g.words[0] != "]" {
		all = append(all, g.element())
	}
	return func(text []rune, from int) places {
		at := places{from: true}
		for _, one := range all {
			next := places{}
			for place := range at {
				for end := range one(text, place) {
					next[end] = true
				}
			}
			at = next
		}
		return at
	}
}

func (g *grammar) element() part {
	word := g.words[0]
	g.words = g.words[1:]
	most := -1
	digits := len(word) - len(strings.TrimLeft(word, "0123456789"))
	least, _ := strconv.Atoi(word[:digits])
	if word = word[digits:]; strings.HasPrefix(word, "*") {
		word = word[1:]
		if word == "" {
			word, g.words = g.words[0], g.words[1:]
		}
	} else if most = least; digits == 0 {
		least, most = 1, 1
	}
	var one part
	switch {
	case word == "(":
		one = g.alternatives()
		g.words = g.words[1:]
	case word == "[":
		one, least, most = g.alternatives(), 0, 1
		g.words = g.words[1:]
	case strings.HasPrefix(word, "%x"):
		one = characters(word[2:])
	default:
		one = func(text []rune, from int) places { return g.rules[word](text, from) }
	}
	return func(text []rune, from int) places {
		ends, at := places{}, places{from: true}
		for times := 0; len(at) > 0 && (most < 0 || times <= most); times++ {
			next := places{}
			for place := range at {
				if times >= least {
					if ends[place] {
						continue
					}
					ends[place] = true
				}
				for end := range one(text, place) {
					next[end] = true
				}
			}
			at = next
		}
		return ends
	}
}

// characters is a range such as 20-21, or characters such as 66.61.
func characters(hex string) part {
	number := func(s string) rune {
		n, err := strconv.ParseInt(s, 16, 32)
		if err != nil {
			panic(err)
		}
		return rune(n)
	}
	low, high, ranged := strings.Cut(hex, "-")
	if ranged {
		return func(text []rune, from int) places {
			if from < len(text) && text[from] >= number(low) && text[from] <= number(high) {
				return places{from + 1: true}
			}
			return nil
		}
	}
	var want []rune
	for one := range strings.SplitSeq(hex, ".") {
		want = append(want, number(one))
	}
	return func(text []rune, from int) places {
		if len(text)-from < len(want) || string(text[from:from+len(want)]) != string(want) {
			return nil
		}
		return places{from + len(want): true}
	}
}

// is reports whether the whole text is of the grammar.
func (g *grammar) is(rule, text string) bool {
	return utf8.ValidString(text) && g.rules[rule]([]rune(text), 0)[utf8.RuneCountInString(text)]
}
