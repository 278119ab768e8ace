package piemontepay_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/piemontepay"
)

func importo(s string) *avviso.Importo {
	i := avviso.MustImporto(s)
	return &i
}

var (
	mario = piemontepay.Soggetto{Cognome: "Rossi", Nome: "Mario", IdentificativoUnivocoFiscale: "RSSMRA80A01H501U"}
	ditta = piemontepay.Soggetto{
		RagioneSociale: "Prova & Figli <srl>", IdentificativoUnivocoFiscale: "01234567890", Indirizzo: "Via Po", Civico: "1",
		CAP: "10100", Localita: "Torino", Provincia: "TO", Nazione: "IT", EMail: "info@esempio.it",
	}
)

// messaggi returns one full message of each operation, valid in a generation.
func messaggi(g piemontepay.Generazione) []piemontepay.Messaggio {
	multi := g == piemontepay.Multibeneficiario
	componente := piemontepay.ComponenteImporto{Importo: avviso.MustImporto("59.90"), CausaleDescrittiva: "Mensa", AnnoAccertamento: 2024, NumeroAccertamento: "12"}
	posizione := piemontepay.PosizioneDaInserire{
		IdPosizioneDebitoria: "MENSA-2024-17", AnnoRiferimento: 2024, ImportoTotale: avviso.MustImporto("59.90"),
		DataScadenza: avviso.MustData("2024-04-30"), DataInizioValidita: avviso.MustData("2024-04-01"), DataFineValidita: avviso.MustData("2024-05-30"),
		DescrizioneCausaleVersamento: "Mensa marzo", DescrizioneRata: "Rata 1", ComponentiImporto: []piemontepay.ComponenteImporto{componente},
		SoggettoPagatore: mario, NotePerIlPagatore: "Grazie", RiferimentiPagamento: []piemontepay.RiferimentoPagamento{{Nome: "Classe", Valore: "3A"}},
	}
	aggiorna := piemontepay.PosizioneDaAggiornare{
		TipoAggiornamento: piemontepay.AggiornamentoModifica, IdPosizioneDebitoria: "MENSA-2024-17", DataScadenza: avviso.MustData("2024-05-31"),
		ImportoTotale: importo("59.90"), ComponentiImporto: []piemontepay.ComponenteImporto{componente},
		DescrizioneCausaleVersamento: "Mensa marzo", Motivazione: "Proroga", RiferimentiPagamento: []piemontepay.RiferimentoPagamento{{Nome: "Classe", Valore: "3A"}},
	}
	testata := piemontepay.TestataListaCarico{
		ChiaveMessaggio:          piemontepay.ChiaveMessaggio{IdMessaggio: "MSG-0001", CFEnteCreditore: "01234567890", CodiceVersamento: "MS01"},
		NumeroPosizioniDebitorie: 1, ImportoTotaleListaDiCarico: avviso.MustImporto("59.90"),
	}
	if multi {
		componente.Importo = avviso.MustImporto("50.00")
		posizione.ComponentiImporto = []piemontepay.ComponenteImporto{componente}
		aggiorna.ComponentiImporto = []piemontepay.ComponenteImporto{componente}
		si := true
		testata.MultiBeneficiario = &si
		posizione.ImportoPrincipale, posizione.ImportoSecondarioAltroEnte = importo("50.00"), importo("9.90")
		posizione.ComponenteSecondario = &piemontepay.ComponenteImporto{Importo: avviso.MustImporto("9.90"), CausaleDescrittiva: "TEFA"}
		aggiorna.ImportoPrincipale, aggiorna.ImportoSecondarioAltroEnte = importo("50.00"), importo("9.90")
		aggiorna.SoggettoPagatore = &ditta
	} else {
		posizione.ComponentiImporto[0].DatiSpecificiRiscossione = "9/0101002IM/"
	}
	esitoIns, esitoAgg := &piemontepay.EsitoInserimentoListaDiCarico{}, &piemontepay.EsitoAggiornaPosizioniDebitorie{}
	esitoIns.Result = piemontepay.Risultato{Codice: piemontepay.RisultatoOK, Messaggio: "OK"}
	esitoIns.TestataEsito = piemontepay.ChiaveMessaggio{IdMessaggio: "MSG-0001", CFEnteCreditore: "01234567890", CodiceVersamento: "MS01"}
	esitoIns.Posizioni = []piemontepay.PosizioneDebitoria{{
		IdPosizioneDebitoria: "MENSA-2024-17", IUV: "24012345678901234",
		CodiceAvviso: "324012345678901234", CodiceEsito: piemontepay.RisultatoOK, DescrizioneEsito: "inserita",
	}}
	esitoAgg.Result = piemontepay.Risultato{Codice: piemontepay.RisultatoGiaPagata}
	esitoAgg.TestataEsito = esitoIns.TestataEsito
	avvio := avviso.MustDataOra("2024-04-12T10:00:00+02:00") // as Rome reads it
	return []piemontepay.Messaggio{
		&piemontepay.InserisciListaDiCarico{Testata: testata, PosizioniDaInserire: []piemontepay.PosizioneDaInserire{posizione}},
		&piemontepay.AggiornaPosizioniDebitorie{Testata: piemontepay.TestataAggiornamento{
			ChiaveMessaggio:          piemontepay.ChiaveMessaggio{IdMessaggio: "MSG-0002", CFEnteCreditore: "01234567890", CodiceVersamento: "MS01"},
			NumeroPosizioniDebitorie: 1,
		}, PosizioniDaAggiornare: []piemontepay.PosizioneDaAggiornare{aggiorna}},
		esitoIns, esitoAgg,
		&piemontepay.TrasmettiNotifichePagamento{
			Testata: piemontepay.TestataNotifichePagamento{
				ChiaveMessaggio: piemontepay.ChiaveMessaggio{IdMessaggio: "NP-9", CFEnteCreditore: "01234567890", CodiceVersamento: "MS01"},
				NumeroPagamenti: 1, ImportoTotalePagamenti: avviso.MustImporto("59.90"),
			},
			Notifiche: []piemontepay.NotificaPagamento{{
				IdPosizioneDebitoria: "MENSA-2024-17", AnnoDiRiferimento: 2024, IUV: "24012345678901234",
				ImportoPagato: avviso.MustImporto("59.90"), DataScadenza: avviso.MustData("2024-04-30"), DescrizioneCausaleVersamento: "Mensa",
				DataEsitoPagamento: avviso.MustData("2024-04-12"), SoggettoDebitore: mario, SoggettoVersante: &ditta,
				DatiTransazionePSP: piemontepay.DatiTransazionePSP{
					IdPSP: "ABI99999", RagioneSocialePSP: "Banca Prova", TipoVersamento: "CP",
					IdFlussoRendicontazionePSP: "2024-04-15ABI99999-1", DataOraAvvioTransazione: avvio, IUR: "IUR-1", DataOraAutorizzazione: avvio,
					TipoSicurezza: "3DS", ImportoTransato: importo("59.90"), ImportoCommissioni: importo("1.00"),
				},
				DatiSpecificiRiscossione: "9/0101002IM/", Note: "nota", CodiceAvviso: "324012345678901234",
			}},
		},
		&piemontepay.TrasmettiRT{
			Testata: piemontepay.TestataRT{ChiaveMessaggio: piemontepay.ChiaveMessaggio{IdMessaggio: "RT-1", CFEnteCreditore: "01234567890", CodiceVersamento: "MS01"}, NumeroRT: 1},
			RT:      []piemontepay.RTTrasmessa{{Id: "1", XML: []byte("<RT/>")}},
		},
		&piemontepay.TrasmettiAvvisiScaduti{
			Testata: piemontepay.TestataAvvisiScaduti{
				ChiaveMessaggio:     piemontepay.ChiaveMessaggio{IdMessaggio: "AS-1", CFEnteCreditore: "01234567890", CodiceVersamento: "MS01"},
				NumeroAvvisiScaduti: 1, ImportoTotaleAvvisiScaduti: avviso.MustImporto("5.00"),
			},
			AvvisiScaduti: []piemontepay.AvvisoScaduto{{IUV: "24012345678901234", DataScadenza: avviso.MustData("2024-04-30"), Importo: avviso.MustImporto("5.00")}},
		},
		&piemontepay.Risposta{Result: piemontepay.Risultato{Codice: piemontepay.RisultatoOK, Messaggio: "OK"}},
	}
}

