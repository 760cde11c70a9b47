package page

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"passend/index/demand"
	"passend/matcher/dossier"
	"passend/matcher/profile"
	"passend/web/desk"
	"passend/web/locale"
	"passend/web/view"
)

// Values of the form of a capacity, in its order.
var (
	sources    = []profile.SourceType{profile.FMLA, profile.FMLB, profile.IZP, profile.BAR, profile.Free}
	issuers    = []string{"company_doctor", "insurance_physician", "delegated_physician"}
	statuses   = []string{"active", "draft", "superseded"}
	qualifiers = []string{"", "about", "at_most"}
	bodySides  = []string{"", "left", "right", "both"}
	severities = []string{"", "0", "1", "2", "3"}
	unitNames  = []string{"kg", "kgf", "N", "min", "h", "per uur", "cm", "m", "graden", "treden", "°C", "dB(A)"}
)

func (p *Pages) capacity(g *gin.Context, s seat) error {
	f, err := p.Desk.Profile(g.Request.Context(), s.actor, g.Param("worker"))
	if err != nil {
		return err
	}
	c := f.Worker.Capacity
	if source := profile.SourceType(g.Query("lijst")); slices.Contains(sources, source) && source != c.Source {
		// Levels mean other things in another document: begin with none.
		c = profile.Capacity{Source: source}
	}
	if c.Source == "" {
		c.Source = profile.FMLA
	}
	return p.showCapacity(g, s, http.StatusOK, &f, capacityFields(&c), view.CapacityForm{Saved: g.Query("bewaard") != ""})
}

// showCapacity shows the form with its fields as kept, or as typed.
func (p *Pages) showCapacity(g *gin.Context, s seat, status int, f *desk.Profile, v url.Values, form view.CapacityForm) error {
	worker, t, source := g.Param("worker"), s.text, sourceOf(v)
	form.Tabs, form.Action = tabs(t, worker, f.Head.Label, "/belastbaarheid"), "/werknemers/"+worker+"/belastbaarheid"
	form.Version, form.Source, form.Wording = f.Worker.Capacity.Version, string(source), f.Wording
	for _, x := range sources {
		form.Sources = append(form.Sources, view.Link{Href: form.Action + "?lijst=" + string(x), Text: text(t, "source."+string(x)), Current: x == source})
	}
	form.IssuedOn, form.ValidFrom, form.ValidUntil = v.Get("datum"), v.Get("vanaf"), v.Get("totmet")
	form.Issuers, form.Statuses = choices(t, "issuer.", issuers, v.Get("arts")), choices(t, "capacity.status.", statuses, v.Get("status"))
	form.NoUsable = v.Get("gbm") != ""
	form.HoursDay, form.HoursWeek = v.Get("dag"), v.Get("week")
	form.DayQualifier, form.WeekQualifier = choices(t, "qualifier.", qualifiers, v.Get("dag_hoe")), choices(t, "qualifier.", qualifiers, v.Get("week_hoe"))
	form.BuildUp = stepRows(v)
	form.Lines = v.Get("regels")
	form.Read = linesRead(source, form.Lines)
	form.Rubrics = rubrics(t, source, v)
	if len(form.Errors) == 0 {
		form.Other, form.Translated = translated(&f.Worker.Capacity)
	}
	for _, w := range f.Warnings {
		if strings.HasPrefix(w.Field, "capacity") {
			form.Warnings = append(form.Warnings, w.Text)
		}
	}
	p.show(g, &s, status, "coach_capacity", "capacity.title", form)
	return nil
}

// stepRows are the rows of the build-up, with empty ones up to the least number.
func stepRows(v url.Values) (out []view.StepRow) {
	for i, from := range v["opbouw_vanaf"] {
		out = append(out, view.StepRow{N: i + 1, From: from, Week: nth(v["opbouw_week"], i), Day: nth(v["opbouw_dag"], i)})
	}
	for len(out) < stepRowsLeast || out[len(out)-1].From != "" {
		out = append(out, view.StepRow{N: len(out) + 1})
	}
	return out
}

// stepRowsLeast is how many steps the form has room for at least.
const stepRowsLeast = 3

// nth is the value at a place, "" beyond the last.
func nth(values []string, i int) string {
	if i < len(values) {
		return values[i]
	}
	return ""
}

// rubrics are the items of the list in the order of the form; hours have fields
// of their own.
func rubrics(t *locale.Catalogue, source profile.SourceType, v url.Values) []view.CapacityRubric {
	list := source.List()
	var out []view.CapacityRubric
	for _, def := range demand.Items() {
		at, ok := demand.CodeOf(list, def.Key)
		if !ok || hasHours(def.Key) {
			continue
		}
		item := itemFields(t, list, def, v)
		item.Code, item.Name = at.Code, desk.ItemName(list, def)
		if n := len(out); n == 0 || out[n-1].Name != def.Rubric.String() {
			out = append(out, view.CapacityRubric{Number: int(def.Rubric), Name: def.Rubric.String()})
		}
		r := &out[len(out)-1]
		if item.Stated {
			r.Stated++
		}
		r.Items = append(r.Items, item)
	}
	return out
}

