package comandi

import (
	"encoding/json"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
)

const (
	esempioDati = `{"idA2A":"GEST","idPendenza":"P1","idDominio":"12345678903","causale":"TARI 2026","importo":100.00,` +
		`"voci":[{"idVocePendenza":"1","importo":100.00,"descrizione":"TARI","codEntrata":"TARI"}]}`
	esempioDatiScritti = `{"idA2A":"GEST","idPendenza":"P1","idDominio":"12345678903","causale":"TARI 2026","importo":"100.00",` +
		`"voci":[{"idVocePendenza":"1","importo":"100.00","descrizione":"TARI","codEntrata":"TARI"}]`
)

// gruppoPendenzaGovPay are the documents that GovPay and an application exchange
// about a position.
var gruppoPendenzaGovPay = []comando{
	crea("pendenza", "pendenza-govpay", "legge una pendenza come la dà GovPay (GET /pendenze/{idA2A}/{idPendenza})",
		`{"json":{"idA2A":"GEST","idPendenza":"P1","dominio":{"idDominio":"12345678903"},"stato":"SCADUTA","causale":"TARI 2026","importo":100.00,"voci":[{"idVocePendenza":"1","importo":100.00,"descrizione":"TARI","codEntrata":"TARI"}]}}`,
		`{"ok":true,"pendenza":`+esempioDatiScritti+`,"stato":"NON_ESEGUITA","versione":1,"dominio":{"idDominio":"12345678903"}},"violazioni":[]}`,
		eseguiPendenzaGovPay),
	crea("pendenza", "pendenza-put", "scrive il corpo di PUT /pendenze/{idA2A}/{idPendenza} per GovPay (soloNoti lascia fuori i membri sconosciuti)",
		`{"pendenza":`+esempioDati[:len(esempioDati)-1]+`,"colore":"blu"},"soloNoti":true}`,
		`{"ok":true,"json":{"idDominio":"12345678903","causale":"TARI 2026","importo":100.00,"voci":[{"idVocePendenza":"1","importo":100.00,"descrizione":"TARI","codEntrata":"TARI"}]},"avvertenze":[{"campo":"colore","codice":"MEMBRO","messaggio":"colore: membro sconosciuto: non scritto"}]}`,
		eseguiPendenzaPut),
	crea("pendenza", "pendenza-patch", "applica a una pendenza le modifiche di PATCH /pendenze/{idA2A}/{idPendenza}, tutte o nessuna",
		`{"pendenza":`+esempioMinima+`,"patch":[{"op":"REPLACE","path":"/stato","value":"ANNULLATA"},{"op":"REPLACE","path":"/descrizioneStato","value":"sgravio"}]}`,
		`{"ok":true,"pendenza":{"importo":"100.00","voci":[{"idVocePendenza":"v1","importo":"100.00"}],"stato":"ANNULLATA","versione":1,"motivo":"sgravio"},"stato":"ANNULLATA","eventi":[{"tipo":"Annulla","motivo":"sgravio"}],"azioni":[{"tipo":"ChiudiPromemoria"}]}`,
		eseguiPendenzaPatch),
	crea("pendenza", "risposta-host", "legge la risposta di un'applicazione a una verifica, di ogni versione (modo rigoroso, o tollerante se manca)",
		`{"json":{"stato":"NON_ESEGUITA","pendenza":`+esempioDati[:len(esempioDati)-1]+`,"soggettoPagatore":{"cellulare":"+39 000 1234567"}}}}`,
		`{"ok":true,"stato":"NON_ESEGUITA","usabile":true,"pendenza":`+esempioHost+`,"violazioni":[],"avvertenze":[{"campo":"pendenza.soggettoPagatore.cellulare","codice":"PATTERN","messaggio":"pendenza.soggettoPagatore.cellulare: formato non valido: non usato dal pagamento, tralasciato"}]}`,
		eseguiRispostaHost),
}

const esempioHost = `{"idA2A":"GEST","idPendenza":"P1","idDominio":"12345678903","causale":"TARI 2026","soggettoPagatore":{},"importo":"100.00",` +
	`"voci":[{"idVocePendenza":"1","importo":"100.00","descrizione":"TARI","codEntrata":"TARI"}]}`

type richiestaDocumentoJSON struct {
	documentoJSON
	Modo modo `json:"modo"`
}

