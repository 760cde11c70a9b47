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
	// Key, Level, Kilos and Text keep what was typed; Level is empty before a
	// choice. Error is the sentence itself.
	Key, Level, Kilos, Text string
	Error                   string
	Saved                   bool
}

// AnswerLine is one answer of an employer, with who asked, by role, and when.
type AnswerLine struct {
	Name, Text, Role string
	Level            int // 0–3
	Kilos            string
	At               time.Time
}
