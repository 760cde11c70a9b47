package column

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"passend/index/demand"
	"passend/index/reading"
	"passend/index/vacancy"
)

// Record is a vacancy with its reading, as it goes into the columns.
type Record struct {
	Vacancy *vacancy.Vacancy
	Reading *reading.Reading
	// FirstSeen is when the crawl first saw it; ClosedAt is zero while open.
	FirstSeen, ClosedAt time.Time
	// Group names the duplicate group, "" when it stands alone.
	Group string
	// Seq is its place in the archive's change sequence.
	Seq int64
}

// Spot is where the work is.
type Spot struct {
	// Lat and Lon are WGS 84 degrees.
	Lat, Lon float64
	// Country is ISO 3166-1 alpha-2, "" when unknown.
	Country string
	// Rough is true for the middle of a region.
	Rough bool
}

// Locator finds where the work of a vacancy is; ok is false when the place is
// not stated or not known. Country may be set all the same.
type Locator interface {
	Locate(v *vacancy.Vacancy, f *reading.Facts) (s Spot, ok bool)
}

// packer turns records into rows.
type packer struct {
	dicts   *Dicts
	locator Locator
}

// row packs one record. It is pure but for new names in the dictionaries.
func (p *packer) row(rec *Record) Row {
	g, n := &Gate{}, &Need{}
	v, r := rec.Vacancy, rec.Reading
	f := &r.Facts
	g.FirstSeen, g.Posted, n.Closed = Day(rec.FirstSeen), Day(v.Posted), Day(rec.ClosedAt)
	if !nameless(v.Employer) {
		g.Employer = p.dicts.Employers.ID(v.Employer)
	}
	n.Group = p.dicts.Groups.ID(rec.Group)
	if r.Unread {
		g.Flags |= Unread
	}
	if t := strings.TrimRight(v.Text, " \n"); strings.HasSuffix(t, "...") || strings.HasSuffix(t, "…") {
		g.Flags |= CutOff
	}
	if v.NoSnippet {
		g.Flags |= NoSnippet
	}
	p.place(g, v, f)
	packHours(g, n, f)
	packClock(g, n, r)
	p.requirements(g, n, f)
	g.Licences |= licenceInTitle(v.Title)
	g.Flags |= TitleFlags(v.Title)
	packTags(g, f)
	p.occupation(g, n, f)
	packPay(g, n, f)
	packDemands(n, r)
	row := Row{Gate: g, Need: n}
	for _, c := range f.Competences {
		row.Asked = append(row.Asked, packAsked(p.dicts.Asked.ID(c.ID), false, c.Need))
	}
	for _, c := range f.Certificates {
		if c.ID == "vog" || c.ID == "vgb" {
			continue // a statement that nearly anyone can get says nothing of a worker
		}
		need := CertificateNeed(&c)
		if need == reading.NeedRequired {
			g.Flags |= CertificateRequired
		}
		row.Asked = append(row.Asked, packAsked(p.dicts.Asked.ID(c.ID), true, need))
	}
	for _, s := range Stems(p.words(g, n, v)) {
		row.Stems = append(row.Stems, p.dicts.Stems.ID(s))
	}
	return row
}

// nameless reports a name that hides who the employer is, as an agency's
// "onze opdrachtgever" does: it is nobody to approach.
func nameless(employer string) bool {
	name := strings.Trim(strings.ToLower(employer), " .-–*")
	for _, lead := range []string{"een ", "onze ", "de ", "diverse ", "via "} {
		name = strings.TrimPrefix(name, lead)
	}
	switch name {
	case "", "opdrachtgever", "opdrachtgevers", "klant", "relatie", "werkgever", "bedrijf", "anoniem", "vertrouwelijk", "onbekend",
		"confidential", "anonymous", "particulier", "n.v.t", "nvt", "niet vermeld", "werkgevers":
		return true
	}
	return false
}

// vagueScore is the probability below which a title tells too little of the
// work; openingBytes is how much of the text then stands in for it.
const (
	vagueScore   = 128
	openingBytes = 500
)

// words are what the stems are taken from: the title, and the opening of the
// text under a title that is the name of a project or of an employer.
func (p *packer) words(g *Gate, n *Need, v *vacancy.Vacancy) string {
	if g.Occupation != 0 && n.OccupationScore >= vagueScore {
		return v.Title
	}
	g.Flags |= VagueTitle
	opening := v.Text
	if len(opening) > openingBytes {
		opening = opening[:openingBytes]
	}
	return v.Title + "\n" + v.Occupation + "\n" + opening
}

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

func (p *packer) place(g *Gate, v *vacancy.Vacancy, f *reading.Facts) {
	if p.locator == nil {
		return
	}
	s, ok := p.locator.Locate(v, f)
	if ok {
		g.Lat, g.Lon = float32(s.Lat), float32(s.Lon)
		g.Flags |= PlaceKnown
		if s.Rough {
			g.Flags |= LocationRough
		}
	}
	switch s.Country {
	case "", "NL":
	case "BE":
		g.Flags |= Abroad | InBelgium
	default:
		g.Flags |= Abroad
	}
}

