package page

import (
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
	switch {
	case x.Vacancy.Travel > 0 && state["hours"] == "found" && full["hours"]:
		add("travel", "near_hours", x.Vacancy.Travel)
	case x.Vacancy.Travel > 0 && (state["hours"] == "found" || state["hours"] == "not_found"):
		add("travel", "near_other_hours", x.Vacancy.Travel)
	case x.Vacancy.Travel > 0:
		add("travel", "near", x.Vacancy.Travel)
	case state["travel"] == "found":
		add("travel", "home")
	default:
		add("travel", "far")
	}
	return lines, proof(x)
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
