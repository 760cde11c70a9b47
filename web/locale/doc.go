// Package locale is the room of the texts on screen, one file per language.
//
// Not allowed in here: logic.
package locale
