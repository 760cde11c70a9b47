package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"passend/index/reading"
	"passend/index/vacancy"
	"passend/matcher"
	"passend/matcher/profile"
)

// dateFlags are the two dates that a match depends on.
type dateFlags struct {
	AsOf  string `help:"Peildatum (jjjj-mm-dd); standaard vandaag." placeholder:"DATUM"`
	Start string `help:"Verwachte startdatum (jjjj-mm-dd); standaard vier weken na de peildatum." placeholder:"DATUM"`
}

func (d dateFlags) parse(now time.Time) (asOf, start time.Time, err error) {
	asOf = now
	if d.AsOf != "" {
		if asOf, err = time.Parse(time.DateOnly, d.AsOf); err != nil {
			return asOf, start, input("--as-of moet een datum zijn als 2026-11-25, niet %q", d.AsOf)
		}
	}
	start = asOf.AddDate(0, 0, 28)
	if d.Start != "" {
		if start, err = time.Parse(time.DateOnly, d.Start); err != nil {
			return asOf, start, input("--start moet een datum zijn als 2026-12-23, niet %q", d.Start)
		}
	}
	return asOf, start, nil
}

// matchCmd ranks the vacancies of the data folder for one worker.
type matchCmd struct {
	Worker string `help:"Werknemersbestand (YAML of JSON); zie 'passend schema worker'." required:"" placeholder:"BESTAND"`
	Top    int    `help:"Hoeveel vacatures." default:"10"`
	Band   string `help:"Welk deel van de lijst: ${enum}." enum:"proposals,outside,collapsed,hidden" default:"proposals"`
	JSON   bool   `help:"Schrijf JSON." name:"json"`
	dateFlags
}

func (c *matchCmd) Run(s *session) error {
	if c.Top < 1 {
		return input("--top moet 1 of meer zijn")
	}
	w, err := loadWorker(s.path(c.Worker))
	if err != nil {
		return err
	}
	asOf, start, err := c.parse(time.Now())
	if err != nil {
		return err
	}
	f, err := openFolder(s)
	if err != nil {
		return err
	}
	err = c.rank(s, f, &w, asOf, start)
	return errors.Join(err, f.close())
}

func (c *matchCmd) rank(s *session, f *folder, w *profile.Worker, asOf, start time.Time) error {
	if err := f.sync(s.ctx); err != nil {
		return err
	}
	if f.columns.View().Open.Len()+f.columns.View().Closed.Len() == 0 {
		return input("Deze map heeft nog geen vacatures; lees ze eerst in met 'passend import' of 'passend crawl'.")
	}
	r, err := f.matcher.Rank(s.ctx, matcher.Request{
		Worker: w, AsOf: asOf, ExpectedStart: start, Band: matcher.Band(c.Band), Top: c.Top,
	}, f.columns.View(), f)
	if err != nil {
		return err
	}
	if c.JSON {
		enc := json.NewEncoder(s.stdout)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		return enc.Encode(r)
	}
	if err := printRanking(s.ctx, s.stdout, f, w, r); err != nil {
		return err
	}
	missing, err := f.matcher.Completeness(s.ctx, matcher.Request{Worker: w, AsOf: asOf, ExpectedStart: start}, f.columns.View())
	if err != nil {
		return err
	}
	printMissing(s.stdout, missing)
	return nil
}

// printMissing writes which empty fields keep most vacancies undecided.
func printMissing(out io.Writer, c *matcher.Completeness) {
	for i, x := range c.Missing {
		if x.Moves == 0 {
			return
		}
		if i == 0 {
			fmt.Fprintf(out, "\nNog niet bekend; zoveel van de %d vacatures kunnen daardoor anders uitvallen:\n", c.Scanned)
		}
		fmt.Fprintf(out, "%6d  %s%s\n", x.Moves, x.Question, wrap(strings.Join(x.Most, ", ")))
	}
}

// wrap puts a text between brackets; none stays none.
func wrap(text string) string {
	if text == "" {
		return ""
	}
	return " (" + text + ")"
}

// loadWorker reads a worker file; what is wrong with it is the user's to mend.
func loadWorker(path string) (profile.Worker, error) {
	file, err := os.Open(path)
	if err != nil {
		return profile.Worker{}, err
	}
	defer file.Close()
	w, err := profile.Load(file)
	if err != nil {
		return w, input("%s: %w", path, err)
	}
	return w, nil
}

// Load makes the folder a matcher.Loader.
func (f *folder) Load(ctx context.Context, id string) (*vacancy.Vacancy, *reading.Reading, error) {
	return f.desk().Load(ctx, id)
}

