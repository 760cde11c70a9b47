package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"

	"golang.org/x/sync/errgroup"

	"passend/web"
	"passend/web/control"
)

// serveCmd runs the web service until it is stopped.
type serveCmd struct {
	Listen  string   `help:"Adres en poort." default:"127.0.0.1:8080"`
	Secure  bool     `help:"De dienst staat achter HTTPS: cookies alleen via HTTPS."`
	Origin  string   `help:"Adres van de dienst zoals mensen het typen (https://passend.example); nodig voor toegangssleutels."`
	Sources string   `help:"Bestand met bronnen: elke nacht worden de vacatures opgehaald." placeholder:"BESTAND"`
	Contact string   `help:"E-mailadres of webpagina waar beheerders van sites u kunnen bereiken." env:"PASSEND_CONTACT"`
	NoCode  bool     `help:"Medewerkers mogen zonder extra code of toegangssleutel werken. Alleen om uit te proberen, niet met gegevens van echte mensen." name:"without-second-factor"`
	Proxies []string `help:"Adressen van proxy's waarvan X-Forwarded-For geldt." name:"trusted-proxy"`
}

func (c *serveCmd) Run(s *session) error {
	f, err := openFolder(s)
	if err != nil {
		return err
	}
	if f.borrowed {
		return input("op deze gegevensmap draait al een webdienst")
	}
	if c.Sources != "" && c.Contact == "" {
		return errors.Join(input("geef met --contact een e-mailadres of webpagina op, zodat beheerders van sites u kunnen bereiken"), f.close())
	}
	f.nightly = nightly{sources: c.Sources, contact: c.Contact}
	if c.Sources != "" {
		f.nightly.sources = s.path(c.Sources)
	}
	if c.Secure && len(c.Proxies) == 0 {
		fmt.Fprintln(s.stderr, "Let op: noem met --trusted-proxy het adres van de proxy die HTTPS doet. Zonder dat telt iedereen die inlogt als hetzelfde adres, en kan één persoon het inloggen voor anderen ophouden.")
	}
	if c.NoCode {
		fmt.Fprintln(s.stderr, "Let op: medewerkers kunnen nu met alleen een wachtwoord bij gegevens over gezondheid. Gebruik --without-second-factor alleen om uit te proberen.")
	}
	l, err := listen(s, c.Listen)
	if err != nil {
		return errors.Join(err, f.close())
	}
	err = f.serve(s, l, web.Config{Secure: c.Secure, Origin: c.Origin, TrustedProxies: c.Proxies, WithoutFactor: c.NoCode}, nil)
	return errors.Join(err, f.close())
}

// listen takes the address; it fails at once when that is in use.
func listen(s *session, address string) (net.Listener, error) {
	l, err := (&net.ListenConfig{}).Listen(s.ctx, "tcp", address)
	if err != nil {
		return nil, fmt.Errorf("webdienst: %w", err)
	}
	return l, nil
}

// serve answers pages, API and control socket until the session's context ends.
// ready, when given, is called with the address once requests are answered.
func (f *folder) serve(s *session, l net.Listener, cfg web.Config, ready func(url string)) error {
	cfg.Desk, cfg.Log, cfg.Version = f.desk(), s.log, version
	jobs, err := f.jobs(s)
	if err != nil {
		return errors.Join(err, l.Close())
	}
	handler, err := web.New(cfg)
	if err != nil {
		return errors.Join(err, l.Close())
	}
	srv := &http.Server{
		Handler: handler,
		// A slow client must not hold a connection for ever; a pasted CV may take a while.
		ReadHeaderTimeout: 10 * time.Second, ReadTimeout: time.Minute, WriteTimeout: 2 * time.Minute, IdleTimeout: 2 * time.Minute,
		MaxHeaderBytes: 64 << 10,
	}
	g, ctx := errgroup.WithContext(s.ctx)
	g.Go(func() error {
		if err := srv.Serve(l); !errors.Is(err, http.ErrServerClosed) {
			return fmt.Errorf("webdienst: %w", err)
		}
		return nil
	})
	g.Go(func() error {
		<-ctx.Done()
		stop, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
		defer cancel()
		return srv.Shutdown(stop)
	})
	g.Go(func() error { return jobs.Run(ctx) })
	g.Go(func() error {
		return control.Serve(ctx, f.dir, func(ctx context.Context, c control.Command, stdout, stderr io.Writer) int {
			return run(&session{ctx: ctx, stdin: http.NoBody, stdout: stdout, stderr: stderr, dir: c.Dir, service: f}, c.Args)
		})
	})
	url := "http://" + l.Addr().String()
	s.log.Info("webdienst", "adres", url)
	if ready != nil {
		ready(url)
	} else {
		s.printf("Passend draait op %s. Stoppen met Ctrl-C.\n", url)
	}
	return g.Wait()
}
