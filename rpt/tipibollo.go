package rpt

import (
	"database/sql/driver"

	"github.com/quietanza/quietanza/internal/nomi"
)

// FirmaRicevuta is the signature asked for on the RT. The schema in force has
// one value; 1 (CAdES), 3 (XAdES) and 4 (avanzata) of older documents are
// deprecated and refused.
//
// Source: PagInf_RPT_RT_6_2_0.xsd, stFirmaRicevuta.
type FirmaRicevuta uint8

// FirmaNonRichiesta is 0: no signature asked for.
const FirmaNonRichiesta FirmaRicevuta = 1

var nomiFirma = nomi.Nuova[FirmaRicevuta](rifiutaNome, "0")

// Testo returns the official description, "" for an invalid value.
func (f FirmaRicevuta) Testo() string {
	return descrizione([]string{"", "Firma non richiesta"}, f)
}

// String returns the official code.
func (f FirmaRicevuta) String() string { return nomiFirma.String(f) }

// IsValid reports whether f is one of the values of the list.
func (f FirmaRicevuta) IsValid() bool { return nomiFirma.Valido(f) }

// AppendText implements encoding.TextAppender; the zero value is refused.
func (f FirmaRicevuta) AppendText(b []byte) ([]byte, error) { return nomiFirma.AppendText(b, f) }

// MarshalText implements encoding.TextMarshaler; the zero value is refused.
func (f FirmaRicevuta) MarshalText() ([]byte, error) { return nomiFirma.AppendText(nil, f) }

// UnmarshalText implements encoding.TextUnmarshaler with ParseFirmaRicevuta.
func (f *FirmaRicevuta) UnmarshalText(b []byte) error { return nomiFirma.UnmarshalText(f, b) }

// Scan implements sql.Scanner over the name; NULL is an error.
func (f *FirmaRicevuta) Scan(src any) error { return nomiFirma.Scan(f, src) }

// Value implements driver.Valuer with the name.
func (f FirmaRicevuta) Value() (driver.Value, error) { return nomiFirma.Value(f) }

// ParseFirmaRicevuta returns the value of the official code; anything else is an ENUMERAZIONE
// error (ErrNome).
func ParseFirmaRicevuta(v string) (FirmaRicevuta, error) { return nomiFirma.Parse(v) }

// TipoBollo is the kind of a digital stamp (marca da bollo digitale).
//
// Source: PagInf_RPT_RT_6_2_0.xsd, stTipoBollo.
type TipoBollo uint8

// BolloImposta is 01: imposta di bollo.
const BolloImposta TipoBollo = 1

var nomiBollo = nomi.Nuova[TipoBollo](rifiutaNome, "01")

// Testo returns the official description, "" for an invalid value.
func (t TipoBollo) Testo() string { return descrizione([]string{"", "Imposta di bollo"}, t) }

// String returns the official code.
func (t TipoBollo) String() string { return nomiBollo.String(t) }

// IsValid reports whether t is one of the values of the list.
func (t TipoBollo) IsValid() bool { return nomiBollo.Valido(t) }

// AppendText implements encoding.TextAppender; the zero value is refused.
func (t TipoBollo) AppendText(b []byte) ([]byte, error) { return nomiBollo.AppendText(b, t) }

// MarshalText implements encoding.TextMarshaler; the zero value is refused.
func (t TipoBollo) MarshalText() ([]byte, error) { return nomiBollo.AppendText(nil, t) }

// UnmarshalText implements encoding.TextUnmarshaler with ParseTipoBollo.
func (t *TipoBollo) UnmarshalText(b []byte) error { return nomiBollo.UnmarshalText(t, b) }

// Scan implements sql.Scanner over the name; NULL is an error.
func (t *TipoBollo) Scan(src any) error { return nomiBollo.Scan(t, src) }

// Value implements driver.Valuer with the name.
func (t TipoBollo) Value() (driver.Value, error) { return nomiBollo.Value(t) }

// ParseTipoBollo returns the value of the official code; anything else is an ENUMERAZIONE
// error (ErrNome).
func ParseTipoBollo(v string) (TipoBollo, error) { return nomiBollo.Parse(v) }

// TipoAllegatoRicevuta is the kind of an attachment to a single payment.
//
// Source: PagInf_RPT_RT_6_2_0.xsd, stTipoAllegatoRicevuta.
type TipoAllegatoRicevuta uint8

// Values of TipoAllegatoRicevuta.
const (
	AllegatoES TipoAllegatoRicevuta = iota + 1 // ES: original outcome, as received by the PSP
	AllegatoBD                                 // BD: digital stamp
)

var nomiAllegato = nomi.Nuova[TipoAllegatoRicevuta](rifiutaNome, "ES", "BD")

// Testo returns the official description, "" for an invalid value.
func (t TipoAllegatoRicevuta) Testo() string {
	return descrizione([]string{"", "Esito originario pagamento (come ricevuto da PSP)", "Marca da bollo digitale"}, t)
}

// String returns the official code.
func (t TipoAllegatoRicevuta) String() string { return nomiAllegato.String(t) }

// IsValid reports whether t is one of the values of the list.
func (t TipoAllegatoRicevuta) IsValid() bool { return nomiAllegato.Valido(t) }

// AppendText implements encoding.TextAppender; the zero value is refused.
func (t TipoAllegatoRicevuta) AppendText(b []byte) ([]byte, error) {
	return nomiAllegato.AppendText(b, t)
}

// MarshalText implements encoding.TextMarshaler; the zero value is refused.
func (t TipoAllegatoRicevuta) MarshalText() ([]byte, error) { return nomiAllegato.AppendText(nil, t) }

// UnmarshalText implements encoding.TextUnmarshaler with ParseTipoAllegatoRicevuta.
func (t *TipoAllegatoRicevuta) UnmarshalText(b []byte) error { return nomiAllegato.UnmarshalText(t, b) }

// Scan implements sql.Scanner over the name; NULL is an error.
func (t *TipoAllegatoRicevuta) Scan(src any) error { return nomiAllegato.Scan(t, src) }

// Value implements driver.Valuer with the name.
func (t TipoAllegatoRicevuta) Value() (driver.Value, error) { return nomiAllegato.Value(t) }

// ParseTipoAllegatoRicevuta returns the value of the official code; anything else is an ENUMERAZIONE
// error (ErrNome).
func ParseTipoAllegatoRicevuta(v string) (TipoAllegatoRicevuta, error) { return nomiAllegato.Parse(v) }
