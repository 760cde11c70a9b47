package archive_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"passend/index/archive"
	"passend/index/demand"
	"passend/index/vacancy"
)

func TestAnswersAreKeptAndFollowed(t *testing.T) {
	ctx, a := t.Context(), open(t)
	at := time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)
	v := vacancy.Vacancy{Source: "demo", ExternalID: "1", Title: "Magazijnmedewerker", Employer: "Voorbeeld Logistiek", Text: "Je vult vakken."}
	kept, err := a.Keep(ctx, &v, at)
	if err != nil {
		t.Fatal(err)
	}
	before, err := a.Seq(ctx)
	if err != nil {
		t.Fatal(err)
	}
	first := archive.Answer{Key: demand.LiftCarry, Level: 2, Value: 8, Unit: "kg", Text: "Soms 8 kilo.", By: "jobhunter-1", At: at}
	second := archive.Answer{Key: demand.LiftCarry, Level: 1, Value: 3, Unit: "kg", Text: "Tillen valt mee: 3 kg.", By: "jobhunter-2", At: at.AddDate(0, 0, 1)}
	for _, x := range []archive.Answer{first, second} {
		if err := a.PutAnswer(ctx, kept.ID, x); err != nil {
			t.Fatal(err)
		}
	}
	changed, err := a.Since(ctx, before, 10)
	if err != nil || len(changed) != 1 || changed[0].ID != kept.ID {
		t.Fatalf("changes %v, %v", changed, err)
	}
	got, err := a.Answers(ctx, changed)
	if err != nil || len(got) != 1 || len(got[0]) != 2 || got[0][0] != first || got[0][1] != second {
		t.Fatalf("answers %+v, %v", got, err)
	}
	for name, x := range map[string]archive.Answer{"no key": {Level: 1, By: "x"}, "level": {Key: demand.Lift, Level: 4, By: "x"}, "nobody": {Key: demand.Lift, Level: 1}} {
		if err := a.PutAnswer(ctx, kept.ID, x); !errors.Is(err, archive.ErrAnswer) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := a.PutAnswer(ctx, "nothing", first); !errors.Is(err, archive.ErrNotFound) {
		t.Errorf("unknown vacancy: %v", err)
	}
}

// copies keeps one advertisement as three sources give it, not yet in one group.
func copies(t *testing.T, a *archive.Archive, at time.Time) []string {
	t.Helper()
	var ids []string
	for _, source := range []string{"one", "two", "three"} {
		kept, err := a.Keep(t.Context(), &vacancy.Vacancy{Source: source, ExternalID: "1", Title: "Magazijnmedewerker", Employer: "Voorbeeld Logistiek", Text: "Je vult vakken."}, at)
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, kept.ID)
	}
	return ids
}

// TestAnsweredBy: who answered, the last time, for every copy.
func TestAnsweredBy(t *testing.T) {
	ctx, a := t.Context(), open(t)
	at := time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)
	ids := copies(t, a, at)
	if err := a.SetGroup(ctx, ids[0], ids[:2], at); err != nil {
		t.Fatal(err)
	}
	later := at.Add(time.Hour)
	for _, x := range []archive.Answer{{By: "h", At: later}, {By: "h", At: at}, {By: "c", At: at}} {
		x.Key, x.Level = demand.Noise, 1
		if err := a.PutAnswer(ctx, ids[1], x); err != nil {
			t.Fatal(err)
		}
	}
	got, err := a.AnsweredBy(ctx)
	want := []archive.AnsweredBy{{ids[0], "c", at}, {ids[0], "h", later}, {ids[1], "c", at}, {ids[1], "h", later}}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("got %v, want %v, %v", got, want, err)
	}
}

// An answer holds for what is the same advertisement, as long as it is that.
func TestAnswersHoldForTheGroup(t *testing.T) {
	ctx, a := t.Context(), open(t)
	at := time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)
	ids := copies(t, a, at)
	group := func(name string, ids ...string) {
		t.Helper()
		if err := a.SetGroup(ctx, name, ids, at); err != nil {
			t.Fatal(err)
		}
	}
	answered := func(since int64) map[string]int {
		t.Helper()
		records, err := a.Since(ctx, since, 10)
		if err != nil {
			t.Fatal(err)
		}
		all, err := a.Answers(ctx, records)
		if err != nil {
			t.Fatal(err)
		}
		n := map[string]int{}
		for i := range records {
			n[records[i].ID] = len(all[i])
		}
		return n
	}
	seq := func() int64 {
		t.Helper()
		n, err := a.Seq(ctx)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	group(ids[0], ids[:2]...)
	before := seq()
	if err := a.PutAnswer(ctx, ids[1], archive.Answer{Key: demand.LiftCarry, Level: 1, Text: "Valt mee.", By: "coach-1", At: at}); err != nil {
		t.Fatal(err)
	}
	if got := answered(before); len(got) != 2 || got[ids[0]] != 1 || got[ids[1]] != 1 {
		t.Errorf("after the answer: %v", got)
	}
	before = seq()
	group(ids[0], ids[2])
	if got := answered(before); got[ids[2]] != 1 {
		t.Errorf("one that joined: %v", got)
	}
	before = seq()
	group("", ids[1])
	if got := answered(before); len(got) != 3 || got[ids[1]] != 1 {
		t.Errorf("after the answered one left: %v", got)
	} else if got[ids[0]] != 0 || got[ids[2]] != 0 {
		t.Errorf("those that stayed: %v", got)
	}
}
