package rendicontazione

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/riferimento"
)

// maxVoci is how many items a debt position may have.
const maxVoci = 5

// Pendenza is a debt position, as far as the engine needs it: its key, which is
// IdDominio with ID, its IUV and its items; and what an accountant needs of it.
type Pendenza struct {
	// ID names the position within its body.
	ID string `json:"id"`
	// IdDominio is the body that asks for the payment.
	IdDominio avviso.IdDominio `json:"dominio"`
	// IUV is the identificativoUnivocoVersamento, 1 to 35 characters.
	IUV string `json:"iuv"`
	// Voci are its items, 1 to 5.
	Voci []VocePendenza `json:"voci"`
	// DatiContabili are what the findings about it carry for an accountant.
	DatiContabili
}

// VocePendenza is one item of a debt position. It is comparable.
type VocePendenza struct {
	// Indice is the position of the item from 1, the idTransfer of its payment:
	// 1 to 5.
	Indice avviso.Indice `json:"indice"`
	// Importo is the amount due, in cents, above zero.
	Importo avviso.Importo `json:"importo"`
	// Tipo is the kind; left out, it is ENTRATA.
	Tipo avviso.TipoRiscossione `json:"tipo,omitzero"`
	// IdDominio is the beneficiary, when it is another than that of the position.
	IdDominio avviso.IdDominio `json:"dominio,omitzero"`
}

// Valida returns nil when the position keeps its own rules, else an *Errore
// (ErrPendenza) that names the first member which does not, such as
// "voci[1].importo".
func (p Pendenza) Valida() error {
	rifiuta := func(c avviso.Codice, campo, valore string) error {
		return &Errore{Codice: c, Campo: campo, Valore: valore, Err: ErrPendenza}
	}
	switch {
	case strings.TrimSpace(p.ID) == "":
		return rifiuta(CodiceMancante, "id", p.ID)
	case !p.IdDominio.IsValid():
		return rifiuta(CodiceMancante, "dominio", "")
	case !testo35(p.IUV):
		return rifiuta(CodiceMancante, "iuv", p.IUV)
	case !utf8.ValidString(p.ID):
		return rifiuta(CodiceCodifica, "id", p.ID)
	case !utf8.ValidString(p.IUV):
		return rifiuta(CodiceCodifica, "iuv", p.IUV)
	case len(p.Voci) == 0 || len(p.Voci) > maxVoci:
		return rifiuta(CodiceNumero, "voci", strconv.Itoa(len(p.Voci)))
	}
	for i, v := range p.Voci {
		campo := "voci[" + strconv.Itoa(i) + "]."
		switch {
		case v.Indice < 1 || v.Indice > avviso.MaxIndice:
			return rifiuta(CodiceIndice, campo+"indice", v.Indice.String())
		case v.Importo.Segno() <= 0:
			return rifiuta(CodiceImporto, campo+"importo", v.Importo.String())
		case v.Tipo != 0 && !v.Tipo.IsValid():
			return rifiuta(CodiceNome, campo+"tipo", v.Tipo.String())
		}
		if slices.ContainsFunc(p.Voci[:i], func(w VocePendenza) bool { return w.Indice == v.Indice }) {
			return rifiuta(CodiceRipetuto, campo+"indice", v.Indice.String())
		}
	}
	if campo, valore, ok := p.DatiContabili.valida(); !ok {
		return rifiuta(CodiceCodifica, campo, valore)
	}
	return nil
}

// normale returns p in the one spelling of its content: IUV in canonical form,
// items by Indice, what repeats a default left out. The boolean tells that this
// changed something.
func (p Pendenza) normale() (Pendenza, bool) {
	iuv := riferimento.Canonico(p.IUV)
	cambiata := p.compatti() || iuv != p.IUV
	p.IUV = iuv
	vociNormali := true
	for i, v := range p.Voci {
		vociNormali = vociNormali && v == v.normale(p.IdDominio) && (i == 0 || p.Voci[i-1].Indice <= v.Indice)
	}
	if vociNormali {
		return p, cambiata
	}
	p.Voci = slices.Clone(p.Voci)
	for i, v := range p.Voci {
		p.Voci[i] = v.normale(p.IdDominio)
	}
	slices.SortStableFunc(p.Voci, confrontaVoci)
	return p, true
}

func (v VocePendenza) normale(posizione avviso.IdDominio) VocePendenza {
	if v.Tipo == avviso.Entrata {
		v.Tipo = 0
	}
	if v.IdDominio == posizione {
		v.IdDominio = avviso.IdDominio{}
	}
	return v
}

func confrontaVoci(v, w VocePendenza) int { return int(v.Indice) - int(w.Indice) }

// uguale compares two positions in normal form.
func (p *Pendenza) uguale(q *Pendenza) bool {
	return p.ID == q.ID && p.IdDominio == q.IdDominio && p.IUV == q.IUV && slices.Equal(p.Voci, q.Voci) &&
		p.uguali(&q.DatiContabili)
}

// confrontaPendenze orders positions by key.
func confrontaPendenze(p, q *Pendenza) int {
	if n := p.IdDominio.Compare(q.IdDominio); n != 0 {
		return n
	}
	return strings.Compare(p.ID, q.ID)
}
