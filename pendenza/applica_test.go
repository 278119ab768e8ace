package pendenza_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rpt"
)

// passo applies one event and returns the position and the kinds of the actions.
func passo(t *testing.T, p pendenza.Pendenza, e pendenza.Evento) (pendenza.Pendenza, []pendenza.TipoAzione) {
	t.Helper()
	q, mossa, err := p.Applica(e, pendenza.Opzioni{})
	require.NoError(t, err)
	var tipi []pendenza.TipoAzione
	for _, a := range mossa.Azioni {
		tipi = append(tipi, a.Tipo)
	}
	return q, tipi
}

// ricevutaIUR is ricevuta with another ccp and IUR.
func ricevutaIUR(ccp, iur, esito string, voci ...string) pendenza.Ricevuta {
	r := ricevuta(esito, voci...)
	r.CCP = ccp
	for i := range r.Voci {
		r.Voci[i].IUR = iur
	}
	return r
}

func eseguite(p *pendenza.Pendenza) (e []bool) {
	for i := range p.Voci {
		e = append(e, p.Voci[i].Eseguita)
	}
	return e
}

func haSegnalazione(p *pendenza.Pendenza, c pendenza.CodiceSegnalazione) bool {
	return slices.ContainsFunc(p.Segnalazioni, func(s pendenza.Segnalazione) bool { return s.Codice == c })
}

// TestTentativiChiusi: a receipt closes its attempt as its outcome says, and one
// that nobody announced is recorded closed.
func TestTentativiChiusi(t *testing.T) {
	for _, tt := range []struct {
		nome     string
		ricevuta pendenza.Ricevuta
		stato    pendenza.StatoTentativo
	}{
		{"outcome 0", ricevuta("0", "60.00", "40.00"), pendenza.TentativoEseguito},
		{"outcome 1", ricevuta("1"), pendenza.TentativoNonEseguito},
		{"outcome 2", ricevuta("2", "60.00", "0.00"), pendenza.TentativoParziale},
		{"outcome 3", ricevuta("3", "0.00", "0.00"), pendenza.TentativoNonEseguito},
		{"outcome 4", ricevuta("4", "0.00", "40.00"), pendenza.TentativoParziale},
		{"outcome 2, nothing", ricevuta("2", "0.00", "0.00"), pendenza.TentativoNonEseguito},
	} {
		t.Run(tt.nome, func(t *testing.T) {
			avviata := applica(t, con(pendenza.NonEseguita), pendenza.AvviaTentativo{CCP: "c1", Adesso: adesso})
			p, azioni := passo(t, avviata, tt.ricevuta)
			require.Equal(t, []pendenza.Tentativo{{IUV: iuv, CCP: "c1", Stato: tt.stato, Iniziato: adesso}}, p.Tentativi)
			require.Equal(t, pendenza.FaiNotifica, azioni[0])
			p, _ = passo(t, con(pendenza.NonEseguita), tt.ricevuta)
			require.Equal(t, []pendenza.Tentativo{{IUV: iuv, CCP: "c1", Stato: tt.stato}}, p.Tentativi)
		})
	}
}

