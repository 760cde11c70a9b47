package reading

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"testing"

	"passend/index/vacancy"
)

// label is one hand-read advertisement, most of them of physical work: what its text asks,
// as byte ranges; the text itself is not part of the project.
type label struct {
	ID      string `json:"id"`
	SHA256  string `json:"sha256"`
	Demands []struct {
		Key   string `json:"key"`
		Level int    `json:"level"`
		Start int    `json:"start"`
		End   int    `json:"end"`
		Field string `json:"field"`
	} `json:"demands"`
}

// Floors of the hand labels; they were measured at the time of writing and may
// only rise.
const (
	labelPrecision = 0.88
	labelRecall    = 0.88
)

func TestHandLabels(t *testing.T) {
	byHash := map[string]*vacancy.Vacancy{}
	for _, v := range corpusVacancies(t) {
		sum := sha256.Sum256([]byte(v.Title + "\n" + v.Text))
		byHash[hex.EncodeToString(sum[:])] = &v
	}
	f, err := os.Open("testdata/labels.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := testReader(t)
	var ads, cases, found, right int
	for sc := bufio.NewScanner(f); sc.Scan(); {
		var l label
		if err := json.Unmarshal(sc.Bytes(), &l); err != nil {
			t.Fatal(err)
		}
		v := byHash[l.SHA256]
		if v == nil {
			t.Errorf("%s: no text with this hash", l.ID)
			continue
		}
		ads++
		want := map[string]bool{}
		for _, d := range l.Demands {
			src := v.Text
			if d.Field == "title" {
				src = v.Title
			}
			if d.Start < 0 || d.End > len(src) || d.Start >= d.End {
				t.Errorf("%s %s: range %d-%d", l.ID, d.Key, d.Start, d.End)
			}
			want[d.Key] = d.Level >= 1
			if d.Level >= 1 {
				cases++
			}
		}
		reading := r.Read(v)
		for _, d := range AsGuide(v, &reading).Demands {
			if d.Level >= 1 {
				found++
				if want[d.Key] {
					right++
				}
			}
		}
	}
	precision, recall := float64(right)/float64(found), float64(right)/float64(cases)
	t.Logf("%d advertisements, %d demands: precision %.3f, recall %.3f", ads, cases, precision, recall)
	if precision < labelPrecision || recall < labelRecall {
		t.Errorf("precision %.3f, recall %.3f", precision, recall)
	}
}
