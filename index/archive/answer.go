package archive

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"passend/index/demand"
)

// ErrAnswer is returned for an answer without a key, a level of 0–3, or who
// asked.
var ErrAnswer = errors.New("an answer needs a key, a level of 0 to 3, and who asked")

// Answer is what an employer told a person about the work of a vacancy: it
// tells of the work, never of a worker.
type Answer struct {
	Key   demand.Key   `json:"key"`
	Level demand.Level `json:"level"`
	Value float64      `json:"value,omitempty"`
	Unit  string       `json:"unit,omitempty"`
	// Text is the answer in the employer's words, By who asked and At when.
	Text string    `json:"text,omitempty"`
	By   string    `json:"by"`
	At   time.Time `json:"at"`
}

// PutAnswer keeps an answer and tells the change sequence of every vacancy that is
// the same advertisement, so that columns take it over. Earlier answers stay kept.
func (a *Archive) PutAnswer(ctx context.Context, id string, x Answer) error {
	if x.Key == demand.None || int(x.Key) >= demand.Count || x.Level < 0 || x.Level > 3 || x.By == "" {
		return ErrAnswer
	}
	return a.onVacancy(ctx, "keep an answer on", id, func(c *change, v known) error {
		if err := c.exec("INSERT INTO answer (vacancy, key, level, value, unit, text, by, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
			v.n, x.Key.String(), int(x.Level), x.Value, x.Unit, x.Text, x.By, millis(x.At)); err != nil {
			return err
		}
		var group string
		if _, err := c.one("SELECT grp FROM vacancy WHERE n = ?", []any{v.n}, &group); err != nil {
			return err
		}
		return c.touch(v.n, group)
	})
}

// touch tells the change sequence of a vacancy and of what is in its group.
func (c *change) touch(n int64, group string) error {
	found, err := c.QueryContext(c.ctx, "SELECT n FROM vacancy WHERE n = ? OR ?2 <> '' AND grp = ?2 AND grp <> '' ORDER BY n", n, group)
	if err != nil {
		return err
	}
	defer found.Close()
	var all []int64
	for found.Next() {
		var one int64
		if err := found.Scan(&one); err != nil {
			return err
		}
		all = append(all, one)
	}
	if err := found.Err(); err != nil {
		return err
	}
	for _, one := range all {
		if err := c.exec("UPDATE vacancy SET seq = ? WHERE n = ?", c.next(), one); err != nil {
			return err
		}
	}
	return nil
}

// AnsweredBy says of a vacancy, and so of each that is the same advertisement, who
// recorded an answer on it and when for the last time.
type AnsweredBy struct {
	ID, By string
	Last   time.Time
}

// AnsweredBy lists all vacancies for which an answer holds.
func (a *Archive) AnsweredBy(ctx context.Context) ([]AnsweredBy, error) {
	return rows(ctx, a, "list answered vacancies", `
		WITH same AS (
			SELECT vacancy AS n, by, at FROM answer UNION ALL
			SELECT w.n, x.by, x.at FROM answer x JOIN vacancy v ON v.n = x.vacancy AND v.grp <> '' JOIN vacancy w ON w.grp = v.grp AND w.grp <> '' AND w.n <> v.n)
		SELECT v.id, s.by, max(s.at) FROM same s JOIN vacancy v ON v.n = s.n GROUP BY v.n, s.by ORDER BY v.n, s.by`, nil,
		func(x *AnsweredBy, scan func(...any) error) error {
			var at int64
			err := scan(&x.ID, &x.By, &at)
			x.Last = fromMillis(at)
			return err
		})
}

// Answers returns the answers on each of the records and on what is the same
// advertisement, in the order in which they were given. Those on a key that this
// program no longer knows are left out.
func (a *Archive) Answers(ctx context.Context, records []Record) ([][]Answer, error) {
	numbers := make([]int64, len(records))
	for i := range records {
		numbers[i] = records[i].Number
	}
	list, err := json.Marshal(numbers)
	if err != nil {
		return nil, fmt.Errorf("get answers: %w", err)
	}
	type row struct {
		record int
		known  bool
		Answer
	}
	found, err := rows(ctx, a, "get answers", `
		WITH asked AS (SELECT key AS place, value AS n FROM json_each(?)), same AS (
			SELECT place, n FROM asked UNION ALL
			SELECT a.place, w.n FROM asked a JOIN vacancy v ON v.n = a.n AND v.grp <> '' JOIN vacancy w ON w.grp = v.grp AND w.grp <> '' AND w.n <> v.n)
		SELECT s.place, x.key, x.level, x.value, x.unit, x.text, x.by, x.at
		FROM same s JOIN answer x ON x.vacancy = s.n ORDER BY s.place, x.id`, []any{string(list)},
		func(r *row, scan func(...any) error) error {
			var key string
			var at int64
			err := scan(&r.record, &key, &r.Level, &r.Value, &r.Unit, &r.Text, &r.By, &at)
			r.Key, r.known = demand.ParseKey(key)
			r.At = fromMillis(at)
			return err
		})
	if err != nil {
		return nil, err
	}
	all := make([][]Answer, len(records))
	for i := range found {
		if r := &found[i]; r.known {
			all[r.record] = append(all[r.record], r.Answer)
		}
	}
	return all, nil
}
