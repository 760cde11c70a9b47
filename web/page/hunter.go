package page

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/gin-gonic/gin"

	"passend/matcher/dossier"
	"passend/web/desk"
	"passend/web/report"
	"passend/web/view"
)

// hunterMenu is what a job hunter can go to.
var hunterMenu = [][2]string{
	{"/caseload", "nav.caseload"}, {"/werkgevers", "nav.employers"}, {"/vacatures-per-werkgever", "nav.all_employers"}, {"/contacten", "nav.contacts"}, {"/toevoegen", "nav.add_short"},
}

// hunterPages adds the pages of job hunters; coaches may open them too.
func (p *Pages) hunterPages(e *gin.Engine) {
	e.GET("/werkgevers", p.signedIn(p.shortlist))
	e.GET("/werkgevers.xlsx", p.signedIn(p.exportShortlist(report.XLSX)))
	e.GET("/werkgevers.csv", p.signedIn(p.exportShortlist(report.CSV)))
	e.GET("/werkgevers/:employer", p.signedIn(p.employer))
	e.POST("/werkgevers/:employer", p.signedIn(p.addContact))
	e.GET("/vacatures-per-werkgever", p.signedIn(p.employers))
	e.GET("/contacten", p.signedIn(p.contacts))
	e.GET("/belscripts", p.signedIn(p.callSheets))
}

// listed is how many employers of each kind the list on the screen has; firstCalls
// how many call sheets are made with one button: a morning of calling.
const (
	listed     = 25
	firstCalls = 10
)

func (p *Pages) shortlist(g *gin.Context, s seat) error {
	l, err := p.shortlistOf(g, s, listed)
	if err != nil {
		return err
	}
	due, err := p.due(g, s)
	if err != nil {
		return err
	}
	body := view.ShortlistPage{Shortlist: l, Direct: g.Query("bureaus") == "zonder", First: firstCalls, Due: due, Map: view.MapPicture{Name: text(s.text, "shortlist.map")}}
	q := url.Values{}
	for _, k := range []string{"voor", "bureaus"} {
		if v := g.Query(k); v != "" {
			q.Set(k, v)
		}
	}
	if len(q) > 0 {
		body.Query = "?" + q.Encode()
	}
	q.Set("eerste", strconv.Itoa(firstCalls))
	body.FirstHref = "/belscripts?" + q.Encode()
	number := 0
	for i, list := range [][]desk.Prospect{l.WithVacancy, l.Speculative} {
		for _, x := range list {
			number++
			body.Map.Markers = append(body.Map.Markers, view.Marker{Number: number, Title: x.Name, Open: i == 0, Points: x.Points})
		}
	}
	p.show(g, &s, http.StatusOK, "hunter_shortlist", "shortlist.title", body)
	return nil
}

// shortlistOf is the list that the address asks for: for whom, and with or
// without agencies.
func (p *Pages) shortlistOf(g *gin.Context, s seat, top int) (desk.Shortlist, error) {
	direct := g.Query("bureaus") == "zonder"
	ask := top
	if direct {
		ask = exportTop
	}
	l, err := p.Desk.Shortlist(g.Request.Context(), s.actor, g.Query("voor"), ask)
	if direct {
		for _, list := range []*[]desk.Prospect{&l.WithVacancy, &l.Speculative} {
			*list = slices.DeleteFunc(*list, func(x desk.Prospect) bool { return x.Agency })
			*list = (*list)[:min(len(*list), top)]
		}
	}
	return l, err
}

// due counts the employers that were to be contacted today or earlier.
func (p *Pages) due(g *gin.Context, s seat) (n int, err error) {
	open, err := p.Desk.FollowUps(g.Request.Context(), s.actor)
	for i := range open {
		if open[i].Due(p.Desk.Clock()) {
			n++
		}
	}
	return n, err
}

// exportTop is how many employers of each kind an export holds.
const exportTop = 200

func (p *Pages) exportShortlist(f report.Format) handler {
	return func(g *gin.Context, s seat) error {
		l, err := p.shortlistOf(g, s, exportTop)
		if err != nil {
			return err
		}
		b, err := report.Shortlist(&l, s.text, f)
		if err != nil {
			return err
		}
		g.Header("Content-Disposition", `attachment; filename="werkgevers.`+f.Extension+`"`)
		g.Data(http.StatusOK, f.Type, b)
		return nil
	}
}

func (p *Pages) employer(g *gin.Context, s seat) error {
	return p.showEmployer(g, s, http.StatusOK, view.ContactForm{Saved: g.Query("bewaard") != ""})
}

func (p *Pages) showEmployer(g *gin.Context, s seat, status int, form view.ContactForm) error {
	f, err := p.Desk.Employer(g.Request.Context(), s.actor, g.Param("employer"))
	if err != nil {
		return err
	}
	form.Channels, form.Outcomes = desk.ContactChannels, desk.ContactOutcomes
	body := view.EmployerPage{
		EmployerFile: f, Form: form, Other: notFitting(&f), Here: "/werkgevers/" + url.PathEscape(f.Key),
		Map: view.MapPicture{Name: text(s.text, "employer.map", f.Name), Markers: []view.Marker{{Number: 1, Title: f.Name, Open: f.Open > 0, Points: f.Points}}},
	}
	opened, closed := 0, 0
	for _, m := range f.Months {
		opened, closed = opened+m.Opened, closed+m.Closed
		body.Activity.Bars = append(body.Activity.Bars, view.Bar{Label: m.Month[len("2006-"):], Value: m.Opened, Second: m.Closed})
	}
	body.Activity.Pair = true
	body.Activity.Name = text(s.text, "employer.activity.name", opened, closed)
	p.show(g, &s, status, "hunter_employer", f.Name, body)
	return nil
}

