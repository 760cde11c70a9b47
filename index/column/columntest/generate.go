// Package columntest invents vacancies with their readings, seeded and by the
// million, for tests and benchmarks. It is a helper of tests only.
package columntest

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	"passend/index/column"
	"passend/index/demand"
	"passend/index/reading"
	"passend/index/taxonomy"
	"passend/index/vacancy"
)

// Day is the day that the invented vacancies are open on.
var Day = time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC)

// occupation is a kind of work with what its advertisements tend to say.
type occupation struct {
	isco, title string
	sector      string
	education   taxonomy.Education
	asks        []string
	licence     string
	demands     []demand.Key
	weight      int
}

var occupations = []occupation{
	{"4110", "Administratief medewerker", "N", taxonomy.EducationMBO4, []string{"excel", "word", "data_entry"}, "", []demand.Key{demand.SitAtWork, demand.KeyboardMouseWork, demand.AttentionSustain}, 9},
	{"4226", "Receptionist", "N", taxonomy.EducationMBO3, []string{"telephone", "outlook"}, "", []demand.Key{demand.CondNoCustomers, demand.CondNoInterruptions, demand.AttentionDivide}, 4},
	{"4321", "Magazijnmedewerker", "H", taxonomy.EducationVMBO, []string{"wms", "forklift"}, "", []demand.Key{demand.LiftCarry, demand.StandAtWork, demand.WalkAtWork, demand.CondNoHighPace}, 9},
	{"9333", "Orderpicker", "H", taxonomy.EducationUnknown, []string{"order_picking"}, "", []demand.Key{demand.LiftCarry, demand.WalkAtWork, demand.CondNoHighPace, demand.DayPeriods}, 8},
	{"8332", "Vrachtwagenchauffeur", "H", taxonomy.EducationUnknown, []string{"code95"}, "CE", []demand.Key{demand.ProfessionalDriving, demand.Sit, demand.Vibration}, 6},
	{"5321", "Verzorgende IG", "Q", taxonomy.EducationMBO3, []string{"adl", "ecd"}, "", []demand.Key{demand.CondNoPatients, demand.LiftCarry, demand.DayPeriods, demand.EmotionalProblemsOthers}, 10},
	{"5223", "Verkoopmedewerker", "G", taxonomy.EducationUnknown, []string{"sales", "cash_register"}, "", []demand.Key{demand.StandAtWork, demand.CondNoCustomers, demand.HoursOther}, 9},
	{"2512", "Softwareontwikkelaar", "J", taxonomy.EducationHBO, []string{"java", "sql", "git"}, "", []demand.Key{demand.AttentionSustain, demand.KeyboardMouseWork, demand.Cooperation}, 5},
	{"2521", "Data-analist", "J", taxonomy.EducationHBO, []string{"sql", "power_bi", "python"}, "", []demand.Key{demand.AttentionSustain, demand.KeyboardMouseWork, demand.CondNoDeadlines}, 4},
	{"7411", "Elektromonteur", "F", taxonomy.EducationMBO3, []string{"nen3140", "drawing_reading"}, "B", []demand.Key{demand.Climb, demand.KneelSquat, demand.HandFingerUse, demand.CondNoPersonalRisk}, 7},
	{"7126", "Installatiemonteur", "F", taxonomy.EducationMBO2, []string{"welding", "drawing_reading"}, "B", []demand.Key{demand.LiftCarry, demand.KneelSquat, demand.Climb, demand.DayPeriods}, 5},
	{"9112", "Schoonmaker", "N", taxonomy.EducationUnknown, []string{"cleaning"}, "", []demand.Key{demand.WalkAtWork, demand.BendFrequent, demand.SkinContact, demand.CondNoHighPace}, 7},
	{"4323", "Transportplanner", "H", taxonomy.EducationMBO4, []string{"planning", "tms"}, "", []demand.Key{demand.AttentionDivide, demand.CondNoDeadlines, demand.CondNoInterruptions}, 3},
	{"3322", "Commercieel medewerker binnendienst", "G", taxonomy.EducationMBO4, []string{"sales", "crm", "telephone"}, "", []demand.Key{demand.CondNoCustomers, demand.KeyboardMouseWork, demand.CondNoDeadlines}, 5},
	{"5120", "Kok", "I", taxonomy.EducationMBO2, []string{"haccp"}, "", []demand.Key{demand.StandAtWork, demand.Heat, demand.CondNoHighPace, demand.DayPeriods}, 5},
	{"2330", "Docent", "P", taxonomy.EducationHBO, []string{"teaching"}, "", []demand.Key{demand.Speech, demand.StandAtWork, demand.Noise, demand.Conflict}, 4},
}

// towns hold points in the Netherlands, the larger ones more than once.
var towns = [][2]float64{
	{52.37, 4.90}, {52.37, 4.90}, {51.92, 4.48}, {51.92, 4.48}, {52.08, 4.31}, {52.09, 5.12}, {51.44, 5.47}, {53.22, 6.57},
	{51.56, 5.09}, {52.35, 5.26}, {51.59, 4.78}, {51.84, 5.85}, {52.22, 6.90}, {51.98, 5.91}, {52.16, 5.39}, {52.51, 6.09}, {50.85, 5.69}, {52.16, 4.49}, {51.81, 4.67}, {52.63, 4.75},
}

