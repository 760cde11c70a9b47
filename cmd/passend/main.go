package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"github.com/alecthomas/kong"

	"passend/index/sqlite"
	"passend/matcher/dossier"
	"passend/web/control"
)

// version is set by the release build (-ldflags "-X main.version=…").
var version = "dev"

// commands is the whole command line; each command stands in a file of its own.
type commands struct {
	Data    string           `help:"Map met alle gegevens." default:"${data}" env:"PASSEND_DATA" type:"string"`
	Verbose bool             `help:"Meld alles wat er gebeurt op stderr." short:"v"`
	Version kong.VersionFlag `help:"Toon de versie."`

	Demo      demoCmd      `cmd:"" help:"Toon Passend met een verzonnen vacaturesite: ophalen, lezen, matchen en bekijken in de browser. Alles staat in een tijdelijke map; --data bewaart het."`
	Serve     serveCmd     `cmd:"" help:"Start de webdienst."`
	Import    importCmd    `cmd:"" help:"Lees bestanden in."`
	Crawl     crawlCmd     `cmd:"" help:"Haal vacatures op bij de bronnen in een bestand."`
	Match     matchCmd     `cmd:"" help:"Zoek passende vacatures voor één werknemer, met uitleg."`
	WhatIf    whatIfCmd    `cmd:"" name:"whatif" help:"Laat zien wat één verandering aan vacatures zou openen."`
	Gap       gapCmd       `cmd:"" help:"Meet de afstand tussen persoonsprofiel en zoekprofiel."`
	Employers employersCmd `cmd:"" help:"Zoek werkgevers om te benaderen."`
	Reverse   reverseCmd   `cmd:"" help:"Zoek bij nieuwe vacatures de werknemers."`
	Source    sourceCmd    `cmd:"" help:"Beheer de bronnen."`
	Extract   extractCmd   `cmd:"" help:"Laat zien wat één pagina, feed of antwoord oplevert."`
	Index     indexCmd     `cmd:"" help:"Beheer de index."`
	Evaluate  evaluateCmd  `cmd:"" help:"Meet de kwaliteit op beoordeelde gegevens."`
	Read      readCmd      `cmd:"" help:"Laat zien wat Passend in een vacature leest, met citaten."`
	Schema    schemaCmd    `cmd:"" help:"Toon het JSON-schema van een bestand."`
	User      userCmd      `cmd:"" help:"Beheer de gebruikers."`
	Audit     auditCmd     `cmd:"" help:"Controleer het logboek."`
	Worker    workerCmd    `cmd:"" help:"Lees werknemers in, geef een dossier uit of wis het."`
	Backup    backupCmd    `cmd:"" help:"Maak een versleutelde reservekopie van alle dossiers."`
	Restore   restoreCmd   `cmd:"" help:"Controleer een reservekopie of zet haar terug."`
	Key       keyCmd       `cmd:"" help:"Beheer de hoofdsleutel."`
	Health    healthCmd    `cmd:"" help:"Vraag of de webdienst werkt."`
}

// session is what a command runs with. In a running service the folder is the
// service's own; on the command line the command opens it.
type session struct {
	ctx            context.Context
	stdin          io.Reader
	stdout, stderr io.Writer
	dir            string  // where relative paths start
	data           string  // the data folder
	service        *folder // the open folder of a running service, or nil
	interactive    bool    // stderr is a terminal
	// key is the master key of a folder that will be thrown away; nil reads it
	// from its file.
	key *dossier.MasterKey
	log *slog.Logger
}

// path makes a path of the command line absolute: in a running service the
// command was given in another folder.
func (s *session) path(p string) string {
	if p == "-" || filepath.IsAbs(p) {
		return p
	}
	return filepath.Join(s.dir, p)
}

func (s *session) printf(format string, args ...any) { fmt.Fprintf(s.stdout, format, args...) }

func main() {
	ownFilesOnly()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	dir, err := os.Getwd()
	if err != nil {
		dir = "."
	}
	s := &session{ctx: ctx, stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr, dir: dir, interactive: isTerminal(os.Stderr)}
	code := run(s, os.Args[1:])
	stop()
	os.Exit(code)
}

// exit is what the parser panics with when it has printed help or a version.
type exit int

// run parses and runs one command line and returns its exit code.
func run(s *session, args []string) (code int) {
	defer func() {
		if r := recover(); r != nil {
			e, ok := r.(exit)
			if !ok {
				panic(r)
			}
			code = int(e)
		}
	}()
	var c commands
	parser, err := kong.New(&c,
		kong.Name("passend"),
		kong.Description("Passend zoekt werk dat past bij wat iemand kan, en bewijst het met de tekst van de vacature."),
		kong.Vars{"data": defaultData(), "version": "passend " + version},
		kong.Writers(s.stdout, s.stderr),
		kong.Exit(func(code int) { panic(exit(code)) }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
		kong.Help(helpInDutch),
		kong.UsageOnError(),
	)
	if err != nil {
		return report(s, err)
	}
	k, err := parser.Parse(args)
	if err != nil {
		fmt.Fprintf(s.stderr, "passend: %s\nMet 'passend --help' ziet u alle opdrachten.\n", usageText(err))
		return exitUsage
	}
	level := slog.LevelWarn
	if c.Verbose {
		level = slog.LevelDebug
	}
	s.log = slog.New(slog.NewTextHandler(s.stderr, &slog.HandlerOptions{Level: level}))
	s.data = s.path(c.Data)
	err = k.Run(s)
	if errors.Is(err, sqlite.ErrLocked) && s.service == nil {
		code, callErr := control.Call(s.ctx, s.data, control.Command{Args: args, Dir: s.dir}, s.stdout, s.stderr)
		if callErr == nil {
			return code
		}
		if !errors.Is(callErr, control.ErrNoService) {
			err = callErr
		}
	}
	return report(s, err)
}

// defaultData is the data folder when none is named: the user's own place for
// data (XDG base directory specification).
func defaultData() string {
	if d := os.Getenv("XDG_DATA_HOME"); d != "" {
		return filepath.Join(d, "passend")
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "passend-data"
	}
	return filepath.Join(home, ".local", "share", "passend")
}
