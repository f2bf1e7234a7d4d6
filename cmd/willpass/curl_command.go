package main

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"mvdan.cc/sh/v3/expand"
	"mvdan.cc/sh/v3/syntax"
)

// maxCommand bounds the length of a curl command read from a file, in bytes.
const maxCommand = 1 << 20

// readCommand reads the one curl command in a shell text: quotes, line continuations, pipes behind it, a here-document as its
// standard input. Variables that the text sets are filled in, others stay as they are written. Nothing is run.
func readCommand(in io.Reader) (request, error) {
	text, err := io.ReadAll(io.LimitReader(in, maxCommand))
	if err != nil {
		return request{}, err
	}
	script := string(text)
	if strings.HasPrefix(strings.TrimLeft(script, " \t\r\n"), "$ ") {
		script = strings.Replace(script, "$", " ", 1) // a prompt; what follows keeps its place, for errors
	}
	file, err := syntax.NewParser().Parse(strings.NewReader(script), "")
	if err != nil {
		return request{}, fmt.Errorf("the curl command: %w", err)
	}
	s := shell{set: map[string]string{}}
	syntax.Walk(file, s.visit)
	switch {
	case s.err != nil:
		return request{}, fmt.Errorf("the curl command: %w", s.err)
	case len(s.commands) == 0:
		return request{}, errors.New("there is no curl command in it")
	case len(s.commands) > 1:
		return request{}, fmt.Errorf("there are %d curl commands in it: check one at a time", len(s.commands))
	}
	return readCurl(s.commands[0].args, s.commands[0].in)
}

// shell is what a shell text holds.
type shell struct {
	set      map[string]string // variables
	commands []command
	err      error
}

// command is one call of curl.
type command struct {
	args []string
	in   io.Reader // nil: nothing is piped in
}

func (s *shell) visit(node syntax.Node) bool {
	switch n := node.(type) {
	case *syntax.Stmt:
		if call, ok := n.Cmd.(*syntax.CallExpr); ok && len(call.Args) > 0 && call.Args[0].Lit() == "curl" {
			s.commands = append(s.commands, command{s.words(call.Args[1:]), s.input(n.Redirs)})
			return false
		}
	case *syntax.Assign:
		if n.Name != nil && n.Value != nil {
			s.set[n.Name.Value] = s.text(n.Value)
		}
	}
	return s.err == nil
}

func (s *shell) words(words []*syntax.Word) []string {
	fields, err := expand.Fields(s.config(), words...)
	s.keep(err)
	return fields
}

func (s *shell) text(word *syntax.Word) string {
	text, err := expand.Literal(s.config(), word)
	s.keep(err)
	return text
}

// input is what the redirections put into standard input.
func (s *shell) input(redirects []*syntax.Redirect) io.Reader {
	for _, r := range redirects {
		switch r.Op {
		case syntax.Hdoc, syntax.DashHdoc:
			text, err := expand.Document(s.config(), r.Hdoc)
			s.keep(err)
			return strings.NewReader(text)
		case syntax.WordHdoc:
			return strings.NewReader(s.text(r.Word) + "\n")
		case syntax.RdrIn:
			file := &source{file: s.text(r.Word)}
			s.keep(file.open(nil))
			return file
		}
	}
	return nil
}

func (s *shell) config() *expand.Config {
	return &expand.Config{
		Env: expand.FuncEnviron(func(name string) string {
			if value, ok := s.set[name]; ok {
				return value
			}
			return "$" + name
		}),
		CmdSubst: func(_ io.Writer, c *syntax.CmdSubst) error {
			return fmt.Errorf("%s: $(…) is not run, write out what it gives", c.Pos())
		},
	}
}

func (s *shell) keep(err error) {
	if s.err == nil {
		s.err = err
	}
}
