package body

// URL is the parts of a URL, as they are written: nothing is decoded. A part that is missing is empty; where empty and
// missing differ, a flag tells.
type URL struct {
	Scheme   []byte // without the colon, in any case
	Userinfo []byte // without the at sign
	Host     []byte // an IPv6 address without its brackets
	Port     []byte // without the colon. It may be anything: nothing says that it is a number
	Path     []byte
	Query    []byte // without the question mark
	Fragment []byte // without the number sign

	HasAuthority bool // two slashes: Userinfo, Host and Port may follow
	HasUserinfo  bool
	HasPort      bool
	HasQuery     bool
	HasFragment  bool
	Brackets     bool // the host stands in brackets
	OpenBracket  bool // a bracket is opened and not closed: Host is the rest
}

// SplitURL splits u as RFC 3986 does, without judging the parts. It never fails: what starts with no scheme is a path.
// https://www.rfc-editor.org/rfc/rfc3986#appendix-B
func SplitURL(u []byte) URL {
	var s URL
	if n := indexByte(u, 0, '#'); n < len(u) {
		s.Fragment, s.HasFragment, u = u[n+1:], true, u[:n]
	}
	if n := schemeLen(u); n > 0 {
		s.Scheme, u = u[:n], u[n+1:]
	}
	if n := indexByte(u, 0, '?'); n < len(u) {
		s.Query, s.HasQuery, u = u[n+1:], true, u[:n]
	}
	if len(u) >= 2 && u[0] == '/' && u[1] == '/' {
		u = u[2:]
		n := indexByte(u, 0, '/')
		s.authority(u[:n])
		u = u[n:]
	}
	s.Path = u
	return s
}

// schemeLen is the length of the scheme before the first colon; 0 when there is none.
func schemeLen(u []byte) int {
	for i, c := range u {
		switch {
		case c|0x20-'a' < 26:
		case i == 0:
			return 0
		case c == ':':
			return i
		case c-'0' > 9 && c != '+' && c != '-' && c != '.':
			return 0
		}
	}
	return 0
}

func (s *URL) authority(a []byte) {
	s.HasAuthority = true
	if n := lastIndexByte(a, '@'); n >= 0 {
		s.Userinfo, s.HasUserinfo, a = a[:n], true, a[n+1:]
	}
	if len(a) > 0 && a[0] == '[' {
		s.bracketed(a)
		return
	}
	s.Host = a
	if n := lastIndexByte(a, ':'); n >= 0 {
		s.Host, s.Port, s.HasPort = a[:n], a[n+1:], true
	}
}

func (s *URL) bracketed(a []byte) {
	s.Brackets = true
	end := indexByte(a, 0, ']')
	if s.OpenBracket = end == len(a); s.OpenBracket {
		s.Host = a[1:]
		return
	}
	s.Host, a = a[1:end], a[end+1:]
	if s.HasPort = len(a) > 0; s.HasPort && a[0] == ':' {
		a = a[1:]
	}
	s.Port = a
}

func lastIndexByte(b []byte, c byte) int {
	for i := len(b) - 1; i >= 0; i-- {
		if b[i] == c {
			return i
		}
	}
	return -1
}
