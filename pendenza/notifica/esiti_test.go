package notifica_test

import (
	"encoding/base64"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/pendenza/notifica"
	"github.com/quietanza/quietanza/rpt"
)

// voce returns an item collected.
func voce(id string, indice int, centesimi int64) notifica.Riscossione {
	return notifica.Riscossione{
		IdDominio: chiamata.IdDominio, IUV: iuv, IUR: "r-01", Indice: indice, IDVocePendenza: id, Importo: avviso.ImportoDaCentesimi(centesimi),
		Tipo: avviso.Entrata, Data: avviso.MustData("2026-03-10"),
	}
}

// conVoci returns a position with items of these names.
func conVoci(nomi ...string) *pendenza.Pendenza {
	p := pendenza.Pendenza{IDA2A: "GEST", IDPendenza: "P1"}
	for _, n := range nomi {
		p.Voci = append(p.Voci, pendenza.Voce{IDVocePendenza: n})
	}
	return &p
}

// Without receipt a payment is whole when all that was due is covered: the items of the
// position, those of the document, the amount of the request; and partial when nothing
// says what was due.
func TestEsitoSenzaRicevuta(t *testing.T) {
	chiesta, err := rpt.ParseDocumento([]byte(richiesta)) // 100.00
	require.NoError(t, err)
	vecchia := rpt.Documento{RPT: &rpt.RPT{}}
	vecchia.RPT.DatiVersamento.ImportoTotaleDaVersare = cento
	primo, secondo := voce("a", 0, 6000), voce("b", 0, 4000)
	dueVoci := []notifica.Riscossione{primo, secondo}
	tests := []struct {
		nome string
		n    notifica.Notifica
		p    *pendenza.Pendenza
		want rpt.CodiceEsitoPagamento
	}{
		{"both items by name", notifica.Notifica{Formato: notifica.EnteV1, Riscossioni: dueVoci}, conVoci("b", "a"), rpt.PagamentoEseguito},
		{"an item of three", notifica.Notifica{Formato: notifica.EnteV1, Riscossioni: dueVoci}, conVoci("a", "b", "c"), rpt.PagamentoParzialmenteEseguito},
		{"the first missing", notifica.Notifica{Formato: notifica.EnteV1, Riscossioni: dueVoci}, conVoci("c", "a"), rpt.PagamentoParzialmenteEseguito},
		{"without names", notifica.Notifica{Formato: notifica.EnteV1, Riscossioni: []notifica.Riscossione{voce("", 1, 100)}}, conVoci(""), rpt.PagamentoParzialmenteEseguito},
		{"by place", notifica.Notifica{Formato: notifica.EnteV2, Riscossioni: []notifica.Riscossione{voce("", 2, 100), voce("", 1, 100)}}, conVoci("", ""), rpt.PagamentoEseguito},
		{"a place missing", notifica.Notifica{Formato: notifica.EnteV2, Riscossioni: []notifica.Riscossione{voce("", 2, 100)}}, conVoci("", ""), rpt.PagamentoParzialmenteEseguito},
		{"items of the document", notifica.Notifica{Formato: notifica.EnteV2, Riscossioni: dueVoci, Ricevuta: &notifica.Ricevuta{
			Voci: []notifica.VocePagata{{IDVocePendenza: "a", Riscossione: &primo}, {IDVocePendenza: "b", Riscossione: &secondo}},
		}}, nil, rpt.PagamentoEseguito},
		{"one of them not paid", notifica.Notifica{Formato: notifica.EnteV2, Riscossioni: dueVoci[:1], Ricevuta: &notifica.Ricevuta{
			Voci: []notifica.VocePagata{{IDVocePendenza: "a", Riscossione: &primo}, {IDVocePendenza: "b"}},
		}}, nil, rpt.PagamentoParzialmenteEseguito},
		{"outcome of the document", notifica.Notifica{Formato: notifica.EnteV2, Riscossioni: dueVoci, Ricevuta: &notifica.Ricevuta{Esito: notifica.DecorrenzaParziale}}, conVoci("a", "b"), rpt.DecorrenzaTerminiParziale},
		{"amount asked", notifica.Notifica{Formato: notifica.EnteV1, Riscossioni: dueVoci, RPT: &notifica.Documento{Documento: chiesta}}, nil, rpt.PagamentoEseguito},
		{"less than asked", notifica.Notifica{Formato: notifica.EnteV1, Riscossioni: dueVoci[:1], RPT: &notifica.Documento{Documento: chiesta}}, nil, rpt.PagamentoParzialmenteEseguito},
		{"amount of an RPT", notifica.Notifica{Formato: notifica.EnteV1, Riscossioni: dueVoci, RPT: &notifica.Documento{Documento: vecchia}}, nil, rpt.PagamentoEseguito},
		{"less than an RPT", notifica.Notifica{Formato: notifica.EnteV1, Riscossioni: dueVoci[1:], RPT: &notifica.Documento{Documento: vecchia}}, nil, rpt.PagamentoParzialmenteEseguito},
		{"nothing says it", notifica.Notifica{Formato: notifica.EnteV1, Riscossioni: dueVoci}, nil, rpt.PagamentoParzialmenteEseguito},
		{"an empty request", notifica.Notifica{Formato: notifica.EnteV1, Riscossioni: dueVoci, RPT: &notifica.Documento{}}, nil, rpt.PagamentoParzialmenteEseguito},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			require.Equal(t, tt.want, tt.n.Fatti(tt.p, time.Time{}).Eventi[0].(pendenza.Ricevuta).Esito)
		})
	}
}

