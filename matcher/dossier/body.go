package dossier

import (
	"strings"
	"time"

	"passend/index/reading"
	"passend/index/vacancy"
)

// MinMotivation is the shortest motivation in characters of a decision that
// departs from the proposal or rejects a vacancy (domain brief 4.4).
const MinMotivation = 25

// RejectionCode is a reason for rejection as UWV's question is answered.
type RejectionCode string

// The codes of domain brief 4.4.
const (
	RejectCapacity    RejectionCode = "BELASTBAARHEID"
	RejectHours       RejectionCode = "UREN"
	RejectTimes       RejectionCode = "WERKTIJDEN"
	RejectEducation   RejectionCode = "OPLEIDING"
	RejectExperience  RejectionCode = "ERVARING"
	RejectCertificate RejectionCode = "CERTIFICAAT_RIJBEWIJS"
	RejectLanguage    RejectionCode = "TAAL"
	RejectTravel      RejectionCode = "REISTIJD"
	RejectPay         RejectionCode = "LOON"
	RejectLevel       RejectionCode = "NIVEAU"
	RejectGone        RejectionCode = "VERVALLEN"
	RejectDuplicate   RejectionCode = "DUBBEL"
	RejectByWorker    RejectionCode = "WERKNEMER_WIJST_AF"
	RejectByEmployer  RejectionCode = "WERKGEVER_WIJST_AF"
	RejectOther       RejectionCode = "ANDERS"
)

// RejectionCodes lists all codes in the order of the form.
var RejectionCodes = []RejectionCode{RejectCapacity, RejectHours, RejectTimes, RejectEducation, RejectExperience,
	RejectCertificate, RejectLanguage, RejectTravel, RejectPay, RejectLevel, RejectGone, RejectDuplicate,
	RejectByWorker, RejectByEmployer, RejectOther}

// Rejection is one reason for rejection; Key names the item for
// BELASTBAARHEID, Reasonable is the coach's view of a worker's refusal.
type Rejection struct {
	Code       RejectionCode `json:"code"`
	Key        string        `json:"key,omitempty"`
	Note       string        `json:"note,omitempty"`
	Reasonable *bool         `json:"reasonable,omitempty"`
}

// Consideration is a vacancy weighed for a worker, with everything the decision
// rests on: vacancies vanish, the record does not.
type Consideration struct {
	Vacancy  vacancy.Vacancy `json:"vacancy"`
	Hash     string          `json:"hash"` // vacancy.Fingerprint
	SeenAt   time.Time       `json:"seen_at"`
	Reading  reading.Reading `json:"reading"`
	Versions string          `json:"versions"` // lexicon, taxonomy, scoring, profiles
	Proposal string          `json:"proposal"`
	Verdict  string          `json:"verdict"`
	// Next is "apply", "ask", "keep" or "reject".
	Next       string      `json:"next"`
	Motivation string      `json:"motivation,omitempty"`
	Rejections []Rejection `json:"rejections,omitempty"`
	// Asked and Answer hold what was asked of the employer to make it fit.
	Asked  string `json:"asked,omitempty"`
	Answer string `json:"answer,omitempty"`
	// Direction is the search direction that fitted best; ExcludeEmployer asks
	// to leave this employer out from now on. Both feed the rules of the list.
	Direction       string `json:"direction,omitempty"`
	ExcludeEmployer bool   `json:"exclude_employer,omitempty"`
}

func (Consideration) kind() Kind { return KindConsideration }

func (c Consideration) check() error {
	switch {
	case c.Verdict == "":
		return &InvalidError{Text: "Kies een oordeel."}
	case (c.Verdict != c.Proposal || c.Next == "reject") && len([]rune(strings.TrimSpace(c.Motivation))) < MinMotivation:
		return &InvalidError{Text: "Geef een motivering van ten minste 25 tekens: u wijkt af van het voorstel of u wijst de vacature af."}
	case c.Next == "reject" && len(c.Rejections) == 0:
		return &InvalidError{Text: "Kies ten minste één reden van afwijzing."}
	}
	return nil
}

// Application is an application and what came of it.
type Application struct {
	Date     string `json:"date"`
	Channel  string `json:"channel"`
	Employer string `json:"employer"`
	Title    string `json:"title"`
	FollowUp string `json:"follow_up,omitempty"`
	Response string `json:"response,omitempty"`
	Outcome  string `json:"outcome,omitempty"` // open, interview, hired, rejected, withdrawn
	Reason   string `json:"reason,omitempty"`
}

func (c Consideration) prose() []prose {
	out := inside(c.Motivation, c.Asked, c.Answer)
	for _, r := range c.Rejections {
		out = append(out, inside(r.Note)...)
	}
	return out
}

func (a Application) prose() []prose { return inside(a.Response, a.Reason) }

func (Application) kind() Kind { return KindApplication }

