package matcher

import (
	"math"

	"passend/index/column"
	"passend/matcher/profile"
)

// bounds are squares of distances in metres: up to within every journey is
// within the search profile, beyond the other none is.
type bounds struct{ within, beyond float64 }

// reach is one means of travel with its longest journey in minutes.
type reach struct {
	means   profile.Means
	minutes float64
	// table gives the minutes by steps of the straight distance.
	table [reachSteps + 1]float32
}

// Travel times are tabulated by steps of reachStep metres.
const (
	reachStep  = 1000
	reachSteps = 250
)

func (p *Plan) compileTravel(m *Matcher) {
	lat, lon, ok := m.world.Places.Home(p.Worker.Person.Home)
	p.lat, p.lon, p.home = lat, lon, ok
	const rad = math.Pi / 180
	p.cos, p.turn = math.Cos(lat*rad), math.Sin(lat*rad)*rad/2
	for _, t := range p.Worker.Search.Travel {
		if t.Minutes <= 0 || m.world.Places.Minutes(reachStep, t.Means) < 0 {
			continue
		}
		r := reach{means: t.Means, minutes: float64(t.Minutes)}
		for i := range r.table {
			r.table[i] = float32(m.world.Places.Minutes(float64(i*reachStep), t.Means))
			r.table[i] = max(r.table[i], r.table[max(i-1, 0)]) // further never takes less
		}
		p.reach = append(p.reach, r)
	}
	if len(p.reach) > 0 {
		p.bounds = [2]bounds{p.boundsOf(p.weights.TravelMost), p.boundsOf(p.weights.TravelMost * roughMore)}
	}
}

// boundsOf finds the bounds for the longest share of a journey. The distances
// between them are those where rounding or a step of the table decides.
func (p *Plan) boundsOf(longest float32) bounds {
	const near = 1e-4
	b := bounds{within: -1, beyond: math.Inf(1)}
	share := func(step int) float32 {
		f, _ := p.journey(float64(step*reachStep) * float64(step*reachStep))
		return f
	}
	for i := 0; i <= reachSteps && share(i) <= longest*(1-near); i++ {
		b.within = float64(i*reachStep) * float64(i*reachStep)
	}
	for i := reachSteps; i >= 0 && share(i) > longest*(1+near); i-- {
		b.beyond = float64(i*reachStep) * float64(i*reachStep)
	}
	return b
}

const metresPerDegree = 111195 // of a great circle on a sphere of 6,371 km

// travel compares the estimated journey by the worker's means with the longest
// one sought.
func (p *Plan) travel(r *column.Row, s *Scores) {
	if r.Flags&column.FullRemote != 0 {
		p.set(s, PartTravel, 1)
		return
	}
	abroad := p.abroad(r.Gate)
	if abroad {
		s.Outside |= OutsideCountry
		p.set(s, PartTravel, 0)
	}
	if !p.located(r.Gate) {
		return
	}
	s.Share, s.Minutes = p.journey(p.distance2(r.Gate))
	if abroad {
		return
	}
	limit := p.longest(r.Gate)
	switch share := s.Share; {
	case share <= 0.5:
		p.set(s, PartTravel, 1)
	case share <= 1:
		p.set(s, PartTravel, 1-0.5*(share-0.5)/0.5)
	default:
		p.set(s, PartTravel, 0.5*(limit-share)/(limit-1))
	}
	if s.Share > limit {
		s.Outside |= OutsideTravel
	}
}

// abroad reports another country than those sought.
func (p *Plan) abroad(g *column.Gate) bool {
	return g.Flags&column.Abroad != 0 && (g.Flags&column.InBelgium == 0 || !p.Worker.Search.Abroad)
}

// located reports that a journey can be told.
func (p *Plan) located(g *column.Gate) bool {
	return g.Flags&column.PlaceKnown != 0 && p.home && len(p.reach) > 0
}

// distance2 is the square of the straight distance in metres, on a plane at the
// latitude between both: within 250 km less than a thousandth off.
func (p *Plan) distance2(g *column.Gate) float64 {
	up := float64(g.Lat) - p.lat
	dy := up * metresPerDegree
	dx := (float64(g.Lon) - p.lon) * metresPerDegree * (p.cos - p.turn*up)
	return dx*dx + dy*dy
}

// journey is that by the best means: as a share of the longest one sought, and
// in minutes.
func (p *Plan) journey(distance2 float64) (share, minutes float32) {
	at := float32(math.Sqrt(distance2) / reachStep)
	share = math.MaxFloat32
	for i := range p.reach {
		t := &p.reach[i]
		took := t.at(at)
		if f := took / float32(t.minutes); f < share {
			share, minutes = f, took
		}
	}
	return share, minutes
}

// roughMore is how much further a place may be that is the middle of a region.
const roughMore = 1.3

// longest is the share of the longest journey sought beyond which a vacancy is
// outside the search profile.
func (p *Plan) longest(g *column.Gate) float32 {
	if g.Flags&column.LocationRough != 0 {
		return p.weights.TravelMost * roughMore
	}
	return p.weights.TravelMost
}

// tooFar reports what travel puts outside for the journey. Most distances need
// no journey to tell.
func (p *Plan) tooFar(g *column.Gate) bool {
	if !p.located(g) {
		return false
	}
	d := p.distance2(g)
	reach := &p.bounds[g.Flags&column.LocationRough/column.LocationRough]
	if d <= reach.within {
		return false
	}
	if d > reach.beyond {
		return true
	}
	share, _ := p.journey(d)
	return share > p.longest(g)
}

// at interpolates the minutes of a distance in steps, and goes on beyond the
// table as its second half does.
func (t *reach) at(steps float32) float32 {
	if steps >= reachSteps {
		last := t.table[reachSteps]
		return last + (last-t.table[reachSteps/2])*(steps-reachSteps)/(reachSteps/2)
	}
	i := int(steps)
	return t.table[i] + (t.table[i+1]-t.table[i])*(steps-float32(i))
}
