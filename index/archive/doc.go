// Package archive is the room where vacancies are kept: every version, their
// readings, their life from first seen to closed, duplicate groups, employers
// and how actively they hire, sources and crawl runs. A change sequence lets
// index and columns follow.
//
// It is the truth from which everything else is derived. No person, no search
// engine and no network may enter here.
package archive
