package taxonomy

import (
	"math"
	"slices"
	"strings"
	"sync"
)

// Ranker ranks a fixed list of labels by how alike they are to a phrase. It
// weighs two signs: the word parts both share, compounds being split
// ("vrachtwagenchauffeur" is "chauffeur vrachtwagen"), and the letters both
// share (n-grams within words), each with inverse document frequency. It is
// read-only after it was made.
type Ranker struct {
	n     int
	meant bool                 // related words count
	words map[string]*rankWord // every word of the labels
	heads map[string]bool      // words that end compounds
	idf   []float32            // by feature
	start []uint32             // postings of feature f: docs[start[f]:start[f+1]]
	docs  []uint32
	wts   []float32
	pool  sync.Pool
}

// Ranked is a label by its index in the list and its likeness 0 to 1.
type Ranked struct {
	Label int
	Score float64
}

// rankWord holds what is known of a word: the hashed features of its parts and
// of its letters.
type rankWord struct {
	parts []uint32
	kin   []kinFeature
	grams []uint32
	sum   uint64 // of the mixed hashes of the parts, the same in any order
	seen  int
}

// kinFeature is a set of related words that a part stands in, or the part
// itself; share is less for a part of many sets.
type kinFeature struct {
	bucket uint32
	share  float32
}

// The features are hashed into so many buckets; a collision only blurs.
const (
	featureBits = 18
	features    = 1 << featureBits
)

// The weights of shared word parts and of shared meaning (parts of one set of
// related words); the rest is for shared letters. Without related words the
// parts take most of it.
const (
	partShare = 0.15
	kinShare  = 0.3
	partAlone = 0.4
)

// idfPower damps inverse document frequency: very rare letters are often
// misspellings.
const idfPower = 0.8

// commonFeature is the share of labels above which letters tell too little to
// be worth their time.
const commonFeature = 0.12

// commonMost bounds the labels of one feature that are visited, which keeps
// linking fast when tens of thousands of labels were imported.
const commonMost = 900

// hashWord is FNV-1a with a salt, so that parts and letters differ.
func hashWord(salt uint64, s string) uint64 {
	h := uint64(14695981039346656037) ^ salt
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}

// mix spreads a hash over all bits (the finalizer of SplitMix64), so that sums
// of hashes tell sets of parts apart.
func mix(h uint64) uint64 {
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return h ^ h>>31
}

func bucket(h uint64) uint32 { return uint32((h ^ h>>featureBits ^ h>>40) & (features - 1)) }

// NewRanker builds the index over labels.
func NewRanker(labels []string) *Ranker {
	docs := make([][]titleWord, len(labels))
	for i, l := range labels {
		docs[i] = titleWords(nil, l)
	}
	return newRanker(docs, true)
}

// newRanker builds the index; meant says whether related words count, which
// costs time and blurs what a score means.
func newRanker(labels [][]titleWord, meant bool) *Ranker {
	r := &Ranker{n: len(labels), meant: meant, words: map[string]*rankWord{}, heads: map[string]bool{}}
	ends := map[string]int{}
	for _, ws := range labels {
		for _, w := range ws {
			k := r.words[w.root]
			if k == nil {
				k = &rankWord{}
				r.words[w.root] = k
			}
			k.seen++
		}
		if len(ws) > 1 {
			ends[ws[len(ws)-1].root]++
		}
	}
	for w, n := range ends {
		if n >= 2 && len(w) >= 4 {
			r.heads[w] = true
		}
	}
	for w, k := range r.words {
		r.fill(k, w)
	}
	r.index(labels)
	r.pool.New = func() any { return &rankScratch{scores: make([]float32, r.n)} }
	return r
}

// fill finds the features of a word.
func (r *Ranker) fill(k *rankWord, word string) {
	parts := r.split(nil, word)
	for _, p := range parts {
		h := hashWord(1, p)
		k.parts = append(k.parts, bucket(h))
		k.sum += mix(h)
		if r.meant {
			k.addKin(p)
		}
	}
	if r.meant && len(parts) > 1 && len(kin[word]) > 0 {
		k.addKin(word)
	}
	var buf [80]byte
	padded := append(buf[:0], ' ')
	padded = append(padded, word...)
	padded = append(padded, ' ')
	k.grams = make([]uint32, 0, 2*len(padded))
	for n := 3; n <= 4; n++ {
		for i := 0; i+n <= len(padded); i++ {
			k.grams = append(k.grams, bucket(hashWord(2, string(padded[i:i+n]))))
		}
	}
}

