package archivetest

// job is one invented occupation of the generator.
type job struct {
	name      string
	names     []string // other titles for the same work
	sector    string
	education string
	pay       int // lowest gross pay, cents a month
	desk      bool
	tasks     []string
	needs     []string
}

var jobs = []job{
	{"magazijnmedewerker", []string{"orderpicker", "logistiek medewerker", "medewerker expeditie"}, "Vervoer en opslag", "vmbo", 230000, false,
		[]string{"Je verzamelt bestellingen met een handscanner en legt ze klaar voor verzending.", "Je lost vrachtwagens en controleert pallets op schade.", "Je tilt dozen tot {kilo} kilo op de band.", "Je houdt de gangpaden schoon en veilig.", "Je rijdt met een elektrische pompwagen tussen de stellingen."},
		[]string{"Een heftruckcertificaat is een pré.", "Je kunt fysiek werk aan.", "Je bent bereid om in twee ploegen te werken."}},
	{"verpleegkundige", []string{"wijkverpleegkundige", "verpleegkundige niveau 4", "dialyseverpleegkundige"}, "Gezondheids- en welzijnszorg", "mbo4", 290000, false,
		[]string{"Je verzorgt wonden, geeft medicijnen en meet bloeddruk en suiker.", "Je helpt cliënten bij het opstaan, wassen en aankleden.", "Je overlegt met de huisarts en met de familie.", "Je legt je bevindingen vast in het elektronisch dossier.", "Je draait diensten in de avond en in het weekend."},
		[]string{"Je hebt een BIG-registratie.", "Je hebt een diploma verpleegkunde.", "Je blijft rustig als het druk is."}},
	{"administratief medewerker", []string{"medewerker administratie", "financieel administratief medewerker", "office assistant"}, "Zakelijke dienstverlening", "mbo4", 240000, true,
		[]string{"Je verwerkt facturen en betaalt leveranciers.", "Je beantwoordt de telefoon en verwijst klanten door.", "Je werkt het klantbestand bij in het systeem.", "Je maakt afspraken en bewaakt de agenda van het team.", "Je werkt de hele dag achter een beeldscherm."},
		[]string{"Je werkt nauwkeurig met cijfers.", "Je kent Excel en Outlook.", "Je schrijft foutloos Nederlands."}},
	{"verkoopmedewerker", []string{"winkelmedewerker", "medewerker kassa", "verkoper"}, "Detailhandel", "vmbo", 225000, false,
		[]string{"Je helpt klanten in de winkel en rekent af aan de kassa.", "Je vult de schappen en spiegelt de producten.", "Je staat en loopt het grootste deel van de dag.", "Je ontvangt leveringen en ruimt ze op.", "Je werkt op koopavond en op zaterdag."},
		[]string{"Je bent gastvrij en lacht graag.", "Ervaring in een winkel is mooi meegenomen."}},
	{"vrachtwagenchauffeur", []string{"chauffeur CE", "distributiechauffeur", "bakwagenchauffeur"}, "Vervoer en opslag", "vmbo", 260000, false,
		[]string{"Je rijdt met een trekker met oplegger door het hele land.", "Je laadt en lost met een meeneemheftruck.", "Je begint vroeg, vaak rond {getal} minuten voor vijf.", "Je controleert de lading en zet die vast.", "Je houdt je rijtijden bij in de boordcomputer."},
		[]string{"Je hebt rijbewijs CE en code 95.", "Je hebt een chauffeurskaart.", "Je vindt het niet erg om een nacht weg te zijn."}},
	{"elektromonteur", []string{"monteur elektrotechniek", "installatiemonteur", "servicemonteur"}, "Bouw", "mbo3", 275000, false,
		[]string{"Je legt kabels, goten en leidingen aan in nieuwe gebouwen.", "Je sluit verdeelkasten aan en meet ze door.", "Je werkt op ladders en op een rolsteiger.", "Je zoekt storingen en lost ze ter plekke op.", "Je rijdt met je eigen bus naar {plaats} en omgeving."},
		[]string{"Je hebt VCA en rijbewijs B.", "Je hebt een diploma elektrotechniek."}},
	{"schoonmaker", []string{"medewerker schoonmaak", "interieurverzorger", "glazenwasser"}, "Facilitaire dienstverlening", "none", 220000, false,
		[]string{"Je maakt kantoren, trappen en toiletten schoon.", "Je dweilt en stofzuigt de vloeren.", "Je leegt de prullenbakken en vult zeep en papier aan.", "Je werkt met schoonmaakmiddelen en draagt handschoenen.", "Je begint om zes uur in de ochtend."},
		[]string{"Je spreekt een beetje Nederlands.", "Je werkt graag zelfstandig."}},
	{"kok", []string{"zelfstandig werkend kok", "chef de partie", "leerling-kok"}, "Horeca", "mbo2", 240000, false,
		[]string{"Je bereidt warme en koude gerechten volgens recept.", "Je werkt in een warme keuken en houdt het tempo hoog.", "Je bestelt ingrediënten en let op de houdbaarheid.", "Je maakt je werkplek schoon volgens HACCP.", "Je staat de hele avond achter de kookplaat."},
		[]string{"Je hebt een koksdiploma.", "Je werkt ook op zon- en feestdagen."}},
	{"klantenservicemedewerker", []string{"medewerker klantcontact", "callcentermedewerker", "telefonist"}, "Zakelijke dienstverlening", "mbo2", 230000, true,
		[]string{"Je beantwoordt vragen van klanten aan de telefoon en in de chat.", "Je blijft vriendelijk als een klant boos is.", "Je zoekt bestellingen op en regelt retouren.", "Je zit achter twee schermen met een headset.", "Je haalt {getal} gesprekken op een dag."},
		[]string{"Je typt snel en zonder fouten.", "Je spreekt goed Nederlands en Engels."}},
	{"pedagogisch medewerker", []string{"groepsleider kinderopvang", "medewerker bso", "gastouder"}, "Kinderopvang", "mbo3", 250000, false,
		[]string{"Je verzorgt een groep peuters en speelt met ze.", "Je verschoont luiers en tilt kinderen op de commode.", "Je spreekt ouders bij het halen en brengen.", "Je bedenkt activiteiten binnen en buiten.", "Je let op de veiligheid en op het dagritme."},
		[]string{"Je hebt een passend diploma volgens de cao.", "Je hebt een kinder-EHBO-diploma of wilt dat halen."}},
	{"productiemedewerker", []string{"inpakker", "operator", "medewerker productie"}, "Industrie", "none", 228000, false,
		[]string{"Je bedient een machine en controleert de kwaliteit.", "Je pakt producten in aan een lopende band.", "Je draagt gehoorbescherming in de hal.", "Je stapelt dozen van {kilo} kg op een pallet.", "Je meldt storingen bij de technische dienst."},
		[]string{"Je kunt in drie ploegen werken.", "Je kunt goed tegen herhaling."}},
	{"softwareontwikkelaar", []string{"backend developer", "programmeur", "full stack ontwikkelaar"}, "Informatie en communicatie", "hbo", 350000, true,
		[]string{"Je bouwt diensten in Go en Java en schrijft tests.", "Je bespreekt ontwerpen met collega's en gebruikers.", "Je beoordeelt wijzigingen en lost fouten op.", "Je werkt deels thuis achter een laptop.", "Je verbetert de uitrol naar de cloud."},
		[]string{"Je hebt een hbo-opleiding informatica.", "Je kent SQL, Linux en Git."}},
	{"hovenier", []string{"medewerker groenvoorziening", "tuinman", "vakman groen"}, "Landbouw en groen", "mbo2", 232000, false,
		[]string{"Je snoeit hagen en maait gras in alle seizoenen.", "Je legt terrassen aan en knielt daarbij veel.", "Je sjouwt tegels en zakken aarde.", "Je werkt buiten, ook bij kou en regen.", "Je onderhoudt machines en gereedschap."},
		[]string{"Je hebt rijbewijs BE.", "Je kunt met een bosmaaier werken."}},
	{"leerkracht basisonderwijs", []string{"groepsleerkracht", "onderwijsassistent", "docent"}, "Onderwijs", "hbo", 320000, false,
		[]string{"Je geeft les aan groep vijf en bereidt lessen voor.", "Je voert gesprekken met ouders en met de intern begeleider.", "Je houdt de vorderingen van kinderen bij.", "Je houdt pleinwacht en begeleidt uitjes.", "Je lost ruzies op en bewaart de rust in de klas."},
		[]string{"Je hebt een diploma van de pabo.", "Je kunt goed organiseren."}},
	{"beveiliger", []string{"objectbeveiliger", "mobiel surveillant", "winkelsurveillant"}, "Beveiliging", "mbo2", 245000, false,
		[]string{"Je bewaakt een gebouw en kijkt naar camerabeelden.", "Je loopt rondes en sluit deuren af.", "Je spreekt mensen aan die zich niet aan de regels houden.", "Je schrijft rapporten over wat je ziet.", "Je werkt ook in de nacht."},
		[]string{"Je hebt het diploma beveiliger.", "Je hebt geen strafblad."}},
	{"accountant", []string{"assistent-accountant", "controller", "boekhouder"}, "Financiële dienstverlening", "hbo", 330000, true,
		[]string{"Je stelt jaarrekeningen op en controleert cijfers.", "Je adviseert ondernemers over belasting.", "Je werkt met deadlines aan het einde van de maand.", "Je bezoekt klanten in de regio {plaats}.", "Je begeleidt een jongere collega."},
		[]string{"Je hebt een hbo-diploma accountancy.", "Je werkt precies en vertrouwelijk."}},
	{"chauffeur personenvervoer", []string{"taxichauffeur", "buschauffeur", "chauffeur leerlingenvervoer"}, "Vervoer en opslag", "vmbo", 230000, false,
		[]string{"Je haalt leerlingen thuis op en brengt ze naar school.", "Je helpt passagiers met een rolstoel bij het instappen.", "Je zit {getal} uur in de week achter het stuur.", "Je houdt de bus schoon en tankt.", "Je blijft vriendelijk in de file."},
		[]string{"Je hebt rijbewijs B en een schone staat.", "Je bent geduldig met kinderen."}},
	{"timmerman", []string{"bouwvakker", "machinaal houtbewerker", "onderhoudstimmerman"}, "Bouw", "mbo2", 265000, false,
		[]string{"Je stelt kozijnen en hangt deuren af.", "Je werkt op steigers op grote hoogte.", "Je zaagt, schaaft en schroeft met elektrisch gereedschap.", "Je tilt platen van {kilo} kilo met een collega.", "Je leest tekeningen en meet maten in."},
		[]string{"Je hebt VCA.", "Je hebt geen hoogtevrees."}},
	{"maatschappelijk werker", []string{"begeleider wonen", "jobcoach", "sociaal werker"}, "Gezondheids- en welzijnszorg", "hbo", 300000, false,
		[]string{"Je begeleidt mensen met schulden en zorgen.", "Je voert gesprekken die soms zwaar zijn.", "Je schrijft plannen en rapporten.", "Je belt met gemeenten en instanties.", "Je bezoekt cliënten thuis in {plaats}."},
		[]string{"Je hebt een hbo-diploma social work.", "Je bewaakt je eigen grenzen."}},
	{"receptionist", []string{"gastvrouw", "baliemedewerker", "medewerker receptie"}, "Facilitaire dienstverlening", "mbo3", 228000, true,
		[]string{"Je ontvangt bezoekers en geeft toegangspassen uit.", "Je neemt de telefoon op en schakelt door.", "Je zorgt dat vergaderzalen klaar staan.", "Je verdeelt de post en pakketten.", "Je zit het grootste deel van de dag aan de balie."},
		[]string{"Je bent representatief en vriendelijk.", "Je spreekt Engels."}},
	{"laborant", []string{"analist", "medewerker laboratorium", "kwaliteitscontroleur"}, "Industrie", "mbo4", 270000, false,
		[]string{"Je onderzoekt monsters volgens vaste voorschriften.", "Je werkt met chemische stoffen in een zuurkast.", "Je legt metingen vast in het systeem.", "Je kalibreert weegschalen en apparatuur.", "Je draagt een labjas en een bril."},
		[]string{"Je hebt een diploma laboratoriumtechniek.", "Je werkt geconcentreerd."}},
	{"conciërge", []string{"facilitair medewerker", "huismeester", "terreinbeheerder"}, "Onderwijs", "mbo2", 235000, false,
		[]string{"Je opent de school en ontvangt leerlingen.", "Je doet kleine reparaties in en om het gebouw.", "Je zet stoelen en tafels klaar.", "Je houdt toezicht in de pauze.", "Je bent aanspreekpunt voor leveranciers."},
		[]string{"Je bent handig.", "Je kunt met jongeren omgaan."}},
	{"dataspecialist", []string{"data-analist", "datainvoerder", "medewerker datakwaliteit"}, "Informatie en communicatie", "hbo", 310000, true,
		[]string{"Je maakt overzichten en grafieken voor het bestuur.", "Je controleert gegevens en haalt fouten eruit.", "Je schrijft query's in SQL.", "Je werkt in alle rust en zonder klantcontact.", "Je mag drie dagen per week thuis werken."},
		[]string{"Je kent Python of R.", "Je denkt logisch."}},
	{"kapper", []string{"haarstylist", "salonmanager", "barbier"}, "Persoonlijke dienstverlening", "mbo2", 222000, false,
		[]string{"Je knipt, verft en föhnt haar.", "Je staat de hele dag en houdt je armen omhoog.", "Je adviseert klanten over verzorging.", "Je maakt de salon schoon.", "Je maakt afspraken in de agenda."},
		[]string{"Je hebt een kappersdiploma.", "Je kunt tegen haarverf en permanentvloeistof."}},
}

