package desk

import (
	"context"
	"fmt"
	"math"
	"slices"
	"time"

	"passend/index/reading"
	"passend/index/vacancy"
	"passend/matcher"
	"passend/matcher/dossier"
)

// defaultLimit is how many vacancies a list shows when nobody says otherwise;
// maxLimit is the most that one request may ask.
const (
	defaultLimit = 20
	maxLimit     = 200
	// mostOffset is the farthest place in a list: no list is longer.
	mostOffset = 10_000_000
)

// groupsFor says which groups a role sees: one that may see bands only gets the
// vacancies to act on, not those that the capacity rules out.
func groupsFor(full bool) []string {
	if full {
		return []string{GroupProposals, GroupOutside, GroupCollapsed, GroupHidden}
	}
	return []string{GroupProposals, GroupOutside}
}

// List ranks all open vacancies for a worker and returns the page asked for, in
// the words of the actor's role. What is shown is noted in the dossier.
func (d *Desk) List(ctx context.Context, a dossier.Actor, workerID string, q Query) (List, error) {
	s, err := d.subject(ctx, a, workerID)
	if err != nil {
		return List{}, err
	}
	groups := groupsFor(s.full)
	if !slices.Contains(groups, q.Group) {
		q.Group = GroupProposals
	}
	limit := min(q.Limit, maxLimit)
	if limit < 1 {
		limit = defaultLimit
	}
	now := d.Clock()
	rules, err := d.rules(ctx, a, workerID)
	if err != nil {
		return List{}, err
	}
	reader := matcher.ForCoach
	if !s.full {
		// Who tries other days reads a schedule of building up from the list.
		reader, q.ExpectedStart = matcher.ForJobHunter, time.Time{}
	}
	k, err := d.ranking(ctx, &s, q.ExpectedStart, rules)
	if err != nil {
		return List{}, fmt.Errorf("list: %w", err)
	}
	from := min(max(0, q.Offset), mostOffset)
	r, err := k.top(ctx, reader, matcher.Band(q.Group), from+limit)
	if err != nil {
		return List{}, fmt.Errorf("list: %w", err)
	}
	page := r.Matches[min(from, len(r.Matches)):min(from+limit, len(r.Matches))]
	if ctx, err = d.gather(ctx, withAlso(page)); err != nil {
		return List{}, err
	}
	l := List{Worker: s.head, AsOf: now.UTC(), ExpectedStart: r.ExpectedStart, Versions: versions(r.Versions, s.full)}
	if s.full {
		l.Notice, l.Scanned = r.Notice, r.Scanned // they tell of the capacity, and of what was added
	}
	decided := map[string]*Decision{}
	if d.People.As(a).May(ctx, dossier.DataDecisions, workerID) {
		all, err := d.Decisions(ctx, a, workerID, "")
		if err != nil {
			return List{}, err
		}
		decided, l.Rules = standing(all), ruleLines(rules, &s.worker.Search)
	}
	shown := dossier.Shown{To: a.UserID, Versions: l.Versions}
	for _, key := range groups {
		g := Group{Key: key, Count: r.Counts[matcher.Band(key)]}
		if key == q.Group {
			for i := range page {
				m, err := k.one(ctx, page[i].VacancyID)
				if err != nil {
					return List{}, err
				}
				item, err := d.item(ctx, m, s.full)
				if err != nil {
					return List{}, err
				}
				item.Decision = decided[item.Vacancy.ID]
				g.Items = append(g.Items, item)
				shown.Put(m.VacancyID, item.Vacancy.hash)
			}
		}
		l.Groups = append(l.Groups, g)
	}
	return l, d.People.As(a).Show(ctx, workerID, shown)
}

// versions writes what a match rests on; the capacity only for who may see it.
func versions(v matcher.Versions, full bool) string {
	text := fmt.Sprintf("taxonomie %s, weging %s, zoekprofiel v%d, persoonsprofiel v%d", v.Taxonomy, v.Scoring, v.Search, v.Person)
	if v.Reading != "" {
		text = "lezer " + v.Reading + ", " + text
	}
	if full {
		text += fmt.Sprintf(", belastbaarheid v%d", v.Capacity)
	}
	return text
}

// item puts a match in the words of the role. For a role that may see bands
// only it is built from the vacancy and the reasons outside health alone.
func (d *Desk) item(ctx context.Context, m *matcher.Match, full bool) (Item, error) {
	v, read, err := d.Load(ctx, m.VacancyID)
	if err != nil {
		return Item{}, err
	}
	i := Item{
		Vacancy: card(m.VacancyID, v, read), Verdict: m.Verdict.String(),
		Preference: percent(m.Preference), Qualification: percent(m.Qualification), Certainty: percent(m.Certainty),
	}
	i.Vacancy.Travel = m.Minutes
	if !full {
		hidden := m.For(matcher.ForJobHunter)
		m = &hidden
		i.Verdict, i.Certainty = bandOnly, 0
	}
	for _, r := range m.Reasons {
		out := Reason{Kind: string(r.Kind), Key: r.Key, State: string(r.State), Effect: r.Effect, Weight: r.Weight, Contribution: r.Contribution, Text: r.Note}
		if r.Quote != nil {
			out.Quote = r.Quote.Text
			if r.Quote.Field == reading.InText {
				out.Start, out.End = r.Quote.Start, r.Quote.End
			}
		}
		i.Reasons = append(i.Reasons, out)
	}
	for _, q := range m.Questions {
		i.Questions = append(i.Questions, q.Text)
	}
	i.Open = openQuestions(m.Questions)
	for _, c := range m.WhatWouldChange {
		i.Changes = append(i.Changes, c.Text)
	}
	for _, id := range m.Also {
		ov, oread, err := d.Load(ctx, id)
		if err != nil {
			return Item{}, err
		}
		i.Others = append(i.Others, card(id, ov, oread))
	}
	return i, nil
}

// openQuestions counts those that this vacancy leaves open for this worker, without
// what every employer is asked.
func openQuestions(all []matcher.Question) (n int) {
	neutral := matcher.NeutralQuestions()
	for _, q := range all {
		if q.Marked || !slices.Contains(neutral, q) {
			n++
		}
	}
	return n
}

// bandOnly stands in place of a verdict for roles that see the band alone.
const bandOnly = "proposal"

func percent(x float64) int { return int(math.Round(x)) }

// card shows what the vacancy states, a field of the source before its text.
func card(id string, v *vacancy.Vacancy, r *reading.Reading) Card {
	c := Card{
		ID: id, hash: v.Fingerprint(), Title: v.Title, Employer: v.Employer, Places: v.PlaceNames(), Posted: v.Posted, URL: v.URL, Source: v.Source, Added: v.Source == addedSource,
		HoursMin: r.Facts.Hours.Min, HoursMax: r.Facts.Hours.Max,
		PayMin: r.Facts.Pay.MinCents, PayMax: r.Facts.Pay.MaxCents, PayPer: string(r.Facts.Pay.Period), PayText: r.Facts.Pay.Text,
	}
	if c.Places == "" && len(r.Facts.Places) > 0 {
		c.Places = r.Facts.Places[0].Name
	}
	return c
}
