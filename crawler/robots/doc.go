// Package robots is the room that answers one question: may this address be
// fetched? It reads robots.txt as RFC 9309 prescribes, with the two common
// additions Crawl-delay and Sitemap, and keeps the answer for a day.
//
// No network may enter: whoever fetches hands in the bytes and the status.
package robots
