package pendenza_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rpt"
	"github.com/quietanza/quietanza/rpt/nodo"
)

var debitoreNodo = rpt.Subject{EntityUniqueIdentifierType: rpt.PersonaFisica, EntityUniqueIdentifierValue: "TSTPNI70D01L219V", FullName: "Pino Test"}

// pagamentoNodo is the answer about a position of the worked examples.
func pagamentoNodo(e rpt.Versione, iuv, totale, causale, scadenza string, transfer ...rpt.Transfer) *rpt.PaGetPaymentRisposta {
	ultimo := true
	return &rpt.PaGetPaymentRisposta{Versione: e, Outcome: rpt.OutcomeOK, Data: &rpt.Pagamento{
		CreditorReferenceID: iuv, PaymentAmount: avviso.MustImporto(totale), DueDate: avviso.MustData(scadenza), LastPayment: &ultimo, Description: causale,
		CompanyName: "Comune di Prova", OfficeName: "Ufficio Tributi", Debtor: debitoreNodo, TransferList: transfer,
	}}
}

func transferNodo(e rpt.Versione, i int, importo, dominio, iban, testo string) rpt.Transfer {
	t := rpt.Transfer{
		IDTransfer: avviso.Indice(i), TransferAmount: avviso.MustImporto(importo), FiscalCodePA: dominio, IBAN: iban, RemittanceInformation: testo,
		TransferCategory: "9/0101002IM/",
	}
	if e == rpt.V2 && dominio == domA {
		t.CompanyName = "Comune di Prova"
	}
	return t
}

