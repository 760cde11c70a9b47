package demand

import "fmt"

// Severity normalises the level of a limitation to 0–3, so that it can be
// compared with a demand: levels of a four-step scale stay, of a three-step
// scale 1 becomes 2 and 2 becomes 3 (its words are beperkt and sterk beperkt),
// and a binary 1 is 2 unless its note says otherwise (which a person decides).
// Nominal items have no level: see SeverityOption. Hours are compared as
// numbers and give Unknown; meta items give 0.
//
// Source: the reading of the FML scales in the domain brief of the project: ord4 same, ord3 1→2 2→3, bin 1→2, nominal per option.
func Severity(k Key, list List, level int) (Level, error) {
	it := Lookup(k)
	scale := it.Scale(list)
	if scale == NoScale {
		scale = it.Scale(ListA + ListB - list)
	}
	top := scaleTop(scale, it.Max)
	if k == None || level < 0 || level > top {
		return Unknown, fmt.Errorf("%s: level %d is outside 0–%d", k, level, top)
	}
	switch scale {
	case Ord4:
		return Level(level), nil
	case Ord3:
		return [...]Level{0, 2, 3}[level], nil
	case Binary:
		return Level(2 * level), nil
	case Nominal:
		if level == 0 {
			return 0, nil
		}
		return SeverityOption(k, level)
	case Meta:
		return 0, nil
	}
	return Unknown, nil
}

// scaleTop is the highest level of a scale.
func scaleTop(s Scale, itemMax int) int {
	switch s {
	case Ord3:
		return 2
	case Ord4:
		return min(3, itemMax)
	case Ord5:
		return 4
	case Binary:
		return 1
	}
	return max(itemMax, 9)
}

// SeverityOption returns the severity of one option of a nominal item; 1 is
// "yes" for a condition. Several options: take the highest.
func SeverityOption(k Key, option int) (Level, error) {
	it := Lookup(k)
	for _, o := range it.Options {
		if o.Number == option {
			return o.Severity, nil
		}
	}
	return Unknown, fmt.Errorf("%s: option %d does not exist", k, option)
}
