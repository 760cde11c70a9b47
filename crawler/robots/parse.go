package robots

import (
	"bytes"
	"strconv"
	"strings"
	"time"
)

const (
	// MaxBytes is how much of a robots.txt is read; RFC 9309, 2.5 asks for at
	// least 500 KiB, and what lies beyond is ignored.
	MaxBytes = 500 << 10
	// maxRules bounds what one file can make us remember and compare.
	maxRules = 20_000
	// maxSitemaps bounds the addresses that one file can hand out.
	maxSitemaps = 500
	// maxDelay is the longest pause that is believed: with more than an hour
	// between two pages a site says "stay away", which Disallow says better.
	maxDelay = time.Hour
)

// Parse reads a robots.txt for the crawler with this product token ("Passend").
// Groups that name the token (letter case aside, as a whole) are joined; when
// there is none, the groups of * hold. Lines that make no sense are skipped,
// so every file yields rules.
func Parse(body []byte, agent string) *Rules {
	if len(body) > MaxBytes {
		body = body[:MaxBytes]
		if i := bytes.LastIndexByte(body, '\n'); i >= 0 {
			body = body[:i] // half a rule is another rule
		}
	}
	body = bytes.TrimPrefix(body, []byte("\xef\xbb\xbf"))
	p := parser{agent: productToken(agent)}
	for len(body) > 0 {
		n := bytes.IndexAny(body, "\r\n")
		line := body
		if n < 0 {
			body = nil
		} else {
			line, body = body[:n], body[n+1:]
		}
		p.line(string(line))
	}
	out := &p.any
	if p.named {
		out = &p.own
	}
	return &Rules{rules: out.rules, delay: out.delay, Sitemaps: p.sitemaps}
}

// group collects the rules for this crawler, or those for every crawler.
type group struct {
	rules []rule
	delay time.Duration
}

type parser struct {
	agent    string
	own, any group
	named    bool // a group for this crawler exists
	sitemaps []string

	toOwn, toAny bool // whom the current group is for
	inRules      bool // a rule was seen: the next User-agent begins a group
}

func (p *parser) line(line string) {
	if i := strings.IndexByte(line, '#'); i >= 0 {
		line = line[:i]
	}
	key, value, ok := strings.Cut(line, ":")
	if !ok {
		return
	}
	value = strings.TrimSpace(value)
	switch strings.ToLower(strings.TrimSpace(key)) {
	case "user-agent":
		p.userAgent(value)
	case "allow":
		p.add(true, value)
	case "disallow":
		p.add(false, value)
	case "crawl-delay":
		p.crawlDelay(value)
	case "sitemap":
		// Belongs to no group and may stand anywhere.
		if value != "" && len(p.sitemaps) < maxSitemaps {
			p.sitemaps = append(p.sitemaps, value)
		}
	}
}

func (p *parser) userAgent(value string) {
	if p.inRules {
		p.toOwn, p.toAny, p.inRules = false, false, false
	}
	if value == "*" || strings.HasPrefix(value, "* ") {
		p.toAny = true
		return
	}
	if token := productToken(value); token != "" && strings.EqualFold(token, p.agent) {
		p.toOwn, p.named = true, true
	}
}

func (p *parser) add(allow bool, pattern string) {
	p.inRules = true
	// An empty pattern matches nothing: "Disallow:" allows all.
	if pattern == "" || pattern[0] != '/' && pattern[0] != '*' {
		return
	}
	r := newRule(allow, pattern)
	p.each(func(g *group) {
		if len(g.rules) < maxRules {
			g.rules = append(g.rules, r)
		}
	})
}

func (p *parser) crawlDelay(value string) {
	p.inRules = true
	seconds, err := strconv.ParseFloat(strings.Replace(value, ",", ".", 1), 64)
	if err != nil || !(seconds > 0) {
		return
	}
	delay := maxDelay
	if seconds < maxDelay.Seconds() {
		delay = time.Duration(seconds * float64(time.Second))
	}
	p.each(func(g *group) { g.delay = max(g.delay, delay) })
}

// each calls f for the groups that the current lines are for.
func (p *parser) each(f func(*group)) {
	if p.toOwn {
		f(&p.own)
	}
	if p.toAny {
		f(&p.any)
	}
}

// productToken is the part of an agent name that counts: letters, hyphen and
// underscore up to the first other character ("Passend/1.0" is "Passend").
func productToken(name string) string {
	for i := 0; i < len(name); i++ {
		c := name[i] | 0x20
		if (c < 'a' || c > 'z') && name[i] != '-' && name[i] != '_' {
			return name[:i]
		}
	}
	return name
}
