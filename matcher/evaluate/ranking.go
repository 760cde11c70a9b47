package evaluate

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"time"

	"passend/index/column"
	"passend/index/reading"
	"passend/index/vacancy"
	"passend/matcher"
	"passend/matcher/profile"
)

// Judgement is what a person holds of one pair of worker and vacancy. Grade is
// 3 (would apply this week), 2 (good, small questions), 1 (marginal), 0 (not).
type Judgement struct {
	Worker    string          `json:"worker"`
	Vacancy   string          `json:"vacancy"`
	Grade     int             `json:"grade"`
	Verdict   matcher.Verdict `json:"verdict"`
	Conflicts []struct {
		Key   string `json:"key"`
		Basis string `json:"basis"`
	} `json:"conflicts"`
	Hard []string `json:"hard"`
}

// impossible reports whether the pair is a grade 0 with a stated demand beyond
// the capacity or a hard requirement: what may never be among the first.
func (j *Judgement) impossible() bool {
	if j.Grade > 0 {
		return false
	}
	for _, c := range j.Conflicts {
		if c.Basis != "prior" {
			return true
		}
	}
	for _, h := range j.Hard {
		if h != "occupation" && h != "distance" {
			return true
		}
	}
	return false
}

// TextRanker is a search engine to compare with: it orders the ids of the
// vacancies for a query of words, best first; those without a hit may be left
// out.
type TextRanker interface {
	RankText(ctx context.Context, query string) ([]string, error)
}

// RankingInput is what an evaluation of rankings needs.
type RankingInput struct {
	Workers    []profile.Worker
	Vacancies  []*vacancy.Vacancy
	Judgements []Judgement
	Reader     *reading.Reader
	Matcher    *matcher.Matcher
	Locator    column.Locator
	AsOf       time.Time
	// Text is the search engine of the first baseline, over the same vacancies.
	Text TextRanker
}

// RankingReport holds the figures over all judged pairs.
type RankingReport struct {
	Workers  int            `json:"workers"`
	Pairs    int            `json:"pairs"`
	Figures  RankingFigures `json:"figures"`
	NDCG     float64        `json:"ndcg_at_10"`
	Verdicts VerdictFigures `json:"verdicts"`
	// Harm counts impossible vacancies among the first ten proposals, Loss the
	// share of grades 2 and 3 called "niet passend".
	Harm      int                       `json:"harm"`
	Loss      float64                   `json:"loss"`
	Baselines map[string]RankingFigures `json:"baselines"`
	ByWorker  map[string]RankingFigures `json:"by_worker"`
	Errors    []RankingError            `json:"-"`
}

// RankingFigures are figures of one way of ranking, as means over workers.
type RankingFigures struct {
	NDCG float64 `json:"ndcg_at_10"`
	MAP  float64 `json:"map"`
	P5   float64 `json:"precision_at_5"`
	// Impossible is the mean number of impossible vacancies in the first ten.
	Impossible float64 `json:"impossible_in_10"`
}

// VerdictFigures are figures of verdicts over pairs.
type VerdictFigures struct {
	Accuracy float64 `json:"accuracy"`
	// Binary is the accuracy on "niet passend" or not.
	Binary    float64                   `json:"binary_accuracy"`
	Confusion map[string]map[string]int `json:"confusion"`
}

// RankingError is one pair judged otherwise, for a person to look at.
type RankingError struct {
	Worker, Vacancy, Title string
	Grade, Place           int
	Want                   matcher.Verdict
	Match                  matcher.Match
}

// ReadJudgements reads judged pairs, one JSON object a line.
func ReadJudgements(r io.Reader) ([]Judgement, error) {
	return readLines[Judgement](r, "judgement")
}

// corpusVacancy is a vacancy as a corpus holds one.
type corpusVacancy struct {
	ID         string `json:"id"`
	Title      string `json:"title"`
	Employer   string `json:"employer"`
	Place      string `json:"place"`
	Country    string `json:"country"`
	Text       string `json:"text"`
	Posted     string `json:"posted"`
	Seniority  string `json:"niveau"`
	Employment string `json:"employment"`
}

func (c *corpusVacancy) vacancy() *vacancy.Vacancy {
	v := &vacancy.Vacancy{ID: c.ID, Title: c.Title, Employer: c.Employer, Text: c.Text, Experience: c.Seniority}
	if c.Place != "" || c.Country != "" {
		v.Places = []vacancy.Place{{Name: c.Place, Country: strings.ToUpper(c.Country)}}
	}
	if t, err := time.Parse(time.DateOnly, c.Posted); err == nil {
		v.Posted = t
	}
	switch strings.ToLower(c.Employment) {
	case "fulltime", "full-time", "voltijd":
		v.EmploymentTypes = []string{"FULL_TIME"}
	case "parttime", "part-time", "deeltijd":
		v.EmploymentTypes = []string{"PART_TIME"}
	}
	return v
}

