-- +goose Up
-- Everything that happens around a worker, append-only: a correction is a new
-- record that names the one it corrects. body is sealed with the dossier's key.
CREATE TABLE record (
	id         TEXT PRIMARY KEY,
	worker_id  TEXT NOT NULL REFERENCES worker(id),
	kind       TEXT NOT NULL,
	at         INTEGER NOT NULL,
	by_user    TEXT NOT NULL,
	by_role    TEXT NOT NULL,
	vacancy_id TEXT NOT NULL DEFAULT '',
	corrects   TEXT NOT NULL DEFAULT '',
	body       BLOB NOT NULL
) STRICT;
CREATE INDEX record_worker ON record(worker_id, kind, at);
CREATE INDEX record_vacancy ON record(vacancy_id) WHERE vacancy_id <> '';

-- Contacts with employers belong to the agency, not to one worker, and hold
-- nothing about a person's health.
CREATE TABLE employer_contact (
	id         TEXT PRIMARY KEY,
	employer   TEXT NOT NULL,
	at         INTEGER NOT NULL,
	by_user    TEXT NOT NULL,
	channel    TEXT NOT NULL,
	outcome    TEXT NOT NULL,
	follow_up  TEXT NOT NULL DEFAULT '',
	note       TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX employer_contact_employer ON employer_contact(employer, at);

-- +goose Down
DROP TABLE employer_contact;
DROP TABLE record;
