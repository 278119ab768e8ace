package flusso

import (
	"strings"
	"unicode/utf8"

	"github.com/quietanza/quietanza/avviso"
)

const (
	// MaxID is the largest number of characters of an identificativoFlusso.
	MaxID     = 35
	cifreData = len("yyyy-MM-dd")
)

// ID is an identificativoFlusso: the day of the transfer, the PSP that makes it
// and the PSP's own name of the flow, as in "2024-07-26PPAYITR1XXX-S2024072601".
// It is comparable, byte by byte and case included; the zero value is invalid.
// It is unique within the year and the sender, and not across bodies: the key
// of a flow is the identificativo dominio with it.
//
// Source: SACI, Flusso di Rendicontazione, identificativoFlusso.
type ID struct{ v string }

// ParseID reads date, PSP, hyphen, flow: "YYYY-MM-DD", one or more letters,
// digits or "_", "-", one or more letters, digits, "-" or "_", at most 35
// characters in all. The PSP ends at the first hyphen after the date.
//
// The refusals (ErrID) are tried in this order: VUOTO, LUNGHEZZA, CARATTERI,
// DATA, SENZA_TRATTINO, PSP_VUOTO, FLUSSO_VUOTO.
func ParseID(s string) (ID, error) {
	if err := validaID(s); err != nil {
		return ID{}, err
	}
	i := strings.IndexByte(s[cifreData:], '-')
	switch {
	case i < 0:
		return ID{}, rifiuta(CodiceIDTrattino, "", s, ErrID)
	case i == 0:
		return ID{}, rifiuta(CodiceIDPSPVuoto, "", s, ErrID)
	case cifreData+i+1 == len(s):
		return ID{}, rifiuta(CodiceIDFlussoVuoto, "", s, ErrID)
	}
	return ID{s}, nil
}

// ParseIDConPSP reads an identifier whose sender is known, which is the one way
// to tell a PSP with hyphens from the flow that follows. Besides the refusals
// of ParseID (of which DATA is the FDR-3008 of the platform) it gives PSP when
// the identifier is not of that PSP (FDR-3009).
//
// Source: pagoPA, API FdR (ORGs), error codes FDR-3008 and FDR-3009.
func ParseIDConPSP(s, psp string) (ID, error) {
	if err := validaID(s); err != nil {
		return ID{}, err
	}
	switch {
	case psp == "":
		return ID{}, rifiuta(CodiceIDPSPVuoto, "psp", "", ErrID)
	case psp[0] == '-':
		return ID{}, rifiuta(CodiceIDPSP, "psp", psp, ErrID)
	case !strings.Contains(s[cifreData:], "-"):
		return ID{}, rifiuta(CodiceIDTrattino, "", s, ErrID)
	case !strings.HasPrefix(s[cifreData:], psp) || s[min(len(s)-1, cifreData+len(psp))] != '-':
		return ID{}, rifiuta(CodiceIDPSP, "", s, ErrID)
	case cifreData+len(psp)+1 >= len(s):
		return ID{}, rifiuta(CodiceIDFlussoVuoto, "", s, ErrID)
	}
	return ID{s}, nil
}

// validaID makes the checks that come before the division in parts.
func validaID(s string) error {
	switch {
	case strings.TrimSpace(s) == "":
		return rifiuta(CodiceIDVuoto, "", "", ErrID)
	case utf8.RuneCountInString(s) > MaxID:
		return rifiuta(CodiceIDLunghezza, "", s, ErrID)
	case !caratteriID(s):
		return rifiuta(CodiceIDCaratteri, "", s, ErrID)
	case len(s) < cifreData:
		return rifiuta(CodiceIDData, "", s, ErrID)
	}
	if _, err := avviso.ParseData(s[:cifreData]); err != nil {
		return rifiuta(CodiceIDData, "", s, ErrID)
	}
	return nil
}

// caratteriID reports whether s is made of letters, digits, "-" and "_".
func caratteriID(s string) bool {
	for i := 0; i < len(s); i++ {
		if !carattereID(s[i]) {
			return false
		}
	}
	return true
}

func carattereID(c byte) bool {
	return c-'0' <= 9 || c|0x20 >= 'a' && c|0x20 <= 'z' || c == '-' || c == '_'
}

// MustID is ParseID for tests and package variables: it panics on a text that
// is no identificativoFlusso.
func MustID(s string) ID {
	id, err := ParseID(s)
	if err != nil {
		panic(err)
	}
	return id
}

// IsValid reports whether id is not the zero value.
func (id ID) IsValid() bool { return id.v != "" }

// Data returns the day in front of the identifier, which should be the
// dataRegolamento of the flow and is not always; the zero Data for the zero ID.
func (id ID) Data() avviso.Data {
	if id.v == "" {
		return avviso.Data{}
	}
	d, err := avviso.ParseData(id.v[:cifreData])
	if err != nil { // an ID is only built from a valid date
		return avviso.Data{}
	}
	return d
}

// PSP returns the identificativoPSP, up to the first hyphen after the date; ""
// for the zero ID.
func (id ID) PSP() string {
	psp, _ := id.parti()
	return psp
}

// Flusso returns the PSP's own name of the flow, all that follows the first
// hyphen after the date; "" for the zero ID.
func (id ID) Flusso() string {
	_, flusso := id.parti()
	return flusso
}

// FlussoDi returns the name of the flow when the PSP is known, hyphens included,
// and whether the identifier is of that PSP.
func (id ID) FlussoDi(psp string) (string, bool) {
	if id.v == "" || psp == "" {
		return "", false
	}
	resto, ok := strings.CutPrefix(id.v[cifreData:], psp)
	if !ok {
		return "", false
	}
	f, ok := strings.CutPrefix(resto, "-")
	return f, ok && f != ""
}

func (id ID) parti() (psp, flusso string) {
	if id.v == "" {
		return "", ""
	}
	psp, flusso, _ = strings.Cut(id.v[cifreData:], "-")
	return psp, flusso
}

// Compare orders identifiers byte by byte; the zero value comes first.
func (id ID) Compare(altro ID) int { return strings.Compare(id.v, altro.v) }

// String returns the identifier, "" for the zero value.
func (id ID) String() string { return id.v }

// MarshalText implements encoding.TextMarshaler; the zero value is an error of
// code VUOTO.
func (id ID) MarshalText() ([]byte, error) {
	if id.v == "" {
		return nil, rifiuta(CodiceIDVuoto, "", "", ErrID)
	}
	return []byte(id.v), nil
}

// UnmarshalText implements encoding.TextUnmarshaler with ParseID.
func (id *ID) UnmarshalText(b []byte) error {
	v, err := ParseID(string(b))
	if err != nil {
		return err
	}
	*id = v
	return nil
}
