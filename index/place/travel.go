package place

import "math"

// earthRadius is the mean radius in metres (IUGG).
const earthRadius = 6_371_008.8

// Distance returns the great-circle distance in whole metres (haversine).
func Distance(a, b Point) int {
	const rad = math.Pi / 180
	dLat, dLon := (b.Lat-a.Lat)*rad, (b.Lon-a.Lon)*rad
	h := math.Pow(math.Sin(dLat/2), 2) + math.Cos(a.Lat*rad)*math.Cos(b.Lat*rad)*math.Pow(math.Sin(dLon/2), 2)
	return int(math.Round(2 * earthRadius * math.Asin(math.Sqrt(min(1, h)))))
}

// Means is a way to travel; the values are those of profile files.
type Means string

// The means of transport.
const (
	Car             Means = "car"
	PublicTransport Means = "public_transport"
	Bicycle         Means = "bicycle"
	EBike           Means = "e_bike"
	Moped           Means = "moped"
	Walking         Means = "walking"
)

// Router estimates a journey from door to door in minutes; ok is false when it
// cannot tell. A real router can stand in for the Model.
type Router interface {
	Minutes(from, to Point, means Means) (minutes int, ok bool)
}

var _ Router = Model{}

// Band is a stretch of a journey that is travelled at one speed.
type Band struct {
	// Until is where the band ends, in kilometres from the start; the last band
	// has no end.
	Until float64
	// Speed is in kilometres an hour.
	Speed float64
}

// Pace describes one means of transport.
type Pace struct {
	// Fixed is time in minutes for every journey: walking to the stop, waiting,
	// parking.
	Fixed float64
	// Detour is the length of the road divided by the straight line.
	Detour float64
	Bands  []Band
}

// Model estimates travel times without a network: straight line, around wide
// waters by their crossings, times a detour factor, at speeds that grow with the
// distance. It is an estimate for sorting and limits, no journey planner.
type Model struct {
	Paces  map[Means]Pace
	Waters []Water
}

// DefaultModel returns the model that is used when no other is configured. The
// figures are judgement checked against well-known journeys (see the tests).
func DefaultModel() Model {
	return Model{Waters: waters, Paces: map[Means]Pace{
		Car: {Fixed: 5, Detour: 1.3, Bands: []Band{{5, 30}, {15, 55}, {50, 85}, {0, 95}}},
		// From the centre of one city to that of another an intercity does 100 km/h
		// and more with its stops; the first kilometres are a bus, a walk and a wait.
		PublicTransport: {Fixed: 14, Detour: 1.35, Bands: []Band{{5, 22}, {15, 50}, {0, 110}}},
		Bicycle:         {Fixed: 2, Detour: 1.25, Bands: []Band{{0, 16}}},
		EBike:           {Fixed: 2, Detour: 1.25, Bands: []Band{{0, 21}}},
		Moped:           {Fixed: 3, Detour: 1.3, Bands: []Band{{0, 32}}},
		Walking:         {Fixed: 0, Detour: 1.2, Bands: []Band{{0, 5}}},
	}}
}

// Minutes estimates the journey; ok is false for an unknown means or point.
func (m Model) Minutes(from, to Point, means Means) (int, bool) {
	p, ok := m.Paces[means]
	if !ok || from.IsZero() || to.IsZero() {
		return 0, false
	}
	straight, extra := m.around(from, to)
	left, at, minutes := straight/1000*p.Detour, 0.0, p.Fixed+extra
	for _, b := range p.Bands {
		part := left
		if b.Until > 0 {
			part = min(left, b.Until-at)
		}
		minutes += part / b.Speed * 60
		left, at = left-part, b.Until
		if left <= 0 {
			break
		}
	}
	return int(math.Round(minutes)), true
}

// Water is a wide water: a line along it that a straight road cannot cross, and
// the bridges, dams, tunnels and ferries that can.
type Water struct {
	Name      string
	Line      []Point
	Crossings []Crossing
}

// Crossing is a way over a water; Wait is in minutes (a ferry).
type Crossing struct {
	At   Point
	Wait float64
}

// around returns the length in metres of the way from a to b by the best
// crossing of each water between them, and the waiting in minutes.
func (m Model) around(a, b Point) (metres, wait float64) {
	metres = float64(Distance(a, b))
	straight := metres
	for _, w := range m.Waters {
		if !w.between(a, b) {
			continue
		}
		best, bestWait := math.Inf(1), 0.0
		for _, c := range w.Crossings {
			if d := float64(Distance(a, c.At) + Distance(c.At, b)); d+c.Wait*ferryMetre < best+bestWait*ferryMetre {
				best, bestWait = d, c.Wait
			}
		}
		if extra := best - straight; len(w.Crossings) > 0 && extra > 0 {
			metres += extra
			wait += bestWait
		}
	}
	return metres, wait
}

