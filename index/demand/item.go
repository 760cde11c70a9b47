package demand

// Rubric is one of the six rubrics of the FML; 0 is none (an internal key).
type Rubric uint8

// The rubrics.
const (
	Internal Rubric = iota
	Personal
	Social
	Environment
	Dynamic
	Static
	Hours
)

var rubricNames = [...]string{"intern", "Persoonlijk functioneren", "Sociaal functioneren",
	"Aanpassing aan fysieke omgevingseisen", "Dynamische handelingen", "Statische houdingen", "Werktijden"}

// String returns the Dutch name of the rubric.
func (r Rubric) String() string {
	if int(r) < len(rubricNames) {
		return rubricNames[r]
	}
	return ""
}

// Scale is the kind of scale of an item. Only ordinal levels may be compared.
type Scale uint8

// The scales. Ord4 runs 0–3 (normaal, licht beperkt, beperkt, sterk beperkt),
// Ord3 0–2 (normaal, beperkt, sterk beperkt), Ord5 0–4 (hours), Binary 0–1 with
// a note, Nominal by options that are kinds and no degrees; Meta is no limitation.
const (
	NoScale Scale = iota
	Ord3
	Ord4
	Ord5
	Binary
	Nominal
	Meta
)

var scaleNames = [...]string{"", "ord3", "ord4", "ord5", "bin", "nom", "meta"}

// String returns "ord3", "ord4", "ord5", "bin", "nom" or "meta".
func (s Scale) String() string {
	if int(s) < len(scaleNames) {
		return scaleNames[s]
	}
	return ""
}

// Unit is the unit of a level's value.
type Unit string

// The units of level values.
const (
	Minutes     Unit = "min"      // at a stretch
	HoursADay   Unit = "h/day"    // during a working day
	HoursWeek   Unit = "h/week"   // a week
	Kilograms   Unit = "kg"       // per lift
	KgForce     Unit = "kgf"      // pushing and pulling, list A
	Newton      Unit = "N"        // pushing and pulling, list B
	PerHour     Unit = "x/h"      // times an hour
	Degrees     Unit = "deg"      // of bending or turning
	Centimetres Unit = "cm"       // of reach
	Metres      Unit = "m"        // of height
	Steps       Unit = "steps"    // of a stair
	Celsius     Unit = "°C"       // of air
	NoUnit      Unit = ""         // words only
	DecibelsA   Unit = "dB(A)"    // of noise
	Shoulder    Unit = "min,10/h" // above shoulder height, ten times an hour
)

// Source says where a value comes from.
type Source string

// The sources. Verified values were read in a public copy of the list or in
// case law; Practice is professional knowledge that an arbeidsdeskundige should
// confirm; Design is a choice of this project.
const (
	ListBText Source = "text of the newer FML (list B)"
	ListAText Source = "older FML (list A), opening items"
	CaseLaw   Source = "case law CRvB (BL0829, BM5771)"
	LimitPap  Source = "paper on health-based limit values (1200 reaches, 600 light objects an hour)"
	Practice  Source = "professional knowledge, to be confirmed"
	Decree    Source = "Arbobesluit, lower action value"
	Design    Source = "design choice of this project"
	March2024 Source = "UWV change of March 2024 (ten hoogste; 15, 25 and 35 hours)"
)

// Value is what one level means. Amount is a typical upper bound of what a
// person at that level can do, in Unit; 0 with NoUnit means words only.
type Value struct {
	Level  int
	Amount float64
	Unit   Unit
	Text   string // Dutch
	Source Source
}

// Option is one option of a nominal item.
type Option struct {
	Number int
	Name   string // Dutch
	// Severity is the normalised severity of the option, 0–3.
	Severity Level
	// OnlyB is true for an option that list A does not have.
	OnlyB bool
}

// Spot is where a list has an item: a code, and the option or level within it
// when the code alone holds several keys (list B 3.1, option 2: cold).
type Spot struct {
	Code   string
	Option int
}

// Item is the definition of one key.
type Item struct {
	Key    Key
	Rubric Rubric
	// NameA and NameB are the Dutch names in list A and B; empty where the list
	// does not have the item.
	NameA, NameB string
	// A and B are where the lists have it; a zero Spot means: not in that list.
	A, B Spot
	// ScaleA and ScaleB differ for a few items.
	ScaleA, ScaleB Scale
	// Max is the highest level.
	Max              int
	ValuesA, ValuesB []Value
	Options          []Option
	// Condition is true for the options of 1.9/1.8 and 2.12: conditions that
	// the work has to meet.
	Condition bool
	// Source is that of code and name.
	Source Source
	// Label is a short Dutch name of the demand for screens (language level B1).
	Label string
	// Functional says in Dutch what work avoids the demand, without health terms,
	// body parts or numbers: shareable.
	Functional string
	coarse     string
}

// Lookup returns the definition of a key; the zero Item for None and unknown keys.
func Lookup(k Key) Item {
	if int(k) >= Count {
		return Item{}
	}
	return items[k]
}

// Items returns all definitions in key order, the internal key last.
func Items() []Item {
	return append([]Item(nil), items[1:]...)
}

// Scale returns the scale of the item in the list.
func (it Item) Scale(list List) Scale {
	if list == ListB {
		return it.ScaleB
	}
	return it.ScaleA
}

// Values returns the meaning of the levels in the list.
func (it Item) Values(list List) []Value {
	if list == ListB {
		return it.ValuesB
	}
	return it.ValuesA
}

// Label returns the short Dutch name of a key for screens.
func (k Key) Label() string { return Lookup(k).Label }

// Functional returns the shareable Dutch wording of work that avoids the demand.
func (k Key) Functional() string { return Lookup(k).Functional }

var items = func() (t [Count]Item) {
	for _, part := range [][]Item{personalItems, socialItems, environmentItems, dynamicItems, staticItems, hoursItems} {
		for _, it := range part {
			if it.ScaleB == NoScale && it.B.Code != "" {
				it.ScaleB = it.ScaleA
			}
			if it.NameB == "" && it.B.Code != "" {
				it.NameB = it.NameA
			}
			if it.ValuesB == nil && it.B.Code != "" {
				it.ValuesB = it.ValuesA
			}
			t[it.Key] = it
		}
	}
	return t
}()

// levels makes values of consecutive levels from amounts in one unit.
func levels(unit Unit, source Source, amounts ...float64) []Value {
	v := make([]Value, len(amounts))
	for i, a := range amounts {
		v[i] = Value{Level: i, Amount: a, Unit: unit, Source: source}
	}
	return v
}

// words makes values of consecutive levels from Dutch texts.
func words(source Source, texts ...string) []Value {
	v := make([]Value, len(texts))
	for i, t := range texts {
		v[i] = Value{Level: i, Text: t, Source: source}
	}
	return v
}

// described adds Dutch texts to values.
func described(v []Value, texts ...string) []Value {
	for i, t := range texts {
		v[i].Text = t
	}
	return v
}

// kinds numbers options of equal severity.
func kinds(severity Level, names ...string) []Option {
	o := make([]Option, len(names))
	for i, n := range names {
		o[i] = Option{Number: i + 1, Name: n, Severity: severity}
	}
	return o
}
