package api

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humagin"
	"github.com/gin-gonic/gin"

	"passend/matcher/dossier"
	"passend/web/account"
	"passend/web/desk"
	"passend/web/locale"
)

// Prefix is the path of the current version.
const Prefix = "/api/v1"

// API holds what every operation needs.
type API struct {
	Desk     *desk.Desk
	Accounts *account.Accounts
	Text     *locale.Catalogue // sentences of errors
	Log      *slog.Logger
	Version  string
}

// actorKey finds the signed-in user in the context of an operation.
type actorKey struct{}

// Register adds all operations below Prefix, with their OpenAPI 3.1 document at
// /api/v1/openapi.json and .yaml. Errors are RFC 9457 problem documents.
func Register(e *gin.Engine, a *API) error {
	c := huma.DefaultConfig("Passend", a.Version)
	// No page that loads scripts from elsewhere, and no $schema link in answers.
	c.DocsPath, c.SchemasPath, c.CreateHooks = "", "", nil
	c.Info.Description = "Vacatures, voorstellen en uitleg, met dezelfde rechten als op de pagina's."
	c.Servers = []*huma.Server{{URL: Prefix}}
	c.Components.SecuritySchemes = map[string]*huma.SecurityScheme{
		"session": {Type: "apiKey", In: "cookie", Name: a.Accounts.Sessions.Cookie.Name},
	}
	c.Security = []map[string][]string{{"session": {}}}
	group := e.Group(Prefix)
	h := humagin.NewWithGroup(e, group, c)
	h.UseMiddleware(a.signedIn(h))
	a.workers(h)
	return nil
}

// signedIn lets only operations through that come with a session.
func (a *API) signedIn(h huma.API) func(huma.Context, func(huma.Context)) {
	return func(c huma.Context, next func(huma.Context)) {
		u, ok := a.Accounts.User(c.Context())
		if !ok {
			_ = huma.WriteErr(h, c, http.StatusUnauthorized, "Log eerst in.")
			return
		}
		next(huma.WithValue(c, actorKey{}, dossier.Actor{UserID: u.ID, Role: u.Role}))
	}
}

func actor(ctx context.Context) dossier.Actor {
	a, _ := ctx.Value(actorKey{}).(dossier.Actor)
	return a
}

// problem turns an error into its status and Dutch sentence.
func (a *API) problem(err error) error {
	var invalid *dossier.InvalidError
	if errors.As(err, &invalid) {
		return huma.Error422UnprocessableEntity(invalid.Text)
	}
	status, key := desk.Explain(err)
	if status == http.StatusInternalServerError {
		a.Log.Error("api", "err", err)
	}
	text, terr := a.Text.T(key)
	if terr != nil {
		text = key
	}
	return huma.NewError(status, text)
}

// reply wraps a body as huma wants it.
type reply[T any] struct{ Body T }

func (a *API) workers(h huma.API) {
	huma.Register(h, huma.Operation{
		OperationID: "list-workers", Method: http.MethodGet, Path: "/workers", Summary: "De werknemers van uw caseload",
	}, func(ctx context.Context, _ *struct{}) (*reply[[]desk.Client], error) {
		c, err := a.Desk.Caseload(ctx, actor(ctx))
		if err != nil {
			return nil, a.problem(err)
		}
		return &reply[[]desk.Client]{c}, nil
	})

	type listInput struct {
		Worker string `path:"worker" doc:"Id van de werknemer"`
		Group  string `query:"group" enum:"proposals,outside,collapsed,hidden" doc:"Welke groep; standaard de voorstellen"`
		Offset int    `query:"offset" minimum:"0" doc:"Sla zoveel vacatures over"`
		Limit  int    `query:"limit" minimum:"1" maximum:"200" default:"20" doc:"Hoeveel vacatures"`
		Start  string `query:"expected_start" format:"date" doc:"Verwachte startdatum; standaard over vier weken"`
	}
	huma.Register(h, huma.Operation{
		OperationID: "list-matches", Method: http.MethodGet, Path: "/workers/{worker}/matches",
		Summary: "De gerangschikte vacatures van een werknemer, met redenen",
	}, func(ctx context.Context, in *listInput) (*reply[desk.List], error) {
		q := desk.Query{Group: in.Group, Offset: in.Offset, Limit: in.Limit}
		if in.Start != "" {
			t, err := time.Parse(time.DateOnly, in.Start)
			if err != nil {
				return nil, huma.Error422UnprocessableEntity("De startdatum moet een datum zijn: jjjj-mm-dd.")
			}
			q.ExpectedStart = t
		}
		l, err := a.Desk.List(ctx, actor(ctx), in.Worker, q)
		if err != nil {
			return nil, a.problem(err)
		}
		return &reply[desk.List]{l}, nil
	})

	type matchInput struct {
		Worker  string `path:"worker" doc:"Id van de werknemer"`
		Vacancy string `path:"vacancy" doc:"Id van de vacature"`
	}
	huma.Register(h, huma.Operation{
		OperationID: "get-match", Method: http.MethodGet, Path: "/workers/{worker}/matches/{vacancy}",
		Summary: "Eén vacature voor een werknemer, met alle redenen en citaten",
	}, func(ctx context.Context, in *matchInput) (*reply[desk.Detail], error) {
		d, err := a.Desk.Match(ctx, actor(ctx), in.Worker, in.Vacancy)
		if err != nil {
			return nil, a.problem(err)
		}
		return &reply[desk.Detail]{d}, nil
	})
}
