// Package personal is the room that says where personal data of recruiters and
// contact persons stands in a text: e-mail addresses, telephone numbers, names
// after "contact opnemen met". It is for the index and the logs, which leave
// them out (GDPR art. 5(1)(c), data minimisation); it changes no text that is
// kept and stores nothing.
package personal