// TestAzioni: what the host should do, event by event.
func TestAzioni(t *testing.T) {
	const (
		notifica, chiudi, alternative = pendenza.FaiNotifica, pendenza.FaiChiudiPromemoria, pendenza.FaiInvalidaAlternative
		ripianifica, ripristinata     = pendenza.FaiRipianifica, pendenza.FaiRipristinata
	)
	inDocumento := con(pendenza.NonEseguita)
	inDocumento.Documento = &pendenza.Documento{Identificativo: "D", Descrizione: "d"}
	pagata := applica(t, inDocumento, ricevuta("0", "60.00", "40.00"))
	tests := []struct {
		nome   string
		p      pendenza.Pendenza
		e      pendenza.Evento
		azioni []pendenza.TipoAzione
	}{
		{"paid", con(pendenza.NonEseguita), ricevuta("0", "60.00", "40.00"), []pendenza.TipoAzione{notifica, chiudi}},
		{"paid, of a document", inDocumento, ricevuta("0", "60.00", "40.00"), []pendenza.TipoAzione{notifica, chiudi, alternative}},
		{"paid in part, of a document", inDocumento, ricevuta("2", "60.00", "0.00"), []pendenza.TipoAzione{notifica, alternative}},
		{"paid again, of a document", pagata, ricevutaIUR("c2", "R2", "0", "60.00", "40.00"), []pendenza.TipoAzione{notifica}},
		{"refused, of a document", inDocumento, ricevuta("1"), []pendenza.TipoAzione{notifica}},
		{"without RPT", con(pendenza.NonEseguita), pendenza.PagamentoSenzaRPT{IUR: "R1", Importo: cento}, []pendenza.TipoAzione{chiudi}},
		{"without RPT, of a document", inDocumento, pendenza.PagamentoSenzaRPT{IUR: "R1", Importo: cento}, []pendenza.TipoAzione{chiudi, alternative}},
		{"without RPT, paid already", pagata, pendenza.PagamentoSenzaRPT{IUR: "R2", Importo: cento}, nil},
		{"updated", con(pendenza.NonEseguita), pendenza.Aggiorna{Nuova: pendenza.Pendenza{Causale: "x"}}, nil},
		{"updated when cancelled", con(pendenza.Annullata), pendenza.Aggiorna{Nuova: pendenza.Pendenza{Causale: "x"}}, []pendenza.TipoAzione{ripristinata, ripianifica}},
		{"given back", pagata, pendenza.Storno{}, []pendenza.TipoAzione{ripianifica}},
		{"given back in part", pagata, pendenza.Storno{Indici: []avviso.Indice{1}}, []pendenza.TipoAzione{ripianifica}},
		{"a duplicate given back", applica(t, pagata, ricevutaIUR("c2", "R2", "0", "60.00", "40.00")), pendenza.Storno{IUR: "R2"}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			_, azioni := passo(t, tt.p, tt.e)
			require.Equal(t, tt.azioni, azioni)
		})
	}
}

// TestStornoDiUnaVoce: an item given back is open again, the others stay paid,
// and money is money even where the amount was another one.
func TestStornoDiUnaVoce(t *testing.T) {
	p := applica(t, con(pendenza.NonEseguita), ricevuta("0", "60.00", "40.00"), pendenza.Storno{Indici: []avviso.Indice{1}})
	require.Equal(t, pendenza.EseguitaParziale, p.Stato)
	require.Equal(t, []bool{false, true}, eseguite(&p))
	require.Equal(t, []bool{true, false}, []bool{p.Pagamenti[0].Stornato, p.Pagamenti[1].Stornato})

	p = applica(t, con(pendenza.NonEseguita), ricevuta("0", "61.00", "40.00"))
	require.Equal(t, []bool{false, true}, eseguite(&p))
	p = applica(t, p, pendenza.Storno{Indici: []avviso.Indice{1}})
	require.Equal(t, pendenza.EseguitaParziale, p.Stato)
	require.True(t, p.Pagamenti[0].Stornato)

	// Items paid by something that a short document left out.
	letta, err := pendenza.ParsePendenza(documento(t, map[string]string{"stato": `"ESEGUITA"`}))
	require.NoError(t, err)
	require.Equal(t, []bool{true, true, true}, eseguite(&letta))
	q := applica(t, letta, pendenza.Storno{Indici: []avviso.Indice{3}})
	require.Equal(t, []bool{true, true, false}, eseguite(&q))
	require.Equal(t, pendenza.EseguitaParziale, q.Stato)

	for _, tt := range []struct {
		e      pendenza.Storno
		codice avviso.Codice
		campo  string
	}{
		{pendenza.Storno{Indici: []avviso.Indice{0}}, pendenza.CodiceEvento, "indici[0]"},
		{pendenza.Storno{Indici: []avviso.Indice{1, 6}}, pendenza.CodiceEvento, "indici[1]"},
		{pendenza.Storno{Indici: []avviso.Indice{2, 2}}, pendenza.CodiceEvento, "indici[1]"},
		{pendenza.Storno{Indici: []avviso.Indice{1}, IUR: "R"}, pendenza.CodiceEvento, "iur"},
		{pendenza.Storno{Indici: []avviso.Indice{5}}, pendenza.CodiceTransizione, ""}, // an item that may be, and is not
		{pendenza.Storno{Indici: []avviso.Indice{4}}, pendenza.CodiceTransizione, ""},
	} {
		_, _, err := letta.Applica(tt.e, pendenza.Opzioni{})
		require.Equal(t, tt.codice, codice(t, err), "%+v", tt.e)
		if tt.campo != "" {
			var e *pendenza.Errore
			require.ErrorAs(t, err, &e)
			require.Equal(t, tt.campo, e.Campo)
		}
	}
}

