package taxonomy

// Snapshot is imported ESCO in compact form.
type Snapshot struct {
	// Version is that of the import: the language and a checksum.
	Version     string
	Occupations []ESCOOccupation
	Skills      []ESCOSkill
}

// ESCOOccupation is an occupation of ESCO.
type ESCOOccupation struct {
	URI       string
	ISCO      string
	Label     string
	AltLabels []string
	Skills    []SkillLink
}

// ESCOSkill is a skill or knowledge of ESCO.
type ESCOSkill struct {
	URI       string
	Label     string
	Knowledge bool
}

// SkillLink is a skill that an occupation asks, by its index in the snapshot.
type SkillLink struct {
	Skill     uint32
	Essential bool
}
