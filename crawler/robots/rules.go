package robots

import (
	"net/url"
	"strings"
	"time"
)

// Rules is what one robots.txt says to one crawler. The zero value allows
// everything. Rules do not change after they are made, so they may be shared.
type Rules struct {
	rules []rule
	// refuse refuses everything, whatever the rules say.
	refuse bool
	delay  time.Duration
	// Sitemaps are the addresses of the Sitemap lines, as written.
	Sitemaps []string
}

type rule struct {
	allow bool
	size  int      // of the normalised pattern, by which rules are ranked
	parts []string // between the stars
	whole bool     // the pattern ends in $
}

func newRule(allow bool, pattern string) rule {
	pattern = normalize(pattern)
	body, whole := strings.CutSuffix(pattern, "$")
	return rule{allow, len(pattern), strings.Split(body, "*"), whole}
}

// AllowAll are the rules of a host without robots.txt (RFC 9309, 2.3.1.3).
func AllowAll() *Rules { return &Rules{} }

// RefuseAll are the rules of a host whose robots.txt cannot be reached
// (RFC 9309, 2.3.1.4).
func RefuseAll() *Rules { return &Rules{refuse: true} }

// CrawlDelay is the pause between two requests that the file asks for; zero
// when it asks for none. The RFC does not know it, many Dutch sites use it.
func (r *Rules) CrawlDelay() time.Duration { return r.delay }

// Allowed reports whether the address may be fetched. The longest matching
// pattern decides; of two equally long ones Allow wins (RFC 9309, 2.2.2).
// /robots.txt itself is always allowed.
func (r *Rules) Allowed(u *url.URL) bool {
	target := normalize(u.EscapedPath())
	if target == "" {
		target = "/"
	}
	if u.RawQuery != "" || u.ForceQuery {
		target += "?" + normalize(u.RawQuery)
	}
	if target == "/robots.txt" {
		return true
	}
	if r.refuse {
		return false
	}
	best, allow := -1, true
	for i := range r.rules {
		rule := &r.rules[i]
		if rule.size < best || rule.size == best && (allow || !rule.allow) {
			continue
		}
		if rule.match(target) {
			best, allow = rule.size, rule.allow
		}
	}
	return allow
}

// match reports whether the pattern matches a prefix of the path, or all of it
// when the pattern ends in $. It looks for each part between stars at its first
// place, which is enough because stars match anything: linear time, so that a
// hostile pattern costs nothing.
func (r *rule) match(path string) bool {
	rest, ok := strings.CutPrefix(path, r.parts[0])
	if !ok {
		return false
	}
	last := len(r.parts) - 1
	if last == 0 {
		return !r.whole || rest == ""
	}
	for _, part := range r.parts[1:last] {
		i := strings.Index(rest, part)
		if i < 0 {
			return false
		}
		rest = rest[i+len(part):]
	}
	if r.whole {
		return strings.HasSuffix(rest, r.parts[last])
	}
	return strings.Contains(rest, r.parts[last])
}

const upperHex = "0123456789ABCDEF"

// normalize brings percent-encoding into one form before patterns and paths are
// compared (RFC 9309, 2.2.2): unreserved characters are decoded, everything
// outside US-ASCII is encoded, a percent sign that encodes nothing too, and
// hexadecimal digits are upper case. An encoded reserved character ("%2F") stays
// encoded, because it means something else.
func normalize(s string) string {
	clean := true
	for i := 0; i < len(s) && clean; i++ {
		clean = s[i] != '%' && s[i] > ' ' && s[i] < 0x7f
	}
	if clean {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]):
			d := unhex(s[i+1])<<4 | unhex(s[i+2])
			i += 2
			if unreserved(d) {
				b.WriteByte(d)
			} else {
				encode(&b, d)
			}
		case c <= ' ' || c >= 0x7f || c == '%':
			encode(&b, c)
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

func encode(b *strings.Builder, c byte) {
	b.WriteByte('%')
	b.WriteByte(upperHex[c>>4])
	b.WriteByte(upperHex[c&15])
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

func unhex(c byte) byte {
	switch {
	case c <= '9':
		return c - '0'
	case c >= 'a':
		return c - 'a' + 10
	default:
		return c - 'A' + 10
	}
}

// unreserved are the characters of RFC 3986, 2.3.
func unreserved(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' ||
		c == '-' || c == '.' || c == '_' || c == '~'
}
