// Package profile is the room of the worker: person profile, search profile
// and work capacity, severity of limitations, build-up schemes, functional
// wording without health terms, and completeness.
//
// No file, network or clock may enter here: dates are parameters.
package profile