// Generator invents records; the same seed gives the same ones.
type Generator struct {
	rng   *rand.Rand
	n     int
	total int
}

// New returns a generator.
func New(seed uint64) *Generator {
	g := &Generator{rng: rand.New(rand.NewPCG(seed, seed^0x9e3779b9))}
	for i := range occupations {
		g.total += occupations[i].weight
	}
	return g
}

func (g *Generator) occupation() *occupation {
	n := g.rng.IntN(g.total)
	for i := range occupations {
		if n -= occupations[i].weight; n < 0 {
			return &occupations[i]
		}
	}
	return &occupations[0]
}

func (g *Generator) chance(percent int) bool { return g.rng.IntN(100) < percent }

// Next invents one record.
func (g *Generator) Next() column.Record {
	g.n++
	o := g.occupation()
	town := towns[g.rng.IntN(len(towns))]
	v := &vacancy.Vacancy{
		ID: fmt.Sprintf("01930000-%04x-7000-8000-%012x", g.n>>16&0xffff, g.n), Title: o.title, Employer: fmt.Sprintf("Bedrijf %d", g.rng.IntN(20000)),
		Places: []vacancy.Place{{Lat: town[0] + g.rng.NormFloat64()*0.08, Lon: town[1] + g.rng.NormFloat64()*0.12}},
		Posted: Day.AddDate(0, 0, -g.rng.IntN(90)),
	}
	r := &reading.Reading{Version: "invented", Language: "nl"}
	f := &r.Facts
	f.Occupations = []reading.OccupationFact{{ISCO: o.isco, Score: 0.5 + g.rng.Float64()/2}}
	f.Sector = reading.Tag{Value: o.sector}
	if g.chance(80) {
		least := []int{8, 12, 16, 20, 24, 28, 32, 36, 38, 40}[g.rng.IntN(10)] * 4
		f.Hours = reading.HoursFact{Min: least, Max: min(160, least+g.rng.IntN(4)*16), Derived: g.chance(20)}
	}
	if o.education != 0 && g.chance(60) {
		f.Education = reading.EducationFact{Level: o.education, Need: reading.Need(g.rng.IntN(4))}
	}
	if o.licence != "" && g.chance(70) {
		f.Licences = []reading.Asked{{ID: o.licence, Need: reading.NeedRequired}}
	}
	if g.chance(30) {
		f.Experience = reading.ExperienceFact{Months: 12 * (1 + g.rng.IntN(5)), Need: reading.Need(1 + g.rng.IntN(3))}
	}
	for _, a := range o.asks {
		if g.chance(60) {
			f.Competences = append(f.Competences, reading.Asked{ID: a, Need: reading.Need(g.rng.IntN(4))})
		}
	}
	for range g.rng.IntN(4) {
		f.Competences = append(f.Competences, reading.Asked{ID: fmt.Sprintf("trait%d", g.rng.IntN(200)), Need: reading.NeedPreferred})
	}
	for _, c := range column.Contracts[:5] {
		if g.chance(25) {
			f.Contracts = append(f.Contracts, reading.Tag{Value: c})
		}
	}
	if g.chance(15) {
		f.Remote = reading.Tag{Value: "hybrid"}
	}
	g.demands(r, o)
	rec := column.Record{Vacancy: v, Reading: r, FirstSeen: v.Posted, Seq: int64(g.n)}
	if g.chance(3) {
		rec.Group = fmt.Sprintf("g%d", g.rng.IntN(g.n))
	}
	return rec
}

// demands states some of the usual demands and now and then another one.
func (g *Generator) demands(r *reading.Reading, o *occupation) {
	add := func(k demand.Key) {
		if r.Demand(k) != nil {
			return
		}
		d := reading.Demand{Key: k, Level: demand.Level(1 + g.rng.IntN(3)), Basis: reading.Basis(2 + g.rng.IntN(2)), Open: g.chance(4), Optional: g.chance(3)}
		if k == demand.LiftCarry && g.chance(40) {
			d.Basis, d.Value, d.Unit = reading.BasisNumber, float64(5*(1+g.rng.IntN(5))), "kg"
		}
		r.Demands = append(r.Demands, d)
	}
	for _, k := range o.demands {
		if g.chance(55) {
			add(k)
		}
	}
	for range g.rng.IntN(5) {
		add(demand.Key(1 + g.rng.IntN(demand.Count-1)))
	}
}

// Locator reads the points that the generator put into the vacancies.
type Locator struct{}

// Locate returns the point of the first place.
func (Locator) Locate(v *vacancy.Vacancy, _ *reading.Facts) (column.Spot, bool) {
	if len(v.Places) == 0 {
		return column.Spot{}, false
	}
	return column.Spot{Lat: v.Places[0].Lat, Lon: v.Places[0].Lon, Country: v.Places[0].Country}, true
}

// Store returns a store of n invented vacancies, put in by batches.
func Store(seed uint64, n int) (*column.Store, error) {
	g, s := New(seed), column.NewStore(Locator{})
	batch := make([]column.Record, 0, 20000)
	for n > 0 {
		batch = batch[:0]
		for range min(n, cap(batch)) {
			batch = append(batch, g.Next())
		}
		n -= len(batch)
		if err := s.Apply(context.Background(), batch, nil, 0); err != nil {
			return nil, err
		}
	}
	return s, nil
}
