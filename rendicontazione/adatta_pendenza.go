package rendicontazione

import (
	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// DaPendenza returns a debt position of the package pendenza as the engine takes
// it: ID is idA2A, "/" and idPendenza (idPendenza alone without an idA2A), the
// IUV is its own or that of its notice, the item i has Indice i+1; one with
// tipoBollo is of kind MBT, one with an idDominio of its own is of that body.
//
// The error is an *Errore (ErrPendenza) that names the member: a position
// without IUV cannot be matched with anything.
//
// Source: GovPay, API Pendenze v2, NuovaPendenza.
func DaPendenza(p *pendenza.Pendenza) (Pendenza, error) {
	out := Pendenza{ID: p.IDPendenza, IdDominio: p.IDDominio, IUV: iuvDi(p).String(), Voci: make([]VocePendenza, 0, len(p.Voci))}
	if p.IDA2A != "" {
		out.ID = p.IDA2A + "/" + p.IDPendenza
	}
	for i := range p.Voci {
		v := &p.Voci[i]
		voce := VocePendenza{Indice: flusso.Indice(min(i+1, int(flusso.MaxIndice)+1)), Importo: v.Importo}
		if v.TipoBollo != "" {
			voce.Tipo = MBT
		}
		if v.IDDominio != p.IDDominio {
			voce.IdDominio = v.IDDominio
		}
		out.Voci = append(out.Voci, voce)
	}
	if err := out.Valida(); err != nil {
		return Pendenza{}, err
	}
	return out, nil
}

// iuvDi returns the IUV of a position, the zero one when it has none.
func iuvDi(p *pendenza.Pendenza) avviso.IUV {
	if p.IUV.IsValid() || !p.NumeroAvviso.IsValid() {
		return p.IUV
	}
	return p.NumeroAvviso.IUV()
}
