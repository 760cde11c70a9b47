package taxonomy

import (
	"strings"
	"testing"
	"unicode/utf8"

	"passend/index/demand"
	"passend/index/dutch"
)

func TestEmbeddedData(t *testing.T) {
	tax, err := build(nil)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(tax.Groups()); n != 436 {
		t.Errorf("%d unit groups, want 436", n)
	}
	for _, g := range tax.Groups() {
		if g.Title == "" || len(g.Labels) == 0 {
			t.Errorf("%s: no title or no labels", g.Code)
		}
		if len(tax.priors.rows[g.Code]) == 0 {
			t.Errorf("%s %s: no prior", g.Code, g.Title)
		}
	}
	if n := len(tax.Competences()); n < 600 {
		t.Errorf("%d competences", n)
	}
	for _, l := range [][]Term{tax.Competences(), tax.Certificates(), tax.Licences(), tax.Languages(), tax.Sectors()} {
		seen := map[string]bool{}
		for _, term := range l {
			if seen[term.ID] {
				t.Errorf("id %s stands twice", term.ID)
			}
			seen[term.ID] = true
		}
	}
}

func TestLinkTitle(t *testing.T) {
	for title, want := range map[string]string{
		"Vrachtwagenchauffeur":                        "8332",
		"chauffeur vrachtwagen (CE) m/v":              "8332",
		"Senior Verpleegkundige, Utrecht (24-32 uur)": "3221",
		"Magazijnier":                                 "4321",
		"Administratief bediende":                     "4110",
		"Schrijnwerker":                               "7115",
		"Tandartsassistente":                          "3251",
		"Timmerlieden gezocht":                        "7115",
		"Medewerk(st)er bediening":                    "5131",
		"Schoonmaakster kantoren":                     "9112",
		"Heftruckchauffeurs":                          "8344",
		"Full-stack developer":                        "2512",
		"Poetshulp":                                   "9111",
		"Kapster":                                     "5141",
	} {
		links := Default().LinkTitle(title, 3)
		if len(links) == 0 || links[0].ISCO != want {
			t.Errorf("%q: %v, want %s", title, links, want)
		} else if links[0].Score < 0.8 || links[0].Score > 1 {
			t.Errorf("%q: score %.2f", title, links[0].Score)
		}
	}
	// sums of part hashes must not meet by chance
	if l := Default().LinkTitle("Manager Cloud Transformatie", 1); len(l) > 0 && l[0].ISCO[0] != '1' && l[0].ISCO[:2] != "25" {
		t.Errorf("manager cloud: %v", l)
	}
	for _, title := range []string{"", "  ", "m/v", "!!"} {
		if l := Default().LinkTitle(title, 3); len(l) != 0 {
			t.Errorf("%q: %v", title, l)
		}
	}
}

func TestPriorTable(t *testing.T) {
	for _, c := range []struct {
		isco  string
		key   demand.Key
		level demand.Level
	}{
		{"8344", demand.Vibration, 3}, {"8344", demand.HeadMovements, 3}, {"5321", demand.LiftCarry, 3},
		{"4110", demand.KeyboardMouseWork, 3}, {"9412", demand.StandAtWork, 3}, {"8331", demand.DayPeriods, 3},
		{"8331", demand.Transport, 2}, {"2411", demand.LiftCarry, 0}, {"9999", demand.LiftCarry, demand.Unknown},
		{"4110", demand.EnvOther, demand.Unknown},
	} {
		if got, conf := Default().Prior(c.isco, c.key); got != c.level || conf < 0 || conf > 1 {
			t.Errorf("%s %s: %d (%.2f), want %d", c.isco, c.key, got, conf, c.level)
		}
	}
}

func TestPriorForTitle(t *testing.T) {
	at := func(isco, title string, k demand.Key) demand.Level {
		p, ok := Default().PriorFor(isco, title)
		if !ok {
			t.Fatalf("%s: no prior", isco)
		}
		return p[k].Level
	}
	if at("4321", "Teamleider magazijn", demand.CondNoLeadership) < 2 {
		t.Error("a teamleider leads")
	}
	if at("4321", "Magazijnmedewerker diepvries", demand.Cold) != 3 {
		t.Error("diepvries is cold")
	}
	if at("7411", "Leerling elektromonteur", demand.IndependentAction) >= at("7411", "Elektromonteur", demand.IndependentAction) {
		t.Error("a learner works less independently")
	}
	if at("3322", "Accountmanager buitendienst", demand.ProfessionalDriving) != 3 || at("3322", "Verkoper binnendienst", demand.ProfessionalDriving) != 0 {
		t.Error("the title picks the occupation within the group")
	}
	if _, ok := Default().PriorFor("9999", "x"); ok {
		t.Error("an unknown group has no prior")
	}
}