func (a Application) check() error { return wantDate(a.Date, "Vul de datum van de sollicitatie in.") }

// Note is a note of the coach about a talk or an agreement.
type Note struct {
	Text    string `json:"text"`
	Purpose string `json:"purpose,omitempty"`
	Agreed  string `json:"agreed,omitempty"`
	Next    string `json:"next,omitempty"`
	// Confirmed holds why a text that the guard warned about was kept.
	Confirmed string `json:"confirmed,omitempty"`
}

func (n Note) prose() []prose { return inside(n.Text, n.Purpose, n.Agreed, n.Next) }

func (Note) kind() Kind { return KindNote }

func (n Note) check() error { return wantText(n.Text, "Schrijf eerst de notitie.") }

// Activity is a contact or activity in a phase: orientatie, activering,
// arbeidsmarkt or nazorg.
type Activity struct {
	Phase  string `json:"phase"`
	What   string `json:"what"`
	Date   string `json:"date"`
	Status string `json:"status"` // planned, busy, done, dropped
	Result string `json:"result,omitempty"`
}

func (a Activity) prose() []prose { return inside(a.What, a.Result) }

func (Activity) kind() Kind { return KindActivity }

func (a Activity) check() error { return wantText(a.What, "Schrijf wat de activiteit is.") }

// Placement is work elsewhere: trial_placement, secondment, work_experience or
// partial_resumption.
type Placement struct {
	Form       string  `json:"form"`
	Employer   string  `json:"employer"`
	Title      string  `json:"title"`
	Hours      float64 `json:"hours"`          // a week
	Wage       float64 `json:"wage,omitempty"` // gross euros a month
	From       string  `json:"from"`
	Until      string  `json:"until,omitempty"`
	Evaluation string  `json:"evaluation,omitempty"`
	Aftercare  string  `json:"aftercare,omitempty"`
}

func (p Placement) prose() []prose { return inside(p.Evaluation, p.Aftercare) }

func (Placement) kind() Kind { return KindPlacement }

func (p Placement) check() error { return wantDate(p.From, "Vul de begindatum van de plaatsing in.") }

// Feedback is what a worker says of a suggestion: yes, maybe or no, and why.
type Feedback struct {
	Answer string `json:"answer"`
	Reason string `json:"reason,omitempty"`
	Saved  bool   `json:"saved,omitempty"`
	// Code is the reason by which rules follow from the answer ("" is none).
	Code string `json:"code,omitempty"`
	// Title, Employer and Direction are what the answer was about: vacancies
	// vanish, the record does not.
	Title     string `json:"title,omitempty"`
	Employer  string `json:"employer,omitempty"`
	Direction string `json:"direction,omitempty"`
}

func (f Feedback) prose() []prose { return inside(f.Reason) }

func (Feedback) kind() Kind { return KindFeedback }

func (f Feedback) check() error {
	switch f.Answer {
	case "yes", "maybe", "no":
		return nil
	}
	return &InvalidError{Text: "Kies ja, misschien of nee."}
}

// Proposal is a worker's correction of the own profile, for the coach to judge.
type Proposal struct {
	Field string `json:"field"`
	Text  string `json:"text"`
}

func (p Proposal) prose() []prose { return inside(p.Text) }

func (Proposal) kind() Kind { return KindProposal }

func (p Proposal) check() error { return wantText(p.Text, "Schrijf wat er anders moet.") }

// Shown is one list as it was shown to somebody.
type Shown struct {
	To        string   `json:"to"`
	Versions  string   `json:"versions"`
	Vacancies []string `json:"vacancies"`
	// Hashes are the vacancies' fingerprints at that moment, in the same order.
	Hashes []string `json:"hashes,omitempty"`
}

// Put adds a vacancy with its fingerprint.
func (s *Shown) Put(id, hash string) {
	s.Vacancies, s.Hashes = append(s.Vacancies, id), append(s.Hashes, hash)
}

// without leaves out what was shown before, as the same text.
func (s Shown) without(before map[[2]string]bool) Shown {
	out := Shown{To: s.To, Versions: s.Versions}
	for i, id := range s.Vacancies {
		if hash := s.hash(i); !before[[2]string{id, hash}] {
			out.Put(id, hash)
		}
	}
	return out
}

func (s Shown) hash(i int) string {
	if i < len(s.Hashes) {
		return s.Hashes[i]
	}
	return ""
}

func (Shown) prose() []prose { return nil }

func (Shown) kind() Kind { return KindShown }

func (Shown) check() error { return nil }

func wantText(text, otherwise string) error {
	if strings.TrimSpace(text) == "" {
		return &InvalidError{Text: otherwise}
	}
	return nil
}

func wantDate(date, otherwise string) error {
	if _, err := time.Parse(time.DateOnly, date); err != nil {
		return &InvalidError{Text: otherwise}
	}
	return nil
}
