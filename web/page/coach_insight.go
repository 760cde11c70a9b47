package page

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"passend/index"
	"passend/index/column"
	"passend/index/place"
	"passend/index/taxonomy"
	"passend/matcher"
	"passend/web/desk"
	"passend/web/locale"
	"passend/web/view"
)

func (p *Pages) insight(g *gin.Context, s seat) error {
	worker := g.Param("worker")
	in, err := p.Desk.Insight(g.Request.Context(), s.actor, worker)
	if err != nil {
		return err
	}
	body := view.CoachInsight{
		Tabs: tabs(s.text, worker, in.Head.Label, "/inzicht"), Now: in.WhatIf.Now, Scanned: in.WhatIf.Scanned, Gap: in.Gap, Least: matcher.GapLeast, Distance: in.Distance,
		Searching: "/werknemers/" + worker + "/zoekprofiel",
	}
	// An idea without any vacancy, or a step that closes nothing, helps nobody.
	body.Directions = slices.DeleteFunc(slices.Clone(in.Directions), func(d matcher.Prospect) bool {
		return d.Suggested && d.Near == 0 && d.Suitable < 0.5 && d.Promising < 0.5 && d.PerWeek < 0.05
	})
	in.Gap.Suggestions = slices.DeleteFunc(in.Gap.Suggestions, func(x matcher.Suggestion) bool { return x.Closes < 0.05 && x.Opens == 0 })
	slices.SortStableFunc(in.Gap.Suggestions, func(a, b matcher.Suggestion) int {
		return cmp.Or(cmp.Compare(b.Closes, a.Closes), cmp.Compare(b.Opens, a.Opens), cmp.Compare(a.Effort, b.Effort))
	})
	for i := range body.Directions {
		if d := &body.Directions[i]; d.Suggested {
			d.Direction = cmp.Or(taxonomy.Default().Title(d.Direction), d.Direction)
		}
	}
	base := "/werknemers/" + worker
	for _, l := range in.WhatIf.Levers {
		line := leverLine(s.text, base, l, in.Titles)
		if l.Medical {
			body.Medical = append(body.Medical, line)
		} else {
			body.Levers = append(body.Levers, line)
		}
	}
	body.PairsHref = base + "/inzicht?paren=1#paren"
	if g.Query("paren") != "" {
		pairs, titles, err := p.Desk.Pairs(g.Request.Context(), s.actor, worker)
		if err != nil {
			return err
		}
		body.PairsShown = true
		for _, l := range pairs {
			body.Pairs = append(body.Pairs, leverLine(s.text, base, l, titles))
		}
	}
	p.show(g, &s, http.StatusOK, "coach_insight", "insight.title", body)
	return nil
}

// leverLine is a change with links to examples of what it opens. That only the
// doctor can change it is said by its place or its mark.
func leverLine(c *locale.Catalogue, base string, l matcher.Lever, titles map[string]string) view.LeverLine {
	const and = " En: " // between the two changes of a pair
	parts := strings.Split(strings.TrimSuffix(l.Text, matcher.DoctorOnly), and)
	for i := range parts {
		parts[i] = c.Sentence(parts[i])
	}
	l.Text = strings.Join(parts, c.Sentence(and))
	line := view.LeverLine{Lever: l}
	for _, id := range l.Examples {
		line.Links = append(line.Links, view.Link{Href: base + "/vacatures/" + url.PathEscape(id), Text: cmp.Or(titles[id], id)})
	}
	return line
}

// vacancyFor is one vacancy with what it means for each of the coach's workers.
func (p *Pages) vacancyFor(g *gin.Context, s seat) error {
	c, words, fits, err := p.Desk.ClientsFor(g.Request.Context(), s.actor, g.Param("vacancy"))
	if err != nil {
		return err
	}
	body := view.CoachVacancyFor{Card: plainCard(s.text, c), URL: c.URL, Text: words, Saved: g.Query("bewaard") != ""}
	for _, f := range fits {
		body.Fits = append(body.Fits, view.FitLine{Fit: f, Href: "/werknemers/" + f.Worker.ID + "/vacatures/" + url.PathEscape(c.ID)})
	}
	p.show(g, &s, http.StatusOK, "coach_vacancy", c.Title, body)
	return nil
}

// plainCard is a card without a match.
func plainCard(c *locale.Catalogue, v desk.Card) view.Card {
	return view.Card{
		Href: "/coach/vacatures/" + url.PathEscape(v.ID), Title: v.Title, Employer: v.Employer, Places: v.Places,
		Hours: hours(c, v.HoursMin, v.HoursMax), Pay: pay(c, v), Posted: v.Posted, Added: v.Added,
	}
}

