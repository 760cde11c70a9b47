-- +goose Up
CREATE TABLE data_key (
	worker_id TEXT PRIMARY KEY,
	wrapped   BLOB NOT NULL,
	at        INTEGER NOT NULL
) STRICT;

-- +goose Down
DROP TABLE data_key;
