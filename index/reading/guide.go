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
}

// coarseNames gives the coarse key of every FML key that labels can hold.
var coarseNames = map[demand.Key]string{
	demand.LiftCarry: "lift_carry", demand.Lift: "lift_carry", demand.Carry: "lift_carry", demand.HeavyLoadsFrequent: "lift_carry",
	demand.PushPull: "push_pull", demand.StandAtWork: "stand_at_work", demand.Stand: "stand_at_work",
	demand.WalkAtWork: "walk_at_work", demand.Walk: "walk_at_work", demand.SitAtWork: "sit_at_work", demand.Sit: "sit_at_work",
	demand.KeyboardMouseWork: "keyboard_mouse_work", demand.KeyboardOperate: "keyboard_mouse_work",
	demand.HandFingerUse: "hand_finger_use", demand.Screwing: "hand_finger_use",
	demand.Reach: "reach_or_above_shoulder", demand.ReachFrequent: "reach_or_above_shoulder", demand.AboveShoulder: "reach_or_above_shoulder",
	demand.Bend: "bend_kneel", demand.BendFrequent: "bend_kneel", demand.KneelSquat: "bend_kneel",
	demand.KneelingActive: "bend_kneel", demand.BentTwistedActive: "bend_kneel",
	demand.Climb: "climb", demand.Stairs: "climb", demand.PhysicalGeneral: "physical_general",
	demand.Heat: "heat", demand.Cold: "cold_outdoors", demand.Draught: "cold_outdoors", demand.SkinContact: "skin_contact",
	demand.PPE: "ppe", demand.DustFumes: "dust_fumes", demand.Noise: "noise", demand.Vibration: "vibration",
	demand.AttentionSustain: "attention_sustain", demand.AttentionDivide: "attention_divide",
	demand.CondNoDeadlines: "deadlines_peaks", demand.CondNoHighPace: "high_pace",
	demand.CondNoInterruptions: "interruptions", demand.CondNoDistraction: "interruptions",
	demand.CondPredictable: "unpredictable", demand.CondFixedMethods: "unpredictable",
	demand.IndependentAction: "independence", demand.CondNoPersonalRisk: "personal_risk",
	demand.EmotionalProblemsOthers: "emotional_load", demand.Conflict: "conflict_aggression", demand.Cooperation: "cooperation",
	demand.CondNoCustomers: "customer_contact", demand.CondNoPatients: "care_contact", demand.CondNoLeadership: "leading",
	demand.CondFallbackColleagues: "working_alone", demand.ProfessionalDriving: "professional_driving",
	demand.Transport: "own_transport", demand.DayPeriods: "day_periods", demand.HoursOther: "overtime_flex_hours",
}

// AsGuide gives the reading of v in the labels' format; of several FML keys
// under one coarse key the highest level speaks.
func AsGuide(v *vacancy.Vacancy, r *Reading) Guide {
	g := Guide{ID: v.ID, Facts: guideFacts(v, r), Demands: []GuideDemand{}, Unread: r.Unread}
	at := map[string]int{}
	for i := range r.Demands {
		d := &r.Demands[i]
		name, coarse := coarseNames[d.Key]
		gd := GuideDemand{Key: name, Level: int(d.Level), Quote: d.Quote.Text, Field: d.Quote.Field,
			Start: d.Quote.Start, Keys: []string{d.Key.String()}, Basis: d.Basis.String(), Cue: d.Cue, Open: d.Open}
		if !coarse {
			gd.Key = d.Key.String()
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
			*old = gd
		}
		old.Keys = keys
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
