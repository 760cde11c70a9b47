package file

import (
	"slices"
	"strings"
	"time"

	"passend/crawler/extract/field"
	"passend/crawler/extract/record"
	"passend/index/vacancy"
)

// vum maps the VUM vacancy: version 3.0 names first, then those of version 2
// (VUM interface specifications, data standard 1.5).
var vum = record.Mapping{Name: "vum", Fields: map[string]record.Paths{
	"id":            {"idVacature", "nummerVacature", "vumID"},
	"title":         {"naamVacature"},
	"text":          {"omschrijvingVacature + arbeidsVoorwaarden/omschrijvingArbeidsvoorwaarden"},
	"employer":      {"werkgever/handelsnaamOrganisatie", "werkgever/handelsnaam", "werkgever/naamOrganisatie"},
	"url":           {"sollicitatiewijze/webadres/url", "webadres/url", "werkgever/webadres/url"},
	"valid_through": {"sluitingsdatumVacature"},
	"start":         {"arbeidsVoorwaarden/datumAanvangWerkzaamheden"},
	"hours_min":     {"werktijden/aantalWerkurenPerWeekMinimaal"},
	"hours_max":     {"werktijden/aantalWerkurenPerWeekMaximaal"},
	"pay":           {"arbeidsVoorwaarden/salarisIndicatie"},
	"postcode":      {"adres/postcode", "werkgever/adresHouding/*/*/postcode", "adresHouding/*/*/postcode", "*/*/adres/*/postcode"},
	"street":        {"adres/straatnaam", "adresHouding/*/*/straatnaam"},
	"city":          {"adres/woonplaats", "adresHouding/*/*/woonplaats", "adres/plaatsnaam"},
	"occupation":    {"beroep/beroepsnaamGecodeerd/omschrijvingBeroepsnaam", "beroep/beroepsnaamOngecodeerd/naamBeroepOngecodeerd", "beroep/codeBeroepsnaam"},
	"industry":      {"sector/codeSbi", "werkgever/sector/codeSbi"},
}}

// levels are the words of CdWerkEnDenkniveau; 0 (not applicable) and 7 (not
// known) say nothing and are left out.
var levels = map[string]string{
	"1": "geen basisopleiding", "2": "basisniveau", "3": "vmbo", "4": "mbo, havo of vwo", "5": "hbo", "6": "wo",
}

var languageLevels = map[string]string{"2": "redelijk", "3": "goed", "4": "uitstekend"}

// VUM reads a VUM vacancy of version 3 or 2, bare or as {bronID, vacature}.
// What it asks in codes is also written out below the text, because the
// reading quotes from the text alone.
func VUM(data []byte, now time.Time) (vacancy.Vacancy, error) {
	n, err := record.JSON(data)
	if err != nil {
		return vacancy.Vacancy{}, err
	}
	if inner := n.First("vacature"); inner != nil {
		n = inner
	}
	v := vum.Build(nil, n, now)
	if v.Title == "" && v.Text == "" {
		return vacancy.Vacancy{}, ErrNoTitle
	}
	v.ID = v.ExternalID
	v.Education = levels[n.Get("codeWerkEnDenkniveauMinimaal")]
	if house := n.Get("adres/huisnummer"); house != "" && len(v.Places) > 0 && v.Places[0].Street != "" {
		v.Places[0].Street += " " + house + n.Get("adres/huisnummertoevoeging")
	}
	for i := range v.Places {
		v.Places[i].Country = "NL" // postcodes of the standard are Dutch
	}
	v.EmploymentTypes = contractTypes(n)
	v.Skills = append(v.Skills, n.Texts("competentiebeheersing/codeCompetentie")...)
	for _, s := range append(n.Texts("vakvaardigheid/omschrijving"), n.Texts("gedragscompetentie/omschrijvingGedragscompetentie")...) {
		v.Skills = append(v.Skills, field.Line(s))
	}
	v.Text = strings.Join(nonEmpty(v.Text, strings.Join(asked(n), "\n")), "\n\n")
	record.Found(&v, "vum")
	return v, nil
}

func contractTypes(n *record.Node) []string {
	var all []string
	for _, c := range n.All("contractvorm") {
		if c.Get("codeTypeArbeidscontract") == "B" {
			all = append(all, "TEMPORARY")
		}
		switch c.Get("codeTypeOvereenkomst") {
		case "03":
			all = append(all, "VOLUNTEER")
		case "04":
			all = append(all, "INTERN")
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// asked writes out the requirements that the message holds as codes.
func asked(n *record.Node) []string {
	var lines []string
	add := func(label, value string) {
		if value != "" {
			lines = append(lines, label+value)
		}
	}
	add("Werk- en denkniveau: ", levels[n.Get("codeWerkEnDenkniveauMinimaal")])
	add("Rijbewijs: ", strings.Join(n.Texts("rijbewijs/codeSoortRijbewijs"), ", "))
	if years := n.Get("werkervaring/aantalJarenWerkzaamInBeroep"); years != "" && years != "0" {
		add("Werkervaring in jaren: ", years)
	}
	for _, o := range n.All("opleiding") {
		add("Opleiding: ", field.Line(o.Get("toelichtingOpleiding")))
	}
	for _, c := range n.All("cursus") {
		add("Cursus: ", field.Line(c.Get("naamCursus")))
	}
	for _, t := range n.All("taalbeheersing") {
		if level := languageLevels[t.Get("codeNiveauTaalbeheersingMondeling")]; level != "" {
			add("Taal "+t.Get("codeTaal")+", mondeling: ", level)
		}
		if level := languageLevels[t.Get("codeNiveauTaalbeheersingSchriftelijk")]; level != "" {
			add("Taal "+t.Get("codeTaal")+", schriftelijk: ", level)
		}
	}
	if n.Get("flexibiliteit/indicatieOnregelmatigWerkOfPloegendienst") == "1" {
		lines = append(lines, "Onregelmatig werk of ploegendienst: ja")
	}
	if n.Get("werktijden/indicatieKantoortijden") == "1" {
		lines = append(lines, "Werk binnen kantoortijden: ja")
	}
	return lines
}
