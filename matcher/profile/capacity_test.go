package profile

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"passend/index/demand"
)

func level(n int) *int { return &n }

func day(s string) time.Time {
	t, _ := time.Parse(DateLayout, s)
	return t
}

func TestSeverityOf(t *testing.T) {
	for _, c := range []struct {
		name   string
		source SourceType
		item   Item
		want   demand.Level
		basis  Basis
	}{
		{"four steps stay", FMLA, Item{Key: demand.LiftCarry, Level: level(2)}, 2, BasisRule},
		{"three steps move up", FMLA, Item{Key: demand.Bend, Level: level(1)}, 2, BasisRule},
		{"three steps, strongly", FMLB, Item{Key: demand.Conflict, Level: level(2)}, 3, BasisRule},
		{"binary is beperkt", FMLA, Item{Key: demand.Vibration, Level: level(1)}, 2, BasisRule},
		{"kneeling in list A", FMLA, Item{Key: demand.KneelSquat, Level: level(1)}, 2, BasisRule},
		{"kneeling in list B", FMLB, Item{Key: demand.KneelSquat, Level: level(1)}, 1, BasisRule},
		{"a person overrides", FMLA, Item{Key: demand.Vibration, Level: level(1), Severity: level(1)}, 1, BasisHuman},
		{"normal", FMLA, Item{Key: demand.Walk, Level: level(0)}, 0, BasisRule},
		{"condition by code", FMLA, Item{Key: demand.CondNoLeadership, Level: level(1), Options: []string{"2.12.5"}}, 2, BasisRule},
		{"condition by level", FMLB, Item{Key: demand.CondNoDeadlines, Level: level(1)}, 2, BasisRule},
		{"worst of the options", FMLB, Item{Key: demand.EmotionalProblemsOthers, Options: []string{"1", "3"}}, 3, BasisRule},
		{"options in words", FMLA, Item{Key: demand.DayPeriods, Options: []string{"1 niet elke avond"}}, 2, BasisRule},
		{"only a note", IZP, Item{Key: demand.Noise, Note: "geen lawaai"}, 2, BasisRule},
		{"nothing said", IZP, Item{Key: demand.Noise}, demand.Unknown, BasisNone},
		{"hours are numbers", FMLA, Item{Key: demand.HoursPerWeek, Level: level(2)}, demand.Unknown, BasisRule},
		{"meta", FMLA, Item{Key: demand.HandDominance, Level: level(1)}, 0, BasisRule},
	} {
		got, basis, err := c.source.SeverityOf(c.item)
		if got != c.want || basis != c.basis || err != nil {
			t.Errorf("%s: %d, %s, %v; want %d, %s", c.name, got, basis, err, c.want, c.basis)
		}
	}
	for _, bad := range []Item{{}, {Key: demand.Bend, Level: level(3)}, {Key: demand.Walk, Severity: level(4)}, {Key: demand.EmotionalProblemsOthers, Options: []string{"7"}}} {
		if got, _, err := FMLA.SeverityOf(bad); err == nil || got != demand.Unknown {
			t.Errorf("%+v: %d, %v", bad, got, err)
		}
	}
}

func TestSeverityProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		source := rapid.SampledFrom([]SourceType{FMLA, FMLB, IZP, BAR, Free}).Draw(t, "source")
		key := demand.Key(rapid.IntRange(0, demand.Count-1).Draw(t, "key"))
		n := rapid.IntRange(-1, 5).Draw(t, "level")
		sev, _, err := source.SeverityOf(Item{Key: key, Level: &n})
		if sev < demand.Unknown || sev > 3 {
			t.Fatalf("severity %d", sev)
		}
		if err != nil && sev != demand.Unknown {
			t.Fatalf("an error with severity %d", sev)
		}
		if n == 0 && err == nil && sev > 0 {
			t.Fatalf("%s: normal has severity %d", key, sev)
		}
		// A higher level of an ordinal item is never less severe.
		scale := demand.Lookup(key).Scale(source.List())
		if lower := n - 1; n > 0 && err == nil && (scale == demand.Ord3 || scale == demand.Ord4) {
			if before, _, err := source.SeverityOf(Item{Key: key, Level: &lower}); err != nil || before > sev {
				t.Fatalf("%s: level %d is %d, level %d is %d", key, lower, before, n, sev)
			}
		}
	})
}

