// Package taxonomy is the room of knowledge about work: occupations (ISCO-08,
// ESCO), competences, knowledge, tools, certificates, licences, education
// levels and sectors (SBI), how alike occupations are, what an occupation
// usually asks of body and mind, and linking text to all of these. An embedded
// default and imported official files stand behind one read-only type.
//
// The network may not enter here, nor any vacancy or person.
package taxonomy