// TestStornoTotale: everything given back opens every item, and what paid it by
// another way is forgotten.
func TestStornoTotale(t *testing.T) {
	p := applica(t, con(pendenza.NonEseguita), pendenza.PagatoAltroCanale{}, ricevuta("0", "60.00", "40.00"), pendenza.Storno{})
	require.Equal(t, pendenza.NonEseguita, p.Stato)
	require.False(t, p.AltroCanale)
	require.Equal(t, []bool{false, false}, eseguite(&p))

	p = applica(t, con(pendenza.NonEseguita), pendenza.PagamentoSenzaRPT{IUR: "R1", Importo: avviso.MustImporto("60.00")})
	require.True(t, p.SenzaRPT)
	q := applica(t, p, pendenza.Storno{IUR: "R1"})
	require.Equal(t, pendenza.NonEseguita, q.Stato)
	require.False(t, q.SenzaRPT)
	require.Equal(t, 2, q.Versione)

	// Part of it leaves the rest as it was.
	p = applica(t, p, ricevutaIUR("c2", "R2", "0", "60.00", "40.00"), pendenza.Storno{Indici: []avviso.Indice{2}})
	require.True(t, p.SenzaRPT)
}

// TestDuplicatiDiUnSaldoIgnoto: an item paid by something that the list does not
// hold counts as paid once, so that one more payment is still one too many.
func TestDuplicatiDiUnSaldoIgnoto(t *testing.T) {
	letta, err := pendenza.ParsePendenza(documento(t, map[string]string{"stato": `"ESEGUITA"`}))
	require.NoError(t, err)
	p := applica(t, letta, ricevutaIUR("c1", "R1", "0", "100.00", "16.00", "6.50"), ricevutaIUR("c2", "R2", "0", "100.00", "16.00", "6.50"))
	require.True(t, p.Anomala())
	p = applica(t, p, pendenza.Storno{IUR: "R2"})
	require.True(t, haSegnalazione(&p, pendenza.PagamentoDuplicato), "R1 is still one too many")
	p = applica(t, p, pendenza.Storno{IUR: "R1"})
	require.False(t, p.Anomala())
	require.Equal(t, pendenza.Eseguita, p.Stato)
	require.Equal(t, []bool{true, true, true}, eseguite(&p))
}

