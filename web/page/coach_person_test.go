package page

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/gin-gonic/gin"

	"passend/matcher/profile"
)

// posted reads the form as a browser would send it.
func posted(t *testing.T, old profile.Person, change func(url.Values)) (profile.Person, error) {
	t.Helper()
	f := personLines(&old)
	v := url.Values{"postcode": {f.Postcode}, "plaats": {f.Place}, "rijbewijs": {f.Licences}, "uren": {f.HoursBefore}, "loon": {f.WageBefore}, "vanaf": {f.Available}, "digitaal": {f.Digital},
		"werk": {f.Work}, "opleiding": {f.Education}, "certificaten": {f.Certificates}, "vaardigheden": {f.Competences}, "talen": {f.Languages},
		"kwaliteiten": {f.Qualities}, "ambities": {f.Ambitions}, "wensen": {f.Wishes}, "belemmeringen": {f.Obstacles}, "vervoer": f.Means}
	if change != nil {
		change(v)
	}
	gin.SetMode(gin.TestMode)
	g, _ := gin.CreateTestContext(httptest.NewRecorder())
	g.Request = httptest.NewRequest(http.MethodPost, "/", strings.NewReader(v.Encode()))
	g.Request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	p, _, err := typedPerson(g, old)
	return p, err
}

// TestPersonFormKeepsTheProfile: saving the form as it stands changes nothing.
func TestPersonFormKeepsTheProfile(t *testing.T) {
	workers, err := profile.Demo()
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range workers {
		got, err := posted(t, w.Person, nil)
		if err != nil {
			t.Errorf("%s: %v", w.Label, err)
		}
		slices.Sort(got.Transport) // the form has an order of its own
		slices.Sort(w.Person.Transport)
		if !reflect.DeepEqual(got, w.Person) {
			t.Errorf("%s\n got %+v\nwant %+v", w.Label, got, w.Person)
		}
	}
}

func TestPersonFormReads(t *testing.T) {
	old := profile.Person{Work: []profile.Job{{Title: "bakker", ISCO: "7512", Years: 3}}}
	p, err := posted(t, old, func(v url.Values) {
		v.Set("werk", "bakker; 4,5; deeg maken, oven\nverkoper")
		v.Set("opleiding", "brood en banket; MBO 2; diploma\nhandel; mbo3; geen")
	})
	if err != nil || p.Work[0].ISCO != "7512" || p.Work[0].Years != 4.5 || len(p.Work[0].Tasks) != 2 || p.Work[1].Title != "verkoper" {
		t.Errorf("%+v, %v", p.Work, err)
	}
	if len(p.Education) != 2 || p.Education[0].Level.String() != "mbo2" || !p.Education[0].Diploma || p.Education[1].Diploma {
		t.Errorf("%+v", p.Education)
	}
	for field, value := range map[string]string{"postcode": "12345", "opleiding": "x; hoog", "digitaal": "9", "vanaf": "morgen", "uren": "veel"} {
		if _, err := posted(t, old, func(v url.Values) { v.Set(field, value) }); err == nil {
			t.Errorf("%s %q is taken", field, value)
		}
	}
}
