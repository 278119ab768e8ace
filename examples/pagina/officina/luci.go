package officina

import (
	"encoding/json"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/quietanza/comandi"
)

// maxPagamenti is how many payments of a journal light their machines.
const maxPagamenti = 20

// chiedi asks another command about what was read, and decodes its answer.
func chiedi(comando string, richiesta, risposta any) bool {
	r, err := json.Marshal(richiesta)
	if err != nil {
		return false
	}
	b, accolta := comandi.Rispondi(comando, r)
	return accolta && json.Unmarshal(b, risposta) == nil
}

func lucePiemontePay(risposta []byte) []Luce {
	var r struct {
		CodEsito string `json:"codEsito"`
	}
	var t struct {
		Stato string `json:"stato"`
	}
	type fatto struct {
		Tipo     string `json:"tipo"`
		CodEsito string `json:"codEsito,omitempty"`
	}
	if json.Unmarshal(risposta, &r) != nil ||
		!chiedi("ppay-tentativo", map[string]any{"eventi": []fatto{{Tipo: "redirect"}, {Tipo: "ritorno", CodEsito: r.CodEsito}}}, &t) {
		return nil
	}
	return []Luce{{"tentativo", t.Stato, "", "il cittadino è tornato con questo esito"}}
}

func luceGiornale(risposta []byte) []Luce {
	var r struct {
		Pagamenti []struct{ IUV, Messaggio, Incasso, Posizione string } `json:"pagamenti"`
	}
	if json.Unmarshal(risposta, &r) != nil {
		return nil
	}
	var luci []Luce
	for _, p := range r.Pagamenti[:min(maxPagamenti, len(r.Pagamenti))] {
		di := "IUV " + p.IUV
		luci = append(luci, Luce{"nodo", p.Messaggio, di, "i messaggi"}, Luce{"incasso", p.Incasso, di, "il denaro"}, Luce{"posizione", p.Posizione, di, "nell'insieme"})
	}
	return luci
}

func luceFlusso(risposta []byte) []Luce {
	var r struct {
		Acquisizione string `json:"acquisizione"`
	}
	if json.Unmarshal(risposta, &r) != nil || r.Acquisizione == "" {
		return nil
	}
	return []Luce{{"acquisizione", r.Acquisizione, "", "il flusso appena letto"}}
}

func luceRPT([]byte) []Luce {
	return []Luce{{"rpt", "RPT_ATTIVATA", "", "la richiesta appena scritta, prima che parta"}}
}

// voce is a payment of a receipt.
type voce struct {
	Indice  int            `json:"indice"`
	Importo avviso.Importo `json:"importo"`
	IUR     string         `json:"iur"`
}

// daRicevuta lights the position that owed what a receipt paid: open until then, and the receipt is
// applied to it.
func daRicevuta(iuv, ccp, esito string, voci []voce) []Luce {
	var dovute []map[string]any
	var importi []avviso.Importo
	for _, v := range voci {
		dovute = append(dovute, map[string]any{"idVocePendenza": v.IUR, "importo": v.Importo})
		importi = append(importi, v.Importo)
	}
	var p struct {
		Stato string `json:"stato"`
	}
	richiesta := map[string]any{
		"pendenza": map[string]any{"stato": "NON_ESEGUITA", "importo": somma(importi), "voci": dovute},
		"eventi":   []map[string]any{{"tipo": "Ricevuta", "iuv": iuv, "ccp": ccp, "esito": json.Number(esito), "voci": voci}},
	}
	if len(voci) == 0 || !chiedi("pendenza-transizione", richiesta, &p) {
		return nil
	}
	return []Luce{{"pendenza", p.Stato, "", "una posizione che doveva questo, all'arrivo della ricevuta"}}
}

func luceRT(risposta []byte) []Luce {
	var r struct {
		Dati struct {
			Esito     string `json:"codiceEsitoPagamento"`
			IUV       string `json:"identificativoUnivocoVersamento"`
			CCP       string `json:"CodiceContestoPagamento"`
			Pagamenti []struct {
				Importo avviso.Importo `json:"singoloImportoPagato"`
				IUR     string         `json:"identificativoUnivocoRiscossione"`
			} `json:"datiSingoloPagamento"`
		} `json:"datiPagamento"`
	}
	var s struct {
		Stato string `json:"stato"`
	}
	if json.Unmarshal(risposta, &r) != nil {
		return nil
	}
	var luci []Luce
	eventi := []map[string]any{{"tipo": "NodoOK"}, {"tipo": "RTValida"}}
	if chiedi("rpt-transizione", map[string]any{"stato": "RPT_ATTIVATA", "eventi": eventi}, &s) {
		luci = append(luci, Luce{"rpt", s.Stato, "", "la sua richiesta, quando l'ente accetta questa ricevuta"})
	}
	var voci []voce
	for i, p := range r.Dati.Pagamenti {
		voci = append(voci, voce{i + 1, p.Importo, p.IUR})
	}
	return append(luci, daRicevuta(r.Dati.IUV, r.Dati.CCP, r.Dati.Esito, voci)...)
}

func luceRicevuta(risposta []byte) []Luce {
	var r struct {
		Ricevuta struct {
			ID       string `json:"receiptId"`
			IUV      string `json:"creditorReferenceId"`
			Outcome  string `json:"outcome"`
			Transfer []struct {
				ID      int            `json:"idTransfer"`
				Importo avviso.Importo `json:"transferAmount"`
			} `json:"transferList"`
		} `json:"receipt"`
	}
	if json.Unmarshal(risposta, &r) != nil {
		return nil
	}
	esito := "1"
	if r.Ricevuta.Outcome == "OK" {
		esito = "0"
	}
	var voci []voce
	for _, t := range r.Ricevuta.Transfer {
		voci = append(voci, voce{t.ID, t.Importo, r.Ricevuta.ID})
	}
	return daRicevuta(r.Ricevuta.IUV, r.Ricevuta.ID, esito, voci)
}
