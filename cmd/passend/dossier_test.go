package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestDossierCommands walks through the life of a dossier on the command line:
// imported on trial and for good, exported, backed up, key changed, erased,
// restored; the erased dossier stays closed.
func TestDossierCommands(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("PASSEND_MASTER_KEY_FILE", filepath.Join(dir, "elsewhere", "master.key"))
	table := "ID_WZ;BSN;Bemiddelingsberoep;Toestemming\nwz-1;123456782;Receptionist;Ja\nwz-2;;Kok;Ja\nwz-3;;Kok;Nee\n"
	if err := os.WriteFile(filepath.Join(dir, "caseload.csv"), []byte(table), 0o600); err != nil {
		t.Fatal(err)
	}
	data := filepath.Join(dir, "data")
	do := func(want int, args ...string) string {
		t.Helper()
		var out bytes.Buffer
		s := &session{ctx: context.Background(), stdin: strings.NewReader("een lang wachtwoord\n"), stdout: &out, stderr: &out, dir: dir}
		if code := run(s, append([]string{"--data", data}, args...)); code != want {
			t.Fatalf("passend %s: exit %d, want %d\n%s", strings.Join(args, " "), code, want, &out)
		}
		return out.String()
	}
	contains := func(text string, parts ...string) {
		t.Helper()
		for _, p := range parts {
			if !strings.Contains(text, p) {
				t.Errorf("%q is missing in:\n%s", p, text)
			}
		}
	}
	for login, role := range map[string]string{"coach": "coach", "fg": "privacy_officer"} {
		do(exitOK, "user", "add", login, "--role", role, "--stdin")
	}
	contains(do(exitOK, "user", "lost", "Coach"), "coach zet bij het inloggen een nieuwe tweede stap aan")
	do(exitInput, "user", "lost", "niemand")
	contains(do(exitOK, "worker", "import", "caseload.csv", "--as", "coach"), "Kolom BSN is geweigerd", "Rij 4 geweigerd", "er is niets bewaard")
	saved := do(exitOK, "worker", "import", "caseload.csv", "--as", "coach", "--save", "--mapping", "sonar", "--column", "Bemiddelingsberoep=direction")
	contains(saved, "2 werknemers bewaard")
	contains(do(exitOK, "worker", "import", "caseload.csv", "--as", "coach", "--save", "--mapping", "sonar"), "bestaat al", "0 werknemers bewaard")
	do(exitInput, "worker", "import", "caseload.csv", "--as", "fg", "--save")
	id := regexp.MustCompile(`wz-1 is bewaard als (\S+)\.`).FindStringSubmatch(saved)[1]

	contains(do(exitOK, "worker", "export", id, "--as", "coach"), "Dossier wz-1", "Receptionist")
	do(exitInput, "worker", "export", id, "--as", "fg")
	do(exitOK, "backup", "copies")
	contains(do(exitOK, "key", "rotate"), "nieuwe hoofdsleutel")
	contains(do(exitOK, "restore", "--verify", "copies"), "2 dossiers")
	contains(do(exitOK, "key", "rotate", "--all"), "2 van 2 dossiers", "Nieuwe reservekopie")
	contains(do(exitOK, "restore", "--verify", "copies"), "2 dossiers")
	do(exitInput, "worker", "erase", id, "--as", "coach", "--reason", "verzoek van de werknemer")
	contains(do(exitOK, "worker", "erase", id, "--as", "fg", "--reason", "verzoek van de werknemer"), `"key_gone": true`)
	do(exitInput, "restore", "copies")
	data = filepath.Join(dir, "restored")
	contains(do(exitOK, "restore", "copies"), "1 dossiers", "1 dossiers zijn na deze kopie gewist en blijven dicht")
	do(exitInput, "worker", "export", id, "--as", "coach")
	contains(do(exitOK, "audit", "verify"), "Het logboek klopt")
}
