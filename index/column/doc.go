// Package column is the room of packed columns and postings: everything that a
// verdict, a score, a filter or a facet reads of a vacancy, for all open
// vacancies and, in a second segment, for those closed in the last twelve
// months.
//
// It is derived from vacancy and reading and can be built again at any time,
// so neither the archive nor any other record may enter, nor a person.
package column