var places = []string{"Amsterdam", "Rotterdam", "Utrecht", "Den Haag", "Eindhoven", "Groningen", "Tilburg", "Almere", "Breda", "Nijmegen", "Apeldoorn",
	"Arnhem", "Haarlem", "Enschede", "Amersfoort", "Zaandam", "Den Bosch", "Zwolle", "Leiden", "Dordrecht", "Zoetermeer", "Ede", "Emmen", "Delft", "Venlo",
	"Deventer", "Leeuwarden", "Alkmaar", "Sittard", "Helmond", "Hilversum", "Heerlen", "Oss", "Roosendaal", "Purmerend", "Vlaardingen", "Almelo", "Gouda",
	"Bergen op Zoom", "Assen", "Veenendaal", "Doetinchem", "Zutphen", "Middelburg", "Terneuzen", "Tiel", "Kampen", "Meppel", "Sneek", "Winterswijk"}

var weekdays = []string{"maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag"}

var things = []string{"machineonderdelen", "keukens", "verzekeringen", "tuinmeubelen", "groente en fruit", "bloembollen", "zonnepanelen", "warmtepompen", "schoenen",
	"medische hulpmiddelen", "kantoormeubilair", "fietsen", "boeken", "verpakkingen", "kunststof kozijnen", "diervoeder", "zuivel", "bakkersmeel", "verlichting",
	"liften", "reinigingsmiddelen", "speelgoed", "motoren", "vrachtwagens", "waterleidingen", "hypotheken", "reizen", "lesmateriaal", "brillen", "gehoorapparaten"}

