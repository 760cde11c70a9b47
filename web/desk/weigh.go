package desk

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"passend/index/demand"
	"passend/index/reading"
	"passend/matcher"
	"passend/matcher/dossier"
	"passend/matcher/profile"
)

// Weighing is a vacancy as a coach weighs it: the match, capacity beside
// demands, and the decisions so far.
type Weighing struct {
	Detail
	Rubrics   []RubricSides `json:"rubrics"`
	Decisions []Decision    `json:"decisions,omitempty"`
	// Feedback is the worker's last answer: yes, maybe, no or "".
	Feedback       string `json:"feedback,omitempty"`
	FeedbackReason string `json:"feedback_reason,omitempty"`
	// Applied is the worker's application for it, nil when there is none.
	Applied *dossier.Application `json:"applied,omitempty"`
}

// RubricSides are the rows of one rubric of the FML.
type RubricSides struct {
	Name  string `json:"name"`
	Sides []Side `json:"sides"`
}

// Side is what a worker can and what the work asks, on one item.
type Side struct {
	Key   string `json:"key"`
	Code  string `json:"code,omitempty"`
	Label string `json:"label"`
	// Limit is what the document says, in its own words.
	Limit    string `json:"limit"`
	Severity int    `json:"severity"` // 0–3, -1 unknown
	// Asked is what the work asks in words; Level is 0–3 or -1 unknown.
	Asked string `json:"asked"`
	Level int    `json:"level"`
	Basis string `json:"basis,omitempty"`
	// State is as of a reason, or StateUsual.
	State  string `json:"state"`
	Effect string `json:"effect,omitempty"`
	Quote  string `json:"quote,omitempty"`
	Note   string `json:"note,omitempty"`
}

// StateUsual is the state of a row on which the text is silent and only the
// estimate of the occupation stays within the limit: silence never fits.
const StateUsual = "usual"

// Weigh explains one vacancy for a worker beside the capacity; only for roles
// that may see reasons of capacity and decisions.
func (d *Desk) Weigh(ctx context.Context, a dossier.Actor, workerID, vacancyID string) (Weighing, error) {
	view := d.People.As(a)
	if !view.May(ctx, dossier.DataMatch, workerID) || !view.May(ctx, dossier.DataDecisions, workerID) {
		return Weighing{}, dossier.ErrDenied
	}
	s, err := d.subject(ctx, a, workerID)
	if err != nil {
		return Weighing{}, err
	}
	det, m, read, err := d.detail(ctx, a, &s, vacancyID)
	if err != nil {
		return Weighing{}, err
	}
	w := Weighing{Detail: det, Rubrics: sides(&s.worker.Capacity, m, read, d.Clock().Add(startAfter))}
	if w.Decisions, err = d.Decisions(ctx, a, workerID, m.VacancyID); err != nil {
		return Weighing{}, err
	}
	answers, err := dossier.Records[dossier.Feedback](ctx, view, workerID, m.VacancyID)
	if n := len(answers); n > 0 {
		w.Feedback, w.FeedbackReason = answers[n-1].Body.Answer, answers[n-1].Body.Reason
	}
	if err != nil {
		return w, err
	}
	applied, err := dossier.Records[dossier.Application](ctx, view, workerID, m.VacancyID)
	if n := len(applied); n > 0 {
		w.Applied = &applied[n-1].Body
	}
	return w, err
}

// sides puts every restricted item, and every demand of the text, in one row.
func sides(c *profile.Capacity, m *matcher.Match, read *reading.Reading, at time.Time) []RubricSides {
	l := c.Limitations(at)
	reasons := map[string]*matcher.Reason{}
	for i := range m.Reasons {
		if r := &m.Reasons[i]; r.Kind == matcher.KindCapacity {
			reasons[r.Key] = r
		}
	}
	items := map[demand.Key]profile.Item{}
	for _, it := range c.Items {
		items[it.Key] = it
	}
	var out []RubricSides
	for _, def := range demand.Items() {
		d := read.Demand(def.Key)
		r := reasons[def.Key.String()]
		lim := &l.Items[def.Key]
		asks := d != nil && d.Level >= 1
		if r == nil && (lim.Severity < 1 || lim.From != demand.None) && !asks || def.Rubric == demand.Internal {
			continue
		}
		row := Side{Key: def.Key.String(), Label: def.Label, Severity: int(lim.Severity), Level: int(demand.Unknown), Asked: askedWords[0], State: string(matcher.Within)}
		if at, ok := demand.CodeOf(c.Source.List(), def.Key); ok {
			row.Code = at.Code
		}
		if it, ok := items[def.Key]; ok {
			row.Limit = ItemWords(c.Source.List(), it)
		} else if from, ok := items[lim.From]; ok {
			row.Limit = ItemWords(c.Source.List(), from)
		}
		if d != nil {
			row.Level, row.Asked, row.Basis, row.Quote = int(d.Level), demandWords(d), d.Basis.String(), d.Quote.Text
		}
		if r != nil {
			row.State, row.Effect, row.Note = string(r.State), r.Effect, r.Note
			if row.Basis == "" {
				row.Basis = r.Basis
			}
		}
		if row.State == string(matcher.Within) && row.Quote == "" && (row.Basis == "" || row.Basis == reading.BasisPrior.String()) {
			row.State = StateUsual
		}
		if n := len(out); n == 0 || out[n-1].Name != def.Rubric.String() {
			out = append(out, RubricSides{Name: def.Rubric.String()})
		}
		rub := &out[len(out)-1]
		rub.Sides = append(rub.Sides, row)
	}
	return out
}

// askedWords say a level of demand, from unknown (first) to 3.
var askedWords = [...]string{"niet genoemd", "nauwelijks", "weinig", "vaak of stevig", "veel of zwaar"}

func demandWords(d *reading.Demand) string {
	text := askedWords[min(max(int(d.Level)+1, 0), len(askedWords)-1)]
	if d.Value > 0 {
		text += ": " + amountOf(d.Value, d.Unit)
	}
	if d.Open {
		text += " (grens niet genoemd)"
	}
	return text
}

func number(x float64) string {
	return strings.Replace(strconv.FormatFloat(x, 'f', -1, 64), ".", ",", 1)
}

// scaleWords are the words of the levels of a scale as the form has them.
var scaleWords = map[demand.Scale][]string{
	demand.Ord3:   {"normaal", "beperkt", "sterk beperkt"},
	demand.Ord4:   {"normaal", "licht beperkt", "beperkt", "sterk beperkt"},
	demand.Binary: {"normaal", "beperkt"},
}

// unitWords say a unit of the form.
var unitWords = map[demand.Unit]string{
	demand.Minutes: "minuten achtereen", demand.HoursADay: "uur per dag", demand.HoursWeek: "uur per week", demand.Kilograms: "kg",
	demand.KgForce: "kg kracht", demand.Newton: "N", demand.PerHour: "keer per uur", demand.Degrees: "graden", demand.Centimetres: "cm",
	demand.Metres: "m", demand.Steps: "treden", demand.Celsius: "°C", demand.DecibelsA: "dB(A)", demand.Shoulder: "minuten, 10 keer per uur",
}

// spoken are the units that are kept short, in words.
var spoken = map[string]string{"kgf": "kg kracht", "h": "uur", "min": "minuten"}

// profileUnits are the units of the form as profiles hold them.
var profileUnits = map[demand.Unit]string{
	demand.Minutes: "min", demand.HoursADay: "h", demand.HoursWeek: "h", demand.Kilograms: "kg", demand.KgForce: "kgf", demand.Newton: "N", demand.PerHour: "per uur",
	demand.Degrees: "graden", demand.Centimetres: "cm", demand.Metres: "m", demand.Steps: "treden", demand.Celsius: "°C", demand.DecibelsA: "dB(A)", demand.Shoulder: "min",
}

// ItemUnit is the unit in which the levels of an item are counted, as a profile
// holds it; "" for an item of words.
func ItemUnit(list demand.List, def demand.Item) string {
	for _, v := range def.Values(list) {
		if u := profileUnits[v.Unit]; u != "" {
			return u
		}
	}
	return ""
}

func amountOf(value float64, unit string) string {
	return strings.TrimSpace(number(value) + " " + cmp.Or(spoken[unit], unit))
}

// LevelWords says a level of an item in a list as the form has it: "beperkt
// (ongeveer 5 kg)"; "" for a level that the item does not have.
func LevelWords(list demand.List, k demand.Key, level int) string {
	def := demand.Lookup(k)
	var name, more string
	if w := scaleWords[def.Scale(list)]; level >= 0 && level < len(w) {
		name = w[level]
	}
	for _, v := range def.Values(list) {
		if v.Level != level {
			continue
		}
		if more = v.Text; v.Amount != 0 && level > 0 {
			more = strings.TrimSpace(more + " ongeveer " + number(v.Amount) + " " + unitWords[v.Unit])
		}
	}
	switch {
	case name == "" || strings.HasPrefix(more, name):
		return strings.TrimSpace(more)
	case more == "" || level == 0:
		return name
	}
	return name + " (" + more + ")"
}

// sideWords say on which side an item holds.
var sideWords = map[string]string{"left": "links", "right": "rechts", "both": "beide zijden"}

// severityWords say a severity that a person has set.
var severityWords = [...]string{"geen beperking", "licht beperkt", "beperkt", "sterk beperkt"}

// ItemWords says one item of a document in its own words: level, number, side,
// options and explanation, and what it counts as where a person has set that.
func ItemWords(list demand.List, it profile.Item) string {
	var parts []string
	add := func(s string) {
		// A note often repeats the level or its amount; said once is enough.
		again := func(p string) bool { return strings.EqualFold(p, s) || strings.HasSuffix(p, "("+s+")") }
		if s != "" && !slices.ContainsFunc(parts, again) {
			parts = append(parts, s)
		}
	}
	def := demand.Lookup(it.Key)
	if it.Level != nil {
		if w := LevelWords(list, it.Key, *it.Level); w != "" && it.Value == 0 {
			if it.Note != "" {
				w = strings.Replace(w, ", namelijk …", "", 1) // the note says it
			}
			add(w)
		} else if w := scaleWords[def.Scale(list)]; *it.Level >= 0 && *it.Level < len(w) {
			add(w[*it.Level])
		} else if def.Condition && *it.Level > 0 {
			add("voorwaarde voor het werk")
		} else if *it.Level > 0 && *it.Level <= len(def.Options) && len(it.Options) == 0 {
			add(def.Options[*it.Level-1].Name)
		}
	}
	if it.Value > 0 {
		text := amountOf(it.Value, it.Unit)
		switch it.Qualifier {
		case "about":
			text = "ongeveer " + text
		case "at_most":
			text = "ten hoogste " + text
		}
		add(text)
	}
	add(sideWords[it.Side])
	for _, o := range it.Options {
		for _, x := range def.Options {
			if strconv.Itoa(x.Number) == strings.TrimSpace(o) {
				o = x.Name
			}
		}
		add(o)
	}
	add(it.Note)
	if s := it.Severity; s != nil && *s >= 0 && *s < len(severityWords) {
		it.Severity = nil
		source := profile.FMLB
		if list == demand.ListA {
			source = profile.FMLA
		}
		if rule, _, err := source.SeverityOf(it); err != nil || int(rule) != *s {
			add("telt als " + severityWords[*s])
		}
	}
	return strings.Join(parts, "; ")
}
