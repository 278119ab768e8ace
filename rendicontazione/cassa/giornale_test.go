package cassa_test

import (
	"errors"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

func TestGiornale18(t *testing.T) {
	g := apri(t, campione(t, "giornale_1_8.xml"))
	require.Empty(t, cmp.Diff(cassa.Intestazione{
		IDFlussoBT: "GDC-2024050603069000123401#001#002", IdDominio: dominio, Esercizio: 2024, Pagina: 1, Pagine: 2,
		Dal: avviso.MustData("2024-05-06"), Al: avviso.MustData("2024-05-06"),
		ABI: "03069", Ente: "UFZZ99", Descrizione: "COMUNE DI VALLEFINTA", CodiceISTAT: "000999999",
		TramiteEnte: "A2A-00000000", TramiteBT: "A2A-00000001", CodiceEnteBT: "0001234",
		Creato: avviso.MustDataOra("2024-05-06T19:30:00"),
	}, g.Intestazione, comparatore))
	movimenti, errori := raccogli(g.Movimenti())
	require.Empty(t, errori)
	credito := cassa.Movimento{
		ID: "2024/1501/0", Fonte: cassa.FonteOPI, IdDominio: dominio, Importo: avviso.MustImporto("1250.45"), Segno: cassa.Entrata,
		DataContabile: avviso.MustData("2024-05-06"), DataValuta: avviso.MustData("2024-05-07"),
		Causale: "/PUR/LGPE-RIVERSAMENTO/URI/2024-05-03ABCDITMMXXX-0001",
		TRN:     "0306924127000000480160001600IT", EndToEndID: "2024-05-03ABCDITMMXXX-0001",
		Esercizio: 2024, Provvisorio: "1501", Bolletta: "8801", Conto: "0000100", Ordinante: "BANCA FINTA S.P.A. & C.",
	}
	storno := credito
	storno.Storno, storno.DataValuta, storno.Causale, storno.TRN, storno.EndToEndID, storno.Bolletta = true, avviso.Data{}, "STORNO", "", "", "8802"
	require.Empty(t, cmp.Diff([]cassa.Movimento{credito, storno}, movimenti, comparatore))
	for _, m := range movimenti {
		require.NoError(t, m.Valida())
	}
	require.Equal(t, []cassa.Ignorato{{Motivo: cassa.Motivo{Codice: cassa.MotivoTipo, TipoMovimento: "USCITA", TipoDocumento: "MANDATO", TipoOperazione: "ESEGUITO"}, Numero: 1}}, g.Ignorati())
}

func TestGiornale14(t *testing.T) {
	g := apri(t, campione(t, "giornale_1_4.xml"))
	h := g.Intestazione
	require.Equal(t, "GDC_0001234_20190329", h.IDFlussoBT)
	require.Equal(t, [2]int{1, 1}, [2]int{h.Pagina, h.Pagine})
	require.Equal(t, "2019-03-28 2019-03-29", h.Dal.String()+" "+h.Al.String())
	voci, errori := raccogli(g.Voci())
	require.Empty(t, errori)
	require.Len(t, voci, 2)
	m, ok := voci[0].Movimento(h)
	require.True(t, ok)
	require.Equal(t, "2019/310/0 100.00 CITTÀ METROPOLITANA INVENTATA", m.ID+" "+m.Importo.String()+" "+m.Ordinante)
	require.Empty(t, cmp.Diff([]cassa.Provvisorio{{
		Esercizio: 2019, Numero: "310", Stato: cassa.UsoRegolarizzato, Importo: avviso.MustImporto("100.00"),
		Data: avviso.MustData("2019-03-29"), Reversale: "5", Conto: "1",
	}}, voci[1].Provvisori(h), comparatore))
	require.Empty(t, g.Ignorati())
}

// TestUso holds the table of tipo_movimento × tipo_documento × tipo_operazione ×
// sign: only the combinations written here are cash or the state of a provvisorio.
func TestUso(t *testing.T) {
	movimenti := []string{"ENTRATA", "USCITA", "ALTRO"}
	documenti := []string{"REVERSALE", "MANDATO", "SOSPESO ENTRATA", "SOSPESO USCITA", "ANTICIPAZIONE", "GIROCONTO", "FONDO DI CASSA", "DEFICIT DI CASSA", "NUOVO TIPO"}
	operazioni := []string{"ESEGUITO", "STORNATO", "REGOLARIZZATO", "RIPRISTINATO", "NUOVA OPERAZIONE"}
	attesi := map[string]cassa.Uso{
		"ENTRATA|SOSPESO ENTRATA|ESEGUITO|10.00":       cassa.UsoCredito,
		"ENTRATA|SOSPESO ENTRATA|ESEGUITO|-10.00":      cassa.UsoStorno,
		"ENTRATA|SOSPESO ENTRATA|STORNATO|10.00":       cassa.UsoStorno,
		"ENTRATA|SOSPESO ENTRATA|STORNATO|-10.00":      cassa.UsoStorno,
		"ENTRATA|SOSPESO ENTRATA|REGOLARIZZATO|10.00":  cassa.UsoRegolarizzato,
		"ENTRATA|SOSPESO ENTRATA|REGOLARIZZATO|-10.00": cassa.UsoRegolarizzato,
		"ENTRATA|SOSPESO ENTRATA|RIPRISTINATO|10.00":   cassa.UsoRipristinato,
		"ENTRATA|SOSPESO ENTRATA|RIPRISTINATO|-10.00":  cassa.UsoRipristinato,
	}
	casi := 0
	for _, m := range movimenti {
		for _, d := range documenti {
			for _, o := range operazioni {
				for _, imp := range []string{"10.00", "-10.00"} {
					casi++
					chiave := strings.Join([]string{m, d, o, imp}, "|")
					atteso, ok := attesi[chiave]
					if !ok {
						atteso = cassa.UsoIgnorato
					}
					xml := giornale(movimento("tipo_movimento", m, "tipo_documento", d, "tipo_operazione", o, "importo", imp))
					voci, errori := raccogli(apri(t, xml).Voci())
					require.Empty(t, errori, chiave)
					require.Equal(t, atteso, voci[0].Uso(), chiave)
					require.Equal(t, []string{m, d, o}, []string{voci[0].TipoMovimento, voci[0].TipoDocumento, voci[0].TipoOperazione}, chiave)

					g := apri(t, xml)
					letti, errori := raccogli(g.Movimenti())
					require.Empty(t, errori, chiave)
					if atteso != cassa.UsoCredito && atteso != cassa.UsoStorno {
						require.Empty(t, letti, chiave)
						ignorati := 0
						for _, i := range g.Ignorati() {
							ignorati += i.Numero
						}
						require.Equal(t, atteso == cassa.UsoIgnorato, ignorati == 1, chiave)
						continue
					}
					require.Len(t, letti, 1, chiave)
					require.Equal(t, "2024/15/0", letti[0].ID, chiave)
					require.Equal(t, "10.00", letti[0].Importo.String(), chiave)
					require.Equal(t, cassa.Entrata, letti[0].Segno, chiave)
					require.Equal(t, atteso == cassa.UsoStorno, letti[0].Storno, chiave)
					require.Empty(t, letti[0].StornoDi, chiave)
				}
			}
		}
	}
	require.Equal(t, 3*9*5*2, casi)
}

func TestProvvisori(t *testing.T) {
	sospesi := "<numero_provvisorio>0007</numero_provvisorio><importo_provvisorio>3.00</importo_provvisorio>"
	tests := []struct {
		nome string
		xml  string
		want []string
	}{
		{"REVERSALE with sospesi", movimento("tipo_documento", "REVERSALE", "numero_documento", "77", "sospeso", sospesi), []string{"7 REGOLARIZZATO 3.00 77"}},
		{"REVERSALE of version 1.4", movimento("tipo_documento", "REVERSALE", "numero_documento", "77", "numero_sospeso", "0007"), []string{"7 REGOLARIZZATO 10.00 77"}},
		{"REVERSALE of version 1.4, none", movimento("tipo_documento", "REVERSALE", "numero_sospeso", " "), nil},
		{"REVERSALE without", movimento("tipo_documento", "REVERSALE"), nil},
		{"REVERSALE reversed", movimento("tipo_documento", "REVERSALE", "tipo_operazione", "STORNATO", "sospeso", sospesi), nil},
		{"REGOLARIZZATO", movimento("tipo_operazione", "REGOLARIZZATO"), []string{"15 REGOLARIZZATO 10.00 "}},
		{"RIPRISTINATO", movimento("tipo_operazione", "RIPRISTINATO"), []string{"15 RIPRISTINATO 10.00 "}},
		{"credit", movimento(), nil},
		{"SOSPESO USCITA", movimento("tipo_movimento", "USCITA", "tipo_documento", "SOSPESO USCITA", "tipo_operazione", "REGOLARIZZATO"), nil},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			g := apri(t, giornale(tt.xml))
			voci, errori := raccogli(g.Voci())
			require.Empty(t, errori)
			var got []string
			for _, p := range voci[0].Provvisori(g.Intestazione) {
				got = append(got, strings.Join([]string{p.Numero, string(p.Stato), p.Importo.String(), p.Reversale}, " "))
			}
			require.Equal(t, tt.want, got)
		})
	}
}

