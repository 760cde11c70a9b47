package demosite

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"time"
)

// The names of the sites, which are also the names of their sources.
const (
	siteBoard     = "vacatureplein" // sitemap and JSON-LD
	siteCare      = "zorgkring"     // Recruitee
	siteAgency    = "flexmolen"     // RSS
	siteShop      = "korenbloem"    // microdata
	siteSchool    = "waterlelie"    // plain HTML
	missingPath   = "/vacature/functie-is-vervuld"
	forbiddenRoot = "/intern/"
	headerWait    = 5 * time.Second // a crawler on loopback sends its headers at once
)

// outlet is one site: who it says it is, and where a crawl starts.
type outlet struct {
	name, title, kind, entry string
	// system is the applicant system of kind "ats", sitemap the list of pages of
	// a site that has one.
	system, sitemap string
}

var outlets = []outlet{
	{name: siteBoard, title: "Vacatureplein Lage Landen", kind: "site", entry: "/", sitemap: "/sitemap-index.xml.gz"},
	{name: siteCare, title: "Werken bij de Zorgkring", kind: "ats", entry: "/api/offers/", system: "recruitee"},
	{name: siteAgency, title: "Flexmolen: werk in de regio", kind: "feed", entry: "/vacatures.rss"},
	{name: siteShop, title: "Korenbloem en buren: vacatures", kind: "site", entry: "/"},
	{name: siteSchool, title: "Werken bij De Waterlelie en buren", kind: "site", entry: "/"},
}

// Options set up the demonstration.
type Options struct {
	// Now is the moment that all dates are relative to; it must be set.
	Now time.Time
	// Slow is how long the slow page takes; zero means two seconds.
	Slow time.Duration
}

// Site is the demonstration: all sites with their ads.
type Site struct {
	now  time.Time
	slow time.Duration
	ads  []ad
}

// New reads the embedded ads. It fails only when the embedded files are broken.
func New(o Options) (*Site, error) {
	ads, err := load()
	if err != nil {
		return nil, err
	}
	if o.Slow == 0 {
		o.Slow = 2 * time.Second
	}
	return &Site{now: o.Now, slow: o.Slow, ads: ads}, nil
}

// Handler serves all sites on one host, each below its name ("/zorgkring/…").
// Since robots.txt holds per host, a crawl needs Serve instead.
func (s *Site) Handler() http.Handler {
	mux := http.NewServeMux()
	for _, o := range outlets {
		prefix := "/" + o.name
		mux.Handle(prefix+"/", http.StripPrefix(prefix, s.handler(o, prefix)))
	}
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) {
		s.servePage(w, r, "index", view{Title: "Demonstratie", Outlets: outlets})
	})
	return mux
}

// handler serves one site whose addresses begin with the prefix.
func (s *Site) handler(o outlet, prefix string) http.Handler {
	v := &visit{Site: s, outlet: o, prefix: prefix}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /robots.txt", v.robots)
	mux.HandleFunc("GET /stijl.css", v.style)
	mux.HandleFunc("GET /{$}", v.overview)
	mux.HandleFunc("GET /vacature/{id}", v.detail)
	switch o.name {
	case siteBoard:
		mux.HandleFunc("GET "+forbiddenRoot+"{id}", v.detail)
		mux.HandleFunc("GET /sitemap-index.xml.gz", v.sitemapIndex)
		mux.HandleFunc("GET /sitemap-1.xml.gz", v.sitemapPart)
		mux.HandleFunc("GET /sitemap-2.xml", v.sitemapPart)
	case siteCare:
		mux.HandleFunc("GET /o/{id}", v.detail)
		mux.HandleFunc("GET /api/offers/", v.offers)
	case siteAgency:
		mux.HandleFunc("GET /vacatures.rss", v.feed)
	}
	return mux
}

// visit answers requests to one site.
type visit struct {
	*Site
	outlet outlet
	prefix string
}

// base is the address of the site as the visitor wrote it, without end slash.
func (v *visit) base(r *http.Request) string { return "http://" + r.Host + v.prefix }

// listed returns the ads of this site in the order of the overview.
func (v *visit) listed() []*ad {
	var out []*ad
	for i := range v.ads {
		if v.ads[i].on(v.outlet.name) {
			out = append(out, &v.ads[i])
		}
	}
	return out
}

// path is where this site shows the ad.
func (v *visit) path(a *ad) string { return detailPath(v.outlet.name, a) }

func detailPath(site string, a *ad) string {
	switch {
	case a.Quirk == quirkForbidden:
		return forbiddenRoot + a.ID
	case site == siteCare:
		return "/o/" + a.ID
	}
	return "/vacature/" + a.ID
}

// robots allows everything but the drafts of the board.
func (v *visit) robots(w http.ResponseWriter, r *http.Request) {
	text := "User-agent: *\nDisallow: " + v.prefix + forbiddenRoot + "\n"
	if v.outlet.name == siteBoard {
		text += "\nSitemap: " + v.base(r) + v.outlet.sitemap + "\n"
	}
	s := strings.NewReader(text)
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	http.ServeContent(w, r, "", v.now, s)
}

// reply sends a body with ETag and Last-Modified and answers conditional and
// range requests.
func reply(w http.ResponseWriter, r *http.Request, contentType string, body []byte, modified time.Time) {
	sum := sha256.Sum256(body)
	w.Header().Set("Content-Type", contentType)
	w.Header().Set("ETag", `"`+hex.EncodeToString(sum[:8])+`"`)
	http.ServeContent(w, r, "", modified, bytes.NewReader(body))
}

// Running is the demonstration while it listens.
type Running struct {
	// URLs holds the address of each site by its name, without end slash.
	URLs    map[string]string
	servers []*http.Server
}

// Serve listens on loopback, each site on its own address where the system
// allows (127.0.0.1, 127.0.0.2 …), else on its own port, until the context ends
// or Close is called.
func (s *Site) Serve(ctx context.Context) (*Running, error) {
	run := &Running{URLs: map[string]string{}}
	for i, o := range outlets {
		l, err := listen(ctx, i+1)
		if err != nil {
			return nil, errors.Join(fmt.Errorf("demo site %s: %w", o.name, err), run.Close())
		}
		srv := &http.Server{Handler: s.handler(o, ""), ReadHeaderTimeout: headerWait}
		run.servers = append(run.servers, srv)
		run.URLs[o.name] = "http://" + l.Addr().String()
		go func() { _ = srv.Serve(l) }() // ends with ErrServerClosed
	}
	context.AfterFunc(ctx, func() { _ = run.Close() })
	return run, nil
}

// listen takes a free port on 127.0.0.n, or on 127.0.0.1 where the system gives
// loopback only that address (macOS).
func listen(ctx context.Context, n int) (net.Listener, error) {
	var lc net.ListenConfig
	l, err := lc.Listen(ctx, "tcp4", fmt.Sprintf("127.0.0.%d:0", n))
	if err != nil {
		return lc.Listen(ctx, "tcp4", "127.0.0.1:0")
	}
	return l, nil
}

// Close stops all sites at once; requests under way are cut off.
func (run *Running) Close() error {
	var errs []error
	for _, srv := range run.servers {
		errs = append(errs, srv.Close())
	}
	return errors.Join(errs...)
}
