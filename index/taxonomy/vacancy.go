package taxonomy

import (
	"cmp"
	"slices"
)

// SectorLink is a section of SBI 2008 that a text points to.
type SectorLink struct {
	// Section is the letter A to U.
	Section string
	Name    string
	Score   float64
	// Start and End are the byte offsets of the first word that points to it.
	Start, End int
}

// LinkSector returns the sections of the Dutch standard industrial
// classification (CBS, SBI 2008) that the words of a text point to, best first.
func (t *Taxonomy) LinkSector(text string) []SectorLink {
	weight := map[string]float64{}
	first := map[string]Hit{}
	total := 0.0
	t.terms.sectors.scan.find(text, func(h Hit) {
		term := t.terms.sectors.all[t.terms.sectors.byID[h.ID]]
		section := term.ID
		if len(term.Asks) > 0 {
			section = term.Asks[0].ISCO
		}
		w := h.Score / (1 + weight[section]/4) // repeating a word adds ever less
		weight[section] += w
		total += w
		if _, ok := first[section]; !ok {
			first[section] = h
		}
	})
	out := make([]SectorLink, 0, len(weight))
	for s, w := range weight {
		name := ""
		if i, ok := t.terms.sectors.byID[s]; ok {
			name = t.terms.sectors.all[i].Name
		}
		h := first[s]
		// one word alone is a weak sign: the share is damped by a constant
		out = append(out, SectorLink{s, name, w / (total + 1), h.Start, h.End})
	}
	slices.SortFunc(out, func(a, b SectorLink) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Section, b.Section))
	})
	return out
}

// The text of a vacancy speaks less clearly of its occupation than the title:
// these weigh what the text adds.
const (
	textTitles = 0.25 // job titles named in the text
	textTerms  = 0.35 // competences that occupations ask
	textDepth  = 2500 // bytes of text that are heard
	titleDepth = 24
)

// LinkOccupation returns up to n unit groups that a vacancy is about, best
// first, from its title and its text.
func (t *Taxonomy) LinkOccupation(title, text string, n int) []OccupationLink {
	links := t.LinkTitle(title, titleDepth)
	if len(text) > textDepth {
		text = text[:textDepth]
	}
	votes := t.textVotes(text)
	named := t.titles.named(t, text)
	if len(links) == 0 || links[0].Score < 0.3 {
		links = t.fromText(links, votes, named)
	}
	for i := range links {
		l := &links[i]
		add := textTerms*votes[l.ISCO] + textTitles*named[l.ISCO]
		l.Score += add * (1 - l.Score)
	}
	slices.SortStableFunc(links, func(a, b OccupationLink) int { return cmp.Compare(b.Score, a.Score) })
	links = slices.CompactFunc(links, func(a, b OccupationLink) bool { return a.ISCO == b.ISCO && a.Concept == b.Concept })
	if len(links) > n {
		links = links[:max(n, 0)]
	}
	return links
}

// fromText adds the groups that only the text names, held low.
func (t *Taxonomy) fromText(links []OccupationLink, votes, named map[string]float64) []OccupationLink {
	for _, g := range t.groups {
		if named[g.Code] == 0 && votes[g.Code] < 0.6 {
			continue
		}
		if !slices.ContainsFunc(links, func(l OccupationLink) bool { return l.ISCO == g.Code }) {
			links = append(links, OccupationLink{ISCO: g.Code, Label: g.Title, Score: 0.1})
		}
	}
	return links
}

// textVotes lets the competences in a text vote for the groups that ask them,
// rare ones more; the highest vote is 1.
func (t *Taxonomy) textVotes(text string) map[string]float64 {
	votes := map[string]float64{}
	seen := map[string]bool{}
	for _, h := range t.LinkCompetences(text) {
		if h.Kind == KindTrait || seen[h.ID] {
			continue
		}
		seen[h.ID] = true
		for i, w := range t.likes().terms[h.ID] {
			votes[t.groups[i].Code] += w * h.Score
		}
	}
	top := 0.0
	for _, v := range votes {
		top = max(top, v)
	}
	if top > 0 {
		for k := range votes {
			votes[k] /= max(top, 1)
		}
	}
	return votes
}

// named counts the job titles that stand in a text in full, those of one
// everyday word less; the highest is 1.
func (x *titleIndex) named(t *Taxonomy, text string) map[string]float64 {
	out := map[string]float64{}
	ws := titleWords(make([]titleWord, 0, len(text)/6), text)
	sums := make([]uint64, len(ws))
	for i := range ws {
		sums[i] = x.ranker.sum(ws[i].root)
	}
	for i := range ws {
		var key uint64
		for j := i; j < len(ws) && j < i+longestLabel && ws[j].segment == ws[i].segment; j++ {
			key += sums[j]
			for _, l := range x.exact[key] {
				w := 0.4
				if j > i {
					w = 1
				}
				out[t.groups[x.labels[l].group].Code] += w
			}
		}
	}
	top := 1.0
	for _, v := range out {
		top = max(top, v)
	}
	for k := range out {
		out[k] /= top
	}
	return out
}
