package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"passend/index"
	"passend/matcher"
	"passend/matcher/evaluate"
	"passend/matcher/intake"
	"passend/matcher/profile"
)

// evaluateCmd measures on judged data.
type evaluateCmd struct {
	Reading evaluateReadingCmd `cmd:"" help:"Meet wat in vacatures wordt gelezen, op met de hand gelezen vacatures."`
	Titles  evaluateTitlesCmd  `cmd:"" help:"Meet het koppelen van functietitels (MELO-bestanden)."`
	Ranking evaluateRankingCmd `cmd:"" help:"Meet ranglijsten en oordelen op beoordeelde paren."`
}

// printJSON writes v as indented JSON.
func printJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// printLine writes v as one line of JSON.
func printLine(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}

type evaluateReadingCmd struct {
	File    string `arg:"" name:"bestand" help:"JSONL met vacatures, feiten en belasting, zoals de beoordelaars ze lazen."`
	JSON    bool   `help:"Schrijf JSON." name:"json"`
	Compare string `help:"Eerder bewaarde JSON om mee te vergelijken." placeholder:"BESTAND"`
}

func (c *evaluateReadingCmd) Run(s *session) error {
	reader, err := readerOnly()
	if err != nil {
		return err
	}
	file, err := os.Open(s.path(c.File))
	if err != nil {
		return err
	}
	defer file.Close()
	report, err := evaluate.EvaluateReadings(reader, file)
	if err != nil {
		return input("%s: %w", c.File, err)
	}
	if c.Compare != "" {
		return c.compare(s, &report)
	}
	if c.JSON {
		return printJSON(s.stdout, report)
	}
	d := report.Demands
	s.printf("belasting: precisie %.3f, gevonden %.3f, F1 %.3f; niveau precies %.3f, binnen één %.3f; citaten letterlijk %.3f, overlap %.3f\n",
		d.Precision, d.Recall, d.F1, d.LevelExact, d.LevelWithinOne, d.QuotesLiteral, d.QuotesOverlap)
	for _, name := range sortedKeys(report.Facts) {
		f := report.Facts[name]
		s.printf("%-24s goed %.3f, ten onrechte %.3f\n", name, f.Accuracy, f.FalseWhenNull)
	}
	s.printf("ISCO: 4 cijfers %.3f, 3 %.3f, 2 %.3f, 1 %.3f\n", report.ISCO["4"], report.ISCO["3"], report.ISCO["2"], report.ISCO["1"])
	s.printf("zwakste: %s\n", strings.Join(report.Worst(5), ", "))
	return nil
}

func (c *evaluateReadingCmd) compare(s *session, now *evaluate.ReadingReport) error {
	text, err := os.ReadFile(s.path(c.Compare))
	if err != nil {
		return err
	}
	var before evaluate.ReadingReport
	if err := json.Unmarshal(text, &before); err != nil {
		return input("%s is geen bewaarde meting: %w", c.Compare, err)
	}
	changes := evaluate.CompareReadings(&before, now)
	if c.JSON {
		return printJSON(s.stdout, changes)
	}
	for _, x := range changes {
		s.printf("%-40s %.3f -> %.3f\n", x.Name, x.Before, x.After)
	}
	return nil
}

type evaluateTitlesCmd struct {
	Dir  string `arg:"" name:"map" help:"Map met queries.tsv, corpus_elements.tsv en annotations.tsv."`
	JSON bool   `help:"Schrijf JSON." name:"json"`
}

func (c *evaluateTitlesCmd) Run(s *session) error {
	r, err := evaluate.EvaluateTitles(s.path(c.Dir))
	if err != nil {
		return input("%s: %w", c.Dir, err)
	}
	if c.JSON {
		return printJSON(s.stdout, r)
	}
	s.printf("%d vragen: MRR %.3f, goed bij de eerste %.3f, bij de eerste tien %.3f, MAP %.3f\n", r.Queries, r.MRR, r.SuccessAt1, r.SuccessAt10, r.MAP)
	return nil
}

type evaluateRankingCmd struct {
	Workers    string `help:"Map met werknemersbestanden, genoemd naar het id van de werknemer, of één JSON-bestand met een lijst." required:"" placeholder:"MAP"`
	Vacancies  string `help:"JSONL met vacatures." required:"" placeholder:"BESTAND"`
	Judgements string `help:"JSONL met beoordeelde paren." required:"" placeholder:"BESTAND"`
	JSON       bool   `help:"Schrijf JSON." name:"json"`
	dateFlags
}

func (c *evaluateRankingCmd) Run(s *session) error {
	asOf, _, err := c.parse(time.Now())
	if err != nil {
		return err
	}
	in := evaluate.RankingInput{AsOf: asOf}
	if in.Workers, err = workersIn(s, s.path(c.Workers)); err != nil {
		return err
	}
	vacancies, err := os.Open(s.path(c.Vacancies))
	if err != nil {
		return err
	}
	defer vacancies.Close()
	if in.Vacancies, err = evaluate.ReadVacancies(vacancies); err != nil {
		return input("%s: %w", c.Vacancies, err)
	}
	words, err := index.NewBaseline(in.Vacancies)
	if err != nil {
		return err
	}
	defer words.Close()
	in.Text = words
	judgements, err := os.Open(s.path(c.Judgements))
	if err != nil {
		return err
	}
	defer judgements.Close()
	if in.Judgements, err = evaluate.ReadJudgements(judgements); err != nil {
		return input("%s: %w", c.Judgements, err)
	}
	k := newKnowledge()
	in.Locator = k.locator()
	if in.Reader, err = k.reader(); err != nil {
		return err
	}
	if in.Matcher, err = matcher.New(k.world()); err != nil {
		return err
	}
	r, err := evaluate.EvaluateRanking(s.ctx, in)
	if err != nil {
		return err
	}
	if c.JSON {
		return printJSON(s.stdout, r)
	}
	return evaluate.WriteRanking(s.stdout, r)
}

// workersIn loads every worker file of a folder, or one file that may hold a
// list; a worker in a file of its own is named by the file.
func workersIn(s *session, path string) ([]profile.Worker, error) {
	files := []string{path}
	if isDir(path) {
		entries, err := os.ReadDir(path)
		if err != nil {
			return nil, err
		}
		files = files[:0]
		for _, e := range entries {
			if ext := filepath.Ext(e.Name()); !e.IsDir() && (ext == ".yaml" || ext == ".yml" || ext == ".json") {
				files = append(files, filepath.Join(path, e.Name()))
			}
		}
	}
	var all []profile.Worker
	var errs []error
	for _, file := range files {
		found, err := workersOf(s, file)
		errs = append(errs, err)
		all = append(all, found...)
	}
	if err := errors.Join(errs...); err != nil {
		return nil, &inputError{err}
	}
	if len(all) == 0 {
		return nil, input("geen werknemersbestanden in %s", path)
	}
	return all, nil
}

// workersOf loads a worker file, or a JSON file in the plain form of judged sets
// with one worker or a list of them. What that form says and Passend does not
// understand is told.
func workersOf(s *session, file string) ([]profile.Worker, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	name := strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))
	if !intake.IsPlain(text) {
		w, err := profile.Load(bytes.NewReader(text))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		w.ID = name
		return []profile.Worker{w}, nil
	}
	workers, notes, err := intake.Plain(text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	for _, n := range notes {
		fmt.Fprintf(s.stderr, "%s: %s\n", file, n)
	}
	for i := range workers {
		if workers[i].ID == "" {
			workers[i].ID = name
		}
	}
	return workers, nil
}
