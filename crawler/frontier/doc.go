// Package frontier is the room that remembers what to fetch next: every address
// of every source, when it is due, what was last heard of it and which
// vacancies it gave. It is durable, so that a crawl that is killed goes on
// where it was, and it refuses the endless addresses of calendars and sessions.
//
// No network and no vacancy text may enter.
package frontier
