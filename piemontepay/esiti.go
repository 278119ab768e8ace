package piemontepay

import "github.com/quietanza/quietanza/internal/schema"

// Risultato is the outcome of a message (ResultType).
type Risultato struct {
	Codice    CodiceRisultato `json:"Codice"`
	Messaggio string          `json:"Messaggio,omitempty"` // ..500
}

func schemaRisultato(v *schema.Visita, r *Risultato) {
	v.Testo("Codice", (*string)(&r.Codice), tipoRisultato, schema.Obbligatorio)
	v.Testo("Messaggio", &r.Messaggio, testo500, schema.Opzionale)
}

// Risposta is the answer to every operation (EPaywsoServiceResponse).
//
// Source: EPaywsoCommonTypes.xsd.
type Risposta struct {
	Result Risultato `json:"Result"`
}

func (m *Risposta) descrivi(v *schema.Visita, _ Generazione) {
	schema.Gruppo(v, "Result", &m.Result, schemaRisultato)
}

// PosizioneDebitoria is the outcome of one position.
type PosizioneDebitoria struct {
	IdPosizioneDebitoria string          `json:"IdPosizioneDebitoria"`   // 1..50
	IUV                  string          `json:"IUV,omitempty"`          // ..35
	CodiceAvviso         string          `json:"CodiceAvviso,omitempty"` // ..35
	CodiceEsito          CodiceRisultato `json:"CodiceEsito"`
	DescrizioneEsito     string          `json:"DescrizioneEsito,omitempty"` // ..200
}

func schemaPosizione(v *schema.Visita, p *PosizioneDebitoria) {
	v.Testo("IdPosizioneDebitoria", &p.IdPosizioneDebitoria, testo50, schema.Obbligatorio)
	v.Testo("IUV", &p.IUV, testo35, schema.Opzionale)
	v.Testo("CodiceAvviso", &p.CodiceAvviso, testo35, schema.Opzionale)
	v.Testo("CodiceEsito", (*string)(&p.CodiceEsito), tipoRisultato, schema.Obbligatorio)
	v.Testo("DescrizioneEsito", &p.DescrizioneEsito, testo200, schema.Opzionale)
}

// esito is what the two outcome messages share.
type esito struct {
	Result       Risultato            `json:"Result"`
	TestataEsito ChiaveMessaggio      `json:"TestataEsito"`        // of the message that it is about
	Posizioni    []PosizioneDebitoria `json:"Posizioni,omitempty"` // 0 or 1..1000
}

// EsitoInserimentoListaDiCarico brings, for each position of a list loaded
// before, its outcome with the IUV and the codice avviso that the desk gave it.
//
// Source: EPaywso2EntiServiceTypes.xsd, EsitoInserimentoListaDiCaricoRequest.
type EsitoInserimentoListaDiCarico struct{ esito }

// EsitoAggiornaPosizioniDebitorie brings the outcome of each update.
//
// Source: EPaywso2EntiServiceTypes.xsd, EsitoAggiornaPosizioniDebitorieRequest.
type EsitoAggiornaPosizioniDebitorie struct{ esito }

func (m *EsitoInserimentoListaDiCarico) descrivi(v *schema.Visita, _ Generazione) {
	m.esito.descrivi(v, "EsitoInserimento", "ElencoPosizioniDebitorieInserite", "PosizioneDebitoriaInserita")
}

func (m *EsitoAggiornaPosizioniDebitorie) descrivi(v *schema.Visita, _ Generazione) {
	m.esito.descrivi(v, "EsitoAggiornamento", "ElencoPosizioniDebitorieAggiornate", "PosizioneDebitoriaAggiornata")
}

func (m *esito) descrivi(v *schema.Visita, gruppo, elenco, elemento string) {
	// Result is declared by the type that both messages extend, in the common
	// namespace; the rest is in the message's own.
	comune(v, func() { schema.Gruppo(v, "Result", &m.Result, schemaRisultato) })
	if v.Apri("TestataEsito", true, schema.Obbligatorio) {
		schemaChiave(v, &m.TestataEsito)
		v.Chiudi()
	}
	if v.Apri(gruppo, len(m.Posizioni) > 0, schema.Opzionale) {
		comune(v, func() { elencati(v, elenco, elemento, &m.Posizioni, schemaPosizione) })
		v.Chiudi()
	}
}
