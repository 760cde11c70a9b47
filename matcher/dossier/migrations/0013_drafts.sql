-- +goose Up
-- What a file from outside was read to, until a person has approved it. body is
-- sealed: with the dossier's key, or for a table of several people (no worker
-- yet) with a key of the store.
CREATE TABLE draft (
	id         TEXT PRIMARY KEY,
	worker_id  TEXT NOT NULL DEFAULT '',
	user_id    TEXT NOT NULL REFERENCES user(id),
	at         INTEGER NOT NULL,
	expires_at INTEGER NOT NULL,
	body       BLOB NOT NULL
) STRICT;
CREATE INDEX draft_worker ON draft(worker_id, user_id);

-- +goose Down
DROP TABLE draft;
