package evaluate

import "passend/index/reading"

// factTally counts facts against labels.
type factTally struct{}

func newFactTally() factTally { return factTally{} }

func (t *factTally) add(*labelled, *reading.Guide) {}

func (t *factTally) report() (map[string]FactFigures, map[string]float64) {
	return map[string]FactFigures{}, map[string]float64{}
}
