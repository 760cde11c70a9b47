// Package index is the room that ties archive, readings, columns and the text
// index together: it follows the archive's change sequence, reads what is not
// yet read, fills the columns, keeps the Bleve index, and answers searches.
//
// Everything here can be built again from the archive. It is never the only
// copy of anything, and no person and no network may enter.
package index
