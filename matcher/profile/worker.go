package profile

import (
	"time"

	"passend/index/demand"
	"passend/index/taxonomy"
)

// Worker is one person who looks for suitable work, without a name: the label
// is neutral ("case-0417").
type Worker struct {
	ID    string `json:"id" yaml:"id"`
	Label string `json:"label,omitempty" yaml:"label,omitempty"`

	Person   Person   `json:"person" yaml:"person"`
	Search   Search   `json:"search" yaml:"search"`
	Capacity Capacity `json:"capacity" yaml:"capacity"`
}

// Person is the persoonsprofiel: what the worker brings.
type Person struct {
	Version int  `json:"version,omitempty" yaml:"version,omitempty"`
	Home    Home `json:"home,omitzero" yaml:"home,omitempty"`

	Work         []Job           `json:"work,omitempty" yaml:"work,omitempty"`
	Education    []Study         `json:"education,omitempty" yaml:"education,omitempty"`
	Certificates []Certificate   `json:"certificates,omitempty" yaml:"certificates,omitempty"`
	Licences     []string        `json:"licences,omitempty" yaml:"licences,omitempty"`
	Languages    []LanguageSkill `json:"languages,omitempty" yaml:"languages,omitempty"`
	// DigitalSkill is 1 (none) to 5 (expert); 0 is not stated.
	DigitalSkill int          `json:"digital_skill,omitempty" yaml:"digital_skill,omitempty"`
	Competences  []Competence `json:"competences,omitempty" yaml:"competences,omitempty"`
	Qualities    []string     `json:"qualities,omitempty" yaml:"qualities,omitempty"`
	Ambitions    []string     `json:"ambitions,omitempty" yaml:"ambitions,omitempty"`
	Wishes       []string     `json:"wishes,omitempty" yaml:"wishes,omitempty"`
	Obstacles    []string     `json:"obstacles,omitempty" yaml:"obstacles,omitempty"`
	// Transport holds car, public_transport, bicycle, e_bike, moped, walking.
	Transport []Means `json:"transport,omitempty" yaml:"transport,omitempty"`
	// HoursBefore is the contract before illness in hours a week; WageBefore
	// gross euros a month.
	HoursBefore float64 `json:"hours_before,omitempty" yaml:"hours_before,omitempty"`
	WageBefore  float64 `json:"wage_before,omitempty" yaml:"wage_before,omitempty"`
	// AvailableFrom is a date (YYYY-MM-DD); empty means now.
	AvailableFrom string `json:"available_from,omitempty" yaml:"available_from,omitempty"`
}

// Home is where the worker travels from: a 4-digit postcode or a place.
type Home struct {
	Postcode4 string `json:"postcode4,omitempty" yaml:"postcode4,omitempty"`
	Place     string `json:"place,omitempty" yaml:"place,omitempty"`
}

// Job is one post in the work history.
type Job struct {
	Title string `json:"title" yaml:"title"`
	// ISCO is an ISCO-08 unit group; empty means: find it from the title.
	ISCO   string   `json:"isco,omitempty" yaml:"isco,omitempty"`
	Years  float64  `json:"years,omitempty" yaml:"years,omitempty"`
	Sector string   `json:"sector,omitempty" yaml:"sector,omitempty"`
	Tasks  []string `json:"tasks,omitempty" yaml:"tasks,omitempty"`
}

// Study is one education.
type Study struct {
	Name    string             `json:"name" yaml:"name"`
	Level   taxonomy.Education `json:"level,omitempty" yaml:"level,omitempty"`
	Diploma bool               `json:"diploma,omitempty" yaml:"diploma,omitempty"`
}

// Certificate is a certificate or registration by name or taxonomy id.
type Certificate struct {
	Name string `json:"name" yaml:"name"`
	// ValidUntil is a date (YYYY-MM-DD); empty means valid.
	ValidUntil string `json:"valid_until,omitempty" yaml:"valid_until,omitempty"`
}

// LanguageSkill is a language with a CEFR level, "goed" or "moedertaal".
type LanguageSkill struct {
	Language string `json:"language" yaml:"language"`
	Level    string `json:"level,omitempty" yaml:"level,omitempty"`
}

