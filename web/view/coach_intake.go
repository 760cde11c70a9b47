package view

import "time"

// IntakePage asks for a file about a worker, or for a table of workers, and lists
// the drafts that wait.
type IntakePage struct {
	Tabs          *Tabs // nil for tables
	Action, Error string
	Text          string // pasted instead of a file
	Drafts        []DraftLink
	Mappings      []string // names of kept mappings of columns
}

// OpenPage asks for the label of a new dossier.
type OpenPage struct {
	Error   string // the sentence itself
	Label   string
	Consent bool
	Most    int // characters of a label
}

// DraftLink leads to a draft that waits until its day.
type DraftLink struct {
	Href        string
	At, Expires time.Time
}

// DraftPage shows what was read in a file, each field beside its source.
type DraftPage struct {
	Tabs               *Tabs
	Action, Name, Kind string
	Error, Confirmed   string
	Confirm            bool
	Notes              []string
	Parts              []DraftPart
}

// DraftPart is what was found for one part of the profile. Capacity asks the date
// of the document, and Replaces is the version that it takes the place of.
type DraftPart struct {
	Title, Lead string
	Entries     []DraftEntry
	Capacity    bool
	IssuedOn    string
	Source      string // the text that the date was read from
	Replaces    int
}

// DraftEntry is one thing with its fields: a job, a language, an item.
type DraftEntry struct{ Fields []DraftField }

// DraftField is one value that can be ticked, and edited unless it is fixed.
type DraftField struct {
	N                    int
	Path, Label, Value   string
	Shown, Source, Place string
	Ticked, Fixed        bool
}

// ImportPage shows a table on trial.
type ImportPage struct {
	Action, Name, Error, Mapping string
	Columns                      []ColumnRow
	Refused, Left, Notes         []string
	Rows                         []ImportRow
	Good                         int
	// Done is set when the workers were made, Saved how many.
	Done  bool
	Saved int
}

// ColumnRow asks what a column means; Sample is what stands in it.
type ColumnRow struct {
	N              int
	Header, Sample string
	Barred         bool
	Choices        []Choice
}

// ImportRow is a row as it would be kept.
type ImportRow struct {
	Number int
	Label  string
	Fields []string
}
