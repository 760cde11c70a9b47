package column

import (
	"passend/index/reading"
	"passend/index/taxonomy"
)

// Flags are yes-or-no properties of a vacancy.
type Flags uint64

// The flags. HoursStated is set when a number of hours is stated in the text
// or in a field; HoursDerived when it follows from "fulltime" or from fte.
const (
	HoursStated Flags = 1 << iota
	HoursDerived
	HoursNegotiable
	SaysFulltime
	SaysParttime
	Hybrid
	FullRemote
	NoRemote
	Agency
	Adaptable
	Trains
	PlaceKnown
	Abroad
	InBelgium
	Evening
	Night
	Saturday
	Sunday
	Shifts
	ForStudents
	ForOver65
	ForOthers
	ExperiencePreferred
	ExperienceRequired
	PayStated
	Unread
	EducationField
	NoSnippet
	HoursInText
	LocationRough
	VagueTitle
	// CutOff marks a text that its source breaks off: what it would go on to
	// say is unknown.
	CutOff
	// CertificateRequired spares a look at what is asked where nothing is hard.
	CertificateRequired
	// Leads marks a title that says that the work leads people or a branch,
	// Senior one that asks for much experience.
	Leads
	Senior
	// Protected marks a title that the law keeps for those with its diploma.
	Protected
	// EducationLabel marks a level that stands in a field of the ad only.
	EducationLabel
	// CoreTool spares a look at what is asked where no tool is that the work
	// turns on.
	CoreTool
	// ExperienceInRole marks experience that must be in work like this, or in work
	// that is named.
	ExperienceInRole
	// ExperienceWithThing marks experience with a thing, ExperienceAnyWork that in
	// any work.
	ExperienceWithThing
	ExperienceAnyWork
	// OneLanguage marks that one of the replaceable languages is enough.
	OneLanguage
)

// Gate is what filters and hard requirements read, 40 bytes, so that a scan
// over many vacancies is bound by memory and by little else.
type Gate struct {
	// Lat and Lon are degrees; they count with PlaceKnown.
	Lat, Lon float32
	Flags    Flags
	Employer uint32
	// FirstSeen and Posted are days since 1970-01-01 UTC; 0 is not known.
	FirstSeen, Posted uint16
	// Occupation is the dictionary id of the likeliest ISCO unit group; 0 none.
	Occupation uint16
	// Contracts are bits in the order of Contracts; Licences, required driving
	// licences in the order of Licences.
	Contracts, Licences uint16
	// HoursMin and HoursMax are quarter hours a week; 0 is not stated.
	HoursMin, HoursMax uint8
	// Sector is the SBI section letter, 0 when unknown.
	Sector uint8
	// Education holds the level in the low nibble and the need in the high one.
	Education uint8
}

// Need is what verdicts and scores read besides the gate.
type Need struct {
	Levels Levels
	// Kilos are kilograms for NumberKeys, 0 when no number is stated.
	Kilos [len(NumberKeys)]uint8
	// PerDay is the longest stated working day in quarter hours, 0 unknown.
	PerDay uint8
	// ClockFrom and ClockTo bound the stated working times, in quarter hours
	// since midnight; both zero when none is stated. Days are bits from Monday.
	ClockFrom, ClockTo, Days uint8
	// Languages are asked languages, packed by packLanguage.
	Languages [4]uint16
	// Second is the next likely occupation; the scores are 0–255 for 0–1.
	Second uint16
	// Roles are occupations in which the experience is asked, by number.
	Roles                        [4]uint16
	OccupationScore, SecondScore uint8
	// Months is asked experience, NoMonths when its length is not stated.
	Months uint8
	// HourlyPay is the highest stated gross pay in units of 10 cents an hour.
	HourlyPay uint16
	// Closed is the day the vacancy closed, 0 while it is open.
	Closed uint16
	// Group is the dictionary id of the duplicate group, 0 none.
	Group uint32
	// Fields are the asked fields of study; none with EducationField set is a
	// field that is not known.
	Fields taxonomy.StudyFields
	// TitleFields are the fields that the title names: "werkvoorbereider bouw".
	TitleFields taxonomy.StudyFields
}

// NoMonths in Need.Months says that experience is asked without a length.
const NoMonths = 255

// Asked is one competence or certificate: dictionary id, kind and need packed.
type Asked uint32

// The bits of an Asked below its id.
const (
	askedNeed        = 3
	askedCertificate = 1 << 2
	askedPractised   = 1 << 3
	askedCore        = 1 << 4
	askedBits        = 5
)

func packAsked(id uint32, a *reading.Asked, certificate bool, need reading.Need) Asked {
	out := Asked(id<<askedBits) | Asked(need&askedNeed)
	for _, b := range [...]struct {
		set bool
		bit Asked
	}{{certificate, askedCertificate}, {a.Practised, askedPractised}, {a.Core, askedCore}} {
		if b.set {
			out |= b.bit
		}
	}
	return out
}

// ID returns the dictionary id.
func (a Asked) ID() uint32 { return uint32(a >> askedBits) }

// Practised reports whether the experience that is asked is experience with it.
func (a Asked) Practised() bool { return a&askedPractised != 0 }

// Core reports whether the work turns on experience with it.
func (a Asked) Core() bool { return a&askedCore != 0 }

// Certificate reports whether a certificate is asked, not a competence.
func (a Asked) Certificate() bool { return a&askedCertificate != 0 }

// Need returns how strictly it is asked.
func (a Asked) Need() reading.Need { return reading.Need(a & askedNeed) }

// Row is one vacancy in columns. Asked and Stems are shared with the segment
// and must not be changed.
type Row struct {
	*Gate
	*Need
	Asked []Asked
	// Stems are dictionary ids of the title's stems.
	Stems []uint32
}

// EducationLevel and EducationNeed unpack Gate.Education.
func (g *Gate) EducationLevel() uint8 { return g.Education & 15 }

// EducationNeed returns how strictly the education is asked.
func (g *Gate) EducationNeed() reading.Need { return reading.Need(g.Education >> 4) }

// Has reports whether all the flags are set.
func (g *Gate) Has(f Flags) bool { return g.Flags&f == f }

// Language is an asked language: Code is a dictionary id, Level 0–7 as in
// LanguageLevel.
type Language struct {
	Code  uint16
	Level uint8
	Need  reading.Need
}

func packLanguage(l Language) uint16 {
	return l.Code<<5 | uint16(l.Level&7)<<2 | uint16(l.Need&3)
}

// UnpackLanguage reads one of Need.Languages; ok is false for an empty place.
func UnpackLanguage(v uint16) (l Language, ok bool) {
	return Language{Code: v >> 5, Level: uint8(v>>2) & 7, Need: reading.Need(v & 3)}, v != 0
}
