package rendicontazione

import (
	"encoding"
	"encoding/json"
	"fmt"
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
	a.in.passa(binario.Passaggio{S: &s})
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
	var in Input
	in.passa(binario.Passaggio{L: l})
	if err := l.Fine(); err != nil {
		return &Errore{Codice: CodiceBinario, Campo: "accumulatore", Err: errore.Coppia(ErrFormato, err)}
	}
	*a = Accumulatore{in: in}
	return nil
}

func (in *Input) passa(p binario.Passaggio) {
	binario.Lista(p, &in.Movimenti, passaMovimento, cassa.Movimento.Valida)
	binario.Lista(p, &in.Flussi, passaFlusso, func(f flusso.Flusso) error { return f.Valida() })
	binario.Lista(p, &in.Ricevute, passaRicevuta, VoceRicevuta.Valida)
	binario.Lista(p, &in.Pendenze, passaPendenza, Pendenza.Valida)
	binario.Lista(p, &in.Domini, passaDominio, Dominio.Valida)
}

func passaMovimento(p binario.Passaggio, m *cassa.Movimento) {
	p.Testo(&m.ID)
	binario.Nome(p, &m.Fonte)
	passaEnte(p, &m.IdDominio)
	passaImporto(p, &m.Importo)
	binario.Nome(p, &m.Segno)
	bits := bit(m.Storno) | bit(m.Lotto)<<1
	binario.Numero(p, &bits, 3)
	m.Storno, m.Lotto = bits&1 != 0, bits&2 != 0
	p.Testo(&m.StornoDi)
	passaData(p, &m.DataContabile)
	passaData(p, &m.DataValuta)
	p.Testo(&m.Causale)
	p.Testo(&m.TRN)
	p.Testo(&m.RifBanca)
	p.Testo(&m.EndToEndID)
	esercizio := int64(m.Esercizio)
	p.Intero(&esercizio)
	m.Esercizio = int(esercizio)
	p.Testo(&m.Provvisorio)
	p.Testo(&m.Bolletta)
	binario.Nome(p, &m.Conto)
	passaValore(p, &m.IBAN, (*avviso.IBAN).UnmarshalText, binario.Nome)
	binario.Nome(p, &m.BICOrdinante)
	binario.Nome(p, &m.Ordinante)
	binario.Nome(p, &m.Estratto)
	p.Testo(&m.IDFlusso)
	passaValore(p, &m.IUV, (*avviso.IUV).UnmarshalText, binario.Passaggio.Testo)
}

func passaFlusso(p binario.Passaggio, f *flusso.Flusso) {
	passaEnte(p, &f.IdDominio)
	p.Testo(&f.IDFlusso)
	istante, revisione := f.DataOraFlusso.Time().UnixMilli(), int64(f.Revisione)
	p.Intero(&istante)
	p.Intero(&revisione)
	if p.L != nil {
		f.DataOraFlusso, f.Revisione = avviso.DataOraDi(time.UnixMilli(istante)), int32(revisione)
		if int64(f.Revisione) != revisione {
			p.L.Sbaglia(binario.ErrNumero)
		}
	}
	p.Testo(&f.IDRegolamento)
	passaData(p, &f.DataRegolamento)
	p.Intero(&f.NumeroTotalePagamenti)
	passaImporto(p, &f.ImportoTotalePagamenti)
	binario.Nome(p, &f.Ricevente)
	binario.Nome(p, &f.DenominazioneRicevente)
	binario.Nome(p, &f.VersioneOggetto)
	binario.Nome(p, &f.Mittente.Tipo)
	binario.Nome(p, &f.Mittente.Codice)
	binario.Nome(p, &f.Mittente.Denominazione)
	binario.Nome(p, &f.PSP)
	binario.Nome(p, &f.BancaRiversamento)
	binario.Lista(p, &f.Righe, passaRiga, nil)
}

func passaRiga(p binario.Passaggio, r *flusso.Riga) {
	p.Testo(&r.IUV)
	p.Testo(&r.IUR)
	binario.Numero(p, &r.Indice, maxByte)
	binario.Numero(p, &r.Esito, maxByte)
	passaData(p, &r.Data)
	passaImporto(p, &r.Importo)
}

func passaRicevuta(p binario.Passaggio, r *VoceRicevuta) {
	passaEnte(p, &r.IdDominio)
	p.Testo(&r.IUV)
	p.Testo(&r.IUR)
	binario.Numero(p, &r.Indice, maxByte)
	passaImporto(p, &r.Importo)
	passaImporto(p, &r.ImportoRevocato)
	passaData(p, &r.Data)
	binario.Numero(p, &r.Tipo, maxByte)
}

func passaPendenza(p binario.Passaggio, x *Pendenza) {
	p.Testo(&x.ID)
	passaEnte(p, &x.IdDominio)
	p.Testo(&x.IUV)
	binario.Lista(p, &x.Voci, func(p binario.Passaggio, v *VocePendenza) {
		binario.Numero(p, &v.Indice, maxByte)
		passaImporto(p, &v.Importo)
		binario.Numero(p, &v.Tipo, maxByte)
		passaEnte(p, &v.IdDominio)
	}, nil)
	p.Testo(&x.Debitore.Identificativo)
	p.Testo(&x.Debitore.Anagrafica)
	binario.Nome(p, &x.Causale)
	binario.Nome(p, &x.TipoEntrata)
	binario.Nome(p, &x.Tassonomia)
	dati := string(x.Dati)
	if p.Testo(&dati); p.L != nil && dati != "" {
		x.Dati = json.RawMessage(dati)
	}
}

func passaDominio(p binario.Passaggio, d *Dominio) {
	passaEnte(p, &d.IdDominio)
	binario.Nome(p, &d.AuxDigit)
	binario.Lista(p, &d.ApplicationCodes, binario.Nome, nil)
	binario.Lista(p, &d.SegregationCodes, binario.Nome, nil)
}

func passaEnte(p binario.Passaggio, d *avviso.IdDominio) {
	passaValore(p, d, (*avviso.IdDominio).UnmarshalText, binario.Nome)
}

// passaValore is a value by its text, "" for the zero one, which passa goes over.
func passaValore[T fmt.Stringer](p binario.Passaggio, v *T, leggi func(*T, []byte) error, passa func(binario.Passaggio, *string)) {
	testo := (*v).String()
	if passa(p, &testo); p.L == nil || testo == "" {
		return
	}
	if err := leggi(v, []byte(testo)); err != nil {
		p.L.Sbaglia(err)
	}
}

func passaImporto(p binario.Passaggio, i *avviso.Importo) {
	centesimi := i.Centesimi()
	if p.Intero(&centesimi); p.L != nil {
		*i = avviso.ImportoDaCentesimi(centesimi)
	}
}

const maxByte = 1<<8 - 1

// primaData is the day from which dates are counted, from 1: 0 is no date.
var primaData = avviso.MustData("0001-01-01")

// maxGiorni is the last day of the year 9999.
var maxGiorni = uint64(avviso.MustData("9999-12-31").Giorni() - primaData.Giorni() + 1)

func passaData(p binario.Passaggio, d *avviso.Data) {
	n := uint64(0)
	if d.IsValid() {
		n = uint64(d.Giorni() - primaData.Giorni() + 1)
	}
	if binario.Numero(p, &n, maxGiorni); p.L != nil && n > 0 {
		*d = primaData.Aggiungi(int(n) - 1)
	}
}

func bit(b bool) uint64 {
	if b {
		return 1
	}
	return 0
}
