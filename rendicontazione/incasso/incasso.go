package incasso

import (
	"encoding/json"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/pendenza/elenco"
	"github.com/quietanza/quietanza/rendicontazione"
)

// Incasso is what GovPay answers about a credit: the request again, its identity, and the
// payments that it settles. In a list (GET /incassi, GET /riconciliazioni) it is an element
// of an elenco.Pagina.
//
// Source: GovPay, API Ragioneria v1, Incasso; v2 and v3, Riconciliazione.
type Incasso struct {
	Richiesta                     // its ID is idIncasso, idRiconciliazione, id
	RagioneSociale   string       // of V2 and V3
	Stato            StatoIncasso // of V3
	DescrizioneStato string       // of V3
	Data             avviso.DataOra
	TRN              string // of V3
	Riscossioni      []Riscossione
}

// StatoIncasso is the state of a reconciliation of V3, which is answered later.
//
// Source: GovPay, API Ragioneria v3, StatoRiconciliazione.
type StatoIncasso string

// The states.
const (
	InElaborazione StatoIncasso = "IN_ELABORAZIONE"
	Acquisita      StatoIncasso = "ACQUISITA"
	InErrore       StatoIncasso = "ERRORE"
)

// IsValid reports whether s is one of the states.
func (s StatoIncasso) IsValid() bool { return s == InElaborazione || s == Acquisita || s == InErrore }

// Riscossione is one payment that a credit settles.
//
// Source: GovPay, API Ragioneria v1, v2 and v3, Riscossione.
type Riscossione struct {
	IdDominio      avviso.IdDominio
	RagioneSociale string                 // from V2
	IUV            string                 `membro:"iuv,obbligo,35"`
	IUR            string                 `membro:"iur,obbligo,35"`
	Indice         avviso.Indice          `membro:"indice,dovuto"`
	IDRicevuta     string                 // of V3
	Stato          string                 `membro:"stato"` // INCASSATA
	Tipo           avviso.TipoRiscossione `membro:"tipo"`
	Importo        avviso.Importo         `membro:"importo,obbligo"`
	Data           avviso.Data            `membro:"data,dovuto"`
	Voce           *VocePendenza
	Pendenza       string          // of V1: /pendenze/{idA2A}/{idPendenza}
	RPP            string          // of V1: /rpp/{idDominio}/{iuv}/{ccp}
	Commissioni    *avviso.Importo `membro:"commissioni"`
	Allegato       json.RawMessage `membro:"allegato"`
	Altri          avviso.Altri
}

// VocePendenza is the item of a position that a payment was for.
//
// Source: GovPay, API Ragioneria v1 and v2, VocePendenza.
type VocePendenza struct {
	Indice         avviso.Indice   `membro:"indice"`
	IDVocePendenza string          `membro:"idVocePendenza,35"`
	Importo        avviso.Importo  `membro:"importo"`
	Descrizione    string          `membro:"descrizione"`
	Stato          StatoVoce       `membro:"stato"`
	Pendenza       json.RawMessage // from V2: the position, as elenco.PendenzaIndex
	Altri          avviso.Altri
}

// StatoVoce is the state of an item.
//
// Source: GovPay, API Ragioneria v1, StatoVocePendenza.
type StatoVoce string

// The states of an item.
const (
	VoceEseguita    StatoVoce = "Eseguito"
	VoceNonEseguita StatoVoce = "Non eseguito"
	VoceAnomala     StatoVoce = "Anomalo"
)

// IsValid reports whether s is one of the states.
func (s StatoVoce) IsValid() bool {
	return s == VoceEseguita || s == VoceNonEseguita || s == VoceAnomala
}

// statoIncassata is the state of a payment that is settled.
const statoIncassata = "INCASSATA"