func TestSimilarity(t *testing.T) {
	tax := Default()
	near, far := tax.Similarity("8344", "9333"), tax.Similarity("8344", "2611")
	if near <= far || near <= 0.05 || tax.Similarity("8344", "8344") != 1 || tax.Similarity("8344", "0000") != 0 {
		t.Errorf("heftruck to orderpicker %.2f, to lawyer %.2f", near, far)
	}
	if a, b := tax.Similarity("4110", "4120"), tax.Similarity("4120", "4110"); a != b {
		t.Errorf("not symmetric: %v %v", a, b)
	}
	if tax.Related("lassen", "tig_lassen") <= tax.Related("lassen", "salesforce") {
		t.Error("welding is nearer to TIG welding than to Salesforce")
	}
}

func TestLinkTerms(t *testing.T) {
	text := "Je hebt ervaring met Excel en C#, een heftruckcertificaat, VCA VOL, rijbewijs CE en goede kennis van de Engelse taal; mbo-4 of A1."
	checks := []struct {
		hits []Hit
		want string
	}{
		{Default().LinkCompetences(text), "microsoft_excel"}, {Default().LinkCertificates(text), "heftruck"},
		{Default().LinkCertificates(text), "vca_vol"}, {Default().LinkLicences(text), "CE"}, {Default().LinkLanguages(text), "en"},
	}
	for _, c := range checks {
		found := false
		for _, h := range c.hits {
			found = found || h.ID == c.want
			if h.Start < 0 || h.End > len(text) || h.Start >= h.End {
				t.Errorf("offsets of %v", h)
			}
		}
		if !found {
			t.Errorf("%s not in %v", c.want, c.hits)
		}
	}
	levels := Default().LinkEducation(text)
	if len(levels) != 2 || levels[0].Level != EducationMBO4 || levels[1].Level != EducationHBO {
		t.Errorf("education: %v", levels)
	}
	if s := Default().LinkSector("Ons ziekenhuis zoekt voor de polikliniek"); len(s) == 0 || s[0].Section != "Q" {
		t.Errorf("sector: %v", s)
	}
}

func FuzzLink(f *testing.F) {
	for _, s := range []string{"Medewerk(st)er (m/v)", "a(b", "–•—", "\xff(x)\xe2\x80", "Excel, VCA & rijbewijs B"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, l := range Default().LinkTitle(s, 5) {
			if l.Score < 0 || l.Score > 1 || len(l.ISCO) != 4 {
				t.Errorf("%q: %v", s, l)
			}
		}
		if !utf8.ValidString(s) {
			return
		}
		for _, h := range Default().LinkCompetences(s) {
			if strings.TrimSpace(s[h.Start:h.End]) == "" {
				t.Errorf("%q: empty hit %v", s, h)
			}
		}
	})
}

func TestTermsAreDistinct(t *testing.T) {
	ids, names := map[string]bool{}, map[string]string{}
	all := Default().Competences()
	for _, x := range all {
		if ids[x.ID] {
			t.Errorf("id %q stands twice", x.ID)
		}
		ids[x.ID] = true
		if strings.HasSuffix(x.Name, "?") {
			t.Errorf("name %q is not sure to mean itself", x.Name)
		}
		if key := dutch.Fold(x.Name); names[key] != "" {
			t.Errorf("%q is a name of %q too", x.Name, names[key])
		} else {
			names[key] = x.ID
		}
		for _, a := range x.Asks {
			if len(a.ISCO) == 0 || len(a.ISCO) > 4 || !startsGroup(a.ISCO) {
				t.Errorf("%q is asked by %q, which is no group", x.Name, a.ISCO)
			}
		}
	}
	if len(all) < 1000 {
		t.Errorf("%d terms, want at least 1000", len(all))
	}
}

func startsGroup(code string) bool {
	for _, g := range Default().Groups() {
		if strings.HasPrefix(g.Code, code) {
			return true
		}
	}
	return false
}
