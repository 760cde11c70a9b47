package reading

import (
	"slices"
	"strings"

	"passend/index/taxonomy"
	"passend/index/vacancy"
)

// guideFacts gives the facts under the labels' names; a fact that the text does
// not state is nil. Hours that only follow from "fulltime" or fte stand apart.
func guideFacts(_ *vacancy.Vacancy, r *Reading) map[string]any {
	f := &r.Facts
	g := map[string]any{
		"contract_time": text(f.Hours.Time),
		"remote":        text(f.Remote.Value),
		"sector":        text(f.Sector.Value),
		"contract":      values(f.Contracts),
		"licences":      asked(f.Licences, NeedRequired), "licences_preferred": asked(f.Licences, NeedPreferred),
		"certificates": asked(f.Certificates, NeedRequired), "certificates_preferred": asked(f.Certificates, NeedPreferred),
	}
	guideLanguages(g, f.Languages)
	guideHours(g, &f.Hours)
	guidePay(g, &f.Pay)
	guideEducation(g, f)
	guideOccupations(g, f.Occupations)
	guideRequirements(g, f)
	return g
}

// text is the value, or nil when it is not stated.
func text(s string) any {
	if s == "" {
		return nil
	}
	return s
}

func guideHours(g map[string]any, h *HoursFact) {
	g["hours_min"], g["hours_max"] = nil, nil
	if h.Derived {
		g["hours_derived"] = []float64{float64(h.Min) / 4, float64(h.Max) / 4}
		return
	}
	if h.Min > 0 || h.FromZero {
		g["hours_min"] = float64(h.Min) / 4
	}
	if h.Max > 0 {
		g["hours_max"] = float64(h.Max) / 4
	}
}

func guidePay(g map[string]any, p *PayFact) {
	g["salary_min"], g["salary_max"], g["salary_period"] = nil, nil, nil
	if p.MinCents > 0 {
		g["salary_min"] = float64(p.MinCents) / 100
	}
	if p.MaxCents > 0 && p.MaxCents != p.MinCents { // the labels hold a single amount as the least
		g["salary_max"] = float64(p.MaxCents) / 100
	}
	if p.MinCents+p.MaxCents > 0 {
		g["salary_period"] = text(string(p.Period))
	}
	if p.Text != "" {
		g["salary_scale"] = p.Text
	}
}

func guideEducation(g map[string]any, f *Facts) {
	g["education"], g["education_required"] = nil, nil
	switch e := f.Education; e.Level {
	case taxonomy.EducationUnknown:
	case taxonomy.EducationHAVO, taxonomy.EducationVWO:
		g["education"] = "havo_vwo"
	case taxonomy.EducationPractical:
		g["education"] = "none"
	default:
		g["education"] = e.Level.String()
	}
	if f.Education.Level != taxonomy.EducationUnknown || f.Education.Need != NeedUnknown {
		// "werk- en denkniveau" is a level that is asked; only the diploma is not.
		n := f.Education.Need
		g["education_required"] = (n == NeedRequired || n == NeedReplaceable && strings.Contains(f.Education.Quote.Text, "denk")) &&
			f.Education.Level != taxonomy.EducationNone
	}
	g["experience_years_min"], g["experience_required"] = nil, nil
	if e := f.Experience; e.Quote != (Quote{}) {
		if e.Months >= 0 && e.Need != NeedUnknown {
			g["experience_years_min"] = float64(e.Months) / 12
		}
		g["experience_required"] = e.Need == NeedRequired
	}
}

func guideOccupations(g map[string]any, list []OccupationFact) {
	g["isco08"], g["isco_alt"] = nil, []string{}
	var codes []string
	for _, o := range list {
		if !slices.Contains(codes, o.ISCO) {
			codes = append(codes, o.ISCO)
		}
	}
	if len(codes) > 0 {
		g["isco08"], g["isco_alt"] = codes[0], codes[1:]
	}
}

// guideLanguages gives the languages that are asked each for itself; those of
// which one is enough stand apart, for none of them is asked.
func guideLanguages(g map[string]any, list []LanguageFact) {
	out, oneOf := []map[string]any{}, []string{}
	for _, l := range list {
		if l.OneOf {
			oneOf = append(oneOf, l.Language)
			continue
		}
		out = append(out, map[string]any{"lang": l.Language, "level": text(l.Level), "required": l.Need == NeedRequired})
	}
	g["languages"] = out
	if len(oneOf) > 0 {
		g["languages_one_of"] = oneOf
	}
}

// guideRequirements lists what is asked as literal phrases: what the taxonomy
// knows, then the other sentences.
func guideRequirements(g map[string]any, f *Facts) {
	must, nice := []string{}, []string{}
	put := func(n Need, q Quote) {
		list := &must
		if n == NeedPreferred {
			list = &nice
		}
		if !slices.Contains(*list, q.Text) {
			*list = append(*list, q.Text)
		}
	}
	for _, a := range f.Competences {
		put(a.Need, a.Quote)
	}
	for _, r := range f.Requirements {
		put(r.Need, r.Quote)
	}
	g["must"], g["nice"] = must, nice
	concepts := []string{}
	for _, a := range f.Competences {
		if a.Need != NeedPreferred {
			concepts = append(concepts, a.ID)
		}
	}
	g["must_concepts"] = concepts
}

func values(list []Tag) []string {
	out := []string{}
	for _, t := range list {
		out = append(out, t.Value)
	}
	return out
}

// asked lists the names of what is asked with a need; what may be got on the job
// ("of bereid die te halen") counts as preferred.
func asked(list []Asked, need Need) []string {
	out := []string{}
	for _, a := range list {
		n := a.Need
		if n == NeedReplaceable {
			n = NeedPreferred
		}
		if n == need {
			out = append(out, guideName(a.ID))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// guideName is the labels' name of a certificate: abbreviations in capitals.
func guideName(id string) string {
	switch id {
	case "aanslaan_lasten":
		return "aanslaan van lasten"
	case "stek":
		return "f-gassen" // its name since 2009
	case "vca", "bhv", "big", "vog", "ehbo", "adr", "skj", "boa", "wft", "tcvt", "vca_vol":
		return strings.ToUpper(strings.ReplaceAll(id, "_", "-"))
	}
	for _, paper := range [...]string{"certificaat", "certificaten", "certificering", "attest"} {
		id = strings.Trim(strings.TrimSuffix(strings.TrimPrefix(id, paper+" "), paper), " -")
	}
	return id
}
