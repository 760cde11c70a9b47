package page

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"passend/index/taxonomy"
	"passend/matcher/dossier"
	"passend/matcher/profile"
	"passend/web/desk"
	"passend/web/locale"
	"passend/web/view"
)

// file is the worker's own file, to read and to ask a correction of.
func (p *Pages) file(g *gin.Context, s seat, workerID string) error {
	return p.showFile(g, s, workerID, http.StatusOK, view.FilePage{Field: g.Query("over"), Done: g.Query("gestuurd") != ""})
}

func (p *Pages) showFile(g *gin.Context, s seat, workerID string, status int, body view.FilePage) error {
	f, err := p.Desk.File(g.Request.Context(), s.actor, workerID)
	if err != nil {
		return err
	}
	fill(&body, s.text, f)
	p.show(g, &s, status, "worker_file", "nav.my_file", body)
	return nil
}

// fill puts a file in the words of the page.
func fill(body *view.FilePage, c *locale.Catalogue, f desk.File) {
	w := &f.Worker
	body.Parts = append(personParts(c, &w.Person), searchParts(c, &w.Search)...)
	body.Possible, body.Fields = f.Possible, desk.ProposalFields
	// A wording that a person approved goes before what the program makes.
	body.Approved = strings.TrimSpace(w.Search.Conditions)
	body.Source, body.IssuedOn = string(w.Capacity.Source), day(w.Capacity.IssuedOn)
	for _, x := range f.Proposals {
		body.Proposals = append(body.Proposals, view.ProposalLine{At: x.At, Field: x.Field, Text: x.Text})
	}
}

// part collects the lines of one part; what is empty has no line.
type part struct{ view.FilePart }

func (p *part) add(key, text string) {
	if text = strings.TrimSpace(text); text != "" {
		p.Lines = append(p.Lines, view.FileLine{Key: key, Text: text})
	}
}

func personParts(c *locale.Catalogue, x *profile.Person) []view.FilePart {
	work, school, can, travel := part{view.FilePart{Key: "work"}}, part{view.FilePart{Key: "education"}}, part{view.FilePart{Key: "skills"}}, part{view.FilePart{Key: "travel"}}
	for _, j := range x.Work {
		text := j.Title
		if j.Years > 0 {
			text += ", " + word(c, "file.years", decimal(j.Years))
		}
		work.add("done", text)
	}
	if x.HoursBefore > 0 {
		work.add("hours_before", word(c, "card.hours", decimal(x.HoursBefore)))
	}
	for _, e := range x.Education {
		text := e.Name
		if e.Level.String() != "" {
			text += " (" + levelName(c, e.Level) + ")"
		}
		if e.Diploma {
			text += ", " + word(c, "file.diploma")
		}
		school.add("study", text)
	}
	for _, k := range x.Certificates {
		school.add("certificate", k.Name)
	}
	var names []string
	for _, k := range x.Competences {
		names = append(names, k.Name)
	}
	can.add("competences", strings.Join(names, ", "))
	can.add("qualities", strings.Join(x.Qualities, ", "))
	names = nil
	for _, l := range x.Languages {
		names = append(names, strings.TrimSpace(languageName(c, l.Language)+" "+l.Level))
	}
	can.add("languages", strings.Join(names, ", "))
	can.add("wishes", strings.Join(append(append([]string(nil), x.Wishes...), x.Ambitions...), ", "))
	travel.add("home", strings.TrimSpace(x.Home.Postcode4+" "+x.Home.Place))
	names = nil
	for _, m := range x.Transport {
		names = append(names, word(c, "means."+string(m)))
	}
	travel.add("transport", strings.Join(names, ", "))
	travel.add("licences", strings.Join(x.Licences, ", "))
	travel.add("obstacles", strings.Join(x.Obstacles, ", "))
	return []view.FilePart{work.FilePart, school.FilePart, can.FilePart, travel.FilePart}
}

