package sessione_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/pendenza/sessione"
	"github.com/quietanza/quietanza/rpt"
)

func TestRitorno(t *testing.T) {
	r := sessione.Ritorno{IDSession: "S 1&", Esito: sessione.EsitoErrore, IDPagamento: "P1", IdDominio: avviso.MustIdDominio("00429440068")}
	const coda = "idSession=S+1%26&esito=ERROR&idPagamento=P1&idDominio=00429440068"
	tests := []struct{ nome, base, attesa string }{
		{"no query", "https://ente.it/esito", "https://ente.it/esito?" + coda},
		{"a query", "https://ente.it/esito?a=1&b=%20", "https://ente.it/esito?a=1&b=%20&" + coda},
		{"an empty query", "https://ente.it/esito?", "https://ente.it/esito?" + coda},
		{"an open query", "https://ente.it/esito?a=1&", "https://ente.it/esito?a=1&" + coda},
		{"a fragment", "https://ente.it/esito?a=1#sezione", "https://ente.it/esito?a=1&" + coda + "#sezione"},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			u, err := sessione.ComponiRitorno(tt.base, r)
			require.NoError(t, err)
			require.Equal(t, tt.attesa, u)
			letto, err := sessione.ParseRitorno(u)
			require.NoError(t, err)
			require.Equal(t, r, letto)
		})
	}
}

func codice(t *testing.T, err error) avviso.Codice {
	t.Helper()
	var e *sessione.Errore
	require.ErrorAs(t, err, &e)
	return e.Codice
}

func TestRitorniErrati(t *testing.T) {
	buono := sessione.Ritorno{IDSession: "S", Esito: sessione.EsitoOK}
	for base, atteso := range map[string]avviso.Codice{
		"": avviso.Codice(pendenza.PAG013), "/esito": sessione.CodiceURL, "ftp://x/": sessione.CodiceURL, "https://x/?a=%": sessione.CodiceURL,
		"https://x/?idSession=1": sessione.CodiceRipetuto,
	} {
		_, err := sessione.ComponiRitorno(base, buono)
		require.Equal(t, atteso, codice(t, err), base)
		require.ErrorIs(t, err, sessione.ErrRitorno)
	}
	_, err := sessione.ComponiRitorno("https://x/", sessione.Ritorno{Esito: sessione.EsitoOK})
	require.Equal(t, sessione.CodiceObbligatorio, codice(t, err))
	_, err = sessione.ComponiRitorno("https://x/", sessione.Ritorno{IDSession: "S"})
	require.Equal(t, sessione.CodiceObbligatorio, codice(t, err))
	for u, atteso := range map[string]avviso.Codice{
		"https://x/?esito=OK": sessione.CodiceObbligatorio, "https://x/?idSession=S": sessione.CodiceObbligatorio,
		"https://x/?idSession=S&idSession=T&esito=OK": sessione.CodiceRipetuto, "https://x/?idSession=S&esito=BOH": sessione.CodiceNome,
		"https://x/?idSession=S&esito=OK&idDominio=1": sessione.CodiceURL, "x": sessione.CodiceURL, "https://x/?a=%": sessione.CodiceURL,
	} {
		_, err := sessione.ParseRitorno(u)
		require.Equal(t, atteso, codice(t, err), u)
	}
	r, avvertenze, err := sessione.LeggiRitorno("https://x/?idSession=S&esito=BOH")
	require.NoError(t, err)
	require.Equal(t, sessione.EsitoDifferito, r.Esito)
	require.Len(t, avvertenze, 1)
	require.Equal(t, sessione.CodiceNome, avvertenze[0].Codice)
	require.Equal(t, "BOH", avvertenze[0].Valore)

	u, err := sessione.URLRitorno("", "https://anagrafica.it/")
	require.NoError(t, err)
	require.Equal(t, "https://anagrafica.it/", u)
	u, err = sessione.URLRitorno("https://richiesta.it/", "https://anagrafica.it/")
	require.NoError(t, err)
	require.Equal(t, "https://richiesta.it/", u)
	_, err = sessione.URLRitorno("", "")
	require.Equal(t, avviso.Codice(pendenza.PAG013), codice(t, err))
}

func TestVita(t *testing.T) {
	s := sessione.Avvia("P1", "S1")
	pendente := rpt.Tentativo{Stato: rpt.StatoRPTAccettataPSP}
	pagato := rpt.Tentativo{Stato: rpt.StatoRTAccettataPA, Esito: rpt.PagamentoEseguito}
	s, err := s.Aggiorna([]rpt.Tentativo{pendente, pendente})
	require.NoError(t, err)
	require.Equal(t, sessione.InCorsoAlPSP, s.CodiceStato)
	s, err = s.Ritorna(sessione.Ritorno{IDSession: "S1", Esito: sessione.EsitoErrore})
	require.NoError(t, err)
	require.Equal(t, sessione.InAttesaDiEsito, s.CodiceStato)
	require.Equal(t, rpt.SessioneInCorso, s.Stato(), "a return proves nothing")
	s, err = s.Ritorna(sessione.Ritorno{IDSession: "S1", Esito: sessione.EsitoOK})
	require.NoError(t, err)
	require.Equal(t, sessione.EsitoErrore, s.Esito, "a repeated return has no effect")
	_, err = s.Ritorna(sessione.Ritorno{IDSession: "altra"})
	require.ErrorIs(t, err, sessione.ErrRitorno)
	s, err = s.Aggiorna([]rpt.Tentativo{pagato, {Stato: rpt.StatoRPTRifiutataNodo}})
	require.NoError(t, err)
	require.Equal(t, sessione.ParzialmenteEseguito, s.CodiceStato)
	s, err = s.Aggiorna([]rpt.Tentativo{pagato, pagato})
	require.NoError(t, err)
	require.Equal(t, sessione.Eseguito, s.CodiceStato)

	prima, err := sessione.Avvia("P", "S").Aggiorna([]rpt.Tentativo{pagato, pendente})
	require.NoError(t, err)
	require.Equal(t, sessione.InAttesaDiEsito, prima.CodiceStato, "not all the receipts are in")
	for atteso, tentativi := range map[sessione.CodiceStato][]rpt.Tentativo{
		sessione.InAttesaDiEsito: nil, sessione.Eseguito: {pagato}, sessione.ParzialmenteEseguito: {pagato, {Stato: rpt.StatoRPTRifiutataNodo}},
	} {
		require.Equal(t, atteso, sessione.CodiceStatoDi(tentativi))
	}
	_, err = sessione.Sessione{}.Ritorna(sessione.Ritorno{})
	require.ErrorIs(t, err, sessione.ErrTransizione)
}

