package view

import (
	"fmt"
	"html/template"
)

// icons are drawn on a 20×20 grid with the text's colour; each has a shape of
// its own, so that no meaning hangs on colour.
var icons = map[string]string{
	"passend":                     `<circle cx="10" cy="10" r="8"/><path d="m6.2 10.3 2.6 2.6 5-5.4"/>`,
	"proposal":                    `<path d="M10 2.500v3M10 14.500v3M2.500 10h3M14.500 10h3M5 5l1.800 1.800M13.200 13.200 15 15M15 5l-1.800 1.800M6.800 13.200 5 15"/>`,
	"passend_onder_voorwaarden":   `<circle cx="10" cy="10" r="8"/><path d="m6.2 8.8 2.2 2.2 4.4-4.6M6.5 14.2h7"/>`,
	"navragen":                    `<circle cx="10" cy="10" r="8"/><path d="M7.6 7.8a2.5 2.5 0 1 1 3.5 2.3c-.8.4-1.1.8-1.1 1.6M10 14.3v.1"/>`,
	"waarschijnlijk_niet_passend": `<path d="M10 2.5 18 17H2z"/><path d="M10 8v4M10 14.4v.1"/>`,
	"niet_passend":                `<circle cx="10" cy="10" r="8"/><path d="m7 7 6 6M13 7l-6 6"/>`,
	"place":                       `<path d="M10 18s5.5-5.6 5.5-9.6a5.5 5.5 0 0 0-11 0C4.500 12.400 10 18 10 18z"/><circle cx="10" cy="8.300" r="1.900"/>`,
	"clock":                       `<circle cx="10" cy="10" r="8"/><path d="M10 5.500V10l3 2"/>`,
	"pay":                         `<path d="M14.500 5.600A5.400 5.400 0 0 0 5.600 10a5.400 5.400 0 0 0 8.900 4.400M3.500 8.600h7M3.500 11.400h7"/>`,
	"travel":                      `<path d="M4 13V9l1.600-4h8.800L16 9v4zM4 9h12M6 13v2.500M14 13v2.500"/>`,
	"company":                     `<path d="M4 17V4h7v13M11 8h5v9M2.500 17h15M6.500 7h2M6.500 10h2M6.500 13h2M13.500 11h.1M13.500 14h.1"/>`,
	"key":                         `<circle cx="6.5" cy="10" r="3.500"/><path d="M10 10h8M15 10v3M17.500 10v2"/>`,
	"heart":                       `<path d="M10 16.500 3.900 10.400a3.700 3.700 0 0 1 5.300-5.200l.8.8.8-.8a3.700 3.700 0 0 1 5.300 5.200z"/>`,
	"sent":                        `<path d="M17.500 3 9 11.500M17.500 3 12 17l-3-5.500L3.500 8.500z"/>`,
	"up":                          `<path d="M10 16V4.500M5 9.500l5-5 5 5"/>`,
	"down":                        `<path d="M10 4v11.500M5 10.500l5 5 5-5"/>`,
	"eye":                         `<path d="M2 10s3-5.500 8-5.500S18 10 18 10s-3 5.500-8 5.500S2 10 2 10z"/><circle cx="10" cy="10" r="2.300"/>`,
	"brand":                       `<path d="M3 6.500h6v4.200a2 2 0 1 1 0 2.600V17H3zM17 3.500h-6v4a2 2 0 1 1 0 3v3h6z"/>`,
}

// icon draws a decorative icon; the word beside it carries the meaning.
func icon(name string) (template.HTML, error) {
	body, ok := icons[name]
	if !ok {
		return "", fmt.Errorf("no icon %q", name)
	}
	// The body is a constant of this file.
	return template.HTML(`<svg viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">` + body + `</svg>`), nil //nolint:gosec // constant
}

// meter draws a share of 0–100 as a bar; the number stands beside it as text.
func meter(percent int) template.HTML {
	percent = max(0, min(100, percent))
	return template.HTML(fmt.Sprintf( //nolint:gosec // numbers only
		`<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect width="100" height="10" rx="3" fill="var(--line)"/><rect width="%d" height="10" rx="3" fill="var(--accent)"/></svg>`, percent))
}

// stateIcon is the icon of a reason's state.
func stateIcon(state string) string {
	switch state {
	case "within", "found":
		return "passend"
	case "exceeds", "not_found":
		return "niet_passend"
	}
	return "navragen"
}