// ricevutaDi returns a receipt of transfers to bodies, in cents.
func ricevutaDi(t *testing.T, voci ...string) *notifica.Documento {
	t.Helper()
	var righe []string
	totale := avviso.Totale{}
	for i, v := range voci {
		ente, importo, _ := strings.Cut(v, " ")
		x, err := avviso.ParseImporto(importo)
		require.NoError(t, err)
		totale.Aggiungi(x)
		righe = append(righe, strings.NewReplacer(`"idTransfer":1`, `"idTransfer":`+string(rune('1'+i)), "12345678903", ente, `"100.00"`, `"`+importo+`"`).
			Replace(`{"idTransfer":1,"transferAmount":"100.00","fiscalCodePA":"12345678903","IBAN":"IT60X0542811101000000123456","remittanceInformation":"x","transferCategory":"9/0101002IM/"}`))
	}
	somma, err := totale.Importo()
	require.NoError(t, err)
	testa, resto, _ := strings.Cut(rtB, `"transferList":[`)
	_, coda, _ := strings.Cut(resto, `}],`)
	d, err := rpt.ParseDocumento([]byte(strings.Replace(testa, `"100.00"`, `"`+somma.String()+`"`, 1) + `"transferList":[` + strings.Join(righe, ",") + `],` + coda))
	require.NoError(t, err)
	return &notifica.Documento{Documento: d}
}

// The item of version 1 that has no name is the next transfer of the receipt with its body
// and amount.
func TestVociPerImporto(t *testing.T) {
	rt := ricevutaDi(t, "12345678903 10.00", "12345678903 20.00", "98765432103 10.00", "12345678903 10.00")
	altro := voce("", 0, 1000)
	altro.IdDominio = avviso.MustIdDominio("98765432103")
	senzaEnte := voce("", 0, 1000)
	senzaEnte.IdDominio = avviso.IdDominio{}
	n := notifica.Notifica{
		Percorso: notifica.Percorso{IdDominio: chiamata.IdDominio, IUV: iuv}, Formato: notifica.EnteV1, RT: rt,
		Riscossioni: []notifica.Riscossione{voce("", 4, 1000), voce("", 4, 2000), senzaEnte, altro},
	}
	f := n.Fatti(nil, time.Time{})
	var posti []avviso.Indice
	for _, v := range f.Voci {
		posti = append(posti, v.Voce)
	}
	require.Equal(t, []avviso.Indice{1, 2, 4, 3}, posti, "the counter of version 1 is no place")
	require.Empty(t, f.Avvertenze)

	// Version 2 counts the items of the position, where the counter can be one.
	for indice, want := range map[int]avviso.Indice{0: 2, 1: 1, 5: 5, 6: 2} {
		n := notifica.Notifica{Formato: notifica.EnteV2, RT: rt, Riscossioni: []notifica.Riscossione{voce("", indice, 2000)}}
		require.Equal(t, want, n.Fatti(nil, time.Time{}).Voci[0].Voce, indice)
	}
	// The name of the position comes first.
	n = notifica.Notifica{Formato: notifica.EnteV2, RT: rt, Riscossioni: []notifica.Riscossione{voce("b", 1, 2000)}}
	require.Equal(t, avviso.Indice(3), n.Fatti(conVoci("x", "y", "b"), time.Time{}).Voci[0].Voce)
	require.Equal(t, avviso.Indice(1), n.Fatti(conVoci("b", "y"), time.Time{}).Voci[0].Voce)
	require.Equal(t, avviso.Indice(1), n.Fatti(conVoci("z", "y"), time.Time{}).Voci[0].Voce)
}

