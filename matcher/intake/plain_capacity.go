package intake

import (
	"slices"
	"strings"

	"passend/index/demand"
	"passend/index/dutch"
	"passend/matcher/profile"
)

// capacity reads the items of the document, which may stand beside its head.
func (p *plainWorker) capacity(b block) {
	c := &p.w.Capacity
	doc := b.block("capacity", "fml", "belastbaarheid")
	source := doc.block("source", "bron")
	kind := source.text("type", "soort")
	if kind == "" {
		kind = doc.text("source", "type") + " " + b.text("fml_version", "fml_list")
	}
	c.Source = sourceOf(kind)
	if source == nil {
		source = doc
	}
	c.IssuedOn = source.text("issued_on", "date", "datum")
	c.NoUsableCapacity, _ = source.at("gbm", "no_usable_capacity").(bool)
	for _, it := range slices.Concat(b.list("fml_items", "items"), doc.list("items", "punten")) {
		p.item(it)
	}
	for _, x := range []struct {
		limit *profile.HoursLimit
		names []string
	}{{&c.HoursWeek, []string{"hours_week", "hours_per_week"}}, {&c.HoursDay, []string{"hours_day", "hours_per_day"}}} {
		if h := doc.block(x.names...); h != nil {
			*x.limit = profile.HoursLimit{Hours: h.number("hours", "value"), Qualifier: qualifier(words(h.text("qualifier")))}
		} else if n := doc.number(x.names...); n > 0 {
			*x.limit = profile.HoursLimit{Hours: n}
		}
	}
	for _, s := range slices.Concat(b.list("build_up", "opbouw"), doc.list("build_up", "opbouw", "opbouwschema")) {
		step := profile.Step{From: s.text("from", "date", "vanaf"), HoursDay: s.number("hours_day", "hours_per_day"), HoursWeek: s.number("hours_week", "hours_per_week")}
		if step.From != "" {
			c.BuildUp = append(c.BuildUp, step)
		}
	}
}

func sourceOf(text string) profile.SourceType {
	folded := strings.ToUpper(text)
	switch {
	case strings.Contains(folded, "IZP"):
		return profile.IZP
	case strings.Contains(folded, "BAR"):
		return profile.BAR
	case strings.Contains(folded, "FREE"), strings.Contains(folded, "VRIJ"):
		return profile.Free
	case strings.Contains(strings.NewReplacer("_", "", "-", "", " ", "").Replace(folded), "FMLB"), strings.TrimSpace(folded) == "B":
		return profile.FMLB
	}
	return profile.FMLA
}

// words makes the code of a value ("ten_hoogste") the words that it stands for.
func words(code string) string {
	return strings.NewReplacer("_", " ", "at_most", "ten hoogste").Replace(code)
}

// item reads one limitation by its key, its code or its name.
func (p *plainWorker) item(b block) {
	c := &p.w.Capacity
	code := b.text("code", "source_code", "fml_code", "fml_code_list_a", "fml_code_list_b")
	key, ok := demand.ParseKey(b.text("key", "semantic_key"))
	if !ok {
		var err error
		if key, err = demand.FromCode(c.Source.List(), code, 0); err != nil {
			key, ok = itemNamed(b.text("name_nl", "dutch_name", "name", "naam"))
			if !ok {
				p.note("punt %q %q niet herkend", code, b.text("key", "name_nl", "dutch_name", "name"))
				return
			}
		}
	}
	it := profile.Item{
		Key: key, Code: code, Level: b.whole("level", "niveau"), Options: b.texts("options", "opties"), Value: b.number("value", "value_num", "waarde"),
		Unit: b.text("unit", "eenheid"), Qualifier: qualifier(words(b.text("qualifier"))), Note: b.text("note", "note_functional", "toelichting"),
		Severity: b.whole("severity", "normalised_severity", "normalized_severity", "sev"),
	}
	if it.Severity == nil && it.Level == nil {
		it.Severity = severityWord(b.text("level", "niveau", "severity"))
	}
	limit := map[demand.Key]*profile.HoursLimit{demand.HoursPerWeek: &c.HoursWeek, demand.HoursPerDay: &c.HoursDay}[key]
	if limit == nil {
		c.Items = append(c.Items, it)
		return
	}
	if it.Value == 0 {
		it.Value = block{"note": it.Note}.number("note")
	}
	if it.Value > 0 {
		*limit = profile.HoursLimit{Hours: it.Value, Qualifier: it.Qualifier}
	} else {
		c.Items = append(c.Items, it)
	}
}

// itemNamed finds an item by its Dutch name in either list.
func itemNamed(name string) (demand.Key, bool) {
	folded := dutch.Fold(name)
	for _, it := range demand.Items() {
		if folded != "" && (dutch.Fold(it.NameA) == folded || dutch.Fold(it.NameB) == folded || dutch.Fold(it.Label) == folded) {
			return it.Key, true
		}
	}
	return demand.None, false
}

// severityWord reads "licht beperkt", "beperkt" and "sterk beperkt" (or "zeer").
func severityWord(text string) *int {
	folded := dutch.Fold(text)
	n := -1
	switch {
	case strings.Contains(folded, "sterk"), strings.Contains(folded, "zeer"), strings.Contains(folded, "strong"):
		n = 3
	case strings.Contains(folded, "licht"), strings.Contains(folded, "enigszins"), strings.Contains(folded, "slight"):
		n = 1
	case strings.Contains(folded, "beperkt"), strings.Contains(folded, "limited"), wish(text) == "yes":
		n = 2
	case strings.Contains(folded, "normaal"), wish(text) == "no":
		n = 0
	}
	if n < 0 {
		return nil
	}
	return &n
}
