package pendenza_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rpt"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// cinque is a position of five items of 20.00.
func cinque() pendenza.Pendenza {
	p := con(pendenza.NonEseguita)
	p.Voci = nil
	for i := range pendenza.MaxVoci {
		p.Voci = append(p.Voci, pendenza.Voce{IDVocePendenza: string(rune('a' + i)), Importo: avviso.MustImporto("20.00"), CodEntrata: "IMU"})
	}
	return p
}

// TestQuintaVoce: the last item that a position may have counts as the others do.
func TestQuintaVoce(t *testing.T) {
	venti := slices.Repeat([]string{"20.00"}, 5)
	p := applica(t, cinque(), ricevuta("0", venti...))
	q := applica(t, p, pendenza.Storno{Indici: []avviso.Indice{1}})
	require.Equal(t, []bool{false, true, true, true, true}, eseguite(&q))

	doppia := applica(t, p, ricevutaIUR("c2", "R2", "0", "20.00"), ricevutaIUR("c3", "R3", "0", "", "", "", "", "20.00"), pendenza.Storno{IUR: "R2"})
	require.True(t, haSegnalazione(&doppia, pendenza.PagamentoDuplicato), "the fifth is still paid twice")
	doppia = applica(t, doppia, pendenza.Storno{IUR: "R3"})
	require.False(t, haSegnalazione(&doppia, pendenza.PagamentoDuplicato))

	for i := range avviso.Indice(5) {
		require.Equal(t, pendenza.Eseguita, p.Stato)
		p = applica(t, p, pendenza.Riconcilia{IUR: "R1", Indice: 5 - i})
	}
	require.Equal(t, pendenza.Incassata, p.Stato)

	// Money was received for the fifth, of another amount: a receipt of the others ends it.
	p = applica(t, cinque(), ricevutaIUR("c0", "R0", "0", "", "", "", "", "21.00"))
	require.Equal(t, []bool{false, false, false, false, false}, eseguite(&p))
	p = applica(t, p, ricevuta("0", venti[:4]...))
	require.Equal(t, pendenza.Eseguita, p.Stato)
}

// TestSenzaRPT: a payment of another notice has its own IUR, and what one flow said of all
// the items becomes the payment of each once the receipt is there.
func TestSenzaRPT(t *testing.T) {
	p := cinque()
	p.Pagamenti = []pendenza.Pagamento{{IUV: avviso.MustIUV("01000000000500122"), IUR: "R1", Indice: 1, Importo: cento}}
	_, _, err := p.Applica(pendenza.PagamentoSenzaRPT{IUV: iuv, IUR: "R1", Importo: cento}, pendenza.Opzioni{})
	require.NoError(t, err)

	p = applica(t, cinque(), pendenza.PagamentoSenzaRPT{IUV: iuv, IUR: "R1", Importo: cento}, ricevuta("0", slices.Repeat([]string{"20.00"}, 5)...))
	var indici []avviso.Indice
	for _, g := range p.Pagamenti {
		indici = append(indici, g.Indice)
		require.Equal(t, "20.00", g.Importo.String())
	}
	require.Equal(t, []avviso.Indice{1, 2, 3, 4, 5}, indici)
	require.Equal(t, []bool{true, true, true, true, true}, eseguite(&p))
}

// TestPagamentoSenzaVoce: a payment that names no item is counted for none.
func TestPagamentoSenzaVoce(t *testing.T) {
	p := con(pendenza.EseguitaParziale)
	p.Pagamenti = append(p.Pagamenti, pendenza.Pagamento{IUV: iuv, IUR: "RX", Importo: cento})
	p = applica(t, p, pendenza.Storno{Indici: []avviso.Indice{1}})
	require.Equal(t, []bool{false, false}, eseguite(&p))
}

