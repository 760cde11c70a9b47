package duplicate

import (
	"slices"
	"strings"
)

// Relation says what two vacancies are to each other.
type Relation int

// The relations.
const (
	// Different jobs.
	Different Relation = iota
	// Variant is the same advertisement for another place.
	Variant
	// Duplicate is the same job published again, in other words or by another
	// firm.
	Duplicate
)

// String is the name of the relation.
func (r Relation) String() string { return [...]string{"different", "variant", "duplicate"}[r] }

// The thresholds were set on the labelled pairs of the tests.
const (
	likeText     = 0.50 // Jaccard of word triples: one text, edited
	withinText   = 0.72 // share of the shorter text that stands in the longer …
	withinSize   = 0.75 // … when it is so much shorter that Jaccard fails …
	withinPart   = 0.25 // … and yet not a mere passage
	likeTitled   = 0.78 // Jaccard when the titles are not the same
	withinTitled = 0.93 // containment when the titles are not the same
	sameText     = 0.85 // Jaccard of the same words, whoever publishes them
	sameWithin   = 0.95 // containment of the same
	minShared    = 6    // sampled triples in common, for texts long enough
	shortSketch  = 12   // fewer sampled triples prove little: employer and words decide
)

// Overlap estimates how alike two texts are: the Jaccard index of their word
// triples and the share of the shorter that stands in the longer, both 0–1.
func Overlap(a, b *Sketch) (jaccard, containment float64, shared int) {
	x, y := a.Hashes, b.Hashes
	if shift := max(a.Shift, b.Shift); shift > 0 {
		i, _ := slices.BinarySearch(x, limit(shift))
		j, _ := slices.BinarySearch(y, limit(shift))
		x, y = x[:i], y[:j]
	}
	if len(x) == 0 || len(y) == 0 {
		return 0, 0, 0
	}
	for i, j := 0, 0; i < len(x) && j < len(y); {
		switch {
		case x[i] == y[j]:
			shared++
			i++
			j++
		case x[i] < y[j]:
			i++
		default:
			j++
		}
	}
	return float64(shared) / float64(len(x)+len(y)-shared), float64(shared) / float64(min(len(x), len(y))), shared
}

// Compare says what two vacancies are to each other.
func Compare(a, b *Sketch) Relation {
	if !sameJob(a.Title, b.Title) || !likeTexts(a, b) {
		return Different
	}
	if len(a.Places) > 0 && len(b.Places) > 0 && !meet(a.Places, b.Places) {
		return Variant
	}
	return Duplicate
}

// likeTexts reports whether two texts are of one advertisement, given who
// publishes them and whether their titles are the same.
func likeTexts(a, b *Sketch) bool {
	jaccard, containment, shared := Overlap(a, b)
	n, m := len(a.Hashes)<<a.Shift, len(b.Hashes)<<b.Shift
	size := float64(min(n, m)) / float64(max(n, m, 1))
	same := a.Employer != "" && a.Employer == b.Employer
	if min(len(a.Hashes), len(b.Hashes)) < shortSketch {
		return same && containment >= sameText && size >= withinPart
	}
	if shared < minShared {
		return false
	}
	// Two employers of their own with a common template are no duplicate.
	if !same && a.Employer != "" && b.Employer != "" && !a.Agency && !b.Agency && jaccard < sameText && containment < sameWithin {
		return false
	}
	if !slices.Equal(a.Title, b.Title) {
		return jaccard >= likeTitled || containment >= withinTitled && size >= withinPart
	}
	return jaccard >= likeText || containment >= withinText && size < withinSize && size >= withinPart
}

// meet reports whether two lists of places have one in common; "den haag" is
// in "den haag zuid".
func meet(a, b []string) bool {
	for _, x := range a {
		for _, y := range b {
			if x == y || strings.HasPrefix(x, y+" ") || strings.HasPrefix(y, x+" ") {
				return true
			}
		}
	}
	return false
}

// rank are words of titles that make another job of it when one side has them
// and the other has not.
var rank = map[string]bool{
	"senior": true, "junior": true, "medior": true, "lead": true, "stage": true, "stagiair": true, "stagiaire": true, "trainee": true, "leerling": true, "bbl": true,
	"manager": true, "teamleider": true, "hoofd": true, "directeur": true, "assistent": true, "leidinggevende": true, "ploegleider": true, "bijbaan": true, "weekend": true, "nacht": true, "avond": true,
}

// sameJob compares titles: half of the words of the longer one are shared, or
// all of the shorter's, and neither has a rank or number that the other lacks.
func sameJob(a, b []string) bool {
	if len(a) == 0 || len(b) == 0 {
		return true // an advertisement without a title is judged by its text
	}
	common := 0
	for _, w := range a {
		if slices.Contains(b, w) {
			common++
		} else if rank[w] || isNumber(w) {
			return false
		}
	}
	for _, w := range b {
		if (rank[w] || isNumber(w)) && !slices.Contains(a, w) {
			return false
		}
	}
	return common*2 >= max(len(a), len(b)) || common == min(len(a), len(b)) && common*3 >= max(len(a), len(b))
}

func isNumber(w string) bool { return w != "" && w[0] >= '0' && w[0] <= '9' }
