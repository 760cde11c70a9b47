package matcher

import (
	"time"

	"passend/index/reading"
)

// Band is where a match stands in the list.
type Band string

// The bands, in the order of the list.
const (
	BandProposals Band = "proposals" // passend, passend onder voorwaarden, navragen
	BandOutside   Band = "outside"   // buiten zoekprofiel
	BandCollapsed Band = "collapsed" // waarschijnlijk niet passend
	BandHidden    Band = "hidden"    // niet passend
)

// bandOf gives the band: the verdict first, then the search profile.
func bandOf(v Verdict, outside Outside) Band {
	switch {
	case v == Unsuitable:
		return BandHidden
	case v == Unlikely:
		return BandCollapsed
	case outside != 0:
		return BandOutside
	}
	return BandProposals
}

// State says what a vacancy tells about a reason.
type State string

// The states.
const (
	Found     State = "found"      // asked, and the worker has it
	NotFound  State = "not_found"  // asked, and the worker lacks it
	NotStated State = "not_stated" // the vacancy does not say
	Within    State = "within"     // asked, within the limit
	Usual     State = "usual"      // not stated; in this occupation mostly within the limit (an estimate)
	Exceeds   State = "exceeds"    // asked, beyond the limit
)

// Kind groups reasons.
type Kind string

// The kinds of reasons. Those of KindCapacity are health data.
const (
	KindPreference    Kind = "preference"
	KindQualification Kind = "qualification"
	KindRequirement   Kind = "requirement"
	KindCapacity      Kind = "capacity"
)

// Reason is one element of a match.
type Reason struct {
	Kind  Kind   `json:"kind"`
	Key   string `json:"key"`
	State State  `json:"state"`
	// Weight is its weight in the score, Contribution the points (0–100) that
	// it adds to it; both 0 for reasons that decide the verdict only.
	Weight       float64 `json:"weight,omitempty"`
	Contribution float64 `json:"contribution,omitempty"`
	// Basis is number, task, trait, prior or answer for demands.
	Basis string `json:"basis,omitempty"`
	// Level is the level asked, Severity that of the limitation (0–3).
	Level    int `json:"level,omitempty"`
	Severity int `json:"severity,omitempty"`
	// Quote is the literal proof with its place in the vacancy.
	Quote *reading.Quote `json:"quote,omitempty"`
	// Effect is what it does to the verdict: hard, red, amber, ask or "".
	Effect string `json:"effect,omitempty"`
	// Note is the explanation in Dutch for coach and worker.
	Note string `json:"note,omitempty"`
}

// Question is what to ask the employer. Marked is true for items that the
// worker's capacity needs to know: it is never shown to a job hunter.
type Question struct {
	Key    string `json:"key"`
	Text   string `json:"text"`
	Marked bool   `json:"marked,omitempty"`
}

// Change is something that would change the verdict, and to which.
type Change struct {
	Key     string  `json:"key"`
	Text    string  `json:"text"`
	Verdict Verdict `json:"verdict"`
}

// Versions are what a match rests on.
type Versions struct {
	Reading  string `json:"reading,omitempty"`
	Taxonomy string `json:"taxonomy,omitempty"`
	Scoring  string `json:"scoring"`
	Capacity int    `json:"capacity"`
	Search   int    `json:"search"`
	Person   int    `json:"person"`
}

// Match is what one vacancy means for one worker.
type Match struct {
	VacancyID string  `json:"vacancy_id"`
	Verdict   Verdict `json:"verdict"`
	// Preference is wens, Qualification kans and Certainty zekerheid, 0–100.
	Preference    float64 `json:"preference"`
	Qualification float64 `json:"qualification"`
	Certainty     float64 `json:"certainty"`
	// Order is what the band is sorted by, 0–100.
	Order float64 `json:"order"`
	Band  Band    `json:"band"`
	// Outside names why it is outside the search profile: direction, excluded,
	// travel, country, employer.
	Outside []string `json:"outside,omitempty"`
	// Direction is the search direction that fits best, Minutes the estimated
	// single journey, 0 when unknown.
	Direction string `json:"direction,omitempty"`
	Minutes   int    `json:"minutes,omitempty"`
	// Also are ids of the same vacancy at other sources.
	Also            []string   `json:"also,omitempty"`
	Reasons         []Reason   `json:"reasons,omitempty"`
	Questions       []Question `json:"questions,omitempty"`
	WhatWouldChange []Change   `json:"what_would_change,omitempty"`
	Versions        Versions   `json:"versions"`
	// shown are wens and order without what tells of the capacity.
	shown struct{ preference, order float64 }
}

// Group counts matches that share a ground. A hidden one counts under its first
// ground only, one outside the search profile under each.
type Group struct {
	Key   string `json:"key"`
	Label string `json:"label"`
	Count int    `json:"count"`
}

// Result is one page of a ranking.
type Result struct {
	WorkerID      string    `json:"worker_id"`
	AsOf          time.Time `json:"as_of"`
	ExpectedStart time.Time `json:"expected_start"`
	// Scanned is how many open vacancies were judged: all of them.
	Scanned int `json:"scanned"`
	// Counts and Verdicts are numbers of vacancies by band and by verdict,
	// duplicates included.
	Counts   map[Band]int   `json:"counts"`
	Verdicts map[string]int `json:"verdicts"`
	// Band and Offset say which part of the list Matches is.
	Band    Band    `json:"band"`
	Offset  int     `json:"offset"`
	Matches []Match `json:"matches"`
	// Hidden groups what is "niet passend" by ground, OutsideGroups what lies
	// outside the search profile.
	Hidden        []Group  `json:"hidden,omitempty"`
	OutsideGroups []Group  `json:"outside_groups,omitempty"`
	Versions      Versions `json:"versions"`
	// Notice says in Dutch why nothing was matched, "" otherwise.
	Notice string `json:"notice,omitempty"`
}