// TestRicevutaTardiva: the receipt of a payment recorded without RPT completes
// it.
func TestRicevutaTardiva(t *testing.T) {
	p := applica(t, con(pendenza.NonEseguita), pendenza.PagamentoSenzaRPT{IUR: "R1", Importo: avviso.MustImporto("60.00")})
	require.Equal(t, []pendenza.Pagamento{{IUV: iuv, IUR: "R1", Indice: 1, Importo: avviso.MustImporto("60.00"), Tipo: avviso.Entrata, SenzaRPT: true}}, p.Pagamenti)
	require.Equal(t, pendenza.RiscossioneSenzaRPT, p.Pagamenti[0].Stato())
	p = applica(t, p, ricevuta("0", "60.00"))
	require.Equal(t, []pendenza.Pagamento{{IUV: iuv, IUR: "R1", Indice: 1, CCP: "c1", Importo: avviso.MustImporto("60.00"), Tipo: avviso.Entrata}}, p.Pagamenti)
	require.False(t, p.SenzaRPT)
	require.False(t, haSegnalazione(&p, pendenza.ImportoDiverso))

	p = applica(t, con(pendenza.NonEseguita), pendenza.PagamentoSenzaRPT{IUR: "R1", Importo: avviso.MustImporto("60.00")}, ricevuta("0", "59.00"))
	require.Equal(t, "60.00", p.Pagamenti[0].Importo.String(), "the money that moved")
	require.True(t, haSegnalazione(&p, pendenza.ImportoDiverso))
}

// TestVocePagataDueVolte: in a position that is open, only the item that was
// paid before has a payment too many: the last one like the others.
func TestVocePagataDueVolte(t *testing.T) {
	for i, voci := range [][]string{{"60.00", "0.00"}, {"0.00", "40.00"}} {
		p := applica(t, con(pendenza.NonEseguita), ricevuta("2", voci...), ricevutaIUR("c2", "R2", "2", voci...))
		require.Equal(t, pendenza.EseguitaParziale, p.Stato)
		require.True(t, haSegnalazione(&p, pendenza.VoceGiaEseguita))
		require.Equal(t, []bool{false, true}, []bool{p.Pagamenti[0].Duplicato, p.Pagamenti[1].Duplicato})
		require.Equal(t, avviso.Indice(i+1), p.Pagamenti[1].Indice)
	}
	p := applica(t, con(pendenza.NonEseguita), ricevuta("2", "60.00", "0.00"), ricevutaIUR("c2", "R2", "2", "0.00", "40.00"))
	require.False(t, p.Pagamenti[0].Duplicato || p.Pagamenti[1].Duplicato || p.Anomala())
}

func TestIndiciDeiPagamenti(t *testing.T) {
	cinque := con(pendenza.NonEseguita)
	cinque.Voci = nil
	for i := range pendenza.MaxVoci {
		cinque.Voci = append(cinque.Voci, pendenza.Voce{IDVocePendenza: string(rune('a' + i)), Importo: avviso.MustImporto("20.00"), CodEntrata: "IMU"})
	}
	p := applica(t, cinque, ricevuta("0", "20.00", "20.00", "20.00", "20.00", "20.00"), pendenza.Riconcilia{IUR: "R1", Indice: 5})
	require.True(t, p.Pagamenti[4].Incassato)
	p = applica(t, p, pendenza.Storno{Indici: []avviso.Indice{5}})
	require.Equal(t, []bool{true, true, true, true, false}, eseguite(&p))

	for _, tt := range []struct {
		e      pendenza.Evento
		codice avviso.Codice
	}{
		{pendenza.Riconcilia{IUR: "R1", Indice: 0}, pendenza.CodiceEvento},
		{pendenza.Riconcilia{IUR: "R1", Indice: 6}, pendenza.CodiceEvento},
		{pendenza.Riconcilia{Indice: 1}, pendenza.CodiceEvento},
		{pendenza.Riconcilia{IUR: "RX", Indice: 5}, pendenza.CodiceTransizione},
		{pendenza.Ricevuta{CCP: "c", Esito: "0", Voci: []pendenza.VoceRicevuta{{Indice: 6, IUR: "R", Importo: cento}}}, pendenza.CodiceEvento},
		{pendenza.Ricevuta{CCP: "c", Esito: "0", Voci: []pendenza.VoceRicevuta{{Indice: 0, IUR: "R", Importo: cento}}}, pendenza.CodiceEvento},
		{pendenza.PagamentoSenzaRPT{IUR: "R"}, pendenza.CodiceEvento},
		{pendenza.PagamentoSenzaRPT{IUR: "R", Importo: avviso.MustImporto("-0.01")}, pendenza.CodiceEvento},
		{pendenza.PagamentoSenzaRPT{Importo: cento}, pendenza.CodiceEvento},
	} {
		_, _, err := p.Applica(tt.e, pendenza.Opzioni{})
		require.Equal(t, tt.codice, codice(t, err), "%+v", tt.e)
	}
	una := con(pendenza.NonEseguita)
	una.Voci, una.Importo = una.Voci[:1], una.Voci[0].Importo
	una = applica(t, una, pendenza.PagamentoSenzaRPT{IUR: "R1", Importo: una.Importo})
	require.False(t, una.Anomala())
	require.Empty(t, una.Segnalazioni, "the one item is the one that was paid")
	require.Equal(t, []bool{true}, eseguite(&una))
}

