package profile

import (
	"errors"
	"fmt"
	"strings"

	"passend/index/demand"
)

// Basis says where a severity comes from.
type Basis uint8

// The bases: nothing stated, by the rule of the item's scale, or set by a person
// because the explanation overrides the number.
const (
	BasisNone Basis = iota
	BasisRule
	BasisHuman
)

// String returns "rule", "human" or "".
func (b Basis) String() string { return [...]string{"", "rule", "human"}[min(b, BasisHuman)] }

// List returns the FML list that the source's levels are written in. Documents
// that are no FML use the words of list B where they use levels at all.
func (s SourceType) List() demand.List {
	if s == FMLA {
		return demand.ListA
	}
	return demand.ListB
}

// SeverityOf returns the normalised severity of an item in a document, 0–3 or
// Unknown. A severity that a person has set wins. Otherwise the scale decides
// (see demand.Severity); of several options the most severe counts; an item with
// only a note, a value or an unnamed option is "beperkt" (2), as binary items
// are. Hours are numbers and have no severity. The error names a level or option
// that the item does not have; the severity is Unknown then.
func (s SourceType) SeverityOf(it Item) (demand.Level, Basis, error) {
	if it.Severity != nil {
		if *it.Severity < 0 || *it.Severity > 3 {
			return demand.Unknown, BasisHuman, fmt.Errorf("%s: severity %d is outside 0–3", it.Key, *it.Severity)
		}
		return demand.Level(*it.Severity), BasisHuman, nil
	}
	switch it.Key {
	case demand.None:
		return demand.Unknown, BasisNone, errors.New("item without key")
	case demand.HandDominance, demand.LimitationSide:
		return 0, BasisRule, nil
	case demand.HoursPerDay, demand.HoursPerWeek:
		return demand.Unknown, BasisRule, nil
	}
	if it.Level != nil && (*it.Level == 0 || len(it.Options) == 0) {
		sev, err := demand.Severity(it.Key, s.List(), *it.Level)
		return sev, BasisRule, err
	}
	if len(it.Options) > 0 {
		return worstOption(it)
	}
	if it.Note != "" || it.Value > 0 {
		return 2, BasisRule, nil
	}
	return demand.Unknown, BasisNone, nil
}

func worstOption(it Item) (demand.Level, Basis, error) {
	worst := demand.Level(0)
	def := demand.Lookup(it.Key)
	for _, o := range it.Options {
		sev := demand.Level(2)
		switch n := optionNumber(o); {
		case def.Condition:
			sev = def.Options[0].Severity
		case n > 0 && len(def.Options) > 0:
			var err error
			if sev, err = demand.SeverityOption(it.Key, n); err != nil {
				return demand.Unknown, BasisRule, err
			}
		}
		worst = max(worst, sev)
	}
	return worst, BasisRule, nil
}

// optionNumber reads the number that an option starts with ("2", "2 niet in de
// nacht"); 0 for words and for codes ("2.12.5").
func optionNumber(option string) int {
	head, _, _ := strings.Cut(strings.TrimSpace(option), " ")
	n := 0
	for _, r := range strings.TrimRight(head, ".:)") {
		if r < '0' || r > '9' || n > 99 {
			return 0
		}
		n = n*10 + int(r-'0')
	}
	return n
}
