package profile

import (
	"slices"
	"strings"
	"time"

	"passend/index/demand"
)

// Wording returns the capacity on a date as shareable Dutch phrases: what work
// fits, in functional words without body parts, numbers, diagnosis or item codes,
// the strictest first and as strict as the limitation is, no more and no less. It
// is a proposal: a person edits and approves it before anyone outside the circle
// sees it.
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
		case (k == demand.DayPeriods || k == demand.HoursOther) && (l.Days != 0 || l.NoShifts): // said below
		default:
			add(functional(k, l.Items[k].Severity))
		}
	}
	switch l.Days {
	case saturday | sunday:
		add("werk zonder weekenddiensten")
	case saturday:
		add("werk zonder zaterdagdiensten")
	case sunday:
		add("werk zonder zondagdiensten")
	}
	if l.NoShifts {
		add("werk zonder wisselende diensten")
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

// graded are the phrases of keys that mean other things at severity 1 (licht
// beperkt), 2 and 3 (sterk beperkt); "" is the phrase of the key. What the steps
// stand for is in the values of package demand: half a day of standing at 1, an
// hour at 2, half an hour at 3.
var graded = map[demand.Key][3]string{
	demand.AttentionSustain:  {"", "", "werk met korte, afgebakende taken"},
	demand.AttentionDivide:   {"werk met weinig taken tegelijk", "werk met weinig taken tegelijk", ""},
	demand.Memory:            {"", "", "werk waarbij weinig te onthouden is"},
	demand.Conflict:          {"werk met weinig kans op conflicten", "werk zonder conflicten in direct contact", ""},
	demand.Cooperation:       {"", "", "werk dat alleen kan worden uitgevoerd"},
	demand.KeyboardMouseWork: {"", "werk met weinig beeldschermwerk", "werk met nauwelijks beeldschermwerk"},
	demand.BendFrequent:      {"werk zonder heel vaak bukken", "", "werk met nauwelijks bukken"},
	demand.PushPull:          {"", "", "werk met nauwelijks duwen of trekken"},
	demand.LiftCarry:         {"werk zonder zwaar tillen", "", "werk met nauwelijks tillen"},
	demand.Lift:              {"werk zonder zwaar tillen", "", "werk met nauwelijks tillen"},
	demand.Carry:             {"werk zonder zwaar dragen", "", "werk met nauwelijks dragen"},
	demand.Walk:              {"werk zonder lange loopafstanden", "", "werk met heel korte loopafstanden"},
	demand.WalkAtWork:        {"werk waarbij niet de hele dag wordt gelopen", "", "werk met nauwelijks lopen"},
	demand.Stairs:            {"", "", "werk zonder trappen"},
	demand.Climb:             {"werk zonder hoge ladders", "werk zonder ladders", ""},
	demand.KneelSquat:        {"werk met weinig knielen", "werk op werkhoogte, met weinig knielen", ""},
	demand.KneelingActive:    {"werk met weinig knielen", "werk op werkhoogte, met weinig knielen", ""},
	demand.Sit:               {"", "", "werk met vaak wisselen van houding"},
	demand.SitAtWork:         {"werk waarbij niet de hele dag wordt gezeten", "zitten afgewisseld met ander werk", ""},
	demand.Stand:             {"", "", "werk zonder lang staan"},
	demand.StandAtWork:       {"werk waarbij niet de hele dag wordt gestaan", "", "zittend werk"},
	demand.AboveShoulder:     {"werk met weinig reiken boven de macht", "werk op werkhoogte, met weinig reiken boven de macht", ""},
}

// functional is the phrase of a key as strict as its limitation.
func functional(k demand.Key, severity demand.Level) string {
	if g, ok := graded[k]; ok && severity >= 1 && severity <= 3 && g[severity-1] != "" {
		return g[severity-1]
	}
	return k.Functional()
}

// implied are phrases that another phrase says more strictly.
var implied = map[string][]string{
	"werk zonder lange loopafstanden":                      {"werk met korte loopafstanden", "werk met heel korte loopafstanden", "werk zonder veel lopen", "werk met nauwelijks lopen", "overwegend zittend werk", "zittend werk"},
	"werk met korte loopafstanden":                         {"werk met heel korte loopafstanden", "werk zonder veel lopen", "werk met nauwelijks lopen", "overwegend zittend werk", "zittend werk"},
	"werk met heel korte loopafstanden":                    {"werk met nauwelijks lopen"},
	"werk waarbij niet de hele dag wordt gelopen":          {"werk zonder veel lopen", "werk met nauwelijks lopen", "overwegend zittend werk", "zittend werk"},
	"werk zonder veel lopen":                               {"werk met nauwelijks lopen", "overwegend zittend werk", "zittend werk"},
	"werk waarbij niet de hele dag wordt gestaan":          {"overwegend zittend werk", "zittend werk"},
	"werk zonder lang staan":                               {"overwegend zittend werk", "zittend werk"},
	"werk waarbij niet de hele dag wordt gezeten":          {"zitten afgewisseld met ander werk", "werk met beweging en weinig zitten"},
	"werk met afwisseling van houding":                     {"werk met vaak wisselen van houding"},
	"werk op werkhoogte":                                   {"werk op werkhoogte, zonder knielen", "werk op werkhoogte, met weinig knielen", "werk rechtop, op werkhoogte"},
	"werk rechtop, op werkhoogte":                          {"werk op werkhoogte, zonder knielen"},
	"werk met weinig knielen":                              {"werk op werkhoogte, met weinig knielen", "werk op werkhoogte, zonder knielen"},
	"werk op werkhoogte, met weinig knielen":               {"werk op werkhoogte, zonder knielen"},
	"werk met weinig reiken boven de macht":                {"werk op werkhoogte, niet boven de macht"},
	"werk op werkhoogte, met weinig reiken boven de macht": {"werk op werkhoogte, niet boven de macht"},
	"werk zonder zwaar tillen":                             {"licht werk, zonder zwaar tillen", "licht werk, zonder zware lasten", "werk met nauwelijks tillen"},
	"licht werk, zonder zware lasten":                      {"licht werk, zonder zwaar tillen", "werk met nauwelijks tillen"},
	"licht werk, zonder zwaar dragen":                      {"licht werk, zonder zwaar tillen", "werk met nauwelijks dragen", "werk met nauwelijks tillen"},
	"werk zonder zwaar dragen":                             {"licht werk, zonder zwaar dragen", "licht werk, zonder zwaar tillen", "werk met nauwelijks dragen", "werk met nauwelijks tillen"},
	"werk zonder heel vaak bukken":                         {"werk zonder vaak bukken", "werk met nauwelijks bukken", "werk op werkhoogte, zonder knielen"},
	"werk zonder vaak bukken":                              {"werk met nauwelijks bukken", "werk op werkhoogte, zonder knielen"},
	"werk zonder hoge ladders":                             {"werk zonder ladders", "werk op de begane grond, zonder ladders"},
	"werk zonder ladders":                                  {"werk op de begane grond, zonder ladders"},
	"werk zonder veel trappen":                             {"werk zonder trappen", "werk op de begane grond, zonder ladders"},
	"vaste taken en bekende werkwijzen":                    {"volledig voorgestructureerd werk"},
}

// opposite phrases would contradict each other in one sentence; the stricter,
// which comes first, stands.
var opposite = map[string][]string{
	"werk met beweging en weinig zitten": {"overwegend zittend werk", "zittend werk"},
	"overwegend zittend werk":            {"werk met beweging en weinig zitten"},
	"zittend werk":                       {"werk met beweging en weinig zitten", "zitten afgewisseld met ander werk"},
	"zitten afgewisseld met ander werk":  {"zittend werk"},
}

// compact leaves out what another phrase implies or contradicts.
func compact(phrases []string) []string {
	return slices.DeleteFunc(slices.Clone(phrases), func(p string) bool {
		contradicts := func(o string) bool {
			at := slices.Index(phrases, o)
			return at >= 0 && at < slices.Index(phrases, p)
		}
		stricter := func(o string) bool { return slices.Contains(phrases, o) }
		return slices.ContainsFunc(opposite[p], contradicts) || slices.ContainsFunc(implied[p], stricter)
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