func TestNodoPagamento(t *testing.T) {
	t.Parallel()
	const testoP1 = "/RFB/01000000000004285/100.00/TXT/TARI 2026 rata unica"
	p1 := func(e rpt.Versione, iban string) rpt.Transfer {
		return transferNodo(e, 1, "100.00", domA, iban, testoP1)
	}
	di := func(nav string, e rpt.Versione, importo, tipo string) *rpt.PaGetPayment {
		m := domandaPagamento(nav, e)
		m.TransferType = tipo
		if importo != "" {
			i := avviso.MustImporto(importo)
			m.Amount = &i
		}
		return m
	}
	con := func(m *rpt.PaGetPaymentRisposta, f func(*rpt.Pagamento)) *rpt.PaGetPaymentRisposta {
		f(m.Data)
		return m
	}
	appoggio := func(t rpt.Transfer, altre ...rpt.MapEntry) rpt.Transfer {
		t.Metadata = append(altre, rpt.MapEntry{Key: "IBANAPPOGGIO", Value: postaleA})
		return t
	}
	for nome, c := range map[string]struct {
		domanda *rpt.PaGetPayment
		cambia  func(*pendenza.RichiestaNodo)
		attesa  *rpt.PaGetPaymentRisposta
		codice  nodo.FaultCode
	}{
		"T9 an attempt of the portal": {di(navP1, rpt.V2, "", ""), func(r *pendenza.RichiestaNodo) {
			r.Verifica.Tentativi = []pendenza.Tentativo{{IUV: avviso.MustIUV("RF18539007547034"), CCP: "c1", Stato: pendenza.TentativoInCorso, Iniziato: adessoNodo.Add(-time.Minute)}}
		}, nil, nodo.PAAPagamentoInCorso},
		"T9 an attempt of paGetPayment": {di(navP1, rpt.V2, "", ""), func(r *pendenza.RichiestaNodo) {
			r.Verifica.Tentativi = []pendenza.Tentativo{{IUV: avviso.MustIUV("01000000000004285"), CCP: "c1", Stato: pendenza.TentativoInCorso, Iniziato: adessoNodo.Add(-time.Minute)}}
			r.Verifica.Pendenza.Tentativi = r.Verifica.Tentativi
		}, pagamentoNodo(rpt.V2, "01000000000004285", "100.00", "TARI 2026 rata unica", "2026-06-30", p1(rpt.V2, ibanA)), ""},
		"T10 V1 POSTAL":     {di(navP1, rpt.V1, "90.00", "POSTAL"), nil, pagamentoNodo(rpt.V1, "01000000000004285", "100.00", "TARI 2026 rata unica", "2026-06-30", p1(rpt.V1, postaleA)), ""},
		"T10 V2 PAGOPA":     {di(navP1, rpt.V2, "", "PAGOPA"), nil, pagamentoNodo(rpt.V2, "01000000000004285", "100.00", "TARI 2026 rata unica", "2026-06-30", appoggio(p1(rpt.V2, ibanA))), ""},
		"V1 PAGOPA":         {di(navP1, rpt.V1, "", "PAGOPA"), nil, pagamentoNodo(rpt.V1, "01000000000004285", "100.00", "TARI 2026 rata unica", "2026-06-30", p1(rpt.V1, ibanA)), ""},
		"V2, type not said": {di(navP1, rpt.V2, "", ""), nil, pagamentoNodo(rpt.V2, "01000000000004285", "100.00", "TARI 2026 rata unica", "2026-06-30", p1(rpt.V2, ibanA)), ""},
		"T11": {di(navP2, rpt.V2, "", ""), nil, pagamentoNodo(rpt.V2, "01000000000500122", "84.00", "TARI e TEFA", "2026-06-30",
			transferNodo(rpt.V2, 1, "80.00", domA, ibanA, "/RFB/01000000000500122/80.00/TXT/TARI e TEFA"),
			transferNodo(rpt.V2, 2, "4.00", domB, ibanB, "/RFB/01000000000500122/4.00/TXT/TARI e TEFA")), ""},
		"T12 V1": {di(navP3, rpt.V1, "", ""), nil, nil, nodo.PAASemantica},
		"T12 V2": {di(navP3, rpt.V2, "", ""), nil, pagamentoNodo(rpt.V2, "01000000000500223", "26.00", "Istanza con bollo", "2026-06-30",
			transferNodo(rpt.V2, 1, "10.00", domA, ibanA, "/RFB/01000000000500223/10.00/TXT/Istanza con bollo"),
			rpt.Transfer{
				IDTransfer: 2, TransferAmount: avviso.MustImporto("16.00"), FiscalCodePA: domA, CompanyName: "Comune di Prova",
				RichiestaMarcaDaBollo: &rpt.RichiestaMarcaDaBollo{HashDocumento: hashP3, TipoBollo: "01", ProvinciaResidenza: "MI"},
				RemittanceInformation: "/RFB/01000000000500223/16.00/TXT/Istanza con bollo", TransferCategory: "9/0101002IM/",
			}), ""},
		"T13 no debtor": {di(navP1, rpt.V2, "", ""), func(r *pendenza.RichiestaNodo) { r.Verifica.Pendenza.SoggettoPagatore = nil }, con(
			pagamentoNodo(rpt.V2, "01000000000004285", "100.00", "TARI 2026 rata unica", "2026-06-30", p1(rpt.V2, ibanA)),
			func(g *rpt.Pagamento) {
				g.Debtor = rpt.Subject{EntityUniqueIdentifierType: rpt.PersonaFisica, EntityUniqueIdentifierValue: "ANONIMO", FullName: "ANONIMO"}
			}), ""},
		"D10 debtor of blanks": {di(navP1, rpt.V2, "", ""), func(r *pendenza.RichiestaNodo) {
			r.Verifica.Pendenza.SoggettoPagatore = &pendenza.SoggettoPagatore{Anagrafica: " "}
		}, con(
			pagamentoNodo(rpt.V2, "01000000000004285", "100.00", "TARI 2026 rata unica", "2026-06-30", p1(rpt.V2, ibanA)),
			func(g *rpt.Pagamento) {
				g.Debtor = rpt.Subject{EntityUniqueIdentifierType: rpt.PersonaFisica, EntityUniqueIdentifierValue: "ANONIMO", FullName: "ANONIMO"}
			}), ""},
		"T13 no dates": {di(navP1, rpt.V2, "", ""), func(r *pendenza.RichiestaNodo) { r.Verifica.Pendenza.DataScadenza = avviso.Data{} }, pagamentoNodo(
			rpt.V2, "01000000000004285", "100.00", "TARI 2026 rata unica", "2999-12-31", p1(rpt.V2, ibanA)), ""},
		"T14": {di(navP1, rpt.V2, "", ""), func(r *pendenza.RichiestaNodo) {
			r.Verifica.Pendenza.Voci[0] = pendenza.Voce{Importo: avviso.MustImporto("100.00"), CodEntrata: "TARI"}
		}, nil, nodo.PAASystemError},
		"codEntrata of the table": {di(navP1, rpt.V2, "", "POSTAL"), func(r *pendenza.RichiestaNodo) {
			r.Verifica.Pendenza.Voci[0] = pendenza.Voce{Importo: avviso.MustImporto("100.00"), CodEntrata: "TARI"}
			r.Ente.Entrate = func(cod string) (pendenza.Voce, bool) {
				return pendenza.Voce{IbanAccredito: avviso.MustIBAN(postaleA), TipoContabilita: pendenza.AltraContabilita, CodiceContabilita: "0101002IM/"}, cod == "TARI"
			}
		}, pagamentoNodo(rpt.V2, "01000000000004285", "100.00", "TARI 2026 rata unica", "2026-06-30", p1(rpt.V2, postaleA)), ""},
		"no category": {di(navP1, rpt.V2, "", ""), func(r *pendenza.RichiestaNodo) { r.Verifica.Pendenza.Voci[0].CodiceTassonomicoPagoPA = "" }, nil, nodo.PAASystemError},
		"category of the body": {di(navP1, rpt.V2, "", ""), func(r *pendenza.RichiestaNodo) {
			r.Verifica.Pendenza.Voci[0].CodiceTassonomicoPagoPA, r.Ente.Categoria = "", "9/0101002IM/"
		}, pagamentoNodo(rpt.V2, "01000000000004285", "100.00", "TARI 2026 rata unica", "2026-06-30", p1(rpt.V2, ibanA)), ""},
		"no account": {di(navP1, rpt.V2, "", ""), func(r *pendenza.RichiestaNodo) { r.Verifica.Pendenza.Voci[0].IbanAccredito = avviso.IBAN{} }, nil, nodo.PAASystemError},
		"six items": {di(navP1, rpt.V2, "", ""), func(r *pendenza.RichiestaNodo) {
			r.Verifica.Pendenza.Voci = make([]pendenza.Voce, 6)
		}, nil, nodo.PAASystemError},
		"amount that is not the sum": {di(navP1, rpt.V2, "", ""), func(r *pendenza.RichiestaNodo) { r.Verifica.Pendenza.Importo = avviso.MustImporto("99.00") }, nil, nodo.PAASystemError},
		"pairs of the caller": {di(navP1, rpt.V2, "", "PAGOPA"), func(r *pendenza.RichiestaNodo) {
			r.Ente.Metadata = func(*pendenza.Voce) []rpt.MapEntry { return []rpt.MapEntry{{Key: "CAPITOLO", Value: "1"}} }
		}, pagamentoNodo(rpt.V2, "01000000000004285", "100.00", "TARI 2026 rata unica", "2026-06-30", appoggio(p1(rpt.V2, ibanA), rpt.MapEntry{Key: "CAPITOLO", Value: "1"})), ""},
		"date of the notice": {di(navP1, rpt.V1, "", ""), func(r *pendenza.RichiestaNodo) {
			r.Verifica.Pendenza.Proprieta = &pendenza.Proprieta{DataScandenzaAvviso: avviso.MustData("2026-05-31")}
		}, pagamentoNodo(rpt.V1, "01000000000004285", "100.00", "TARI 2026 rata unica", "2026-05-31", p1(rpt.V1, ibanA)), ""},
		"pairs of the item, V1": {di(navP1, rpt.V1, "", ""), func(r *pendenza.RichiestaNodo) {
			r.Verifica.Pendenza.Voci[0].Metadata = &pendenza.Metadata{MapEntries: []pendenza.MapEntry{{Key: "CAPITOLO", Value: "7"}}}
		}, con(pagamentoNodo(rpt.V1, "01000000000004285", "100.00", "TARI 2026 rata unica", "2026-06-30", p1(rpt.V1, ibanA)), func(g *rpt.Pagamento) {
			g.TransferList[0].Metadata = []rpt.MapEntry{{Key: "CAPITOLO", Value: "7"}}
		}), ""},
		"text of the item": {di(navP1, rpt.V1, "", ""), func(r *pendenza.RichiestaNodo) {
			r.Verifica.Pendenza.Voci[0].DescrizioneCausaleRPT = "rata"
		}, pagamentoNodo(rpt.V1, "01000000000004285", "100.00", "TARI 2026 rata unica", "2026-06-30",
			transferNodo(rpt.V1, 1, "100.00", domA, ibanA, "/RFB/01000000000004285/100.00/TXT/rata")), ""},
	} {
		t.Run(nome, func(t *testing.T) {
			t.Parallel()
			r := pendenza.RichiestaNodo{Ente: enteNodo()}
			r.Verifica.Pendenza = posizioneNodo(c.domanda.QRCode.NoticeNumber)
			if c.cambia != nil {
				c.cambia(&r)
			}
			d, m := conversa(t, c.domanda, r)
			if c.attesa == nil {
				ko(t, m, c.codice, domA)
				require.NotContains(t, d.Fault.Description, "Pino", "no personal data")
				return
			}
			require.Empty(t, cmp.Diff(c.attesa, m, uguali))
			require.Empty(t, rpt.VerificaRisposta(m, rpt.Domanda{
				NumeroAvviso: avviso.MustNumeroAvviso(c.domanda.QRCode.NoticeNumber), IdDominio: avviso.MustIdDominio(domA),
			}).Rilievi)
		})
	}
	t.Run("fourteen pairs and the support account", func(t *testing.T) {
		t.Parallel()
		r := pendenza.RichiestaNodo{Ente: enteNodo()}
		r.Verifica.Pendenza = posizioneNodo(navP1)
		r.Ente.Metadata = func(*pendenza.Voce) []rpt.MapEntry {
			coppie := make([]rpt.MapEntry, 15)
			for i := range coppie {
				coppie[i] = rpt.MapEntry{Key: "k", Value: string(rune('a' + i))}
			}
			return coppie
		}
		d, m := conversa(t, di(navP1, rpt.V2, "", "PAGOPA"), r)
		coppie := m.(*rpt.PaGetPaymentRisposta).Data.TransferList[0].Metadata
		require.Len(t, coppie, 15)
		require.Equal(t, rpt.MapEntry{Key: "k", Value: "n"}, coppie[13])
		require.Equal(t, rpt.MapEntry{Key: "IBANAPPOGGIO", Value: postaleA}, coppie[14])
		require.Len(t, d.Avvertenze, 1)
		require.Equal(t, pendenza.ElementiMax, d.Avvertenze[0].Codice)
		require.Equal(t, "voci[0].metadata[14]", d.Avvertenze[0].Campo)
	})
	t.Run("T9 twice", func(t *testing.T) {
		t.Parallel()
		r := pendenza.RichiestaNodo{Ente: enteNodo()}
		r.Verifica.Pendenza = posizioneNodo(navP1)
		_, prima := conversa(t, di(navP1, rpt.V2, "", ""), r)
		_, seconda := conversa(t, di(navP1, rpt.V2, "", ""), r)
		require.Empty(t, cmp.Diff(prima, seconda, uguali))
		stato, err := rpt.ApplicaRpt(rpt.StatoRPTAttivata, rpt.EventoNuovaAttivazione, &rpt.ContestoRpt{NuovoModello: true})
		require.NoError(t, err)
		require.Equal(t, rpt.StatoRPTAnnullata, stato, "the first attempt")

		p, _, err := r.Verifica.Pendenza.Applica(pendenza.AvviaTentativo{CCP: "g1", Adesso: adessoNodo, NuovoModello: true}, pendenza.Opzioni{})
		require.NoError(t, err)
		_, _, err = p.Applica(pendenza.AvviaTentativo{CCP: "g2", Adesso: adessoNodo.Add(time.Second)}, pendenza.Opzioni{})
		require.ErrorIs(t, err, pendenza.ErrTransizione)
		e := pendenza.AvviaTentativo{CCP: "g2", Adesso: adessoNodo.Add(time.Second), NuovoModello: true}
		p, _, err = p.Applica(e, pendenza.Opzioni{})
		require.NoError(t, err)
		require.Len(t, p.Tentativi, 2)
		scritto, err := pendenza.MarshalEvento(e)
		require.NoError(t, err)
		riletto, err := pendenza.ParseEvento(scritto, time.Time{})
		require.NoError(t, err)
		require.True(t, riletto.(pendenza.AvviaTentativo).NuovoModello)
	})
	t.Run("the receipt brings its receiptId", func(t *testing.T) {
		t.Parallel()
		p := *posizioneNodo(navP1)
		corso := p.Corso(pendenza.Opzioni{})
		iuv, dopo := p.IUV, adessoNodo.Add(time.Minute)
		if !iuv.IsValid() {
			iuv = p.NumeroAvviso.IUV()
		}
		ricevuta := pendenza.Ricevuta{IUV: iuv, CCP: "token-1", Esito: rpt.PagamentoEseguito}
		for i, v := range p.Voci {
			ricevuta.Voci = append(ricevuta.Voci, pendenza.VoceRicevuta{Indice: avviso.Indice(i + 1), IUR: "token-1", Importo: v.Importo})
		}
		altra := ricevuta
		altra.CCP, altra.Voci = "token-2", slices.Clone(ricevuta.Voci)
		for i := range altra.Voci {
			altra.Voci[i].IUR = "token-2"
		}
		attesi := []pendenza.Tentativo{{IUV: iuv, CCP: iuv.String(), Stato: pendenza.TentativoInCorso, Iniziato: adessoNodo.UTC()}}
		for _, x := range []struct {
			evento pendenza.Evento
			cambia func()
		}{
			{pendenza.AvviaTentativo{Adesso: adessoNodo, NuovoModello: true}, func() {}},
			{pendenza.AvviaTentativo{Adesso: dopo, NuovoModello: true}, func() { attesi[0].Iniziato = dopo.UTC() }},
			{ricevuta, func() { attesi[0].CCP, attesi[0].Stato = "token-1", pendenza.TentativoEseguito }},
			{altra, func() {
				attesi = append(attesi, pendenza.Tentativo{IUV: iuv, CCP: "token-2", Stato: pendenza.TentativoEseguito})
			}},
		} {
			x.cambia()
			var err error
			p, _, err = p.Applica(x.evento, pendenza.Opzioni{})
			require.NoError(t, err)
			require.Equal(t, attesi, p.Tentativi)
			_, err = corso.Applica(x.evento)
			require.NoError(t, err)
			require.Equal(t, attesi, corso.Pendenza().Tentativi, "the log remembers the same")
		}
		_, err := corso.Applica(ricevuta)
		require.ErrorIs(t, err, pendenza.ErrRTDuplicata, "it came before")
		_, _, err = p.Applica(pendenza.AvviaTentativo{Adesso: dopo}, pendenza.Opzioni{})
		require.ErrorIs(t, err, pendenza.ErrEvento, "an attempt of the older models has a ccp")
	})
}

