package reading

import (
	"testing"

	"passend/index/vacancy"
)

// TestFactsOfRealWording holds the kinds of wording that real advertisements
// use and that were once misread; the sentences are our own.
func TestFactsOfRealWording(t *testing.T) {
	r := factReader(t)
	for _, c := range []struct{ fact, text, want string }{
		// Hours: what pay is reckoned by is not the week of the job; clock times are none.
		{"hours", "Salaris op basis van een fulltime dienstverband (36 uur).\nEen aanstelling voor een jaar, bij een beschikbaarheid van 12-16 uur per week.", "12-16"},
		{"hours", "Werktijden zijn van \\+\\- 16\\.45 uur tot \\+\\- 21\\.15 uur.", ""},
		{"hours", "De winkel is open van 9.00 uur tot 18.00 uur.", ""},
		{"hours", "Werken van circa 16.45 uur tot circa 21.15 uur", ""},
		{"hours", "0 - 32 uur per week", "0-32"},
		{"zero", "0 - 32 uur per week", "true"},
		{"zero", "24 - 32 uur per week", ""},
		{"hours", "Je kijkt verder dan cijfers. **40 uur - Dordrecht**", "40-40"},
		{"hours", "Een goede balans is belangrijk: een werkweek van 38 uur, 28 dagen verlof en feestdagen.", "38-38"},
		{"time", "Je werkt minimaal 12 uur per week.", "parttime"},
		{"time", "Je werkt minimaal 32 uur per week.", "both"},

		// Certificates: a wish in its own words, rare papers, words that look like one.
		{"certificates", "- VCA wordt op veel werven gevraagd, meestal als eis van de opdrachtgever; heb je het niet, dan helpen we je", "vca preferred"},
		{"certificates", "Je hebt VCA.\nHeb je dit nog niet, dan kun je het bij ons halen.", "vca replaceable"},
		{"certificates", "Een geldig heftruckcertificaat. Nog geen heftruckcertificaat? Dat kun je via ons behalen.", "heftruck replaceable"},
		{"certificates", "- VCA wordt op betonwerven bijna altijd gevraagd, vaak als eis van de aannemer", "vca preferred"},
		{"certificates", "- VCA is verplicht, vaak vraagt de klant ernaar", "vca required"},
		{"certificates", "Ervaring met meeneemheftruck (certificaat)", "meeneemheftruck required"},
		{"certificates", "Een kooiaapcertificaat is mooi meegenomen", "meeneemheftruck preferred"},
		{"certificates", "Je hebt een rijbewijs en VCA Vol Wat bieden wij?", "vca_vol required"},
		{"certificates", "Je werkt met big datastores, apps en registratie van bezoek.", ""},
		{"certificates", "Een geldige BIG registratie", "big required"},
		{"certificates", "- Attest voor het aanslaan van lasten (hijstechnieken) is een pluspunt", "aanslaan_lasten preferred"},
		{"licences", "Rijbewijs B (of je fietst graag door de stad)", "B replaceable"},

		{"pay", "Een bruto maandloon van minimum 1 335 euro en maximum 1 900 euro (deeltijds)", "1335-1900 month"},
		{"hours", "Contractueel, halftijds (19/38), onbepaalde duur", "19-19"},
		{"hours", "Je werkt 32/38 uur per week", "32-38"},
		{"hours", "Je komt in een team van 30/38 medewerkers", ""},
		{"pay", "Loon tussen 2 500 en 3 200 euro bruto per maand", "2500-3200 month"},
		{"pay", "€ 2 500,00 bruto per maand", "2500-2500 month"},
		{"pay", "Salaris volgens schaal 7, 2925 euro per maand", "2925-2925 month"},
		{"languages", "Je beheerst één van deze talen: Nederlands, Engels, Duits", "nl one of, en one of, de one of"},
		{"education", "Voor deze functie zijn er geen specifieke diplomavoorwaarden.", "none "},
		{"education", "Je werkt op een BSO in Utrecht met kinderen van 4 tot 12 jaar.", ""},
		{"education", "Je hebt een diploma BSO of TSO.", "mbo2 required"},

		{"education", "De stichting heeft vijf locaties voor VSO, TSO en BSO.", ""},
		{"education", "Je begeleidt kinderen uit het kleuter- en lager onderwijs.", ""},
		{"certificates", "Wij werken uitsluitend met F-gassen en VCA gecertificeerde monteurs.", ""},
		{"experience", "Beroepservaring in de privésector of als zelfstandige wordt in aanmerking genomen.", ""},
		{"experience", "Het is prettig als je ervaring hebt, maar wij bieden je graag de kans om deze ervaring op te doen.", "-1 preferred"},

		// Languages: one of several is enough; names of languages where line ends were lost.
		{"languages", "Je spreekt Nederlands, Engels of Pools", "nl one of, en one of, pl one of"},
		{"languages", "Nederlands, Engels, Duits of Pools allemaal goed", "en goed one of, nl goed one of, de goed one of, pl goed one of"},
		{"languages", "Goede beheersing van de Nederlandse en/of Engelse taal", "nl goed required, en goed replaceable"},
		{"languages", "Je spreekt Nederlands en Engels, Duits of Frans is een pré", "nl required, en required, de preferred, fr preferred"},
		{"languages", "Je bent vlot 3 - talig (Nederlands, Frans en Engels).", "nl goed required, fr goed required, en goed required"},
		{"languages", "Naast Nederlands spreek en schrijf je ook vloeiend Frans Je werkt gestructureerd", "nl goed required, fr goed required"},
		{"languages", "Must haves\nJe spreekt Nederlands.\n\nNice to haves\nKennis van Spaans en Italiaans.", "nl required, es preferred, it preferred"},

		// Experience: whose it is, and how strictly it is asked.
		{"experience", "hbo werk- en denkniveau met minimaal 3 jaar relevante ervaring, bij voorkeur als planner", "36 required"},
		{"experience", "Werkervaring: stage-ervaring in een vergelijkbare functie is een pré.", "-1 preferred"},
		{"experience", "Ervaring is een pre maar niet verplicht", "-1 preferred"},
		{"experience", "Wij bieden\n- Goed loon\nWie past bij ons\n- Ervaring is een plus, maar geen vereiste.", "-1 preferred"},
		{"experience", "Onze gasten moeten een fijne omgeving ervaren.", ""},
		{"experience", "Jij zorgt dat gasten een fijne ervaring krijgen.", ""},
		{"experience", "Je gaat op pad met een ervaren monteur.", ""},
		{"experience", "Vaste job in een team van 6 ervaren collega's.", ""},
		{"experience", "Wij zoeken een ervaren slager.", "-1 required"},
		{"experience", "Wij zijn een familiebedrijf met meer dan 85 jaar ervaring in import.", ""},
		{"experience", "Wij vragen\n- Ervaring in inkoop (procurement) is een plus", "-1 preferred"},
		{"experience", "Enige jaren werkervaring", "-1 required"},
		{"experience", "Heb je al in meerdere bedrijven ervaring opgedaan? Of heb je weinig ervaring, bij ons ben je welkom!", "-1 "},
		{"experience", "Heb jij ervaring met lassen? Dan is dit werk voor jou! TIG-lassen (ervaring is een pluspunt).", "-1 required"},
		{"experience", "Het is fijn als je ervaring hebt in een magazijn.", "-1 preferred"},
		{"experience", "Relevante werkervaring kan meetellen in de salarisschaal.", ""},
		{"experience", "Je hoeft geen schat aan ervaring te hebben", "-1 "},

		{"experience", "Relevante werkervaring: je hebt 2-4 jaar aantoonbare werkervaring met cijfers.", "24 required"},
		{"experience", "Je hebt al een eerste aankoopervaring", "-1 required"},
		{"experience", "Een betere klantervaring is ons doel.", ""},
		{"experience", "Ervaring of diploma is van ondergeschikt belang.", "-1 "},
		{"certificates", "Heb je een VCA-certificaat? Dat is een pluspunt!", "vca preferred"},
		{"certificates", "Je hebt geen moeite met werken op hoogte", ""},
		{"certificates", "Een attest voor werken op hoogte is verplicht", "werken_op_hoogte required"},
		{"certificates", "Je kan je VCA gratis behalen via ons kantoor", ""},
		{"certificates", "Je bent in bezit van, of bereid dit te behalen: één of meerdere van deze certificaten: certificaat VCA, certificaat hoogwerker", "vca replaceable, hoogwerker replaceable"},
		{"languages", "Je beschikt over een goede kennis van het Nederlands en liefst ook Engels.", "nl goed required, en goed preferred"},
		{"languages", "Je spreekt vlot Nederlands en eventueel Frans", "nl goed required, fr goed preferred"},
		{"languages", "English text below", ""},
		{"time", "25 vakantiedagen (op fulltime basis)", ""},
		{"remote", "Flexibel werken met dagen op kantoor en dagen vanuit huis.", "hybrid"},
		{"remote", "De functie leent zich niet voor thuiswerken.", "none"},
		{"pay", "Je verdient minstens €18,191 per uur.", "18.19-0 hour"},
		{"pay", "Loon volgens barema (min. 19,096 euro/uur)", "19.1-0 hour"},
		{"education", "Je hebt een graduaat, bachelor- of masterdiploma bouwkunde of bent gelijkwaardig door ervaring", "hbo replaceable"},
		{"education", "Een afgeronde wo-opleiding; ervaring met statistiek of minimaal twee jaar ervaring met onderzoek", "wo required"},
		{"education", "Bachelor bouw of gelijkwaardig", "hbo required"},
		{"education", "Je beschikt over een bachelordiploma.\nWij bieden\n- 4 dagen Master Class per jaar", "hbo required"},

		// Education: an alternative, a wish behind a long list, a sentence over a label.
		{"education", "Bachelor in marketing of minstens 3 jaar relevante werkervaring.", "hbo replaceable"},
		{"education", "Je hebt ervaring als inkoper of een bachelor in een economische richting", "hbo replaceable"},
		{"education", "Een bachelor- of masterdiploma in wiskunde, natuurkunde, techniek, econometrie of business analytics is een pluspunt", "hbo preferred"},
		{"education", "Wat vragen wij\n- Je hebt een afgeronde mbo-4 opleiding.\n\nIn het kort\nOpleidingsniveau: HBO - WO", "mbo4 required"},

		// Place of work.
		{"remote", "Wij bieden de mogelijkheid om thuis te werken.", "hybrid"},
		{"remote", "Je bent bereid om zowel thuis als op kantoor te werken.", "hybrid"},
		{"remote", "2 dagen per week op kantoor, de andere dagen deel je zelf in.", "hybrid"},
		{"remote", "Mogelijkheid tot 1 dag per week thuis.", "hybrid"},
		{"remote", "Je bent beschikbaar voor 32 uur per week op kantoor", "none"},
		{"contracts", "Acquisitie door werving- en selectie-, detachering- of uitzendbureaus stellen wij niet op prijs.", ""},
		{"contracts", "Een tijdelijk contract, vooruitlopend op een contract voor onbepaalde tijd", "tijdelijk"},
		{"contracts", "Je krijgt een jaarcontract. Functioneer je goed, dan wordt dit een contract voor onbepaalde tijd.", "tijdelijk"},
		{"contracts", "Vast contract na een jaarcontract", "tijdelijk"},
		{"contracts", "Vast contract in het vooruitzicht.", "tijdelijk"},
		{"contracts", "“Inmiddels ben ik in vaste dienst”, vertelt een collega.", ""},
		{"languages", "Tweetalig EN/FR (Nederlands is een pluspunt)", "nl preferred, en goed required, fr goed required"},
		{"remote", "Je werkt 5 dagen per week op kantoor.", "none"},
		{"remote", "Je begeleidt mensen die thuis wonen.", ""},
		{"remote", "Je werkt thuis, op kantoor of bij de klant.", "hybrid"},
		{"remote", "Telewerkdagen en een bedrijfswagen", "hybrid"},
		{"remote", "Optimale (thuis)werkfaciliteiten", "hybrid"},
		{"remote", "We werken gemiddeld één keer per week op kantoor", "hybrid"},
		{"remote", "Een leaseregeling met hybride en elektrische auto's", ""},
		{"remote", "Je beheert onze hybride cloud", ""},
		{"remote", "'s Ochtends vertrek je met je bus vanuit huis naar de klant.", ""},
		{"remote", "Je voelt je snel thuis in ons team.", ""},

		// Whose experience it is, and what stands instead of a diploma.
		{"experience", "Wij combineren meer dan 10 jaar ervaring met nieuwe techniek.", ""},
		{"experience", "Wij willen ons team uitbreiden met een ervaren slager.", "-1 required"},
		{"experience", "Een diploma op hbo-niveau. Of je hebt minimaal twee jaar ervaring op dat niveau.", "24 replaceable"},
		{"experience", "Wij bieden\n- Goed loon\n- Ervaring met lassen", "-1 required"},

		// A wish speaks for the items below it, and not over a semicolon or a former line.
		{"licences", "Bij voorkeur heb je:\n- affiniteit met zorg\n- een rijbewijs B\n\nWij bieden meer.", "B preferred"},
		{"licences", "Wat vragen wij\nJe kan vijf jaar ervaring voorleggen; je hebt rijbewijs B; heb je kennis van sanitair? Ook een plus!", "B required"},
		{"certificates", "Wij vragen\n- Certificeringen (PMP, PRINCE2) zijn een pluspunt", "pmp preferred, prince2 preferred"},
		{"certificates", "Wij vragen\n- VCA of code 95 is een pré", "vca preferred, code95 preferred"},

		// Hours in heads, and those that leave or a choice are reckoned by.
		{"hours", "Wij zoeken een regiomanager (40 uur) voor onze winkels", "40-40"},
		{"hours", "Een dienstverband van minimaal 32 of maximaal 38 uur per week.\nVerwacht aantal uur: 38 per week", "32-38"},
		{"hours", "Bij een voltijdse 38-urige werkweek hoort een vakantietegoed van 232 uur per jaar.", ""},
		{"time", "Een 4/5 contract van onbepaalde duur", "parttime"},
		{"contracts", "Een arbeidsovereenkomst van in eerste instantie 1 jaar", "tijdelijk"},
		{"pay", "Een salaris van € 3.226,00 (eerste jaar) en maximaal € 3.539,00 bruto per maand", "3226-3539 month"},
		{"pay", "Een salaris tussen de €**2800**,- en €**3500**,- per maand", "2800-3500 month"},
		{"pay", "**Maandsalaris -** **min.** €4.024,00 - **max.** €6.110,00 (bruto)", "4024-6110 month"},
		{"hours", "32 verlofdagen (op basis van een 40-urenweek)", ""},
		{"education", "Je hebt een bachelordiploma of hebt een ruime administratieve ervaring", "hbo replaceable"},
		{"education", "Je hebt bij voorkeur hbo werk- en denkniveau", "hbo preferred"},
		{"education", "Je krijgt de mogelijkheid om een masteropleiding te volgen!", ""},
		{"education", "Wij zoeken een enthousiaste student – hbo of wo", "hbo required"},
		{"education", "Je bent student aan een hogeschool", "hbo required"},
		{"languages", "Goede Nederlandse en Engelse communicatieve vaardigheden", "nl goed required, en goed required"},
		{"languages", "Goede beheersing van de Nederlands taal", "nl goed required"},
		{"languages", "Wij zoeken Nederlandstalige kandidaten", "nl required"},
		{"languages", "Nederlandstalige kinderopvang voor baby's", ""},
		{"experience", "Ben jij een ervaren manager die energie krijgt van mensen?", "-1 required"},
		{"languages", "Uitstekende communicatievaardigheden (zowel Nederlands als Engels)", "nl required, en required"},
	} {
		got := r.Read(&vacancy.Vacancy{Title: "Medewerker", Text: c.text})
		if lines := factLines(&got.Facts); lines[c.fact] != c.want {
			t.Errorf("%s of %q: %q, want %q", c.fact, c.text, lines[c.fact], c.want)
		}
	}
}
