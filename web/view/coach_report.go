package view

// CoachReport is the report on a period, with the form that chooses it.
type CoachReport struct {
	Tabs        *Tabs
	Action      string
	From, Until string // days as a date field has them
	Editions    []Choice
	Error       string
	Word        string // leads to the same report for a word processor
	Report      ReportText
}

// ReportText is a report in words.
type ReportText struct {
	Title    string
	Lines    []string
	Sections []ReportSection
}

// WorkerReport is the report as the worker reads it.
type WorkerReport struct {
	Until, Word, Error, Remark, Confirmed string
	Confirm, Saved                        bool
	Report                                ReportText
}

// ReportSection is one part of a report.
type ReportSection struct {
	Heading string
	Lines   []string
	Points  []string
	Head    []string
	Rows    [][]string
}

// CoachPlacements lists work elsewhere, with the form for one more.
type CoachPlacements struct {
	Tabs       *Tabs
	Action     string
	Placements []PlacementLine
	Saved      bool
	Form       PlacementForm
}

// PlacementLine is one placement in words.
type PlacementLine struct {
	Title, Change string
	Lines         []string
}

// PlacementForm adds a placement, or adds to the one it corrects.
type PlacementForm struct {
	Corrects, Changing, Error, Confirmed string
	Confirm                              bool
	Forms                                []Choice
	Employer, Title, Hours, Wage         string
	From, Until, Evaluation, Aftercare   string
}