// TestPagamentoComeRPT makes the RPT and the answer out of one position: the rules of
// a receipt see one request.
func TestPagamentoComeRPT(t *testing.T) {
	t.Parallel()
	for _, nav := range []string{navP1, navP2, navP3} {
		p, e := posizioneNodo(nav), enteNodo()
		g, _, err := p.PagamentoPA(e, rpt.V2, "")
		require.NoError(t, err)
		dati := rpt.DatiRPT{
			Stazione: stazA, IdentificativoMessaggio: "m", DataOra: adessoNodo, Autenticazione: rpt.AutenticazioneNA, DataEsecuzione: avviso.MustData("2026-03-10"), TipoVersamento: rpt.VersamentoPO,
			Ente: rpt.EnteBeneficiario{IdentificativoUnivoco: rpt.IdentificativoUnivoco{TipoIdentificativoUnivoco: rpt.PersonaGiuridica, CodiceIdentificativoUnivoco: domA}, Denominazione: "Comune di Prova"},
		}
		require.NoError(t, p.CompletaRPT(&dati, e.Entrate))
		r, err := rpt.NuovaRPT(dati)
		require.NoError(t, err)
		comeRPT := r.Pagamento()
		ricevuta, err := rpt.NuovaRicevuta(&g, rpt.DatiRicevuta{
			Versione: rpt.V2, IDPA: domA, IDBrokerPA: domA, IDStation: stazA, ReceiptID: "r1", NoticeNumber: p.NumeroAvviso, FiscalCode: p.IdDominio,
			IDPSP: "PSP", PSPCompanyName: "PSP", IDChannel: "PSP_01", ChannelDescription: "WEB", PaymentDateTime: adessoNodo, Bollo: []byte("<b/>"),
		})
		require.NoError(t, err)
		require.Empty(t, rpt.VerificaRicevuta(rpt.RichiestaPaGetPaymentV2, &g, &ricevuta.Receipt).Rilievi, nav)
		require.Empty(t, rpt.VerificaRicevuta(rpt.RichiestaRPT, &comeRPT, &ricevuta.Receipt).Rilievi, nav)
		for i := range g.TransferList {
			require.Equal(t, r.DatiVersamento.DatiSingoloVersamento[i].CausaleVersamento, g.TransferList[i].RemittanceInformation)
		}
	}
}

