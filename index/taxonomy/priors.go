package taxonomy

import (
	"bufio"
	_ "embed"
	"fmt"
	"strconv"
	"strings"

	"passend/index/demand"
	"passend/index/dutch"
)

//go:embed data/priors.csv
var priorData string

//go:embed data/priors-like.tsv
var likeData string

// column is a column of the table of priors.
type column uint8

// The columns, in the order of the table.
const (
	colCON column = iota
	colVRD
	colWIS
	colSTO
	colDL
	colTMP
	colRIS
	colZLF
	colEMO
	colCNF
	colRIJ
	colSOL
	colKLT
	colPAT
	colLEI
	colHIT
	colKOU
	colHUI
	colSTF
	colGEL
	colTRI
	colHND
	colTOE
	colRCK
	colBUI
	colDUW
	colTIL
	colZWR
	colLOP
	colTRP
	colKLI
	colKNI
	colZIT
	colZIA
	colSTA
	colGEB
	colSCH
	colHFD
	colAVN
	columns
)

var columnNames = [columns]string{
	"CON", "VRD", "WIS", "STO", "DL", "TMP", "RIS", "ZLF", "EMO", "CNF", "RIJ", "SOL", "KLT", "PAT", "LEI", "HIT",
	"KOU", "HUI", "STF", "GEL", "TRI", "HND", "TOE", "RCK", "BUI", "DUW", "TIL", "ZWR", "LOP", "TRP", "KLI", "KNI",
	"ZIT", "ZIA", "STA", "GEB", "SCH", "HFD", "AVN",
}

// columnKeys are the demands that a column speaks of.
var columnKeys = [columns][]demand.Key{
	colCON: {demand.AttentionSustain}, colVRD: {demand.AttentionDivide}, colWIS: {demand.CondPredictable},
	colSTO: {demand.CondNoInterruptions, demand.CondNoDistraction}, colDL: {demand.CondNoDeadlines},
	colTMP: {demand.CondNoHighPace}, colRIS: {demand.CondNoPersonalRisk},
	colZLF: {demand.IndependentAction, demand.CondSupervision}, colEMO: {demand.EmotionalProblemsOthers},
	colCNF: {demand.Conflict}, colRIJ: {demand.ProfessionalDriving}, colSOL: {demand.CondFallbackColleagues},
	colKLT: {demand.CondNoCustomers}, colPAT: {demand.CondNoPatients}, colLEI: {demand.CondNoLeadership},
	colHIT: {demand.Heat}, colKOU: {demand.Cold, demand.Draught}, colHUI: {demand.SkinContact},
	colSTF: {demand.DustFumes}, colGEL: {demand.Noise}, colTRI: {demand.Vibration}, colHND: {demand.HandFingerUse},
	colTOE: {demand.KeyboardMouseWork}, colRCK: {demand.ReachFrequent}, colBUI: {demand.BendFrequent},
	colDUW: {demand.PushPull}, colTIL: {demand.LiftCarry}, colZWR: {demand.HeavyLoadsFrequent},
	colLOP: {demand.WalkAtWork}, colTRP: {demand.Stairs}, colKLI: {demand.Climb},
	colKNI: {demand.KneelSquat, demand.KneelingActive}, colZIT: {demand.SitAtWork}, colZIA: {demand.Sit},
	colSTA: {demand.StandAtWork}, colGEB: {demand.BentTwistedActive}, colSCH: {demand.AboveShoulder},
	colHFD: {demand.HeadFixed}, colAVN: {demand.DayPeriods},
}

// The confidences of priors: a row of the reviewed table, a row written as a
// variant of one, and what is taken off for values that follow by rule, where
// occupations of one group differ, and where a word of the title shifted them.
const (
	reviewedConfidence = 0.7
	variantConfidence  = 0.5
	derivedFactor      = 0.8
	mixedFactor        = 0.7
	shiftedFactor      = 0.9
)

// priorRow is what an occupation usually asks.
type priorRow struct {
	isco, title string
	ask         string
	level       [columns]demand.Level
	confidence  float64
}

// priors holds the rows by unit group; the first row of a group stands for it.
type priors struct {
	rows map[string][]*priorRow
	keys map[string]*PriorProfile
}

// PriorValue is an estimated level with its confidence from 0 to 1.
type PriorValue struct {
	Level      demand.Level
	Confidence float64
}

// PriorProfile holds the estimate for every demand key.
type PriorProfile [demand.Count]PriorValue

