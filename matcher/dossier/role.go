package dossier

import "errors"

// Role is what a user is in the work around a worker (domain brief 4.5).
type Role string

// The roles. System is the service itself when it matches in the background;
// no person can sign in with it.
const (
	RoleWorker         Role = "worker"
	RoleCoach          Role = "coach"
	RoleJobHunter      Role = "job_hunter"
	RoleAdmin          Role = "admin"
	RolePrivacyOfficer Role = "privacy_officer"
	RoleLabourExpert   Role = "labour_expert"
	RoleCompanyDoctor  Role = "company_doctor"
	RoleClient         Role = "client"
	RoleSystem         Role = "system"
)

// Roles lists the roles that a person can have.
var Roles = []Role{RoleWorker, RoleCoach, RoleJobHunter, RoleAdmin, RolePrivacyOfficer, RoleLabourExpert, RoleCompanyDoctor, RoleClient}

// Data is one kind of data in a dossier, as the rows of the table of roles.
type Data string

// The kinds of data.
const (
	DataContact    Data = "contact"    // name and contact
	DataCapacity   Data = "capacity"   // exact items and the source document
	DataConditions Data = "conditions" // functional conditions, agreed text
	DataPerson     Data = "person"     // persoonsprofiel
	DataSearch     Data = "search"     // zoekprofiel
	DataMatch      Data = "match"      // vacancies with reasons
	DataBand       Data = "band"       // vacancies with the verdict alone
	DataNotes      Data = "notes"      // the coach's notes
	DataDecisions  Data = "decisions"  // considerations and motivations
	DataReports    Data = "reports"    // reports
	DataAudit      Data = "audit"      // the audit log
	DataAccounts   Data = "accounts"   // users and assignments
	DataEmployers  Data = "employers"  // contacts with employers: of the agency, of no worker
)

// access is how far a role may see a kind of data.
type access uint8

const (
	denied access = iota
	// caseload: of workers assigned to the user (for a worker: the own dossier).
	caseload
	// everywhere: not bound to a worker.
	everywhere
)

// table says who may see what (domain brief 5.3); what is absent is denied.
// Employers and prospective employers have no row for capacity: they get a
// report, never the dossier.
var table = map[Role]map[Data]access{
	RoleWorker: {
		DataContact: caseload, DataCapacity: caseload, DataConditions: caseload, DataPerson: caseload,
		DataSearch: caseload, DataMatch: caseload, DataBand: caseload, DataNotes: caseload,
		DataDecisions: caseload, DataReports: caseload,
	},
	RoleCoach: {
		DataContact: caseload, DataCapacity: caseload, DataConditions: caseload, DataPerson: caseload,
		DataSearch: caseload, DataMatch: caseload, DataBand: caseload, DataNotes: caseload,
		DataDecisions: caseload, DataReports: caseload, DataEmployers: everywhere,
	},
	RoleJobHunter: {
		DataContact: caseload, DataConditions: caseload, DataPerson: caseload, DataSearch: caseload, DataBand: caseload,
		DataEmployers: everywhere,
	},
	RoleLabourExpert: {
		DataContact: caseload, DataCapacity: caseload, DataConditions: caseload, DataPerson: caseload,
		DataSearch: caseload, DataMatch: caseload, DataBand: caseload, DataDecisions: caseload, DataReports: caseload,
	},
	RoleCompanyDoctor:  {DataContact: caseload, DataCapacity: caseload, DataConditions: caseload},
	RoleClient:         {DataContact: caseload, DataConditions: caseload, DataPerson: caseload, DataSearch: caseload, DataReports: caseload},
	RoleAdmin:          {DataAccounts: everywhere},
	RolePrivacyOfficer: {DataAudit: everywhere},
	RoleSystem: {
		DataCapacity: everywhere, DataConditions: everywhere, DataPerson: everywhere, DataSearch: everywhere, DataMatch: everywhere, DataBand: everywhere,
	},
}

// Errors that callers decide on.
var (
	// ErrDenied: the actor may not see or do this. The same error is given for
	// a dossier that does not exist, so that ids cannot be guessed.
	ErrDenied = errors.New("not allowed for this user")
	// ErrNotFound: no such user, version or record.
	ErrNotFound = errors.New("not found")
	// ErrSignIn: the login name, the password or the code is not right, or the
	// account is closed; which one is not said.
	ErrSignIn = errors.New("sign-in refused")
	// ErrTaken: another user has this login name.
	ErrTaken = errors.New("login name is taken")
	// ErrErased: the dossier was erased and its key destroyed.
	ErrErased = errors.New("dossier erased")
)

// May reports whether the role may see the kind of data at all; for a caseload
// role the worker must also be assigned.
func May(r Role, d Data) bool { return table[r][d] != denied }
