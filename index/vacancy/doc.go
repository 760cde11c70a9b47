// Package vacancy is the room of the Vacancy record: one job advertisement as
// it was published, with identity, source, times, employer, places, pay, hours
// and text.
//
// Nothing but the standard library may enter here: every other room speaks of
// vacancies, so this one may not speak of any of them.
package vacancy
