package cassa_test

import (
	"bytes"
	"os"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/automa/prova"
	"github.com/quietanza/quietanza/internal/riferimento"
	"github.com/quietanza/quietanza/internal/xmlrigido"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

func unaTestata() cassa.Intestazione {
	return cassa.Intestazione{
		IDFlussoBT: "GDC-20240506030690001234#001#001", IdDominio: dominio, Esercizio: 2024, Pagina: 1, Pagine: 1,
		Dal: avviso.MustData("2024-05-06"), Al: avviso.MustData("2024-05-06"), ABI: "03069", Ente: "UFZZ99", Descrizione: "COMUNE DI VALLEFINTA",
		CodiceISTAT: "000999999", TramiteEnte: "A2A-00000001", TramiteBT: "A2A-00000002", CodiceEnteBT: "0001234", Creato: avviso.MustDataOra("2024-05-06T19:30:00"),
	}
}

func dueVoci() []cassa.Voce {
	return []cassa.Voce{
		{
			Conto: "1", TipoMovimento: "ENTRATA", TipoDocumento: "SOSPESO ENTRATA", TipoOperazione: "ESEGUITO", NumeroDocumento: "1501", Progressivo: "0",
			Importo: avviso.MustImporto("-9999999999999.99"), Bolletta: "1", BollettaStorno: "2", DataEffettivaSospeso: avviso.MustData("2024-05-05"), CodiceGestionale: "9999",
			DataMovimento: avviso.MustData("2024-05-06"), DataValuta: avviso.MustData("2024-05-07"), TipoEsecuzione: "SEPA CREDIT TRANSFER", TRN: "T", EndToEndID: "E",
			Cliente: "BANCA <FINTA> & C.", CodiceFiscaleCliente: "00000000018", PartitaIVACliente: "00000000018", Causale: "a < b & \"c\"\nd",
		},
		{
			Conto: "2", TipoMovimento: "ENTRATA", TipoDocumento: "REVERSALE", TipoOperazione: "ESEGUITO", NumeroDocumento: "7", Progressivo: "1",
			Importo: avviso.MustImporto("3.00"), DataMovimento: avviso.MustData("2024-05-06"), Cliente: "DIVERSI", Causale: "R",
			Sospesi: []cassa.Sospeso{{Numero: "1501", Importo: avviso.MustImporto("1.00")}, {Numero: "1502", Importo: avviso.MustImporto("2.00")}},
		},
	}
}

func TestScrivi(t *testing.T) {
	b, err := cassa.AppendGiornale([]byte("prima|"), unaTestata(), dueVoci())
	require.NoError(t, err)
	b, ok := bytes.CutPrefix(b, []byte("prima|"))
	require.True(t, ok)
	if prova.Aggiorna() {
		require.NoError(t, os.WriteFile("testdata/scritto.xml", b, 0o600))
	}
	require.Equal(t, campione(t, "scritto.xml"), string(b))

	g := apri(t, string(b))
	require.Empty(t, cmp.Diff(unaTestata(), g.Intestazione, comparatore))
	voci, errori := raccogli(g.Voci())
	require.Empty(t, errori)
	for i := range voci {
		require.Positive(t, voci[i].Riga)
		voci[i].Riga = 0
	}
	require.Empty(t, cmp.Diff(dueVoci(), voci, comparatore))

	b, err = cassa.AppendGiornale(nil, unaTestata(), nil)
	require.NoError(t, err)
	voci, errori = raccogli(apri(t, string(b)).Voci())
	require.Empty(t, errori)
	require.Empty(t, voci)
}

// The extremes are written and read back.
func TestScriviEstremi(t *testing.T) {
	for _, esercizio := range []int{1999, 2099} {
		h, voci := unaTestata(), dueVoci()
		h.Esercizio = esercizio
		voci[1].Sospesi = nil
		for range 1000 {
			voci[1].Sospesi = append(voci[1].Sospesi, cassa.Sospeso{Numero: "9", Importo: avviso.MustImporto("1.00")})
		}
		voci[0].Importo = avviso.MustImporto("9999999999999.99")
		b, err := cassa.AppendGiornale(nil, h, voci)
		require.NoError(t, err)
		g := apri(t, string(b))
		require.Equal(t, esercizio, g.Intestazione.Esercizio)
		lette, errori := raccogli(g.Voci())
		require.Empty(t, errori)
		require.Len(t, lette[1].Sospesi, 1000)
		require.Equal(t, "9999999999999.99", lette[0].Importo.String())
	}
}

func TestScriviRifiuta(t *testing.T) {
	tests := []struct {
		nome, campo string
		cambia      func(*cassa.Intestazione, *cassa.Voce)
	}{
		{"no body", "testata_messaggio/codice_fiscale_ente", func(h *cassa.Intestazione, _ *cassa.Voce) { h.IdDominio = avviso.IdDominio{} }},
		{"year", "esercizio", func(h *cassa.Intestazione, _ *cassa.Voce) { h.Esercizio = 1998 }},
		{"year 2100", "esercizio", func(h *cassa.Intestazione, _ *cassa.Voce) { h.Esercizio = 2100 }},
		{"16 digits, positive", "importo", func(_ *cassa.Intestazione, v *cassa.Voce) { v.Importo = avviso.MustImporto("10000000000000.00") }},
		{"two days", "data_riferimento_GdC", func(h *cassa.Intestazione, _ *cassa.Voce) { h.Dal = avviso.MustData("2024-05-05") }},
		{"page", "pagina", func(h *cassa.Intestazione, _ *cassa.Voce) { h.Pagina = 2 }},
		{"no type", "tipo_documento", func(_ *cassa.Intestazione, v *cassa.Voce) { v.TipoDocumento = "" }},
		{"no number", "numero_documento", func(_ *cassa.Intestazione, v *cassa.Voce) { v.NumeroDocumento = "" }},
		{"no progressivo", "progressivo_documento", func(_ *cassa.Intestazione, v *cassa.Voce) { v.Progressivo = "" }},
		{"16 digits", "importo", func(_ *cassa.Intestazione, v *cassa.Voce) { v.Importo = avviso.MustImporto("10000000000000.00").Neg() }},
		{"no date", "data_movimento", func(_ *cassa.Intestazione, v *cassa.Voce) { v.DataMovimento = avviso.Data{} }},
		{"control character", "", func(_ *cassa.Intestazione, v *cassa.Voce) { v.Causale = "a\x01" }},
		{"sospeso", "sospeso/numero_provvisorio", func(_ *cassa.Intestazione, v *cassa.Voce) { v.Sospesi = []cassa.Sospeso{{}} }},
		{"too many sospesi", "sospeso", func(_ *cassa.Intestazione, v *cassa.Voce) { v.Sospesi = make([]cassa.Sospeso, 1001) }},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			h, voci := unaTestata(), dueVoci()
			tt.cambia(&h, &voci[0])
			b, err := cassa.AppendGiornale([]byte("prima"), h, voci)
			var e *cassa.Errore
			require.ErrorAs(t, err, &e)
			require.Equal(t, tt.campo, e.Campo)
			require.Equal(t, "prima", string(b))
		})
	}
}

