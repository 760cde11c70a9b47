package profile

import (
	"slices"
	"testing"

	"passend/index/demand"
)

// stated is a capacity that limits keys to a level of list A.
func stated(levels map[demand.Key]int) Capacity {
	c := Capacity{Source: FMLA}
	for k, n := range levels {
		c.Items = append(c.Items, Item{Key: k, Level: level(n)})
	}
	return c
}

// TestWordingIsAsStrictAsTheDocument: half a day of standing is no sitting work,
// half an hour is; and hardly lifting is not called "not heavy".
func TestWordingIsAsStrictAsTheDocument(t *testing.T) {
	for _, c := range []struct {
		levels map[demand.Key]int
		want   []string
	}{
		{map[demand.Key]int{demand.StandAtWork: 1}, []string{"werk waarbij niet de hele dag wordt gestaan"}},
		{map[demand.Key]int{demand.StandAtWork: 2}, []string{"overwegend zittend werk"}},
		{map[demand.Key]int{demand.StandAtWork: 3}, []string{"zittend werk"}},
		{map[demand.Key]int{demand.SitAtWork: 1}, []string{"werk waarbij niet de hele dag wordt gezeten"}},
		{map[demand.Key]int{demand.SitAtWork: 3}, []string{"werk met beweging en weinig zitten"}},
		{map[demand.Key]int{demand.LiftCarry: 1}, []string{"werk zonder zwaar tillen"}},
		{map[demand.Key]int{demand.LiftCarry: 3}, []string{"werk met nauwelijks tillen"}},
		{map[demand.Key]int{demand.Climb: 1}, []string{"werk zonder hoge ladders"}},
		{map[demand.Key]int{demand.Conflict: 1}, []string{"werk zonder conflicten in direct contact"}},
		{map[demand.Key]int{demand.Conflict: 2}, []string{"werk zonder conflicten met anderen"}},
		{map[demand.Key]int{demand.Cooperation: 2}, []string{"werk dat alleen kan worden uitgevoerd"}},
		{map[demand.Key]int{demand.Walk: 1, demand.WalkAtWork: 2}, []string{"werk zonder veel lopen"}},
		{map[demand.Key]int{demand.StandAtWork: 3, demand.SitAtWork: 3}, []string{"werk met beweging en weinig zitten"}},
	} {
		got := stated(c.levels).Wording(day("2026-12-01"))
		if slices.Sort(got); !slices.Equal(got, c.want) {
			t.Errorf("%v: %q, want %q", c.levels, got, c.want)
		}
	}
	for note, want := range map[string]string{"geen weekenddiensten": "werk zonder weekenddiensten", "niet op zondag": "werk zonder zondagdiensten", "geen ploegendienst": "werk zonder wisselende diensten", "op vaste dagen": "vaste werktijden"} {
		c := Capacity{Source: FMLA, Items: []Item{{Key: demand.HoursOther, Level: level(1), Note: note}}}
		if got := c.Wording(day("2026-12-01")); !slices.Equal(got, []string{want}) {
			t.Errorf("%q: %q", note, got)
		}
	}
}

// TestWordingGrowsStricter: every phrase of the tables is one that some key
// gives, so that a table cannot name what is never said.
func TestWordingGrowsStricter(t *testing.T) {
	said := map[string]bool{}
	for _, def := range demand.Items() {
		for severity := demand.Level(1); severity <= 3; severity++ {
			said[functional(def.Key, severity)] = true
		}
	}
	for weak, strict := range implied {
		for _, p := range append(slices.Clone(strict), weak) {
			if !said[p] {
				t.Errorf("no key says %q", p)
			}
		}
	}
	for p, others := range opposite {
		for _, o := range append(slices.Clone(others), p) {
			if !said[o] {
				t.Errorf("no key says %q", o)
			}
		}
	}
	for k, g := range graded {
		if g[2] == "" && k.Functional() == "" {
			t.Errorf("%s says nothing", k)
		}
	}
}
