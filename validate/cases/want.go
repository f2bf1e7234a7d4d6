package cases

import (
	"encoding/json"
	"fmt"
)

// Want is what must come of a case. Only what is there is compared: nil means that anything will do. Code, Status, Message,
// Body and When belong to the first answer.
type Want struct {
	Provider *string       `json:"provider"`
	Endpoint *string       `json:"endpoint"`
	Outcome  *string       `json:"outcome"`
	Sure     *bool         `json:"sure"`
	Code     *string       `json:"code"`
	Status   *int          `json:"status"` // of HTTP; 0 = not known
	Message  *string       `json:"message"`
	Body     *string       `json:"body"`
	When     *string       `json:"when"`
	Answers  *[]string     `json:"answers"`  // the set of all codes, "accepted" for acceptance
	Includes []string      `json:"includes"` // codes that must be among the answers
	Findings []WantFinding `json:"findings"` // each must be among the findings
}

// WantFinding describes a finding by some of its members.
type WantFinding struct {
	Rule  *string `json:"rule,omitempty"`
	Error *string `json:"error,omitempty"`
	At    *string `json:"at,omitempty"`
	State *string `json:"state,omitempty"`
}

func parseWant(n *node) (want Want, err error) {
	err = n.keys("provider", "endpoint", "outcome", "sure", "code", "status", "message", "body", "when", "answers", "includes", "findings")
	if err != nil {
		return want, err
	}
	if findings := n.get("findings"); findings != nil {
		for _, finding := range findings.items {
			if err := finding.keys("rule", "error", "at", "state"); err != nil {
				return want, fmt.Errorf("findings: %w", err)
			}
		}
	}
	for _, m := range n.members {
		if m.value.raw == "null" {
			return want, fmt.Errorf("%s is null; leave it out", m.name)
		}
	}
	if err := json.Unmarshal(n.write(nil), &want); err != nil {
		return want, err
	}
	if o := want.Outcome; o != nil && *o != "accepted" && *o != "rejected" && *o != "uncertain" {
		return want, fmt.Errorf("outcome is accepted, rejected or uncertain, got %q", *o)
	}
	return want, nil
}
