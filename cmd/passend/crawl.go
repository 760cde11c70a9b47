package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/schollz/progressbar/v3"

	"passend/crawler"
	"passend/crawler/fetch"
	"passend/crawler/frontier"
	"passend/crawler/source"
	"passend/web/locale"
)

// crawlCmd collects vacancies from the sources of a file.
type crawlCmd struct {
	Sources  string        `help:"Bestand met bronnen (YAML)." placeholder:"BESTAND"`
	Contact  string        `help:"E-mailadres of webpagina waar beheerders van sites u kunnen bereiken." env:"PASSEND_CONTACT" required:""`
	MaxPages int           `help:"Stop na zoveel pagina's; 0 is zonder grens."`
	MaxTime  time.Duration `help:"Stop na deze tijd, zoals 30m; 0 is zonder grens."`
	Recheck  string        `help:"Kijk alleen na of deze ene vacature er nog staat." placeholder:"ID"`
}

func (c *crawlCmd) Run(s *session) error {
	if c.Recheck != "" {
		return c.recheck(s)
	}
	if c.Sources == "" {
		return input("noem met --sources het bestand met bronnen, of met --recheck één vacature")
	}
	file, err := os.Open(s.path(c.Sources))
	if err != nil {
		return err
	}
	defer file.Close()
	f, err := openFolder(s)
	if err != nil {
		return err
	}
	report, err := f.crawl(s, file, crawlOptions{contact: c.Contact, maxPages: c.MaxPages, maxTime: c.MaxTime})
	if err == nil {
		printCrawl(s.stdout, report)
		err = f.sync(s.ctx)
	}
	return errors.Join(err, f.close())
}

type crawlOptions struct {
	contact  string
	maxPages int
	maxTime  time.Duration
	unpaced  bool // only for the site inside this program
}

// crawl runs one crawl over the sources in the file.
func (f *folder) crawl(s *session, file io.Reader, o crawlOptions) (crawler.Report, error) {
	text, err := io.ReadAll(file)
	if err != nil {
		return crawler.Report{}, err
	}
	entries, err := source.Parse(text)
	if err != nil {
		return crawler.Report{}, input("het bestand met bronnen klopt niet: %w", err)
	}
	sources, err := crawler.Plan(entries.Sources, time.Now)
	if err != nil {
		return crawler.Report{}, &inputError{err}
	}
	if o.unpaced {
		f.planned = sources // no file keeps them
	}
	front, err := frontier.Open(s.ctx, filepath.Join(f.dir, "frontier.db"))
	if err != nil {
		return crawler.Report{}, err
	}
	defer front.Close()
	cfg := fetch.Config{Version: version, Contact: o.contact, Ledger: front}
	if o.unpaced {
		cfg.Pace.Min = -1
	}
	client, err := fetch.New(cfg)
	if errors.Is(err, fetch.ErrNoContact) {
		return crawler.Report{}, input("geef met --contact een e-mailadres of webpagina op, zodat beheerders van sites u kunnen bereiken")
	}
	if err != nil {
		return crawler.Report{}, err
	}
	tell, done := progress(s)
	report, err := crawler.Run(s.ctx, crawler.Config{
		Sources: sources, Archive: f.archive, Frontier: front, Fetcher: client,
		MaxPages: o.maxPages, MaxTime: o.maxTime, Progress: tell, Log: s.log,
	})
	done()
	if err == nil {
		err = s.ctx.Err()
	}
	return report, err
}

// plainEvery is how often a line of progress is written when stderr is not a
// terminal.
const plainEvery = 10 * time.Second

// progress shows how a crawl goes: a bar on a terminal, plain lines elsewhere.
func progress(s *session) (tell func(crawler.Progress), done func()) {
	if !s.interactive {
		last := time.Now()
		return func(p crawler.Progress) {
			if time.Since(last) >= plainEvery {
				last = time.Now()
				fmt.Fprintf(s.stderr, "%s\n", progressText(p))
			}
		}, func() {}
	}
	bar := progressbar.NewOptions(1, progressbar.OptionSetWriter(s.stderr), progressbar.OptionThrottle(100*time.Millisecond),
		progressbar.OptionSetWidth(24), progressbar.OptionClearOnFinish(), progressbar.OptionSetPredictTime(false))
	return func(p crawler.Progress) {
			bar.ChangeMax(max(p.Known, 1))
			bar.Describe(progressText(p))
			_ = bar.Set(min(p.Pages, p.Known)) // a bar that cannot be drawn stops nothing
		}, func() {
			_ = bar.Finish()
		}
}

func progressText(p crawler.Progress) string {
	return fmt.Sprintf("%d van %d pagina's, %d vacatures, %d fouten, %d sites", p.Pages, p.Known, p.Vacancies, p.Errors, p.Hosts)
}

// printCrawl prints what a crawl did, per source.
func printCrawl(out io.Writer, r crawler.Report) {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	say := crawlWords()
	fmt.Fprintln(w, "BRON\tPAGINA'S\tVACATURES\tNIEUW\tVERANDERD\tGESLOTEN\tFOUTEN\tUITKOMST")
	for _, b := range r.BySource {
		fmt.Fprintf(w, "%s\t%d\t%d\t%d\t%d\t%d\t%s\t%s\n", b.Source, b.Pages, b.New+b.Changed+b.Same, b.New, b.Changed, b.Closed, errorText(say, b.Errors), say("run.", string(b.Outcome)))
	}
	w.Flush()
	fmt.Fprintf(out, "%d pagina's en %d vacatures in %.1f s.\n", r.Pages, r.Vacancies, r.Elapsed.Seconds())
	for _, b := range r.BySource {
		if b.Frozen != "" {
			fmt.Fprintf(out, "%s: er wordt niets gesloten: %s\n", b.Source, b.Frozen)
		}
	}
}

func errorText(say func(prefix, kind string) string, errs map[string]int) string {
	if len(errs) == 0 {
		return "0"
	}
	text := ""
	for _, k := range sortedKeys(errs) {
		text = join(", ", text, fmt.Sprintf("%d× %s", errs[k], say("crawl.error.", k)))
	}
	return text
}

// crawlWords says the words of the crawler as the pages do; one that has no words
// stands as it is.
func crawlWords() func(prefix, kind string) string {
	all, err := locale.Load()
	return func(prefix, kind string) string {
		if err != nil {
			return kind
		}
		if words, err := all[locale.Default].T(prefix + strings.ReplaceAll(kind, " ", "_")); err == nil {
			return words
		}
		return kind
	}
}

func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }
