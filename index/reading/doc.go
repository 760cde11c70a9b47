// Package reading is the room where a vacancy is read: its text becomes facts
// and demands, each with level, basis and a literal quote. The lexicon lives in
// data files and has a version.
//
// No profile of a person, no clock and no network may enter here: the same
// vacancy gives the same reading on every machine.
package reading
