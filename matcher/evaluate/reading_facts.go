package evaluate

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"passend/index/reading"
	"passend/index/taxonomy"
)

// factTally counts facts against labels: a value is right only when it is
// wholly right, and false when the labels hold none.
type factTally struct {
	fields map[string]*factCount
	isco   [5]int // right by number of digits
	jobs   int
	// differs is told every value that is not the labelled one; it may be nil.
	differs func(id, field, want, got string)
}

type factCount struct{ cases, right, nulls, wrong int }

func newFactTally() factTally { return factTally{fields: map[string]*factCount{}} }

// plainFields are compared as they are written.
var plainFields = []string{"contract_time", "education", "education_required", "experience_required", "remote", "sector",
	"licences", "licences_preferred", "certificates", "certificates_preferred", "contract"}

func (t *factTally) add(l *labelled, g *reading.Guide) {
	got, ok := asJSON(g.Facts)
	if !ok || l.Facts == nil {
		return
	}
	want := l.Facts
	unjudged, _ := want["unjudged"].([]any) // what a person could not decide
	differ := func(field, w, h string) {
		if !slices.Contains(unjudged, any(field)) {
			t.count(l.ID, field, w, h)
		}
	}
	for _, f := range plainFields {
		differ(f, canonical(want[f]), canonical(got[f]))
	}
	differ("hours", pair(want, "hours_min", "hours_max"), pair(got, "hours_min", "hours_max"))
	differ("pay", pair(want, "salary_min", "salary_max", "salary_period"), pair(got, "salary_min", "salary_max", "salary_period"))
	differ("experience_years", canonical(want["experience_years_min"]), canonical(got["experience_years_min"]))
	differ("languages", languages(want["languages"], "lang"), languages(got["languages"], "lang"))
	differ("languages_required", languages(want["languages"], "lang", "required"), languages(got["languages"], "lang", "required"))
	differ("languages_level", languages(want["languages"], "lang", "level"), languages(got["languages"], "lang", "level"))
	t.phrases("must", want["must"], got["must"], l.Text)
	t.phrases("nice", want["nice"], got["nice"], l.Text)
	t.concepts(want["must"], got["must_concepts"])
	t.occupation(want, got)
}

// asJSON turns the facts into what a reader of the JSON sees.
func asJSON(v any) (map[string]any, bool) {
	data, err := json.Marshal(v)
	if err != nil {
		return nil, false
	}
	var out map[string]any
	return out, json.Unmarshal(data, &out) == nil
}

// canonical writes a value so that equal ones are written alike: lists sorted,
// letters small, marks dropped; null and an empty list are "".
func canonical(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case []any:
		parts := make([]string, 0, len(v))
		for _, e := range v {
			parts = append(parts, canonical(e))
		}
		slices.Sort(parts)
		return strings.Join(slices.Compact(parts), " ")
	case string:
		return strings.Map(func(r rune) rune {
			if r == ' ' || r == '-' || r == '_' {
				return -1
			}
			return r
		}, paperWords.Replace(strings.ToLower(v)))
	case float64:
		return fmt.Sprintf("%.2f", v)
	}
	return fmt.Sprint(v)
}

// paperWords stand beside the name of a certificate and tell nothing more:
// "attest torenkraan".
var paperWords = strings.NewReplacer("attest ", "", " attest", "", "certificaat ", "", "certificaat", "")

// pair joins fields that are right only together.
func pair(facts map[string]any, names ...string) string {
	parts := make([]string, len(names))
	for i, n := range names {
		parts[i] = canonical(facts[n])
	}
	if all := strings.Join(parts, "/"); strings.Trim(all, "/") != "" {
		return all
	}
	return ""
}

// languages writes the chosen properties of each language.
func languages(v any, properties ...string) string {
	list, _ := v.([]any)
	parts := make([]string, 0, len(list))
	for _, e := range list {
		m, _ := e.(map[string]any)
		parts = append(parts, pair(m, properties...))
	}
	slices.Sort(parts)
	return strings.Join(parts, " ")
}

func (t *factTally) field(name string) *factCount {
	c := t.fields[name]
	if c == nil {
		c = &factCount{}
		t.fields[name] = c
	}
	return c
}

func (t *factTally) count(id, field, want, got string) {
	c := t.field(field)
	if want != got && t.differs != nil {
		t.differs(id, field, want, got)
	}
	if want == "" {
		c.nulls++
		if got != "" {
			c.wrong++
		}
		return
	}
	c.cases++
	if want == got {
		c.right++
	}
}

// phrases counts labelled phrases that a phrase of the reading covers for half;
// where the labels hold none, every phrase is false.
func (t *factTally) phrases(field string, want, got any, text string) {
	c := t.field(field)
	found, _ := got.([]any)
	list, _ := want.([]any)
	if len(list) == 0 {
		c.nulls++
		if len(found) > 0 {
			c.wrong++
		}
	}
	for _, w := range list {
		c.cases++
		if slices.ContainsFunc(found, func(f any) bool { return shares(text, fmt.Sprint(w), fmt.Sprint(f)) }) {
			c.right++
		}
	}
}

// concepts counts the labelled demands in which the taxonomy knows a competence,
// a kind of knowledge or a tool: right when the reading holds one of them as a
// demand. Phrases of which it knows none ("aanpakker") are no case.
func (t *factTally) concepts(want, got any) {
	c := t.field("must_concepts")
	found, _ := got.([]any)
	list, _ := want.([]any)
	for _, w := range list {
		hits := taxonomy.Default().LinkCompetences(fmt.Sprint(w))
		if len(hits) == 0 {
			continue
		}
		c.cases++
		if slices.ContainsFunc(hits, func(h taxonomy.Hit) bool { return slices.Contains(found, any(h.ID)) }) {
			c.right++
		}
	}
}

// shares reports whether two phrases stand on the same words of the text for at
// least half of the shorter one.
func shares(text, a, b string) bool {
	i, j := strings.Index(text, a), strings.Index(text, b)
	if i < 0 || j < 0 {
		return a == b
	}
	both := min(i+len(a), j+len(b)) - max(i, j)
	return both*2 >= min(len(a), len(b))
}

// occupation counts the first code at four to one digits; an alternative code
// of the labels counts.
func (t *factTally) occupation(want, got map[string]any) {
	right, _ := want["isco08"].(string)
	if right == "" {
		return
	}
	t.jobs++
	codes := []string{right}
	alt, _ := want["isco_alt"].([]any)
	for _, a := range alt {
		codes = append(codes, fmt.Sprint(a))
	}
	code, _ := got["isco08"].(string)
	for n := 1; n <= 4; n++ {
		if len(code) >= n && slices.ContainsFunc(codes, func(c string) bool { return strings.HasPrefix(c, code[:n]) }) {
			t.isco[n]++
		}
	}
}

func (t *factTally) report() (map[string]FactFigures, map[string]float64) {
	facts := map[string]FactFigures{}
	for name, c := range t.fields {
		facts[name] = FactFigures{Cases: c.cases, Accuracy: share(c.right, c.cases), FalseWhenNull: share(c.wrong, c.nulls)}
	}
	isco := map[string]float64{}
	for n := 1; n <= 4; n++ {
		isco[fmt.Sprint(n)] = share(t.isco[n], t.jobs)
	}
	return facts, isco
}
