package matcher

import (
	"fmt"

	"passend/index/column"
	"passend/index/demand"
)

// Verdict is the proposal whether a vacancy suits a worker; a human decides.
type Verdict uint8

// The verdicts, best first. The worst rule that holds decides.
const (
	Suitable    Verdict = iota // passend
	Conditional                // passend onder voorwaarden
	Ask                        // navragen
	Unlikely                   // waarschijnlijk niet passend
	Unsuitable                 // niet passend
)

var verdictCodes = [...]string{"passend", "passend_onder_voorwaarden", "navragen", "waarschijnlijk_niet_passend", "niet_passend"}

// String returns the code used in files and in the API.
func (v Verdict) String() string {
	if int(v) < len(verdictCodes) {
		return verdictCodes[v]
	}
	return ""
}

// MarshalText writes the code.
func (v Verdict) MarshalText() ([]byte, error) { return []byte(v.String()), nil }

// UnmarshalText reads a code and names the one that it does not know.
func (v *Verdict) UnmarshalText(b []byte) error {
	for i, c := range verdictCodes {
		if c == string(b) {
			*v = Verdict(i)
			return nil
		}
	}
	return fmt.Errorf("unknown verdict %q", b)
}

// Grounds are what besides the demands decides a verdict; each is a bit.
type Grounds uint32

// The grounds, those that the gate alone tells first: a hidden vacancy is
// counted under its first ground.
const (
	GroundHours Grounds = 1 << iota
	GroundLicence
	GroundDriving
	GroundTarget
	GroundTimes
	GroundHoursDay
	GroundEducation
	GroundField
	GroundCertificate
	GroundExperience
	GroundLanguage
	GroundWeight
	GroundUnread
)

// Outcome is a verdict with all that led to it. The zero value is Suitable.
type Outcome struct {
	Verdict Verdict
	// Hard are hard items and hard requirements outside health; AskAbout are
	// grounds that stay open; Agree are grounds that ask for an agreement.
	Hard, AskAbout, Agree Grounds
	// Red and Amber are conflicts on explicit text, with a margin of one step
	// and more, and of none.
	Red, Amber column.Keys
	// Soft are conflicts on trait phrases only; Open limits that a softener
	// leaves open.
	Soft, Open column.Keys
	// PriorRed and PriorAmber are conflicts by the occupation alone; Silent
	// are restricted items that neither text nor occupation tells of.
	PriorRed, PriorAmber, Silent column.Keys
}

// Questions counts what must be asked before the vacancy can be judged.
func (o *Outcome) Questions() int {
	n := o.Soft.Or(o.Open).Or(o.PriorAmber).Or(o.PriorRed).Or(o.Silent).Len()
	return n + bitsIn(o.AskAbout)
}

func bitsIn(g Grounds) (n int) {
	for ; g != 0; g &= g - 1 {
		n++
	}
	return n
}

// unlikelyFrom is how many restricted items must be red by the occupation
// alone for the verdict Unlikely.
const unlikelyFrom = 2

// judge gives the verdict. Conflict: severity ≥ 1 and level ≥ 4 − severity;
// one step more is red, and "during work" levels are scaled by the planned
// hours before that, which is all in the plan's thresholds. A trait phrase
// gives at most Ask; a prior never gives Unsuitable; silence is never fitting.
// It looks at all keys at once and does not allocate.
func (p *Plan) judge(r *column.Row, o *Outcome) {
	*o = Outcome{Hard: p.barrier(r.Gate)}
	p.gate(r, o)
	p.texts(r, o)
	p.usual(r, o)
	o.settle()
}

// settle applies the table of verdicts: the worst rule that holds decides.
func (o *Outcome) settle() {
	o.Verdict = Suitable
	switch {
	case o.Hard != 0 || o.Red.Any():
		o.Verdict = Unsuitable
	case several(o.PriorRed):
		o.Verdict = Unlikely
	case o.AskAbout != 0 || o.Soft.Any() || o.Open.Any() || o.PriorRed.Any() || o.PriorAmber.Any() || o.Silent.Without(freeText).Any():
		o.Verdict = Ask
	case o.Amber.Any() || o.Agree != 0:
		o.Verdict = Conditional
	}
}

