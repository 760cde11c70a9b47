package dossier

// Distance is the distance (afstand) on a day: 0, nothing lacks, to 100.
type Distance struct {
	Total      float64            `json:"total"`
	Directions map[string]float64 `json:"directions,omitempty"`
	Versions   string             `json:"versions"`
}

func (Distance) prose() []prose { return nil }

func (Distance) kind() Kind { return KindDistance }

func (Distance) check() error { return nil }
