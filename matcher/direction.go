package matcher

import (
	"math"
	"strings"

	"passend/index/column"
	"passend/index/reading"
)

// stemFit is what a stem adds to the titles that the directions name.
type stemFit [mostTitles]float32

// A title is linked to an occupation that is likelier than not, and to others
// that are nearly as likely.
const (
	linkLeast = 0.62
	linkNear  = 0.85
)

// directionCodes are the ISCO codes of a direction with how sure they are.
func (m *Matcher) directionCodes(text string, isco []string) []reading.OccupationFact {
	if len(isco) > 0 {
		out := make([]reading.OccupationFact, len(isco))
		for i, c := range isco {
			out[i] = reading.OccupationFact{ISCO: c, Score: 1}
		}
		return out
	}
	var out []reading.OccupationFact
	for _, part := range splitDirection(text) {
		found := m.world.Knowledge.Occupations(part)
		for _, o := range found {
			if o.Score >= linkLeast && o.Score >= linkNear*found[0].Score {
				out = append(out, o)
			}
		}
	}
	return out
}

// splitDirection cuts "data steward / databeheerder" into its titles; what
// stands between brackets only narrows one.
func splitDirection(text string) []string {
	var out []string
	if i := strings.IndexByte(text, '('); i > 0 {
		text = text[:i]
	}
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return r == '/' || r == ',' || r == ';' }) {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

func (p *Plan) compileDirectionWords(v *column.View, rules Rules) {
	p.stemAt = make([]uint16, v.Dicts.Stems.Len())
	p.stemFits = make([]stemFit, 1)
	total := float64(v.Open.Live() + 1)
	for d := range p.directions {
		for _, title := range splitDirection(p.Worker.Search.Directions[d].Text) {
			if p.titles < mostTitles {
				p.title(v, uint8(d), title, total)
			}
		}
	}
	for _, e := range p.Worker.Search.Excluded {
		var ids []uint32
		for _, stem := range column.Stems(e.Text) {
			id, ok := v.Dicts.Stems.Find(stem)
			if !ok {
				ids = nil
				break
			}
			ids = append(ids, id)
		}
		if len(ids) > 0 {
			p.barred = append(p.barred, ids)
		}
	}
}

// title weighs the stems of one title of a direction, the rarer the heavier.
func (p *Plan) title(v *column.View, d uint8, text string, total float64) {
	words := column.Words(text)
	if len(words) == 0 {
		return
	}
	i := p.titles
	p.titles++
	p.whose[i] = d
	before := float32(0)
	for k, w := range words {
		weight := float32(math.Log((total+1)/float64(openWith(v, w.Stem)+1)) + 1)
		p.whole[i] += weight
		p.fits(v, w.Stem, i, weight)
		// "keyuser" is also written as "key user", and the other way round.
		if a, b, ok := halves(v, w); ok {
			p.fits(v, a, i, weight/2)
			p.fits(v, b, i, weight/2)
		}
		if k > 0 {
			p.fits(v, column.StemOf(words[k-1].Text+w.Text), i, before+weight)
		}
		before = weight
	}
}

// fits lets a stem count for a title, if there are vacancies with it.
func (p *Plan) fits(v *column.View, stem string, title int, weight float32) {
	id, ok := v.Dicts.Stems.Find(stem)
	if !ok || id == 0 {
		return
	}
	if p.stemAt[id] == 0 {
		p.stemAt[id] = uint16(len(p.stemFits))
		p.stemFits = append(p.stemFits, stemFit{})
	}
	p.stemFits[p.stemAt[id]][title] += weight
}

// openWith is how many open vacancies have the stem in their title.
func openWith(v *column.View, stem string) int {
	if id, ok := v.Dicts.Stems.Find(stem); ok {
		return len(v.Open.WithStem(id))
	}
	return 0
}

// leastHalf is the shortest part of a word that is written as one or as two.
const leastHalf = 3

// halves splits a word in two whose stems titles use more than that of the whole.
func halves(v *column.View, w column.Word) (a, b string, ok bool) {
	whole := openWith(v, w.Stem)
	for i := leastHalf; i <= len(w.Text)-leastHalf; i++ {
		x, y := column.StemOf(w.Text[:i]), column.StemOf(w.Text[i:])
		if n := min(openWith(v, x), openWith(v, y)); n > whole {
			a, b, ok, whole = x, y, true, n
		}
	}
	return a, b, ok
}

// direction compares occupation and title with the search directions. The two
// signs support each other: either may miss what the other sees.
func (p *Plan) direction(r *column.Row, s *Scores) {
	if p.directions == 0 {
		return
	}
	var byWork float32
	best := int8(-1)
	for i, occ := range [2]uint16{r.Occupation, r.Second} {
		sure := float32(r.OccupationScore)
		if i == 1 {
			sure = float32(r.SecondScore)
		}
		fit := &p.occupations[occ]
		if f := fit.direction * sure / 255; occ != 0 && f > byWork {
			byWork, best = f, int8(fit.best)
		}
	}
	byWord, word := p.words(r)
	if byWord > byWork {
		best = word
	}
	fit := 1 - (1-byWork)*(1-0.75*byWord)
	if r.TitleFields != 0 && p.field != 0 && r.TitleFields&p.field == 0 {
		fit *= p.weights.OtherField
	}
	if p.excludes(r, byWord) {
		s.Outside |= OutsideExcluded
		fit *= 0.2
	} else if fit < p.weights.DirectionLeast {
		s.Outside |= OutsideDirection
	}
	s.Direction = best
	p.set(s, PartDirection, fit)
}

// excludes reports a direction that is not to be: an occupation whose title does
// not say otherwise, nor a next one that is sought and nearly as likely, or the
// words of one.
func (p *Plan) excludes(r *column.Row, byWord float32) bool {
	if first := &p.occupations[r.Occupation]; r.Occupation != 0 && first.excluded && byWord < 0.5 {
		second := &p.occupations[r.Second]
		if second.excluded || second.direction < first.direction || second.direction < surelySought ||
			float32(r.SecondScore) < nearOccupation*float32(r.OccupationScore) {
			return true
		}
	}
	for _, stems := range p.barred {
		if holds(r.Stems, stems) {
			return true
		}
	}
	return false
}

// surelySought is the fit of an occupation that a direction names.
const surelySought = 0.9

// words is the share of a direction's words that the title has, the rarer the
// heavier, for the best direction.
func (p *Plan) words(r *column.Row) (float32, int8) {
	stems := r.Stems
	for len(stems) > 0 && !p.sought(stems[0]) {
		stems = stems[1:]
	}
	if len(stems) == 0 {
		return 0, -1
	}
	var sum [mostTitles]float32
	for _, st := range stems {
		if !p.sought(st) {
			continue
		}
		f := &p.stemFits[p.stemAt[st]]
		for t := range p.titles {
			sum[t] += f[t]
		}
	}
	best, which := float32(0), int8(-1)
	for t := range p.titles {
		if f := p.factors[p.whose[t]] * sum[t] / p.whole[t]; f > best {
			best, which = f, int8(p.whose[t])
		}
	}
	if r.Flags&column.VagueTitle != 0 {
		best *= vagueFactor
	}
	return min(best, 1), which
}

// sought reports that a title of the directions has the stem.
func (p *Plan) sought(stem uint32) bool { return int(stem) < len(p.stemAt) && p.stemAt[stem] != 0 }

// vagueFactor is what words from the opening of the text count, next to words
// of the title.
const vagueFactor = 0.9

func holds(have, all []uint32) bool {
	for _, a := range all {
		found := false
		for _, h := range have {
			found = found || h == a
		}
		if !found {
			return false
		}
	}
	return true
}