// ReadVacancies reads vacancies, one JSON object a line.
func ReadVacancies(r io.Reader) ([]*vacancy.Vacancy, error) {
	lines, err := readLines[corpusVacancy](r, "vacancy")
	if err != nil {
		return nil, err
	}
	out := make([]*vacancy.Vacancy, len(lines))
	for i := range lines {
		out[i] = lines[i].vacancy()
	}
	return out, nil
}

func readLines[T any](r io.Reader, what string) ([]T, error) {
	var out []T
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, lineLimit)
	for n := 1; sc.Scan(); n++ {
		if len(sc.Bytes()) == 0 {
			continue
		}
		var x T
		if err := json.Unmarshal(sc.Bytes(), &x); err != nil {
			return nil, fmt.Errorf("%s in line %d: %w", what, n, err)
		}
		out = append(out, x)
	}
	if err := sc.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", what, err)
	}
	return out, nil
}

// EvaluateRanking ranks all vacancies for every worker with judged pairs and
// compares. It fails on a judged worker or vacancy that is not given.
func EvaluateRanking(ctx context.Context, in RankingInput) (*RankingReport, error) {
	store := column.NewStore(in.Locator)
	records := make([]column.Record, len(in.Vacancies))
	byID := map[string]*vacancy.Vacancy{}
	texts := readings{}
	for i, v := range in.Vacancies {
		rd := in.Reader.Read(v)
		records[i] = column.Record{Vacancy: v, Reading: &rd, FirstSeen: v.Posted}
		byID[v.ID] = v
		texts[v.ID] = records[i]
	}
	if err := store.Apply(ctx, records, nil, 1); err != nil {
		return nil, err
	}
	judged := map[string][]Judgement{}
	for _, j := range in.Judgements {
		if byID[j.Vacancy] == nil {
			return nil, fmt.Errorf("judged vacancy %q is not among the vacancies", j.Vacancy)
		}
		judged[j.Worker] = append(judged[j.Worker], j)
	}
	t := newRankingTally()
	for i := range in.Workers {
		w := &in.Workers[i]
		pairs := judged[w.ID]
		delete(judged, w.ID)
		if len(pairs) == 0 {
			continue
		}
		if err := t.worker(ctx, &in, store, w, pairs, texts); err != nil {
			return nil, fmt.Errorf("worker %s: %w", w.ID, err)
		}
	}
	for id := range judged {
		return nil, fmt.Errorf("judged worker %q is not among the workers", id)
	}
	return t.report(), nil
}

// readings are the vacancies of an evaluation, for the explanations.
type readings map[string]column.Record

// Load returns the vacancy and its reading.
func (r readings) Load(_ context.Context, id string) (*vacancy.Vacancy, *reading.Reading, error) {
	rec, ok := r[id]
	if !ok {
		return nil, nil, fmt.Errorf("vacancy %q is not among the vacancies", id)
	}
	return rec.Vacancy, rec.Reading, nil
}

type rankingTally struct {
	rep                       RankingReport
	good, lost, right, binary int
	own                       []RankingFigures
	bases                     map[string][]RankingFigures
}

func newRankingTally() *rankingTally {
	return &rankingTally{
		rep: RankingReport{
			Verdicts: VerdictFigures{Confusion: map[string]map[string]int{}}, ByWorker: map[string]RankingFigures{},
			Baselines: map[string]RankingFigures{},
		},
		bases: map[string][]RankingFigures{},
	}
}

func (t *rankingTally) worker(ctx context.Context, in *RankingInput, store *column.Store, w *profile.Worker, pairs []Judgement, texts readings) error {
	list, err := in.Matcher.All(ctx, matcher.Request{Worker: w, AsOf: in.AsOf}, store.View(), texts)
	if err != nil {
		return err
	}
	at := make(map[string]*Judgement, len(pairs))
	for i := range pairs {
		at[pairs[i].Vacancy] = &pairs[i]
	}
	var order []*Judgement
	for i := range list {
		j := at[list[i].VacancyID]
		if j == nil {
			continue
		}
		order = append(order, j)
		t.verdict(j, &list[i], len(order), texts[j.Vacancy].Vacancy.Title)
		if len(order) <= 10 && list[i].Band == matcher.BandProposals && j.impossible() {
			t.rep.Harm++
		}
	}
	f := figures(order, pairs)
	if !slices.ContainsFunc(pairs, func(j Judgement) bool { return j.Grade > 0 }) {
		// Where nothing is worth a place, no order is better than another.
		t.rep.Workers, t.rep.Pairs = t.rep.Workers+1, t.rep.Pairs+len(pairs)
		t.rep.ByWorker[w.ID] = f
		return nil
	}
	t.own = append(t.own, f)
	t.rep.ByWorker[w.ID] = f
	t.rep.Workers++
	t.rep.Pairs += len(pairs)
	return t.baselines(ctx, in, w, list, at, pairs)
}

