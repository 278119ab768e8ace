package cassa

import (
	"strconv"
	"strings"

	"github.com/quietanza/quietanza/avviso"
)

// Values of the lists of the journal that decide the use of a movement.
const (
	tipoEntrata         = "ENTRATA"
	documentoSospeso    = "SOSPESO ENTRATA"
	documentoReversale  = "REVERSALE"
	operazioneEseguita  = "ESEGUITO"
	operazioneStornata  = "STORNATO"
	operazioneRegolata  = "REGOLARIZZATO"
	operazioneRipristin = "RIPRISTINATO"
)

// Uso says what a movimento di conto evidenza of the journal is for
// reconciliation.
type Uso string

// What a movement of the journal is for.
const (
	// UsoCredito is new cash: ENTRATA, SOSPESO ENTRATA, ESEGUITO.
	UsoCredito Uso = "CREDITO"
	// UsoStorno takes a credit back: ENTRATA, SOSPESO ENTRATA, STORNATO, or ESEGUITO with a negative amount.
	UsoStorno Uso = "STORNO"
	// UsoRegolarizzato moves no cash and settles provvisori: ENTRATA, SOSPESO ENTRATA,
	// REGOLARIZZATO, or a REVERSALE ESEGUITO that names them.
	UsoRegolarizzato Uso = "REGOLARIZZATO"
	// UsoRipristinato moves no cash and opens a provvisorio again: ENTRATA, SOSPESO ENTRATA, RIPRISTINATO.
	UsoRipristinato Uso = "RIPRISTINATO"
	// UsoIgnorato is everything else.
	UsoIgnorato Uso = "IGNORATO"
)

// Voce is one movimento_conto_evidenza of the journal as it is printed: values
// that no list of ours knows are kept. Absent values are "" or the zero value.
type Voce struct {
	Conto                string         // conto_evidenza
	TipoMovimento        string         // tipo_movimento: ENTRATA, USCITA
	TipoDocumento        string         // tipo_documento: SOSPESO ENTRATA, REVERSALE, …
	TipoOperazione       string         // tipo_operazione: ESEGUITO, STORNATO, …
	NumeroDocumento      string         // numero_documento: of a SOSPESO ENTRATA, the provvisorio
	Progressivo          string         // progressivo_documento
	Importo              avviso.Importo // importo, in cents, with the sign printed
	Bolletta             string         // numero_bolletta_quietanza
	BollettaStorno       string         // numero_bolletta_quietanza_storno
	DataEffettivaSospeso avviso.Data    // sospeso_da_regolarizzare/data_effettiva_sospeso
	CodiceGestionale     string         // sospeso_da_regolarizzare/codice_gestionale_provvisorio
	DataMovimento        avviso.Data    // data_movimento, the booking date
	DataValuta           avviso.Data    // data_valuta_ente
	TipoEsecuzione       string         // tipo_esecuzione, for instance SEPA CREDIT TRANSFER
	TRN                  string         // codice_riferimento_operazione
	EndToEndID           string         // end_to_end_id
	Cliente              string         // cliente/anagrafica_cliente
	CodiceFiscaleCliente string         // cliente/codice_fiscale_cliente
	PartitaIVACliente    string         // cliente/partita_iva_cliente
	Causale              string         // causale, any length
	Sospesi              []Sospeso      // sospeso, or numero_sospeso for the whole Importo: the provvisori a REVERSALE settles
	Riga                 int            // line of the movement in the document, from 1
}

// Sospeso is a provvisorio di entrata settled by a REVERSALE, whole or in part.
type Sospeso struct {
	Numero  string         // numero_provvisorio (numero_sospeso in version 1.4)
	Importo avviso.Importo // importo_provvisorio, in cents
}

// Provvisorio is what a movement says about a provvisorio di entrata without
// moving cash.
type Provvisorio struct {
	Esercizio int            `json:"esercizio"`               // financial year
	Numero    string         `json:"numero"`                  // number of the provvisorio
	Stato     Uso            `json:"stato"`                   // UsoRegolarizzato or UsoRipristinato
	Importo   avviso.Importo `json:"importo"`                 // amount concerned, in cents
	Data      avviso.Data    `json:"data,omitzero"`           // data_movimento
	Reversale string         `json:"reversale,omitzero"`      // number of the REVERSALE that settles it, "" when the journal does not say
	Conto     string         `json:"contoEvidenza,omitempty"` // conto evidenza
}

