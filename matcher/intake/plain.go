package intake

import (
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"passend/index/dutch"
	"passend/index/taxonomy"
	"passend/matcher/profile"
)

// ErrPlain: the JSON holds no description of a worker.
var ErrPlain = errors.New("no description of workers")

// IsPlain reports whether a file is a list of workers, or describes one in the
// plain form that Plain reads.
func IsPlain(data []byte) bool {
	var list []json.RawMessage
	if json.Unmarshal(data, &list) == nil {
		return true
	}
	var one struct {
		Workers json.RawMessage `json:"workers"`
		Person  json.RawMessage `json:"person_profile"`
	}
	return json.Unmarshal(data, &one) == nil && (one.Workers != nil || one.Person != nil)
}

// Plain reads descriptions of workers in JSON with self-explaining names, as
// other programs and judged sets write them: a list, an object with a list
// "workers", or one worker, in blocks "person_profile", "search_profile" and
// "fml" or "fml_items". Names in English or Dutch, numbers as text, one value
// where a list is meant: all is taken where it can mean one thing only. What is
// not understood is left out and told in the notes. A file of the project's own
// form is read by profile.Load.
func Plain(data []byte) (workers []profile.Worker, notes []string, err error) {
	var root any
	if err := json.Unmarshal(data, &root); err != nil {
		return nil, nil, fmt.Errorf("workers: %w", err)
	}
	list := blocks(root)
	if b, ok := root.(map[string]any); ok && b["workers"] != nil {
		list = blocks(b["workers"])
	}
	for _, b := range list {
		if b.block(personNames...) == nil || b.block(searchNames...) == nil {
			continue
		}
		p := plainWorker{}
		p.read(b)
		workers = append(workers, p.w)
		for _, n := range p.notes {
			notes = append(notes, p.w.ID+": "+n)
		}
	}
	if len(workers) == 0 {
		return nil, nil, ErrPlain
	}
	return workers, notes, nil
}

// block is a JSON object.
type block map[string]any

var (
	personNames = []string{"person_profile", "person", "persoonsprofiel"}
	searchNames = []string{"search_profile", "search", "zoekprofiel"}
)

// blocks returns the objects of a list, or the object itself.
func blocks(v any) []block {
	switch v := v.(type) {
	case map[string]any:
		return []block{v}
	case []any:
		var out []block
		for _, x := range v {
			switch x := x.(type) {
			case map[string]any:
				out = append(out, x)
			case string:
				out = append(out, block{"name": x})
			}
		}
		return out
	}
	return nil
}

// at is the value of the first of the names that there is.
func (b block) at(names ...string) any {
	for _, n := range names {
		if v := b[n]; v != nil {
			return v
		}
	}
	return nil
}

func (b block) block(names ...string) block {
	m, _ := b.at(names...).(map[string]any)
	return m
}

func (b block) list(names ...string) []block { return blocks(b.at(names...)) }

func (b block) text(names ...string) string { return textOf(b.at(names...)) }

