package reading

import (
	"slices"
	"strings"
)

// experienceIn finds in what work the experience is asked that was read: work like
// this, or what stands behind "als".
func (x *factFinder) experienceIn(e *ExperienceFact) {
	d := x.d
	if e.Need == NeedUnknown || e.Quote == (Quote{}) || e.Quote.Field == InData {
		return
	}
	s := &d.sentences[x.experience]
	for i := s.first; i < s.last; i++ {
		if !namesExperience(d.wordBytes(int(i))) {
			continue
		}
		if x.anyWork(i) {
			e.AnyWork = true
		}
		for k := max(s.first, i-aloneReach); k < min(s.last, i+aloneReach); k++ {
			switch w := string(d.wordBytes(int(k))); {
			case e.Months < 0 && k < i && (w == "jaar" || w == "jaren") && k > s.first && fewWords[string(d.wordBytes(int(k-1)))]:
				e.Several = true
			case alikeWords[w] && k+1 < s.last && workWords[string(d.wordBytes(int(k+1)))] && !d.is(int(k-1), "of") && !d.is(int(k-2), "of"):
				e.Alike = true
			case (w == "met" || w == "with") && k > i && k <= i+thingReach:
				e.Thing = true
			case w == "in" && k == i+1 && d.is(int(k+1), "het"):
				e.Thing = true // "in het plannen en organiseren"
			case (w == "in" || w == "binnen") && k == i+1:
				x.experienceAs(e, k+1, s.last, mostTrades)
			case w == "als" && k > i, w == "van" && k > i && workWords[string(d.wordBytes(int(k-1)))]:
				x.experienceAs(e, k+1, s.last, 1)
			case k == i+1 && x.orWilling(k) && e.Need == NeedRequired:
				e.Need = NeedReplaceable // "of bent bereid dit te leren"
			case (w == "iemand" || w == "somebody") && k > i && d.is(int(k-1), "of") && e.Need == NeedRequired:
				e.Need = NeedReplaceable // "of iemand die financieel onderlegd is"
			}
		}
	}
	e.AnyWork = e.AnyWork && len(e.Occupations) == 0 && e.Months < anyWorkLess
}

// anyWork reports whether work of any kind is experience enough: "enige
// werkervaring", "een starter met 1 tot 2 jaar werkervaring".
func (x *factFinder) anyWork(i int32) bool {
	d := x.d
	s := &d.sentences[d.tokens[i].sentence]
	if i+1 < s.last && experienceIn[string(d.wordBytes(int(i+1)))] {
		return false
	}
	if d.is(int(i-1), "enige") || d.is(int(i-1), "wat") {
		return true
	}
	for k := max(s.first, i-aloneReach); k < i; k++ {
		if w := string(d.wordBytes(int(k))); w == "starter" || w == "starters" || w == "startende" {
			return !x.refused(k)
		}
	}
	return false
}

// anyWorkLess is from how many months on experience is in some work.
const anyWorkLess = 36

// thingReach is how many words behind experience "met" may begin the thing that
// it is experience with.
const thingReach = 4

// aloneReach is how many words from experience it may be told in what work.
const aloneReach = 9

var (
	alikeWords = setOf(`vergelijkbare soortgelijke gelijksoortige gelijkaardige gelijkwaardige similar comparable`)
	workWords  = setOf(`functie functies rol rollen positie werkzaamheden baan job role position roles`)
)

// experienceAs links the names of work in tokens [from,last), each to so many
// occupations: "business analist, data-analist of controller". A trade ("sales")
// has several.
func (x *factFinder) experienceAs(e *ExperienceFact, from, last int32, links int) {
	d := x.d
	for n := 0; n < mostRoles; n++ {
		if from < last && articles[string(d.wordBytes(int(from)))] {
			from++
		}
		if from >= last {
			return
		}
		to := from
		for to < last && to < from+roleMost && (to == from || !strings.ContainsAny(d.gap(int(to)), ",;:(./\n")) && !roleEnds[string(d.wordBytes(int(to)))] {
			to++
		}
		if to == from {
			return
		}
		src, _ := d.raw(int(from))
		if otherSaying[string(d.wordBytes(int(from)))] || d.is(int(from), "afgeronde") || noTrade[string(d.wordBytes(int(to-1)))] {
			return
		}
		name := src[d.tokens[from].start:d.tokens[to-1].end]
		if alikeWords[string(d.wordBytes(int(from)))] {
			e.Alike = true
		} else if tax := x.r.taxonomy; tax != nil {
			for _, l := range tax.LinkTitle(name, links) {
				if l.Score >= sureRole && !slices.Contains(e.Occupations, l.ISCO) {
					e.Occupations = append(e.Occupations, l.ISCO)
				}
			}
		}
		// What goes on is another name only behind a comma, a stroke, "of" or "en".
		from = to
		if from < last && nameJoins[string(d.wordBytes(int(from)))] {
			from++
		} else if from >= last || !strings.ContainsAny(d.gap(int(from)), ",/") {
			return
		}
	}
}

// noTrade are words that end a phrase which names no trade: "in een snelle omgeving".
var noTrade = setOf(`omgeving team teams organisatie vrijwilliger vak setting context bedrijf leidinggevende`)

var articles = setOf(`de het een`)

var nameJoins = setOf(`of en or`)

// mostRoles and roleMost bound how many names are linked, and how many words one
// has; mostTrades, the occupations of a trade. sureRole is the least probability
// of a link.
const (
	mostRoles  = 4
	roleMost   = 5
	mostTrades = 3
	sureRole   = 0.5
)

var roleEnds = setOf(`of en or and in binnen bij met op voor die dat waarbij waarvan te is een de het`)