// Competence is something the worker can do, knows or handles.
type Competence struct {
	Name     string `json:"name" yaml:"name"`
	Evidence string `json:"evidence,omitempty" yaml:"evidence,omitempty"`
	// Confidence is 1 (says so) to 3 (shown or certified); 0 counts as 2.
	Confidence int `json:"confidence,omitempty" yaml:"confidence,omitempty"`
}

// Means is a way to travel.
type Means string

// The means of transport.
const (
	Car             Means = "car"
	PublicTransport Means = "public_transport"
	Bicycle         Means = "bicycle"
	EBike           Means = "e_bike"
	Moped           Means = "moped"
	Walking         Means = "walking"
)

// Search is the zoekprofiel: what is sought, versioned and reasoned.
type Search struct {
	Version int    `json:"version,omitempty" yaml:"version,omitempty"`
	Date    string `json:"date,omitempty" yaml:"date,omitempty"`
	Reason  string `json:"reason,omitempty" yaml:"reason,omitempty"`

	Directions []Direction `json:"directions,omitempty" yaml:"directions,omitempty"`
	Excluded   []Exclusion `json:"excluded,omitempty" yaml:"excluded,omitempty"`
	// Sectors are SBI 2008 section letters that are preferred; empty is any.
	Sectors []string `json:"sectors,omitempty" yaml:"sectors,omitempty"`
	// LevelMin and LevelMax bound the level of work sought.
	LevelMin taxonomy.Education `json:"level_min,omitempty" yaml:"level_min,omitempty"`
	LevelMax taxonomy.Education `json:"level_max,omitempty" yaml:"level_max,omitempty"`
	// HoursMin and HoursMax are hours a week; HoursDayMax hours a day.
	HoursMin    float64 `json:"hours_min,omitempty" yaml:"hours_min,omitempty"`
	HoursMax    float64 `json:"hours_max,omitempty" yaml:"hours_max,omitempty"`
	HoursDayMax float64 `json:"hours_day_max,omitempty" yaml:"hours_day_max,omitempty"`
	// Times says which parts of the day and week are sought.
	Times  Times   `json:"times,omitzero" yaml:"times,omitempty"`
	Travel []Limit `json:"travel,omitempty" yaml:"travel,omitempty"`
	// Remote is "", "none", "hybrid", "full" or "hybrid_or_full": a wish.
	Remote    string   `json:"remote,omitempty" yaml:"remote,omitempty"`
	Contracts []string `json:"contracts,omitempty" yaml:"contracts,omitempty"`
	// PayFloor is gross euros a month at the sought hours; information only.
	PayFloor float64 `json:"pay_floor,omitempty" yaml:"pay_floor,omitempty"`
	// Conditions is the functional wording that may be shared; Approved says
	// that a person has approved it.
	Conditions         string `json:"conditions,omitempty" yaml:"conditions,omitempty"`
	ConditionsApproved bool   `json:"conditions_approved,omitempty" yaml:"conditions_approved,omitempty"`
	// TrainingMonths is the longest training the worker would follow.
	TrainingMonths float64 `json:"training_months,omitempty" yaml:"training_months,omitempty"`
	// Abroad allows work in Belgium for a worker near the border.
	Abroad bool `json:"abroad,omitempty" yaml:"abroad,omitempty"`
}

// Direction is one zoekrichting.
type Direction struct {
	Text string `json:"text" yaml:"text"`
	// ISCO holds ISCO-08 codes of 1 to 4 digits; empty means: from the text.
	ISCO []string `json:"isco,omitempty" yaml:"isco,omitempty"`
	// Priority is 1 (first) and up; 0 counts as the place in the list.
	Priority int    `json:"priority,omitempty" yaml:"priority,omitempty"`
	Origin   string `json:"origin,omitempty" yaml:"origin,omitempty"` // labour_expert, coach, worker
	Reason   string `json:"reason,omitempty" yaml:"reason,omitempty"`
}

// Exclusion is a direction that is not sought, with the reason.
type Exclusion struct {
	Text   string   `json:"text" yaml:"text"`
	ISCO   []string `json:"isco,omitempty" yaml:"isco,omitempty"`
	Reason string   `json:"reason,omitempty" yaml:"reason,omitempty"`
}

