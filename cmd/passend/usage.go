package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"strings"

	"github.com/alecthomas/kong"

	"passend/crawler/extract"
	"passend/crawler/extract/file"
)

// usageTexts are the parser's messages (github.com/alecthomas/kong) in Dutch;
// the first that fits counts.
var usageTexts = []struct {
	pattern *regexp.Regexp
	dutch   string
}{
	{regexp.MustCompile(`^unexpected argument (.+?)(?:, did you mean (.+)\?)?$`), "onbekende opdracht of waarde $1"},
	{regexp.MustCompile(`^unknown flag ([^,]+)(?:, did you mean .+)?$`), "onbekende optie $1"},
	{regexp.MustCompile(`^missing flags: (.+)$`), "deze optie ontbreekt: $1"},
	{regexp.MustCompile(`^expected one of (.+)$`), "kies een van deze opdrachten: $1"},
	{regexp.MustCompile(`^expected "?([^"]+?)"?$`), "hier ontbreekt: $1"},
	{regexp.MustCompile(`^(.+?): .*EOL.*$`), "na $1 ontbreekt een waarde"},
	{regexp.MustCompile(`^(.+) must be one of (.+) but got (.+)$`), "$1 moet een van deze zijn: $2; niet $3"},
	{regexp.MustCompile(`^(.+?): (?:expected a valid \d+ bit int|expected an? int(?:eger)?(?: value)?) but got (.+)$`), "$1 moet een heel getal zijn, niet $2"},
	{regexp.MustCompile(`^(.+?): expected .+ value but got (.+)$`), "$1 kan niet $2 zijn"},
}

// usageText puts a message of the parser in Dutch; one that is not known stays
// as it is.
func usageText(err error) string {
	text := err.Error()
	for _, u := range usageTexts {
		if u.pattern.MatchString(text) {
			return strings.NewReplacer("<", "", ">", "").Replace(u.pattern.ReplaceAllString(text, u.dutch))
		}
	}
	return text
}

// helpTexts are the words that the parser itself puts in its help. Those in a
// column keep their width.
var helpTexts = strings.NewReplacer(
	"Usage: ", "Gebruik: ", "\nFlags:\n", "\nOpties:\n", "\nCommands:\n", "\nOpdrachten:\n", "\nArguments:\n", "\nWaarden:\n",
	"[flags]", "[opties]", "Show context-sensitive help.", "Toon deze uitleg.",
	`Run "passend <command> --help" for more information on a command.`, "Met 'passend <opdracht> --help' ziet u de uitleg van een opdracht.",
	"<command>", "<opdracht>",
	"=STRING  ", "=TEKST   ", "=STRING", "=TEKST", "=INT    ", "=GETAL  ", "=INT", "=GETAL", "=DURATION  ", "=DUUR      ", "=DURATION", "=DUUR",
)

// helpInDutch prints the parser's help with Dutch words around ours.
func helpInDutch(o kong.HelpOptions, k *kong.Context) error {
	out := k.Stdout
	var text bytes.Buffer
	k.Stdout = &text
	err := kong.DefaultHelpPrinter(o, k)
	k.Stdout = out
	if err != nil {
		return err
	}
	_, err = helpTexts.WriteString(out, text.String())
	return err
}

// unread is what can be wrong with a file of vacancies, in Dutch.
var unread = []struct {
	err   error
	dutch string
}{
	{fs.ErrNotExist, "dit bestand of deze map bestaat niet"},
	{fs.ErrPermission, "geen toestemming om dit te lezen"},
	{extract.ErrKind, "dit soort bestand leest Passend niet"},
	{file.ErrNoTitle, "er is geen titel en geen tekst"},
	{file.ErrTooLong, "deze regel is langer dan 8 MB"},
	{file.ErrNoObject, "dit is geen JSON-object"},
	{file.ErrNoColumns, "geen kolom is de titel van een vacature"},
}

// unreadText says what is wrong with a file, or with one line of it; what is not
// known stays as it is.
func unreadText(name string, err error) string {
	var line *file.LineError
	if errors.As(err, &line) {
		name, err = fmt.Sprintf("%s, regel %d", name, line.Line), line.Err
	}
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		return name + ": dit is geen geldige JSON"
	}
	for _, u := range unread {
		if errors.Is(err, u.err) {
			return name + ": " + u.dutch
		}
	}
	return fmt.Sprintf("%s: %v", name, err)
}
