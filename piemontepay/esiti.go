package piemontepay

// Risultato is the outcome of a message (ResultType).
type Risultato struct {
	Codice    CodiceRisultato `json:"Codice"`
	Messaggio string          `json:"Messaggio,omitempty"` // ..500
}

func (r *Risultato) descrivi(v *visita) {
	v.Stringa("Codice", (*string)(&r.Codice), true, schema(`^[012][0-9]{2}$`, 3))
	v.Testo("Messaggio", &r.Messaggio, 500, false)
}

// Risposta is the answer to every operation (EPaywsoServiceResponse).
//
// Source: EPaywsoCommonTypes.xsd.
type Risposta struct {
	Result Risultato `json:"Result"`
}

// Operazione returns EPaywsoServiceResponse.
func (m *Risposta) Operazione() Operazione { return OpRisposta }

func (m *Risposta) descrivi(v *visita) {
	v.gruppo("Result", true, true, false, m.Result.descrivi)
}

// TestataEsito names the message an outcome is about.
type TestataEsito struct {
	IdMessaggio      string `json:"IdMessaggio"`      // 1..35
	CFEnteCreditore  string `json:"CFEnteCreditore"`  // 1..35
	CodiceVersamento string `json:"CodiceVersamento"` // 1..4
}

// PosizioneDebitoria is the outcome of one position.
type PosizioneDebitoria struct {
	IdPosizioneDebitoria string          `json:"IdPosizioneDebitoria"`   // 1..50
	IUV                  string          `json:"IUV,omitempty"`          // ..35
	CodiceAvviso         string          `json:"CodiceAvviso,omitempty"` // ..35
	CodiceEsito          CodiceRisultato `json:"CodiceEsito"`
	DescrizioneEsito     string          `json:"DescrizioneEsito,omitempty"` // ..200
}

func (p *PosizioneDebitoria) descrivi(v *visita) {
	v.Testo("IdPosizioneDebitoria", &p.IdPosizioneDebitoria, 50, true)
	v.Testo("IUV", &p.IUV, 35, false)
	v.Testo("CodiceAvviso", &p.CodiceAvviso, 35, false)
	v.Stringa("CodiceEsito", (*string)(&p.CodiceEsito), true, schema(`^[012][0-9]{2}$`, 3))
	v.Testo("DescrizioneEsito", &p.DescrizioneEsito, 200, false)
}

// esito is what the two outcome messages share.
type esito struct {
	Result       Risultato            `json:"Result"`
	TestataEsito TestataEsito         `json:"TestataEsito"`
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

// Operazione returns EsitoInserimentoListaDiCarico.
func (m *EsitoInserimentoListaDiCarico) Operazione() Operazione { return OpEsitoInserimento }

// Operazione returns EsitoAggiornaPosizioniDebitorie.
func (m *EsitoAggiornaPosizioniDebitorie) Operazione() Operazione { return OpEsitoAggiornamento }

func (m *EsitoInserimentoListaDiCarico) descrivi(v *visita) {
	m.esito.descrivi(v, "EsitoInserimento", "ElencoPosizioniDebitorieInserite", "PosizioneDebitoriaInserita")
}

func (m *EsitoAggiornaPosizioniDebitorie) descrivi(v *visita) {
	m.esito.descrivi(v, "EsitoAggiornamento", "ElencoPosizioniDebitorieAggiornate", "PosizioneDebitoriaAggiornata")
}

func (m *esito) descrivi(v *visita, gruppo, elenco, elemento string) {
	// Result is declared by the type that both messages extend, in the common
	// namespace; the rest is in the message's own.
	v.comune(func() { v.gruppo("Result", true, true, true, m.Result.descrivi) })
	v.gruppo("TestataEsito", true, true, false, func(v *visita) {
		descriviTestata(v, &m.TestataEsito.IdMessaggio, &m.TestataEsito.CFEnteCreditore, &m.TestataEsito.CodiceVersamento)
	})
	v.gruppo(gruppo, false, len(m.Posizioni) > 0, true, func(v *visita) {
		v.gruppo(elenco, true, true, false, func(v *visita) {
			molti(v, elemento, &m.Posizioni, 1, maxElementi, false, func(v *visita, p *PosizioneDebitoria) { p.descrivi(v) })
		})
	})
}
