-- +goose Up
-- How often the same read was done again on the day of its line in the audit:
-- a list that is opened twenty times is one line that says so.
CREATE TABLE audit_repeat (
	seq     INTEGER PRIMARY KEY REFERENCES audit(seq),
	times   INTEGER NOT NULL,
	last_at INTEGER NOT NULL
) STRICT;
DROP INDEX audit_worker;
CREATE INDEX audit_worker ON audit(worker_id, at);

-- +goose Down
DROP INDEX audit_worker;
CREATE INDEX audit_worker ON audit(worker_id);
DROP TABLE audit_repeat;