// TestPagatore: the debtor that a payment names, at the bounds of its schema.
func TestPagatore(t *testing.T) {
	subject := func(s pendenza.SoggettoPagatore) (rpt.Subject, error) {
		p := posizioneNodo(navP1)
		p.SoggettoPagatore = &s
		g, _, err := p.PagamentoPA(enteNodo(), rpt.V2, "")
		return g.Debtor, err
	}
	for _, tt := range []struct {
		tipo pendenza.TipoSoggetto
		id   string
		want rpt.TipoIdentificativoUnivoco
	}{
		{"", "TSTPNI70D01L219V", rpt.PersonaFisica},
		{"", "12345678903", rpt.PersonaGiuridica},
		{"", "", rpt.PersonaFisica},
		{"", "anonimo", rpt.PersonaFisica},
		{pendenza.PersonaFisica, "12345678903", rpt.PersonaFisica},
		{pendenza.PersonaGiuridica, "TSTPNI70D01L219V", rpt.PersonaGiuridica},
	} {
		d, err := subject(pendenza.SoggettoPagatore{Tipo: tt.tipo, Identificativo: tt.id, Anagrafica: "x"})
		require.NoError(t, err)
		require.Equal(t, tt.want, d.EntityUniqueIdentifierType, "%q %q", tt.tipo, tt.id)
	}
	for n, want := range map[int]bool{1: false, 2: true, 16: true, 17: false} {
		_, err := subject(pendenza.SoggettoPagatore{Identificativo: strings.Repeat("X", n), Anagrafica: "x"})
		require.Equal(t, want, err == nil, n)
		if !want {
			require.ErrorIs(t, err, pendenza.ErrRisposta)
		}
	}
	for nazione, want := range map[string]string{"IT": "IT", "I1": "", "ITA": "", "I": "", "it": ""} {
		d, err := subject(pendenza.SoggettoPagatore{Anagrafica: "x", Nazione: nazione})
		require.NoError(t, err)
		require.Equal(t, want, d.Country, nazione)
	}
	x := func(n int) string { return strings.Repeat("à", n) }
	d, err := subject(pendenza.SoggettoPagatore{Anagrafica: x(70), Indirizzo: x(70), Civico: x(16), CAP: x(16), Localita: x(35), Provincia: x(35)})
	require.NoError(t, err)
	require.Equal(t, []string{x(70), x(70), x(16), x(16), x(35), x(35)}, []string{d.FullName, d.StreetName, d.CivicNumber, d.PostalCode, d.City, d.StateProvinceRegion})
	d, err = subject(pendenza.SoggettoPagatore{Anagrafica: x(71), Indirizzo: x(71), Civico: x(17), CAP: x(17), Localita: x(36), Provincia: x(36)})
	require.NoError(t, err)
	require.Equal(t, []string{x(70), "", "", "", "", ""}, []string{d.FullName, d.StreetName, d.CivicNumber, d.PostalCode, d.City, d.StateProvinceRegion})

	p := posizioneNodo(navP1)
	p.SoggettoPagatore.Localita, p.SoggettoPagatore.Provincia = "Milano", "MI"
	require.Equal(t, "Milano (MI)", pendenza.Avviso(avviso.Ente{}, slices.Values([]*pendenza.Pendenza{p})).Debitore.Localita)
	p.SoggettoPagatore.Provincia = ""
	require.Equal(t, "Milano", pendenza.Avviso(avviso.Ente{}, slices.Values([]*pendenza.Pendenza{p})).Debitore.Localita)

	p.Voci[0].CodEntrata = "BOH"
	_, _, err = p.PagamentoPA(enteNodo(), rpt.V2, "")
	require.ErrorContains(t, err, "voci[0].codEntrata")
	require.ErrorContains(t, err, "voce 1: ")
}

