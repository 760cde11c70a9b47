package matcher

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"testing"
	"time"

	"passend/index/column"
	"passend/index/demand"
	"passend/index/reading"
	"passend/matcher/profile"
)

// slowDemands applies the rule of conflict item by item to a reading, with none
// of the planes, masks and thresholds of the plan.
func slowDemands(w *profile.Worker, rd *reading.Reading) (red, amber, soft, open, priorRed, priorAmber, silent column.Keys, heavy bool) {
	var prior Levels
	known := false
	if len(rd.Facts.Occupations) > 0 {
		prior, known = fakeKnowledge{}.Prior(rd.Facts.Occupations[0].ISCO)
		if screen := rd.Demand(demand.KeyboardMouseWork); screen != nil && screen.Level >= 2 && screen.Basis >= reading.BasisTask && !screen.Optional && rd.Facts.Occupations[0].Score < 0.7 {
			desk, _ := fakeKnowledge{}.Prior(deskWork)
			for k := range prior {
				if bodily.Has(demand.Key(k)) {
					prior[k] = desk[k]
				}
			}
			known = true
		}
	}
	planned := 8.0
	if h := w.Capacity.HoursDay.Hours; h > 0 {
		planned = h
	}
	stated := slices.Clone(w.Capacity.Items)
	for _, it := range w.Capacity.Items {
		if it.Key == demand.LiftCarry { // list A: both, and each where it is named
			for _, part := range []demand.Key{demand.Lift, demand.Carry} {
				if rd.Demand(part) != nil {
					it.Key = part
					stated = append(stated, it)
				}
			}
		}
	}
	for i := range stated {
		it := &stated[i]
		k, sev := it.Key, *it.Severity
		margin := func(level demand.Level) int { return scaled(k, int(level), planned) - (4 - sev) }
		d := rd.Demand(k)
		switch {
		case d == nil && (!known || prior[k] < 0):
			silent.Set(k)
		case d == nil:
			if m := margin(prior[k]); m >= 1 {
				priorRed.Set(k)
			} else if m == 0 {
				priorAmber.Set(k)
			}
		case d.Unit == "kg" && it.Value > 0 && d.Basis == reading.BasisNumber && !d.Optional:
			switch excess := d.Value / it.Value; {
			case excess <= 1:
			case excess <= 1.2:
				amber.Set(k)
			case excess > 1.5:
				red.Set(k)
				heavy = true
			case margin(d.Level) >= 1 && !(d.Open && sev >= 2):
				red.Set(k)
			default:
				amber.Set(k)
			}
		case d.Open && sev >= 2:
			open.Set(k)
		case margin(d.Level) < 0:
		case d.Basis == reading.BasisTrait || d.Optional || k == demand.AttentionSustain || k == demand.Memory:
			soft.Set(k)
		case margin(d.Level) == 0:
			amber.Set(k)
		default:
			red.Set(k)
		}
	}
	return
}

func TestMasksEqualItemByItem(t *testing.T) {
	m := newMatcher(t)
	s, l := invented(t, 4000)
	v := s.View()
	for _, w := range []*profile.Worker{warehouseWorker(), careWorker(), electrician()} {
		p := m.Compile(w, v, testDay, time.Time{}, Rules{})
		seen := map[Verdict]int{}
		for i := range v.Open.Len() {
			var o Outcome
			r := v.Open.Row(i)
			p.judge(&r, &o)
			seen[o.Verdict]++
			red, amber, soft, open, priorRed, priorAmber, silent, heavy := slowDemands(w, l[v.Open.ID(i)].Reading)
			got := [...]column.Keys{o.Red, o.Amber, o.Soft, o.Open, o.PriorRed, o.PriorAmber, o.Silent}
			want := [...]column.Keys{red, amber, soft, open, priorRed, priorAmber, silent}
			if got != want || heavy != (o.Hard&GroundWeight != 0) {
				t.Fatalf("%s, %s: got %s", w.ID, v.Open.ID(i), describe(&o))
			}
		}
		if len(seen) < 2 {
			t.Errorf("%s: only %v occur", w.ID, seen)
		}
	}
}

