package index

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"passend/index/archive"
	"passend/index/demand"
	"passend/index/vacancy"
)

// reopen opens the index of a folder again.
func reopen(t *testing.T, dir string, a *archive.Archive, reader Reader) *setup {
	t.Helper()
	return openIndex(t, dir, a, Options{Reader: reader})
}

// settle waits until the index has followed everything and rebuilds nothing.
func (s *setup) settle(t *testing.T) Status {
	t.Helper()
	for range 600 {
		st, err := s.Status(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		if st.Current() && st.Documents == st.Total && s.text.Load().hash() == s.hash {
			return st
		}
		s.Notify()
		time.Sleep(10 * time.Millisecond)
	}
	st, _ := s.Status(context.Background())
	t.Fatalf("the index does not settle: %+v", st)
	return Status{}
}

func (t *textIndex) hash() string {
	v, _ := t.bleve.GetInternal(keySchema)
	return string(v)
}

func TestFollowing(t *testing.T) {
	s := newSetup(t, Options{})
	kept := s.keep(t, ads()...)
	ctx := t.Context()
	if err := s.archive.MarkClosed(ctx, kept[1].ID, "410", day0); err != nil {
		t.Fatal(err)
	}
	v := ads()[0]
	v.Title = "Buschauffeur"
	s.keep(t, v)
	if got := numbers(s.search(t, Request{Box: "chauffeur"})); got != "0" {
		t.Errorf("after closing and changing: %q", got)
	}
	if got := numbers(s.search(t, Request{Box: "vrachtwagen"})); got != "" {
		t.Errorf("the old title is still found: %q", got)
	}
	if view := s.Columns().View(); view.Open.Live() != 4 || view.Closed.Live() != 1 {
		t.Errorf("columns: %d open, %d closed", view.Open.Live(), view.Closed.Live())
	}
	if err := s.archive.Reopen(ctx, kept[1].ID, "by hand", day0); err != nil {
		t.Fatal(err)
	}
	if err := s.Sync(ctx); err != nil {
		t.Fatal(err)
	}
	if got := numbers(s.search(t, Request{Box: "taxichauffeur"})); got != "1" {
		t.Errorf("after reopening: %q", got)
	}
	readings, err := s.archive.Stale(ctx, "plain 1", 0, 10)
	if err != nil || len(readings) != 0 {
		t.Errorf("%d readings are not kept, %v", len(readings), err)
	}
}

func TestAnswersOfEmployersReachTheColumns(t *testing.T) {
	s := newSetup(t, Options{})
	kept := s.keep(t, ads()...)
	answer := archive.Answer{Key: demand.LiftCarry, Level: 1, Value: 3, Unit: "kg", Text: "Tillen valt mee: 3 kg.", By: "jobhunter", At: day0}
	if err := s.archive.PutAnswer(t.Context(), kept[0].ID, answer); err != nil {
		t.Fatal(err)
	}
	if err := s.Sync(t.Context()); err != nil {
		t.Fatal(err)
	}
	open, told := s.Columns().View().Open, 0
	for i := range open.Len() {
		if !open.Removed(i) && open.Row(i).Levels.Task.Has(demand.LiftCarry) && open.Row(i).Kilos[0] == 3 {
			told++
		}
	}
	if told != 1 {
		t.Errorf("%d vacancies lift 3 kilos, want the one that was asked about", told)
	}
}

func TestClosedLongAgoLeavesTheColumns(t *testing.T) {
	s := newSetup(t, Options{Now: func() time.Time { return day0.AddDate(2, 0, 0) }})
	kept := s.keep(t, ads()...)
	if err := s.archive.MarkClosed(t.Context(), kept[0].ID, "410", day0.AddDate(0, 1, 0)); err != nil {
		t.Fatal(err)
	}
	if err := s.archive.MarkClosed(t.Context(), kept[1].ID, "410", day0.AddDate(1, 6, 0)); err != nil {
		t.Fatal(err)
	}
	if err := s.Sync(t.Context()); err != nil {
		t.Fatal(err)
	}
	if view := s.Columns().View(); view.Open.Live() != 3 || view.Closed.Live() != 1 {
		t.Errorf("columns: %d open, %d closed", view.Open.Live(), view.Closed.Live())
	}
}

// TestBackgroundFollowing waits for the writer, whose clock runs ten seconds a
// look, so that the flush rule is met.
func TestBackgroundFollowing(t *testing.T) {
	var looks atomic.Int64
	s := newSetup(t, Options{Now: func() time.Time { return day0.Add(time.Duration(looks.Add(1)) * 10 * time.Second) }})
	if _, err := s.archive.KeepAll(t.Context(), ads(), day0); err != nil {
		t.Fatal(err)
	}
	s.settle(t)
	if got := s.search(t, Request{Box: "chauffeur"}).Total; got != 2 {
		t.Errorf("%d found", got)
	}
}

func TestHealing(t *testing.T) {
	for name, harm := range map[string]func(t *testing.T, s *setup){
		"nothing": func(*testing.T, *setup) {},
		"no pointer": func(t *testing.T, s *setup) {
			if err := os.Remove(filepath.Join(s.root, pointer)); err != nil {
				t.Fatal(err)
			}
		},
		"pointer is nonsense": func(t *testing.T, s *setup) { write(t, filepath.Join(s.root, pointer), "../../etc") },
		"folder is gone": func(t *testing.T, s *setup) {
			if err := os.RemoveAll(s.text.Load().dir); err != nil {
				t.Fatal(err)
			}
		},
		"segment is cut": func(t *testing.T, s *setup) {
			zaps, err := filepath.Glob(filepath.Join(s.text.Load().dir, "store", "*.zap"))
			if err != nil || len(zaps) == 0 {
				t.Fatal(zaps, err)
			}
			if err := os.Truncate(zaps[0], 10); err != nil {
				t.Fatal(err)
			}
		},
		"columns are nonsense": func(t *testing.T, s *setup) { write(t, s.snapshot.path, "x") },
		"columns are gone": func(t *testing.T, s *setup) {
			if err := os.Remove(s.snapshot.path); err != nil {
				t.Fatal(err)
			}
		},
		"meta is nonsense": func(t *testing.T, s *setup) {
			write(t, filepath.Join(s.text.Load().dir, "index_meta.json"), "{")
		},
		"root is nonsense": func(t *testing.T, s *setup) {
			write(t, filepath.Join(s.text.Load().dir, "store", "root.bolt"), strings.Repeat("x", 9000))
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			a := openArchive(t, dir)
			s := openIndex(t, dir, a, Options{})
			s.keep(t, ads()...)
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			harm(t, s)
			again := reopen(t, dir, a, nil)
			defer again.Close()
			again.settle(t)
			if got := again.search(t, Request{Box: "chauffeur"}).Total; got != 2 {
				t.Errorf("%d found", got)
			}
			if dirs, _ := filepath.Glob(filepath.Join(dir, "index", textPrefix+"*")); len(dirs) != 1 {
				t.Errorf("folders left: %v", dirs)
			}
		})
	}
}