func TestGiornaleImporti(t *testing.T) {
	tests := []struct {
		importo, want string // want "" is a refusal
		storno        bool
	}{
		{"10.00", "10.00", false},
		{"10.5", "10.50", false},
		{"10", "10.00", false},
		{"+10.00", "10.00", false},
		{"-10.00", "10.00", true},
		{"9999999999999.99", "9999999999999.99", false},
		{"-9999999999999.99", "9999999999999.99", true},
		{"999999999999999", "999999999999999.00", false},
		{"000000000000000000001.00", "1.00", false},
		{".50", "0.50", false},
		{"10.", "10.00", false},
		{" 10.00 ", "10.00", false},
		{"99999999999999.99", "", false}, // 16 digits
		{"10000000000000.00", "", false}, // 16 digits, zeros count
		{"1..5", "", false},
		{"10.001", "", false},
		{"10.000", "", false},
		{"10,00", "", false},
		{"1.000,00", "", false},
		{"1e3", "", false},
		{"1e999", "", false},
		{"--1.00", "", false},
		{"1 0.00", "", false},
		{"", "", false},
		{".", "", false},
		{"-", "", false},
		{"NaN", "", false},
		{"1.0.0", "", false},
	}
	for _, tt := range tests {
		t.Run(tt.importo, func(t *testing.T) {
			letti, errori := raccogli(apri(t, giornale(movimento("importo", tt.importo))).LeggiMovimenti())
			if tt.want == "" {
				require.Len(t, errori, 1)
				richiede(t, errori[0], cassa.CodiceImporto, cassa.ErrMovimento, "importo", 5)
				return
			}
			require.Empty(t, errori)
			require.Equal(t, tt.want, letti[0].Importo.String())
			require.Equal(t, tt.storno, letti[0].Storno)
		})
	}
}

