package applicazioni_test

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/riverqueue/river"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/gateway/applicazioni"
	"github.com/quietanza/quietanza/examples/gateway/deposito"
	"github.com/quietanza/quietanza/examples/gateway/nodosim"
	"github.com/quietanza/quietanza/examples/simula/fdr3"
	"github.com/quietanza/quietanza/gdp"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/pendenza/tracciato"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

func flussoXML(t *testing.T, x *nodosim.Riversamento) []byte {
	t.Helper()
	f := x.Flusso
	f.Revisione = 0
	b, err := flusso.AppendXML(nil, &f)
	require.NoError(t, err)
	return b
}

// righeTracciato is a file of n positions, one of them wrong.
func righeTracciato(n int) string {
	var s strings.Builder
	s.WriteString(`{"idTracciato": "T1", "idDominio": "` + dominio + `", "inserimenti": [`)
	for i := range n {
		if i > 0 {
			s.WriteByte(',')
		}
		importo := "10.00"
		if i == 3 {
			importo = "0.00"
		}
		s.WriteString(`{"idA2A": "GEST", "idPendenza": "T-` + string(rune('a'+i)) + `", "causale": "TARI", "importo": ` + importo + `, "soggettoPagatore": {"tipo": "F", "identificativo": "TSTPNI70D01L219V", "anagrafica": "Pino Test"},
			"voci": [{"idVocePendenza": "1", "importo": 10.00, "descrizione": "TARI", "codEntrata": "TARI"}]}`)
	}
	s.WriteString(`], "annullamenti": [{"idA2A": "GEST", "idPendenza": "T-a", "motivoAnnullamento": "errore"}]}`)
	return s.String()
}

// A file is taken at once and loaded in the background, some lines at a time; a loading
// that is made again does nothing twice.
func TestTracciato(t *testing.T) {
	prepara(t, func(b *banco) {
		r := b.chiama("POST", "/carte/tracciati?nome=C:%5Ctari.json", righeTracciato(10), con{"Content-Type", "application/json"})
		b.dice(r, http.StatusAccepted, `"nome":"tari.json"`, `"stato":"RICEVUTA"`)
		var c struct{ ID string }
		require.NoError(t, json.Unmarshal(r.corpo, &c))
		b.dice(b.chiama("POST", "/carte/tracciati", righeTracciato(10), con{"Content-Type", "application/json"}), http.StatusOK)

		lavoro := &river.Job[deposito.LavoroTracciato]{Args: deposito.LavoroTracciato{Impronta: c.ID}}
		w := &applicazioni.CaricaTracciato{Deposito: b.d, Anagrafica: b.a, Righe: 4}
		require.NoError(t, w.Work(t.Context(), lavoro))
		require.NoError(t, w.Work(t.Context(), lavoro), "again")
		b.dice(b.chiama("GET", "/carte/tracciati/"+c.ID, ""), http.StatusOK, `"stato":"LETTA"`, tracciato.CaricamentoKO.String(), `"totali":11`, `"eseguite":10`, `"fallite":1`)
		esito := b.chiama("GET", "/carte/tracciati/"+c.ID+"/esito", "")
		b.dice(esito, http.StatusOK, "ADD_OK", "DEL_OK")
		b.dice(b.chiama("GET", "/carte/tracciati/"+c.ID+"/richiesta", ""), http.StatusOK, `"idTracciato": "T1"`)
		b.dice(b.chiama("GET", "/carte/tracciati", ""), http.StatusOK, c.ID)
		p, err := b.d.Posizione(t.Context(), pendenza.Chiave{IDA2A: "GEST", IDPendenza: "T-a"})
		require.NoError(t, err)
		require.Equal(t, pendenza.Annullata, p.Pendenza.Stato)
		require.True(t, p.Pendenza.NumeroAvviso.IsValid())
		b.rigioca()
		b.utente = "altra:due"
		b.problema(b.chiama("GET", "/carte/tracciati/"+c.ID, ""), http.StatusNotFound, "404000")
	})
}

