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
	quickLine = regexp.MustCompile(`^([1-6]\.\d{1,2}(?:\.\d{1,2})?|\pL[^\d:=;]*)(?:[\s:=]*\b(\d{1,2}(?:\s*[,+]\s*\d{1,2})*))?(?:[\s,;:]+(.*))?$`)
	amount    = regexp.MustCompile(`^(?i:(ongeveer|circa|ca\.?|ten hoogste|hoogstens|maximaal|max\.?)\s+)?(\d{1,4}(?:[.,]\d{1,2})?)\s*(?i:(kgf|kg|minuten|minuut|min|uur per dag|uur|u|h|keer per uur|per uur|x/h|newton|n|cm|graden|m|db\(a\)|treden))(?:$|[\s,;.]+)(.*)$`)
)

// units say the units of a quick entry as profiles hold them.
var units = map[string]string{
	"minuten": "min", "minuut": "min", "uur": "h", "u": "h", "uur per dag": "h", "newton": "N", "n": "N", "keer per uur": "per uur", "x/h": "per uur", "db(a)": "dB(A)",
}

// LineRead is one line of a quick entry with the item that it gives.
type LineRead struct {
	Line int // from 1
	Item profile.Item
}

// ReadLines reads a quick entry of a document, one item on a line: the code of
// the list or words of its name, the level or the options, and what the form
// adds ("4.14 2 ongeveer 5 kg", "trappen 1", "6.1 1,2 geen nacht", "1.9.7").
// Empty lines count for nothing; of two lines on one item the last counts. A
// code that the list does not have, words that fit no item or several, or a
// level that the item does not have, is a *LineError; all of them are joined.
func ReadLines(source profile.SourceType, text string) ([]LineRead, error) {
	var read []LineRead
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
		read = slices.DeleteFunc(read, func(x LineRead) bool { return x.Item.Key == it.Key })
		read = append(read, LineRead{n, it})
	}
	return read, errors.Join(errs...)
}

func readLine(source profile.SourceType, line string) (profile.Item, error) {
	m := quickLine.FindStringSubmatch(line)
	if m == nil {
		return profile.Item{}, errors.New("begin met de code of de naam en het niveau, zoals 4.14 2 ongeveer 5 kg.")
	}
	list := source.List()
	numbers := readNumbers(m[2])
	var key demand.Key
	var err error
	if m[1][0] <= '9' {
		key, numbers, err = coded(list, m[1], numbers)
	} else {
		key, err = named(list, m[1])
	}
	if err != nil {
		return profile.Item{}, err
	}
	def := demand.Lookup(key)
	at, _ := demand.CodeOf(list, key)
	it := profile.Item{Key: key, Code: at.Code}
	if key == demand.HoursPerDay || key == demand.HoursPerWeek {
		// Hours are often written as they are, not as a level.
		if it.Value, it.Unit, it.Qualifier, it.Note = ReadAmount(m[2] + " " + m[3]); it.Unit == "h" {
			return it, nil
		}
	}
	switch {
	case def.Condition:
		it.Level = new(1)
	case def.Scale(list) == demand.Nominal:
		for _, o := range numbers {
			if !slices.ContainsFunc(def.Options, func(x demand.Option) bool { return x.Number == o }) {
				return it, fmt.Errorf("%s heeft geen keuze %d.", at.Code, o)
			}
			it.Options = append(it.Options, strconv.Itoa(o))
		}
	case len(numbers) == 1:
		if _, err := demand.Severity(key, list, numbers[0]); err != nil {
			return it, fmt.Errorf("%s heeft geen niveau %d.", at.Code, numbers[0])
		}
		it.Level = &numbers[0]
	default:
		return it, fmt.Errorf("zet achter %s één niveau.", m[1])
	}
	it.Value, it.Unit, it.Qualifier, it.Note = ReadAmount(m[3])
	return it, nil
}

// coded finds the item of a code; a number that is the option with a key of its
// own (1.9 7) is used up.
func coded(list demand.List, code string, numbers []int) (demand.Key, []int, error) {
	key, err := demand.FromCode(list, code, 0)
	if err != nil && len(numbers) == 1 {
		if key, err = demand.FromCode(list, code, numbers[0]); err == nil {
			numbers = []int{1}
		}
	}
	var wrong *demand.CodeError
	if errors.As(err, &wrong) {
		return key, numbers, fmt.Errorf("%s: %s", code, wrong.Reason)
	}
	return key, numbers, err
}

// namedMost is how many items a sentence about words that fit several names.
const namedMost = 4

// named finds the item whose name the words are, begin with or are part of: the
// nearest of these, when it is one alone.
func named(list demand.List, words string) (demand.Key, error) {
	words = strings.ToLower(strings.TrimSpace(words))
	var found [3][]demand.Item
	for _, def := range demand.Items() {
		if _, ok := demand.CodeOf(list, def.Key); !ok || def.Scale(list) == demand.Meta {
			continue
		}
		name := strings.ToLower(ItemName(list, def))
		switch {
		case name == words:
			found[0] = append(found[0], def)
		case strings.HasPrefix(name, words):
			found[1] = append(found[1], def)
		case strings.Contains(name+"\n"+strings.ToLower(def.Label), words):
			found[2] = append(found[2], def)
		}
	}
	for _, near := range found {
		if len(near) == 1 {
			return near[0].Key, nil
		}
		if len(near) > 1 {
			var names []string
			for _, def := range near[:min(len(near), namedMost)] {
				at, _ := demand.CodeOf(list, def.Key)
				names = append(names, at.Code+" "+ItemName(list, def))
			}
			return demand.None, fmt.Errorf("%s kan meer betekenen: %s.", words, strings.Join(names, "; "))
		}
	}
	return demand.None, fmt.Errorf("%s staat niet in deze lijst.", words)
}

// ItemName is how an item is called in a list.
func ItemName(list demand.List, def demand.Item) string {
	if list == demand.ListB {
		return def.NameB
	}
	return def.NameA
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
