package main

import (
	"bytes"
	"context"
	"strings"
	"testing"
)

// TestUsageDutch runs wrong command lines: each tells in Dutch what is wrong.
func TestUsageDutch(t *testing.T) {
	for _, x := range []struct {
		args []string
		in   string
		code int
		want string
	}{
		{[]string{"vind"}, "", exitUsage, "onbekende opdracht of waarde vind"},
		{[]string{"match"}, "", exitUsage, "deze optie ontbreekt: --worker=BESTAND"},
		{[]string{"match", "--worker", "w", "--top", "x"}, "", exitUsage, "moet een heel getal zijn"},
		{[]string{"match", "--worker", "w", "--band", "x"}, "", exitUsage, "moet een van deze zijn"},
		{[]string{"match", "--wrker", "w"}, "", exitUsage, "onbekende optie --wrker"},
		{[]string{"match", "--worker"}, "", exitUsage, "na --worker ontbreekt een waarde"},
		{[]string{"match", "--worker", "w", "--top"}, "", exitUsage, "na --top ontbreekt een waarde"},
		{[]string{"read"}, "", exitUsage, "hier ontbreekt: source"},
		{[]string{"read", "-"}, " \n", exitInput, "Er is geen tekst om te lezen."},
	} {
		var out, errs bytes.Buffer
		s := &session{ctx: context.Background(), stdin: strings.NewReader(x.in), stdout: &out, stderr: &errs, dir: t.TempDir()}
		if code := run(s, x.args); code != x.code || !strings.Contains(errs.String(), x.want) {
			t.Errorf("%v: code %d, %q; want %d, %q", x.args, code, errs.String(), x.code, x.want)
		}
	}
}
