package nodo_test

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/automa/prova"
	avversari "github.com/quietanza/quietanza/internal/avversari/prova"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// TestHistories walks the nominal histories of a payment.
func TestHistories(t *testing.T) {
	for _, tt := range nodo.Storie {
		t.Run(tt.Nome, func(t *testing.T) {
			s := nodo.Start
			for _, nome := range strings.Fields(tt.Codici) {
				codice, err := nodo.ParseStato(nome)
				require.NoError(t, err)
				dopo, ok := nodo.Passo(s, codice)
				require.True(t, ok, "%s after %s", codice, s)
				s = dopo
			}
		})
	}
	s, ok := nodo.Passo(nodo.RPTAccettataPSP, nodo.RPTAccettataPSP)
	require.False(t, ok, "the same code again is a repetition, not a step")
	require.Equal(t, nodo.RPTAccettataPSP, s)
	_, ok = nodo.Passo(nodo.RTAccettataPA, nodo.Start)
	require.False(t, ok)
}

func TestFacts(t *testing.T) {
	s, err := nodo.Applica(nodo.RTAccettataPA, nodo.RTRicevutaNodo, &nodo.Contesto{})
	require.ErrorIs(t, err, nodo.ErrRTPrecedente)
	require.ErrorIs(t, err, nodo.ErrTransizione)
	require.Equal(t, nodo.RTAccettataPA, s)
	s, err = nodo.Applica(s, nodo.RTRicevutaNodo, &nodo.Contesto{RTPrecedenteNegativa: true})
	require.NoError(t, err)
	require.Equal(t, nodo.RTRicevutaNodo, s)

	ko := map[nodo.Stato]bool{3: true, 5: true, 6: true, 9: true, 19: true}
	riuso := map[nodo.Stato]bool{3: true, 6: true, 9: true, 19: true}
	for s := range nodo.Stati() {
		require.Equal(t, ko[s], s.Operazione() == nodo.OperazioneKO, s)
		require.Equal(t, s == 13, s.Operazione() == nodo.OperazioneOK, s)
		require.Equal(t, riuso[s], s.Riuso() == nodo.RiusoSi, s)
		require.Equal(t, s == 13 || s == 19, s.Terminale(), s)
		require.Equal(t, s == 20 || s == 21, s.Storico(), s)
	}
	ordine := []nodo.Stato{22, 16, 17, 18, 19, 20, 2, 3, 4, 1, 7, 6, 5, 8, 9, 10, 11, 12, 21, 15, 14, 13}
	for i, s := range ordine {
		require.Equal(t, i, s.Rango(), s)
	}
	var indietro []string
	n := 0
	for r := range nodo.Transizioni() {
		n++
		require.NotEmpty(t, r.Fonte)
		require.Equal(t, r.Da == nodo.RTAccettataPA, r.Riservata)
		if !r.Avanti {
			indietro = append(indietro, r.Da.String()+" "+r.A.String())
		}
	}
	require.Equal(t, 52, n)
	require.Equal(t, []string{
		"RPT_RIFIUTATA_NODO RPT_RICEVUTA_NODO",
		"RPT_ERRORE_INVIO_A_PSP RPT_RICEVUTA_NODO",
		"RPT_DECORSI_TERMINI RPT_RICEVUTA_NODO",
		"RT_RIFIUTATA_NODO RT_RICEVUTA_NODO",
		"RT_ACCETTATA_NODO RPT_DECORSI_TERMINI",
		"RT_RIFIUTATA_PA RT_RICEVUTA_NODO",
		"RT_ESITO_SCONOSCIUTO_PA RT_RICEVUTA_NODO",
		"RT_ACCETTATA_PA RT_RICEVUTA_NODO",
		"RPT_ATTIVATA_ERRORE RPT_RICHIESTA_ATTIVAZIONE",
	}, indietro)
	zero := nodo.Stato(0)
	require.Empty(t, zero.Descrizione())
	require.Empty(t, zero.Operazione())
	require.Empty(t, zero.Riuso())
	require.Zero(t, zero.Rango())
	testo, err := nodo.Diagramma("mermaid", nodo.Start)
	require.NoError(t, err)
	require.Contains(t, testo, "RT_ACCETTATA_PA")
}

