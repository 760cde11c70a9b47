package desk

import (
	"slices"
	"testing"

	"passend/matcher/dossier"
	"passend/matcher/profile"
)

// TestCaseloadWithoutVacancies: a client and a doctor get the list of their
// workers with what the table of roles gives them, and no count of vacancies.
func TestCaseloadWithoutVacancies(t *testing.T) {
	d, _, _ := hunterDesk(t)
	for role, want := range map[dossier.Role][]string{dossier.RoleClient: {"planner"}, dossier.RoleCompanyDoctor: nil} {
		u, err := d.People.AddUser(t.Context(), dossier.System("test"), dossier.NewUser{Login: string(role), Role: role})
		if err != nil {
			t.Fatal(err)
		}
		w := profile.Worker{Label: "case-1", Search: profile.Search{Directions: []profile.Direction{{Text: "planner"}}}}
		id, err := d.People.As(dossier.System("test")).AddWorker(t.Context(), w, u.ID)
		if err != nil {
			t.Fatal(err)
		}
		got, err := d.Caseload(t.Context(), dossier.Actor{UserID: u.ID, Role: role})
		if err != nil || len(got) != 1 || got[0].ID != id || got[0].Label != "case-1" || !slices.Equal(got[0].Directions, want) || got[0].Proposals != 0 {
			t.Errorf("%s gets %+v, %v", role, got, err)
		}
	}
}
