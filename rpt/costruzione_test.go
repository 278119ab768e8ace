package rpt_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rpt"
	"github.com/quietanza/quietanza/rpt/nodo"
)

const ibanProva = "IT60X0542811101000000123456"

// datiProva is an attempt of an invented person at an invented body.
func datiProva() rpt.DatiRPT {
	return rpt.DatiRPT{
		Dominio: avviso.MustIdDominio("12345678903"), Stazione: "12345678903_01",
		IdentificativoMessaggio: "0f8fad5bd9cb469fa16570867728950e",
		DataOra:                 time.Date(2024, 5, 3, 8, 15, 30, 500, time.UTC),
		Autenticazione:          rpt.AutenticazioneNA,
		Pagatore: rpt.SoggettoPagatore{
			IdentificativoUnivoco: rpt.IdentificativoUnivoco{TipoIdentificativoUnivoco: rpt.PersonaFisica, CodiceIdentificativoUnivoco: "RSSMRA74D22A001Q"},
			Anagrafica:            "Mario Rossi",
		},
		Ente: rpt.EnteBeneficiario{
			IdentificativoUnivoco: rpt.IdentificativoUnivoco{TipoIdentificativoUnivoco: rpt.PersonaGiuridica, CodiceIdentificativoUnivoco: "12345678903"},
			Denominazione:         "Comune di Prova",
		},
		DataEsecuzione: avviso.MustData("2024-05-03"), TipoVersamento: rpt.VersamentoBBT,
		IUV: avviso.MustIUV("RF18539007547034"),
		Voci: []rpt.VoceRPT{
			{Importo: euro("100.50"), IBANAccredito: ibanProva, Descrizione: "Diritti di segreteria", DatiSpecificiRiscossione: "9/0101002IM/"},
			{
				Importo: euro("16.00"), Descrizione: "Bollo", DatiSpecificiRiscossione: "9/0301109AP/",
				Bollo: &rpt.DatiMarcaBolloDigitale{TipoBollo: rpt.BolloImposta, HashDocumento: "n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=", ProvinciaResidenza: "TO"},
			},
		},
	}
}

func xmlDi(t testing.TB, d documento) []byte {
	t.Helper()
	b, err := rpt.AppendXML(nil, d)
	require.NoError(t, err)
	return b
}

func TestNuovaRPT(t *testing.T) {
	r, err := rpt.NuovaRPT(datiProva())
	require.NoError(t, err)
	require.Equal(t, "6.2.0", r.VersioneOggetto)
	require.Equal(t, "116.50", r.DatiVersamento.ImportoTotaleDaVersare.String())
	require.Equal(t, "n/a", r.DatiVersamento.CodiceContestoPagamento)
	require.Equal(t, "2024-05-03T10:15:30", r.DataOraMessaggioRichiesta.String(), "Rome, seconds")
	require.Equal(t, "/RFS/RF18 5390 0754 7034/100.50/TXT/Diritti di segreteria", r.DatiVersamento.DatiSingoloVersamento[0].CausaleVersamento)
	require.Equal(t, "/RFS/RF18 5390 0754 7034/16.00/TXT/Bollo", r.DatiVersamento.DatiSingoloVersamento[1].CausaleVersamento)
	require.Equal(t, nodo.Chiave{IdDominio: "12345678903", IUV: "RF18539007547034", CCP: "n/a"}, r.Chiave())
	letta, err := rpt.ParseRPT(xmlDi(t, &r))
	require.NoError(t, err)
	require.Equal(t, xmlDi(t, &r), xmlDi(t, &letta))
	t.Run("schema", func(t *testing.T) { valida(t, schemaPagamenti, map[string][]byte{"rpt.xml": xmlDi(t, &r)}) })

	t.Run("IUV of a notice", func(t *testing.T) {
		d := datiProva()
		d.IUV, d.CCP, d.TipoVersamento = avviso.MustIUV("01000000000004285"), "ccp-1", rpt.VersamentoPO
		d.Voci[0].Descrizione = strings.Repeat("è lunga, ", 30)
		r, err := rpt.NuovaRPT(d)
		require.NoError(t, err)
		c := r.DatiVersamento.DatiSingoloVersamento[0].CausaleVersamento
		require.True(t, strings.HasPrefix(c, "/RFB/01000000000004285/100.50/TXT/e lunga, e"), c)
		require.LessOrEqual(t, len(c), 140)
	})
	t.Run("the versante who is the pagatore is left out", func(t *testing.T) {
		d := datiProva()
		v := rpt.SoggettoVersante(d.Pagatore)
		d.Versante = &v
		r, err := rpt.NuovaRPT(d)
		require.NoError(t, err)
		require.Nil(t, r.SoggettoVersante)
	})
	t.Run("direct debit, five items", func(t *testing.T) {
		d := datiProva()
		d.TipoVersamento, d.IBANAddebito = rpt.VersamentoAD, ibanProva
		d.Voci = append(d.Voci, d.Voci[0], d.Voci[0], d.Voci[0])
		r, err := rpt.NuovaRPT(d)
		require.NoError(t, err)
		require.Equal(t, "418.00", r.DatiVersamento.ImportoTotaleDaVersare.String())
		require.Empty(t, r.Violazioni())
	})
}