func TestLimitationsAbsentItems(t *testing.T) {
	items := []Item{{Key: demand.Walk, Level: level(2)}}
	for source, want := range map[SourceType]demand.Level{FMLA: 0, FMLB: 0, IZP: demand.Unknown, BAR: demand.Unknown, Free: demand.Unknown} {
		l := Capacity{Source: source, Items: items}.Limitations(day("2026-12-01"))
		if l.Items[demand.Stand].Severity != want || l.Items[demand.Walk].Severity != 2 {
			t.Errorf("%s: absent %d, stated %d", source, l.Items[demand.Stand].Severity, l.Items[demand.Walk].Severity)
		}
	}
}

func TestLimitationsLifting(t *testing.T) {
	a := Capacity{Source: FMLA, Items: []Item{{Key: demand.LiftCarry, Level: level(2), Value: 5, Unit: "kg"}}}.Limitations(time.Time{})
	for _, k := range []demand.Key{demand.Lift, demand.Carry} {
		if x := a.Items[k]; x.Severity != 2 || x.Value != 5 || x.From != demand.LiftCarry {
			t.Errorf("list A, %s: %+v", k, x)
		}
	}
	b := Capacity{Source: FMLB, Items: []Item{{Key: demand.Lift, Level: level(1), Value: 10}, {Key: demand.Carry, Level: level(2), Value: 5}}}.Limitations(time.Time{})
	if x := b.Items[demand.LiftCarry]; x.Severity != 2 || x.Value != 5 || x.From != demand.Carry {
		t.Errorf("list B: %+v", x)
	}
	if x := b.Items[demand.Lift]; x.Severity != 1 || x.From != demand.None {
		t.Errorf("list B keeps lifting: %+v", x)
	}
}

func TestLimitationsTimes(t *testing.T) {
	for _, c := range []struct {
		name   string
		source SourceType
		item   Item
		clock  []ClockRange
		days   uint8
		shifts bool
	}{
		{"list B, both", FMLB, Item{Key: demand.DayPeriods, Options: []string{"1", "2"}}, []ClockRange{{1080, 1320, false}, {1320, 1800, false}}, 0, false},
		{"list A, night", FMLA, Item{Key: demand.DayPeriods, Options: []string{"2"}}, []ClockRange{{1440, 1800, false}}, 0, false},
		{"not every evening", FMLA, Item{Key: demand.DayPeriods, Options: []string{"1 niet elke avond"}}, []ClockRange{{1080, 1440, true}}, 0, false},
		{"in words", FMLB, Item{Key: demand.DayPeriods, Level: level(1), Options: []string{"geen nacht"}}, []ClockRange{{1320, 1800, false}}, 0, false},
		{"saturday", FMLA, Item{Key: demand.HoursOther, Level: level(1), Note: "niet op zaterdag werken (herstel in vast weekend)"}, nil, saturday, false},
		{"saturday is allowed", FMLA, Item{Key: demand.HoursOther, Level: level(1), Note: "geen ploegendienst, zaterdag mag wel"}, nil, 0, true},
		{"no limitation", FMLB, Item{Key: demand.DayPeriods, Level: level(0)}, nil, 0, false},
	} {
		l := Capacity{Source: c.source, Items: []Item{c.item}}.Limitations(time.Time{})
		if !slices.Equal(l.Clock, c.clock) || l.Days != c.days || l.NoShifts != c.shifts {
			t.Errorf("%s: %+v %b %v", c.name, l.Clock, l.Days, l.NoShifts)
		}
	}
}