// TestNumerazioniDellaStazione: a notice of the body's numbering passes, and one that no
// numbering rules (aux digits 1 and 2).
func TestNumerazioniDellaStazione(t *testing.T) {
	for nav, want := range map[string]bool{
		"301000000000004285": true, "302000000000004285": false, "001000000000004285": false, "002000000000004285": true,
		"101000000000004285": true, "201000000000004285": true,
	} {
		p := posizioneNodo(navP1)
		p.NumeroAvviso = avviso.MustNumeroAvviso(nav)
		e := enteNodo()
		e.Stazioni[0].Numerazioni = append(e.Stazioni[0].Numerazioni, avviso.Configurazione{AuxDigit: avviso.Aux0, ApplicationCode: "02"})
		_, m := conversa(t, domandaVerifica(nav), pendenza.RichiestaNodo{Ente: e, Verifica: pendenza.RichiestaVerifica{Pendenza: p}})
		if want {
			require.Equal(t, rpt.OutcomeOK, m.(*rpt.PaVerifyPaymentNoticeRisposta).Outcome, nav)
		} else {
			ko(t, m, nodo.PAAPagamentoSconosciuto, domA)
		}
	}
}

// TestFault: a decision to answer is no fault, and none at all is one.
func TestFault(t *testing.T) {
	require.Nil(t, pendenza.Decisione{Esito: pendenza.Pagabile}.Fault(domA))
	require.Nil(t, pendenza.Decisione{Esito: pendenza.VerificaHost}.Fault(domA))
	require.Equal(t, nodo.PAASystemError, pendenza.Decisione{}.Fault(domA).FaultCode)
	require.Equal(t, nodo.PAASemantica, pendenza.Decisione{Esito: pendenza.Pagabile, FaultCode: nodo.PAASemantica}.Fault(domA).FaultCode)
}

// TestValoriAlLimite: values at their bound and one beyond.
func TestValoriAlLimite(t *testing.T) {
	prova := func(membri string) string {
		_, err := pendenza.ParsePendenza([]byte(piu(membri)))
		return strings.Join(violate(err), " ")
	}
	email := strings.Repeat("a", 200) + "à" + strings.Repeat("a", 50) + "@b.it"
	require.Equal(t, "PATTERN soggettoPagatore.email", prova(`"soggettoPagatore":{"tipo":"F","email":"`+email+`"}`))
	require.Empty(t, prova(`"nome":"a à b"`), "a blank in a text")
	for importo, want := range map[string]string{"999999999.99": "", "1000000000.00": "MAX importo", "1000000000": "MAX importo"} {
		testo := strings.Replace(d0, `"importo":100.00,"voci"`, `"importo":`+importo+`,"voci"`, 1)
		_, err := pendenza.ParsePendenza([]byte(testo))
		require.Equal(t, want, strings.TrimPrefix(strings.Join(slices.DeleteFunc(violate(err), func(s string) bool { return strings.HasPrefix(s, "SOMMA") }), " "), " "), importo)
	}
	for nome, want := range map[string]bool{"ADD": true, "DELETE": true, "REPLACE": true, "MOVE": false, "": false} {
		require.Equal(t, want, pendenza.OpModifica(nome).IsValid(), nome)
	}
	for n, want := range map[int]int{140: 0, 141: 1} {
		for _, m := range []pendenza.MapEntry{{Key: strings.Repeat("à", n), Value: "v"}, {Key: "k", Value: strings.Repeat("à", n)}} {
			v := pendenza.Voce{Metadata: &pendenza.Metadata{MapEntries: []pendenza.MapEntry{m}}}
			coppie, avvertenze := v.Metadati()
			require.Len(t, coppie, 1-want)
			require.Len(t, avvertenze, want)
		}
	}
	for n, want := range map[int]bool{255: true, 256: false} {
		_, err := pendenza.ParseRispostaHost([]byte(`{"stato":"SCADUTA","descrizioneStato":"` + strings.Repeat("à", n) + `"}`))
		require.Equal(t, want, err == nil, n)
	}
	const altri = 256 << 10 // name and value of what is kept of others
	for n, want := range map[int]bool{altri: true, altri + 1: false} {
		_, _, err := pendenza.LeggiPendenza([]byte(piu(`"x":"` + strings.Repeat("a", n-3) + `"`)))
		require.Equal(t, want, err == nil, "%d: %v", n, err)
	}
}

