package matcher

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"passend/index/column"
)

// Prospect is a direction with how suitable (passend) and how promising
// (kansrijk) it is now.
type Prospect struct {
	// Direction is its text, or for a suggested one the ISCO-08 unit group.
	Direction string `json:"direction"`
	Suggested bool   `json:"suggested,omitempty"`
	// Openings are all open vacancies; Without those without conflict, Asking
	// those with questions only, both in shares of 100.
	Openings int     `json:"openings"`
	Without  float64 `json:"without_conflict"`
	Asking   float64 `json:"with_questions"`
	// Near is open within the longest journey, PerWeek new ones there a week
	// (over four weeks), HoursFit and Meets the shares of Near whose hours fit
	// and whose stated requirements are met.
	Near     int     `json:"near"`
	PerWeek  float64 `json:"per_week"`
	HoursFit float64 `json:"hours_fit"`
	Meets    float64 `json:"meets"`
	// Suitable and Promising are 0–100; the list is ordered by both.
	Suitable  float64  `json:"suitable"`
	Promising float64  `json:"promising"`
	Examples  []string `json:"examples,omitempty"`
}

// prospect counts the vacancies of one direction.
type prospect struct {
	openings, without, asking, near, fresh, hours, meets int
	examples                                             []int32
}

// newIn is the days over which new vacancies are counted.
const newIn = 28

// suggestLeast is the likeness to earlier work from which an occupation outside
// the search profile is worth proposing, suggestMost how many are.
const (
	suggestLeast = 0.45
	suggestMost  = 8
)

// Directions weighs every direction of the search profile, and occupations near
// earlier work that could be new ones: the coach's orientation list.
func (m *Matcher) Directions(ctx context.Context, q Request, v *column.View) ([]Prospect, error) {
	if q.Worker == nil {
		return nil, fmt.Errorf("directions: a worker is needed")
	}
	p := m.plan(&q, v)
	own := make([]prospect, p.directions)
	others := map[uint16]*prospect{}
	since := column.Day(q.AsOf.AddDate(0, 0, -newIn))
	var o Outcome
	var sc Scores
	for i := range v.Open.Len() {
		if i&8191 == 0 {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
		}
		if v.Open.Removed(i) {
			continue
		}
		r := v.Open.Row(i)
		p.place(&r, &sc)
		var to *prospect
		switch occ := &p.occupations[r.Occupation]; {
		case sc.Outside&(OutsideDirection|OutsideExcluded) == 0 && sc.Direction >= 0:
			to = &own[sc.Direction]
		case sc.Outside&OutsideExcluded != 0 || r.Occupation == 0 || occ.background < suggestLeast:
			continue
		default:
			if to = others[r.Occupation]; to == nil {
				to = &prospect{}
				others[r.Occupation] = to
			}
		}
		p.judge(&r, &o)
		to.add(p, r, &o, &sc, int32(i), since)
	}
	var out []Prospect
	for d := range own {
		out = append(out, own[d].show(v, p.Worker.Search.Directions[d].Text, false, 1))
	}
	var fresh []Prospect
	for occ, x := range others {
		fresh = append(fresh, x.show(v, v.Dicts.Occupations.Name(uint32(occ)), true, p.occupations[occ].background))
	}
	sortProspects(out)
	sortProspects(fresh)
	return append(out, fresh[:min(len(fresh), suggestMost)]...), nil
}

func sortProspects(list []Prospect) {
	slices.SortFunc(list, func(a, b Prospect) int {
		return cmp.Or(cmp.Compare(b.Suitable*b.Promising, a.Suitable*a.Promising), cmp.Compare(b.Openings, a.Openings), cmp.Compare(a.Direction, b.Direction))
	})
}

func (x *prospect) add(p *Plan, r column.Row, o *Outcome, sc *Scores, row int32, since uint16) {
	x.openings++
	health := *o
	health.Hard &= healthGrounds
	health.AskAbout &= healthGrounds
	health.settle()
	switch {
	case health.Verdict <= Conditional:
		x.without++
	case health.Verdict == Ask:
		x.asking++
	default:
		return
	}
	if sc.Outside&(OutsideTravel|OutsideCountry) != 0 {
		return
	}
	x.near++
	if dateOf(r.Gate) >= since {
		x.fresh++
	}
	if p.hoursMax == 0 || int(r.HoursMin) <= p.hoursMax {
		x.hours++
	}
	if o.Hard&^healthGrounds == 0 {
		x.meets++
		if len(x.examples) < whatIfExamples {
			x.examples = append(x.examples, row)
		}
	}
}

// show turns counts into shares. Suitable counts an opening with questions
// half; promising grows with what is open near and met, at half with ten.
func (x *prospect) show(v *column.View, name string, suggested bool, likeness float32) Prospect {
	out := Prospect{Direction: name, Suggested: suggested, Openings: x.openings, Near: x.near, PerWeek: round(float32(x.fresh) * 7 / newIn)}
	if x.openings > 0 {
		n := float32(x.openings)
		out.Without, out.Asking = round(100*float32(x.without)/n), round(100*float32(x.asking)/n)
		out.Suitable = round(100 * (float32(x.without) + 0.5*float32(x.asking)) / n)
	}
	if x.near > 0 {
		n := float32(x.near)
		out.HoursFit, out.Meets = round(100*float32(x.hours)/n), round(100*float32(x.meets)/n)
		out.Promising = round(100 * likeness * saturate(x.near, 10) * (0.5*float32(x.hours)/n + 0.5*float32(x.meets)/n))
	}
	for _, row := range x.examples {
		out.Examples = append(out.Examples, v.Open.ID(int(row)))
	}
	return out
}