// TestBolloPerUltimo: when everything credited is reconciled and what is missing
// is a stamp, which never is, the receipt of the stamp ends the position.
func TestBolloPerUltimo(t *testing.T) {
	p := con(pendenza.NonEseguita)
	p.Voci[1].CodEntrata, p.Voci[1].TipoBollo = "", "01"
	p = applica(t, p, ricevuta("2", "60.00", "0.00"), pendenza.Riconcilia{IUR: "R1", Indice: 1})
	require.Equal(t, pendenza.EseguitaParziale, p.Stato)
	p, azioni := passo(t, p, ricevutaIUR("c2", "R2", "2", "0.00", "40.00"))
	require.Equal(t, pendenza.Incassata, p.Stato)
	require.Equal(t, []pendenza.TipoAzione{pendenza.FaiNotifica, pendenza.FaiChiudiPromemoria, pendenza.FaiQuietanza}, azioni)
	require.True(t, p.Quietanzabile())

	// A stamp alone is credited to nobody: nothing is reconciled.
	solo := con(pendenza.NonEseguita)
	solo.Voci = solo.Voci[:1]
	solo.Voci[0].CodEntrata, solo.Voci[0].TipoBollo = "", "01"
	solo, azioni = passo(t, solo, ricevuta("0", "60.00"))
	require.Equal(t, pendenza.Eseguita, solo.Stato)
	require.Equal(t, []pendenza.TipoAzione{pendenza.FaiNotifica, pendenza.FaiChiudiPromemoria}, azioni)
}

// TestVociDiAltriEnti: a payment for a body that the caller does not see is none
// of its credits.
func TestVociDiAltriEnti(t *testing.T) {
	mio, altro := avviso.MustIdDominio("00429440068"), avviso.MustIdDominio("12345678903")
	p := con(pendenza.NonEseguita)
	p.Voci[1].IdDominio = altro
	for _, tt := range []struct {
		domini []avviso.IdDominio
		tipo   avviso.TipoRiscossione
	}{
		{nil, avviso.Entrata},
		{[]avviso.IdDominio{mio, altro}, avviso.Entrata},
		{[]avviso.IdDominio{mio}, avviso.EntrataPANonIntermediata},
	} {
		q, _, err := p.Applica(ricevuta("0", "60.00", "40.00"), pendenza.Opzioni{Domini: tt.domini})
		require.NoError(t, err)
		require.Equal(t, avviso.Entrata, q.Pagamenti[0].Tipo, "the creditor of the position")
		require.Equal(t, tt.tipo, q.Pagamenti[1].Tipo)
	}
}

