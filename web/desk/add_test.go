package desk

import (
	"context"
	"errors"
	"testing"

	"passend/index/vacancy"
	"passend/matcher/dossier"
)

// keeper keeps what is added, and shows one vacancy on every page.
type keeper struct{ kept []vacancy.Vacancy }

func (k *keeper) Visit(_ context.Context, address string) ([]vacancy.Vacancy, error) {
	return []vacancy.Vacancy{{URL: address, Title: "Planner"}}, nil
}

func (k *keeper) Keep(_ context.Context, v *vacancy.Vacancy) (string, error) {
	k.kept = append(k.kept, *v)
	return v.Title, nil
}

func TestAdd(t *testing.T) {
	long := "Planner gevraagd\r\nJe plant ritten voor onze chauffeurs, 24 uur per week in Tilburg."
	someone := dossier.Actor{UserID: "u", Role: dossier.RoleJobHunter}
	for _, c := range []struct {
		name  string
		draft Draft
		title string // "" is refused
	}{
		{"address", Draft{Address: " https://example.org/planner "}, "Planner"},
		{"text, title from its first line", Draft{Text: long}, "Planner gevraagd"},
		{"text with title", Draft{Text: long, Title: "Ritplanner", Place: "Tilburg"}, "Ritplanner"},
		{"nothing", Draft{}, ""},
		{"no web address", Draft{Address: "planner.example"}, ""},
		{"another scheme", Draft{Address: "file:///etc/passwd"}, ""},
		{"a password in the address", Draft{Address: "https://a:b@example.org/"}, ""},
		{"too short", Draft{Text: "Planner gezocht"}, ""},
		{"a service number", Draft{Text: long + " BSN 111222333"}, ""},
	} {
		k := &keeper{}
		ids, err := (&Desk{Adder: k}).Add(t.Context(), someone, c.draft)
		var invalid *dossier.InvalidError
		if c.title == "" {
			if !errors.As(err, &invalid) || len(k.kept) > 0 {
				t.Errorf("%s: %v, %v kept", c.name, err, k.kept)
			}
			continue
		}
		if err != nil || len(ids) != 1 || k.kept[0].Title != c.title {
			t.Errorf("%s: %v, %v, %v", c.name, ids, err, k.kept)
		}
		if c.draft.Text != "" && (k.kept[0].Source != addedSource || k.kept[0].ExternalID == "") {
			t.Errorf("%s: no identity: %+v", c.name, k.kept[0])
		}
	}
	if _, err := (&Desk{Adder: &keeper{}}).Add(t.Context(), dossier.Actor{}, Draft{Text: long}); !errors.Is(err, dossier.ErrDenied) {
		t.Errorf("a stranger may add: %v", err)
	}
}
