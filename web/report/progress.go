package report

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"passend/matcher/dossier"
	"passend/web/desk"
	"passend/web/locale"
)

// Edition says for whom a report is.
type Edition string

// The editions of a report. That for the employer names no limitation and no
// motivation: a reason for rejection is given by its group alone (domain brief
// 4.4 and 5.3).
const (
	Full     Edition = "volledig"
	Employer Edition = "werkgever"
)

// writer puts a report in the words of a catalogue. A text that is absent is an
// error of the program; it is kept and returned once.
type writer struct {
	*locale.Catalogue
	p       *desk.Progress
	edition Edition
	err     error
}

func (w *writer) t(key string, args ...any) string {
	s, err := w.T(key, args...)
	if err != nil && w.err == nil {
		w.err = err
	}
	return s
}

// Progress writes the report on a period (voortgangsrapportage).
func Progress(p *desk.Progress, edition Edition, c *locale.Catalogue) (*Document, error) {
	w := &writer{Catalogue: c, p: p, edition: edition}
	d := &Document{Title: w.t("report.title"), Lines: w.opening()}
	for _, s := range []Section{
		w.sums(), w.distance(), w.conditions(), w.search(), w.widening(), w.considered(), w.perDirection(), w.perReason(),
		w.applications(), w.activities(), w.placements(), w.person(), w.dates(),
	} {
		if len(s.Lines)+len(s.Points)+len(s.Rows) > 0 {
			d.Sections = append(d.Sections, s)
		}
	}
	d.Sections = append(d.Sections, w.signed())
	return d, w.err
}

func (w *writer) opening() []string {
	lines := []string{w.t("report.who", w.p.Head.Label), w.t("report.period", w.from(), w.Date(w.p.Until))}
	if w.p.Week > 0 {
		lines = append(lines, w.t("report.week", w.p.Week))
	}
	lines = append(lines, w.t("report.edition."+string(w.edition)))
	if len(w.p.Read) == 0 {
		lines = append(lines, w.t("report.concept"))
	}
	return lines
}

func (w *writer) from() string {
	if w.p.From.IsZero() {
		return w.t("report.beginning")
	}
	return w.Date(w.p.From)
}

// sums answers at once how much was seen, weighed, fitting and applied for.
func (w *writer) sums() Section {
	fit, asked, rejected := 0, 0, 0
	for i := range w.p.Considered {
		x := &w.p.Considered[i]
		switch {
		case x.Next == "reject":
			rejected++
		case x.Verdict == "passend" || x.Verdict == "passend_onder_voorwaarden":
			fit++
		default:
			asked++
		}
	}
	return Section{Heading: w.t("report.sums"), Head: []string{w.t("report.what"), w.t("report.number")}, Rows: [][]string{
		{w.t("report.seen"), w.Number(w.p.Seen)}, {w.t("report.weighed"), w.Number(len(w.p.Considered))}, {w.t("report.fit"), w.Number(fit)},
		{w.t("report.asked"), w.Number(asked)}, {w.t("report.rejected"), w.Number(rejected)}, {w.t("report.applied"), w.Number(len(w.p.Applied))},
		{w.t("report.activities"), w.Number(len(w.p.Activities))},
	}}
}

func (w *writer) distance() Section {
	s := Section{Heading: w.t("report.distance"), Head: []string{w.t("report.day"), w.t("report.distance.value")}}
	for _, x := range w.p.Distance {
		s.Rows = append(s.Rows, []string{w.Date(x.At), w.Decimal(x.Total, 0)})
	}
	if n := len(w.p.Distance); n > 1 {
		first, last := w.p.Distance[0].Total, w.p.Distance[n-1].Total
		key := "report.distance.same"
		if last < first-0.5 {
			key = "report.distance.less"
		} else if last > first+0.5 {
			key = "report.distance.more"
		}
		s.Lines = []string{w.t("report.distance.lead"), w.t(key, w.Decimal(first, 0), w.Decimal(last, 0))}
	}
	return s
}

// conditions are the functional wording, for the employer once the worker has
// approved it; the sources of capacity are named in the full edition, their items
// in none.
func (w *writer) conditions() Section {
	s := Section{Heading: w.t("report.conditions")}
	if x := &w.p.Search; x.Conditions != "" && (w.edition == Full || x.ConditionsApproved) {
		s.Lines = append(s.Lines, x.Conditions)
	}
	if w.edition != Full {
		return s
	}
	for _, c := range w.p.Capacities {
		parts := []string{strings.ReplaceAll(string(c.Source), "_", " "), w.written(c.IssuedOn)}
		if c.IssuerRole != "" {
			parts = append(parts, w.t("issuer."+c.IssuerRole))
		}
		if c.ValidUntil != "" {
			parts = append(parts, w.t("report.until", w.written(c.ValidUntil)))
		}
		if c.HasBuildUp {
			parts = append(parts, w.t("report.buildup"))
		}
		if c.NoUsableCapacity {
			parts = append(parts, w.t("report.nocapacity"))
		}
		if c.Now {
			parts = append(parts, w.t("report.now"))
		}
		s.Points = append(s.Points, joined(", ", parts...))
	}
	return s
}