func packHours(g *Gate, n *Need, f *reading.Facts) {
	h := &f.Hours
	g.HoursMin, g.HoursMax = small(h.Min), small(h.Max)
	switch {
	case h.Min == 0 && h.Max == 0:
	case payBasis(h):
		g.HoursMin, g.HoursMax = 0, 0
	case h.Derived && !strings.Contains(strings.ToLower(h.Quote.Text), "fte"):
		g.Flags |= HoursDerived
	default:
		g.Flags |= HoursStated
		if h.Quote.Field != reading.InData {
			g.Flags |= HoursInText
		}
	}
	if h.Negotiable {
		g.Flags |= HoursNegotiable
	}
	switch h.Time {
	case "fulltime":
		g.Flags |= SaysFulltime
	case "parttime":
		g.Flags |= SaysParttime
	case "both":
		g.Flags |= SaysFulltime | SaysParttime
	}
	n.PerDay = small(h.PerDay)
}

// payBasis reports that the number is what the pay is counted on ("€ 3.000 op
// basis van een 36-urige werkweek"), not the hours that are asked.
func payBasis(h *reading.HoursFact) bool {
	q := strings.ToLower(h.Quote.Text)
	if h.Min != h.Max || h.Min < 32*4 {
		return false
	}
	for _, w := range []string{"basis van", "o.b.v", "obv", "bij een fulltime", "bij fulltime", "bij een volledige", "bruto", "salaris", "urige werkweek"} {
		if strings.Contains(q, w) {
			return true
		}
	}
	return false
}

// Evening starts at 18:00 and night lasts from 22:00 to 06:00 (FML item 6.1,
// list B).
const (
	eveningFrom = 18 * 60
	nightFrom   = 22 * 60
	nightTo     = 6 * 60
)

// packClock keeps the widest stated times. A working day that ends at 18:30 at
// the latest is no evening work.
func packClock(g *Gate, n *Need, r *reading.Reading) {
	for i, c := range r.Facts.Clock {
		from, to := small(c.From/15), small((c.To+14)/15)
		if i == 0 || from < n.ClockFrom {
			n.ClockFrom = from
		}
		n.ClockTo = max(n.ClockTo, to)
		n.Days |= c.Days
		if c.To > eveningFrom+30 && c.To > c.From {
			g.Flags |= Evening
		}
		if c.To > nightFrom+60 || (c.From < nightTo && c.To > c.From) {
			g.Flags |= Night
		}
		if c.Days&(1<<5) != 0 {
			g.Flags |= Saturday
		}
		if c.Days&(1<<6) != 0 {
			g.Flags |= Sunday
		}
	}
	for _, k := range []demand.Key{demand.DayPeriods, demand.HoursOther} {
		d := r.Demand(k)
		if d == nil || d.Level < 2 || d.Optional || d.Section == "company" || d.Section == "offer" && d.Level < 3 {
			continue // "een welverdiend weekend" is offered, not asked
		}
		g.Flags |= timesIn(d.Quote.Text)
		for _, m := range d.More {
			if m.Level >= 2 {
				g.Flags |= timesIn(m.Quote.Text)
			}
		}
	}
}

