package column

// postings list the rows in which a competence, an occupation, a title stem or
// a duplicate group occurs, ascending; removed rows stay in until the segment is rewritten.
type postings struct {
	asked, occupations, seconds, stems, groups [][]uint32
}

// shared copies the heads, so that appending does not reach earlier views.
func (p postings) shared() postings {
	return postings{
		asked:       append([][]uint32(nil), p.asked...),
		occupations: append([][]uint32(nil), p.occupations...),
		seconds:     append([][]uint32(nil), p.seconds...),
		stems:       append([][]uint32(nil), p.stems...),
		groups:      append([][]uint32(nil), p.groups...),
	}
}

func (p *postings) add(row uint32, r Row) {
	for _, a := range r.Asked {
		post(&p.asked, a.ID(), row)
	}
	if r.Occupation != 0 {
		post(&p.occupations, uint32(r.Occupation), row)
	}
	if r.Second != 0 {
		post(&p.seconds, uint32(r.Second), row)
	}
	for _, s := range r.Stems {
		post(&p.stems, s, row)
	}
	if r.Group != 0 {
		post(&p.groups, r.Group, row)
	}
}

func post(lists *[][]uint32, term, row uint32) {
	for int(term) >= len(*lists) {
		*lists = append(*lists, nil)
	}
	l := &(*lists)[term]
	if n := len(*l); n == 0 || (*l)[n-1] != row {
		*l = append(*l, row)
	}
}

func list(lists [][]uint32, term uint32) []uint32 {
	if int(term) >= len(lists) {
		return nil
	}
	return lists[term]
}

// WithAsked returns the rows that ask a competence or certificate, ascending;
// removed rows may be among them. It must not be changed.
func (s *Segment) WithAsked(id uint32) []uint32 { return list(s.post.asked, id) }

// WithOccupation returns the rows whose likeliest occupation is id.
func (s *Segment) WithOccupation(id uint32) []uint32 { return list(s.post.occupations, id) }

// WithSecond returns the rows whose next likely occupation is id.
func (s *Segment) WithSecond(id uint32) []uint32 { return list(s.post.seconds, id) }

// WithStem returns the rows whose title has the stem.
func (s *Segment) WithStem(id uint32) []uint32 { return list(s.post.stems, id) }

// WithGroup returns the rows of a duplicate group.
func (s *Segment) WithGroup(id uint32) []uint32 { return list(s.post.groups, id) }