func TestBuildUp(t *testing.T) {
	c := Capacity{Source: FMLB, HoursWeek: HoursLimit{20, "at_most"}, HoursDay: HoursLimit{4, "at_most"}, BuildUp: []Step{
		{From: "2026-12-07", HoursDay: 4, HoursWeek: 11}, {From: "2026-11-23", HoursDay: 3, HoursWeek: 9}, {From: "2027-02-01", HoursDay: 4, HoursWeek: 24},
	}}
	for at, want := range map[string][2]float64{"2026-11-01": {3, 9}, "2026-11-23": {3, 9}, "2026-12-06": {3, 9}, "2026-12-07": {4, 11}, "2027-03-01": {4, 20}} {
		l := c.Limitations(day(at))
		if l.Day.Now != want[0] || l.Week.Now != want[1] || l.Week.Final != 20 || l.Week.Qualifier != "at_most" {
			t.Errorf("%s: %+v %+v", at, l.Day, l.Week)
		}
	}
	byLevel := Capacity{Source: FMLA, Items: []Item{{Key: demand.HoursPerWeek, Level: level(2), Qualifier: "about"}, {Key: demand.HoursPerDay, Value: 6}}}.Limitations(time.Time{})
	if byLevel.Week != (HoursAt{30, 30, "about"}) || byLevel.Day.Final != 6 {
		t.Errorf("by level: %+v %+v", byLevel.Week, byLevel.Day)
	}
	if l := (Capacity{Source: FMLA}).Limitations(time.Time{}); l.Week != (HoursAt{}) {
		t.Errorf("no limit: %+v", l.Week)
	}
}

// TestBuildUpProperties: the value on a date is one of the steps or the final
// limit, never above it, and never falls as time goes on in a rising scheme.
func TestBuildUpProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		start := day("2026-01-01")
		c := Capacity{Source: FMLA, HoursWeek: HoursLimit{Hours: float64(rapid.IntRange(0, 40).Draw(t, "final"))}}
		hours := 0.0
		for i := range rapid.IntRange(0, 6).Draw(t, "steps") {
			hours += float64(rapid.IntRange(1, 5).Draw(t, "more"))
			c.BuildUp = append(c.BuildUp, Step{From: start.AddDate(0, 0, 14*i).Format(DateLayout), HoursWeek: hours})
		}
		before := 0.0
		for d := -30; d < 120; d += 5 {
			h := c.Limitations(start.AddDate(0, 0, d)).Week
			if h.Final > 0 && h.Now > h.Final {
				t.Fatalf("day %d: %+v", d, h)
			}
			if h.Now < before {
				t.Fatalf("day %d: falls from %g to %g", d, before, h.Now)
			}
			before = h.Now
		}
	})
}

func TestUsable(t *testing.T) {
	at := day("2026-11-25")
	for _, c := range []Capacity{{NoUsableCapacity: true}, {Status: "draft"}, {Status: "superseded"}, {ValidFrom: "2026-12-01"}, {ValidUntil: "2026-11-24"}} {
		if err := c.Usable(at); !errors.Is(err, ErrNotUsable) {
			t.Errorf("%+v: %v", c, err)
		}
	}
	if err := (Capacity{Status: "active", ValidFrom: "2026-11-25", ValidUntil: "2026-11-25"}).Usable(at); err != nil {
		t.Error(err)
	}
}