func textOf(v any) string {
	switch v := v.(type) {
	case string:
		return strings.TrimSpace(v)
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return ""
}

var firstNumber = regexp.MustCompile(`\d+(?:[.,]\d+)?`)

func (b block) number(names ...string) float64 {
	n, _ := strconv.ParseFloat(strings.Replace(firstNumber.FindString(b.text(names...)), ",", ".", 1), 64)
	return n
}

// whole is a number that may be absent.
func (b block) whole(names ...string) *int {
	if s := b.text(names...); s != "" {
		if n, err := strconv.Atoi(s); err == nil {
			return &n
		}
	}
	return nil
}

// texts is a list of texts, also where one stands alone or each has a name.
func (b block) texts(names ...string) []string {
	var out []string
	add := func(s string) {
		if s != "" {
			out = append(out, s)
		}
	}
	switch v := b.at(names...).(type) {
	case []any:
		for _, x := range v {
			if m, ok := x.(map[string]any); ok {
				add(block(m).text("name", "naam", "text", "tekst", "title", "titel", "category", "mode"))
				continue
			}
			add(textOf(x))
		}
	default:
		add(textOf(v))
	}
	return out
}

// plainWorker is a worker while it is read.
type plainWorker struct {
	w     profile.Worker
	notes []string
}

func (p *plainWorker) note(format string, args ...any) {
	p.notes = append(p.notes, fmt.Sprintf(format, args...))
}

func (p *plainWorker) read(b block) {
	p.w.ID = b.text("id", "worker", "werknemer")
	p.w.Label = p.w.ID
	p.person(b.block(personNames...))
	p.search(b.block(searchNames...))
	p.capacity(b)
}

// area is a home as "Rijswijk/Den Haag (2288)".
var area = regexp.MustCompile(`^\s*([^/(,]*)[^(]*(?:\((\d{4})\s?(?:[A-Za-z]{2})?\))?`)

func (p *plainWorker) person(b block) {
	w := &p.w.Person
	w.Home = profile.Home{Place: b.text("home_place", "place", "woonplaats"), Postcode4: b.text("home_postcode4", "postcode4", "postcode")}
	if h := b.block("home"); h != nil {
		w.Home = profile.Home{Place: h.text("place", "woonplaats"), Postcode4: h.text("postcode4", "postcode")}
	}
	if m := area.FindStringSubmatch(b.text("home_area", "home", "woongebied")); m != nil {
		if w.Home.Place == "" {
			w.Home.Place = strings.TrimSpace(m[1])
		}
		if w.Home.Postcode4 == "" {
			w.Home.Postcode4 = m[2]
		}
	}
	if len(w.Home.Postcode4) > 4 {
		w.Home.Postcode4 = w.Home.Postcode4[:4]
	}
	for _, j := range b.list("employment_history", "jobs", "work", "work_history", "werkervaring") {
		title := j.text("title", "occupation", "name", "functie", "beroep")
		if title == "" {
			continue
		}
		w.Work = append(w.Work, profile.Job{Title: title, ISCO: j.text("isco08", "isco"), Years: j.number("years", "jaren"), Sector: j.text("sector"), Tasks: j.texts("tasks", "taken")})
	}
	for _, s := range b.list("education", "studies", "opleidingen", "opleiding") {
		level := s.text("level", "niveau")
		e, ok := taxonomy.ParseEducation(strings.ToLower(level))
		if !ok {
			e = educationLevel(level + " " + s.text("name", "naam"))
		}
		diploma, said := s.at("diploma", "afgerond").(bool)
		w.Education = append(w.Education, profile.Study{Name: s.text("name", "naam"), Level: e, Diploma: diploma || !said})
	}
	for _, c := range b.texts("certificates", "certificaten") {
		w.Certificates = append(w.Certificates, profile.Certificate{Name: c})
	}
	for _, l := range b.texts("driving_licences", "licences", "licenses", "rijbewijzen", "rijbewijs") {
		w.Licences = append(w.Licences, strings.ToUpper(strings.TrimPrefix(strings.ToLower(l), "rijbewijs ")))
	}
	p.languages(b)
	w.DigitalSkill = int(b.number("digital_skill", "digital_skill_1_to_5", "digital_skill_1_5"))
	digital := b.block("digital", "digitaal")
	if w.DigitalSkill == 0 {
		w.DigitalSkill = int(digital.number("level_1_5", "level_1_to_5", "level"))
	}
	for _, c := range slices.Concat(b.texts("competences", "skills", "competenties"), b.texts("software"), digital.texts("skills", "software")) {
		w.Competences = append(w.Competences, profile.Competence{Name: c})
	}
	w.Qualities, w.Ambitions = b.texts("qualities", "kwaliteiten"), b.texts("ambitions", "ambities")
	w.Wishes, w.Obstacles = b.texts("wishes", "wensen"), b.texts("obstacles", "practical_obstacles", "belemmeringen")
	for _, t := range b.texts("transport", "vervoer") {
		w.Transport = append(w.Transport, p.means(t)...)
	}
	if own, _ := b.at("own_car", "eigen_auto").(bool); own && !slices.Contains(w.Transport, profile.Car) {
		w.Transport = append(w.Transport, profile.Car)
	}
	w.HoursBefore, w.WageBefore = b.number("hours_before", "contract_hours"), b.number("wage_before", "gross_wage_month")
}

func (p *plainWorker) languages(b block) {
	for _, l := range b.list("languages", "talen") {
		name, level := l.text("language", "lang", "code", "name", "taal"), l.text("level", "niveau")
		skill := profile.LanguageSkill{Language: strings.ToLower(name)}
		if len(name) != 2 {
			found, ok := languageSkill(name + " " + level)
			if !ok {
				p.note("taal %q niet herkend", name)
				continue
			}
			skill = found
		}
		if m := cefr.FindString(level); m != "" {
			skill.Level = strings.ToUpper(m)
		} else if skill.Level == "" {
			for _, s := range skillWords {
				if strings.Contains(dutch.Fold(level), s.word) {
					skill.Level = s.level
					break
				}
			}
		}
		p.w.Person.Languages = append(p.w.Person.Languages, skill)
	}
}

// meansWords are words of a way to travel; the longer before the shorter.
var meansWords = []struct {
	word  string
	means profile.Means
}{
	{"e-bike", profile.EBike}, {"e_bike", profile.EBike}, {"ebike", profile.EBike}, {"elektrische fiets", profile.EBike},
	{"public", profile.PublicTransport}, {"ov", profile.PublicTransport}, {"trein", profile.PublicTransport}, {"bus", profile.PublicTransport},
	{"auto", profile.Car}, {"car", profile.Car}, {"scooter", profile.Moped}, {"brommer", profile.Moped}, {"bromfiets", profile.Moped}, {"moped", profile.Moped},
	{"fiets", profile.Bicycle}, {"bike", profile.Bicycle}, {"bicycle", profile.Bicycle}, {"lopen", profile.Walking}, {"walk", profile.Walking}, {"voet", profile.Walking},
}

// means reads "OV", "auto of OV" and "public_transport/bike".
func (p *plainWorker) means(text string) []profile.Means {
	var out []profile.Means
	for part := range strings.FieldsFuncSeq(strings.NewReplacer(" of ", "/", " or ", "/", " en ", "/", "_or_", "/").Replace(strings.ToLower(text)), func(r rune) bool { return strings.ContainsRune("/,+;", r) }) {
		for _, m := range meansWords {
			if strings.Contains(part, m.word) {
				if !slices.Contains(out, m.means) {
					out = append(out, m.means)
				}
				break
			}
		}
	}
	if len(out) == 0 && text != "" {
		p.note("vervoer %q niet herkend", text)
	}
	return out
}

func (p *plainWorker) search(b block) {
	s := &p.w.Search
	s.Version, s.Date = max(1, int(b.number("version"))), b.text("date", "datum")
	for _, d := range b.list("directions", "search_directions", "zoekrichtingen", "richtingen") {
		dir := profile.Direction{Text: d.text("text", "name", "title", "tekst", "direction"), ISCO: d.texts("isco", "isco08"), Priority: int(d.number("priority"))}
		if dir.Text != "" {
			s.Directions = append(s.Directions, dir)
		}
	}
	for _, e := range b.texts("excluded", "excluded_occupations", "uitgesloten") {
		s.Excluded = append(s.Excluded, profile.Exclusion{Text: e})
	}
	s.LevelMax, s.LevelMin = educationLevel(b.text("level_max", "max_education_level", "max_level")), educationLevel(b.text("level_min", "min_level"))
	s.HoursMin, s.HoursMax = b.number("hours_min", "hours_per_week_min", "hours_week_min"), b.number("hours_max", "hours_per_week_max", "hours_week_max")
	s.HoursDayMax = b.number("hours_day_max", "hours_per_day_max")
	t := b.block("times", "working_times", "werktijden")
	if t == nil {
		t = b
	}
	weekend := t.at("weekends", "weekend")
	s.Times = profile.Times{
		Day: wish(t.at("day", "daytime", "overdag")), Evening: wish(t.at("evening", "evenings", "avond")), Night: wish(t.at("night", "nights", "nacht")),
		Saturday: wish(t.at("saturday", "saturdays", "zaterdag")), Sunday: wish(t.at("sunday", "sundays", "zondag")), Shifts: wish(t.at("shifts", "shift_work", "ploegen")),
	}
	if s.Times.Saturday == "" {
		s.Times.Saturday = wish(weekend)
	}
	if s.Times.Sunday == "" {
		s.Times.Sunday = wish(weekend)
	}
	p.travel(b)
	s.Remote = remoteWish(b.text("remote", "remote_preference", "thuiswerken"))
	if ok, _ := b.at("remote_ok").(bool); ok && s.Remote == "" {
		s.Remote = "hybrid_or_full"
	}
	for _, c := range b.texts("contracts", "contract", "contracten") {
		s.Contracts = append(s.Contracts, strings.ToLower(c))
	}
	s.PayFloor = b.number("pay_floor", "wage_min")
	s.Conditions = b.text("conditions", "shareable_text", "voorwaarden")
	s.TrainingMonths = b.number("training_months", "training_max_months")
	s.Abroad = wish(b.at("abroad", "cross_border_BE", "cross_border")) == "yes"
}

// travel reads the longest journeys: in a block, in a list, or beside the rest.
func (p *plainWorker) travel(b block) {
	all := b.list("travel", "reizen")
	if len(all) == 0 {
		all = []block{b}
	}
	for _, t := range all {
		minutes := int(t.number("minutes", "max_minutes_one_way", "travel_max_minutes_one_way", "max_minutes", "travel_minutes", "travel_max_minutes"))
		mode := t.text("means", "mode", "travel_mode", "transport")
		ways := p.means(mode)
		if mode == "" {
			ways = p.w.Person.Transport
		}
		for _, m := range ways {
			if minutes > 0 {
				p.w.Search.Travel = append(p.w.Search.Travel, profile.Limit{Means: m, Minutes: minutes})
			}
		}
	}
}

// wish reads true, "ja", "nee" and "liever niet"; a text that says more is no
// plain wish.
func wish(v any) string {
	switch v := v.(type) {
	case bool:
		if v {
			return "yes"
		}
		return "no"
	case string:
		switch word, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(v)), " "); strings.Trim(word, ",.;") {
		case "ja", "yes", "true":
			return "yes"
		case "nee", "no", "geen", "niet", "nooit", "never", "false":
			return "no"
		}
	}
	return ""
}

func remoteWish(text string) string {
	folded := dutch.Fold(text)
	hybrid, full := strings.Contains(folded, "hybrid"), strings.Contains(folded, "full") || strings.Contains(folded, "volledig")
	switch {
	case hybrid && full, wish(text) == "yes":
		return "hybrid_or_full"
	case hybrid:
		return "hybrid"
	case full:
		return "full"
	}
	return ""
}
