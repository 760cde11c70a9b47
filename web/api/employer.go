package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"passend/matcher/dossier"
	"passend/web/desk"
)

// OfEmployer is the input of everything about one employer.
type OfEmployer struct {
	Employer string `path:"employer" doc:"Sleutel van de werkgever"`
}

type contactInput struct {
	OfEmployer
	Body struct {
		Channel  string `json:"channel" enum:"phone,mail,visit,event"`
		Outcome  string `json:"outcome" enum:"no_answer,spoken,interested,interview,placed,later,refused"`
		FollowUp string `json:"follow_up,omitempty" format:"date" doc:"Dag om weer contact te zoeken"`
		Note     string `json:"note,omitempty" doc:"Niets over gezondheid"`
	}
}

// maxContacts bounds the log that one request reads.
const maxContacts = 1000

// employers adds the operations about employers and contacts with them.
func (a *API) employers(h huma.API) {
	register(a, h, operation(http.MethodGet, "/employers", "list-employers", "Alle werkgevers, met de meeste open vacatures eerst", dossier.ScopeRead),
		func(ctx context.Context, by dossier.Actor, in *struct{ Paging }) (part[desk.EmployerLine], error) {
			from, err := in.offset()
			if err != nil {
				return part[desk.EmployerLine]{}, err
			}
			all, err := a.Desk.Employers(ctx, by, from, in.Limit)
			out := part[desk.EmployerLine]{Items: all}
			if len(all) == in.Limit {
				out.Next = cursorAt(from + len(all))
			}
			return out, err
		})
	register(a, h, operation(http.MethodGet, "/shortlist", "get-shortlist", "Werkgevers om te benaderen, voor één werknemer of uw hele caseload", dossier.ScopeRead),
		func(ctx context.Context, by dossier.Actor, in *struct {
			Worker string `query:"worker" doc:"Id van de werknemer; leeg is uw hele caseload"`
			Top    int    `query:"top" minimum:"1" maximum:"200" default:"25" doc:"Hoeveel per lijst"`
		}) (desk.Shortlist, error) {
			return a.Desk.Shortlist(ctx, by, in.Worker, in.Top)
		})
	register(a, h, operation(http.MethodGet, "/employers/{employer}", "get-employer", "Eén werkgever: vacatures, activiteit en contacten", dossier.ScopeRead),
		func(ctx context.Context, by dossier.Actor, in *OfEmployer) (desk.EmployerFile, error) {
			return a.Desk.Employer(ctx, by, in.Employer)
		})
	register(a, h, operation(http.MethodPost, "/employers/{employer}/contacts", "add-contact", "Noteer een contact met een werkgever", dossier.ScopeWrite),
		func(ctx context.Context, by dossier.Actor, in *contactInput) ([]desk.Contact, error) {
			err := a.Desk.AddContact(ctx, by, dossier.EmployerContact{
				Employer: in.Employer, Channel: in.Body.Channel, Outcome: in.Body.Outcome, FollowUp: in.Body.FollowUp, Note: in.Body.Note,
			})
			if err != nil {
				return nil, err
			}
			return a.Desk.Contacts(ctx, by, in.Employer, maxContacts)
		})
	register(a, h, operation(http.MethodGet, "/contacts", "list-contacts", "Contacten met werkgevers, het laatste eerst", dossier.ScopeRead),
		func(ctx context.Context, by dossier.Actor, in *struct{ Paging }) (part[desk.Contact], error) {
			all, err := a.Desk.Contacts(ctx, by, "", maxContacts)
			if err != nil {
				return part[desk.Contact]{}, err
			}
			return cut(all, in.Paging)
		})
}
