package taxonomy

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"

	"passend/index/demand"
)

// WorkContext holds O*NET work context (US Department of Labor, CC BY 4.0) as
// means per ISCO-08 unit group and element ("4.C.2.d.1.a" is time spent
// sitting), on the scale of its source, mostly 1 to 5. It is a yardstick for
// the priors, not truth about a job.
type WorkContext struct {
	Means map[string]map[string]float64
	// Occupations counts what could be linked to a unit group, Unlinked what not.
	Occupations int
	Unlinked    int
}

// ErrONET marks files that are not O*NET work context or not a crosswalk.
var ErrONET = errors.New("dit is geen O*NET-bestand met werkomstandigheden, of de koppeltabel naar ISCO ontbreekt")

// ImportONET reads work context and a crosswalk from its occupations to ISCO-08
// codes. Work context may be the official long file ("O*NET-SOC Code",
// "Element ID", "Scale ID", "Data Value"; scales CX and CT are means) or a table
// with one column per element. The crosswalk is any CSV or tab-separated file
// with a column that names ISCO and one with the ids of the work context.
func ImportONET(context, crosswalk io.Reader) (*WorkContext, error) {
	cross, err := readCrosswalk(crosswalk)
	if err != nil {
		return nil, err
	}
	sums := map[string]map[string][2]float64{}
	linked, unlinked := map[string]bool{}, map[string]bool{}
	add := func(id, element string, v float64) {
		groups := cross[id]
		if len(groups) == 0 {
			unlinked[id] = true
			return
		}
		linked[id] = true
		for _, g := range groups {
			if sums[g] == nil {
				sums[g] = map[string][2]float64{}
			}
			s := sums[g][element]
			sums[g][element] = [2]float64{s[0] + v, s[1] + 1}
		}
	}
	if err := readContext(context, add); err != nil {
		return nil, err
	}
	if len(linked) == 0 {
		return nil, ErrONET
	}
	w := &WorkContext{Means: map[string]map[string]float64{}, Occupations: len(linked), Unlinked: len(unlinked)}
	for g, elements := range sums {
		w.Means[g] = make(map[string]float64, len(elements))
		for e, s := range elements {
			w.Means[g][e] = s[0] / s[1]
		}
	}
	return w, nil
}

// ImportONETFiles is ImportONET on two files.
func ImportONETFiles(context, crosswalk string) (*WorkContext, error) {
	a, err := os.Open(context)
	if err != nil {
		return nil, fmt.Errorf("import O*NET: %w", err)
	}
	defer a.Close()
	b, err := os.Open(crosswalk)
	if err != nil {
		return nil, fmt.Errorf("import O*NET: %w", err)
	}
	defer b.Close()
	return ImportONET(a, b)
}

// table reads the header and returns a reader of rows, the separator being
// found in the first line.
func table(r io.Reader) (head []string, rows *csv.Reader, err error) {
	buf := bufio.NewReaderSize(r, 1<<16)
	first, err := buf.Peek(1 << 12)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, nil, err
	}
	line, _, _ := strings.Cut(string(first), "\n")
	rows = csv.NewReader(buf)
	rows.LazyQuotes, rows.FieldsPerRecord = true, -1
	if strings.Contains(line, "\t") {
		rows.Comma = '\t'
	}
	head, err = rows.Read()
	if err != nil {
		return nil, nil, ErrONET
	}
	for i := range head {
		head[i] = strings.ToLower(strings.TrimSpace(strings.TrimPrefix(head[i], "\ufeff")))
	}
	return head, rows, nil
}

func readCrosswalk(r io.Reader) (map[string][]string, error) {
	head, rows, err := table(r)
	if err != nil {
		return nil, err
	}
	isco := slices.IndexFunc(head, func(h string) bool { return strings.Contains(h, "isco") && !strings.Contains(h, "title") })
	id := slices.IndexFunc(head, func(h string) bool {
		return h == "concepturi" || strings.Contains(h, "onet") || strings.Contains(h, "o*net") || strings.Contains(h, "soc")
	})
	if isco < 0 || id < 0 {
		return nil, ErrONET
	}
	out := map[string][]string{}
	for {
		rec, err := rows.Read()
		if err == io.EOF {
			return out, nil
		}
		if err != nil {
			return nil, fmt.Errorf("read crosswalk: %w", err)
		}
		if len(rec) <= max(isco, id) {
			continue
		}
		code := strings.TrimPrefix(strings.TrimSpace(rec[isco]), "C")
		if len(code) == 4 && !slices.Contains(out[rec[id]], code) {
			out[rec[id]] = append(out[rec[id]], code)
		}
	}
}

