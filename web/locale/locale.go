package locale

import (
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	_ "time/tzdata" // the image holds no time zones

	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/number"
)

//go:embed text
var files embed.FS

// Default is the language of the catalogue that every other must match.
const Default = "nl"

// Catalogue holds the texts of one language.
type Catalogue struct {
	Tag       string
	texts     map[string]string
	sentences sentences
	printer   *message.Printer
	zone      *time.Location
}

// Load reads all embedded catalogues, by language tag. A language that lacks a
// text of the default catalogue, or has one too many, is an error.
func Load() (map[string]*Catalogue, error) {
	zone, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		return nil, fmt.Errorf("time zone: %w", err)
	}
	languages, err := files.ReadDir("text")
	if err != nil {
		return nil, fmt.Errorf("catalogues: %w", err)
	}
	all := map[string]*Catalogue{}
	for _, l := range languages {
		tag, err := language.Parse(l.Name())
		if err != nil {
			return nil, fmt.Errorf("catalogue %s: %w", l.Name(), err)
		}
		c := &Catalogue{Tag: l.Name(), zone: zone, printer: message.NewPrinter(tag), texts: map[string]string{}}
		if err := errors.Join(c.read(), c.readSentences()); err != nil {
			return nil, err
		}
		all[c.Tag] = c
	}
	for _, c := range all {
		if diff := difference(all[Default].texts, c.texts); diff != "" {
			return nil, fmt.Errorf("catalogue %s differs from %s: %s", c.Tag, Default, diff)
		}
	}
	return all, nil
}

// read adds the texts of every file of the language. A key stands in one file.
func (c *Catalogue) read() error {
	names, err := fs.Glob(files, path.Join("text", c.Tag, "*.json"))
	if err != nil {
		return fmt.Errorf("catalogue %s: %w", c.Tag, err)
	}
	for _, name := range names {
		if err := c.readFile(name); err != nil {
			return err
		}
	}
	return nil
}

func (c *Catalogue) readFile(name string) error {
	body, err := files.ReadFile(name)
	if err != nil {
		return fmt.Errorf("catalogue %s: %w", c.Tag, err)
	}
	var texts map[string]string
	if err := json.Unmarshal(body, &texts); err != nil {
		return fmt.Errorf("catalogue %s: %w", name, err)
	}
	for key, text := range texts {
		if _, twice := c.texts[key]; twice {
			return fmt.Errorf("catalogue %s: %s stands in another file too", name, key)
		}
		c.texts[key] = text
	}
	return nil
}

func difference(a, b map[string]string) string {
	var out []string
	for k := range a {
		if _, ok := b[k]; !ok {
			out = append(out, "lacks "+k)
		}
	}
	for k := range b {
		if _, ok := a[k]; !ok {
			out = append(out, "adds "+k)
		}
	}
	slices.Sort(out)
	return strings.Join(out, ", ")
}

// T returns the text of key with args filled in as fmt does; when the first of
// them is one, the text of key + ".one" if there is any: "1 vacature". An unknown
// key is an error, so that a page with a missing text fails its test.
func (c *Catalogue) T(key string, args ...any) (string, error) {
	text, ok := c.texts[key]
	if !ok {
		return "", fmt.Errorf("no text %q in %s", key, c.Tag)
	}
	if len(args) == 0 {
		return text, nil
	}
	if one, ok := c.texts[key+".one"]; ok && args[0] == 1 {
		text = one
	}
	return c.printer.Sprintf(text, args...), nil
}

// Number writes n as the language does: 12.345.
func (c *Catalogue) Number(n int) string { return c.printer.Sprint(number.Decimal(n)) }

var months = map[string][]string{
	"nl": {"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"},
}

// Decimal writes a number with a fixed number of digits after the comma.
func (c *Catalogue) Decimal(x float64, digits int) string {
	return c.printer.Sprint(number.Decimal(x, number.Scale(digits)))
}

// Date writes a day in full as seen in the Netherlands: 25 november 2026.
func (c *Catalogue) Date(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	t = t.In(c.zone)
	if names, ok := months[c.Tag]; ok {
		return fmt.Sprintf("%d %s %d", t.Day(), names[t.Month()-1], t.Year())
	}
	return t.Format("2 January 2006")
}

// Clock writes the time of day as seen in the Netherlands: 14:05.
func (c *Catalogue) Clock(t time.Time) string { return t.In(c.zone).Format("15:04") }

// Euro writes an amount of euro cents: € 2.850 or € 17,50.
func (c *Catalogue) Euro(cents int64) string {
	if cents%100 == 0 {
		return "€ " + c.printer.Sprint(number.Decimal(cents/100))
	}
	return "€ " + c.printer.Sprint(number.Decimal(float64(cents)/100, number.MinFractionDigits(2), number.MaxFractionDigits(2)))
}

// Hours writes quarter hours as hours: 32 or 7,5.
func (c *Catalogue) Hours(quarters int) string {
	return c.printer.Sprint(number.Decimal(float64(quarters)/4, number.MaxFractionDigits(2)))
}
