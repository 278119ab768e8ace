package gdp

import (
	"encoding"
	"slices"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/binario"
	"github.com/quietanza/quietanza/internal/errore"
	"github.com/quietanza/quietanza/rpt/nodo"
)

var (
	_ encoding.BinaryAppender    = (*Accumulatore)(nil)
	_ encoding.BinaryMarshaler   = (*Accumulatore)(nil)
	_ encoding.BinaryUnmarshaler = (*Accumulatore)(nil)
)

// versioneBinaria is the first byte of the binary form of an accumulator.
const versioneBinaria = 1

// What the binary form of an event has beside instant, code and role.
const (
	conTesto = 1 << iota
	conDescrizione
	conErrore
	tutteLeParti = conTesto | conDescrizione | conErrore
)

// AppendBinary appends the accumulator in a compact form of our own, some five bytes
// an event, for an analysis on several machines. The first byte is the version. Equal
// accumulators have equal bytes. The error is that of a nil accumulator (NULLO).
func (a *Accumulatore) AppendBinary(b []byte) ([]byte, error) {
	if a == nil {
		return b, errNullo("accumulatore")
	}
	s := binario.Scrittore{Byte: b}
	s.Numero(versioneBinaria)
	s.Testo(a.iuv.String())
	s.Testo(a.ccp)
	gruppi := slices.SortedFunc(a.gruppi, func(x, y *gruppo) int { return x.dominio.Compare(y.dominio) })
	s.Numero(uint64(len(gruppi)))
	for _, g := range gruppi {
		g.riordina()
		s.Testo(g.dominio.String())
		s.Numero(uint64(len(g.fatti)))
		prima := int64(0)
		for i := range g.fatti {
			f := &g.fatti[i]
			s.Intero(f.istante - prima)
			prima = f.istante
			f.scrivi(&s)
		}
	}
	return s.Byte, nil
}

// MarshalBinary is AppendBinary to an empty slice.
func (a *Accumulatore) MarshalBinary() ([]byte, error) { return a.AppendBinary(nil) }

// scrivi writes the event but for its instant.
func (f *fatto) scrivi(s *binario.Scrittore) {
	d := f.dettagli()
	parti := uint64(0)
	if d.testo != "" {
		parti |= conTesto
	}
	if d.descrizione != "" {
		parti |= conDescrizione
	}
	if d.errore != nil {
		parti |= conErrore
	}
	s.Numero(uint64(f.scritto))
	s.Numero(uint64(f.ruolo)*(tutteLeParti+1) + parti)
	if parti&conTesto != 0 {
		s.Testo(d.testo)
	}
	if parti&conDescrizione != 0 {
		s.Testo(d.descrizione)
	}
	if parti&conErrore != 0 {
		for _, t := range d.errore.testi {
			s.Nome(t)
		}
		s.Intero(int64(d.errore.Serial))
	}
}

// UnmarshalBinary makes the accumulator the one that AppendBinary wrote. It takes
// only what an accumulator can hold: another version, bytes cut or left over, or an
// event that Aggiungi refuses are a BINARIO error (ErrFormato), after which nothing
// has changed.
func (a *Accumulatore) UnmarshalBinary(b []byte) error {
	if a == nil {
		return errNullo("accumulatore")
	}
	var letto Accumulatore
	l := binario.NuovoLettore(b)
	l.Versione(versioneBinaria)
	if err := letto.leggi(l); err != nil {
		return rifiutaBinario(err)
	}
	if err := l.Fine(); err != nil {
		return rifiutaBinario(err)
	}
	for g := range letto.gruppi {
		g.riordina()
	}
	*a = letto
	return nil
}

func rifiutaBinario(err error) error {
	return &Errore{Codice: CodiceBinario, Campo: "accumulatore", Err: errore.Coppia(ErrFormato, err)}
}

// leggi reads the events; the faults of the bytes stay in the reader.
func (a *Accumulatore) leggi(l *binario.Lettore) error {
	testo, ccp := l.Testo(), l.Testo()
	gruppi := l.Quanti()
	if testo == "" {
		if ccp != "" || gruppi > 0 {
			return binario.ErrNumero
		}
		return nil
	}
	iuv, err := avviso.ParseIUV(testo)
	if err != nil {
		return err
	}
	if ccp == "" || gruppi == 0 {
		return binario.ErrNumero
	}
	for range gruppi {
		dominio, err := leggiDominio(l.Testo())
		if err != nil {
			return err
		}
		istante := int64(0)
		quanti := l.Quanti()
		if quanti == 0 {
			l.Sbaglia(binario.ErrNumero)
		}
		for range quanti {
			istante += l.Intero()
			e := Evento{DateTime: time.UnixMilli(istante), IdDominio: dominio, IUV: iuv, CCP: ccp}
			e.leggi(l)
			if l.Err() != nil {
				return l.Err()
			}
			if err := a.Aggiungi(e); err != nil {
				return err
			}
		}
	}
	return l.Err()
}

// leggi reads what scrivi wrote.
func (e *Evento) leggi(l *binario.Lettore) {
	e.EventCode = EventCode(l.FinoA(uint64(ultimoEventCode)))
	ruolo := l.FinoA(1<<8 - 1)
	parti := ruolo & tutteLeParti
	e.Ruolo = Ruolo(ruolo / (tutteLeParti + 1))
	e.EventDescription = e.EventCode.Descrizione()
	if parti&conTesto != 0 {
		e.CodiceScritto = l.Testo()
	}
	if parti&conDescrizione != 0 {
		e.EventDescription = l.Testo()
	}
	if parti&conErrore == 0 {
		return
	}
	d := &DescrittoreErrore{
		ID: l.Nome(), FaultCode: nodo.FaultCode(l.Nome()), FaultString: l.Nome(), Description: l.Nome(),
		OriginalFaultCode: nodo.FaultCode(l.Nome()), OriginalFaultString: l.Nome(), OriginalDescription: l.Nome(),
	}
	serial := l.Intero()
	if d.Serial = int32(serial); int64(d.Serial) != serial {
		l.Sbaglia(binario.ErrNumero)
	}
	e.Error = d
}
