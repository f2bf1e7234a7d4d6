// Package rules embeds the rule documents: one folder of JSON files per provider, and nothing else. The language of the
// documents is described in validate/spec/LANGUAGE.md.
package rules

import "embed"

// Documents holds <provider>/<name>.json.
//
//go:embed */*.json
var Documents embed.FS
