package api

import (
	"context"
	"fmt"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"passend/index"
	"passend/index/archive"
	"passend/matcher/dossier"
	"passend/web/desk"
)

type vacanciesInput struct {
	Paging
	State    string `query:"state" enum:"open,closed,all" default:"open" doc:"Open, gesloten of alle"`
	Source   string `query:"source" doc:"Naam van de bron"`
	Employer string `query:"employer" doc:"Sleutel van de werkgever"`
}

type vacancyInput struct {
	Vacancy string `path:"vacancy" doc:"Id van de vacature"`
}

type searchInput struct {
	Paging
	Text      string   `query:"q" maxLength:"400" doc:"Woorden, \"woordgroepen\", -niet, titel:, werkgever:, plaats:"`
	HoursMin  float64  `query:"hours_min" minimum:"0" maximum:"60" doc:"Minstens zoveel uur per week"`
	HoursMax  float64  `query:"hours_max" minimum:"0" maximum:"60" doc:"Hoogstens zoveel uur per week"`
	Sectors   []string `query:"sector" doc:"Letters van de SBI-secties"`
	Education string   `query:"education" doc:"Hoogste niveau dat gevraagd mag worden"`
	Contracts []string `query:"contract" doc:"Soorten contract"`
	NoShifts  bool     `query:"no_shifts" doc:"Geen avond, nacht, weekend of ploegen"`
	Newest    bool     `query:"newest" doc:"De nieuwste eerst, in plaats van de beste"`
}

// found is one part of a search.
type found struct {
	Items  []desk.Card   `json:"items"`
	Next   string        `json:"next,omitempty"`
	Total  int           `json:"total"`
	Facets *index.Facets `json:"facets,omitempty"`
}

type addInput struct {
	Body struct {
		Address   string `json:"address,omitempty" doc:"Adres van de pagina"`
		Title     string `json:"title,omitempty"`
		Employer  string `json:"employer,omitempty"`
		Place     string `json:"place,omitempty"`
		Text      string `json:"text,omitempty" doc:"De tekst van de vacature"`
		Confirmed string `json:"confirmed,omitempty" doc:"Waarom woorden blijven staan die over gezondheid kunnen gaan"`
	}
}

// added are the ids of vacancies that were brought in.
type added struct {
	IDs []string `json:"ids"`
}

// vacancies adds the operations about vacancies, which are public data.
func (a *API) vacancies(h huma.API) {
	register(a, h, operation(http.MethodGet, "/vacancies", "list-vacancies", "Vacatures, de nieuwste eerst", dossier.ScopeRead),
		func(ctx context.Context, by dossier.Actor, in *vacanciesInput) (part[desk.Posted], error) {
			state := map[string]archive.State{"open": archive.OnlyOpen, "closed": archive.OnlyClosed, "all": archive.OpenAndClosed}[in.State]
			all, next, err := a.Desk.Listing(ctx, by, archive.Filter{State: state, Source: in.Source, Employer: in.Employer}, in.Cursor, in.Limit)
			return part[desk.Posted]{Items: all, Next: next}, err
		})
	register(a, h, operation(http.MethodPost, "/vacancies", "add-vacancy", "Voeg een vacature toe met een adres of een tekst", dossier.ScopeWrite),
		func(ctx context.Context, by dossier.Actor, in *addInput) (added, error) {
			ids, err := a.Desk.Add(ctx, by, desk.Draft{Address: in.Body.Address, Title: in.Body.Title, Employer: in.Body.Employer, Place: in.Body.Place, Text: in.Body.Text, Confirmed: in.Body.Confirmed})
			return added{ids}, err
		})
	register(a, h, operation(http.MethodGet, "/vacancies/{vacancy}", "get-vacancy", "Eén vacature zoals zij geplaatst is", dossier.ScopeRead),
		func(ctx context.Context, by dossier.Actor, in *vacancyInput) (desk.Posted, error) {
			return a.Desk.Vacancy(ctx, by, in.Vacancy)
		})
	a.answers(h)
	register(a, h, operation(http.MethodPost, "/vacancies/{vacancy}/recheck", "recheck-vacancy", "Kijk nu op de site of deze vacature er nog staat", dossier.ScopeWrite),
		func(ctx context.Context, by dossier.Actor, in *vacancyInput) (rechecked, error) {
			look, err := a.Desk.Recheck(ctx, by, in.Vacancy)
			return rechecked{look}, err
		})
	a.jobPosting(h)
	register(a, h, operation(http.MethodGet, "/vacancies/{vacancy}/workers", "list-workers-for", "Omgekeerd: voor wie van uw werknemers is deze vacature?", dossier.ScopeRead),
		func(ctx context.Context, by dossier.Actor, in *vacancyInput) ([]desk.Fit, error) {
			if !dossier.May(by.Role, dossier.DataMatch) {
				return nil, dossier.ErrDenied
			}
			_, _, fits, err := a.Desk.ClientsFor(ctx, by, in.Vacancy)
			return append([]desk.Fit{}, fits...), err
		})
	register(a, h, operation(http.MethodGet, "/search", "search", "Zoek in open vacatures", dossier.ScopeRead), a.search)
}

