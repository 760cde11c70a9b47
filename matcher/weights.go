package matcher

import (
	_ "embed"
	"fmt"

	"github.com/goccy/go-yaml"
)

//go:embed weights.yaml
var weightsFile []byte

// Part is one element of a score.
type Part uint8

// The parts, those of wens (preference) first.
const (
	PartDirection Part = iota
	PartTravel
	PartHours
	PartTimes
	PartRemote
	PartContract
	PartSector
	PartBackground
	PartCompetences
	PartEducation
	PartExperience
	PartLanguages
	partCount
)

// firstQualification is the first part of kans.
const firstQualification = PartBackground

var partNames = [partCount]string{"direction", "travel", "hours", "times", "remote", "contract", "sector",
	"background", "competences", "education", "experience", "languages"}

// String returns the name that the weights file uses.
func (p Part) String() string { return partNames[p] }

// Weights are the constants of scoring, as the file weights.yaml explains them.
type Weights struct {
	Version        string             `yaml:"version"`
	Preference     map[string]float32 `yaml:"preference"`
	Qualification  map[string]float32 `yaml:"qualification"`
	Need           map[string]float32 `yaml:"need"`
	Confidence     []float32          `yaml:"confidence"`
	PriorityStep   float32            `yaml:"priority_step"`
	Question       float32            `yaml:"question"`
	QuestionsMost  float32            `yaml:"questions_most"`
	Arrange        float32            `yaml:"arrange"`
	Neutral        float32            `yaml:"neutral"`
	Trait          float32            `yaml:"trait"`
	HoursQuestion  float32            `yaml:"hours_question"`
	DirectionLeast float32            `yaml:"direction_least"`
	OtherField     float32            `yaml:"other_field"`
	TravelMost     float32            `yaml:"travel_most"`
	TravelOver     float32            `yaml:"travel_over"`
	NoJobOver      float32            `yaml:"no_job_over"`
	LevelOver      float32            `yaml:"level_over"`

	part [partCount]float32
	need [4]float32
	// total is the weight of all parts of wens and of kans.
	total [2]float32
}

// DefaultWeights reads the weights that come with the program.
func DefaultWeights() (Weights, error) { return ParseWeights(weightsFile) }

// ParseWeights reads a weights file. It fails on a part that has no weight and
// on names it does not know.
func ParseWeights(file []byte) (Weights, error) {
	var w Weights
	if err := yaml.UnmarshalWithOptions(file, &w, yaml.Strict()); err != nil {
		return w, fmt.Errorf("weights: %w", err)
	}
	for p := range partCount {
		group := w.Preference
		if p >= firstQualification {
			group = w.Qualification
		}
		v, ok := group[p.String()]
		if !ok || v <= 0 {
			return w, fmt.Errorf("weights: %s has no weight above zero", p)
		}
		w.part[p] = v
		if p < firstQualification {
			w.total[0] += v
		} else {
			w.total[1] += v
		}
	}
	if n := len(w.Preference) + len(w.Qualification); n != int(partCount) {
		return w, fmt.Errorf("weights: %d parts, %d are known", n, partCount)
	}
	for i, name := range []string{"unknown", "preferred", "replaceable", "required"} {
		w.need[i] = w.Need[name]
	}
	if len(w.Confidence) != 3 || w.Version == "" {
		return w, fmt.Errorf("weights: three confidences and a version are needed")
	}
	return w, nil
}