func TestCodiciStoria(t *testing.T) {
	tests := map[string]string{
		"RPT_PARCHEGGIATA_NODO_MOD3": "RPT_PARCHEGGIATA_NODO",
		"RPT_ESITO_SCONOSCIUTO_PSP":  "RPT_INVIATA_A_PSP",
		"RPT_RISOLTA_OK":             "RPT_ACCETTATA_PSP RPT_PAGATA",
		"RPT_RISOLTA_KO":             "RPT_ACCETTATA_PSP RPT_ANNULLATA",
		"RPT_ANNULLATA_WISP":         "RPT_PARCHEGGIATA_NODO RPT_ANNULLATA",
		"RT_GENERATA_NODO":           "RT_RICEVUTA_NODO",
		"RT_INVIATA_PA":              "RT_ACCETTATA_NODO",
		"RT_ERRORE_INVIO_A_PA":       "RT_ACCETTATA_NODO",
	}
	for nome, atteso := range tests {
		c, ok := nodo.CodiciStoria(nome)
		require.True(t, ok)
		require.Equal(t, atteso, strings.Join(c, " "))
	}
	_, ok := nodo.CodiciStoria("RT_ACCETTATA_PA")
	require.False(t, ok)
}

// TestLooplabView fires an event on a machine of looplab.
func TestLooplabView(t *testing.T) {
	n, err := nodo.NuovaMacchina(nodo.Start, &nodo.Contesto{}, nil)
	require.NoError(t, err)
	require.NoError(t, nodo.Lancia(context.Background(), n, nodo.RPTRicevutaNodo))
	require.Equal(t, "RPT_RICEVUTA_NODO", n.Current())
}

// TestStates walks the names of the states through every form.
func TestStates(t *testing.T) {
	nomi := []string{
		"RPT_PARCHEGGIATA_NODO", "RPT_RICEVUTA_NODO", "RPT_RIFIUTATA_NODO", "RPT_ACCETTATA_NODO",
		"RPT_RIFIUTATA_PSP", "RPT_ERRORE_INVIO_A_PSP", "RPT_INVIATA_A_PSP", "RPT_ACCETTATA_PSP", "RPT_DECORSI_TERMINI",
		"RT_RICEVUTA_NODO", "RT_RIFIUTATA_NODO", "RT_ACCETTATA_NODO", "RT_ACCETTATA_PA", "RT_RIFIUTATA_PA", "RT_ESITO_SCONOSCIUTO_PA",
		"RPT_RICHIESTA_ATTIVAZIONE", "RPT_ATTIVAZIONE_ACCETTATA_NODO", "RPT_ATTIVATA_PA", "RPT_ATTIVATA_ERRORE",
		"RPT_INVIATA_PA", "RT_RICEVUTA_PA", "START",
	}
	for i, nome := range nomi {
		v := nodo.Stato(i + 1)
		require.True(t, v.IsValid())
		require.Equal(t, nome, v.String())
		letto, err := nodo.ParseStato(nome)
		require.NoError(t, err)
		require.Equal(t, v, letto)
		b, err := json.Marshal(v)
		require.NoError(t, err)
		require.Equal(t, `"`+nome+`"`, string(b))
		var da, db nodo.Stato
		require.NoError(t, json.Unmarshal(b, &da))
		x, err := v.Value()
		require.NoError(t, err)
		require.NoError(t, db.Scan(x))
		require.Equal(t, []nodo.Stato{v, v}, []nodo.Stato{da, db})
	}
	for _, v := range []nodo.Stato{0, nodo.Stato(len(nomi) + 1), 255} {
		require.False(t, v.IsValid())
		_, err := v.MarshalText()
		require.ErrorIs(t, err, nodo.ErrNome)
		if v != 0 {
			_, err = v.Value()
			require.ErrorIs(t, err, nodo.ErrNome)
		}
	}
	for _, nome := range []string{"", "x", "start", "START "} {
		_, err := nodo.ParseStato(nome)
		var e *nodo.Errore
		require.ErrorAs(t, err, &e)
		require.Equal(t, nodo.CodiceEnumerazione, e.Codice)
		require.Equal(t, nome, e.Valore)
		require.Equal(t, nome, e.Rilievo().Valore)
		v := nodo.Start
		require.Error(t, v.UnmarshalText([]byte(nome)))
		require.Equal(t, nodo.Start, v, "a refusal leaves the value alone")
	}
	v := nodo.Start
	require.NoError(t, v.Scan(nil))
	require.Zero(t, v, "NULL is an absent value")
}

