package desk

import (
	"strings"
	"testing"

	"passend/index/demand"
	"passend/matcher/profile"
)

func TestReadLines(t *testing.T) {
	for _, c := range []struct {
		source profile.SourceType
		line   string
		key    demand.Key
		level  int // -1: none
		opts   string
		value  float64
		unit   string
		qual   string
		note   string
	}{
		{profile.FMLA, "4.14 2 ongeveer 5 kg", demand.LiftCarry, 2, "", 5, "kg", "about", ""},
		{profile.FMLB, "4.14 2 5 kg, niet vaak", demand.Carry, 2, "", 5, "kg", "", "niet vaak"},
		{profile.FMLA, "5.1: 2 30 min", demand.Sit, 2, "", 30, "min", "", ""},
		{profile.FMLA, "4.19 1 ten hoogste 4 uur", demand.WalkAtWork, 1, "", 4, "h", "at_most", ""},
		{profile.FMLA, "1.9.7", demand.CondNoDeadlines, 1, "", 0, "", "", ""},
		{profile.FMLA, "1.9 7 rustig", demand.CondNoDeadlines, 1, "", 0, "", "", "rustig"},
		{profile.FMLB, "1.8 4", demand.CondNoDeadlines, 1, "", 0, "", "", ""},
		{profile.FMLA, "6.1 1,2 geen nacht", demand.DayPeriods, -1, "1 2", 0, "", "", "geen nacht"},
		{profile.FMLA, "3.8 1 geen trillingen", demand.Vibration, 1, "", 0, "", "", "geen trillingen"},
		{profile.FMLA, "tillen 2 5 kg", demand.LiftCarry, 2, "", 5, "kg", "", ""},
		{profile.FMLB, "Tillen: 2 ongeveer 5 kg", demand.Lift, 2, "", 5, "kg", "about", ""},
		{profile.FMLA, "staan 2", demand.Stand, 2, "", 0, "", "", ""},
		{profile.FMLA, "staan tijdens 1", demand.StandAtWork, 1, "", 0, "", "", ""},
		{profile.FMLB, "zonder veelvuldige deadlines", demand.CondNoDeadlines, 1, "", 0, "", "", ""},
		{profile.FMLB, "6.3 20 uur", demand.HoursPerWeek, -1, "", 20, "h", "", ""},
		{profile.FMLA, "6.2 ten hoogste 4 uur", demand.HoursPerDay, -1, "", 4, "h", "at_most", ""},
		{profile.FMLB, "3.1 2", demand.Cold, 1, "", 0, "", "", ""},
	} {
		items, err := ReadLines(c.source, c.line)
		if err != nil || len(items) != 1 {
			t.Errorf("%q: %v, %v", c.line, items, err)
			continue
		}
		it := items[0].Item
		level := -1
		if it.Level != nil {
			level = *it.Level
		}
		if it.Key != c.key || level != c.level || strings.Join(it.Options, " ") != c.opts || it.Value != c.value || it.Unit != c.unit || it.Qualifier != c.qual || it.Note != c.note {
			t.Errorf("%q gives %+v with level %d", c.line, it, level)
		}
		if v, u, q, n := ReadAmount(amountWords(it)); v != it.Value || u != it.Unit || q != it.Qualifier || n != it.Note {
			t.Errorf("%q is not read back from %q", c.line, amountWords(it))
		}
	}
}

func TestReadLinesSaysWhichLineIsWrong(t *testing.T) {
	items, err := ReadLines(profile.FMLA, "4.14 2\n\n9.9 1\n4.14 9\nzomaar tekst\n4.14 1\nreiken 1\nfrequent 1")
	if err == nil || len(items) != 2 || items[0].Line != 6 || *items[0].Item.Level != 1 {
		t.Fatalf("%+v, %v", items, err)
	}
	for _, want := range []string{"Regel 3", "Regel 4", "Regel 5", "Regel 8: frequent kan meer betekenen: 4.9 Frequent reiken"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("no %s in %v", want, err)
		}
	}
}

func FuzzReadLines(f *testing.F) {
	f.Add("4.14 2 ongeveer 5 kg\n6.1 1,2")
	f.Add("1.9 7\n4.3 1+2, 3 x")
	f.Fuzz(func(t *testing.T, text string) {
		for _, source := range []profile.SourceType{profile.FMLA, profile.FMLB} {
			items, _ := ReadLines(source, text)
			for _, x := range items {
				if _, _, err := source.SeverityOf(x.Item); err != nil {
					t.Errorf("%q: %v", text, err)
				}
			}
		}
	})
}

// TestItemWords: side, and a severity that a person has set, are said too.
func TestItemWords(t *testing.T) {
	for want, it := range map[string]profile.Item{
		"beperkt; ongeveer 5 kg; links":                          {Key: demand.LiftCarry, Level: new(2), Value: 5, Unit: "kg", Qualifier: "about", Side: "left"},
		"beperkt; niet onder last":                               {Key: demand.Twist, Level: new(1), Note: "niet onder last"},
		"beperkt; alleen een kruk; telt als sterk beperkt":       {Key: demand.Twist, Level: new(1), Note: "alleen een kruk", Severity: new(3)},
		"beperkt; zoals de arts schrijft":                        {Key: demand.Twist, Level: new(1), Note: "zoals de arts schrijft", Severity: new(2)},
		"beide zijden; niet in de nacht; telt als licht beperkt": {Key: demand.DayPeriods, Side: "both", Options: []string{"2"}, Severity: new(1)},
	} {
		if got := ItemWords(demand.ListA, it); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestItemWordsOnce(t *testing.T) {
	two := 2
	for note, want := range map[string]string{"sterk beperkt": "", "rustig opbouwen": "; rustig opbouwen"} {
		it := profile.Item{Key: demand.PushPull, Level: &two, Value: 10, Unit: "kgf", Note: note}
		level := scaleWords[demand.Lookup(it.Key).Scale(demand.ListA)][two]
		if note == "sterk beperkt" {
			it.Note = level
		}
		if got := ItemWords(demand.ListA, it); got != level+"; 10 kg kracht"+want {
			t.Errorf("%q: %q", note, got)
		}
	}
}

// amountWords writes amount and note as ReadAmount reads them.
func amountWords(it profile.Item) string {
	if it.Value == 0 {
		return it.Note
	}
	q := map[string]string{"about": "ongeveer ", "at_most": "ten hoogste "}[it.Qualifier]
	unit := it.Unit
	if unit == "h" {
		unit = "uur"
	}
	return strings.TrimSpace(strings.TrimRight(q+number(it.Value)+" "+unit+", "+it.Note, ", "))
}
