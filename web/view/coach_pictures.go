package view

import (
	"fmt"
	"html/template"
	"strings"
)

// First are the tasks of a worker that a caseload shows at once, Rest the others.
func (w WorkerLine) First() []TaskLine { return w.Tasks[:len(w.Tasks)-w.Later] }

// Rest are the tasks that are folded.
func (w WorkerLine) Rest() []TaskLine { return w.Tasks[len(w.Tasks)-w.Later:] }

// RubricMark says how the work stands to the capacity in one rubric of the FML:
// State is exceeds, ask, within or none.
type RubricMark struct {
	Number      int
	Name, State string
}

// rubricIcon is the icon of a rubric's state.
func rubricIcon(state string) string {
	switch state {
	case "exceeds":
		return "niet_passend"
	case "ask":
		return "navragen"
	}
	return "passend"
}

// barSegments say how each group is drawn: the fill, and the lines over it, so
// that no group is told by colour alone.
var barSegments = map[string][2]string{
	"proposals": {"var(--good)", ""}, "outside": {"var(--cond)", "M0 0V14"}, "collapsed": {"var(--ask)", "M0 14 14 0"}, "hidden": {"var(--sunk)", "M0 0 14 14M0 14 14 0"},
}

// verdictBar draws how the vacancies fall into groups, a bar with a part for
// each. The list below it says the same in numbers.
func verdictBar(groups []Group) template.HTML {
	total := 0
	for _, g := range groups {
		total += g.Count
	}
	if total == 0 {
		return ""
	}
	const width, height = 1000, 28
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="verdict-bar" viewBox="0 0 %d %d" preserveAspectRatio="none" aria-hidden="true" focusable="false"><defs>`, width, height)
	for _, g := range groups {
		if lines := barSegments[g.Key][1]; lines != "" {
			fmt.Fprintf(&b, `<pattern id="bar-%[1]s" width="14" height="14" patternUnits="userSpaceOnUse"><path d="%[2]s" stroke="var(--ink)" stroke-opacity=".45" fill="none"/></pattern>`, template.HTMLEscapeString(g.Key), lines)
		}
	}
	b.WriteString("</defs>")
	at := 0.0
	for _, g := range groups {
		if g.Count == 0 {
			continue
		}
		w := float64(width) * float64(g.Count) / float64(total)
		s := barSegments[g.Key]
		fmt.Fprintf(&b, `<rect x="%.1f" width="%.1f" height="%d" fill="%s"/>`, at, w, height, s[0])
		if s[1] != "" {
			fmt.Fprintf(&b, `<rect x="%.1f" width="%.1f" height="%d" fill="url(#bar-%s)"/>`, at, w, height, template.HTMLEscapeString(g.Key))
		}
		fmt.Fprintf(&b, `<path d="M%.1f 0V%d" stroke="var(--paper)" stroke-width="3"/>`, at, height)
		at += w
	}
	return template.HTML(b.String() + `</svg>`) //nolint:gosec // numbers, and keys that are escaped
}
