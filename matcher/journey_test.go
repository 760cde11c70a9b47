package matcher

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"passend/index/column"
	"passend/index/place"
	"passend/matcher/profile"
)

// TestJourneyIsNeverLongerThanTheModel compares the journeys that a scan and a
// card tell with the model of travel, waters included: a scan may think a place
// nearer than it is, never further, so that it loses none. The two round, which
// is a minute.
func TestJourneyIsNeverLongerThanTheModel(t *testing.T) {
	model := place.DefaultModel()
	m, err := New(World{Knowledge: fakeKnowledge{}, Places: FromGazetteer(place.Default(), model.Paces)})
	if err != nil {
		t.Fatal(err)
	}
	v := column.NewStore(nil).View()
	rng := rand.New(rand.NewPCG(1, 2))
	for _, home := range []string{"Maastricht", "Den Helder", "Enkhuizen", "Utrecht", "Vlissingen", "Groningen"} {
		for _, means := range []profile.Means{profile.Car, profile.PublicTransport, profile.Bicycle} {
			w := &profile.Worker{Person: profile.Person{Home: profile.Home{Place: home}}, Search: profile.Search{Travel: []profile.Limit{{Means: means, Minutes: 45}}}}
			p := m.Compile(w, v, testDay, time.Time{}, Rules{})
			if !p.home {
				t.Fatalf("%s is not found", home)
			}
			from := place.Point{Lat: p.lat, Lon: p.lon}
			for range 2000 {
				g := column.Gate{Lat: float32(50.8 + 2.7*rng.Float64()), Lon: float32(3.5 + 3.6*rng.Float64()), Flags: column.PlaceKnown}
				to := place.Point{Lat: float64(g.Lat), Lon: float64(g.Lon)}
				d := math.Sqrt(p.distance2(&g))
				if exact := float64(place.Distance(from, to)); math.Abs(d-exact) > 2+exact/1000 {
					t.Fatalf("%s to %v: %.0f m, want %.0f", home, to, d, exact)
				}
				_, took := p.journey(d * d)
				if longest, _ := model.Minutes(from, to, place.Means(means)); float64(took) > 1.002*float64(longest)+1 {
					t.Fatalf("%s to %v by %s: %.1f minutes, the model %d", home, to, means, took, longest)
				}
			}
		}
	}
}
