package column

import (
	"strings"
	"unicode"
)

// titleWords are what words of a title say of the work: an internship or a
// final project is for students; some lead; some are kept by law for those with
// the diploma (Wet BIG art. 3 and 34; Wet op het primair onderwijs art. 3;
// Advocatenwet art. 9a; Wet op het notarisambt art. 1).
var titleWords = map[string]Flags{
	"stage": ForStudents, "stages": ForStudents, "stagiair": ForStudents, "stagiaire": ForStudents, "stageplek": ForStudents,
	"stageplaats": ForStudents, "stageopdracht": ForStudents, "meewerkstage": ForStudents, "afstudeerstage": ForStudents,
	"afstudeeropdracht": ForStudents, "afstudeerder": ForStudents, "afstuderen": ForStudents, "internship": ForStudents,
	"intern": ForStudents, "werkstudent": ForStudents, "studentassistent": ForStudents,
	"manager": Leads, "directeur": Leads, "teamleider": Leads, "teamleidster": Leads, "teamlead": Leads, "teammanager": Leads,
	"hoofd": Leads, "chef": Leads, "supervisor": Leads, "bedrijfsleider": Leads, "filiaalmanager": Leads, "voorman": Leads,
	"hoofdredacteur": Leads, "afdelingshoofd": Leads, "vestigingsmanager": Leads, "ploegleider": Leads, "leidinggevende": Leads,
	"programmamanager": Leads, "regiomanager": Leads, "storemanager": Leads, "productieleider": Leads, "director": Leads,
	"senior": Senior, "lead": Senior | Leads, "ervaren": Senior, "expert": Senior, "principal": Senior,
	"verpleegkundige": Protected, "wijkverpleegkundige": Protected, "arts": Protected, "huisarts": Protected, "basisarts": Protected,
	"bedrijfsarts": Protected, "tandarts": Protected, "apotheker": Protected, "fysiotherapeut": Protected, "verloskundige": Protected,
	"psychotherapeut": Protected, "gz-psycholoog": Protected, "apothekersassistent": Protected, "doktersassistent": Protected,
	"ergotherapeut": Protected, "logopedist": Protected, "diëtist": Protected, "mondhygiënist": Protected, "leraar": Protected,
	"leerkracht": Protected, "groepsleerkracht": Protected, "advocaat": Protected, "notaris": Protected, "verzorgende": Protected, "verzorgende-ig": Protected,
}

// TitleFlags reads a title word by word. "Stage- en opleidingscoördinator"
// and "Customer success manager" show its limits: a word before a hyphen that
// goes on is none, and managers of things rather than people count as leading,
// which only lowers the order a little.
func TitleFlags(title string) (f Flags) {
	words := strings.FieldsFunc(strings.ToLower(title), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-'
	})
	for _, w := range words {
		f |= titleWords[w]
	}
	return f
}

// licenceInTitle reads "Vrachtwagenchauffeur CE": the class in the title of a
// driver's job is required.
func licenceInTitle(title string) (licences uint16) {
	if !strings.Contains(strings.ToLower(title), "chauffeur") {
		return 0
	}
	for w := range strings.FieldsFuncSeq(title, func(r rune) bool { return r == ' ' || r == '/' || r == ',' || r == '(' || r == ')' || r == '-' }) {
		switch w {
		case "C", "CE", "C/E", "D":
			licences |= LicenceBit(w)
		}
	}
	return licences
}
