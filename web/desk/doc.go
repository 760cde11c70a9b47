// Package desk is the room of what a person of a role may see and do; it ties dossier, index and matcher, and decides what is even loaded.
//
// Not allowed in here: HTML, HTTP and SQL.
package desk
