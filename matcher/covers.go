package matcher

import (
	"strings"

	"passend/index/column"
)

// includes are certificates that stand for others as well, by id: who holds the
// first is taken to hold the second. VCA-VOL holds all of VCA basis (SSVV), the
// higher safety study the middle one; a forklift or reach truck certificate the
// electric pallet truck; first aid its resuscitation part.
var includes = [...][2]string{
	{"vca_vol", "vca"}, {"hvk", "mvk"},
	{"heftruck", "ept"}, {"reachtruck", "ept"}, {"ehbo", "blsd"}, {"ehbo_kinderen", "blsd"},
}

// included adds what the certificates include, however far on.
func included(held map[string]bool) {
	for changed := true; changed; {
		changed = false
		for _, x := range includes {
			if held[x[0]] && !held[x[1]] {
				held[x[1]], changed = true, true
			}
		}
	}
}

// classes are driving licence classes that include others: who may drive CE may
// drive C, BE and B (Reglement rijbewijzen art. 15; Directive 2006/126/EC art. 6).
var classes = [...][2]string{
	{"CE", "C"}, {"CE", "BE"}, {"CE", "C1E"}, {"C", "C1"}, {"C", "B"}, {"C1E", "C1"}, {"C1E", "BE"}, {"C1", "B"},
	{"DE", "D"}, {"DE", "BE"}, {"DE", "D1E"}, {"D", "D1"}, {"D", "B"}, {"D1E", "D1"}, {"D1", "B"},
	{"BE", "B"}, {"B", "AM"}, {"A", "A2"}, {"A2", "A1"}, {"A1", "AM"},
}

// impliedLicences adds the classes that a class includes, however far on.
func impliedLicences(m uint16) uint16 {
	for {
		next := m
		for _, x := range classes {
			if next&column.LicenceBit(x[0]) != 0 {
				next |= column.LicenceBit(x[1])
			}
		}
		if next == m {
			return m
		}
		m = next
	}
}

// heldCertificates are the ids of what the worker holds on the day, what it
// includes too. "HACCP" is named among competences as well.
func (p *Plan) heldCertificates(m *Matcher) map[string]bool {
	held := map[string]bool{}
	for _, c := range p.Worker.Person.Certificates {
		if validOn(c.ValidUntil, p.AsOf) {
			held[m.world.Knowledge.Certificate(c.Name)] = true
			held[strings.ToLower(c.Name)] = true
		}
	}
	for _, c := range p.Worker.Person.Competences {
		held[m.world.Knowledge.Certificate(c.Name)] = true
	}
	delete(held, "")
	included(held)
	return held
}
