package reading

import (
	"testing"

	"passend/index/vacancy"
)

// TestCertificates tells papers that are asked from the work, the method, the
// employer's own and what it pays for; the sentences are our own.
func TestCertificates(t *testing.T) {
	r := factReader(t)
	for _, c := range []struct{ text, want string }{
		// Statements that an authority gives are asked wherever they are named.
		{"Sollicitatieprocedure\nKom je bij ons werken, dan vragen we een Verklaring Omtrent het Gedrag (VOG).", "vog required"},
		{"Wij bieden\n- De kosten van de VOG worden vergoed", "vog required"},
		{"Een screening met VOG kan deel uitmaken van de procedure.", ""},

		// An item of the demands may name nothing but the paper.
		{"Wij vragen\n- VCA, BHV en EHBO\n- Rijbewijs B", "vca required, bhv required, ehbo required"},
		{"Wij vragen\n- Kennis van BHV en EHBO", ""},
		{"Wij vragen\n- AZ-900 en AZ-104\n- DP-600 is een pré", "az_900 required, az_104 required, dp_600 preferred"},
		{"Wij vragen\n- Een bestuurderskaart en code 95", "bestuurderskaart required, code95 required"},
		{"Wij vragen\n- Je bent MfN-registermediator", "mfn required"},
		{"Wij vragen\n- Groot vaarbewijs en een marifooncertificaat", "vaarbewijs required, radarpatent required"},
		{"Wij vragen\n- Via de marifoon houd je contact met de brug", ""},
		{"Wij vragen\n- Een didactische bevoegdheid of de bereidheid die te halen", "bdb_bko replaceable"},

		// Papers that the taxonomy does not know.
		{"Wij vragen\n- Je bent in het bezit van een geldig stratenmakerscertificaat", "stratenmakerscertificaat required"},
		{"Wij vragen\n- Een XQ-700 certificaat is een pluspunt", "xq-700 preferred"},
		{"Wij vragen\n- Een certificaat in Zeilmakerij of bereid dit te halen", "zeilmakerij replaceable"},
		{"Wij vragen\n- Je hebt een geldige terreinpas", "terreinpas required"},
		{"Wij vragen\n- Relevante certificaten", ""},
		{"Wij vragen\n- Kennis van HACCP, BA4 en VCA", ""},
		{"Taken\n- Je werkt altijd volgens VCA", ""},
		{"Taken\n- Je zorgt dat het veilig is (VCA)", ""},
		{"Professional certifications such as PMP or SAFe Scrum Master are desirable and you will work with the team for our clients.", "pmp preferred, safe_agile preferred"},
		{"Wij vragen\n- Nauwkeurige urenregistratie", ""},
		{"Wij zijn trots op ons Beste Werkgever certificaat.", ""},
		{"Wij bieden\n- Je kunt een lijmcertificaat halen", ""},
	} {
		got := r.Read(&vacancy.Vacancy{Title: "Medewerker", Text: c.text})
		if lines := factLines(&got.Facts); lines["certificates"] != c.want {
			t.Errorf("%q: %q, want %q", c.text, lines["certificates"], c.want)
		}
	}
}

// TestSector takes the branch from the name of the employer, from where people
// of the occupation work and from what the employer says of itself.
func TestSector(t *testing.T) {
	r := factReader(t)
	for _, c := range []struct{ title, employer, text, want string }{
		{"Verpleegkundige", "", "Je werkt in een fijn team.", "Q"},
		{"Medewerker", "Zorggroep De Linde", "Je werkt in een fijn team.", "Q"},
		{"Medewerker", "Linde Personeelsdiensten", "Je werkt in een fijn team.", ""},
		{"Monteur", "", "Over ons\nWij zijn een installatiebedrijf in Tiel.", "F"},
		{"Administratief medewerker", "", "Over ons\nWij zijn een groothandel in verse bloemen.", "G"},
	} {
		got := r.Read(&vacancy.Vacancy{Title: c.title, Employer: c.employer, Text: c.text}).Facts.Sector
		if got.Value != c.want {
			t.Errorf("%s at %q, %q: %q, want %q", c.title, c.employer, c.text, got.Value, c.want)
		}
	}
}
