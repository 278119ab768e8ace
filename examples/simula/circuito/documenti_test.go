package circuito_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"io"
	"path"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/simula/circuito"
	"github.com/quietanza/quietanza/gdp"
	"github.com/quietanza/quietanza/internal/membri"
	"github.com/quietanza/quietanza/jppa"
	"github.com/quietanza/quietanza/pendenza/tracciato"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
	"github.com/quietanza/quietanza/rpt"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// riletto is what the strict readers of the library find in the documents.
type riletto struct {
	motore    *rendicontazione.Accumulatore
	giornali  gdp.Analisi
	esiti     map[nodo.Chiave]gdp.EsitoRT
	posizioni tracciato.Memoria
	quanti    map[string]int // documents by folder
}

func rileggi(t testing.TB, m *circuito.Memoria) *riletto {
	t.Helper()
	a, err := rendicontazione.NuovoAccumulatore()
	require.NoError(t, err)
	l := &riletto{motore: a, esiti: map[nodo.Chiave]gdp.EsitoRT{}, quanti: map[string]int{}}
	for nome, dati := range m.Documenti() {
		cartella, _, _ := strings.Cut(nome, "/")
		l.quanti[cartella]++
		l.documento(t, cartella, nome, dati)
	}
	return l
}

func (l *riletto) documento(t testing.TB, cartella, nome string, dati []byte) {
	t.Helper()
	switch cartella {
	case circuito.CartellaTracciati:
		l.tracciato(t, path.Base(nome), dati)
	case circuito.CartellaAvvisi:
		for riga := range bytes.Lines(dati) {
			var a avviso.Avviso
			require.NoError(t, membri.Parse(riga, &a))
			require.NoError(t, a.Valida())
			for _, rata := range a.Rate {
				s, err := a.Sezione(rata)
				require.NoError(t, err)
				_, err = avviso.ParseQRCode(s.QRCode)
				require.NoError(t, err)
				_, err = avviso.ParseBarCode(s.BarCode)
				require.NoError(t, err)
			}
		}
	case circuito.CartellaRPT:
		_, err := rpt.ParseRPT(dati)
		require.NoError(t, err)
	case circuito.CartellaRicevute, circuito.CartellaRevocate:
		l.ricevuta(t, dati, cartella == circuito.CartellaRicevute)
	case circuito.CartellaGiornali:
		l.giornale(t, path.Base(nome), dati)
	case circuito.CartellaFlussi:
		leggi := flusso.Leggi
		if path.Ext(nome) == ".json" {
			leggi = flusso.LeggiFdR3
		}
		f, avvertenze, err := leggi(dati)
		require.NoError(t, err)
		require.Empty(t, avvertenze)
		require.NoError(t, l.motore.AggiungiFlussi(f))
	case circuito.CartellaCassa:
		g, err := cassa.NuovoGiornale(bytes.NewReader(dati))
		require.NoError(t, err)
		for v, err := range g.LeggiMovimenti() {
			require.NoError(t, err)
			require.NoError(t, l.motore.AggiungiMovimenti(v))
		}
	case circuito.CartellaJPPA:
		_, err := jppa.ParseRichiestaInviaEsito(dati)
		require.NoError(t, err)
	case circuito.CartellaInput:
		l.input(t, path.Base(nome), dati)
	}
}

func (l *riletto) tracciato(t testing.TB, nome string, dati []byte) {
	if strings.HasPrefix(nome, "esito_") {
		require.NotContains(t, string(dati), "SCARTATO")
		return
	}
	f := tracciato.CSV
	if path.Ext(nome) == ".json" {
		f = tracciato.JSON
	}
	p := tracciato.Inizio(f)
	testata, err := p.Valida(bytes.NewReader(dati), tracciato.Opzioni{})
	require.NoError(t, err)
	c := tracciato.Caricatore{Archivio: &l.posizioni}
	for r, err := range c.Carica(&p, tracciato.Leggi(f, bytes.NewReader(dati), tracciato.Opzioni{IdDominio: testata.IdDominio})) {
		require.NoError(t, err)
		require.Equal(t, tracciato.Eseguito, r.Stato, r.Descrizione)
	}
	require.Equal(t, tracciato.CaricamentoOK, p.Stato)
}