// TestNodoRicevuta is paSendRT and paSendRTV2.
func TestNodoRicevuta(t *testing.T) {
	t.Parallel()
	ricevuta := func(t *testing.T, nav, idPA, receiptID string, cambia func(*rpt.PaSendRT)) (*rpt.PaSendRT, *rpt.Pagamento) {
		t.Helper()
		p := posizioneNodo(nav)
		g, _, err := p.PagamentoPA(enteNodo(), rpt.V2, "")
		require.NoError(t, err)
		r, err := rpt.NuovaRicevuta(&g, rpt.DatiRicevuta{
			Versione: rpt.V2, IDPA: idPA, IDBrokerPA: idPA, IDStation: idPA + "_01", ReceiptID: receiptID, NoticeNumber: p.NumeroAvviso, FiscalCode: p.IdDominio,
			IDPSP: "PSP", PSPCompanyName: "PSP", IDChannel: "PSP_01", ChannelDescription: "WEB", PaymentDateTime: adessoNodo, Bollo: []byte("<b/>"),
		})
		require.NoError(t, err)
		if cambia != nil {
			cambia(&r)
		}
		return &r, &g
	}
	applica := func(t *testing.T, p pendenza.Pendenza, m *rpt.PaSendRT) pendenza.Pendenza {
		t.Helper()
		e, err := pendenza.RicevutaPA(&m.Receipt)
		require.NoError(t, err)
		q, _, err := p.Applica(e, pendenza.Opzioni{})
		require.NoError(t, err)
		return q
	}
	t.Run("T15", func(t *testing.T) {
		t.Parallel()
		m, g := ricevuta(t, navP1, domA, "r1", nil)
		attesa := rpt.AttesaRicevuta{Tipo: rpt.RichiestaPaGetPaymentV2, Richiesta: g, Posizione: true}
		d, risposta := conversa(t, m, pendenza.RichiestaNodo{Ente: enteNodo(), Ricevuta: attesa})
		require.Equal(t, &rpt.RispostaPA{Versione: rpt.V2, Outcome: rpt.OutcomeOK}, risposta)
		require.Equal(t, rpt.EventoRTValida, d.Ricevuta.Evento)
		p := applica(t, *posizioneNodo(navP1), m)
		require.Equal(t, pendenza.Eseguita, p.Stato)

		attesa.Acquisita = true
		_, risposta = conversa(t, m, pendenza.RichiestaNodo{Ente: enteNodo(), Ricevuta: attesa})
		ko(t, risposta, nodo.PAAReceiptDuplicata, domA)

		attesa.Acquisita = false
		m, _ = ricevuta(t, navP1, domA, "r2", nil)
		_, risposta = conversa(t, m, pendenza.RichiestaNodo{Ente: enteNodo(), Ricevuta: attesa})
		require.Equal(t, rpt.OutcomeOK, risposta.(*rpt.RispostaPA).Outcome)
		p = applica(t, p, m)
		require.True(t, p.Anomala(), "a duplicate payment")
		require.Len(t, p.Pagamenti, 2)
	})
	t.Run("T16", func(t *testing.T) {
		t.Parallel()
		m, _ := ricevuta(t, navP2, domB, "r1", nil)
		b := &pendenza.EntePA{
			Ente:     avviso.Ente{IdDominio: avviso.MustIdDominio(domB), Nome: "Provincia di Prova"},
			Stazioni: []pendenza.Stazione{{IDStazione: domB + "_01", Intermediario: domB, Broadcast: true}, {IDStazione: domB + "_02", Intermediario: domB}},
		}
		_, risposta := conversa(t, m, pendenza.RichiestaNodo{Ente: b})
		require.Equal(t, &rpt.RispostaPA{Versione: rpt.V2, Outcome: rpt.OutcomeOK}, risposta)
		var importi []string
		for x := range m.Riscossioni() {
			importi = append(importi, x.IdDominio+" "+x.Importo.String())
		}
		require.Equal(t, []string{domB + " 4.00"}, importi)
		m.IDStation = domB + "_02"
		_, risposta = conversa(t, m, pendenza.RichiestaNodo{Ente: b})
		ko(t, risposta, nodo.PAAStazioneIntErrata, domB)
	})
	t.Run("T17 never issued", func(t *testing.T) {
		t.Parallel()
		m, _ := ricevuta(t, navP1, domA, "r1", func(r *rpt.PaSendRT) {
			r.Receipt.CreditorReferenceID, r.Receipt.NoticeNumber = "01000000000500930", "301000000000500930"
		})
		d, risposta := conversa(t, m, pendenza.RichiestaNodo{Ente: enteNodo()})
		ko(t, risposta, nodo.PAARPTSconosciuta, domA)
		require.Contains(t, d.Fault.Description, "IUV", "what is unknown")
	})
	t.Run("T17 reference of another notice", func(t *testing.T) {
		t.Parallel()
		m, g := ricevuta(t, navP1, domA, "r1", func(r *rpt.PaSendRT) { r.Receipt.CreditorReferenceID = "01000000000500122" })
		d, risposta := conversa(t, m, pendenza.RichiestaNodo{Ente: enteNodo(), Ricevuta: rpt.AttesaRicevuta{Tipo: rpt.RichiestaPaGetPaymentV2, Richiesta: g, Posizione: true}})
		ko(t, risposta, nodo.PAASemantica, domA)
		require.False(t, d.Ricevuta.Verifica.Accettata())
		require.Equal(t, avviso.Codice("C1"), d.Ricevuta.Verifica.Rilievi[0].Codice)
	})
	t.Run("T18", func(t *testing.T) {
		t.Parallel()
		m, g := ricevuta(t, navP1, domA, "r1", nil)
		r := pendenza.RichiestaNodo{Ente: enteNodo(), Ricevuta: rpt.AttesaRicevuta{Guasto: errProva, Passeggero: true}}
		d, risposta := conversa(t, m, r)
		require.Nil(t, risposta)
		require.Nil(t, d.Fault)
		require.True(t, d.Ricevuta.SenzaRisposta)
		r.Ricevuta = rpt.AttesaRicevuta{Tipo: rpt.RichiestaPaGetPaymentV2, Richiesta: g, Posizione: true}
		_, risposta = conversa(t, m, r)
		require.Equal(t, rpt.OutcomeOK, risposta.(*rpt.RispostaPA).Outcome)
	})
	t.Run("not read", func(t *testing.T) {
		t.Parallel()
		d, risposta := conversaXML(t, []byte("ciao"), "paSendRTV2", pendenza.RichiestaNodo{Ente: enteNodo()})
		ko(t, risposta, nodo.PAASintassiExtraXSD, domA)
		lettura := d.Fault.Description
		require.Contains(t, lettura, "riga 1, colonna 1", "where the message cannot be read")
		require.NotContains(t, lettura, "rpt:", "and not by which package")
		niente := pendenza.RichiestaNodo{Ente: enteNodo(), Busta: rpt.Busta{Primitiva: rpt.PrimitivaPaSendRTV2}}
		d = niente.Decidi()
		require.Equal(t, nodo.PAASintassiExtraXSD, d.Fault.FaultCode)
		require.NotEqual(t, lettura, d.Fault.Description, "there is no message")
	})
	t.Run("identifiers", func(t *testing.T) {
		t.Parallel()
		for codice, cambia := range map[nodo.FaultCode]func(*rpt.PaSendRT){
			nodo.PAAIDIntermediarioErrato: func(m *rpt.PaSendRT) { m.IDBrokerPA = domB },
			nodo.PAAStazioneIntErrata:     func(m *rpt.PaSendRT) { m.IDStation = domA + "_99" },
		} {
			m, g := ricevuta(t, navP1, domA, "r1", cambia)
			_, risposta := conversa(t, m, pendenza.RichiestaNodo{Ente: enteNodo(), Ricevuta: rpt.AttesaRicevuta{Richiesta: g}})
			ko(t, risposta, codice, domA)
		}
		// The station of another numbering of the body.
		e := enteNodo()
		e.Stazioni = append(e.Stazioni, pendenza.Stazione{
			IDStazione: domA + "_02", Intermediario: domA, Numerazioni: []avviso.Configurazione{{AuxDigit: avviso.Aux3, SegregationCode: "02"}},
		})
		m, g := ricevuta(t, navP1, domA, "r1", func(m *rpt.PaSendRT) { m.IDStation = domA + "_02" })
		_, risposta := conversa(t, m, pendenza.RichiestaNodo{Ente: e, Ricevuta: rpt.AttesaRicevuta{Tipo: rpt.RichiestaPaGetPaymentV2, Richiesta: g, Posizione: true}})
		ko(t, risposta, nodo.PAAStazioneIntErrata, domA)
	})
}
