package frontier

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
)

const (
	// maxAddress and maxSegments refuse addresses that grow with every link.
	maxAddress  = 2048
	maxSegments = 16
	// maxRepeats is how often one segment may stand in a path: relative links on
	// a broken site repeat them for ever (/nl/nl/nl).
	maxRepeats = 2
	// perShape bounds the links of one shape, such as /vacature/#. A site with
	// more of them has a sitemap or a feed, to which no such limit applies.
	perShape = 5000
	// perDated bounds addresses that hold a date: a calendar has one for every
	// day for ever. A site that dates its vacancies shows some months of them.
	perDated = 200
	// perQuery bounds the values that one path may have in its query: pages of a
	// list, filters and their combinations, unknown session ids.
	perQuery = 200
)

// noise are query parameters that make another address of the same page:
// sessions and the tracking of campaigns.
var noise = regexp.MustCompile(`(?i)^(utm_.*|fbclid|gclid|msclkid|dclid|mc_[ce]id|_ga|_gl|ref_src|phpsessid|jsessionid|aspsessionid.*|asp\.net_sessionid|cfid|cftoken|sid|session|session_?id|sessid|s_?id|osid|oscsid|zenid)$`)

var pathSession = regexp.MustCompile(`(?i);(jsessionid|phpsessid|sid)=[^/?#]*`)

// webAddress parses an absolute http or https address; nil when it is none.
func webAddress(address string) *url.URL {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return nil
	}
	return u
}

// Canonical is the one form of an address: scheme and host in lower case, no
// default port, fragment, session id or campaign tracking. The order of a query
// stays as it is, because sites may care.
func Canonical(u *url.URL) string {
	c := *u
	c.Scheme, c.Host = strings.ToLower(c.Scheme), strings.ToLower(c.Host)
	if port := c.Port(); port == "80" && c.Scheme == "http" || port == "443" && c.Scheme == "https" {
		c.Host = strings.TrimSuffix(c.Host, ":"+port)
	}
	c.Fragment, c.RawFragment, c.User, c.ForceQuery = "", "", nil, false
	if strings.Contains(c.Path, ";") {
		c.Path, c.RawPath = pathSession.ReplaceAllString(c.Path, ""), pathSession.ReplaceAllString(c.RawPath, "")
	}
	if c.Path == "" {
		c.Path = "/"
	}
	if c.RawQuery != "" {
		kept := slices.DeleteFunc(strings.Split(c.RawQuery, "&"), func(pair string) bool {
			name, _, _ := strings.Cut(pair, "=")
			return pair == "" || noise.MatchString(name)
		})
		c.RawQuery = strings.Join(kept, "&")
	}
	return c.String()
}

var (
	number = regexp.MustCompile(`\d+`)
	token  = regexp.MustCompile(`(?i)\b[0-9a-f]{16,}\b|\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}\b`)
	// dated finds a year with a month beside it, in a path or a value.
	dated = regexp.MustCompile(`(?i)(?:19|20)\d\d[-/_.]?(?:jan|feb|maart|mar|mrt|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec)|(?:^|\D)(?:19|20)\d\d[-/_.]?(?:0?[1-9]|1[0-2])(?:\D|$|[-/_.]?[0-3]\d)|(?:^|\D)[0-3]?\d[-/_.][01]?\d[-/_.](?:19|20)\d\d(?:\D|$)`)
	// dateNames are parameters by which calendars are leafed through.
	dateNames = regexp.MustCompile(`(?i)^(date|datum|day|dag|week|month|maand|year|jaar|from|van|to|tot|start|end|eind|cal.*|m|y)$`)
)

// shapeOf is what an address has in common with its likes, and how many of
// these are worth following; 0 for an address that is a trap by itself. Numbers
// in the path become #, long hexadecimal tokens *; a query keeps its names.
func shapeOf(u *url.URL) (shape string, limit int) {
	segments := strings.Split(strings.Trim(u.Path, "/"), "/")
	if len(u.String()) > maxAddress || len(segments) > maxSegments {
		return "", 0
	}
	count := map[string]int{}
	for _, s := range segments {
		if count[s]++; count[s] > maxRepeats && s != "" {
			return "", 0
		}
	}
	limit = perShape
	if dated.MatchString(u.Path) {
		limit = perDated
	}
	path := u.Path
	var names []string
	for name, values := range u.Query() {
		if noise.MatchString(name) {
			continue
		}
		names = append(names, name)
		limit = min(limit, perQuery)
		if dateNames.MatchString(name) && number.MatchString(strings.Join(values, " ")) || dated.MatchString(strings.Join(values, " ")) {
			limit = min(limit, perDated)
		}
	}
	slices.Sort(names)
	path = token.ReplaceAllString(path, "*")
	path = number.ReplaceAllString(path, "#")
	shape = strings.ToLower(u.Host) + path
	if len(names) > 0 {
		shape += "?" + strings.Join(names, "&")
	}
	return shape, limit
}
