package matcher

import (
	"fmt"

	"passend/index/column"
)

// Credit is one ground of an employer's place in the list: the points it gives,
// of how many it could, and the number that it rests on.
type Credit struct {
	Key    string  `json:"key"` // open, past, active, parttime, openness, placed, workers or near
	Points float64 `json:"points"`
	Most   float64 `json:"most"`
	Count  int     `json:"count"`
}

// activity is what the columns know of an employer, whoever asks.
type activity struct {
	active, year, hours, parttime, openness, agency int32
}

func (a *activity) add(g *column.Gate, open bool) {
	a.year++
	if open {
		a.active++
	}
	if g.HoursMin > 0 {
		a.hours++
		if g.HoursMin < 32*4 {
			a.parttime++
		}
	}
	if g.Flags&(column.Adaptable|column.HoursNegotiable) != 0 {
		a.openness++
	}
	if g.Flags&column.Agency != 0 {
		a.agency++
	}
}

// merge adds what is known under another name of the same employer.
func (a *activity) merge(b *activity) {
	a.active, a.year, a.hours = a.active+b.active, a.year+b.year, a.hours+b.hours
	a.parttime, a.openness, a.agency = a.parttime+b.parttime, a.openness+b.openness, a.agency+b.agency
}

// finish adds what is known of the employer and orders it: fits count most,
// each next one less; an employer at its cap or just approached comes later, so
// that approaches spread.
func (q *EmployersRequest) finish(e *Employer, a *activity) {
	e.Active, e.Year, e.Openness = int(a.active), int(a.year), int(a.openness)
	e.Agency = a.agency*2 > a.year
	if a.hours > 0 {
		e.parttime, e.hours = int(a.parttime), int(a.hours)
		e.Parttime = round(100 * float32(a.parttime) / float32(a.hours))
	}
	if q.History != nil {
		h := q.History(e.Name)
		e.Contacts, e.Placed, e.Clients = h.Contacts, h.Placed, h.Clients
		e.Full = h.Clients >= q.MostClients
		e.Resting = !h.LastContact.IsZero() && q.AsOf.Before(h.LastContact.AddDate(0, 0, q.RestDays))
	}
	var score float32
	for _, x := range e.grounds() {
		score += x.most * x.share
	}
	if e.Agency {
		score *= 0.8
	}
	if e.Full || e.Resting {
		score *= 0.5
	}
	e.Score = round(score)
}

// ground is a part of an employer's score: at most points, and what share of
// them for the number that it rests on.
type ground struct {
	key         string
	most, share float32
	count       int
}

func (e *Employer) grounds() [8]ground {
	var near float32
	if e.Minutes > 0 {
		near = max(0, 1-float32(e.Minutes)/90)
	}
	return [...]ground{
		{"open", 30, saturate(e.Open, 2), e.Open},
		{"past", 20, saturate(e.Past, 4), e.Past},
		{"active", 10, saturate(e.Active, 10), e.Active},
		{"parttime", 10, float32(e.Parttime) / 100, int(e.Parttime + 0.5)},
		{"openness", 10, saturate(e.Openness, 3), e.Openness},
		{"placed", 10, saturate(e.Placed, 1), e.Placed},
		{"workers", 5, saturate(e.clients, 3), e.clients},
		{"near", 5, near, e.Minutes},
	}
}

// saturate grows from 0 to 1; at half it is 0.5.
func saturate(n int, half float32) float32 { return float32(n) / (float32(n) + half) }

// count says a number with its noun.
func count(n int, one, more string) string {
	return fmt.Sprintf("%d %s", n, pick(n == 1, one, more))
}

func (e *Employer) explain() {
	for _, g := range e.grounds() {
		e.Parts = append(e.Parts, Credit{g.key, round(g.most * g.share), float64(g.most), g.count})
	}
	add := func(ok bool, format string, args ...any) {
		if ok {
			e.Reasons = append(e.Reasons, fmt.Sprintf(format, args...))
		}
	}
	add(e.Open > 0, "Nu open: %s.", count(e.Open, "voorstel", "voorstellen"))
	add(e.Past > 0, "Gesloten in het afgelopen jaar: %s.", count(e.Past, "voorstel", "voorstellen"))
	add(e.Year > 0, "Vacatures in het afgelopen jaar: %d.", e.Year)
	add(e.parttime > 0, "Deeltijd (minder dan 32 uur) kan in %d van de %s.", e.parttime, count(e.hours, "vacature met uren", "vacatures met uren"))
	add(e.Openness > 0, "Toont ruimte voor maatwerk of minder uren: %d keer.", e.Openness)
	add(e.Minutes > 0, "Reistijd vanaf %d minuten (schatting).", e.Minutes)
	add(e.Placed > 0, "Eerder geplaatst: %d keer.", e.Placed)
	add(e.Contacts > 0, "Eerder benaderd: %d keer.", e.Contacts)
	add(e.Agency, "Dit is een bureau dat bemiddelt.")
	add(e.Full, "Er zijn dit jaar al %d cliënten naartoe gebracht. Wacht liever.", e.Clients)
	add(e.Resting, "Kort geleden benaderd. Wacht liever.")
}
