package page

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

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
	return p.showCapacity(g, s, http.StatusOK, &f, c, view.CapacityForm{Saved: g.Query("bewaard") != ""})
}

func (p *Pages) showCapacity(g *gin.Context, s seat, status int, f *desk.Profile, c profile.Capacity, form view.CapacityForm) error {
	worker, t := g.Param("worker"), s.text
	form.Tabs, form.Action = tabs(t, worker, f.Head.Label, "/belastbaarheid"), "/werknemers/"+worker+"/belastbaarheid"
	form.Version, form.Source, form.Wording = f.Worker.Capacity.Version, string(c.Source), f.Wording
	for _, x := range sources {
		form.Sources = append(form.Sources, view.Link{Href: form.Action + "?lijst=" + string(x), Text: text(t, "source."+string(x)), Current: x == c.Source})
	}
	form.IssuedOn, form.ValidFrom, form.ValidUntil = c.IssuedOn, c.ValidFrom, c.ValidUntil
	form.Issuers, form.Statuses = choices(t, "issuer.", issuers, c.IssuerRole), choices(t, "capacity.status.", statuses, c.Status)
	form.NoUsable = c.NoUsableCapacity
	form.HoursDay, form.HoursWeek = formDecimal(c.HoursDay.Hours), formDecimal(c.HoursWeek.Hours)
	form.DayQualifier, form.WeekQualifier = choices(t, "qualifier.", qualifiers, c.HoursDay.Qualifier), choices(t, "qualifier.", qualifiers, c.HoursWeek.Qualifier)
	if form.Error == "" {
		var steps []string
		for _, x := range c.BuildUp {
			steps = append(steps, strings.TrimSpace(x.From+" "+formDecimal(x.HoursWeek)+" "+formDecimal(x.HoursDay)))
		}
		form.BuildUp = strings.Join(steps, "\n")
	}
	form.Rubrics = rubrics(t, &c)
	for _, w := range f.Warnings {
		if strings.HasPrefix(w.Field, "capacity") {
			form.Warnings = append(form.Warnings, w.Text)
		}
	}
	p.show(g, &s, status, "coach_capacity", "capacity.title", form)
	return nil
}

