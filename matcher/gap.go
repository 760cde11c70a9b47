package matcher

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"passend/index/column"
	"passend/index/taxonomy"
)

// Gap is the distance (afstand) between what a worker brings and what the live
// vacancies in the search directions ask.
type Gap struct {
	WorkerID string `json:"worker_id"`
	// Total is over all directions, 0 (nothing lacks) to 100.
	Total      float64        `json:"total"`
	Directions []DirectionGap `json:"directions"`
	// Suggestions are ordered by how much of the distance they close.
	Suggestions []Suggestion `json:"suggestions"`
	Versions    Versions     `json:"versions"`
}

// DirectionGap is the distance in one direction.
type DirectionGap struct {
	Direction string `json:"direction"`
	// Vacancies is how many live vacancies it rests on.
	Vacancies int          `json:"vacancies"`
	Gap       float64      `json:"gap"`
	Elements  []GapElement `json:"elements"`
}

// GapElement is one thing that is asked.
type GapElement struct {
	// Kind is competence, certificate, licence, education, experience or
	// language; Key is its id, Name how it is called in Dutch.
	Kind string `json:"kind"`
	Key  string `json:"key"`
	Name string `json:"name"`
	// Share is how many of 100 vacancies of the direction ask it, Has how much
	// of it the worker has (0–100), Weight its part of the distance.
	Share  float64 `json:"share"`
	Has    float64 `json:"has"`
	Weight float64 `json:"weight"`
}

// Suggestion is a step that brings the worker closer.
type Suggestion struct {
	Kind string `json:"kind"`
	Key  string `json:"key"`
	Text string `json:"text"`
	// Closes is by how many points the total falls, Effort an estimate in
	// weeks, Opens the vacancies that a lever of the search profile opens.
	Closes float64 `json:"closes,omitempty"`
	Effort float64 `json:"effort_weeks"`
	Opens  int     `json:"opens,omitempty"`
}

// element is a thing asked, by kind and number.
type element struct {
	kind uint8
	id   uint32
}

// The kinds of elements, with the effort in weeks that closing one takes: an
// estimate for the order of suggestions only.
const (
	elementCompetence = iota
	elementCertificate
	elementLicence
	elementEducation
	elementExperience
	elementLanguage
)

var elementKinds = [...]struct {
	name   string
	weeks  float64
	advice string
}{
	{"competence", 6, "Doe dit op in een korte cursus of op een werkervaringsplek: "},
	{"certificate", 2, "Haal dit certificaat: "},
	{"licence", 12, "Haal een "},
	{"education", 40, "Volg een opleiding op dit niveau: "},
	{"experience", 13, "Doe ervaring op, bijvoorbeeld op een werkervaringsplek, in deze richting"},
	{"language", 20, "Leer deze taal beter: "},
}

// asking sums how often a thing is asked, how strictly, and how much of that
// the worker has.
type asking struct {
	n           int
	weight, has float32
}

// Gap scans the live vacancies of every direction of the search profile,
// wherever they are and whatever they ask of health.
func (m *Matcher) Gap(ctx context.Context, q Request, v *column.View) (*Gap, error) {
	if q.Worker == nil {
		return nil, fmt.Errorf("gap: a worker is needed")
	}
	p := m.plan(&q, v)
	counts := make([]map[element]*asking, p.directions)
	totals := make([]int, p.directions)
	for d := range counts {
		counts[d] = map[element]*asking{}
	}
	var sc Scores
	for i := range v.Open.Len() {
		if i&8191 == 0 {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
		}
		if v.Open.Removed(i) {
			continue
		}
		r := v.Open.Row(i)
		sc = Scores{Direction: -1, Minutes: -1}
		p.direction(&r, &sc)
		if sc.Direction < 0 || sc.Outside != 0 || sc.value[PartDirection] < 0.5 {
			continue
		}
		totals[sc.Direction]++
		p.asked(m, v, r, counts[sc.Direction])
	}
	g := &Gap{WorkerID: q.Worker.ID, Versions: m.versions(q.Worker), Directions: []DirectionGap{}, Suggestions: []Suggestion{}}
	m.fillGap(g, p, v, counts, totals)
	return g, nil
}

// asked counts what one vacancy asks. A trait ("enthousiast") is no distance:
// nobody can tell who has it, and no course gives it.
func (p *Plan) asked(m *Matcher, v *column.View, r column.Row, counts map[element]*asking) {
	add := func(kind uint8, id uint32, weight, has float32) {
		e := counts[element{kind, id}]
		if e == nil {
			e = &asking{}
			counts[element{kind, id}] = e
		}
		e.n++
		e.weight += weight
		e.has += weight * has
	}
	for _, a := range r.Asked {
		kind := uint8(elementCompetence)
		if a.Certificate() {
			kind = elementCertificate
		}
		if _, trait := m.term(v.Dicts.Asked.Name(a.ID())); int(a.ID()) < len(p.cover) && !trait {
			add(kind, a.ID(), p.weights.need[a.Need()], p.cover[a.ID()])
		}
	}
	for i := range column.Licences {
		if bit := uint16(1) << i; r.Licences&bit != 0 {
			add(elementLicence, uint32(i), 1, share01(p.licences&bit != 0))
		}
	}
	if rank := rankOf(r.EducationLevel()); rank > 0 && p.schooling >= 0 {
		add(elementEducation, uint32(r.EducationLevel()), 1, share01(p.schooling >= rank))
	}
	if r.Flags&column.ExperienceRequired != 0 {
		add(elementExperience, 0, 1, p.experienced(r))
	}
	for _, packed := range r.Languages {
		if l, ok := column.UnpackLanguage(packed); ok && len(p.tongues) > 0 {
			level, speaks := p.tongues[l.Code]
			add(elementLanguage, uint32(l.Code), p.weights.need[l.Need], share01(speaks && (level == 0 || level >= l.Level)))
		}
	}
}

