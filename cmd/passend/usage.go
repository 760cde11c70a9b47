package main

import (
	"regexp"
	"strings"
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
