package column

import (
	"testing"

	"passend/index/demand"
	"passend/index/reading"
	"passend/index/vacancy"
)

// TestAside: what stands where the employer speaks of itself counts as a trait
// does, unless it is a load on the body, a number, or an answer.
func TestAside(t *testing.T) {
	for _, c := range []struct {
		key     demand.Key
		basis   reading.Basis
		section string
		task    bool
	}{
		{demand.AttentionDivide, reading.BasisTask, "tasks", true},
		{demand.AttentionDivide, reading.BasisTask, "company", false},
		{demand.AttentionDivide, reading.BasisTask, "offer", false},
		{demand.AttentionDivide, reading.BasisAnswer, "company", true},
		{demand.DayPeriods, reading.BasisTask, "apply", false},
		{demand.DayPeriods, reading.BasisTask, "offer", true},
		{demand.LiftCarry, reading.BasisTask, "company", true},
	} {
		s := NewStore(nil)
		row := s.Pack(Record{Vacancy: &vacancy.Vacancy{ID: "v", Title: "Planner"}, Reading: &reading.Reading{Demands: []reading.Demand{
			{Key: c.key, Level: 3, Basis: c.basis, Section: c.section}}}})
		if got := row.Levels.Task.Has(c.key); got != c.task {
			t.Errorf("%s by %v in %s: task %t, want %t", c.key, c.basis, c.section, got, c.task)
		}
	}
}
