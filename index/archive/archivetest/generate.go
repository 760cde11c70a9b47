package archivetest

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"passend/index/vacancy"
)

// Generator makes vacancies that read like real ones and are invented: about
// 1.7 KB of Dutch each, with the spread of occupations, places, hours and pay
// that a national collection has. The same seed gives the same vacancies, and
// each can be made alone.
type Generator struct {
	Seed uint64
	// Newest is when the newest vacancies were posted; the others up to 60
	// days before.
	Newest time.Time
}

// Vacancy makes the vacancy with this number; any number from 0 will do.
func (g Generator) Vacancy(i int) *vacancy.Vacancy {
	r := rand.New(rand.NewPCG(g.Seed, uint64(i)))
	job := zipf(r, jobs)
	place := zipf(r, places)
	v := &vacancy.Vacancy{
		Source:     fmt.Sprintf("bron-%02d", int(12*r.Float64()*r.Float64())),
		ExternalID: fmt.Sprintf("gen-%d", i),
		URL:        fmt.Sprintf("https://vacatures.example/%d", i),
		Title:      title(r, job),
		Employer:   employer(r),
		Places:     []vacancy.Place{{Name: place, Country: "NL"}},
		Posted:     g.Newest.Add(-time.Duration(r.Float64() * r.Float64() * 60 * 24 * float64(time.Hour))).Truncate(time.Second),
		Industry:   job.sector,
		Occupation: job.name,
	}
	g.terms(r, v, job)
	v.Text = text(r, v, job, place)
	return v
}

// terms sets what sources state in fields of their own; a third leaves it out.
func (g Generator) terms(r *rand.Rand, v *vacancy.Vacancy, j job) {
	if r.IntN(3) > 0 {
		lo := 64 + 16*r.IntN(6)
		v.Hours = vacancy.Hours{Min: lo, Max: min(160, lo+16*r.IntN(3))}
	}
	if r.IntN(3) > 0 {
		lo := int64(j.pay) + int64(r.IntN(400))*100
		v.Pay = vacancy.Pay{MinCents: lo, MaxCents: lo + int64(r.IntN(900))*100, Period: vacancy.PerMonth}
	}
	if r.IntN(2) == 0 {
		v.EmploymentTypes = [][]string{{"FULL_TIME"}, {"PART_TIME"}, {"FULL_TIME", "PART_TIME"}, {"TEMPORARY"}}[r.IntN(4)]
	}
	if r.IntN(3) == 0 {
		v.Education = j.education
	}
	v.Remote = j.desk && r.IntN(5) == 0
}

func title(r *rand.Rand, j job) string {
	name := j.name
	if r.IntN(3) == 0 {
		name = pick(r, j.names)
	}
	name = strings.ToUpper(name[:1]) + name[1:]
	switch r.IntN(6) {
	case 0:
		return name + " (m/v/x)"
	case 1:
		return fmt.Sprintf("%s %d uur", name, 16+4*r.IntN(7))
	case 2:
		return pick(r, []string{"Ervaren ", "Zelfstandig ", "Leerling-", "Assistent-", "Allround "}) + strings.ToLower(name)
	}
	return name
}

// text writes the advertisement in the order that most have: who we are, what
// you do, what you bring, what we offer, how to apply.
func text(r *rand.Rand, v *vacancy.Vacancy, j job, place string) string {
	var b strings.Builder
	fill := strings.NewReplacer("{functie}", j.name, "{plaats}", place, "{werkgever}", v.Employer, "{ding}", pick(r, things), "{ding2}", pick(r, things),
		"{naam}", invented(r), "{getal}", fmt.Sprint(2+r.IntN(38)), "{uur}", fmt.Sprint(16+4*r.IntN(7)), "{euro}", fmt.Sprintf("%d,%02d", 14+r.IntN(12), r.IntN(100)),
		"{dag}", pick(r, weekdays), "{kilo}", fmt.Sprint([]int{5, 10, 15, 20, 25}[r.IntN(5)]))
	paragraph := func(lines []string, n int, bullet string) {
		for _, i := range r.Perm(len(lines))[:min(n, len(lines))] {
			b.WriteString(bullet + fill.Replace(lines[i]) + "\n")
		}
	}
	paragraph(intros, 2, "")
	b.WriteString("\nWat ga je doen?\n")
	paragraph(j.tasks, 5, "- ")
	paragraph(commonTasks, 4+r.IntN(3), "- ")
	b.WriteString("\nWat breng je mee?\n")
	paragraph(j.needs, 2, "- ")
	paragraph(commonNeeds, 5+r.IntN(3), "- ")
	b.WriteString("\nWat bieden wij?\n")
	paragraph(offers, 5+r.IntN(3), "- ")
	b.WriteString("\nOver ons\n")
	paragraph(companies, 3, "")
	b.WriteString("\n")
	paragraph(closings, 2, "")
	return strings.TrimSpace(b.String())
}

var (
	nameHeads  = []string{"Ba", "Ter", "Hol", "Ver", "Lin", "Kor", "Mei", "Dro", "Sta", "Wes", "Oos", "Nij", "Bro", "Gra", "Zel", "Ros", "Vel", "Hui", "Pol", "Wen"}
	nameTails  = []string{"denberg", "stra", "mans", "veld", "huis", "hof", "lander", "meer", "dijk", "kamp", "sen", "boom", "beek", "wijk", "ling", "horst"}
	businesses = []string{"Techniek", "Zorg", "Logistiek", "Bouw", "Groen", "Foods", "Advies", "Schoonmaak", "Kinderopvang", "Transport", "Retail", "Onderwijs", "Installaties", "Facilitair", "Uitzendbureau", "Horeca"}
	forms      = []string{"", " B.V.", " BV", " Groep", " Nederland", " N.V."}
)

func invented(r *rand.Rand) string { return pick(r, nameHeads) + pick(r, nameTails) }

// employer draws from about 20,000 names, some of which hire far more.
func employer(r *rand.Rand) string {
	n := int(20000 * r.Float64() * r.Float64() * r.Float64())
	own := rand.New(rand.NewPCG(uint64(n), 1))
	return invented(own) + " " + pick(own, businesses) + pick(r, forms)
}

func pick[T any](r *rand.Rand, of []T) T { return of[r.IntN(len(of))] }

// zipf draws the first ones far more often than the last, as counts of
// occupations and towns fall.
func zipf[T any](r *rand.Rand, of []T) T {
	f := r.Float64()
	return of[int(f*f*float64(len(of)))]
}
