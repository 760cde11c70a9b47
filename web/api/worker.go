package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"passend/matcher"
	"passend/matcher/dossier"
	"passend/web/desk"
)

// OfWorker is the input of everything about one worker.
type OfWorker struct {
	Worker string `path:"worker" doc:"Id van de werknemer"`
}

type listInput struct {
	OfWorker
	Paging
	Group string `query:"group" enum:"proposals,outside,collapsed,hidden" doc:"Welke groep; standaard de voorstellen"`
	Start string `query:"expected_start" format:"date" doc:"Verwachte startdatum; standaard over vier weken"`
}

type matchInput struct {
	OfWorker
	Vacancy string `path:"vacancy" doc:"Id van de vacature"`
}

// matches is one part of a worker's list.
type matches struct {
	desk.List
	Next string `json:"next,omitempty"`
}

type decideInput struct {
	OfWorker
	Body struct {
		VacancyID string `json:"vacancy_id" doc:"Id van de vacature"`
		desk.Judgement
	}
}

// workers adds the operations about workers: profiles, matches and decisions.
func (a *API) workers(h huma.API) {
	register(a, h, operation(http.MethodGet, "/workers", "list-workers", "De werknemers van uw caseload", dossier.ScopeRead),
		func(ctx context.Context, by dossier.Actor, in *struct{ Paging }) (part[desk.Client], error) {
			all, err := a.Desk.Caseload(ctx, by)
			if err != nil {
				return part[desk.Client]{}, err
			}
			return cut(all, in.Paging)
		})
	register(a, h, operation(http.MethodGet, "/workers/{worker}", "get-worker", "De profielen van een werknemer, zover uw rol ze mag zien", dossier.ScopeRead),
		func(ctx context.Context, by dossier.Actor, in *OfWorker) (desk.WorkerFile, error) {
			return a.Desk.Worker(ctx, by, in.Worker)
		})
	register(a, h, operation(http.MethodGet, "/workers/{worker}/matches", "list-matches", "De gerangschikte vacatures van een werknemer, met redenen", dossier.ScopeRead), a.matches)
	register(a, h, operation(http.MethodGet, "/workers/{worker}/matches/{vacancy}", "get-match", "Eén vacature voor een werknemer, met alle redenen en citaten", dossier.ScopeRead),
		func(ctx context.Context, by dossier.Actor, in *matchInput) (desk.Detail, error) {
			return a.Desk.Match(ctx, by, in.Worker, in.Vacancy)
		})
	a.insights(h)
	register(a, h, operation(http.MethodGet, "/workers/{worker}/decisions", "list-decisions", "De beslissingen over vacatures, met motivering", dossier.ScopeRead),
		func(ctx context.Context, by dossier.Actor, in *struct {
			OfWorker
			Paging
		}) (part[desk.Decision], error) {
			all, err := a.Desk.Decisions(ctx, by, in.Worker, "")
			if err != nil {
				return part[desk.Decision]{}, err
			}
			return cut(all, in.Paging)
		})
	register(a, h, operation(http.MethodPost, "/workers/{worker}/decisions", "add-decision", "Leg een beslissing over een vacature vast", dossier.ScopeWrite),
		func(ctx context.Context, by dossier.Actor, in *decideInput) (desk.Decision, error) {
			if err := a.Desk.Decide(ctx, by, in.Worker, in.Body.VacancyID, in.Body.Judgement); err != nil {
				return desk.Decision{}, err
			}
			all, err := a.Desk.Decisions(ctx, by, in.Worker, in.Body.VacancyID)
			if err != nil {
				return desk.Decision{}, err
			}
			for _, d := range all {
				if !d.Replaced {
					return d, nil
				}
			}
			return desk.Decision{}, dossier.ErrNotFound
		})
}

func (a *API) matches(ctx context.Context, by dossier.Actor, in *listInput) (matches, error) {
	from, err := in.offset()
	if err != nil {
		return matches{}, err
	}
	q := desk.Query{Group: in.Group, Offset: from, Limit: in.Limit}
	if in.Start != "" {
		if q.ExpectedStart, err = time.Parse(time.DateOnly, in.Start); err != nil {
			return matches{}, &dossier.InvalidError{Text: "De startdatum moet een datum zijn: jjjj-mm-dd."}
		}
	}
	l, err := a.Desk.List(ctx, by, in.Worker, q)
	out := matches{List: l}
	for _, g := range l.Groups {
		if n := len(g.Items); n > 0 && from+n < g.Count {
			out.Next = cursorAt(from + n)
		}
	}
	return out, err
}

// insights adds distance, what-if, directions and what is missing.
func (a *API) insights(h huma.API) {
	register(a, h, operation(http.MethodGet, "/workers/{worker}/missing", "list-missing", "Lege velden van het profiel, met hoeveel open vacatures anders kunnen uitvallen", dossier.ScopeRead),
		func(ctx context.Context, by dossier.Actor, in *OfWorker) ([]matcher.Missing, error) {
			return a.Desk.Missing(ctx, by, in.Worker)
		})
	register(a, h, operation(http.MethodGet, "/workers/{worker}/gap", "get-gap", "De afstand: wat vacatures vragen en wat nog ontbreekt", dossier.ScopeRead),
		func(ctx context.Context, by dossier.Actor, in *OfWorker) (*matcher.Gap, error) {
			x, err := a.Desk.Insight(ctx, by, in.Worker)
			return x.Gap, err
		})
	register(a, h, operation(http.MethodGet, "/workers/{worker}/what-if", "get-what-if", "Wat als: welke ene verandering hoeveel vacatures opent", dossier.ScopeRead),
		func(ctx context.Context, by dossier.Actor, in *OfWorker) (*matcher.WhatIfResult, error) {
			x, err := a.Desk.Insight(ctx, by, in.Worker)
			return x.WhatIf, err
		})
	register(a, h, operation(http.MethodGet, "/workers/{worker}/directions", "list-directions", "Zoekrichtingen: hoe passend en hoe kansrijk", dossier.ScopeRead),
		func(ctx context.Context, by dossier.Actor, in *OfWorker) ([]matcher.Prospect, error) {
			x, err := a.Desk.Insight(ctx, by, in.Worker)
			return x.Directions, err
		})
}
