package standin

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// newID makes a value of a kind that was not given out before. The same requests in the same order get the same values. The
// caller holds the lock.
func (s *Server) newID(kind string) string {
	s.made++
	sum := sha256.Sum256(binary.BigEndian.AppendUint64([]byte("willpass"), s.made))
	text := hex.EncodeToString(sum[:])
	// https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-8
	uuid := fmt.Sprintf("%s-%s-8%s-a%s-%s", text[:8], text[8:12], text[13:16], text[17:20], text[20:32])
	switch kind {
	case "uuid":
		return uuid
	case "upper-uuid":
		return strings.ToUpper(uuid)
	case "digits18":
		return strconv.FormatUint(1e17+binary.BigEndian.Uint64(sum[:8])%9e17, 10)
	case "time":
		return s.options.Clock().UTC().Format(time.RFC3339)
	}
	return text[:32]
}