// timesIn reads the part of day and week from the words of a quote.
func timesIn(quote string) (f Flags) {
	q := strings.ToLower(quote)
	for _, w := range []struct {
		word string
		flag Flags
	}{
		{"avond", Evening}, {"nacht", Night}, {"zaterdag", Saturday}, {"zondag", Sunday},
		{"weekend", Saturday | Sunday}, {"feestdag", Sunday}, {"ploeg", Shifts}, {"wissel", Shifts}, {"onregelmatig", Shifts},
		{"24/7", Shifts | Night}, {"volcontinu", Shifts | Night}, {"dienst", Shifts}, {"evening", Evening}, {"night", Night},
	} {
		if strings.Contains(q, w.word) {
			f |= w.flag
		}
	}
	return f
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
	for _, before := range []string{"richting ", "op het gebied van ", "opleiding tot ", "opleiding in ", "opleiding zoals ", "opleiding, zoals ", "afgerond, zoals ", "diploma in ", "diploma "} {
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

// titleWords are what words of a title say of the work: an internship or a
// final project is for students; some lead; some are kept by law for those with
// the diploma (Wet BIG art. 3 and 34; Wet op het primair onderwijs art. 3;
// Advocatenwet art. 9a; Wet op het notarisambt art. 1).
var titleWords = map[string]Flags{
	"stage": ForStudents, "stages": ForStudents, "stagiair": ForStudents, "stagiaire": ForStudents, "stageplek": ForStudents,
	"stageplaats": ForStudents, "stageopdracht": ForStudents, "meewerkstage": ForStudents, "afstudeerstage": ForStudents,
	"afstudeeropdracht": ForStudents, "afstudeerder": ForStudents, "afstuderen": ForStudents, "internship": ForStudents,
	"intern": ForStudents, "werkstudent": ForStudents, "studentassistent": ForStudents,
	"manager": Leads, "directeur": Leads, "teamleider": Leads, "teamleidster": Leads, "teamlead": Leads, "teammanager": Leads,
	"hoofd": Leads, "chef": Leads, "supervisor": Leads, "bedrijfsleider": Leads, "filiaalmanager": Leads, "voorman": Leads,
	"hoofdredacteur": Leads, "afdelingshoofd": Leads, "vestigingsmanager": Leads, "ploegleider": Leads, "leidinggevende": Leads,
	"programmamanager": Leads, "regiomanager": Leads, "storemanager": Leads, "productieleider": Leads, "director": Leads,
	"senior": Senior, "lead": Senior | Leads, "ervaren": Senior, "expert": Senior, "principal": Senior,
	"verpleegkundige": Protected, "wijkverpleegkundige": Protected, "arts": Protected, "huisarts": Protected, "basisarts": Protected,
	"bedrijfsarts": Protected, "tandarts": Protected, "apotheker": Protected, "fysiotherapeut": Protected, "verloskundige": Protected,
	"psychotherapeut": Protected, "gz-psycholoog": Protected, "apothekersassistent": Protected, "doktersassistent": Protected,
	"ergotherapeut": Protected, "logopedist": Protected, "diëtist": Protected, "mondhygiënist": Protected, "leraar": Protected,
	"leerkracht": Protected, "groepsleerkracht": Protected, "advocaat": Protected, "notaris": Protected, "verzorgende": Protected, "verzorgende-ig": Protected,
}

// TitleFlags reads a title word by word. "Stage- en opleidingscoördinator"
// and "Customer success manager" show its limits: a word before a hyphen that
// goes on is none, and managers of things rather than people count as leading,
// which only lowers the order a little.
func TitleFlags(title string) (f Flags) {
	words := strings.FieldsFunc(strings.ToLower(title), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-'
	})
	for _, w := range words {
		f |= titleWords[w]
	}
	return f
}

// licenceInTitle reads "Vrachtwagenchauffeur CE": the class in the title of a
// driver's job is required.
func licenceInTitle(title string) (licences uint16) {
	if !strings.Contains(strings.ToLower(title), "chauffeur") {
		return 0
	}
	for w := range strings.FieldsFuncSeq(title, func(r rune) bool { return r == ' ' || r == '/' || r == ',' || r == '(' || r == ')' || r == '-' }) {
		switch w {
		case "C", "CE", "C/E", "D":
			licences |= LicenceBit(w)
		}
	}
	return licences
}

func packTags(g *Gate, f *reading.Facts) {
	for _, c := range f.Contracts {
		g.Contracts |= ContractBit(c.Value)
	}
	switch f.Remote.Value {
	case "hybrid":
		g.Flags |= Hybrid
	case "full":
		g.Flags |= FullRemote
	case "none":
		g.Flags |= NoRemote
	}
	if f.Agency.Value != "" && f.Agency.Value != "no" {
		g.Flags |= Agency
	}
	if f.Sector.Value != "" {
		g.Sector = f.Sector.Value[0]
	}
	for _, o := range f.Openness {
		switch o.Value {
		case "adaptable", "jobcarving", "banenafspraak":
			g.Flags |= Adaptable
		case "training":
			g.Flags |= Trains
		case "parttime_negotiable", "hours_negotiable":
			g.Flags |= HoursNegotiable
		}
	}
}

func (p *packer) occupation(g *Gate, n *Need, f *reading.Facts) {
	if len(f.Occupations) > 0 {
		g.Occupation = uint16(p.dicts.Occupations.ID(f.Occupations[0].ISCO))
		n.OccupationScore = share(f.Occupations[0].Score)
	}
	if len(f.Occupations) > 1 {
		n.Second = uint16(p.dicts.Occupations.ID(f.Occupations[1].ISCO))
		n.SecondScore = share(f.Occupations[1].Score)
	}
}

func packPay(g *Gate, n *Need, f *reading.Facts) {
	if m := max(f.Pay.HourlyMin, f.Pay.HourlyMax); m > 0 {
		n.HourlyPay = uint16(min(m/10, 65535))
		g.Flags |= PayStated
	}
}

func packDemands(n *Need, r *reading.Reading) {
	for i := range r.Demands {
		d := &r.Demands[i]
		if int(d.Key) >= demand.Count || d.Basis == reading.BasisNone || d.Basis == reading.BasisPrior {
			continue
		}
		n.Levels.Put(d.Key, d.Level, d.Basis >= reading.BasisTask && !d.Optional, d.Open)
		if d.Basis >= reading.BasisNumber && d.Unit == "kg" {
			for j, k := range NumberKeys {
				if k == d.Key {
					n.Kilos[j] = small(int(d.Value + 0.5))
				}
			}
		}
	}
}

func small(n int) uint8 { return uint8(max(0, min(n, 255))) }

func share(f float64) uint8 { return uint8(max(0, min(f*255+0.5, 255))) }