var generazioni = []piemontepay.Generazione{piemontepay.XSD110, piemontepay.Multibeneficiario}

// jsonDi compares messages by their JSON: every field of every type has a name there.
func jsonDi(t testing.TB, m piemontepay.Messaggio) string {
	t.Helper()
	b, err := json.MarshalIndent(m, "", " ")
	require.NoError(t, err)
	return string(b)
}

func TestMessagesRoundTrip(t *testing.T) {
	for _, g := range generazioni {
		for _, m := range messaggi(g) {
			t.Run(string(g)+"/"+string(piemontepay.OperazioneDi(m)), func(t *testing.T) {
				b, err := piemontepay.AppendMessaggio(nil, m, g)
				require.NoError(t, err)
				letto, err := piemontepay.ParseMessaggio(b, g)
				require.NoError(t, err, string(b))
				if d := cmp.Diff(jsonDi(t, m), jsonDi(t, letto)); d != "" {
					t.Error(d)
				}
				ancora, err := piemontepay.AppendMessaggio(nil, letto, g)
				require.NoError(t, err)
				require.Equal(t, string(b), string(ancora), "stable bytes")

				vuoto, err := piemontepay.NuovoMessaggio(piemontepay.OperazioneDi(m))
				require.NoError(t, err)
				require.NoError(t, json.Unmarshal([]byte(jsonDi(t, m)), vuoto))
				require.Equal(t, jsonDi(t, m), jsonDi(t, vuoto))
			})
		}
	}
}

