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
	n.Field = p.dicts.Fields.ID(fieldOf(&f.Education))
	if n.Field != 0 {
		g.Flags |= EducationField
	}
	switch experienceNeed(&f.Experience) {
	case reading.NeedRequired:
		g.Flags |= ExperienceRequired
	case reading.NeedPreferred, reading.NeedReplaceable:
		g.Flags |= ExperiencePreferred
	}
	switch m := f.Experience.Months; {
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

// fieldOf is the asked direction of education: as read, or what the quote names
// as "richting".
func fieldOf(e *reading.EducationFact) string {
	if e.Field != "" {
		return strings.ToLower(e.Field)
	}
	quote := strings.ToLower(e.Quote.Text)
	for _, before := range []string{"richting ", "op het gebied van ", "opleiding tot ", "opleiding in ", "diploma in ", "diploma "} {
		_, after, ok := strings.Cut(quote, before)
		if !ok {
			continue
		}
		if i := strings.IndexAny(after, ".;:()"); i >= 0 {
			after = after[:i]
		}
		first, _, _ := strings.Cut(after, " ")
		if len(first) > 2 && !noField[first] {
			return strings.TrimSpace(after)
		}
	}
	return ""
}

// noField are words after "diploma" that name no direction.
var noField = map[string]bool{
	"behaald": true, "gehaald": true, "hebt": true, "heeft": true, "hebben": true, "nodig": true, "vereist": true, "niveau": true,
	"(mbo": true, "minimaal": true, "bezit": true, "met": true, "voor": true, "binnen": true, "waarbij": true, "daarnaast": true,
	"recent": true, "relevante": true, "relevant": true, "jouw": true, "deze": true, "beschikt": true, "jaar": true, "werkervaring": true,
	"ervaring": true, "goede": true, "geen": true, "noodzakelijk": true, "afgerond": true, "gewenst": true, "kunt": true, "bent": true,
	"mogelijk": true, "aangevuld": true, "bijvoorbeeld": true, "en/of": true, "vergelijkbaar": true, "vergelijkbare": true, "gelijkwaardig": true,
}
