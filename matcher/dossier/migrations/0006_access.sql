-- +goose Up
-- Tokens of the API and invitations stand as hashes: who reads the file cannot
-- use them.
CREATE TABLE api_token (
	id         TEXT PRIMARY KEY,
	user_id    TEXT NOT NULL REFERENCES user(id),
	name       TEXT NOT NULL,
	hash       BLOB NOT NULL UNIQUE,
	scopes     TEXT NOT NULL,
	created_at INTEGER NOT NULL,
	expires_at INTEGER NOT NULL,
	used_at    INTEGER,
	revoked_at INTEGER
) STRICT;
CREATE INDEX api_token_user ON api_token(user_id);

CREATE TABLE invitation (
	hash       BLOB PRIMARY KEY,
	user_id    TEXT NOT NULL REFERENCES user(id),
	by_user    TEXT NOT NULL,
	created_at INTEGER NOT NULL,
	expires_at INTEGER NOT NULL,
	used_at    INTEGER
) STRICT;
CREATE INDEX invitation_user ON invitation(user_id);

-- +goose Down
DROP TABLE invitation;
DROP TABLE api_token;
