package intake

import (
	"reflect"
	"strings"
	"testing"

	"passend/matcher/profile"
)

func TestApproved(t *testing.T) {
	d := one(t, "cv.txt", file(t, "cv.txt"))
	w, err := d.Approved([]string{"person.work[1].title", "person.work[2].title", "person.work[2].years", "person.licences[1]", "person.languages[0].language"})
	if err != nil {
		t.Fatal(err)
	}
	want := profile.Person{
		Work: []profile.Job{{Title: "Heftruckchauffeur"}, {Title: "Productiemedewerker", Years: 3}}, Licences: []string{"BE"},
		Languages: []profile.LanguageSkill{{Language: "nl"}},
	}
	if !reflect.DeepEqual(w.Person, want) {
		t.Errorf("\n got %+v\nwant %+v", w.Person, want)
	}
}

// TestApprovedIsAllOrNothing: with every path the draft comes through whole,
// with none nothing of it does.
func TestApprovedIsAllOrNothing(t *testing.T) {
	for _, name := range []string{"cv.txt", "fml_a.txt", "izp.txt", "vum3.json", "vum2.json", "europass.xml", "resume.json"} {
		d := one(t, name, file(t, name))
		var all []string
		for _, f := range d.Fields {
			all = append(all, f.Path)
		}
		w, err := d.Approved(all)
		if err != nil || !reflect.DeepEqual(w, d.Worker) {
			t.Errorf("%s: all approved gives %v\n got %+v\nwant %+v", name, err, w, d.Worker)
		}
		if w, err = d.Approved(nil); err != nil {
			t.Fatal(err)
		}
		if got, empty := describe(w), describe(profile.Worker{Capacity: profile.Capacity{Status: d.Worker.Capacity.Status}}); got != empty {
			t.Errorf("%s: nothing approved leaves %s", name, got)
		}
	}
}

// describe writes what is set in a worker.
func describe(w profile.Worker) string {
	var out []string
	var walk func(path string, v reflect.Value)
	walk = func(path string, v reflect.Value) {
		switch v.Kind() {
		case reflect.Struct:
			for i := range v.NumField() {
				walk(path+"."+v.Type().Field(i).Name, v.Field(i))
			}
		case reflect.Slice:
			for i := range v.Len() {
				walk(path+"[]", v.Index(i))
			}
		default:
			if !v.IsZero() {
				out = append(out, path)
			}
		}
	}
	walk("", reflect.ValueOf(w))
	return strings.Join(out, " ")
}
