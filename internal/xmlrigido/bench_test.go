package xmlrigido_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/confronto/prova"
	"github.com/quietanza/quietanza/internal/xmlrigido"
)

const righeFlusso = 100_000

// flusso is a FlussoRiversamento of 100,000 rows, indented as banks send it.
var flusso = sync.OnceValue(func() []byte { return scriviFlusso(righeFlusso) })

func scriviFlusso(righe int) []byte {
	var b bytes.Buffer
	b.WriteString(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<pay_i:FlussoRiversamento xmlns:pay_i="http://www.digitpa.gov.it/schemas/2011/Pagamenti/">
  <pay_i:versioneOggetto>1.0</pay_i:versioneOggetto>
  <pay_i:identificativoFlusso>2026-03-02BCITITMM-0000000001</pay_i:identificativoFlusso>
  <pay_i:dataOraFlusso>2026-03-02T08:30:00</pay_i:dataOraFlusso>
`)
	for i := range righe {
		fmt.Fprintf(&b, `  <pay_i:datiSingoliPagamenti>
    <pay_i:identificativoUnivocoVersamento>%017d</pay_i:identificativoUnivocoVersamento>
    <pay_i:identificativoUnivocoRiscossione>%032x</pay_i:identificativoUnivocoRiscossione>
    <pay_i:indiceDatiSingoloPagamento>1</pay_i:indiceDatiSingoloPagamento>
    <pay_i:singoloImportoPagato>%d.%02d</pay_i:singoloImportoPagato>
    <pay_i:codiceEsitoSingoloPagamento>0</pay_i:codiceEsitoSingoloPagamento>
    <pay_i:dataEsitoSingoloPagamento>2026-03-01</pay_i:dataEsitoSingoloPagamento>
  </pay_i:datiSingoliPagamenti>
`, i, i*7919, 1+i%5000, i%100)
	}
	b.WriteString("</pay_i:FlussoRiversamento>\n")
	return b.Bytes()
}

// confronta reports how many times faster f is than peer on the same bytes:
// the best of five rounds each, taken in turn, because the machine has other
// work to do.
func confronta(b *testing.B, nome string, f func(), nf int, peer func(), npeer int) {
	b.StopTimer()
	migliore := func(prima float64, n int, f func()) float64 {
		inizio := time.Now()
		f()
		return max(prima, float64(n)/1e6/time.Since(inizio).Seconds())
	}
	var nostra, sua float64
	for range 5 {
		nostra = migliore(nostra, nf, f)
		sua = migliore(sua, npeer, peer)
	}
	b.ReportMetric(nostra, "best-MB/s")
	b.ReportMetric(sua, "best-MB/s-"+nome)
	b.ReportMetric(nostra/sua, "x-"+nome)
}

func scorriTutto(b *testing.B, r io.Reader) (n int) {
	l := xmlrigido.NuovoLettore(r, xmlrigido.Opzioni{})
	for {
		_, err := l.Prossimo()
		if err == io.EOF {
			return n
		}
		if err != nil {
			b.Fatal(err)
		}
		n++
	}
}

// BenchmarkFlusso reads a flow of 100,000 rows and reports the ratio to
// encoding/xml, measured in the same run.
func BenchmarkFlusso(b *testing.B) {
	data := flusso()
	decimo := data[:len(data)/10]
	token := func() {
		d := xml.NewDecoder(bytes.NewReader(decimo))
		for {
			if _, err := d.Token(); err != nil {
				return
			}
		}
	}
	misura := func(f func(b *testing.B)) func(b *testing.B) {
		return func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				f(b)
			}
			confronta(b, "Token", func() { f(b) }, len(data), token, len(decimo))
		}
	}
	b.Run("Eventi", misura(func(b *testing.B) { scorriTutto(b, bytes.NewReader(data)) }))
	b.Run("Righe", misura(func(b *testing.B) {
		if n := leggiRighe(b, bytes.NewReader(data)); n != righeFlusso {
			b.Fatal(n)
		}
	}))
}

// leggiRighe decodes rows as a document package does, four strings each.
func leggiRighe(b *testing.B, r io.Reader) (righe int) {
	l := xmlrigido.NuovoLettore(r, xmlrigido.Opzioni{})
	var iuv, iur, importo, data string
	for {
		e, err := l.ProssimoElemento()
		if err == io.EOF {
			_, _, _, _ = iuv, iur, importo, data
			return righe
		}
		if err != nil {
			b.Fatal(err)
		}
		if e != xmlrigido.Inizio || l.Profondita() == 1 {
			continue
		}
		var p *string
		switch string(l.Locale()) {
		case "datiSingoliPagamenti":
			continue
		case "identificativoUnivocoVersamento":
			p = &iuv
			righe++
		case "identificativoUnivocoRiscossione":
			p = &iur
		case "singoloImportoPagato":
			p = &importo
		case "dataEsitoSingoloPagamento":
			p = &data
		}
		t, err := l.TestoElemento()
		if err != nil {
			b.Fatal(err)
		}
		if p != nil {
			*p = string(t)
		}
	}
}

// ricevuta is about what a receipt is: forty elements, three levels.
var ricevuta = []byte(`<?xml version="1.0" encoding="UTF-8"?>
<RT xmlns="http://www.digitpa.gov.it/schemas/2011/Pagamenti/">
  <versioneOggetto>6.2.0</versioneOggetto>
  <dominio>
    <identificativoDominio>01234567890</identificativoDominio>
    <identificativoStazioneRichiedente>01234567890_01</identificativoStazioneRichiedente>
  </dominio>
  <identificativoMessaggioRicevuta>RT0000000001</identificativoMessaggioRicevuta>
  <dataOraMessaggioRicevuta>2026-03-01T10:15:30</dataOraMessaggioRicevuta>
  <riferimentoMessaggioRichiesta>RPT0000000001</riferimentoMessaggioRichiesta>
  <riferimentoDataRichiesta>2026-03-01</riferimentoDataRichiesta>
  <istitutoAttestante>
    <identificativoUnivocoAttestante>
      <tipoIdentificativoUnivoco>B</tipoIdentificativoUnivoco>
      <codiceIdentificativoUnivoco>BCITITMM</codiceIdentificativoUnivoco>
    </identificativoUnivocoAttestante>
    <denominazioneAttestante>Banca di prova</denominazioneAttestante>
  </istitutoAttestante>
  <enteBeneficiario>
    <identificativoUnivocoBeneficiario>
      <tipoIdentificativoUnivoco>G</tipoIdentificativoUnivoco>
      <codiceIdentificativoUnivoco>01234567890</codiceIdentificativoUnivoco>
    </identificativoUnivocoBeneficiario>
    <denominazioneBeneficiario>Comune di Prova</denominazioneBeneficiario>
  </enteBeneficiario>
  <soggettoPagatore>
    <identificativoUnivocoPagatore>
      <tipoIdentificativoUnivoco>F</tipoIdentificativoUnivoco>
      <codiceIdentificativoUnivoco>RSSMRA80A01H501U</codiceIdentificativoUnivoco>
    </identificativoUnivocoPagatore>
    <anagraficaPagatore>Mario Rossi</anagraficaPagatore>
  </soggettoPagatore>
  <datiPagamento>
    <codiceEsitoPagamento>0</codiceEsitoPagamento>
    <importoTotalePagato>100.00</importoTotalePagato>
    <identificativoUnivocoVersamento>01000000000000123</identificativoUnivocoVersamento>
    <CodiceContestoPagamento>n/a</CodiceContestoPagamento>
    <datiSingoloPagamento>
      <singoloImportoPagato>100.00</singoloImportoPagato>
      <esitoSingoloPagamento>PAGATA</esitoSingoloPagamento>
      <dataEsitoSingoloPagamento>2026-03-01</dataEsitoSingoloPagamento>
      <identificativoUnivocoRiscossione>123456789</identificativoUnivocoRiscossione>
      <causaleVersamento>/RFB/01000000000000123/100.00/TXT/TARI 2026</causaleVersamento>
      <datiSpecificiRiscossione>9/0101100IM</datiSpecificiRiscossione>
    </datiSingoloPagamento>
  </datiPagamento>
</RT>
`)

// leggiRicevuta decodes the receipt with tree and cursor, strictly.
func leggiRicevuta(data []byte) (s prova.RT, err error) {
	n, err := xmlrigido.LeggiAlbero(data, xmlrigido.Opzioni{})
	if err != nil {
		return s, err
	}
	c := n.Cursore("")
	s.Versione = c.Stringa("versioneOggetto", 1, 16)
	d := c.Dentro(c.Uno("dominio"))
	s.Dominio.IdentificativoDominio = d.Stringa("identificativoDominio", 1, 35)
	s.Dominio.IdentificativoStazioneRichiedente = d.StringaOpzionale("identificativoStazioneRichiedente", 1, 35)
	_ = d.Fine()
	s.Messaggio = c.Stringa("identificativoMessaggioRicevuta", 1, 35)
	s.DataOra = c.Testo("dataOraMessaggioRicevuta")
	s.RiferimentoMessaggio = c.Stringa("riferimentoMessaggioRichiesta", 1, 35)
	s.RiferimentoData = c.Testo("riferimentoDataRichiesta")
	a, b, p := &s.Attestante, &s.Beneficiario, &s.Pagatore
	a.Identificativo, a.Denominazione = leggiSoggetto(c, "istitutoAttestante", "identificativoUnivocoAttestante", "denominazioneAttestante")
	b.Identificativo, b.Denominazione = leggiSoggetto(c, "enteBeneficiario", "identificativoUnivocoBeneficiario", "denominazioneBeneficiario")
	p.Identificativo, p.Anagrafica = leggiSoggetto(c, "soggettoPagatore", "identificativoUnivocoPagatore", "anagraficaPagatore")
	leggiPagamento(c.Dentro(c.Uno("datiPagamento")), &s)
	return s, c.Fine()
}

func leggiPagamento(p *xmlrigido.Cursore, s *prova.RT) {
	d := &s.Pagamento
	d.Esito = p.Testo("codiceEsitoPagamento")
	d.Totale = p.Testo("importoTotalePagato")
	d.IUV = p.Stringa("identificativoUnivocoVersamento", 1, 35)
	d.CCP = p.Stringa("CodiceContestoPagamento", 1, 35)
	singoli := p.Molti("datiSingoloPagamento", 0, 5)
	d.Voci = make([]prova.SingoloPagamento, len(singoli))
	for i := range singoli {
		v := p.Dentro(&singoli[i])
		r := &d.Voci[i]
		r.Importo = v.Testo("singoloImportoPagato")
		r.Esito = v.StringaOpzionale("esitoSingoloPagamento", 1, 35)
		r.Data = v.Testo("dataEsitoSingoloPagamento")
		r.IUR = v.Stringa("identificativoUnivocoRiscossione", 1, 35)
		r.Causale = v.Stringa("causaleVersamento", 1, 140)
		r.Dati = v.Stringa("datiSpecificiRiscossione", 1, 140)
		_ = v.Fine()
	}
	_ = p.Fine()
}

func leggiSoggetto(c *xmlrigido.Cursore, nome, id, denominazione string) (i prova.Identificativo, n string) {
	s := c.Dentro(c.Uno(nome))
	k := s.Dentro(s.Uno(id))
	i.Tipo = k.Testo("tipoIdentificativoUnivoco")
	i.Codice = k.Stringa("codiceIdentificativoUnivoco", 2, 16)
	_ = k.Fine()
	n = s.StringaOpzionale(denominazione, 1, 70)
	_ = s.Fine()
	return i, n
}

// BenchmarkRicevuta reads a receipt through tree and cursor and reports the
// ratio to Unmarshal, measured in the same run.
func BenchmarkRicevuta(b *testing.B) {
	const giri = 500
	ripeti := func(f func() error) func() {
		return func() {
			for range giri {
				if err := f(); err != nil {
					b.Fatal(err)
				}
			}
		}
	}
	unmarshal := ripeti(func() error { return xml.Unmarshal(ricevuta, new(prova.RT)) })
	misura := func(f func() error) func(b *testing.B) {
		return func(b *testing.B) {
			b.SetBytes(int64(len(ricevuta)))
			b.ReportAllocs()
			for b.Loop() {
				if err := f(); err != nil {
					b.Fatal(err)
				}
			}
			n := giri * len(ricevuta)
			confronta(b, "Unmarshal", ripeti(f), n, unmarshal, n)
		}
	}
	b.Run("Albero", misura(func() error {
		_, err := xmlrigido.LeggiAlbero(ricevuta, xmlrigido.Opzioni{})
		return err
	}))
	b.Run("Decodifica", misura(func() error {
		_, err := leggiRicevuta(ricevuta)
		return err
	}))
}

func TestRicevutaComeUnmarshal(t *testing.T) {
	var atteso prova.RT
	require.NoError(t, xml.Unmarshal(ricevuta, &atteso))
	letto, err := leggiRicevuta(ricevuta)
	require.NoError(t, err)
	require.Equal(t, atteso, letto)
}

// soloImporti looks at every event and at the text of every amount.
func soloImporti(l *xmlrigido.Lettore, righe int) error {
	letti := 0
	for {
		e, err := l.Prossimo()
		switch {
		case err == io.EOF && letti == righe:
			return nil
		case err != nil:
			return err
		case e == xmlrigido.Testo && len(l.Testo()) == 0:
			return errors.New("empty text")
		case e == xmlrigido.Inizio && string(l.Locale()) == "singoloImportoPagato" && string(l.Spazio()) != "":
			if t, err := l.TestoElemento(); err != nil || len(t) == 0 {
				return err
			}
			if l.Riga() == 0 {
				return errors.New("no line")
			}
			letti++
		}
	}
}

// conRace says that the race detector is on.
var conRace bool

// TestAllocazioni pins what the reader allocates: nothing per event, and a few
// pieces per tree.
func TestAllocazioni(t *testing.T) {
	t.Run("events do not allocate", func(t *testing.T) {
		conta := func(righe int) float64 {
			data := scriviFlusso(righe)
			r := bytes.NewReader(data)
			var err error
			n := testing.AllocsPerRun(3, func() {
				r.Reset(data)
				err = soloImporti(xmlrigido.NuovoLettore(r, xmlrigido.Opzioni{}), righe)
			})
			require.NoError(t, err)
			return n
		}
		poche := conta(10)
		require.LessOrEqual(t, poche, 2.0, "the reader and its window")
		require.InDelta(t, poche, conta(2000), 0, "a longer document allocates no more")
	})
	t.Run("tree", func(t *testing.T) {
		if conRace {
			t.Skip("the pool forgets under the race detector")
		}
		n := testing.AllocsPerRun(100, func() { _, _ = xmlrigido.LeggiAlbero(ricevuta, xmlrigido.Opzioni{}) })
		require.LessOrEqual(t, n, 3.0, "document, namespaces, nodes")
	})
}

// TestMemoriaCostante reads 12 MB and looks at what the reader allocates.
func TestMemoriaCostante(t *testing.T) {
	var prima, dopo runtime.MemStats
	data := scriviFlusso(20_000)
	runtime.ReadMemStats(&prima)
	l := xmlrigido.NuovoLettore(bytes.NewReader(data), xmlrigido.Opzioni{})
	for {
		if _, err := l.Prossimo(); err != nil {
			require.ErrorIs(t, err, io.EOF)
			break
		}
	}
	runtime.ReadMemStats(&dopo)
	require.Less(t, dopo.TotalAlloc-prima.TotalAlloc, uint64(256<<10))
}
