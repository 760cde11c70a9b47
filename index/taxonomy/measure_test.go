package taxonomy

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"passend/index/corpustest"
)

// goldVacancy is a judged vacancy, as far as the taxonomy is measured on it.
type goldVacancy struct {
	Title string `json:"title"`
	Text  string `json:"text"`
	Facts struct {
		ISCO string   `json:"isco08"`
		Alt  []string `json:"isco_alt"`
	} `json:"facts"`
}

func readLines[T any](t *testing.T, path string) []T {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 8<<20)
	var out []T
	for sc.Scan() {
		var v T
		if err := json.Unmarshal(sc.Bytes(), &v); err != nil {
			t.Fatal(err)
		}
		out = append(out, v)
	}
	return out
}

func TestGoldOccupations(t *testing.T) {
	gold := readLines[goldVacancy](t, corpustest.Path(t, "gold", "readings-dev.jsonl"))
	var right [5]int
	sure, sureRight := 0, 0
	for _, g := range gold {
		links := Default().LinkOccupation(g.Title, g.Text, 3)
		got := ""
		if len(links) > 0 {
			got = links[0].ISCO
		}
		hit := 0
		for d := 1; d <= 4 && got != ""; d++ {
			for _, want := range append(g.Facts.Alt, g.Facts.ISCO) {
				if len(want) == 4 && got[:d] == want[:d] {
					right[d]++
					hit = d
					break
				}
			}
		}
		if len(links) > 0 && links[0].Score >= 0.8 {
			sure++
			if hit == 4 {
				sureRight++
			}
		}
		if hit < 4 {
			t.Logf("%q: want %s %v, got %v", g.Title, g.Facts.ISCO, g.Facts.Alt, links)
		}
	}
	n := float64(len(gold))
	t.Logf("digits 4: %.3f, 3: %.3f, 2: %.3f, 1: %.3f; shown >= 0.8: %d, right %.3f", float64(right[4])/n, float64(right[3])/n, float64(right[2])/n, float64(right[1])/n, sure, float64(sureRight)/float64(max(sure, 1)))
	if float64(right[4])/n < 0.65 || float64(right[2])/n < 0.85 {
		t.Error("below the target of 0.65 at four digits, 0.85 at two")
	}
}

func TestCorpusTitlesLink(t *testing.T) {
	var titles []string
	for _, v := range readLines[goldVacancy](t, corpustest.Path(t, "corpus", "vacancies.jsonl")) {
		titles = append(titles, v.Title)
	}
	f, err := os.Open(corpustest.Path(t, "corpus", "titles-all-sectors.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows[1:] {
		titles = append(titles, r[0])
	}
	linked, weak := 0, []string{}
	for _, title := range titles {
		if l := Default().LinkTitle(title, 1); len(l) > 0 && l[0].Score >= 0.5 {
			linked++
			continue
		}
		weak = append(weak, title)
	}
	share := float64(linked) / float64(len(titles))
	t.Logf("linked with 0.5 and more: %.3f of %d; weak: %s", share, len(titles), strings.Join(weak[:min(len(weak), 150)], " | "))
	if share < 0.95 {
		t.Error("below 0.95")
	}
}

var benchTitles = []string{"Vrachtwagenchauffeur CE", "Senior medewerker klantenservice (32 uur)", "Allround onderhoudsmonteur - Tilburg", "Verzorgende IG wijkteam", "HR adviseur onderwijs", "Cloud (Azure) engineer", "Magazijnier", "Technicus koelsystemen", "Heftruckchauffeur INFRADYNAMIK", "Projectmanager Afwerking Hout"}

func BenchmarkLinkTitle(b *testing.B) {
	t := Default()
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		t.LinkTitle(benchTitles[i%len(benchTitles)], 3)
	}
}

func BenchmarkBuild(b *testing.B) {
	for b.Loop() {
		if _, err := build(nil); err != nil {
			b.Fatal(err)
		}
	}
}
