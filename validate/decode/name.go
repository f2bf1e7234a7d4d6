package decode

import "github.com/h2non/filetype"

// Name says what a file is that the probe does not recognize, by its first bytes (262 are enough): a media type such as
// application/zip, or "" when that is not known either.
func Name(start []byte) string {
	kind, err := filetype.Match(start)
	if err != nil || kind == filetype.Unknown {
		return ""
	}
	return kind.MIME.Value
}
