package dossier

import (
	"context"
	"database/sql"
	"time"
)

// releasing are the next steps of a consideration by which a coach lets others
// of the circle work with a vacancy.
var releasing = map[string]bool{"apply": true, "ask": true, "keep": true}

// Released gives the ids of the vacancies that a coach of the worker decided to
// go on with, and when for the last time; nothing else of the decisions: for
// roles that see bands only.
func (v *View) Released(ctx context.Context, workerID string) (map[string]time.Time, error) {
	if err := v.allow(ctx, DataBand, workerID); err != nil {
		return nil, err
	}
	all, err := openRecords[Consideration](ctx, v.s, KindConsideration, workerID, "")
	if err != nil {
		return nil, err
	}
	ids := map[string]time.Time{}
	for _, r := range Current(all) {
		if releasing[r.Body.Next] && r.At.After(ids[r.VacancyID]) {
			ids[r.VacancyID] = r.At
		}
	}
	return ids, nil
}

// mayAddVacancy are the roles that work with vacancies.
var mayAddVacancy = map[Role]bool{RoleWorker: true, RoleCoach: true, RoleJobHunter: true, RoleLabourExpert: true}

// MayAddVacancy reports whether the role may bring vacancies into the record.
func MayAddVacancy(r Role) bool { return mayAddVacancy[r] }

// NoteVacancies writes who brought which vacancies in, never their text;
// confirmed says that a warning of the guard was answered.
func (v *View) NoteVacancies(ctx context.Context, confirmed bool, ids ...string) error {
	if !MayAddVacancy(v.a.Role) {
		return ErrDenied
	}
	more := ""
	if confirmed {
		more = "waarschuwing bevestigd"
	}
	return v.s.write(ctx, func(tx *sql.Tx) error {
		for _, id := range ids {
			if err := v.s.audit(ctx, tx, v.a, "vacancy.add", "", joinDetail("vacature "+id, more)); err != nil {
				return err
			}
		}
		return nil
	})
}

// NoteAnswer writes who recorded an employer's answer on which item of a
// vacancy, never its text; for roles that have contact with employers.
func (v *View) NoteAnswer(ctx context.Context, vacancyID, key string) error {
	if !May(v.a.Role, DataEmployers) {
		return ErrDenied
	}
	return v.s.write(ctx, func(tx *sql.Tx) error {
		return v.s.audit(ctx, tx, v.a, "vacancy.answer", "", joinDetail("vacature "+vacancyID, "punt "+key))
	})
}
