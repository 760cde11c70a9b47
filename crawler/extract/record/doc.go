// Package record is the room of structured data: JSON, XML and rows read into
// one kind of tree, and declarative mappings from such trees to vacancies.
// Markup of pages is read elsewhere; nothing that fetches or keeps may enter.
package record