// The points of the pattern .+@.+ are neither line feed nor carriage return.
func TestEMailHasNoLineEnds(t *testing.T) {
	b, err := piemontepay.AppendMessaggio(nil, messaggi(piemontepay.Multibeneficiario)[1], piemontepay.Multibeneficiario)
	require.NoError(t, err)
	for _, fine := range []string{"&#10;", "&#13;"} {
		_, err = piemontepay.ParseMessaggio([]byte(strings.Replace(string(b), "info@esempio.it", "info@esempio.it"+fine, 1)), piemontepay.Multibeneficiario)
		require.ErrorIs(t, err, piemontepay.ErrMessaggio, fine)
	}
}

// The sample messages of the interface, with values of our own.
const esempioCarico = `<InserisciListaDiCaricoRequest xmlns="http://www.csi.it/epay/epaywso/enti2epaywso/types" xmlns:c="http://www.csi.it/epay/epaywso/types"><Testata><IdMessaggio>MSG-0001</IdMessaggio><CFEnteCreditore>01234567890</CFEnteCreditore><CodiceVersamento>MS01</CodiceVersamento><NumeroPosizioniDebitorie>1</NumeroPosizioniDebitorie><ImportoTotaleListaDiCarico>59.90</ImportoTotaleListaDiCarico></Testata><ListaDiCarico><PosizioniDaInserire><PosizioneDaInserire><IdPosizioneDebitoria>MENSA-2024-17</IdPosizioneDebitoria><ImportoTotale>59.90</ImportoTotale><DataScadenza>2024-04-30</DataScadenza><DescrizioneCausaleVersamento>Mensa marzo</DescrizioneCausaleVersamento><SoggettoPagatore><c:PersonaFisica><c:Cognome>Rossi</c:Cognome><c:Nome>Mario</c:Nome></c:PersonaFisica><c:IdentificativoUnivocoFiscale>RSSMRA80A01H501U</c:IdentificativoUnivocoFiscale></SoggettoPagatore></PosizioneDaInserire></PosizioniDaInserire></ListaDiCarico></InserisciListaDiCaricoRequest>`

