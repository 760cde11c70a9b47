package column

import (
	"slices"
	"strings"
	"time"

	"passend/index/demand"
)

// NumberKeys are the keys whose kilograms are kept as numbers.
var NumberKeys = [...]demand.Key{
	demand.LiftCarry, demand.Lift, demand.Carry, demand.HeavyLoadsFrequent, demand.PushPull,
}

// Contracts are the kinds of contract, in the order of the bits of
// Gate.Contracts.
var Contracts = [...]string{
	"vast", "tijdelijk", "uitzend", "detachering", "zzp", "stage", "bijbaan", "traineeship", "oproep", "vrijwillig",
}

// ContractBit returns the bit of a kind of contract, 0 for an unknown one.
func ContractBit(kind string) uint16 {
	if i := slices.Index(Contracts[:], kind); i >= 0 {
		return 1 << i
	}
	return 0
}

// Licences are driving licence classes (Directive 2006/126/EC), in the order of
// the bits of Gate.Licences.
var Licences = [...]string{"AM", "A", "B", "BE", "C", "CE", "D", "DE", "T", "C1", "C1E", "D1", "D1E", "A1", "A2"}

// LicenceBit returns the bit of a class, 0 for an unknown one.
func LicenceBit(class string) uint16 {
	if class = strings.ToUpper(class); strings.ContainsAny(class, "+ -/") {
		class = strings.NewReplacer("+", "", " ", "", "-", "", "/", "").Replace(class)
	}
	if i := slices.Index(Licences[:], class); i >= 0 {
		return 1 << i
	}
	return 0
}

// LanguageLevel orders how well a language is asked or spoken: CEFR A1–C2 as
// 1–6, mother tongue 7, "goed" as B2 and an unknown level 0.
func LanguageLevel(level string) uint8 {
	switch strings.ToLower(strings.TrimSpace(level)) {
	case "a1":
		return 1
	case "a2", "basis", "redelijk":
		return 2
	case "b1", "voldoende":
		return 3
	case "b2", "goed":
		return 4
	case "c1", "uitstekend", "zeer goed", "vloeiend":
		return 5
	case "c2":
		return 6
	case "moedertaal", "native":
		return 7
	}
	return 0
}

// Day returns the days since 1970-01-01 UTC, 0 for a time that is not set or
// not within the range of the columns (to 2149).
func Day(t time.Time) uint16 {
	d := t.Unix() / 86400
	if t.IsZero() || d < 1 || d > 65535 {
		return 0
	}
	return uint16(d)
}

// Date is the opposite of Day.
func Date(day uint16) time.Time {
	if day == 0 {
		return time.Time{}
	}
	return time.Unix(int64(day)*86400, 0).UTC()
}
