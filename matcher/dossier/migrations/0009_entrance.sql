-- +goose Up
-- access_round counts how often every way into the account was ended at once;
-- reset_at is when an administrator's deed led to a new password, 0 is never.
ALTER TABLE user ADD COLUMN access_round INTEGER NOT NULL DEFAULT 0;
ALTER TABLE user ADD COLUMN reset_at INTEGER NOT NULL DEFAULT 0;

-- +goose Down
ALTER TABLE user DROP COLUMN reset_at;
ALTER TABLE user DROP COLUMN access_round;