// TestRankEqualsSorting compares every band of the ranking, as each role reads
// it, with scoring every vacancy from its reading alone and sorting.
func TestRankEqualsSorting(t *testing.T) {
	m := newMatcher(t)
	s, l := invented(t, 9000)
	v := s.View()
	for _, w := range []*profile.Worker{warehouseWorker(), electrician()} {
		for _, role := range []Role{ForCoach, ForJobHunter} {
			p := m.Compile(w, v, testDay, time.Time{}, Rules{})
			p.role = role
			bands := map[Band][]sorted{}
			for id, rec := range l {
				row := s.Pack(rec)
				var o Outcome
				var sc Scores
				p.judge(&row, &o)
				p.score(&row, &o, &sc)
				b := bandOf(o.Verdict, sc.Outside)
				bands[b] = append(bands[b], sorted{id, p.orderFor(&sc), row.Posted, rec.Group})
			}
			for _, band := range listOrder {
				want := sortedIDs(bands[band])
				for _, top := range []int{1, 10, 50} {
					q := Request{Worker: w, AsOf: testDay, Band: band, Top: top, For: role, Brief: true}
					samePages(t, m, q, v, want, len(bands[band]))
				}
			}
		}
	}
}

// sorted is a vacancy with what orders it.
type sorted struct {
	id    string
	order float32
	day   uint16
	group string
}

// sortedIDs sorts and keeps the first of each duplicate group.
func sortedIDs(all []sorted) (ids []string) {
	slices.SortFunc(all, func(a, b sorted) int {
		return cmp.Or(cmp.Compare(b.order, a.order), cmp.Compare(b.day, a.day), cmp.Compare(a.id, b.id))
	})
	shown := map[string]bool{}
	for _, x := range all {
		if x.group == "" || !shown[x.group] {
			shown[x.group] = true
			ids = append(ids, x.id)
		}
	}
	return ids
}

// samePages pages through the first 150 of a band.
func samePages(t *testing.T, m *Matcher, q Request, v *column.View, want []string, count int) {
	t.Helper()
	var got []string
	for q.Offset = 0; q.Offset < 150; q.Offset += q.Top {
		res, err := m.Rank(context.Background(), q, v, nil)
		if err != nil {
			t.Fatal(err)
		}
		if res.Scanned != v.Open.Live() || res.Counts[q.Band] != count {
			t.Fatalf("%s: scanned %d, counted %d, want %d", q.Band, res.Scanned, res.Counts[q.Band], count)
		}
		for _, x := range res.Matches {
			got = append(got, x.VacancyID)
		}
	}
	if n := min(len(got), len(want)); n < min(20, len(want)) || !slices.Equal(got[:n], want[:n]) {
		t.Fatalf("%s, %s, %s, pages of %d: %v, want %v", q.Worker.ID, q.For, q.Band, q.Top, got[:min(5, n)], want[:min(5, n)])
	}
}

// TestBoundHolds compares the bound of an order with the order.
func TestBoundHolds(t *testing.T) {
	m := newMatcher(t)
	s, _ := invented(t, 4000)
	v := s.View()
	for _, w := range []*profile.Worker{warehouseWorker(), careWorker(), electrician(), {ID: "none"}} {
		for _, role := range []Role{ForCoach, ForJobHunter} {
			p := m.Compile(w, v, testDay, time.Time{}, Rules{})
			p.role = role
			var o Outcome
			var sc Scores
			for i := range v.Open.Len() {
				r := v.Open.Row(i)
				p.judge(&r, &o)
				p.place(&r, &sc)
				p.background(&r, &sc)
				most := p.atMost(&r, &o, &sc)
				if p.finish(&r, &o, &sc); p.orderFor(&sc) > most {
					t.Fatalf("%s, %s: row %d is ordered at %f, at most %f", w.ID, role, i, p.orderFor(&sc), most)
				}
			}
		}
	}
}

func TestSameInputsSameBytes(t *testing.T) {
	s, l := invented(t, 9000)
	var first []byte
	for range 3 {
		m := newMatcher(t)
		res, err := m.Rank(context.Background(), Request{Worker: warehouseWorker(), AsOf: testDay, Top: 20}, s.View(), l)
		if err != nil {
			t.Fatal(err)
		}
		raw, err := json.Marshal(res)
		if err != nil {
			t.Fatal(err)
		}
		if first != nil && !bytes.Equal(raw, first) {
			t.Fatal("two runs differ")
		}
		first = raw
	}
}

// TestContributionsAddUp holds the scores against their reasons, and every
// quote against the text.
func TestContributionsAddUp(t *testing.T) {
	m := newMatcher(t)
	s, l := invented(t, 3000)
	for _, band := range listOrder {
		res, err := m.Rank(context.Background(), Request{Worker: electrician(), AsOf: testDay, Band: band}, s.View(), l)
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range res.Matches {
			var wens, kans float64
			for _, r := range x.Reasons {
				switch r.Kind {
				case KindPreference:
					wens += r.Contribution
				case KindQualification:
					kans += r.Contribution
				}
			}
			if d := wens - x.Preference; d > 0.11 || d < -0.11 {
				t.Errorf("%s: wens %.2f, reasons %.2f", x.VacancyID, x.Preference, wens)
			}
			if d := kans - x.Qualification; d > 0.11 || d < -0.11 {
				t.Errorf("%s: kans %.2f, reasons %.2f", x.VacancyID, x.Qualification, kans)
			}
			if x.Verdict == Unsuitable && !slices.ContainsFunc(x.Reasons, func(r Reason) bool { return r.Effect == "hard" || r.Effect == "red" }) {
				t.Errorf("%s: niet passend without a reason", x.VacancyID)
			}
		}
	}
}