func share01(ok bool) float32 {
	if ok {
		return 1
	}
	return 0
}

// GapLeast is how many vacancies a direction needs before its distance means
// something; stepLeast is how many must ask a thing before it is a step.
const (
	GapLeast  = 5
	stepLeast = 3
)

// leastShare leaves out what fewer than one in fifty vacancies ask.
const leastShare = 0.02

// Measured reports whether the directions have vacancies that ask anything: the
// total of a gap without them is 0 and says nothing.
func (g *Gap) Measured() bool {
	return slices.ContainsFunc(g.Directions, func(d DirectionGap) bool { return len(d.Elements) > 0 })
}

func (m *Matcher) fillGap(g *Gap, p *Plan, v *column.View, counts []map[element]*asking, totals []int) {
	var all, lacks float32
	closes, asked := map[element]float32{}, map[element]int{}
	for d := range counts {
		dir := DirectionGap{Direction: p.Worker.Search.Directions[d].Text, Vacancies: totals[d], Elements: []GapElement{}}
		var sum, miss float32
		for e, a := range counts[d] {
			if float32(a.n) < leastShare*float32(totals[d]) {
				continue
			}
			sum += a.weight
			miss += a.weight - a.has
			closes[e] += a.weight - a.has
			asked[e] += a.n
			dir.Elements = append(dir.Elements, GapElement{
				Kind: elementKinds[e.kind].name, Key: e.key(v), Name: m.elementName(e, v), Share: round(100 * float32(a.n) / float32(totals[d])),
				Has: round(100 * a.has / a.weight), Weight: float64(a.weight),
			})
		}
		for i := range dir.Elements {
			dir.Elements[i].Weight = round(float32(100 * dir.Elements[i].Weight / float64(sum)))
		}
		slices.SortFunc(dir.Elements, func(a, b GapElement) int {
			return cmp.Or(cmp.Compare(b.Share, a.Share), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Key, b.Key))
		})
		if sum > 0 {
			dir.Gap = round(100 * miss / sum)
		}
		all, lacks = all+sum, lacks+miss
		g.Directions = append(g.Directions, dir)
	}
	if all == 0 {
		return
	}
	g.Total = round(100 * lacks / all)
	for e, c := range closes {
		if c <= 0 || asked[e] < stepLeast {
			continue
		}
		k := elementKinds[e.kind]
		text := k.advice + m.elementName(e, v) + "."
		if e.kind == elementExperience {
			text = k.advice + "."
		}
		g.Suggestions = append(g.Suggestions, Suggestion{Kind: k.name, Key: e.key(v), Text: text, Closes: round(100 * c / all), Effort: k.weeks})
	}
	slices.SortFunc(g.Suggestions, func(a, b Suggestion) int {
		return cmp.Or(cmp.Compare(b.Closes, a.Closes), cmp.Compare(a.Effort, b.Effort), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Key, b.Key))
	})
	g.Suggestions = g.Suggestions[:min(len(g.Suggestions), 10)]
}

// AddLevers joins the levers of the search profile (hours and limitations are
// the doctor's) to the suggestions: a longer journey opens vacancies at once.
func (g *Gap) AddLevers(r *WhatIfResult) {
	for _, l := range r.Levers {
		if !l.Medical && l.Opens > 0 && l.Kind == "travel" {
			g.Suggestions = append(g.Suggestions, Suggestion{Kind: l.Kind, Key: l.Key, Text: l.Text, Opens: l.Opens})
		}
	}
}

// experienced is how much of the asked experience the worker has: one year where
// no length is asked.
func (p *Plan) experienced(r column.Row) float32 {
	asked := float32(12)
	if r.Months != column.NoMonths && r.Months > 0 {
		asked = float32(r.Months)
	}
	years := max(p.occupations[r.Occupation].years, p.occupations[r.Second].years)
	return min(1, years*12/asked)
}

// key is the id of an element.
func (e element) key(v *column.View) string {
	switch e.kind {
	case elementLicence:
		return column.Licences[e.id]
	case elementEducation:
		return taxonomy.Education(e.id).String()
	case elementExperience:
		return "experience"
	case elementLanguage:
		return v.Dicts.Languages.Name(e.id)
	}
	return v.Dicts.Asked.Name(e.id)
}

// elementName is how an element is called in Dutch.
func (m *Matcher) elementName(e element, v *column.View) string {
	key := e.key(v)
	switch e.kind {
	case elementLicence:
		return "rijbewijs " + key
	case elementEducation:
		if level, ok := strings.CutPrefix(key, "mbo"); ok && level != "" {
			return "mbo niveau " + level
		}
		return key
	case elementExperience:
		return "werkervaring in deze richting"
	case elementLanguage:
		if name := languageNames[key]; name != "" {
			return name
		}
		return key
	}
	name, _ := m.term(key)
	return name
}

// languageNames are the languages that vacancies in the Netherlands ask most,
// by ISO 639-1 code.
var languageNames = map[string]string{
	"nl": "Nederlands", "en": "Engels", "de": "Duits", "fr": "Frans", "es": "Spaans", "it": "Italiaans", "pt": "Portugees",
	"pl": "Pools", "tr": "Turks", "ar": "Arabisch", "uk": "Oekraïens", "ru": "Russisch", "ro": "Roemeens", "bg": "Bulgaars",
	"hu": "Hongaars", "zh": "Chinees", "fy": "Fries",
}