func TestGiornaleMovimentiErrati(t *testing.T) {
	tests := []struct {
		nome   string
		xml    string
		codice avviso.Codice
		campo  string
	}{
		{"no tipo_movimento", movimento("tipo_movimento", assente), cassa.CodiceMancante, "tipo_movimento"},
		{"no tipo_documento", movimento("tipo_documento", ""), cassa.CodiceMancante, "tipo_documento"},
		{"no tipo_operazione", movimento("tipo_operazione", assente), cassa.CodiceMancante, "tipo_operazione"},
		{"no importo", movimento("importo", assente), cassa.CodiceMancante, "importo"},
		{"no numero", movimento("numero_documento", assente), cassa.CodiceMancante, "numero_documento"},
		{"no progressivo", movimento("progressivo_documento", assente), cassa.CodiceMancante, "progressivo_documento"},
		{"no date", movimento("data_movimento", assente), cassa.CodiceMancante, "data_movimento"},
		{"no causale", movimento("causale", assente), cassa.CodiceMancante, "causale"},
		{"impossible date", movimento("data_movimento", "2024-02-30"), cassa.CodiceData, "data_movimento"},
		{"wrong value date", movimento("data_valuta_ente", "06/05/2024"), cassa.CodiceData, "data_valuta_ente"},
		{"causale with an element", movimento("causale", "a<b/>c"), cassa.CodiceFormato, "causale"},
		{"amount given twice", strings.Replace(movimento(), "<causale>", "<importo>11.00</importo><causale>", 1), cassa.CodiceRipetuto, "importo"},
		{"movement too long", movimento("cliente", strings.Repeat("<anagrafica_cliente>"+strings.Repeat("x", 700<<10)+"</anagrafica_cliente><codice_fiscale_cliente>"+strings.Repeat("x", 700<<10)+"</codice_fiscale_cliente>", 1)), cassa.CodiceLimite, "cliente/codice_fiscale_cliente"},
		{"too many sospesi", strings.Replace(movimento("tipo_documento", "REVERSALE"), "</movimento", strings.Repeat("<sospeso/>", 1001)+"</movimento", 1), cassa.CodiceLimite, "sospeso"},
		{"sospeso without number", movimento("tipo_documento", "REVERSALE", "sospeso", "<importo_provvisorio>1.00</importo_provvisorio>"), cassa.CodiceMancante, "sospeso/numero_provvisorio"},
		{"sospeso without amount", movimento("tipo_documento", "REVERSALE", "sospeso", "<numero_provvisorio>1</numero_provvisorio>"), cassa.CodiceMancante, "sospeso/importo_provvisorio"},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			xml := giornale(movimento("numero_documento", "1"), tt.xml, movimento("numero_documento", "3"))
			letti, errori := raccogli(apri(t, xml).LeggiMovimenti())
			var id []string
			for _, m := range letti {
				id = append(id, m.Provvisorio)
			}
			require.Equal(t, []string{"1", "3"}, id) // the rest goes on
			require.Len(t, errori, 1)
			richiede(t, errori[0], tt.codice, cassa.ErrMovimento, tt.campo, 6)

			letti, errori = raccogli(apri(t, xml).Movimenti())
			require.Len(t, letti, 1) // the strict sequence ends
			require.Len(t, errori, 1)
		})
	}
}