// Values of the search form.
var (
	sectorIDs  = []string{"A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "N", "O", "P", "Q", "R", "S", "T", "U"}
	sortWords  = []string{"", "nieuw", "dichtbij"}
	sortOrders = map[string]index.Sort{"": index.ByRelevance, "nieuw": index.ByNewest, "dichtbij": index.ByDistance}
	findRemote = []string{"", "hybrid", "full"}
)

// findPages is how far a search can be paged through: as far as the index goes.
const findPages = 10_000 / perPage

// coachFind searches all open vacancies with every filter and facet.
func (p *Pages) coachFind(g *gin.Context, s seat) error {
	c := s.text
	body := view.CoachFind{
		Box: g.Query("q"), HoursMin: g.Query("uren_min"), HoursMax: g.Query("uren_max"), Near: g.Query("bij"), Within: g.Query("km"),
		NoShifts: g.Query("dagdienst") != "", Unknown: g.Query("onbekend") != "",
	}
	q, ok := findRequest(g)
	body.PlaceUnknown = !ok
	body.Sectors = append([]view.Choice{{Text: text(c, "find.all")}}, choices(c, "sector.", sectorIDs, q.Filter.Sectors...)...)
	body.Contracts = append([]view.Choice{{Text: text(c, "find.all")}}, choices(c, "contract.", column.Contracts[:], q.Filter.Contracts...)...)
	body.Education, body.Remotes, body.Sorts = levelChoices(c, q.Filter.Education), choices(c, "remote.", findRemote, q.Filter.Remote), choices(c, "sort.", sortWords, g.Query("volgorde"))
	number, err := strconv.Atoi(g.DefaultQuery("blad", "1"))
	if err != nil || number < 1 || number > findPages {
		number = 1
	}
	q.From, q.Size, q.Facets = (number-1)*perPage, perPage, true
	r, err := p.Desk.Browse(g.Request.Context(), s.actor, q)
	if err != nil {
		return err
	}
	body.Total, body.Loosened = r.Total, r.Loosened
	for i, x := range r.Cards {
		v := plainCard(c, x)
		if m := r.Hits[i].Metres; m >= 0 && q.Filter.Near != nil {
			v.Places = joined(", ", v.Places, text(c, "find.km", formDecimal(float64(int(m/100))/10)))
		}
		body.Cards = append(body.Cards, v)
	}
	for from, to := range r.Corrected {
		body.Corrected = append(body.Corrected, text(c, "find.corrected", from, to))
	}
	slices.Sort(body.Corrected)
	for cond := index.OnHours; cond <= index.OnEmployer; cond++ {
		if n := r.Unknown[cond]; n > 0 {
			body.UnknownLines = append(body.UnknownLines, text(c, "find.unknown."+cond.String(), n))
		}
	}
	at := func(key, value string) string {
		v := g.Request.URL.Query()
		v.Del("blad")
		if v.Set(key, value); value == "" {
			v.Del(key)
		}
		return "/coach/zoeken?" + v.Encode()
	}
	body.Facets = facetBoxes(c, r.Facets, at)
	body.Pager = view.Pager{Page: number, Pages: min((r.Total+perPage-1)/perPage, findPages)}
	if number > 1 {
		body.Pager.Prev = at("blad", strconv.Itoa(number-1))
	}
	if number < body.Pager.Pages {
		body.Pager.Next = at("blad", strconv.Itoa(number+1))
	}
	p.show(g, &s, http.StatusOK, "coach_find", "find.title", body)
	return nil
}

// findRequest reads the form; ok is false when the place is not known.
func findRequest(g *gin.Context) (q index.Request, ok bool) {
	q = index.Request{Box: g.Query("q"), Sort: sortOrders[g.Query("volgorde")]}
	f := &q.Filter
	if x, good := formNumber(g.Query("uren_min")); good {
		f.HoursMin = int(min(x, 168) * 4)
	}
	if x, good := formNumber(g.Query("uren_max")); good {
		f.HoursMax = int(min(x, 168) * 4)
	}
	if x := g.Query("branche"); slices.Contains(sectorIDs, x) {
		f.Sectors = []string{x}
	}
	if x := g.Query("contract"); slices.Contains(column.Contracts[:], x) {
		f.Contracts = []string{x}
	}
	if x := g.Query("beroep"); x != "" {
		f.Occupations = codes(x)
	}
	if x := g.Query("werkgever"); x != "" {
		f.Employers = []string{x}
	}
	if x := g.Query("thuis"); slices.Contains(findRemote, x) {
		f.Remote = x
	}
	f.Education, f.NoShifts = education(g.Query("opleiding")), g.Query("dagdienst") != ""
	if g.Query("onbekend") != "" {
		for cond := index.OnHours; cond <= index.OnEmployer; cond++ {
			f.Unknown = f.Unknown.With(cond)
		}
	}
	near := g.Query("bij")
	if near == "" {
		return q, true
	}
	at, ok := place.Default().Resolve(near)
	if !ok {
		return q, false
	}
	f.Near = &index.Point{Lat: at.Point.Lat, Lon: at.Point.Lon}
	if km, good := formNumber(g.Query("km")); good && km > 0 {
		f.Within = int(min(km, 1000) * 1000)
	}
	return q, true
}

// facetMost is how many values of a facet are shown.
const facetMost = 8

func facetBoxes(c *locale.Catalogue, f *index.Facets, at func(key, value string) string) []view.FacetBox {
	if f == nil {
		return nil
	}
	same := func(v string) string { return v }
	under := func(prefix string) func(string) string {
		return func(v string) string { return text(c, prefix+v) }
	}
	var out []view.FacetBox
	for _, x := range []struct {
		key, param string
		counts     []index.Count
		name       func(string) string
	}{
		{"find.sector", "branche", f.Sectors, under("sector.")},
		{"find.occupation", "beroep", f.Occupations, func(v string) string { return cmp.Or(taxonomy.Default().Title(v), v) }},
		{"find.employer", "werkgever", f.Employers, same},
		{"find.contract", "contract", f.Contracts, under("contract.")},
		{"find.education", "opleiding", f.Education, under("level.")},
	} {
		box := view.FacetBox{Key: x.key}
		for _, n := range x.counts {
			if n.Value == "" || len(box.Values) == facetMost {
				continue
			}
			box.Values = append(box.Values, view.FacetLine{Text: x.name(n.Value), N: n.N, Href: at(x.param, n.Value)})
		}
		if len(box.Values) > 0 {
			out = append(out, box)
		}
	}
	return out
}
