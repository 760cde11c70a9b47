package reading

import (
	"fmt"
	"strings"
	"testing"

	"passend/index/taxonomy"
	"passend/index/vacancy"
)

// factReader reads with the default taxonomy.
func factReader(t testing.TB) *Reader {
	t.Helper()
	r, err := New(taxonomy.Default())
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// factLines writes each fact of a reading on one line, for tables.
func factLines(f *Facts) map[string]string {
	out := map[string]string{}
	if h := f.Hours; h.Min+h.Max > 0 {
		out["hours"] = fmt.Sprintf("%g-%g", float64(h.Min)/4, float64(h.Max)/4)
		if h.Derived {
			out["hours"] += " derived"
		}
	}
	if f.Hours.FromZero {
		out["zero"] = "true"
	}
	out["time"] = f.Hours.Time
	if f.Hours.PerDay > 0 {
		out["day"] = fmt.Sprint(float64(f.Hours.PerDay) / 4)
	}
	if p := f.Pay; p.MinCents+p.MaxCents > 0 {
		out["pay"] = fmt.Sprintf("%g-%g %s", float64(p.MinCents)/100, float64(p.MaxCents)/100, p.Period)
	}
	out["scale"] = f.Pay.Text
	if e := f.Education; e.Level != taxonomy.EducationUnknown {
		out["education"] = e.Level.String() + " " + e.Need.String()
	}
	if e := f.Experience; e.Quote != (Quote{}) {
		out["experience"] = fmt.Sprintf("%d %s", e.Months, e.Need)
	}
	list := func(asked []Asked) string {
		var s []string
		for _, a := range asked {
			s = append(s, a.ID+" "+a.Need.String())
		}
		return strings.Join(s, ", ")
	}
	out["licences"], out["certificates"] = list(f.Licences), list(f.Certificates)
	var langs, contracts, open []string
	for _, l := range f.Languages {
		need := l.Need.String()
		if l.OneOf {
			need = "one of"
		}
		langs = append(langs, strings.TrimSpace(l.Language+" "+l.Level)+" "+need)
	}
	for _, c := range f.Contracts {
		contracts = append(contracts, c.Value)
	}
	for _, o := range f.Openness {
		open = append(open, o.Value)
	}
	out["languages"], out["contracts"] = strings.Join(langs, ", "), strings.Join(contracts, ", ")
	out["start"] = f.Start.Value
	for _, p := range f.Places {
		out["place"] += p.Name
	}
	out["openness"], out["remote"], out["target"] = strings.Join(open, ", "), f.Remote.Value, f.Target.Value
	return out
}

// TestFacts reads one sentence at a time; "" means that nothing is stated.
func TestFacts(t *testing.T) {
	r := factReader(t)
	for _, c := range []struct{ fact, sentence, want string }{
		{"hours", "Je werkt 32 tot 40 uur per week.", "32-40"},
		{"hours", "Een contract voor minimaal 24 uur per week", "24-0"},
		{"hours", "Een functie van maximaal 20 uur per week.", "0-20"},
		{"hours", "Uren per week: 28", "28-28"},
		{"hours", `Je bouwt met je team. * **Uren: 32\-40** * **Werkplek: Utrecht**`, "32-40"},
		{"target", "We zijn op zoek naar een student(e) die ons kan ondersteunen.", "student"},
		{"target", "Ook gepensioneerden mogen zich aanmelden.", ""},
		{"target", "Dit werk is voor gepensioneerden.", "over65"},
		{"hours", "Een 36-urige werkweek", "36-36"},
		{"hours", "Een baan voor 32, 36 of 40 uur per week", "32-40"},
		{"hours", "Parttime (24 uur) of fulltime (38 uur) werken", "24-38"},
		{"hours", "(M/V - 21u/week)", "21-21"},
		{"hours", "Een dienstverband van 0,8 fte", "30.5-30.5 derived"},
		{"hours", "Dit is een fulltime baan.", "36-40 derived"},
		{"hours", "Wij zijn 24/7 bereikbaar.", ""},
		{"hours", "Je reactie wordt binnen 48 uur beantwoord.", ""},
		{"hours", "Maximaal een uur reistijd.", ""},
		{"hours", "Je krijgt 200 vakantie-uren.", ""},
		{"hours", "De winkel sluit om 17.30 uur.", ""},
		{"hours", "25 vakantiedagen op basis van 40 uur.", ""},
		{"day", "Werken in een rooster van 4x9 uur is mogelijk.", "9"},
		{"time", "Parttime of fulltime, dat bepaal jij.", "both"},
		{"pay", "Een salaris tussen € 2.600,- en € 3.200,- bruto per maand", "2600-3200 month"},
		{"pay", "Je verdient € 15,50 per uur.", "15.5-15.5 hour"},
		{"pay", "Salaris: vanaf €2.700,00 per maand", "2700-0 month"},
		{"pay", "Een maandsalaris van maximaal € 4.100 bij 36 uur", "0-4100 month"},
		{"pay", "Een jaarsalaris van €49k tot €65k", "49000-65000 year"},
		{"pay", `een salaris van € 5\.103 tot € 7\.291 bruto per maand`, "5103-7291 month"},
		{"pay", "Een salaris van € 3.200 - € 4.500 op basis van 38 uur per week", "3200-4500 month"},
		{"pay", "Een opleidingsbudget van € 1.500 per jaar", ""},
		{"pay", "Reiskostenvergoeding van € 0,23 per kilometer", ""},
		{"pay", "Een omzet van € 3.000 per maand", ""},
		{"scale", "Je wordt ingeschaald in FWG 35.", "FWG 35"},
		{"education", "Je hebt mbo werk- en denkniveau.", "mbo replaceable"},
		{"education", "Minimaal een afgeronde mbo-opleiding niveau 3", "mbo3 required"},
		{"education", "Je hebt een hbo- of wo-diploma.", "hbo required"},
		{"education", "Een diploma op mbo 4 niveau is een pré.", "mbo4 preferred"},
		{"education", "Een afgeronde hbo-opleiding, bij voorkeur op het gebied van techniek.", "hbo required"},
		{"education", "You will work with our team; a bachelor's degree is not required.", ""},
		{"education", "Diploma's zijn niet nodig.", "none "},
		{"education", "Je begeleidt havo-leerlingen in de klas.", ""},
		{"education", "Op ma wo vr ben je vrij.", ""},
		{"experience", "Minimaal 2 jaar ervaring als schilder", "24 required"},
		{"experience", "Ervaring is een pré.", "-1 preferred"},
		{"experience", "Je hebt mbo 2 logistiek of gewoon 2 jaar ervaring in een magazijn.", "24 replaceable"},
		{"experience", "Je hebt levenservaring en een rustige stem.", ""},
		{"experience", "Je hebt bij voorkeur ervaring aan een balie, nog liever ervaring in een hotel.", "-1 preferred"},
		{"experience", "Ervaring is niet nodig.", "-1 "},
		{"experience", "Ons bedrijf heeft al 85 jaar ervaring.", ""},
		{"licences", "Je bent in het bezit van rijbewijs B.", "B required"},
		{"licences", "Rijbewijs C/CE en code 95", "C required, CE required"},
		{"licences", "Een BE-rijbewijs is een pré.", "BE preferred"},
		{"licences", "Je hebt rijbewijs B (E is een pluspunt).", "B required, BE preferred"},
		{"licences", "Een rijbewijs is niet nodig.", ""},
		{"licences", "Je hebt geen rijbewijs nodig.", ""},
		{"licences", "Heftruckrijbewijs vereist", ""},
		{"certificates", "VCA is een pré.", "vca preferred"},
		{"certificates", "Je hebt een VCA-certificaat en bent BIG-geregistreerd.", "vca required, big required"},
		{"certificates", "Code 95 (of bereid die te halen)", "code95 replaceable"},
		{"certificates", "Tot onze klanten hoort het Register Belastingadviseurs.", ""},
		{"certificates", "Wij vergoeden jouw VCA-opleiding.", ""},
		{"certificates", "Je werkt met big data.", ""},
		{"certificates", "Je tilt tot 3.500 kg met de heftruck.", ""},
		{"languages", "Je spreekt vloeiend Nederlands.", "nl goed required"},
		{"languages", "Nederlands op niveau B1", "nl B1 required"},
		{"languages", "Uitstekende beheersing van de Nederlandse taal, Engels is een pré.", "nl goed required, en preferred"},
		{"languages", "Je levert aan de Franse markt.", ""},
		{"languages", "Wij zijn een Nederlands bedrijf sinds 1985.", ""},
		{"contracts", "Een jaarcontract met uitzicht op een vast contract", "tijdelijk"},
		{"contracts", "Een vast dienstverband", "vast"},
		{"contracts", "Een contract voor onbepaalde tijd", "vast"},
		{"contracts", "Je werkt op uitzendbasis.", "uitzend"},
		{"contracts", "Een leuke bijbaan", "bijbaan"},
		{"contracts", "Je begeleidt stagiairs op de vaste werkplek.", ""},
		{"remote", "Je werkt hybride: twee dagen thuis.", "hybrid"},
		{"remote", "Voel je je helemaal thuis in de bouw?", ""},
		{"remote", "Wij hebben een goede thuiswerkregeling.", "hybrid"},
		{"remote", "Je werkt volledig remote.", "full"},
		{"certificates", "Je werkt volgens ITIL en Scrum.", ""},
		{"openness", "Parttime is bespreekbaar.", "parttime_negotiable"},
		{"openness", "Deze functie valt onder de banenafspraak.", "banenafspraak"},
		{"languages", "Een sterk Nederlands merk zoekt versterking.", ""},
		{"start", "Je kunt per direct beginnen.", "direct"},
		{"start", "Startdatum: 1 maart 2027", "2027-03-01"},
		{"start", "Solliciteren kan per direct.", ""},
		{"place", "Standplaats: Den Haag", "Den Haag"},
		{"place", "Als verkoper bij een houthandel in Wormerveer help je klanten.", "Wormerveer"},
		{"place", "Wij zitten sinds 1920 in Gouda. Je werkt vanuit Bergen op Zoom.", "Bergen op ZoomGouda"},
		{"place", "Met vestigingen in Gouda, Delft en Leiden zijn we altijd dichtbij.", ""},
		{"hours", "We are looking for you for 32-40 hours per week and you will work with our team.", "32-40"},
		{"licences", "You have a valid driver's license and you will work with our team.", "B required"},
	} {
		got := r.Read(&vacancy.Vacancy{Title: "Medewerker", Text: c.sentence})
		if g := factLines(&got.Facts)[c.fact]; g != c.want {
			t.Errorf("%s of %q: %q, want %q", c.fact, c.sentence, g, c.want)
		}
	}
}

// TestFieldsWin checks that a field of the source wins over the text.
func TestFieldsWin(t *testing.T) {
	v := &vacancy.Vacancy{Title: "Kok", Text: "Je werkt 40 uur per week voor € 3.000 bruto per maand.",
		Hours: vacancy.Hours{Min: 96, Max: 128}, Pay: vacancy.Pay{MinCents: 1500, MaxCents: 1700, Period: vacancy.PerHour},
		Education: "mbo 2", Remote: true}
	f := factReader(t).Read(v).Facts
	if f.Hours.Min != 96 || f.Hours.Max != 128 || f.Hours.Quote.Field != InData {
		t.Errorf("hours %+v", f.Hours)
	}
	if f.Pay.MinCents != 1500 || f.Pay.HourlyMax != 1700 || f.Pay.Quote.Field != InData {
		t.Errorf("pay %+v", f.Pay)
	}
	if f.Education.Level != taxonomy.EducationMBO2 || f.Remote.Value != "full" {
		t.Errorf("education %+v, remote %+v", f.Education, f.Remote)
	}
}

// TestClock checks days and a shift over midnight.
func TestClock(t *testing.T) {
	f := factReader(t).Read(&vacancy.Vacancy{Text: "Ma t/m vr van 7:00 tot 15:30. De nachtdienst is van 22:00 tot 6:00 uur."}).Facts
	if len(f.Clock) != 2 || f.Clock[0].From != 420 || f.Clock[0].To != 930 || f.Clock[0].Days != 31 || f.Clock[1].To != 1800 {
		t.Errorf("clock %+v", f.Clock)
	}
}

// eachQuote calls do for every quote of the facts.
func eachQuote(f *Facts, do func(Quote)) {
	for _, q := range []Quote{f.Hours.Quote, f.Pay.Quote, f.Education.Quote, f.Experience.Quote, f.Remote.Quote,
		f.Travel.Quote, f.Start.Quote, f.Agency.Quote, f.Sector.Quote, f.Target.Quote} {
		do(q)
	}
	for _, list := range [][]Asked{f.Licences, f.Certificates, f.Competences} {
		for _, a := range list {
			do(a.Quote)
		}
	}
	for _, list := range [][]Tag{f.Contracts, f.Openness} {
		for _, a := range list {
			do(a.Quote)
		}
	}
	for _, c := range f.Clock {
		do(c.Quote)
	}
	for _, l := range f.Languages {
		do(l.Quote)
	}
	for _, p := range f.Places {
		do(p.Quote)
	}
	for _, q := range f.Requirements {
		do(q.Quote)
	}
}

// literal reports whether a quote is empty, of a field of the source, or stands
// in the vacancy byte for byte.
func literal(v *vacancy.Vacancy, q Quote) bool {
	src := v.Text
	switch {
	case q == Quote{}, q.Field == InData:
		return true
	case q.Field == InTitle:
		src = v.Title
	}
	return q.Start >= 0 && q.End <= len(src) && q.Start < q.End && src[q.Start:q.End] == q.Text
}

func TestFactQuotes(t *testing.T) {
	r := factReader(t)
	for _, v := range corpusVacancies(t) {
		got := r.Read(&v)
		eachQuote(&got.Facts, func(q Quote) {
			if !literal(&v, q) {
				t.Errorf("%s: %q at %d-%d is not literal", v.ID, q.Text, q.Start, q.End)
			}
		})
	}
}

// TestFactsLinear reads texts that repeat what facts are built of; a reading that
// looks back or ahead without bound would not end in the time of a test.
func TestFactsLinear(t *testing.T) {
	r := factReader(t)
	for _, s := range []string{"€ ", "1 of ", "€ 1 - ", "32 uur ", "rijbewijs B/", "Nederlands of ", "mbo of ", "uitzicht op vast ", "4x", "een pré "} {
		if got := r.Read(&vacancy.Vacancy{Text: strings.Repeat(s, 300_000/len(s))}); got.Version == "" {
			t.Errorf("%q: no version", s)
		}
	}
}

func FuzzFacts(f *testing.F) {
	r := factReader(f)
	for _, s := range []string{"€ 5\\.103 tot € 7\\.291", "32\\-40 uur", "uren per week:", "rijbewijs B/C/CE", "4x9", "0,8 fte / 30 uur",
		"tweetalig NL/FR", "mbo", "\\\\\\", "€€€ 1 - 2 - 3", "fte", "van 7 tot", "x", "\x00€\xff1"} {
		f.Add("Medewerker", s)
	}
	f.Fuzz(func(t *testing.T, title, text string) {
		v := &vacancy.Vacancy{Title: title, Text: text}
		got := r.Read(v)
		eachQuote(&got.Facts, func(q Quote) {
			if !literal(v, q) {
				t.Errorf("%q of %q at %d-%d is not literal", q.Text, q.Field, q.Start, q.End)
			}
		})
	})
}
