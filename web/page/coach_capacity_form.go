package page

import (
	"errors"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"passend/index/demand"
	"passend/matcher/profile"
	"passend/web/desk"
	"passend/web/locale"
	"passend/web/view"
)

// The fields of an item: these before its key.
const (
	fieldLevel     = "l_"
	fieldOption    = "o_"
	fieldValue     = "w_"
	fieldUnit      = "u_"
	fieldQualifier = "h_"
	fieldSide      = "z_"
	fieldSeverity  = "s_"
	fieldNote      = "n_"
)

var itemPrefixes = []string{fieldLevel, fieldOption, fieldValue, fieldUnit, fieldQualifier, fieldSide, fieldSeverity, fieldNote}

// The most hours that a day and a week can have in the form, and a number.
const (
	dayMost    = 24
	weekMost   = 60
	amountMost = 10_000
)

// hasHours reports an item that the form asks as hours, not as a level.
func hasHours(k demand.Key) bool { return k == demand.HoursPerDay || k == demand.HoursPerWeek }

func sourceOf(v url.Values) profile.SourceType {
	if x := profile.SourceType(v.Get("bron")); slices.Contains(sources, x) {
		return x
	}
	return profile.FMLA
}

// capacityFields are the fields of the form as a browser would send a capacity:
// typedCapacity reads them back.
func capacityFields(c *profile.Capacity) url.Values {
	v := url.Values{}
	set := func(name, value string) {
		if value != "" {
			v.Set(name, value)
		}
	}
	set("bron", string(c.Source))
	set("datum", c.IssuedOn)
	set("vanaf", c.ValidFrom)
	set("totmet", c.ValidUntil)
	set("arts", c.IssuerRole)
	set("status", c.Status)
	if c.NoUsableCapacity {
		v.Set("gbm", "1")
	}
	plain := *c
	plain.BuildUp = nil
	l := plain.Limitations(time.Time{})
	set("dag", formDecimal(l.Day.Final))
	set("dag_hoe", l.Day.Qualifier)
	set("week", formDecimal(l.Week.Final))
	set("week_hoe", l.Week.Qualifier)
	for _, x := range c.BuildUp {
		v.Add("opbouw_vanaf", x.From)
		v.Add("opbouw_week", formDecimal(x.HoursWeek))
		v.Add("opbouw_dag", formDecimal(x.HoursDay))
	}
	for _, it := range c.Items {
		if !hasHours(it.Key) {
			maps.Copy(v, fieldsOfItem(c.Source.List(), it))
		}
	}
	return v
}

// fieldsOfItem are the fields of one item.
func fieldsOfItem(list demand.List, it profile.Item) url.Values {
	v, key := url.Values{}, it.Key.String()
	set := func(prefix, value string) {
		if value != "" {
			v.Set(prefix+key, value)
		}
	}
	def := demand.Lookup(it.Key)
	for _, o := range it.Options {
		n, more, _ := strings.Cut(strings.TrimSpace(o), " ")
		v.Add(fieldOption+key, strings.TrimRight(n, ".:)"))
		if it.Note == "" {
			it.Note = strings.TrimSpace(more) // the words of an option are an explanation
		}
	}
	if it.Level != nil && def.Scale(list) == demand.Nominal {
		if len(it.Options) == 0 && *it.Level > 0 {
			v.Add(fieldOption+key, strconv.Itoa(*it.Level))
		}
	} else if it.Level != nil {
		set(fieldLevel, strconv.Itoa(*it.Level))
	}
	if it.Value > 0 {
		set(fieldValue, formDecimal(it.Value))
		set(fieldUnit, it.Unit)
		set(fieldQualifier, it.Qualifier)
	}
	set(fieldSide, it.Side)
	if it.Severity != nil {
		set(fieldSeverity, strconv.Itoa(*it.Severity))
	}
	set(fieldNote, it.Note)
	return v
}

// mistakes gathers what is wrong with a form, by field, in the words of the
// reader's language.
type mistakes struct {
	t    *locale.Catalogue
	list []view.FieldError
	item string // the item that is read, "" beside the items
}

func (m *mistakes) add(field, key string, args ...any) {
	m.list = append(m.list, view.FieldError{Field: field, Item: m.item, Text: text(m.t, key, args...)})
}

