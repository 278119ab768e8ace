package tracciato_test

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/pendenza/tracciato"
)

func numerazione() *avviso.Numerazione {
	return &avviso.Numerazione{Configurazione: avviso.Configurazione{AuxDigit: "3", SegregationCode: "01"}, Prossimo: 42}
}

func caricatore() *tracciato.Caricatore {
	return &tracciato.Caricatore{Archivio: new(tracciato.Memoria), Numerazione: numerazione(), GLN: avviso.MustGLN("8088888012348")}
}

// carica takes a text through its two steps.
func carica(t *testing.T, c *tracciato.Caricatore, f tracciato.Formato, testo string) ([]tracciato.Risultato, tracciato.Progresso) {
	t.Helper()
	p := tracciato.Inizio(f)
	testata, err := p.Valida(strings.NewReader(testo), tracciato.Opzioni{})
	require.NoError(t, err)
	require.Equal(t, tracciato.ValidazioneOK, p.Stato)
	var risultati []tracciato.Risultato
	o := tracciato.Opzioni{IdDominio: testata.IdDominio}
	for r, err := range c.Carica(&p, tracciato.Leggi(f, strings.NewReader(testo), o)) {
		require.NoError(t, err)
		risultati = append(risultati, r)
	}
	return risultati, p
}

func esiti(risultati []tracciato.Risultato) (e []string) {
	for _, r := range risultati {
		e = append(e, string(r.Operazione)+" "+string(r.Stato)+" "+r.Esito)
	}
	return e
}

func TestCaricaCSV(t *testing.T) {
	c := caricatore()
	pagata := pendenza.Pendenza{IDA2A: "APP", IDPendenza: "PAGATA", Stato: pendenza.Eseguita, NumeroAvviso: avviso.MustNumeroAvviso("302032002700000251"), IdDominio: avviso.MustIdDominio("00429440068")}
	require.NoError(t, c.Archivio.Salva(pagata))
	testo := intestazione + strings.Join([]string{
		riga("P1", map[int]string{12: "1.000", 28: "1.00"}), // not valid: does not count as the first
		riga("P1", nil),
		riga("P1", nil),
		"",
		riga("P1", map[int]string{12: "0"}),
		riga("IGNOTA", map[int]string{12: "0.00"}),
		riga("PAGATA", map[int]string{12: "0"}),
		riga("PAGATA", nil),
		riga("P2", map[int]string{3: "302032002700000251"}),
		riga("P3", map[int]string{12: "100000000.00", 28: "100000000.00"}),
		riga("", map[int]string{12: "0"}),
	}, "\n") + "\n"
	risultati, p := carica(t, c, tracciato.CSV, testo)
	require.Empty(t, cmp.Diff([]string{
		"ADD SCARTATO 400000", "ADD ESEGUITO ADD_OK", "ADD SCARTATO ADD_KO", "NON_VALIDA NON_VALIDO 400000", "DEL ESEGUITO DEL_OK",
		"DEL SCARTATO VER_008", "DEL SCARTATO VER_009", "ADD SCARTATO VER_003", "ADD SCARTATO VER_025", "ADD ESEGUITO ADD_OK", "DEL SCARTATO 400000",
	}, esiti(risultati)))
	require.Equal(t, tracciato.Progresso{Formato: tracciato.CSV, Stato: tracciato.CaricamentoKO, Totali: 11, Eseguite: 3, Fallite: 8}, p)
	require.Equal(t, "record vuoto", risultati[3].Descrizione)
	require.Equal(t, "Richiesta non valida: importo: massimo due decimali", risultati[0].Descrizione)
	require.True(t, strings.HasPrefix(risultati[7].Descrizione, "VER_003: "))
	r := risultati[1]
	require.Equal(t, "01000000000004285", r.IUV.String())
	require.Equal(t, "PAGOPA|002|301000000000004285|00429440068|10000", r.QRCode)
	require.Equal(t, "41580888880123488020301000000000004285390210000", r.BarCode)
	require.Empty(t, risultati[9].QRCode, "an amount that a QR code cannot carry is never cut")
	require.Contains(t, risultati[9].Descrizione, "IMPORTO_NON_RAPPRESENTABILE")

	// The same file again: every ADD is an update, and keeps its number.
	p1, trovata, err := c.Archivio.Pendenza(pendenza.Chiave{IDA2A: "APP", IDPendenza: "P1"})
	require.NoError(t, err)
	require.True(t, trovata)
	require.Equal(t, pendenza.Annullata, p1.Stato)
	risultati, _ = carica(t, c, tracciato.CSV, intestazione+riga("P1", nil))
	require.Equal(t, "pendenza aggiornata", risultati[0].Descrizione)
	require.Equal(t, r.NumeroAvviso, risultati[0].NumeroAvviso)
}