type esitoPendenza struct {
	Pendenza   *pendenza.Pendenza `json:"pendenza,omitempty"`
	Violazioni []violazione       `json:"violazioni"`
	Avvertenze []violazione       `json:"avvertenze,omitempty"`
}

func eseguiPendenzaGovPay(in documentoJSON) (esitoPendenza, error) {
	b, err := in.byte()
	if err != nil {
		return esitoPendenza{}, err
	}
	p, avvertenze, err := pendenza.LeggiPendenzaGovPay(b)
	v, err := violazioniDi(err)
	return esitoPendenza{&p, daRilievi(v), daRilievi(avvertenze)}, conRichiesta(err)
}

type esitoPut struct {
	JSON       json.RawMessage `json:"json"`
	Avvertenze []violazione    `json:"avvertenze,omitempty"`
}

func eseguiPendenzaPut(in struct {
	Pendenza json.RawMessage `json:"pendenza"`
	SoloNoti bool            `json:"soloNoti"`
},
) (esitoPut, error) {
	p, _, err := pendenza.LeggiPendenza(in.Pendenza)
	if err != nil {
		return esitoPut{}, conRichiesta(err)
	}
	b, avvertenze, err := p.AppendGovPay(nil, pendenza.OpzioniGovPay{SoloNoti: in.SoloNoti})
	return esitoPut{b, daRilievi(avvertenze)}, err
}

type richiestaPatch struct {
	Pendenza json.RawMessage `json:"pendenza"`
	Patch    json.RawMessage `json:"patch"`
	Adesso   avviso.DataOra  `json:"adesso"`
	Modo     modo            `json:"modo"` // of the patch; tollerante when absent
}

type esitoPatch struct {
	Pendenza   pendenza.Pendenza `json:"pendenza"`
	Stato      pendenza.Stato    `json:"stato"`
	Eventi     []json.RawMessage `json:"eventi"`
	Azioni     []pendenza.Azione `json:"azioni"`
	Avvertenze []violazione      `json:"avvertenze,omitempty"`
}

func eseguiPendenzaPatch(in richiestaPatch) (esitoPatch, error) {
	p, err := leggiMinima("pendenza", in.Pendenza)
	if err != nil {
		return esitoPatch{}, err
	}
	m, avvertenze, err := perModo(in.Modo, in.Patch, pendenza.ParseModifiche, pendenza.LeggiModifiche)
	if err != nil {
		return esitoPatch{}, conRichiesta(err)
	}
	q, eventi, azioni, err := p.ApplicaModifiche(m, in.Adesso.Time(), pendenza.Opzioni{})
	if err != nil {
		return esitoPatch{}, err
	}
	out := esitoPatch{q, q.Stato, []json.RawMessage{}, append([]pendenza.Azione{}, azioni...), daRilievi(avvertenze)}
	for _, e := range eventi {
		b, err := pendenza.MarshalEvento(e)
		if err != nil {
			return esitoPatch{}, err
		}
		out.Eventi = append(out.Eventi, b)
	}
	return out, nil
}

// perModo reads by the door that the request asks for, the lenient one when it
// does not say.
func perModo[T any](m modo, dati []byte, parse func([]byte) (T, error), leggi func([]byte) (T, []avviso.Avvertenza, error)) (v T, a []avviso.Avvertenza, err error) {
	tollerante, err := m.tollerante()
	switch {
	case err != nil:
	case tollerante:
		return leggi(dati)
	default:
		v, err = parse(dati)
	}
	return v, nil, err
}

type esitoRispostaHost struct {
	Stato       pendenza.StatoHost `json:"stato"`
	Descrizione string             `json:"descrizioneStato,omitempty"`
	Usabile     bool               `json:"usabile"` // or the verification takes it for an error
	esitoPendenza
}

func eseguiRispostaHost(in richiestaDocumentoJSON) (esitoRispostaHost, error) {
	b, err := in.byte()
	if err != nil {
		return esitoRispostaHost{}, err
	}
	a, avvertenze, err := perModo(in.Modo, b, pendenza.ParseRispostaHost, pendenza.LeggiRispostaHost)
	v, err := violazioniDi(err)
	return esitoRispostaHost{a.Stato, a.Descrizione, len(v) == 0, esitoPendenza{a.Pendenza, daRilievi(v), daRilievi(avvertenze)}}, conRichiesta(err)
}
