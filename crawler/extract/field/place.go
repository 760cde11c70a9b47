package field

import (
	"regexp"
	"strings"

	"passend/index/vacancy"
)

var postcode = regexp.MustCompile(`\b([1-9]\d{3})\s?([A-Z]{2})\b`)

// countries are the names by which Dutch sources write countries, folded; only
// those that occur in work across the border.
var countries = map[string]string{
	"nederland": "NL", "netherlands": "NL", "the netherlands": "NL", "holland": "NL", "nld": "NL", "pays-bas": "NL", "niederlande": "NL",
	"belgië": "BE", "belgie": "BE", "belgium": "BE", "belgique": "BE", "bel": "BE", "vlaanderen": "BE",
	"duitsland": "DE", "germany": "DE", "deutschland": "DE", "deu": "DE",
	"frankrijk": "FR", "france": "FR", "luxemburg": "LU", "luxembourg": "LU",
	"united kingdom": "GB", "verenigd koninkrijk": "GB", "uk": "GB", "great britain": "GB", "england": "GB",
	"ierland": "IE", "ireland": "IE", "spanje": "ES", "spain": "ES", "españa": "ES", "portugal": "PT",
	"italië": "IT", "italy": "IT", "italia": "IT", "oostenrijk": "AT", "austria": "AT", "zwitserland": "CH", "switzerland": "CH",
	"polen": "PL", "poland": "PL", "zweden": "SE", "sweden": "SE", "sverige": "SE", "denemarken": "DK", "denmark": "DK",
	"noorwegen": "NO", "norway": "NO", "finland": "FI", "canada": "CA", "united states": "US", "usa": "US",
	"united states of america": "US", "verenigde staten": "US", "australia": "AU", "australië": "AU", "india": "IN", "israel": "IL",
	"curaçao": "CW", "curacao": "CW", "aruba": "AW", "bonaire": "BQ", "suriname": "SR",
}

// Country gives the ISO 3166-1 alpha-2 code of a name or code; empty when it
// is neither.
func Country(s string) string {
	s = Line(s)
	if code, ok := countries[strings.ToLower(s)]; ok {
		return code
	}
	if len(s) == 2 && isLetter(s[0]) && isLetter(s[1]) {
		return strings.ToUpper(s)
	}
	return ""
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// Place reads a place that stands in one string: "Utrecht", "Utrecht,
// Nederland", "Kerkstraat 1, 3581 AB Utrecht", "Almere, Flevoland, NL".
func Place(s string) vacancy.Place {
	s = strings.Trim(Line(s), " ,;-|")
	var p vacancy.Place
	if m := postcode.FindStringSubmatchIndex(s); m != nil {
		p.Postcode = s[m[2]:m[3]] + " " + s[m[4]:m[5]]
		p.Street = strings.Trim(s[:m[0]], " ,")
		s = strings.Trim(s[m[1]:], " ,")
	}
	parts := strings.Split(s, ",")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	if n := len(parts) - 1; n > 0 {
		if c := Country(parts[n]); c != "" {
			p.Country, parts = c, parts[:n]
		}
	}
	p.Name = parts[0]
	if len(parts) > 1 {
		p.Region = parts[1]
	}
	if len(p.Name) > 80 {
		p.Name = ""
	}
	return p
}

// Places reads a list of places in one string, parted by ";", "|", "/" or " en ".
func Places(s string) []vacancy.Place {
	var all []vacancy.Place
	for part := range strings.SplitSeq(strings.NewReplacer(";", "|", " / ", "|", " en ", "|", "\n", "|").Replace(s), "|") {
		if p := Place(part); p != (vacancy.Place{}) {
			all = append(all, p)
		}
	}
	return all
}
