-- +goose Up
CREATE TABLE page (
	id            INTEGER PRIMARY KEY,
	source        TEXT NOT NULL,
	url           TEXT NOT NULL,
	depth         INTEGER NOT NULL,            -- links away from the start
	probe         INTEGER NOT NULL DEFAULT 0,  -- only look whether it still exists
	due           INTEGER NOT NULL,            -- ms since 1970, as all times here
	found         INTEGER NOT NULL,
	listed        INTEGER NOT NULL,            -- last seen in a list or a link
	lastmod       INTEGER NOT NULL DEFAULT 0,  -- what the list says
	fetched       INTEGER NOT NULL DEFAULT 0,  -- last answer about the page
	outcome       TEXT NOT NULL DEFAULT '',
	failures      INTEGER NOT NULL DEFAULT 0,  -- passing ones, in a row
	etag          TEXT NOT NULL DEFAULT '',
	last_modified TEXT NOT NULL DEFAULT '',
	vacancies     TEXT NOT NULL DEFAULT '[]',  -- archive ids, JSON
	UNIQUE (source, url)
) STRICT;
CREATE INDEX page_due ON page (source, due, id);

-- How many addresses of one shape a source has shown in links.
CREATE TABLE shape (
	source TEXT NOT NULL,
	shape  TEXT NOT NULL,
	count  INTEGER NOT NULL,
	PRIMARY KEY (source, shape)
) STRICT, WITHOUT ROWID;

CREATE TABLE spend (
	host  TEXT NOT NULL,
	day   TEXT NOT NULL,
	count INTEGER NOT NULL,
	PRIMARY KEY (host, day)
) STRICT, WITHOUT ROWID;
