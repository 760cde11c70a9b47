package reading

// section is a part of an advertisement.
type section uint8

const (
	sectionNone section = iota
	sectionIntro
	sectionCompany
	sectionTasks
	sectionRequirements
	sectionOffer
	sectionApply
	sectionCount
)

// sectionSet is a set of sections, one bit each.
type sectionSet uint16

func (s sectionSet) has(x section) bool { return s&(1<<x) != 0 }

var sectionNames = [sectionCount]string{"", "intro", "company", "tasks", "requirements", "offer", "apply"}

// String returns the name that Demand.Section holds.
func (s section) String() string { return sectionNames[s] }

func parseSection(name string) section {
	for i, n := range sectionNames {
		if n == name {
			return section(i)
		}
	}
	return sectionNone
}

// headWords is the longest a head may be to count without a colon, and
// headLead how many words of a head may stand before the words that mark it.
const (
	headWords = 9
	headLead  = 2
)

// assignSections gives every sentence the section of the last head before it.
// Heads are recognised by the lexicon's words at the start of a short line, a
// line with a colon, or a line in capitals.
func (d *document) assignSections(heads []head) {
	current, h := sectionIntro, 0
	for i := range d.sentences {
		s := &d.sentences[i]
		for ; h < len(heads) && heads[h].from < s.last; h++ {
			if heads[h].from >= s.first && d.isHead(s, heads[h]) {
				current = heads[h].section
			}
		}
		s.section = current
	}
}

// head is a place where the words of a section head stand.
type head struct {
	from, to int32
	section  section
}

func (d *document) isHead(s *sentence, h head) bool {
	if d.tokens[s.first].inTitle || h.from-s.first > headLead {
		return false
	}
	if s.last-s.first <= headWords && !s.item {
		return true
	}
	if h.from != s.first {
		return false
	}
	// "Functie-eisen: …", "WIJ BIEDEN een …", or a former line in a flat text.
	return h.to < s.last && (endsClause(d.gap(int(h.to))) || d.tokens[h.to].capital) || s.colon && !s.item
}