// verdictWords are the verdicts as the field says them.
var verdictWords = map[matcher.Verdict]string{
	matcher.Suitable: "passend", matcher.Conditional: "passend onder voorwaarden", matcher.Ask: "navragen",
	matcher.Unlikely: "waarschijnlijk niet passend", matcher.Unsuitable: "niet passend",
}

// marks show a reason's state in a terminal.
var marks = map[matcher.State]string{
	matcher.Within: "+", matcher.Found: "+", matcher.NotStated: "?", matcher.Usual: "·", matcher.Exceeds: "-", matcher.NotFound: "-",
}

// printRanking writes a ranking with every reason and its literal quote.
func printRanking(ctx context.Context, out io.Writer, f *folder, w *profile.Worker, r *matcher.Result) error {
	name := w.Label
	if name == "" {
		name = w.ID
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %d open vacatures bekeken op %s; start %s\n", name, r.Scanned, r.AsOf.Format(time.DateOnly), r.ExpectedStart.Format(time.DateOnly))
	fmt.Fprintf(&b, "voorstellen %d · buiten zoekprofiel %d · waarschijnlijk niet passend %d · niet passend %d\n",
		r.Counts[matcher.BandProposals], r.Counts[matcher.BandOutside], r.Counts[matcher.BandCollapsed], r.Counts[matcher.BandHidden])
	if r.Notice != "" {
		fmt.Fprintf(&b, "%s\n", r.Notice)
	}
	for i := range r.Matches {
		m := &r.Matches[i]
		v, read, err := f.Load(ctx, m.VacancyID)
		if err != nil {
			return err
		}
		fmt.Fprintf(&b, "\n%2d. %s\n    %s\n", r.Offset+i+1, v.Title, join(" · ", v.Employer, v.PlaceNames(), hoursText(read), travelText(m.Minutes)))
		fmt.Fprintf(&b, "    %s · wens %.0f · kans %.0f · zekerheid %.0f\n", strings.ToUpper(verdictWords[m.Verdict]), m.Preference, m.Qualification, m.Certainty)
		estimated(&b, m)
		for _, x := range m.Reasons {
			if onEstimate(&x) {
				continue
			}
			fmt.Fprintf(&b, "    %s %s", marks[x.State], x.Note)
			if x.Quote != nil {
				fmt.Fprintf(&b, " «%s»", strings.Join(strings.Fields(x.Quote.Text), " "))
			}
			b.WriteByte('\n')
		}
		for _, q := range m.Questions {
			if q.Marked {
				fmt.Fprintf(&b, "    > %s\n", q.Text)
			}
		}
		if v.URL != "" {
			fmt.Fprintf(&b, "    %s\n", v.URL)
		}
	}
	_, err := io.WriteString(out, b.String())
	return err
}

// onEstimate reports that the text is silent on an item of the capacity and the
// reason rests on the occupation alone.
func onEstimate(r *matcher.Reason) bool {
	return r.Kind == matcher.KindCapacity && r.Quote == nil && r.Basis == reading.BasisPrior.String()
}

// estimated writes what rests on the occupation alone in a line or two: what is
// mostly within the limit, and what must be asked.
func estimated(b *strings.Builder, m *matcher.Match) {
	var usual, ask []string
	for i := range m.Reasons {
		switch r := &m.Reasons[i]; {
		case !onEstimate(r):
		case r.State == matcher.Usual:
			usual = append(usual, matcher.ItemName(r.Key))
		default:
			ask = append(ask, matcher.ItemName(r.Key))
		}
	}
	if len(ask) > 0 {
		fmt.Fprintf(b, "    ? De tekst zwijgt, in dit beroep is vaak meer nodig dan kan: %s (inschatting)\n", strings.Join(ask, ", "))
	}
	if len(usual) > 0 {
		fmt.Fprintf(b, "    · De tekst zwijgt over: %s (in dit beroep meestal binnen de grens; inschatting)\n", strings.Join(usual, ", "))
	}
}

func hoursText(r *reading.Reading) string {
	h := r.Facts.Hours
	switch {
	case h.Min == 0 && h.Max == 0:
		return ""
	case h.Min == h.Max || h.Max == 0:
		return comma("%g uur", float64(h.Min)/4)
	}
	return comma("%g–%g uur", float64(h.Min)/4, float64(h.Max)/4)
}

// comma formats numbers as Dutch does, with a decimal comma; format has no point
// of its own.
func comma(format string, numbers ...any) string {
	return strings.ReplaceAll(fmt.Sprintf(format, numbers...), ".", ",")
}

func travelText(minutes int) string {
	if minutes <= 0 {
		return ""
	}
	return fmt.Sprintf("± %d min reizen", minutes)
}

// join puts sep between the parts that are not empty.
func join(sep string, parts ...string) string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, sep)
}