// Times says when the worker wants to work: "" (no wish), "yes" or "no".
type Times struct {
	Day      string `json:"day,omitempty" yaml:"day,omitempty"`
	Evening  string `json:"evening,omitempty" yaml:"evening,omitempty"`
	Night    string `json:"night,omitempty" yaml:"night,omitempty"`
	Saturday string `json:"saturday,omitempty" yaml:"saturday,omitempty"`
	Sunday   string `json:"sunday,omitempty" yaml:"sunday,omitempty"`
	Shifts   string `json:"shifts,omitempty" yaml:"shifts,omitempty"`
}

// Limit is the longest single journey by one means, in minutes.
type Limit struct {
	Means   Means `json:"means" yaml:"means"`
	Minutes int   `json:"minutes" yaml:"minutes"`
}

// SourceType is the kind of document that states the capacity.
type SourceType string

// The kinds of document. For an FML an absent item means no limitation; for
// the others it means unknown.
const (
	FMLA SourceType = "FML_A"
	FMLB SourceType = "FML_B"
	IZP  SourceType = "IZP"
	BAR  SourceType = "BAR"
	Free SourceType = "FREE"
)

// Capacity is the belastbaarheid as one document states it.
type Capacity struct {
	Version int        `json:"version,omitempty" yaml:"version,omitempty"`
	Source  SourceType `json:"source" yaml:"source"`
	// Dates are YYYY-MM-DD.
	IssuedOn   string `json:"issued_on,omitempty" yaml:"issued_on,omitempty"`
	ValidFrom  string `json:"valid_from,omitempty" yaml:"valid_from,omitempty"`
	ValidUntil string `json:"valid_until,omitempty" yaml:"valid_until,omitempty"`
	// IssuerRole is company_doctor, insurance_physician or delegated_physician.
	IssuerRole string `json:"issuer_role,omitempty" yaml:"issuer_role,omitempty"`
	// Status is draft, active or superseded; empty counts as active.
	Status string `json:"status,omitempty" yaml:"status,omitempty"`
	// NoUsableCapacity (geen benutbare mogelijkheden) stops matching.
	NoUsableCapacity bool   `json:"no_usable_capacity,omitempty" yaml:"no_usable_capacity,omitempty"`
	Items            []Item `json:"items,omitempty" yaml:"items,omitempty"`
	// HoursDay and HoursWeek are the final limits in hours; 0 is no limit.
	HoursDay  HoursLimit `json:"hours_day,omitzero" yaml:"hours_day,omitempty"`
	HoursWeek HoursLimit `json:"hours_week,omitzero" yaml:"hours_week,omitempty"`
	BuildUp   []Step     `json:"build_up,omitempty" yaml:"build_up,omitempty"`
}

// HoursLimit is a limit of hours; Qualifier is "about" (gemiddeld ongeveer) or
// "at_most" (ten hoogste).
type HoursLimit struct {
	Hours     float64 `json:"hours" yaml:"hours"`
	Qualifier string  `json:"qualifier,omitempty" yaml:"qualifier,omitempty"`
}

// Step is one step of a build-up scheme (opbouwschema), valid from a date.
type Step struct {
	From      string  `json:"from" yaml:"from"`
	HoursDay  float64 `json:"hours_day,omitempty" yaml:"hours_day,omitempty"`
	HoursWeek float64 `json:"hours_week" yaml:"hours_week"`
}

// Item is one limitation as the document states it.
type Item struct {
	Key demand.Key `json:"key" yaml:"key"`
	// Code is the code in the source document ("4.14"), a label only.
	Code  string `json:"code,omitempty" yaml:"code,omitempty"`
	Level *int   `json:"level,omitempty" yaml:"level,omitempty"`
	// Options holds the chosen options of nominal items.
	Options []string `json:"options,omitempty" yaml:"options,omitempty"`
	Value   float64  `json:"value,omitempty" yaml:"value,omitempty"`
	Unit    string   `json:"unit,omitempty" yaml:"unit,omitempty"`
	// Qualifier is "about" or "at_most".
	Qualifier string `json:"qualifier,omitempty" yaml:"qualifier,omitempty"`
	Side      string `json:"side,omitempty" yaml:"side,omitempty"` // left, right, both
	// Note is the functional explanation; it overrides the number.
	Note string `json:"note,omitempty" yaml:"note,omitempty"`
	// Severity is the normalised severity 0–3; nil means: by rule.
	Severity *int `json:"severity,omitempty" yaml:"severity,omitempty"`
}

// DateLayout is the layout of dates in profile files.
const DateLayout = time.DateOnly
