package page

import (
	"slices"
	"strings"

	"passend/matcher"
	"passend/web/desk"
	"passend/web/locale"
	"passend/web/view"
)

// why says in plain sentences why a vacancy may fit, and gives the vacancy's own
// words for it.
func why(c *locale.Catalogue, x desk.Suggestion) (lines []view.WhyLine, quote string) {
	add := func(icon, key string, args ...any) {
		if text, err := c.T("worker.why."+key, args...); err == nil {
			lines = append(lines, view.WhyLine{Icon: icon, Text: text})
		}
	}
	state, full := map[string]string{}, map[string]bool{}
	for _, r := range x.Reasons {
		if r.Kind != "capacity" {
			state[r.Key], full[r.Key] = r.State, r.Contribution >= almost*r.Weight
		}
	}
	if x.Direction != "" && state["direction"] == "found" {
		add("heart", "direction", x.Direction)
	} else {
		add("heart", "other")
	}
	if x.Verdict != "" {
		add(x.Verdict, "verdict."+x.Verdict)
	}
	if names := items(c, x.Reasons, "within"); names != "" {
		add("passend", "fits", names)
	}
	if names := items(c, x.Reasons, "exceeds"); names != "" {
		add("niet_passend", "exceeds", names)
	}
	lines = append(lines, view.WhyLine{Icon: "travel", Text: practical(c, x.Vacancy.Travel, state, full["hours"])})
	return lines, proof(x)
}

// namedItems is how many items one sentence names.
const namedItems = 3

// items names what the text asks and what the state is true of; silence is not
// named.
func items(c *locale.Catalogue, reasons []desk.Reason, state string) string {
	var names []string
	for _, r := range reasons {
		if r.Kind != "capacity" || r.State != state || r.Quote == "" {
			continue
		}
		if name := matcher.ItemName(r.Key); name != r.Key && !slices.Contains(names, c.Sentence(name)) && len(names) < namedItems {
			names = append(names, c.Sentence(name))
		}
	}
	return strings.Join(names, ", ")
}

// practical says the journey, and times or hours: what is against it first.
func practical(c *locale.Catalogue, minutes int, state map[string]string, hoursFit bool) string {
	text := word(c, "worker.why.far")
	switch {
	case minutes > 0:
		text = word(c, "worker.why.near", minutes)
		if state["travel"] == "not_found" {
			text += " " + word(c, "worker.why.too_far")
		}
	case state["travel"] == "found":
		text = word(c, "worker.why.home")
	}
	switch {
	case state["times"] == "not_found":
		text += " " + word(c, "worker.why.other_times")
	case state["hours"] == "found" && hoursFit:
		text += " " + word(c, "worker.why.hours")
	case state["hours"] == "found" || state["hours"] == "not_found":
		text += " " + word(c, "worker.why.other_hours")
	}
	return text
}

// almost is the share of its weight from which a part is said to fit: less is
// another number of hours than wished.
const almost = 0.99

// proof is the vacancy's own words that carry the verdict most: what exceeds
// for one that does not fit, what stays within for the others.
func proof(x desk.Suggestion) string {
	want := "within"
	if x.Verdict == "niet_passend" || x.Verdict == "waarschijnlijk_niet_passend" {
		want = "exceeds"
	}
	for _, r := range x.Reasons {
		if r.Kind == "capacity" && r.State == want && r.Quote != "" {
			return r.Quote
		}
	}
	return ""
}
