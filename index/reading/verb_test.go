package reading

import (
	"slices"
	"testing"
)

func TestVerbForms(t *testing.T) {
	for infinitive, want := range map[string][]string{
		"repareren":  {"repareer", "repareert", "gerepareerd"},
		"leveren":    {"lever", "levert", "geleverd"},
		"pakken":     {"pak", "pakt", "gepakt"},
		"lossen":     {"los", "lost", "gelost"},
		"verven":     {"verf", "verft"},
		"lozen":      {"loos", "loost", "geloosd"},
		"snijden":    {"snijd", "snijdt"},
		"poetsen":    {"poets", "poetst", "gepoetst"},
		"bedienen":   {"bedien", "bedient", "bediend"},
		"monteren":   {"monteer", "monteert", "gemonteerd"},
		"controleer": {"controleer"},
		"zetten":     {"zet", "gezet"},
		"laden":      {"laad", "laadt"},
		"staan":      {"sta", "staat"},
		"rijden":     {"rij", "rijd", "rijdt"},
		"aansturen":  {"aanstuurt", "aangestuurd"},
		"opruimen":   {"opruimt", "opgeruimd"},
	} {
		got := verbForms(infinitive)
		for _, form := range want {
			if !slices.Contains(got, form) {
				t.Errorf("%s: no %s in %v", infinitive, form, got)
			}
		}
	}
}
