package column

import (
	"math"
	"math/bits"
)

// Choice is a filter that the gate alone answers. It rules out what states
// something else than is asked; what states nothing is not ruled out, for
// whoever filters decides on the unknown. AnyChoice rules out nothing: narrow
// its fields.
type Choice struct {
	// HoursMin and HoursMax are quarter hours a week that an offer must overlap.
	HoursMin, HoursMax uint8
	// Contracts are bits of which one is enough; Sectors bits of SBI letters.
	Contracts uint16
	Sectors   uint32
	// Barred are flags that rule out; of the flags Telling, when one is there,
	// one of Wanted must be.
	Barred, Telling, Wanted Flags
	// SeenFrom is the earliest day of the first sight.
	SeenFrom uint16
	// South to East bound the place in degrees.
	South, North, West, East float32
}

// AnyChoice returns the choice that rules out nothing.
func AnyChoice() Choice {
	return Choice{
		HoursMax: math.MaxUint8, Contracts: math.MaxUint16, Sectors: math.MaxUint32,
		South: -90, North: 90, West: -180, East: 180,
	}
}

// SectorBit is the bit of an SBI section letter.
func SectorBit(letter byte) uint32 { return 1 << ((letter - 'A') & 31) }

// brief is what a choice looks at first, small so that half a million fit the
// cache of a processor. What is not stated holds what every choice lets pass.
type brief struct {
	least, most, sector uint8
	contracts, seen     uint16
}

// Bits that every choice lets pass: no letter and no kind of contract has them.
const (
	unknownSector   = 31
	unknownContract = 1 << 15
)

func briefOf(g *Gate) brief {
	b := brief{least: g.HoursMin, most: max(g.HoursMin, g.HoursMax), sector: unknownSector, contracts: g.Contracts, seen: g.FirstSeen}
	if b.most == 0 {
		b.most = math.MaxUint8
	}
	if g.Sector != 0 {
		b.sector = (g.Sector - 'A') & 31
	}
	if b.contracts == 0 {
		b.contracts = unknownContract
	}
	if b.seen == 0 {
		b.seen = math.MaxUint16
	}
	return b
}

// Block is how many rows Select looks at together.
const Block = 64

// Select returns a bit for each of the Block rows from the given one that is
// there and that the choice does not rule out. The loop has no branches: over
// many vacancies a wrong guess of the processor costs more than the conditions.
func (s *Segment) Select(c *Choice, from int) (set uint64) {
	rows := s.briefs[from:min(from+Block, len(s.briefs))]
	least, most, contracts, seen := c.HoursMax, c.HoursMin, c.Contracts|unknownContract, c.SeenFrom
	sectors := uint64(c.Sectors | 1<<unknownSector)
	for i := range rows {
		b := &rows[i]
		ok := bit(b.least <= least) & bit(b.most >= most) & bit(b.contracts&contracts != 0) & bit(b.seen >= seen) & (sectors >> (b.sector & 31))
		set |= ok << (i & 63)
	}
	set &^= s.dead[from>>6]
	if c.Barred|c.Telling == 0 && c.South <= -90 && c.North >= 90 && c.West <= -180 && c.East >= 180 {
		return set
	}
	for m := set; m != 0; m &= m - 1 {
		i := bits.TrailingZeros64(m)
		set &^= c.rest(&s.gates[from+i]) << i
	}
	return set
}

// rest is 1 for a gate that flags or place rule out.
func (c *Choice) rest(g *Gate) uint64 {
	out := bit(g.Flags&c.Barred != 0) | bit(g.Flags&c.Telling != 0)&bit(g.Flags&c.Wanted == 0)
	away := bit(g.Lat < c.South) | bit(g.Lat > c.North) | bit(g.Lon < c.West) | bit(g.Lon > c.East)
	return out | bit(g.Flags&PlaceKnown != 0)&away
}

// bit is 1 for true; the compiler makes it one instruction.
func bit(b bool) (v uint64) {
	if b {
		v = 1
	}
	return v
}