func FuzzGiornale(f *testing.F) {
	f.Add(campione(f, "giornale_1_8.xml"))
	f.Add(campione(f, "giornale_1_4.xml"))
	f.Add(giornale(movimento(), movimento("importo", "-1"), movimento("tipo_documento", "REVERSALE", "sospeso", "<numero_sospeso>1</numero_sospeso><importo_sospeso>2</importo_sospeso>")))
	f.Fuzz(func(t *testing.T, s string) {
		g, err := cassa.NuovoGiornale(strings.NewReader(s))
		if err != nil {
			var e *cassa.Errore
			require.ErrorAs(t, err, &e)
			return
		}
		var voci []cassa.Voce
		for v, err := range g.Voci() {
			if err != nil {
				var e *cassa.Errore
				require.ErrorAs(t, err, &e)
				continue
			}
			if m, ok := v.Movimento(g.Intestazione); ok {
				require.NoError(t, m.Valida())
			}
			v.Riga = 0
			voci = append(voci, v)
		}
		b, err := cassa.AppendGiornale(nil, g.Intestazione, voci)
		if err != nil {
			return // two days (1.4), or an ignored movement without number
		}
		riletto, err := cassa.NuovoGiornale(bytes.NewReader(b))
		require.NoError(t, err)
		var rilette []cassa.Voce
		for v, err := range riletto.Voci() {
			require.NoError(t, err)
			v.Riga = 0
			rilette = append(rilette, v)
		}
		require.Empty(t, cmp.Diff(voci, rilette, comparatore, cmpopts.EquateEmpty()))
	})
}