// TestGiornaleTollera holds what the reader accepts on purpose.
func TestGiornaleTollera(t *testing.T) {
	tests := []struct{ nome, xml, want string }{
		{"empty causale", movimento("causale", ""), "15 2024-05-06 "},
		{"zeros before the number", movimento("numero_documento", "00015"), "15 2024-05-06 C"},
		{"number 9", movimento("numero_documento", "009"), "9 2024-05-06 C"},
		{"number 0", movimento("numero_documento", "000"), "0 2024-05-06 C"},
		{"number that is a text", movimento("numero_documento", "A/15"), "A/15 2024-05-06 C"},
		{"date with zone", movimento("data_movimento", "2024-05-06+02:00"), "15 2024-05-06 C"},
		{"lower case", movimento("tipo_movimento", "Entrata", "tipo_operazione", "eseguito"), "15 2024-05-06 C"},
		{"blanks in a type", movimento("tipo_documento", " SOSPESO\n  ENTRATA "), "15 2024-05-06 C"},
		{"unknown element", movimento("elemento_nuovo", "<importo>77.00</importo>"), "15 2024-05-06 C"},
		{"CDATA and references", movimento("causale", "<![CDATA[a & b]]> &lt;c&#10;d"), "15 2024-05-06 a & b <c\nd"},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			letti, errori := raccogli(apri(t, giornale(tt.xml)).Movimenti())
			require.Empty(t, errori)
			require.Len(t, letti, 1)
			m := letti[0]
			require.Equal(t, tt.want, m.Provvisorio+" "+m.DataContabile.String()+" "+m.Causale)
			require.Equal(t, "10.00", m.Importo.String())
		})
	}
}

func TestGiornaleDueAccreditiDiUnFlusso(t *testing.T) {
	causale := "/PUR/LGPE-RIVERSAMENTO/URI/2024-05-03ABCDITMMXXX-0001"
	letti, errori := raccogli(apri(t, giornale(movimento("numero_documento", "1", "causale", causale), movimento("numero_documento", "2", "causale", causale))).Movimenti())
	require.Empty(t, errori)
	require.Len(t, letti, 2)
	require.NotEqual(t, letti[0].Chiave(), letti[1].Chiave())
	require.Equal(t, letti[0].Causale, letti[1].Causale)
}

