package page

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"passend/index/demand"
	"passend/matcher/dossier"
	"passend/web/desk"
	"passend/web/locale"
	"passend/web/view"
)

// answerPages adds what coach and job hunter record of an employer's answers.
func (p *Pages) answerPages(e *gin.Engine) {
	e.GET("/vacatures/:vacancy/antwoord", p.signedIn(p.answerForm))
	e.POST("/vacatures/:vacancy/antwoord", p.signedIn(p.keepAnswer))
}

// answerHref is where the role records what the employer of a vacancy answers; ""
// for who may not. A job hunter comes back to the list: with the answer the vacancy
// waits for a coach, and its page is gone.
func answerHref(r dossier.Role, vacancyID, back string) string {
	if !desk.MayAnswer(r) {
		return ""
	}
	if !dossier.May(r, dossier.DataMatch) {
		back, _, _ = strings.Cut(back, "/vacatures/")
	}
	return "/vacatures/" + url.PathEscape(vacancyID) + "/antwoord?" + url.Values{"terug": {back}}.Encode()
}

// answerLevels are what the work can ask of an item, as the form sends them.
var answerLevels = []string{"0", "1", "2", "3"}

func (p *Pages) answerForm(g *gin.Context, s seat) error {
	return p.showAnswer(g, s, http.StatusOK, view.AnswerPage{Back: safePath(g.Query("terug")), Saved: g.Query("bewaard") != ""})
}

func (p *Pages) showAnswer(g *gin.Context, s seat, status int, body view.AnswerPage) error {
	if !desk.MayAnswer(s.user.Role) {
		return dossier.ErrDenied
	}
	v, err := p.Desk.Vacancy(g.Request.Context(), s.actor, g.Param("vacancy"))
	if err != nil {
		return err
	}
	body.ID, body.Title, body.Employer, body.URL = v.ID, v.Title, v.Employer, v.URL
	body.Items, body.Levels = desk.AnswerItems(), answerLevels
	body.Waits = !dossier.May(s.user.Role, dossier.DataMatch)
	if body.Answers, err = p.answersOf(g, s, v.ID); err != nil {
		return err
	}
	p.show(g, &s, status, "answer", "answer.title", body)
	return nil
}

// keepAnswer keeps an answer and stays at the form: one call brings several.
func (p *Pages) keepAnswer(g *gin.Context, s seat) error {
	body := view.AnswerPage{Back: safePath(g.PostForm("terug")), Key: g.PostForm("punt"), Level: g.PostForm("hoeveel"), Number: strings.TrimSpace(g.PostForm("getal")), Text: g.PostForm("tekst")}
	in, err := readAnswer(&body)
	if err == nil {
		_, err = p.Desk.RecordAnswer(g.Request.Context(), s.actor, g.Param("vacancy"), in)
	}
	var invalid *dossier.InvalidError
	if errors.As(err, &invalid) {
		body.Error = invalid.Text
		return p.showAnswer(g, s, http.StatusUnprocessableEntity, body)
	}
	if err != nil {
		return err
	}
	q := url.Values{"terug": {body.Back}, "bewaard": {"ja"}}
	g.Redirect(http.StatusSeeOther, "/vacatures/"+url.PathEscape(g.Param("vacancy"))+"/antwoord?"+q.Encode())
	return nil
}

// readAnswer turns what was typed into an answer.
func readAnswer(f *view.AnswerPage) (desk.EmployerAnswer, error) {
	in := desk.EmployerAnswer{Key: f.Key, Text: f.Text}
	number := &in.Kilos
	if f.Key == demand.HoursPerWeek.String() {
		number = &in.Hours
	} else if level, err := strconv.Atoi(f.Level); err == nil {
		in.Level = level
	} else {
		return in, &dossier.InvalidError{Text: "Kies hoeveel het werk hiervan vraagt."}
	}
	if f.Number != "" {
		var err error
		if *number, err = strconv.ParseFloat(strings.Replace(f.Number, ",", ".", 1), 64); err != nil {
			return in, &dossier.InvalidError{Text: "Vul kilo's of uren in als getal, zoals 3 of 2,5."}
		}
	}
	return in, nil
}

// answersOf are the answers on a vacancy in the words of the page, the last first.
func (p *Pages) answersOf(g *gin.Context, s seat, vacancyID string) ([]view.AnswerLine, error) {
	all, err := p.Desk.Answers(g.Request.Context(), s.actor, vacancyID)
	if err != nil {
		return nil, err
	}
	return answerLines(s.text, all), nil
}

func answerLines(c *locale.Catalogue, all []desk.Answered) []view.AnswerLine {
	lines := make([]view.AnswerLine, len(all))
	for i, x := range all {
		lines[i] = view.AnswerLine{Name: x.Name, Text: x.Text, Role: string(x.Role), Level: x.Level, At: x.At}
		switch said := c.Decimal(x.Value, decimals(x.Value)); {
		case x.Hours:
			lines[i].Hours = said
		case x.Value > 0:
			lines[i].Kilos = said
		}
	}
	return lines
}

// decimals is one for a number that is not whole.
func decimals(x float64) int {
	if x == float64(int(x)) {
		return 0
	}
	return 1
}