func (l *riletto) ricevuta(t testing.TB, dati []byte, alMotore bool) {
	var voci []rendicontazione.VoceRicevuta
	var chiave nodo.Chiave
	rt, err := rpt.ParseRT(dati)
	esito := gdp.RTPositiva
	if err == nil {
		chiave = nodo.Chiave{
			IdDominio: rt.Dominio.IdentificativoDominio, IUV: rt.DatiPagamento.IdentificativoUnivocoVersamento, CCP: rt.DatiPagamento.CodiceContestoPagamento,
		}
		esito = gdp.EsitoDiImporto(rt.DatiPagamento.ImportoTotalePagato)
		voci, err = rendicontazione.DaRT(&rt)
	} else {
		p, errV2 := rpt.ParseRicevuta(dati)
		require.NoError(t, errV2)
		chiave = p.Receipt.Chiave()
		voci, err = rendicontazione.DaRicevuta(&p.Receipt)
	}
	require.NoError(t, err)
	l.esiti[chiave] = esito
	if alMotore {
		require.NoError(t, l.motore.AggiungiRicevute(voci...))
	}
}

func (l *riletto) giornale(t testing.TB, nome string, dati []byte) {
	if strings.HasPrefix(nome, "nodo-") {
		require.NoError(t, l.giornali.AggiungiTutti(gdp.ParseJSON(bytes.NewReader(dati), gdp.Provenienza{Ruolo: gdp.RuoloNodo})))
		return
	}
	a, err := gdp.ApriArchivio(nome, bytes.NewReader(dati), int64(len(dati)), gdp.Limiti{})
	require.NoError(t, err)
	require.NoError(t, l.giornali.AggiungiTutti(a.Eventi()))
}

func (l *riletto) input(t testing.TB, nome string, dati []byte) {
	switch {
	case nome == "domini.json":
		var d []rendicontazione.Dominio
		require.NoError(t, json.Unmarshal(dati, &d))
		require.NoError(t, l.motore.AggiungiDomini(d...))
	case strings.HasPrefix(nome, "pendenze-"):
		var p []rendicontazione.Pendenza
		require.NoError(t, json.Unmarshal(dati, &p))
		require.NoError(t, l.motore.AggiungiPendenze(p...))
	default:
		var r []rendicontazione.VoceRicevuta
		require.NoError(t, json.Unmarshal(dati, &r))
		require.NoError(t, l.motore.AggiungiRicevute(r...))
	}
}

// The documents, read back with the readers of the library, tell the same truth.
func TestDocuments(t *testing.T) {
	for _, c := range []circuito.Configurazione{
		{Seme: 7, Enti: 1, Pagamenti: 1000, Giorni: 30},
		{Seme: 9, Enti: 3, Pagamenti: 1500, Giorni: 31, Casi: []circuito.Caso{
			circuito.CasoRevoca, circuito.CasoStandIn, circuito.CasoStandInSenzaRPT, circuito.CasoParziale, circuito.CasoDecorrenza, circuito.CasoDecorrenzaParziale,
			circuito.CasoMultibeneficiario, circuito.CasoBollo, circuito.CasoRate, circuito.CasoTipo1, circuito.CasoAbbandono, circuito.CasoTestoACapo,
			circuito.CasoFlussoSostituito, circuito.CasoIntegrazione, circuito.CasoStorno, circuito.CasoDueFlussi,
		}},
	} {
		m := simula(t, c)
		var documenti circuito.Memoria
		require.NoError(t, m.s.Scrivi(&documenti, nil))
		l := rileggi(t, &documenti)
		for _, cartella := range []string{
			circuito.CartellaTracciati, circuito.CartellaAvvisi, circuito.CartellaRPT, circuito.CartellaRicevute, circuito.CartellaGiornali, circuito.CartellaFlussi,
			circuito.CartellaCassa, circuito.CartellaJPPA, circuito.CartellaInput,
		} {
			require.Positive(t, l.quanti[cartella], cartella)
		}
		if len(c.Casi) > 0 {
			require.Positive(t, l.quanti[circuito.CartellaRevocate])
		}
		rapporto := l.motore.Report(m.s.Oggi(), rendicontazione.Opzioni{})
		require.Empty(t, rapporto.Conflitti)
		m.confronta(t, circuito.VeritaDi(&rapporto), oggettiMotore...)

		pagamenti, err := l.giornali.Pagamenti(gdp.ConRT(func(k nodo.Chiave) gdp.DatiRT { return gdp.DatiRT{Esito: l.esiti[k]} }))
		require.NoError(t, err)
		var trovate []circuito.Verita
		for p := range pagamenti {
			trovate = append(trovate, circuito.Verita{Oggetto: circuito.OggettoPagamento, Chiave: circuito.ChiavePagamento(p.Chiave()), Classe: p.Posizione.String()})
		}
		m.confronta(t, trovate, circuito.OggettoPagamento)
		posizioni := 0
		for p := range l.posizioni.Tutte() {
			_, nota := m.verita["pendenza "+p.IdDominio.String()+"/"+p.IDPendenza]
			require.True(t, nota, p.IDPendenza)
			posizioni++
		}
		require.Len(t, rapporto.Pendenze, posizioni)
	}
}

