// Package api is the room of the JSON API with its OpenAPI document.
//
// Not allowed in here: rules that the pages do not have.
package api