func (t *rankingTally) verdict(j *Judgement, m *matcher.Match, place int, title string) {
	want, got := j.Verdict.String(), m.Verdict.String()
	if t.rep.Verdicts.Confusion[want] == nil {
		t.rep.Verdicts.Confusion[want] = map[string]int{}
	}
	t.rep.Verdicts.Confusion[want][got]++
	if j.Verdict == m.Verdict {
		t.right++
	}
	if (j.Verdict == matcher.Unsuitable) == (m.Verdict == matcher.Unsuitable) {
		t.binary++
	}
	if j.Grade >= 2 {
		t.good++
		if m.Verdict == matcher.Unsuitable {
			t.lost++
		}
	}
	t.rep.Errors = append(t.rep.Errors, RankingError{Worker: j.Worker, Vacancy: j.Vacancy, Title: title, Grade: j.Grade, Place: place, Want: j.Verdict, Match: *m})
}

// baselines ranks the same pairs by a text search with the words of the search
// profile, and by the filters of the search profile alone.
func (t *rankingTally) baselines(ctx context.Context, in *RankingInput, w *profile.Worker, list []matcher.Match, at map[string]*Judgement, pairs []Judgement) error {
	var words []string
	for _, d := range w.Search.Directions {
		words = append(words, d.Text)
	}
	ids, err := in.Text.RankText(ctx, strings.Join(words, " "))
	if err != nil {
		return fmt.Errorf("text baseline: %w", err)
	}
	t.bases["bm25"] = append(t.bases["bm25"], figures(pick(ids, at, pairs), pairs))

	// Filters know hours and travel, not occupation or capacity: what they let
	// through comes in the order of the ids.
	filtered := slices.Clone(list)
	passes := func(m *matcher.Match) bool {
		return !slices.Contains(m.Outside, "travel") && !slices.Contains(m.Outside, "country")
	}
	slices.SortStableFunc(filtered, func(a, b matcher.Match) int {
		if pa, pb := passes(&a), passes(&b); pa != pb {
			if pa {
				return -1
			}
			return 1
		}
		return cmp.Compare(a.VacancyID, b.VacancyID)
	})
	ids = ids[:0]
	for i := range filtered {
		ids = append(ids, filtered[i].VacancyID)
	}
	t.bases["filters"] = append(t.bases["filters"], figures(pick(ids, at, pairs), pairs))
	return nil
}

// pick orders the judged pairs as the ids; those that are missing come last in
// the order they were judged.
func pick(ids []string, at map[string]*Judgement, pairs []Judgement) []*Judgement {
	var out []*Judgement
	seen := map[string]bool{}
	for _, id := range ids {
		if j := at[id]; j != nil && !seen[id] {
			seen[id] = true
			out = append(out, j)
		}
	}
	for i := range pairs {
		if !seen[pairs[i].Vacancy] {
			out = append(out, &pairs[i])
		}
	}
	return out
}

func (t *rankingTally) report() *RankingReport {
	r := &t.rep
	r.Figures = meanOf(t.own)
	r.NDCG = r.Figures.NDCG
	for name, list := range t.bases {
		r.Baselines[name] = meanOf(list)
	}
	if r.Pairs > 0 {
		r.Verdicts.Accuracy = float64(t.right) / float64(r.Pairs)
		r.Verdicts.Binary = float64(t.binary) / float64(r.Pairs)
	}
	if t.good > 0 {
		r.Loss = float64(t.lost) / float64(t.good)
	}
	return r
}

// relevant is the grade from which a vacancy counts as found.
const relevant = 2

// figures computes the measures of one order over the judged pairs.
func figures(order []*Judgement, pairs []Judgement) RankingFigures {
	var f RankingFigures
	var dcg, precision float64
	hits := 0
	for i, j := range order {
		if i < 10 {
			dcg += gain(j.Grade) / math.Log2(float64(i)+2)
			if j.impossible() {
				f.Impossible++
			}
		}
		if j.Grade >= relevant {
			hits++
			precision += float64(hits) / float64(i+1)
			if i < 5 {
				f.P5 += 0.2
			}
		}
	}
	ideal := make([]int, len(pairs))
	for i := range pairs {
		ideal[i] = pairs[i].Grade
	}
	slices.SortFunc(ideal, func(a, b int) int { return b - a })
	var best float64
	for i, g := range ideal[:min(10, len(ideal))] {
		best += gain(g) / math.Log2(float64(i)+2)
	}
	if best > 0 {
		f.NDCG = dcg / best
	}
	if hits > 0 {
		f.MAP = precision / float64(hits)
	}
	return f
}

func gain(grade int) float64 { return math.Exp2(float64(grade)) - 1 }

func meanOf(list []RankingFigures) (m RankingFigures) {
	for _, f := range list {
		n := float64(len(list))
		m.NDCG += f.NDCG / n
		m.MAP += f.MAP / n
		m.P5 += f.P5 / n
		m.Impossible += f.Impossible / n
	}
	return m
}
