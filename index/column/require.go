package column

import (
	"slices"
	"strings"

	"passend/index/reading"
)

// CertificateNeed is how strictly a certificate is asked: one that the employer
// lets people get is no hard requirement.
func CertificateNeed(c *reading.Asked) reading.Need {
	q := strings.ToLower(c.Quote.Text)
	for _, w := range []string{"behalen", "gehaald", "haal je", "zodra", "haalt", "training", "cursus", "opleiding volg", "aanvragen",
		"wij zorgen", "bieden", "bereid", "leren wij", "leer je", "onze kosten", "onze hulp", "hoeft niet", "niet nodig", "geen vereiste"} {
		if strings.Contains(q, w) {
			return reading.NeedPreferred
		}
	}
	return c.Need
}

func (p *packer) requirements(g *Gate, n *Need, f *reading.Facts) {
	g.Education = uint8(f.Education.Level)&15 | uint8(f.Education.Need)<<4
	if f.Education.Quote.Field == reading.InData {
		g.Flags |= EducationLabel
	}
	if field := f.Education.Field; field != "" {
		n.Fields = p.fields.Asked(field)
		g.Flags |= EducationField
	}
	switch experienceNeed(&f.Experience) {
	case reading.NeedRequired:
		g.Flags |= ExperienceRequired
	case reading.NeedPreferred, reading.NeedReplaceable:
		g.Flags |= ExperiencePreferred
	}
	if f.Experience.Alike || len(f.Experience.Occupations) > 0 {
		g.Flags |= ExperienceInRole
	}
	if f.Experience.Thing {
		g.Flags |= ExperienceWithThing
	}
	if f.Experience.AnyWork {
		g.Flags |= ExperienceAnyWork
	}
	for i, isco := range f.Experience.Occupations[:min(len(f.Experience.Occupations), len(n.Roles))] {
		n.Roles[i] = uint16(p.dicts.Occupations.ID(isco))
	}
	switch m := f.Experience.Months; {
	case m < 0 && f.Experience.Several && !f.Experience.Thing:
		n.Months = severalMonths
	case m < 0:
		n.Months = NoMonths
	default:
		n.Months = uint8(min(m, NoMonths-1))
	}
	for _, l := range f.Licences {
		if l.Need == reading.NeedRequired {
			g.Licences |= LicenceBit(l.ID)
		}
	}
	for i, l := range f.Languages {
		if l.OneOf {
			g.Flags |= OneLanguage
		}
		if i < len(n.Languages) {
			n.Languages[i] = packLanguage(Language{
				Code: uint16(p.dicts.Languages.ID(l.Language)), Level: LanguageLevel(l.Level), Need: l.Need,
			})
		}
	}
	switch f.Target.Value {
	case "":
	case "student":
		g.Flags |= ForStudents
	case "over65", "over_65", "aow", "senior":
		g.Flags |= ForOver65
	default:
		g.Flags |= ForOthers
	}
}

// severalMonths is what years without a number count as.
const severalMonths = 12

// experienceNeed is how strictly experience is asked. "Ervaren collega's" who
// help are no demand, nor is a sentence that ends in "is een pre".
func experienceNeed(f *reading.ExperienceFact) reading.Need {
	if f.Need != reading.NeedRequired {
		return f.Need
	}
	q := strings.ToLower(f.Quote.Text)
	if f.Months < 0 && !strings.Contains(q, "ervaring") && !strings.Contains(q, "experience") && !strings.Contains(q, "zoek") {
		return reading.NeedUnknown
	}
	// A list in one sentence may ask the one and welcome the other.
	for part := range strings.FieldsFuncSeq(q, func(r rune) bool { return r == ';' || r == '(' || r == '\n' }) {
		if (strings.Contains(part, "ervaring") || strings.Contains(part, "experience")) && !slices.ContainsFunc(welcome[:], func(w string) bool { return strings.Contains(part, w) }) {
			return f.Need
		}
	}
	if slices.ContainsFunc(welcome[:], func(w string) bool { return strings.Contains(q, w) }) {
		return reading.NeedPreferred
	}
	return f.Need
}

// welcome are words for what is no must.
var welcome = [...]string{"een pre", "een pré", "misschien", "is fijn", "meegenomen", "een plus", "voordeel", "is handig", "geen vereiste", "niet nodig", "geen must"}
