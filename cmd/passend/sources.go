package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"strings"
	"text/tabwriter"
	"time"

	"passend/crawler"
	"passend/crawler/extract"
	"passend/crawler/fetch"
	"passend/crawler/source"
	"passend/index/vacancy"
)

// sourceCmd manages what is crawled.
type sourceCmd struct {
	Add   sourceAddCmd   `cmd:"" help:"Bekijk een adres, toon vijf vacatures en voeg de bron toe."`
	Check sourceCheckCmd `cmd:"" help:"Laat zien wat een adres is: robots.txt, soort bron, vijf vacatures."`
	List  sourceListCmd  `cmd:"" help:"Toon hoe het met de bronnen gaat."`
}

// visit are the flags of commands that fetch one address.
type visit struct {
	Contact      string `help:"E-mailadres of webpagina waar beheerders van sites u kunnen bereiken." env:"PASSEND_CONTACT" required:""`
	AllowPrivate bool   `help:"Sta adressen in het eigen netwerk toe." name:"allow-private"`
}

func (v *visit) visitor() (*crawler.Visitor, error) {
	client, err := fetch.New(fetch.Config{Version: version, Contact: v.Contact})
	if err != nil {
		return nil, input("geef met --contact een e-mailadres of webpagina op: %w", err)
	}
	return crawler.NewVisitor(crawler.Config{Fetcher: client}, v.AllowPrivate), nil
}

type sourceCheckCmd struct {
	URL string `arg:"" name:"adres" help:"Adres van de site, de feed of de vacaturepagina."`
	visit
}

func (c *sourceCheckCmd) Run(s *session) error {
	v, err := c.visitor()
	if err != nil {
		return err
	}
	_, err = c.look(s, v)
	return err
}

// look prints what the address is and returns the finding.
func (c *sourceCheckCmd) look(s *session, v *crawler.Visitor) (source.Finding, error) {
	u, err := url.Parse(c.URL)
	if err != nil {
		return source.Finding{}, input("dit is geen webadres: %s", c.URL)
	}
	if u.Scheme == "" {
		if u, err = url.Parse("https://" + c.URL); err != nil {
			return source.Finding{}, input("dit is geen webadres: %s", c.URL)
		}
	}
	rules := v.Rules(s.ctx, u)
	verdict := "mag"
	if !rules.Allowed(u) {
		verdict = "mag niet"
	}
	s.printf("robots.txt: %s", verdict)
	if d := rules.CrawlDelay(); d > 0 {
		s.printf(", pauze van %s gevraagd", d)
	}
	s.printf("\n")
	found, err := source.Detect(s.ctx, v, c.URL, time.Now())
	if err != nil {
		return found, input("geen bron gevonden: %w", err)
	}
	found.Source.AllowPrivate = c.AllowPrivate
	s.printf("soort: %s\n%s\n", found.Source.Kind, found.Why)
	for i := range found.Preview {
		p := &found.Preview[i]
		s.printf("- %s\n", join(" · ", p.Title, p.Employer, p.PlaceNames()))
	}
	return found, nil
}

type sourceAddCmd struct {
	sourceCheckCmd
	Sources string `help:"Bestand met bronnen; het wordt gemaakt als het er niet is." required:"" placeholder:"BESTAND"`
	Name    string `help:"Naam van de bron."`
	Yes     bool   `help:"Voeg toe zonder te vragen." short:"y"`
}

func (c *sourceAddCmd) Run(s *session) error {
	v, err := c.visitor()
	if err != nil {
		return err
	}
	found, err := c.look(s, v)
	if err != nil {
		return err
	}
	if c.Name != "" {
		found.Source.Name = c.Name
	}
	if !c.Yes {
		s.printf("Toevoegen als %q aan %s? [j/N] ", found.Source.Name, c.Sources)
		answer, err := bufio.NewReader(s.stdin).ReadString('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		if a := strings.ToLower(strings.TrimSpace(answer)); a != "j" && a != "ja" {
			s.printf("Niet toegevoegd.\n")
			return nil
		}
	}
	path := s.path(c.Sources)
	text, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if text, err = source.Add(text, found.Source); err != nil {
		return input("niet toegevoegd: %w", err)
	}
	if err := os.WriteFile(path, text, 0o644); err != nil {
		return err
	}
	s.printf("Toegevoegd aan %s.\n", c.Sources)
	return nil
}

type sourceListCmd struct {
	JSON bool `help:"Schrijf JSON." name:"json"`
}

func (c *sourceListCmd) Run(s *session) error {
	f, err := openFolder(s)
	if err != nil {
		return err
	}
	return errors.Join(c.list(s, f), f.close())
}

