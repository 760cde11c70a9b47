package reading

import (
	"encoding/json"
	"fmt"

	"passend/index/demand"
	"passend/index/vacancy"
)

// Guide is a reading in the format that people label vacancies in: coarse keys,
// so that a label does not have to tell bending from bending often.
type Guide struct {
	ID      string        `json:"id"`
	Facts   any           `json:"facts"`
	Demands []GuideDemand `json:"demands"`
	// Beyond holds the keys that the labels have no name for.
	Beyond []GuideDemand `json:"beyond,omitempty"`
	Unread bool          `json:"unread,omitempty"`
}

// GuideDemand is one demand under its coarse key, with the FML keys behind it.
type GuideDemand struct {
	Key   string   `json:"key"`
	Level int      `json:"level"`
	Quote string   `json:"quote"`
	Field Field    `json:"field,omitempty"`
	Start int      `json:"start"`
	Keys  []string `json:"keys,omitempty"`
	Basis string   `json:"basis,omitempty"`
	Cue   string   `json:"cue,omitempty"`
	Open  bool     `json:"open,omitempty"`
	// More holds the quotes of further evidence.
	More []Quote `json:"more,omitempty"`
}

// labelledKeys are the keys that the labels know; what else a text says stands
// in Beyond.
var labelledKeys = map[string]bool{
	"lift_carry": true, "push_pull": true, "stand_at_work": true, "walk_at_work": true, "sit_at_work": true,
	"keyboard_mouse_work": true, "hand_finger_use": true, "reach_or_above_shoulder": true, "bend_kneel": true,
	"climb": true, "physical_general": true, "heat": true, "cold_outdoors": true, "skin_contact": true, "ppe": true,
	"dust_fumes": true, "noise": true, "vibration": true, "attention_sustain": true, "attention_divide": true,
	"deadlines_peaks": true, "high_pace": true, "interruptions": true, "unpredictable": true, "independence": true,
	"personal_risk": true, "emotional_load": true, "conflict_aggression": true, "cooperation": true,
	"customer_contact": true, "care_contact": true, "leading": true, "working_alone": true,
	"professional_driving": true, "own_transport": true, "day_periods": true, "overtime_flex_hours": true,
}

// AsGuide gives the reading of v in the labels' format; of several FML keys
// under one coarse key the highest level speaks.
func AsGuide(v *vacancy.Vacancy, r *Reading) Guide {
	g := Guide{ID: v.ID, Facts: guideFacts(v, r), Demands: []GuideDemand{}, Unread: r.Unread}
	at := map[string]int{}
	for i := range r.Demands {
		d := &r.Demands[i]
		name := demand.Coarse(d.Key)
		gd := GuideDemand{Key: name, Level: int(d.Level), Quote: d.Quote.Text, Field: d.Quote.Field,
			Start: d.Quote.Start, Keys: []string{d.Key.String()}, Basis: d.Basis.String(), Cue: d.Cue, Open: d.Open}
		for _, e := range d.More {
			gd.More = append(gd.More, e.Quote)
		}
		if !labelledKeys[name] {
			g.Beyond = append(g.Beyond, gd)
			continue
		}
		k, seen := at[name]
		if !seen {
			at[name] = len(g.Demands)
			g.Demands = append(g.Demands, gd)
			continue
		}
		old := &g.Demands[k]
		keys := append(old.Keys, d.Key.String())
		if gd.Level > old.Level {
			gd, *old = *old, gd
		}
		old.Keys = keys
		old.More = append(append(old.More, gd.More...), Quote{Field: gd.Field, Start: gd.Start, End: gd.Start + len(gd.Quote), Text: gd.Quote})
	}
	return g
}

// GuideJSON writes the reading as one line in the labels' format.
func GuideJSON(v *vacancy.Vacancy, r *Reading) ([]byte, error) {
	line, err := json.Marshal(AsGuide(v, r))
	if err != nil {
		return nil, fmt.Errorf("reading of %s: %w", v.ID, err)
	}
	return line, nil
}
