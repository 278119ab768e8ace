package flusso

import (
	"database/sql/driver"

	"github.com/quietanza/quietanza/internal/nomi"
)

// TipoSoggetto is the tipoIdentificativoUnivoco of a subject: G, A or B. The
// zero value is invalid.
//
// Source: FlussoRiversamento_1_0_4.xsd, stTipoIdentificativoUnivoco.
type TipoSoggetto uint8

// The kinds of subject.
const (
	PersonaGiuridica TipoSoggetto = iota + 1 // G, LEGAL_PERSON: a fiscal code
	CodiceABI                                // A, ABI_CODE
	CodiceBIC                                // B, BIC_CODE
)

var nomiTipoSoggetto = nomi.Nuova[TipoSoggetto](rifiutaValore("tipo"), "G", "A", "B")

// tipiFdR3 are the kinds of subject in FdR 3.
var tipiFdR3 = map[string]TipoSoggetto{"LEGAL_PERSON": PersonaGiuridica, "ABI_CODE": CodiceABI, "BIC_CODE": CodiceBIC}

// ParseTipoSoggetto reads G, A or B; anything else is an *Errore (ErrValore).
func ParseTipoSoggetto(s string) (TipoSoggetto, error) { return nomiTipoSoggetto.Parse(s) }

// IsValid reports whether t is G, A or B.
func (t TipoSoggetto) IsValid() bool { return nomiTipoSoggetto.Valido(t) }

// String returns G, A or B.
func (t TipoSoggetto) String() string { return nomiTipoSoggetto.String(t) }

// AppendText implements encoding.TextAppender; the zero value is an error.
func (t TipoSoggetto) AppendText(b []byte) ([]byte, error) { return nomiTipoSoggetto.AppendText(b, t) }

// MarshalText implements encoding.TextMarshaler; the zero value is an error.
func (t TipoSoggetto) MarshalText() ([]byte, error) { return nomiTipoSoggetto.AppendText(nil, t) }

// UnmarshalText implements encoding.TextUnmarshaler with ParseTipoSoggetto.
func (t *TipoSoggetto) UnmarshalText(b []byte) error { return nomiTipoSoggetto.UnmarshalText(t, b) }

// Scan reads a text column; NULL is an error.
func (t *TipoSoggetto) Scan(src any) error { return nomiTipoSoggetto.Scan(t, src) }

// Value returns G, A or B for a text column.
func (t TipoSoggetto) Value() (driver.Value, error) { return nomiTipoSoggetto.Value(t) }
