// Package page is the room of web pages: which vacancies a page holds, found
// in JSON-LD, microdata, RDFa or the readable text, and which links it offers.
// It works on bytes; nothing that fetches, follows or keeps may enter.
package page
