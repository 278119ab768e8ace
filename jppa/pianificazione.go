package jppa

import (
	"time"

	"github.com/quietanza/quietanza/avviso"
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
	Da avviso.DataOra `json:"da"`
	A  avviso.DataOra `json:"a"`
}

// Contiene reports whether an instant is in the window.
func (f Finestra) Contiene(i avviso.DataOra) bool {
	return i.IsValid() && f.Da.IsValid() && f.A.IsValid() && f.Da.Compare(i) <= 0 && i.Compare(f.A) <= 0
}

// MotivoSalto says why a run does nothing. "" is "it does something".
type MotivoSalto string

// Reasons for doing nothing.
const (
	TracciatoInSospeso MotivoSalto = "TRACCIATO_IN_SOSPESO" // a file of the body is not delivered yet; files do not overlap
	FinestraNonChiusa  MotivoSalto = "FINESTRA_NON_CHIUSA"  // the next window ends later than the last whole hour
	NessunaRicevuta    MotivoSalto = "NESSUNA_RICEVUTA"     // no receipt in the window, which is not advanced
)

// inizioPrimaFinestra is the lower bound of the first window of a body.
var inizioPrimaFinestra = avviso.DataOraDi(ora.Istante(0, 0, 0, 0, 0))

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
func CalcolaFinestra(adesso, ultimaConsegna avviso.DataOra, inSospeso bool, ore int) (Finestra, MotivoSalto, error) {
	if !adesso.IsValid() {
		return Finestra{}, "", campo(CodiceIstante, "adesso", "")
	}
	const massimoOre = 24 * 366 * 100 // no window is longer than a century
	switch {
	case ore < 0 || ore > massimoOre:
		return Finestra{}, "", campo(CodiceValore, "ore", "")
	case ore == 0:
		ore = OreFinestra
	}
	if inSospeso {
		return Finestra{}, TracciatoInSospeso, nil
	}
	fine := avviso.DataOraDi(adesso.Time().Truncate(time.Hour).Add(-time.Millisecond))
	if !ultimaConsegna.IsValid() {
		return Finestra{Da: inizioPrimaFinestra, A: fine}, "", nil
	}
	f := Finestra{Da: ultimaConsegna.Aggiungi(time.Millisecond), A: ultimaConsegna.Aggiungi(time.Duration(ore) * time.Hour)}
	switch f.A.Compare(fine) {
	case +1:
		return Finestra{}, FinestraNonChiusa, nil
	case -1:
		f.A = fine
	}
	return f, "", nil
}
