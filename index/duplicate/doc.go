// Package duplicate is the room that says which vacancies are one
// advertisement: fingerprints of texts, the comparison of two of them, groups,
// and what is an employer's name. It is pure; no archive, no page and no
// person may enter.
package duplicate
