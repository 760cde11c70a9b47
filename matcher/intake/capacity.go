package intake

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"passend/index/demand"
	"passend/index/dutch"
	"passend/matcher/profile"
)

// code is an item code at the start of a line: 4.14, 1.9.7, 2.12.5.
var code = regexp.MustCompile(`^([1-6]\.\d{1,2}(?:\.\d{1,2})?)[.:)]?[\s\t]+(.+)`)

// looksLikeCapacity tells an FML or IZP from a CV: codes with the names of
// items, or the name of the document and names of items.
func looksLikeCapacity(lines []line) bool {
	coded, named := 0, 0
	for _, l := range lines {
		if m := code.FindStringSubmatch(l.text); m != nil {
			if keyOf(m[1], m[2], 0) != demand.None {
				coded++
			}
			continue
		}
		folded := dutch.Fold(l.text)
		if strings.Contains(folded, "inzetbaarheidsprofiel") || strings.Contains(folded, "functionele mogelijkhedenlijst") || strings.Contains(folded, "benutbare mogelijkheden") {
			named++
		}
	}
	return coded >= 2 || named > 0
}

// source tells which document it is: list A and B give other names to a code,
// so the names decide. An FML is held for list A when nothing tells.
func source(lines []line) (profile.SourceType, bool) {
	a, b := 0, 0
	izp := false
	for _, l := range lines {
		folded := dutch.Fold(l.text)
		izp = izp || strings.Contains(folded, "inzetbaarheidsprofiel") || folded == "izp"
		m := code.FindStringSubmatch(l.text)
		if m == nil {
			continue
		}
		inA, inB := named(demand.ListA, m[1], m[2]), named(demand.ListB, m[1], m[2])
		if inA && !inB {
			a++
		} else if inB && !inA {
			b++
		}
	}
	switch {
	case izp:
		return profile.IZP, true
	case b > a:
		return profile.FMLB, true
	}
	return profile.FMLA, a > 0
}

// named reports whether the text begins with the name that the list gives the
// code.
func named(list demand.List, itemCode, text string) bool {
	k, err := demand.FromCode(list, itemCode, 0)
	return err == nil && startsWithName(text, nameIn(list, k))
}

func nameIn(list demand.List, k demand.Key) string {
	if list == demand.ListB {
		return demand.Lookup(k).NameB
	}
	return demand.Lookup(k).NameA
}

// startsWithName compares folded words; doctors' systems shorten long names, so
// the first two words of a name decide.
func startsWithName(text, name string) bool {
	if name == "" {
		return false
	}
	words := strings.FieldsFunc(dutch.Fold(name), notLetter)
	have := strings.FieldsFunc(dutch.Fold(text), notLetter)
	// "Tillen" must not be held for "Tillen of dragen".
	want := min(len(words), 3)
	if len(have) < want || !slices.Equal(have[:want], words[:want]) {
		return false
	}
	return len(words) > 1 || len(have) == 1 || have[1] != "of" && have[1] != "tijdens"
}

func notLetter(r rune) bool { return !(r >= 'a' && r <= 'z') }

// keyOf finds the key of a code: in the list (0: in any) whose name stands
// behind it.
func keyOf(itemCode, text string, list demand.List) demand.Key {
	for _, l := range []demand.List{demand.ListA, demand.ListB} {
		if list != 0 && list != l {
			continue
		}
		k, err := demand.FromCode(l, itemCode, 0)
		if err == nil && (list != 0 || startsWithName(text, nameIn(l, k))) {
			return k
		}
	}
	return demand.None
}

var (
	issued = regexp.MustCompile(`(?i)\b(?:datum|d\.d\.|opgesteld op|afgegeven op|spreekuur(?:datum)?)\b\D{0,20}(\d{1,2})[-/ .](\d{1,2})[-/ .]((?:19|20)\d\d)`)
	// levelDigit is a digit right behind the name of an item.
	levelDigit = regexp.MustCompile(`^\(?(?:niveau |score )?([0-4])(?:$|[\s).,;=])`)
	amount     = regexp.MustCompile(`(?i)(\d{1,4}(?:[.,]\d)?)\s*(kgf|kg|kilo(?:gram)?|newton|n|minuten|min|uur|uren|cm|graden|°|keer per uur|x per uur|×/u|x/u)\b`)
	hoursWord  = regexp.MustCompile(`(?i)(\d{1,2}(?:[.,]\d{1,2})?)\s*(?:uur|uren|u)\b`)
)