// addKin adds the sets of related words that a part stands in.
func (k *rankWord) addKin(part string) {
	sets := kin[part]
	if len(sets) == 0 {
		k.kin = append(k.kin, kinFeature{bucket(hashWord(3, part)), 1})
		return
	}
	share := float32(1 / math.Sqrt(float64(len(sets))))
	for _, s := range sets {
		k.kin = append(k.kin, kinFeature{bucket(hashWord(4, s)), share})
	}
}

// split cuts a root into known parts: a known word before a known word, with
// the linking letters s, e, en or n, or any beginning before a word that is
// known to end compounds.
func (r *Ranker) split(dst []string, w string) []string {
	if len(w) < 7 {
		return append(dst, w)
	}
	for i := 3; i <= len(w)-4; i++ {
		tail := root(w[i:])
		k := r.words[tail]
		known := k != nil && k.seen > 1 || kin[tail] != nil
		if !known || len(tail) < 4 {
			continue
		}
		head, ok := r.headPart(w[:i])
		if !ok && !(r.heads[tail] && len(tail) >= 5) {
			continue
		}
		if len(head) >= len(w) { // a root may be longer than the word it stands for
			return append(dst, head, tail)
		}
		dst = r.split(dst, head)
		return append(dst, tail)
	}
	return append(dst, w)
}

// headPart finds the known first part of a compound without linking letters.
func (r *Ranker) headPart(head string) (string, bool) {
	for _, link := range [...]string{"", "s", "en", "n", "e"} {
		h, ok := strings.CutSuffix(head, link)
		if !ok || len(h) < 3 {
			continue
		}
		h = root(h)
		if r.words[h] != nil || kin[h] != nil {
			return h, true
		}
		if h2 := root(h + "en"); r.words[h2] != nil {
			return h2, true
		}
	}
	if h, ok := strings.CutSuffix(head, "s"); ok && len(h) > 5 {
		return h, false
	}
	return head, false
}

type feature struct {
	bucket uint32
	weight float32
}

// vector appends the features of words with weights such that the product of
// two vectors is the weighted mean of the two likenesses. missing is the share
// of the weight of words that no label knows.
func (r *Ranker) vector(dst []feature, ws []titleWord, idf []float32) []feature {
	at := len(dst)
	for _, w := range ws {
		k := r.word(w.root)
		for _, f := range k.parts {
			dst = append(dst, feature{f, idf[f]})
		}
	}
	share := partAlone
	if r.meant {
		scale(dst[at:], partShare)
		at, share = len(dst), kinShare
		for _, w := range ws {
			for _, f := range r.word(w.root).kin {
				dst = append(dst, feature{f.bucket, idf[f.bucket] * f.share})
			}
		}
	}
	scale(dst[at:], share)
	at = len(dst)
	for _, w := range ws {
		for _, f := range r.word(w.root).grams {
			dst = append(dst, feature{f, idf[f]})
		}
	}
	slices.SortFunc(dst[at:], func(a, b feature) int { return int(a.bucket) - int(b.bucket) })
	out := dst[:at]
	for _, f := range dst[at:] {
		if n := len(out); n > at && out[n-1].bucket == f.bucket {
			out[n-1].weight += f.weight * 0.5
			continue
		}
		out = append(out, f)
	}
	if r.meant {
		share += partShare
	}
	scale(out[at:], 1-share)
	return out
}

func scale(fs []feature, share float64) {
	var sum float64
	for _, f := range fs {
		sum += float64(f.weight) * float64(f.weight)
	}
	if sum == 0 {
		return
	}
	by := float32(math.Sqrt(share / sum))
	for i := range fs {
		fs[i].weight *= by
	}
}

func (r *Ranker) word(w string) *rankWord {
	if k := r.words[w]; k != nil {
		return k
	}
	k := &rankWord{}
	r.fill(k, w)
	return k
}

