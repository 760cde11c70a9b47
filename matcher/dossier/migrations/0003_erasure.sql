-- +goose Up
-- Proof of an erasure; it holds nothing of the person.
CREATE TABLE erasure (
	worker_id TEXT PRIMARY KEY,
	at        INTEGER NOT NULL,
	by_user   TEXT NOT NULL,
	reason    TEXT NOT NULL,
	counts    TEXT NOT NULL
) STRICT;

-- +goose Down
DROP TABLE erasure;
