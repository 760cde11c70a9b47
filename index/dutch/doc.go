// Package dutch is the room of Dutch words: tokens with byte offsets, folding,
// stemming, compound splitting, patterns of words, sentence and clause borders,
// numbers with their units, clock times and dates.
//
// It knows words and not their meaning for work, so nothing but the standard
// library and golang.org/x/text/unicode/norm may enter: no search engine, no
// vacancy, no person, no clock. Every function is linear in the length of its
// input, and everything it finds carries byte offsets into the text it was given.
package dutch