// itemFields fills in one item: its levels with their words or its options, and
// what the form allows beside them.
func itemFields(t *locale.Catalogue, list demand.List, def demand.Item, v url.Values) view.CapacityItem {
	key := def.Key.String()
	get := func(prefix string) string { return v.Get(prefix + key) }
	item := view.CapacityItem{Key: key, Value: get(fieldValue), Note: get(fieldNote)}
	item.Stated = get(fieldLevel) != "" || len(v[fieldOption+key]) > 0 || item.Value != "" || item.Note != "" || get(fieldSide) != "" || get(fieldSeverity) != ""
	item.More = item.Value != "" || get(fieldSide) != "" || get(fieldSeverity) != ""
	if def.Scale(list) == demand.Nominal {
		for _, o := range def.Options {
			if !o.OnlyB || list == demand.ListB {
				n := strconv.Itoa(o.Number)
				item.Options = append(item.Options, view.Choice{Value: n, Text: o.Name, Chosen: slices.Contains(v[fieldOption+key], n)})
			}
		}
	} else {
		item.Levels = []view.Choice{{Text: text(t, "capacity.untouched")}}
		for n := 0; n <= max(def.Max, 1); n++ {
			if _, err := demand.Severity(def.Key, list, n); err != nil {
				break
			}
			level := strconv.Itoa(n)
			item.Levels = append(item.Levels, view.Choice{Value: level, Text: strings.TrimSpace(level + " " + desk.LevelWords(list, def.Key, n)), Chosen: get(fieldLevel) == level})
		}
	}
	if def.Scale(list) == demand.Meta {
		return item
	}
	item.Numbers = true
	item.Qualifiers = choices(t, "qualifier.", qualifiers, get(fieldQualifier))
	item.Severities = choices(t, "severity.", severities, get(fieldSeverity))
	unit := get(fieldUnit)
	if unit == "" && item.Value == "" {
		unit = desk.ItemUnit(list, def)
	}
	item.Units = append([]view.Choice{{}}, choices(t, "unit.", unitNames, unit)...)
	if def.Rubric == demand.Dynamic || def.Rubric == demand.Static {
		item.Sides = choices(t, "side.", bodySides, get(fieldSide))
	}
	return item
}

// translated says how the stated items are called in the other list of the FML,
// or why they cannot be; other is the name of that list, "" for a document that
// is no FML. Levels are not translated: they mean other things there.
func translated(c *profile.Capacity) (other string, out []view.TranslatedItem) {
	if c.Source != profile.FMLA && c.Source != profile.FMLB {
		return "", nil
	}
	from := c.Source.List()
	to := demand.ListA + demand.ListB - from
	for _, it := range c.Items {
		def := demand.Lookup(it.Key)
		at, ok := demand.CodeOf(from, it.Key)
		if !ok {
			continue
		}
		x := view.TranslatedItem{Code: at.Code, Name: desk.ItemName(from, def)}
		var refused *demand.CodeError
		spot, err := demand.Convert(from, it.Key)
		if errors.As(err, &refused) {
			x.Refused = refused.Reason
		} else if x.OtherCode, x.OtherName = spot.Code, desk.ItemName(to, def); spot.Option > 0 {
			x.OtherCode += " (" + strconv.Itoa(spot.Option) + ")"
		}
		out = append(out, x)
	}
	return to.String(), out
}

// linesRead says how the lines of a quick entry are read.
func linesRead(source profile.SourceType, lines string) (out []view.ReadLine) {
	read, err := desk.ReadLines(source, lines)
	list := source.List()
	for _, x := range read {
		out = append(out, view.ReadLine{N: x.Line, Code: x.Item.Code, Name: desk.ItemName(list, demand.Lookup(x.Item.Key)), Words: desk.ItemWords(list, x.Item)})
	}
	for _, x := range lineErrors(err) {
		out = append(out, view.ReadLine{N: x.Line, Error: x.Text})
	}
	slices.SortStableFunc(out, func(a, b view.ReadLine) int { return a.N - b.N })
	return out
}

// readLines is the part of the page that follows the quick entry.
func (p *Pages) readLines(g *gin.Context, s seat) error {
	if !p.Desk.People.As(s.actor).May(g.Request.Context(), dossier.DataCapacity, g.Param("worker")) {
		return dossier.ErrDenied
	}
	v := url.Values{"bron": {g.PostForm("bron")}}
	g.Header("Content-Type", "text/html; charset=utf-8")
	return p.Views.RenderPart(g.Writer, "coach_capacity", "lines_read", s.text.Tag, linesRead(sourceOf(v), g.PostForm("regels")))
}

func (p *Pages) saveCapacity(g *gin.Context, s seat) error {
	worker := g.Param("worker")
	f, err := p.Desk.Profile(g.Request.Context(), s.actor, worker)
	if err != nil {
		return err
	}
	g.PostForm("bron") // reads the form
	v := g.Request.PostForm
	form := view.CapacityForm{Confirmed: v.Get("bevestig")}
	c, wrong := typedCapacity(s.text, v, p.Desk.Clock(), &f.Worker.Capacity)
	if form.Errors = wrong; len(wrong) > 0 {
		return p.showCapacity(g, s, http.StatusUnprocessableEntity, &f, v, form)
	}
	err = p.Desk.SaveCapacity(g.Request.Context(), s.actor, worker, c, form.Confirmed)
	var ok bool
	if form.Error, form.Confirm, ok = refused(err); ok {
		return p.showCapacity(g, s, http.StatusUnprocessableEntity, &f, v, form)
	}
	if err == nil {
		saved(g, "/werknemers/"+worker+"/belastbaarheid")
	}
	return err
}
