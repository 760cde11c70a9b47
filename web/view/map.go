package view

import (
	_ "embed"
	"fmt"
	"html/template"
	"math"
	"strings"

	"passend/web/desk"
)

// The outline is drawn from Natural Earth (public domain) by way of the npm
// package world-atlas (ISC licence).
//
//go:generate go run map_gen.go -in $NPM_PACKAGES -out data/outline.txt
//go:embed data/outline.txt
var outline string

// The projection of map_gen.go: equal lengths at 51.5 degrees north.
const (
	mapWest, mapNorth = 2.4, 53.65
	mapScale          = 100.0
	mapNarrow         = 0.6225146366376195
	mapWidth          = 312
	mapHeight         = 424
	// markerRoom is the distance that numbered markers keep, so that each
	// number can be read.
	markerRoom = 15.0
)

// MapPicture is a map of the Netherlands and Belgium with markers.
type MapPicture struct {
	// Name is what the picture shows, for who cannot see it.
	Name    string
	Markers []Marker
}

// Marker is one employer on the map: a number at its first place and dots at the
// others.
type Marker struct {
	Number int
	Title  string
	// Open is drawn round and filled, what is not is drawn square and hollow.
	Open   bool
	Points []desk.Point
}

func project(p desk.Point) (x, y float64) {
	return (p.Lon - mapWest) * mapScale * mapNarrow, (mapNorth - p.Lat) * mapScale
}

// drawMap draws the picture. Markers that would cover each other move aside,
// with a line to their place.
func drawMap(m MapPicture) template.HTML {
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="map" viewBox="0 0 %d %d" role="img" aria-label="%s">`, mapWidth, mapHeight, template.HTMLEscapeString(m.Name))
	for country := range strings.Lines(outline) {
		fmt.Fprintf(&b, `<path class="land" d="%s"/>`, strings.TrimSpace(country))
	}
	var placed [][2]float64
	var dots, marks strings.Builder
	for _, k := range m.Markers {
		for i, p := range k.Points {
			x, y := project(p)
			if x < 0 || y < 0 || x > mapWidth || y > mapHeight {
				continue
			}
			if i > 0 || k.Number == 0 {
				fmt.Fprintf(&dots, `<circle class="dot" cx="%.1f" cy="%.1f" r="2.2"/>`, x, y)
				continue
			}
			mx, my := aside(x, y, placed)
			placed = append(placed, [2]float64{mx, my})
			if mx != x || my != y {
				fmt.Fprintf(&dots, `<path class="lead-line" d="M%.1f %.1fL%.1f %.1f"/>`, x, y, mx, my)
			}
			marker(&marks, k, mx, my)
		}
	}
	b.WriteString(dots.String() + marks.String() + `</svg>`)
	return template.HTML(b.String()) //nolint:gosec // numbers and escaped text only
}

func marker(b *strings.Builder, k Marker, x, y float64) {
	title := template.HTMLEscapeString(k.Title)
	if k.Open {
		fmt.Fprintf(b, `<g class="mark open"><title>%s</title><circle cx="%.1f" cy="%.1f" r="7"/>`, title, x, y)
	} else {
		fmt.Fprintf(b, `<g class="mark"><title>%s</title><rect x="%.1f" y="%.1f" width="13" height="13" rx="2"/>`, title, x-6.5, y-6.5)
	}
	fmt.Fprintf(b, `<text x="%.1f" y="%.1f" text-anchor="middle">%d</text></g>`, x, y+3, k.Number)
}

// aside finds the nearest free spot on a spiral around the place.
func aside(x, y float64, placed [][2]float64) (float64, float64) {
	for step := range 200 {
		r, angle := 1.6*math.Sqrt(float64(step))*math.Sqrt2, float64(step)*2.4
		if step > 0 {
			r += markerRoom / 2
		}
		px, py := x+r*math.Cos(angle), y+r*math.Sin(angle)
		if step == 0 {
			px, py = x, y
		}
		free := px > 8 && py > 8 && px < mapWidth-8 && py < mapHeight-8
		for _, q := range placed {
			free = free && math.Hypot(px-q[0], py-q[1]) >= markerRoom
		}
		if free {
			return px, py
		}
	}
	return x, y
}