// What another position of the cart paid is taken out of the receipt when body, amount and
// iur say so; else the items do not add up to it.
func TestVociEstranee(t *testing.T) {
	rt := ricevutaDi(t, "12345678903 10.00", "98765432103 5.00")
	estranea := func(cambia func(*notifica.Riscossione)) notifica.Riscossione {
		v := voce("", 2, 500)
		v.IdDominio, v.Pendenza = avviso.MustIdDominio("98765432103"), "/pendenze/GEST/P9"
		cambia(&v)
		return v
	}
	for nome, tt := range map[string]struct {
		cambia func(*notifica.Riscossione)
		want   []string
	}{
		"its own":      {func(*notifica.Riscossione) {}, nil},
		"other body":   {func(v *notifica.Riscossione) { v.IdDominio = chiamata.IdDominio }, []string{"SOMMA"}},
		"other amount": {func(v *notifica.Riscossione) { v.Importo = cento }, []string{"SOMMA"}},
		"other iur":    {func(v *notifica.Riscossione) { v.IUR = "r-07" }, []string{"SOMMA"}},
	} {
		propria := voce("", 1, 1000)
		propria.Pendenza = "/pendenze/GEST/P1"
		n := notifica.Notifica{
			Percorso: notifica.Percorso{IdDominio: chiamata.IdDominio, IUV: iuv}, Formato: notifica.EnteV1, IDA2A: "GEST", IDPendenza: "P1", RT: rt,
			Riscossioni: []notifica.Riscossione{propria, estranea(tt.cambia)},
		}
		f := n.Fatti(nil, time.Time{})
		require.Equal(t, tt.want, codici(f.Avvertenze), nome)
		require.Len(t, f.Voci, 2, nome)
		require.True(t, f.Voci[1].Estranea, nome)
		e := f.Eventi[0].(pendenza.Ricevuta)
		if tt.want == nil {
			require.Equal(t, []pendenza.VoceRicevuta{{Indice: 1, IUR: "r-01", Importo: avviso.ImportoDaCentesimi(1000), Tipo: avviso.Entrata}}, e.Voci)
		} else {
			require.Len(t, e.Voci, 2, nome)
		}
	}
}

// The outcome that the document says beside its receipt is compared with it, when it says
// one.
func TestEsitoDelDocumento(t *testing.T) {
	for esito, want := range map[notifica.EsitoRicevuta][]string{"": nil, notifica.InCorso: nil, notifica.Eseguito: nil, notifica.NonEseguito: {"ESITO"}} {
		n := notifica.Notifica{Formato: notifica.EnteV2, RT: ricevutaDi(t, "12345678903 10.00"), Ricevuta: &notifica.Ricevuta{Esito: esito}}
		f := n.Fatti(nil, time.Time{})
		require.Equal(t, want, codici(f.Avvertenze), esito)
		require.Equal(t, []pendenza.VoceRicevuta{{Indice: 1, IUR: "r-01", Importo: avviso.ImportoDaCentesimi(1000)}}, f.Eventi[0].(pendenza.Ricevuta).Voci, "no items: those of the receipt")
	}
}

// The name of an attempt is the end of the path of its items, when nothing else says it.
func TestCCPDelPercorso(t *testing.T) {
	n, _ := leggi(t, v1(richiesta, "null", riscossioni))
	require.Equal(t, "r-01", n.CCP())
	n, _ = leggi(t, v1(richiesta, "null", strings.Replace(riscossioni, "/rpp/12345678903/01000000000004285/", "", 1)))
	require.Equal(t, "r-01", n.CCP())
	n, _ = leggi(t, v1(richiesta, "null", strings.Replace(riscossioni, `"rpp":"/rpp/12345678903/01000000000004285/r-01",`, "", 1)))
	require.Empty(t, n.CCP())
}

// A notification is known by its members, also where it lacks those it must have.
func TestFormatoDaiMembri(t *testing.T) {
	xml := base64.StdEncoding.EncodeToString([]byte(ricevutaXML))
	for testo, campo := range map[string]string{
		`{"rt":{"tipo":"ctReceipt","xml":"` + xml + `"}}`: "dominio",
		`{"altro":{"tipo":"x"}}`:                          "idA2A",
		`{"altro":"x"}`:                                   "idA2A",
		`{}`:                                              "idA2A",
	} {
		_, _, err := notifica.Leggi(notifica.Percorso{}, []byte(testo))
		var e *pendenza.Errore
		require.ErrorAs(t, err, &e, testo)
		require.Equal(t, campo, e.Campo, testo)
	}
	n, _, err := notifica.Leggi(notifica.Percorso{}, []byte(`{"rpt":null,"rt":"`+xml+`"}`))
	require.NoError(t, err)
	require.Equal(t, notifica.RPPV1, n.Formato)
}

