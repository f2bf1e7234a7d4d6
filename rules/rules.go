// Package rules embeds the rule documents: one folder of JSON files per provider, and what they were packed into. The language of
// the documents is described in validate/spec/LANGUAGE.md.
package rules

import "embed"

// Documents holds <provider>/<name>.json.
//
//go:embed */*.json
var Documents embed.FS

// Packed holds packed/<provider>.bin: what is needed to judge requests, generated from the documents.
//
//go:embed packed/*.bin
var Packed embed.FS
