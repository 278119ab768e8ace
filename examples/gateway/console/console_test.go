package console_test

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/crypto/bcrypt"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/gateway/anagrafica"
	"github.com/quietanza/quietanza/examples/gateway/console"
	"github.com/quietanza/quietanza/examples/gateway/deposito"
	"github.com/quietanza/quietanza/examples/gateway/deposito/prova"
	"github.com/quietanza/quietanza/examples/gateway/nodo"
	"github.com/quietanza/quietanza/examples/gateway/nodosim"
	"github.com/quietanza/quietanza/examples/portale/stile"
	"github.com/quietanza/quietanza/gdp"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

const dominio = "12345678903"

// banco is a console with an operator before it.
type banco struct {
	*testing.T
	d    *deposito.Deposito
	a    *anagrafica.Anagrafica
	nodo *nodosim.Nodo
	url  string
	c    *http.Client
}

func prepara(t *testing.T, fai func(b *banco)) {
	t.Helper()
	impronta, err := bcrypt.GenerateFromPassword([]byte("segreto"), bcrypt.MinCost)
	require.NoError(t, err)
	a, err := anagrafica.Leggi(strings.NewReader(`{
		"enti": [{"idDominio": "` + dominio + `", "nome": "Comune di Prova", "categoria": "9/0101002IM/", "conti": ["IT60X0542811101000000123456"],
			"entrate": {"TARI": {"importo": "0.00", "ibanAccredito": "IT60X0542811101000000123456", "tipoContabilita": "ALTRO", "codiceContabilita": "0101002IM"}},
			"stazioni": [{"idStazione": "` + dominio + `_01", "intermediario": "` + dominio + `", "numerazioni": [{"auxDigit": "3", "segregationCode": "01"}]}]}],
		"applicazioni": [{"idA2A": "GEST"}],
		"operatori": [{"utente": "anna", "impronta": "` + string(impronta) + `"}]}`))
	require.NoError(t, err)
	prova.Ognuno(t, func(t *testing.T, d *deposito.Deposito) {
		b := &banco{T: t, d: d, a: a}
		silenzio := slog.New(slog.DiscardHandler)
		soap := httptest.NewServer(&nodo.Porta{Deposito: d, Anagrafica: a, Registro: silenzio})
		t.Cleanup(soap.Close)
		b.nodo = nodosim.Nuovo(nodosim.Configurazione{Endpoint: soap.URL, Enti: a.PA, Seme: 1, Attesa: time.Millisecond})
		c := &console.Console{Deposito: d, Anagrafica: a, Registro: silenzio}
		s := httptest.NewServer(c.Handler())
		t.Cleanup(s.Close)
		b.url = s.URL
		vasetto, err := cookiejar.New(nil)
		require.NoError(t, err)
		b.c = &http.Client{Jar: vasetto}
		fai(b)
	})
}

// carica stores a position and returns it.
func (b *banco) carica(id string) *pendenza.Pendenza {
	b.Helper()
	p, err := pendenza.ParsePendenza([]byte(`{"idA2A": "GEST", "idPendenza": "` + id + `", "idDominio": "` + dominio + `", "causale": "TARI 2026 di <b>Pino</b>", "importo": 100.00,
		"soggettoPagatore": {"tipo": "F", "identificativo": "TSTPNI70D01L219V", "anagrafica": "Pino Test"}, "voci": [{"idVocePendenza": "1", "importo": 100.00, "descrizione": "TARI", "codEntrata": "TARI"}]}`))
	require.NoError(b, err)
	require.NoError(b, b.d.Insieme(b.Context(), "GEST", func(tx *deposito.Tx) error {
		n, err := tx.Numera(b.Context(), p.IdDominio, avviso.Configurazione{AuxDigit: "3", SegregationCode: "01"})
		if err != nil {
			return err
		}
		var azioni []pendenza.Azione
		if p, azioni, err = pendenza.Crea(p, pendenza.Creazione{Numerazione: &n, Oggi: avviso.DataDi(tx.Adesso)}); err != nil {
			return err
		}
		if err := tx.Numerato(b.Context(), p.IdDominio, n); err != nil {
			return err
		}
		_, err = tx.Crea(b.Context(), &p, azioni)
		return err
	}))
	return &p
}

func (b *banco) paga(p *pendenza.Pendenza) *nodosim.Pagamento {
	b.Helper()
	x, err := b.nodo.Paga(b.Context(), dominio, p.NumeroAvviso.String(), nodosim.Prestatori[1])
	require.NoError(b, err)
	return x
}