func TestTrasferisciDuranteUnTentativo(t *testing.T) {
	p := applica(t, con(pendenza.NonEseguita), pendenza.AvviaTentativo{CCP: "c1", Adesso: adesso})
	_, _, err := p.Applica(pendenza.Trasferisci{Adesso: adesso}, pendenza.Opzioni{})
	require.ErrorIs(t, err, pendenza.ErrTransizione)
	q := applica(t, p, pendenza.Trasferisci{Adesso: adesso.Add(pendenza.TimeoutTentativo)})
	require.Equal(t, pendenza.Trasferita, q.Stato)
}

// TestTentativoRPT: the state of an attempt by that of its RPT and the outcome
// of its receipt.
func TestTentativoRPT(t *testing.T) {
	for _, tt := range []struct {
		t      rpt.Tentativo
		atteso pendenza.StatoTentativo
	}{
		{rpt.Tentativo{}, pendenza.TentativoInCorso},
		{rpt.Tentativo{Stato: rpt.StatoRPTAttivata}, pendenza.TentativoInCorso},
		{rpt.Tentativo{Stato: rpt.StatoRPTRifiutataNodo}, pendenza.TentativoFallito},
		{rpt.Tentativo{Stato: rpt.StatoRTAccettataPA, Esito: rpt.PagamentoEseguito}, pendenza.TentativoEseguito},
		{rpt.Tentativo{Stato: rpt.StatoRTAccettataPA, Esito: rpt.PagamentoNonEseguito}, pendenza.TentativoNonEseguito},
		{rpt.Tentativo{Stato: rpt.StatoRTAccettataPA, Esito: rpt.PagamentoParzialmenteEseguito}, pendenza.TentativoParziale},
		{rpt.Tentativo{Stato: rpt.StatoRTAccettataPA, Esito: "3"}, pendenza.TentativoNonEseguito},
		{rpt.Tentativo{Stato: rpt.StatoRTAccettataPA, Esito: "4"}, pendenza.TentativoParziale},
	} {
		require.Equal(t, tt.atteso, pendenza.TentativoRPT(tt.t), "%+v", tt.t)
	}
	for nome, tt := range map[string]struct {
		atteso pendenza.StatoTentativo
		noto   bool
	}{
		"IN_CORSO": {pendenza.TentativoInCorso, true}, "ESEGUITO": {pendenza.TentativoEseguito, true}, "FALLITO": {pendenza.TentativoFallito, true},
		"RPT_ATTIVATA": {pendenza.TentativoInCorso, true}, "RPT_RIFIUTATA_NODO": {pendenza.TentativoFallito, true}, "BOH": {pendenza.TentativoInCorso, false},
	} {
		s, noto := pendenza.StatoTentativoDi(nome)
		require.Equal(t, tt.atteso, s, nome)
		require.Equal(t, tt.noto, noto, nome)
	}
}

