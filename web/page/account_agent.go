package page

import "strings"

// agent names browser and device from what a browser calls itself, roughly: it
// helps to know a login by, no more. The order matters: most call themselves
// Safari or Chrome too. Device is a part of a text key.
func agent(text string) (browser, device string) {
	for _, x := range []struct{ mark, name string }{
		{"Edg", "Edge"}, {"OPR/", "Opera"}, {"SamsungBrowser", "Samsung Internet"}, {"Firefox", "Firefox"}, {"FxiOS", "Firefox"},
		{"Chrom", "Chrome"}, {"CriOS", "Chrome"}, {"Safari", "Safari"},
	} {
		if strings.Contains(text, x.mark) {
			browser = x.name
			break
		}
	}
	switch {
	case strings.Contains(text, "iPad") || strings.Contains(text, "Tablet"):
		device = "tablet"
	case strings.Contains(text, "Mobi") || strings.Contains(text, "iPhone") || strings.Contains(text, "Android"):
		device = "phone"
	case browser != "":
		device = "computer"
	default:
		device = "unknown"
	}
	return browser, device
}
