package api

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"path"
	"reflect"
	"strconv"
	"strings"

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
// /api/v1/openapi.json and .yaml, which it returns. Errors are RFC 9457 problem
// documents.
func Register(e *gin.Engine, a *API) *huma.OpenAPI {
	c := huma.DefaultConfig("Passend", a.Version)
	// No page that loads scripts from elsewhere, and no $schema link in answers.
	c.DocsPath, c.SchemasPath, c.CreateHooks = "", "", nil
	c.Info.Description = "Vacatures, voorstellen en uitleg, met dezelfde rechten als op de pagina's."
	c.Servers = []*huma.Server{{URL: Prefix}}
	c.Components.Schemas = huma.NewMapRegistry("#/components/schemas/", schemaName)
	c.Components.SecuritySchemes = map[string]*huma.SecurityScheme{
		"session": {Type: "apiKey", In: "cookie", Name: a.Accounts.Sessions.Cookie.Name},
		"token":   {Type: "http", Scheme: "bearer"},
	}
	c.Security = []map[string][]string{{"session": {}}, {"token": {}}}
	h := humagin.NewWithGroup(e, e.Group(Prefix), c)
	h.UseMiddleware(a.signedIn(h))
	a.workers(h)
	a.vacancies(h)
	a.employers(h)
	a.administration(h)
	return h.OpenAPI()
}

// schemaName keeps types of the same name in two rooms apart.
func schemaName(t reflect.Type, hint string) string {
	name := huma.DefaultSchemaNamer(t, hint)
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	room := path.Base(t.PkgPath())
	if t.Name() == "" || room == "." || room == "desk" || room == "api" || strings.Contains(t.Name(), "[") {
		return name
	}
	return strings.ToUpper(room[:1]) + room[1:] + name
}

// scopeKey is where an operation keeps the scope that a token needs for it.
const scopeKey = "x-scope"

// operation describes an operation; a token needs the scope for it.
func operation(method, path, id, summary string, scope dossier.Scope) huma.Operation {
	return huma.Operation{OperationID: id, Method: method, Path: path, Summary: summary, Extensions: map[string]any{scopeKey: string(scope)}}
}

// signedIn lets only operations through that come with a session, or with a
// token that has the operation's scope.
func (a *API) signedIn(h huma.API) func(huma.Context, func(huma.Context)) {
	refuse := func(c huma.Context, status int, text string) { _ = huma.WriteErr(h, c, status, text) }
	return func(c huma.Context, next func(huma.Context)) {
		var u dossier.User
		if header := c.Header("Authorization"); header != "" {
			secret, isBearer := strings.CutPrefix(header, "Bearer ")
			owner, token, err := a.Desk.People.TokenUser(c.Context(), secret)
			switch {
			case !isBearer || errors.Is(err, dossier.ErrSignIn):
				c.SetHeader("WWW-Authenticate", `Bearer realm="passend"`)
				refuse(c, http.StatusUnauthorized, "Deze sleutel is niet geldig.")
				return
			case err != nil:
				a.Log.Error("api", "err", err)
				refuse(c, http.StatusInternalServerError, "Er ging iets mis bij ons.")
				return
			}
			if scope, _ := c.Operation().Extensions[scopeKey].(string); !token.May(dossier.Scope(scope)) {
				refuse(c, http.StatusForbidden, "Deze sleutel mag dit niet. Nodig is: "+scope+".")
				return
			}
			u = owner
		} else {
			var ok bool
			if u, ok = a.Accounts.User(c.Context()); !ok {
				refuse(c, http.StatusUnauthorized, "Log eerst in, of stuur een sleutel mee.")
				return
			}
		}
		switch owes, err := a.Accounts.Owes(c.Context(), u); {
		case err != nil:
			a.Log.Error("api", "err", err)
			refuse(c, http.StatusInternalServerError, "Er ging iets mis bij ons.")
			return
		case owes:
			refuse(c, http.StatusForbidden, "Zet eerst een extra code of een toegangssleutel aan. Dat kan op de pagina Account.")
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

// part is one part of a list. Next is the cursor of the following part; it is
// absent at the end.
type part[T any] struct {
	Items []T    `json:"items"`
	Next  string `json:"next,omitempty"`
	Total *int   `json:"total,omitempty" doc:"Hoeveel er in totaal zijn, als dat bekend is"`
}

// Paging are the inputs of every list. (huma sees exported embedded types only.)
type Paging struct {
	Cursor string `query:"cursor" doc:"De waarde van next uit het vorige antwoord"`
	Limit  int    `query:"limit" minimum:"1" maximum:"200" default:"20" doc:"Hoeveel per antwoord"`
}

// mostOffset is the farthest place in a list: no list is longer, and what comes
// from elsewhere must not run past the numbers of the machine.
const mostOffset = 10_000_000

// cursorMark begins every cursor that counts, so that other texts are refused.
const cursorMark = "n"

// offset reads the cursor of a list that counts.
func (p Paging) offset() (int, error) {
	if p.Cursor == "" {
		return 0, nil
	}
	b, err := base64.RawURLEncoding.DecodeString(p.Cursor)
	text, ok := strings.CutPrefix(string(b), cursorMark)
	n, nerr := strconv.Atoi(text)
	if err != nil || !ok || nerr != nil || n < 0 || n > mostOffset {
		return 0, &dossier.InvalidError{Text: "Deze cursor klopt niet. Begin opnieuw zonder cursor."}
	}
	return n, nil
}

func cursorAt(n int) string {
	return base64.RawURLEncoding.EncodeToString([]byte(cursorMark + strconv.Itoa(n)))
}

// cut takes a part of a list that is whole in memory.
func cut[T any](all []T, p Paging) (part[T], error) {
	from, err := p.offset()
	if err != nil {
		return part[T]{}, err
	}
	total := len(all)
	from = min(from, total)
	to := min(from+p.Limit, total)
	out := part[T]{Items: append([]T{}, all[from:to]...), Total: &total}
	if to < total {
		out.Next = cursorAt(to)
	}
	return out, nil
}

// register adds one operation whose errors become problems.
func register[I, O any](a *API, h huma.API, op huma.Operation, do func(ctx context.Context, by dossier.Actor, in *I) (O, error)) {
	huma.Register(h, op, func(ctx context.Context, in *I) (*reply[O], error) {
		out, err := do(ctx, actor(ctx), in)
		if err != nil {
			return nil, a.problem(fmt.Errorf("%s: %w", op.OperationID, err))
		}
		return &reply[O]{out}, nil
	})
}
