// Package matcher is the room where vacancies and workers meet: it judges,
// scores, explains and ranks, and answers what follows from it (reverse,
// employers, distance, what-if, directions).
//
// It is pure: the same inputs give the same bytes. No file, network, clock or
// randomness may enter; the date is part of a request, and what it needs of
// other rooms stands in World.
package matcher