func TestCaricaLoader2(t *testing.T) {
	c := caricatore()
	c.Numerazione = &avviso.Numerazione{Configurazione: avviso.Configurazione{AuxDigit: "0", ApplicationCode: "01"}, Prossimo: 1902800721470}
	c.Autorizzata = func(a string, _ avviso.IdDominio) bool { return a != "VIETATA" }
	testo := "ADD;APP;PEND-1;00429440068;TSTPNI70D01L219V;Pino Test;COPIE;100.00;;2030-12-31;bundle;debito;nota\r\n" +
		"\r\n" +
		"MOD;APP;X\n" +
		"ADD;APP;X;00429440068\n" +
		"ADD;VIETATA;X;00429440068;TSTPNI70D01L219V;Pino Test;COPIE;100.00;c\n" +
		"ADD;APP;Y;00429440068;;Pino Test;COPIE;100.00;c\n" +
		"DEL;APP;IGNOTA;perché; no\n" +
		"DEL;APP;PEND-1;errore\n"
	risultati, p := carica(t, c, tracciato.Loader2, testo)
	require.Empty(t, cmp.Diff([]string{
		"ADD ESEGUITO ADD_OK", "NON_VALIDA NON_VALIDO VUOTA", "NON_VALIDA NON_VALIDO ERR_SIN", "NON_VALIDA NON_VALIDO ERR_SIN",
		"ADD SCARTATO ERR_AUTH", "NON_VALIDA NON_VALIDO ERR_SIN", "DEL SCARTATO DEL_KO", "DEL ESEGUITO DEL_OK",
	}, esiti(risultati)))
	require.Equal(t, 8, p.Totali)
	require.Equal(t, 2, p.Eseguite)
	require.Equal(t, 5, p.Fallite, "a blank line is not counted as failed")

	var b bytes.Buffer
	w := tracciato.NuovoScrittore(&b, tracciato.Loader2)
	for i := range risultati {
		require.NoError(t, w.Scrivi(&risultati[i]))
	}
	require.NoError(t, w.Chiudi())
	righe := strings.Split(b.String(), "\n")
	require.Equal(t, "ADD_OK;APP;PEND-1;190280072147087;PAGOPA|002|001190280072147087|00429440068|10000;41580888880123488020001190280072147087390210000", righe[0])
	require.Equal(t, "DEL_OK;APP;PEND-1", righe[7])
	require.True(t, strings.HasPrefix(righe[6], "DEL_KO;APP;IGNOTA;VER_008"))
}

const dueJSON = `{"idTracciato":"T","inserimenti":[
	{"idA2A":"APP","idPendenza":"P1","causale":"c","importo":10,"voci":[{"idVocePendenza":"v","importo":10,"descrizione":"d","codEntrata":"E"}]},
	{"idA2A":"APP","idPendenza":"P2","causale":"c","importo":"10.000","voci":[{"idVocePendenza":"v","importo":10,"descrizione":"d","codEntrata":"E"}]}],
	"annullamenti":[{"idA2A":"APP","idPendenza":"P1","motivoAnnullamento":"errore"}],"avvisaturaDigitale":true,"idDominio":"00429440068"}`