// incassa makes the money arrive some days ago, and keeps flow and journal, or the journal
// alone.
func (b *banco) incassa(flussi bool, fa int) {
	b.Helper()
	giorno := avviso.DataDi(time.Now()).Aggiungi(-fa)
	fatti, err := b.nodo.Riversa(giorno)
	require.NoError(b, err)
	giornale, err := b.nodo.Giornale(b.a.Enti[0].IdDominio, giorno)
	require.NoError(b, err)
	carte := []deposito.Carta{{Tipo: deposito.CartaCassa, Nome: "gdc.xml", Corpo: giornale}}
	for _, x := range fatti {
		f := x.Flusso
		f.Revisione = 0
		xml, err := flusso.AppendXML(nil, &f)
		require.NoError(b, err)
		if flussi {
			carte = append(carte, deposito.Carta{Tipo: deposito.CartaFlusso, Nome: f.IDFlusso, Corpo: xml})
		}
	}
	require.NoError(b, b.d.Insieme(b.Context(), "prova", func(tx *deposito.Tx) error {
		for _, c := range carte {
			if _, err := tx.Deposita(b.Context(), c); err != nil {
				return err
			}
		}
		return nil
	}))
}

// chiama asks for a page as the operator, or as another.
func (b *banco) chiama(metodo, via string, modulo url.Values, chi string) (*http.Response, string) {
	b.Helper()
	var corpo io.Reader
	if modulo != nil {
		corpo = strings.NewReader(modulo.Encode())
	}
	r, err := http.NewRequestWithContext(b.Context(), metodo, b.url+via, corpo)
	require.NoError(b, err)
	if modulo != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	if utente, password, ok := strings.Cut(chi, ":"); ok {
		r.SetBasicAuth(utente, password)
	}
	w, err := b.c.Do(r)
	require.NoError(b, err)
	defer func() { _ = w.Body.Close() }()
	testo, err := io.ReadAll(w.Body)
	require.NoError(b, err)
	return w, string(testo)
}

const anna = "anna:segreto"

// legge wants a page with some texts.
func (b *banco) legge(via string, testi ...string) string {
	b.Helper()
	w, pagina := b.chiama("GET", via, nil, anna)
	require.Equal(b, http.StatusOK, w.StatusCode, pagina)
	for _, t := range testi {
		require.Contains(b, pagina, t)
	}
	return pagina
}

var campo = regexp.MustCompile(`name="(gettone|oggetto|chiave)" value="([^"]*)"`)

// modulo are the hidden fields of the first form of a page, and a note.
func modulo(pagina, nota string) url.Values {
	m := url.Values{"nota": {nota}}
	for _, x := range campo.FindAllStringSubmatch(pagina, -1) {
		if !m.Has(x[1]) {
			m.Set(x[1], strings.ReplaceAll(x[2], "&amp;", "&"))
		}
	}
	return m
}

func TestCerca(t *testing.T) {
	prepara(t, func(b *banco) {
		p, altra := b.carica("P1"), b.carica("P2")
		b.paga(p)
		b.incassa(true, 0)
		qr, err := avviso.QRCode{NumeroAvviso: p.NumeroAvviso, IdDominio: p.IdDominio, Importo: p.Importo}.Testo()
		require.NoError(t, err)
		for _, q := range []string{p.NumeroAvviso.String(), p.NumeroAvviso.Visuale(), p.IUV.String(), qr, "P1", "GEST/P1"} {
			pagina := b.legge("/console?q="+url.QueryEscape(q), "GEST/P1", "€ 100,00", "TARI 2026 di &lt;b&gt;Pino")
			require.NotContains(t, pagina, "GEST/P2", q)
		}
		b.legge("/console?q=tstpni70d01l219v", "GEST/P1", "GEST/P2")
		b.legge("/console?q="+url.QueryEscape("/PUR/LGPE-RIVERSAMENTO/URI/"+b.nodo.Riversamenti()[0].Flusso.IDFlusso), "Accrediti", "€ 100,00", "GEST/P1", "FLUSSO")
		b.legge("/console?q="+b.nodo.Riversamenti()[0].Flusso.IDRegolamento, "Accrediti")
		b.legge("/console?q=nulla+di+nulla", "Niente con questo nome")
		b.legge("/console", "Cerca")
		require.NotEqual(t, p.IUV, altra.IUV)
	})
}

