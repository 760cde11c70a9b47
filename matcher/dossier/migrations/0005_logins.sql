-- +goose Up
ALTER TABLE user ADD COLUMN theme TEXT NOT NULL DEFAULT '' CHECK (theme IN ('', 'light', 'dark', 'contrast'));

-- One row for each time that somebody signed in, so that a person sees where
-- the account is open and can end it there. The session names its row.
CREATE TABLE login (
	id         TEXT PRIMARY KEY,
	user_id    TEXT NOT NULL REFERENCES user(id),
	agent      TEXT NOT NULL,
	created_at INTEGER NOT NULL,
	seen_at    INTEGER NOT NULL
) STRICT;
CREATE INDEX login_user ON login(user_id);

-- +goose Down
DROP TABLE login;
ALTER TABLE user DROP COLUMN theme;