// Each part of the path is compared with the document that names it; what the path lacks
// comes from it.
func TestChiavi(t *testing.T) {
	rptVecchia := `<RPT xmlns="http://www.digitpa.gov.it/schemas/2011/Pagamenti/"><versioneOggetto>6.2.0</versioneOggetto><dominio><identificativoDominio>12345678903</identificativoDominio></dominio>` +
		`<identificativoMessaggioRichiesta>m</identificativoMessaggioRichiesta><dataOraMessaggioRichiesta>2026-03-10T10:00:00</dataOraMessaggioRichiesta><autenticazioneSoggetto>N/A</autenticazioneSoggetto>` +
		`<soggettoPagatore><identificativoUnivocoPagatore><tipoIdentificativoUnivoco>F</tipoIdentificativoUnivoco><codiceIdentificativoUnivoco>TSTPNI70D01L219V</codiceIdentificativoUnivoco></identificativoUnivocoPagatore><anagraficaPagatore>Pino Test</anagraficaPagatore></soggettoPagatore>` +
		`<enteBeneficiario><identificativoUnivocoBeneficiario><tipoIdentificativoUnivoco>G</tipoIdentificativoUnivoco><codiceIdentificativoUnivoco>12345678903</codiceIdentificativoUnivoco></identificativoUnivocoBeneficiario><denominazioneBeneficiario>Comune</denominazioneBeneficiario></enteBeneficiario>` +
		`<datiVersamento><dataEsecuzionePagamento>2026-03-10</dataEsecuzionePagamento><importoTotaleDaVersare>100.00</importoTotaleDaVersare><tipoVersamento>BBT</tipoVersamento><identificativoUnivocoVersamento>01000000000004285</identificativoUnivocoVersamento>` +
		`<codiceContestoPagamento>c-01</codiceContestoPagamento><firmaRicevuta>0</firmaRicevuta><datiSingoloVersamento><importoSingoloVersamento>100.00</importoSingoloVersamento><ibanAccredito>IT60X0542811101000000123456</ibanAccredito>` +
		`<causaleVersamento>TARI</causaleVersamento><datiSpecificiRiscossione>9/0101002IM/</datiSpecificiRiscossione></datiSingoloVersamento></datiVersamento></RPT>`
	testa, _, _ := strings.Cut(v2(), `,"rt":`)
	conRPT := strings.NewReplacer("01000000000500122", "01000000000004285", "r-02", "c-01").Replace(testa) +
		`,"rpt":{"tipo":"ctRichiestaPagamentoTelematico","xml":"` + base64.StdEncoding.EncodeToString([]byte(rptVecchia)) + `"}}`
	altroEnte, altroIUV := avviso.MustIdDominio("98765432103"), avviso.MustIUV("01000000000500122")
	tests := []struct {
		nome, testo string
		p           notifica.Percorso
		want        []string // fields of CHIAVE
	}{
		{"RPT as the path", conRPT, notifica.Percorso{IdDominio: chiamata.IdDominio, IUV: iuv, IDRicevuta: "c-01"}, nil},
		{"RPT otherwise than the body", strings.ReplaceAll(conRPT, "c-01", "c-02"), notifica.Percorso{IDRicevuta: "c-02"}, []string{"idRicevuta"}},
		{"request otherwise", v1(richiesta, "null", "null"), notifica.Percorso{IdDominio: chiamata.IdDominio, IUV: altroIUV}, []string{"iuv"}},
		{"items alone, the path knows", v1("null", "null", strings.Replace(riscossioni, "01000000000004285", "01000000000500122", 1)), notifica.Percorso{IdDominio: chiamata.IdDominio, IUV: iuv}, nil},
		{"items alone", v1("null", "null", riscossioni), notifica.Percorso{IdDominio: chiamata.IdDominio}, nil},
		{"receipt as the path", v1("null", rtA, "null"), notifica.Percorso{IdDominio: chiamata.IdDominio, IUV: iuv, IDRicevuta: "r-01"}, nil},
		{"nothing in the path", v1("null", rtA, "null"), notifica.Percorso{}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			n, a, err := notifica.Leggi(tt.p, []byte(tt.testo))
			require.NoError(t, err)
			var campi []string
			for _, x := range a {
				if x.Codice == notifica.AvvertenzaChiave {
					campi = append(campi, x.Campo)
				}
			}
			require.Equal(t, tt.want, campi)
			require.Equal(t, iuv, n.IUV, "the body wins")
			require.Equal(t, chiamata.IdDominio, n.IdDominio)
		})
	}
	// The body that a receipt of version 2 is told to may be a secondary one.
	n, a, err := notifica.Leggi(notifica.Percorso{IdDominio: altroEnte}, []byte(strings.ReplaceAll(v2(), `"dominio":{"idDominio":"12345678903"`, `"dominio":{"idDominio":"98765432103"`)))
	require.NoError(t, err)
	require.Empty(t, a)
	require.Equal(t, altroEnte, n.IdDominio)
}