func TestNuovaRPTRefuses(t *testing.T) {
	tests := []struct {
		nome   string
		cambia func(*rpt.DatiRPT)
		codice avviso.Codice
		campo  string
		tipo   error
	}{
		{"no item", func(d *rpt.DatiRPT) { d.Voci = nil }, rpt.CodiceSintassiXSD, "RPT/datiVersamento/datiSingoloVersamento", rpt.ErrElementoMancante},
		{"six items", func(d *rpt.DatiRPT) { d.Voci = append(d.Voci, d.Voci[0], d.Voci[0], d.Voci[0], d.Voci[0]) }, rpt.CodiceSintassiXSD, "RPT/datiVersamento/datiSingoloVersamento[6]", rpt.ErrOccorrenze},
		{"item of 0.00", func(d *rpt.DatiRPT) { d.Voci[1].Importo = avviso.Importo{} }, rpt.CodiceSintassiXSD, "RPT/datiVersamento/datiSingoloVersamento[2]/importoSingoloVersamento", rpt.ErrImporto},
		{"negative item", func(d *rpt.DatiRPT) { d.Voci[1].Importo = euro("-1.00") }, rpt.CodiceSintassiXSD, "RPT/datiVersamento/datiSingoloVersamento[2]/importoSingoloVersamento", rpt.ErrImporto},
		{"total too large", func(d *rpt.DatiRPT) { d.Voci[0].Importo = euro("999999999.99") }, rpt.CodiceTotale, "RPT/datiVersamento/importoTotaleDaVersare", rpt.ErrTotale},
		{"neither IBAN nor stamp", func(d *rpt.DatiRPT) { d.Voci[0].IBANAccredito = "" }, rpt.CodiceIBANBollo, "RPT/datiVersamento/datiSingoloVersamento[1]", rpt.ErrIBANBollo},
		{"both IBAN and stamp", func(d *rpt.DatiRPT) { d.Voci[1].IBANAccredito = ibanProva }, rpt.CodiceIBANBollo, "RPT/datiVersamento/datiSingoloVersamento[2]", rpt.ErrIBANBollo},
		{"direct debit without IBAN", func(d *rpt.DatiRPT) { d.TipoVersamento = rpt.VersamentoAD }, rpt.CodiceIBANAddebito, "RPT/datiVersamento/ibanAddebito", rpt.ErrIBANAddebito},
		{"no IUV", func(d *rpt.DatiRPT) { d.IUV = avviso.IUV{} }, rpt.CodiceSintassiXSD, "RPT/datiVersamento/identificativoUnivocoVersamento", rpt.ErrElementoMancante},
		{"no message", func(d *rpt.DatiRPT) { d.IdentificativoMessaggio = "" }, rpt.CodiceSintassiXSD, "RPT/identificativoMessaggioRichiesta", rpt.ErrElementoMancante},
		{"no instant", func(d *rpt.DatiRPT) { d.DataOra = time.Time{} }, rpt.CodiceSintassiXSD, "RPT/dataOraMessaggioRichiesta", rpt.ErrElementoMancante},
		{"no date", func(d *rpt.DatiRPT) { d.DataEsecuzione = avviso.Data{} }, rpt.CodiceSintassiXSD, "RPT/datiVersamento/dataEsecuzionePagamento", rpt.ErrElementoMancante},
		{"no form of payment", func(d *rpt.DatiRPT) { d.TipoVersamento = "" }, rpt.CodiceSintassiXSD, "RPT/datiVersamento/tipoVersamento", rpt.ErrElementoMancante},
		{"form of payment out of the list", func(d *rpt.DatiRPT) { d.TipoVersamento = "XYZ" }, rpt.CodiceSintassiXSD, "RPT/datiVersamento/tipoVersamento", rpt.ErrEnumerazione},
		{"payer who is a bank", func(d *rpt.DatiRPT) { d.Pagatore.IdentificativoUnivoco.TipoIdentificativoUnivoco = rpt.CodiceABI }, rpt.CodiceSintassiXSD, "RPT/soggettoPagatore/identificativoUnivocoPagatore/tipoIdentificativoUnivoco", rpt.ErrEnumerazione},
		{"character that XML cannot carry", func(d *rpt.DatiRPT) { d.Pagatore.Anagrafica = "a\ufffe" }, rpt.CodiceSintassiXSD, "RPT/soggettoPagatore/anagraficaPagatore", rpt.ErrFormato},
		{"not UTF-8", func(d *rpt.DatiRPT) { d.Pagatore.Anagrafica = "a\xff" }, rpt.CodiceSintassiXSD, "RPT/soggettoPagatore/anagraficaPagatore", rpt.ErrFormato},
		{"hash with blanks around", func(d *rpt.DatiRPT) { d.Voci[1].Bollo.HashDocumento = " YQ== " }, rpt.CodiceSintassiXSD, "RPT/datiVersamento/datiSingoloVersamento[2]/datiMarcaBolloDigitale/hashDocumento", rpt.ErrFormato},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			d := datiProva()
			tt.cambia(&d)
			r, err := rpt.NuovaRPT(d)
			require.Equal(t, rpt.RPT{}, r)
			var e *rpt.Errore
			require.ErrorAs(t, err, &e)
			require.Equal(t, tt.codice, e.Codice)
			require.Equal(t, tt.campo, e.Campo)
			require.ErrorIs(t, err, tt.tipo)
		})
	}
}

