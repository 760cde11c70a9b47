// Package file is the room of files with vacancies: JSON lines, tables (CSV,
// XLSX) and VUM messages. It reads what it is given as a stream and goes on
// after a bad line; it opens no file itself and keeps nothing.
package file
