// Package feed is the room of feeds: RSS, Atom and JSON feeds, and XML job
// feeds in the dialects of job boards, which are data (dialects.yaml). It
// works on bytes and streams; nothing that fetches or keeps may enter.
package feed
