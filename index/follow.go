package index

import (
	"context"
	"fmt"
	"runtime"
	"time"

	"golang.org/x/sync/errgroup"

	"passend/index/archive"
	"passend/index/column"
	"passend/index/reading"
)

// change is one vacancy of the change sequence with its reading.
type change struct {
	*archive.Record
	reading *reading.Reading
}

// changes returns what comes after seq, read.
func (x *Index) changes(ctx context.Context, seq int64, limit int) ([]change, error) {
	records, err := x.opt.Archive.Since(ctx, seq, limit)
	if err != nil || len(records) == 0 {
		return nil, err
	}
	return x.read(ctx, records)
}

// read adds the readings of records: from the archive when this reader has read
// this version before, else read now on all cores and kept.
func (x *Index) read(ctx context.Context, records []archive.Record) ([]change, error) {
	version := x.opt.Reader.Version()
	readings, err := x.opt.Archive.Readings(ctx, version, records)
	if err != nil {
		return nil, err
	}
	g, _ := errgroup.WithContext(ctx)
	g.SetLimit(runtime.GOMAXPROCS(0))
	var missing []int
	for i := range records {
		if readings[i] != nil {
			continue
		}
		missing = append(missing, i)
		g.Go(func() error {
			r := x.opt.Reader.Read(&records[i].Vacancy)
			r.Version = version
			readings[i] = &r
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	if len(missing) > 0 {
		reads := make([]archive.Read, len(missing))
		for k, i := range missing {
			reads[k] = archive.Read{ID: records[i].ID, Version: records[i].Version, Reading: readings[i]}
		}
		if err := x.opt.Archive.PutReadings(ctx, reads); err != nil {
			return nil, err
		}
	}
	answers, err := x.opt.Archive.Answers(ctx, records)
	if err != nil {
		return nil, err
	}
	all := make([]change, len(records))
	for i := range records {
		all[i] = change{&records[i], Answered(readings[i], answers[i])}
	}
	return all, nil
}

// Answered returns the reading with what the employer answered put in above the
// text; without answers it is the reading itself.
func Answered(r *reading.Reading, answers []archive.Answer) *reading.Reading {
	if r == nil || len(answers) == 0 {
		return r
	}
	list := make([]column.Answer, len(answers))
	for i, a := range answers {
		list[i] = column.Answer(a)
	}
	with := column.Answered(*r, list)
	return &with
}

// follow is the background work of an index: columns first, so that a hit of
// the text index always finds its row.
func (x *Index) follow(ctx context.Context, outdated bool) {
	x.report(ctx, "heal", x.heal(ctx, outdated))
	close(x.healed)
	x.done.Go(func() { x.report(ctx, "reread", x.reread(ctx)) })
	var since time.Time // when the oldest change that waits was noticed
	poll := time.NewTicker(pollEvery)
	defer poll.Stop()
	for ctx.Err() == nil {
		waiting, err := x.waiting(ctx)
		x.report(ctx, "follow", err)
		now := x.opt.Now()
		switch {
		case waiting == 0:
			since = time.Time{}
		case since.IsZero():
			since = now
		}
		if waiting >= flushDocs || waiting > 0 && now.Sub(since) >= flushAfter {
			x.report(ctx, "follow", x.Sync(ctx))
			since = time.Time{}
		}
		if x.snapshot.due(x.columns.View().Seq, now) {
			x.report(ctx, "save columns", x.saveColumns())
		}
		select {
		case <-ctx.Done():
		case <-poll.C:
		case <-x.nudge:
		}
	}
}

// heal makes good, at the start, what happened while nobody followed. An
// outdated text index serves, and is followed, while its successor is built.
func (x *Index) heal(ctx context.Context, outdated bool) error {
	if !outdated {
		_, err := x.Verify(ctx)
		return err
	}
	x.opt.Log.Info("index: another version built the text index; it is built anew")
	x.done.Go(func() { x.report(ctx, "rebuild", x.Rebuild(ctx, nil)) })
	return x.Sync(ctx)
}

// report logs what went wrong in the background, unless the index is closing.
func (x *Index) report(ctx context.Context, doing string, err error) {
	if err != nil && ctx.Err() == nil {
		x.opt.Log.Error("index", "doing", doing, "error", err)
	}
}

// waiting is how many changes are not yet in columns or text index.
func (x *Index) waiting(ctx context.Context) (int64, error) {
	head, err := x.opt.Archive.Seq(ctx)
	if err != nil {
		return 0, err
	}
	t := x.use()
	defer t.using.RUnlock()
	seq, err := t.seq()
	return head - min(seq, x.columns.View().Seq), err
}

// Sync brings columns and text index up to the head of the change sequence now.
func (x *Index) Sync(ctx context.Context) error {
	if err := x.syncColumns(ctx); err != nil {
		return fmt.Errorf("follow the archive: columns: %w", err)
	}
	x.writing.Lock()
	defer x.writing.Unlock()
	if err := x.fill(ctx, x.text.Load()); err != nil {
		return fmt.Errorf("follow the archive: text index: %w", err)
	}
	return nil
}

// syncColumns brings the columns up to date.
func (x *Index) syncColumns(ctx context.Context) error {
	x.following.Lock()
	defer x.following.Unlock()
	for {
		changes, err := x.changes(ctx, x.columns.View().Seq, batchDocs)
		if err != nil || len(changes) == 0 {
			return err
		}
		if err := x.group(ctx, changes); err != nil {
			return err
		}
		if err := x.pack(ctx, changes, changes[len(changes)-1].Seq); err != nil {
			return err
		}
	}
}

// pack puts changes into the columns; seq is what the columns then know.
func (x *Index) pack(ctx context.Context, changes []change, seq int64) error {
	var records []column.Record
	var gone []string
	oldest := x.opt.Now().Add(-keepClosed)
	for _, c := range changes {
		if !c.Open() && c.ClosedAt.Before(oldest) {
			gone = append(gone, c.ID)
			continue
		}
		records = append(records, column.Record{Vacancy: &c.Vacancy, Reading: c.reading, FirstSeen: c.FirstSeen, ClosedAt: c.ClosedAt, Group: c.Group, Seq: min(c.Seq, seq)})
	}
	return x.columns.Apply(ctx, records, gone, seq)
}

// fill brings one text index up to date; only its one writer calls it.
func (x *Index) fill(ctx context.Context, t *textIndex) error {
	for {
		seq, err := t.seq()
		if err == nil && seq == 0 {
			err = x.load(ctx, t)
			seq = 0
		}
		if err != nil {
			return err
		}
		changes, err := x.changes(ctx, seq, batchDocs)
		if err != nil || len(changes) == 0 {
			return err
		}
		b := t.bleve.NewBatch()
		if err := x.batch(b.IndexAdvanced, b.Delete, changes); err != nil {
			return err
		}
		setSeq(b, changes[len(changes)-1].Seq)
		if err := t.bleve.Batch(b); err != nil {
			return err
		}
	}
}
