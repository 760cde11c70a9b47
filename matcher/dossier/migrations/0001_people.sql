-- +goose Up
CREATE TABLE user (
	id            TEXT PRIMARY KEY,
	login         TEXT NOT NULL UNIQUE COLLATE NOCASE,
	role          TEXT NOT NULL,
	label         TEXT NOT NULL,
	password_hash TEXT NOT NULL DEFAULT '',
	language      TEXT NOT NULL DEFAULT 'nl',
	disabled      INTEGER NOT NULL DEFAULT 0,
	created_at    INTEGER NOT NULL
) STRICT;

CREATE TABLE session (
	token   TEXT PRIMARY KEY,
	user_id TEXT NOT NULL DEFAULT '',
	data    BLOB NOT NULL,
	expires INTEGER NOT NULL
) STRICT;
CREATE INDEX session_expires ON session(expires);

CREATE TABLE worker (
	id         TEXT PRIMARY KEY,
	label      TEXT NOT NULL,
	created_at INTEGER NOT NULL,
	ended_at   INTEGER,
	erased_at  INTEGER,
	legal_hold TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE assignment (
	user_id    TEXT NOT NULL REFERENCES user(id),
	worker_id  TEXT NOT NULL REFERENCES worker(id),
	created_at INTEGER NOT NULL,
	PRIMARY KEY (user_id, worker_id)
) STRICT;
CREATE INDEX assignment_worker ON assignment(worker_id);

-- Every version of a profile is kept; body is sealed with the dossier's key.
CREATE TABLE profile (
	worker_id TEXT NOT NULL REFERENCES worker(id),
	kind      TEXT NOT NULL CHECK (kind IN ('person', 'search')),
	version   INTEGER NOT NULL,
	at        INTEGER NOT NULL,
	by_user   TEXT NOT NULL,
	body      BLOB NOT NULL,
	PRIMARY KEY (worker_id, kind, version)
) STRICT;

-- Capacity stands apart, so that a query over profiles can never touch it.
CREATE TABLE capacity (
	worker_id TEXT NOT NULL REFERENCES worker(id),
	version   INTEGER NOT NULL,
	at        INTEGER NOT NULL,
	by_user   TEXT NOT NULL,
	body      BLOB NOT NULL,
	PRIMARY KEY (worker_id, version)
) STRICT;

CREATE TABLE audit (
	seq       INTEGER PRIMARY KEY,
	at        INTEGER NOT NULL,
	user_id   TEXT NOT NULL,
	role      TEXT NOT NULL,
	action    TEXT NOT NULL,
	worker_id TEXT NOT NULL DEFAULT '',
	detail    TEXT NOT NULL DEFAULT '',
	hash      BLOB NOT NULL
) STRICT;
CREATE INDEX audit_worker ON audit(worker_id);

-- +goose Down
DROP TABLE audit;
DROP TABLE capacity;
DROP TABLE profile;
DROP TABLE assignment;
DROP TABLE worker;
DROP TABLE session;
DROP TABLE user;