func attestante() rpt.IstitutoAttestante {
	return rpt.IstitutoAttestante{
		IdentificativoUnivoco: rpt.IdentificativoUnivoco{TipoIdentificativoUnivoco: rpt.CodiceBIC, CodiceIdentificativoUnivoco: "BCITITMM"},
		Denominazione:         "Banca di Prova",
	}
}

// TestNuovaRT makes the RT of every outcome: valid for the schema, and without
// a finding of any rule.
func TestNuovaRT(t *testing.T) {
	q := leggiRPT(t)
	tests := []struct {
		nome    string
		dati    rpt.DatiRT
		totale  string
		importi []string
	}{
		{"0", rpt.DatiRT{Esito: "0", IUR: "iur-1", Bollo: []byte("<bollo/>")}, "116.50", []string{"100.50", "16.00"}},
		{"1", rpt.DatiRT{Esito: "1"}, "0.00", []string{"0.00", "0.00"}},
		{"1 without items", rpt.DatiRT{Esito: "1", SenzaVoci: true}, "0.00", nil},
		{"1, expired token", rpt.DatiRT{Esito: "1", EsitoSingolo: rpt.ScadenzaToken.Produce().EsitoSingolo}, "0.00", []string{"0.00", "0.00"}},
		{"2", rpt.DatiRT{Esito: "2", IUR: "iur-1", Pagate: []int{2}}, "16.00", []string{"0.00", "16.00"}},
		{"3", rpt.DatiRT{Esito: "3"}, "0.00", []string{"0.00", "0.00"}},
		{"4", rpt.DatiRT{Esito: "4", IUR: "iur-1", Pagate: []int{1}}, "100.50", []string{"100.50", "0.00"}},
		{"4 with nothing paid", rpt.DatiRT{Esito: "4"}, "0.00", []string{"0.00", "0.00"}},
	}
	validi := map[string][]byte{}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			d := tt.dati
			d.IdentificativoMessaggio, d.DataOra, d.Attestante = "RT-1", time.Date(2024, 5, 3, 22, 30, 0, 0, time.UTC), attestante()
			r, err := rpt.NuovaRT(&q, d)
			require.NoError(t, err)
			require.Equal(t, tt.totale, r.DatiPagamento.ImportoTotalePagato.String())
			var importi []string
			for _, p := range r.DatiPagamento.DatiSingoloPagamento {
				importi = append(importi, p.SingoloImportoPagato.String())
				require.Equal(t, "2024-05-04", p.DataEsitoSingoloPagamento.String(), "the Rome day")
			}
			require.Equal(t, tt.importi, importi)
			for i, p := range r.DatiPagamento.DatiSingoloPagamento {
				bollo := q.DatiVersamento.DatiSingoloVersamento[i].DatiMarcaBolloDigitale != nil && d.Bollo != nil
				require.Equal(t, bollo, p.AllegatoRicevuta != nil, "the stamp is with the item that asked for it")
			}
			require.Empty(t, rpt.VerificaRT(&q, &r, rpt.GruppoSOGGETTI, rpt.GruppoSANP).Rilievi)
			validi[strings.ReplaceAll(tt.nome, " ", "_")+".xml"] = xmlDi(t, &r)
		})
	}
	t.Run("schema", func(t *testing.T) { valida(t, schemaPagamenti, validi) })

	rifiuti := []struct {
		nome  string
		dati  rpt.DatiRT
		campo string
	}{
		{"outcome 5", rpt.DatiRT{Esito: "5"}, "codiceEsitoPagamento"},
		{"no outcome", rpt.DatiRT{}, "codiceEsitoPagamento"},
		{"items named with outcome 0", rpt.DatiRT{Esito: "0", IUR: "x", Pagate: []int{1}}, "datiSingoloPagamento"},
		{"items named with outcome 1", rpt.DatiRT{Esito: "1", Pagate: []int{1}}, "datiSingoloPagamento"},
		{"no IUR", rpt.DatiRT{Esito: "0"}, "identificativoUnivocoRiscossione"},
		{"all paid with outcome 2", rpt.DatiRT{Esito: "2", IUR: "x", Pagate: []int{1, 2}}, "datiSingoloPagamento"},
		{"none paid with outcome 2", rpt.DatiRT{Esito: "2", IUR: "x"}, "datiSingoloPagamento"},
		{"item out of range", rpt.DatiRT{Esito: "4", IUR: "x", Pagate: []int{3}}, "datiSingoloPagamento[3]"},
		{"item twice", rpt.DatiRT{Esito: "4", IUR: "x", Pagate: []int{1, 1}}, "datiSingoloPagamento[1]"},
		{"no items with outcome 0", rpt.DatiRT{Esito: "0", IUR: "x", SenzaVoci: true}, "datiSingoloPagamento"},
	}
	for _, tt := range rifiuti {
		t.Run(tt.nome, func(t *testing.T) {
			_, err := rpt.NuovaRT(&q, tt.dati)
			var e *rpt.Errore
			require.ErrorAs(t, err, &e)
			require.ErrorIs(t, err, rpt.ErrEsito)
			require.Equal(t, tt.campo, e.Campo)
		})
	}
	_, err := rpt.NuovaRT(&q, rpt.DatiRT{Esito: "1"})
	require.ErrorIs(t, err, rpt.ErrElementoMancante, "no message identifier")
}