// kin are items that one estimate of an occupation feeds: they count once.
var kin = [...]column.Keys{
	keySet(demand.DayPeriods, demand.HoursOther, demand.Transport),
	keySet(demand.LiftCarry, demand.Lift, demand.Carry, demand.HeavyLoadsFrequent),
	keySet(demand.Walk, demand.WalkAtWork), keySet(demand.Stand, demand.StandAtWork), keySet(demand.Sit, demand.SitAtWork, demand.PostureAlternation),
	keySet(demand.Bend, demand.BendFrequent, demand.BentTwistedActive, demand.Twist), keySet(demand.KneelSquat, demand.KneelingActive),
	keySet(demand.Reach, demand.ReachFrequent), keySet(demand.Cold, demand.Draught),
	keySet(demand.CondNoInterruptions, demand.CondNoDistraction, demand.AttentionDivide),
	keySet(demand.HandFingerUse, demand.Screwing, demand.TouchSense, demand.LightObjectsFrequent),
	keySet(demand.KeyboardMouseWork, demand.KeyboardOperate, demand.HeadFixed, demand.Vision),
	keySet(demand.CondPredictable, demand.CondFixedMethods, demand.CondPrestructured),
}

// allKin are the items that have kin.
var allKin = func() (all column.Keys) {
	for _, k := range kin {
		all = all.Or(k)
	}
	return all
}()

// several reports that the keys, those of one kin counted once, are unlikelyFrom
// or more.
func several(s column.Keys) bool {
	if s.Len() < unlikelyFrom {
		return false
	}
	n := s.Without(allKin).Len()
	for i := 0; n < unlikelyFrom && i < len(kin); i++ {
		if s.And(kin[i]).Any() {
			n++
		}
	}
	return n >= unlikelyFrom
}

// freeText are items whose meaning stands in their explanation only: no text
// of a vacancy can settle them, so silence on them is shown and asked but does
// not decide.
var freeText = keySet(demand.PersonalOther, demand.SocialOther, demand.EnvOther, demand.DynamicOther,
	demand.StaticOther, demand.CondPersonalOther, demand.CondSocialOther)

func keySet(keys ...demand.Key) (s column.Keys) {
	for _, k := range keys {
		s.Set(k)
	}
	return s
}

// indirect are items on how a mind works: "analyseren" points to long attention
// but does not state it, so that such text is asked about, as a prior is.
var indirect = keySet(demand.AttentionSustain, demand.Memory, demand.TaskExecution, demand.SelfInsight)

// nearOccupation is how likely, of the first, the second occupation must be for
// its usual demands to count as well.
const nearOccupation = 0.8

// unsure is the likelihood (of 255) below which what an occupation usually asks
// is a question only.
const unsure = 115

// prior gives what the occupation usually asks. Where a second one is nearly as
// likely, only what both ask beyond the limit is red, and known what both tell.
// Where it is not sure which occupation it is but the text states hours at a
// screen, the body is asked what office work asks.
func (p *Plan) prior(r *column.Row) (red, amber, known column.Keys) {
	first := &p.priors[r.Occupation]
	red, amber, known = first.red, first.amber, first.known
	if r.OccupationScore < unsure {
		red, amber = column.Keys{}, amber.Or(red)
	}
	near := r.Second != 0 && float32(r.SecondScore) >= nearOccupation*float32(r.OccupationScore)
	if near {
		second := &p.priors[r.Second]
		both := red.And(second.red)
		red, amber, known = both, red.Or(amber).Or(second.red).Or(second.amber).Without(both), known.And(second.known).Or(red).Or(amber)
	}
	if (near || r.OccupationScore < surely) && r.Levels.Task.Has(demand.KeyboardMouseWork) && r.Levels.Hi.Has(demand.KeyboardMouseWork) {
		red = red.Without(bodily).Or(p.desk.red.And(bodily))
		amber = amber.Without(bodily).Or(p.desk.amber.And(bodily))
		known = known.Without(bodily).Or(p.desk.known.And(bodily))
	}
	return red, amber, known
}

// deskWork is the occupation whose usual demands on the body stand for all work
// at a screen: general office clerks.
const deskWork = "4110"