// NuovoIncasso returns the answer to a request: movimento is the position, in Movimenti of a
// report, of its credit, and trova returns the position that an IUV of a body is for, nil
// when there is none at hand. A credit that settles nothing is refused with the code of its
// class (ErrIncasso), its class in Campo: 021400 when it has none.
//
// Source: GovPay, API REST – Manuale di Integrazione 1.1, §6.3; IncassiException.
func NuovoIncasso(r *Richiesta, report *rendicontazione.Report, movimento int, trova func(d avviso.IdDominio, iuv string) *pendenza.Pendenza, oggi avviso.Data) (Incasso, error) {
	switch {
	case r == nil:
		return Incasso{}, nullo("richiesta")
	case report == nil || movimento < 0 || movimento >= len(report.Movimenti):
		return Incasso{}, nullo("movimento")
	}
	m := &report.Movimenti[movimento]
	x := Incasso{Richiesta: *r, Stato: Acquisita, TRN: r.SCT}
	x.ID = r.Identificativo()
	for k := range report.Riscossioni(movimento) {
		x.Riscossioni = append(x.Riscossioni, riscossione(report, k, r.Dialetto, trova, oggi))
	}
	if len(x.Riscossioni) > 0 {
		return x, nil
	}
	codice := m.Classe.CodiceIncasso()
	if m.Classe == rendicontazione.MovimentoInAttesaFlusso {
		codice = rendicontazione.IncassoSenzaFlusso
	}
	if codice == "" {
		codice = rendicontazione.IncassoGenerico
	}
	return Incasso{}, rifiutato(codice, m.Classe.String())
}

// riscossione is one payment of a report.
func riscossione(report *rendicontazione.Report, k rendicontazione.Riscossione, d Dialetto, trova func(avviso.IdDominio, string) *pendenza.Pendenza, oggi avviso.Data) Riscossione {
	x := Riscossione{Stato: statoIncassata, Tipo: avviso.Entrata, Importo: k.Importo}
	if k.Riga >= 0 {
		riga := &report.Righe[k.Riga]
		x.IdDominio, x.IUV, x.IUR, x.Indice, x.Data = riga.IdDominio(), riga.IUV, riga.IUR, riga.Indice, riga.Data
	}
	if k.Ricevuta >= 0 {
		v := &report.Ricevute[k.Ricevuta]
		x.IdDominio, x.IUV, x.IUR, x.Indice, x.Data = v.IdDominio, v.IUV, v.IUR, v.Indice, v.Data
		if v.Tipo != 0 {
			x.Tipo = v.Tipo
		}
	}
	if x.Indice == 0 {
		x.Indice = 1 // a row without one is of the first item
	}
	if d == V3 {
		x.IDRicevuta = x.IUR
	}
	if trova == nil {
		return x
	}
	p := trova(x.IdDominio, x.IUV)
	if p == nil {
		return x
	}
	x.RPP = "/rpp/" + strings.Join([]string{x.IdDominio.String(), x.IUV, ccp(p, x.IUR)}, "/")
	x.Pendenza = "/pendenze/" + p.IDA2A + "/" + p.IDPendenza
	if i := int(x.Indice) - 1; i < len(p.Voci) {
		v := &p.Voci[i]
		x.Voce = &VocePendenza{Indice: x.Indice, IDVocePendenza: v.IDVocePendenza, Importo: v.Importo, Descrizione: v.Descrizione, Stato: statoVoce(v, x.Importo)}
		if d != V1 {
			i := elenco.NuovaPendenzaIndex(p, oggi)
			x.Voce.Pendenza, _ = i.AppendJSON(nil)
		}
	}
	return x
}

// ccp names the attempt of a payment: in the new model its iur does.
func ccp(p *pendenza.Pendenza, iur string) string {
	for i := range p.Pagamenti {
		if g := &p.Pagamenti[i]; g.IUR == iur && g.CCP != "" {
			return g.CCP
		}
	}
	return iur
}

// statoVoce is the state of an item that a payment was for.
func statoVoce(v *pendenza.Voce, pagato avviso.Importo) StatoVoce {
	if pagato != v.Importo {
		return VoceAnomala
	}
	return VoceEseguita
}
