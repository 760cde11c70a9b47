package desk

import (
	"context"
	"fmt"
	"strings"
	"time"

	"passend/index/archive"
	"passend/index/demand"
	"passend/index/personal"
	"passend/matcher"
	"passend/matcher/dossier"
	"passend/matcher/profile"
)

// Answering keeps what employers answer about vacancies.
type Answering interface {
	// PutAnswers keeps the answers on one vacancy; when it returns, columns and
	// index have taken them over. An unknown vacancy is archive.ErrNotFound.
	PutAnswers(ctx context.Context, vacancyID string, answers ...archive.Answer) error
}

// EmployerAnswer is what an employer told about the work of a vacancy: "tillen
// valt mee: 3 kg". It tells of the work, never of a worker.
type EmployerAnswer struct {
	// Key is one of AnswerItems.
	Key string `json:"key"`
	// Level is what the work asks: 0 nothing, 1 a little, 2 regularly, 3 much.
	Level int `json:"level"`
	// Kilos is the heaviest that is lifted, carried, pushed or pulled; when it is
	// given for such an item it decides the level. 0 is not told.
	Kilos float64 `json:"kilos,omitempty"`
	// Hours is from how many hours a week the work can be done, for that item
	// alone, which has no level.
	Hours float64 `json:"hours,omitempty"`
	// Text is the answer in the employer's words; it is the quote that everyone
	// reads.
	Text string `json:"text"`
}

// AnswerItem is something of the work that can be asked and answered: the same
// list for every vacancy and every worker, so that it reveals nothing.
type AnswerItem struct {
	Key      string `json:"key"`
	Name     string `json:"name"`
	Question string `json:"question"`
	// Kilos: the answer can be a weight.
	Kilos bool `json:"kilos,omitempty"`
	// Hours: the answer is a number of hours a week.
	Hours bool `json:"hours,omitempty"`
}

// answerKeys are what a form offers, by the neutral questions: hours, times,
// posture, lifting, other handling, place, pace, contact.
var answerKeys = []demand.Key{
	demand.HoursPerWeek, demand.DayPeriods,
	demand.SitAtWork, demand.Sit, demand.StandAtWork, demand.Stand, demand.WalkAtWork, demand.Walk, demand.PostureAlternation,
	demand.LiftCarry, demand.HeavyLoadsFrequent, demand.PushPull,
	demand.BendFrequent, demand.KneelSquat, demand.ReachFrequent, demand.AboveShoulder, demand.Stairs, demand.Climb, demand.HandFingerUse, demand.KeyboardMouseWork,
	demand.Cold, demand.Heat, demand.Noise, demand.DustFumes, demand.SkinContact, demand.Vibration, demand.ProfessionalDriving,
	demand.CondNoHighPace, demand.CondNoDeadlines, demand.CondNoInterruptions, demand.CondPredictable, demand.AttentionDivide,
	demand.CondNoCustomers, demand.CondNoPatients, demand.Conflict, demand.EmotionalProblemsOthers, demand.CondFallbackColleagues, demand.CondNoLeadership,
}

// weighed are the items with a weight. What is said of lifting or carrying
// holds for both, however a document divides them.
var weighed = map[demand.Key][]demand.Key{
	demand.LiftCarry: {demand.LiftCarry, demand.Lift, demand.Carry}, demand.PushPull: {demand.PushPull}, demand.HeavyLoadsFrequent: nil,
}

// AnswerItems lists what an employer can be asked and can answer.
func AnswerItems() []AnswerItem {
	out := make([]AnswerItem, len(answerKeys))
	for i, k := range answerKeys {
		out[i] = itemOf(k)
	}
	return out
}

func itemOf(k demand.Key) AnswerItem {
	key := k.String()
	return AnswerItem{Key: key, Name: askedAs(k), Question: matcher.ItemQuestion(key), Kilos: len(weighed[k]) > 0, Hours: k == demand.HoursPerWeek}
}

// askedAs names what the work asks. Elsewhere some items are called after what a
// worker needs, as "few interruptions"; "much" of those would say the opposite.
func askedAs(k demand.Key) string {
	if k != demand.DayPeriods && k != demand.PostureAlternation && !strings.HasPrefix(k.String(), "cond_") {
		return matcher.ItemName(k.String())
	}
	label := demand.Lookup(k).Label
	return strings.ToLower(label[:1]) + label[1:]
}

// Answered is an answer as it is kept, with who asked and when.
type Answered struct {
	AnswerItem
	Level int     `json:"level"`
	Value float64 `json:"value,omitempty"` // kilograms, or hours a week
	Text  string  `json:"text"`
	By    string  `json:"by"` // the label of who asked
	// Role is what they are; empty when the account is gone.
	Role dossier.Role `json:"role,omitempty"`
	At   time.Time    `json:"at"`
}

// mostAnswer is the longest answer in characters: a sentence or two.
const mostAnswer = 300

// MayAnswer reports whether the role may record what an employer answered.
func MayAnswer(r dossier.Role) bool { return dossier.May(r, dossier.DataEmployers) }

