package page

import (
	"io"
	"net/http"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"passend/index/demand"
	"passend/matcher/dossier"
	"passend/matcher/intake"
	"passend/web/desk"
	"passend/web/locale"
	"passend/web/view"
)

// intakePages adds the beginning and the end of a dossier: files that are read
// in, and the day that a trajectory ended.
func (p *Pages) intakePages(e *gin.Engine) {
	w := "/werknemers/:worker/"
	e.POST(w+"einde", p.coach(p.endTrajectory))
	e.GET(w+"inlezen", p.coach(p.intakeForm))
	e.POST(w+"inlezen", p.coach(p.readFile))
	e.GET(w+"inlezen/:draft", p.coach(p.draft))
	e.POST(w+"inlezen/:draft", p.coach(p.approveDraft))
	e.GET("/caseload/nieuw", p.coach(p.openForm))
	e.POST("/caseload/nieuw", p.coach(p.open))
	e.GET("/caseload/inlezen", p.coach(p.tableForm))
	e.POST("/caseload/inlezen", p.coach(p.readTable))
	e.GET("/caseload/inlezen/:draft", p.coach(p.table))
	e.POST("/caseload/inlezen/:draft", p.coach(p.changeTable))
}

func (p *Pages) intakeForm(g *gin.Context, s seat) error {
	return p.showIntake(g, s, http.StatusOK, view.IntakePage{})
}

func (p *Pages) showIntake(g *gin.Context, s seat, status int, body view.IntakePage) error {
	worker := g.Param("worker")
	f, err := p.Desk.Profile(g.Request.Context(), s.actor, worker)
	if err != nil {
		return err
	}
	body.Tabs, body.Action = tabs(s.text, worker, f.Head.Label, "/profiel"), "/werknemers/"+worker+"/inlezen"
	if body.Drafts, err = p.drafts(g, s, worker, body.Action); err != nil {
		return err
	}
	p.show(g, &s, status, "coach_intake", "intake.title", body)
	return nil
}

func (p *Pages) drafts(g *gin.Context, s seat, worker, action string) (out []view.DraftLink, err error) {
	all, err := p.Desk.People.As(s.actor).Drafts(g.Request.Context(), worker)
	for _, d := range all {
		out = append(out, view.DraftLink{Href: action + "/" + d.ID, At: d.At, Expires: d.Expires})
	}
	return out, err
}

