package index

import (
	"cmp"
	"iter"
	"slices"
	"sort"
	"strings"
	"sync"

	"passend/index/column"
	"passend/index/dutch"
)

// SuggestKind says what a suggestion is.
type SuggestKind string

// The kinds of suggestion.
const (
	SuggestOccupation SuggestKind = "occupation"
	SuggestCompetence SuggestKind = "competence"
	SuggestPlace      SuggestKind = "place"
	SuggestEmployer   SuggestKind = "employer"
)

// Suggestion completes what is being typed.
type Suggestion struct {
	Kind SuggestKind
	Text string
	// ID is the ISCO code, the taxonomy's id or the province; "" for employers.
	ID string
	// Weight orders suggestions that fit alike: open vacancies of an employer,
	// inhabitants of a place.
	Weight int
}

// Suggest completes text with names of which a word begins with it, at most n
// of each kind; without kinds, of all. Names that begin with it come first,
// then heavier ones, then shorter ones.
func (x *Index) Suggest(text string, n int, kinds ...SuggestKind) []Suggestion {
	typed := strings.TrimSpace(dutch.Fold(text))
	if typed == "" || n <= 0 {
		return nil
	}
	var out []Suggestion
	for _, names := range []*names{x.suggest.fixed(x.opt.Names), x.suggest.employers(x.columns.View())} {
		out = append(out, names.complete(typed, n, kinds)...)
	}
	if x.opt.Places != nil && (len(kinds) == 0 || slices.Contains(kinds, SuggestPlace)) {
		for _, p := range x.opt.Places.Suggest(text, n) {
			out = append(out, Suggestion{Kind: SuggestPlace, Text: p.Name, ID: p.Province, Weight: p.Population})
		}
	}
	return out
}

// suggester holds the names that can be suggested.
type suggester struct {
	once  sync.Once
	given *names

	mu   sync.Mutex
	view *column.View
	hire *names
}

func (s *suggester) fixed(given iter.Seq[Suggestion]) *names {
	s.once.Do(func() {
		var all []Suggestion
		if given != nil {
			all = slices.Collect(given)
		}
		s.given = newNames(all)
	})
	return s.given
}

// renewShare is by what share the vacancies must have changed before the
// employers are counted anew.
const renewShare = 50

func (s *suggester) employers(v *column.View) *names {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.view != nil && v.Seq-s.view.Seq <= int64(v.Open.Live()/renewShare) {
		return s.hire
	}
	s.view = v
	open := make([]int, v.Dicts.Employers.Len())
	for i, g := range v.Open.Gates() {
		if !v.Open.Removed(i) && int(g.Employer) < len(open) {
			open[g.Employer]++
		}
	}
	var all []Suggestion
	for id, n := range open {
		if name := v.Dicts.Employers.Name(uint32(id)); n > 0 && name != "" {
			all = append(all, Suggestion{Kind: SuggestEmployer, Text: name, Weight: n})
		}
	}
	s.hire = newNames(all)
	return s.hire
}

// names finds names by the beginning of one of their words.
type names struct {
	all []Suggestion
	// entries are sorted by key: the folded name from the beginning of a word.
	entries []entry
}

type entry struct {
	key   string
	name  int32
	whole bool // the key is the whole name
}

func newNames(all []Suggestion) *names {
	n := &names{all: all}
	for i, s := range all {
		folded := dutch.Fold(s.Text)
		n.entries = append(n.entries, entry{folded, int32(i), true})
		for at := range len(folded) - 1 {
			if c := folded[at]; c == ' ' || c == '-' || c == '/' || c == '(' {
				n.entries = append(n.entries, entry{folded[at+1:], int32(i), false})
			}
		}
	}
	slices.SortFunc(n.entries, func(a, b entry) int { return cmp.Compare(a.key, b.key) })
	return n
}

// maxScan bounds the names that are compared after one letter was typed.
const maxScan = 20_000

func (n *names) complete(typed string, most int, kinds []SuggestKind) []Suggestion {
	from := sort.Search(len(n.entries), func(i int) bool { return n.entries[i].key >= typed })
	var hits []entry
	seen := map[int32]int{}
	for i := from; i < len(n.entries) && i < from+maxScan && strings.HasPrefix(n.entries[i].key, typed); i++ {
		e := n.entries[i]
		if len(kinds) > 0 && !slices.Contains(kinds, n.all[e.name].Kind) {
			continue
		}
		if at, ok := seen[e.name]; ok {
			hits[at].whole = hits[at].whole || e.whole
			continue
		}
		seen[e.name] = len(hits)
		hits = append(hits, e)
	}
	slices.SortFunc(hits, func(a, b entry) int {
		if a.whole != b.whole {
			if a.whole {
				return -1
			}
			return 1
		}
		x, y := &n.all[a.name], &n.all[b.name]
		return cmp.Or(cmp.Compare(y.Weight, x.Weight), cmp.Compare(len(x.Text), len(y.Text)), cmp.Compare(x.Text, y.Text))
	})
	count := map[SuggestKind]int{}
	var out []Suggestion
	for _, h := range hits {
		s := n.all[h.name]
		if count[s.Kind]++; count[s.Kind] <= most {
			out = append(out, s)
		}
	}
	return out
}
