package jppa

import (
	"slices"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/membri"
)

// Delta is what changed in a run since it was stored. Stored after the run itself, one
// after another, the changes of a run of n notifications take the room of n outcomes,
// where the whole run stored at each takes that of n².
type Delta struct {
	Da              int             `json:"da"`              // outcomes that the stored run had
	Esiti           []EsitoNotifica `json:"esiti,omitempty"` // recorded since
	Stato           StatoTracciato  `json:"stato"`
	Motivo          string          `json:"motivo,omitempty"`
	Completata      avviso.DataOra  `json:"completata,omitzero"`
	UltimoTentativo avviso.DataOra  `json:"ultimoTentativo,omitzero"`
}

// Delta returns what changed since prima, an earlier value of the same run. The host
// stores it, in place of the run, before it performs the next action:
//
//	dopo, azione, err := corsa.Applica(evento)
//	registro.Aggiungi(dopo.Delta(corsa)) // as JSON, kept before going on
//	corsa = dopo
//
// After a stop [RiprendiCorsa] takes the run and its changes in order. The last change,
// when the stop cut it, was never acted upon: leave it out.
func (c Corsa) Delta(prima Corsa) Delta {
	n := min(len(prima.Esiti), len(c.Esiti))
	return Delta{
		Da: n, Esiti: slices.Clone(c.Esiti[n:]), Stato: c.Stato,
		Motivo: c.Motivo, Completata: c.Completata, UltimoTentativo: c.UltimoTentativo,
	}
}

// RiprendiCorsa reads a stored run back, with the changes stored after it. A change that
// was stored twice, or is since an earlier value than the one before it, counts once.
// Errors (ErrCampo): JSON; INDICE for a change out of its order; STATO for a run that
// contradicts itself.
func RiprendiCorsa(data []byte, delta ...[]byte) (Corsa, error) {
	var c Corsa
	if err := membri.Parse(data, &c); err != nil {
		return Corsa{}, guastoJSON(ErrCampo, err)
	}
	for i, grezzo := range delta {
		var d Delta
		if err := membri.Parse(grezzo, &d); err != nil {
			return Corsa{}, guastoJSON(ErrCampo, err)
		}
		if !c.ricomponi(&d) {
			return Corsa{}, campo(CodiceIndice, indice("delta", i), "")
		}
	}
	if nome := c.contraddizione(); nome != "" {
		return Corsa{}, campo(CodiceStato, nome, "")
	}
	return c, nil
}

// ricomponi applies a change; false when it does not begin within the outcomes of c,
// forgets some of them or says another thing of them.
func (c *Corsa) ricomponi(d *Delta) bool {
	n := len(c.Esiti) - d.Da
	if d.Da < 0 || n < 0 || n > len(d.Esiti) || !slices.Equal(c.Esiti[d.Da:], d.Esiti[:n]) {
		return false
	}
	for _, e := range d.Esiti[n:] {
		c.Esiti = accoda(c.Esiti, e, len(c.Ricevute))
	}
	c.Stato, c.Motivo, c.Completata, c.UltimoTentativo = d.Stato, d.Motivo, d.Completata, d.UltimoTentativo
	return true
}
