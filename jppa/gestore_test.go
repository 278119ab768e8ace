package jppa_test

import (
	"errors"
	"iter"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/jppa"
	"github.com/quietanza/quietanza/rpt"
)

// archivio is a host: one body with a connector for the principal maggioli.
type archivio struct {
	connettore *jppa.Configurazione
	documenti  []jppa.Documento
	guasto     error
}

func (a *archivio) Connettore(idDominio string) (*jppa.Configurazione, bool, error) {
	c := a.connettore
	if c == nil {
		si := true
		c = &jppa.Configurazione{Abilitato: &si, Principal: "maggioli"}
	}
	return c, idDominio == ente.String(), nil
}

func (a *archivio) Ricevute(string, string) iter.Seq2[jppa.Documento, error] {
	return func(yield func(jppa.Documento, error) bool) {
		for _, d := range a.documenti {
			if !yield(d, nil) {
				return
			}
		}
		if a.guasto != nil {
			yield(jppa.Documento{}, a.guasto)
		}
	}
}

const iuv = "24012345678901234"

func domanda(ccp string) jppa.RichiestaRecuperaRT {
	return jppa.RichiestaRecuperaRT{Operazione: "RecuperaRT", IdentificativoDominio: ente.String(), IdentificativoUnivocoVersamento: iuv, CodiceContestoPagamento: ccp}
}

var banca = rpt.IdentificativoUnivoco{TipoIdentificativoUnivoco: rpt.PersonaGiuridica, CodiceIdentificativoUnivoco: "09876543210"}

// documenti returns an RT and a receipt of the newer models.
func documenti(t testing.TB) []jppa.Documento {
	t.Helper()
	rt := &rpt.RT{
		Dominio: rpt.Dominio{IdentificativoDominio: ente.String()}, IdentificativoMessaggioRicevuta: "RT-77",
		DataOraMessaggioRicevuta: avviso.MustDataOra("2024-03-07T11:42:05"), RiferimentoMessaggioRichiesta: "RPT-77", RiferimentoDataRichiesta: avviso.MustData("2024-03-07"),
		IstitutoAttestante: rpt.IstitutoAttestante{IdentificativoUnivoco: banca, Denominazione: "Banca Prova"},
		EnteBeneficiario: rpt.EnteBeneficiario{Denominazione: "Comune di Prova", IdentificativoUnivoco: rpt.IdentificativoUnivoco{
			TipoIdentificativoUnivoco: rpt.PersonaGiuridica, CodiceIdentificativoUnivoco: ente.String(),
		}},
		SoggettoPagatore: rpt.SoggettoPagatore{Anagrafica: "Mario Rossi", IdentificativoUnivoco: rpt.IdentificativoUnivoco{
			TipoIdentificativoUnivoco: rpt.PersonaFisica, CodiceIdentificativoUnivoco: "RSSMRA80A01H501U",
		}},
		DatiPagamento: rpt.DatiPagamento{
			CodiceEsitoPagamento: "0", ImportoTotalePagato: avviso.MustImporto("59.90"), IdentificativoUnivocoVersamento: iuv,
			CodiceContestoPagamento: "n/a", DatiSingoloPagamento: []rpt.DatiSingoloPagamento{{SingoloImportoPagato: avviso.MustImporto("59.90")}},
		},
	}
	nuova := &rpt.Ricevuta{
		ReceiptID: "c110729d258c4ab1b765fe902aae41d6", NoticeNumber: "324012345678901234", FiscalCode: ente.String(), Outcome: rpt.OutcomeOK,
		CreditorReferenceID: iuv, PaymentAmount: avviso.MustImporto("30.00"), Description: "Mensa", CompanyName: "Comune",
		Debtor: rpt.Subject{EntityUniqueIdentifierType: rpt.PersonaFisica, EntityUniqueIdentifierValue: "RSSMRA80A01H501U", FullName: "Mario Rossi", City: "Torino"},
		IDPSP:  "ABI99999", PSPFiscalCode: "09876543210", PSPCompanyName: "Banca Prova", IDChannel: "09876543210_01", PaymentMethod: "creditCard",
		Payer: &rpt.Subject{EntityUniqueIdentifierType: rpt.PersonaGiuridica, EntityUniqueIdentifierValue: "00000000018", FullName: "Ditta"},
	}
	return []jppa.Documento{
		{XML: []byte("<RT/>"), RT: rt, TipoVersamento: "CP", PSP: jppa.ParametriPSP{IdentificativoPSP: "ABI99999", IdentificativoCanale: "C"}},
		{
			XML: []byte("<receipt/>"), Ricevuta: nuova, Data: avviso.MustDataOra("2024-03-07T11:42:05.120"), RiferimentoMessaggio: "REQ-1",
			RiferimentoData: avviso.MustData("2024-03-06"), Ente: jppa.Ente{RagioneSociale: "Comune di Prova", CodiceUnita: "EC", DenominazioneUnita: "x"},
			Voci: []jppa.Voce{{Descrizione: "Mensa marzo", Quote: []jppa.Quota{
				{Capitolo: "3010", AnnoEsercizio: 2024, Importo: avviso.MustImporto("20.00")}, {Capitolo: "3011", AnnoEsercizio: 2023, Importo: avviso.MustImporto("10.00")},
			}}},
		},
	}
}