func searchParts(c *locale.Catalogue, x *profile.Search) []view.FilePart {
	what, when := part{view.FilePart{Key: "directions"}}, part{view.FilePart{Key: "hours"}}
	for _, d := range x.Directions {
		what.add("direction", d.Text)
	}
	for _, e := range x.Excluded {
		text := e.Text
		if e.Reason != "" {
			text += " (" + e.Reason + ")"
		}
		what.add("excluded", text)
	}
	what.add("conditions", x.Conditions)
	switch {
	case x.HoursMin > 0 && x.HoursMax > x.HoursMin:
		when.add("hours_week", word(c, "card.hours", decimal(x.HoursMin)+"–"+decimal(x.HoursMax)))
	case x.HoursMax > 0:
		when.add("hours_week", word(c, "card.hours", decimal(x.HoursMax)))
	}
	var yes, no []string
	for _, t := range []struct{ key, wish string }{
		{"day", x.Times.Day}, {"evening", x.Times.Evening}, {"night", x.Times.Night}, {"saturday", x.Times.Saturday}, {"sunday", x.Times.Sunday}, {"shifts", x.Times.Shifts},
	} {
		switch t.wish {
		case "yes":
			yes = append(yes, word(c, "times."+t.key))
		case "no":
			no = append(no, word(c, "times."+t.key))
		}
	}
	when.add("times_yes", strings.Join(yes, ", "))
	when.add("times_no", strings.Join(no, ", "))
	for _, l := range x.Travel {
		when.add("journey", word(c, "file.journey", l.Minutes, word(c, "means."+string(l.Means))))
	}
	when.add("contracts", strings.Join(contractNames(c, x.Contracts), ", "))
	return []view.FilePart{what.FilePart, when.FilePart}
}

// word is a text of the catalogue, or its key when there is none: a file is
// shown even when it holds a word that the catalogue does not know.
func word(c *locale.Catalogue, key string, args ...any) string {
	text, err := c.T(key, args...)
	if err != nil {
		return key[strings.LastIndexByte(key, '.')+1:]
	}
	return text
}

// levelName is a level of education in the reader's language: "mbo 3".
func levelName(c *locale.Catalogue, l taxonomy.Education) string {
	if name, err := c.T("level." + l.String()); err == nil {
		return name
	}
	return l.String()
}

// contractNames are kinds of contract in the reader's language.
func contractNames(c *locale.Catalogue, kinds []string) (out []string) {
	for _, k := range kinds {
		if name, err := c.T("contract." + k); err == nil {
			k = name
		}
		out = append(out, k)
	}
	return out
}

func languageName(c *locale.Catalogue, code string) string {
	if name, err := c.T("language.name." + code); err == nil {
		return name
	}
	return code
}

func decimal(x float64) string {
	return strings.Replace(strconv.FormatFloat(x, 'f', -1, 64), ".", ",", 1)
}

// propose sends a correction to the coach.
func (p *Pages) propose(g *gin.Context, s seat, workerID string) error {
	body := view.FilePage{Field: g.PostForm("over"), Text: g.PostForm("tekst")}
	err := p.Desk.Propose(g.Request.Context(), s.actor, workerID, body.Field, body.Text)
	var invalid *dossier.InvalidError
	if errors.As(err, &invalid) {
		body.Error = invalid.Text
		return p.showFile(g, s, workerID, http.StatusUnprocessableEntity, body)
	}
	if err != nil {
		return err
	}
	g.Redirect(http.StatusSeeOther, "/mijn-gegevens?gestuurd=1#voorstellen")
	return nil
}

// trail shows who did what with the own file.
func (p *Pages) trail(g *gin.Context, s seat, workerID string) error {
	lines, err := p.trailLines(g, s, workerID)
	if err != nil {
		return err
	}
	var body view.TrailPage
	for _, l := range lines {
		switch {
		case l.Own:
			body.Own = append(body.Own, l)
		case l.Action == "distance" || l.Role == string(dossier.RoleSystem) && (l.Action == "shown" || l.Action == "read"):
			l.Label, l.Role = "Passend", ""
			same := func(x view.TrailLine) bool { return x.Action == l.Action }
			if i := slices.IndexFunc(body.Computed, same); i >= 0 {
				body.Computed[i].Times += l.Times
			} else {
				body.Computed = append(body.Computed, l)
			}
		default:
			body.Others = append(body.Others, l)
		}
	}
	p.show(g, &s, http.StatusOK, "worker_trail", "worker.trail", body)
	return nil
}

