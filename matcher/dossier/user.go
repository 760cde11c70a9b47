package dossier

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"database/sql"
	"encoding/base64"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"golang.org/x/crypto/argon2"

	"passend/index/sqlite"
)

// Parameters of argon2id: the OWASP minimum of 19 MiB, two passes, one lane.
const (
	argonMemory  = 19 * 1024 // KiB
	argonTime    = 2
	argonThreads = 1
	argonSalt    = 16 // bytes
	argonKey     = 32 // bytes
)

// MinPassword is the shortest password in characters (NIST SP 800-63B asks 8;
// health data asks more).
const MinPassword = 12

// User is somebody who can sign in.
type User struct {
	ID       string `json:"id"`
	Login    string `json:"login"`
	Role     Role   `json:"role"`
	Label    string `json:"label"`
	Language string `json:"language"`
	// Theme is "" (as the device), light, dark or contrast.
	Theme    string    `json:"theme,omitempty"`
	Disabled bool      `json:"disabled,omitempty"`
	Created  time.Time `json:"created"`
}

// NewUser describes a user to add.
type NewUser struct {
	Login, Label string
	Role         Role
	// Password may be empty: the user can then sign in by invitation only.
	Password string
}

// AddUser adds a user. It refuses unknown roles, empty or taken login names and
// short passwords.
func (s *Store) AddUser(ctx context.Context, by Actor, n NewUser) (User, error) {
	n.Login = strings.TrimSpace(n.Login)
	switch {
	case by.Role != RoleSystem && !May(by.Role, DataAccounts):
		return User{}, ErrDenied
	case n.Login == "":
		return User{}, errors.New("login name is empty")
	case !slices.Contains(Roles, n.Role):
		return User{}, fmt.Errorf("unknown role %q", n.Role)
	}
	hash := ""
	if n.Password != "" {
		var err error
		if hash, err = HashPassword(n.Password); err != nil {
			return User{}, err
		}
	}
	u := User{ID: newID(), Login: n.Login, Role: n.Role, Label: n.Label, Language: "nl", Created: s.now()}
	if u.Label == "" {
		u.Label = u.Login
	}
	err := s.write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx,
			`INSERT INTO user (id, login, role, label, password_hash, created_at) VALUES (?,?,?,?,?,?)`,
			u.ID, u.Login, string(u.Role), u.Label, hash, u.Created.UnixMilli())
		if sqlite.IsUnique(err) {
			return fmt.Errorf("add user %q: %w", u.Login, ErrTaken)
		}
		if err != nil {
			return fmt.Errorf("add user %q: %w", u.Login, err)
		}
		return s.audit(ctx, tx, by, "user.add", "", "gebruiker "+u.ID+" rol "+string(u.Role))
	})
	return u, err
}

const userColumns = `id, login, role, label, language, theme, disabled, created_at`

func scanUser(row interface{ Scan(...any) error }, more ...any) (User, error) {
	var u User
	var created int64
	err := row.Scan(append([]any{&u.ID, &u.Login, &u.Role, &u.Label, &u.Language, &u.Theme, &u.Disabled, &created}, more...)...)
	if errors.Is(err, sql.ErrNoRows) {
		return u, ErrNotFound
	}
	u.Created = time.UnixMilli(created).UTC()
	return u, err
}

// User returns the user with the id, or ErrNotFound.
func (s *Store) User(ctx context.Context, id string) (User, error) {
	return scanUser(s.db.QueryRowContext(ctx, `SELECT `+userColumns+` FROM user WHERE id = ?`, id))
}

// Users lists all users by login name; administrators only.
func (s *Store) Users(ctx context.Context, by Actor) ([]User, error) {
	if !May(by.Role, DataAccounts) {
		return nil, ErrDenied
	}
	rows, err := s.db.QueryContext(ctx, `SELECT `+userColumns+` FROM user ORDER BY login`)
	if err != nil {
		return nil, fmt.Errorf("users: %w", err)
	}
	defer rows.Close()
	var all []User
	for rows.Next() {
		u, err := scanUser(rows)
		if err != nil {
			return nil, fmt.Errorf("users: %w", err)
		}
		all = append(all, u)
	}
	return all, rows.Err()
}

// SignIn checks login name and password. Every refusal is the same ErrSignIn
// and takes as long as a real check, so that names cannot be guessed.
func (s *Store) SignIn(ctx context.Context, login, password string) (User, error) {
	var hash string
	u, err := scanUser(s.db.QueryRowContext(ctx,
		`SELECT `+userColumns+`, password_hash FROM user WHERE login = ?`, strings.TrimSpace(login)), &hash)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return User{}, fmt.Errorf("sign-in: %w", err)
	}
	if hash == "" {
		hash = unknownHash
	}
	ok := checkPassword(hash, password)
	a := Actor{UserID: u.ID, Role: u.Role}
	if err != nil || !ok || u.Disabled {
		return User{}, errors.Join(ErrSignIn, s.note(ctx, a, "signin.refused", ""))
	}
	return u, s.note(ctx, a, "signin", "")
}

// unknownHash is compared when there is no such user; no password gives it.
var unknownHash = func() string {
	return encodeHash(make([]byte, argonSalt), make([]byte, argonKey))
}()

// HashPassword makes an argon2id hash in PHC string format.
func HashPassword(password string) (string, error) {
	if len([]rune(password)) < MinPassword {
		return "", fmt.Errorf("password is shorter than %d characters", MinPassword)
	}
	salt := make([]byte, argonSalt)
	if _, err := rand.Read(salt); err != nil {
		return "", fmt.Errorf("salt: %w", err)
	}
	return encodeHash(salt, argon2.IDKey([]byte(password), salt, argonTime, argonMemory, argonThreads, argonKey)), nil
}

func encodeHash(salt, key []byte) string {
	b := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s",
		argon2.Version, argonMemory, argonTime, argonThreads, b.EncodeToString(salt), b.EncodeToString(key))
}

func checkPassword(hash, password string) bool {
	var version, memory, passes int
	var threads uint8
	parts := strings.Split(hash, "$")
	if len(parts) != 6 || parts[1] != "argon2id" {
		return false
	}
	if _, err := fmt.Sscanf(parts[2]+" "+parts[3], "v=%d m=%d,t=%d,p=%d", &version, &memory, &passes, &threads); err != nil {
		return false
	}
	salt, err1 := base64.RawStdEncoding.DecodeString(parts[4])
	want, err2 := base64.RawStdEncoding.DecodeString(parts[5])
	if err1 != nil || err2 != nil || version != argon2.Version || memory < 1 || passes < 1 || threads < 1 {
		return false
	}
	got := argon2.IDKey([]byte(password), salt, uint32(passes), uint32(memory), threads, uint32(len(want)))
	return subtle.ConstantTimeCompare(got, want) == 1
}
