package column

import (
	"math/rand/v2"
	"testing"
)

// TestChoiceEqualsPlainConditions compares the conditions without branches with
// the same written out.
func TestChoiceEqualsPlainConditions(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	shifts := Evening | Night | Shifts
	remote := Hybrid | FullRemote
	excluded := 0
	passes := func(c *Choice, g Gate) bool {
		s := newSegment()
		s.add("x", Row{Gate: &g, Need: &Need{}})
		return s.Select(c, 0) == 1
	}
	for range 50_000 {
		g := Gate{
			HoursMin: uint8(rng.IntN(3) * 64), HoursMax: uint8(rng.IntN(3) * 80), Contracts: uint16(rng.IntN(8)), Flags: Flags(rng.Uint64()),
			FirstSeen: uint16(rng.IntN(4)), Lat: 50 + rng.Float32()*4, Lon: 3 + rng.Float32()*4,
		}
		if n := rng.IntN(22); n > 0 {
			g.Sector = byte('A' + n - 1)
		}
		c := AnyChoice()
		if !passes(&c, g) {
			t.Fatalf("any choice excludes %+v", g)
		}
		c.HoursMin, c.HoursMax, c.Contracts, c.Sectors = uint8(rng.IntN(100)), 100+uint8(rng.IntN(60)), 2, SectorBit('Q')|SectorBit('H')
		c.Barred, c.Telling, c.Wanted, c.SeenFrom = shifts, remote|NoRemote, remote, 2
		c.South, c.North, c.West, c.East = 51, 53, 4, 6
		offered := max(g.HoursMin, g.HoursMax)
		want := false
		if offered != 0 && (g.HoursMin > c.HoursMax || offered < c.HoursMin) {
			want = true
		}
		if g.Contracts != 0 && g.Contracts&2 == 0 {
			want = true
		}
		if g.Sector != 0 && g.Sector != 'Q' && g.Sector != 'H' {
			want = true
		}
		if g.Flags&shifts != 0 || g.Flags&(remote|NoRemote) != 0 && g.Flags&remote == 0 {
			want = true
		}
		if g.FirstSeen == 1 {
			want = true
		}
		if g.Flags&PlaceKnown != 0 && (g.Lat < 51 || g.Lat > 53 || g.Lon < 4 || g.Lon > 6) {
			want = true
		}
		if got := !passes(&c, g); got != want {
			t.Fatalf("%+v: %v, want %v", g, got, want)
		}
		if want {
			excluded++
		}
	}
	if excluded == 0 || excluded == 50_000 {
		t.Fatalf("%d excluded: the test tells nothing", excluded)
	}
}