// TestRegoleDiAggiornamento: the member that a refused update names, and what an
// update keeps.
func TestRegoleDiAggiornamento(t *testing.T) {
	iban := avviso.MustIBAN("IT60X0542811101000000123456")
	sei := func(n int) []pendenza.Voce {
		voci := con(pendenza.NonEseguita).Voci
		for i := len(voci); i < n; i++ {
			voci = append(voci, pendenza.Voce{IDVocePendenza: string(rune('a' + i)), Importo: avviso.MustImporto("10.00"), CodEntrata: "IMU"})
		}
		return voci
	}
	oltre, err := avviso.MaxImporto.Somma(avviso.MustImporto("0.01"))
	require.NoError(t, err)
	di := func(v ...avviso.Importo) []pendenza.Voce {
		voci := con(pendenza.NonEseguita).Voci
		for i := range v {
			voci[i].Importo = v[i]
		}
		return voci
	}
	quaranta := avviso.MustImporto("40.00")
	massimo, err := avviso.MaxImporto.Somma(quaranta)
	require.NoError(t, err)
	tests := []struct {
		nome   string
		nuova  pendenza.Pendenza
		codice pendenza.CodiceGovPay
		campo  string
	}{
		{"an item twice", pendenza.Pendenza{Voci: append(con(pendenza.NonEseguita).Voci, pendenza.Voce{IDVocePendenza: "v2", Importo: cento, CodEntrata: "IMU"})}, "VER_001", "voci[2].idVocePendenza"},
		{"an item of 0.00", pendenza.Pendenza{Voci: di(cento, avviso.Importo{})}, "VER_002", "voci[1].importo"},
		{"an item over the maximum", pendenza.Pendenza{Voci: di(oltre, quaranta)}, "VER_002", "voci[0].importo"},
		{"an item of the maximum", pendenza.Pendenza{Voci: di(avviso.MaxImporto, quaranta), Importo: massimo}, "", ""},
		{"five items", pendenza.Pendenza{Voci: sei(5), Importo: avviso.MustImporto("130.00")}, "", ""},
		{"six items", pendenza.Pendenza{Voci: sei(6), Importo: avviso.MustImporto("140.00")}, "VER_002", "importo"},
		{"an item missing", pendenza.Pendenza{Voci: func() []pendenza.Voce {
			v := di()
			v[1].IDVocePendenza = "v9"
			return v
		}()}, "VER_006", "voci[1]"},
		{"codEntrata", pendenza.Pendenza{Voci: func() []pendenza.Voce {
			v := di()
			v[1].CodEntrata = "TARI"
			return v
		}()}, "VER_007", "voci[1].codEntrata"},
		{"a stamp", pendenza.Pendenza{Voci: func() []pendenza.Voce {
			v := di()
			v[1].CodEntrata, v[1].TipoBollo = "", "01"
			return v
		}()}, "VER_007", "voci[1].codEntrata"},
		{"account", pendenza.Pendenza{Voci: func() []pendenza.Voce {
			v := di()
			v[1].IbanAccredito = iban
			return v
		}()}, "VER_023", "voci[1].ibanAccredito"},
		{"an account alone", pendenza.Pendenza{Voci: func() []pendenza.Voce {
			v := di()
			v[1].CodEntrata, v[1].IbanAccredito = "", iban
			return v
		}()}, "VER_007", "voci[1].codEntrata"},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			p := con(pendenza.NonEseguita)
			err := p.ValidaAggiornamento(&pendenza.Aggiorna{Nuova: tt.nuova})
			if tt.codice == "" {
				require.NoError(t, err)
				return
			}
			require.Equal(t, tt.codice, pendenza.Violata(err))
			var e *pendenza.Errore
			require.ErrorAs(t, err, &e)
			require.Equal(t, tt.campo, e.Campo)
		})
	}

	p := con(pendenza.NonEseguita)
	p.Voci[1].CodEntrata, p.Voci[1].TipoBollo, p.Voci[1].HashDocumento, p.Voci[1].ProvinciaResidenza = "", "01", "aGFzaA==", "RM"
	p.Documento = &pendenza.Documento{Identificativo: "D", Descrizione: "d"}
	n := p.Dati()
	n.Documento = &pendenza.Documento{Identificativo: "ALTRO", Descrizione: "a"}
	for i := range n.Voci {
		n.Voci[i] = pendenza.Voce{IDVocePendenza: n.Voci[i].IDVocePendenza, Importo: n.Voci[i].Importo}
	}
	n.Voci = append(n.Voci, pendenza.Voce{IDVocePendenza: "v3", Importo: cento, CodEntrata: "X"})
	n.Importo = avviso.MustImporto("200.00")
	q := applica(t, p, pendenza.Aggiorna{Nuova: n})
	require.Equal(t, "D", q.Documento.Identificativo, "an update never changes the document")
	require.Empty(t, cmp.Diff(append(slices.Clone(p.Voci), n.Voci[2]), q.Voci, confronti...), "an item without destination keeps its own")
	p.Documento = nil
	q = applica(t, p, pendenza.Aggiorna{Nuova: n})
	require.Equal(t, "ALTRO", q.Documento.Identificativo, "but gives one to a position without")
}
