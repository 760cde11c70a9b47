package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"passend/matcher/dossier"
	"passend/web/desk"
)

// maxRuns bounds the crawl runs that one request reads.
const maxRuns = 500

// administration adds sources, crawl runs, accounts and versions.
func (a *API) administration(h huma.API) {
	register(a, h, operation(http.MethodGet, "/sources", "list-sources", "Bronnen, en of het ophalen goed gaat", dossier.ScopeRead),
		func(ctx context.Context, by dossier.Actor, in *struct{ Paging }) (part[desk.SourceHealth], error) {
			all, err := a.Desk.Sources(ctx, by)
			if err != nil {
				return part[desk.SourceHealth]{}, err
			}
			return cut(all, in.Paging)
		})
	register(a, h, operation(http.MethodGet, "/runs", "list-runs", "Keren dat vacatures zijn opgehaald, de laatste eerst", dossier.ScopeRead),
		func(ctx context.Context, by dossier.Actor, in *struct {
			Paging
			Source string `query:"source" doc:"Naam van de bron"`
		}) (part[desk.RunLine], error) {
			all, err := a.Desk.Runs(ctx, by, in.Source, maxRuns)
			if err != nil {
				return part[desk.RunLine]{}, err
			}
			return cut(all, in.Paging)
		})
	register(a, h, operation(http.MethodGet, "/accounts", "list-accounts", "Alle accounts", dossier.ScopeAdmin),
		func(ctx context.Context, by dossier.Actor, in *struct{ Paging }) (part[dossier.User], error) {
			all, err := a.Desk.People.Users(ctx, by)
			if err != nil {
				return part[dossier.User]{}, err
			}
			return cut(all, in.Paging)
		})
	register(a, h, operation(http.MethodGet, "/versions", "get-versions", "Waar een oordeel van dit moment op rust", dossier.ScopeAdmin),
		func(ctx context.Context, by dossier.Actor, _ *struct{}) (desk.Versions, error) {
			return a.Desk.Version(ctx, by)
		})
}
