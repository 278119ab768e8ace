package flusso

import (
	"encoding/json"
	"unicode/utf8"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/riferimento"
)

// Riga is one datiSingoliPagamenti: one transfer of one payment. It is
// comparable and small, since a flow may have hundreds of thousands of them.
//
// Source: FlussoRiversamento_1_0_4.xsd, ctDatiSingoliPagamenti.
type Riga struct {
	IUV     string         `json:"iuv"`              // identificativoUnivocoVersamento as written, 1–35 characters
	IUR     string         `json:"iur"`              // identificativoUnivocoRiscossione, 1–35 characters: receiptId in the new model
	Indice  avviso.Indice  `json:"indice,omitempty"` // indiceDatiSingoloPagamento, 0 when absent
	Esito   Esito          `json:"esito"`            // codiceEsitoSingoloPagamento
	Data    avviso.Data    `json:"data"`             // dataEsitoSingoloPagamento, civil date
	Importo avviso.Importo `json:"importo"`          // singoloImportoPagato in cents; negative only in a revocation
}

// MarshalJSON writes the members in the order of the official document, which
// is not the order that takes the least memory.
func (r Riga) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		IUV     string         `json:"iuv"`
		IUR     string         `json:"iur"`
		Indice  avviso.Indice  `json:"indice,omitempty"`
		Importo avviso.Importo `json:"importo"`
		Esito   Esito          `json:"esito"`
		Data    avviso.Data    `json:"data"`
	}{r.IUV, r.IUR, r.Indice, r.Importo, r.Esito, r.Data})
}

// IUVCanonico returns the IUV in the form in which it compares: without white
// space, RF references in upper case.
func (r Riga) IUVCanonico() string { return riferimento.Canonico(r.IUV) }

// IndiceVoce returns the index of the debt item of the row: its Indice, 1 when
// absent.
func (r Riga) IndiceVoce() avviso.Indice {
	if r.Indice == 0 {
		return 1
	}
	return r.Indice
}

// valida checks what every row must be, however it was built.
func (r *Riga) valida() *Errore {
	switch {
	case !lungo(r.IUV, 1, maxTesto35):
		return rifiuta(CodiceLunghezza, "iuv", r.IUV, ErrValore)
	case !lungo(r.IUR, 1, maxTesto35):
		return rifiuta(CodiceLunghezza, "iur", r.IUR, ErrValore)
	case !utf8.ValidString(r.IUV):
		return rifiuta(CodiceCodifica, "iuv", r.IUV, ErrValore)
	case !utf8.ValidString(r.IUR):
		return rifiuta(CodiceCodifica, "iur", r.IUR, ErrValore)
	case r.Indice > avviso.MaxIndice:
		return rifiuta(CodiceNumero, "indice", r.Indice.String(), ErrValore)
	case !r.Esito.IsValid():
		return rifiuta(CodiceValore, "esito", r.Esito.String(), ErrValore)
	case !r.Data.IsValid():
		return rifiuta(CodiceData, "data", "", ErrValore)
	case !importoDiRiga(r.Importo, r.Esito):
		return rifiuta(CodiceImporto, "importo", r.Importo.String(), ErrValore)
	}
	return nil
}

// importoDiRiga reports whether a row of that outcome may bear the amount:
// never zero, negative only in a revocation.
func importoDiRiga(i avviso.Importo, e Esito) bool {
	return i.Segno() > 0 || i.Segno() < 0 && e == Revocato
}
