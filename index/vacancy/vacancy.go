package vacancy

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
	"time"
)

// Vacancy is one job advertisement as its source published it. Fields are what
// the source states in a field of its own; what only the text says is found by
// the reading. Zero values mean "not stated".
type Vacancy struct {
	// ID is the archive's identity (UUIDv7) or, for imported files, the id the
	// file gives. It never changes over the versions of one vacancy.
	ID string `json:"id"`
	// Source is the name of the source in the sources file.
	Source string `json:"source,omitempty"`
	// ExternalID is the identity that the source uses; unique within Source.
	ExternalID string `json:"external_id,omitempty"`
	// URL is the page a person can open and apply at.
	URL string `json:"url,omitempty"`

	Title string `json:"title"`
	// Employer is the hiring organisation's name as published; may be an agency.
	Employer string  `json:"employer,omitempty"`
	Places   []Place `json:"places,omitempty"`
	// Text is the advertisement as plain text: NFC, lines ended by "\n". Quotes
	// of the reading are byte ranges of this text, so it is never re-wrapped
	// after it has been kept.
	Text string `json:"text"`
	// Language is a BCP 47 tag when the source states it.
	Language string `json:"language,omitempty"`

	Hours Hours `json:"hours,omitzero"`
	Pay   Pay   `json:"pay,omitzero"`
	// EmploymentTypes holds schema.org values (FULL_TIME, PART_TIME, TEMPORARY,
	// INTERN, VOLUNTEER, CONTRACTOR, PER_DIEM, OTHER), upper case, sorted.
	EmploymentTypes []string `json:"employment_types,omitempty"`
	// Education, Experience, Industry, Occupation and Skills are free text from
	// structured fields of the source.
	Education  string   `json:"education,omitempty"`
	Experience string   `json:"experience,omitempty"`
	Industry   string   `json:"industry,omitempty"`
	Occupation string   `json:"occupation,omitempty"`
	Skills     []string `json:"skills,omitempty"`
	// Remote is true when the source marks the job as telecommuting.
	Remote bool `json:"remote,omitempty"`
	// NoSnippet is true when the page asks not to be quoted (X-Robots-Tag or
	// meta nosnippet): only title, employer and link may be shown.
	NoSnippet bool `json:"no_snippet,omitempty"`

	// Posted, ValidThrough and Start are UTC; zero when not stated.
	Posted       time.Time `json:"posted,omitzero"`
	ValidThrough time.Time `json:"valid_through,omitzero"`
	Start        time.Time `json:"start,omitzero"`

	// FoundBy says how each field was found ("json-ld", "microdata", "feed",
	// "recruitee", "text" …), by the JSON name of the field.
	FoundBy map[string]string `json:"found_by,omitempty"`
}

// Place is one work location as published.
type Place struct {
	Name     string `json:"name,omitempty"`
	Street   string `json:"street,omitempty"`
	Postcode string `json:"postcode,omitempty"`
	Region   string `json:"region,omitempty"`
	// Country is ISO 3166-1 alpha-2, upper case, or empty.
	Country string `json:"country,omitempty"`
	// Lat and Lon are WGS 84 degrees; both zero when the source gives none.
	Lat float64 `json:"lat,omitempty"`
	Lon float64 `json:"lon,omitempty"`
}

// Hours is a weekly range in quarter hours (36 h = 144). Zero means not stated.
type Hours struct {
	Min int `json:"min,omitempty"`
	Max int `json:"max,omitempty"`
}

// Period is the unit of time a pay amount is for.
type Period string

// The periods that pay is stated in; schema.org unitText in lower case.
const (
	PerHour  Period = "hour"
	PerDay   Period = "day"
	PerWeek  Period = "week"
	PerMonth Period = "month"
	PerYear  Period = "year"
)

// Pay is a gross amount in euro cents per Period. Zero means not stated.
type Pay struct {
	MinCents int64  `json:"min_cents,omitempty"`
	MaxCents int64  `json:"max_cents,omitempty"`
	Period   Period `json:"period,omitempty"`
	// Currency is ISO 4217; empty means EUR.
	Currency string `json:"currency,omitempty"`
	// Text is the amount in words when it is not a number ("schaal 8").
	Text string `json:"text,omitempty"`
}

// IsZero reports whether neither bound of the hours is stated.
func (h Hours) IsZero() bool { return h == Hours{} }

// IsZero reports whether no pay is stated at all.
func (p Pay) IsZero() bool { return p == Pay{} }

// Fingerprint is the SHA-256 in hexadecimal of everything that a reading or a
// match may depend on. Two versions of a vacancy with the same fingerprint are
// the same version; times at which it was seen do not count.
func (v *Vacancy) Fingerprint() string {
	h := sha256.New()
	field := func(parts ...string) {
		for _, p := range parts {
			h.Write([]byte(strconv.Itoa(len(p))))
			h.Write([]byte{':'})
			h.Write([]byte(p))
		}
		h.Write([]byte{'\n'})
	}
	field(v.Title, v.Employer, v.Text, v.Language)
	for _, p := range v.Places {
		field(p.Name, p.Street, p.Postcode, p.Region, p.Country,
			strconv.FormatFloat(p.Lat, 'f', 5, 64), strconv.FormatFloat(p.Lon, 'f', 5, 64))
	}
	field(strconv.Itoa(v.Hours.Min), strconv.Itoa(v.Hours.Max))
	field(strconv.FormatInt(v.Pay.MinCents, 10), strconv.FormatInt(v.Pay.MaxCents, 10),
		string(v.Pay.Period), v.Pay.Currency, v.Pay.Text)
	field(v.EmploymentTypes...)
	field(v.Education, v.Experience, v.Industry, v.Occupation)
	field(v.Skills...)
	field(strconv.FormatBool(v.Remote), strconv.FormatBool(v.NoSnippet))
	for _, t := range []time.Time{v.Posted, v.ValidThrough, v.Start} {
		if t.IsZero() {
			field("")
			continue
		}
		field(t.UTC().Format(time.RFC3339))
	}
	return hex.EncodeToString(h.Sum(nil))
}

// PlaceNames joins the names of the places for display, without repeats.
func (v *Vacancy) PlaceNames() string {
	var names []string
	seen := map[string]bool{}
	for _, p := range v.Places {
		if p.Name != "" && !seen[p.Name] {
			seen[p.Name] = true
			names = append(names, p.Name)
		}
	}
	return strings.Join(names, ", ")
}
