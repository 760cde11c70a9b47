// Package demosite is the room of the demonstration: a handful of small web
// sites with fictional Dutch vacancies, each publishing in its own way, served
// on loopback. It serves and never fetches: no client, no address outside
// loopback, no real employer or person may enter.
package demosite
