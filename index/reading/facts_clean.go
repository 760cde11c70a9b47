package reading

import "strings"

// cleaned is a text without the backslashes that mark-up puts before marks
// ("€ 5\.103", "36\-urige"), with the way back to the text as it was kept.
type cleaned struct {
	text string
	cuts []int // offsets in text before which a backslash was left out, ascending
}

// clean drops the backslashes of s; most texts have none and stay themselves.
func (c *cleaned) clean(s string) {
	c.text, c.cuts = s, c.cuts[:0]
	i := strings.IndexByte(s, '\\')
	if i < 0 {
		return
	}
	out := make([]byte, 0, len(s))
	for ; i >= 0; i = strings.IndexByte(s, '\\') {
		out = append(out, s[:i]...)
		c.cuts = append(c.cuts, len(out))
		s = s[i+1:]
	}
	c.text = string(append(out, s...))
}

// source returns the range of the kept text that [start,end) was.
func (c *cleaned) source(start, end int) (int, int) {
	if len(c.cuts) == 0 {
		return start, end
	}
	return start + c.before(start), end + c.before(end-1)
}

// before counts the backslashes left out up to offset i.
func (c *cleaned) before(i int) int {
	lo, hi := 0, len(c.cuts)
	for lo < hi {
		mid := (lo + hi) / 2
		if c.cuts[mid] <= i {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}