func FuzzCamt053(f *testing.F) {
	f.Add(campione(f, "camt053_02.xml"))
	f.Add(campione(f, "camt053_08.xml"))
	f.Add(camt(vocePiena, vocePiena))
	f.Add(campione(f, "cbixml_giornaliera.xml"))
	f.Add(messaggio(dichiarato(saldo("OPBD", "1.00", "2026-04-14")), stmtT("S", scritturaCamt("3.00", "<NtryDtls><TxDtls><Amt Ccy=\"EUR\">1.00</Amt></TxDtls><TxDtls><Amt Ccy=\"EUR\">2.00</Amt></TxDtls></NtryDtls>"))))
	f.Fuzz(func(t *testing.T, s string) {
		leggeDueVolte(t, s, cassa.NuovoCamt053(strings.NewReader(s), contiTutti()), cassa.NuovoCamt053(strings.NewReader(s), contiTutti()))
		// Every line of a statement is one movement.
		type linea struct {
			cassa.Chiave
			estratto string
		}
		viste := make(map[linea]bool)
		for m, err := range cassa.NuovoCamt053(strings.NewReader(s), contiTutti()).LeggiMovimenti() {
			if l := (linea{m.Chiave(), m.Estratto}); err == nil {
				require.False(t, viste[l], "%q", s)
				viste[l] = true
			}
		}
	})
}

func FuzzMT940(f *testing.F) {
	f.Add(campione(f, "mt940.txt"))
	f.Add(campione(f, "mt940_swift.txt"))
	f.Add(mt940(":61:240506C1,NTRFNONREF", ":86:166?20UNO?21DUE"))
	f.Fuzz(func(t *testing.T, s string) {
		leggeDueVolte(t, s, cassa.NuovoMT940(strings.NewReader(s), conti()), cassa.NuovoMT940(strings.NewReader(s), conti()))
	})
}

// leggeDueVolte holds what every reader promises: valid movements, typed errors,
// the strict sequence a prefix of the tolerant one.
func leggeDueVolte(t *testing.T, s string, tollerante, rigoroso *cassa.Estratto) {
	t.Helper()
	letti, errori := raccogli(tollerante.LeggiMovimenti())
	for _, m := range letti {
		require.NoError(t, m.Valida(), "%q", s)
	}
	for _, err := range errori {
		var e *cassa.Errore
		require.ErrorAs(t, err, &e)
	}
	primi, primo := raccogli(rigoroso.Movimenti())
	require.LessOrEqual(t, len(primo), 1)
	require.Empty(t, cmp.Diff(letti[:len(primi)], primi, comparatore, cmpopts.EquateEmpty()))
	if len(errori) == 0 {
		require.Len(t, primi, len(letti))
	}
	for _, q := range tollerante.Quadrature() {
		require.NotNil(t, q.Rilievi)
		require.LessOrEqual(t, q.Rifiutate+q.Ignorate, q.Righe)
		require.Equal(t, len(q.Rilievi), len(q.Avvertenze()))
	}
}