// number reads a number of the form; 0 with a mistake for one that it cannot be.
func (m *mistakes) number(v url.Values, field string, most float64) float64 {
	x, ok := formNumber(v.Get(field))
	if !ok || x > most {
		m.add(field, "wrong.number", v.Get(field))
		return 0
	}
	return x
}

// typedCapacity reads the form. An item that the form does not change stays as
// it was, with all that it holds.
func typedCapacity(t *locale.Catalogue, v url.Values, today time.Time, old *profile.Capacity) (profile.Capacity, []view.FieldError) {
	m := mistakes{t: t}
	c := profile.Capacity{
		Source: sourceOf(v), IssuedOn: v.Get("datum"), ValidFrom: v.Get("vanaf"), ValidUntil: v.Get("totmet"), NoUsableCapacity: v.Get("gbm") != "",
	}
	if x := v.Get("arts"); slices.Contains(issuers, x) {
		c.IssuerRole = x
	}
	if x := v.Get("status"); slices.Contains(statuses, x) {
		c.Status = x
	}
	m.days(&c, today)
	before := map[demand.Key][]profile.Item{}
	kept := url.Values{}
	if old.Source == c.Source {
		kept = capacityFields(old)
		for _, it := range old.Items {
			before[it.Key] = append(before[it.Key], it)
		}
	}
	m.hours(v, kept, &c, old, before)
	m.buildUp(v, &c)
	list := c.Source.List()
	for _, def := range demand.Items() {
		at, ok := demand.CodeOf(list, def.Key)
		if hasHours(def.Key) {
			continue
		}
		if !ok || unchanged(v, kept, def.Key) {
			c.Items = append(c.Items, before[def.Key]...)
			continue
		}
		m.item = at.Code + " " + desk.ItemName(list, def)
		if it, ok := m.readItem(v, def, list); ok {
			it.Code = at.Code
			c.Items = append(c.Items, it)
		}
	}
	read, err := desk.ReadLines(c.Source, v.Get("regels"))
	for _, x := range lineErrors(err) {
		m.list = append(m.list, view.FieldError{Field: "regels", Text: x.Error()})
	}
	for _, x := range read {
		c.Items = slices.DeleteFunc(c.Items, func(y profile.Item) bool { return y.Key == x.Item.Key })
		c.Items = append(c.Items, x.Item)
	}
	slices.SortStableFunc(c.Items, func(a, b profile.Item) int { return int(a.Key) - int(b.Key) })
	return c, m.list
}

// unchanged reports whether the form says of an item what it said before. A unit
// or qualifier without a number says nothing.
func unchanged(v, kept url.Values, k demand.Key) bool {
	for _, prefix := range itemPrefixes {
		name := prefix + k.String()
		if (prefix == fieldUnit || prefix == fieldQualifier) && v.Get(fieldValue+k.String()) == "" && kept.Get(fieldValue+k.String()) == "" {
			continue
		}
		empty := func(s string) bool { return s == "" }
		if !slices.Equal(slices.DeleteFunc(slices.Clone(v[name]), empty), slices.DeleteFunc(slices.Clone(kept[name]), empty)) {
			return false
		}
	}
	return true
}

// days refuses days that are none, a document of a day that is yet to come, and
// one that ends before it begins.
func (m *mistakes) days(c *profile.Capacity, today time.Time) {
	if c.IssuedOn == "" {
		m.add("datum", "capacity.issued.missing")
	}
	for _, x := range []struct{ field, day string }{{"datum", c.IssuedOn}, {"vanaf", c.ValidFrom}, {"totmet", c.ValidUntil}} {
		if _, err := time.Parse(profile.DateLayout, x.day); err != nil && x.day != "" {
			m.add(x.field, "wrong.date", x.day)
		}
	}
	if c.IssuedOn > today.Format(profile.DateLayout) {
		m.add("datum", "wrong.future")
	}
	if c.ValidUntil != "" && c.ValidUntil < c.ValidFrom {
		m.add("totmet", "wrong.until")
	}
}

