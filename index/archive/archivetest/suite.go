package archivetest

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"passend/index/archive"
	"passend/index/reading"
	"passend/index/vacancy"
)

// The parts of an archive, as small as their users need them.
type (
	// Keeper takes in what sources show.
	Keeper interface {
		Keep(context.Context, *vacancy.Vacancy, time.Time) (archive.Kept, error)
		KeepAll(context.Context, []*vacancy.Vacancy, time.Time) ([]archive.Kept, error)
	}
	// Watcher follows the life of vacancies that are kept.
	Watcher interface {
		Seen(context.Context, string, time.Time) error
		Checked(context.Context, string, time.Time) error
		Miss(context.Context, string, string, time.Time) (archive.Miss, error)
	}
	// Closer ends and revives vacancies.
	Closer interface {
		MarkClosed(context.Context, string, string, time.Time) error
		Reopen(context.Context, string, string, time.Time) error
		Unseen(context.Context, string, time.Time) ([]string, error)
	}
	// Finder gets vacancies by identity.
	Finder interface {
		Get(context.Context, string) (*archive.Record, error)
		ByExternal(context.Context, string, string) (*archive.Record, error)
		Records(context.Context, []string) ([]archive.Record, error)
	}
	// Lister walks over vacancies.
	Lister interface {
		List(context.Context, archive.Filter, string, int) (archive.Page, error)
		Since(context.Context, int64, int) ([]archive.Record, error)
		Seq(context.Context) (int64, error)
	}
	// Historian knows what was.
	Historian interface {
		Versions(context.Context, string) ([]archive.VersionOf, error)
		Events(context.Context, string) ([]archive.Event, error)
		Count(context.Context) (open, total int, err error)
	}
	// ReadingStore keeps readings by version and reader.
	ReadingStore interface {
		PutReadings(context.Context, []archive.Read) error
		Readings(context.Context, string, []archive.Record) ([]*reading.Reading, error)
		Reading(context.Context, string, int, string) (*reading.Reading, error)
	}
	// ReadingKeeper keeps readings fresh.
	ReadingKeeper interface {
		Stale(context.Context, string, int64, int) ([]archive.Record, error)
		DropReadings(context.Context, ...string) (int64, error)
	}
	// Grouper finds and groups duplicates.
	Grouper interface {
		PutSignatures(context.Context, []archive.Signature) error
		Signed(context.Context, []archive.Record) ([]int, error)
		Candidates(context.Context, []uint64) ([]archive.Candidate, error)
		SetGroup(context.Context, string, []string, time.Time) error
		Group(context.Context, string) ([]archive.Record, error)
	}
	// EmployerBook counts hiring activity.
	EmployerBook interface {
		Employers(context.Context, int, int) ([]archive.Employer, error)
		Employer(context.Context, string) (archive.Employer, error)
		Activity(context.Context, string, string) ([]archive.Month, error)
		FlagAgency(context.Context, string, bool) error
	}
	// SourceBook remembers sources and runs.
	SourceBook interface {
		PutSource(context.Context, archive.Source) error
		Sources(context.Context) ([]archive.Source, error)
		Freeze(context.Context, string, string, time.Time) error
	}
	// RunBook remembers crawl runs.
	RunBook interface {
		StartRun(context.Context, string, time.Time) (int64, error)
		PutRun(context.Context, archive.Run) error
		Runs(context.Context, string, int) ([]archive.Run, error)
		Health(context.Context, string) (archive.Health, error)
	}
)

// Store is the whole archive. It exists for the suite alone: users name the
// parts that they need.
type Store interface {
	Keeper
	Watcher
	Closer
	Finder
	Lister
	Historian
	ReadingStore
	ReadingKeeper
	Grouper
	EmployerBook
	SourceBook
	RunBook
}

// Run runs the suite; open gives an empty store for each test.
func Run(t *testing.T, open func(*testing.T) Store) {
	for name, test := range map[string]func(*testing.T, Store){
		"keep": testKeep, "identity": testIdentity, "batch is all or none": testBatch, "life": testLife,
		"misses": testMisses, "list": testList, "changes": testChanges, "readings": testReadings,
		"groups": testGroups, "employers": testEmployers, "sources and runs": testSources,
	} {
		t.Run(name, func(t *testing.T) { test(t, open(t)) })
	}
}

var day0 = time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)

func day(n int) time.Time { return day0.AddDate(0, 0, n) }

func must[T any](v T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func want(t *testing.T, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(reading.EducationFact{})); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func ad(source, id string) *vacancy.Vacancy {
	return &vacancy.Vacancy{Source: source, ExternalID: id, URL: "https://" + source + ".example/" + id, Title: "Magazijnmedewerker " + id,
		Employer: "Van Dalen Opslag B.V.", Text: "Je verzamelt bestellingen.\nJe tilt tot 10 kg.", Hours: vacancy.Hours{Min: 96, Max: 128},
		Places: []vacancy.Place{{Name: "Zutphen", Country: "NL"}}, Posted: day(-3), FoundBy: map[string]string{"title": "json-ld"}}
}

func keep(t *testing.T, s Store, v *vacancy.Vacancy, at time.Time) archive.Kept {
	t.Helper()
	return must(s.Keep(t.Context(), v, at))(t)
}
