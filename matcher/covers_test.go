package matcher

import (
	"testing"

	"passend/index/column"
	"passend/matcher/profile"
)

func TestLicencesIncludeLowerOnes(t *testing.T) {
	for held, want := range map[string][]string{"CE": {"C", "C1", "C1E", "BE", "B", "AM"}, "BE": {"B"}, "D": {"D1", "B"}, "A": {"A2", "A1", "AM"}} {
		got := impliedLicences(column.LicenceBit(held))
		for _, w := range want {
			if got&column.LicenceBit(w) == 0 {
				t.Errorf("%s does not include %s", held, w)
			}
		}
	}
	if got := impliedLicences(column.LicenceBit("B")); got&(column.LicenceBit("BE")|column.LicenceBit("C")) != 0 {
		t.Errorf("B includes %b", got)
	}
}

func TestCertificatesIncludeOthersUntilTheyExpire(t *testing.T) {
	w := electrician()
	w.Person.Certificates = []profile.Certificate{{Name: "vca_vol"}, {Name: "reachtruck", ValidUntil: "2020-01-01"}}
	p := &Plan{Worker: w, AsOf: testDay}
	held := p.heldCertificates(newMatcher(t))
	if !held["vca"] || !held["vca_vol"] || held["ept"] || held["reachtruck"] {
		t.Errorf("held: %v", held)
	}
}

func TestWorkPartlyAlikeCountsPartly(t *testing.T) {
	for _, c := range []struct{ likeness, want float32 }{{0.1, 0}, {0.3, 0}, {0.55, 0.5}, {0.8, 1}, {1, 1}} {
		if got := countsAs(c.likeness); got < c.want-0.001 || got > c.want+0.001 {
			t.Errorf("%.2f counts as %.2f, want %.2f", c.likeness, got, c.want)
		}
	}
}
