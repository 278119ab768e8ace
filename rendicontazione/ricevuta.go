package rendicontazione

import (
	"bytes"
	"cmp"
	"encoding/json"
	"strings"
	"unicode/utf8"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/riferimento"
)

// VoceRicevuta is one item of a receipt (ricevuta telematica): one payment to one
// body. The engine matches it with a row of a flow by its key, IdDominio, IUV, IUR
// and Indice. It is comparable.
//
// Items that were not paid (0.00) are no payments and do not become one.
type VoceRicevuta struct {
	// IdDominio is the beneficiary: fiscalCodePA of the transfer,
	// identificativoDominio of an RT. It is that body's flow which reports it.
	IdDominio avviso.IdDominio `json:"dominio"`
	// IUV is the identificativoUnivocoVersamento (creditorReferenceId), 1 to 35
	// characters.
	IUV string `json:"iuv"`
	// IUR is the receiptId, or the identificativoUnivocoRiscossione of the item.
	// A flow has room for 35 characters: no row can name a longer one.
	IUR string `json:"iur"`
	// Importo is the amount paid, in cents, above zero.
	Importo avviso.Importo `json:"importo"`
	// ImportoRevocato is the amount given back by a revoca, 0.00 when none.
	ImportoRevocato avviso.Importo `json:"importoRevocato,omitzero"`
	// Data is the Europe/Rome date of the payment.
	Data avviso.Data `json:"data"`
	// Indice is the idTransfer, or the position in the RT from 1: 1 to 5.
	Indice avviso.Indice `json:"indice"`
	// Tipo is the kind; left out, it is ENTRATA.
	Tipo avviso.TipoRiscossione `json:"tipo,omitzero"`
}

// MarshalJSON writes the members in the order of a key and its content, which is
// not the order that takes the least memory.
func (r VoceRicevuta) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false) // whoever encodes it decides that
	err := e.Encode(struct {
		IdDominio       avviso.IdDominio       `json:"dominio"`
		IUV             string                 `json:"iuv"`
		IUR             string                 `json:"iur"`
		Indice          avviso.Indice          `json:"indice"`
		Importo         avviso.Importo         `json:"importo"`
		ImportoRevocato avviso.Importo         `json:"importoRevocato,omitzero"`
		Data            avviso.Data            `json:"data"`
		Tipo            avviso.TipoRiscossione `json:"tipo,omitzero"`
	}{r.IdDominio, r.IUV, r.IUR, r.Indice, r.Importo, r.ImportoRevocato, r.Data, r.Tipo})
	return bytes.TrimSpace(b.Bytes()), err
}

// Valida returns nil when the item keeps its own rules, else an *Errore
// (ErrRicevuta) that names the first member which does not.
func (r VoceRicevuta) Valida() error {
	rifiuta := func(c avviso.Codice, campo, valore string) error {
		return &Errore{Codice: c, Campo: campo, Valore: valore, Err: ErrRicevuta}
	}
	switch {
	case !r.IdDominio.IsValid():
		return rifiuta(CodiceMancante, "dominio", "")
	case !testo35(r.IUV):
		return rifiuta(CodiceMancante, "iuv", r.IUV)
	case strings.TrimSpace(r.IUR) == "":
		return rifiuta(CodiceMancante, "iur", r.IUR)
	case r.Indice < 1 || r.Indice > avviso.MaxIndice:
		return rifiuta(CodiceIndice, "indice", r.Indice.String())
	case r.Importo.Segno() <= 0:
		return rifiuta(CodiceImporto, "importo", r.Importo.String())
	case r.ImportoRevocato.Segno() < 0:
		return rifiuta(CodiceImporto, "importoRevocato", r.ImportoRevocato.String())
	case !r.Data.IsValid():
		return rifiuta(CodiceMancante, "data", "")
	case r.Tipo != 0 && !r.Tipo.IsValid():
		return rifiuta(CodiceNome, "tipo", r.Tipo.String())
	case !utf8.ValidString(r.IUV):
		return rifiuta(CodiceCodifica, "iuv", r.IUV)
	case !utf8.ValidString(r.IUR):
		return rifiuta(CodiceCodifica, "iur", r.IUR)
	}
	return nil
}

// testo35 reports whether s is a text of 1 to 35 characters, not all blank.
func testo35(s string) bool {
	return strings.TrimSpace(s) != "" && utf8.RuneCountInString(s) <= 35
}

// normale returns r in the one spelling of its content: IUV in canonical form,
// the kind left out when it is ENTRATA. The boolean tells that this changed
// something.
func (r *VoceRicevuta) normale() (n VoceRicevuta, cambiata bool) {
	iuv := riferimento.Canonico(r.IUV)
	if iuv == r.IUV && r.Tipo != avviso.Entrata {
		return n, false
	}
	n = *r
	n.IUV = iuv
	if r.Tipo == avviso.Entrata {
		n.Tipo = 0
	}
	return n, true
}

// entrata reports whether the item, in normal form, is credited to its body.
func (r *VoceRicevuta) entrata() bool { return r.Tipo == 0 || r.Tipo == avviso.Entrata }

// confrontaRicevute orders items, in normal form, by key.
func confrontaRicevute(a, b *VoceRicevuta) int {
	if n := cmp.Or(a.IdDominio.Compare(b.IdDominio), strings.Compare(a.IUV, b.IUV)); n != 0 {
		return n
	}
	return confrontaIUR(a, b)
}

// confrontaIUR orders the items of one body and IUV by the rest of their key.
func confrontaIUR(a, b *VoceRicevuta) int {
	if n := strings.Compare(a.IUR, b.IUR); n != 0 {
		return n
	}
	return cmp.Compare(a.Indice, b.Indice)
}
