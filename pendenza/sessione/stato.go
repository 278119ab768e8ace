package sessione

import (
	"database/sql/driver"
	"iter"

	"github.com/quietanza/quietanza/internal/nomi"
	"github.com/quietanza/quietanza/rpt"
)

// CodiceStato is where a session is (codiceStato). Zero is invalid.
//
// Source: GovPay, CODICE_STATO of the PagamentoPortale.
type CodiceStato uint8

// The codes.
const (
	InCorsoAlPSP         CodiceStato = iota + 1 // created, the citizen is at the PSP
	InAttesaDiEsito                             // the citizen came back, or not all the receipts are in
	Eseguito                                    // every attempt was executed
	NonEseguito                                 // none was
	ParzialmenteEseguito                        // some were
	Fallito                                     // every attempt failed before the PSP
)

var nomiCodiceStato = nomi.Nuova[CodiceStato](rifiutaNome,
	"PAGAMENTO_IN_CORSO_AL_PSP", "PAGAMENTO_IN_ATTESA_DI_ESITO", "PAGAMENTO_ESEGUITO", "PAGAMENTO_NON_ESEGUITO",
	"PAGAMENTO_PARZIALMENTE_ESEGUITO", "PAGAMENTO_FALLITO")

// CodiciStato yields the codes in declared order.
func CodiciStato() iter.Seq[CodiceStato] { return nomiCodiceStato.Tutti() }

// ParseCodiceStato returns the value of a name, which must match exactly; anything else
// is a NOME error (ErrNome).
func ParseCodiceStato(v string) (CodiceStato, error) { return nomiCodiceStato.Parse(v) }

// String returns the name.
func (c CodiceStato) String() string { return nomiCodiceStato.String(c) }

// IsValid reports whether c is one of the values; zero is none.
func (c CodiceStato) IsValid() bool { return nomiCodiceStato.Valido(c) }

// AppendText appends the name; the zero value is an error.
func (c CodiceStato) AppendText(b []byte) ([]byte, error) { return nomiCodiceStato.AppendText(b, c) }

// MarshalText returns the name; the zero value is an error.
func (c CodiceStato) MarshalText() ([]byte, error) { return nomiCodiceStato.AppendText(nil, c) }

// UnmarshalText reads a name.
func (c *CodiceStato) UnmarshalText(b []byte) error { return nomiCodiceStato.UnmarshalText(c, b) }

// Scan reads a name from a column; NULL is an error.
func (c *CodiceStato) Scan(src any) error { return nomiCodiceStato.Scan(c, src) }

// Value returns the name for a column.
func (c CodiceStato) Value() (driver.Value, error) { return nomiCodiceStato.Value(c) }

// Evento is what happens to a session. Zero is invalid.
type Evento uint8

// The events.
const (
	Ritorna            Evento = iota + 1 // the citizen comes back
	Attende                              // some receipt is in, or late, not all
	ChiudeEseguito                       // the sum of the attempts is ESEGUITO
	ChiudeNonEseguito                    // … NON_ESEGUITO
	ChiudeParzialmente                   // … ESEGUITO_PARZIALE
	ChiudeFallito                        // … FALLITO
)

var nomiEvento = nomi.Nuova[Evento](rifiutaNome,
	"Ritorna", "Attende", "ChiudeEseguito", "ChiudeNonEseguito", "ChiudeParzialmente", "ChiudeFallito")

// Eventi yields the events in declared order.
func Eventi() iter.Seq[Evento] { return nomiEvento.Tutti() }

// ParseEvento returns the value of a name, which must match exactly; anything else
// is a NOME error (ErrNome).
func ParseEvento(v string) (Evento, error) { return nomiEvento.Parse(v) }

// String returns the name.
func (e Evento) String() string { return nomiEvento.String(e) }

// IsValid reports whether e is one of the values; zero is none.
func (e Evento) IsValid() bool { return nomiEvento.Valido(e) }

// AppendText appends the name; the zero value is an error.
func (e Evento) AppendText(b []byte) ([]byte, error) { return nomiEvento.AppendText(b, e) }

// MarshalText returns the name; the zero value is an error.
func (e Evento) MarshalText() ([]byte, error) { return nomiEvento.AppendText(nil, e) }

// UnmarshalText reads a name.
func (e *Evento) UnmarshalText(b []byte) error { return nomiEvento.UnmarshalText(e, b) }

// Scan reads a name from a column; NULL is an error.
func (e *Evento) Scan(src any) error { return nomiEvento.Scan(e, src) }

// Value returns the name for a column.
func (e Evento) Value() (driver.Value, error) { return nomiEvento.Value(e) }

// eventoDi is the event that a sum of the attempts is.
func eventoDi(s rpt.StatoSessione) Evento {
	switch s {
	case rpt.SessioneEseguito:
		return ChiudeEseguito
	case rpt.SessioneNonEseguito:
		return ChiudeNonEseguito
	case rpt.SessioneEseguitoParziale:
		return ChiudeParzialmente
	case rpt.SessioneFallito:
		return ChiudeFallito
	}
	return Attende
}

// CodiceStatoDi returns the code that a session with these attempts has once the
// citizen is back: PAGAMENTO_IN_ATTESA_DI_ESITO while their sum is IN_CORSO.
func CodiceStatoDi(tentativi []rpt.Tentativo) CodiceStato {
	c, err := Applica(InAttesaDiEsito, eventoDi(rpt.EsitoSessione(tentativi)))
	if err != nil {
		return InAttesaDiEsito
	}
	return c
}
