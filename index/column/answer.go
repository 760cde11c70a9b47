package column

import (
	"cmp"
	"slices"
	"time"

	"passend/index/demand"
	"passend/index/reading"
)

// Answer is what an employer told a person about a vacancy. It holds for
// everyone and stands above the text; it tells of the work, never of a worker.
type Answer struct {
	Key   demand.Key   `json:"key"`
	Level demand.Level `json:"level"`
	Value float64      `json:"value,omitempty"`
	Unit  string       `json:"unit,omitempty"`
	// Text is the answer in the employer's words, By who asked and At when.
	Text string    `json:"text,omitempty"`
	By   string    `json:"by"`
	At   time.Time `json:"at"`
}

// Answered returns the reading with the answers put in: the last answer on a
// key replaces what the text says, and what the text said stays in More. Hours a
// week are the least that can be worked; that there is no work in the evening, at
// night or at weekends goes for the clock times of the text too.
func Answered(r reading.Reading, answers []Answer) reading.Reading {
	if len(answers) == 0 {
		return r
	}
	sorted := slices.Clone(answers)
	slices.SortStableFunc(sorted, func(a, b Answer) int { return a.At.Compare(b.At) })
	r.Demands = slices.Clone(r.Demands)
	for _, a := range sorted {
		quote := reading.Quote{Field: reading.InData, Text: a.Text}
		switch {
		case a.Key == demand.HoursPerWeek:
			least := int(a.Value*4 + 0.5)
			r.Facts.Hours = reading.HoursFact{Min: least, Max: max(least, r.Facts.Hours.Max), PerDay: r.Facts.Hours.PerDay, Time: r.Facts.Hours.Time, Quote: quote}
			continue
		case a.Key == demand.DayPeriods && a.Level == 0:
			r.Facts.Clock = nil
		}
		d := reading.Demand{Key: a.Key, Level: a.Level, Basis: reading.BasisAnswer, Value: a.Value, Unit: a.Unit, Cue: "answer", Quote: quote}
		i := slices.IndexFunc(r.Demands, func(x reading.Demand) bool { return x.Key == a.Key })
		if i < 0 {
			r.Demands = append(r.Demands, d)
			continue
		}
		old := r.Demands[i]
		d.More = append([]reading.Evidence{{Level: old.Level, Basis: old.Basis, Quote: old.Quote, Cue: old.Cue}}, old.More...)
		r.Demands[i] = d
	}
	slices.SortStableFunc(r.Demands, func(a, b reading.Demand) int { return cmp.Compare(a.Key, b.Key) })
	return r
}
