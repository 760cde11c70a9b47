package page

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"passend/matcher/dossier"
	"passend/web/desk"
	"passend/web/locale"
	"passend/web/report"
	"passend/web/view"
)

// reportWeeks is the period of a report when none is chosen: the employer is
// told every six to twelve weeks (domain brief 4.3).
const reportWeeks = 12

// progress shows the report on a period, for the page or as a Word file.
func (p *Pages) progress(g *gin.Context, s seat) error {
	worker, c := g.Param("worker"), s.text
	base := "/werknemers/" + worker + "/verslag"
	until := dayOr(g.Query("tot"), p.Desk.Clock())
	from := dayOr(g.Query("van"), until.AddDate(0, 0, -7*reportWeeks))
	edition := report.Edition(g.Query("voor"))
	if edition != report.Employer {
		edition = report.Full
	}
	body := view.CoachReport{Action: base, From: from.Format(time.DateOnly), Until: until.Format(time.DateOnly),
		Editions: choices(c, "report.for.", []string{string(report.Full), string(report.Employer)}, string(edition))}
	if from.After(until) {
		body.Error = "report.period.wrong"
		head, _, err := p.Desk.Placements(g.Request.Context(), s.actor, worker)
		if err != nil {
			return err
		}
		body.Tabs = tabs(c, worker, head.Label, "/verslag")
		p.show(g, &s, http.StatusUnprocessableEntity, "coach_report", "report.title", body)
		return nil
	}
	made, doc, err := p.makeReport(g, s, worker, from, until, edition)
	if err != nil || doc == nil {
		return err
	}
	q := url.Values{"van": {body.From}, "tot": {body.Until}, "voor": {string(edition)}, "als": {"docx"}}
	body.Tabs, body.Word = tabs(c, worker, made.Head.Label, "/verslag"), base+"?"+q.Encode()
	body.Report = reportText(doc)
	p.show(g, &s, http.StatusOK, "coach_report", "report.title", body)
	return nil
}

// makeReport makes the report on a period. When it is asked for as a Word file it
// is sent and there is no document.
func (p *Pages) makeReport(g *gin.Context, s seat, worker string, from, until time.Time, edition report.Edition) (*desk.Progress, *report.Document, error) {
	made, err := p.Desk.Progress(g.Request.Context(), s.actor, worker, from, until)
	if err != nil {
		return nil, nil, err
	}
	doc, err := report.Progress(made, edition, s.text)
	if err != nil || g.Query("als") != "docx" {
		return made, doc, err
	}
	b, err := doc.DOCX()
	if err != nil {
		return nil, nil, err
	}
	g.Header("Content-Disposition", `attachment; filename="verslag-`+until.Format(time.DateOnly)+`.docx"`)
	g.Data(http.StatusOK, report.DOCXType, b)
	return made, nil, nil
}

func reportText(d *report.Document) view.ReportText {
	t := view.ReportText{Title: d.Title, Lines: d.Lines}
	for _, x := range d.Sections {
		t.Sections = append(t.Sections, view.ReportSection(x))
	}
	return t
}

// ownReport is the report of the last period as the worker reads it, before
// anybody else does.
func (p *Pages) ownReport(g *gin.Context, s seat, workerID string) error {
	return p.showOwnReport(g, s, workerID, http.StatusOK, view.WorkerReport{Saved: g.Query("bewaard") != ""})
}

func (p *Pages) showOwnReport(g *gin.Context, s seat, workerID string, status int, body view.WorkerReport) error {
	until := dayOr(body.Until, p.Desk.Clock())
	_, doc, err := p.makeReport(g, s, workerID, until.AddDate(0, 0, -7*reportWeeks), until, report.Full)
	if err != nil || doc == nil {
		return err
	}
	body.Until, body.Word, body.Report = until.Format(time.DateOnly), "/mijn-gegevens/verslag?als=docx", reportText(doc)
	p.show(g, &s, status, "worker_report", "report.your", body)
	return nil
}

// readReport keeps that the worker has read the report.
func (p *Pages) readReport(g *gin.Context, s seat, workerID string) error {
	body := view.WorkerReport{Until: g.PostForm("tot"), Remark: strings.TrimSpace(g.PostForm("opmerking")), Confirmed: g.PostForm("bevestig")}
	err := p.Desk.ReadReport(g.Request.Context(), s.actor, workerID, dossier.ReportRead{Until: body.Until, Remark: body.Remark}, body.Confirmed)
	var ok bool
	if body.Error, body.Confirm, ok = refused(err); ok {
		return p.showOwnReport(g, s, workerID, http.StatusUnprocessableEntity, body)
	}
	if err == nil {
		saved(g, "/mijn-gegevens/verslag")
	}
	return err
}

