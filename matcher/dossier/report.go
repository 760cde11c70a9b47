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

// ReportRead says that the worker has read the report on a period, with what the
// worker has to say of it. A report is a draft until then (domain brief 5.4).
type ReportRead struct {
	// Until is the last day of the period (YYYY-MM-DD).
	Until  string `json:"until"`
	Remark string `json:"remark,omitempty"`
}

func (ReportRead) kind() Kind { return KindReportRead }

func (r ReportRead) check() error {
	return wantDate(r.Until, "Kies eerst een periode voor het verslag.")
}

func (r ReportRead) prose() []prose { return inside(r.Remark) }