// capacityReader builds a draft of a capacity item by item.
type capacityReader struct {
	d    Draft
	list demand.List
	// last is the index of the item that a line without code belongs to, or -1.
	last int
}

// readCapacity transcribes an FML or IZP. It never interprets: what it cannot
// read is named in the notes and left for a person, and an item that the
// document calls normal gives no limitation.
func readCapacity(lines []line) Draft {
	r := capacityReader{d: Draft{Format: FormatCapacity}, last: -1}
	c := &r.d.Worker.Capacity
	kind, sure := source(lines)
	c.Source, c.Status = kind, "draft"
	r.d.add("capacity.source", kind, "", "soort document")
	if !sure {
		r.d.note("Het is niet zeker welke lijst dit is. Controleer de soort document (lijst A of B).")
	}
	r.list = kind.List()
	for _, l := range lines {
		r.head(l)
		if m := code.FindStringSubmatch(l.text); m != nil {
			r.item(m[1], m[2], l)
		} else if kind == profile.IZP {
			r.itemByName(l)
		}
	}
	if c.IssuedOn == "" {
		r.d.note("De datum van het document is niet gevonden. Vul hem in.")
	}
	if len(c.Items) == 0 && !c.NoUsableCapacity && c.HoursWeek.Hours == 0 {
		r.d.note("Er zijn geen beperkingen gelezen.")
	}
	return r.d
}

// head reads date, issuer and the conclusion on usable capacity.
func (r *capacityReader) head(l line) {
	c := &r.d.Worker.Capacity
	folded := dutch.Fold(l.text)
	if m := issued.FindStringSubmatch(l.text); m != nil && c.IssuedOn == "" {
		day, _ := strconv.Atoi(m[1])
		month, _ := strconv.Atoi(m[2])
		if day >= 1 && day <= 31 && month >= 1 && month <= 12 {
			c.IssuedOn = fmt.Sprintf("%s-%02d-%02d", m[3], month, day)
			r.d.add("capacity.issued_on", c.IssuedOn, l.text, l.place())
		}
	}
	for _, who := range []struct{ word, role string }{{"verzekeringsarts", "insurance_physician"}, {"bedrijfsarts", "company_doctor"}} {
		if c.IssuerRole == "" && strings.Contains(folded, who.word) {
			c.IssuerRole = who.role
			// The name of the doctor stays out of the source.
			r.d.add("capacity.issuer_role", who.role, who.word, l.place())
		}
	}
	if strings.Contains(folded, "geen benutbare mogelijkheden") || strings.Contains(folded, "benutbare mogelijkheden") && strings.Contains(folded, "beschikt niet") {
		c.NoUsableCapacity = true
		r.d.add("capacity.no_usable_capacity", "ja", l.text, l.place())
	}
}

// item reads one coded line.
func (r *capacityReader) item(itemCode, text string, l line) {
	list := r.list
	k := keyOf(itemCode, text, list)
	if k == demand.None {
		k = keyOf(itemCode, text, 0)
	}
	if k == demand.None {
		r.d.note("Regel %d: code %s is niet gelezen. Vul dit punt zelf in.", l.number, itemCode)
		return
	}
	r.add(k, itemCode, behindName(text, nameIn(max(list, demand.ListA), k)), l)
}

// itemByName reads a line of an IZP, which has the items without codes.
func (r *capacityReader) itemByName(l line) {
	for _, it := range demand.Items() {
		if it.Key != demand.PhysicalGeneral && (startsWithName(l.text, it.NameA) || startsWithName(l.text, it.NameB)) {
			name := it.NameA
			if !startsWithName(l.text, name) {
				name = it.NameB
			}
			r.add(it.Key, "", behindName(l.text, name), l)
			return
		}
	}
}

