package view

import (
	"fmt"
	"html/template"
	"strings"
)

// Bars is a picture of amounts over time: one filled bar for each step and, when
// there is a second amount, a hollow one beside it.
type Bars struct {
	// Name is what the picture shows, for who cannot see it.
	Name string
	Bars []Bar
	// Usual draws a dashed line; 0 draws none.
	Usual int
	// Pair is true when bars have a second amount.
	Pair bool
}

// Bar is one step.
type Bar struct {
	Label         string
	Value, Second int
	// Failed draws a cross in place of a bar.
	Failed bool
}

const (
	barStep   = 30 // units of the picture a bar
	barHeight = 70
	barTop    = 14 // room for the number above
	// barSlots is the fewest steps that a picture has room for, so that bars of
	// a short history are not giants; they stand at the right.
	barSlots = 12
)

// drawBars draws the picture.
func drawBars(p Bars) template.HTML {
	most := max(p.Usual, 1)
	for _, x := range p.Bars {
		most = max(most, x.Value, x.Second)
	}
	height := func(n int) float64 { return float64(n) * barHeight / float64(most) }
	var b strings.Builder
	empty := max(0, barSlots-len(p.Bars))
	wide := (empty + len(p.Bars)) * barStep
	base := float64(barTop + barHeight)
	fmt.Fprintf(&b, `<svg class="bars" viewBox="0 0 %d %d" role="img" aria-label="%s">`, wide, barTop+barHeight+16, template.HTMLEscapeString(p.Name))
	fmt.Fprintf(&b, `<path class="axis" d="M0 %.1fH%d"/>`, base, wide)
	if p.Usual > 0 {
		fmt.Fprintf(&b, `<path class="usual" d="M0 %.1fH%d"/>`, base-height(p.Usual), wide)
	}
	for i, x := range p.Bars {
		i += empty
		left, width := float64(i*barStep+5), 20.0
		if p.Pair {
			width = 10
		}
		middle := float64(i*barStep) + barStep/2
		if x.Failed {
			fmt.Fprintf(&b, `<path class="failed" d="M%.1f %.1fl10 10m0 -10l-10 10"/>`, middle-5, base-14)
		} else {
			fmt.Fprintf(&b, `<rect class="bar-first" x="%.1f" y="%.1f" width="%.1f" height="%.1f"/>`, left, base-height(x.Value), width, height(x.Value))
			if x.Value > 0 {
				fmt.Fprintf(&b, `<text x="%.1f" y="%.1f" text-anchor="middle">%d</text>`, left+width/2, base-height(x.Value)-3, x.Value)
			}
		}
		if p.Pair && x.Second > 0 {
			fmt.Fprintf(&b, `<rect class="bar-second" x="%.1f" y="%.1f" width="9" height="%.1f"/>`, left+11, base-height(x.Second), height(x.Second))
		}
		fmt.Fprintf(&b, `<text x="%.1f" y="%.1f" text-anchor="middle">%s</text>`, middle, base+12, template.HTMLEscapeString(x.Label))
	}
	b.WriteString(`</svg>`)
	return template.HTML(b.String()) //nolint:gosec // numbers and escaped text only
}
