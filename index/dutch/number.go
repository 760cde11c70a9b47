package dutch

import (
	"strconv"
	"strings"
)

// ParseNumber reads a number in Dutch spelling: "2.600" is 2600, "17,50" is
// 17.5, "2.600,50" is 2600.5 and "3.5" is 3.5. Three digits behind a single
// separator are thousands.
func ParseNumber(text string) (float64, bool) {
	if strings.IndexByte(text, ':') >= 0 || text == "" {
		return 0, false
	}
	dot, comma := strings.LastIndexByte(text, '.'), strings.LastIndexByte(text, ',')
	mark := max(dot, comma)
	if mark < 0 {
		v, err := strconv.ParseFloat(text, 64)
		return v, err == nil && text[0] >= '0' && text[0] <= '9'
	}
	whole, frac := text[:mark], text[mark+1:]
	mixed := dot >= 0 && comma >= 0
	if !mixed && len(frac) == 3 && whole != "0" {
		whole, frac = whole+frac, ""
	}
	whole = strings.Map(func(r rune) rune {
		if r == '.' || r == ',' {
			return -1
		}
		return r
	}, whole)
	v, err := strconv.ParseFloat(whole+"."+frac, 64)
	return v, err == nil
}

var numberWords = map[string]float64{
	"een": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9, "tien": 10,
	"elf": 11, "twaalf": 12, "dertien": 13, "veertien": 14, "vijftien": 15, "zestien": 16, "zeventien": 17,
	"achttien": 18, "negentien": 19, "twintig": 20, "dertig": 30, "veertig": 40, "vijftig": 50, "zestig": 60,
	"zeventig": 70, "tachtig": 80, "negentig": 90, "honderd": 100, "half": 0.5, "halve": 0.5, "anderhalf": 1.5,
	"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
}

// NumberWord reads a number in words, folded ("vierentwintig" is 24).
func NumberWord(word string) (float64, bool) {
	if v, ok := numberWords[word]; ok {
		return v, true
	}
	for i := strings.Index(word, "en"); i > 0 && i+2 < len(word); {
		unit, tens := numberWords[word[:i]], numberWords[word[i+2:]]
		if unit >= 1 && unit <= 9 && tens >= 20 && tens <= 90 {
			return unit + tens, true
		}
		next := strings.Index(word[i+2:], "en")
		if next < 0 {
			break
		}
		i += 2 + next
	}
	return 0, false
}

// numberAt reads a number in digits or words at token i.
func numberAt(tokens []Token, i int) (float64, bool) {
	if i < 0 || i >= len(tokens) {
		return 0, false
	}
	switch t := &tokens[i]; t.Kind {
	case Number:
		return ParseNumber(t.Norm)
	case Word:
		return NumberWord(t.Norm)
	}
	return 0, false
}

// normAt returns the norm of token i, or "" outside the tokens.
func normAt(tokens []Token, i int) string {
	if i < 0 || i >= len(tokens) {
		return ""
	}
	return tokens[i].Norm
}
