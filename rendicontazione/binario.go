package rendicontazione

import (
	"encoding"
	"encoding/json"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/binario"
	"github.com/quietanza/quietanza/internal/errore"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

var (
	_ encoding.BinaryAppender    = (*Accumulatore)(nil)
	_ encoding.BinaryMarshaler   = (*Accumulatore)(nil)
	_ encoding.BinaryUnmarshaler = (*Accumulatore)(nil)
)

// versioneBinaria is the first byte of the binary form of an accumulator.
const versioneBinaria = 1

// AppendBinary appends what was gathered in a compact form of our own, for a
// reconciliation on several machines. The first byte is the version. Objects are
// written in the order of their arrival, copies too. The error is that of a nil
// accumulator (NULLO).
func (a *Accumulatore) AppendBinary(b []byte) ([]byte, error) {
	if a == nil {
		return b, nullo()
	}
	s := binario.Scrittore{Byte: b}
	s.Numero(versioneBinaria)
	scriviLista(&s, a.in.Movimenti, scriviMovimento)
	scriviLista(&s, a.in.Flussi, scriviFlusso)
	scriviLista(&s, a.in.Ricevute, scriviRicevuta)
	scriviLista(&s, a.in.Pendenze, scriviPendenza)
	scriviLista(&s, a.in.Domini, scriviDominio)
	return s.Byte, nil
}

// MarshalBinary is AppendBinary to an empty slice.
func (a *Accumulatore) MarshalBinary() ([]byte, error) { return a.AppendBinary(nil) }

// UnmarshalBinary makes the accumulator the one that AppendBinary wrote. Another
// version, bytes cut or left over, or an object that is not valid are a BINARIO error
// (ErrFormato), after which nothing has changed.
func (a *Accumulatore) UnmarshalBinary(b []byte) error {
	if a == nil {
		return nullo()
	}
	l := binario.NuovoLettore(b)
	l.Versione(versioneBinaria)
	in := Input{
		Movimenti: leggiLista(l, leggiMovimento, cassa.Movimento.Valida),
		Flussi:    leggiLista(l, leggiFlusso, func(f flusso.Flusso) error { return f.Valida() }),
		Ricevute:  leggiLista(l, leggiRicevuta, VoceRicevuta.Valida),
		Pendenze:  leggiLista(l, leggiPendenza, Pendenza.Valida),
		Domini:    leggiLista(l, leggiDominio, Dominio.Valida),
	}
	if err := l.Fine(); err != nil {
		return &Errore{Codice: CodiceBinario, Campo: "accumulatore", Err: errore.Coppia(ErrFormato, err)}
	}
	*a = Accumulatore{in: in}
	return nil
}

func scriviLista[T any](s *binario.Scrittore, lista []T, scrivi func(*binario.Scrittore, *T)) {
	s.Numero(uint64(len(lista)))
	for i := range lista {
		scrivi(s, &lista[i])
	}
}

// leggiLista reads a list, nil when it is empty; valida may be nil.
func leggiLista[T any](l *binario.Lettore, leggi func(*binario.Lettore) T, valida func(T) error) []T {
	var lista []T
	for n := l.Quanti(); n > 0 && l.Err() == nil; n-- {
		x := leggi(l)
		if l.Err() == nil && valida != nil {
			if err := valida(x); err != nil {
				l.Sbaglia(err)
			}
		}
		lista = append(lista, x)
	}
	return lista
}

func scriviMovimento(s *binario.Scrittore, m *cassa.Movimento) {
	s.Testo(m.ID)
	s.Nome(m.Fonte)
	s.Nome(m.IdDominio.String())
	s.Intero(m.Importo.Centesimi())
	s.Nome(string(m.Segno))
	s.Numero(bit(m.Storno) | bit(m.Lotto)<<1)
	s.Testo(m.StornoDi)
	scriviData(s, m.DataContabile)
	scriviData(s, m.DataValuta)
	s.Testo(m.Causale)
	s.Testo(m.TRN)
	s.Testo(m.RifBanca)
	s.Testo(m.EndToEndID)
	s.Intero(int64(m.Esercizio))
	s.Testo(m.Provvisorio)
	s.Testo(m.Bolletta)
	s.Nome(m.Conto)
	s.Nome(m.IBAN.String())
	s.Nome(m.BICOrdinante)
	s.Nome(m.Ordinante)
	s.Nome(m.Estratto)
	s.Testo(m.IDFlusso)
	s.Testo(m.IUV.String())
}

func leggiMovimento(l *binario.Lettore) cassa.Movimento {
	m := cassa.Movimento{
		ID: l.Testo(), Fonte: l.Nome(), IdDominio: leggiEnte(l), Importo: avviso.ImportoDaCentesimi(l.Intero()),
		Segno: cassa.Segno(l.Nome()),
	}
	bits := l.FinoA(3)
	m.Storno, m.Lotto = bits&1 != 0, bits&2 != 0
	m.StornoDi, m.DataContabile, m.DataValuta = l.Testo(), leggiData(l), leggiData(l)
	m.Causale, m.TRN, m.RifBanca, m.EndToEndID = l.Testo(), l.Testo(), l.Testo(), l.Testo()
	m.Esercizio = int(l.Intero())
	m.Provvisorio, m.Bolletta, m.Conto = l.Testo(), l.Testo(), l.Nome()
	m.IBAN = leggiValore(l, l.Nome(), (*avviso.IBAN).UnmarshalText)
	m.BICOrdinante, m.Ordinante, m.Estratto, m.IDFlusso = l.Nome(), l.Nome(), l.Nome(), l.Testo()
	m.IUV = leggiValore(l, l.Testo(), (*avviso.IUV).UnmarshalText)
	return m
}

func scriviFlusso(s *binario.Scrittore, f *flusso.Flusso) {
	s.Nome(f.IdDominio.String())
	s.Testo(f.IDFlusso)
	s.Intero(f.DataOraFlusso.Time().UnixMilli())
	s.Intero(int64(f.Revisione))
	s.Testo(f.IDRegolamento)
	scriviData(s, f.DataRegolamento)
	s.Intero(f.NumeroTotalePagamenti)
	s.Intero(f.ImportoTotalePagamenti.Centesimi())
	for _, t := range [...]string{
		f.Ricevente, f.DenominazioneRicevente, f.VersioneOggetto, string(f.Mittente.Tipo), f.Mittente.Codice, f.Mittente.Denominazione,
		f.PSP, f.BancaRiversamento,
	} {
		s.Nome(t)
	}
	scriviLista(s, f.Righe, scriviRiga)
}

func leggiFlusso(l *binario.Lettore) flusso.Flusso {
	var f flusso.Flusso
	f.IdDominio, f.IDFlusso = leggiEnte(l), l.Testo()
	f.DataOraFlusso = avviso.DataOraDi(time.UnixMilli(l.Intero()))
	f.Revisione = intero32(l)
	f.IDRegolamento, f.DataRegolamento = l.Testo(), leggiData(l)
	f.NumeroTotalePagamenti, f.ImportoTotalePagamenti = l.Intero(), avviso.ImportoDaCentesimi(l.Intero())
	f.Ricevente, f.DenominazioneRicevente, f.VersioneOggetto = l.Nome(), l.Nome(), l.Nome()
	f.Mittente = flusso.Soggetto{Tipo: flusso.TipoSoggetto(l.Nome()), Codice: l.Nome(), Denominazione: l.Nome()}
	f.PSP, f.BancaRiversamento = l.Nome(), l.Nome()
	f.Righe = leggiLista(l, leggiRiga, nil)
	return f
}

func scriviRiga(s *binario.Scrittore, r *flusso.Riga) {
	s.Testo(r.IUV)
	s.Testo(r.IUR)
	s.Numero(uint64(r.Indice))
	s.Numero(uint64(r.Esito))
	scriviData(s, r.Data)
	s.Intero(r.Importo.Centesimi())
}

func leggiRiga(l *binario.Lettore) flusso.Riga {
	return flusso.Riga{
		IUV: l.Testo(), IUR: l.Testo(), Indice: avviso.Indice(l.FinoA(1<<8 - 1)), Esito: flusso.Esito(l.FinoA(1<<8 - 1)),
		Data: leggiData(l), Importo: avviso.ImportoDaCentesimi(l.Intero()),
	}
}

func scriviRicevuta(s *binario.Scrittore, r *VoceRicevuta) {
	s.Nome(r.IdDominio.String())
	s.Testo(r.IUV)
	s.Testo(r.IUR)
	s.Numero(uint64(r.Indice))
	s.Intero(r.Importo.Centesimi())
	s.Intero(r.ImportoRevocato.Centesimi())
	scriviData(s, r.Data)
	s.Numero(uint64(r.Tipo))
}

func leggiRicevuta(l *binario.Lettore) VoceRicevuta {
	return VoceRicevuta{
		IdDominio: leggiEnte(l), IUV: l.Testo(), IUR: l.Testo(), Indice: avviso.Indice(l.FinoA(1<<8 - 1)),
		Importo: avviso.ImportoDaCentesimi(l.Intero()), ImportoRevocato: avviso.ImportoDaCentesimi(l.Intero()),
		Data: leggiData(l), Tipo: avviso.TipoRiscossione(l.FinoA(1<<8 - 1)),
	}
}

func scriviPendenza(s *binario.Scrittore, p *Pendenza) {
	s.Testo(p.ID)
	s.Nome(p.IdDominio.String())
	s.Testo(p.IUV)
	scriviLista(s, p.Voci, func(s *binario.Scrittore, v *VocePendenza) {
		s.Numero(uint64(v.Indice))
		s.Intero(v.Importo.Centesimi())
		s.Numero(uint64(v.Tipo))
		s.Nome(v.IdDominio.String())
	})
	s.Testo(p.Debitore.Identificativo)
	s.Testo(p.Debitore.Anagrafica)
	s.Nome(p.Causale)
	s.Nome(p.TipoEntrata)
	s.Nome(p.Tassonomia)
	s.Testo(string(p.Dati))
}

func leggiPendenza(l *binario.Lettore) Pendenza {
	p := Pendenza{ID: l.Testo(), IdDominio: leggiEnte(l), IUV: l.Testo()}
	p.Voci = leggiLista(l, func(l *binario.Lettore) VocePendenza {
		return VocePendenza{
			Indice: avviso.Indice(l.FinoA(1<<8 - 1)), Importo: avviso.ImportoDaCentesimi(l.Intero()),
			Tipo: avviso.TipoRiscossione(l.FinoA(1<<8 - 1)), IdDominio: leggiEnte(l),
		}
	}, nil)
	p.Debitore = Debitore{l.Testo(), l.Testo()}
	p.Causale, p.TipoEntrata, p.Tassonomia = l.Nome(), l.Nome(), l.Nome()
	if dati := l.Testo(); dati != "" {
		p.Dati = json.RawMessage(dati)
	}
	return p
}

func scriviDominio(s *binario.Scrittore, d *Dominio) {
	scriviCodice := func(s *binario.Scrittore, c *string) { s.Nome(*c) }
	s.Nome(d.IdDominio.String())
	s.Nome(string(d.AuxDigit))
	scriviLista(s, d.ApplicationCodes, scriviCodice)
	scriviLista(s, d.SegregationCodes, scriviCodice)
}

func leggiDominio(l *binario.Lettore) Dominio {
	return Dominio{
		IdDominio: leggiEnte(l), AuxDigit: avviso.AuxDigit(l.Nome()),
		ApplicationCodes: leggiLista(l, (*binario.Lettore).Nome, nil), SegregationCodes: leggiLista(l, (*binario.Lettore).Nome, nil),
	}
}

func leggiEnte(l *binario.Lettore) avviso.IdDominio {
	return leggiValore(l, l.Nome(), (*avviso.IdDominio).UnmarshalText)
}

// leggiValore reads the text of a value, the zero value of none.
func leggiValore[T any](l *binario.Lettore, testo string, leggi func(*T, []byte) error) (v T) {
	if testo == "" {
		return v
	}
	if err := leggi(&v, []byte(testo)); err != nil {
		l.Sbaglia(err)
	}
	return v
}

func intero32(l *binario.Lettore) int32 {
	n := l.Intero()
	if int64(int32(n)) != n {
		l.Sbaglia(binario.ErrNumero)
	}
	return int32(n)
}

// primaData is the day from which dates are counted, from 1: 0 is no date.
var primaData = avviso.MustData("0001-01-01")

// maxGiorni is the last day of the year 9999.
var maxGiorni = uint64(avviso.MustData("9999-12-31").Giorni() - primaData.Giorni() + 1)

func scriviData(s *binario.Scrittore, d avviso.Data) {
	if !d.IsValid() {
		s.Numero(0)
		return
	}
	s.Numero(uint64(d.Giorni() - primaData.Giorni() + 1))
}

func leggiData(l *binario.Lettore) avviso.Data {
	n := l.FinoA(maxGiorni)
	if n == 0 {
		return avviso.Data{}
	}
	return primaData.Aggiungi(int(n) - 1)
}

func bit(b bool) uint64 {
	if b {
		return 1
	}
	return 0
}
