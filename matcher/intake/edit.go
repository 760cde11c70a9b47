package intake

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"passend/index/dutch"
	"passend/matcher/profile"
)

// ErrValue: what a person typed is no value of that field.
var ErrValue = errors.New("no value of this field")

// Edited returns the draft with other values in the fields that a person changed:
// texts by path. A text that is no value of its field is ErrValue with the path;
// a path that the draft does not have is left out.
func (d Draft) Edited(values map[string]string) (Draft, error) {
	text, err := json.Marshal(d.Worker)
	if err != nil {
		return d, fmt.Errorf("draft: %w", err)
	}
	var tree any
	if err := json.Unmarshal(text, &tree); err != nil {
		return d, fmt.Errorf("draft: %w", err)
	}
	out := d
	out.Fields = nil
	for _, f := range d.Fields {
		if v, ok := values[f.Path]; ok && strings.TrimSpace(v) != f.Value {
			f.Value = strings.TrimSpace(v)
			if n, ok := dutch.ParseNumber(f.Value); ok && beyond(f.Path, n) || !put(tree, steps(f.Path), f.Value) || !fits(tree) {
				return d, fmt.Errorf("%s: %w", f.Path, ErrValue)
			}
		}
		out.Fields = append(out.Fields, f)
	}
	if text, err = json.Marshal(tree); err != nil {
		return d, fmt.Errorf("draft: %w", err)
	}
	out.Worker = profile.Worker{}
	if err := json.Unmarshal(text, &out.Worker); err != nil {
		return d, fmt.Errorf("draft: %w", err)
	}
	return out, nil
}

// most is the largest number of a field by the last part of its path: years of
// work, hours, minutes of a journey, a level of the lists.
var most = map[string]float64{"years": 60, "hours_min": 60, "hours_max": 60, "hours_day": 24, "hours_week": 60, "minutes": 300, "level": 4}

// beyond reports a number that no field of that name holds.
func beyond(path string, n float64) bool {
	limit, ok := most[path[strings.LastIndexByte(path, '.')+1:]]
	return ok && (n < 0 || n > limit)
}

// fits reports whether the tree is a worker still.
func fits(tree any) bool {
	text, err := json.Marshal(tree)
	var w profile.Worker
	return err == nil && json.Unmarshal(text, &w) == nil
}

// put writes a value in the place that the steps lead to, as the kind of value
// that stands there.
func put(tree any, at []string, value string) bool {
	if len(at) == 0 {
		return false
	}
	switch node := tree.(type) {
	case map[string]any:
		if len(at) > 1 {
			return put(node[at[0]], at[1:], value)
		}
		next, ok := like(node[at[0]], value)
		node[at[0]] = next
		return ok
	case []any:
		i, err := strconv.Atoi(at[0])
		if err != nil || i < 0 || i >= len(node) {
			return false
		}
		if len(at) > 1 {
			return put(node[i], at[1:], value)
		}
		next, ok := like(node[i], value)
		node[i] = next
		return ok
	}
	return false
}

// like reads a typed text as a value of the kind of the old one.
func like(old any, value string) (any, bool) {
	switch old := old.(type) {
	case string:
		return value, value != ""
	case map[string]any: // a limit of hours
		n, ok := dutch.ParseNumber(value)
		old["hours"] = n
		return old, ok
	case float64:
		n, ok := dutch.ParseNumber(value)
		return n, ok
	case bool:
		switch dutch.Fold(value) {
		case "ja", "true":
			return true, true
		case "nee", "false":
			return false, true
		}
	}
	return old, false
}

// Merge puts what was approved of a draft into a profile: lists get what they do
// not hold yet, single values are replaced. The capacity is a document of its own
// and takes the place of the one before.
func Merge(into, approved profile.Worker) profile.Worker {
	p, from := &into.Person, approved.Person
	if from.Home != (profile.Home{}) {
		p.Home = from.Home
	}
	p.Work = join(p.Work, from.Work, func(x profile.Job) string { return x.Title })
	p.Education = join(p.Education, from.Education, func(x profile.Study) string { return x.Name })
	p.Certificates = join(p.Certificates, from.Certificates, func(x profile.Certificate) string { return x.Name })
	p.Languages = join(p.Languages, from.Languages, func(x profile.LanguageSkill) string { return x.Language })
	p.Competences = join(p.Competences, from.Competences, func(x profile.Competence) string { return x.Name })
	self := func(x string) string { return x }
	p.Licences, p.Qualities, p.Ambitions = join(p.Licences, from.Licences, self), join(p.Qualities, from.Qualities, self), join(p.Ambitions, from.Ambitions, self)
	p.Wishes, p.Obstacles = join(p.Wishes, from.Wishes, self), join(p.Obstacles, from.Obstacles, self)
	p.Transport = join(p.Transport, from.Transport, func(x profile.Means) string { return string(x) })
	p.DigitalSkill = newer(p.DigitalSkill, from.DigitalSkill)
	p.AvailableFrom = newer(p.AvailableFrom, from.AvailableFrom)
	p.HoursBefore, p.WageBefore = newer(p.HoursBefore, from.HoursBefore), newer(p.WageBefore, from.WageBefore)

	s, sought := &into.Search, approved.Search
	s.Directions = join(s.Directions, sought.Directions, func(x profile.Direction) string { return x.Text })
	s.Travel = join(s.Travel, sought.Travel, func(x profile.Limit) string { return string(x.Means) })
	s.HoursMin, s.HoursMax, s.HoursDayMax = newer(s.HoursMin, sought.HoursMin), newer(s.HoursMax, sought.HoursMax), newer(s.HoursDayMax, sought.HoursDayMax)
	if sought.Times != (profile.Times{}) {
		s.Times = sought.Times
	}
	s.Contracts = join(s.Contracts, sought.Contracts, self)

	if approved.Capacity.Source != "" {
		into.Capacity = approved.Capacity
	}
	return into
}

func newer[T comparable](old, next T) T {
	var none T
	if next == none {
		return old
	}
	return next
}

// join adds what is not there yet, by its name; of what was there the parts that
// are told now take the place of the earlier ones.
func join[T any](old, more []T, name func(T) string) []T {
	out := append([]T(nil), old...)
	at := map[string]int{}
	for i, x := range out {
		at[dutch.Fold(name(x))] = i
	}
	for _, x := range more {
		key := dutch.Fold(name(x))
		if i, ok := at[key]; ok {
			if text, err := json.Marshal(x); err != nil || json.Unmarshal(text, &out[i]) != nil {
				out[i] = x
			}
			continue
		}
		at[key] = len(out)
		out = append(out, x)
	}
	return out
}
