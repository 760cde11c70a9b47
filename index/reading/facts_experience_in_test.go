package reading

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"passend/index/vacancy"
)

// TestExperienceIn checks in what experience is asked: work like this, work that is
// named, a trade, a thing, a tool.
func TestExperienceIn(t *testing.T) {
	r := factReader(t)
	for _, c := range []struct{ title, text, want string }{
		{"", "Minimaal 2 jaar ervaring in een vergelijkbare functie", "alike"},
		{"", "Ervaring met kwaliteit of een vergelijkbare functie", "thing"},
		{"", "Minimaal 3 jaar werkervaring als boekhouder, controller of soortgelijk", "2411 3313"},
		{"", "Je hebt 3 tot 5 jaar ervaring in sales en zoekt een volgende stap", "3322"},
		{"", "Je hebt ervaring met onze doelgroep", "thing"},
		{"", "Je hebt drie jaar ervaring als", ""},
		{"", "Enkele jaren ervaring in het plannen en organiseren van werk", "thing"},
		{"", "Je hebt 2 jaar ervaring in de verkoop", "3322"},
		{"", "Minimaal 3 jaar ervaring met Excel", "thing"},
		{"Consultant Salesforce", "Aantoonbare ervaring met Salesforce of bereid dit te leren", "replaceable"},
		{"", "Minimaal 2 jaar ervaring als boekhouder en kennis van AFAS", "3313"},
		{"", "Je hebt enkele jaren ervaring als boekhouder", "several 3313"},
		{"", "Je bent geen starter en hebt minimaal 2 jaar werkervaring", ""},
		{"", "Ervaring in een snelle, internationale omgeving", ""},
		{"", "Minimaal 2 jaar ervaring met Azure en kennis van Docker", "core microsoft_azure"},
		{"", "Je hebt 5 jaar werkervaring, waarvan enige met SAP", "thing"},
		{"Consultant SAP", "Wij hebben 20 jaar ervaring met SAP", ""},
		{"", "We zoeken iemand met enige werkervaring", "any work"},
		{"", "Geschikt voor een starter met 1 tot 2 jaar werkervaring", "any work"},
		{"", "Ervaring als data-analist of iemand die cijfers leuk vindt", "replaceable"},
		{"", "3 jaar ervaring met Azure en ontwikkeling", "core microsoft_azure"},
		{"Beheerder Salesforce", "Je hebt aantoonbare ervaring met Salesforce Service Cloud", "core salesforce"},
		{"Beheerder", "Je hebt aantoonbare ervaring met Salesforce Service Cloud", "thing"},
		{"Beheerder Salesforce", "Aantoonbare ervaring met Salesforce is een pré", "thing"},
	} {
		rd := r.Read(&vacancy.Vacancy{Title: c.title, Text: "Wij vragen\n- " + c.text + "\n"})
		if got := experienceLine(&rd.Facts); !strings.Contains(got, c.want) || c.want == "" && got != "" || !strings.Contains(c.want, "core") && strings.Contains(got, "core") ||
			strings.Contains(got, "docker") {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

func experienceLine(f *Facts) string {
	e := &f.Experience
	var parts []string
	for _, p := range []struct {
		set  bool
		name string
	}{{e.Alike, "alike"}, {e.Several, "several"}, {e.Thing, "thing"}, {e.AnyWork, "any work"}, {e.Need == NeedReplaceable, "replaceable"}} {
		if p.set {
			parts = append(parts, p.name)
		}
	}
	for _, a := range f.Competences {
		if a.Core {
			parts = append(parts, "core "+a.ID)
		}
	}
	codes := slices.Clone(e.Occupations)
	slices.Sort(codes)
	return strings.Join(append(parts, codes...), " ")
}

// TestStudyField checks which text names the fields of study that are asked.
func TestStudyField(t *testing.T) {
	r := factReader(t)
	for _, c := range []struct{ text, want string }{
		{"Een afgeronde hbo-opleiding op het gebied van wiskunde, economie of econometrie", "required van wiskunde, economie of econometrie"},
		{"Een afgeronde relevante opleiding, zoals economie of zorgmanagement", "required economie of zorgmanagement"},
		{"Minimaal een HBO-diploma (Data Science of vergelijkbaar)", "required Data Science"},
		{"Minimaal een bachelor (hbo) in informatica of een gerelateerd vakgebied", "required informatica of een gerelateerd vakgebied"},
		{"Een hbo-diploma, bij voorkeur in de richting van informatica", "required "},
		{"Je hebt een mbo diploma informatica of wil je in deze richting ontwikkelen", "replaceable informatica"},
		{"Minimaal mbo 4 niveau (bijvoorbeeld Officemanagement)", "required "},
		{"Mbo-2 niveau, bijvoorbeeld administratie of zorg", "required "},
		{"Een mbo-diploma (middelbaar beroepsonderwijs)", "required "},
		{"Mbo-4 niveau en we kijken samen of je wilt doorgroeien", "required "},
		{"Je hebt een hbo-diploma en woont in Utrecht of omgeving", "required "},
		{"Je hebt een hbo-diploma en bent bekend in de zorg", "required "},
		{"Een mbo-diploma (richting maakt niet uit)", "required "},
		{"Je hebt een technische opleiding afgerond", "required technische opleiding"},
		{"Je hebt een mbo-diploma en rijbewijs B", "required "},
	} {
		rd := r.Read(&vacancy.Vacancy{Text: "Wij vragen\n- " + c.text + "\n"})
		e := &rd.Facts.Education
		if got := fmt.Sprint(e.Need, " ", e.Field); got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

// TestFullOnly checks that part time is ruled out, and where it is not.
func TestFullOnly(t *testing.T) {
	r := factReader(t)
	for text, want := range map[string]bool{
		"Fulltime beschikbaar (geen 4/5e)":                      true,
		"Parttime is niet mogelijk":                             true,
		"Uitsluitend fulltime":                                  true,
		"Fulltime, geen parttime":                               true,
		"Deze functie is niet in deeltijd mogelijk":             true,
		"Niet alleen fulltime, ook parttime is mogelijk":        false,
		"Parttime is niet mogelijk in de zomer, daarna wel":     false,
		"Je werkt in deeltijd, fulltime is niet mogelijk":       false,
		"Alleen fulltime medewerkers krijgen een leaseauto":     false,
		"Fulltime functie, parttime studeren is niet mogelijk":  false,
		"Alleen voltijd beschikbaar? Dan is dit niets voor jou": false,
		"Alleen fulltime beschikbaar":                           true,
		"Fulltime of parttime, vanaf 24 uur":                    false,
		"Geen parttime ervaring nodig":                          false,
		"Geen parttime onder 24 uur":                            false,
		"Fulltime of parttime":                                  false,
		"Je werkt fulltime":                                     false,
		"Parttime is bespreekbaar":                              false,
		"Fulltime dienstverband, 4/5 bespreekbaar":              false,
	} {
		rd := r.Read(&vacancy.Vacancy{Text: "Wij bieden\n- " + text + "\n"})
		if h := rd.Facts.Hours; h.FullOnly != want {
			t.Errorf("%q: %+v", text, h)
		}
	}
}
