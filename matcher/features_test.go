package matcher

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"passend/index/column"
	"passend/index/column/columntest"
	"passend/index/demand"
	"passend/index/reading"
	"passend/index/vacancy"
	"passend/matcher/profile"
)

// TestReverseEqualsRank holds the reverse list against the worker's own list.
func TestReverseEqualsRank(t *testing.T) {
	m := newMatcher(t)
	s, l := invented(t, 6000)
	v := s.View()
	var ids []string
	fresh := map[string]bool{}
	for i := 0; i < v.Open.Len(); i += 3 {
		ids = append(ids, v.Open.ID(i))
		fresh[v.Open.ID(i)] = true
	}
	told := map[string]bool{}
	q := ReverseRequest{Workers: []*profile.Worker{electrician(), warehouseWorker()}, Vacancies: ids, AsOf: testDay, PerWorker: 5000, Least: 0.001,
		Known: func(w, id string) bool { return told[w+id] }}
	hits, err := m.Reverse(context.Background(), q, v)
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for _, w := range q.Workers {
		res, err := m.Rank(context.Background(), Request{Worker: w, AsOf: testDay, Top: 6000, Brief: true}, v, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range res.Matches {
			if fresh[x.VacancyID] && l[x.VacancyID].Group == "" && x.Order > 0 {
				want = append(want, fmt.Sprint(w.ID, x.VacancyID, x.Verdict, x.Order))
			}
		}
	}
	var got []string
	for _, h := range hits {
		if l[h.VacancyID].Group == "" {
			got = append(got, fmt.Sprint(h.WorkerID, h.VacancyID, h.Verdict, h.Order))
		}
		told[h.WorkerID+h.VacancyID] = true
	}
	if len(want) < 10 || !slices.Equal(got, want) {
		t.Fatalf("%d hits, want %d", len(got), len(want))
	}
	if again, err := m.Reverse(context.Background(), q, v); err != nil || len(again) > 0 {
		t.Errorf("told twice: %d, %v", len(again), err)
	}
}

// TestWhatIfEqualsTrying changes the profile for real and counts again.
func TestWhatIfEqualsTrying(t *testing.T) {
	m := newMatcher(t)
	s, _ := invented(t, 9000)
	v := s.View()
	proposals := func(w *profile.Worker) int {
		res, err := m.Rank(context.Background(), Request{Worker: w, AsOf: testDay, Top: 1, Brief: true}, v, nil)
		if err != nil {
			t.Fatal(err)
		}
		return res.Counts[BandProposals]
	}
	now := proposals(warehouseWorker())
	res, err := m.WhatIf(context.Background(), Request{Worker: warehouseWorker(), AsOf: testDay}, v, true)
	if err != nil {
		t.Fatal(err)
	}
	if res.Now != now || res.Scanned != 9000 || len(res.Levers) == 0 {
		t.Fatalf("now %d, want %d; %d levers", res.Now, now, len(res.Levers))
	}
	tried := 0
	for _, lever := range res.Levers {
		w := warehouseWorker()
		switch {
		case lever.Kind == "limitation":
			k, _ := demand.ParseKey(lever.Key)
			for i := range w.Capacity.Items {
				if x := &w.Capacity.Items[i]; kinOf(k).Has(x.Key) {
					*x.Severity = max(0, *x.Severity-1)
					if strings.HasPrefix(x.Unit, "kg") {
						x.Value = nextKilos(x.Value)
					}
				}
			}
		case lever.Kind == "licence":
			w.Person.Licences = append(w.Person.Licences, strings.TrimPrefix(lever.Key, "licence:"))
		default:
			continue
		}
		tried++
		if lever.Medical != (lever.Kind == "limitation") || lever.Medical != strings.Contains(lever.Text, "bedrijfsarts") {
			t.Errorf("%s: medical %t, %q", lever.Key, lever.Medical, lever.Text)
		}
		if got := proposals(w) - now; got != lever.Opens {
			t.Errorf("%s opens %d, trying it opens %d", lever.Key, lever.Opens, got)
		}
	}
	if tried == 0 {
		t.Error("nothing was tried")
	}
}

func TestEmployersKeepListsApart(t *testing.T) {
	m := newMatcher(t)
	g := columntest.New(3)
	s := column.NewStore(columntest.Locator{})
	var recs []column.Record
	for i := range 6000 {
		r := g.Next()
		r.Vacancy.Employer = fmt.Sprintf("Bedrijf %d", i%300)
		if i%2 == 0 {
			r.ClosedAt = testDay.AddDate(0, -2, 0)
		}
		recs = append(recs, r)
	}
	if err := s.Apply(context.Background(), recs, nil, 1); err != nil {
		t.Fatal(err)
	}
	q := EmployersRequest{Workers: []*profile.Worker{electrician(), warehouseWorker()}, AsOf: testDay, Top: 1000,
		History: func(name string) EmployerHistory {
			if name == "Bedrijf 7" {
				return EmployerHistory{Clients: 3, LastContact: testDay.AddDate(0, 0, -1)}
			}
			return EmployerHistory{}
		}}
	res, err := m.Employers(context.Background(), q, s.View())
	if err != nil {
		t.Fatal(err)
	}
	// What was found before of a worker gives the same.
	var mu sync.Mutex
	kept, found := map[string]EmployerFits{}, 0
	q.Remember = func(w *profile.Worker, find func() (EmployerFits, error)) (f EmployerFits, err error) {
		mu.Lock()
		defer mu.Unlock()
		if kept[w.ID] == nil {
			found++
			kept[w.ID], err = find()
		}
		return kept[w.ID], err
	}
	for range 2 {
		again, err := m.Employers(t.Context(), q, s.View())
		if err != nil || found != len(q.Workers) || !reflect.DeepEqual(again, res) {
			t.Fatalf("remembered: %d searched, %v", found, err)
		}
	}
	if len(res.WithVacancy) == 0 || len(res.Speculative) == 0 {
		t.Fatalf("%d with, %d without", len(res.WithVacancy), len(res.Speculative))
	}
	open := map[string]int{}
	for _, w := range q.Workers {
		r, err := m.Rank(context.Background(), Request{Worker: w, AsOf: testDay, Top: 6000, Brief: true}, s.View(), nil)
		if err != nil {
			t.Fatal(err)
		}
		byID := map[string]string{}
		for _, rec := range recs {
			byID[rec.Vacancy.ID] = rec.Vacancy.Employer
		}
		for _, x := range r.Matches {
			open[byID[x.VacancyID]]++
		}
	}
	for _, e := range res.WithVacancy {
		if e.Open == 0 || open[e.Name] > e.Open || len(e.Reasons) == 0 {
			t.Errorf("%s: %d open, %d in the lists", e.Name, e.Open, open[e.Name])
		}
		if (e.Name == "Bedrijf 7") != e.Full {
			t.Errorf("%s: full %t", e.Name, e.Full)
		}
	}
	for _, e := range res.Speculative {
		if e.Open > 0 || open[e.Name] > 0 || e.Past == 0 {
			t.Errorf("open application to %s with %d open", e.Name, e.Open)
		}
	}
}

// TestEmployersUnderTwoNames: the spellings of one employer are one line with
// the counts of all, under the name most of its vacancies have; a narrowed
// request names what fits.
func TestEmployersUnderTwoNames(t *testing.T) {
	m := newMatcher(t)
	g := columntest.New(5)
	s := column.NewStore(columntest.Locator{})
	spellings := []string{"Bakkerij Jansma", "Bakkerij Jansma B.V.", "BAKKERIJ JANSMA BV", "Bakkerij Jansma"}
	whole, parted := column.NewStore(columntest.Locator{}), s
	var one, many []column.Record
	for i := range 3000 {
		r := g.Next()
		r.Vacancy.Employer = "Ander Bedrijf"
		if i%2 == 0 {
			r.Vacancy.Employer = spellings[0]
		}
		one = append(one, r)
		v := *r.Vacancy
		if i%2 == 0 {
			v.Employer = spellings[i/2%len(spellings)]
		}
		r.Vacancy = &v
		many = append(many, r)
	}
	for store, recs := range map[*column.Store][]column.Record{whole: one, parted: many} {
		if err := store.Apply(t.Context(), recs, nil, 1); err != nil {
			t.Fatal(err)
		}
	}
	q := EmployersRequest{Workers: []*profile.Worker{electrician(), warehouseWorker()}, AsOf: testDay}
	want, err := m.Employers(t.Context(), q, whole.View())
	if err != nil {
		t.Fatal(err)
	}
	got, err := m.Employers(t.Context(), q, parted.View())
	if err != nil || len(got.WithVacancy) != 2 || len(want.WithVacancy) != 2 {
		t.Fatalf("%d employers, %d under one name, %v", len(got.WithVacancy), len(want.WithVacancy), err)
	}
	for i := range got.WithVacancy {
		a, b := got.WithVacancy[i], want.WithVacancy[i]
		if a.Name != b.Name || a.Open != b.Open || a.Past != b.Past || a.Active != b.Active || a.Year != b.Year || a.Score != b.Score {
			t.Errorf("%+v\nunder one name %+v", a, b)
		}
		var sum float64
		for _, p := range a.Parts {
			sum += p.Points
		}
		if math.Abs(sum-a.Score) > 0.5 {
			t.Errorf("%s: the parts are %.1f of %.1f", a.Name, sum, a.Score)
		}
	}
	q.Of = []string{"bakkerij jansma"}
	if got, err = m.Employers(t.Context(), q, parted.View()); err != nil || len(got.WithVacancy) != 1 {
		t.Fatalf("narrowed: %+v, %v", got, err)
	}
	if e := got.WithVacancy[0]; e.Name != spellings[0] || len(e.Fits) != e.Open {
		t.Errorf("%s: %d named of %d", e.Name, len(e.Fits), e.Open)
	}
	for _, f := range got.WithVacancy[0].Fits {
		if i := slices.IndexFunc(many, func(r column.Record) bool { return r.Vacancy.ID == f.VacancyID }); i < 0 || i%2 != 0 {
			t.Errorf("%s is not of this employer", f.VacancyID)
		}
	}
}

func TestGap(t *testing.T) {
	m := newMatcher(t)
	s := column.NewStore(nil)
	vac := func(id, title string, facts reading.Facts) column.Record {
		facts.Occupations = fakeKnowledge{}.Occupations(title)
		return column.Record{Vacancy: &vacancy.Vacancy{ID: id, Title: title}, Reading: &reading.Reading{Facts: facts}}
	}
	asked := func(ids ...string) (out []reading.Asked) {
		for _, id := range ids {
			out = append(out, reading.Asked{ID: id, Need: reading.NeedRequired})
		}
		return out
	}
	recs := []column.Record{
		vac("1", "Planner", reading.Facts{Competences: asked("wms", "tms")}),
		vac("2", "Planner", reading.Facts{Competences: asked("tms")}),
		vac("4", "Planner", reading.Facts{Competences: asked("tms")}),
		vac("3", "Kok", reading.Facts{Competences: asked("haccp")}),
	}
	if err := s.Apply(context.Background(), recs, nil, 1); err != nil {
		t.Fatal(err)
	}
	w := &profile.Worker{ID: "w", Person: profile.Person{Competences: []profile.Competence{{Name: "wms", Confidence: 3}}},
		Search: profile.Search{Directions: []profile.Direction{{Text: "planner"}}}}
	g, err := m.Gap(context.Background(), Request{Worker: w, AsOf: testDay}, s.View())
	if err != nil {
		t.Fatal(err)
	}
	d := g.Directions[0]
	if d.Vacancies != 3 || len(d.Elements) != 2 || d.Elements[0].Key != "tms" || d.Elements[0].Share != 100 || d.Elements[1].Has != 100 {
		t.Fatalf("%+v", d)
	}
	if g.Total != 75 || len(g.Suggestions) != 1 || g.Suggestions[0].Closes != 75 {
		t.Errorf("total %.1f, %+v", g.Total, g.Suggestions)
	}
}

func TestDirections(t *testing.T) {
	m := newMatcher(t)
	s, _ := invented(t, 4000)
	list, err := m.Directions(context.Background(), Request{Worker: warehouseWorker(), AsOf: testDay}, s.View())
	if err != nil {
		t.Fatal(err)
	}
	own, suggested := 0, 0
	for _, x := range list {
		if x.Suggested {
			suggested++
		} else {
			own++
			if suggested > 0 {
				t.Error("an own direction after a suggested one")
			}
		}
		if x.Openings > 0 && (x.Without+x.Asking > 100.1 || x.Near > x.Openings) {
			t.Errorf("%+v", x)
		}
	}
	if own != 3 {
		t.Errorf("%d own directions", own)
	}
}

// TestJobHunterSeesNoHealth looks for anything that follows from the capacity,
// and holds the questions to be the same for every worker.
func TestJobHunterSeesNoHealth(t *testing.T) {
	m := newMatcher(t)
	s, l := invented(t, 3000)
	var questions []byte
	for _, w := range []*profile.Worker{warehouseWorker(), electrician(), {ID: "none"}} {
		for _, band := range listOrder {
			res, err := m.Rank(context.Background(), Request{Worker: w, AsOf: testDay, Band: band, Top: 30}, s.View(), l)
			if err != nil {
				t.Fatal(err)
			}
			for _, x := range res.Matches {
				safe := x.For(ForJobHunter)
				raw, err := json.Marshal(safe)
				if err != nil {
					t.Fatal(err)
				}
				for _, word := range []string{"capacity\"", "severity", "\"marked\"", "effect", "grens", "belastbaarheid", "bedrijfsarts"} {
					if bytes.Contains(raw, []byte(word)) && word != "capacity\"" {
						t.Fatalf("%s in %s", word, raw)
					}
				}
				q, err := json.Marshal(safe.Questions)
				if err != nil {
					t.Fatal(err)
				}
				if questions == nil {
					questions = q
				}
				if !bytes.Equal(q, questions) {
					t.Fatalf("questions differ: %s", q)
				}
				for _, r := range safe.Reasons {
					if _, isItem := demand.ParseKey(r.Key); isItem || r.Kind == KindCapacity {
						t.Fatalf("%+v", r)
					}
				}
			}
		}
	}
}

func TestTopicsAreComplete(t *testing.T) {
	for k := demand.Key(1); int(k) < demand.Count; k++ {
		if k == demand.HandDominance || k == demand.LimitationSide {
			continue
		}
		if topics()[k].name == "" || !strings.HasSuffix(topics()[k].question, "?") {
			t.Errorf("%s has no words", k)
		}
	}
}

func TestRules(t *testing.T) {
	m := newMatcher(t)
	s, l := invented(t, 3000)
	first := func(r Rules) *Result {
		res, err := m.Rank(context.Background(), Request{Worker: warehouseWorker(), AsOf: testDay, Rules: r, Top: 1000, Brief: true}, s.View(), nil)
		if err != nil {
			t.Fatal(err)
		}
		return res
	}
	top := first(Rules{}).Matches[0]
	gone := l[top.VacancyID].Vacancy.Employer
	for _, x := range first(Rules{ExcludedEmployers: []string{gone}}).Matches {
		if l[x.VacancyID].Vacancy.Employer == gone {
			t.Errorf("excluded employer shown: %s", x.VacancyID)
		}
	}
	down := first(Rules{Down: []string{top.Direction, top.Direction, top.Direction}})
	i := slices.IndexFunc(down.Matches, func(x Match) bool { return x.VacancyID == top.VacancyID })
	if i >= 0 && down.Matches[i].Order >= top.Order {
		t.Errorf("order %.1f after three times down, %.1f before", down.Matches[i].Order, top.Order)
	}
}

func TestAnswerStandsAboveText(t *testing.T) {
	m := newMatcher(t)
	s := column.NewStore(nil)
	rd := reading.Reading{Demands: asks("lift_carry=3!25")}
	worker := &profile.Worker{ID: "x", Capacity: profile.Capacity{Source: profile.FMLA, Items: items("lift_carry=2@5")}}
	for _, c := range []struct {
		answers []column.Answer
		want    Verdict
	}{
		{nil, Unsuitable},
		{[]column.Answer{{Key: demand.LiftCarry, Level: 1, Value: 3, Unit: "kg", At: testDay}}, Suitable},
		{[]column.Answer{{Key: demand.LiftCarry, Level: 1, Value: 3, Unit: "kg", At: testDay}, {Key: demand.LiftCarry, Level: 2, Value: 6, Unit: "kg", At: testDay.Add(time.Hour)}}, Conditional},
	} {
		got := column.Answered(rd, c.answers)
		if err := s.Upsert(column.Record{Vacancy: &vacancy.Vacancy{ID: "v"}, Reading: &got}); err != nil {
			t.Fatal(err)
		}
		match, err := m.One(context.Background(), Request{Worker: worker, AsOf: testDay}, s.View(), "v", nil)
		if err != nil || match.Verdict != c.want {
			t.Errorf("%d answers: %+v, %v", len(c.answers), match, err)
		}
	}
}

// TestJobHunterLearnsNoHours: two workers who differ in the hours and times they
// seek and in their capacity give a job hunter the same bytes for a vacancy that
// is a proposal for both, and the same order.
func TestJobHunterLearnsNoHours(t *testing.T) {
	m := newMatcher(t)
	s, l := invented(t, 3000)
	one := warehouseWorker()
	one.Capacity = profile.Capacity{Source: profile.FMLA}
	two := warehouseWorker()
	two.Search.HoursMin, two.Search.HoursMax, two.Search.HoursDayMax = 8, 30, 6
	two.Search.Times.Evening, two.Search.Times.Shifts, two.Search.Remote = "no", "no", "hybrid"
	two.Capacity = profile.Capacity{Source: profile.FMLA, Items: items("lift_carry=1@15 bend=1 screwing=1")}
	var ids [2][]string
	answers := [2]map[string]string{{}, {}}
	exact := [2]map[string]float64{{}, {}}
	for i, w := range []*profile.Worker{one, two} {
		res, err := m.Rank(context.Background(), Request{Worker: w, AsOf: testDay, Top: 3000, For: ForJobHunter}, s.View(), l)
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range res.Matches {
			safe := x.For(ForJobHunter)
			safe.Also = nil // which of a group's other places fit is the list's, not the match's
			raw, err := json.Marshal(safe)
			if err != nil {
				t.Fatal(err)
			}
			ids[i] = append(ids[i], x.VacancyID)
			answers[i][x.VacancyID], exact[i][x.VacancyID] = string(raw), x.Preference
		}
	}
	both := func(i int) (out []string) {
		for _, id := range ids[i] {
			if answers[1-i][id] != "" {
				out = append(out, id)
			}
		}
		return out
	}
	if a, b := both(0), both(1); len(a) < 20 || !slices.Equal(a, b) {
		t.Errorf("%d and %d in both lists, or in another order", len(a), len(b))
	}
	differ := 0
	for _, id := range both(0) {
		if answers[0][id] != answers[1][id] {
			t.Fatalf("%s\n%s", answers[0][id], answers[1][id])
		}
		if exact[0][id] != exact[1][id] {
			differ++
		}
	}
	if differ == 0 {
		t.Error("the workers do not differ for the coach either: this test cannot fail")
	}
}

// TestWithout: what is left out is in no list, no count and no answer.
func TestWithout(t *testing.T) {
	m := newMatcher(t)
	s, _ := invented(t, 3000)
	q := Request{Worker: warehouseWorker(), AsOf: testDay, Top: 3000, Brief: true}
	all, err := m.Rank(context.Background(), q, s.View(), nil)
	if err != nil {
		t.Fatal(err)
	}
	gone := all.Matches[0].VacancyID
	q.Rules.Without = map[string]bool{gone: true}
	less, err := m.Rank(context.Background(), q, s.View(), nil)
	if err != nil || less.Scanned != all.Scanned-1 || less.Counts[BandProposals] != all.Counts[BandProposals]-1 {
		t.Errorf("scanned %d of %d, %v", less.Scanned, all.Scanned, err)
	}
	for _, x := range less.Matches {
		if x.VacancyID == gone || slices.Contains(x.Also, gone) {
			t.Errorf("%s is still there", gone)
		}
	}
	if _, err := m.One(context.Background(), q, s.View(), gone, nil); !errors.Is(err, ErrUnknownVacancy) {
		t.Errorf("One: %v", err)
	}
}
