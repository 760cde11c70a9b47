package dutch
import ("testing";"strings";"time")
func TestZZ(t *testing.T){
	for _, n := range []int{5000,10000,100000} {
		s:=time.Now()
		x:=Parse(strings.Repeat("aA",n))
		t.Logf("%d %v tokens %d sentences %d", n, time.Since(s), len(x.Tokens), len(x.Sentences))
	}
}
