package reading

import (
	"passend/index/demand"
	"passend/index/taxonomy"
	"passend/index/vacancy"
)

// Reading is what one vacancy asks and offers, by its own words.
type Reading struct {
	// Version names reader, lexicon and taxonomy; another version may read
	// differently and asks for a new reading.
	Version string `json:"version"`
	// Language is the language of the text: "nl", "en", or another ISO 639-1
	// code. Only nl and en are read; for others Unread is true.
	Language string `json:"language,omitempty"`
	Unread   bool   `json:"unread,omitempty"`
	Facts    Facts  `json:"facts"`
	// Demands holds at most one entry per key, in key order: the strongest
	// evidence, with the others in More. Priors are not in here; see Prior.
	Demands []Demand `json:"demands,omitempty"`
}

// Field says which text a quote is cut from.
type Field string

// The fields of a vacancy that quotes are cut from. FieldData marks a fact of a
// structured field of the source, which has no quote.
const (
	InText  Field = "text"
	InTitle Field = "title"
	InData  Field = "data"
)

// Quote is a literal byte range of the vacancy: Text equals
// vacancy.Text[Start:End], or the title's bytes when Field is InTitle.
type Quote struct {
	Field Field  `json:"field,omitempty"`
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

// Basis is how strong the evidence for a demand or fact is; a higher one wins.
type Basis uint8

// The bases, weakest first (explicit number > task sentence > trait phrase >
// title or occupation prior > unknown).
const (
	BasisNone Basis = iota
	BasisPrior
	BasisTrait
	BasisTask
	BasisNumber
	// BasisAnswer is an employer's answer, given later by a person; above text.
	BasisAnswer
)

var basisNames = [...]string{"", "prior", "trait", "task", "number", "answer"}

// String returns "prior", "trait", "task", "number", "answer" or "".
func (b Basis) String() string {
	if int(b) < len(basisNames) {
		return basisNames[b]
	}
	return ""
}

// MarshalText writes the name of the basis.
func (b Basis) MarshalText() ([]byte, error) { return []byte(b.String()), nil }

// UnmarshalText reads the name of a basis; unknown names become BasisNone.
func (b *Basis) UnmarshalText(t []byte) error {
	*b = BasisNone
	for i, n := range basisNames {
		if n == string(t) {
			*b = Basis(i)
		}
	}
	return nil
}

// Demand is what the text asks of body or mind for one key.
type Demand struct {
	Key   demand.Key   `json:"key"`
	Level demand.Level `json:"level"`
	Basis Basis        `json:"basis"`
	Quote Quote        `json:"quote"`
	// Value and Unit hold the number behind BasisNumber: kg, hours, °C, dB(A),
	// per hour.
	Value float64 `json:"value,omitempty"`
	Unit  string  `json:"unit,omitempty"`
	// Open is true when a softener caps the level but leaves the limit open
	// ("geen zwaar tilwerk"): severity 2 and more must ask.
	Open bool `json:"open,omitempty"`
	// Softener quotes the words that lowered or capped the level.
	Softener *Quote `json:"softener,omitempty"`
	// Optional is true for a duty the text leaves to choice.
	Optional bool `json:"optional,omitempty"`
	// Section is where the quote stands: intro, company, tasks, requirements,
	// offer, apply.
	Section string `json:"section,omitempty"`
	// Cue is the id of the lexicon rule that fired.
	Cue string `json:"cue,omitempty"`
	// More holds further evidence for the same key, in text order.
	More []Evidence `json:"more,omitempty"`
}

// Evidence is a further sign of a demand beside its main quote.
type Evidence struct {
	Level demand.Level `json:"level"`
	Basis Basis        `json:"basis"`
	Quote Quote        `json:"quote"`
	Cue   string       `json:"cue,omitempty"`
}

// Need says how strictly something is asked.
type Need uint8

// How strictly: not said, preferred ("is een pré"), replaceable by experience
// ("werk- en denkniveau"), required.
const (
	NeedUnknown Need = iota
	NeedPreferred
	NeedReplaceable
	NeedRequired
)

var needNames = [...]string{"", "preferred", "replaceable", "required"}

// String returns "preferred", "replaceable", "required" or "".
func (n Need) String() string {
	if int(n) < len(needNames) {
		return needNames[n]
	}
	return ""
}

// MarshalText writes the name of the need.
func (n Need) MarshalText() ([]byte, error) { return []byte(n.String()), nil }

// UnmarshalText reads the name of a need; unknown names become NeedUnknown.
func (n *Need) UnmarshalText(t []byte) error {
	*n = NeedUnknown
	for i, s := range needNames {
		if s == string(t) {
			*n = Need(i)
		}
	}
	return nil
}

// Facts is what the text (or a field of the source) states besides demands.
// Every fact carries a quote; a quote with Field InData came from a field.
type Facts struct {
	Hours      HoursFact      `json:"hours,omitzero"`
	Clock      []ClockFact    `json:"clock,omitempty"`
	Pay        PayFact        `json:"pay,omitzero"`
	Education  EducationFact  `json:"education,omitzero"`
	Experience ExperienceFact `json:"experience,omitzero"`
	// Licences are driving licence classes ("B", "CE"), Certificates ids of the
	// taxonomy ("vca", "heftruck", "big" …), Languages ISO 639-1 codes.
	Licences     []Asked        `json:"licences,omitempty"`
	Certificates []Asked        `json:"certificates,omitempty"`
	Languages    []LanguageFact `json:"languages,omitempty"`
	// Contracts holds vast, tijdelijk, uitzend, detachering, zzp, stage,
	// bijbaan, traineeship, oproep, vrijwillig.
	Contracts []Tag `json:"contracts,omitempty"`
	// Remote is "none", "hybrid" or "full"; "" when not stated.
	Remote Tag         `json:"remote,omitzero"`
	Travel Tag         `json:"travel,omitzero"`
	Start  Tag         `json:"start,omitzero"`
	Places []PlaceFact `json:"places,omitempty"`
	Agency Tag         `json:"agency,omitzero"`
	Sector Tag         `json:"sector,omitzero"` // SBI 2008 section letter
	// Occupations are candidate ISCO-08 unit groups, best first.
	Occupations []OccupationFact `json:"occupations,omitempty"`
	// Competences holds competences, knowledge and tools, must before nice.
	Competences []Asked `json:"competences,omitempty"`
	// Requirements are the sentences that say what is asked, required ones first,
	// whether or not the taxonomy knows their words.
	Requirements []Requirement `json:"requirements,omitempty"`
	// Openness holds signs that the job can be shaped: adaptable, jobcarving,
	// banenafspraak, training, parttime_negotiable, hours_negotiable.
	Openness []Tag `json:"openness,omitempty"`
	// Target is a target group stated as a hard requirement: student, over65, …
	Target Tag `json:"target,omitzero"`
}

// HoursFact is the weekly working time in quarter hours.
type HoursFact struct {
	Min int `json:"min,omitempty"`
	Max int `json:"max,omitempty"`
	// Derived is true when the numbers follow from "fulltime" or from fte.
	Derived bool `json:"derived,omitempty"`
	// FromZero is true when a minimum of no hours is stated ("0 - 32 uur").
	FromZero bool `json:"from_zero,omitempty"`
	// Time is "fulltime", "parttime" or "both"; "" when not stated.
	Time       string `json:"time,omitempty"`
	Negotiable bool   `json:"negotiable,omitempty"`
	// FullOnly is true when part time is ruled out: "fulltime (geen 4/5)".
	FullOnly bool `json:"full_only,omitempty"`
	// PerDay is the longest stated working day in quarter hours ("4x9").
	PerDay int   `json:"per_day,omitempty"`
	Quote  Quote `json:"quote,omitzero"`
}

// ClockFact is a stated working time: minutes since midnight, To may exceed
// 1440 for a shift that ends the next day; days as bits Monday=1 … Sunday=64.
type ClockFact struct {
	From  int   `json:"from"`
	To    int   `json:"to"`
	Days  uint8 `json:"days,omitempty"`
	Quote Quote `json:"quote"`
}

// PayFact is stated pay; HourlyMin and HourlyMax are the equivalents in cents.
type PayFact struct {
	vacancy.Pay
	HourlyMin int64 `json:"hourly_min,omitempty"`
	HourlyMax int64 `json:"hourly_max,omitempty"`
	Quote     Quote `json:"quote,omitzero"`
}

// EducationFact is the lowest level that is accepted.
type EducationFact struct {
	Level taxonomy.Education `json:"level,omitempty"`
	// Field is the text that names fields of study ("elektrotechniek of bouw"), if any.
	Field string `json:"field,omitempty"`
	Need  Need   `json:"need,omitempty"`
	Quote Quote  `json:"quote,omitzero"`
	at    int32  // token that named the level, while reading
}

// ExperienceFact is asked experience; Months is -1 when no length is stated.
type ExperienceFact struct {
	Months int  `json:"months,omitempty"`
	Need   Need `json:"need,omitempty"`
	// Alike is true when it must be experience in work like this ("in een
	// vergelijkbare functie"); Occupations are ISCO codes of work that is named
	// ("als controller of analist"). Thing is true when it is experience with a
	// thing ("met onze doelgroep"), AnyWork when any work will do ("enige
	// werkervaring"), Several when years are asked without a number.
	Several     bool     `json:"several,omitempty"`
	Alike       bool     `json:"alike,omitempty"`
	Thing       bool     `json:"thing,omitempty"`
	AnyWork     bool     `json:"any_work,omitempty"`
	Occupations []string `json:"occupations,omitempty"`
	Quote       Quote    `json:"quote,omitzero"`
}

// Asked is one thing that is asked, by its id in the taxonomy.
type Asked struct {
	ID   string `json:"id"`
	Name string `json:"name,omitempty"`
	Need Need   `json:"need"`
	// Practised is true when the experience that is asked is experience with it;
	// Core, of a tool or machine that the work turns on: "3 jaar ervaring met Azure".
	Practised bool  `json:"practised,omitempty"`
	Core      bool  `json:"core,omitempty"`
	Quote     Quote `json:"quote"`
}

// Requirement is a sentence that says what is asked.
type Requirement struct {
	Need  Need  `json:"need"`
	Quote Quote `json:"quote"`
}

// LanguageFact is an asked language; Level is CEFR ("B1"), "goed", or "".
type LanguageFact struct {
	Language string `json:"language"`
	Level    string `json:"level,omitempty"`
	Need     Need   `json:"need"`
	// OneOf is true when one of the languages marked so is enough ("Nederlands of
	// Engels"); "en/of" asks more.
	OneOf bool  `json:"one_of,omitempty"`
	Quote Quote `json:"quote"`
}

// Tag is a stated property with its proof.
type Tag struct {
	Value string `json:"value"`
	Quote Quote  `json:"quote"`
}

// PlaceFact is a name in the text that may be the place of the work; which one is
// a place, and whether a field of the source says it better, the locator decides.
type PlaceFact struct {
	Name  string `json:"name"`
	Quote Quote  `json:"quote"`
}

// OccupationFact is a candidate occupation; Score 0–1 is the probability that
// it is right, as calibrated by the taxonomy.
type OccupationFact struct {
	ISCO    string  `json:"isco"`
	Concept string  `json:"concept,omitempty"`
	Score   float64 `json:"score"`
}

// Demand returns the demand for the key, or nil when the text is silent.
func (r *Reading) Demand(k demand.Key) *Demand {
	for i := range r.Demands {
		if r.Demands[i].Key == k {
			return &r.Demands[i]
		}
	}
	return nil
}
