// Package static is the room of the embedded stylesheets and scripts.
//
// Not allowed in here: anything from a third party's server.
package static
