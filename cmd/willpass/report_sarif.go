package main

import (
	"encoding/json"
	"io"
	"path/filepath"

	"github.com/willpass/willpass/validate"
)

// What code scanning reads: a result per finding, at the file.
// https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool    sarifTool     `json:"tool"`
		Results []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name           string      `json:"name"`
		InformationURI string      `json:"informationUri"`
		Rules          []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID      string    `json:"id"`
		Short   sarifText `json:"shortDescription"`
		HelpURI string    `json:"helpUri,omitempty"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifResult struct {
		RuleID     string          `json:"ruleId"`
		RuleIndex  int             `json:"ruleIndex"`
		Level      string          `json:"level"`
		Message    sarifText       `json:"message"`
		Locations  []sarifLocation `json:"locations"`
		Properties sarifMore       `json:"properties"`
	}
	sarifLocation struct {
		Physical sarifPhysical  `json:"physicalLocation"`
		Logical  []sarifLogical `json:"logicalLocations"`
	}
	sarifPhysical struct {
		Artifact struct {
			URI string `json:"uri"`
		} `json:"artifactLocation"`
		Region struct {
			StartLine int `json:"startLine"` // wanted by readers that show only lines
		} `json:"region"`
	}
	sarifLogical struct {
		Name string `json:"fullyQualifiedName"`
	}
	sarifMore struct {
		Endpoint string            `json:"endpoint"`
		Answer   string            `json:"answer"`
		Fix      []json.RawMessage `json:"fix,omitempty"`
	}
)

func (r *report) sarif(out io.Writer) error {
	run := sarifRun{Results: []sarifResult{}}
	run.Tool.Driver = sarifDriver{Name: "willpass", InformationURI: "https://github.com/willpass/willpass", Rules: []sarifRule{}}
	rules := map[string]int{}
	for i := range r.entries {
		e := &r.entries[i]
		if e.outcome == validate.Accepted {
			continue
		}
		for k := range e.findings {
			f := &e.findings[k]
			at, known := rules[f.rule]
			if !known {
				at = len(run.Tool.Driver.Rules)
				rules[f.rule] = at
				run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRule{f.rule, sarifText{f.rule}, f.source})
			}
			result := sarifResult{RuleID: f.rule, RuleIndex: at, Level: "warning", Message: sarifText{e.endpoint + ", " + f.at + ": " + f.words},
				Locations: []sarifLocation{{Logical: []sarifLogical{{f.at}}}}, Properties: sarifMore{Endpoint: e.endpoint, Answer: e.answer}}
			if f.failed {
				result.Level = "error"
			}
			result.Locations[0].Physical.Artifact.URI = filepath.ToSlash(e.path)
			result.Locations[0].Physical.Region.StartLine = 1
			for n := range f.fix {
				result.Properties.Fix = append(result.Properties.Fix, validate.AppendFix(nil, &f.fix[n]))
			}
			run.Results = append(run.Results, result)
		}
	}
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	return e.Encode(sarifLog{"https://json.schemastore.org/sarif-2.1.0.json", "2.1.0", []sarifRun{run}})
}