var intros = []string{
	"Wil jij aan de slag als {functie} in {plaats}? Dan zoeken wij jou!", "{werkgever} zoekt een {functie} voor {uur} uur per week.",
	"Ben jij een echte aanpakker en woon je in de buurt van {plaats}? Lees dan verder.", "Voor onze vestiging in {plaats} zoeken wij per direct een {functie}.",
	"Door groei van ons team hebben wij plek voor een {functie}.", "Werken in een klein team waar je zelf kunt beslissen: dat kan bij {werkgever}.",
	"Onze opdrachtgever is een familiebedrijf in {plaats} dat handelt in {ding}.", "Heb jij zin in een nieuwe baan dicht bij huis?"}

var commonTasks = []string{
	"Je werkt samen met {getal} collega's in een hecht team.", "Je begint op {dag} met een kort overleg.", "Je denkt mee over hoe het beter kan.",
	"Je houdt je aan de afspraken over veiligheid.", "Je registreert je uren in de app.", "Je helpt nieuwe collega's op weg.",
	"Je hebt contact met leveranciers van {ding}.", "Je bewaakt de voorraad van {ding2}.", "Je rapporteert aan de teamleider.",
	"Je springt bij op andere afdelingen als dat nodig is.", "Je plant je eigen werk en stelt zelf je volgorde vast.", "Je neemt deel aan het project {naam}."}