func TestCaricaJSON(t *testing.T) {
	risultati, p := carica(t, caricatore(), tracciato.JSON, dueJSON)
	require.Equal(t, []string{"ADD ESEGUITO ADD_OK", "ADD SCARTATO 400000", "DEL ESEGUITO DEL_OK"}, esiti(risultati))
	require.Equal(t, 3, risultati[2].Numero, "annullamenti go on behind inserimenti")
	require.Equal(t, 3, p.Totali)

	prima := `{"idDominio":"00429440068","annullamenti":[{"idA2A":"APP","idPendenza":"P1"}],"inserimenti":[]}`
	righe, err := leggi(t, tracciato.JSON, prima, tracciato.Opzioni{})
	require.NoError(t, err)
	require.Equal(t, tracciato.DEL, righe[0].Operazione)

	for testo, codice := range map[string]avviso.Codice{
		``: tracciato.CodiceVuoto, `[]`: tracciato.CodiceJSON, `{`: tracciato.CodiceJSON, `{"x":1}`: tracciato.CodiceMembro,
		`{"Inserimenti":[]}`: tracciato.CodiceMembro, `{"idDominio":"1"}`: tracciato.CodiceDominio, `{"idDominio":5}`: tracciato.CodiceDominio,
		"{\"idTracciato\":\"\xff\"}": tracciato.CodiceJSON, `{"idTracciato":"\ud83d"}`: tracciato.CodiceJSON,
		`{"inserimenti":5}`: tracciato.CodiceJSON, `{} x`: tracciato.CodiceJSON, `{"inserimenti":[],"inserimenti":[]}`: tracciato.CodiceMembro,
	} {
		p := tracciato.Inizio(tracciato.JSON)
		_, err := p.Valida(strings.NewReader(testo), tracciato.Opzioni{})
		var e *tracciato.Errore
		require.ErrorAs(t, err, &e, testo)
		require.Equal(t, codice, e.Codice, testo)
		require.ErrorIs(t, err, tracciato.ErrTracciato)
		require.Equal(t, tracciato.ValidazioneKO, p.Stato)
		require.Equal(t, "SCARTATO", p.Stato.GovPay(false))
	}
	_, err = leggi(t, tracciato.JSON, dueJSON, tracciato.Opzioni{})
	require.ErrorIs(t, err, tracciato.ErrTracciato, "idDominio behind the positions that need it")
}

// An idDominio behind inserimenti is too late only for positions that stand
// before it, and the refusal of a document names the member.
func TestJSONPosto(t *testing.T) {
	_, err := leggi(t, tracciato.JSON, `{"inserimenti":[],"idDominio":"00429440068"}`, tracciato.Opzioni{})
	require.NoError(t, err)
	for testo, campo := range map[string]string{
		`{"inserimenti":5}`: "inserimenti",
		`{"pippo":1}`:       "pippo",
		`{"idDominio":"1"}`: "idDominio",
	} {
		_, err := leggi(t, tracciato.JSON, testo, tracciato.Opzioni{})
		var e *tracciato.Errore
		require.ErrorAs(t, err, &e, testo)
		require.Equal(t, campo, e.Campo, testo)
	}
	righe := 0
	const prima = `{"idDominio":"00429440068","annullamenti":[{"idA2A":"APP","idPendenza":"A"},{"idA2A":"APP","idPendenza":"B"}]}`
	for _, err := range tracciato.LeggiJSON(strings.NewReader(prima), tracciato.Opzioni{}) {
		require.NoError(t, err)
		righe++
		break
	}
	require.Equal(t, 1, righe)
}

func TestCaricamentoOK(t *testing.T) {
	c := caricatore()
	risultati, p := carica(t, c, tracciato.CSV, intestazione+riga("P1", nil)+"\n"+riga("P2", map[int]string{3: "302032002700000251"})+"\n"+riga("P3", nil))
	require.Equal(t, tracciato.Progresso{Formato: tracciato.CSV, Stato: tracciato.CaricamentoOK, Totali: 3, Eseguite: 3}, p)
	require.Equal(t, "301000000000004285", risultati[0].NumeroAvviso.String())
	require.Equal(t, "302032002700000251", risultati[1].NumeroAvviso.String())
	require.Equal(t, "01000000000004386", risultati[2].IUV.String())
	require.Equal(t, uint64(44), c.Numerazione.Prossimo, "two numbers were given out")

	// Without a numerazione no number is given.
	c.Archivio, c.Numerazione = new(tracciato.Memoria), nil
	risultati, p = carica(t, c, tracciato.CSV, intestazione+riga("P1", nil))
	require.Equal(t, tracciato.CaricamentoOK, p.Stato)
	require.False(t, risultati[0].NumeroAvviso.IsValid())

	// A header alone has nothing that can fail.
	_, p = carica(t, c, tracciato.CSV, intestazione)
	require.Equal(t, tracciato.CaricamentoOK, p.Stato)
}

// A description is cut to 255 characters, not bytes.
func TestDescrizione(t *testing.T) {
	c := caricatore()
	for n, attesi := range map[int]int{254: 254, 255: 255, 256: 255, 1000: 255} {
		c.Archivio = &guasto{err: errors.New(strings.Repeat("è", n-len("errore interno: ")))}
		risultati, _ := carica(t, c, tracciato.CSV, intestazione+riga("P1", nil))
		require.Equal(t, attesi, len([]rune(risultati[0].Descrizione)))
		require.True(t, strings.HasPrefix(risultati[0].Descrizione, "errore interno: è"))
	}
}