// behindName is what follows the name of an item on its line.
func behindName(text, name string) string {
	if _, rest, ok := strings.Cut(text, "\t"); ok {
		return rest
	}
	if len(name) > 0 && len(text) >= len(name) && strings.EqualFold(text[:len(name)], name) {
		return strings.TrimLeft(text[len(name):], " :-–\t")
	}
	if _, rest, ok := strings.Cut(text, ":"); ok {
		return rest
	}
	return text
}

// add reads level, number, side and note of one item.
func (r *capacityReader) add(k demand.Key, itemCode, rest string, l line) {
	rest = strings.TrimSpace(rest)
	if k == demand.HoursPerDay || k == demand.HoursPerWeek {
		r.hours(k, rest, l)
		return
	}
	it := profile.Item{Key: k, Code: itemCode, Side: side(rest), Qualifier: qualifier(rest)}
	scale := demand.Lookup(k).Scale(r.list)
	if scale == demand.NoScale { // an IZP may name an item of the other list
		scale = demand.Lookup(k).Scale(demand.ListA)
	}
	level, ok := levelIn(rest, scale)
	if !ok {
		r.d.note("Regel %d: bij %s is geen niveau gelezen. Vul dit punt zelf in.", l.number, demand.Lookup(k).NameA)
		return
	}
	if level == 0 {
		return
	}
	switch scale {
	case demand.Nominal:
		it.Options = optionsIn(k, rest)
	default:
		if level > demand.Lookup(k).Max {
			r.d.note("Regel %d: niveau %d bestaat niet bij %s. Vul dit punt zelf in.", l.number, level, demand.Lookup(k).NameA)
			return
		}
		it.Level = &level
	}
	if m := amount.FindStringSubmatch(rest); m != nil {
		it.Value, _ = strconv.ParseFloat(strings.Replace(m[1], ",", ".", 1), 64)
		it.Unit = units[strings.ToLower(m[2])]
	}
	it.Note = noteIn(rest)
	c := &r.d.Worker.Capacity
	path := fmt.Sprintf("capacity.items[%d]", len(c.Items))
	c.Items = append(c.Items, it)
	r.d.add(path+".key", k, l.text, l.place())
	if it.Level != nil {
		r.d.add(path+".level", level, l.text, l.place())
	}
	for i, o := range it.Options {
		r.d.add(fmt.Sprintf("%s.options[%d]", path, i), o, l.text, l.place())
	}
	if it.Note != "" {
		r.d.add(path+".note", it.Note, l.text, l.place())
	}
}

func (r *capacityReader) hours(k demand.Key, rest string, l line) {
	c := &r.d.Worker.Capacity
	into, name := &c.HoursDay, "capacity.hours_day"
	if k == demand.HoursPerWeek {
		into, name = &c.HoursWeek, "capacity.hours_week"
	}
	limit := profile.HoursLimit{Qualifier: qualifier(rest)}
	if m := hoursWord.FindStringSubmatch(rest); m != nil {
		limit.Hours, _ = strconv.ParseFloat(strings.Replace(m[1], ",", ".", 1), 64)
	} else if level, ok := levelIn(rest, demand.Ord5); ok {
		if values := demand.Lookup(k).Values(max(r.list, demand.ListA)); level > 0 && level < len(values) {
			limit.Hours = values[level].Amount
		}
	} else {
		r.d.note("Regel %d: de uren zijn niet gelezen. Vul ze zelf in.", l.number)
	}
	if limit.Hours > 0 {
		*into = limit
		r.d.add(name, strconv.FormatFloat(limit.Hours, 'f', -1, 64), l.text, l.place())
	}
}

var units = map[string]string{
	"kg": "kg", "kilo": "kg", "kilogram": "kg", "kgf": "kgf", "newton": "N", "n": "N", "minuten": "min", "min": "min",
	"uur": "h", "uren": "h", "cm": "cm", "graden": "°", "°": "°", "keer per uur": "/h", "x per uur": "/h", "×/u": "/h", "x/u": "/h",
}

