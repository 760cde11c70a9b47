package demosite

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// sitemapEntry is one address of a sitemap or of a sitemap index.
type sitemapEntry struct {
	Loc     string `xml:"loc"`
	LastMod string `xml:"lastmod"`
}

const sitemapNS = "http://www.sitemaps.org/schemas/sitemap/0.9"

// sitemapIndex is a gzipped file that names a gzipped and a plain sitemap.
func (v *visit) sitemapIndex(w http.ResponseWriter, r *http.Request) {
	type index struct {
		XMLName xml.Name       `xml:"sitemapindex"`
		NS      string         `xml:"xmlns,attr"`
		Maps    []sitemapEntry `xml:"sitemap"`
	}
	day := v.now.UTC().Format(time.DateOnly)
	v.replyXML(w, r, "application/xml; charset=utf-8", index{NS: sitemapNS, Maps: []sitemapEntry{
		{v.base(r) + "/sitemap-1.xml.gz", day}, {v.base(r) + "/sitemap-2.xml", day},
	}})
}

// sitemapPart is one half of the board's ads. The second also names an ad that
// is gone; drafts stand in neither.
func (v *visit) sitemapPart(w http.ResponseWriter, r *http.Request) {
	type set struct {
		XMLName xml.Name       `xml:"urlset"`
		NS      string         `xml:"xmlns,attr"`
		URLs    []sitemapEntry `xml:"url"`
	}
	ads := v.listed()
	second := strings.HasPrefix(r.URL.Path, "/sitemap-2")
	if half := len(ads) / 2; second {
		ads = ads[half:]
	} else {
		ads = ads[:half]
	}
	out := set{NS: sitemapNS}
	for _, a := range ads {
		if a.Quirk != quirkForbidden {
			out.URLs = append(out.URLs, sitemapEntry{v.base(r) + v.path(a), a.posted(v.now).Format(time.RFC3339)})
		}
	}
	if second {
		out.URLs = append(out.URLs, sitemapEntry{v.base(r) + missingPath, v.now.UTC().Format(time.DateOnly)})
	}
	v.replyXML(w, r, "application/xml; charset=utf-8", out)
}

// replyXML sends a document, gzipped when the address ends in .gz.
func (v *visit) replyXML(w http.ResponseWriter, r *http.Request, contentType string, doc any) {
	raw, err := xml.MarshalIndent(doc, "", " ")
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	raw = append([]byte(xml.Header), raw...)
	if strings.HasSuffix(r.URL.Path, ".gz") {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		if _, err := z.Write(raw); err != nil || z.Close() != nil {
			http.Error(w, "gzip", http.StatusInternalServerError)
			return
		}
		raw, contentType = b.Bytes(), "application/gzip"
	}
	reply(w, r, contentType, raw, v.now)
}

// feed is the agency's RSS 2.0. Every third item dates itself with a Dutch
// weekday, as feeds of Dutch systems do.
func (v *visit) feed(w http.ResponseWriter, r *http.Request) {
	type cdata struct {
		Text string `xml:",cdata"`
	}
	type item struct {
		Title   string `xml:"title"`
		Link    string `xml:"link"`
		GUID    string `xml:"guid"`
		PubDate string `xml:"pubDate"`
		Brief   string `xml:"description"`
		Content cdata  `xml:"content:encoded"`
		// Elements of the agency's own, as Dutch job feeds have them.
		Company  string `xml:"bedrijf"`
		Place    string `xml:"plaats"`
		Postcode string `xml:"postcode"`
		Hours    string `xml:"uren"`
		Pay      string `xml:"salaris"`
	}
	type rss struct {
		XMLName xml.Name `xml:"rss"`
		Version string   `xml:"version,attr"`
		NS      string   `xml:"xmlns:content,attr"`
		Title   string   `xml:"channel>title"`
		Link    string   `xml:"channel>link"`
		Lang    string   `xml:"channel>language"`
		Items   []item   `xml:"channel>item"`
	}
	out := rss{Version: "2.0", NS: "http://purl.org/rss/1.0/modules/content/",
		Title: v.outlet.title, Link: v.base(r) + "/", Lang: "nl"}
	for i, a := range v.listed() {
		url := v.base(r) + v.path(a)
		date := a.posted(v.now).Format(time.RFC1123Z)
		if i%3 == 2 {
			date = dutchWeekday(a.posted(v.now)) + date[3:]
		}
		out.Items = append(out.Items, item{
			Title: a.Title, Link: url, GUID: url, PubDate: date,
			Brief:   a.by.Name + ", " + a.Place,
			Content: cdata{string(htmlOf(a.Body))},
			Company: a.by.Name, Place: a.Place, Postcode: a.Postcode,
			Hours: a.hoursText(), Pay: payText(parsePay(a.Pay)),
		})
	}
	v.replyXML(w, r, "application/rss+xml; charset=utf-8", out)
}

func dutchWeekday(t time.Time) string {
	return [...]string{"zo", "ma", "di", "wo", "do", "vr", "za"}[t.Weekday()]
}

// offers is the list of a Recruitee account (GET /api/offers/).
func (v *visit) offers(w http.ResponseWriter, r *http.Request) {
	type offer map[string]any
	offers := []offer{}
	for i, a := range v.listed() {
		hours, _ := parseHours(a.Hours) // checked when the ad was read
		tasks, wants := splitBody(a.Body)
		stamp := a.posted(v.now).Format("2006-01-02 15:04:05 MST")
		o := offer{
			"id": 2600001 + i, "slug": a.ID, "title": a.Title, "status": "published",
			"company_name": a.by.Name, "department": a.Sector, "city": a.Place,
			"postal_code": a.Postcode, "country": "Nederland", "country_code": a.Country,
			"location":    a.Place + ", Nederland",
			"description": string(htmlOf(tasks)), "requirements": string(htmlOf(wants)),
			"min_hours": hours.Min / 4, "max_hours": hours.Max / 4, "remote": false,
			"locations": []any{map[string]any{"id": 29001 + i, "name": a.Place, "city": a.Place,
				"postal_code": a.Postcode, "country": "Nederland", "country_code": a.Country}},
			"employment_type_code": "parttime_permanent", "education_code": nil,
			"created_at": stamp, "published_at": stamp, "close_at": nil,
			"careers_url": v.base(r) + v.path(a),
		}
		if p := parsePay(a.Pay); p.MinCents > 0 {
			o["salary"] = map[string]any{"min": euros(p.MinCents), "max": euros(p.MaxCents),
				"period": string(p.Period), "currency": "EUR"}
		}
		offers = append(offers, o)
	}
	raw, err := json.Marshal(map[string]any{"offers": offers})
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	reply(w, r, "application/json; charset=utf-8", raw, v.now)
}

// euros writes cents the way Recruitee does: a string without currency.
func euros(cents int64) string {
	return strings.TrimSuffix(fmt.Sprintf("%d.%02d", cents/100, cents%100), ".00")
}

// splitBody divides a body before its second heading, as Recruitee keeps the
// description and the requirements apart.
func splitBody(body string) (tasks, wants string) {
	const mark = "\n## "
	first := strings.Index("\n"+body, mark)
	if first < 0 {
		return body, ""
	}
	next := strings.Index(body[first:], mark)
	if next < 0 {
		return body, ""
	}
	return body[:first+next], body[first+next+1:]
}
