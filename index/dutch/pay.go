package dutch

import "math"

// Pay is stated pay: an amount in euro cents per period (0 is an open bound),
// or a scale in words.
type Pay struct {
	MinCents, MaxCents int64
	// Per is "" when the text does not say it near the amount.
	Per Period
	// Scale is the scale as written ("schaal 8", "FWG 35").
	Scale       string
	First, Last int
	Start, End  int
}

// reach of the words around an amount that tell its period.
const (
	payBefore = 6
	payAfter  = 5
)

// FindPay returns the amounts of pay in tokens: "€ 2.600 - € 3.200 bruto per
// maand", "17,50 per uur", "schaal 8". Amounts per kilometre or in percent are
// no pay. An amount without a period may be a bonus: the caller judges.
func FindPay(source string, tokens []Token) []Pay { return AppendPay(nil, source, tokens) }

// AppendPay appends the pay in tokens of source to dst.
func AppendPay(dst []Pay, source string, tokens []Token) []Pay {
	for i := 0; i < len(tokens); i++ {
		if p, ok := scaleAt(source, tokens, i); ok {
			dst = append(dst, p)
			i = p.Last - 1
			continue
		}
		q, ok := quantityAt(tokens, i)
		if !ok {
			continue
		}
		if p, ok := payOf(tokens, q); ok {
			if n := len(dst) - 1; n >= 0 && dst[n].joins(p) {
				dst[n].MaxCents, dst[n].Last, dst[n].End = p.MaxCents, p.Last, p.End
				if dst[n].Per == "" {
					dst[n].Per = p.Per
				}
			} else {
				dst = append(dst, p)
			}
			i = p.Last - 1
			continue
		}
		i = q.Last - 1
	}
	return dst
}

// joinReach is how many tokens may stand between "minimaal" and "maximaal" of
// one range ("minimaal € 2.100 en maximaal € 2.600").
const joinReach = 3

// joins reports whether next is the upper bound to this lower bound.
func (p Pay) joins(next Pay) bool {
	return p.MinCents > 0 && p.MaxCents == 0 && next.MinCents == 0 && next.MaxCents > p.MinCents && next.First-p.Last <= joinReach
}

func payOf(tokens []Token, q Quantity) (Pay, bool) {
	q = thousands(tokens, q)
	per, last := payPeriod(tokens, q)
	switch {
	case q.Unit == Euro:
		if normAt(tokens, q.Last) == "per" && (normAt(tokens, q.Last+1) == "km" || normAt(tokens, q.Last+1) == "kilometer") {
			return Pay{}, false
		}
	case q.Unit != NoUnit:
		return Pay{}, false
	case per == PerHour && last > q.Last && q.Min >= 8 && q.Max <= 200:
	case per == PerMonth && last > q.Last && q.Min >= 1000 && q.Max < 20000:
	default:
		return Pay{}, false
	}
	p := Pay{Per: per, First: q.First, Last: max(last, q.Last)}
	if q.HasMin {
		p.MinCents = cents(q.Min)
	}
	if q.HasMax {
		p.MaxCents = cents(q.Max)
	}
	p.Start, p.End = tokens[p.First].Start, tokens[p.Last-1].End
	return p, true
}

func cents(v float64) int64 { return int64(math.Round(v * 100)) }

// thousands reads the k of "3k" and "€ 60-70k".
func thousands(tokens []Token, q Quantity) Quantity {
	if normAt(tokens, q.Last) == "k" && tokens[q.Last].Gap == Glued && q.Max < 1000 {
		q.Min, q.Max, q.Last = q.Min*1000, q.Max*1000, q.Last+1
		if q.Unit == NoUnit {
			q.Unit = Euro
		}
	}
	return q
}

// payPeriod looks for the period behind the amount, then before it.
func payPeriod(tokens []Token, q Quantity) (Period, int) {
	for i := q.Last; i < min(q.Last+payAfter, len(tokens)); i++ {
		if tokens[i].Gap >= NewLine || tokens[i].Kind == Number {
			break
		}
		if p, last := periodAfter(tokens, i); last > i {
			return p, last
		}
		if i > q.Last && clauseBreak(tokens, i) && tokens[i-1].Norm != "(" && tokens[i].Norm != "(" {
			break
		}
	}
	for i := q.First - 1; i >= max(0, q.First-payBefore); i-- {
		if p, ok := periodWords[tokens[i].Norm]; ok {
			return p, q.Last
		}
	}
	return "", q.Last
}

var scaleWords = wordSet(`schaal salarisschaal loonschaal functieschaal fwg fgr functiegroep loongroep salarisgroep
schalen cao-schaal functieloonschaal`)

// scaleAt reads "schaal 8", "schaal 8-10", "FWG 35", "functiegroep C".
func scaleAt(source string, tokens []Token, i int) (Pay, bool) {
	if !scaleWords[tokens[i].Norm] || i+1 >= len(tokens) {
		return Pay{}, false
	}
	t := &tokens[i+1]
	letter := t.Kind == Word && len(t.Text) <= 2 && t.Upper
	if v, ok := ParseNumber(t.Norm); !letter && (t.Kind != Number || !ok || v > 100) {
		return Pay{}, false
	}
	last := i + 2
	if isDash(normAt(tokens, last)) || normAt(tokens, last) == "/" || normAt(tokens, last) == "of" || normAt(tokens, last) == "tot" {
		if last+1 < len(tokens) && tokens[last+1].Kind == t.Kind && len(tokens[last+1].Text) <= 3 {
			last += 2
		}
	}
	p := Pay{First: i, Last: last, Start: tokens[i].Start, End: tokens[last-1].End}
	p.Scale = source[p.Start:p.End]
	return p, true
}
