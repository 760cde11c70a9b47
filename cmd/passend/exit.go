package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"syscall"

	"golang.org/x/term"

	"passend/index/sqlite"
	"passend/matcher/dossier"
)

// Exit codes; the README lists them.
const (
	exitOK         = 0
	exitUnexpected = 1 // something the program did not expect
	exitUsage      = 2 // the command line is not right
	exitInput      = 3 // a file that was given cannot be read or is not right
	exitInUse      = 4 // another process owns the data folder
	exitAddress    = 5 // the address or port is in use
	exitDisk       = 6 // the disk is full
	exitPermission = 7 // no permission for a file or folder
	exitDamaged    = 8 // a file in the data folder is damaged, newer, or under another key
	exitFinding    = 9 // a check found something wrong
	exitStopped    = 130
)

// inputError is a file or argument that is not right; its text is for the user.
type inputError struct{ err error }

func (e *inputError) Error() string { return e.err.Error() }
func (e *inputError) Unwrap() error { return e.err }

func input(format string, args ...any) error { return &inputError{fmt.Errorf(format, args...)} }

// findingError is a check that ran and found something wrong.
type findingError struct{ text string }

func (e *findingError) Error() string { return e.text }

// outcome is one row of the table from error to exit code and sentence; the
// first row that fits counts.
type outcome struct {
	err  error
	code int
	text string
}

var outcomes = []outcome{
	{context.Canceled, exitStopped, "Gestopt."},
	{sqlite.ErrLocked, exitInUse, "Deze gegevensmap is in gebruik door een ander proces van Passend. Stop dat proces, of kies een andere map met --data."},
	{sqlite.ErrFull, exitDisk, "De schijf is vol. Maak ruimte en probeer het opnieuw; wat al bewaard is, blijft bewaard."},
	{syscall.ENOSPC, exitDisk, "De schijf is vol. Maak ruimte en probeer het opnieuw; wat al bewaard is, blijft bewaard."},
	{syscall.EADDRINUSE, exitAddress, "Dit adres of deze poort is al in gebruik. Kies een andere poort met --port of --listen."},
	{syscall.EACCES, exitPermission, "Geen toestemming voor dit bestand, deze map of deze poort."},
	{sqlite.ErrPermission, exitPermission, "Geen toestemming om in de gegevensmap te lezen of te schrijven."},
	{fs.ErrPermission, exitPermission, "Geen toestemming voor dit bestand of deze map."},
	{sqlite.ErrKey, exitDamaged, "De hoofdsleutel past niet bij deze gegevensmap. Gebruik de sleutel waarmee de map is gemaakt."},
	{dossier.ErrWrongKey, exitDamaged, "De hoofdsleutel past niet bij deze gegevensmap. Gebruik de sleutel waarmee de map is gemaakt."},
	{sqlite.ErrNewer, exitDamaged, "Deze gegevensmap is gemaakt door een nieuwere versie van Passend. Gebruik die versie."},
	{sqlite.ErrDamaged, exitDamaged, "Een bestand in de gegevensmap is beschadigd. Zet een reservekopie terug."},
}

// report prints one clear sentence for err and returns the exit code.
func report(s *session, err error) int {
	if err == nil {
		return exitOK
	}
	var in *inputError
	var found *findingError
	switch {
	case errors.As(err, &in):
		fmt.Fprintf(s.stderr, "passend: %v\n", in)
		return exitInput
	case errors.As(err, &found):
		fmt.Fprintf(s.stderr, "passend: %v\n", found)
		return exitFinding
	}
	if errors.Is(err, sqlite.ErrIO) && sqlite.DiskFull(s.data) {
		err = fmt.Errorf("%w: %w", sqlite.ErrFull, err)
	}
	for _, o := range outcomes {
		if errors.Is(err, o.err) {
			if o.code == exitStopped {
				fmt.Fprintln(s.stderr, o.text)
			} else {
				fmt.Fprintf(s.stderr, "passend: %s (%v)\n", o.text, err)
			}
			return o.code
		}
	}
	if errors.Is(err, fs.ErrNotExist) {
		fmt.Fprintf(s.stderr, "passend: Dit bestand of deze map bestaat niet. (%v)\n", err)
		return exitInput
	}
	fmt.Fprintf(s.stderr, "passend: Er ging iets mis: %v\n", err)
	return exitUnexpected
}

func isDir(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

func isTerminal(f *os.File) bool { return term.IsTerminal(int(f.Fd())) }