const esempioRisposta = `<EPaywsoServiceResponse xmlns="http://www.csi.it/epay/epaywso/types"><Result><Codice>000</Codice><Messaggio>OK</Messaggio></Result></EPaywsoServiceResponse>`

func TestSamplesAreRewrittenToTheByte(t *testing.T) {
	for _, in := range []string{esempioCarico, esempioRisposta} {
		m, g, err := piemontepay.RiconosciMessaggio([]byte(in))
		require.NoError(t, err)
		require.Equal(t, piemontepay.XSD110, g)
		b, err := piemontepay.AppendMessaggio(nil, m, g)
		require.NoError(t, err)
		require.Equal(t, in, string(b))
	}
}

func TestLeggiTellsTheGeneration(t *testing.T) {
	for _, g := range generazioni {
		b, err := piemontepay.AppendMessaggio(nil, messaggi(g)[0], g)
		require.NoError(t, err)
		_, letta, err := piemontepay.RiconosciMessaggio(b)
		require.NoError(t, err)
		require.Equal(t, g, letta)
		altra := generazioni[0]
		if g == altra {
			altra = generazioni[1]
		}
		_, err = piemontepay.ParseMessaggio(b, altra)
		require.ErrorIs(t, err, piemontepay.ErrMessaggio, "the two orders are incompatible")
	}
}

func TestEnvelope(t *testing.T) {
	m := messaggi(piemontepay.XSD110)[0]
	nuda, err := piemontepay.AppendBusta(nil, m, piemontepay.XSD110, nil)
	require.NoError(t, err)
	sicura, err := piemontepay.AppendBusta([]byte("x"), m, piemontepay.XSD110, &piemontepay.Sicurezza{
		Utente:   "ente",
		Password: passphrase(t, "p<w"), Creato: time.Date(2024, 4, 12, 8, 0, 0, 5e6, time.UTC),
	})
	require.NoError(t, err)
	require.Contains(t, string(sicura), "<wsu:Created>2024-04-12T08:00:00.005Z</wsu:Created><wsu:Expires>2024-04-12T08:05:00.005Z</wsu:Expires>")
	require.Contains(t, string(sicura), "p&lt;w</wsse:Password>")
	for _, b := range [][]byte{nuda, sicura[1:]} {
		letto, err := piemontepay.ParseMessaggio(b, piemontepay.XSD110)
		require.NoError(t, err)
		require.Equal(t, jsonDi(t, m), jsonDi(t, letto))
	}
	for da, a := range map[string]string{ // beside the Header and the one Body an envelope has nothing
		"</soapenv:Body>": "</soapenv:Body><soapenv:Body><x/></soapenv:Body>",
		"<soapenv:Body>":  "<x/><soapenv:Body>",
		"soapenv:Body>":   `soapenv:Body x="1">`,
	} {
		_, err = piemontepay.ParseMessaggio([]byte(strings.Replace(string(nuda), da, a, 1)), piemontepay.XSD110)
		require.ErrorIs(t, err, piemontepay.ErrMessaggio, a)
	}
	_, err = piemontepay.ParseMessaggio([]byte(`<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body/></s:Envelope>`), piemontepay.XSD110)
	require.ErrorIs(t, err, piemontepay.ErrMessaggio)
	require.Equal(t, "http://www.csi.it/epay/epaywso/service/InserisciListaDiCarico", piemontepay.OperazioneDi(m).SOAPAction())
}

