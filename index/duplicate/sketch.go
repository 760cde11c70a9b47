package duplicate

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"passend/index/dutch"
	"passend/index/vacancy"
)

// Sketch is the fingerprint of one vacancy: a sample of the hashes of its
// word triples (FracMinHash: Irber et al. 2022, doi 10.1101/2022.01.11.475838),
// which estimates both how alike two texts are and how much of one stands in
// the other, and what else tells advertisements apart.
type Sketch struct {
	// Hashes are the sampled hashes, ascending.
	Hashes []uint32
	// Shift is the scale: hashes below 2^(32-Shift) are in the sample.
	Shift uint8
	// Employer is the normalised name; Agency says that an intermediary
	// published it.
	Employer string
	Agency   bool
	// Title holds the folded words that name the job, sorted.
	Title []string
	// Places holds the folded names of the places, sorted.
	Places []string
}

// sample is the number of hashes that a sketch keeps at most; more gains
// little: the error of a containment of 0.8 is then about 0.04.
const sample = 128

// shingle is the number of words hashed together.
const shingle = 3

// Of makes the sketch of a vacancy.
func Of(v *vacancy.Vacancy) Sketch {
	s := Sketch{
		Employer: NormalizeEmployer(v.Employer), Agency: IsAgency(v.Employer, v.Text),
		Title: titleWords(v.Title), Places: placeNames(v.Places),
	}
	all := hashes(contentWords(v.Text, v.Employer, s.Places))
	slices.Sort(all)
	all = slices.Compact(all)
	s.Shift = 0
	for len(all) > sample {
		s.Shift++
		n, _ := slices.BinarySearch(all, limit(s.Shift))
		all = all[:n]
	}
	s.Hashes = slices.Clone(all)
	return s
}

// limit is the first hash outside the sample of a scale.
func limit(shift uint8) uint32 {
	if shift == 0 {
		return math.MaxUint32
	}
	return 1 << (32 - shift)
}

// agencyTalk are words that come and go with who publishes an advertisement.
var agencyTalk = map[string]bool{
	"onze": true, "ons": true, "wij": true, "we": true, "opdrachtgever": true, "klant": true, "relatie": true, "bedrijf": true, "organisatie": true,
	"namens": true, "via": true, "de": true, "het": true, "een": true,
}

// contentWords are the folded words of the text without the employer's name,
// the places and agency talk: what stays when another firm posts the same job.
func contentWords(text, employer string, places []string) []string {
	drop := map[string]bool{}
	for _, w := range nameWords(employer) {
		drop[w] = true
	}
	for _, p := range places {
		for w := range strings.FieldsSeq(p) {
			drop[w] = true
		}
	}
	words := strings.FieldsFunc(dutch.Fold(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	kept := words[:0]
	for _, w := range words {
		if !drop[w] && !agencyTalk[w] {
			kept = append(kept, w)
		}
	}
	return kept
}

// hashes are those of every run of words; a text shorter than one run has one.
func hashes(words []string) []uint32 {
	if len(words) == 0 {
		return nil
	}
	if len(words) < shingle {
		return []uint32{mix(strings.Join(words, " "))}
	}
	single := make([]uint64, len(words))
	for i, w := range words {
		single[i] = fnv(w)
	}
	all := make([]uint32, 0, len(words)-shingle+1)
	for i := 0; i+shingle <= len(single); i++ {
		h := uint64(0)
		for _, s := range single[i : i+shingle] {
			h = (h ^ s) * 0x9E3779B97F4A7C15
			h ^= h >> 29
		}
		all = append(all, uint32(h>>32))
	}
	return all
}

func fnv(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}

func mix(s string) uint32 {
	h := fnv(s) * 0x9E3779B97F4A7C15
	return uint32((h ^ h>>29) >> 32)
}

// titleNoise are words of titles that do not name the job.
var titleNoise = map[string]bool{
	"m": true, "v": true, "x": true, "f": true, "d": true, "w": true, "mv": true, "mvx": true, "vacature": true, "gezocht": true, "per": true, "direct": true, "uur": true, "uren": true,
	"fulltime": true, "parttime": true, "in": true, "te": true, "bij": true, "voor": true, "de": true, "het": true, "een": true, "en": true, "regio": true, "omgeving": true, "of": true,
	"week": true, "van": true, "met": true, "per week": true, "full": true, "part": true, "time": true,
}

// titleHours are working hours in a title, which do not name the job.
var titleHours = regexp.MustCompile(`\d+(?:[.,]\d+)?(?:\s*(?:-|–|tot)\s*\d+(?:[.,]\d+)?)?\s*(?:uur|uren|u|fte|%)\b`)

// titleAlias are two spellings of one word of titles.
var titleAlias = map[string]string{"analyst": "analist", "ict": "it"}

func titleWords(title string) []string {
	title, _, _ = strings.Cut(dutch.Fold(title), " bij ")
	words := strings.FieldsFunc(titleHours.ReplaceAllString(title, " "), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '+' && r != '#'
	})
	kept := words[:0]
	for _, w := range words {
		if other, ok := titleAlias[w]; ok {
			w = other
		}
		if !titleNoise[w] {
			kept = append(kept, w)
		}
	}
	slices.Sort(kept)
	return slices.Compact(kept)
}

// placeAlias are other names of a few places, folded.
var placeAlias = map[string]string{
	"the hague": "den haag", "'s-gravenhage": "den haag", "s-gravenhage": "den haag", "'s-hertogenbosch": "den bosch", "s-hertogenbosch": "den bosch",
}

func placeNames(places []vacancy.Place) []string {
	var all []string
	for _, p := range places {
		name, _, _ := strings.Cut(dutch.Fold(p.Name), ",")
		if name = strings.TrimSpace(strings.TrimPrefix(strings.TrimPrefix(name, "regio "), "omgeving ")); name != "" && name != "nederland" && name != "netherlands" && name != "nl" && name != "belgie" && name != "remote" {
			if other, ok := placeAlias[name]; ok {
				name = other
			}
			all = append(all, name)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}
