package page

import (
	"testing"

	"passend/matcher/profile"
)

func TestWrongSearchProfile(t *testing.T) {
	isco := func(codes ...string) profile.Search {
		return profile.Search{Directions: []profile.Direction{{Text: "Planner", ISCO: codes}}}
	}
	for name, c := range map[string]struct {
		search profile.Search
		wrong  bool
	}{
		"nothing":       {profile.Search{}, false},
		"known":         {isco("4311", "43", "4"), false},
		"a word":        {isco("planner"), true},
		"unknown":       {isco("4311", "9999"), true},
		"too long":      {isco("43110"), true},
		"excluded":      {profile.Search{Excluded: []profile.Exclusion{{Text: "Bouw", ISCO: []string{"x"}}}}, true},
		"hours":         {profile.Search{HoursMin: 16, HoursMax: 24}, false},
		"hours crossed": {profile.Search{HoursMin: 32, HoursMax: 16}, true},
		"no most hours": {profile.Search{HoursMin: 32}, false},
	} {
		if err := wrong(&c.search); (err != nil) != c.wrong {
			t.Errorf("%s: %v", name, err)
		}
	}
}
