package desk

import (
	"slices"
	"testing"
	"time"

	"passend/index/demand"
	"passend/index/reading"
	"passend/matcher"
	"passend/matcher/dossier"
	"passend/matcher/profile"
)

func decided(vacancy, next, direction string, codes ...dossier.RejectionCode) Decision {
	d := Decision{VacancyID: vacancy, Employer: "Bedrijf " + vacancy, Direction: direction, Judgement: Judgement{Next: next}}
	for _, c := range codes {
		d.Rejections = append(d.Rejections, dossier.Rejection{Code: c})
	}
	return d
}

func TestRules(t *testing.T) {
	gone := decided("5", "apply", "planner")
	gone.Replaced = true
	out := decided("6", "reject", "chauffeur", dossier.RejectTravel)
	out.ExcludeEmployer = true
	all := []Decision{
		decided("1", "apply", "planner"), decided("2", "reject", "magazijn", dossier.RejectByWorker), decided("3", "reject", "planner", dossier.RejectHours),
		decided("4", "keep", "planner"), gone, out,
	}
	said := []dossier.Record[dossier.Feedback]{
		{VacancyID: "7", Body: dossier.Feedback{Answer: "yes", Direction: "planner"}},
		{VacancyID: "8", Body: dossier.Feedback{Answer: "no", Direction: "magazijn"}},
		{VacancyID: "9", Body: dossier.Feedback{Answer: "maybe", Direction: "receptie"}},
	}
	r := rulesOf(all, said)
	// Hours, travel and keeping say nothing of the kind of work.
	if !slices.Equal(r.ExcludedEmployers, []string{"Bedrijf 6"}) || slices.Contains(r.Down, "planner") || slices.Contains(r.Up, "receptie") {
		t.Errorf("%+v", r)
	}
	if n := len(r.Up); n == 0 || r.Up[0] != "planner" {
		t.Errorf("up: %v", r.Up)
	}
	lines := ruleLines(r, &profile.Search{Directions: []profile.Direction{{Text: "Planner"}, {Text: "magazijn"}, {Text: "receptie"}}})
	kinds := map[string]string{}
	for _, l := range lines {
		kinds[l.Text] = l.Kind
	}
	if kinds["Planner"] != "up" || kinds["magazijn"] != "down" || kinds["Bedrijf 6"] != "employer" || len(lines) != 3 {
		t.Errorf("%+v", lines)
	}
}

func TestWaitingAndEmptyWeeks(t *testing.T) {
	now := time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC) // a Wednesday
	asked := decided("1", "ask", "")
	f := &file{created: now.AddDate(0, -3, 0), decisions: []Decision{asked},
		feedback: []dossier.Record[dossier.Feedback]{
			{ID: "a", VacancyID: "1", Body: dossier.Feedback{Answer: "yes"}}, // decided on
			{ID: "b", VacancyID: "2", Body: dossier.Feedback{Answer: "maybe"}},
			{ID: "c", VacancyID: "3", Body: dossier.Feedback{Answer: "no"}},
		}}
	if n := waiting(f, standing(f.decisions)); n != 1 {
		t.Errorf("%d wait: the maybe without a decision", n)
	}
	if n := unanswered(standing(f.decisions)); n != 1 {
		t.Errorf("%d without an answer: the question to an employer", n)
	}
	if n := emptyWeeks(f, now); n != quietWeeks {
		t.Errorf("%d empty weeks without anything noted", n)
	}
	f.decisions[0].At = time.Date(2026, 11, 22, 23, 0, 0, 0, time.UTC)                                       // last Sunday
	f.activities = []dossier.Record[dossier.Activity]{{At: now, Body: dossier.Activity{Date: "2026-11-09"}}} // Monday two weeks before
	if n := emptyWeeks(f, now); n != 2 {
		t.Errorf("%d empty weeks, two have an entry", n)
	}
	f.created = now.AddDate(0, 0, -2)
	if n := emptyWeeks(f, now); n != 0 {
		t.Errorf("%d empty weeks before the file existed", n)
	}
}

func TestSides(t *testing.T) {
	level := 2
	c := profile.Capacity{Source: profile.FMLA, Items: []profile.Item{{Key: demand.LiftCarry, Level: &level, Value: 5, Unit: "kg", Qualifier: "about"}}}
	read := &reading.Reading{Demands: []reading.Demand{
		{Key: demand.LiftCarry, Level: 3, Basis: reading.BasisNumber, Value: 20, Unit: "kg", Quote: reading.Quote{Text: "tot 20 kg"}},
		{Key: demand.Noise, Level: 2, Basis: reading.BasisTask, Quote: reading.Quote{Text: "in de fabriek"}},
	}}
	m := &matcher.Match{Reasons: []matcher.Reason{{Kind: matcher.KindCapacity, Key: demand.LiftCarry.String(), State: matcher.Exceeds, Effect: "red"}}}
	rows := map[string]Side{}
	for _, r := range sides(&c, m, read, time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)) {
		for _, s := range r.Sides {
			rows[s.Key] = s
		}
	}
	lift, noise := rows["lift_carry"], rows["noise"]
	if lift.Limit != "beperkt; ongeveer 5 kg" || lift.Asked != "veel of zwaar: 20 kg" || lift.Effect != "red" || lift.Code != "4.14" || lift.Severity != 2 {
		t.Errorf("lifting: %+v", lift)
	}
	// What is asked and not limited stands there too; lifting alone follows from
	// "tillen of dragen" and is not said twice.
	if noise.Limit != "" || noise.Severity != 0 || noise.Quote == "" {
		t.Errorf("noise: %+v", noise)
	}
	if _, twice := rows["lift"]; twice {
		t.Error("lifting stands there twice")
	}
}