func TestRiprende(t *testing.T) {
	testo := intestazione + riga("P1", nil) + "\n" + riga("P2", nil) + "\n" + riga("P1", nil) + "\n"
	c := caricatore()
	p := tracciato.Inizio(tracciato.CSV)
	_, err := p.Valida(strings.NewReader(testo), tracciato.Opzioni{})
	require.NoError(t, err)
	for _, err := range c.Carica(&p, tracciato.LeggiCSV(strings.NewReader(testo), tracciato.Opzioni{})) {
		require.NoError(t, err)
		break
	}
	require.Equal(t, tracciato.Progresso{Formato: tracciato.CSV, Stato: tracciato.InCaricamento, Totali: 1, Eseguite: 1}, p)
	var resto []tracciato.Risultato
	for r, err := range c.Carica(&p, tracciato.LeggiCSV(strings.NewReader(testo), tracciato.Opzioni{})) {
		require.NoError(t, err)
		resto = append(resto, r)
	}
	require.Equal(t, []string{"ADD ESEGUITO ADD_OK", "ADD SCARTATO ADD_KO"}, esiti(resto), "the key of the line done before is remembered")
	require.Equal(t, tracciato.CaricamentoKO, p.Stato)
	for _, err := range c.Carica(&p, tracciato.LeggiCSV(strings.NewReader(testo), tracciato.Opzioni{})) {
		require.ErrorIs(t, err, tracciato.ErrTransizione)
	}
	_, err = p.Valida(strings.NewReader(testo), tracciato.Opzioni{})
	require.ErrorIs(t, err, tracciato.ErrTransizione)
}

// guasto is an archive that fails.
type guasto struct {
	tracciato.Memoria
	err error
}

func (g *guasto) Salva(pendenza.Pendenza) error { return g.err }

func TestArchivioGuasto(t *testing.T) {
	c := caricatore()
	c.Archivio = &guasto{err: errors.New("disco pieno")}
	risultati, _ := carica(t, c, tracciato.CSV, intestazione+riga("P1", nil))
	require.Equal(t, "500000", risultati[0].Esito)
	require.Equal(t, uint64(42), c.Numerazione.Prossimo, "no number is used up")
}

func TestScrittori(t *testing.T) {
	c := caricatore()
	risultati, _ := carica(t, c, tracciato.CSV, intestazione+
		riga("P1", map[int]string{6: `"a, b"`, 83: "DOC", 84: "Documento", 85: "1"})+"\n"+riga("P2", nil)+"\n"+riga("P3", map[int]string{12: "x"})+"\n")
	scrivi := func(f tracciato.Formato) []string {
		var b bytes.Buffer
		w := tracciato.NuovoScrittore(&b, f)
		for i := range risultati {
			require.NoError(t, w.Scrivi(&risultati[i]))
		}
		return strings.Split(strings.TrimSpace(b.String()), "\n")
	}
	csv := scrivi(tracciato.CSV)
	require.Len(t, csv, 4)
	require.Equal(t, 17, strings.Count(strings.Split(csv[0], "\r")[0], ","))
	require.Contains(t, csv[1], "APP,P1,00429440068,IMU,301000000000004285,00429440068_DOC_DOC.pdf,F,TSTPNI70D01L219V,Pino Test,")
	require.Contains(t, csv[2], "00429440068_301000000000004386.pdf")
	require.Equal(t, strings.Repeat(",", 17)+"Richiesta non valida: importo: formato non valido\r", csv[3]+"\r")
	require.Contains(t, scrivi(tracciato.JSON)[0], `"tipoOperazione":"ADD","stato":"ESEGUITO","esito":"ADD_OK"`)
	require.Contains(t, scrivi(tracciato.JSON)[0], `"numeroDocumento":"DOC"`)
	require.Contains(t, scrivi(tracciato.Elaborato)[1], "01000000000004285,301000000000004285,PAGOPA|002|")
	require.ErrorIs(t, tracciato.NuovoScrittore(new(bytes.Buffer), "").Chiudi(), tracciato.ErrNome)
	require.Equal(t, "esito_a.csv", tracciato.NomeEsito("a.csv"))
}

func TestProiezioni(t *testing.T) {
	attesi := map[string]string{
		"NUOVO": "IN_ATTESA", "VALIDAZIONE_OK": "IN_ELABORAZIONE", "VALIDAZIONE_KO": "SCARTATO", "IN_CARICAMENTO": "IN_ELABORAZIONE",
		"CARICAMENTO_OK": "ESEGUITO", "CARICAMENTO_KO": "ESEGUITO_CON_ERRORI", "ANNULLATO": "SCARTATO",
	}
	for s := range tracciato.Stati() {
		require.Equal(t, attesi[s.String()], s.GovPay(false))
		require.NotEmpty(t, s.Etichetta())
	}
	require.Equal(t, "ELABORAZIONE_STAMPA", tracciato.CaricamentoKO.GovPay(true))
}

