package gdp

import (
	"database/sql/driver"
	"iter"

	"github.com/quietanza/quietanza/internal/nomi"
)

// Segnale is a flag of a payment: something that a person may want to look at.
// It is never an error, and does not depend on the order of the journals.
type Segnale uint8

// Flags of a payment.
const (
	// PagataSenzaRT: money was collected and no RT was seen.
	PagataSenzaRT Segnale = iota + 1
	// PagataSenzaRPT: money was collected and no request was seen.
	PagataSenzaRPT
	// RTSenzaIncasso: the body has the RT, some PSP sent its journal, and no
	// collection is in it.
	RTSenzaIncasso
	// AnnullataSenzaAttivazione: a failed collection of a payment of which no
	// message was seen.
	AnnullataSenzaAttivazione
	// FlussoSenzaIncasso: in the reporting flow, without any RPT_PAGATA.
	FlussoSenzaIncasso
	// PagataDopoAnnullata: collected after a failed collection.
	PagataDopoAnnullata
	// AnnullataDopoIncasso: a failed collection recorded after a collection.
	AnnullataDopoIncasso
	// DominioAmbiguo: events without idDominio that fit the payments of several bodies.
	DominioAmbiguo
)

var nomiSegnale = nomi.Nuova[Segnale](rifiutaNome("segnale"),
	"PagataSenzaRT", "PagataSenzaRPT", "RTSenzaIncasso", "AnnullataSenzaAttivazione", "FlussoSenzaIncasso",
	"PagataDopoAnnullata", "AnnullataDopoIncasso", "DominioAmbiguo")

// TuttiSegnali yields every flag in order.
func TuttiSegnali() iter.Seq[Segnale] { return nomiSegnale.Tutti() }

// ParseSegnale returns the value of a name; anything else is a NOME error
// (ErrNome).
func ParseSegnale(v string) (Segnale, error) { return nomiSegnale.Parse(v) }

// String returns the name.
func (s Segnale) String() string { return nomiSegnale.String(s) }

// IsValid reports whether s is one of the values; the zero value is not.
func (s Segnale) IsValid() bool { return nomiSegnale.Valido(s) }

// AppendText implements encoding.TextAppender; the zero value is refused.
func (s Segnale) AppendText(b []byte) ([]byte, error) { return nomiSegnale.AppendText(b, s) }

// MarshalText implements encoding.TextMarshaler; the zero value is refused.
func (s Segnale) MarshalText() ([]byte, error) { return nomiSegnale.AppendText(nil, s) }

// UnmarshalText implements encoding.TextUnmarshaler with ParseSegnale.
func (s *Segnale) UnmarshalText(b []byte) error { return nomiSegnale.UnmarshalText(s, b) }

// Scan implements sql.Scanner over the name; NULL is an error.
func (s *Segnale) Scan(src any) error { return nomiSegnale.Scan(s, src) }

// Value implements driver.Valuer with the name.
func (s Segnale) Value() (driver.Value, error) { return nomiSegnale.Value(s) }

// segnali is a set of flags.
type segnali uint16

func (s *segnali) metti(v Segnale)  { *s |= 1 << v }
func (s segnali) ha(v Segnale) bool { return s&(1<<v) != 0 }

// elenco returns the flags in order, never nil.
func (s segnali) elenco() []Segnale {
	e := make([]Segnale, 0, 2)
	for v := range nomiSegnale.Tutti() {
		if s.ha(v) {
			e = append(e, v)
		}
	}
	return e
}

// Segno is a mark of a single event.
type Segno uint8

// Marks of an event.
const (
	EmittenteInatteso Segno = iota + 1 // EmittenteInatteso: the code is not one of those that the role records
	Riletto                            // Riletto: folded as another code, which its fault code tells
)

var nomiSegno = nomi.Nuova[Segno](rifiutaNome("segno"), "EmittenteInatteso", "Riletto")

// ParseSegno returns the value of a name; anything else is a NOME error
// (ErrNome).
func ParseSegno(v string) (Segno, error) { return nomiSegno.Parse(v) }

// String returns the name.
func (s Segno) String() string { return nomiSegno.String(s) }

// IsValid reports whether s is one of the values; the zero value is not.
func (s Segno) IsValid() bool { return nomiSegno.Valido(s) }

// AppendText implements encoding.TextAppender; the zero value is refused.
func (s Segno) AppendText(b []byte) ([]byte, error) { return nomiSegno.AppendText(b, s) }

// MarshalText implements encoding.TextMarshaler; the zero value is refused.
func (s Segno) MarshalText() ([]byte, error) { return nomiSegno.AppendText(nil, s) }

// UnmarshalText implements encoding.TextUnmarshaler with ParseSegno.
func (s *Segno) UnmarshalText(b []byte) error { return nomiSegno.UnmarshalText(s, b) }

// Scan implements sql.Scanner over the name; NULL is an error.
func (s *Segno) Scan(src any) error { return nomiSegno.Scan(s, src) }

// Value implements driver.Valuer with the name.
func (s Segno) Value() (driver.Value, error) { return nomiSegno.Value(s) }
