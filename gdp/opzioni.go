package gdp

import (
	"fmt"
	"strconv"
	"time"

	"github.com/quietanza/quietanza/rpt/nodo"
)

// Opzione is a setting of the analysis.
type Opzione func(*opzioni) error

type opzioni struct {
	tolleranza      int64 // milliseconds
	rt              func(nodo.Chiave) DatiRT
	paralleli       int
	senzaRegistrati bool
}

func leggiOpzioni(elenco []Opzione) (opzioni, error) {
	o := opzioni{tolleranza: TolleranzaPredefinita.Milliseconds(), paralleli: 1}
	for _, opzione := range elenco {
		if err := opzione(&o); err != nil {
			return opzioni{}, err
		}
	}
	return o, nil
}

// ConTolleranza sets how far apart the clocks of two parties may be, in place of
// TolleranzaPredefinita. It never changes the order of the events: it tells a
// late event from a new attempt. A negative one is a TOLLERANZA error
// (ErrOpzione).
func ConTolleranza(d time.Duration) Opzione {
	return func(o *opzioni) error {
		if err := validaTolleranza(d); err != nil {
			return err
		}
		o.tolleranza = d.Milliseconds()
		return nil
	}
}

// ConRT gives what the caller knows of the RTs, by key (idDominio "" for a
// payment without body). dati must be a pure function: it is called once for
// each payment, from several goroutines when ConParalleli says so.
func ConRT(dati func(nodo.Chiave) DatiRT) Opzione {
	return func(o *opzioni) error {
		o.rt = dati
		return nil
	}
}

// SenzaRegistrati leaves the single events out of the payments that Pagamenti,
// Pagamento and PagamentiIUV return: where each payment stands, and what is missing
// or contradicts, for a third of the time and memory. Everything else is the same.
func SenzaRegistrati() Opzione {
	return func(o *opzioni) error {
		o.senzaRegistrati = true
		return nil
	}
}

// ConParalleli sets how many goroutines Riepiloga and Analisi.Pagamenti use, 1 when it is not given.
// The result does not depend on it. Less than 1 is a PARALLELI error
// (ErrOpzione).
func ConParalleli(n int) Opzione {
	return func(o *opzioni) error {
		if err := validaParalleli(n); err != nil {
			return err
		}
		o.paralleli = n
		return nil
	}
}

func validaTolleranza(d time.Duration) error {
	if d < 0 {
		return &Errore{Codice: CodiceTolleranza, Campo: "tolleranza", Valore: fmt.Sprint(d), Err: ErrOpzione}
	}
	return nil
}

func validaParalleli(n int) error {
	if n < 1 {
		return &Errore{Codice: CodiceParalleli, Campo: "paralleli", Valore: strconv.Itoa(n), Err: ErrOpzione}
	}
	return nil
}