// TestDemoSeverities holds the three demonstration workers against the
// severities that their documents were written down with.
func TestDemoSeverities(t *testing.T) {
	want := map[string]map[demand.Key]demand.Level{
		"case-0417": {demand.Vibration: 2, demand.Bend: 2, demand.BendFrequent: 2, demand.Twist: 2, demand.PushPull: 2, demand.LiftCarry: 2,
			demand.HeavyLoadsFrequent: 2, demand.Walk: 1, demand.WalkAtWork: 1, demand.Climb: 1, demand.KneelSquat: 2, demand.Sit: 2,
			demand.SitAtWork: 1, demand.Stand: 2, demand.StandAtWork: 2, demand.KneelingActive: 2, demand.BentTwistedActive: 2, demand.PostureAlternation: 2},
		"case-0533": {demand.AttentionSustain: 2, demand.AttentionDivide: 2, demand.CondNoDistraction: 2, demand.CondPredictable: 2,
			demand.CondNoInterruptions: 2, demand.CondNoDeadlines: 2, demand.CondNoHighPace: 2, demand.CondFixedMethods: 2,
			demand.EmotionalProblemsOthers: 2, demand.Conflict: 2, demand.CondNoPatients: 2, demand.CondFallbackColleagues: 2,
			demand.CondNoLeadership: 2, demand.DayPeriods: 2},
		"case-0608": {demand.HandFingerUse: 2, demand.KeyboardMouseWork: 1, demand.PushPull: 2, demand.LiftCarry: 2, demand.HeavyLoadsFrequent: 2,
			demand.Climb: 2, demand.AboveShoulder: 3, demand.CondNoPersonalRisk: 2, demand.Vibration: 2},
	}
	workers, err := Demo()
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range workers {
		l := w.Capacity.Limitations(day("2026-12-23"))
		if len(l.Problems) > 0 || len(want[w.Label]) == 0 {
			t.Errorf("%s: %v", w.Label, l.Problems)
		}
		for k, sev := range want[w.Label] {
			if l.Items[k].Severity != sev {
				t.Errorf("%s %s: severity %d, want %d", w.Label, k, l.Items[k].Severity, sev)
			}
		}
	}
}

// TestWordingTellsNothing: whatever the capacity, the shareable wording holds no
// number, no code, no medical word, and none of the notes.
func TestWordingTellsNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := Capacity{Source: rapid.SampledFrom([]SourceType{FMLA, FMLB}).Draw(t, "source")}
		for range rapid.IntRange(0, 12).Draw(t, "items") {
			k := demand.Key(rapid.IntRange(1, demand.Count-1).Draw(t, "key"))
			c.Items = append(c.Items, Item{Key: k, Code: "4.14", Level: level(1), Note: "geheime toelichting", Value: 17})
		}
		c.HoursWeek.Hours = float64(rapid.IntRange(0, 40).Draw(t, "hours"))
		text := c.Shareable(day("2026-12-01"))
		if strings.ContainsAny(text, "0123456789") || strings.Contains(text, "geheime") {
			t.Fatalf("%q", text)
		}
		for _, f := range Guard(text) {
			t.Fatalf("%q in %q", f.Text, text)
		}
	})
}

func TestShareable(t *testing.T) {
	workers, err := Demo()
	if err != nil {
		t.Fatal(err)
	}
	for label, parts := range map[string][]string{
		"case-0417": {"afwisseling van houding", "licht werk", "zonder zwaar tillen", "verwegend zittend werk"},
		"case-0533": {"rustige werkplek", "vaste taken", "collega's nabij", "zonder zorgtaken", "werk overdag", "deeltijd", "opbouw"},
		"case-0608": {"licht werk", "niet boven de macht", "kortere werkdagen"},
	} {
		i := slices.IndexFunc(workers, func(w Worker) bool { return w.Label == label })
		got := workers[i].Capacity.Shareable(day("2026-11-25"))
		for _, p := range parts {
			if !strings.Contains(got, p) {
				t.Errorf("%s: %q is not in %q", label, p, got)
			}
		}
	}
	if got := (Capacity{Source: FMLA}).Shareable(time.Time{}); got != "" {
		t.Errorf("no restriction: %q", got)
	}
}

