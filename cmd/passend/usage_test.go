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
		{[]string{"read"}, "", exitUsage, "hier ontbreekt: bron"},
		{[]string{"read", "-"}, " \n", exitInput, "Er is geen tekst om te lezen."},
	} {
		var out, errs bytes.Buffer
		s := &session{ctx: context.Background(), stdin: strings.NewReader(x.in), stdout: &out, stderr: &errs, dir: t.TempDir()}
		if code := run(s, x.args); code != x.code || !strings.Contains(errs.String(), x.want) {
			t.Errorf("%v: code %d, %q; want %d, %q", x.args, code, errs.String(), x.code, x.want)
		}
	}
}

// TestHelpDutch: the frame that the parser puts around the help is Dutch, and
// its columns stay straight.
func TestHelpDutch(t *testing.T) {
	english := regexp.MustCompile(`Usage|Flags|Commands|Arguments|Show |Run "|flags|command>|=STRING|=INT|=DURATION`)
	column := regexp.MustCompile(`(?m)^ {2,}(?:-\w, )?--[\w-]+(?:=\S+)? {2,}`)
	for _, args := range [][]string{{"--help"}, {"crawl", "--help"}, {"read", "--help"}, {"import", "vacancies", "--help"}, {"user", "add", "--help"}} {
		var out, errs bytes.Buffer
		s := &session{ctx: context.Background(), stdin: strings.NewReader(""), stdout: &out, stderr: &errs, dir: t.TempDir()}
		if code := run(s, args); code != exitOK || !strings.Contains(out.String(), "Gebruik: passend") || !strings.Contains(out.String(), "Toon deze uitleg.") {
			t.Errorf("%v: code %d, %q", args, code, out.String())
		}
		if found := english.FindAllString(out.String(), -1); found != nil {
			t.Errorf("%v: %q", args, found)
		}
		widths := map[int]bool{}
		for _, m := range column.FindAllString(out.String(), -1) {
			if !strings.Contains(m, "--help") && !strings.Contains(m, "--verbose") && !strings.Contains(m, "--version") {
				widths[len(m)] = true
			}
		}
		if len(widths) > 1 {
			t.Errorf("%v: columns of %v in\n%s", args, widths, out.String())
		}
	}
}

// TestUnreadText: what is wrong with a file is told in Dutch, with its place.
func TestUnreadText(t *testing.T) {
	dir := t.TempDir()
	for name, x := range map[string]struct{ body, want string }{
		"a.jsonl": {`{"title": broken`, "a.jsonl, regel 1: dit is geen geldige JSON"},
		"b.json":  {`{"a": `, "b.json: dit is geen geldige JSON"},
		"c.jsonl": {`{"place": "Ede"}`, "c.jsonl, regel 1: er is geen titel en geen tekst"},
		"d.yaml":  {`x`, "d.yaml: dit soort bestand leest Passend niet"},
		"e.json":  {"", "e.json: dit bestand of deze map bestaat niet"},
		"f.csv":   {"kleur;maat\nrood;3\n", "f.csv, regel 1: geen kolom is de titel van een vacature"},
		"g.jsonl": {`[1]`, "g.jsonl, regel 1: dit is geen JSON-object"},
	} {
		if x.body != "" {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(x.body), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		got := ""
		for _, err := range vacanciesIn(filepath.Join(dir, name)) {
			if err != nil {
				got = unreadText(name, err)
			}
		}
		if got != x.want {
			t.Errorf("%q, want %q", got, x.want)
		}
	}
}

// TestCrawlWords: the table of a crawl is as Dutch as the pages.
func TestCrawlWords(t *testing.T) {
	say := crawlWords()
	if got := errorText(say, map[string]int{"not found": 1, "expired": 2, "odd thing": 3}); got != "2× sluitdatum voorbij, 1× niet gevonden, 3× odd thing" {
		t.Error(got)
	}
	if got := say("run.", "complete"); got != "volledig" {
		t.Error(got)
	}
}
