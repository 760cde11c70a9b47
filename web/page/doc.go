// Package page is the room of the HTML pages, one file each.
//
// Not allowed in here: SQL, Bleve and rules of matching.
package page