// hours reads the limits of a day and a week. Where the form does not change
// them, the item or the limit that held them stays.
func (m *mistakes) hours(v, kept url.Values, c, old *profile.Capacity, before map[demand.Key][]profile.Item) {
	for _, x := range []struct {
		field string
		most  float64
		key   demand.Key
		to    *profile.HoursLimit
		was   profile.HoursLimit
	}{{"dag", dayMost, demand.HoursPerDay, &c.HoursDay, old.HoursDay}, {"week", weekMost, demand.HoursPerWeek, &c.HoursWeek, old.HoursWeek}} {
		how := x.field + "_hoe"
		if old.Source == c.Source && v.Get(x.field) == kept.Get(x.field) && v.Get(how) == kept.Get(how) {
			*x.to = x.was
			c.Items = append(c.Items, before[x.key]...)
			continue
		}
		x.to.Hours = m.number(v, x.field, x.most)
		if q := v.Get(how); x.to.Hours > 0 && slices.Contains(qualifiers, q) {
			x.to.Qualifier = q
		}
	}
}

// buildUp reads the steps of hours; a row without anything counts for nothing.
func (m *mistakes) buildUp(v url.Values, c *profile.Capacity) {
	for i, from := range v["opbouw_vanaf"] {
		week, day := nth(v["opbouw_week"], i), nth(v["opbouw_dag"], i)
		if from+week+day == "" {
			continue
		}
		row := "opbouw_" + strconv.Itoa(i+1)
		step := profile.Step{From: from}
		var okWeek, okDay bool
		step.HoursWeek, okWeek = formNumber(week)
		step.HoursDay, okDay = formNumber(day)
		_, err := time.Parse(profile.DateLayout, from)
		switch {
		case err != nil:
			m.add(row, "wrong.step.from")
		case !okWeek || step.HoursWeek == 0 || step.HoursWeek > weekMost:
			m.add(row, "wrong.step.week")
		case !okDay || step.HoursDay > dayMost:
			m.add(row, "wrong.step.day", day)
		case slices.ContainsFunc(c.BuildUp, func(x profile.Step) bool { return x.From == from }):
			m.add(row, "wrong.step.twice")
		}
		c.BuildUp = append(c.BuildUp, step)
	}
}

// readItem reads one item; ok is false when the form says nothing of it.
func (m *mistakes) readItem(v url.Values, def demand.Item, list demand.List) (it profile.Item, ok bool) {
	key := def.Key.String()
	it = profile.Item{Key: def.Key, Note: strings.TrimSpace(v.Get(fieldNote + key))}
	if it.Value = m.number(v, fieldValue+key, amountMost); it.Value > 0 {
		it.Unit, it.Qualifier = v.Get(fieldUnit+key), v.Get(fieldQualifier+key)
		if !slices.Contains(unitNames, it.Unit) {
			m.add(fieldValue+key, "wrong.unit", formDecimal(it.Value))
		}
		if !slices.Contains(qualifiers, it.Qualifier) {
			it.Qualifier = ""
		}
	} else {
		// An amount is often typed as the form has it: "ongeveer 5 kg".
		it.Value, it.Unit, it.Qualifier, it.Note = desk.ReadAmount(it.Note)
	}
	if x := v.Get(fieldSide + key); slices.Contains(bodySides, x) {
		it.Side = x
	}
	if n, err := strconv.Atoi(v.Get(fieldSeverity + key)); err == nil && n >= 0 && n <= 3 {
		it.Severity = &n
	}
	for _, o := range v[fieldOption+key] {
		if slices.ContainsFunc(def.Options, func(x demand.Option) bool { return strconv.Itoa(x.Number) == o }) {
			it.Options = append(it.Options, o)
		}
	}
	if def.Condition && len(it.Options) > 0 {
		it.Options, it.Level = nil, new(1)
	}
	if n, err := strconv.Atoi(v.Get(fieldLevel + key)); err == nil && def.Scale(list) != demand.Nominal {
		if _, err := demand.Severity(def.Key, list, n); err == nil {
			it.Level = &n
		}
	}
	ok = it.Level != nil || len(it.Options) > 0 || it.Value > 0 || it.Note != ""
	switch {
	case it.Severity != nil && it.Note == "":
		m.add(fieldNote+key, "wrong.severity")
	case !ok && it.Side != "":
		m.add(fieldSide+key, "wrong.side")
	}
	return it, ok
}

// lineErrors are the mistakes of a quick entry.
func lineErrors(err error) (out []*desk.LineError) {
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return nil
	}
	for _, e := range joined.Unwrap() {
		var x *desk.LineError
		if errors.As(e, &x) {
			out = append(out, x)
		}
	}
	return out
}
