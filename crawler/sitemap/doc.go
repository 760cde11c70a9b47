// Package sitemap is the room that reads lists of addresses: sitemaps and
// sitemap indexes (sitemaps.org 0.9), RSS and Atom used as sitemaps, and plain
// text, gzipped or not. It streams, so that a list of a million addresses costs
// no more memory than one of ten.
//
// No network may enter: whoever fetches hands in readers.
package sitemap
