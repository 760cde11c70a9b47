package demand

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

// The codes of both lists, typed out by rubric; hours and conditions included.
var (
	codesA = strings.Fields(`1.1 1.2 1.3 1.4 1.5 1.6 1.7 1.8
		1.9.1 1.9.2 1.9.3 1.9.4 1.9.5 1.9.6 1.9.7 1.9.8 1.9.9 1.9.10
		2.1 2.2 2.3 2.4 2.5 2.6 2.7 2.8 2.9 2.10 2.11
		2.12.1 2.12.2 2.12.3 2.12.4 2.12.5 2.12.6
		3.1 3.2 3.3 3.4 3.5 3.6 3.7 3.8 3.9
		4.1 4.2 4.3 4.4 4.5 4.6 4.7 4.8 4.9 4.10 4.11 4.12 4.13 4.14 4.15 4.16 4.17 4.18 4.19 4.20 4.21 4.22 4.23
		5.1 5.2 5.3 5.4 5.5 5.6 5.7 5.8 5.9 5.10
		6.1 6.2 6.3 6.4`)
	codesB = strings.Fields(`1.1 1.2 1.3 1.4 1.5 1.6 1.7
		1.8.1 1.8.2 1.8.3 1.8.4 1.8.5 1.8.6 1.8.7 1.9#1 1.9#2
		2.1 2.2 2.3 2.4 2.5 2.6 2.7 2.8 2.9 2.10 2.11
		2.12.1 2.12.2 2.12.3 2.12.4 2.12.5 2.12.6
		3.1#1 3.1#2 3.2 3.3 3.4 3.5 3.6 3.7 3.8
		4.1 4.2 4.3 4.3#9 4.4 4.5 4.6 4.7 4.8 4.9 4.10 4.11 4.12 4.13 4.14 4.15 4.16 4.17 4.18 4.19 4.20 4.21
		5.1 5.2 5.3 5.4 5.5 5.6 5.7 5.8 5.9 5.10
		6.1 6.2 6.3 6.4`)
)

// itemCounts is the number of numbered items by rubric (1.9 and 2.12 count as one).
var itemCounts = map[List][6]int{ListA: {9, 12, 9, 23, 10, 4}, ListB: {9, 12, 8, 21, 10, 4}}

func TestTableIsComplete(t *testing.T) {
	for list, codes := range map[List][]string{ListA: codesA, ListB: codesB} {
		seen := map[Key]string{}
		numbered := map[string]bool{}
		for _, c := range codes {
			code, opt, _ := strings.Cut(c, "#")
			option := 0
			if opt != "" {
				option = int(opt[0] - '0')
			}
			k, err := FromCode(list, code, option)
			if err != nil {
				t.Errorf("list %s %s: %v", list, c, err)
				continue
			}
			if other, dup := seen[k]; dup {
				t.Errorf("list %s: %s and %s are both %s", list, other, c, k)
			}
			seen[k] = c
			parts := strings.Split(code, ".")
			numbered[parts[0]+"."+parts[1]] = true
		}
		for rubric, want := range itemCounts[list] {
			n := 0
			for code := range numbered {
				if code[0] == byte('1'+rubric) {
					n++
				}
			}
			if n != want {
				t.Errorf("list %s rubric %d: %d items, want %d", list, rubric+1, n, want)
			}
		}
		for _, it := range Items() {
			if _, listed := seen[it.Key]; listed != (it.spot(list).Code != "") {
				t.Errorf("list %s: %s in table %v, in list %v", list, it.Key, it.spot(list), listed)
			}
		}
	}
	if len(codesA)-len(strings.Fields("1.9.1 1.9.2 1.9.3 1.9.4 1.9.5 1.9.6 1.9.7 1.9.8 1.9.9 1.9.10 2.12.1 2.12.2 2.12.3 2.12.4 2.12.5 2.12.6"))+2 != 67 {
		t.Error("list A has 67 numbered items")
	}
}

