package matcher

import (
	"slices"
	"testing"

	"passend/index/column"
	"passend/index/demand"
	"passend/index/reading"
	"passend/index/vacancy"
	"passend/matcher/profile"
)

// TestSoften has reasons that a score alone would word too sharply.
func TestSoften(t *testing.T) {
	w := &profile.Worker{Person: profile.Person{Work: []profile.Job{{Title: "Planner", Years: 4}}}}
	w.Search.Times.Day = "yes"
	p := &Plan{Worker: w}
	for _, x := range []struct {
		name  string
		part  Part
		state State
		title string
		flags column.Flags
		facts reading.Facts
		want  State
	}{
		{"required schooling lacks", PartEducation, NotFound, "", 0, reading.Facts{Education: reading.EducationFact{Need: reading.NeedRequired}}, NotFound},
		{"a preference does not lack", PartEducation, NotFound, "", 0, reading.Facts{Education: reading.EducationFact{Need: reading.NeedPreferred}}, NotStated},
		{"an alternative does not lack", PartExperience, NotFound, "Kok", 0, reading.Facts{Experience: reading.ExperienceFact{Need: reading.NeedReplaceable}}, NotStated},
		{"years in the same work", PartExperience, NotFound, "planner", 0, reading.Facts{Experience: reading.ExperienceFact{Months: 36, Need: reading.NeedRequired}}, Found},
		{"fewer years than asked", PartExperience, NotFound, "planner", 0, reading.Facts{Experience: reading.ExperienceFact{Months: 60, Need: reading.NeedRequired}}, NotFound},
		{"a preferred language", PartLanguages, NotFound, "", 0, reading.Facts{Languages: []reading.LanguageFact{{Language: "de", Need: reading.NeedPreferred}}}, NotStated},
		{"evenings that nobody wished", PartTimes, Found, "", column.Evening, reading.Facts{}, NotStated},
		{"by day", PartTimes, Found, "", 0, reading.Facts{}, Found},
	} {
		r := Reason{State: x.state}
		p.soften(&r, x.part, &column.Dicts{}, column.Row{Gate: &column.Gate{Flags: x.flags}, Need: &column.Need{}}, &vacancy.Vacancy{Title: x.title}, &reading.Reading{Facts: x.facts})
		if r.State != x.want {
			t.Errorf("%s: %s, want %s (%s)", x.name, r.State, x.want, r.Note)
		}
	}
}

// TestOneReason joins what the requirement and the score say of one thing.
func TestOneReason(t *testing.T) {
	req := []Reason{{Kind: KindRequirement, Key: "education", State: NotStated, Effect: "ask", Note: "eis"}}
	left := oneReason(req, []Reason{{Key: "hours", Weight: 1}, {Key: "education", State: NotFound, Weight: 10, Contribution: 4}})
	if len(left) != 1 || req[0].Effect != "ask" || req[0].Note != "eis" || req[0].Contribution != 4 {
		t.Errorf("%+v, %+v", req, left)
	}
}

// TestQuestionsOnce asks much: every question stands once, marked ones first.
func TestQuestionsOnce(t *testing.T) {
	p := &Plan{}
	var o Outcome
	for _, k := range []demand.Key{demand.Bend, demand.BendFrequent, demand.Stand, demand.StandAtWork, demand.Sit, demand.LiftCarry, demand.HeavyLoadsFrequent} {
		p.limits.list = append(p.limits.list, limit{key: k, stated: k})
		o.Silent.Set(k)
	}
	qs := p.questions(&o)
	marked := 0
	for i, q := range qs {
		if q.Marked {
			marked++
		}
		if q.Marked && i >= marked || slices.ContainsFunc(qs[:i], func(b Question) bool { return b.Text == q.Text }) {
			t.Errorf("%d: %+v", i, q)
		}
	}
	if marked != 3 || len(qs) > mostQuestions {
		t.Errorf("%d marked of %d", marked, len(qs))
	}
}