// dayOr reads a day of the calendar; what is none is the day of t.
func dayOr(written string, t time.Time) time.Time {
	if d := day(written); !d.IsZero() {
		return d
	}
	return t.Truncate(24 * time.Hour)
}

func (p *Pages) placements(g *gin.Context, s seat) error {
	return p.showPlacements(g, s, http.StatusOK, g.Query("van"), nil)
}

// showPlacements lists placements. The form is the typed one when there is, else
// holds the one to add to.
func (p *Pages) showPlacements(g *gin.Context, s seat, status int, corrects string, typed *view.PlacementForm) error {
	worker := g.Param("worker")
	head, all, err := p.Desk.Placements(g.Request.Context(), s.actor, worker)
	if err != nil {
		return err
	}
	base := "/werknemers/" + worker + "/plaatsingen"
	body := view.CoachPlacements{Tabs: tabs(s.text, worker, head.Label, "/plaatsingen"), Action: base, Saved: g.Query("bewaard") != "",
		Form: view.PlacementForm{Forms: choices(s.text, "placement.form.", desk.PlacementForms)}}
	for _, r := range all {
		body.Placements = append(body.Placements, placementLine(s.text, &r, base))
		if r.ID == corrects {
			x := r.Body
			body.Form = view.PlacementForm{Corrects: r.ID, Changing: x.Employer, Forms: choices(s.text, "placement.form.", desk.PlacementForms, x.Form),
				Employer: x.Employer, Title: x.Title, Hours: typedNumber(x.Hours), Wage: typedNumber(x.Wage), From: x.From, Until: x.Until,
				Evaluation: x.Evaluation, Aftercare: x.Aftercare}
		}
	}
	if typed != nil {
		body.Form = *typed
	}
	p.show(g, &s, status, "coach_placements", "placement.title", body)
	return nil
}

func placementLine(c *locale.Catalogue, r *dossier.Record[dossier.Placement], base string) view.PlacementLine {
	x := r.Body
	return view.PlacementLine{Title: joined(", ", x.Title, x.Employer), Change: base + "?van=" + url.QueryEscape(r.ID) + "#plaatsing",
		Lines: nonempty(joined(", ", text(c, "placement.form."+x.Form), joined(" – ", writtenDay(c, x.From), writtenDay(c, x.Until)),
			after(text(c, "placement.hours"), typedNumber(x.Hours))), x.Evaluation, after(text(c, "placement.aftercare"), x.Aftercare))}
}

func (p *Pages) addPlacement(g *gin.Context, s seat) error {
	f := view.PlacementForm{Corrects: g.PostForm("verbetert"), Employer: strings.TrimSpace(g.PostForm("bedrijf")), Title: g.PostForm("functie"), Hours: g.PostForm("uren"), Wage: g.PostForm("loon"),
		From: g.PostForm("van"), Until: g.PostForm("tot"), Evaluation: g.PostForm("evaluatie"), Aftercare: g.PostForm("nazorg"), Confirmed: g.PostForm("bevestig")}
	x := dossier.Placement{Form: g.PostForm("vorm"), Employer: f.Employer, Title: f.Title, From: f.From, Until: f.Until, Evaluation: f.Evaluation, Aftercare: f.Aftercare}
	var bad error
	for _, n := range []struct {
		typed string
		to    *float64
		wrong string
	}{{f.Hours, &x.Hours, "Vul de uren per week in als getal."}, {f.Wage, &x.Wage, "Vul het loon in als getal, zonder punten."}} {
		var err error
		if *n.to, err = readNumber(n.typed); err != nil && bad == nil {
			bad = &dossier.InvalidError{Text: n.wrong}
		}
	}
	err := bad
	if err == nil {
		err = p.Desk.KeepPlacement(g.Request.Context(), s.actor, g.Param("worker"), f.Corrects, x, f.Confirmed)
	}
	var ok bool
	if f.Error, f.Confirm, ok = refused(err); ok {
		f.Forms = choices(s.text, "placement.form.", desk.PlacementForms, x.Form)
		return p.showPlacements(g, s, http.StatusUnprocessableEntity, "", &f)
	}
	if err == nil {
		saved(g, "/werknemers/"+g.Param("worker")+"/plaatsingen")
	}
	return err
}

// readNumber reads a number as people type it: with a comma; empty is 0.
func readNumber(s string) (float64, error) {
	if s = strings.TrimSpace(s); s == "" {
		return 0, nil
	}
	return strconv.ParseFloat(strings.ReplaceAll(s, ",", "."), 64)
}

// typedNumber writes a number as people type it; 0 is empty.
func typedNumber(x float64) string {
	if x == 0 {
		return ""
	}
	return strings.ReplaceAll(strconv.FormatFloat(x, 'f', -1, 64), ".", ",")
}
