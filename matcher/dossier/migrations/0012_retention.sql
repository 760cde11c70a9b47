-- +goose Up
-- When the end of the retention was announced; 0 is not yet.
ALTER TABLE worker ADD COLUMN warned_at INTEGER NOT NULL DEFAULT 0;

-- +goose Down
ALTER TABLE worker DROP COLUMN warned_at;
