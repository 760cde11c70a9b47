package page

import (
	"testing"

	"passend/matcher/dossier"
)

// TestAnswerHref: nobody is led back to a page that the answer takes away.
func TestAnswerHref(t *testing.T) {
	for role, want := range map[dossier.Role]string{
		dossier.RoleCoach:     "/vacatures/v/antwoord?terug=%2Fwerknemers%2Fw%2Fvacatures%2Fv",
		dossier.RoleJobHunter: "/vacatures/v/antwoord?terug=%2Fwerknemers%2Fw",
		dossier.RoleWorker:    "",
	} {
		if got := answerHref(role, "v", "/werknemers/w/vacatures/v"); got != want {
			t.Errorf("%s: %q, want %q", role, got, want)
		}
	}
}
