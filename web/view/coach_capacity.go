package view

import "slices"

// CapacityForm transcribes a document of limitations.
type CapacityForm struct {
	Tabs                            *Tabs
	Action, Error                   string
	Errors                          []FieldError
	Confirm                         bool
	Confirmed                       string
	Saved                           bool
	Version                         int
	Source                          string
	Sources                         []Link
	IssuedOn, ValidFrom, ValidUntil string
	Issuers, Statuses               []Choice
	NoUsable                        bool
	HoursDay, HoursWeek             string
	DayQualifier, WeekQualifier     []Choice
	BuildUp                         []StepRow
	Lines                           string
	Read                            []ReadLine
	Rubrics                         []CapacityRubric
	Warnings                        []string
	Wording                         string
	// Other is the other list of the FML, with the stated items as it calls them.
	Other      string
	Translated []TranslatedItem
}

// FieldError is what is wrong with one field of a form, a sentence, and the item
// of the list that the field is of.
type FieldError struct{ Field, Item, Text string }

// ErrorOf is what is wrong with a field, "" when nothing is.
func (f CapacityForm) ErrorOf(field string) string {
	for _, e := range f.Errors {
		if e.Field == field {
			return e.Text
		}
	}
	return ""
}

// First reports the field with the first mistake, which gets the focus.
func (f CapacityForm) First(field string) bool {
	return len(f.Errors) > 0 && f.Errors[0].Field == field
}

// Stated is how many items the form holds.
func (f CapacityForm) Stated() (n int) {
	for _, r := range f.Rubrics {
		n += r.Stated
	}
	return n
}

// Building reports that there is a build-up of hours.
func (f CapacityForm) Building() bool {
	return slices.ContainsFunc(f.BuildUp, func(r StepRow) bool { return r.From+r.Week+r.Day != "" })
}

// StepRow is one step of a build-up of hours as typed.
type StepRow struct {
	N               int
	From, Week, Day string
}

// ReadLine is one line of a quick entry as it is read, or what is wrong with it.
type ReadLine struct {
	N                        int
	Code, Name, Words, Error string
}

// TranslatedItem is an item in the other list, or why it has no place there.
type TranslatedItem struct{ Code, Name, OtherCode, OtherName, Refused string }

// CapacityRubric is one rubric with its items.
type CapacityRubric struct {
	Number int
	Name   string
	Stated int
	Items  []CapacityItem
}

// CapacityItem is one item of the list as the form has it.
type CapacityItem struct {
	Key, Code, Name string
	Levels          []Choice // of ordinal items, with the words of the form
	Options         []Choice // of nominal items
	Stated          bool
	Note            string
	// Numbers: a number, a side and a severity set by hand can be given; More:
	// one of these is.
	Numbers, More                        bool
	Value                                string
	Units, Qualifiers, Sides, Severities []Choice
}