func TestNuovaRicevuta(t *testing.T) {
	g, err := rpt.ParsePaGetPaymentRisposta(file(t, "pagetpaymentv2risposta.xml"))
	require.NoError(t, err)
	d := rpt.DatiRicevuta{
		Versione: rpt.V2, IDPA: "12345678903", IDBrokerPA: "12345678903", IDStation: "12345678903_01", ReceiptID: "token-1",
		NoticeNumber: avviso.MustNumeroAvviso("301000000000004285"), FiscalCode: avviso.MustIdDominio("12345678903"),
		IDPSP: "BCITITMM", PSPCompanyName: "Banca di Prova", IDChannel: "c", ChannelDescription: "d",
		PaymentDateTime: time.Date(2024, 5, 3, 22, 30, 0, 0, time.UTC), Bollo: []byte("<bollo/>"),
	}
	p, err := rpt.NuovaRicevuta(g.Data, d)
	require.NoError(t, err)
	require.Empty(t, rpt.VerificaRicevuta(rpt.RichiestaPaGetPaymentV2, g.Data, &p.Receipt).Rilievi)
	require.Equal(t, "2024-05-04", p.Receipt.ApplicationDate.String())
	require.NotNil(t, g.Data.TransferList[1].RichiestaMarcaDaBollo, "the payment is left alone")
	t.Run("schema", func(t *testing.T) { valida(t, schemaPaForNode, map[string][]byte{"r.xml": xmlDi(t, &p)}) })

	// The name of the body is optional in V1 and mandatory in V2 (ctPaymentPA,
	// ctPaymentPAV2).
	anonima := *g.Data
	anonima.CompanyName, anonima.TransferList, anonima.PaymentAmount = "", anonima.TransferList[:1], euro("105.00")
	for versione, atteso := range map[rpt.Versione]error{rpt.V1: nil, rpt.V2: rpt.ErrRisposta} {
		_, err := rpt.AppendXML(nil, &rpt.PaGetPaymentRisposta{Versione: versione, Outcome: rpt.OutcomeOK, Data: &anonima})
		require.ErrorIs(t, err, atteso)
	}

	d.Versione = rpt.V1
	_, err = rpt.NuovaRicevuta(g.Data, d)
	require.ErrorIs(t, err, rpt.ErrElementoInatteso, "V1 has no stamp")
	v1 := *g.Data
	v1.TransferList, v1.PaymentAmount = v1.TransferList[:1], euro("105.00")
	p, err = rpt.NuovaRicevuta(&v1, d)
	require.NoError(t, err)
	t.Run("schema V1", func(t *testing.T) { valida(t, schemaPaForNode, map[string][]byte{"r.xml": xmlDi(t, &p)}) })
	d.Versione = ""
	_, err = rpt.NuovaRicevuta(&v1, d)
	require.ErrorIs(t, err, rpt.ErrRadice)
	d.Versione, d.ReceiptID, d.NoticeNumber = rpt.V2, "", avviso.NumeroAvviso{}
	_, err = rpt.NuovaRicevuta(&v1, d)
	require.ErrorIs(t, err, rpt.ErrElementoMancante)
}

