package column

import (
	"strings"
	"time"

	"passend/index/demand"
	"passend/index/reading"
	"passend/index/taxonomy"
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
	fields  taxonomy.FieldReader
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
	n.TitleFields = p.fields.Asked(v.Title)
	packTags(g, f)
	p.occupation(g, n, f)
	packPay(g, n, f)
	packDemands(n, r)
	row := Row{Gate: g, Need: n}
	for _, c := range f.Competences {
		if c.Core {
			g.Flags |= CoreTool
		}
		row.Asked = append(row.Asked, packAsked(p.dicts.Asked.ID(c.ID), &c, false, c.Need))
	}
	for _, c := range f.Certificates {
		if c.ID == "vog" || c.ID == "vgb" {
			continue // a statement that nearly anyone can get says nothing of a worker
		}
		need := CertificateNeed(&c)
		if need == reading.NeedRequired {
			g.Flags |= CertificateRequired
		}
		row.Asked = append(row.Asked, packAsked(p.dicts.Asked.ID(c.ID), &c, true, need))
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
		n.Levels.Put(d.Key, d.Level, d.Basis >= reading.BasisTask && !d.Optional && !aside(d), d.Open)
		if d.Basis >= reading.BasisNumber && d.Unit == "kg" {
			for j, k := range NumberKeys {
				if k == d.Key {
					n.Kilos[j] = small(int(d.Value + 0.5))
				}
			}
		}
	}
}

// aside reports a demand on the mind, or on times, that stands where the
// employer speaks of itself or of applying: what is said there counts less
// (domain brief 2.2), so it is asked about. What is offered is aside too, but
// for the times that an allowance is for.
func aside(d *reading.Demand) bool {
	if d.Basis >= reading.BasisNumber {
		return false
	}
	times := d.Key == demand.DayPeriods || d.Key == demand.HoursOther
	switch d.Section {
	case "company", "apply":
		return times || ofMind[d.Key]
	case "offer":
		return ofMind[d.Key]
	}
	return false
}

// ofMind are demands on attention, pace and contact.
var ofMind = map[demand.Key]bool{
	demand.AttentionSustain: true, demand.AttentionDivide: true, demand.Memory: true, demand.IndependentAction: true,
	demand.CondNoDistraction: true, demand.CondNoInterruptions: true, demand.CondPredictable: true, demand.CondFixedMethods: true,
	demand.CondNoDeadlines: true, demand.CondNoHighPace: true, demand.Cooperation: true, demand.Conflict: true,
	demand.EmotionalProblemsOthers: true, demand.CondNoCustomers: true,
}

func small(n int) uint8 { return uint8(max(0, min(n, 255))) }

func share(f float64) uint8 { return uint8(max(0, min(f*255+0.5, 255))) }