var adesso = avviso.MustDataOra("2024-03-08T09:00:01+01:00")

func TestRecuperaRTAnswersWithAnRT(t *testing.T) {
	r, err := jppa.RispondiRecuperaRT(domanda("n/a"), "maggioli", adesso, &archivio{documenti: documenti(t)})
	require.NoError(t, err)
	require.Equal(t, jppa.EsitoOK, r.Esito)
	require.Equal(t, adesso, r.DataOperazione)
	got := r.Dettaglio.RicevutaTelematica
	require.Equal(t, "<RT/>", got.RicevutaXML)
	require.Equal(t, "2024-03-07T11:42:05.000+01:00", conZona(got.DataOraMessaggioRicevuta))
	require.Empty(t, got.DatiPagamento.DatiSingoloPagamento, "never told")
	require.Equal(t, rpt.VersamentoCP, got.DatiPagamento.TipoVersamento)
	require.Nil(t, r.Dettaglio.DettagliImporto, "no quota: left out")
}

func TestRecuperaRTAnswersWithAReceipt(t *testing.T) {
	d := documenti(t)
	r, err := jppa.RispondiRecuperaRT(domanda("c110729d258c4ab1b765fe902aae41d6"), "maggioli", adesso, &archivio{documenti: d})
	require.NoError(t, err)
	versante := rpt.SoggettoVersante{IdentificativoUnivoco: rpt.IdentificativoUnivoco{TipoIdentificativoUnivoco: rpt.PersonaGiuridica, CodiceIdentificativoUnivoco: "00000000018"}, Anagrafica: "Ditta"}
	want := &jppa.RicevutaTelematica{
		RicevutaXML: "<receipt/>", IdDominio: ente.String(), IdentificativoMessaggioRicevuta: "c110729d258c4ab1b765fe902aae41d6",
		DataOraMessaggioRicevuta: avviso.MustDataOra("2024-03-07T11:42:05.120"), RiferimentoMessaggioRichiesta: "REQ-1", RiferimentoDataRichiesta: avviso.MustData("2024-03-06"),
		IstitutoAttestante: rpt.IstitutoAttestante{IdentificativoUnivoco: banca, Denominazione: "Banca Prova"},
		EnteBeneficiario: rpt.EnteBeneficiario{Denominazione: "Comune di Prova", IdentificativoUnivoco: rpt.IdentificativoUnivoco{
			TipoIdentificativoUnivoco: rpt.PersonaGiuridica, CodiceIdentificativoUnivoco: ente.String(),
		}},
		SoggettoVersante: &versante,
		SoggettoPagatore: rpt.SoggettoPagatore{
			IdentificativoUnivoco: rpt.IdentificativoUnivoco{TipoIdentificativoUnivoco: rpt.PersonaFisica, CodiceIdentificativoUnivoco: "RSSMRA80A01H501U"},
			Anagrafica:            "Mario Rossi", Localita: "Torino",
		},
		DatiPagamento: jppa.DatiPagamento{
			CodiceEsitoPagamento: "0", ImportoTotalePagato: avviso.MustImporto("30.00"), IdentificativoUnivocoVersamento: iuv,
			CodiceContestoPagamento: "c110729d258c4ab1b765fe902aae41d6", TipoVersamento: rpt.VersamentoOTH,
		},
		ParametriPSP: jppa.ParametriPSP{IdentificativoPSP: "ABI99999", IdentificativoCanale: "09876543210_01"},
	}
	if diff := cmp.Diff(want, r.Dettaglio.RicevutaTelematica, cmpopts.EquateComparable(avviso.Data{}, avviso.DataOra{}, avviso.Importo{})); diff != "" {
		t.Error(diff)
	}
	require.Equal(t, []jppa.DettaglioImporto{
		{CapitoloBilancio: "3010", Anno: "2024", Importo: avviso.MustImporto("20.00"), Descrizione: "Mensa marzo"},
		{CapitoloBilancio: "3011", Anno: "2023", Importo: avviso.MustImporto("10.00"), Descrizione: "Mensa marzo"},
	}, r.Dettaglio.DettagliImporto)

	d[1].Ente.CodiceUnita = "UFF1"
	unita, err := d[1].RicevutaTelematica()
	require.NoError(t, err)
	require.Equal(t, [2]string{"UFF1", "x"}, [2]string{unita.EnteBeneficiario.CodiceUnitOper, unita.EnteBeneficiario.DenomUnitOper})
}

