-- Times are milliseconds since 1970 UTC, 0 when there is none.
-- +goose Up
CREATE TABLE employer (
  n          INTEGER PRIMARY KEY,
  key        TEXT    NOT NULL UNIQUE,  -- normalised name
  name       TEXT    NOT NULL,         -- as first published
  agency     INTEGER NOT NULL,         -- 1: agency or intermediary
  first_seen INTEGER NOT NULL,
  open       INTEGER NOT NULL DEFAULT 0,
  total      INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX employer_open ON employer (open, n);

CREATE TABLE activity (
  employer INTEGER NOT NULL REFERENCES employer (n),
  month    TEXT    NOT NULL,           -- '2026-11'
  opened   INTEGER NOT NULL DEFAULT 0,
  closed   INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (employer, month)
) WITHOUT ROWID;

CREATE TABLE vacancy (
  n            INTEGER PRIMARY KEY,    -- order of arrival
  id           TEXT    NOT NULL UNIQUE,
  source       TEXT    NOT NULL,
  external_id  TEXT    NOT NULL,
  url          TEXT    NOT NULL,
  employer     INTEGER NOT NULL REFERENCES employer (n),
  version      INTEGER NOT NULL,       -- number of the current version, from 1
  current      INTEGER NOT NULL,       -- version.id; a foreign key would search all vacancies at each insert
  fingerprint  BLOB    NOT NULL,
  reader       INTEGER NOT NULL DEFAULT 0, -- reader that last read the current version
  first_seen   INTEGER NOT NULL,
  last_seen    INTEGER NOT NULL,
  last_checked INTEGER NOT NULL,
  changed      INTEGER NOT NULL,
  open         INTEGER NOT NULL DEFAULT 1,
  closed_at    INTEGER NOT NULL DEFAULT 0,
  close_reason TEXT    NOT NULL DEFAULT '',
  grp          TEXT    NOT NULL DEFAULT '',
  seq          INTEGER NOT NULL
);
CREATE UNIQUE INDEX vacancy_external ON vacancy (external_id, source);
CREATE UNIQUE INDEX vacancy_seq ON vacancy (seq);
CREATE INDEX vacancy_open ON vacancy (open, n);
CREATE INDEX vacancy_source ON vacancy (source, open, n);
CREATE INDEX vacancy_employer ON vacancy (employer, open, n);
CREATE INDEX vacancy_reader ON vacancy (reader, n);
CREATE INDEX vacancy_grp ON vacancy (grp) WHERE grp <> '';

CREATE TABLE version (
  id          INTEGER PRIMARY KEY,
  vacancy     INTEGER NOT NULL REFERENCES vacancy (n),
  version     INTEGER NOT NULL,
  fingerprint BLOB    NOT NULL,
  seen        INTEGER NOT NULL,
  body        BLOB    NOT NULL,        -- the vacancy as JSON, without identity and address
  UNIQUE (vacancy, version)
);

CREATE TABLE reader (
  n       INTEGER PRIMARY KEY,
  version TEXT NOT NULL UNIQUE
);
CREATE TABLE reading (
  id      INTEGER PRIMARY KEY,
  version INTEGER NOT NULL REFERENCES version (id),
  reader  INTEGER NOT NULL REFERENCES reader (n),
  body    BLOB    NOT NULL,
  UNIQUE (version, reader)
);

CREATE TABLE event (
  id       INTEGER PRIMARY KEY,
  vacancy  INTEGER NOT NULL REFERENCES vacancy (n),
  at       INTEGER NOT NULL,
  kind     TEXT    NOT NULL,
  version  INTEGER NOT NULL,
  evidence TEXT    NOT NULL
);
CREATE INDEX event_vacancy ON event (vacancy, id);

CREATE TABLE miss (
  vacancy INTEGER NOT NULL REFERENCES vacancy (n),
  kind    TEXT    NOT NULL,
  count   INTEGER NOT NULL,
  first   INTEGER NOT NULL,
  last    INTEGER NOT NULL,
  PRIMARY KEY (vacancy, kind)
) WITHOUT ROWID;

CREATE TABLE signature (
  vacancy INTEGER PRIMARY KEY REFERENCES vacancy (n),
  bytes   BLOB NOT NULL
);
CREATE TABLE band (
  hash    INTEGER NOT NULL,
  vacancy INTEGER NOT NULL REFERENCES vacancy (n),
  PRIMARY KEY (hash, vacancy)
) WITHOUT ROWID;
CREATE INDEX band_vacancy ON band (vacancy);

CREATE TABLE source (
  name       TEXT PRIMARY KEY,
  kind       TEXT    NOT NULL,
  url        TEXT    NOT NULL,
  terms      TEXT    NOT NULL,
  added      INTEGER NOT NULL,
  frozen_at  INTEGER NOT NULL DEFAULT 0,
  frozen_why TEXT    NOT NULL DEFAULT ''
);
CREATE TABLE run (
  n       INTEGER PRIMARY KEY,
  source  TEXT    NOT NULL,
  started INTEGER NOT NULL,
  ended   INTEGER NOT NULL,            -- 0 while it runs, or when it was killed
  outcome TEXT    NOT NULL,
  body    TEXT    NOT NULL             -- counts as JSON
);
CREATE INDEX run_source ON run (source, n);

CREATE TABLE sequence (value INTEGER NOT NULL);
INSERT INTO sequence VALUES (0);

-- +goose Down
DROP TABLE sequence; DROP TABLE run; DROP TABLE source; DROP TABLE band; DROP TABLE signature;
DROP TABLE miss; DROP TABLE event; DROP TABLE reading; DROP TABLE reader; DROP TABLE version;
DROP TABLE vacancy; DROP TABLE activity; DROP TABLE employer;