// levelIn reads a level: a digit alone, or the words of the scale (domain brief
// 1.1: "beperkt" is 1 of three and 2 of four).
func levelIn(text string, scale demand.Scale) (int, bool) {
	folded := dutch.Fold(text)
	// "1 kg" is an amount and no level.
	if at := amount.FindStringIndex(folded); at == nil || at[0] > 0 {
		if m := levelDigit.FindStringSubmatch(folded); m != nil {
			return int(m[1][0] - '0'), true
		}
	}
	levels := map[string]int{"sterk beperkt": 2, "licht beperkt": 1, "beperkt": 1}
	switch scale {
	case demand.Ord4:
		levels = map[string]int{"sterk beperkt": 3, "licht beperkt": 1, "beperkt": 2}
	case demand.Ord5:
		levels = map[string]int{"zeer beperkt": 4, "enigszins beperkt": 1, "licht beperkt": 2, "beperkt": 3}
	}
	for _, words := range []string{"niet beperkt", "geen beperking", "normaal", "n.v.t", "norm", "geen bijzonder"} {
		if strings.Contains(folded, words) {
			return 0, true
		}
	}
	for _, words := range []string{"sterk beperkt", "zeer beperkt", "enigszins beperkt", "licht beperkt", "beperkt"} {
		if n, ok := levels[words]; ok && strings.Contains(folded, words) {
			return n, true
		}
	}
	for _, yes := range []string{"ja", "x", "van toepassing"} {
		if folded == yes || strings.HasPrefix(folded, yes+" ") || strings.HasPrefix(folded, yes+",") || strings.HasPrefix(folded, yes+"\t") {
			return 1, true
		}
	}
	if folded == "nee" || strings.HasPrefix(folded, "nee ") {
		return 0, true
	}
	return 0, false
}

// optionsIn reads the options of a nominal item: the numbers in the text, for a
// condition "ja".
func optionsIn(k demand.Key, text string) []string {
	def := demand.Lookup(k)
	if def.Condition || len(def.Options) == 0 {
		return []string{"ja"}
	}
	var out []string
	for _, m := range levelDigits.FindAllString(text, 12) {
		if n, err := strconv.Atoi(m); err == nil && n >= 1 && n <= len(def.Options) {
			out = appendNew(out, m)
		}
	}
	folded := dutch.Fold(text)
	for _, o := range def.Options {
		if strings.Contains(folded, dutch.Fold(o.Name)) {
			out = appendNew(out, strconv.Itoa(o.Number))
		}
	}
	return out
}

var levelDigits = regexp.MustCompile(`\b\d\b`)

func side(text string) string {
	folded := dutch.Fold(text)
	left, right := strings.Contains(folded, "links") || strings.Contains(folded, "linker"), strings.Contains(folded, "rechts") || strings.Contains(folded, "rechter")
	switch {
	case left && right || strings.Contains(folded, "beiderzijds") || strings.Contains(folded, "tweezijdig"):
		return "both"
	case left:
		return "left"
	case right:
		return "right"
	}
	return ""
}

func qualifier(text string) string {
	folded := dutch.Fold(text)
	switch {
	case strings.Contains(folded, "ten hoogste") || strings.Contains(folded, "maximaal") || strings.Contains(folded, "hoogstens"):
		return "at_most"
	case strings.Contains(folded, "ongeveer") || strings.Contains(folded, "gemiddeld") || strings.Contains(text, "~"):
		return "about"
	}
	return ""
}

var levelWords = regexp.MustCompile(`(?i)^(?:[0-4][\s:=.,;)]*)?(?:\(?(?:sterk|zeer|licht|enigszins)?\s*beperkt\)?)?[\s:;,.\-–=\t]*(?:namelijk)?[\s:;,.\-–=\t]*`)

// noteIn is what stands beside level and its word: the explanation, which
// overrides the number and is copied as it is.
func noteIn(text string) string {
	rest := strings.TrimSpace(strings.ReplaceAll(levelWords.ReplaceAllString(text, ""), "\t", " "))
	switch dutch.Fold(rest) {
	case "ja", "x", "van toepassing":
		return ""
	}
	return strings.Trim(rest, "() ")
}