func TestRiscossioni(t *testing.T) {
	r := leggiRT(t)
	var got []rpt.Riscossione
	for x := range r.Riscossioni() {
		got = append(got, x)
	}
	giorno := avviso.MustData("2024-05-03")
	require.Equal(t, []rpt.Riscossione{
		{IdDominio: "12345678903", IUV: "RF18539007547034", IUR: "IUR-0001", Indice: 1, Importo: euro("100.50"), Data: giorno},
		{IdDominio: "12345678903", IUV: "RF18539007547034", IUR: "IUR-0002", Indice: 2, Importo: euro("16.00"), Data: giorno, Bollo: true},
	}, got)
	negativa(&r, "1")
	for range r.Riscossioni() {
		t.Fatal("a negative receipt collects nothing")
	}
	_, ricevuta := chiesto(t)
	got = nil
	for x := range ricevuta.Riscossioni() {
		got = append(got, x)
	}
	const iuv, iur = "01000000000004285", "b2c3d4e5f60718293a4b5c6d7e8f90a1"
	require.Equal(t, []rpt.Riscossione{
		{IdDominio: "12345678903", IUV: iuv, IUR: iur, Indice: 1, Importo: euro("100.00"), Data: giorno},
		{IdDominio: "01234567897", IUV: iuv, IUR: iur, Indice: 2, Importo: euro("5.00"), Data: giorno},
		{IdDominio: "12345678903", IUV: iuv, IUR: iur, Indice: 3, Importo: euro("16.00"), Data: giorno, Bollo: true},
	}, got)
	ricevuta.PaymentDateTime = avviso.DataOra{}
	require.Equal(t, "2024-05-03", ricevuta.Data().String())
	ricevuta.ApplicationDate = avviso.Data{}
	require.Equal(t, "2024-05-06", ricevuta.Data().String())
	ricevuta.Outcome = rpt.OutcomeKO
	for range ricevuta.Riscossioni() {
		t.Fatal("a negative receipt collects nothing")
	}
}

