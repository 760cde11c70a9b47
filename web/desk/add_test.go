package desk

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"passend/index/archive"
	"passend/index/vacancy"
	"passend/matcher/dossier"
	"passend/matcher/profile"
)

// keeper keeps what is added, and shows one vacancy on every page.
type keeper struct{ kept []vacancy.Vacancy }

func (k *keeper) Visit(_ context.Context, address string) ([]vacancy.Vacancy, error) {
	return []vacancy.Vacancy{{URL: address, Title: "Planner"}}, nil
}

func (k *keeper) Keep(_ context.Context, v *vacancy.Vacancy) (string, error) {
	k.kept = append(k.kept, *v)
	return v.Title, nil
}

func TestAdd(t *testing.T) {
	d, now, someone := hunterDesk(t)
	long := "Planner gevraagd\r\nJe plant ritten voor onze chauffeurs, 24 uur per week in Tilburg."
	for _, c := range []struct {
		name  string
		draft Draft
		title string // "" is refused
	}{
		{"address", Draft{Address: " https://example.org/planner "}, "Planner"},
		{"text, title from its first line", Draft{Text: long}, "Planner gevraagd"},
		{"text with title", Draft{Text: long, Title: "Ritplanner", Place: "Tilburg"}, "Ritplanner"},
		{"nothing", Draft{}, ""},
		{"no web address", Draft{Address: "planner.example"}, ""},
		{"another scheme", Draft{Address: "file:///etc/passwd"}, ""},
		{"a password in the address", Draft{Address: "https://a:b@example.org/"}, ""},
		{"too short", Draft{Text: "Planner gezocht"}, ""},
		{"too long", Draft{Text: strings.Repeat("Je plant ritten. ", 3000)}, ""},
		{"a title too long", Draft{Text: long, Title: strings.Repeat("planner ", 30)}, ""},
		{"a service number", Draft{Text: long + " BSN 111222333"}, ""},
		{"a service number is never confirmed", Draft{Text: long + " BSN 111222333", Confirmed: "mag"}, ""},
		{"about health", Draft{Text: long + " Bij ons werkt iemand met een depressie."}, ""},
		{"about health in the title", Draft{Text: long, Title: "Planner met een depressie"}, ""},
		{"about the work", Draft{Text: long + " Je begeleidt mensen met een depressie.", Confirmed: "zorg"}, "Planner gevraagd"},
		{"marks that turn the writing", Draft{Text: long, Title: "Rit\u202eplanner\u0007\u200b  gezocht"}, "Ritplanner gezocht"},
	} {
		k := &keeper{}
		d.Adder = k
		ids, err := d.Add(t.Context(), someone, c.draft)
		var invalid *dossier.InvalidError
		if c.title == "" {
			if !errors.As(err, &invalid) || len(k.kept) > 0 {
				t.Errorf("%s: %v, %v kept", c.name, err, k.kept)
			}
			continue
		}
		if err != nil || len(ids) != 1 || k.kept[0].Title != c.title {
			t.Errorf("%s: %v, %v, %v", c.name, ids, err, k.kept)
		}
		if k.kept[0].Source != addedSource || k.kept[0].ExternalID == "" {
			t.Errorf("%s: no identity: %+v", c.name, k.kept[0])
		}
	}
	k := &keeper{}
	d.Adder = k
	for _, a := range []dossier.Actor{{}, {UserID: "a", Role: dossier.RoleAdmin}, {UserID: "p", Role: dossier.RolePrivacyOfficer}, {UserID: "c", Role: dossier.RoleClient}} {
		if _, err := d.Add(t.Context(), a, Draft{Text: long}); !errors.Is(err, dossier.ErrDenied) || len(k.kept) > 0 {
			t.Errorf("%s may add: %v", a.Role, err)
		}
	}
	other := dossier.Actor{UserID: "other", Role: dossier.RoleCoach}
	for i := range addsADay {
		if _, err := d.Add(t.Context(), other, Draft{Text: long}); err != nil {
			t.Fatalf("number %d: %v", i+1, err)
		}
	}
	var invalid *dossier.InvalidError
	if _, err := d.Add(t.Context(), other, Draft{Text: long}); !errors.As(err, &invalid) {
		t.Errorf("more than %d on a day: %v", addsADay, err)
	}
	*now = now.AddDate(0, 0, 1)
	if _, err := d.Add(t.Context(), other, Draft{Text: long}); err != nil {
		t.Errorf("the next day: %v", err)
	}
	lines, err := d.People.SearchAudit(t.Context(), dossier.Actor{UserID: "p", Role: dossier.RolePrivacyOfficer}, dossier.AuditQuery{Action: "vacancy.add", UserID: someone.UserID})
	if err != nil || len(lines) != 5 {
		t.Fatalf("%d lines, %v", len(lines), err)
	}
	if !slices.ContainsFunc(lines, func(e dossier.Entry) bool { return e.Detail == "vacature Ritplanner" }) {
		t.Errorf("audit = %+v", lines)
	}
}

