//go:build ignore

// Command map_gen draws the outline of the Netherlands and Belgium from the
// unpacked npm package world-atlas (npm pack world-atlas; tar xzf into a folder
// world-atlas below -in) as the path of an SVG picture, one line per country.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"math"
	"os"
	"path/filepath"
	"strings"
)

// The projection; map.go has the same figures (a test compares the corners).
const (
	west, north = 2.4, 53.65
	scale       = 100.0              // units of the picture a degree of latitude
	narrow      = 0.6225146366376195 // cosine of 51.5 degrees
	// coarse is the deviation that a line may have, in units: less than a
	// pixel at the width that the picture is shown.
	coarse = 0.55
	// smallest leaves out islets, in square units.
	smallest = 1.5
)

type topology struct {
	Transform struct{ Scale, Translate [2]float64 }
	Arcs      [][][2]float64
	Objects   struct {
		Countries struct {
			Geometries []struct {
				ID   string
				Type string
				Arcs json.RawMessage
			}
		}
	}
}

type point struct{ x, y float64 }

func main() {
	in := flag.String("in", ".", "folder with world-atlas/package")
	out := flag.String("out", "data/outline.txt", "output")
	flag.Parse()
	b, err := os.ReadFile(filepath.Join(*in, "world-atlas", "package", "countries-10m.json"))
	if err != nil {
		log.Fatal(err)
	}
	var t topology
	if err := json.Unmarshal(b, &t); err != nil {
		log.Fatal(err)
	}
	var text strings.Builder
	for _, country := range []string{"528", "056"} { // ISO 3166-1 numeric: NL, BE
		for _, g := range t.Objects.Countries.Geometries {
			if g.ID == country {
				for _, ring := range t.rings(g.Type, g.Arcs) {
					draw(&text, ring)
				}
				text.WriteByte('\n')
			}
		}
	}
	if err := os.WriteFile(*out, []byte(text.String()), 0o644); err != nil {
		log.Fatal(err)
	}
}

func (t *topology) rings(kind string, raw json.RawMessage) (out [][]point) {
	var polygons [][][]int
	if kind == "Polygon" {
		polygons = make([][][]int, 1)
		raw = append(append(json.RawMessage("["), raw...), ']')
	}
	if err := json.Unmarshal(raw, &polygons); err != nil {
		log.Fatal(err)
	}
	for _, p := range polygons {
		for _, ring := range p {
			var points []point
			for _, arc := range ring {
				points = append(points, t.arc(arc)...)
			}
			out = append(out, points)
		}
	}
	return out
}

// arc decodes one line; shared borders are simplified by the arc, so that both
// sides stay the same. A negative number is the arc backwards.
func (t *topology) arc(n int) []point {
	back := n < 0
	if back {
		n = ^n
	}
	var lon, lat float64
	var points []point
	for _, d := range t.Arcs[n] {
		lon, lat = lon+d[0], lat+d[1]
		points = append(points, point{
			(lon*t.Transform.Scale[0] + t.Transform.Translate[0] - west) * scale * narrow,
			(north - lat*t.Transform.Scale[1] - t.Transform.Translate[1]) * scale,
		})
	}
	points = simplify(points)
	if back {
		for i, j := 0, len(points)-1; i < j; i, j = i+1, j-1 {
			points[i], points[j] = points[j], points[i]
		}
	}
	return points
}

// simplify is the method of Douglas and Peucker.
func simplify(p []point) []point {
	if len(p) < 3 {
		return p
	}
	far, at := 0.0, 0
	a, b := p[0], p[len(p)-1]
	for i := 1; i < len(p)-1; i++ {
		d := math.Hypot(p[i].x-a.x, p[i].y-a.y)
		if l := math.Hypot(b.x-a.x, b.y-a.y); l > 0 {
			d = math.Abs((b.x-a.x)*(a.y-p[i].y)-(a.x-p[i].x)*(b.y-a.y)) / l
		}
		if d > far {
			far, at = d, i
		}
	}
	if far <= coarse {
		return []point{a, b}
	}
	left := simplify(p[:at+1])
	return append(left[:len(left)-1:len(left)-1], simplify(p[at:])...)
}

func draw(text *strings.Builder, ring []point) {
	area := 0.0
	for i, p := range ring {
		q := ring[(i+1)%len(ring)]
		area += p.x*q.y - q.x*p.y
	}
	// Islands in the Caribbean lie far outside the picture.
	if math.Abs(area)/2 < smallest || ring[0].x < 0 || ring[0].y > 1000 {
		return
	}
	var x, y int
	for i, p := range ring {
		px, py := int(math.Round(p.x)), int(math.Round(p.y))
		switch {
		case i == 0:
			fmt.Fprintf(text, "M%d %d", px, py)
		case px != x || py != y:
			fmt.Fprintf(text, "l%d %d", px-x, py-y)
		}
		x, y = px, py
	}
	text.WriteByte('z')
}