func TestGiornaleTestata(t *testing.T) {
	base := giornale(movimento())
	tests := []struct {
		nome, da, a string
		codice      avviso.Codice
		campo       string
	}{
		{"journal before OPI", "<flusso_giornale_di_cassa>", "<flusso_giornale_di_cassa><codice_ABI_BT>03069</codice_ABI_BT>", cassa.CodiceFormato, "codice_ABI_BT"},
		{"another root", "flusso_giornale_di_cassa", "flusso_ordinativi", cassa.CodiceFormato, "flusso_ordinativi"},
		{"no body", "<codice_fiscale_ente>99999000013</codice_fiscale_ente>", "", cassa.CodiceMancante, "testata_messaggio/codice_fiscale_ente"},
		{"body of 16 characters", "99999000013", "RSSMRA80A01H501U", cassa.CodiceDominio, "codice_fiscale_ente"},
		{"no id", "<identificativo_flusso_BT>GDC-2024050600010000001#001#001</identificativo_flusso_BT>", "", cassa.CodiceMancante, "identificativo_flusso_BT"},
		{"only the page", "<pagine_totali>1</pagine_totali>", "", cassa.CodiceMancante, "pagine_totali"},
		{"only the total", "<pagina>1</pagina>", "", cassa.CodiceMancante, "pagina"},
		{"page 0", "<pagina>1", "<pagina>0", cassa.CodiceValore, "pagina"},
		{"total 0", "<pagine_totali>1", "<pagine_totali>0", cassa.CodiceValore, "pagine_totali"},
		{"total of 8 digits", "<pagine_totali>1", "<pagine_totali>10000000", cassa.CodiceValore, "pagine_totali"},
		{"page over the total", "<pagina>1", "<pagina>2", cassa.CodicePagine, "pagina"},
		{"page twice", "<pagina>1</pagina>", "<pagina>1</pagina><pagina>1</pagina>", cassa.CodiceRipetuto, "pagina"},
		{"no year", "<esercizio>2024</esercizio>", "", cassa.CodiceMancante, "esercizio"},
		{"year 1998", "2024</esercizio>", "1998</esercizio>", cassa.CodiceValore, "esercizio"},
		{"year 2100", "2024</esercizio>", "2100</esercizio>", cassa.CodiceValore, "esercizio"},
		{"no date", "<data_riferimento_GdC>2024-05-06</data_riferimento_GdC>", "", cassa.CodiceMancante, "data_riferimento_GdC"},
		{"wrong date", "GdC>2024-05-06", "GdC>2024-05-32", cassa.CodiceData, "data_riferimento_GdC"},
		{"only the first day", "data_riferimento_GdC>", "data_inizio_periodo_riferimento>", cassa.CodiceMancante, "data_fine_periodo_riferimento"},
		{"wrong instant", "<codice_fiscale_ente>", "<data_ora_creazione_flusso>ieri</data_ora_creazione_flusso><codice_fiscale_ente>", cassa.CodiceData, "data_ora_creazione_flusso"},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			require.Contains(t, base, tt.da)
			_, err := cassa.NuovoGiornale(strings.NewReader(strings.ReplaceAll(base, tt.da, tt.a)))
			tipo := cassa.ErrMovimento
			if tt.codice == cassa.CodiceFormato || tt.codice == cassa.CodicePagine {
				tipo = cassa.ErrFormato
			}
			richiede(t, err, tt.codice, tipo, tt.campo, -1)
			var e *cassa.Errore
			require.ErrorAs(t, err, &e)
			require.Positive(t, e.Riga)
			require.Positive(t, e.Colonna)
		})
	}
}

// The bounds of the head are part of it.
func TestGiornaleTestataEstremi(t *testing.T) {
	for _, esercizio := range []string{"1999", "2099"} {
		h := apri(t, strings.Replace(giornale(), "<esercizio>2024", "<esercizio>"+esercizio, 1)).Intestazione
		require.Equal(t, esercizio, strconv.Itoa(h.Esercizio))
	}
	h := apri(t, strings.Replace(giornale(), "<pagine_totali>1", "<pagine_totali>9999999", 1)).Intestazione
	require.Equal(t, 9999999, h.Pagine)
}

// The texts of a movement take 1 MiB together.
func TestGiornaleMovimentoMassimo(t *testing.T) {
	altri := len("ENTRATA" + "SOSPESO ENTRATA" + "ESEGUITO" + "15" + "0" + "10.00" + "2024-05-06")
	for _, di := range []int{0, 1} {
		letti, errori := raccogli(apri(t, giornale(movimento("causale", strings.Repeat("x", 1<<20-altri+di)))).LeggiMovimenti())
		require.Len(t, errori, di)
		require.Len(t, letti, 1-di)
		for _, err := range errori {
			richiede(t, err, cassa.CodiceLimite, cassa.ErrMovimento, "causale", 5)
		}
	}
}

