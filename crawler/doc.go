// Package crawler is the room of the crawl: for every source it plans what to
// fetch, fetches it politely, extracts the vacancies, and keeps them with the
// evidence of when each was seen, missed and closed. What goes wrong with a
// page, a feed or a source is counted by kind and never stops the rest.
//
// It keeps through an interface and knows no search engine and no person;
// nothing of what a page says may enter its reports and logs.
package crawler
