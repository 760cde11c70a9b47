package view

import (
	"time"

	"passend/web/desk"
)

// AnswerPage takes what an employer answered about one vacancy.
type AnswerPage struct {
	ID, Title, Employer, URL string
	Back                     string
	Answers                  []AnswerLine
	Items                    []desk.AnswerItem
	Levels                   []string
	// Key, Level, Number (kilos, or hours a week) and Text keep what was typed;
	// Level is empty before a choice. Error is the sentence itself.
	Key, Level, Number, Text string
	Error                    string
	Saved                    bool
	// Waits: what this reader records is first for a coach to look at.
	Waits bool
}

// AnswerLine is one answer of an employer, with who asked, by role, and when.
type AnswerLine struct {
	Name, Text, Role string
	Level            int // 0–3
	Kilos            string
	Hours            string // a week, instead of a level
	At               time.Time
}
