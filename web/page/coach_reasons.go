package page

import (
	"slices"
	"strings"

	"passend/index/demand"
	"passend/matcher"
	"passend/web/desk"
	"passend/web/view"
)

// rubricMarks says per rubric of the FML how the work stands to the capacity; nil
// for a role that gets no reasons of capacity.
func rubricMarks(reasons []desk.Reason) []view.RubricMark {
	states := []string{"none", "within", "ask", "exceeds"} // the last one counts
	var out []view.RubricMark
	for _, r := range reasons {
		key, ok := demand.ParseKey(r.Key)
		rubric := demand.Lookup(key).Rubric
		if r.Kind != string(matcher.KindCapacity) || !ok || rubric == demand.Internal {
			continue
		}
		if out == nil {
			for x := demand.Personal; x <= demand.Hours; x++ {
				out = append(out, view.RubricMark{Number: int(x), Name: x.String(), State: states[0]})
			}
		}
		state := "none"
		switch {
		case r.Effect == "ask":
			state = "ask"
		case r.State == string(matcher.Exceeds):
			state = "exceeds"
		case r.State == string(matcher.Within):
			state = "within"
		}
		if m := &out[rubric-demand.Personal]; slices.Index(states, state) > slices.Index(states, m.State) {
			m.State = state
		}
	}
	return out
}

// mergeLeast is how many reasons that differ in one word are worth one sentence.
const mergeLeast = 3

// merged says reasons without a quote that begin and end alike in one sentence:
// "…: bukken (inschatting)", "…: tillen (inschatting)".
func merged(all []view.Reason) []view.Reason {
	type frame struct{ state, head, tail string }
	cut := func(r view.Reason) (f frame, word string) {
		head, rest, ok := strings.Cut(r.Text, ": ")
		if !ok || r.Quote != "" {
			return f, ""
		}
		word, tail := strings.TrimSuffix(rest, "."), "."
		if i := strings.Index(word, " ("); i > 0 {
			word, tail = word[:i], word[i:]+"."
		}
		return frame{r.State + r.Effect, head, tail}, word
	}
	words := map[frame][]string{}
	for _, r := range all {
		if f, w := cut(r); w != "" {
			words[f] = append(words[f], w)
		}
	}
	var out []view.Reason
	for _, r := range all {
		f, _ := cut(r)
		switch {
		case f.head == "" || len(words[f]) > 0 && len(words[f]) < mergeLeast:
			out = append(out, r)
		case len(words[f]) > 0:
			r.Text = f.head + ": " + strings.Join(words[f], ", ") + f.tail
			out, words[f] = append(out, r), nil
		}
	}
	return out
}
