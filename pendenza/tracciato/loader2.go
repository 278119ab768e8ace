package tracciato

import (
	"encoding/json"
	"io"
	"iter"
	"strings"
	"unicode/utf8"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
)

// Fields of a line of Loader 2.x, from 0, and how many an ADD may and must have.
const (
	l2Operazione = iota
	l2Applicazione
	l2Versamento
	l2Dominio
	l2Debitore
	l2Anagrafica
	l2Tributo
	l2Importo
	l2Causale
	l2Scadenza
	l2Bundle
	l2Debito
	l2Note

	l2Campi       = l2Note + 1
	l2Obbligatori = l2Causale + 1
)

// LeggiLoader2 reads a file in the format of GovPay Loader 2.x: no header,
// fields separated by semicolons,
//
//	ADD;codApplicazione;codVersamentoEnte;codDominio;cfDebitore;anagraficaDebitore;codTributo;importo;causale;dataScadenza;bundleKey;idDebito;note
//	DEL;codApplicazione;codVersamentoEnte;motivoAnnullamento
//
// The position has one item of the whole amount, named as the position.
// Everything up to causale is mandatory; an empty causale becomes the
// codVersamentoEnte. bundleKey, idDebito and note are kept in DatiAllegati. A
// blank line is NON_VALIDA with VUOTA, any other that is no record NON_VALIDA
// with ERR_SIN. The rest is as in LeggiCSV.
//
// Source: GovPay 2.5, utils.tracciati.operazioni and caricamento.mapping.properties.
func LeggiLoader2(r io.Reader, o Opzioni) iter.Seq2[Riga, error] {
	dominio := o.IdDominio.String()
	return perLinee(r, o, nil, func(riga string, numero int) Riga { return leggiLoader2(riga, numero, dominio) })
}

func leggiLoader2(s string, numero int, dominio string) Riga {
	var f [l2Campi]string
	n := 0
	for v := range strings.SplitSeq(s, ";") {
		if v = strings.TrimSpace(v); n == l2Campi {
			if v == "" {
				continue
			}
			return nonLetta(CodiceSintassi, numero, 0)
		}
		f[n] = v
		n++
	}
	switch {
	case f[l2Operazione] == "DEL" && n >= 3:
		return Riga{Operazione: DEL, Motivo: f[3], Pendenza: pendenza.Pendenza{IDA2A: f[l2Applicazione], IDPendenza: f[l2Versamento]}}
	case f[l2Operazione] != "ADD", n < l2Obbligatori:
		return nonLetta(CodiceSintassi, numero, 0)
	}
	if dominio != "" {
		f[l2Dominio] = dominio
	}
	return aggiuntaLoader2(&f)
}

func aggiuntaLoader2(f *[l2Campi]string) Riga {
	if f[l2Causale] == "" {
		f[l2Causale] = f[l2Versamento]
	}
	t := pendenza.Testi{
		IDA2A: f[l2Applicazione], IDPendenza: f[l2Versamento], IdDominio: f[l2Dominio], Causale: f[l2Causale],
		Importo: f[l2Importo], DataScadenza: f[l2Scadenza],
		Soggetto: pendenza.SoggettoPagatore{Tipo: "F", Identificativo: f[l2Debitore], Anagrafica: f[l2Anagrafica]},
		Voci: []pendenza.TestiVoce{{
			IDVocePendenza: f[l2Versamento], Importo: f[l2Importo], Descrizione: f[l2Causale], CodEntrata: f[l2Tributo],
		}},
	}
	if len(f[l2Debitore]) == 11 {
		t.Soggetto.Tipo = "G"
	}
	p, violazioni := t.Pendenza()
	for _, c := range [...]struct {
		i, massimo int
		nome       string
		vuoto      bool
	}{
		{l2Debitore, 0, "cfDebitore", true},
		{l2Anagrafica, 0, "anagraficaDebitore", true},
		{l2Bundle, 256, "bundleKey", false},
		{l2Debito, 35, "idDebito", false},
		{l2Note, 512, "note", false},
	} {
		switch v := f[c.i]; {
		case c.vuoto && v == "":
			violazioni = append(violazioni, avviso.Violazione{Codice: pendenza.Obbligatorio, Campo: c.nome, Testo: "obbligatorio"})
		case c.massimo > 0 && utf8.RuneCountInString(v) > c.massimo:
			violazioni = append(violazioni, avviso.Violazione{Codice: pendenza.LunghezzaMax, Campo: c.nome, Testo: "troppo lungo"})
		}
	}
	p.DatiAllegati = allegatiLoader2(f)
	return Riga{Operazione: ADD, Pendenza: p, Violazioni: violazioni}
}

// allegatiLoader2 keeps the fields that a position has no place for.
func allegatiLoader2(f *[l2Campi]string) json.RawMessage {
	if f[l2Bundle] == "" && f[l2Debito] == "" && f[l2Note] == "" {
		return nil
	}
	b, err := json.Marshal(struct {
		BundleKey string `json:"bundleKey,omitempty"`
		IDDebito  string `json:"idDebito,omitempty"`
		Note      string `json:"note,omitempty"`
	}{f[l2Bundle], f[l2Debito], f[l2Note]})
	if err != nil {
		return nil // texts always encode
	}
	return b
}
