package reading

import "github.com/abadojack/whatlanggo"

// grammarWords tell Dutch and English apart at a glance; most texts need no more.
var grammarWords = map[string]string{
	"de": "nl", "het": "nl", "een": "nl", "van": "nl", "voor": "nl", "met": "nl", "je": "nl", "jij": "nl", "wij": "nl",
	"zijn": "nl", "bij": "nl", "op": "nl", "aan": "nl", "naar": "nl", "ons": "nl", "niet": "nl", "te": "nl", "en": "nl", "om": "nl",
	"the": "en", "and": "en", "of": "en", "to": "en", "you": "en", "your": "en", "with": "en", "for": "en", "our": "en",
	"a": "en", "are": "en", "will": "en", "as": "en", "have": "en", "that": "en", "this": "en", "from": "en",
}

// shortText is the length in bytes below which no other language than Dutch is
// assumed: detection on titles and one-liners is a guess.
const shortText = 200

// sampleWords is how many words are looked at: the language of an
// advertisement shows at once.
const sampleWords = 400

// language returns the ISO 639-1 code of the text.
func (d *document) language() string {
	nl, en, n := 0, 0, min(len(d.tokens), sampleWords)
	for i := range n {
		if t := &d.tokens[i]; t.to-t.from > 5 {
			continue
		}
		switch grammarWords[string(d.wordBytes(i))] {
		case "nl":
			nl++
		case "en":
			en++
		}
	}
	switch {
	case nl*8 >= n && nl >= en, len(d.text) < shortText && nl >= en:
		return "nl"
	case en*8 >= n && en > nl:
		return "en"
	}
	if len(d.text) < shortText {
		return "nl"
	}
	info := whatlanggo.Detect(d.text[:min(len(d.text), 4000)])
	if code := info.Lang.Iso6391(); code != "" && info.IsReliable() {
		return code
	}
	if en > nl {
		return "en"
	}
	return "nl"
}