// ferryMetre weighs a minute of waiting against metres driven.
const ferryMetre = 800

// between reports whether the segment from a to b crosses the water's line.
func (w Water) between(a, b Point) bool {
	for i := 1; i < len(w.Line); i++ {
		if crosses(a, b, w.Line[i-1], w.Line[i]) {
			return true
		}
	}
	return false
}

func crosses(a, b, c, d Point) bool {
	side := func(p, q, r Point) bool {
		return (q.Lon-p.Lon)*(r.Lat-p.Lat) > (q.Lat-p.Lat)*(r.Lon-p.Lon)
	}
	return side(a, b, c) != side(a, b, d) && side(c, d, a) != side(c, d, b)
}

// waters are the wide waters of the Netherlands; rivers with many bridges are
// left out. Positions are rounded to about a kilometre.
var waters = []Water{
	{"IJsselmeer", []Point{{53.07, 5.20}, {52.85, 5.25}, {52.60, 5.35}, {52.45, 5.15}, {52.36, 5.08}, {52.33, 5.10}},
		[]Crossing{{Point{53.01, 5.18}, 0}, {Point{52.61, 5.37}, 0}, {Point{52.33, 5.14}, 0}}},
	{"Randmeren", []Point{{52.33, 5.12}, {52.30, 5.32}, {52.27, 5.42}, {52.35, 5.62}, {52.44, 5.75}, {52.53, 5.85}},
		[]Crossing{{Point{52.33, 5.14}, 0}, {Point{52.29, 5.30}, 0}, {Point{52.25, 5.45}, 0}, {Point{52.36, 5.63}, 0}, {Point{52.46, 5.79}, 0}, {Point{52.56, 5.87}, 0}}},
	{"Ketelmeer", []Point{{52.62, 5.55}, {52.60, 5.70}, {52.59, 5.83}}, []Crossing{{Point{52.61, 5.63}, 0}, {Point{52.58, 5.85}, 0}}},
	{"Westerschelde", []Point{{51.42, 3.40}, {51.40, 3.60}, {51.39, 3.85}, {51.40, 4.05}, {51.36, 4.24}}, []Crossing{{Point{51.38, 3.82}, 0}, {Point{51.27, 4.33}, 0}}},
	{"Oosterschelde", []Point{{51.64, 3.66}, {51.58, 3.88}, {51.52, 4.05}, {51.53, 4.17}}, []Crossing{{Point{51.63, 3.71}, 0}, {Point{51.61, 3.91}, 0}, {Point{51.47, 4.20}, 0}}},
	{"Grevelingen", []Point{{51.76, 3.83}, {51.73, 4.00}, {51.69, 4.14}}, []Crossing{{Point{51.75, 3.86}, 0}, {Point{51.68, 4.16}, 0}}},
	{"Haringvliet", []Point{{51.84, 4.03}, {51.78, 4.20}, {51.71, 4.38}, {51.69, 4.45}}, []Crossing{{Point{51.83, 4.05}, 0}, {Point{51.70, 4.36}, 0}}},
	{"Hollands Diep", []Point{{51.69, 4.45}, {51.71, 4.65}, {51.72, 4.80}}, []Crossing{{Point{51.72, 4.64}, 0}, {Point{51.69, 4.43}, 0}, {Point{51.73, 4.88}, 0}}},
	{"Nieuwe Waterweg", []Point{{51.99, 4.08}, {51.92, 4.24}, {51.89, 4.35}, {51.90, 4.43}}, []Crossing{{Point{51.92, 4.22}, 0}, {Point{51.89, 4.37}, 0}, {Point{51.90, 4.46}, 0}}},
	{"Noordzeekanaal", []Point{{52.46, 4.58}, {52.45, 4.65}, {52.42, 4.80}, {52.40, 4.88}, {52.38, 4.93}}, []Crossing{{Point{52.46, 4.63}, 0}, {Point{52.42, 4.86}, 0}, {Point{52.38, 4.91}, 0}}},
	{"Marsdiep", []Point{{52.98, 4.70}, {52.987, 4.82}, {53.06, 4.93}}, []Crossing{{Point{52.98, 4.78}, 45}}},
	{"Waddenzee", []Point{{53.22, 5.00}, {53.32, 5.35}, {53.40, 5.75}, {53.42, 6.20}}, []Crossing{{Point{53.17, 5.41}, 90}, {Point{53.40, 5.88}, 75}, {Point{53.41, 6.20}, 75}}},
}
