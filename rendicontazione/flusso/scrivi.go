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
	f.scriviTestata(s)
	for i := range f.Righe {
		f.Righe[i].scrivi(s)
	}
	s.Chiudi()
	c, err := s.Bytes()
	if err != nil {
		return b, &Errore{Codice: CodiceNonConforme, Err: errore.Coppia(ErrScrittura, err)}
	}
	return c, nil
}

func (t *Testata) scriviTestata(s *xmlrigido.Scrittore) {
	versione := t.VersioneOggetto
	if versione == "" {
		versione = "1.0"
	}
	s.Testo("versioneOggetto", versione)
	s.Testo("identificativoFlusso", t.IDFlusso)
	s.Valore("dataOraFlusso", t.DataOraFlusso)
	s.Testo("identificativoUnivocoRegolamento", t.IDRegolamento)
	s.Valore("dataRegolamento", t.DataRegolamento)
	s.Apri("istitutoMittente")
	scriviSoggetto(s, "identificativoUnivocoMittente", t.Mittente.Tipo, t.Mittente.Codice)
	s.TestoSe("denominazioneMittente", t.Mittente.Denominazione)
	s.Chiudi()
	s.TestoSe("codiceBicBancaDiRiversamento", t.BancaRiversamento)
	s.Apri("istitutoRicevente")
	scriviSoggetto(s, "identificativoUnivocoRicevente", PersonaGiuridica, t.ricevente())
	s.TestoSe("denominazioneRicevente", t.DenominazioneRicevente)
	s.Chiudi()
	s.Testo("numeroTotalePagamenti", strconv.FormatInt(t.NumeroTotalePagamenti, 10))
	s.Valore("importoTotalePagamenti", t.ImportoTotalePagamenti)
}

func scriviSoggetto(s *xmlrigido.Scrittore, nome string, tipo TipoSoggetto, codice string) {
	s.Apri(nome)
	s.Testo("tipoIdentificativoUnivoco", string(tipo))
	s.Testo("codiceIdentificativoUnivoco", codice)
	s.Chiudi()
}

func (r *Riga) scrivi(s *xmlrigido.Scrittore) {
	s.Apri(elementoRiga)
	s.Testo("identificativoUnivocoVersamento", r.IUV)
	s.Testo("identificativoUnivocoRiscossione", r.IUR)
	s.TestoSe("indiceDatiSingoloPagamento", r.Indice.String())
	s.Valore("singoloImportoPagato", r.Importo)
	s.Testo("codiceEsitoSingoloPagamento", r.Esito.String())
	s.Valore("dataEsitoSingoloPagamento", r.Data)
	s.Chiudi()
}

// ricevente is the receiver as written, else the body.
func (t *Testata) ricevente() string {
	if t.Ricevente == "" {
		return t.Dominio.String()
	}
	return t.Ricevente
}

// scrivibile returns the first thing of the flow that the schema cannot carry.
func (f *Flusso) scrivibile() error {
	nega := func(campo, valore string) error { return rifiuta(CodiceNonConforme, campo, valore, ErrScrittura) }
	t := &f.Testata
	if v := t.VersioneOggetto; v != "" && v != "1.0" && v != "1.1" {
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
	case t.NumeroTotalePagamenti < 1 || t.NumeroTotalePagamenti > 999_999_999_999_999:
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