func TestEveryItemIsDescribed(t *testing.T) {
	for i := 1; i < Count; i++ {
		it := Lookup(Key(i))
		if it.Key != Key(i) {
			t.Fatalf("%s has no item", Key(i))
		}
		if it.Label == "" || it.Functional == "" || it.Source == "" {
			t.Errorf("%s lacks label, functional wording or source", it.Key)
		}
		if strings.ContainsAny(it.Functional, "0123456789") {
			t.Errorf("%s: functional wording holds a number: %q", it.Key, it.Functional)
		}
		if it.Rubric == Internal {
			continue
		}
		if (it.A.Code != "") != (it.NameA != "") || (it.B.Code != "") != (it.NameB != "") {
			t.Errorf("%s: a name for every list that has it: %q %q", it.Key, it.NameA, it.NameB)
		}
		for _, list := range []List{ListA, ListB} {
			if it.spot(list).Code == "" {
				continue
			}
			s := it.Scale(list)
			if s == NoScale {
				t.Errorf("%s list %s: no scale", it.Key, list)
			}
			if s == Nominal && len(it.Options) == 0 {
				t.Errorf("%s: nominal without options", it.Key)
			}
			vals := it.Values(list)
			if n := scaleTop(s, it.Max) + 1; (s == Ord3 || s == Ord4 || s == Ord5) && !it.Condition && len(vals) != n {
				t.Errorf("%s list %s: %d values for %s, want %d", it.Key, list, len(vals), s, n)
			}
			for n, v := range vals {
				if v.Level != n || v.Source == "" {
					t.Errorf("%s list %s value %d: level %d, source %q", it.Key, list, n, v.Level, v.Source)
				}
			}
		}
	}
}

func TestFromCode(t *testing.T) {
	for _, c := range []struct {
		list   List
		code   string
		option int
		want   Key
		err    error
	}{
		{ListA, "4.14", 0, LiftCarry, nil},
		{ListB, "4.14", 0, Carry, nil},
		{ListB, "4.13", 0, Lift, nil},
		{ListA, "4.13", 0, PushPull, nil},
		{ListA, "1.9.7", 0, CondNoDeadlines, nil},
		{ListA, "1.9", 7, CondNoDeadlines, nil},
		{ListB, "1.8", 4, CondNoDeadlines, nil},
		{ListB, "1.9", 1, CondFixedMethods, nil},
		{ListB, "1.9", 2, CondPrestructured, nil},
		{ListB, "1.9", 0, None, ErrAmbiguous},
		{ListA, "1.9", 0, None, ErrAmbiguous},
		{ListB, "3.1", 0, None, ErrAmbiguous},
		{ListB, "3.1", 2, Cold, nil},
		{ListA, "3.1", 0, Heat, nil},
		{ListB, "4.3", 9, KeyboardOperate, nil},
		{ListB, "4.3", 6, HandFingerUse, nil},
		{ListA, "4.3", 6, HandFingerUse, nil},
		{ListA, "2.11", 0, SocialOther, nil},
		{ListB, "2.11", 0, ProfessionalDriving, nil},
		{ListA, "7.1", 0, None, ErrUnknownCode},
		{ListB, "4.23", 0, None, ErrUnknownCode},
		{ListB, "1.9.7", 0, None, ErrUnknownCode},
		{ListA, "", 0, None, ErrUnknownCode},
	} {
		k, err := FromCode(c.list, c.code, c.option)
		if k != c.want || !errors.Is(err, c.err) {
			t.Errorf("FromCode(%s, %q, %d) = %s, %v; want %s, %v", c.list, c.code, c.option, k, err, c.want, c.err)
		}
	}
}

func TestConvert(t *testing.T) {
	for _, c := range []struct {
		from List
		code string
		want Spot
		err  error
	}{
		{ListA, "1.9.7", Spot{"1.8.4", 0}, nil},
		{ListA, "4.5", Spot{"4.3", 9}, nil},
		{ListA, "3.2", Spot{"3.1", 2}, nil},
		{ListA, "5.3", Spot{"5.3", 0}, nil},
		{ListB, "4.12", Spot{"4.13", 0}, nil},
		{ListA, "4.14", Spot{}, ErrAmbiguous},
		{ListB, "4.13", Spot{}, ErrAmbiguous},
		{ListB, "4.14", Spot{}, ErrAmbiguous},
		{ListB, "2.11", Spot{}, ErrAmbiguous},
		{ListA, "4.15", Spot{}, ErrUnknownCode},
		{ListA, "1.9.3", Spot{}, ErrUnknownCode},
	} {
		got, err := ConvertCode(c.from, c.code, 0)
		if got != c.want || !errors.Is(err, c.err) {
			t.Errorf("ConvertCode(%s, %s) = %v, %v; want %v, %v", c.from, c.code, got, err, c.want, c.err)
		}
		var ce *CodeError
		if err != nil && (!errors.As(err, &ce) || ce.Reason == "") {
			t.Errorf("%s: no reason in %v", c.code, err)
		}
	}
}

