package desk

import "time"

// Client is one worker of a caseload.
type Client struct {
	ID         string   `json:"id"`
	Label      string   `json:"label"`
	Directions []string `json:"directions,omitempty"`
	Proposals  int      `json:"proposals"`
	// Tasks and Week (of the illness) are for roles that see decisions.
	Tasks []Task `json:"tasks,omitempty"`
	Week  int    `json:"week,omitempty"`
}

// Query asks for a part of a worker's list.
type Query struct {
	// Group opens one of the groups; empty shows the proposals.
	Group string
	// Offset and Limit page through the group; Limit 0 is the default page.
	Offset, Limit int
	// ExpectedStart is when the worker would start; zero is four weeks ahead.
	ExpectedStart time.Time
}

// List is a worker's ranked list as the actor's role may see it.
type List struct {
	Worker        Head      `json:"worker"`
	AsOf          time.Time `json:"as_of"`
	ExpectedStart time.Time `json:"expected_start"`
	// Scanned is the number of open vacancies that were compared: all of them;
	// 0 for roles that see bands only.
	Scanned  int     `json:"scanned,omitempty"`
	Groups   []Group `json:"groups"`
	Versions string  `json:"versions"`
	// Notice says why nothing was matched; empty otherwise.
	Notice string `json:"notice,omitempty"`
	// Rules are what decisions and answers change in the order of this list.
	Rules []RuleLine `json:"rules,omitempty"`
}

// Head is what stands above a worker's list.
type Head struct {
	ID         string   `json:"id"`
	Label      string   `json:"label"`
	Directions []string `json:"directions,omitempty"`
	// Conditions is the functional wording that a person has approved.
	Conditions string `json:"conditions,omitempty"`
}

// Group is a band of the list, or the vacancies outside the search profile.
// Every vacancy is in one group; Items holds those asked for.
type Group struct {
	Key   string `json:"key"`
	Count int    `json:"count"`
	Items []Item `json:"items,omitempty"`
}

// The groups, in the order of the list.
const (
	GroupProposals = "proposals"
	GroupOutside   = "outside"
	GroupCollapsed = "collapsed"
	GroupHidden    = "hidden"
)

// Item is one vacancy with its match.
type Item struct {
	Vacancy Card `json:"vacancy"`
	// Verdict is passend, passend_onder_voorwaarden, navragen,
	// waarschijnlijk_niet_passend or niet_passend; "proposal" for roles that see
	// bands only.
	Verdict string `json:"verdict"`
	// Preference (wens), Qualification (kans) and Certainty are 0–100.
	Preference    int      `json:"preference"`
	Qualification int      `json:"qualification"`
	Certainty     int      `json:"certainty"`
	Reasons       []Reason `json:"reasons,omitempty"`
	Questions     []string `json:"questions,omitempty"`
	// Open is how many of the questions this vacancy leaves open for this worker;
	// the others are asked of every employer. 0 for roles that see bands only.
	Open int `json:"-"`
	// Changes says what would change the verdict.
	Changes []string `json:"changes,omitempty"`
	// Others are the same job at other places or sources.
	Others []Card `json:"others,omitempty"`
	// Decision is the standing decision on the vacancy, for who may see it.
	Decision *Decision `json:"decision,omitempty"`
}

// Card is what a list shows of a vacancy.
type Card struct {
	ID string `json:"id"`
	// hash is the vacancy's fingerprint, for the note of what was shown.
	hash     string
	Title    string    `json:"title"`
	Employer string    `json:"employer,omitempty"`
	Places   string    `json:"places,omitempty"`
	HoursMin int       `json:"hours_min,omitempty"` // quarter hours a week
	HoursMax int       `json:"hours_max,omitempty"`
	PayMin   int64     `json:"pay_min,omitempty"` // euro cents
	PayMax   int64     `json:"pay_max,omitempty"`
	PayPer   string    `json:"pay_per,omitempty"`
	PayText  string    `json:"pay_text,omitempty"`
	Travel   int       `json:"travel_minutes,omitempty"`
	Posted   time.Time `json:"posted,omitzero"`
	URL      string    `json:"url,omitempty"`
	Source   string    `json:"source,omitempty"`
	// Added: a user brought it in, no crawl.
	Added bool `json:"added,omitempty"`
}

// Reason is one reason in the words of the actor's role.
type Reason struct {
	Kind         string  `json:"kind"`
	Key          string  `json:"key,omitempty"`
	State        string  `json:"state"`
	Effect       string  `json:"effect,omitempty"` // hard, red, amber, ask or none
	Weight       float64 `json:"weight,omitempty"`
	Contribution float64 `json:"contribution,omitempty"`
	Text         string  `json:"text"`
	Quote        string  `json:"quote,omitempty"`
	// Start and End are byte offsets of the quote in the vacancy's text; both
	// zero when the quote stands elsewhere.
	Start int `json:"start,omitempty"`
	End   int `json:"end,omitempty"`
}

// Detail is one vacancy with its full text, as one worker's match.
type Detail struct {
	Item
	Worker    Head      `json:"worker"`
	Text      string    `json:"text,omitempty"`
	Unread    bool      `json:"unread,omitempty"`
	NoSnippet bool      `json:"no_snippet,omitempty"`
	CheckedOn time.Time `json:"checked_on,omitzero"`
	Closed    bool      `json:"closed,omitempty"`
	Versions  string    `json:"versions"`
}
