package matcher

import "strings"

// Rules are what feedback of the worker and decisions of the coach change for
// that worker: plain rules, shown to the user, never hidden learning.
type Rules struct {
	// ExcludedEmployers are shown outside the search profile.
	ExcludedEmployers []string `json:"excluded_employers,omitempty"`
	// Up and Down are texts of directions that count a tenth more or less for
	// every time they are named.
	Up   []string `json:"up,omitempty"`
	Down []string `json:"down,omitempty"`
	// Without are ids of vacancies that take no part: they are not judged, not
	// counted and in no list.
	Without map[string]bool `json:"-"`
}

// ruleStep is what one yes or no on a direction changes.
const ruleStep = 0.1

// factor is what the rules make of a direction's weight.
func (r Rules) factor(direction string) float32 {
	f := float32(1)
	for _, u := range r.Up {
		if strings.EqualFold(u, direction) {
			f += ruleStep
		}
	}
	for _, d := range r.Down {
		if strings.EqualFold(d, direction) {
			f -= ruleStep
		}
	}
	return min(max(f, 0.5), 1.3)
}
