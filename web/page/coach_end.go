package page

import (
	"net/http"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"passend/matcher"
	"passend/matcher/dossier"
	"passend/web/locale"
)

// endTrajectory keeps the day on which a trajectory ended, or opens it again.
func (p *Pages) endTrajectory(g *gin.Context, s seat) error {
	worker := g.Param("worker")
	day, err := time.Parse(time.DateOnly, g.PostForm("einde"))
	switch {
	case g.PostForm("doe") == "open":
		day, err = time.Time{}, nil
	case err != nil:
		err = &dossier.InvalidError{Text: text(s.text, "end.date")}
	}
	if err == nil {
		err = p.Desk.End(g.Request.Context(), s.actor, worker, day)
	}
	if problem, _, ok := refused(err); ok {
		return p.showOverview(g, s, http.StatusUnprocessableEntity, nil, problem)
	}
	if err == nil {
		saved(g, "/werknemers/"+worker+"/overzicht#einde")
	}
	return err
}

// gapLines write the empty fields with how many vacancies each decides on, those
// of the part of the profile that is named, "" for all.
func gapLines(c *locale.Catalogue, all []matcher.Missing, part string) (out []string) {
	for _, x := range all {
		if !strings.HasPrefix(x.Field, part) {
			continue
		}
		line := c.Sentence(x.Question)
		if x.Moves > 0 {
			line += " " + text(c, "profile.gap.moves", x.Moves)
		}
		if len(x.Most) > 0 {
			line += " " + text(c, "profile.gap.most", strings.Join(x.Most, ", "))
		}
		out = append(out, line)
	}
	return out
}
