package reading

import (
	"testing"

	"passend/index/demand"
	"passend/index/vacancy"
)

// TestClockTimes holds how far stated times reach beyond the day, and what is
// no time of work.
func TestClockTimes(t *testing.T) {
	r := testReader(t)
	for _, c := range []struct {
		text string
		want demand.Level
	}{
		{"Je werkt van 08.00 tot 17.00 uur.", demand.Unknown},
		{"Je werkt van 06:00 tot 14:00 uur.", demand.Unknown},
		{"Je werkt van 05:00 tot 13:00 uur.", 1},
		{"Je diensten liggen tussen 06.00 en 22.00 uur.", 2},
		{"De dienst is 22.00–06.00.", 3},
		{"Je werkt van 14:00 - 22:30 uur.", 2},
		{"Je werkt van 20.00 tot 04.00 uur.", 3},
		{"Wij zijn bereikbaar van 09.00 tot 21.00 uur.", demand.Unknown},
		{"Op zaterdag zijn we dicht.", demand.Unknown},
		{"We zijn op zondag gesloten.", demand.Unknown},
		{"Op zaterdag werk je dicht bij huis.", 2},
	} {
		got := r.Read(&vacancy.Vacancy{Title: "Medewerker", Text: c.text})
		level := demand.Unknown
		if d := got.Demand(demand.DayPeriods); d != nil {
			level = d.Level
		}
		if level != c.want {
			t.Errorf("%q: level %d, want %d", c.text, level, c.want)
		}
	}
}

// TestRollingLoads holds that a load on wheels is pushed, not lifted, and that
// steps and hours on the feet are walking.
func TestRollingLoads(t *testing.T) {
	r := testReader(t)
	for _, c := range []struct {
		text string
		key  demand.Key
		want demand.Level
	}{
		{"Je rolt een kar van 120 kilo naar de afdeling.", demand.LiftCarry, demand.Unknown},
		{"Je rolt een kar van 120 kilo naar de afdeling.", demand.PushPull, 2},
		{"Je duwt rolcontainers van 200 kg.", demand.LiftCarry, demand.Unknown},
		{"Je stapelt pallets.", demand.LiftCarry, 2},
		{"Je lost containers.", demand.LiftCarry, 2},
		{"De dagelijkse schoonmaak van de keuken hoort erbij.", demand.SkinContact, 2},
		{"Je loopt 15.000 stappen.", demand.WalkAtWork, 3},
		{"Je bent de hele dag op de been.", demand.WalkAtWork, 3},
		{"Je bent de hele dag op de been.", demand.StandAtWork, 3},
		{"Je loopt 12 kilometer per dienst.", demand.WalkAtWork, 3},
		{"Je loopt zo'n 3 uur per dag.", demand.WalkAtWork, 2},
	} {
		got := r.Read(&vacancy.Vacancy{Title: "Medewerker", Text: c.text})
		level := demand.Unknown
		if d := got.Demand(c.key); d != nil {
			level = d.Level
		}
		if level != c.want {
			t.Errorf("%q: %s level %d, want %d", c.text, c.key, level, c.want)
		}
	}
}

func TestHeadsAfterTheOffer(t *testing.T) {
	v := &vacancy.Vacancy{Title: "Medewerker", Text: "Wat we bieden\n- Een goed salaris\n\nWie we zoeken\n- Je kunt goed samenwerken\n"}
	got := testReader(t).Read(v)
	if d := got.Demand(demand.Cooperation); d == nil || d.Section != "requirements" || d.Level != 2 {
		t.Errorf("%+v", d)
	}
}