func (p *Pages) addContact(g *gin.Context, s seat) error {
	key := g.Param("employer")
	form := view.ContactForm{Channel: g.PostForm("hoe"), Outcome: g.PostForm("uitkomst"), FollowUp: g.PostForm("vervolg"), Note: g.PostForm("notitie")}
	err := p.Desk.AddContact(g.Request.Context(), s.actor, dossier.EmployerContact{
		Employer: key, Channel: form.Channel, Outcome: form.Outcome, FollowUp: form.FollowUp, Note: form.Note,
	})
	var invalid *dossier.InvalidError
	if errors.As(err, &invalid) {
		form.Error = invalid.Text
		return p.showEmployer(g, s, http.StatusUnprocessableEntity, form)
	}
	if err != nil {
		return err
	}
	to := "/werkgevers/" + url.PathEscape(key) + "?bewaard=ja#contact"
	if back := g.PostForm("terug"); back != "" {
		to = safePath(back)
	}
	g.Redirect(http.StatusSeeOther, to)
	return nil
}

// notFitting are the open vacancies of an employer that are in nobody's list.
func notFitting(f *desk.EmployerFile) (other []desk.Card) {
	for _, c := range f.Vacancies {
		if !slices.ContainsFunc(f.Fitting, func(x desk.FittingCard) bool { return x.ID == c.ID }) {
			other = append(other, c)
		}
	}
	return other
}

// employersPerPage is how many employers one page of the list of all shows.
const employersPerPage = 50

func (p *Pages) employers(g *gin.Context, s seat) error {
	number, err := strconv.Atoi(g.DefaultQuery("blad", "1"))
	if err != nil || number < 1 {
		number = 1
	}
	lines, err := p.Desk.Employers(g.Request.Context(), s.actor, (number-1)*employersPerPage, employersPerPage+1)
	if err != nil {
		return err
	}
	body := view.EmployersPage{Lines: lines[:min(len(lines), employersPerPage)], Pager: view.Pager{Page: number}}
	at := func(n int) string { return "/vacatures-per-werkgever?blad=" + strconv.Itoa(n) }
	if number > 1 {
		body.Pager.Prev = at(number - 1)
	}
	if len(lines) > employersPerPage {
		body.Pager.Next = at(number + 1)
	}
	p.show(g, &s, http.StatusOK, "hunter_employers", "employers.title", body)
	return nil
}

// shownContacts bounds the log on the screen.
const shownContacts = 100

func (p *Pages) contacts(g *gin.Context, s seat) error {
	ctx := g.Request.Context()
	all, err := p.Desk.Contacts(ctx, s.actor, "", shownContacts)
	if err != nil {
		return err
	}
	open, err := p.Desk.FollowUps(ctx, s.actor)
	if err != nil {
		return err
	}
	body := view.ContactsPage{Contacts: all}
	for _, c := range open {
		body.FollowUps = append(body.FollowUps, view.FollowUp{Contact: c, Due: c.Due(p.Desk.Clock())})
	}
	p.show(g, &s, http.StatusOK, "hunter_contacts", "contacts.title", body)
	return nil
}

// maxSheets is how many call sheets one page holds: a day of calling.
const maxSheets = 30

func (p *Pages) callSheets(g *gin.Context, s seat) error {
	ctx := g.Request.Context()
	keys := g.QueryArray("werkgever")
	if first, err := strconv.Atoi(g.Query("eerste")); err == nil && first > 0 {
		l, err := p.shortlistOf(g, s, maxSheets)
		if err != nil {
			return err
		}
		keys = nil
		for _, x := range slices.Concat(l.WithVacancy, l.Speculative) {
			if !x.Wait && len(keys) < min(first, maxSheets) {
				keys = append(keys, x.Key)
			}
		}
	}
	files, err := p.Desk.CallSheets(ctx, s.actor, g.Query("voor"), keys[:min(len(keys), maxSheets)])
	if err != nil {
		return err
	}
	body := view.CallPage{Today: p.Desk.Clock(), Saved: g.Query("bewaard")}
	q := url.Values{"voor": {g.Query("voor")}}
	for _, f := range files {
		q.Add("werkgever", f.Key) // so that the way back shows the same sheets
	}
	for i := range files {
		f := &files[i]
		q.Del("bewaard")
		anchor := "#bel-" + strconv.Itoa(i+1)
		here := "/belscripts?" + q.Encode() + anchor
		q.Set("bewaard", f.Key)
		body.Sheets = append(body.Sheets, view.CallSheet{
			EmployerFile: *f, Number: i + 1, Here: here, Other: notFitting(f),
			Form: view.ContactForm{Employer: f.Key, Number: i + 1, Back: "/belscripts?" + q.Encode() + anchor,
				Channels: desk.ContactChannels, Outcomes: desk.ContactOutcomes},
		})
	}
	p.show(g, &s, http.StatusOK, "hunter_calls", "calls.title", body)
	return nil
}
