package profile

import (
	"slices"
	"strings"
	"time"

	"passend/index/demand"
)

// Wording returns the capacity on a date as shareable Dutch phrases: what work
// fits, in functional words without body parts, numbers, diagnosis or item codes,
// the strictest first. It is a proposal: a person edits and approves it before
// anyone outside the circle sees it.
func (c Capacity) Wording(at time.Time) []string {
	l := c.Limitations(at)
	keys := l.Restricted()
	slices.SortStableFunc(keys, func(a, b demand.Key) int {
		return int(l.Items[b].Severity) - int(l.Items[a].Severity)
	})
	var phrases []string
	add := func(p string) {
		if p != "" && !slices.Contains(phrases, p) {
			phrases = append(phrases, p)
		}
	}
	for _, k := range keys {
		switch {
		case l.Items[k].From != demand.None: // said by the key it follows from
		case k == demand.DayPeriods && len(l.Clock) > 0:
			add(periodWording(l.Clock))
		default:
			add(k.Functional())
		}
	}
	if l.Week.Final > 0 && l.Week.Final < fullWeek {
		add("werk in deeltijd")
	}
	if l.Week.Final > 0 && l.Week.Now < l.Week.Final {
		add("een rustige start met opbouw van uren")
	}
	if l.Day.Final > 0 && l.Day.Final < fullDay {
		add("kortere werkdagen")
	}
	return compact(phrases)
}

// fullWeek and fullDay are the week and day in hours that count as no limit
// (reference values of FML 6.3 and 6.2: 40 and 8; 36 is full-time by many
// collective agreements).
const (
	fullWeek = 36
	fullDay  = 8
)

func periodWording(clock []ClockRange) string {
	evening, night := false, false
	for _, r := range clock {
		if r.From == 18*60 {
			evening = true
		} else {
			night = true
		}
	}
	switch {
	case evening && night:
		return "werk overdag"
	case night:
		return "werk zonder nachtdiensten"
	}
	return "werk met weinig of geen avonddiensten"
}

// implied are phrases that another phrase says more strictly.
var implied = map[string]string{
	"werk met korte loopafstanden":      "werk zonder veel lopen",
	"werk zonder veel lopen":            "overwegend zittend werk",
	"werk op werkhoogte":                "werk op werkhoogte, zonder knielen",
	"werk rechtop, op werkhoogte":       "werk op werkhoogte, zonder knielen",
	"licht werk, zonder zware lasten":   "licht werk, zonder zwaar tillen",
	"licht werk, zonder zwaar dragen":   "licht werk, zonder zwaar tillen",
	"werk zonder vaak bukken":           "werk op werkhoogte, zonder knielen",
	"werk zonder veel trappen":          "werk op de begane grond, zonder ladders",
	"vaste taken en bekende werkwijzen": "volledig voorgestructureerd werk",
}

// opposite phrases would contradict each other in one sentence; the stricter,
// which comes first, stands.
var opposite = map[string]string{
	"werk met beweging en weinig zitten": "overwegend zittend werk",
	"overwegend zittend werk":            "werk met beweging en weinig zitten",
}

// compact leaves out what another phrase implies or contradicts.
func compact(phrases []string) []string {
	return slices.DeleteFunc(slices.Clone(phrases), func(p string) bool {
		if o, ok := opposite[p]; ok {
			if at := slices.Index(phrases, o); at >= 0 && at < slices.Index(phrases, p) {
				return true
			}
		}
		stricter, ok := implied[p]
		return ok && slices.Contains(phrases, stricter)
	})
}

// Shareable returns the phrases as one sentence; "" when nothing is restricted.
func (c Capacity) Shareable(at time.Time) string {
	phrases := c.Wording(at)
	if len(phrases) == 0 {
		return ""
	}
	s := strings.Join(phrases, "; ")
	return strings.ToUpper(s[:1]) + s[1:] + "."
}