// sum is word(w).sum, without the features that only ranking needs.
func (r *Ranker) sum(w string) uint64 {
	if k := r.words[w]; k != nil {
		return k.sum
	}
	var buf [4]string
	sum := uint64(0)
	for _, p := range r.split(buf[:0], w) {
		sum += mix(hashWord(1, p))
	}
	return sum
}

func (r *Ranker) index(labels [][]titleWord) {
	count := make([]uint32, features+1)
	for _, ws := range labels {
		for _, w := range ws {
			k := r.words[w.root]
			for _, f := range k.parts {
				count[f]++
			}
			for _, f := range k.kin {
				count[f.bucket]++
			}
			for _, f := range k.grams {
				count[f]++
			}
		}
	}
	r.idf = make([]float32, features)
	for f := range r.idf {
		r.idf[f] = float32(math.Pow(math.Log(max(float64(r.n+1)/float64(count[f]+1), 1)), idfPower))
		if r.idf[f] < 0.1 {
			r.idf[f] = 0.1
		}
	}
	var vec []feature
	r.start = make([]uint32, features+1)
	sum := uint32(0)
	for f := range features {
		r.start[f] = sum
		sum += count[f]
	}
	r.start[features] = sum
	r.docs, r.wts = make([]uint32, sum), make([]float32, sum)
	next := slices.Clone(r.start)
	for d, ws := range labels {
		vec = r.vector(vec[:0], ws, r.idf)
		for _, f := range vec {
			r.docs[next[f.bucket]], r.wts[next[f.bucket]] = uint32(d), f.weight
			next[f.bucket]++
		}
	}
	r.close(next)
}

// close moves the postings together where fewer were written than counted.
func (r *Ranker) close(next []uint32) {
	at := uint32(0)
	for f := range features {
		from, to := r.start[f], next[f]
		r.start[f] = at
		at += uint32(copy(r.docs[at:], r.docs[from:to]))
		copy(r.wts[r.start[f]:], r.wts[from:to])
	}
	r.start[features] = at
	r.docs, r.wts = slices.Clone(r.docs[:at]), slices.Clone(r.wts[:at])
}

type rankScratch struct {
	scores  []float32
	touched []uint32
	vec     []feature
}

// Rank returns the n labels most like the phrase, best first; labels without
// any likeness are left out.
func (r *Ranker) Rank(phrase string, n int) []Ranked {
	return r.rank(titleWords(nil, phrase), n)
}

func (r *Ranker) rank(ws []titleWord, n int) []Ranked {
	s := r.pool.Get().(*rankScratch)
	defer r.pool.Put(s)
	s.vec = r.vector(s.vec[:0], ws, r.idf)
	s.touched = s.touched[:0]
	limit := min(uint32(commonFeature*float64(r.n))+200, commonMost)
	for _, f := range s.vec {
		from, to := r.start[f.bucket], r.start[f.bucket+1]
		if to-from > limit {
			continue
		}
		for i := from; i < to; i++ {
			d := r.docs[i]
			if s.scores[d] == 0 {
				s.touched = append(s.touched, d)
			}
			s.scores[d] += f.weight * r.wts[i]
		}
	}
	return s.take(n)
}

// take picks the best n and clears the scores. Ties go to the label that
// stands first, so that the result is always the same.
func (s *rankScratch) take(n int) []Ranked {
	top := make([]Ranked, 0, n+1)
	for _, d := range s.touched {
		score := float64(s.scores[d])
		s.scores[d] = 0
		if len(top) == n && !better(score, int(d), top[n-1]) {
			continue
		}
		i := len(top)
		top = append(top, Ranked{})
		for i > 0 && better(score, int(d), top[i-1]) {
			top[i] = top[i-1]
			i--
		}
		top[i] = Ranked{int(d), score}
		if len(top) > n {
			top = top[:n]
		}
	}
	return top
}

func better(score float64, label int, than Ranked) bool {
	return score > than.Score || score == than.Score && label < than.Label
}

// key is the same for labels of the same word parts in any order.
func (r *Ranker) key(label string) uint64 {
	var key uint64
	for _, w := range titleWords(nil, label) {
		key += r.sum(w.root)
	}
	return key
}