func readContext(r io.Reader, add func(id, element string, v float64)) error {
	head, rows, err := table(r)
	if err != nil {
		return err
	}
	element, scale, value := slices.Index(head, "element id"), slices.Index(head, "scale id"), slices.Index(head, "data value")
	for {
		rec, err := rows.Read()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read work context: %w", err)
		}
		if element >= 0 && value >= 0 {
			if len(rec) > max(element, value, scale) && (scale < 0 || rec[scale] == "CX" || rec[scale] == "CT") {
				if v, err := strconv.ParseFloat(rec[value], 64); err == nil {
					add(rec[0], rec[element], v)
				}
			}
			continue
		}
		for i := 1; i < len(rec) && i < len(head); i++ {
			if v, err := strconv.ParseFloat(rec[i], 64); err == nil && strings.HasPrefix(head[i], "4.c") {
				add(rec[0], "4.C"+head[i][3:], v)
			}
		}
	}
}

// contextOf names, per demand key, the O*NET elements that speak of the same;
// their mean is compared.
var contextOf = map[demand.Key][]string{
	demand.AttentionSustain:        {"4.C.3.b.4"},
	demand.CondNoDeadlines:         {"4.C.3.d.1"},
	demand.CondNoPersonalRisk:      {"4.C.2.c.1.e", "4.C.2.c.1.d", "4.C.2.c.1.c"},
	demand.IndependentAction:       {"4.C.3.a.4", "4.C.3.a.2.b"},
	demand.Conflict:                {"4.C.1.d.2", "4.C.1.d.3"},
	demand.CondNoCustomers:         {"4.C.1.b.1.f"},
	demand.CondNoPatients:          {"4.C.2.c.1.b"},
	demand.CondNoLeadership:        {"4.C.1.b.1.g"},
	demand.Cold:                    {"4.C.2.a.1.c", "4.C.2.b.1.b"},
	demand.Heat:                    {"4.C.2.b.1.b"},
	demand.SkinContact:             {"4.C.2.b.1.d"},
	demand.DustFumes:               {"4.C.2.b.1.d"},
	demand.Noise:                   {"4.C.2.b.1.a"},
	demand.Vibration:               {"4.C.2.b.1.f"},
	demand.ProfessionalDriving:     {"4.C.2.a.1.f"},
	demand.HandFingerUse:           {"4.C.2.d.1.g", "4.C.2.d.1.i"},
	demand.KeyboardMouseWork:       {"4.C.1.a.2.h"},
	demand.BendFrequent:            {"4.C.2.d.1.h"},
	demand.WalkAtWork:              {"4.C.2.d.1.d"},
	demand.Climb:                   {"4.C.2.d.1.c"},
	demand.KneelSquat:              {"4.C.2.d.1.e"},
	demand.SitAtWork:               {"4.C.2.d.1.a"},
	demand.StandAtWork:             {"4.C.2.d.1.b"},
	demand.BentTwistedActive:       {"4.C.2.d.1.h", "4.C.2.b.1.e"},
	demand.CondNoHighPace:          {"4.C.3.d.3", "4.C.3.d.1"},
	demand.PPE:                     {"4.C.2.e.1.d"},
	demand.DayPeriods:              {"4.C.3.d.4"},
	demand.EmotionalProblemsOthers: {"4.C.1.d.2", "4.C.2.c.1.b"},
}

// PriorCheck is how well the priors of a key agree with O*NET over the unit
// groups: Spearman's rank correlation, -1 to 1.
type PriorCheck struct {
	Key    demand.Key
	Groups int
	Rho    float64
}

// CheckPriors compares the priors with work context, in key order.
func (t *Taxonomy) CheckPriors(w *WorkContext) []PriorCheck {
	var out []PriorCheck
	for k := range demand.Count {
		elements, ok := contextOf[demand.Key(k)]
		if !ok {
			continue
		}
		var a, b []float64
		for _, g := range t.groups {
			level, _ := t.Prior(g.Code, demand.Key(k))
			sum, n := 0.0, 0
			for _, e := range elements {
				if v, ok := w.Means[g.Code][e]; ok {
					sum, n = sum+v, n+1
				}
			}
			if level >= 0 && n == len(elements) {
				a, b = append(a, float64(level)), append(b, sum/float64(n))
			}
		}
		out = append(out, PriorCheck{demand.Key(k), len(a), pearson(ranks(a), ranks(b))})
	}
	return out
}

// ranks gives equal values their mean rank.
func ranks(v []float64) []float64 {
	order := make([]int, len(v))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int {
		switch {
		case v[i] < v[j]:
			return -1
		case v[i] > v[j]:
			return 1
		}
		return 0
	})
	out := make([]float64, len(v))
	for i := 0; i < len(order); {
		j := i
		for j < len(order) && v[order[j]] == v[order[i]] {
			j++
		}
		for _, o := range order[i:j] {
			out[o] = float64(i+j-1) / 2
		}
		i = j
	}
	return out
}

func pearson(a, b []float64) float64 {
	n := float64(len(a))
	if n == 0 {
		return 0
	}
	var ma, mb, ab, aa, bb float64
	for i := range a {
		ma, mb = ma+a[i]/n, mb+b[i]/n
	}
	for i := range a {
		x, y := a[i]-ma, b[i]-mb
		ab, aa, bb = ab+x*y, aa+x*x, bb+y*y
	}
	if aa == 0 || bb == 0 {
		return 0
	}
	return ab / math.Sqrt(aa*bb)
}