func TestParseMessaggioRefusals(t *testing.T) {
	con := func(vecchio, nuovo string) string {
		require.Contains(t, esempioCarico, vecchio)
		return strings.Replace(esempioCarico, vecchio, nuovo, 1)
	}
	const p = "InserisciListaDiCaricoRequest/"
	const pos = p + "ListaDiCarico/PosizioniDaInserire/PosizioneDaInserire[1]"
	tests := []struct {
		nome, in, campo string
		codice          avviso.Codice
	}{
		{"DOCTYPE", "<!DOCTYPE x>" + esempioCarico, "", piemontepay.CodiceXML},
		{"truncated", esempioCarico[:300], "", piemontepay.CodiceXML},
		{"not UTF-8", con("Mensa marzo", "Mensa \xff"), "", piemontepay.CodiceXML},
		{"HTML", "<html><body>503</body></html>", "html", piemontepay.CodiceXML},
		{"another namespace", strings.ReplaceAll(esempioCarico, "enti2epaywso/types", "altro"), "InserisciListaDiCaricoRequest", piemontepay.CodiceXML},
		{"missing element", con("<IdMessaggio>MSG-0001</IdMessaggio>", ""), p + "Testata/IdMessaggio", piemontepay.CodiceElemento},
		{"repeated element", con("<IdMessaggio>MSG-0001</IdMessaggio>", "<IdMessaggio>A</IdMessaggio><IdMessaggio>A</IdMessaggio>"), p + "Testata/IdMessaggio", piemontepay.CodiceElemento},
		{"unknown element", con("<Testata>", "<Testata><Altro/>"), p + "Testata/IdMessaggio", piemontepay.CodiceElemento},
		{"payer in the wrong namespace", con("c:IdentificativoUnivocoFiscale>RSSMRA80A01H501U</c:", "IdentificativoUnivocoFiscale>RSSMRA80A01H501U</"), pos + "/SoggettoPagatore/IdentificativoUnivocoFiscale", piemontepay.CodiceElemento},
		{"amount with three decimals", con("<ImportoTotale>59.90", "<ImportoTotale>59.900"), pos + "/ImportoTotale", piemontepay.CodiceValore},
		{"amount negative", con("<ImportoTotale>59.90", "<ImportoTotale>-59.90"), pos + "/ImportoTotale", piemontepay.CodiceValore},
		{"amount over the bound", con("<ImportoTotale>59.90", "<ImportoTotale>100000000.00"), pos + "/ImportoTotale", piemontepay.CodiceValore},
		{"amount with an exponent", con("<ImportoTotale>59.90", "<ImportoTotale>1e9999999"), pos + "/ImportoTotale", piemontepay.CodiceValore},
		{"no such day", con("2024-04-30", "2024-04-31"), pos + "/DataScadenza", piemontepay.CodiceValore},
		{"count zero", con("<NumeroPosizioniDebitorie>1<", "<NumeroPosizioniDebitorie>0<"), p + "Testata/NumeroPosizioniDebitorie", piemontepay.CodiceValore},
		{"payment type of 5", con("MS01", "MENSA"), p + "Testata/CodiceVersamento", avviso.CodiceLunghezza},
		{"text of 101", con("Mensa marzo", strings.Repeat("x", 101)), pos + "/DescrizioneCausaleVersamento", avviso.CodiceLunghezza},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			_, err := piemontepay.ParseMessaggio([]byte(tt.in), piemontepay.XSD110)
			require.ErrorIs(t, err, piemontepay.ErrMessaggio)
			var e *piemontepay.Errore
			require.ErrorAs(t, err, &e)
			require.Equal(t, tt.codice, e.Codice, err)
			if tt.campo != "" {
				require.Equal(t, tt.campo, e.Campo, err)
			}
			require.Positive(t, e.Riga)
		})
	}
}

