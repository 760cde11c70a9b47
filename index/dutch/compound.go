package dutch

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed data/parts.txt
var partData string

//go:embed data/compounds.txt
var compoundData string

// minWord is the least length of a word that is split: the shortest compounds
// in vacancy language ("ijssalon") are longer than this.
const minWord = 6

// maxParts bounds the parts of one compound; longer covers are accidents.
const maxParts = 6

// lexicon is a trie over the letters a to z with the costs of the parts that
// end in its nodes, and the listed exceptions.
type lexicon struct {
	next  [][26]int32
	cost  []uint8 // 0: no part ends here
	stems map[string]bool
	whole map[string][]string // nil value: never split
}

var compounds = sync.OnceValue(func() *lexicon {
	l := &lexicon{stems: map[string]bool{}, whole: map[string][]string{}}
	l.node()
	weight := 3
	var listed []string
	for line := range dataLines(partData) {
		if w, ok := strings.CutPrefix(line, "weight "); ok {
			weight = int(w[0] - '0')
			continue
		}
		for part := range strings.FieldsSeq(line) {
			l.add(Fold(part), weight)
			listed = append(listed, Fold(part))
		}
	}
	for line := range dataLines(compoundData) {
		for word := range strings.FieldsSeq(line) {
			parts := strings.Split(Fold(word), "|")
			joined := strings.Join(parts, "")
			if len(parts) == 1 {
				parts = nil
			}
			l.whole[strings.ReplaceAll(joined, "+", "")] = trimLinks(parts)
		}
	}
	l.dropCompounds(listed)
	return l
})

// minDropped is the least length of a listed part that is looked at as a
// compound of other parts, minDroppedPart that of each of these parts: shorter
// ones cover words by accident.
const (
	minDropped     = 7
	minDroppedPart = 3
)

// dropCompounds takes out listed parts that other parts cover, so that the list
// may hold compounds for convenience and splitting still goes to the bottom.
func (l *lexicon) dropCompounds(listed []string) {
	for _, word := range listed {
		if _, whole := l.whole[word]; whole || len(word) < minDropped || len(word) > maxWord {
			continue
		}
		kept := l.remove(word)
		parts := l.cover(nil, word)
		long := len(parts) > 1
		for _, p := range parts {
			long = long && len(p) >= minDroppedPart && l.at(p) > 0 && l.at(p) <= sureCost
		}
		if !long {
			l.restore(word, kept)
		}
	}
}

// sureCost is the highest cost of a part that may take a listed compound apart.
const sureCost = partCost + 4

func (l *lexicon) remove(word string) uint8 {
	n := l.find(word)
	cost := l.cost[n]
	l.cost[n] = 0
	return cost
}

func (l *lexicon) restore(word string, cost uint8) { l.cost[l.find(word)] = cost }

// find returns the node of a word, or 0.
func (l *lexicon) find(word string) int32 {
	n := int32(0)
	for i := range len(word) {
		c := word[i] - 'a'
		if c >= 26 || l.next[n][c] == 0 {
			return 0
		}
		n = l.next[n][c]
	}
	return n
}

// suffixes look like parts and are endings.
var suffixes = wordSet("schap schappen heid heden lijk baar loos ling ster ren haven aarden hoeken")

// trimLinks takes the linking letters, written behind a plus, off the parts.
func trimLinks(parts []string) []string {
	for i, p := range parts {
		parts[i], _, _ = strings.Cut(p, "+")
	}
	return parts
}

func (l *lexicon) node() int32 {
	l.next = append(l.next, [26]int32{})
	l.cost = append(l.cost, 0)
	return int32(len(l.next) - 1)
}

// partCost is what every part costs besides its rarity, so that fewer parts win.
const partCost = 4

// add puts a part with weight 1 (rare in compounds) to 5 (in very many).
func (l *lexicon) add(part string, weight int) {
	n := int32(0)
	for i := range len(part) {
		c := part[i] - 'a'
		if c >= 26 {
			return
		}
		if l.next[n][c] == 0 {
			l.next[n][c] = l.node()
		}
		n = l.next[n][c]
	}
	l.cost[n] = uint8(partCost + 5 - weight + max(0, 5-len(part)))
	if len(part) >= 4 {
		l.stems[stemPlain(part)] = true
	}
}

