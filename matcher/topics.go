package matcher

import (
	_ "embed"
	"fmt"
	"math/bits"
	"slices"
	"strings"
	"sync"

	"passend/index/demand"
)

//go:embed topics.tsv
var topicsFile string

// topic names an item in functional words: no health terms, for these words
// may be shown and asked outside.
type topic struct{ name, question string }

// topics are read once; the file is part of the program and a test keeps it
// complete.
var topics = sync.OnceValue(func() *[demand.Count]topic {
	out := new([demand.Count]topic)
	for line := range strings.Lines(topicsFile) {
		if f := strings.Split(strings.TrimSpace(line), "\t"); len(f) == 3 {
			if k, ok := demand.ParseKey(f[0]); ok {
				out[k] = topic{f[1], f[2]}
			}
		}
	}
	return out
})

// ItemName is an item of the capacity in functional words, the key itself when
// it is not known.
func ItemName(key string) string {
	if k, ok := demand.ParseKey(key); ok {
		return topics()[k].name
	}
	return key
}

// ItemQuestion is what to ask an employer about an item, "" when the key is not
// known.
func ItemQuestion(key string) string {
	k, _ := demand.ParseKey(key)
	return topics()[k].question
}

type label struct{ key, label string }

// groundText names a ground of rejection.
func groundText(i int) label {
	if i < len(groundTexts) {
		return groundTexts[i]
	}
	return label{"demand", "Het werk vraagt meer dan kan"}
}

var groundTexts = [...]label{
	{"hours", "Meer uren dan mogelijk"},
	{"licence", "Rijbewijs vereist"},
	{"driving", "Rijden voor het werk is nodig"},
	{"target", "Alleen voor een andere doelgroep"},
	{"times", "Werktijden die niet kunnen"},
	{"hours_day", "Langere dagen dan mogelijk"},
	{"education", "Hogere opleiding vereist"},
	{"field", "Andere opleidingsrichting vereist"},
	{"certificate", "Certificaat of registratie vereist"},
	{"experience", "Ervaring vereist"},
	{"language", "Taal vereist"},
	{"weight", "Zwaarder tillen dan mogelijk"},
	{"unread", "Tekst in een andere taal of afgebroken"},
}

var outsideTexts = [8]label{
	{"direction", "Andere richting"},
	{"excluded", "Uitgesloten richting"},
	{"travel", "Te ver reizen"},
	{"country", "Ander land"},
	{"employer", "Uitgesloten werkgever"},
}

// hasGround reports whether a match is counted under the group of that key.
func hasGround(o *Outcome, s *Scores, key string) bool {
	for i, t := range outsideTexts {
		if t.key == key && key != "" {
			return s.Outside>>i&1 != 0
		}
	}
	return o.Verdict == Unsuitable && groundText(firstGround(o.Hard)).key == key
}

// firstGround is the ground that a hidden vacancy is counted under: without a
// hard one that is a demand beyond the capacity.
func firstGround(hard Grounds) int {
	if hard == 0 {
		return groundCount - 1
	}
	return bits.TrailingZeros32(uint32(hard))
}

// neutral are the questions that a job hunter sees with every vacancy: the
// same for every worker, in content and order, so that they reveal nothing.
var neutral = []Question{
	{Key: "hours", Text: "Hoeveel uur per week is minimaal nodig, en hoe lang duurt een werkdag?"},
	{Key: "times", Text: "Op welke tijden en dagen wordt er gewerkt?"},
	{Key: "posture", Text: "Hoe zijn zitten, staan en lopen verdeeld over de dag?"},
	{Key: "lifting", Text: "Hoe zwaar en hoe vaak tilt iemand, en zijn er hulpmiddelen?"},
	{Key: "pace", Text: "Hoe hoog is het tempo, en hoe vaak zijn er pieken?"},
	{Key: "contact", Text: "Hoeveel contact is er met klanten en collega's?"},
	{Key: "place", Text: "Waar is de werkplek, en kan het werk deels thuis?"},
}

// askedTogether are items that one question covers: the question of the item
// named first, or where the neutral list asks the same, that one (by number).
var askedTogether = [...]struct {
	neutral int
	keys    []demand.Key
}{
	{0, []demand.Key{demand.HoursPerWeek, demand.HoursPerDay}},
	{2, []demand.Key{demand.Stand, demand.StandAtWork, demand.Sit, demand.SitAtWork, demand.PostureAlternation}},
	{3, []demand.Key{demand.LiftCarry, demand.Lift, demand.Carry, demand.HeavyLoadsFrequent}},
	{4, []demand.Key{demand.CondNoHighPace, demand.CondNoDeadlines, demand.ActionPace}},
	{5, []demand.Key{demand.CondNoCustomers, demand.CondNoColleagues}},
	{-1, []demand.Key{demand.BendFrequent, demand.Bend, demand.BentTwistedActive}},
	{-1, []demand.Key{demand.WalkAtWork, demand.Walk}},
	{-1, []demand.Key{demand.ReachFrequent, demand.Reach}},
	{-1, []demand.Key{demand.KneelSquat, demand.KneelingActive}},
}

// questionOf is what to ask about an item.
func questionOf(k demand.Key) string {
	for _, x := range askedTogether {
		if !slices.Contains(x.keys, k) {
			continue
		}
		if x.neutral >= 0 {
			return neutral[x.neutral].Text
		}
		return topics()[x.keys[0]].question
	}
	return topics()[k].question
}

// NeutralQuestions are the fixed questions to an employer.
func NeutralQuestions() []Question { return append([]Question(nil), neutral...) }

func hoursText(quarters int) string {
	if quarters%4 == 0 {
		return fmt.Sprintf("%d", quarters/4)
	}
	return strings.Replace(fmt.Sprintf("%.2g", float64(quarters)/4), ".", ",", 1)
}