func TestRecuperaRTRefusesInOrder(t *testing.T) {
	no, si := false, true
	tutto := documenti(t)
	negativa := documenti(t)[0]
	negativa.RT.DatiPagamento.CodiceEsitoPagamento = "1"
	decorsa := documenti(t)[0]
	decorsa.RT.DatiPagamento.CodiceEsitoPagamento = "4"
	enorme := documenti(t)[0]
	enorme.RT.DatiPagamento.ImportoTotalePagato = avviso.MustImporto("100000000.00")
	guasto := errors.New("archive down")
	for _, tt := range []struct {
		nome      string
		cambia    func(*jppa.RichiestaRecuperaRT)
		principal string
		archivio  archivio
		codice    string // "" for OK
		testo     string
		causa     bool
	}{
		{
			nome: "unknown body, before all else", cambia: func(r *jppa.RichiestaRecuperaRT) { r.IdentificativoDominio, r.Operazione = "1", "ChiediStatoRPT" },
			codice: "AUTORIZZAZIONE", testo: "Dominio sconosciuto.",
		},
		{nome: "connector absent", archivio: archivio{connettore: &jppa.Configurazione{}}, codice: "AUTORIZZAZIONE", testo: "Connettore Maggioli JPPA non abilitato per il dominio."},
		{
			nome: "connector disabled, before the principal", principal: "altro", archivio: archivio{connettore: &jppa.Configurazione{Abilitato: &no, Principal: "maggioli"}},
			codice: "AUTORIZZAZIONE", testo: "Connettore Maggioli JPPA non abilitato per il dominio.",
		},
		{
			nome: "another principal, before the operation", principal: "altro", cambia: func(r *jppa.RichiestaRecuperaRT) { r.Operazione = "ChiediStatoRPT" },
			codice: "AUTORIZZAZIONE", testo: "Chiamante non autorizzato per il dominio.",
		},
		{nome: "no principal on either side", principal: "nobody", archivio: archivio{connettore: &jppa.Configurazione{Abilitato: &si}}, codice: "AUTORIZZAZIONE", testo: "Chiamante non autorizzato per il dominio."},
		{
			nome: "another operation", cambia: func(r *jppa.RichiestaRecuperaRT) { r.Operazione = "ChiediStatoRPT" }, archivio: archivio{documenti: tutto},
			codice: "AUTORIZZAZIONE", testo: "Operazione non prevista.",
		},
		{nome: "not found", archivio: archivio{documenti: tutto[1:]}, codice: "OPERAZIONE", testo: "Ricevuta non trovata."},
		{nome: "not paid", archivio: archivio{documenti: []jppa.Documento{negativa}}, codice: "RICHIESTA", testo: "La ricevuta non attesta un pagamento eseguito."},
		{nome: "term expired in part", archivio: archivio{documenti: []jppa.Documento{decorsa}}, codice: "RICHIESTA", testo: "La ricevuta non attesta un pagamento eseguito."},
		{nome: "without CCP: one paid receipt", cambia: senzaCCP, archivio: archivio{documenti: []jppa.Documento{negativa, tutto[1]}}},
		{nome: "without CCP: two", cambia: senzaCCP, archivio: archivio{documenti: tutto}, codice: "OPERAZIONE", testo: "Ricevuta non trovata."},
		{nome: "without CCP: none paid", cambia: senzaCCP, archivio: archivio{documenti: []jppa.Documento{negativa}}, codice: "OPERAZIONE", testo: "Ricevuta non trovata."},
		{nome: "archive down", archivio: archivio{guasto: guasto}, codice: "PAA_SYSTEM_ERROR", testo: "Errore interno.", causa: true},
		{nome: "two receipts of one key", archivio: archivio{documenti: []jppa.Documento{tutto[0], tutto[0]}}, codice: "PAA_SYSTEM_ERROR", testo: "Errore interno.", causa: true},
		{nome: "what the schema cannot say", archivio: archivio{documenti: []jppa.Documento{enorme}}, codice: "PAA_SYSTEM_ERROR", testo: "Errore interno.", causa: true},
		{nome: "found", archivio: archivio{documenti: tutto}},
	} {
		t.Run(tt.nome, func(t *testing.T) {
			r := domanda("n/a")
			if tt.cambia != nil {
				tt.cambia(&r)
			}
			if tt.principal == "" {
				tt.principal = "maggioli"
			}
			risposta, err := jppa.RispondiRecuperaRT(r, tt.principal, adesso, &tt.archivio)
			require.Equal(t, tt.causa, err != nil, "%v", err)
			_, errScrittura := jppa.AppendRispostaRecuperaRT(nil, risposta)
			require.NoError(t, errScrittura, "every answer can be written")
			if tt.codice == "" {
				require.Equal(t, jppa.EsitoOK, risposta.Esito)
				return
			}
			require.Equal(t, jppa.RispostaRecuperaRT{
				Operazione: "RecuperaRT", DataOperazione: adesso, Esito: jppa.EsitoError,
				Messaggi: []jppa.Messaggio{{Codice: tt.codice, Descrizione: tt.testo}},
			}, risposta)
		})
	}
	for _, d := range []jppa.Documento{{}, {RT: tutto[0].RT, Ricevuta: tutto[1].Ricevuta}} {
		_, err := d.RicevutaTelematica()
		require.ErrorIs(t, err, jppa.ErrCampo)
	}
}

func senzaCCP(r *jppa.RichiestaRecuperaRT) { r.CodiceContestoPagamento = "" }
