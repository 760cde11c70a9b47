package taxonomy

import "fmt"

// Education is a rung of the Dutch education ladder (NLQF order), Flemish and
// old school types being mapped onto it.
type Education uint8

// The rungs. EducationUnknown means not stated; EducationNone means that no
// diploma is needed.
const (
	EducationUnknown Education = iota
	EducationNone
	EducationPractical // praktijkonderwijs, basisonderwijs
	EducationVMBO      // vmbo, lts, mavo, mulo
	EducationMBO1
	EducationMBO2
	EducationMBO3
	EducationMBO4
	EducationMBO // mbo without a level
	EducationHAVO
	EducationVWO
	EducationHBO // hbo, bachelor, associate degree
	EducationWO  // wo, master, doctorate
)

var educationNames = [...]string{"", "none", "praktijk", "vmbo", "mbo1", "mbo2", "mbo3", "mbo4", "mbo", "havo", "vwo", "hbo", "wo"}

// String returns the short code used in files ("mbo3"), "" when unknown.
func (e Education) String() string {
	if int(e) >= len(educationNames) {
		return ""
	}
	return educationNames[e]
}

// Rank orders the rungs for comparison, 0 (nothing asked) to 6 (wo); -1 when
// unknown. Rungs of one rank are held equal: mbo-3 and havo admit alike (WHW
// art. 7.24; NLQF 3–4). An mbo without level ranks as mbo-2, the lowest
// that is a starting qualification (startkwalificatie).
func (e Education) Rank() int {
	if int(e) >= len(educationRanks) {
		return -1
	}
	return int(educationRanks[e])
}

var educationRanks = [...]int8{
	EducationUnknown: -1, EducationNone: 0, EducationPractical: 1, EducationVMBO: 1, EducationMBO1: 1, EducationMBO2: 2, EducationMBO: 2,
	EducationMBO3: 3, EducationHAVO: 3, EducationMBO4: 4, EducationVWO: 4, EducationHBO: 5, EducationWO: 6,
}

// ParseEducation reads a short code as String writes it.
func ParseEducation(code string) (Education, bool) {
	for i, n := range educationNames {
		if n == code {
			return Education(i), true
		}
	}
	return EducationUnknown, false
}

// MarshalText writes the short code.
func (e Education) MarshalText() ([]byte, error) { return []byte(e.String()), nil }

// UnmarshalText reads a short code; it names the code that it does not know.
func (e *Education) UnmarshalText(b []byte) error {
	v, ok := ParseEducation(string(b))
	if !ok {
		return fmt.Errorf("unknown education level %q", b)
	}
	*e = v
	return nil
}