// Archives hold the same documents, in the same bytes each time.
func TestArchives(t *testing.T) {
	scrivi := func(archivi bool) map[string]string {
		s, err := circuito.Nuovo(circuito.Configurazione{Seme: 7, Enti: 2, Pagamenti: 300, Giorni: 10})
		require.NoError(t, err)
		var m circuito.Memoria
		var u circuito.Uscita = &m
		if archivi {
			u = &circuito.Archivi{Uscita: &m}
		}
		require.NoError(t, s.Scrivi(u, nil))
		d := map[string]string{}
		for nome, dati := range m.Documenti() {
			d[nome] = string(dati)
		}
		return d
	}
	sciolti, chiusi := scrivi(false), scrivi(true)
	require.Equal(t, chiusi, scrivi(true))
	for nome, dati := range chiusi {
		giorno, zippato := strings.CutSuffix(nome, ".zip")
		if !zippato || strings.HasPrefix(nome, circuito.CartellaGiornali) {
			continue
		}
		z, err := zip.NewReader(strings.NewReader(dati), int64(len(dati)))
		require.NoError(t, err)
		for _, f := range z.File {
			r, err := f.Open()
			require.NoError(t, err)
			testo, err := io.ReadAll(r)
			require.NoError(t, err)
			chiusi[giorno+"/"+f.Name] = string(testo)
		}
		delete(chiusi, nome)
	}
	require.Equal(t, sciolti, chiusi)
}

// The same configuration gives the same bytes, another seed gives others; verita.json
// is the truth of the days.
func TestSameBytes(t *testing.T) {
	scrivi := func(seme uint64) map[string]string {
		s, err := circuito.Nuovo(circuito.Configurazione{Seme: seme, Enti: 2, Pagamenti: 400, Giorni: 20})
		require.NoError(t, err)
		var m circuito.Memoria
		require.NoError(t, s.Scrivi(&m, nil))
		d := map[string]string{}
		for nome, dati := range m.Documenti() {
			d[nome] = string(dati)
		}
		return d
	}
	primo := scrivi(7)
	require.Equal(t, primo, scrivi(7))
	require.NotEqual(t, primo["verita.json"], scrivi(8)["verita.json"])

	m := simula(t, circuito.Configurazione{Seme: 7, Enti: 2, Pagamenti: 400, Giorni: 20})
	righe := 0
	for riga := range strings.Lines(primo["verita.json"]) {
		var v circuito.Verita
		require.NoError(t, json.Unmarshal([]byte(riga), &v))
		require.Equal(t, m.verita[chiave(v)], v.Classe)
		righe++
	}
	require.Len(t, m.verita, righe)
}
