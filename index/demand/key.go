package demand

import "fmt"

// Key names one item of the FML, whatever list or code it was written under.
// The zero Key is no item.
type Key uint8

// The keys, in the order of list A; keys of list B alone stand beside their
// relatives.
const (
	None Key = iota

	// Rubric I: personal functioning.
	AttentionSustain
	AttentionDivide
	Memory
	SelfInsight
	TaskExecution
	IndependentAction
	ActionPace
	PersonalOther
	CondPrestructured
	CondFixedMethods
	CondSupervision
	CondNoDistraction
	CondPredictable
	CondNoInterruptions
	CondNoDeadlines
	CondNoHighPace
	CondNoPersonalRisk
	CondPersonalOther

	// Rubric II: social functioning.
	Vision
	Hearing
	Speech
	Writing
	Reading
	EmotionalProblemsOthers
	ExpressFeelings
	Conflict
	Cooperation
	Transport
	SocialOther
	ProfessionalDriving
	CondNoCustomers
	CondNoPatients
	CondFallbackColleagues
	CondNoColleagues
	CondNoLeadership
	CondSocialOther

	// Rubric III: physical environment.
	Heat
	Cold
	Draught
	SkinContact
	PPE
	DustFumes
	Noise
	Vibration
	EnvOther

	// Rubric IV: dynamic actions.
	HandDominance
	LimitationSide
	HandFingerUse
	TouchSense
	KeyboardOperate
	KeyboardMouseWork
	Screwing
	Reach
	ReachFrequent
	Bend
	BendFrequent
	Twist
	PushPull
	LiftCarry
	Lift
	Carry
	LightObjectsFrequent
	HeavyLoadsFrequent
	HeadMovements
	Walk
	WalkAtWork
	Stairs
	Climb
	KneelSquat
	DynamicOther

	// Rubric V: static postures.
	Sit
	SitAtWork
	Stand
	StandAtWork
	KneelingActive
	BentTwistedActive
	AboveShoulder
	HeadFixed
	PostureAlternation
	StaticOther

	// Rubric VI: working hours.
	DayPeriods
	HoursPerDay
	HoursPerWeek
	HoursOther

	// PhysicalGeneral is internal: a text that says "physically heavy" or "fit"
	// without a kind. No FML holds it; it counts as soft evidence on lifting,
	// bending, standing and walking.
	PhysicalGeneral

	// Count is one more than the highest key: the length of arrays by key.
	Count = int(PhysicalGeneral) + 1
)

var keyNames = [Count]string{
	AttentionSustain: "attention_sustain", AttentionDivide: "attention_divide", Memory: "memory",
	SelfInsight: "self_insight", TaskExecution: "task_execution", IndependentAction: "independent_action",
	ActionPace: "action_pace", PersonalOther: "personal_other", CondPrestructured: "cond_prestructured",
	CondFixedMethods: "cond_fixed_methods", CondSupervision: "cond_supervision",
	CondNoDistraction: "cond_no_distraction", CondPredictable: "cond_predictable",
	CondNoInterruptions: "cond_no_interruptions", CondNoDeadlines: "cond_no_deadlines",
	CondNoHighPace: "cond_no_high_pace", CondNoPersonalRisk: "cond_no_personal_risk",
	CondPersonalOther: "cond_personal_other",

	Vision: "vision", Hearing: "hearing", Speech: "speech", Writing: "writing", Reading: "reading",
	EmotionalProblemsOthers: "emotional_problems_others", ExpressFeelings: "express_feelings",
	Conflict: "conflict", Cooperation: "cooperation", Transport: "transport", SocialOther: "social_other",
	ProfessionalDriving: "professional_driving", CondNoCustomers: "cond_no_customers",
	CondNoPatients: "cond_no_patients", CondFallbackColleagues: "cond_fallback_colleagues",
	CondNoColleagues: "cond_no_colleagues", CondNoLeadership: "cond_no_leadership",
	CondSocialOther: "cond_social_other",

	Heat: "heat", Cold: "cold", Draught: "draught", SkinContact: "skin_contact", PPE: "ppe",
	DustFumes: "dust_fumes", Noise: "noise", Vibration: "vibration", EnvOther: "env_other",

	HandDominance: "hand_dominance", LimitationSide: "limitation_side", HandFingerUse: "hand_finger_use",
	TouchSense: "touch_sense", KeyboardOperate: "keyboard_operate", KeyboardMouseWork: "keyboard_mouse_work",
	Screwing: "screwing", Reach: "reach", ReachFrequent: "reach_frequent", Bend: "bend",
	BendFrequent: "bend_frequent", Twist: "twist", PushPull: "push_pull", LiftCarry: "lift_carry",
	Lift: "lift", Carry: "carry", LightObjectsFrequent: "light_objects_frequent",
	HeavyLoadsFrequent: "heavy_loads_frequent", HeadMovements: "head_movements", Walk: "walk",
	WalkAtWork: "walk_at_work", Stairs: "stairs", Climb: "climb", KneelSquat: "kneel_squat",
	DynamicOther: "dynamic_other",

	Sit: "sit", SitAtWork: "sit_at_work", Stand: "stand", StandAtWork: "stand_at_work",
	KneelingActive: "kneeling_active", BentTwistedActive: "bent_twisted_active",
	AboveShoulder: "above_shoulder", HeadFixed: "head_fixed", PostureAlternation: "posture_alternation",
	StaticOther: "static_other",

	DayPeriods: "day_periods", HoursPerDay: "hours_per_day", HoursPerWeek: "hours_per_week",
	HoursOther: "hours_other",

	PhysicalGeneral: "physical_general",
}

var keyByName = func() map[string]Key {
	m := make(map[string]Key, Count)
	for k, n := range keyNames {
		if n != "" {
			m[n] = Key(k)
		}
	}
	return m
}()

// String returns the semantic key ("lift_carry"), or "" for None.
func (k Key) String() string {
	if int(k) >= Count {
		return fmt.Sprintf("key(%d)", uint8(k))
	}
	return keyNames[k]
}

// ParseKey finds the key of a semantic name; ok is false for any other text.
func ParseKey(name string) (k Key, ok bool) {
	k, ok = keyByName[name]
	return k, ok
}

// MarshalText writes the semantic key.
func (k Key) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// UnmarshalText reads a semantic key; it fails on unknown names.
func (k *Key) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*k = None
		return nil
	}
	v, ok := ParseKey(string(b))
	if !ok {
		return fmt.Errorf("unknown demand key %q", b)
	}
	*k = v
	return nil
}

// Level is how much of a demand the work asks: 0 to 3, or Unknown.
// 0 means no demand, or below what a strongly limited person can do; 1 more
// than strongly limited can do; 2 more than limited; 3 more than slightly
// limited can do, so it needs normal capacity.
type Level int8

// Unknown is the level of a demand that nothing states. It is never "fits".
const Unknown Level = -1
