package page

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"passend/matcher/dossier"
	"passend/web/locale"
	"passend/web/view"
)

// officerMenu is what a privacy officer can go to.
var officerMenu = [][2]string{{"/privacy/logboek", "nav.audit"}, {"/privacy/bewaren", "nav.retention"}}

func (p *Pages) officerPages(e *gin.Engine) {
	e.GET("/privacy/logboek", p.signedIn(p.auditLog))
	e.GET("/privacy/bewaren", p.signedIn(p.retention))
	e.POST("/privacy/bewaren", p.signedIn(p.retain))
}

// auditLines is how many lines one page of the log shows.
const auditLines = 50

func (p *Pages) auditLog(g *gin.Context, s seat) error {
	ctx := g.Request.Context()
	body := view.AuditPage{
		Worker: strings.TrimSpace(g.Query("dossier")), User: strings.TrimSpace(g.Query("wie")), Action: strings.TrimSpace(g.Query("wat")),
		From: g.Query("van"), Until: g.Query("tot"),
	}
	q := dossier.AuditQuery{WorkerID: body.Worker, Action: body.Action, Limit: auditLines}
	var err error
	if q.From, q.Until, err = period(body.From, body.Until); err != nil {
		body.Error = text(s.text, "audit.date")
	}
	if before, err := strconv.ParseInt(g.Query("voor"), 10, 64); err == nil {
		q.Before = before
	}
	if body.User != "" {
		if q.UserID, err = p.Desk.People.UserID(ctx, s.actor, body.User); err != nil {
			return err
		}
	}
	lines, err := p.Desk.People.SearchAudit(ctx, s.actor, q)
	if err != nil {
		return err
	}
	labels := map[string]string{}
	for _, l := range lines {
		if _, ok := labels[l.UserID]; !ok {
			labels[l.UserID] = text(s.text, "audit.system")
			if u, err := p.Desk.People.User(ctx, l.UserID); err == nil {
				labels[l.UserID] = u.Label
			}
		}
		if n := len(body.Lines); n > 0 && repeats(&body.Lines[n-1].Entry, &l) {
			body.Lines[n-1].Times += 1 + l.Again
			continue
		}
		body.Lines = append(body.Lines, view.AuditLine{Entry: l, Label: labels[l.UserID], What: what(s.text, l.Action), Short: l.WorkerID[:min(len(l.WorkerID), shortID)], Times: 1 + l.Again})
	}
	if len(lines) == auditLines {
		v := url.Values{"voor": {strconv.FormatInt(lines[len(lines)-1].Seq, 10)}}
		for key, value := range map[string]string{"dossier": body.Worker, "wie": body.User, "wat": body.Action, "van": body.From, "tot": body.Until} {
			if value != "" {
				v.Set(key, value)
			}
		}
		body.Older = "/privacy/logboek?" + v.Encode()
	}
	p.show(g, &s, http.StatusOK, "officer_audit", "audit.title", body)
	return nil
}

// shortID is how much of a worker's number tells files apart on a screen.
const shortID = 8

// repeats reports whether two lines tell the same but for their time.
func repeats(a, b *dossier.Entry) bool {
	return a.UserID == b.UserID && a.Action == b.Action && a.WorkerID == b.WorkerID && a.Detail == b.Detail
}

// what says an action in words; one without words stands as it is kept.
func what(c *locale.Catalogue, action string) string {
	if words, err := c.T("act." + action); err == nil {
		return words
	}
	return action
}

// period reads two days of the Netherlands; the second counts whole. What is
// empty is zero.
func period(from, until string) (start, end time.Time, err error) {
	zone, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		return start, end, err
	}
	if from != "" {
		if start, err = time.ParseInLocation(time.DateOnly, from, zone); err != nil {
			return time.Time{}, end, err
		}
	}
	if until != "" {
		if end, err = time.ParseInLocation(time.DateOnly, until, zone); err != nil {
			return start, time.Time{}, err
		}
		end = end.AddDate(0, 0, 1)
	}
	return start, end, nil
}

// warnAhead is how long before its day a dossier is in the retention list, in
// months: time to judge whether it must be kept.
const warnAhead = 3

// shownProofs is how many of the latest erasures are shown.
const shownProofs = 50

func (p *Pages) retention(g *gin.Context, s seat) error {
	return p.showRetention(g, s, http.StatusOK, view.RetentionPage{})
}

func (p *Pages) showRetention(g *gin.Context, s seat, status int, body view.RetentionPage) error {
	now := p.Desk.Clock()
	due, err := p.Desk.People.RetentionList(g.Request.Context(), s.actor, now.AddDate(0, warnAhead, 0))
	if err != nil {
		return err
	}
	for _, d := range due {
		body.Due = append(body.Due, view.DueLine{Due: d, Overdue: d.EraseOn.Before(now)})
	}
	proofs, err := p.Desk.People.Erasures(g.Request.Context(), s.actor, shownProofs)
	if err != nil {
		return err
	}
	for _, x := range proofs {
		rows := 0
		for _, n := range x.Rows {
			rows += n
		}
		body.Erased = append(body.Erased, view.ErasedLine{Proof: x, Removed: rows, System: x.By == dossier.System("").UserID})
	}
	p.show(g, &s, status, "officer_retention", "retention.title", body)
	return nil
}

// retain holds, releases or erases the dossier that the form names.
func (p *Pages) retain(g *gin.Context, s seat) error {
	id, reason := strings.TrimSpace(g.PostForm("dossier")), strings.TrimSpace(g.PostForm("reden"))
	by := s.actor
	by.Reason = reason
	ctx, people := g.Request.Context(), p.Desk.People
	var body view.RetentionPage
	var err error
	switch do := g.PostForm("doe"); {
	case do == "vrij":
		err = people.Hold(ctx, s.actor, id, "")
	case reason == "":
		body.Error = text(s.text, "retention.reason.need")
	case do == "houd":
		err = people.Hold(ctx, s.actor, id, reason)
	case do == "wis" && g.PostForm("zeker") != "ja":
		body.Error = text(s.text, "retention.sure.need")
	case do == "wis":
		var proof dossier.Proof
		if proof, err = people.Erase(ctx, by, id); err == nil {
			body.Proof = &proof
			return p.showRetention(g, s, http.StatusOK, body)
		}
	default:
		err = dossier.ErrNotFound
	}
	var invalid *dossier.InvalidError
	var held *dossier.HoldError
	switch {
	case errors.As(err, &invalid):
		body.Error = invalid.Text
	case errors.As(err, &held):
		body.Error = text(s.text, "retention.on_hold", held.Reason)
	case errors.Is(err, dossier.ErrNotFound):
		body.Error = text(s.text, "retention.unknown")
	case err != nil:
		return err
	}
	if body.Error != "" {
		body.Worker, body.Reason = id, reason
		return p.showRetention(g, s, http.StatusUnprocessableEntity, body)
	}
	g.Redirect(http.StatusSeeOther, "/privacy/bewaren")
	return nil
}
