package taxonomy

import (
	"errors"
	"math"
	"strings"
	"testing"

	"passend/index/corpustest"
)

func TestImportONETLong(t *testing.T) {
	context := "O*NET-SOC Code\tElement ID\tElement Name\tScale ID\tData Value\n" +
		"53-3032.00\t4.C.2.d.1.a\tSpend Time Sitting\tCX\t4.5\n53-3032.00\t4.C.2.d.1.a\tSpend Time Sitting\tCXP\t80\n99-0000.00\t4.C.2.d.1.a\tx\tCX\t1\n"
	w, err := ImportONET(strings.NewReader(context), strings.NewReader("onet_soc,isco08\n53-3032.00,8332\n"))
	if err != nil {
		t.Fatal(err)
	}
	if w.Means["8332"]["4.C.2.d.1.a"] != 4.5 || w.Occupations != 1 || w.Unlinked != 1 {
		t.Errorf("work context: %+v", w)
	}
	if _, err := ImportONET(strings.NewReader(context), strings.NewReader("a,b\n1,2\n")); !errors.Is(err, ErrONET) {
		t.Errorf("no crosswalk: %v", err)
	}
}

func TestRanks(t *testing.T) {
	got := pearson(ranks([]float64{1, 2, 2, 3}), ranks([]float64{10, 20, 20, 90}))
	if math.Abs(got-1) > 1e-9 {
		t.Errorf("rank correlation of equal orders: %v", got)
	}
}

func TestPriorsAgainstONET(t *testing.T) {
	w, err := ImportONETFiles(corpustest.Path(t, "data", "onet", "work_context_by_esco.csv"), corpustest.Path(t, "data", "esco", "occupations_nl.csv"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range Default().CheckPriors(w) {
		mark := ""
		if c.Rho < 0.5 {
			mark = " (below 0.5)"
		}
		t.Logf("%-28s %d groups, rho %.2f%s", c.Key, c.Groups, c.Rho, mark)
	}
}

func FuzzImportONET(f *testing.F) {
	f.Add("a,4.C.1\nx,2\n", "onet,isco\nx,8332\n")
	f.Fuzz(func(t *testing.T, context, cross string) {
		if w, err := ImportONET(strings.NewReader(context), strings.NewReader(cross)); err == nil && w.Occupations == 0 {
			t.Error("an import without occupations was taken")
		}
	})
}
