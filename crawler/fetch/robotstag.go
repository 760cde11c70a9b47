package fetch

import (
	"net/http"
	"strings"
	"time"
)

// Directives are what a page asks of robots that have fetched it.
type Directives struct {
	// NoIndex: do not keep the page. NoFollow: do not follow its links.
	// NoSnippet: do not quote it.
	NoIndex, NoFollow, NoSnippet bool
}

// robotsTag reads the X-Robots-Tag headers that are for everyone or for the
// agent ("passend: noindex").
func robotsTag(h http.Header, agent string, now time.Time) (d Directives) {
	for _, line := range h.Values("X-Robots-Tag") {
		forUs := true
		for _, word := range strings.Split(line, ",") {
			word = strings.ToLower(strings.TrimSpace(word))
			if name, rest, ok := strings.Cut(word, ":"); ok && !valued[name] {
				forUs = strings.EqualFold(strings.TrimSpace(name), agent)
				word = strings.TrimSpace(rest)
			}
			if forUs {
				d.apply(word, line, now)
			}
		}
	}
	return d
}

// valued are directives that have a value of their own after a colon.
var valued = map[string]bool{
	"unavailable_after": true, "max-snippet": true, "max-image-preview": true, "max-video-preview": true,
}

func (d *Directives) apply(word, line string, now time.Time) {
	switch word {
	case "noindex":
		d.NoIndex = true
	case "nofollow":
		d.NoFollow = true
	case "none":
		d.NoIndex, d.NoFollow = true, true
	case "nosnippet":
		d.NoSnippet = true
	}
	name, value, _ := strings.Cut(word, ":")
	switch value = strings.TrimSpace(value); name {
	case "max-snippet":
		d.NoSnippet = d.NoSnippet || value == "0"
	case "unavailable_after":
		// The date may hold a comma, at which the words were split.
		_, date, _ := strings.Cut(strings.ToLower(line), "unavailable_after:")
		if t, ok := anyDate(strings.TrimSpace(date)); ok && now.After(t) {
			d.NoIndex = true
		}
	}
}

func anyDate(s string) (time.Time, bool) {
	for _, layout := range []string{time.RFC1123, time.RFC1123Z, time.RFC850, time.RFC822, time.RFC3339, "2 Jan 2006 15:04:05 MST", "02-Jan-2006 15:04:05 MST", time.DateOnly} {
		if t, err := time.Parse(layout, s); err == nil {
			return t, true
		}
		if t, err := time.Parse(layout, strings.ToUpper(s)); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}
