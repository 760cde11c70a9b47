package field

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"passend/index/vacancy"
)

var (
	amount    = regexp.MustCompile(`\d{1,3}(?:[.,'  ]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?`)
	periodTok = regexp.MustCompile(`(?i)(?:\b(?:per|a|an|p\.)\s*|/\s*)(?:volle |bruto |gewerkt )?(uur|hour|dag|day|week|maand|mnd|month|jaar|annum|year)|\b(uur|dag|week|maand|jaar)(?:loon|salaris)|\bp\.?\s*/?\s*([umj])\b`)
	periodAll = regexp.MustCompile(`(?i)^\W*(hour|hourly|hrly|uur|huur|dag|day|daily|week|weekly|maand|maandelijks|mnd|month|monthly|mon|jaar|jaarlijks|year|yearly|annual|annually|per[-_ ](?:hour|day|week|month|year)(?:[-_ ]salary)?)\W*$`)
	currency  = regexp.MustCompile(`\b(EUR|USD|GBP|CHF|SEK|DKK|NOK|PLN)\b|[€$£]`)
	hoursPart = regexp.MustCompile(`(?i)\d+(?:[.,]\d+)?(?:\s*(?:-|–|tot|à)\s*\d+(?:[.,]\d+)?)?\s*-?\s*(?:uur|uren|hours?|hour workweek)\b(?:\s*(?:per|/)\s*week|ige)?`)
	percents  = regexp.MustCompile(`\d+(?:[.,]\d+)?\s*%`)
	scale     = regexp.MustCompile(`(?i)\b(?:schaal|scale|fwg|fg|functiegroep|loongroep)\s*[a-z]?\d+`)
)

// maxPayText is the longest text that is kept as pay; longer is prose.
const maxPayText = 60

// Amount reads one amount of money in Dutch or English notation as cents.
// "3.333,81", "3,333.81", "3333", "16,5" are all read; a separator before
// exactly three digits parts thousands.
func Amount(s string) (int64, bool) {
	s = amount.FindString(s)
	if s == "" {
		return 0, false
	}
	s = strings.NewReplacer("'", "", " ", "", " ", "").Replace(s)
	if i := strings.LastIndexAny(s, ".,"); i >= 0 && len(s)-i-1 != 3 {
		s = strings.NewReplacer(".", "", ",", "").Replace(s[:i]) + "." + s[i+1:]
	} else {
		s = strings.NewReplacer(".", "", ",", "").Replace(s)
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || f > 1e9 {
		return 0, false
	}
	return int64(math.Round(f * 100)), true
}

// Period reads the time that pay is for: a schema.org unitText or Dutch or
// English words; empty when none is named.
func Period(s string) vacancy.Period {
	var word string
	if m := periodAll.FindStringSubmatch(s); m != nil {
		word = strings.TrimLeft(strings.TrimPrefix(strings.ToLower(m[1]), "per"), "-_ ")
	} else if m := periodTok.FindStringSubmatch(s); m != nil {
		word = strings.ToLower(m[1] + m[2] + m[3])
	} else {
		return ""
	}
	switch word[0] {
	case 'u', 'h':
		return vacancy.PerHour
	case 'd':
		return vacancy.PerDay
	case 'w':
		return vacancy.PerWeek
	case 'm':
		return vacancy.PerMonth
	default:
		return vacancy.PerYear
	}
}

// Pay reads a pay field. Amounts below 4 and percentages are not pay; of more
// than two amounts the first two count. Words without an amount ("schaal 8",
// "cao") go to Text.
func Pay(s string) vacancy.Pay {
	s = Line(s)
	if s == "" {
		return vacancy.Pay{}
	}
	var p vacancy.Pay
	bare := percents.ReplaceAllString(s, " ")
	bare = scale.ReplaceAllString(bare, " ")
	noHours := hoursPart.ReplaceAllStringFunc(bare, func(m string) string {
		if strings.HasSuffix(m, "week") || !strings.ContainsAny(m, ".,") {
			return " "
		}
		return m
	})
	var found []int64
	for _, m := range amount.FindAllString(noHours, 6) {
		if cents, ok := Amount(m); ok && cents >= 400 {
			found = append(found, cents)
		}
	}
	if len(found) == 0 {
		if len(s) <= maxPayText {
			p.Text = s
		}
		return p
	}
	p.MinCents, p.MaxCents = found[0], found[0]
	if len(found) > 1 && found[1] >= found[0] {
		p.MaxCents = found[1]
	}
	p.Period = Period(noHours)
	p.Currency = Currency(s)
	if scale.MatchString(s) {
		p.Text = scale.FindString(s)
	}
	return p
}

// Currency finds an ISO 4217 code or a sign; EUR comes back as empty, as the
// Pay record wants it.
func Currency(s string) string {
	switch c := currency.FindString(strings.ToUpper(s)); c {
	case "$":
		return "USD"
	case "£":
		return "GBP"
	case "€", "EUR":
		return ""
	default:
		return c
	}
}
