package field

import (
	"slices"
	"strings"
)

// employment maps the words for kinds of employment, folded to letters only,
// to schema.org values. Looked up as parts of the field, longest words first
// by their order here.
var employment = []struct{ word, value string }{
	{"fulltime", "FULL_TIME"}, {"voltijd", "FULL_TIME"}, {"tempointeiro", "FULL_TIME"}, {"vollzeit", "FULL_TIME"},
	{"parttime", "PART_TIME"}, {"deeltijd", "PART_TIME"}, {"bijbaan", "PART_TIME"}, {"tempoparcial", "PART_TIME"}, {"teilzeit", "PART_TIME"},
	{"tijdelijk", "TEMPORARY"}, {"temporary", "TEMPORARY"}, {"temporaire", "TEMPORARY"}, {"bepaaldetijd", "TEMPORARY"}, {"fixedterm", "TEMPORARY"}, {"uitzend", "TEMPORARY"}, {"seasonal", "TEMPORARY"},
	{"stage", "INTERN"}, {"intern", "INTERN"}, {"trainee", "INTERN"},
	{"vrijwillig", "VOLUNTEER"}, {"volunteer", "VOLUNTEER"},
	{"freelance", "CONTRACTOR"}, {"zzp", "CONTRACTOR"}, {"contractor", "CONTRACTOR"}, {"interim", "CONTRACTOR"},
	{"perdiem", "PER_DIEM"}, {"oproep", "PER_DIEM"}, {"oncall", "PER_DIEM"},
}

// EmploymentTypes reads kinds of employment from fields of any notation
// ("['FULL_TIME', 'PART_TIME']", "Full-time", "fulltime_permanent",
// "Fulltime") as sorted schema.org values.
func EmploymentTypes(fields ...string) []string {
	var found []string
	for _, f := range fields {
		folded := strings.Map(func(r rune) rune {
			if r >= 'a' && r <= 'z' {
				return r
			}
			if r == ',' || r == '/' || r == ';' || r == '|' {
				return ' '
			}
			return -1
		}, strings.ToLower(f))
		folded = strings.ReplaceAll(folded, "onbepaaldetijd", "")
		folded = strings.ReplaceAll(folded, "interna", "")
		before := len(found)
		for _, e := range employment {
			if strings.Contains(folded, e.word) {
				found = append(found, e.value)
			}
		}
		if before == len(found) && folded == "other" {
			found = append(found, "OTHER")
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// Yes reports whether a field that answers a question says yes.
func Yes(s string) bool {
	switch strings.ToLower(strings.TrimSpace(s)) {
	case "true", "yes", "ja", "1", "y", "remote", "telecommute", "fully remote", "thuiswerk":
		return true
	}
	return false
}
