// Package extract is the room where bytes become vacancies: it chooses among
// the readers of pages, feeds, applicant systems and files below it. It makes
// no request and keeps nothing.
package extract
