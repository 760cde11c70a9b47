package demand

import (
	"errors"
	"fmt"
	"strings"
)

// List is a generation of the FML. The same code means different things in the
// two lists (A 4.14 is lifting or carrying, B 4.14 is carrying).
type List uint8

// The lists: A is CBBS since 2002, B the newer list of UWV.
const (
	ListA List = iota + 1
	ListB
)

// String returns "A" or "B".
func (l List) String() string {
	switch l {
	case ListA:
		return "A"
	case ListB:
		return "B"
	}
	return "?"
}

// ErrUnknownCode is returned for a code that the list does not have,
// ErrAmbiguous for one that stands for several keys.
var (
	ErrUnknownCode = errors.New("code does not exist in this list")
	ErrAmbiguous   = errors.New("code is ambiguous")
)

// CodeError says why a code or key cannot be translated.
type CodeError struct {
	List   List
	Code   string
	Option int
	// Candidates are the keys it may mean.
	Candidates []Key
	// Reason is a plain Dutch sentence.
	Reason string
	err    error
}

// Error names list and code and gives the reason.
func (e *CodeError) Error() string {
	code := e.Code
	if e.Option > 0 {
		code = fmt.Sprintf("%s optie %d", code, e.Option)
	}
	return fmt.Sprintf("FML %s %s: %s", e.List, code, e.Reason)
}

// Unwrap returns ErrUnknownCode or ErrAmbiguous.
func (e *CodeError) Unwrap() error { return e.err }

// spot returns where the list has the item.
func (it Item) spot(list List) Spot {
	if list == ListB {
		return it.B
	}
	return it.A
}

// FromCode finds the key of a code in a list. The option is the number of the
// condition under 1.9 (A), 1.8 (B) and 2.12, of heat or cold under B 3.1, the
// level under B 1.9, and 9 for the keyboard under B 4.3; it is 0 elsewhere and
// for a code that holds it ("1.9.7"). A code that stands for several keys gives
// an error that wraps ErrAmbiguous and names them.
func FromCode(list List, code string, option int) (Key, error) {
	code = strings.TrimSpace(code)
	var candidates []Key
	for i := 1; i < Count; i++ {
		s := items[i].spot(list)
		switch {
		case s.Code == "":
		case s.Code == code && (s.Option == 0 || s.Option == option):
			if s.Option == 0 && hasOwnKey(list, code, option) {
				continue
			}
			return items[i].Key, nil
		case option > 0 && s.Code == fmt.Sprintf("%s.%d", code, option):
			return items[i].Key, nil
		case s.Code == code || strings.HasPrefix(s.Code, code+".") && strings.Count(code, ".") == 1:
			candidates = append(candidates, items[i].Key)
		}
	}
	if len(candidates) > 0 && option == 0 {
		return None, &CodeError{list, code, option, candidates, "dit punt heeft meer onderdelen; geef het onderdeel op", ErrAmbiguous}
	}
	return None, &CodeError{list, code, option, candidates, "dit punt bestaat niet in deze lijst", ErrUnknownCode}
}

// hasOwnKey reports whether another key stands for this option of the code.
func hasOwnKey(list List, code string, option int) bool {
	for i := 1; i < Count && option > 0; i++ {
		if s := items[i].spot(list); s.Code == code && s.Option == option {
			return true
		}
	}
	return false
}

// CodeOf returns where the list has the key; ok is false when it does not.
func CodeOf(list List, k Key) (s Spot, ok bool) {
	s = Lookup(k).spot(list)
	return s, s.Code != ""
}

// splits are the keys that the other list divides or joins, with the reason why
// a translation would claim what the document does not say.
var splits = []struct {
	from       List
	key        Key
	candidates []Key
	reason     string
}{
	{ListA, LiftCarry, []Key{Lift, Carry}, "lijst A noemt tillen of dragen samen; lijst B heeft tillen (4.13) en dragen (4.14) apart, en de toelichting moet zeggen welke is bedoeld"},
	{ListB, Lift, []Key{LiftCarry}, "lijst A heeft tillen alleen samen met dragen (4.14); over dragen zegt dit punt niets"},
	{ListB, Carry, []Key{LiftCarry}, "lijst A heeft dragen alleen samen met tillen (4.14); over tillen zegt dit punt niets"},
	{ListB, ProfessionalDriving, []Key{CondNoPersonalRisk, Transport, SocialOther}, "lijst A heeft hiervoor geen punt; het staat daar als tekst onder 1.9.9, 2.10 of 2.11"},
}

// Convert returns where the other list has the key that a document of list from
// holds. It refuses what the other list does not have or divides otherwise.
func Convert(from List, k Key) (Spot, error) {
	to := ListA + ListB - from
	at, ok := CodeOf(from, k)
	if !ok {
		return Spot{}, &CodeError{from, k.String(), 0, nil, "dit punt bestaat niet in deze lijst", ErrUnknownCode}
	}
	for _, s := range splits {
		if s.from == from && s.key == k {
			return Spot{}, &CodeError{from, at.Code, at.Option, s.candidates, s.reason, ErrAmbiguous}
		}
	}
	spot, ok := CodeOf(to, k)
	if !ok {
		return Spot{}, &CodeError{from, at.Code, at.Option, nil, "lijst " + to.String() + " heeft dit punt niet", ErrUnknownCode}
	}
	return spot, nil
}

// ConvertCode translates a code of one list to the other.
func ConvertCode(from List, code string, option int) (Spot, error) {
	k, err := FromCode(from, code, option)
	if err != nil {
		return Spot{}, err
	}
	return Convert(from, k)
}