func TestAppendMessaggioRefusals(t *testing.T) {
	nuovo := func() *piemontepay.InserisciListaDiCarico {
		return messaggi(piemontepay.XSD110)[0].(*piemontepay.InserisciListaDiCarico)
	}
	const pos = "ListaDiCarico/PosizioniDaInserire/PosizioneDaInserire[1]/"
	const radice = "InserisciListaDiCaricoRequest/"
	tests := []struct {
		nome   string
		cambia func(*piemontepay.InserisciListaDiCarico)
		want   []string
	}{
		{"count and total", func(m *piemontepay.InserisciListaDiCarico) {
			m.Testata.NumeroPosizioniDebitorie, m.Testata.ImportoTotaleListaDiCarico = 2, avviso.MustImporto("59.91")
		}, []string{"COERENZA Testata/NumeroPosizioniDebitorie", "COERENZA Testata/ImportoTotaleListaDiCarico"}},
		{"components", func(m *piemontepay.InserisciListaDiCarico) {
			m.PosizioniDaInserire[0].ComponentiImporto[0].Importo = avviso.MustImporto("59.89")
		}, []string{"COERENZA " + pos + "ImportoTotale"}},
		{"validity", func(m *piemontepay.InserisciListaDiCarico) {
			m.PosizioniDaInserire[0].DataFineValidita = avviso.MustData("2024-03-31")
		}, []string{"COERENZA " + pos + "DataFineValidita"}},
		{"amount zero", func(m *piemontepay.InserisciListaDiCarico) {
			p := &m.PosizioniDaInserire[0]
			p.ImportoTotale, p.ComponentiImporto, m.Testata.ImportoTotaleListaDiCarico = avviso.Importo{}, nil, avviso.Importo{}
		}, []string{"COERENZA " + pos + "ImportoTotale"}},
		{"same id twice", func(m *piemontepay.InserisciListaDiCarico) {
			m.PosizioniDaInserire = append(m.PosizioniDaInserire, m.PosizioniDaInserire[0])
			m.Testata.NumeroPosizioniDebitorie, m.Testata.ImportoTotaleListaDiCarico = 2, avviso.MustImporto("119.80")
		}, []string{"COERENZA ListaDiCarico/PosizioniDaInserire/PosizioneDaInserire[2]/IdPosizioneDebitoria"}},
		{"six components", func(m *piemontepay.InserisciListaDiCarico) {
			p := &m.PosizioniDaInserire[0]
			c := p.ComponentiImporto[0]
			c.Importo = avviso.MustImporto("10.00")
			p.ComponentiImporto = []piemontepay.ComponenteImporto{c, c, c, c, c, c}
			p.ImportoTotale, m.Testata.ImportoTotaleListaDiCarico = avviso.MustImporto("60.00"), avviso.MustImporto("60.00")
		}, []string{"COERENZA " + pos + "ComponentiImporto", "LUNGHEZZA " + radice + pos + "ComponentiImporto/ComponenteImporto[6]"}},
		{"secondary body in the older schema", func(m *piemontepay.InserisciListaDiCarico) {
			m.PosizioniDaInserire[0].ImportoPrincipale = importo("50.00")
		}, []string{"ELEMENTO " + radice + pos + "ImportoPrincipale"}},
		{"text of 101", func(m *piemontepay.InserisciListaDiCarico) {
			m.PosizioniDaInserire[0].DescrizioneCausaleVersamento = strings.Repeat("x", 101)
		}, []string{"LUNGHEZZA " + radice + pos + "DescrizioneCausaleVersamento"}},
		{
			"missing payer", func(m *piemontepay.InserisciListaDiCarico) {
				m.PosizioniDaInserire[0].SoggettoPagatore = piemontepay.Soggetto{}
			},
			[]string{"OBBLIGATORIO " + radice + pos + "SoggettoPagatore/PersonaGiuridica/RagioneSociale"},
		},
		{
			"e-mail", func(m *piemontepay.InserisciListaDiCarico) {
				m.PosizioniDaInserire[0].SoggettoPagatore.EMail = "chiocciola"
			},
			[]string{"VALORE " + radice + pos + "SoggettoPagatore/EMail"},
		},
		{"character no XML can carry", func(m *piemontepay.InserisciListaDiCarico) { m.Testata.IdMessaggio = "a\x01" }, []string{"VALORE InserisciListaDiCaricoRequest/Testata/IdMessaggio"}},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			m := nuovo()
			tt.cambia(m)
			b, err := piemontepay.AppendMessaggio(nil, m, piemontepay.XSD110)
			require.Nil(t, b)
			if d := cmp.Diff(tt.want, campi(err)); d != "" {
				t.Error(d, err)
			}
		})
	}
}