// TestConvertBack: what converts, converts back to where it came from.
func TestConvertBack(t *testing.T) {
	for _, it := range Items() {
		for _, from := range []List{ListA, ListB} {
			spot, err := Convert(from, it.Key)
			if err != nil {
				continue
			}
			k, err := FromCode(ListA+ListB-from, spot.Code, spot.Option)
			if err != nil || k != it.Key {
				t.Errorf("%s from %s to %v and back: %s, %v", it.Key, from, spot, k, err)
			}
		}
	}
}

func TestSeverity(t *testing.T) {
	for _, c := range []struct {
		key   Key
		list  List
		level int
		want  Level
	}{
		{Walk, ListA, 0, 0}, {Walk, ListA, 1, 1}, {Walk, ListB, 2, 2}, {Walk, ListA, 3, 3},
		{Bend, ListA, 1, 2}, {Bend, ListA, 2, 3}, {AttentionSustain, ListB, 1, 2}, {Conflict, ListB, 2, 3},
		{Vibration, ListA, 1, 2}, {Twist, ListB, 0, 0}, {HeavyLoadsFrequent, ListA, 1, 2},
		{Reach, ListB, 1, 1}, {Reach, ListA, 2, 2},
		{KneelSquat, ListA, 1, 2}, {KneelSquat, ListB, 1, 1}, {KneelSquat, ListB, 3, 3},
		{EmotionalProblemsOthers, ListB, 1, 2}, {EmotionalProblemsOthers, ListB, 3, 3},
		{CondNoDeadlines, ListA, 1, 2}, {CondFixedMethods, ListB, 1, 2}, {CondPrestructured, ListB, 2, 3},
		{HandFingerUse, ListA, 6, 2}, {DayPeriods, ListB, 2, 2},
		{HoursPerWeek, ListA, 3, Unknown}, {HandDominance, ListA, 2, 0},
	} {
		got, err := Severity(c.key, c.list, c.level)
		if got != c.want || err != nil {
			t.Errorf("Severity(%s, %s, %d) = %d, %v; want %d", c.key, c.list, c.level, got, err, c.want)
		}
	}
	for _, bad := range []struct {
		key   Key
		level int
	}{{Walk, 4}, {Bend, 3}, {Reach, 3}, {Vibration, 2}, {None, 1}, {Walk, -1}, {DayPeriods, 5}} {
		if got, err := Severity(bad.key, ListA, bad.level); err == nil || got != Unknown {
			t.Errorf("Severity(%s, A, %d) = %d, want an error", bad.key, bad.level, got)
		}
	}
}

// coarseNames are the groups that annotations know.
var coarseNames = strings.Fields(`lift_carry push_pull stand_at_work walk_at_work sit_at_work keyboard_mouse_work
	hand_finger_use reach_or_above_shoulder bend_kneel climb physical_general heat cold_outdoors skin_contact ppe
	dust_fumes noise vibration attention_sustain attention_divide deadlines_peaks high_pace interruptions unpredictable
	independence personal_risk emotional_load conflict_aggression cooperation customer_contact care_contact leading
	working_alone professional_driving own_transport day_periods overtime_flex_hours`)

func TestCoarse(t *testing.T) {
	for _, name := range coarseNames {
		keys := FromCoarse(name)
		if len(keys) == 0 {
			t.Errorf("group %s has no keys", name)
		}
		for _, k := range keys {
			if Coarse(k) != name {
				t.Errorf("%s is in group %s and says %s", k, name, Coarse(k))
			}
		}
	}
	if got := FromCoarse("reach_or_above_shoulder"); !slices.Equal(got, []Key{ReachFrequent, Reach, AboveShoulder}) {
		t.Errorf("reach_or_above_shoulder = %v", got)
	}
	if FromCoarse("no_such_group") != nil {
		t.Error("an unknown group has keys")
	}
}
