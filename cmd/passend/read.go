package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"passend/crawler/extract"
	"passend/index/demand"
	"passend/index/reading"
	"passend/index/vacancy"
)

// readCmd prints what Passend reads in a vacancy, for people who want to see why.
type readCmd struct {
	Source       string `arg:"" name:"bron" help:"Bestand (tekst, HTML, JSON of JSONL), webadres, of - voor stdin."`
	JSON         bool   `help:"Schrijf één lezing per regel als JSON." name:"json"`
	Contact      string `help:"E-mailadres of webpagina waar beheerders van sites u kunnen bereiken; nodig voor een webadres." env:"PASSEND_CONTACT"`
	AllowPrivate bool   `help:"Sta adressen in het eigen netwerk toe." name:"allow-private"`
}

var errNoText = input("Er is geen tekst om te lezen.")

// maxRead is the largest text on stdin in bytes.
const maxRead = 64 << 20

func (c *readCmd) Run(s *session) error {
	reader, err := readerOnly()
	if err != nil {
		return err
	}
	n, bad := 0, 0
	for v, err := range c.vacancies(s) {
		if errors.Is(err, errNoText) {
			return err
		}
		if err != nil {
			bad++
			fmt.Fprintln(s.stderr, unreadText(c.Source, err))
			continue
		}
		n++
		r := reader.Read(&v)
		if c.JSON {
			line, err := reading.GuideJSON(&v, &r)
			if err != nil {
				return err
			}
			s.printf("%s\n", line)
			continue
		}
		printReading(s.stdout, &v, &r)
	}
	switch {
	case bad > 0:
		return input("niet gelezen: %d", bad)
	case n == 0:
		return input("geen vacature gevonden")
	}
	return nil
}

func (c *readCmd) vacancies(s *session) func(func(vacancy.Vacancy, error) bool) {
	if u, err := url.Parse(c.Source); err == nil && (u.Scheme == "http" || u.Scheme == "https") {
		return func(yield func(vacancy.Vacancy, error) bool) {
			x := extractCmd{Source: c.Source, Contact: c.Contact, AllowPrivate: c.AllowPrivate}
			body, base, err := x.read(s)
			if err != nil {
				yield(vacancy.Vacancy{}, err)
				return
			}
			extract.File(base.Path, bytes.NewReader(body), extract.FileOptions{Base: base, Now: time.Now()})(yield)
		}
	}
	if c.Source == "-" {
		return plainText(s.stdin)
	}
	if path := s.path(c.Source); filepath.Ext(path) != ".txt" {
		return vacanciesIn(path)
	}
	return func(yield func(vacancy.Vacancy, error) bool) {
		f, err := os.Open(s.path(c.Source))
		if err != nil {
			yield(vacancy.Vacancy{}, err)
			return
		}
		defer f.Close()
		plainText(f)(yield)
	}
}

// plainText is one vacancy of plain words; its first line is the title.
func plainText(in io.Reader) func(func(vacancy.Vacancy, error) bool) {
	return func(yield func(vacancy.Vacancy, error) bool) {
		text, err := io.ReadAll(io.LimitReader(in, maxRead))
		if err != nil {
			yield(vacancy.Vacancy{}, fmt.Errorf("text: %w", err))
			return
		}
		title, body, _ := strings.Cut(strings.TrimSpace(string(text)), "\n")
		if title == "" {
			yield(vacancy.Vacancy{}, errNoText)
			return
		}
		yield(vacancy.Vacancy{ID: "tekst", Title: title, Text: body}, nil)
	}
}

// printReading writes the text with its quotes between [ ] and a list of what
// was read, each with its proof.
func printReading(out io.Writer, v *vacancy.Vacancy, r *reading.Reading) {
	fmt.Fprintf(out, "%s\n", v.Title)
	if r.Unread {
		fmt.Fprintf(out, "Deze taal wordt niet gelezen: %s\n", r.Language)
	}
	fmt.Fprintln(out, marked(v.Text, r.Demands))
	fmt.Fprintln(out)
	width := 0
	for _, d := range r.Demands {
		width = max(width, utf8.RuneCountInString(demand.Lookup(d.Key).Label))
	}
	for _, d := range r.Demands {
		fmt.Fprintf(out, "%-*s %d  %s: «%s»\n", width, demand.Lookup(d.Key).Label, d.Level, groundsOf(&d), oneLine(d.Quote.Text))
		if d.Softener != nil {
			fmt.Fprintf(out, "%*s lager of open door: «%s»\n", width+3, "", oneLine(d.Softener.Text))
		}
		for _, e := range d.More {
			fmt.Fprintf(out, "%*s ook (%d): «%s»\n", width+3, "", e.Level, oneLine(e.Quote.Text))
		}
	}
	fmt.Fprintln(out)
	printFacts(out, &r.Facts)
	fmt.Fprintln(out)
}

// groundsOf says in plain words how strong the proof is.
func groundsOf(d *reading.Demand) string {
	words := map[reading.Basis]string{reading.BasisTrait: "eigenschap", reading.BasisTask: "taak", reading.BasisNumber: "getal"}[d.Basis]
	if d.Value != 0 {
		words += comma(" %g ", d.Value) + d.Unit
	}
	if d.Optional {
		words += ", naar keuze of een pré"
	}
	if d.Open {
		words += ", grens open"
	}
	return words
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// marked puts the main quotes of the text between brackets; quotes that overlap
// an earlier one are left unmarked.
func marked(text string, ds []reading.Demand) string {
	ds = slices.Clone(ds)
	slices.SortFunc(ds, func(a, b reading.Demand) int { return cmp.Compare(a.Quote.Start, b.Quote.Start) })
	var b strings.Builder
	at := 0
	for _, d := range ds {
		q := d.Quote
		if q.Field != reading.InText || q.Start < at || q.End > len(text) {
			continue
		}
		b.WriteString(text[at:q.Start])
		b.WriteString("[" + text[q.Start:q.End] + "]")
		at = q.End
	}
	b.WriteString(text[at:])
	return b.String()
}
