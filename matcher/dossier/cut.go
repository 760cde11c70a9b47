package dossier

import "passend/matcher/profile"

// Who may not see the capacity gets profiles built from a list of what the role
// needs (domain brief 5.3): a field that is added later stays out until it is
// named here. Hours, times, pay, obstacles and reasons can tell of the capacity.

// cutPerson leaves what a CV holds.
func (v *View) cutPerson(p *profile.Person) {
	if May(v.a.Role, DataCapacity) {
		return
	}
	*p = profile.Person{
		Version: p.Version, Home: p.Home, Work: p.Work, Education: p.Education, Certificates: p.Certificates,
		Licences: p.Licences, Languages: p.Languages, DigitalSkill: p.DigitalSkill, Competences: p.Competences,
		Qualities: p.Qualities, Transport: p.Transport, AvailableFrom: p.AvailableFrom,
	}
}

// cutSearch leaves directions, travel, and the conditions that a person has
// approved; the client sees levels and sectors too.
func (v *View) cutSearch(s *profile.Search) {
	if May(v.a.Role, DataCapacity) {
		return
	}
	full := *s
	*s = profile.Search{Version: full.Version, Date: full.Date, Travel: full.Travel, Abroad: full.Abroad}
	if full.ConditionsApproved {
		s.Conditions, s.ConditionsApproved = full.Conditions, true
	}
	for _, d := range full.Directions {
		d.Reason, d.Origin = "", ""
		s.Directions = append(s.Directions, d)
	}
	if v.a.Role == RoleClient {
		s.Sectors, s.LevelMin, s.LevelMax = full.Sectors, full.LevelMin, full.LevelMax
	}
}
