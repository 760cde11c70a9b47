// Package report is the room of documents over what the desk returns: tables
// and letters that leave the screen.
//
// Not allowed in here: queries, and data that the role could not see on a page.
package report
