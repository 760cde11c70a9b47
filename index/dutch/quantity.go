package dutch

// Unit is a unit of measure behind a number.
type Unit string

// The units; None is a bare number.
const (
	NoUnit    Unit = ""
	Hour      Unit = "hour"
	Minute    Unit = "minute"
	Day       Unit = "day"
	Week      Unit = "week"
	Month     Unit = "month"
	Year      Unit = "year"
	Kilogram  Unit = "kg"
	Tonne     Unit = "tonne"
	Metre     Unit = "m"
	Area      Unit = "m2"
	Kilometre Unit = "km"
	Celsius   Unit = "celsius"
	Decibel   Unit = "db"
	Percent   Unit = "percent"
	Euro      Unit = "eur"
	FTE       Unit = "fte"
	Piece     Unit = "piece"
)

var unitNames = map[string]Unit{
	"uur": Hour, "uren": Hour, "u": Hour, "h": Hour, "hour": Hour, "hours": Hour, "hrs": Hour, "uurs": Hour, "werkuren": Hour, "urige": Hour,
	"minuut": Minute, "minuten": Minute, "minutes": Minute,
	"dag": Day, "dagen": Day, "day": Day, "days": Day, "werkdagen": Day, "week": Week, "weken": Week, "weeks": Week,
	"maand": Month, "maanden": Month, "mnd": Month, "months": Month, "month": Month,
	"jaar": Year, "jaren": Year, "jr": Year, "year": Year, "years": Year,
	"kg": Kilogram, "kilo": Kilogram, "kilo's": Kilogram, "kilogram": Kilogram, "kilogramm": Kilogram, "kgs": Kilogram,
	"ton": Tonne, "meter": Metre, "m": Metre, "mtr": Metre, "m2": Area, "km": Kilometre, "kilometer": Kilometre, "kilometers": Kilometre,
	"graden": Celsius, "°": Celsius, "°c": Celsius, "c": Celsius, "db": Decibel, "dba": Decibel, "decibel": Decibel,
	"%": Percent, "procent": Percent, "percent": Percent, "euro": Euro, "eur": Euro, "€": Euro, "fte": FTE, "fte's": FTE,
	"stuks": Piece, "colli": Piece, "pakketten": Piece, "stops": Piece, "calls": Piece, "gesprekken": Piece, "orderregels": Piece,
}

// FullTimeWeek is the number of hours of a full-time week that fte figures are
// multiplied by when the collective agreement is unknown: 36, 38 and 40 occur.
const FullTimeWeek = 38

// Quantity is a number or range with its unit.
type Quantity struct {
	// Min and Max are equal for a single number. HasMin is false for "tot 25",
	// HasMax for "vanaf 24" and "20+".
	Min, Max       float64
	HasMin, HasMax bool
	Unit           Unit
	// First and Last are a half-open token range, Start and End byte offsets;
	// both include words such as "maximaal" and the unit.
	First, Last int
	Start, End  int
}

// AppendQuantities appends the numbers of tokens with range and unit to dst.
// Numbers in words count only before a unit.
func AppendQuantities(dst []Quantity, tokens []Token) []Quantity {
	for i := 0; i < len(tokens); i++ {
		q, ok := quantityAt(tokens, i)
		if !ok {
			continue
		}
		dst = append(dst, q)
		i = q.Last - 1
	}
	return dst
}

// quantityAt reads a quantity whose first number is token i.
func quantityAt(tokens []Token, i int) (Quantity, bool) {
	v, ok := numberAt(tokens, i)
	if !ok {
		return Quantity{}, false
	}
	q := Quantity{Min: v, Max: v, HasMin: true, HasMax: true, First: i}
	q.Unit, q.Last = unitAt(tokens, i+1)
	if isEuro(normAt(tokens, i-1)) {
		q.First, q.Unit = i-1, Euro
	}
	q.extend(tokens)
	if tokens[i].Kind == Word && q.Unit == NoUnit {
		return Quantity{}, false
	}
	q.bound(tokens)
	if q.Unit == Celsius && isMinus(tokens, i) {
		q.Min, q.Max = -q.Max, -q.Min
		q.First = min(q.First, i-1)
	}
	q.Start, q.End = tokens[q.First].Start, tokens[q.Last-1].End
	return q, true
}

// extend reads the second number of a range, or a plus sign, behind the first.
func (q *Quantity) extend(tokens []Token) {
	head := q.First - 1
	if w := normAt(tokens, head); w == "de" || w == "het" || w == "circa" || w == "ongeveer" {
		head--
	}
	between := normAt(tokens, head) == "tussen" || normAt(tokens, head) == "between"
	if to, after, ok := rangeEnd(tokens, q.Last, between); ok {
		unit, end := unitAt(tokens, after)
		if q.Unit != NoUnit && unit != NoUnit && unit != q.Unit {
			return // "0,8 fte / 30 uur" are two quantities
		}
		if q.Unit == NoUnit || unit != NoUnit && q.Unit != Euro {
			q.Unit = unit
		}
		if isEuro(normAt(tokens, after-2)) {
			q.Unit = Euro
		}
		q.Min, q.Max, q.Last = min(q.Min, to), max(q.Min, to), end
		if between {
			q.First = head
		} else if normAt(tokens, q.First-1) == "van" {
			q.First--
		}
		return
	}
	if normAt(tokens, q.Last) == "+" {
		q.HasMax = false
		unit, end := unitAt(tokens, q.Last+1)
		if q.Unit == NoUnit {
			q.Unit = unit
		}
		q.Last = end
	}
}