func TestArchiveFromABackup(t *testing.T) {
	dir := t.TempDir()
	a := openArchive(t, dir)
	s := openIndex(t, dir, a, Options{})
	s.keep(t, ads()[:3]...)
	old := filepath.Join(t.TempDir(), "archive.db")
	if err := a.Backup(t.Context(), old); err != nil {
		t.Fatal(err)
	}
	s.keep(t, ads()...)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	back := openArchive(t, filepath.Dir(old))
	again := openIndex(t, dir, back, Options{})
	defer again.Close()
	again.settle(t)
	if got, live := again.search(t, Request{}).Total, again.Columns().View().Open.Live(); got != 3 || live != 3 {
		t.Errorf("%d found, %d in the columns", got, live)
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestLostVacanciesAreFoundMissing(t *testing.T) {
	s := newSetup(t, Options{})
	kept := s.keep(t, ads()...)
	id, err := key(kept[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.text.Load().bleve.Delete(id); err != nil {
		t.Fatal(err)
	}
	if same, err := s.Verify(t.Context()); err != nil || same {
		t.Fatalf("not noticed: %v, %v", same, err)
	}
	if got := s.search(t, Request{Box: "chauffeur"}).Total; got != 2 {
		t.Errorf("%d found", got)
	}
	if same, err := s.Verify(t.Context()); err != nil || !same {
		t.Errorf("after the cure: %v, %v", same, err)
	}
}

func TestNewReaderReadsAnew(t *testing.T) {
	dir := t.TempDir()
	a := openArchive(t, dir)
	s := openIndex(t, dir, a, Options{})
	s.keep(t, ads()...)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	again := reopen(t, dir, a, allNight{plainReader{"night"}})
	again.settle(t)
	for again.snapshot.stale.Load() {
		time.Sleep(time.Millisecond)
	}
	// Of the text index only what reads otherwise is written, into the same one.
	if got := numbers(again.search(t, Request{Box: "plaats:Meppel"})); got != "1" {
		t.Errorf("the place that only the new reader sees finds %q", got)
	}
	if again.text.Load().dir != s.text.Load().dir {
		t.Error("a new reader made a new text index")
	}
	if v, err := again.text.Load().bleve.GetInternal(keyReader); err != nil || string(v) != "night" {
		t.Errorf("the text index is of reader %q, %v", v, err)
	}
	view := again.Columns().View()
	if view.Open.Live() != 5 {
		t.Errorf("%d in the columns", view.Open.Live())
	}
	for i, g := range view.Open.Gates() {
		if !view.Open.Removed(i) && g.HoursMax != 40 {
			t.Errorf("row %d is as it was", i)
		}
	}
	if stale, err := a.Stale(t.Context(), "night", 0, 10); err != nil || len(stale) != 0 {
		t.Errorf("%d readings stay old, %v", len(stale), err)
	}
	if err := again.Close(); err != nil {
		t.Fatal(err)
	}
	if files, _ := filepath.Glob(filepath.Join(dir, "index", columnsGlob)); len(files) != 1 || files[0] != again.snapshot.path {
		t.Errorf("snapshots left: %v", files)
	}
}

// TestRebuildWhileInUse swaps under searches and changes.
func TestRebuildWhileInUse(t *testing.T) {
	s := newSetup(t, Options{})
	s.keep(t, ads()...)
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 2)
	go func() {
		for ctx.Err() == nil {
			res, err := s.Search(context.Background(), Request{Box: "chauffeur"})
			if err == nil && res.Total != 2 {
				err = errors.New("a search lost vacancies")
			}
			if err != nil {
				done <- err
				return
			}
		}
		done <- nil
	}()
	go func() {
		for i := 0; ctx.Err() == nil; i++ {
			v := &vacancy.Vacancy{Source: "more", ExternalID: strings.Repeat("x", 1+i%50), Title: "Bakker", Text: strings.Repeat("brood ", 1+i)}
			_, err := s.archive.Keep(context.Background(), v, day0)
			if err == nil {
				err = s.Sync(context.Background())
			}
			if err != nil {
				done <- err
				return
			}
		}
		done <- nil
	}()
	told := 0
	for range 4 {
		if err := s.Rebuild(t.Context(), func(int, int) { told++ }); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Merge(t.Context()); err != nil {
		t.Fatal(err)
	}
	stop()
	for range 2 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	if told == 0 {
		t.Error("progress was not told")
	}
	if same, err := s.Verify(t.Context()); err != nil || !same {
		t.Errorf("verify: %v, %v", same, err)
	}
}