// rubrics are the items of the list in the order of the form; hours have fields
// of their own.
func rubrics(t *locale.Catalogue, c *profile.Capacity) []view.CapacityRubric {
	list := c.Source.List()
	stated := map[demand.Key]*profile.Item{}
	for i := range c.Items {
		stated[c.Items[i].Key] = &c.Items[i]
	}
	var out []view.CapacityRubric
	for _, def := range demand.Items() {
		at, ok := demand.CodeOf(list, def.Key)
		if !ok || def.Key == demand.HoursPerDay || def.Key == demand.HoursPerWeek {
			continue
		}
		item := view.CapacityItem{Key: def.Key.String(), Code: at.Code, Name: def.NameA}
		if list == demand.ListB {
			item.Name = def.NameB
		}
		it := stated[def.Key]
		item.Stated = it != nil
		if it != nil {
			item.Note = desk.AmountWords(*it)
		}
		itemChoices(t, list, def, it, &item)
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

// itemChoices fills in the levels, with their words, or the options of an item.
func itemChoices(t *locale.Catalogue, list demand.List, def demand.Item, it *profile.Item, out *view.CapacityItem) {
	if def.Scale(list) == demand.Nominal {
		for _, o := range def.Options {
			x := view.Choice{Value: strconv.Itoa(o.Number), Text: o.Name}
			if o.OnlyB && list != demand.ListB {
				continue
			}
			x.Chosen = it != nil && (slices.Contains(it.Options, x.Value) || it.Level != nil && *it.Level == o.Number)
			out.Options = append(out.Options, x)
		}
		return
	}
	out.Levels = []view.Choice{{Text: text(t, "capacity.untouched")}}
	for n := 0; n <= max(def.Max, 1); n++ {
		if _, err := demand.Severity(def.Key, list, n); err != nil {
			break
		}
		out.Levels = append(out.Levels, view.Choice{
			Value: strconv.Itoa(n), Text: strings.TrimSpace(strconv.Itoa(n) + " " + desk.LevelWords(list, def.Key, n)), Chosen: it != nil && it.Level != nil && *it.Level == n,
		})
	}
}

// typedCapacity reads the form. What the form does not ask of an item (side,
// severity set by hand) stays when level, options and note stay as they were.
func typedCapacity(g *gin.Context, t *locale.Catalogue, today time.Time, old *profile.Capacity) (profile.Capacity, error) {
	c := profile.Capacity{
		Source: profile.SourceType(g.PostForm("bron")), IssuedOn: g.PostForm("datum"), ValidFrom: g.PostForm("vanaf"), ValidUntil: g.PostForm("totmet"),
		NoUsableCapacity: g.PostForm("gbm") != "",
	}
	if !slices.Contains(sources, c.Source) {
		c.Source = profile.FMLA
	}
	if x := g.PostForm("arts"); slices.Contains(issuers, x) {
		c.IssuerRole = x
	}
	if x := g.PostForm("status"); slices.Contains(statuses, x) {
		c.Status = x
	}
	list := c.Source.List()
	before := map[demand.Key]profile.Item{}
	if old.Source == c.Source {
		for _, it := range old.Items {
			before[it.Key] = it
		}
	}
	for _, def := range demand.Items() {
		at, ok := demand.CodeOf(list, def.Key)
		if !ok {
			continue
		}
		it, ok := typedItem(g, def, list)
		was, had := before[def.Key]
		if def.Key == demand.HoursPerDay || def.Key == demand.HoursPerWeek {
			it, ok = was, had // hours have fields of their own
		}
		if !ok {
			continue
		}
		it.Code = at.Code
		if had && same(was, it) {
			it = was
		}
		c.Items = append(c.Items, it)
	}
	quick, err := desk.ReadLines(c.Source, g.PostForm("regels"))
	for _, it := range quick {
		if i := slices.IndexFunc(c.Items, func(x profile.Item) bool { return x.Key == it.Key }); i >= 0 {
			c.Items[i] = it
		} else {
			c.Items = append(c.Items, it)
		}
	}
	return c, invalid(errors.Join(dated(t, today, &c), err, typedHours(g, t, &c)))
}

// dated refuses days that are none, and a document of a day that is yet to come.
func dated(t *locale.Catalogue, today time.Time, c *profile.Capacity) error {
	var errs []error
	for _, x := range []struct{ key, day string }{{"capacity.issued", c.IssuedOn}, {"capacity.from", c.ValidFrom}, {"capacity.until", c.ValidUntil}} {
		if x.day == "" {
			continue
		}
		if _, err := time.Parse(profile.DateLayout, x.day); err != nil {
			errs = append(errs, fmt.Errorf("%s: %s is geen datum.", text(t, x.key), x.day))
		}
	}
	if c.IssuedOn > today.Format(profile.DateLayout) {
		errs = append(errs, fmt.Errorf("%s: deze dag moet nog komen.", text(t, "capacity.issued")))
	}
	return errors.Join(errs...)
}

// invalid makes mistakes in a form one sentence for the screen; nil stays nil.
func invalid(err error) error {
	if err == nil {
		return nil
	}
	return &dossier.InvalidError{Text: err.Error()}
}

// typedItem reads one item; ok is false when the form says nothing of it.
func typedItem(g *gin.Context, def demand.Item, list demand.List) (it profile.Item, ok bool) {
	it = profile.Item{Key: def.Key}
	it.Value, it.Unit, it.Qualifier, it.Note = desk.ReadAmount(g.PostForm("n_" + def.Key.String()))
	if def.Scale(list) == demand.Nominal {
		for _, o := range g.PostFormArray("o_" + def.Key.String()) {
			if slices.ContainsFunc(def.Options, func(x demand.Option) bool { return strconv.Itoa(x.Number) == o }) {
				it.Options = append(it.Options, o)
			}
		}
		if def.Condition && len(it.Options) > 0 {
			it.Options, it.Level = nil, new(1)
		}
		return it, len(it.Options) > 0 || it.Level != nil || it.Note != "" || it.Value > 0
	}
	if n, err := strconv.Atoi(g.PostForm("l_" + def.Key.String())); err == nil {
		if _, err := demand.Severity(def.Key, list, n); err == nil {
			it.Level = &n
		}
	}
	return it, it.Level != nil || it.Note != "" || it.Value > 0
}

// same reports whether the form says of an item what the document said before.
func same(a, b profile.Item) bool {
	level := func(x *int) int {
		if x == nil {
			return -1
		}
		return *x
	}
	options := len(a.Options) == 0 && len(b.Options) == 0 || slices.Equal(a.Options, b.Options)
	return level(a.Level) == level(b.Level) && options && desk.AmountWords(a) == desk.AmountWords(b)
}

// typedHours reads the limits of hours and the build-up, a step on a line: date,
// hours a week, hours a day.
func typedHours(g *gin.Context, t *locale.Catalogue, c *profile.Capacity) error {
	var errs []error
	limit := func(field, label string, most float64) profile.HoursLimit {
		x, ok := formNumber(g.PostForm(field))
		if !ok || x > most {
			errs = append(errs, fmt.Errorf("%s: %s is geen aantal uren dat kan.", label, g.PostForm(field)))
		}
		l := profile.HoursLimit{Hours: x}
		if q := g.PostForm(field + "_hoe"); x > 0 && slices.Contains(qualifiers, q) {
			l.Qualifier = q
		}
		return l
	}
	c.HoursDay, c.HoursWeek = limit("dag", text(t, "capacity.day"), 24), limit("week", text(t, "capacity.week"), 60)
	for line := range strings.Lines(g.PostForm("opbouw")) {
		parts := strings.Fields(line)
		if len(parts) == 0 {
			continue
		}
		step := profile.Step{From: parts[0]}
		_, err := time.Parse(profile.DateLayout, parts[0])
		ok := err == nil && len(parts) <= 3
		if ok && len(parts) > 1 {
			step.HoursWeek, ok = formNumber(parts[1])
		}
		if ok && len(parts) > 2 {
			step.HoursDay, ok = formNumber(parts[2])
		}
		if !ok || step.HoursWeek == 0 {
			errs = append(errs, fmt.Errorf("%s: deze stap is niet te lezen: %s.", text(t, "capacity.buildup"), strings.TrimSpace(line)))
			continue
		}
		c.BuildUp = append(c.BuildUp, step)
	}
	return errors.Join(errs...)
}

func (p *Pages) saveCapacity(g *gin.Context, s seat) error {
	worker := g.Param("worker")
	f, err := p.Desk.Profile(g.Request.Context(), s.actor, worker)
	if err != nil {
		return err
	}
	form := view.CapacityForm{Lines: g.PostForm("regels"), BuildUp: g.PostForm("opbouw"), Confirmed: g.PostForm("bevestig")}
	c, err := typedCapacity(g, s.text, p.Desk.Clock(), &f.Worker.Capacity)
	if err == nil {
		err = p.Desk.SaveCapacity(g.Request.Context(), s.actor, worker, c, form.Confirmed)
	}
	var ok bool
	if form.Error, form.Confirm, ok = refused(err); ok {
		return p.showCapacity(g, s, http.StatusUnprocessableEntity, &f, c, form)
	}
	if err == nil {
		saved(g, "/werknemers/"+worker+"/belastbaarheid")
	}
	return err
}
