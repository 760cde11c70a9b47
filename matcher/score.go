package matcher

import (
	"math"

	"passend/index/column"
)

// Scores are what a vacancy means for a worker besides the verdict.
type Scores struct {
	// value holds 0–1 per part; known marks the parts that something is stated
	// about. weight is the sum of the known weights of wens and of kans, sum that
	// of their values by weight.
	value       [partCount]float32
	known       uint32
	sum, weight [2]float32
	// Preference (wens), Qualification (kans) and Certainty (zekerheid) are
	// 0–100; Order is what a band is sorted by.
	Preference, Qualification, Certainty, Order float32
	// Outside are the reasons why it lies outside the search profile.
	Outside Outside
	// Direction is the index of the direction that fits best, -1 none.
	Direction int8
	// Minutes is the estimated journey by the best means, -1 unknown.
	Minutes float32
	// Share is the journey as a share of the longest one sought.
	Share float32
}

// Outside says why a vacancy lies outside the search profile; each is a bit.
type Outside uint8

// The reasons.
const (
	OutsideDirection Outside = 1 << iota
	OutsideExcluded
	OutsideTravel
	OutsideCountry
	OutsideEmployer
)

// set states one part, 0–1; each at most once.
func (p *Plan) set(s *Scores, part Part, v float32) {
	v = min(max(v, 0), 1)
	s.value[part] = v
	s.known |= 1 << part
	which, w := 0, p.weights.part[part]
	if part >= firstQualification {
		which = 1
	}
	s.sum[which] += w * v
	s.weight[which] += w
}

// Known reports whether something is stated about the part.
func (s *Scores) Known(p Part) bool { return s.known>>p&1 != 0 }

// score fills in the scores of one row; o is its outcome. It does not allocate.
func (p *Plan) score(r *column.Row, o *Outcome, s *Scores) {
	p.place(r, s)
	p.rest(r, o, s)
	s.Certainty = p.certainty(r, o, s)
}

// place finds what decides whether the vacancy lies within the search profile.
func (p *Plan) place(r *column.Row, s *Scores) {
	*s = Scores{Direction: -1, Minutes: -1}
	p.direction(r, s)
	p.travel(r, s)
	if len(p.barredEmpl) > 0 && p.barredEmpl[r.Employer] {
		s.Outside |= OutsideEmployer
	}
}

// rest fills in what place left, but for the certainty, which orders nothing.
func (p *Plan) rest(r *column.Row, o *Outcome, s *Scores) {
	p.background(r, s)
	p.finish(r, o, s)
}

// finish fills in what place and background left.
func (p *Plan) finish(r *column.Row, o *Outcome, s *Scores) {
	p.wishHours(r, s)
	p.wishes(r, s)
	p.competences(r, s)
	p.requirements(r, s)
	s.Preference, s.Qualification = s.mean(0), s.mean(1)
	mean := geometric(p.settled(s, 0, s.Preference), p.settled(s, 1, s.Qualification))
	s.Order = max(0, mean-p.deduction(o)) * p.over(r, s)
}

func geometric(a, b float32) float32 { return float32(math.Sqrt(float64(a) * float64(b))) }

// slack is more than what rounding can make of an order, in points.
const slack = 0.01

// atMost is the highest that orderFor can come out at when place and background
// are filled in and all that is still to be compared would fit in full.
func (p *Plan) atMost(r *column.Row, o *Outcome, s *Scores) float32 {
	wens := p.weights.total[0]
	if p.role == ForJobHunter {
		wens = p.openTotal
	}
	lost := s.weight[0] - s.sum[0]
	for _, part := range [...]Part{PartDirection, PartTravel} {
		if !s.Known(part) {
			lost += p.weights.part[part] * (1 - p.weights.Neutral/100)
		}
	}
	kans := 1 - (s.weight[1]-s.sum[1])/p.weights.total[1]
	most := 100*geometric(1-lost/wens, kans) + slack
	if p.role == ForJobHunter {
		return most
	}
	return max(0, most-p.deduction(o)) * p.over(r, s)
}

// over is the share of the order that is left by what the vacancy is beyond: a
// contract that is no job, a level above the worker's, a journey too long.
func (p *Plan) over(r *column.Row, s *Scores) float32 {
	left := float32(1)
	if r.Contracts != 0 && r.Contracts&p.contracts == 0 && r.Contracts&^noJob == 0 {
		left *= 1 - p.weights.NoJobOver
	}
	if r.Flags&p.level != 0 {
		left *= 1 - p.weights.LevelOver
	}
	if s.Share > 1 {
		left *= 1 - p.weights.TravelOver*min(1, (s.Share-1)/(p.weights.TravelMost-1))
	}
	return left
}

