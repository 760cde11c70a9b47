package index

type suggester struct{}