// TestAssenti: what is not there has its own answer.
func TestAssenti(t *testing.T) {
	require.Equal(t, "application/octet-stream", (*pendenza.Allegato)(nil).TipoMedia())
	require.Equal(t, "application/octet-stream", (&pendenza.Allegato{}).TipoMedia())
	require.Equal(t, "application/pdf", (&pendenza.Allegato{Tipo: "application/pdf"}).TipoMedia())
	require.Equal(t, pendenza.TipoLibero, (&pendenza.Pendenza{}).TipoPredefinito())
	require.Equal(t, "a; causale: b", (&pendenza.NonValida{Violazioni: []avviso.Violazione{{Campo: "nome", Testo: "a"}, {Campo: "causale", Testo: "b"}}}).Error())

	p, _, err := pendenza.LeggiNuova([]byte(d0), pendenza.Testata{})
	require.NoError(t, err)
	_, _, err = pendenza.LeggiNuova([]byte(strings.Replace(d0, `"causale":"TARI 2026 rata unica",`, "", 1)), pendenza.Testata{})
	require.Equal(t, []string{"OBBLIGATORIO causale"}, violate(err))
	_, _, err = pendenza.LeggiNuova([]byte("["), pendenza.Testata{})
	require.ErrorIs(t, err, pendenza.ErrDocumento)

	p.Proprieta = &pendenza.Proprieta{Altri: `"x":1`}
	b, err := p.AppendJSON(nil)
	require.NoError(t, err)
	require.Contains(t, string(b), `"proprieta":{"x":1}`)
	p.Stato = 200
	_, err = p.AppendJSON(nil)
	require.ErrorIs(t, err, pendenza.ErrNome)

	p.Voci[0].Metadata = &pendenza.Metadata{MapEntries: []pendenza.MapEntry{{Key: "k", Value: "1"}, {Key: "k", Value: "2"}}}
	require.Equal(t, []string{"DUPLICATO voci[0].metadata.mapEntries[1].key"}, luoghi(p.Avvertenze()))
}

// TestNomiVecchi: the names that older documents use are read leniently.
func TestNomiVecchi(t *testing.T) {
	p, a, err := pendenza.LeggiPendenza([]byte(piu(`"UOBeneficiaria":"UO1"`)))
	require.NoError(t, err)
	require.Equal(t, "UO1", p.IDUnitaOperativa)
	require.Equal(t, []string{"MEMBRO UOBeneficiaria"}, luoghi(a))
	p, _, err = pendenza.LeggiPendenza([]byte(piu(`"UOBeneficiaria":"UO1","idUnitaOperativa":"UO2"`)))
	require.NoError(t, err)
	require.Equal(t, "UO2", p.IDUnitaOperativa, "the newer name wins")
	require.Equal(t, avviso.Altri(`"UOBeneficiaria":"UO1"`), p.Altri)

	bollo := `"tipoBollo":"%","hashDocumento":"aGFzaA==","provinciaResidenza":"RM"`
	testo := strings.Replace(d0, `"ibanAccredito":"IT60X0542811101000000123456","tipoContabilita":"ALTRO","codiceContabilita":"0101002IM"`, bollo, 1)
	for nome, want := range map[string]string{"01": "", "Imposta di bollo": "ENUM voci[0].tipoBollo"} {
		p, a, err = pendenza.LeggiPendenza([]byte(strings.Replace(testo, "%", nome, 1)))
		require.NoError(t, err, nome)
		require.Equal(t, "01", p.Voci[0].TipoBollo)
		require.Equal(t, want, strings.Join(luoghi(a), " "))
	}
	_, _, err = pendenza.LeggiPendenza([]byte(strings.Replace(testo, "%", "02", 1)))
	require.Equal(t, []string{"ENUM voci[0].tipoBollo"}, violate(err))
	_, _, err = pendenza.LeggiPendenza([]byte(strings.Replace(testo, "%", "", 1)))
	require.Equal(t, []string{"ENUM voci[0].tipoBollo"}, violate(err))
	for stato, want := range map[string]bool{"Eseguito": true, "Non eseguito": false} {
		p, _, err := pendenza.LeggiPendenzaGovPay([]byte(inVoce(`"stato":"` + stato + `"`)))
		require.NoError(t, err)
		require.Equal(t, want, p.Voci[0].Eseguita)
	}
}