func readPriors(groups []UnitGroup) (*priors, error) {
	p := &priors{rows: map[string][]*priorRow{}, keys: map[string]*PriorProfile{}}
	if err := p.readTable(priorData); err != nil {
		return nil, fmt.Errorf("priors.csv: %w", err)
	}
	if err := p.readLikes(likeData); err != nil {
		return nil, fmt.Errorf("priors-like.tsv: %w", err)
	}
	for _, g := range groups {
		if rows := p.rows[g.Code]; len(rows) > 0 {
			p.keys[g.Code] = profile(rows[0], rows)
		}
	}
	return p, nil
}

func (p *priors) readTable(data string) error {
	sc := bufio.NewScanner(strings.NewReader(data))
	header := true
	for sc.Scan() {
		line := sc.Text()
		if line == "" || line[0] == '#' {
			continue
		}
		if header {
			header = false
			continue
		}
		f := strings.Split(line, ";")
		if len(f) != int(columns)+3 {
			return fmt.Errorf("%q: %d fields", line, len(f))
		}
		row := &priorRow{isco: f[0], title: f[1], ask: f[len(f)-1], confidence: reviewedConfidence}
		for c := range columns {
			v, err := strconv.Atoi(f[2+int(c)])
			if err != nil || v < 0 || v > 3 {
				return fmt.Errorf("%s %s: level %q", f[0], columnNames[c], f[2+int(c)])
			}
			row.level[c] = demand.Level(v)
		}
		p.rows[row.isco] = append(p.rows[row.isco], row)
	}
	return sc.Err()
}

// readLikes reads the other groups: code, the group it is like (a row of the
// table or of an earlier line; ":2" means the second row of a group), and the
// columns in which it differs ("TIL=2 STA=3").
func (p *priors) readLikes(data string) error {
	sc := bufio.NewScanner(strings.NewReader(data))
	for n := 1; sc.Scan(); n++ {
		line := sc.Text()
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Fields(line)
		if len(f) < 2 {
			return fmt.Errorf("line %d: want code and like", n)
		}
		code, nth, _ := strings.Cut(f[1], ":")
		at := 0
		if nth != "" {
			at = int(nth[0] - '1')
		}
		if at < 0 || at >= len(p.rows[code]) {
			return fmt.Errorf("line %d: no row %s", n, f[1])
		}
		row := *p.rows[code][at]
		row.isco, row.title, row.ask, row.confidence = f[0], "", "", variantConfidence
		for _, change := range f[2:] {
			name, value, _ := strings.Cut(change, "=")
			c, ok := columnOf(name)
			v, err := strconv.Atoi(value)
			if !ok || err != nil || v < 0 || v > 3 {
				return fmt.Errorf("line %d: change %q", n, change)
			}
			row.level[c] = demand.Level(v)
		}
		p.rows[row.isco] = append(p.rows[row.isco], &row)
	}
	return sc.Err()
}

func columnOf(name string) (column, bool) {
	for c, n := range columnNames {
		if n == name {
			return column(c), true
		}
	}
	return 0, false
}

// profile turns a row into levels per demand key. Rows of the same group that
// differ lower the confidence.
func profile(row *priorRow, rows []*priorRow) *PriorProfile {
	var out PriorProfile
	for k := range out {
		out[k].Level = demand.Unknown
	}
	for c, keys := range columnKeys {
		conf := row.confidence
		for _, r := range rows {
			if r.level[c] != row.level[c] {
				conf = row.confidence * mixedFactor
			}
		}
		for _, k := range keys {
			out[k] = PriorValue{row.level[c], conf}
		}
	}
	derive(&out, row)
	return &out
}

// derive fills the keys without a column from those with one.
func derive(out *PriorProfile, row *priorRow) {
	l := &row.level
	set := func(k demand.Key, v demand.Level) {
		out[k] = PriorValue{max(v, 0), row.confidence * derivedFactor}
	}
	iff := func(cond bool, yes, no demand.Level) demand.Level {
		if cond {
			return yes
		}
		return no
	}
	set(demand.PostureAlternation, iff(l[colZIA] >= 2 || l[colSTA] == 3, 2, 1))
	fixedPost := l[colSTA] >= 2 && l[colLOP] <= 1
	set(demand.Stand, iff(fixedPost, l[colSTA], l[colSTA]-1))
	set(demand.Walk, l[colLOP]-1)
	set(demand.Lift, l[colTIL])
	set(demand.Carry, l[colTIL])
	set(demand.Bend, l[colBUI])
	set(demand.Twist, iff(l[colTIL] >= 2 && l[colSTA] >= 2, 2, iff(l[colBUI] >= 1, 1, 0)))
	set(demand.LightObjectsFrequent, iff(l[colHND] >= 2 && l[colRCK] >= 2, 2, 0))
	drives := l[colRIJ] == 3 || strings.HasPrefix(row.isco, "83")
	set(demand.HeadMovements, iff(drives, 3, 1))
	if fitter(row.isco) {
		set(demand.Screwing, l[colHND])
	}
	set(demand.HoursOther, l[colAVN])
	if l[colAVN] >= 2 {
		set(demand.Transport, 2)
	}
	set(demand.Cooperation, 2)
	if l[colTOE] >= 2 || l[colRIJ] >= 2 {
		set(demand.Vision, 2)
	}
	set(demand.Hearing, l[colKLT])
	set(demand.Speech, l[colKLT])
	set(demand.PPE, max(l[colHUI], l[colGEL], l[colSTF])-1)
}