// list is a record of vacancies that is read page by page, the cursor a text.
type list struct {
	Hiring
	records  []archive.Record
	answered []archive.AnsweredBy
}

func (l list) AnsweredBy(context.Context) ([]archive.AnsweredBy, error) { return l.answered, nil }

func (l list) List(_ context.Context, f archive.Filter, cursor string, limit int) (archive.Page, error) {
	from := 0
	if cursor != "" {
		n, err := strconv.ParseInt(cursor, 36, 64)
		if err != nil {
			return archive.Page{}, archive.ErrNotFound
		}
		from = int(n)
	}
	var page archive.Page
	for i := from; i < len(l.records) && len(page.Records) < limit; i++ {
		if f.Source == "" || l.records[i].Source == f.Source {
			page.Records = append(page.Records, l.records[i])
		}
		if len(page.Records) == limit && i+1 < len(l.records) {
			page.Next = strconv.FormatInt(int64(i+1), 36)
		}
	}
	return page, nil
}

// coached adds a coach with a worker who is in the caseload of the hunter too.
func coached(t *testing.T, d *Desk, hunter dossier.Actor) (dossier.Actor, string) {
	t.Helper()
	coach, err := d.People.AddUser(t.Context(), dossier.System("test"), dossier.NewUser{Login: "coach", Role: dossier.RoleCoach})
	if err != nil {
		t.Fatal(err)
	}
	a := dossier.Actor{UserID: coach.ID, Role: coach.Role}
	worker, err := d.People.As(a).AddWorker(t.Context(), profile.Worker{Label: "case-1"}, hunter.UserID)
	if err != nil {
		t.Fatal(err)
	}
	return a, worker
}