func TestGuard(t *testing.T) {
	if _, err := medical(); err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]FindingKind{
		"wegens een burn-out": MedicalWord, "na zijn hernia": MedicalWord, "Rugpijn bij tillen": MedicalWord, "krijgt fysiotherapie": MedicalWord,
		"bsn 111222333": BSN, "nummer 1112.22.333": BSN, "123 456 782": BSN,
		"overwegend zittend werk, licht, overdag": "", "zoekt werk als planner, 24 uur": "", "bel 0612345678": "", "klanten helpen en klachten afhandelen": "",
		"000000000": "", "123456789": "",
	} {
		got := Guard(text)
		if want == "" && len(got) > 0 || want != "" && (len(got) == 0 || got[0].Kind != want) {
			t.Errorf("Guard(%q) = %+v", text, got)
		}
		for _, f := range got {
			if text[f.Start:f.End] != f.Text {
				t.Errorf("%q: offsets %d-%d", text, f.Start, f.End)
			}
		}
	}
}

// TestElevenProof: exactly one last digit, or none, completes eight digits.
func TestElevenProof(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		head := rapid.StringMatching(`[1-9][0-9]{7}`).Draw(t, "head")
		valid := 0
		for last := range 10 {
			if len(Guard(fmt.Sprintf("%s%d", head, last))) > 0 {
				valid++
			}
		}
		if valid > 1 {
			t.Fatalf("%s has %d check digits", head, valid)
		}
	})
}

func FuzzGuard(f *testing.F) {
	f.Add("111222333 hernia")
	f.Add("1.1-1 1")
	f.Fuzz(func(t *testing.T, s string) {
		for _, x := range Guard(s) {
			if x.Start < 0 || x.End > len(s) || s[x.Start:x.End] != x.Text {
				t.Errorf("%+v in %q", x, s)
			}
		}
	})
}

func TestWarnings(t *testing.T) {
	w := Worker{
		Person: Person{WageBefore: 3000, Wishes: []string{"rust na mijn burn-out"}},
		Search: Search{HoursMin: 32, HoursDayMax: 8, PayFloor: 1000, Times: Times{Evening: "yes"}, Conditions: "111222333",
			Directions: []Direction{{Text: "kok", ISCO: []string{"5120"}}}, Excluded: []Exclusion{{Text: "koken", ISCO: []string{"5120"}}}},
		Capacity: Capacity{Source: FMLB, Status: "draft", IssuedOn: "2026-01-01", HoursWeek: HoursLimit{Hours: 20}, HoursDay: HoursLimit{Hours: 4},
			Items: []Item{{Key: demand.DayPeriods, Options: []string{"1"}}, {Key: demand.Bend, Level: level(3)}}},
	}
	var codes []string
	for _, x := range w.Warnings(day("2026-11-25")) {
		codes = append(codes, x.Code)
		if x.Field == "" || !strings.HasSuffix(strings.TrimSuffix(x.Text, "?"), ".") && !strings.HasSuffix(x.Text, "?") {
			t.Errorf("%+v", x)
		}
	}
	for _, want := range []string{"capacity_unusable", "capacity_old", "item_unreadable", "hours_over_capacity", "day_over_capacity",
		"times_over_capacity", "pay_below_65", "direction_excluded", "no_travel", "no_home", "medical_word", "bsn"} {
		if !slices.Contains(codes, want) {
			t.Errorf("no warning %s in %v", want, codes)
		}
	}
	workers, err := Demo()
	if err != nil {
		t.Fatal(err)
	}
	for i := range workers {
		if got := workers[i].Warnings(day("2026-11-25")); len(got) > 0 {
			t.Errorf("%s: %+v", workers[i].Label, got)
		}
	}
}

func TestGaps(t *testing.T) {
	if got := (&Worker{}).Gaps(); len(got) < 12 || got[0].Field != "search.directions" {
		t.Errorf("an empty file: %+v", got)
	}
	workers, err := Demo()
	if err != nil {
		t.Fatal(err)
	}
	for i := range workers {
		if got := workers[i].Gaps(); len(got) > 3 {
			t.Errorf("%s: %+v", workers[i].Label, got)
		}
	}
}

func BenchmarkLimitations(b *testing.B) {
	workers, err := Demo()
	if err != nil {
		b.Fatal(err)
	}
	at := day("2026-12-23")
	b.ReportAllocs()
	for b.Loop() {
		workers[0].Capacity.Limitations(at)
	}
}