// fitter reports the groups that mount and repair.
func fitter(isco string) bool {
	for _, g := range [...]string{"712", "721", "723", "74", "731", "821", "7115", "7119", "3114"} {
		if strings.HasPrefix(isco, g) {
			return true
		}
	}
	return false
}

func (p *priors) level(isco string, k demand.Key) (demand.Level, float64) {
	prof := p.keys[isco]
	if prof == nil || int(k) >= len(prof) {
		return demand.Unknown, 0
	}
	return prof[k].Level, prof[k].Confidence
}

// shifts are words of titles that move the estimates: a leader leads, a learner
// works under guidance, a cold store is cold.
var shifts = []struct {
	words  string
	col    column
	change func(demand.Level) demand.Level
}{
	{"senior sr", colLEI, atLeast(1)},
	{"teamleider teamlead teamleader ploegleider ploegbaas voorman meewerkend chef hoofd leidinggevend leidinggevende supervisor manager verantwoordelijke coordinator", colLEI, atLeast(2)},
	{"leerling assistent assistente stagiair stagiaire hulp trainee aankomend bbl stage", colZLF, less(1)},
	{"koel koeling koelcel vries vriezer diepvries koelhuis vrieshuis", colKOU, atLeast(3)},
	{"bouwmarkt bouwmaterialen betonwaren", colTIL, atLeast(3)},
	{"nacht nachtdienst nachtploeg nachtchauffeur ploegendienst ploegen 5ploegen", colAVN, atLeast(3)},
	{"weekend avond zaterdag zondag", colAVN, atLeast(2)},
	{"buitendienst", colRIJ, atLeast(2)},
	{"binnendienst", colRIJ, func(demand.Level) demand.Level { return 0 }},
}

func atLeast(v demand.Level) func(demand.Level) demand.Level {
	return func(l demand.Level) demand.Level { return max(l, v) }
}

func less(v demand.Level) func(demand.Level) demand.Level {
	return func(l demand.Level) demand.Level { return max(l-v, 0) }
}

// PriorFor returns the estimates for a unit group, heeding the title: which of
// the group's occupations it is, and words that shift the work ("teamleider",
// "leerling", "koelhuis"). ok is false for an unknown group.
func (t *Taxonomy) PriorFor(isco, title string) (prof PriorProfile, ok bool) {
	rows := t.priors.rows[isco]
	if len(rows) == 0 {
		return prof, false
	}
	row := *nearestRow(rows, title)
	words := strings.FieldsFunc(dutch.Fold(title), func(r rune) bool { return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9') })
	var moved [columns]bool
	for _, s := range shifts {
		if !anyWord(words, s.words) {
			continue
		}
		v := s.change(row.level[s.col])
		moved[s.col] = moved[s.col] || v != row.level[s.col]
		row.level[s.col] = v
	}
	prof = *profile(&row, []*priorRow{&row})
	for c, m := range moved {
		if m {
			for _, k := range columnKeys[c] {
				prof[k].Confidence *= shiftedFactor
			}
		}
	}
	return prof, true
}

// anyWord reports whether one of the words stands in the title, alone or at the
// start of a compound for words of five letters and more.
func anyWord(words []string, list string) bool {
	for w := range strings.FieldsSeq(list) {
		for _, t := range words {
			if t == w || len(w) >= 5 && strings.HasPrefix(t, w) || w == "koel" && strings.HasPrefix(t, w) {
				return true
			}
		}
	}
	return false
}

// nearestRow picks the row whose name shares most words with the title, the
// first one when none does.
func nearestRow(rows []*priorRow, title string) *priorRow {
	best, most := rows[0], 0
	if len(rows) == 1 {
		return best
	}
	ws := titleWords(nil, title)
	for _, r := range rows {
		n := 0
		for _, w := range titleWords(nil, r.title) {
			for _, v := range ws {
				if v.root == w.root {
					n++
				}
			}
		}
		if n > most {
			best, most = r, n
		}
	}
	return best
}

// QuestionsFor returns what to ask the employer of an occupation, in Dutch;
// "" where nothing is written.
func (t *Taxonomy) QuestionsFor(isco, title string) string {
	rows := t.priors.rows[isco]
	if len(rows) == 0 {
		return ""
	}
	return nearestRow(rows, title).ask
}