// An amount of zero is not negative: what it stands in is no reversal.
func TestUsoDiZero(t *testing.T) {
	v := cassa.Voce{TipoMovimento: "ENTRATA", TipoDocumento: "SOSPESO ENTRATA", TipoOperazione: "ESEGUITO"}
	require.Equal(t, cassa.UsoCredito, v.Uso())
	v.Importo = avviso.MustImporto("-0.01")
	require.Equal(t, cassa.UsoStorno, v.Uso())
}

// What stands between two accounts is passed over.
func TestGiornaleFraIConti(t *testing.T) {
	xml := strings.Replace(giornale(movimento("numero_documento", "1")), "</flusso", `<totali_esercizio><x/></totali_esercizio><firma/>
<informazioni_conto_evidenza><conto_evidenza>2</conto_evidenza><saldo/>`+movimento("numero_documento", "2")+`<altro/></informazioni_conto_evidenza><firma/></flusso`, 1)
	letti, errori := raccogli(apri(t, xml).Movimenti())
	require.Empty(t, errori)
	require.Len(t, letti, 2)
	require.Equal(t, "2", letti[1].Conto)
}

func TestGiornaleMalformato(t *testing.T) {
	base := giornale(movimento(), movimento("numero_documento", "16"))
	tests := []struct {
		nome, xml string
		codice    avviso.Codice
		tipo      error
		riga      int
	}{
		{"empty", "", cassa.CodiceSintassi, cassa.ErrSintassi, 1},
		{"not XML", "ciao", cassa.CodiceSintassi, cassa.ErrSintassi, 1},
		{"DOCTYPE", `<!DOCTYPE x [<!ENTITY a "b">]>` + base, cassa.CodiceDOCTYPE, cassa.ErrSintassi, 1},
		{"truncated in the head", base[:100], cassa.CodiceSintassi, cassa.ErrSintassi, 1},
		{"truncated in a movement", base[:strings.LastIndex(base, "<importo>")+12], cassa.CodiceSintassi, cassa.ErrSintassi, 6},
		{"truncated after the movements", base[:strings.LastIndex(base, "</flusso")], cassa.CodiceSintassi, cassa.ErrSintassi, 7},
		{"tags that do not match", strings.Replace(base, "</causale>", "</Causale>", 1), cassa.CodiceSintassi, cassa.ErrSintassi, 5},
		{"undefined entity", strings.Replace(base, "<causale>C", "<causale>&egrave;", 1), cassa.CodiceSintassi, cassa.ErrSintassi, 5},
		{"after the root", base + "<x/>", cassa.CodiceSintassi, cassa.ErrSintassi, 7},
		{"not UTF-8", strings.Replace(base, "<causale>C", "<causale>\xe8", 1), cassa.CodiceCodifica, cassa.ErrSintassi, 5},
		{"unknown charset", `<?xml version="1.0" encoding="IBM037"?>` + base, cassa.CodiceCodifica, cassa.ErrSintassi, 1},
		{"too deep", strings.Replace(base, "<causale>C", "<x>"+strings.Repeat("<x>", 40)+strings.Repeat("</x>", 40)+"</x><causale>C", 1), cassa.CodiceLimite, cassa.ErrSintassi, 5},
		{"text too long", strings.Replace(base, "<causale>C", "<causale>"+strings.Repeat("C", 2<<20), 1), cassa.CodiceLimite, cassa.ErrSintassi, -1},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			g, err := cassa.NuovoGiornale(strings.NewReader(tt.xml))
			if err == nil {
				_, errori := raccogli(g.LeggiMovimenti())
				require.Len(t, errori, 1) // an error of the document ends the sequence
				err = errori[0]
				_, errori = raccogli(g.LeggiMovimenti())
				require.Empty(t, errori)
			}
			var e *cassa.Errore
			require.ErrorAs(t, err, &e)
			require.Equal(t, tt.codice, e.Codice, err.Error())
			require.ErrorIs(t, err, tt.tipo)
			if tt.riga >= 0 {
				require.Equal(t, tt.riga, e.Riga, err.Error())
			}
		})
	}
	t.Run("windows-1252", func(t *testing.T) {
		xml := `<?xml version="1.0" encoding="windows-1252"?>` + strings.Replace(base, "<causale>C", "<causale>caff\xe8 \x80", 1)
		letti, errori := raccogli(apri(t, xml).Movimenti())
		require.Empty(t, errori)
		require.Equal(t, "caffè €", letti[0].Causale)
	})
	t.Run("reader fails", func(t *testing.T) {
		_, err := cassa.NuovoGiornale(&rotto{base[:90]})
		richiede(t, err, cassa.CodiceLettura, cassa.ErrLettura, "flusso_giornale_di_cassa/testata_messaggio/codice_fiscale_ente", -1)
		require.ErrorIs(t, err, errLettore)
	})
}