// TestOfficialTexts compares the official descriptions with testdata/testi.txt.
func TestOfficialTexts(t *testing.T) {
	var b strings.Builder
	for _, f := range nodo.CodiciFault() {
		fmt.Fprintf(&b, "faultCode %s %s: %s\n", f.Famiglia(), f, f.Testo())
	}
	for s := range nodo.Stati() {
		fmt.Fprintf(&b, "stato %s %s %q %d: %s\n", s, s.Operazione(), s.Riuso(), s.Rango(), s.Descrizione())
	}
	prova.Golden(t, "testi.txt", b.String())
}

func TestFaultCodes(t *testing.T) {
	f := nodo.FaultCode("PAA_RT_DUPLICATA")
	require.True(t, f.IsValid())
	require.Equal(t, nodo.PAARTDuplicata, f)
	require.Equal(t, nodo.FamigliaPAA, f.Famiglia())
	require.Equal(t, nodo.FamigliaPPT, nodo.PPTCanaleErrore.Famiglia())
	require.Equal(t, nodo.FamigliaCanale, nodo.CanaleRPTDuplicata.Famiglia())
	for _, s := range []string{"", "PAA", "XYZ_SEMANTICA", "paa_semantica", "PAA_RT"} {
		require.False(t, nodo.FaultCode(s).IsValid(), s)
	}
	require.Empty(t, nodo.FaultCode("XYZ_SEMANTICA").Famiglia())
	require.Equal(t, nodo.FamigliaPPT, nodo.FaultCode("PPT_NUOVO").Famiglia(), "an unknown code has a family")
	codici := nodo.CodiciFault()
	require.True(t, slices.IsSorted(codici), "Testo looks codes up by halving")
	require.Len(t, slices.Compact(codici), len(codici))
}

// TestPorteSenzaAllocazioni pins the doors of this package that allocate nothing.
func TestPorteSenzaAllocazioni(t *testing.T) {
	var c nodo.Contesto
	avversari.SenzaAllocare(
		t,
		avversari.Porta{Nome: "Passo", Chiama: func() { _, _ = nodo.Passo(nodo.Start, nodo.RPTRicevutaNodo) }},
		avversari.Porta{Nome: "Applica, accepted", Chiama: func() { _, _ = nodo.Applica(nodo.Start, nodo.RPTRicevutaNodo, &c) }},
		avversari.Porta{Nome: "ParseStato", Chiama: func() { _, _ = nodo.ParseStato(nodo.Start.String()) }},
		avversari.Porta{Nome: "FaultCode.IsValid", Chiama: func() { _ = nodo.FaultCode("PPT_SEMANTICA").IsValid() }},
		avversari.Porta{Nome: "FaultCode.Testo, Famiglia", Chiama: func() { _, _ = nodo.PPTSemantica.Testo(), nodo.PPTSemantica.Famiglia() }},
	)
}

