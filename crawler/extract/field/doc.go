// Package field is the room of single values as sources write them: markup to
// plain text, dates, pay, weekly hours, places, countries and kinds of
// employment. It knows no format, no page and no source; nothing that fetches
// or keeps may enter.
package field