// FuzzCamt053Scritto writes a statement of two entries, the second in two parts, and reads it back.
func FuzzCamt053Scritto(f *testing.F) {
	f.Add("/PUR/LGPE-RIVERSAMENTO/URI/2026-04-13ABI03069-S777001", "004711000088001", "trn", int64(31840), int64(9515), true, false)
	f.Add("a | b", "NONREF", "", int64(1), int64(0), false, true)
	f.Fuzz(func(t *testing.T, testo, rif, trn string, uno, due int64, credito, storno bool) {
		testo, rif, trn = pulito(testo), pulito(rif), pulito(trn)
		uno, due = 1+abs(uno)%1e12, 1+abs(due)%1e12
		segno := map[bool]string{true: "CRDT", false: "DBIT"}[credito]
		imp := func(centesimi int64) string { return avviso.ImportoDaCentesimi(centesimi).String() }
		x := xmlrigido.NuovoScrittore(nil)
		x.Apri("Document")
		x.Apri("BkToCstmrStmt")
		x.Apri("Stmt")
		x.Testo("Id", "S")
		x.Apri("Acct")
		x.Apri("Id")
		x.Testo("IBAN", ibanT)
		x.Chiudi()
		x.Chiudi()
		for i, totale := range []int64{uno, uno + due} {
			x.Apri("Ntry")
			x.Testo("Amt", imp(totale), xmlrigido.A("Ccy", "EUR"))
			x.Testo("CdtDbtInd", segno)
			x.Testo("RvslInd", strconv.FormatBool(storno))
			x.Apri("BookgDt")
			x.Testo("Dt", "2026-04-14")
			x.Chiudi()
			x.Apri("NtryDtls")
			parti := []int64{uno, due}
			if i == 0 {
				parti = parti[:1]
			}
			for _, parte := range parti {
				x.Apri("TxDtls")
				x.Apri("Refs")
				x.Testo("AcctSvcrRef", rif)
				x.Testo("ClrSysRef", trn)
				x.Chiudi()
				x.Testo("Amt", imp(parte), xmlrigido.A("Ccy", "EUR"))
				x.Testo("AddtlTxInf", testo)
				x.Chiudi()
			}
			x.Chiudi()
			x.Chiudi()
		}
		x.Chiudi()
		x.Chiudi()
		x.Chiudi()
		b, err := x.Bytes()
		require.NoError(t, err)
		letti, errori := raccogli(cassa.NuovoCamt053(bytes.NewReader(b), contiT).LeggiMovimenti())
		require.Empty(t, errori)
		require.Len(t, letti, 3)
		atteso := cassa.Uscita
		if credito != storno {
			atteso = cassa.Entrata
		}
		var ids []string
		for i, centesimi := range []int64{uno, uno, due} {
			m := letti[i]
			require.Equal(t, imp(centesimi), m.Importo.String())
			require.Equal(t, testo, m.Causale)
			require.Equal(t, atteso, m.Segno)
			require.Equal(t, storno, m.Storno)
			require.False(t, m.Lotto)
			if riferimento.Usabile(rif) {
				require.Equal(t, rif, m.RifBanca)
			} else {
				require.Empty(t, m.RifBanca)
			}
			if riferimento.Usabile(trn) {
				require.Equal(t, trn, m.TRN)
			}
			require.NotContains(t, ids, m.ID)
			ids = append(ids, m.ID)
		}
	})
}

// pulito returns the text as XML carries it and a reader trims it.
func pulito(s string) string {
	s = strings.Map(func(r rune) rune {
		if r == utf8.RuneError || r == '\r' || !xmlrigido.Carattere(r) {
			return -1
		}
		return r
	}, s)
	return strings.TrimSpace(s[:min(len(s), 1000)])
}

func abs(n int64) int64 { return max(n, -(n + 1)) }
