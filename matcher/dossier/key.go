package dossier

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// KeySize is the length in bytes of master and data keys (AES-256).
const KeySize = 32

// ErrWrongKey is returned when sealed data does not open: the key is another
// one, or the data was changed.
var ErrWrongKey = errors.New("sealed data does not open with this key")

// MasterKey wraps the data keys of all dossiers. It lives outside the data
// folder; without it nobody can read a dossier, also not from a backup.
type MasterKey [KeySize]byte

// LoadMasterKey reads the key file at path. When there is none it makes a new
// random key there, readable by the owner only, and reports created so that the
// caller can tell the user where it is.
func LoadMasterKey(path string) (key MasterKey, created bool, err error) {
	text, err := os.ReadFile(path)
	switch {
	case err == nil:
		key, err = ParseMasterKey(string(text))
		if err != nil {
			return key, false, fmt.Errorf("master key %s: %w", path, err)
		}
		return key, false, nil
	case !errors.Is(err, fs.ErrNotExist):
		return key, false, fmt.Errorf("master key: %w", err)
	}
	if _, err := rand.Read(key[:]); err != nil {
		return key, false, fmt.Errorf("master key: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return key, false, fmt.Errorf("master key: %w", err)
	}
	// O_EXCL: two processes that start together must not each make a key.
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return key, false, fmt.Errorf("master key: %w", err)
	}
	_, err = f.WriteString(key.String() + "\n")
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return key, false, fmt.Errorf("master key: %w", err)
	}
	return key, true, nil
}

// ParseMasterKey reads a key as String writes it.
func ParseMasterKey(text string) (MasterKey, error) {
	raw, err := base64.StdEncoding.DecodeString(strings.TrimSpace(text))
	if err != nil || len(raw) != KeySize {
		return MasterKey{}, fmt.Errorf("want %d bytes in base64", KeySize)
	}
	return MasterKey(raw), nil
}

// String writes the key in base64. It is a secret: never log it.
func (k MasterKey) String() string { return base64.StdEncoding.EncodeToString(k[:]) }

// derive makes the key for one purpose, so that no key serves two (RFC 5869).
func (k MasterKey) derive(purpose string) []byte {
	out, err := hkdf.Key(sha256.New, k[:], nil, "passend/"+purpose, KeySize)
	if err != nil {
		// Only a length beyond 255 hashes fails, and KeySize is a constant.
		return nil
	}
	return out
}

// seal encrypts text under key, bound to context: it opens under the same key
// and context only (AES-256-GCM with a random nonce, NIST SP 800-38D).
func seal(key, text []byte, context string) ([]byte, error) {
	aead, err := newAEAD(key)
	if err != nil {
		return nil, err
	}
	return aead.Seal(nil, nil, text, []byte(context)), nil
}

// open is the reverse of seal; it returns ErrWrongKey when key, context or
// bytes are not the ones that were sealed.
func open(key, sealed []byte, context string) ([]byte, error) {
	aead, err := newAEAD(key)
	if err != nil {
		return nil, err
	}
	text, err := aead.Open(nil, nil, sealed, []byte(context))
	if err != nil {
		return nil, ErrWrongKey
	}
	return text, nil
}

func newAEAD(key []byte) (cipher.AEAD, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, fmt.Errorf("cipher: %w", err)
	}
	return cipher.NewGCMWithRandomNonce(block)
}
