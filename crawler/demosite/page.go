package demosite

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"net/http"
	"strconv"
	"strings"
	"time"

	"passend/index/vacancy"
)

//go:embed pages/*.html pages/stijl.css
var pageFiles embed.FS

// perPage is the length of one page of the school site's overview: short, so
// that a crawl has to turn pages.
const perPage = 8

// view is what the templates show.
type view struct {
	Title      string
	Prefix     string
	Outlets    []outlet // the index of all sites
	Rows       []row    // an overview
	Prev, Next string
	Ad         *ad // one vacancy
	Hours      string
	Pay        string
	PayMin     string // of microdata, with PayUnit
	PayMax     string
	PayUnit    string
	Posted     string
	Valid      string
	PostedISO  string
	ValidISO   string
	Body       template.HTML
	LD         template.JS
}

// row is one line of an overview.
type row struct {
	Path, Title, Employer, Place, Hours string
}

// Name and SiteTitle let the index template read an outlet.
func (o outlet) Name() string      { return o.name }
func (o outlet) SiteTitle() string { return o.title }

// By lets the templates name the employer.
func (a *ad) By() employer { return a.by }

func (s *Site) servePage(w http.ResponseWriter, r *http.Request, name string, v view) {
	body, err := render(name, v)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	modified := s.now
	if v.Ad != nil {
		modified = v.Ad.posted(s.now)
	}
	reply(w, r, "text/html; charset=utf-8", body, modified)
}

func render(name string, v view) ([]byte, error) {
	t, err := template.ParseFS(pageFiles, "pages/layout.html", "pages/"+name+".html")
	if err != nil {
		return nil, fmt.Errorf("demo page: %w", err)
	}
	var b bytes.Buffer
	if err := t.ExecuteTemplate(&b, "layout", v); err != nil {
		return nil, fmt.Errorf("demo page %s: %w", name, err)
	}
	return b.Bytes(), nil
}

func (v *visit) style(w http.ResponseWriter, r *http.Request) {
	css, err := pageFiles.ReadFile("pages/stijl.css")
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	reply(w, r, "text/css; charset=utf-8", css, v.now)
}

// overview lists the ads; the school site does so in pages.
func (v *visit) overview(w http.ResponseWriter, r *http.Request) {
	ads := v.listed()
	out := view{Title: v.outlet.title, Prefix: v.prefix}
	if v.outlet.name == siteSchool {
		pages := (len(ads) + perPage - 1) / perPage
		n := 1
		if q := r.URL.Query().Get("pagina"); q != "" {
			var err error
			if n, err = strconv.Atoi(q); err != nil || n < 1 || n > pages {
				http.NotFound(w, r)
				return
			}
		}
		if n > 1 {
			out.Prev = "?pagina=" + strconv.Itoa(n-1)
		}
		if n < pages {
			out.Next = "?pagina=" + strconv.Itoa(n+1)
		}
		ads = ads[(n-1)*perPage : min(n*perPage, len(ads))]
	}
	for _, a := range ads {
		out.Rows = append(out.Rows, row{v.prefix + v.path(a), a.Title, a.by.Name, a.Place, a.hoursText()})
	}
	v.servePage(w, r, "list", out)
}

// detail shows one ad the way its site does.
func (v *visit) detail(w http.ResponseWriter, r *http.Request) {
	a := v.find(r.PathValue("id"))
	if a == nil || v.path(a) != r.URL.Path {
		http.NotFound(w, r)
		return
	}
	if a.Quirk == quirkSlow {
		select {
		case <-time.After(v.slow):
		case <-r.Context().Done():
			return
		}
	}
	posted, valid := a.posted(v.now), a.validThrough(v.now)
	out := view{
		Title: a.Title, Prefix: v.prefix, Ad: a, Body: htmlOf(a.Body), Hours: a.hoursText(),
		Posted: dutchDate(posted), PostedISO: posted.Format(time.DateOnly),
	}
	pay := parsePay(a.Pay)
	out.Pay = payText(pay)
	if pay.MinCents > 0 {
		out.PayMin, out.PayMax = euros(pay.MinCents), euros(pay.MaxCents)
		out.PayUnit = strings.ToUpper(string(pay.Period))
	}
	if !valid.IsZero() {
		out.Valid, out.ValidISO = dutchDate(valid), valid.Format(time.DateOnly)
	}
	name := "detail"
	switch v.outlet.name {
	case siteShop:
		name = "microdata"
	case siteBoard:
		ld, err := a.jsonLD(v.now, v.base(r)+v.path(a))
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		out.LD = template.JS(ld) // from json.Marshal, which escapes <, > and &
	}
	v.servePage(w, r, name, out)
}

// find returns the ad with the id if this site carries it.
func (v *visit) find(id string) *ad {
	for i := range v.ads {
		if v.ads[i].ID == id && v.ads[i].on(v.outlet.name) {
			return &v.ads[i]
		}
	}
	return nil
}

var dutchMonths = [...]string{"januari", "februari", "maart", "april", "mei", "juni", "juli",
	"augustus", "september", "oktober", "november", "december"}

// dutchDate writes "12 november 2026".
func dutchDate(t time.Time) string {
	return fmt.Sprintf("%d %s %d", t.Day(), dutchMonths[t.Month()-1], t.Year())
}

var dutchPeriods = map[vacancy.Period]string{
	vacancy.PerHour: "per uur", vacancy.PerMonth: "per maand", vacancy.PerYear: "per jaar",
}

// payText writes "€ 2.450 tot € 2.900 bruto per maand", or the pay's own words.
func payText(p vacancy.Pay) string {
	if p.MinCents == 0 {
		return p.Text
	}
	text := "€ " + dutchEuros(p.MinCents)
	if p.MaxCents != p.MinCents {
		text += " tot € " + dutchEuros(p.MaxCents)
	}
	return text + " bruto " + dutchPeriods[p.Period]
}

// dutchEuros writes "2.450" or "14,90".
func dutchEuros(cents int64) string {
	whole := strconv.FormatInt(cents/100, 10)
	if n := len(whole) - 3; n > 0 {
		whole = whole[:n] + "." + whole[n:]
	}
	if rest := cents % 100; rest != 0 {
		return fmt.Sprintf("%s,%02d", whole, rest)
	}
	return whole
}