// TestTextsOfABody are the codes with which a body answers, and their official texts.
func TestTextsOfABody(t *testing.T) {
	for codice, testo := range map[nodo.FaultCode]string{
		"PAA_SINTASSI_EXTRAXSD":                          "Errore di sintassi extra XSD.",
		"PAA_SINTASSI_XSD":                               "Errore di sintassi XSD.",
		"PAA_ID_DOMINIO_ERRATO":                          "La PAA non corrisponde al Dominio indicato.",
		"PAA_ID_INTERMEDIARIO_ERRATO":                    "Identificativo intermediario non corrispondente.",
		"PAA_STAZIONE_INT_ERRATA":                        "Stazione intermediario non corrispondente.",
		"PAA_PAGAMENTO_SCONOSCIUTO":                      "Pagamento in attesa risulta sconosciuto all'Ente Creditore.",
		"PAA_PAGAMENTO_DUPLICATO":                        "Pagamento in attesa risulta concluso all'Ente Creditore.",
		"PAA_PAGAMENTO_SCADUTO":                          "Pagamento in attesa risulta scaduto all'Ente Creditore.",
		"PAA_PAGAMENTO_ANNULLATO":                        "Pagamento in attesa risulta annullato all'Ente Creditore.",
		"PAA_PAGAMENTO_IN_CORSO":                         "Pagamento in attesa risulta in corso all'Ente Creditore.",
		"PAA_ATTIVA_RPT_IMPORTO_NON_VALIDO":              "L'importo del pagamento in attesa non è congruente con il dato indicato dal PSP",
		"PAA_PAGAMENTO_MULTIBENEFICIARIO_NON_CONSENTITO": "Pagamento multibeneficiario non consentito con le specifiche SANP-SPC 2.3.0.",
		"PAA_RPT_SCONOSCIUTA":                            "La RPT risulta sconosciuta.",
		"PAA_RT_DUPLICATA":                               "La RT è già stata accettata.",
		"PAA_TIPOFIRMA_SCONOSCIUTO":                      "Il campo tipoFirma non corrisponde ad alcun valore previsto.",
		"PAA_RECEIPT_DUPLICATA":                          "La receipt è già stata accettata.",
		"PAA_SEMANTICA":                                  "Errore semantico.",
		"PAA_SYSTEM_ERROR":                               "Errore generico.",
		"PPT_INTERMEDIARIO_PA_SCONOSCIUTO":               "Identificativo intermediario dominio sconosciuto.",
		"PPT_INTERMEDIARIO_PA_DISABILITATO":              "Intermediario dominio disabilitato.",
		"PPT_INTERMEDIARIO_PSP_SCONOSCIUTO":              "Identificativo intermediario psp sconosciuto.",
		"PPT_INTERMEDIARIO_PSP_DISABILITATO":             "Intermediario psp disabilitato.",
		"PPT_SOAPACTION_ERRATA":                          "SOAPAction errata.",
		"PPT_TIPO_VERSAMENTO_SCONOSCIUTO":                "Identificativo tipo versamento sconosciuto.",
		"CANALE_RR_SCONOSCIUTA":                          "RR sconosciuta",
	} {
		require.Equal(t, testo, codice.Testo(), codice)
		require.True(t, codice.IsValid())
	}
	for _, senza := range strings.Fields("PPT_ERRORE_IDEMPOTENZA PPT_TOKEN_SCADUTO_KO PPT_MULTI_BENEFICIARIO PPT_PAGAMENTO_SCONOSCIUTO PPT_ATTIVAZIONE_IN_CORSO " +
		"PPT_IBAN_ACCREDITO PPT_SERVIZIO_SCONOSCIUTO PPT_SERVIZIO_NONATTIVO PPT_VERSIONE_SERVIZIO PPT_RR_DUPLICATA PPT_RR_SCONOSCIUTA PPT_ER_DUPLICATA " +
		"PPT_FLUSSO_SCONOSCIUTO PPT_INFORMATIVAPSP_PRESENTE PAA_RR_DUPLICATA PAA_RR_SCONOSCIUTA PAA_OPER_NON_REVOCABILE CANALE_RR_DUPLICATA " +
		"CANALE_OPER_NON_STORNABILE CANALE_RT_RIFIUTATA_EC CANALE_PSP_ERRATO CANALE_INTERMEDIARIO_ERRATO CANALE_CANALE_ERRATO CANALE_CARRELLO_DUPLICATO " +
		"CANALE_CARRELLO_DUPLICATO_KO CANALE_NEGA_CONTABILIZZAZIONE PPT_OPER_CODICE_CONVENZIONE_ERRATO PAA_SINTASSI") {
		f := nodo.FaultCode(senza)
		require.True(t, f.IsValid(), senza)
		require.Empty(t, f.Testo(), senza)
	}
}
