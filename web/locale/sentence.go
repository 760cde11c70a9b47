package locale

import (
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
)

// The rooms below the web explain and refuse in Dutch, whole sentences with a
// name or a number in them. Other languages translate these sentences by their
// pattern, in which %s stands for what is filled in; a test holds the list
// against the sentences in the code.
//
//go:embed sentence
var sentenceFiles embed.FS

// pattern is a sentence with something filled in.
type pattern struct {
	re *regexp.Regexp
	to string
}

// sentences are those of one language.
type sentences struct {
	exact    map[string]string
	patterns []pattern
}

// readSentences reads the sentences of a language; the default one needs none.
func (c *Catalogue) readSentences() error {
	body, err := sentenceFiles.ReadFile(path.Join("sentence", c.Tag+".json"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	all := map[string]string{}
	if err == nil {
		err = json.Unmarshal(body, &all)
	}
	if err != nil {
		return fmt.Errorf("sentences %s: %w", c.Tag, err)
	}
	c.sentences.exact = map[string]string{}
	var from []string
	for dutch, to := range all {
		if !strings.Contains(dutch, "%s") {
			c.sentences.exact[dutch] = to
			continue
		}
		if strings.Count(dutch, "%s") != strings.Count(to, "%s") {
			return fmt.Errorf("sentences %s: %q and %q have other gaps", c.Tag, dutch, to)
		}
		from = append(from, dutch)
	}
	// The one that says most comes first: "%s." fits nearly all.
	slices.SortFunc(from, func(a, b string) int { return len(b) - len(a) })
	for _, dutch := range from {
		quoted := strings.ReplaceAll(regexp.QuoteMeta(dutch), "%s", "(.+?)")
		re, err := regexp.Compile("^" + quoted + "$")
		if err != nil {
			return fmt.Errorf("sentences %s: %q: %w", c.Tag, dutch, err)
		}
		c.sentences.patterns = append(c.sentences.patterns, pattern{re, all[dutch]})
	}
	return nil
}

// Sentence says a Dutch sentence of a room below in the catalogue's language. One
// that is not known stays Dutch, as do the vacancy's own words in it.
func (c *Catalogue) Sentence(dutch string) string {
	if to, ok := c.sentences.exact[dutch]; ok {
		return to
	}
	for _, p := range c.sentences.patterns {
		m := p.re.FindStringSubmatch(dutch)
		if m == nil {
			continue
		}
		args := make([]any, len(m)-1)
		for i, a := range m[1:] {
			args[i] = c.Sentence(a)
		}
		return fmt.Sprintf(p.to, args...)
	}
	return dutch
}
