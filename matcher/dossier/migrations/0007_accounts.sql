-- +goose Up
-- Access outside the caseload for a short time, with a reason (break-glass).
ALTER TABLE assignment ADD COLUMN expires_at INTEGER;

-- Why a text that the guard warned of was kept, sealed with the dossier's key.
ALTER TABLE profile ADD COLUMN confirmed BLOB;
ALTER TABLE capacity ADD COLUMN confirmed BLOB;
ALTER TABLE record ADD COLUMN confirmed BLOB;

CREATE INDEX worker_label ON worker(label, id);
CREATE INDEX audit_at ON audit(at);

-- Secrets of invitations and of the API are kept as hashes only.
CREATE TABLE invitation (
	hash       BLOB PRIMARY KEY,
	user_id    TEXT NOT NULL REFERENCES user(id),
	by_user    TEXT NOT NULL,
	created_at INTEGER NOT NULL,
	expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX invitation_user ON invitation(user_id);

-- The secret is sealed; last_step keeps a code from being used twice.
CREATE TABLE second_factor (
	user_id      TEXT PRIMARY KEY REFERENCES user(id),
	secret       BLOB NOT NULL,
	confirmed_at INTEGER,
	last_step    INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE passkey (
	id         BLOB PRIMARY KEY,
	user_id    TEXT NOT NULL REFERENCES user(id),
	name       TEXT NOT NULL,
	credential BLOB NOT NULL,
	created_at INTEGER NOT NULL,
	used_at    INTEGER
) STRICT;
CREATE INDEX passkey_user ON passkey(user_id);

CREATE TABLE api_token (
	id         TEXT PRIMARY KEY,
	hash       BLOB NOT NULL UNIQUE,
	user_id    TEXT NOT NULL REFERENCES user(id),
	name       TEXT NOT NULL,
	scopes     TEXT NOT NULL,
	created_at INTEGER NOT NULL,
	expires_at INTEGER NOT NULL,
	revoked_at INTEGER
) STRICT;
CREATE INDEX api_token_user ON api_token(user_id);

-- Folders that hold backups: what is erased is erased there too.
CREATE TABLE backup_place (
	dir     TEXT PRIMARY KEY,
	last_at INTEGER NOT NULL
) STRICT;

-- Which column of a caseload file means what, kept under a name.
CREATE TABLE import_mapping (
	name TEXT PRIMARY KEY,
	at   INTEGER NOT NULL,
	body TEXT NOT NULL
) STRICT;

-- +goose Down
DROP TABLE import_mapping;
DROP TABLE backup_place;
DROP TABLE api_token;
DROP TABLE passkey;
DROP TABLE second_factor;
DROP TABLE invitation;
DROP INDEX audit_at;
DROP INDEX worker_label;
ALTER TABLE record DROP COLUMN confirmed;
ALTER TABLE capacity DROP COLUMN confirmed;
ALTER TABLE profile DROP COLUMN confirmed;
ALTER TABLE assignment DROP COLUMN expires_at;