func TestPSPSimulato(t *testing.T) {
	inizio := time.Date(2024, 5, 3, 10, 0, 0, 0, time.UTC)
	_, pronto := sessione.EsitoSimulato("", inizio, inizio.Add(5*time.Minute-1))
	require.False(t, pronto)
	esito, pronto := sessione.EsitoSimulato("", inizio, inizio.Add(5*time.Minute))
	require.True(t, pronto)
	require.Equal(t, rpt.PagamentoNonEseguito, esito)
	esito, pronto = sessione.EsitoSimulato(rpt.PagamentoEseguito, inizio, inizio)
	require.True(t, pronto)
	require.Equal(t, rpt.PagamentoEseguito, esito)
}

func TestCarrello(t *testing.T) {
	uno, due := avviso.MustIdDominio("00429440068"), avviso.MustIdDominio("12345678903")
	nav := avviso.MustNumeroAvviso("301000000000004285")
	chiave := sessione.Elemento{IDA2A: "APP", IDPendenza: "P1"}
	stazione := func(d avviso.IdDominio) string { return d.String() }
	require.NoError(t, (&sessione.Carrello{Pendenze: []sessione.Elemento{chiave, {IdDominio: uno, NumeroAvviso: nav}}}).Valida(stazione))
	dati, violazioni, err := pendenza.EsaminaPendenza([]byte(`{"idA2A":"APP","idPendenza":"P","idDominio":"00429440068","causale":"c","importo":10,` +
		`"voci":[{"idVocePendenza":"v","importo":10,"descrizione":"d","codEntrata":"E"}]}`))
	require.NoError(t, err)
	require.Empty(t, violazioni)
	require.NoError(t, (&sessione.Carrello{Pendenze: []sessione.Elemento{{Pendenza: &dati}, {IdDominio: uno, NumeroAvviso: nav}}}).Valida(stazione))
	for nome, tt := range map[string]struct {
		pendenze []sessione.Elemento
		codice   avviso.Codice
	}{
		"empty":                   {nil, sessione.CodiceVuoto},
		"no form":                 {[]sessione.Elemento{{}}, sessione.CodiceEsclusivi},
		"half a key":              {[]sessione.Elemento{{IDA2A: "APP"}}, sessione.CodiceEsclusivi},
		"two forms":               {[]sessione.Elemento{{IDA2A: "APP", IDPendenza: "P", NumeroAvviso: nav, IdDominio: uno}}, sessione.CodiceEsclusivi},
		"invalid data":            {[]sessione.Elemento{{Pendenza: &pendenza.Pendenza{}}}, "OBBLIGATORIO"},
		"data of another station": {[]sessione.Elemento{{IdDominio: due, NumeroAvviso: nav}, {Pendenza: &dati}}, avviso.Codice(pendenza.PAG000)},
		"two stations":            {[]sessione.Elemento{{IdDominio: uno, NumeroAvviso: nav}, {IdDominio: due, NumeroAvviso: nav}}, avviso.Codice(pendenza.PAG000)},
	} {
		err := (&sessione.Carrello{Pendenze: tt.pendenze}).Valida(stazione)
		require.Equal(t, tt.codice, codice(t, err), nome)
		require.ErrorIs(t, err, sessione.ErrCarrello)
	}
}

func FuzzParseRitorno(f *testing.F) {
	f.Add("https://portale.ente.it/esito?lang=it&idSession=S1&esito=OK&idPagamento=P1")
	f.Fuzz(func(t *testing.T, u string) {
		r, err := sessione.ParseRitorno(u)
		if err != nil {
			return
		}
		v, err := sessione.ComponiRitorno("https://ente.it/", r)
		require.NoError(t, err)
		letto, err := sessione.ParseRitorno(v)
		require.NoError(t, err)
		require.Equal(t, r, letto)
	})
}

func ExampleComponiRitorno() {
	base, err := sessione.URLRitorno("", "https://portale.ente.it/esito?lang=it")
	if err != nil {
		fmt.Println(err)
		return
	}
	u, err := sessione.ComponiRitorno(base, sessione.Ritorno{IDSession: "S1", Esito: sessione.EsitoOK, IDPagamento: "P1"})
	fmt.Println(u, err)
	// Output:
	// https://portale.ente.it/esito?lang=it&idSession=S1&esito=OK&idPagamento=P1 <nil>
}
