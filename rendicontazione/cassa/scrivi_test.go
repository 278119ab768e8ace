package cassa_test

import (
	"bytes"
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

var aggiorna = flag.Bool("update", false, "rewrite the golden files")

func unaTestata() cassa.Intestazione {
	return cassa.Intestazione{
		IDFlussoBT: "GDC-20240506030690001234#001#001", IdDominio: dominio, Esercizio: 2024, Pagina: 1, Pagine: 1,
		Dal: avviso.MustData("2024-05-06"), Al: avviso.MustData("2024-05-06"), ABI: "03069", Ente: "UFZZ99", Descrizione: "COMUNE DI VALLEFINTA",
		CodiceISTAT: "000999999", CodiceEnteBT: "0001234", Creato: avviso.MustDataOra("2024-05-06T19:30:00"),
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
	if *aggiorna {
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
	f.Fuzz(func(t *testing.T, s string) {
		leggeDueVolte(t, s, cassa.NuovoCamt053(strings.NewReader(s), conti()), cassa.NuovoCamt053(strings.NewReader(s), conti()))
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
}
