-- Which version of a vacancy its signature was made of, so that it is made once.
-- +goose Up
ALTER TABLE signature ADD COLUMN version INTEGER NOT NULL DEFAULT 0;

-- +goose Down
ALTER TABLE signature DROP COLUMN version;