func FuzzLeggi(f *testing.F) {
	f.Add(uint8(1), []byte(intestazione+riga("P1", nil)+"\n"))
	f.Add(uint8(2), []byte(dueJSON))
	f.Add(uint8(3), []byte("ADD;APP;PEND-1;00429440068;TSTPNI70D01L219V;Pino Test;COPIE;100.00;c\nDEL;A;B\n"))
	formati := []tracciato.Formato{tracciato.CSV, tracciato.JSON, tracciato.Loader2}
	f.Fuzz(func(t *testing.T, formato uint8, data []byte) {
		numero := 0
		for r, err := range tracciato.Leggi(formati[formato%3], bytes.NewReader(data), tracciato.Opzioni{MaxByteRiga: 4096}) {
			if err != nil {
				require.ErrorIs(t, err, tracciato.ErrTracciato)
				return
			}
			numero++
			require.Equal(t, numero, r.Numero)
			require.Contains(t, []tracciato.Operazione{tracciato.ADD, tracciato.DEL, tracciato.NonValida}, r.Operazione)
			if r.Operazione == tracciato.ADD && r.Caricabile() {
				require.Empty(t, r.Pendenza.Violazioni(), "what is read is valid")
			}
		}
	})
}

// conEventi is an archive that replays what happened.
type conEventi struct {
	tracciato.Memoria
	creazioni map[pendenza.Chiave]pendenza.Pendenza
	eventi    map[pendenza.Chiave][]pendenza.Evento
	azioni    int
}

func (c *conEventi) Salva(pendenza.Pendenza) error { panic("chiamata Salva") }

func (c *conEventi) Muovi(p pendenza.Pendenza, e pendenza.Evento, azioni []pendenza.Azione) error {
	k := p.Chiave()
	if c.azioni += len(azioni); e == nil {
		c.creazioni[k] = p
	} else {
		c.eventi[k] = append(c.eventi[k], e)
	}
	return c.Memoria.Salva(p)
}

// What a loading tells an archive of events makes every position again.
func TestArchivioEventi(t *testing.T) {
	a := &conEventi{creazioni: map[pendenza.Chiave]pendenza.Pendenza{}, eventi: map[pendenza.Chiave][]pendenza.Evento{}}
	for _, testo := range []string{
		`{"idTracciato": "T1", "idDominio": "12345678903", "inserimenti": [` + inserimentoProva("P1", "100.00") + `,` + inserimentoProva("P2", "50.00") + `]}`,
		`{"idTracciato": "T2", "idDominio": "12345678903", "inserimenti": [` + inserimentoProva("P1", "90.00") + `], "annullamenti": [{"idA2A": "GEST", "idPendenza": "P2", "motivoAnnullamento": "errore"}]}`,
	} {
		p := tracciato.Inizio(tracciato.JSON)
		_, err := p.Valida(strings.NewReader(testo), tracciato.Opzioni{})
		require.NoError(t, err)
		c := tracciato.Caricatore{Archivio: a}
		for x, err := range c.Carica(&p, tracciato.LeggiJSON(strings.NewReader(testo), tracciato.Opzioni{IdDominio: avviso.MustIdDominio("12345678903")})) {
			require.NoError(t, err)
			require.Equal(t, tracciato.Eseguito, x.Stato, x.Descrizione)
		}
	}
	require.Positive(t, a.azioni)
	n := 0
	for p := range a.Tutte() {
		inizio := a.creazioni[p.Chiave()]
		rifatta, err := inizio.Ripercorri(slices.Values(a.eventi[p.Chiave()]), pendenza.Opzioni{})
		require.NoError(t, err)
		require.Equal(t, p, rifatta)
		n++
	}
	require.Equal(t, 2, n)
}

func inserimentoProva(id, importo string) string {
	return `{"idA2A": "GEST", "idPendenza": "` + id + `", "causale": "TARI", "importo": ` + importo + `, "soggettoPagatore": {"tipo": "F", "identificativo": "TSTPNI70D01L219V", "anagrafica": "Pino Test"},
		"voci": [{"idVocePendenza": "1", "importo": ` + importo + `, "descrizione": "TARI", "codEntrata": "TARI"}]}`
}
