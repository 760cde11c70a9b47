// Package intake is the room that turns outside files into drafts of a worker:
// CV, FML or IZP, caseload, VUM, Europass and JSON Resume. Every value of a
// draft stands beside the text that it was read from, for a person to approve.
//
// Nothing is saved in here, nothing reaches the network, and no name, contact
// data or BSN gets into a profile.
package intake