// mean is the weighted mean of the known parts of wens or of kans, 0–100.
func (s *Scores) mean(which int) float32 {
	if s.weight[which] == 0 {
		return 0
	}
	return 100 * s.sum[which] / s.weight[which]
}

// deduction is what is taken off the order for what has to be asked or arranged.
func (p *Plan) deduction(o *Outcome) float32 {
	off := min(p.weights.Question*float32(o.Questions()), p.weights.QuestionsMost)
	off += p.weights.Arrange * float32(o.Amber.Len())
	if o.AskAbout&GroundHours != 0 {
		off += p.weights.HoursQuestion
	}
	return off
}

// openWishes are the parts of wens that tell nothing of the capacity. Hours,
// times and working from home may follow from it, whoever filled them in.
var openWishes = [...]Part{PartDirection, PartTravel, PartContract, PartSector}

// outsideHealth gives wens and order from the parts that a job hunter may see:
// no hours, times, working from home, questions or limits. Both are 0–100.
func (p *Plan) outsideHealth(s *Scores) (preference, order float32) {
	var sum, known float32
	for _, part := range openWishes {
		if w := p.weights.part[part]; s.Known(part) {
			sum += w * s.value[part]
			known += w
		}
	}
	all := p.openTotal
	if known > 0 {
		preference = 100 * sum / known
	}
	settled := (100*sum + (all-known)*p.weights.Neutral) / all
	return preference, geometric(settled, p.settled(s, 1, s.Qualification))
}

// orderFor is what the list of the plan's reader is sorted by.
func (p *Plan) orderFor(s *Scores) float32 {
	if p.role != ForJobHunter {
		return s.Order
	}
	_, order := p.outsideHealth(s)
	return order
}

// noJob are contracts that are no employment: they are rarely what is sought.
var noJob = column.ContractBit("zzp") | column.ContractBit("stage") | column.ContractBit("vrijwillig")

// settled draws a score towards the neutral value by what is not stated: a
// score that rests on one part only must not outrank one that rests on all.
func (p *Plan) settled(s *Scores, which int, score float32) float32 {
	known := s.weight[which] / p.weights.total[which]
	return known*score + (1-known)*p.weights.Neutral
}

// certainty is how much was stated: half of it over the parts of the scores,
// half over the restricted items (an occupation counts half of a text).
func (p *Plan) certainty(r *column.Row, o *Outcome, s *Scores) float32 {
	var all, known float32
	for i := range partCount {
		all += p.weights.part[i]
		if s.known>>i&1 != 0 {
			known += p.weights.part[i]
		}
	}
	parts := known / all
	own := p.limits.all.Without(p.limits.derived)
	n := own.Len()
	if n == 0 {
		return 100 * parts
	}
	text := own.And(r.Levels.Task.Or(r.Levels.Trait)).Len()
	silent := o.Silent.Len()
	items := (float32(text) + 0.5*float32(n-text-silent)) / float32(n)
	return 50 * (parts + items)
}

// wishHours is how much of the range offered lies in the range sought.
func (p *Plan) wishHours(r *column.Row, s *Scores) {
	least, most := int(r.HoursMin), int(r.HoursMax)
	if p.hoursMax == 0 || (least == 0 && most == 0) {
		return
	}
	if most == 0 {
		most = least
	}
	miss := max(least-p.hoursMax, p.hoursMin-most, 0)
	v := 1 - float32(miss)/float32(8*4)
	if r.Flags&column.HoursStated == 0 {
		v = 0.5 + 0.5*v
	}
	p.set(s, PartHours, v)
}

// wishes are times, working from home, contract and sector.
func (p *Plan) wishes(r *column.Row, s *Scores) {
	if p.wishTimes != 0 && (r.ClockTo != 0 || r.Flags&(column.Evening|column.Night|column.Saturday|column.Sunday|column.Shifts) != 0) {
		v := float32(1)
		if r.Flags&p.wishTimes != 0 {
			v = 0.2
		}
		p.set(s, PartTimes, v)
	}
	if wish := p.Worker.Search.Remote; wish != "" && wish != "none" {
		switch {
		case r.Flags&(column.Hybrid|column.FullRemote) != 0:
			p.set(s, PartRemote, 1)
		case r.Flags&column.NoRemote != 0:
			p.set(s, PartRemote, 0)
		}
	}
	if p.contracts != 0 && r.Contracts != 0 {
		v := float32(0)
		if r.Contracts&p.contracts != 0 {
			v = 1
		}
		p.set(s, PartContract, v)
	}
	if p.anySector && r.Sector != 0 {
		v := float32(0)
		if p.sectors[r.Sector] {
			v = 1
		}
		p.set(s, PartSector, v)
	}
}