// upload is the file of the form in memory, or the text that was pasted. What is
// larger than may be read gives one byte more than that, which the desk refuses.
func upload(g *gin.Context) (name string, data []byte, err error) {
	file, head, err := g.Request.FormFile("bestand")
	if err != nil || head.Size == 0 {
		// No file was chosen, or the form had none.
		return "tekst", []byte(strings.TrimSpace(g.PostForm("tekst"))), nil //nolint:nilerr // a text may stand for it
	}
	defer file.Close()
	data, err = io.ReadAll(io.LimitReader(file, desk.MaxUpload+1))
	return filepath.Base(strings.ReplaceAll(head.Filename, `\`, "/")), data, err
}

func (p *Pages) readFile(g *gin.Context, s seat) error {
	worker := g.Param("worker")
	name, data, err := upload(g)
	if err != nil {
		return err
	}
	id := ""
	if len(data) == 0 {
		err = &dossier.InvalidError{Text: text(s.text, "intake.nothing")}
	} else {
		id, err = p.Desk.ReadIn(g.Request.Context(), s.actor, worker, name, data)
	}
	if problem, _, ok := refused(err); ok {
		return p.showIntake(g, s, http.StatusUnprocessableEntity, view.IntakePage{Error: problem, Text: g.PostForm("tekst")})
	}
	if err == nil {
		g.Redirect(http.StatusSeeOther, "/werknemers/"+worker+"/inlezen/"+id)
	}
	return err
}

func (p *Pages) draft(g *gin.Context, s seat) error {
	return p.showDraft(g, s, http.StatusOK, nil, view.DraftPage{})
}

// showDraft shows a draft; in is what was typed before, nil at first.
func (p *Pages) showDraft(g *gin.Context, s seat, status int, in *desk.Approval, body view.DraftPage) error {
	ctx, worker := g.Request.Context(), g.Param("worker")
	r, err := p.Desk.Draft(ctx, s.actor, worker, g.Param("draft"))
	if err != nil {
		return err
	}
	f, err := p.Desk.Profile(ctx, s.actor, worker)
	if err != nil {
		return err
	}
	body.Tabs, body.Action = tabs(s.text, worker, f.Head.Label, "/profiel"), g.Request.URL.Path
	body.Name, body.Kind, body.Notes = r.Name, text(s.text, "draft.kind."+string(r.Format)), r.Notes
	for _, part := range []string{"person", "search", "capacity"} {
		x := view.DraftPart{Title: text(s.text, "draft.part."+part), Capacity: part == "capacity"}
		x.Entries = entriesOf(s.text, r.Fields, part+".", in)
		if x.Capacity {
			x.Replaces, x.IssuedOn = f.Worker.Capacity.Version, r.Worker.Capacity.IssuedOn
			for _, field := range r.Fields {
				if field.Path == issuedOn {
					x.Source = field.Source
				}
			}
			if in != nil {
				x.IssuedOn = in.IssuedOn
			}
		}
		if len(x.Entries) > 0 {
			body.Parts = append(body.Parts, x)
		}
	}
	p.show(g, &s, status, "coach_draft", "draft.title", body)
	return nil
}

// issuedOn is the field of the date of a document, which the form asks apart.
const issuedOn = "capacity.issued_on"

var (
	entryOf = regexp.MustCompile(`^[a-z_.]+\[\d+\]`)
	places  = regexp.MustCompile(`\[\d+\]`)
)

// entriesOf groups the fields of one part by the thing that they tell of. What
// was found for a profile is ticked at first; a capacity is ticked item by item
// by who compares it with the document.
func entriesOf(t *locale.Catalogue, fields []intake.Field, part string, in *desk.Approval) (out []view.DraftEntry) {
	before := ""
	for n, f := range fields {
		if !strings.HasPrefix(f.Path, part) || f.Path == issuedOn {
			continue
		}
		x := view.DraftField{N: n, Path: f.Path, Label: text(t, "draft.f."+places.ReplaceAllString(f.Path, "")), Value: f.Value, Source: f.Source, Place: f.Place, Ticked: part != "capacity."}
		x.Shown, x.Fixed = fixed(t, f)
		if in != nil {
			x.Ticked = slices.Contains(in.Fields, f.Path)
			if v, ok := in.Values[f.Path]; ok {
				x.Value = v
			}
		}
		if of := entryOf.FindString(f.Path); of == "" || of != before {
			out = append(out, view.DraftEntry{})
			before = of
		}
		e := &out[len(out)-1]
		e.Fields = append(e.Fields, x)
	}
	return out
}

// fixed gives the words of a value that can be taken over or left, not edited.
func fixed(t *locale.Catalogue, f intake.Field) (shown string, ok bool) {
	switch field := places.ReplaceAllString(f.Path, ""); field {
	case "capacity.items.key":
		if k, known := demand.ParseKey(f.Value); known {
			return demand.Lookup(k).NameA, true
		}
		return f.Value, true
	case "capacity.source":
		return text(t, "source."+f.Value), true
	case "capacity.issuer_role":
		return text(t, "issuer."+f.Value), true
	case "person.transport":
		return text(t, "means."+f.Value), true
	case "capacity.no_usable_capacity", "capacity.items.options", "search.times.shifts":
		return f.Value, true
	}
	return "", false
}

func (p *Pages) approveDraft(g *gin.Context, s seat) error {
	ctx, worker, id := g.Request.Context(), g.Param("worker"), g.Param("draft")
	if g.PostForm("doe") == "weg" {
		if err := p.Desk.People.As(s.actor).DropDraft(ctx, id, worker); err != nil {
			return err
		}
		g.Redirect(http.StatusSeeOther, "/werknemers/"+worker+"/inlezen")
		return nil
	}
	in := desk.Approval{
		Fields: g.PostFormArray("veld"), Values: map[string]string{}, IssuedOn: g.PostForm("datum"), Compared: g.PostForm("vergeleken") == "ja",
		Confirmed: strings.TrimSpace(g.PostForm("bevestig")),
	}
	for name, values := range g.Request.PostForm {
		if path, ok := strings.CutPrefix(name, "waarde."); ok && slices.Contains(in.Fields, path) {
			in.Values[path] = values[0]
		}
	}
	kept, err := p.Desk.Approve(ctx, s.actor, worker, id, in)
	if problem, confirm, ok := refused(err); ok {
		return p.showDraft(g, s, http.StatusUnprocessableEntity, &in, view.DraftPage{Error: problem, Confirm: confirm, Confirmed: in.Confirmed})
	}
	if err != nil {
		return err
	}
	to := "/profiel"
	if slices.Equal(kept, []string{"capacity."}) {
		to = "/belastbaarheid"
	}
	saved(g, "/werknemers/"+worker+to)
	return nil
}

func (p *Pages) openForm(g *gin.Context, s seat) error {
	p.show(g, &s, http.StatusOK, "coach_open", "open.title", view.OpenPage{Most: desk.MaxLabel})
	return nil
}

// open makes a dossier for one worker and leads to it.
func (p *Pages) open(g *gin.Context, s seat) error {
	body := view.OpenPage{Most: desk.MaxLabel, Label: g.PostForm("kenmerk"), Consent: g.PostForm("toestemming") == "ja"}
	id, err := p.Desk.Open(g.Request.Context(), s.actor, body.Label, body.Consent)
	if problem, _, ok := refused(err); ok {
		body.Error = problem
		p.show(g, &s, http.StatusUnprocessableEntity, "coach_open", "open.title", body)
		return nil
	}
	if err == nil {
		saved(g, "/werknemers/"+id+"/overzicht")
	}
	return err
}

func (p *Pages) tableForm(g *gin.Context, s seat) error {
	return p.showTableForm(g, s, http.StatusOK, view.IntakePage{})
}

func (p *Pages) showTableForm(g *gin.Context, s seat, status int, body view.IntakePage) (err error) {
	body.Action = "/caseload/inlezen"
	if body.Drafts, err = p.drafts(g, s, "", body.Action); err != nil {
		return err
	}
	if body.Mappings, err = p.Desk.People.As(s.actor).Mappings(g.Request.Context()); err != nil {
		return err
	}
	p.show(g, &s, status, "coach_table", "table.title", body)
	return nil
}

func (p *Pages) readTable(g *gin.Context, s seat) error {
	name, data, err := upload(g)
	if err != nil {
		return err
	}
	id := ""
	if len(data) == 0 {
		err = &dossier.InvalidError{Text: text(s.text, "table.nothing")}
	} else {
		id, err = p.Desk.ReadTable(g.Request.Context(), s.actor, name, g.PostForm("indeling"), data)
	}
	if problem, _, ok := refused(err); ok {
		return p.showTableForm(g, s, http.StatusUnprocessableEntity, view.IntakePage{Error: problem})
	}
	if err == nil {
		g.Redirect(http.StatusSeeOther, "/caseload/inlezen/"+id)
	}
	return err
}

// Bounds of what one page of a trial shows.
const (
	shownRows  = 50
	sampleSize = 60 // characters
)

func (p *Pages) table(g *gin.Context, s seat) error {
	return p.showTable(g, s, http.StatusOK, view.ImportPage{})
}

func (p *Pages) showTable(g *gin.Context, s seat, status int, body view.ImportPage) error {
	in, err := p.Desk.Import(g.Request.Context(), s.actor, g.Param("draft"))
	if err != nil {
		return err
	}
	table := in.Table.Caseload(in.Mapping)
	body.Action, body.Name, body.Refused, body.Good = g.Request.URL.Path, in.Name, table.Refused, len(table.Rows)
	for i, h := range table.Headers {
		c := view.ColumnRow{N: i, Header: h, Barred: in.Table.Barred[i], Sample: sample(in.Table, i)}
		for _, t := range intake.Targets {
			c.Choices = append(c.Choices, view.Choice{Value: string(t), Text: text(s.text, "table.t."+string(t)), Chosen: table.Mapping[h] == t})
		}
		body.Columns = append(body.Columns, c)
	}
	for _, r := range table.Rejected {
		body.Left = append(body.Left, text(s.text, "table.row", r.Number)+" "+r.Reason)
	}
	for i, r := range table.Rows {
		for _, n := range r.Draft.Notes {
			body.Notes = append(body.Notes, text(s.text, "table.row", r.Number)+" "+n)
		}
		if i < shownRows {
			body.Rows = append(body.Rows, importRow(s.text, r))
		}
	}
	body.Left, body.Notes = body.Left[:min(len(body.Left), shownRows)], body.Notes[:min(len(body.Notes), shownRows)]
	p.show(g, &s, status, "coach_import", "table.title", body)
	return nil
}

// sample is the first thing that stands in a column.
func sample(t intake.Table, column int) string {
	for _, cells := range t.Cells {
		if column < len(cells) && strings.TrimSpace(cells[column]) != "" {
			r := []rune(strings.TrimSpace(cells[column]))
			return string(r[:min(len(r), sampleSize)])
		}
	}
	return ""
}

func importRow(t *locale.Catalogue, r intake.Row) view.ImportRow {
	x := view.ImportRow{Number: r.Number, Label: r.Draft.Worker.Label}
	for _, f := range r.Draft.Fields {
		value := f.Value
		if field := places.ReplaceAllString(f.Path, ""); field == "person.transport" {
			value = text(t, "means."+value)
		} else if field == "label" {
			continue
		}
		x.Fields = append(x.Fields, text(t, "draft.f."+places.ReplaceAllString(f.Path, ""))+": "+value)
	}
	return x
}

// changeTable maps the columns anew, keeps the workers, or throws the table away.
func (p *Pages) changeTable(g *gin.Context, s seat) error {
	ctx, id := g.Request.Context(), g.Param("draft")
	switch g.PostForm("doe") {
	case "weg":
		if err := p.Desk.People.As(s.actor).DropDraft(ctx, id, ""); err != nil {
			return err
		}
		g.Redirect(http.StatusSeeOther, "/caseload/inlezen")
		return nil
	case "bewaar":
		done, err := p.Desk.SaveImport(ctx, s.actor, id)
		if err != nil {
			return err
		}
		p.show(g, &s, http.StatusOK, "coach_import", "table.title", view.ImportPage{Done: true, Saved: done.Saved, Left: done.Left[:min(len(done.Left), shownRows)]})
		return nil
	}
	in, err := p.Desk.Import(ctx, s.actor, id)
	if err != nil {
		return err
	}
	mapping := intake.Mapping{}
	for i, t := range g.PostFormArray("kolom") {
		if i < len(in.Table.Headers) && slices.Contains(intake.Targets, intake.Target(t)) {
			mapping[in.Table.Headers[i]] = intake.Target(t)
		}
	}
	if err := p.Desk.MapColumns(ctx, s.actor, id, mapping, g.PostForm("naam")); err != nil {
		return err
	}
	g.Redirect(http.StatusSeeOther, g.Request.URL.Path)
	return nil
}
