package flusso

import (
	"strconv"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/errore"
	"github.com/quietanza/quietanza/internal/xmlrigido"
)

// AppendXML appends a flow as a FlussoRiversamento of the official schema:
// UTF-8, one element a line, the namespace under the prefix pay_i, amounts with
// two decimals, dates without zone. Parse takes it back; equal flows give equal
// bytes. VersioneOggetto absent is written 1.0; Revisione and PSP, which the
// schema does not have, are not written.
//
// The schema is narrower than what the readers take. What it cannot carry is
// refused, with the path of the field (ErrScrittura, NON_CONFORME): an outcome
// other than 0, 3 and 9 (4 and 8 came after it), an amount below 0.01 (so a
// revocation has no minus) or above 999999999.99, a sender without kind or code,
// a name of a length the schema does not have. Nothing is appended then. Totals
// are written as the header has them: Anomalie tells whether the rows agree.
//
// Source: FlussoRiversamento_1_0_4.xsd.
func AppendXML(b []byte, f *Flusso) ([]byte, error) {
	if err := f.scrivibile(); err != nil {
		return b, err
	}
	s := xmlrigido.NuovoScrittore(b)
	s.Rientro("\t")
	s.Dichiarazione()
	s.Prefisso("pay_i")
	s.Apri(radice, xmlrigido.A("xmlns:pay_i", Namespace))
	t := f.Testata
	t.Ricevente = t.ricevente()
	scrivi(s, figliTestata, &t, nil)
	for i := range f.Righe {
		s.Apri(elementoRiga)
		scrivi(s, figliRiga, nil, &f.Righe[i])
		s.Chiudi()
	}
	s.Chiudi()
	c, err := s.Bytes()
	if err != nil {
		return b, &Errore{Codice: CodiceNonConforme, Err: errore.Coppia(ErrScrittura, err)}
	}
	return c, nil
}

// scrivi writes the children of an element, in the order of the schema.
func scrivi(s *xmlrigido.Scrittore, figli []elemento, t *Testata, r *Riga) {
	for i := range figli {
		e := &figli[i]
		switch {
		case e.figli != nil:
			s.Apri(e.nome)
			scrivi(s, e.figli, t, r)
			s.Chiudi()
		case e.testo != nil:
			s.TestoSe(e.nome, e.testo(t, r))
		}
	}
}

// ricevente is the receiver as written, else the body.
func (t *Testata) ricevente() string {
	if t.Ricevente == "" {
		return t.IdDominio.String()
	}
	return t.Ricevente
}

// scrivibile returns the first thing of the flow that the schema cannot carry.
func (f *Flusso) scrivibile() error {
	if f == nil {
		return rifiutaNullo()
	}
	nega := func(campo, valore string) error { return rifiuta(CodiceNonConforme, campo, valore, ErrScrittura) }
	t := &f.Testata
	if v := t.VersioneOggetto; v != "" && !versione(v) {
		return nega("versioneOggetto", v)
	}
	if err := t.valida(); err != nil {
		err.Codice, err.Err = CodiceNonConforme, errore.Coppia(ErrScrittura, ErrValore)
		return err
	}
	for _, c := range [...]struct {
		campo, valore   string
		minimo, massimo int
	}{
		{"idRegolamento", t.IDRegolamento, 1, maxTesto35},
		{"mittente.codice", t.Mittente.Codice, 1, maxTesto35},
		{"bancaRiversamento", t.BancaRiversamento, 0, maxTesto35},
		{"ricevente", t.ricevente(), 1, maxTesto35},
	} {
		if !lungo(c.valore, c.minimo, c.massimo) || len(senzaSpazi([]byte(c.valore))) != len(c.valore) {
			return nega(c.campo, c.valore)
		}
	}
	switch {
	case !t.Mittente.Tipo.IsValid():
		return nega("mittente.tipo", string(t.Mittente.Tipo))
	case t.Mittente.Denominazione != "" && (!lungo(t.Mittente.Denominazione, 3, 70) || bianco(t.Mittente.Denominazione)):
		return nega("mittente.denominazione", t.Mittente.Denominazione)
	case t.DenominazioneRicevente != "" && (!lungo(t.DenominazioneRicevente, 1, maxTesto140) || bianco(t.DenominazioneRicevente)):
		return nega("denominazioneRicevente", t.DenominazioneRicevente)
	case t.NumeroTotalePagamenti < 1 || t.NumeroTotalePagamenti > maxConteggio:
		return nega("numeroTotalePagamenti", strconv.FormatInt(t.NumeroTotalePagamenti, 10))
	case t.ImportoTotalePagamenti.Compare(avviso.MaxImporto) > 0:
		return nega("importoTotalePagamenti", t.ImportoTotalePagamenti.String())
	case len(f.Righe) == 0:
		return nega("righe", "")
	}
	for i := range f.Righe {
		if campo, valore := f.Righe[i].nonScrivibile(); campo != "" {
			return nega("righe["+strconv.Itoa(i)+"]."+campo, valore)
		}
	}
	return nil
}

func bianco(s string) bool { return strings.TrimSpace(s) == "" }

func (r *Riga) nonScrivibile() (campo, valore string) {
	if err := r.valida(); err != nil {
		return err.Campo, err.Valore
	}
	switch {
	case r.Esito != Eseguito && r.Esito != Revocato && r.Esito != SenzaRPT:
		return "esito", r.Esito.String()
	case r.Importo.Segno() <= 0 || r.Importo.Compare(avviso.MaxImporto) > 0:
		return "importo", r.Importo.String()
	case len(senzaSpazi([]byte(r.IUV))) != len(r.IUV):
		return "iuv", r.IUV
	case len(senzaSpazi([]byte(r.IUR))) != len(r.IUR):
		return "iur", r.IUR
	}
	return "", ""
}
