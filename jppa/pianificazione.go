package jppa

import (
	"database/sql/driver"
	"time"

	"github.com/quietanza/quietanza/internal/nomi"
	"github.com/quietanza/quietanza/internal/ora"
)

// OreFinestra is the length of a window in hours where nothing else is said.
const OreFinestra = 24

// ProssimaEsecuzione returns the next run strictly after t: 03:00:00 Europe/Rome.
// That hour exists once on every day: the changes of time move 02:00 to 03:00 and
// 03:00 back to 02:00.
//
// Source: GovPay, "Connettore per l'esportazione dei pagamenti verso Maggioli
// (JPPA)" (every day at 3 in the morning); link-it/govpay 3.8.2, "0 0 3 * * ?".
func ProssimaEsecuzione(t time.Time) time.Time {
	giorno := ora.Giorno(t)
	for {
		if e := ora.Istante(giorno, 3, 0, 0, 0); e.After(t) {
			return e
		}
		giorno++
	}
}

// ProssimaConsegna returns the next delivery of the files that wait for one,
// strictly after t: every half hour.
//
// Source: link-it/govpay 3.8.2, "0 0/30 * * * ?".
func ProssimaConsegna(t time.Time) time.Time {
	const passo = 30 * time.Minute // offsets of Rome are whole hours since 1893
	return t.Truncate(passo).Add(passo).In(ora.Roma)
}

// Finestra is an interval of dataMsgRicevuta, both bounds included.
type Finestra struct {
	Da Istante `json:"da"`
	A  Istante `json:"a"`
}

// Contiene reports whether an instant is in the window.
func (f Finestra) Contiene(i Istante) bool {
	return i.IsValid() && f.Da.IsValid() && f.A.IsValid() && f.Da.Compare(i) <= 0 && i.Compare(f.A) <= 0
}

// MotivoSalto says why a run does nothing. Zero is "it does something".
type MotivoSalto uint8

// Reasons for doing nothing.
const (
	TracciatoInSospeso MotivoSalto = iota + 1 // TRACCIATO_IN_SOSPESO: a file of the body is not delivered yet; files do not overlap
	FinestraNonChiusa                         // FINESTRA_NON_CHIUSA: the next window ends later than the last whole hour
	NessunaRicevuta                           // NESSUNA_RICEVUTA: no receipt in the window, which is not advanced
)

var nomiSalto = nomi.Nuova[MotivoSalto](rifiutaNome("motivo"),
	"TRACCIATO_IN_SOSPESO", "FINESTRA_NON_CHIUSA", "NESSUNA_RICEVUTA")

// ParseMotivoSalto returns the value of a name; any other text is a NOME error (ErrNome).
func ParseMotivoSalto(v string) (MotivoSalto, error) { return nomiSalto.Parse(v) }

// String returns the name.
func (v MotivoSalto) String() string { return nomiSalto.String(v) }

// IsValid reports whether v is one of the list.
func (v MotivoSalto) IsValid() bool { return nomiSalto.Valido(v) }

// AppendText appends the name; the zero value is an error.
func (v MotivoSalto) AppendText(b []byte) ([]byte, error) { return nomiSalto.AppendText(b, v) }

// MarshalText returns the name; the zero value is an error.
func (v MotivoSalto) MarshalText() ([]byte, error) { return nomiSalto.AppendText(nil, v) }

// UnmarshalText reads a name.
func (v *MotivoSalto) UnmarshalText(b []byte) error { return nomiSalto.UnmarshalText(v, b) }

// Scan reads a name from a column; NULL is an error.
func (v *MotivoSalto) Scan(src any) error { return nomiSalto.Scan(v, src) }

// Value returns the name for a column.
func (v MotivoSalto) Value() (driver.Value, error) { return nomiSalto.Value(v) }

// inizioPrimaFinestra is the lower bound of the first window of a body.
var inizioPrimaFinestra = NuovoIstante(ora.Istante(0, 0, 0, 0, 0))

// CalcolaFinestra returns the window of a run that starts now (adesso), or the
// reason for doing nothing.
//
// ultimaConsegna is the upper bound of the body's last file that was delivered
// (FILE_CARICATO with the latest completion), the zero value when there is none:
// a file that ended in ERROR_LOAD does not count, so its window comes again.
// inSospeso says that a file of the body is in DRAFT or FILE_NUOVO. ore is the
// length of a window, 0 for OreFinestra; a negative one is a VALORE error
// (ErrCampo), an invalid adesso an ISTANTE error.
//
// A window lasts hours of elapsed time and ends at the latest one millisecond
// before the last whole hour. On the day that summer time begins it would end
// one hour later than that: the run is skipped and the next one covers two days.
//
// Source: link-it/govpay 3.8.2, TracciatiNotificaPagamenti.
func CalcolaFinestra(adesso, ultimaConsegna Istante, inSospeso bool, ore int) (Finestra, MotivoSalto, error) {
	if !adesso.IsValid() {
		return Finestra{}, 0, campo(CodiceIstante, "adesso", "")
	}
	const massimoOre = 24 * 366 * 100 // no window is longer than a century
	switch {
	case ore < 0 || ore > massimoOre:
		return Finestra{}, 0, campo(CodiceValore, "ore", "")
	case ore == 0:
		ore = OreFinestra
	}
	if inSospeso {
		return Finestra{}, TracciatoInSospeso, nil
	}
	fine := istanteMs(adesso.Time().Truncate(time.Hour).UnixMilli() - 1)
	if !ultimaConsegna.IsValid() {
		return Finestra{Da: inizioPrimaFinestra, A: fine}, 0, nil
	}
	f := Finestra{Da: ultimaConsegna.Aggiungi(time.Millisecond), A: ultimaConsegna.Aggiungi(time.Duration(ore) * time.Hour)}
	switch f.A.Compare(fine) {
	case +1:
		return Finestra{}, FinestraNonChiusa, nil
	case -1:
		f.A = fine
	}
	return f, 0, nil
}