func (w *writer) search() Section {
	s := Section{Heading: w.t("report.search")}
	x := &w.p.Search
	for _, d := range x.Directions {
		s.Points = append(s.Points, joined(" – ", d.Text, w.inFull(d.Reason)))
	}
	for _, e := range x.Excluded {
		s.Points = append(s.Points, w.t("report.excluded", joined(" – ", e.Text, w.inFull(e.Reason))))
	}
	var travel []string
	for _, l := range x.Travel {
		travel = append(travel, w.t("report.travel", w.t("means."+string(l.Means)), l.Minutes))
	}
	if len(travel) > 0 {
		s.Lines = append(s.Lines, strings.Join(travel, " · "))
	}
	return s
}

// inFull is a coach's own words in the full edition, and nothing in that for the
// employer: why somebody seeks no such work is often what they cannot do.
func (w *writer) inFull(text string) string {
	if w.edition != Full {
		return ""
	}
	return text
}

// unwarned is a text that both editions hold, unless the guard warned that it may
// tell of health and it was kept for a reason (confirmed): then only the full one.
func (w *writer) unwarned(text, confirmed string) string {
	if confirmed == "" {
		return text
	}
	return w.inFull(text)
}

// widening tells when the search was changed, and in the full edition why.
func (w *writer) widening() Section {
	s := Section{Heading: w.t("report.widening"), Head: []string{w.t("report.day"), w.t("report.version")}}
	if w.edition == Full {
		s.Head = append(s.Head, w.t("report.reason"))
	}
	for _, v := range w.p.Searches {
		row := []string{w.Date(v.At), strconv.Itoa(v.Version), v.Body.Reason}
		s.Rows = append(s.Rows, row[:len(s.Head)])
	}
	return s
}

func (w *writer) considered() Section {
	s := Section{Heading: w.t("report.considered"), Head: []string{w.t("report.day"), w.t("report.vacancy"), w.t("report.verdict"), w.t("report.why")}}
	for i := range w.p.Considered {
		x := &w.p.Considered[i]
		vacancy := joined(", ", x.Title, x.Employer, x.Place)
		if w.edition == Full {
			vacancy = joined("\n", vacancy, joined(", ", x.URL, w.t("report.seenat", w.Date(x.SeenAt), x.Hash[:min(len(x.Hash), 12)])))
		}
		s.Rows = append(s.Rows, []string{w.Date(x.At), vacancy, w.t("verdict."+x.Verdict) + " – " + w.t("next."+x.Next), w.why(x)})
	}
	return s
}

// why gives the reasons of a decision: in the full edition with the motivation
// and the words of the advertisement.
func (w *writer) why(x *desk.Considered) string {
	var codes []string
	for _, r := range x.Rejections {
		codes = append(codes, w.code(r.Code))
	}
	parts := []string{strings.Join(codes, ", ")}
	if w.edition == Full {
		parts = append(parts, x.Motivation)
		for _, q := range x.Quotes {
			parts = append(parts, fmt.Sprintf("%s: “%s”", q.Name, q.Text))
		}
	}
	return joined("\n", parts...)
}

func (w *writer) code(c dossier.RejectionCode) string {
	if c == dossier.RejectCapacity {
		return w.t("report.capacity")
	}
	return w.t("reject." + string(c))
}

func (w *writer) perDirection() Section {
	counts := map[string][3]int{}
	for i := range w.p.Considered {
		x := &w.p.Considered[i]
		n := counts[x.Direction]
		n[0]++
		if x.Next == "reject" {
			n[1]++
		}
		if x.Next == "apply" {
			n[2]++
		}
		counts[x.Direction] = n
	}
	s := Section{Heading: w.t("report.directions"), Head: []string{w.t("report.direction"), w.t("report.weighed"), w.t("report.rejected"), w.t("report.toapply")}}
	for _, name := range slices.Sorted(maps.Keys(counts)) {
		n := counts[name]
		if name == "" {
			name = w.t("report.nodirection")
		}
		s.Rows = append(s.Rows, []string{name, w.Number(n[0]), w.Number(n[1]), w.Number(n[2])})
	}
	return s
}

