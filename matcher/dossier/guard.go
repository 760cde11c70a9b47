package dossier

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"passend/index/dutch"
	"passend/matcher/profile"
)

// prose is free text as its writer typed it.
type prose struct {
	// text is what stands there.
	text string
	// inside is for readers of the dossier itself only: words of the process
	// (processWords) are expected there.
	inside bool
	// trade tells of work done: a nurse's tasks hold medical words, so only
	// service numbers are looked for.
	trade bool
}

// processWords name the process around an illness and tell nothing about it.
var processWords = map[string]bool{
	"belastbaarheid": true, "beperking": true, "beperkingen": true, "bedrijfsarts": true, "verzekeringsarts": true,
	"fml": true, "izp": true, "wia": true, "iva": true, "wga": true, "ziektewet": true,
}

// mostProse is the longest free text in characters: ten pages. More is no note but
// a document, which is not kept, or a way to fill the disk.
const mostProse = 20_000

// guard looks for medical words and service numbers in what was typed. With a
// confirmed reason the text passes, and the reason is kept beside it.
func guard(confirmed string, texts []prose) error {
	for _, p := range append(inside(confirmed), texts...) {
		if utf8.RuneCountInString(p.text) > mostProse {
			return &InvalidError{Text: "Deze tekst is te lang. Schrijf op wat nodig is, in ten hoogste 20.000 tekens."}
		}
	}
	if strings.TrimSpace(confirmed) != "" {
		return nil
	}
	for _, p := range texts {
		for _, f := range profile.Guard(p.text) {
			switch {
			case f.Kind == profile.BSN:
				return &InvalidError{Text: fmt.Sprintf("Het nummer %s kan een BSN zijn. Haal het weg, of geef de reden waarom het mag blijven staan.", f.Text), Confirmable: true}
			case p.trade || p.inside && processWords[dutch.Fold(f.Text)]:
			default:
				return &InvalidError{Text: fmt.Sprintf("Het woord ‘%s’ kan over gezondheid gaan. Schrijf wat iemand kan of nodig heeft, of geef de reden waarom het woord nodig is.", f.Text), Confirmable: true}
			}
		}
	}
	return nil
}

// Confirming returns the view for one write of a text that the guard warned
// of: the reason is sealed and kept with what is written.
func (v *View) Confirming(reason string) *View {
	w := *v
	w.confirmed = strings.TrimSpace(reason)
	return &w
}

// plain is text that a reader outside the circle may come to see.
func plain(texts ...string) []prose { return mark(prose{}, texts) }

// inside is text for readers of the dossier.
func inside(texts ...string) []prose { return mark(prose{inside: true}, texts) }

func trade(texts ...string) []prose { return mark(prose{trade: true}, texts) }

func mark(as prose, texts []string) []prose {
	out := make([]prose, len(texts))
	for i, t := range texts {
		as.text = t
		out[i] = as
	}
	return out
}

func personProse(p *profile.Person) []prose {
	out := plain(p.Qualities...)
	out = append(out, plain(p.Ambitions...)...)
	out = append(out, plain(p.Wishes...)...)
	out = append(out, inside(p.Obstacles...)...)
	for _, j := range p.Work {
		out = append(out, trade(j.Title, j.Sector)...)
		out = append(out, trade(j.Tasks...)...)
	}
	for _, s := range p.Education {
		out = append(out, trade(s.Name)...)
	}
	for _, c := range p.Certificates {
		out = append(out, trade(c.Name)...)
	}
	for _, c := range p.Competences {
		out = append(out, trade(c.Name, c.Evidence)...)
	}
	return out
}

func searchProse(s *profile.Search) []prose {
	out := append(plain(s.Conditions), inside(s.Reason)...)
	for _, d := range s.Directions {
		out = append(append(out, trade(d.Text)...), inside(d.Reason)...)
	}
	for _, e := range s.Excluded {
		out = append(append(out, trade(e.Text)...), inside(e.Reason)...)
	}
	return out
}

func capacityProse(c *profile.Capacity) []prose {
	var out []prose
	for _, it := range c.Items {
		out = append(out, inside(it.Note)...)
		out = append(out, trade(it.Options...)...)
	}
	return out
}
