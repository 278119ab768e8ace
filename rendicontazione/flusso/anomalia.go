package flusso

import (
	"iter"
)

// CodiceAnomalia is the official code of an acquisition anomaly, six digits.
//
// Source: GovPay, Rendicontazioni: codici di anomalia.
type CodiceAnomalia string

// The anomalies in use. The codes 007103, 007105, 007108, 007109 and 007113
// are not used; 000000 stands for an anomaly without a code of its own.
const (
	AnomaliaSenzaRicevuta     CodiceAnomalia = "007101" // row: internal IUV, outcome 0, 3 or 4, no receipt
	AnomaliaAmbiguo           CodiceAnomalia = "007102" // row and flow: more than one payment for the key
	AnomaliaImporto           CodiceAnomalia = "007104" // row: reported ≠ paid amount
	AnomaliaTotale            CodiceAnomalia = "007106" // flow: Σ rows ≠ importoTotalePagamenti
	AnomaliaNumero            CodiceAnomalia = "007107" // flow: rows ≠ numeroTotalePagamenti
	AnomaliaEsito             CodiceAnomalia = "007110" // row: unknown outcome
	AnomaliaPendenzaIgnota    CodiceAnomalia = "007111" // row: outcome 8 or 9, neither payment nor debt position
	AnomaliaRevoca            CodiceAnomalia = "007112" // row: outcome 3, |reported| ≠ revoked amount
	AnomaliaPendenzaMultivoce CodiceAnomalia = "007114" // row: outcome 8 or 9 without payment, debt position of ≠ 1 items
	AnomaliaDuplicata         CodiceAnomalia = "007115" // row: same IUV, IUR and index already in the flow
	AnomaliaRicevente         CodiceAnomalia = "007116" // flow: receiver ≠ body the flow was asked for
	AnomaliaSenzaCodice       CodiceAnomalia = "000000" // flow: importoTotalePagamenti is zero
)

// testiAnomalia are the codes, in order, with their text in Italian.
var testiAnomalia = []struct {
	codice CodiceAnomalia
	testo  string
}{
	{AnomaliaSenzaCodice, "anomalia senza codice"},
	{AnomaliaSenzaRicevuta, "nessun pagamento corrispondente alla riga"},
	{AnomaliaAmbiguo, "più pagamenti corrispondono alla riga"},
	{AnomaliaImporto, "importo rendicontato diverso dall'importo pagato"},
	{AnomaliaTotale, "somma degli importi diversa dal totale dichiarato"},
	{AnomaliaNumero, "numero delle righe diverso da quello dichiarato"},
	{AnomaliaEsito, "codice esito sconosciuto"},
	{AnomaliaPendenzaIgnota, "pagamento senza RPT di una pendenza sconosciuta"},
	{AnomaliaRevoca, "importo revocato diverso da quello rendicontato"},
	{AnomaliaPendenzaMultivoce, "pagamento senza RPT di una pendenza che non ha una sola voce"},
	{AnomaliaDuplicata, "riga già presente nel flusso"},
	{AnomaliaRicevente, "ente ricevente diverso dal dominio atteso"},
}

// CodiciAnomalia yields the codes in ascending order.
func CodiciAnomalia() iter.Seq[CodiceAnomalia] {
	return func(yield func(CodiceAnomalia) bool) {
		for _, a := range testiAnomalia {
			if !yield(a.codice) {
				return
			}
		}
	}
}

// Descrizione returns what the code means, in Italian; "" for no code.
func (c CodiceAnomalia) Descrizione() string {
	for _, a := range testiAnomalia {
		if a.codice == c {
			return a.testo
		}
	}
	return ""
}

// IsValid reports whether c is one of the codes.
func (c CodiceAnomalia) IsValid() bool { return c.Descrizione() != "" }

// Livello says whether an anomaly is of a row or of its flow. An anomaly of a
// row does not make its flow anomalous.
type Livello string

// The levels.
const (
	LivelloFlusso Livello = "FLUSSO"
	LivelloRiga   Livello = "RIGA"
)

// Anomalia is one acquisition anomaly. It is comparable.
type Anomalia struct {
	Codice    CodiceAnomalia `json:"codice"`
	Livello   Livello        `json:"livello"`
	Riga      int            `json:"riga,omitempty"` // position of the row in the flow, from 1; 0 for the flow
	Messaggio string         `json:"messaggio"`      // in Italian
}
