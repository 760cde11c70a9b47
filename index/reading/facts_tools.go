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
	for i := from - 1; i >= s.first && i >= from-toolReach; i-- {
		if !namesExperience(d.wordBytes(int(i))) || d.is(int(i), "ervaren") {
			continue
		}
		if !x.askedExperience(i, true) {
			return false // "wij hebben 20 jaar ervaring met SAP"
		}
		firm := false
		for k := max(s.first, i-firmReach); k < from; k++ {
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
	core := x.coreTool(t, from)
	if !practised && !core {
		return
	}
	if i := slices.IndexFunc(x.out.Competences, func(a Asked) bool { return a.ID == t.ID }); i >= 0 {
		a := &x.out.Competences[i]
		a.Practised, a.Core = a.Practised || practised, a.Core || core
	}
}

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