func (c *sourceListCmd) list(s *session, f *folder) error {
	all, err := f.archive.Sources(s.ctx)
	if err != nil {
		return err
	}
	t, say := tabwriter.NewWriter(s.stdout, 0, 0, 2, ' ', 0), crawlWords()
	if !c.JSON {
		fmt.Fprintln(t, "BRON\tSOORT\tOPEN\tOOIT\tLAATST GELUKT\tNIEUW\tVERANDERD\tGESLOTEN\tPLAATS\tUREN\tLOON\tFOUTEN\tLET OP")
	}
	for _, src := range all {
		h, err := f.archive.Health(s.ctx, src.Name)
		if err != nil {
			return err
		}
		if c.JSON {
			if err := printJSON(s.stdout, h); err != nil {
				return err
			}
			continue
		}
		last := "nooit"
		if !h.LastSuccess.IsZero() {
			last = h.LastSuccess.Local().Format("2006-01-02 15:04")
		}
		row := fmt.Sprintf("%s\t%s\t%d\t%d\t%s", src.Name, src.Kind, h.Open, h.Total, last)
		if r := h.LastRun; r != nil {
			n := max(1, r.New+r.Changed+r.Same)
			row += fmt.Sprintf("\t%d\t%d\t%d\t%d %%\t%d %%\t%d %%\t%s", r.New, r.Changed, r.Closed,
				100*r.WithPlace/n, 100*r.WithHours/n, 100*r.WithPay/n, errorText(say, r.Errors))
		}
		fmt.Fprintf(t, "%s\t%s\n", row, h.FrozenWhy)
	}
	return t.Flush()
}

// extractCmd prints what one page, feed or reply yields.
type extractCmd struct {
	Source       string `arg:"" name:"bron" help:"Bestand of webadres."`
	Base         string `help:"Adres waar het bestand vandaan komt, voor links." placeholder:"URL"`
	JSON         bool   `help:"Schrijf één vacature per regel als JSON, met hoe elk veld is gevonden." name:"json"`
	Contact      string `help:"E-mailadres of webpagina waar beheerders van sites u kunnen bereiken; nodig voor een webadres." env:"PASSEND_CONTACT"`
	AllowPrivate bool   `help:"Sta adressen in het eigen netwerk toe." name:"allow-private"`
}

func (c *extractCmd) Run(s *session) error {
	body, base, err := c.read(s)
	if err != nil {
		return err
	}
	name := c.Source
	if base != nil && strings.HasPrefix(c.Source, "http") {
		name = base.Path
	}
	n, bad := 0, 0
	for v, err := range extract.File(name, strings.NewReader(string(body)), extract.FileOptions{Base: base, Now: time.Now()}) {
		if err != nil {
			fmt.Fprintln(s.stderr, unreadText(c.Source, err))
			bad++
			continue
		}
		n++
		if c.JSON {
			if err := printLine(s.stdout, &v); err != nil {
				return err
			}
			continue
		}
		printVacancy(s.stdout, &v)
	}
	switch {
	case n == 0 && bad > 0:
		return input("geen enkele vacature gevonden")
	case n == 0 && !c.JSON:
		s.printf("Geen vacatures gevonden.\n")
	}
	return nil
}

// read gets the bytes of a file or of an address.
func (c *extractCmd) read(s *session) (body []byte, base *url.URL, err error) {
	if c.Base != "" {
		if base, err = url.Parse(c.Base); err != nil {
			return nil, nil, input("--base is geen webadres: %w", err)
		}
	}
	if !strings.HasPrefix(c.Source, "http://") && !strings.HasPrefix(c.Source, "https://") {
		body, err = os.ReadFile(s.path(c.Source))
		return body, base, err
	}
	page, err := c.page(s.ctx)
	var refused *fetch.Error
	if errors.As(err, &refused) {
		return nil, nil, input("niet opgehaald: %s", refused.Outcome.Sentence())
	}
	if err != nil {
		return nil, nil, input("niet opgehaald: %w", err)
	}
	if base == nil {
		base = page.URL
	}
	return page.Body, base, nil
}

func (c *extractCmd) page(ctx context.Context) (source.Page, error) {
	v, err := (&visit{Contact: c.Contact, AllowPrivate: c.AllowPrivate}).visitor()
	if err != nil {
		return source.Page{}, err
	}
	return v.Fetch(ctx, c.Source)
}

// printVacancy writes the fields of a vacancy with the way each was found.
func printVacancy(out io.Writer, v *vacancy.Vacancy) {
	t := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	field := func(name, value string) {
		if value != "" {
			fmt.Fprintf(t, "%s\t%s\t%s\n", name, clip(strings.Join(strings.Fields(value), " "), 100), v.FoundBy[name])
		}
	}
	field("title", v.Title)
	field("employer", v.Employer)
	field("places", v.PlaceNames())
	field("url", v.URL)
	field("external_id", v.ExternalID)
	if !v.Hours.IsZero() {
		field("hours", fmt.Sprintf("%g–%g", float64(v.Hours.Min)/4, float64(v.Hours.Max)/4))
	}
	if !v.Pay.IsZero() {
		field("pay", fmt.Sprintf("%g–%g %s %s", float64(v.Pay.MinCents)/100, float64(v.Pay.MaxCents)/100, v.Pay.Period, v.Pay.Text))
	}
	field("employment_types", strings.Join(v.EmploymentTypes, ", "))
	for name, at := range map[string]time.Time{"posted": v.Posted, "valid_through": v.ValidThrough} {
		if !at.IsZero() {
			field(name, at.Format(time.DateOnly))
		}
	}
	field("text", v.Text)
	t.Flush()
	fmt.Fprintln(out)
}