func (w *writer) perReason() Section {
	counts := map[dossier.RejectionCode]int{}
	for i := range w.p.Considered {
		for _, r := range w.p.Considered[i].Rejections {
			counts[r.Code]++
		}
	}
	s := Section{Heading: w.t("report.reasons"), Head: []string{w.t("report.reason"), w.t("report.number")}}
	for _, c := range slices.SortedFunc(maps.Keys(counts), func(a, b dossier.RejectionCode) int { return cmp.Or(counts[b]-counts[a], cmp.Compare(a, b)) }) {
		s.Rows = append(s.Rows, []string{w.code(c), w.Number(counts[c])})
	}
	return s
}

func (w *writer) applications() Section {
	s := Section{Heading: w.t("report.applications"), Head: []string{w.t("report.day"), w.t("report.vacancy"), w.t("report.how"), w.t("report.result")}}
	for _, r := range w.p.Applied {
		x := r.Body
		how, result := "", ""
		if x.Channel != "" {
			how = w.t("apply.by." + x.Channel)
		}
		if x.Outcome != "" {
			result = w.t("apply.state." + x.Outcome)
		}
		if w.edition == Full {
			result = joined("\n", result, x.Response, x.Reason)
		}
		s.Rows = append(s.Rows, []string{w.written(x.Date), joined(", ", x.Title, x.Employer), how, result})
	}
	return s
}

func (w *writer) activities() Section {
	s := Section{Heading: w.t("report.activities"), Head: []string{w.t("report.day"), w.t("activity.phase"), w.t("activity.what"), w.t("activity.status"), w.t("activity.result")}}
	for _, r := range w.p.Activities {
		x := r.Body
		s.Rows = append(s.Rows, []string{w.written(x.Date), w.t("phase." + x.Phase), w.unwarned(x.What, r.Confirmed), w.t("activity.status." + x.Status), w.unwarned(x.Result, r.Confirmed)})
	}
	return s
}

func (w *writer) placements() Section {
	s := Section{Heading: w.t("placement.title"), Head: []string{w.t("placement.form"), w.t("report.vacancy"), w.t("placement.period"), w.t("placement.hours"), w.t("placement.evaluation")}}
	for _, r := range w.p.Placements {
		x := r.Body
		s.Rows = append(s.Rows, []string{w.t("placement.form." + x.Form), joined(", ", x.Title, x.Employer), joined(" – ", w.written(x.From), w.written(x.Until)),
			w.Hours(int(x.Hours * 4)), w.unwarned(joined("\n", x.Evaluation, x.Aftercare), r.Confirmed)})
	}
	return s
}

// person is the person profile in short; home and obstacles stay with the coach.
func (w *writer) person() Section {
	s := Section{Heading: w.t("report.person")}
	x := &w.p.Person
	for _, j := range x.Work {
		years := ""
		if j.Years > 0 {
			years = w.t("report.years", w.Decimal(j.Years, 0))
		}
		s.Points = append(s.Points, joined(", ", j.Title, years))
	}
	for _, e := range x.Education {
		s.Points = append(s.Points, e.Name)
	}
	var names []string
	for _, c := range x.Certificates {
		names = append(names, c.Name)
	}
	for _, l := range x.Licences {
		names = append(names, w.t("report.licence", l))
	}
	if len(names) > 0 {
		s.Points = append(s.Points, strings.Join(names, ", "))
	}
	if x.HoursBefore > 0 {
		s.Points = append(s.Points, w.t("report.before", w.Decimal(x.HoursBefore, 0)))
	}
	return s
}

func (w *writer) dates() Section {
	s := Section{Heading: w.t("report.dates"), Head: []string{w.t("report.day"), w.t("report.what"), w.t("report.basis")}}
	for _, m := range w.p.Milestones {
		s.Rows = append(s.Rows, []string{w.Date(m.Date), joined(", ", w.Sentence(m.Name), w.inFull(m.Reason)), w.Sentence(m.Basis)})
	}
	return s
}

// written writes a kept date in words; what is no date stays as it is.
func (w *writer) written(kept string) string {
	if t, err := time.Parse(time.DateOnly, kept); err == nil {
		return w.Date(t)
	}
	return kept
}

func joined(sep string, parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return strings.TrimSpace(s) == "" }), sep)
}

// signed says who has read the report: the worker on screen, else on paper. What
// the worker said of it is in the full edition.
func (w *writer) signed() Section {
	s := Section{Heading: w.t("report.signed"), Lines: []string{w.t("report.signed.coach")}}
	if len(w.p.Read) == 0 {
		s.Lines = append(s.Lines, w.t("report.signed.worker"))
	}
	for _, r := range w.p.Read {
		line := w.t("report.read", w.Date(r.At))
		if w.edition == Full && r.Body.Remark != "" {
			line = w.t("report.read.remark", w.Date(r.At), r.Body.Remark)
		}
		s.Lines = append(s.Lines, line)
	}
	return s
}