// ImportoType goes to 99999999.99 in version 1.1.0 and to 999999999.99 in the schema
// of the two bodies.
func TestLargestAmount(t *testing.T) {
	for g, massimo := range map[piemontepay.Generazione]string{piemontepay.XSD110: "99999999.99", piemontepay.Multibeneficiario: "999999999.99"} {
		m := messaggi(g)[4].(*piemontepay.TrasmettiNotifichePagamento)
		m.Notifiche[0].ImportoPagato, m.Testata.ImportoTotalePagamenti = avviso.MustImporto(massimo), avviso.MustImporto(massimo)
		b, err := piemontepay.AppendMessaggio(nil, m, g)
		require.NoError(t, err)
		letto, err := piemontepay.ParseMessaggio(b, g)
		require.NoError(t, err)
		require.Equal(t, jsonDi(t, m), jsonDi(t, letto))
		oltre := avviso.ImportoDaCentesimi(avviso.MustImporto(massimo).Centesimi() + 1)
		_, err = piemontepay.ParseMessaggio([]byte(strings.Replace(string(b), massimo, oltre.String(), 1)), g)
		require.ErrorIs(t, err, piemontepay.ErrMessaggio)
	}
}

// Amounts are optional in an update: what is given is held to the same rules.
func TestResultCodes(t *testing.T) {
	for da, a := range map[int]int{0: 0, 12: 12, 50: 51, 100: 103, 112: 112, 150: 189, 191: 197, 200: 200, 218: 218, 250: 250} {
		for n := da; n <= a; n++ {
			c := piemontepay.CodiceRisultato(fmt.Sprintf("%03d", n))
			require.NotEmpty(t, c.Descrizione(), c)
		}
	}
	require.True(t, piemontepay.RisultatoOK.Positivo())
	require.True(t, piemontepay.RisultatoDuplicatoAvviso.Positivo())
	require.False(t, piemontepay.RisultatoSistema.Positivo())
	for _, c := range []piemontepay.CodiceRisultato{"180", "181", "182", "183", "184", "185"} {
		require.True(t, c.Ambiguo())
		require.NotEmpty(t, c.Descrizione())
	}
	require.False(t, piemontepay.RisultatoGiaPagata.Ambiguo())
	require.Equal(t, "posizione già pagata", piemontepay.RisultatoGiaPagata.Descrizione())
	require.Empty(t, piemontepay.CodiceRisultato("999").Descrizione())
}

func FuzzParseMessaggio(f *testing.F) {
	f.Add([]byte(esempioCarico), false)
	f.Add([]byte(esempioRisposta), true)
	for _, g := range generazioni {
		for _, m := range messaggi(g) {
			b, err := piemontepay.AppendMessaggio(nil, m, g)
			require.NoError(f, err)
			f.Add(b, g == piemontepay.Multibeneficiario)
		}
	}
	f.Fuzz(func(t *testing.T, b []byte, multi bool) {
		g := piemontepay.XSD110
		if multi {
			g = piemontepay.Multibeneficiario
		}
		m, err := piemontepay.ParseMessaggio(b, g)
		if err != nil {
			require.ErrorIs(t, err, piemontepay.ErrMessaggio)
			return
		}
		if len(piemontepay.Violazioni(m)) > 0 {
			return // the writer refuses what contradicts itself
		}
		scritto, err := piemontepay.AppendMessaggio(nil, m, g)
		require.NoError(t, err)
		letto, err := piemontepay.ParseMessaggio(scritto, g)
		require.NoError(t, err, string(scritto))
		require.Equal(t, jsonDi(t, m), jsonDi(t, letto))
	})
}