func TestPosizione(t *testing.T) {
	prepara(t, func(b *banco) {
		p := b.carica("P1")
		pagato := b.paga(p)
		pagina := b.legge("/console/posizione/GEST/P1", "ESEGUITA", "Pino Test", "Crea", "Ricevuta", "NON_ESEGUITA → ESEGUITA", pagato.Token, `class="macchina"`, "stato corrente: ESEGUITA")
		w, ricevuta := b.chiama("GET", "/console/ricevuta/"+dominio+"/"+p.IUV.String()+"/"+pagato.Token, nil, anna)
		require.Equal(t, http.StatusOK, w.StatusCode)
		require.Contains(t, ricevuta, pagato.Token)
		require.Contains(t, w.Header.Get("Content-Disposition"), "attachment")

		w, dopo := b.chiama("POST", "/console/posizione/GEST/P1", modulo(pagina, "chiamato il cittadino"), anna)
		require.Equal(t, http.StatusOK, w.StatusCode)
		require.Contains(t, dopo, "chiamato il cittadino")
		require.Contains(t, dopo, "Visto da anna")
		for k, err := range b.d.Rigioca(t.Context(), deposito.Ricerca{}) {
			require.NoError(t, err, k)
		}
	})
}

// The journals that were posted tell how far a payment got.
func TestGiornali(t *testing.T) {
	prepara(t, func(b *banco) {
		p := b.carica("P1")
		b.legge("/console/posizione/GEST/P1", "Cerca in quelli ricevuti")
		b.legge("/console/posizione/GEST/P1?giornali=1", "Nessun giornale ne parla")
		nome, err := gdp.NuovoNomeFile(gdp.RuoloEC, dominio, avviso.DataDi(time.Now()), 1)
		require.NoError(t, err)
		zip, err := gdp.CostruisciArchivio(nome, gdp.FormaJSON, func(resa func(gdp.Evento) bool) {
			for _, iuv := range []avviso.IUV{p.IUV, avviso.MustIUV("01000000000004285")} {
				if !resa(gdp.Evento{DateTime: time.Now().UTC().Truncate(time.Millisecond), IdDominio: p.IdDominio, IUV: iuv, CCP: "gettone-" + iuv.String(), EventCode: gdp.RPTAttivataPA, Ruolo: gdp.RuoloEC}) {
					return
				}
			}
		})
		require.NoError(t, err)
		require.NoError(t, b.d.Insieme(t.Context(), "prova", func(tx *deposito.Tx) error {
			_, err := tx.Deposita(t.Context(), deposito.Carta{Tipo: deposito.CartaGiornale, Nome: nome.String(), Corpo: zip})
			return err
		}))
		pagina := b.legge("/console/posizione/GEST/P1?giornali=1", "gettone-"+p.IUV.String(), "RPT_ATTIVATA_PA")
		require.NotContains(t, pagina, "gettone-01000000000004285")
	})
}

// A second payment of a debt is an anomaly, until somebody says that it was seen.
func TestAnomalia(t *testing.T) {
	prepara(t, func(b *banco) {
		p := b.carica("P1")
		token, chiesto, err := b.nodo.Attiva(t.Context(), dominio, p.NumeroAvviso.String(), "")
		require.NoError(t, err)
		require.NotEmpty(t, token)
		require.NotNil(t, chiesto)
		b.paga(p)
		require.NoError(t, b.nodo.PagaDiNuovo(t.Context(), dominio, p.NumeroAvviso.String(), chiesto, nodosim.Prestatori[2]))
		b.legge("/console", "GEST/P1", "da vedere")
		pagina := b.legge("/console/posizione/GEST/P1", string(pendenza.PagamentoDuplicato), "Segna come vista")
		_, dopo := b.chiama("POST", "/console/posizione/GEST/P1", modulo(pagina, "da rimborsare"), anna)
		require.Contains(t, dopo, "da rimborsare")
		require.NotContains(t, b.legge("/console/rilievi"), "GEST/P1")
		b.legge("/console/rilievi?tutti=1", "GEST/P1")
	})
}

