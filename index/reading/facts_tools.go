package reading

import (
	"slices"

	"passend/index/taxonomy"
)

// coreTool reports whether the work turns on experience with the tool or machine
// that token from names: its length is asked ("3 jaar ervaring met Azure"), or it
// is asked firmly and the title names the tool too ("aantoonbare ervaring met
// Salesforce").
func (x *factFinder) coreTool(t *taxonomy.Term, from int32) bool {
	if t.Kind != taxonomy.KindTool && t.Kind != taxonomy.KindMachine || everydayTools[t.ID] {
		return false
	}
	d := x.d
	s := d.sentences[d.tokens[from].sentence]
	if i, with := x.experienceBefore(from, toolReach); with {
		if !x.askedExperience(i, true) || x.orWilling(from+1) {
			return false // "wij hebben 20 jaar ervaring met SAP"
		}
		firm := false
		first := max(s.first, i-firmReach)
		for k := i - 1; k >= first; k-- {
			if w := string(d.wordBytes(int(k))); w == "met" || w == "with" {
				first = k + 1 // what stood before is said of something else
			}
		}
		for k := first; k < from; k++ {
			switch w := string(d.wordBytes(int(k))); {
			case w == "jaar" || w == "jaren" || w == "years":
				return x.need(from, from+1) == NeedRequired
			case firmWords[w]:
				firm = true
			}
		}
		return firm && x.titleNames(t) && x.need(from, from+1) == NeedRequired
	}
	return false
}

// notePractised marks the thing that was just put on the list when the experience
// that is asked is experience with it.
func (x *factFinder) notePractised(t *taxonomy.Term, from int32) {
	e := &x.out.Experience
	practised := t.Kind != taxonomy.KindTrait && e.Quote.Field == InText && e.Quote != (Quote{}) && x.experience == x.d.tokens[from].sentence
	if practised {
		i, _ := x.experienceBefore(from, listReach)
		practised = i >= 0
	}
	core := x.coreTool(t, from)
	if !practised && !core {
		return
	}
	if i := slices.IndexFunc(x.out.Competences, func(a Asked) bool { return a.ID == t.ID }); i >= 0 {
		a := &x.out.Competences[i]
		a.Practised, a.Core = a.Practised || practised, a.Core || core
	}
}

// experienceBefore is the word experience before token from, -1 when something else
// than experience is said of it ("3 jaar ervaring als planner en kennis van Excel"),
// and whether "met" stands between.
func (x *factFinder) experienceBefore(from, reach int32) (at int32, with bool) {
	d := x.d
	s := d.sentences[d.tokens[from].sentence]
	for i := from - 1; i >= s.first && i >= from-reach; i-- {
		switch w := d.wordBytes(int(i)); {
		case namesExperience(w) && !d.is(int(i), "ervaren"):
			return i, with
		case d.is(int(i), "met") || d.is(int(i), "with"):
			with = true
		case otherSaying[string(w)] && !x.withAnd(i):
			return -1, false
		}
	}
	return -1, false
}

// withAnd reports "met en kennis van", also "met en uitgebreide kennis van", whose
// "kennis" stands at token i.
func (x *factFinder) withAnd(i int32) bool {
	d := x.d
	and := i - 1
	if !d.is(int(and), "en") {
		and--
	}
	return d.is(int(and), "en") && d.is(int(and-1), "met")
}

// listReach is how many words behind experience a list of things may go on.
const listReach = 24

var otherSaying = setOf(`kennis werkt werkte gewerkt waarbij waarvan affiniteit opleiding diploma als je jij must sinds`)

// toolReach is how many words behind experience a tool may be named; firmReach,
// how many before it may say how long or how firmly.
const (
	toolReach = 12
	firmReach = 5
)

// everydayTools are those that few profiles name and most people have used.
var everydayTools = setOf(`microsoft_excel microsoft_word microsoft_office outlook powerpoint microsoft_teams onedrive crm_systeem`)

// firmWords make experience more than a word that any ad has.
var firmWords = setOf(`aantoonbare aantoonbaar ruime ruim gedegen praktische uitgebreide meerdere sterke diepgaande grondige stevige solide
have vereist vereiste minimaal proven solid strong extensive demonstrable`)

// titleNames reports whether the title names the tool.
func (x *factFinder) titleNames(t *taxonomy.Term) bool { return slices.Contains(x.titleTools, t.ID) }
