// Package web is the room of the Gin engine and its middleware.
//
// Not allowed in here: SQL and Bleve queries.
package web
