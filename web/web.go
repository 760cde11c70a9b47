package web

import (
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"runtime/debug"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/google/uuid"

	"passend/web/account"
	"passend/web/api"
	"passend/web/desk"
	"passend/web/locale"
	"passend/web/page"
	"passend/web/static"
	"passend/web/view"
)

// Config is what the web service is made of.
type Config struct {
	Desk *desk.Desk
	Log  *slog.Logger
	// Secure is true behind HTTPS: cookies are for HTTPS only and HSTS is sent.
	Secure bool
	// Origin is the address of the site as people type it; passkeys belong to it.
	Origin string
	// TrustedProxies are the addresses whose X-Forwarded-For counts; none by default.
	TrustedProxies []string
	// WithoutFactor lets staff work without a second factor; for trying out only.
	WithoutFactor bool
	// Demo shows the banner that everything is made up.
	Demo    bool
	Version string
}

// maxBody bounds a request: a form, a pasted vacancy text or a CV fits.
const maxBody = 12 << 20

// New builds the whole web service as one handler.
func New(c Config) (http.Handler, error) {
	catalogues, err := locale.Load()
	if err != nil {
		return nil, err
	}
	assets, err := static.New()
	if err != nil {
		return nil, err
	}
	views, err := view.New(catalogues, assets)
	if err != nil {
		return nil, err
	}
	host, err := ownHost(c.Origin)
	if err != nil {
		return nil, err
	}
	accounts := account.New(c.Desk.People, account.Config{Secure: c.Secure, Origin: c.Origin, WithoutFactor: c.WithoutFactor})

	gin.SetMode(gin.ReleaseMode)
	engine := gin.New()
	if err := engine.SetTrustedProxies(c.TrustedProxies); err != nil {
		return nil, fmt.Errorf("trusted proxies: %w", err)
	}
	engine.HandleMethodNotAllowed = true
	engine.Use(requestID(c.Log), headers(c.Secure), onlyHost(host), limitBody())
	engine.GET(static.Prefix+"*name", gin.WrapH(assets))
	engine.GET(healthPath, func(g *gin.Context) { g.String(http.StatusOK, "ok\n") })
	document := api.Register(engine, &api.API{Desk: c.Desk, Accounts: accounts, Text: catalogues[locale.Default], Log: c.Log, Version: c.Version})
	page.Register(engine, &page.Pages{
		Desk: c.Desk, Accounts: accounts, Views: views, Catalogues: catalogues, Log: c.Log,
		Demo: c.Demo, Version: c.Version, Documentation: func() view.DocsPage { return api.Documentation(document) },
	})

	// Requests that change something must come from our own pages.
	csrf := http.NewCrossOriginProtection()
	return compress(csrf.Handler(accounts.Sessions.LoadAndSave(engine))), nil
}

// requestID gives every request an id, logs it without its query (a query may
// hold what a person searched for) and turns a panic into a 500.
func requestID(log *slog.Logger) gin.HandlerFunc {
	return func(g *gin.Context) {
		id := uuid.NewString()
		g.Set("request_id", id)
		g.Header("X-Request-Id", id)
		start := time.Now()
		defer func() {
			if r := recover(); r != nil {
				log.Error("panic", "request", id, "path", g.FullPath(), "panic", r, "stack", string(debug.Stack()))
				g.AbortWithStatus(http.StatusInternalServerError)
			}
			log.Debug("request", "request", id, "method", g.Request.Method, "route", g.FullPath(),
				"status", g.Writer.Status(), "took", time.Since(start))
		}()
		g.Next()
	}
}

// headers sends what keeps other sites out: no inline scripts or styles, no
// framing, no sniffing, no referrer with an id in it, no cache of pages.
func headers(secure bool) gin.HandlerFunc {
	const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
		"connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; manifest-src 'self'"
	return func(g *gin.Context) {
		h := g.Writer.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()")
		h.Set("Cache-Control", "no-store")
		if secure {
			h.Set("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
		}
		g.Next()
	}
}

// healthPath is asked by the machine itself, at whatever name it has there.
const healthPath = "/gezond"

// ownHost is the host of the origin, "" when there is no origin.
func ownHost(origin string) (string, error) {
	if origin == "" {
		return "", nil
	}
	u, err := url.Parse(origin)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return "", fmt.Errorf("origin %q is no address of a site such as https://passend.example", origin)
	}
	return bareHost(u.Host), nil
}

// bareHost is the host without the ports that browsers leave out.
func bareHost(host string) string {
	return strings.TrimSuffix(strings.TrimSuffix(strings.ToLower(host), ":443"), ":80")
}

// onlyHost refuses requests for another host than ours: a page elsewhere whose
// name was pointed at this machine (DNS rebinding) counts as the same site to
// the browser. An empty host leaves every request through.
func onlyHost(host string) gin.HandlerFunc {
	return func(g *gin.Context) {
		if host != "" && bareHost(g.Request.Host) != host && g.Request.URL.Path != healthPath {
			g.String(http.StatusMisdirectedRequest, "Dit adres hoort niet bij deze dienst.\n")
			g.Abort()
			return
		}
		g.Next()
	}
}

func limitBody() gin.HandlerFunc {
	return func(g *gin.Context) {
		g.Request.Body = http.MaxBytesReader(g.Writer, g.Request.Body, maxBody)
		g.Next()
	}
}