// TestLuoghi: what is wrong is told at its place.
func TestLuoghi(t *testing.T) {
	_, err := pendenza.ParseModifiche([]byte(`[{"op":"REPLACE","path":"/ack","value":true},{"op":"ADD","path":"/ack","value":true}]`))
	require.Equal(t, []string{"ENUM [1].op"}, violate(err))
	_, err = pendenza.ParseModifiche([]byte(`[{"op":"ADD","path":"/nota","value":{"oggetto":"o","testo":{}}}]`))
	require.Equal(t, []string{"PATTERN [0].value"}, violate(err))

	_, err = pendenza.ParsePendenza([]byte(piu(`"idUnitaOperativa":7,"nome":"` + strings.Repeat("x", 36) + `"`)))
	require.Equal(t, []string{"PATTERN idUnitaOperativa", "LUNGHEZZA_MAX nome"}, violate(err), "in the order of the members")
	_, a, err := pendenza.LeggiPendenza([]byte(piu(`"":1`)))
	require.NoError(t, err)
	require.Equal(t, []string{"MEMBRO "}, luoghi(a))
	for i := range 9 {
		for _, c := range []string{"\x00", "\x1f", "\x7f", "\n"} {
			p := pendenza.Pendenza{Causale: "01234567"[:min(i, 8)] + c + "01234567"}
			require.Contains(t, luoghi(p.Violazioni()), "PATTERN causale", "%q", p.Causale)
		}
	}

	p := posizioneNodo(navP1)
	p.Voci[0].DescrizioneCausaleRPT = "a\nb"
	p.Voci[0].Descrizione = "d"
	_, a, err = p.AppendGovPay(nil, pendenza.OpzioniGovPay{})
	require.NoError(t, err)
	require.Equal(t, []string{"CARATTERI voci[0].descrizioneCausaleRPT"}, luoghi(a))

	_, err = pendenza.ParseRispostaHost([]byte(`{"stato":"SCADUTA","pendenza":` + d0 + `}`))
	require.Equal(t, []string{"VUOTO_RICHIESTO pendenza"}, violate(err))
	_, err = pendenza.ParseRispostaHost([]byte(`{"stato":"SCADUTA"}`))
	require.NoError(t, err)
	r, _, err := pendenza.LeggiRispostaHost(host(piu(`"proprieta":{"linguaSecondaria":"ru","lineaTestoRicevuta1":"x"}`)))
	require.NoError(t, err)
	require.Equal(t, "x", r.Pendenza.Proprieta.LineaTestoRicevuta1, "what is right stays")

	for testo, campo := range map[string]string{
		`{"tipo":"Pubblica","colore":"rosso"}`: "", // kept, with a warning
		`{"tipo":"Pubblica","iur":"R1"}`:       "iur",
	} {
		_, a, err := pendenza.LeggiEvento([]byte(testo), adesso)
		if campo == "" {
			require.NoError(t, err)
			require.Equal(t, []string{"MEMBRO colore"}, luoghi(a))
			continue
		}
		var e *pendenza.Errore
		require.ErrorAs(t, err, &e)
		require.Equal(t, campo, e.Campo)
	}
}