func TestCarrello(t *testing.T) {
	id, err := rpt.NuovoIdentificativoCarrello(2024, avviso.MustIdDominio("12345678903"), "GP", 0xABC)
	require.NoError(t, err)
	require.Equal(t, "202412345678903GP000000000000000abc", id.String())
	require.Len(t, id.String(), 35)
	require.Equal(t, "12345678903", id.Dominio())

	a, err := rpt.NuovaRPT(datiProva())
	require.NoError(t, err)
	d := datiProva()
	d.IdentificativoMessaggio, d.IUV = "altro", avviso.MustIUV("01000000000004285")
	b, err := rpt.NuovaRPT(d)
	require.NoError(t, err)
	c, err := rpt.NuovoCarrello(id, a, b)
	require.NoError(t, err)
	totale, err := c.Totale()
	require.NoError(t, err)
	require.Equal(t, "233.00", totale.String())

	con := func(f func(*rpt.RPT)) rpt.RPT { x := b; f(&x); return x }
	tests := []struct {
		nome  string
		id    rpt.IdentificativoCarrello
		rpt   []rpt.RPT
		campo string
	}{
		{"no identifier", rpt.IdentificativoCarrello{}, []rpt.RPT{a}, "identificativoCarrello"},
		{"empty", id, nil, "RPT"},
		{"another station", id, []rpt.RPT{a, con(func(r *rpt.RPT) { r.Dominio.IdentificativoStazioneRichiedente = "x" })}, "RPT[2]/dominio/identificativoStazioneRichiedente"},
		{"same key", id, []rpt.RPT{a, b, con(func(r *rpt.RPT) { r.IdentificativoMessaggioRichiesta = "terzo" })}, "RPT[3]/datiVersamento/identificativoUnivocoVersamento"},
		{"same message", id, []rpt.RPT{a, con(func(r *rpt.RPT) { r.IdentificativoMessaggioRichiesta = a.IdentificativoMessaggioRichiesta })}, "RPT[2]/identificativoMessaggioRichiesta"},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			_, err := rpt.NuovoCarrello(tt.id, tt.rpt...)
			var e *rpt.Errore
			require.ErrorAs(t, err, &e)
			require.ErrorIs(t, err, rpt.ErrCarrello)
			require.Equal(t, tt.campo, e.Campo)
		})
	}
}

func TestIdentificativoCarrello(t *testing.T) {
	const buono = "202412345678903GP000000000000000abc"
	tests := []struct{ nome, in, campo string }{
		{"valid", buono, ""},
		{"capital hexadecimal", "202412345678903010000000000000FABCD", ""},
		{"short", buono[1:], "identificativoCarrello"},
		{"empty", "", "identificativoCarrello"},
		{"year", "0024" + buono[4:], "anno"},
		{"dominio", "2024X2345678903" + buono[15:], "idDominio"},
		{"source", buono[:15] + "_P" + buono[17:], "sorgente"},
		{"source, second character", buono[:15] + "G_" + buono[17:], "sorgente"},
		{"progressive", buono[:34] + "g", "progressivo"},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			id, err := rpt.ParseIdentificativoCarrello(tt.in)
			if tt.campo == "" {
				require.NoError(t, err)
				require.Equal(t, tt.in, id.String())
				var da rpt.IdentificativoCarrello
				require.NoError(t, da.Scan([]byte(tt.in)))
				require.Equal(t, id, da)
				v, err := id.Value()
				require.NoError(t, err)
				require.Equal(t, tt.in, v)
				return
			}
			var e *rpt.Errore
			require.ErrorAs(t, err, &e)
			require.Equal(t, tt.campo, e.Campo)
		})
	}
	var zero rpt.IdentificativoCarrello
	require.False(t, zero.IsValid())
	_, err := zero.MarshalText()
	require.Error(t, err)
	require.Error(t, zero.Scan(nil))
	require.Error(t, zero.Scan("x"))
	_, err = rpt.NuovoIdentificativoCarrello(24, avviso.MustIdDominio("12345678903"), "GP", 1)
	require.Error(t, err)
}
