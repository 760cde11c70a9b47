// Package source is the room of what to crawl: the file of sources, and what
// an address turns out to be. It fetches only through an interface that it is
// given and keeps nothing.
package source