func TestGiornaleLetturaInterrotta(t *testing.T) {
	g := apri(t, giornale(movimento("numero_documento", "1"), movimento("numero_documento", "2"), movimento("numero_documento", "3")))
	for m, err := range g.Movimenti() {
		require.NoError(t, err)
		require.Equal(t, "1", m.Provvisorio)
		break
	}
	resto, errori := raccogli(g.Movimenti()) // the stream goes on where it was left
	require.Empty(t, errori)
	require.Len(t, resto, 2)
}

func TestGiornaleSenzaConti(t *testing.T) {
	xml := giornale()
	i, j := strings.Index(xml, "<informazioni"), strings.Index(xml, "</flusso")
	g := apri(t, xml[:i]+xml[j:])
	letti, errori := raccogli(g.Movimenti())
	require.Empty(t, errori)
	require.Empty(t, letti)
	_, err := cassa.NuovoGiornale(strings.NewReader(strings.Replace(xml[:i]+xml[j:], "<codice_fiscale_ente>99999000013</codice_fiscale_ente>", "", 1)))
	richiede(t, err, cassa.CodiceMancante, cassa.ErrMovimento, "testata_messaggio/codice_fiscale_ente", 1)
	_, err = cassa.NuovoGiornale(strings.NewReader(xml[:i] + xml[j:] + "<x/>"))
	richiede(t, err, cassa.CodiceSintassi, cassa.ErrSintassi, "", -1)
}

// TestGiornaleMotivi bounds the reasons: their names come from the document.
func TestGiornaleMotivi(t *testing.T) {
	var movimenti []string
	for i := range 200 {
		movimenti = append(movimenti, movimento("tipo_documento", "T"+strings.Repeat("x", i)))
	}
	g := apri(t, giornale(movimenti...))
	letti, errori := raccogli(g.Movimenti())
	require.Empty(t, errori)
	require.Empty(t, letti)
	tot := 0
	for _, i := range g.Ignorati() {
		tot += i.Numero
	}
	require.Equal(t, 200, tot)
	require.Len(t, g.Ignorati(), 65)
	g = apri(t, giornale(movimento("tipo_documento", strings.Repeat("x", 100)), movimento("tipo_operazione", strings.Repeat("x", 101), "tipo_documento", "X")))
	_, errori = raccogli(g.Movimenti())
	require.Empty(t, errori)
	var nomi []string
	for _, i := range g.Ignorati() {
		nomi = append(nomi, i.TipoDocumento)
	}
	require.Contains(t, nomi, strings.Repeat("x", 100))
	require.NotContains(t, nomi, "X", "a name of 101 is not kept")
}

func TestErroreMascherato(t *testing.T) {
	_, err := cassa.NuovoGiornale(strings.NewReader(strings.ReplaceAll(giornale(), "99999000013", "RSSMRA80A01H501U")))
	require.Error(t, err)
	require.NotContains(t, err.Error(), "RSSMRA80A01H501U")
	var e *cassa.Errore
	require.True(t, errors.As(err, &e))
	require.Equal(t, "RSSMRA80A01H501U", e.Valore)
}

// The year is an xs:nonNegativeInteger, pages up to seven digits: signs and zeros in front
// are of the type.
func TestGiornaleInteri(t *testing.T) {
	for testo, esercizio := range map[string]int{"2024": 2024, "+2024": 2024, "0000000002024": 2024, " 2024 ": 2024, "-2024": 0, "2024.0": 0, "1998": 0, "2100": 0} {
		xml := strings.Replace(giornale(movimento()), "<esercizio>2024</esercizio>", "<esercizio>"+testo+"</esercizio>", 1)
		require.Contains(t, xml, ">"+testo+"<")
		g, err := cassa.NuovoGiornale(strings.NewReader(xml))
		if esercizio == 0 {
			require.ErrorIs(t, err, cassa.ErrMovimento, testo)
			continue
		}
		require.NoError(t, err, testo)
		require.Equal(t, esercizio, g.Intestazione.Esercizio, testo)
	}
}
