-- What employers told about a vacancy. The latest answer on a key stands.
-- +goose Up
CREATE TABLE answer (
  id      INTEGER PRIMARY KEY,
  vacancy INTEGER NOT NULL REFERENCES vacancy (n),
  key     TEXT    NOT NULL,            -- demand key
  level   INTEGER NOT NULL,
  value   REAL    NOT NULL,
  unit    TEXT    NOT NULL,
  text    TEXT    NOT NULL,            -- in the employer's words
  by      TEXT    NOT NULL,            -- who asked
  at      INTEGER NOT NULL
);
CREATE INDEX answer_vacancy ON answer (vacancy, id);