// TestUnreleased: what users added is out of a job hunter's list until a coach
// goes on with it, and in when the coach refuses it no longer.
func TestUnreleased(t *testing.T) {
	d, _, hunter := hunterDesk(t)
	ctx := t.Context()
	a, worker := coached(t, d, hunter)
	record := func(id, source string) archive.Record {
		return archive.Record{Vacancy: vacancy.Vacancy{ID: id, Source: source}}
	}
	d.Hiring = list{records: []archive.Record{record("crawled", "site"), record("one", addedSource), record("two", addedSource)}}
	without := func() map[string]bool {
		t.Helper()
		r, err := d.rules(ctx, hunter, worker)
		if err != nil {
			t.Fatal(err)
		}
		return r.Without
	}
	if got := without(); !maps.Equal(got, map[string]bool{"one": true, "two": true}) {
		t.Errorf("before: %v", got)
	}
	decide := func(next, corrects string) string {
		t.Helper()
		b := dossier.Consideration{Vacancy: vacancy.Vacancy{ID: "one", Title: "Planner"}, Hash: "x", Versions: "v", Proposal: "navragen", Verdict: "navragen", Next: next, Motivation: "Past bij de richting die we samen kozen."}
		if next == "reject" {
			b.Rejections = []dossier.Rejection{{Code: dossier.RejectLevel}}
		}
		id, err := d.People.As(a).Add(ctx, dossier.New{WorkerID: worker, VacancyID: "one", Corrects: corrects, Body: b})
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
	id := decide("keep", "")
	if got := without(); !maps.Equal(got, map[string]bool{"two": true}) {
		t.Errorf("released: %v", got)
	}
	decide("reject", id)
	if got := without(); !got["one"] {
		t.Errorf("refused: %v", got)
	}
	// The match for the band names in the audit who made the service look.
	if _, err := d.subject(ctx, hunter, worker); err != nil {
		t.Fatal(err)
	}
	read, err := d.People.SearchAudit(ctx, dossier.Actor{UserID: "p", Role: dossier.RolePrivacyOfficer}, dossier.AuditQuery{Action: "capacity.read"})
	if err != nil || len(read) != 1 || !strings.Contains(read[0].Detail, "band voor job_hunter "+hunter.UserID) {
		t.Errorf("audit = %+v, %v", read, err)
	}
	if r, err := d.rules(ctx, a, worker); err != nil || r.Without != nil {
		t.Errorf("the coach: %v, %v", r.Without, err)
	}
}

// TestAnswersTryNoLimits: a vacancy of which a job hunter said what the work asks,
// or that somebody added, is out of the lists of job hunters, whether it fits or not, until a coach of the
// worker goes on with it after that.
func TestAnswersTryNoLimits(t *testing.T) {
	d, now, hunter := hunterDesk(t)
	ctx := t.Context()
	a, worker := coached(t, d, hunter)
	answer := func(id, by string) archive.AnsweredBy {
		return archive.AnsweredBy{ID: id, By: by, Last: *now}
	}
	changed := *now
	check := func(when string, answered []archive.AnsweredBy, want ...string) {
		t.Helper()
		d.Hiring = list{records: []archive.Record{{Vacancy: vacancy.Vacancy{ID: "own", Source: addedSource}, Changed: changed}}, answered: answered}
		r, err := d.rules(ctx, hunter, worker)
		if got := slices.Sorted(maps.Keys(r.Without)); err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: without %v, want %v, %v", when, got, want, err)
		}
	}
	first := []archive.AnsweredBy{answer("one", hunter.UserID), answer("two", a.UserID), answer("three", "gone")}
	check("answered", first, "one", "own", "three")
	*now = now.Add(time.Hour)
	for _, id := range []string{"one", "own"} {
		b := dossier.Consideration{Vacancy: vacancy.Vacancy{ID: id, Title: "Planner"}, Hash: "x", Versions: "v", Proposal: "navragen", Verdict: "navragen", Next: "ask", Motivation: "Past bij de richting die we samen kozen."}
		if _, err := d.People.As(a).Add(ctx, dossier.New{WorkerID: worker, VacancyID: id, Body: b}); err != nil {
			t.Fatal(err)
		}
	}
	check("the coach goes on", first, "three")
	*now = now.Add(time.Hour)
	changed = *now
	check("its page was added again with another text", first, "own", "three")
	check("answered once more", append(first, answer("one", hunter.UserID), answer("own", hunter.UserID)), "one", "own", "three")
}

// TestListingGoesOn: the cursor of one part opens the next.
func TestListingGoesOn(t *testing.T) {
	d, _, hunter := hunterDesk(t)
	var all list
	for i := range 95 {
		all.records = append(all.records, archive.Record{Vacancy: vacancy.Vacancy{ID: strconv.Itoa(i)}})
	}
	d.Hiring = all
	seen := 0
	for cursor := ""; ; {
		part, next, err := d.Listing(t.Context(), hunter, archive.Filter{}, cursor, 57) // "1l" follows
		if err != nil {
			t.Fatal(err)
		}
		if seen += len(part); next == "" {
			break
		}
		cursor = next
	}
	if seen != 95 {
		t.Errorf("%d of 95", seen)
	}
	var invalid *dossier.InvalidError
	if _, _, err := d.Listing(t.Context(), hunter, archive.Filter{}, "#", 10); !errors.As(err, &invalid) {
		t.Errorf("a wrong cursor: %v", err)
	}
}