var commonNeeds = []string{
	"Je bent minimaal {uur} uur per week beschikbaar.", "Je woont op reisafstand van {plaats}.", "Je beheerst de Nederlandse taal in woord en geschrift.",
	"Ervaring is mooi meegenomen, maar geen must.", "Je hebt minimaal 2 jaar ervaring in een soortgelijke functie.", "Je bent flexibel en stressbestendig.",
	"Je kunt goed samenwerken en neemt initiatief.", "Je hebt eigen vervoer, want onze locatie is slecht bereikbaar met het openbaar vervoer.",
	"Je bent bereid om een opleiding te volgen.", "Je hebt mbo werk- en denkniveau.", "Je bent beschikbaar op {dag} en in overleg op andere dagen.",
	"Je houdt van doorwerken en van gezelligheid.", "Een Verklaring Omtrent het Gedrag is nodig."}

var offers = []string{
	"Een salaris vanaf {euro} euro bruto per uur.", "Een contract voor een jaar met uitzicht op een vaste aanstelling.", "Reiskostenvergoeding vanaf {getal} kilometer.",
	"25 vakantiedagen en 8% vakantiegeld.", "Een pensioenregeling waaraan wij meebetalen.", "Ruimte om je te ontwikkelen met cursussen.",
	"Een goede inwerkperiode met een vaste begeleider.", "Korting op {ding} voor jou en je familie.", "Elke maand een borrel en elk jaar een uitje.",
	"Werktijden die je in overleg vaststelt.", "Fruit, koffie en een warme lunch.", "Een eindejaarsuitkering volgens de cao.",
	"Een laptop en een telefoon van de zaak.", "Een fietsplan en korting bij de sportschool."}

var companies = []string{
	"{werkgever} levert al {getal} jaar {ding} aan klanten in Nederland en België.", "Wij zijn een nuchter bedrijf waar afspraak afspraak is.",
	"Onze {getal} medewerkers werken op {getal} plekken, van {plaats} tot ver daarbuiten.", "Bij ons telt wie je bent en wat je kunt, niet waar je vandaan komt.",
	"Duurzaamheid is voor ons gewoon: onze daken liggen vol en onze bussen rijden elektrisch.", "We begonnen in een schuur met {ding2} en zijn gegroeid tot een begrip in de streek.",
	"Het hoofdkantoor aan de {naam}laan is pas verbouwd.", "Wij werken voor zorginstellingen, gemeenten en bedrijven.", "Onze cultuur is open, informeel en gericht op resultaat."}

var closings = []string{
	"Interesse? Stuur je cv en een korte motivatie via de knop hieronder.", "Heb je vragen? Bel dan met de afdeling personeelszaken.",
	"Solliciteren kan tot en met {dag} over drie weken.", "Acquisitie naar aanleiding van deze vacature stellen wij niet op prijs.",
	"Een kennismaking met een rondleiding hoort bij de procedure.", "Wij reageren binnen {getal} werkdagen op je bericht."}