// rechecked is what one visit showed.
type rechecked struct {
	Look desk.Look `json:"look" enum:"open,page,closed,missing,failed" doc:"open: staat er nog; page: de pagina is er nog; missing: nu niet te vinden"`
}

type answerInput struct {
	Vacancy string `path:"vacancy" doc:"Id van de vacature"`
	Body    desk.EmployerAnswer
}

// answers adds the operations about what employers answer.
func (a *API) answers(h huma.API) {
	register(a, h, operation(http.MethodGet, "/answer-items", "list-answer-items", "Waarover een werkgever iets kan antwoorden", dossier.ScopeRead),
		func(context.Context, dossier.Actor, *struct{}) ([]desk.AnswerItem, error) {
			return desk.AnswerItems(), nil
		})
	register(a, h, operation(http.MethodGet, "/vacancies/{vacancy}/answers", "list-answers", "Wat werkgevers over deze vacature antwoordden, het laatste eerst", dossier.ScopeRead),
		func(ctx context.Context, by dossier.Actor, in *vacancyInput) ([]desk.Answered, error) {
			return a.Desk.Answers(ctx, by, in.Vacancy)
		})
	register(a, h, operation(http.MethodPost, "/vacancies/{vacancy}/answers", "add-answer", "Leg vast wat de werkgever antwoordde; het geldt daarna voor iedereen", dossier.ScopeWrite),
		func(ctx context.Context, by dossier.Actor, in *answerInput) ([]desk.Answered, error) {
			return a.Desk.RecordAnswer(ctx, by, in.Vacancy, in.Body)
		})
}

// jobPosting gives a vacancy as JSON-LD, for programs that know schema.org.
func (a *API) jobPosting(h huma.API) {
	type linked struct {
		Type string         `header:"Content-Type"`
		Body map[string]any `example:"{\"@context\":\"https://schema.org\",\"@type\":\"JobPosting\",\"title\":\"Planner\",\"hiringOrganization\":{\"@type\":\"Organization\",\"name\":\"Bakkerij De Korenaar\"}}"`
	}
	huma.Register(h, operation(http.MethodGet, "/vacancies/{vacancy}/jobposting", "get-jobposting", "Eén vacature als JobPosting van schema.org (JSON-LD)", dossier.ScopeRead),
		func(ctx context.Context, in *vacancyInput) (*linked, error) {
			v, err := a.Desk.Vacancy(ctx, actor(ctx), in.Vacancy)
			if err != nil {
				return nil, a.problem(fmt.Errorf("get-jobposting: %w", err))
			}
			return &linked{"application/ld+json", v.JobPosting()}, nil
		})
}

func (a *API) search(ctx context.Context, by dossier.Actor, in *searchInput) (found, error) {
	from, err := in.offset()
	if err != nil {
		return found{}, err
	}
	q := index.Request{Box: in.Text, From: from, Size: in.Limit, Facets: from == 0, Filter: index.Filter{
		HoursMin: int(in.HoursMin * 4), HoursMax: int(in.HoursMax * 4), Sectors: in.Sectors, Contracts: in.Contracts, NoShifts: in.NoShifts,
	}}
	if in.Education != "" {
		if err := q.Filter.Education.UnmarshalText([]byte(strings.ToLower(in.Education))); err != nil {
			return found{}, &dossier.InvalidError{Text: "Dit niveau van opleiding is niet bekend."}
		}
	}
	if in.Newest {
		q.Sort = index.ByNewest
	}
	r, err := a.Desk.Browse(ctx, by, q)
	if err != nil {
		return found{}, err
	}
	out := found{Items: append([]desk.Card{}, r.Cards...), Total: r.Total, Facets: r.Facets}
	if from+len(r.Cards) < r.Total && len(r.Cards) > 0 {
		out.Next = cursorAt(from + len(r.Cards))
	}
	return out, nil
}