// A loading that stopped goes on where it was.
func TestTracciatoRipreso(t *testing.T) {
	prepara(t, func(b *banco) {
		r := b.chiama("POST", "/carte/tracciati", righeTracciato(10), con{"Content-Type", "application/json"})
		var c struct{ ID string }
		require.NoError(t, json.Unmarshal(r.corpo, &c))
		lavoro := &river.Job[deposito.LavoroTracciato]{Args: deposito.LavoroTracciato{Impronta: c.ID}}
		ctx, ferma := context.WithCancel(t.Context())
		volte := 0
		b.scatta = func() {
			if volte++; volte == 3 { // two transactions are written
				ferma()
			}
		}
		require.Error(t, (&applicazioni.CaricaTracciato{Deposito: b.d, Anagrafica: b.a, Righe: 2}).Work(ctx, lavoro))
		b.scatta = nil
		b.dice(b.chiama("GET", "/carte/tracciati/"+c.ID, ""), http.StatusOK, `"stato":"RICEVUTA"`, `"totali":4`)
		require.NoError(t, (&applicazioni.CaricaTracciato{Deposito: b.d, Anagrafica: b.a}).Work(t.Context(), lavoro))
		b.dice(b.chiama("GET", "/carte/tracciati/"+c.ID, ""), http.StatusOK, `"totali":11`, `"eseguite":10`)
		b.rigioca()
	})
}

func TestCarte(t *testing.T) {
	prepara(t, func(b *banco) {
		b.paga(b.carica("P1", "100.00"))
		fatti, err := b.nodo.Riversa(oggi())
		require.NoError(t, err)
		b.flusso(&fatti[0])
		json3, err := fdr3.Append(nil, &fatti[0].Flusso)
		require.NoError(t, err)
		b.dice(b.chiama("POST", "/carte/flussi", string(json3)), http.StatusCreated, `"flussi":1`)
		giornale, err := b.nodo.Giornale(b.a.Enti[0].IdDominio, oggi())
		require.NoError(t, err)
		b.dice(b.chiama("POST", "/carte/cassa?nome=gdc.xml", string(giornale)), http.StatusCreated, `"movimenti":1`)
		b.dice(b.chiama("POST", "/carte/cassa?nome=gdc.xml", string(giornale)), http.StatusOK)
		b.dice(b.chiama("POST", "/carte/giornali", ""), http.StatusBadRequest, "vuoto")
		for _, x := range []struct{ tipo, corpo string }{{"cassa", string(json3)}, {"flussi", string(giornale)}, {"cassa", "che cos'è?"}, {"giornali", "{"}} {
			r := b.chiama("POST", "/carte/"+x.tipo, x.corpo)
			require.Contains(t, []int{http.StatusBadRequest, http.StatusNotAcceptable}, r.StatusCode, string(r.corpo))
		}
		nome, err := gdp.NuovoNomeFile(gdp.RuoloEC, dominio, oggi(), 1)
		require.NoError(t, err)
		eventi := func(resa func(gdp.Evento) bool) {
			resa(gdp.Evento{DateTime: time.Now().UTC().Truncate(time.Millisecond), IdDominio: b.a.Enti[0].IdDominio, IUV: avviso.MustIUV("01000000000004285"), CCP: "c1", EventCode: gdp.RPTAttivataPA, Ruolo: gdp.RuoloEC})
		}
		zip, err := gdp.CostruisciArchivio(nome, gdp.FormaJSON, eventi)
		require.NoError(t, err)
		b.dice(b.chiama("POST", "/carte/giornali?nome="+nome.String(), string(zip)), http.StatusCreated, `"record":1`)
		var righe strings.Builder
		require.NoError(t, gdp.ScriviRighe(&righe, eventi))
		b.dice(b.chiama("POST", "/carte/giornali?nome="+strings.TrimSuffix(nome.String(), ".zip")+".json", righe.String()+"{\n"), http.StatusCreated, `"record":1,"rifiutati":1`)
		b.problema(b.chiama("POST", "/carte/giornali?nome=altro.zip", string(zip)), http.StatusBadRequest, "SINTASSI")
		altrui, err := gdp.NuovoNomeFile(gdp.RuoloEC, "98765432103", oggi(), 1)
		require.NoError(t, err)
		b.problema(b.chiama("POST", "/carte/giornali?nome="+strings.TrimSuffix(altrui.String(), ".zip")+".json", righe.String()), http.StatusForbidden, "403000")
		b.problema(b.chiama("POST", "/carte/altro", "x"), http.StatusNotFound, "404000")
		b.dice(b.chiama("GET", "/carte/cassa", ""), http.StatusOK, "gdc.xml")
	})
}
