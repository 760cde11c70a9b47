package taxonomy

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"passend/index/dutch"
)

// OccupationLink is a unit group that a title may mean.
type OccupationLink struct {
	// ISCO is the code of the unit group.
	ISCO string
	// Concept is the URI of the ESCO occupation, "" without imported ESCO.
	Concept string
	// Label is the job title that matched.
	Label string
	// Score is the probability, 0 to 1, that the group is right.
	Score float64
}

// longestLabel bounds the words of a label that is looked for within a title.
const longestLabel = 6

// unknownWeight is what a word that no label knows weighs in how much of a
// title was understood: mostly the name of an employer or a place.
const unknownWeight = 1.5

// LinkTitle returns up to n occupations that a job title may mean, best first,
// one per unit group and ESCO occupation. Levels, hours, places and gender
// marks are not heeded. It returns nothing for a title without known words.
func (t *Taxonomy) LinkTitle(title string, n int) []OccupationLink {
	if n <= 0 {
		return nil
	}
	ws := titleWords(make([]titleWord, 0, 16), title)
	return t.titles.links(t, t.titles.candidates(ws, dutch.Fold(title)), n)
}

// candidate is a label with how well it fits.
type candidate struct {
	label int32
	score float64
}

// candidates finds labels within the title and labels like it.
func (x *titleIndex) candidates(ws []titleWord, folded string) []candidate {
	if len(ws) == 0 || len(x.labels) == 0 {
		return nil
	}
	if len(ws) > 24 {
		ws = ws[:24]
	}
	var keys [24]uint64
	var mass [24]float64
	total := 0.0
	for i, w := range ws {
		k := x.ranker.word(w.root)
		keys[i] = k.sum
		mass[i] = x.mass(w, k)
		total += mass[i]
	}
	var out []candidate
	for i := range ws {
		var key uint64
		covered := 0.0
		for j := i; j < len(ws) && j < i+longestLabel; j++ {
			key += keys[j]
			covered += mass[j]
			for _, l := range x.exact[key] {
				score := within(covered/total, j == lastOfSegment(ws, i)) * float64(x.labels[l].weight)
				if strings.Contains(folded, x.labels[l].folded) {
					score += literalBonus
				}
				out = append(out, candidate{l, score})
			}
		}
	}
	main := ws[:lastOfSegment(ws, 0)+1]
	for _, r := range x.ranker.rank(main, rankDepth) {
		out = append(out, candidate{int32(r.Label), alike(r.Score) * float64(x.labels[r.Label].weight)})
	}
	return out
}

// literalBonus lets a label that stands letter by letter in the title win from
// one that shares its roots.
const literalBonus = 0.01

// rankDepth is how many like labels are looked at.
const rankDepth = 24

// within is the score of a label that stands in a title in full, by the share
// of the title that it covers; head is true when it ends the segment, where
// Dutch titles have their head.
func within(covered float64, head bool) float64 {
	s := 0.42 + 0.56*math.Min(covered, 1) // at most 0.98, so that the bonus stays below 1
	if !head {
		s -= 0.03
	}
	return s
}

// alike is the score of a label by its likeness.
func alike(cosine float64) float64 { return math.Min(0.97, cosine) * 0.95 }

// mass is how much a word tells: the rarity of its parts, less in later
// segments of the title.
func (x *titleIndex) mass(w titleWord, k *rankWord) float64 {
	sum, known := 0.0, false
	for _, p := range k.parts {
		if x.ranker.start[p+1] > x.ranker.start[p] {
			sum += float64(x.ranker.idf[p])
			known = true
		}
	}
	if !known {
		sum = unknownWeight
	}
	if w.segment > 0 {
		sum *= 0.3
	}
	return sum
}

func lastOfSegment(ws []titleWord, i int) int {
	for i+1 < len(ws) && ws[i+1].segment == ws[i].segment {
		i++
	}
	return i
}

// links turns labels into occupations: the best label counts, others of the
// same group add a little.
func (x *titleIndex) links(t *Taxonomy, cs []candidate, n int) []OccupationLink {
	slices.SortFunc(cs, func(a, b candidate) int {
		// of labels that fit alike the shorter one says no more than the title
		return cmp.Or(cmp.Compare(b.score, a.score),
			cmp.Compare(len(x.labels[a.label].text), len(x.labels[b.label].text)), cmp.Compare(a.label, b.label))
	})
	var out []OccupationLink
	var seen []label
	for _, c := range cs {
		l := x.labels[c.label]
		if i := slices.IndexFunc(seen, func(s label) bool { return s.group == l.group && s.concept == l.concept }); i >= 0 {
			if out[i].Score < 0.98 {
				out[i].Score += 0.04 * c.score * (1 - out[i].Score)
			}
			continue
		}
		seen = append(seen, l)
		link := OccupationLink{ISCO: t.groups[l.group].Code, Label: l.text, Score: c.score}
		if l.concept >= 0 {
			link.Concept = t.esco.Occupations[l.concept].URI
		}
		out = append(out, link)
	}
	slices.SortStableFunc(out, func(a, b OccupationLink) int { return cmp.Compare(b.Score, a.Score) })
	if len(out) > n {
		out = out[:n]
	}
	return out
}