// RecordAnswer keeps what an employer answered on a vacancy, for everyone and
// above the text; coach and job hunter. The vacancy is judged anew at once, in
// every list of who sees why; from those of job hunters it is out when one of them
// recorded it, until a coach goes on with it: answers are no way to try out a
// worker's limits. The text is read by all, so it may hold nothing about a person.
// It returns all answers on the vacancy. As for what users add, a day has a limit.
func (d *Desk) RecordAnswer(ctx context.Context, a dossier.Actor, vacancyID string, in EmployerAnswer) ([]Answered, error) {
	if a.UserID == "" || !MayAnswer(a.Role) {
		return nil, dossier.ErrDenied
	}
	rec, _, err := d.load(ctx, vacancyID)
	if err != nil {
		return nil, err
	}
	keep, err := in.checked()
	if err != nil {
		return nil, err
	}
	if !d.adds.take(a.UserID, d.Clock(), 1, addsADay) {
		return nil, &dossier.InvalidError{Text: fmt.Sprintf("U heeft vandaag al %d vacatures of antwoorden toegevoegd. Morgen kan het weer.", addsADay)}
	}
	for i := range keep {
		keep[i].By, keep[i].At = a.UserID, d.Clock().UTC()
	}
	// The audit comes first: nothing is kept that is not written there.
	if err := d.People.As(a).NoteAnswer(ctx, rec.ID, in.Key); err != nil {
		return nil, err
	}
	if err := d.Answering.PutAnswers(ctx, rec.ID, keep...); err != nil {
		return nil, fmt.Errorf("record answer: %w", err)
	}
	return d.Answers(ctx, a, rec.ID)
}

// checked turns the form into what is kept, one answer for each item it tells of.
func (in *EmployerAnswer) checked() ([]archive.Answer, error) {
	key, ok := demand.ParseKey(in.Key)
	offered := false
	for _, k := range answerKeys {
		offered = offered || k == key
	}
	text := visible(in.Text)
	switch {
	case !ok || !offered:
		return nil, &dossier.InvalidError{Text: "Kies waarover het antwoord gaat."}
	case in.Level < 0 || in.Level > 3:
		return nil, &dossier.InvalidError{Text: "Kies hoeveel het werk hiervan vraagt."}
	case in.Kilos < 0 || in.Kilos > 200:
		return nil, &dossier.InvalidError{Text: "Vul een gewicht in tussen 0 en 200 kilo."}
	case key == demand.HoursPerWeek && (in.Hours < 1 || in.Hours > 60):
		return nil, &dossier.InvalidError{Text: "Vul in vanaf hoeveel uur per week het werk kan: 1 tot 60."}
	case text == "":
		return nil, &dossier.InvalidError{Text: "Schrijf op wat de werkgever antwoordde."}
	case len([]rune(text)) > mostAnswer:
		return nil, &dossier.InvalidError{Text: fmt.Sprintf("Het antwoord is te lang. Gebruik hoogstens %d tekens.", mostAnswer)}
	}
	if found := profile.Guard(text); len(found) > 0 {
		return nil, &dossier.InvalidError{Text: "Iedereen in Passend leest dit antwoord. Haal ‘" + found[0].Text + "’ weg: het kan over een persoon gaan. Schrijf alleen over het werk."}
	}
	if found := personal.Find(text); len(found) > 0 {
		return nil, &dossier.InvalidError{Text: "Iedereen in Passend leest dit antwoord. Haal ‘" + text[found[0].Start:found[0].End] + "’ weg: zet er geen namen, nummers of adressen in."}
	}
	x := archive.Answer{Key: key, Level: demand.Level(in.Level), Text: text}
	if key == demand.HoursPerWeek {
		x.Level, x.Value, x.Unit = 0, in.Hours, string(demand.HoursWeek)
	}
	keys := weighed[key]
	if len(keys) == 0 {
		return []archive.Answer{x}, nil
	}
	if in.Kilos > 0 {
		x.Level, x.Value, x.Unit = levelOfKilos(in.Kilos), in.Kilos, string(demand.Kilograms)
	}
	out := make([]archive.Answer, len(keys))
	for i, k := range keys {
		out[i], out[i].Key = x, k
	}
	return out, nil
}

// levelOfKilos is what a weight asks (domain brief 2.4: to 2 kg nothing, to 5 a
// little, to 10 regularly, above it much).
func levelOfKilos(kg float64) demand.Level {
	for level, most := range []float64{2, 5, 10} {
		if kg <= most {
			return demand.Level(level)
		}
	}
	return 3
}

// Answers lists what employers answered on a vacancy, the last first, one line
// for each answer that was given. Everyone who is signed in may read them.
func (d *Desk) Answers(ctx context.Context, a dossier.Actor, vacancyID string) ([]Answered, error) {
	if a.UserID == "" {
		return nil, dossier.ErrDenied
	}
	rec, _, err := d.load(ctx, vacancyID)
	if err != nil {
		return nil, err
	}
	all, err := d.Vacancies.Answers(ctx, []archive.Record{*rec})
	if err != nil {
		return nil, fmt.Errorf("answers: %w", err)
	}
	out := []Answered{}
	names, roles := map[string]string{}, map[string]dossier.Role{}
	for i := len(all[0]) - 1; i >= 0; i-- {
		x := all[0][i]
		if x.Key == demand.Lift || x.Key == demand.Carry {
			continue // kept beside "tillen of dragen"
		}
		if _, known := roles[x.By]; !known {
			if u, err := d.People.User(ctx, x.By); err == nil {
				roles[x.By] = u.Role
			}
		}
		out = append(out, Answered{
			AnswerItem: itemOf(x.Key),
			Level:      int(x.Level), Value: x.Value, Text: strings.TrimSpace(x.Text), By: d.nameOf(ctx, names, x.By), Role: roles[x.By], At: x.At,
		})
	}
	return out, nil
}
