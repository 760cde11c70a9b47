package main

import (
	"bytes"
	"testing"

	"passend/matcher"
)

func TestPrintMissing(t *testing.T) {
	for _, c := range []struct {
		missing []matcher.Missing
		want    string
	}{
		{nil, ""},
		{[]matcher.Missing{{Question: "Waar woont deze persoon?"}}, ""},
		{[]matcher.Missing{
			{Question: "Welke rijbewijzen heeft deze persoon?", Moves: 12, Most: []string{"rijbewijs B", "rijbewijs C"}},
			{Question: "Welk werk heeft deze persoon gedaan?", Moves: 3}, {Question: "Wat kan deze persoon goed?"},
		}, "\nNog niet bekend; zoveel van de 135 vacatures kunnen daardoor anders uitvallen:\n" +
			"    12  Welke rijbewijzen heeft deze persoon? (rijbewijs B, rijbewijs C)\n     3  Welk werk heeft deze persoon gedaan?\n"},
	} {
		var out bytes.Buffer
		printMissing(&out, &matcher.Completeness{Scanned: 135, Missing: c.missing})
		if out.String() != c.want {
			t.Errorf("got %q, want %q", &out, c.want)
		}
	}
}
