package evaluate

import (
	"math"
	"os"
	"path/filepath"
	"testing"

	"passend/index/corpustest"
)

func TestEvaluateTitlesSmall(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"queries.tsv":         "q1\tchauffeur vrachtwagen\nq2\tbakker\n",
		"corpus_elements.tsv": "e1\tbanketbakker\ne2\tvrachtwagenchauffeur\ne3\tboekhouder\n",
		"annotations.tsv":     "q1\t0\te2\t1\nq2\t0\te1\t1\n",
		"concept_mapping.tsv": "e1\tc1\ne2\tc2\ne3\tc3\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	rep, err := EvaluateTitles(dir)
	if err != nil {
		t.Fatal(err)
	}
	if rep.Queries != 2 || rep.MRR != 1 || rep.SuccessAt1 != 1 || rep.Concepts.MAP != 1 {
		t.Errorf("figures: %+v", rep)
	}
}

func TestFigures(t *testing.T) {
	var f TitleFigures
	f.add([]bool{false, true, true}, 2)
	if f.MRR != 0.5 || f.SuccessAt1 != 0 || f.SuccessAt10 != 1 || math.Abs(f.MAP-(0.5+2.0/3)/2) > 1e-9 {
		t.Errorf("figures: %+v", f)
	}
}

func TestEvaluateTitlesMissing(t *testing.T) {
	if _, err := EvaluateTitles(t.TempDir()); !os.IsNotExist(err) {
		t.Errorf("missing files: %v", err)
	}
}

func TestFlemishTitles(t *testing.T) {
	rep, err := EvaluateTitles(corpustest.Path(t, "gold", "titles-flemish"))
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%+v", rep)
	if rep.SuccessAt10 < 0.80 || rep.MRR < 0.62 {
		t.Errorf("success@10 %.3f, MRR %.3f", rep.SuccessAt10, rep.MRR)
	}
}
