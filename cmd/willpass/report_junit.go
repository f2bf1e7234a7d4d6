package main

import (
	"encoding/xml"
	"io"
	"strings"

	"github.com/willpass/willpass/validate"
)

// The XML that continuous integration reads of tests: a suite per file, a case per endpoint; what is refused failed, what is not sure
// was skipped. https://github.com/testmoapp/junitxml
type (
	junitSuites struct {
		XMLName  xml.Name     `xml:"testsuites"`
		Name     string       `xml:"name,attr"`
		Tests    int          `xml:"tests,attr"`
		Failures int          `xml:"failures,attr"`
		Skipped  int          `xml:"skipped,attr"`
		Suites   []junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name     string      `xml:"name,attr"`
		Tests    int         `xml:"tests,attr"`
		Failures int         `xml:"failures,attr"`
		Skipped  int         `xml:"skipped,attr"`
		Cases    []junitCase `xml:"testcase"`
	}
	junitCase struct {
		Class   string      `xml:"classname,attr"`
		Name    string      `xml:"name,attr"`
		Failure *junitWords `xml:"failure"`
		Skipped *junitWords `xml:"skipped"`
	}
	junitWords struct {
		Message string `xml:"message,attr"`
		Type    string `xml:"type,attr,omitempty"`
		Text    string `xml:",chardata"`
	}
)

func (r *report) junit(out io.Writer) error {
	all := junitSuites{Name: "willpass"}
	for i := range r.entries {
		e := &r.entries[i]
		if n := len(all.Suites); n == 0 || all.Suites[n-1].Name != e.path {
			all.Suites = append(all.Suites, junitSuite{Name: e.path})
		}
		s := &all.Suites[len(all.Suites)-1]
		provider, _, _ := strings.Cut(e.endpoint, "/")
		c := junitCase{Class: "willpass." + provider, Name: e.endpoint}
		s.Tests++
		all.Tests++
		switch e.outcome {
		case validate.Rejected:
			c.Failure = &junitWords{e.answer, "refused", strings.Join(e.problems, "\n")}
			s.Failures++
			all.Failures++
		case validate.Uncertain:
			c.Skipped = &junitWords{Message: e.answer, Text: strings.Join(e.problems, "\n")}
			s.Skipped++
			all.Skipped++
		}
		s.Cases = append(s.Cases, c)
	}
	if _, err := io.WriteString(out, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(out)
	e.Indent("", " ")
	if err := e.Encode(all); err != nil {
		return err
	}
	_, err := io.WriteString(out, "\n")
	return err
}