func isEuro(norm string) bool { return norm == "€" || norm == "euro" || norm == "eur" }

func isMinus(tokens []Token, i int) bool {
	p := normAt(tokens, i-1)
	return (p == "-" || p == "–") && tokens[i].Gap == Glued
}

// unitAt reads a unit at token i and returns the token after it. Money may end
// in ",-" or stand in thousands ("3k").
func unitAt(tokens []Token, i int) (Unit, int) {
	for (normAt(tokens, i) == "," || normAt(tokens, i) == "=") && isDash(normAt(tokens, i+1)) && tokens[i].Gap == Glued && tokens[i+1].Gap == Glued {
		i += 2
		for isDash(normAt(tokens, i)) && tokens[i].Gap == Glued {
			i++
		}
	}
	if normAt(tokens, i) == "-" && i < len(tokens) && tokens[i].Gap == Glued && unitNames[normAt(tokens, i+1)] != NoUnit {
		i++
	}
	u, ok := unitNames[normAt(tokens, i)]
	if !ok {
		return NoUnit, i
	}
	switch {
	case u == Celsius && normAt(tokens, i) != "c" && (normAt(tokens, i+1) == "c" || normAt(tokens, i+1) == "celsius"):
		return u, i + 2
	case normAt(tokens, i) == "c" && tokens[i].Gap != Glued:
		return NoUnit, i
	case u == Metre && (normAt(tokens, i+1) == "2" || normAt(tokens, i+1) == "²") && tokens[i+1].Gap == Glued:
		return Area, i + 2
	}
	return u, i + 1
}

func isDash(norm string) bool { return norm == "-" || norm == "–" || norm == "—" }

// rangeEnd reads "- 40", "tot en met 40", "t/m 40", "à 40" or, after "tussen",
// "en 40", with a euro sign allowed before the number.
func rangeEnd(tokens []Token, i int, between bool) (v float64, after int, ok bool) {
	switch normAt(tokens, i) {
	case "-", "–", "—", "a", "tot", "to", "of", "/", "~", "+/-":
		if normAt(tokens, i) == "of" && tokens[i-1].Kind != Number {
			return 0, 0, false
		}
		i++
		if normAt(tokens, i) == "en" && normAt(tokens, i+1) == "met" {
			i += 2
		}
		if isDash(normAt(tokens, i)) {
			i++
		}
		if normAt(tokens, i) == "max" || normAt(tokens, i) == "maximaal" {
			i++
		}
	case "t":
		if normAt(tokens, i+1) != "/" || normAt(tokens, i+2) != "m" {
			return 0, 0, false
		}
		i += 3
	case "en", "and":
		if !between {
			return 0, 0, false
		}
		i++
	default:
		return 0, 0, false
	}
	if isEuro(normAt(tokens, i)) {
		i++
	}
	if i >= len(tokens) || tokens[i].Kind != Number || tokens[i].Gap >= NewLine {
		return 0, 0, false
	}
	v, ok = ParseNumber(tokens[i].Norm)
	return v, i + 1, ok
}

// bound reads the words before and after a single number that make it a lower
// or upper bound.
func (q *Quantity) bound(tokens []Token) {
	if q.Min != q.Max {
		q.skipBack(tokens, "minimaal", "min", "ca", "circa", "ongeveer")
		return
	}
	if normAt(tokens, q.First-1) == "van" && isBound(normAt(tokens, q.First-2)) {
		q.First--
	}
	switch w := normAt(tokens, q.First-1); w {
	case "minimaal", "min", "minstens", "tenminste", "vanaf", "va", "minste", "minimum", "from", "least", "boven", "ruim", ">", "≥":
		q.HasMax, q.First = false, q.First-1
		if w == "minste" || w == "least" {
			q.skipBack(tokens, "ten", "at")
		}
	case "maximaal", "max", "hooguit", "tot", "maximum", "hoogste", "met", "onder", "to", "m", "<", "≤":
		if w == "m" && normAt(tokens, q.First-2) != "/" || w == "met" && normAt(tokens, q.First-2) != "en" {
			return
		}
		q.HasMin, q.First = false, q.First-1
		switch w {
		case "met":
			q.First -= 2
		case "m":
			q.First -= 2
		case "hoogste":
			q.skipBack(tokens, "ten")
		case "maximaal", "max":
			q.skipBack(tokens, "tot", "van")
		}
		q.First = max(q.First, 0)
	default:
		switch normAt(tokens, q.Last) {
		case "plus", "minimaal":
			q.HasMax, q.Last = false, q.Last+1
		case "maximaal":
			q.HasMin, q.Last = false, q.Last+1
		}
	}
}

// isBound reports the words of "een maximum van 25".
func isBound(norm string) bool {
	switch norm {
	case "maximaal", "max", "maximum", "minimaal", "min", "minimum":
		return true
	}
	return false
}

func (q *Quantity) skipBack(tokens []Token, words ...string) {
	for _, w := range words {
		if normAt(tokens, q.First-1) == w {
			q.First--
			return
		}
	}
}