// at returns the cost of the part word, or 0.
func (l *lexicon) at(word string) int { return int(l.cost[l.find(word)]) }

// Split splits a compound into its parts without linking letters
// ("vrachtwagenchauffeurs" → "vracht", "wagen", "chauffeurs"). A word that is
// no compound, or whose letters the parts do not cover in full, is returned
// alone. Hyphens split as well ("IT-afdeling").
func Split(word string) []string { return AppendSplit(nil, Fold(word)) }

// AppendSplit appends the parts of a folded word to dst; the parts are
// substrings of word.
func AppendSplit(dst []string, word string) []string {
	for {
		head, rest, ok := strings.Cut(word, "-")
		if !ok {
			break
		}
		if head != "" {
			dst = appendPlain(dst, head)
		}
		word = rest
	}
	if word == "" {
		return dst
	}
	return appendPlain(dst, word)
}

func appendPlain(dst []string, word string) []string {
	l := compounds()
	if parts, ok := l.whole[word]; ok {
		if parts == nil {
			return append(dst, word)
		}
		return append(dst, parts...)
	}
	if len(word) < minWord || len(word) > maxWord || l.at(word) > 0 {
		return append(dst, word)
	}
	if _, inflected := irregular()[word]; inflected {
		return append(dst, word)
	}
	return l.cover(dst, word)
}

// maxWord bounds the length of a word in bytes; longer ones are not words.
const maxWord = 60

// step is the cheapest cover of a prefix of the word: its last part is
// word[from:to], and the linking letters run from to to the position.
type step struct {
	cost, from, to int16
	parts          int8
}

// linkCost is the price of linking letters; "s", "e", "en" and "n".
const linkCost = 2

// cover finds the cheapest sequence of parts that covers the whole word.
func (l *lexicon) cover(dst []string, word string) []string {
	var steps [maxWord + 1]step
	steps[0] = step{cost: 1}
	n := len(word)
	for i := 0; i < n; i++ {
		if steps[i].cost == 0 || steps[i].parts >= maxParts {
			continue
		}
		node := int32(0)
		for j := i; j < n; j++ {
			c := word[j] - 'a'
			if c >= 26 {
				return append(dst, word)
			}
			if node = l.next[node][c]; node == 0 {
				break
			}
			if cost := l.cost[node]; cost > 0 {
				l.reach(&steps, word, i, j+1, int16(cost))
			}
		}
		if rest := word[i:]; i > 0 && len(rest) >= 4 && !suffixes[rest] && l.stems[stemPlain(rest)] {
			take(&steps, i, n, n, partCost+3)
		}
	}
	if steps[n].cost == 0 || steps[n].parts < 2 {
		return append(dst, word)
	}
	at := len(dst)
	for i := n; i > 0; i = int(steps[i].from) {
		dst = append(dst, word[steps[i].from:steps[i].to])
	}
	for a, b := at, len(dst)-1; a < b; a, b = a+1, b-1 {
		dst[a], dst[b] = dst[b], dst[a]
	}
	return dst
}

// reach records the part word[i:j], with and without linking letters behind it.
func (l *lexicon) reach(steps *[maxWord + 1]step, word string, i, j int, cost int16) {
	take(steps, i, j, j, cost)
	for _, link := range [...]string{"s", "en", "e", "n"} {
		if k := j + len(link); k < len(word)-2 && strings.HasPrefix(word[j:], link) {
			take(steps, i, j, k, cost+linkCost+int16(len(link)))
		}
	}
}

func take(steps *[maxWord + 1]step, from, to, next int, cost int16) {
	total := steps[from].cost + cost
	if s := &steps[next]; s.cost == 0 || total < s.cost {
		*s = step{cost: total, from: int16(from), to: int16(to), parts: steps[from].parts + 1}
	}
}
