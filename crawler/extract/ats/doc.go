// Package ats is the room of applicant tracking systems: which system a
// careers address belongs to, at which public address its vacancies stand, how
// its pages follow each other, and what its replies say. The systems are data
// (systems.yaml). It makes no request itself and keeps nothing.
package ats