func TestNothingForNoUsableCapacity(t *testing.T) {
	w := warehouseWorker()
	w.Capacity.NoUsableCapacity = true
	s, l := invented(t, 10)
	res, err := newMatcher(t).Rank(context.Background(), Request{Worker: w, AsOf: testDay}, s.View(), l)
	if err != nil || res.Notice == "" || len(res.Matches) != 0 {
		t.Errorf("%+v, %v", res, err)
	}
}

// TestScanDoesNotAllocate holds that neither a scan nor a score in full
// allocates for a vacancy; the list of the best is made beforehand.
func TestScanDoesNotAllocate(t *testing.T) {
	m := newMatcher(t)
	s, _ := invented(t, 6000)
	v := s.View()
	p := m.Compile(warehouseWorker(), v, testDay, time.Time{}, Rules{})
	x := p.scanner(v.Open, Request{Band: BandProposals, Top: 3000}, p.candidates(v.Open))
	x.found.list = make([]placed, 0, 6000)
	n := testing.AllocsPerRun(3, func() {
		x.found.list = x.found.list[:0]
		x.rows(0, v.Open.Len())
		var o Outcome
		var sc Scores
		for i := range v.Open.Len() {
			r := v.Open.Row(i)
			p.judge(&r, &o)
			p.score(&r, &o, &sc)
		}
	})
	if n > 0 {
		t.Errorf("%.0f allocations over %d vacancies", n, v.Open.Len())
	}
}

// TestGroupsEqualTheirLists opens every group of hidden and outside matches and
// counts it.
func TestGroupsEqualTheirLists(t *testing.T) {
	m := newMatcher(t)
	s, _ := invented(t, 6000)
	for _, w := range []*profile.Worker{warehouseWorker(), careWorker()} {
		all, err := m.Rank(context.Background(), Request{Worker: w, AsOf: testDay, Top: 1, Brief: true}, s.View(), nil)
		if err != nil {
			t.Fatal(err)
		}
		if len(all.Hidden) < 2 {
			t.Fatalf("%s: groups %v", w.ID, all.Hidden)
		}
		for band, groups := range map[Band][]Group{BandHidden: all.Hidden, BandOutside: all.OutsideGroups} {
			for _, g := range groups {
				res, err := m.Rank(context.Background(), Request{Worker: w, AsOf: testDay, Band: band, Ground: g.Key, Top: 6000, Brief: true}, s.View(), nil)
				if err != nil {
					t.Fatal(err)
				}
				n := len(res.Matches)
				for _, x := range res.Matches {
					n += len(x.Also)
				}
				if n < g.Count || len(res.Matches) > g.Count {
					t.Errorf("%s, %s: %d counted, %d shown", w.ID, g.Key, g.Count, len(res.Matches))
				}
			}
		}
	}
}

// TestCandidatesLoseNothing holds that no row within the search profile is left
// unmarked, and that marking spares most.
func TestCandidatesLoseNothing(t *testing.T) {
	m := newMatcher(t)
	s, _ := invented(t, 6000)
	v := s.View()
	for _, w := range []*profile.Worker{warehouseWorker(), careWorker(), electrician(), {ID: "none"}} {
		p := m.Compile(w, v, testDay, time.Time{}, Rules{})
		set := p.candidates(v.Open)
		marked := 0
		var sc Scores
		for i := range v.Open.Len() {
			r := v.Open.Row(i)
			p.place(&r, &sc)
			in := set[i>>6]>>(i&63)&1 != 0
			if in {
				marked++
			} else if got := p.elsewhere(&r); got != sc.Outside {
				t.Fatalf("%s: row %d: %b, want %b", w.ID, i, got, sc.Outside)
			}
			if sc.Outside == 0 && !in {
				t.Fatalf("%s: row %d is left out", w.ID, i)
			}
		}
		if w.ID != "none" && marked > v.Open.Len()*3/4 {
			t.Errorf("%s: %d of %d marked", w.ID, marked, v.Open.Len())
		}
	}
}
