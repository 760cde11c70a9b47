package dossier

import "context"

// NoteReport writes in the audit log that a report was made of a worker's
// dossier, and fails with ErrDenied for a role that may not see reports (domain
// brief 5.3).
func (v *View) NoteReport(ctx context.Context, workerID string) error {
	if err := v.allow(ctx, DataReports, workerID); err != nil {
		return err
	}
	return v.s.note(ctx, v.a, "report.made", workerID)
}
