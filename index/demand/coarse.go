package demand

// Coarse returns the name of the group that the key belongs to in annotated
// vacancies, where a text rarely says enough to tell the keys of a group apart
// ("bend_kneel"); a key without group has its own name.
func Coarse(k Key) string {
	if c := Lookup(k).coarse; c != "" {
		return c
	}
	return k.String()
}

// mains is the key of a group that carries a demand of which the text does not
// say more; the others of the group are its relatives.
var mains = map[string]Key{
	"lift_carry": LiftCarry, "walk_at_work": WalkAtWork, "sit_at_work": SitAtWork, "stand_at_work": StandAtWork,
	"bend_kneel": BendFrequent, "climb": Climb, "cold_outdoors": Cold, "interruptions": CondNoInterruptions,
	"unpredictable": CondPredictable, "reach_or_above_shoulder": ReachFrequent,
}

// FromCoarse returns the keys of a group, its main key first; nil for a name
// that is no group and no key.
func FromCoarse(name string) []Key {
	var keys []Key
	if k, ok := mains[name]; ok {
		keys = append(keys, k)
	}
	for i := 1; i < Count; i++ {
		if k := Key(i); Coarse(k) == name && (len(keys) == 0 || keys[0] != k) {
			keys = append(keys, k)
		}
	}
	return keys
}
