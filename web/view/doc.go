// Package view is the room of templates and server-side drawings.
//
// Not allowed in here: queries.
package view
