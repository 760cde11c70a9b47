-- +goose Up
-- Codes for who lost the telephone or the key of the second factor: each works
-- once, and only its hash is kept.
CREATE TABLE recovery_code (
	hash       BLOB PRIMARY KEY,
	user_id    TEXT NOT NULL REFERENCES user(id),
	created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX recovery_code_user ON recovery_code(user_id);

-- +goose Down
DROP TABLE recovery_code;