// bodily are demands on legs, back and arms that work at a screen does not make.
var bodily = keySet(demand.Walk, demand.WalkAtWork, demand.Stand, demand.StandAtWork, demand.Stairs, demand.Climb,
	demand.KneelSquat, demand.KneelingActive, demand.Bend, demand.BendFrequent, demand.BentTwistedActive, demand.Twist,
	demand.LiftCarry, demand.Lift, demand.Carry, demand.HeavyLoadsFrequent, demand.PushPull, demand.AboveShoulder, demand.Vibration)

// stopped judges what the barrier let through as judge does, but stops at the
// first thing that makes a vacancy unsuitable: then it returns true with the
// hard grounds that come first, and the outcome is not whole.
func (p *Plan) stopped(r *column.Row, o *Outcome) bool {
	*o = Outcome{}
	if p.gate(r, o); o.Hard == 0 {
		p.texts(r, o)
		if !o.Red.Any() {
			p.usual(r, o)
			o.settle()
			return false
		}
	}
	o.Verdict = Unsuitable
	return true
}

// texts compares what the text states.
func (p *Plan) texts(r *column.Row, o *Outcome) {
	lim := &p.limits
	l := &r.Levels
	one, two, three := l.Lo.Or(l.Hi), l.Hi, l.Hi.And(l.Lo)
	over := one.And(lim.conflict[1]).Or(two.And(lim.conflict[2])).Or(three.And(lim.conflict[3]))
	red := one.And(lim.red[1]).Or(two.And(lim.red[2])).Or(three.And(lim.red[3]))
	if lim.otherTimes(r.Flags) {
		over.Clear(demand.DayPeriods)
		red.Clear(demand.DayPeriods)
	}
	task, trait := l.Task.And(lim.all), l.Trait.And(lim.all)

	o.Open = l.Open.And(task.Or(trait)).And(lim.severe)
	o.Red = red.And(task).Without(o.Open)
	o.Amber = over.And(task).Without(o.Red).Without(o.Open)
	o.Soft = over.And(trait).Without(o.Open)
	if lim.weighs && r.Kilos != ([len(column.NumberKeys)]uint8{}) {
		p.kilos(r, o)
	}

	// What a text says of the work at most points to these items.
	if pointed := o.Red.Or(o.Amber).And(indirect); pointed.Any() {
		o.Soft = o.Soft.Or(pointed)
		o.Red, o.Amber = o.Red.Without(indirect), o.Amber.Without(indirect)
	}
	// Where the document does not say what an absent item means, a demand for
	// full capacity must be asked about.
	if lim.unknown.Any() {
		o.Soft = o.Soft.Or(three.And(l.Task).And(lim.unknown))
	}
}

// usual compares what the occupation usually asks where the text is silent.
func (p *Plan) usual(r *column.Row, o *Outcome) {
	lim := &p.limits
	task, trait := r.Levels.Task.And(lim.all), r.Levels.Trait.And(lim.all)
	red, amber, known := p.prior(r)
	silent := lim.all.Without(task).Without(trait).Without(lim.derived)
	o.PriorRed = silent.And(red)
	o.PriorAmber = silent.And(amber)
	o.Silent = silent.Without(known)
}

// Numeric limits (domain: structurally marginal excess is allowed, FML manual;
// more than half over the limit is excluded).
const (
	marginalExcess = 1.2
	hardExcess     = 1.5
)

// kilos compares numbers where both sides have one; they override the levels.
func (p *Plan) kilos(r *column.Row, o *Outcome) {
	for i, k := range column.NumberKeys {
		asked, can := float64(r.Kilos[i]), p.limits.kilos[i]
		if asked == 0 || can == 0 || !r.Levels.Task.Has(k) {
			continue
		}
		red := o.Red.Has(k)
		o.Red.Clear(k)
		o.Amber.Clear(k)
		o.Open.Clear(k)
		switch {
		case asked <= can:
		case asked <= can*marginalExcess:
			o.Amber.Set(k)
		case asked > can*hardExcess:
			o.Red.Set(k)
			o.Hard |= GroundWeight
		case red:
			o.Red.Set(k)
		default:
			o.Amber.Set(k)
		}
	}
}