// Uso returns what the movement is for. Names are compared ignoring case.
func (v *Voce) Uso() Uso {
	if v == nil || !strings.EqualFold(v.TipoMovimento, tipoEntrata) {
		return UsoIgnorato
	}
	eseguita := strings.EqualFold(v.TipoOperazione, operazioneEseguita)
	switch {
	case strings.EqualFold(v.TipoDocumento, documentoSospeso):
		switch {
		case eseguita && v.Importo.Segno() >= 0:
			return UsoCredito
		case eseguita, strings.EqualFold(v.TipoOperazione, operazioneStornata):
			return UsoStorno
		case strings.EqualFold(v.TipoOperazione, operazioneRegolata):
			return UsoRegolarizzato
		case strings.EqualFold(v.TipoOperazione, operazioneRipristin):
			return UsoRipristinato
		}
	case strings.EqualFold(v.TipoDocumento, documentoReversale) && eseguita && len(v.Sospesi) > 0:
		return UsoRegolarizzato
	}
	return UsoIgnorato
}

// Movimento returns the neutral movement of a credit or of its reversal, and
// false for any other use and for an amount of zero. Its Importo is absolute, since treasurers
// write reversals with either sign. Its ID is esercizio "/" provvisorio "/" progressivo, which a
// reversal may share with the credit it takes back: it may have another progressivo, and be of a
// part of the amount.
func (v *Voce) Movimento(h Intestazione) (Movimento, bool) {
	uso := v.Uso()
	if uso != UsoCredito && uso != UsoStorno || v.Importo.IsZero() {
		return Movimento{}, false
	}
	m := Movimento{
		Fonte: FonteOPI, ID: strconv.Itoa(h.Esercizio) + "/" + v.NumeroDocumento + "/" + v.Progressivo,
		IdDominio: h.IdDominio, Esercizio: h.Esercizio, Provvisorio: v.NumeroDocumento, Bolletta: v.Bolletta, Conto: v.Conto,
		Importo: v.Importo.Abs(), Segno: Entrata, Storno: uso == UsoStorno,
		DataContabile: v.DataMovimento, DataValuta: v.DataValuta,
		Causale: v.Causale, TRN: v.TRN, EndToEndID: v.EndToEndID, Ordinante: v.Cliente,
	}
	if m.Storno && v.BollettaStorno != "" {
		m.Bolletta = v.BollettaStorno
	}
	if riconciliazione, resto := annota(&m, m.Causale, senzaMargine); riconciliazione != "" {
		m.Causale = causaleDi(riconciliazione, resto)
	}
	return m, true
}

// Provvisori returns what the movement says about provvisori: one for each that
// it settles or opens again, none for any other use.
func (v *Voce) Provvisori(h Intestazione) []Provvisorio {
	uso := v.Uso()
	if uso != UsoRegolarizzato && uso != UsoRipristinato {
		return nil
	}
	p := Provvisorio{Esercizio: h.Esercizio, Numero: v.NumeroDocumento, Stato: uso, Importo: v.Importo, Data: v.DataMovimento, Conto: v.Conto}
	if len(v.Sospesi) == 0 || strings.EqualFold(v.TipoDocumento, documentoSospeso) {
		return []Provvisorio{p}
	}
	out := make([]Provvisorio, 0, len(v.Sospesi))
	for _, s := range v.Sospesi {
		q := p
		q.Numero, q.Importo, q.Reversale = s.Numero, s.Importo, v.NumeroDocumento
		out = append(out, q)
	}
	return out
}

// Reasons why a line is no movement; an entry that the bank has not booked has its status for
// reason (PDNG, INFO, FUTR…).
const (
	MotivoTipo        avviso.Codice = "TIPO"            // a journal's combination of types that moves no cash
	MotivoImportoZero avviso.Codice = "IMPORTO_ZERO"    // of amount zero
	MotivoSenzaDati   avviso.Codice = "RIGA_SENZA_DATI" // a row of a table without date and amount
)

// Motivo is why a line of a document is no movement.
type Motivo struct {
	Codice         avviso.Codice `json:"codice"`                  // one of the reasons above, or the status of an entry
	TipoMovimento  string        `json:"tipoMovimento,omitzero"`  // of a journal, as printed
	TipoDocumento  string        `json:"tipoDocumento,omitzero"`  // of a journal, as printed
	TipoOperazione string        `json:"tipoOperazione,omitzero"` // of a journal, as printed
}

// Ignorato counts the lines passed over for one reason.
type Ignorato struct {
	Motivo
	Numero int `json:"numero"`
}

// altro is the reason of the lines beyond maxMotivi different ones, or of names longer than
// maxNomeMotivo bytes: they come from the document.
var altro = Motivo{Codice: "ALTRO"}

const (
	maxMotivi     = 64
	maxNomeMotivo = 100
)