// What the reconciliation leaves to do is marked as seen, with a note.
func TestRilievi(t *testing.T) {
	prepara(t, func(b *banco) {
		b.paga(b.carica("P1"))
		b.incassa(false, 30) // money without its flow
		pagina := b.legge("/console/rilievi", "Segna come visto")
		m := modulo(pagina, "chiesto al tesoriere")
		w, dopo := b.chiama("POST", "/console/rilievi", m, anna)
		require.Equal(t, http.StatusOK, w.StatusCode)
		require.NotContains(t, dopo, m.Get("chiave")+"</p>")
		b.legge("/console/rilievi?tutti=1", "chiesto al tesoriere", "anna")
		m.Set("chiave", "inventata")
		w, _ = b.chiama("POST", "/console/rilievi", m, anna)
		require.Equal(t, http.StatusNotFound, w.StatusCode)
		m = modulo(pagina, strings.Repeat("x", 501))
		w, _ = b.chiama("POST", "/console/rilievi", m, anna)
		require.Equal(t, http.StatusBadRequest, w.StatusCode)
	})
}

func TestRiconciliazione(t *testing.T) {
	prepara(t, func(b *banco) {
		b.paga(b.carica("P1"))
		b.incassa(true, 0)
		w, pagina := b.chiama("GET", "/console/riconciliazione", nil, anna)
		require.Equal(t, http.StatusOK, w.StatusCode)
		require.Contains(t, pagina, "Riconciliazione pagoPA")
		require.Contains(t, w.Header.Get("Content-Security-Policy"), "script-src 'sha256-")
		require.NotContains(t, w.Header.Get("Content-Security-Policy"), "unsafe")
	})
}

// Nobody enters without a password, and no form without its token.
func TestAccesso(t *testing.T) {
	prepara(t, func(b *banco) {
		b.carica("P1")
		for _, chi := range []string{"", "anna:sbagliata", "nessuno:segreto", ":"} {
			for _, via := range []string{"/console", "/console/posizione/GEST/P1", "/console/rilievi", "/console/riconciliazione", "/console/boh"} {
				w, pagina := b.chiama("GET", via, nil, chi)
				require.Equal(t, http.StatusUnauthorized, w.StatusCode, via)
				require.NotContains(t, pagina, "Pino")
			}
		}
		pagina := b.legge("/console/posizione/GEST/P1")
		senza := modulo(pagina, "x")
		senza.Del("gettone")
		altro := modulo(pagina, "x")
		altro.Set("gettone", "AAAAAAAAAAAAAAAAAAAAAAAAAA")
		for _, m := range []url.Values{senza, altro} {
			w, _ := b.chiama("POST", "/console/posizione/GEST/P1", m, anna)
			require.Equal(t, http.StatusForbidden, w.StatusCode)
		}
		w, _ := b.chiama("POST", "/console/posizione/GEST/P1", modulo(pagina, strings.Repeat("x", 20<<10)), anna)
		require.Equal(t, http.StatusBadRequest, w.StatusCode)
		p, err := b.d.Posizione(t.Context(), pendenza.Chiave{IDA2A: "GEST", IDPendenza: "P1"})
		require.NoError(t, err)
		require.Empty(t, p.Pendenza.Note)
		w, _ = b.chiama("GET", "/console/posizione/GEST/BOH", nil, anna)
		require.Equal(t, http.StatusNotFound, w.StatusCode)
		require.Equal(t, stile.Politica, w.Header.Get("Content-Security-Policy"))
		b.c.Jar = nil // another browser, without the cookie
		w, _ = b.chiama("POST", "/console/posizione/GEST/P1", modulo(pagina, "x"), anna)
		require.Equal(t, http.StatusForbidden, w.StatusCode)
	})
}

// A receipt that was refused is there to be looked at: the money has moved.
func TestRicevutaRifiutata(t *testing.T) {
	prepara(t, func(b *banco) {
		b.carica("P1")
		require.NoError(t, b.d.Insieme(t.Context(), "NODO", func(tx *deposito.Tx) error {
			return tx.Scarta(t.Context(), nil, "PAA_SEMANTICA", "importo diverso", []byte("<ricevuta/>"))
		}))
		pagina := b.legge("/console/rilievi", "PAA_SEMANTICA", "importo diverso", "Segna come visto")
		_, corpo := b.chiama("GET", "/console/scarto/"+deposito.Impronta([]byte("<ricevuta/>")), nil, anna)
		require.Equal(t, "<ricevuta/>", corpo)
		_, dopo := b.chiama("POST", "/console/rilievi", modulo(pagina, "chiesto al PSP"), anna)
		require.NotContains(t, dopo, "PAA_SEMANTICA")
		b.legge("/console/rilievi?tutti=1", "PAA_SEMANTICA", "chiesto al PSP")
	})
}
