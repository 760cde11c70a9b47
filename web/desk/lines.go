package desk

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"passend/index/demand"
	"passend/matcher/profile"
)

// LineError says what is wrong with one line of a quick entry.
type LineError struct {
	Line int // from 1
	Text string
}

func (e *LineError) Error() string { return fmt.Sprintf("Regel %d: %s", e.Line, e.Text) }

var (
	quickLine = regexp.MustCompile(`^([1-6]\.\d{1,2}(?:\.\d{1,2})?)(?:[\s:=]+(\d{1,2}(?:\s*[,+]\s*\d{1,2})*))?(?:[\s,;:]+(.*))?$`)
	amount    = regexp.MustCompile(`^(?i:(ongeveer|circa|ca\.?|ten hoogste|hoogstens|maximaal|max\.?)\s+)?(\d{1,4}(?:[.,]\d{1,2})?)\s*(?i:(kgf|kg|minuten|minuut|min|uur per dag|uur|u|h|keer per uur|per uur|x/h|newton|n|cm|graden|m|db\(a\)|treden))(?:$|[\s,;.]+)(.*)$`)
)

// units say the units of a quick entry as profiles hold them.
var units = map[string]string{
	"minuten": "min", "minuut": "min", "uur": "h", "u": "h", "uur per dag": "h", "newton": "N", "n": "N", "keer per uur": "per uur", "x/h": "per uur", "db(a)": "dB(A)",
}

// ReadLines reads a quick entry of a document, one item on a line: the code of
// the list, the level or the options, and what the form adds ("4.14 2 ongeveer
// 5 kg", "6.1 1,2 geen nacht", "1.9.7"). Empty lines count for nothing. A code
// that the list does not have, or a level that the item does not have, is a
// *LineError; all of them are joined.
func ReadLines(source profile.SourceType, text string) ([]profile.Item, error) {
	var items []profile.Item
	var errs []error
	n := 0
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		it, err := readLine(source, line)
		if err != nil {
			errs = append(errs, &LineError{n, err.Error()})
			continue
		}
		if i := slices.IndexFunc(items, func(x profile.Item) bool { return x.Key == it.Key }); i >= 0 {
			items[i] = it // the last line on an item counts
		} else {
			items = append(items, it)
		}
	}
	return items, errors.Join(errs...)
}

func readLine(source profile.SourceType, line string) (profile.Item, error) {
	m := quickLine.FindStringSubmatch(line)
	if m == nil {
		return profile.Item{}, errors.New("begin met de code en het niveau, zoals 4.14 2 ongeveer 5 kg.")
	}
	list := source.List()
	numbers := readNumbers(m[2])
	key, err := demand.FromCode(list, m[1], 0)
	if err != nil && len(numbers) == 1 {
		// The number is the option that has a key of its own (1.9 7).
		if key, err = demand.FromCode(list, m[1], numbers[0]); err == nil {
			numbers = []int{1}
		}
	}
	var code *demand.CodeError
	if errors.As(err, &code) {
		return profile.Item{}, fmt.Errorf("%s: %s", m[1], code.Reason)
	}
	if err != nil {
		return profile.Item{}, err
	}
	def := demand.Lookup(key)
	it := profile.Item{Key: key, Code: m[1]}
	switch {
	case def.Condition:
		it.Level = new(1)
	case def.Scale(list) == demand.Nominal:
		for _, o := range numbers {
			if !slices.ContainsFunc(def.Options, func(x demand.Option) bool { return x.Number == o }) {
				return it, fmt.Errorf("%s heeft geen keuze %d.", m[1], o)
			}
			it.Options = append(it.Options, strconv.Itoa(o))
		}
	case len(numbers) == 1:
		if _, err := demand.Severity(key, list, numbers[0]); err != nil {
			return it, fmt.Errorf("%s heeft geen niveau %d.", m[1], numbers[0])
		}
		it.Level = &numbers[0]
	default:
		return it, fmt.Errorf("zet achter %s één niveau.", m[1])
	}
	it.Value, it.Unit, it.Qualifier, it.Note = ReadAmount(m[3])
	return it, nil
}

func readNumbers(s string) (out []int) {
	for part := range strings.FieldsFuncSeq(s, func(r rune) bool { return strings.ContainsRune(" ,+", r) }) {
		if n, err := strconv.Atoi(part); err == nil {
			out = append(out, n)
		}
	}
	return out
}

// ReadAmount splits an explanation into the amount at its beginning ("ongeveer
// 5 kg") and the rest; without an amount all of it is the note.
func ReadAmount(s string) (value float64, unit, qualifier, note string) {
	s = strings.TrimSpace(s)
	m := amount.FindStringSubmatch(s)
	if m == nil {
		return 0, "", "", s
	}
	value, err := strconv.ParseFloat(strings.Replace(m[2], ",", ".", 1), 64)
	if err != nil {
		return 0, "", "", s
	}
	switch strings.ToLower(strings.TrimSuffix(m[1], ".")) {
	case "ongeveer", "circa", "ca":
		qualifier = "about"
	case "":
	default:
		qualifier = "at_most"
	}
	unit = strings.ToLower(m[3])
	if u, ok := units[unit]; ok {
		unit = u
	}
	return value, unit, qualifier, strings.TrimSpace(m[4])
}

// AmountWords writes amount and note as ReadAmount reads them.
func AmountWords(it profile.Item) string {
	if it.Value == 0 {
		return it.Note
	}
	q := map[string]string{"about": "ongeveer ", "at_most": "ten hoogste "}[it.Qualifier]
	unit := it.Unit
	if unit == "h" {
		unit = "uur"
	}
	return strings.TrimSpace(strings.TrimRight(q+number(it.Value)+" "+unit+", "+it.Note, ", "))
}
