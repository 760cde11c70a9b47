-- +goose Up
CREATE TABLE thing (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
-- +goose Down
DROP TABLE thing;