// acts are the actions of the audit that have a sentence of their own.
var acts = map[string]string{
	"capacity.read": "read", "capacity.save": "capacity", "person.save": "person", "search.save": "search", "worker.add": "added",
	"worker.export": "export", "record.shown": "shown", "record.consideration": "decision", "record.application": "application",
	"record.note": "note", "record.activity": "activity", "record.placement": "activity", "record.feedback": "feedback",
	"record.proposal": "proposal", "report.made": "report", "record.report_read": "report_read", "record.trajectory": "trajectory", "record.distance": "distance", "worker.end": "end", "worker.hold": "hold",
	"worker.reopen": "reopen", "retention.warn": "warn", "draft.add": "draft", "draft.read": "draft_read", "draft.drop": "draft_drop",
}

func (p *Pages) trailLines(g *gin.Context, s seat, workerID string) ([]view.TrailLine, error) {
	all, err := p.Desk.WhoLooked(g.Request.Context(), s.actor, workerID)
	if err != nil {
		return nil, err
	}
	lines := make([]view.TrailLine, 0, len(all))
	for _, x := range all {
		action, ok := acts[x.Action]
		if !ok {
			action = "other"
		}
		lines = append(lines, view.TrailLine{Day: x.Day, Label: x.Label, Role: string(x.Role), Own: x.Own, Action: action, Times: x.Times})
	}
	return lines, nil
}

// exportPage shows what is known in plain words, and leads to the whole copy.
func (p *Pages) exportPage(g *gin.Context, s seat, workerID string) error {
	ctx := g.Request.Context()
	f, err := p.Desk.File(ctx, s.actor, workerID)
	if err != nil {
		return err
	}
	body := view.ExportPage{At: p.Desk.Clock(), Label: f.Worker.Label}
	fill(&body.FilePage, s.text, f)
	for key, into := range map[string]*[]view.SuggestionCard{desk.ShelfSaved: &body.Saved, desk.ShelfApplied: &body.Applications, desk.ShelfRefused: &body.Refused} {
		x, err := p.Desk.Shelf(ctx, s.actor, workerID, key, exportCards)
		if err != nil {
			return err
		}
		for i, item := range x.Items {
			*into = append(*into, p.suggestionCard(s, item, "", i+1))
		}
	}
	if body.Trail, err = p.trailLines(g, s, workerID); err != nil {
		return err
	}
	p.show(g, &s, http.StatusOK, "worker_export", "worker.export", body)
	return nil
}

// exportCards is how many vacancies of each shelf the page holds; the whole copy
// holds all.
const exportCards = 200

// exportJSON is a copy of everything for machines.
func (p *Pages) exportJSON(g *gin.Context, s seat, workerID string) error {
	return p.export(g, s, workerID, "application/json", ".json", func(e dossier.Export, w io.Writer) error {
		out := json.NewEncoder(w)
		out.SetIndent("", "  ")
		return out.Encode(e)
	})
}

// exportHTML is a copy of everything that a person can read without Passend.
func (p *Pages) exportHTML(g *gin.Context, s seat, workerID string) error {
	return p.export(g, s, workerID, "text/html; charset=utf-8", ".html", dossier.Export.WriteHTML)
}

// export sends a whole copy as a file. It is written in full first, so that no
// half copy is ever kept.
func (p *Pages) export(g *gin.Context, s seat, workerID, kind, ext string, write func(dossier.Export, io.Writer) error) error {
	e, err := p.Desk.People.As(s.actor).Export(g.Request.Context(), workerID)
	if err != nil {
		return err
	}
	var buf bytes.Buffer
	if err := write(e, &buf); err != nil {
		return fmt.Errorf("export: %w", err)
	}
	g.Header("Content-Disposition", `attachment; filename="passend-`+p.Desk.Clock().Format(time.DateOnly)+ext+`"`)
	g.Data(http.StatusOK, kind, buf.Bytes())
	return nil
}
