package jppa_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/jppa"
	"github.com/quietanza/quietanza/rpt"
)

var finestra = jppa.Finestra{Da: avviso.MustDataOra("2024-03-07T03:00:00"), A: avviso.MustDataOra("2024-03-08T02:59:59.999")}

// selezione returns receipts of every fate: the last digit of the IUV decides.
func selezione(n int) []jppa.Ricevuta {
	var r []jppa.Ricevuta
	for i := range n {
		esito := rpt.CodiceEsitoPagamento("0")
		if i%7 == 5 {
			esito = "1" // not sent
		}
		v := ricevuta(fmt.Sprintf("2401234567%02d", i), "2024-03-07T12:00:00", esito)
		if i%7 == 6 {
			v.IUV = "NON-VALIDO" // cannot be written
		}
		r = append(r, v)
	}
	return r
}

// jppaFinta answers by the IUV: OK, ERROR or nothing.
func jppaFinta(corpo []byte) (jppa.RispostaInviaEsito, error) {
	r, err := jppa.ParseRichiestaInviaEsito(corpo)
	if err != nil {
		return jppa.RispostaInviaEsito{}, err
	}
	risposta := jppa.RispostaInviaEsito{DataOperazione: adesso, Esito: jppa.EsitoOK}
	switch r.IdentificativoUnivocoVersamento[len(r.IdentificativoUnivocoVersamento)-1] {
	case '3', '8':
		risposta.Esito, risposta.Messaggi = jppa.EsitoError, []jppa.Messaggio{{Codice: "DEB_404", Descrizione: "debito sconosciuto, \"davvero\""}}
	case '4':
		_, _, err = jppa.LeggiRispostaHTTP(503, nil)
	}
	return risposta, err
}

// mondo is a host and all that is outside of it: what survives a stop.
type mondo struct {
	disco      []byte   // the stored run
	cambi      [][]byte // what changed since, where the host stores changes
	aCambi     bool
	inviate    map[int][]string
	registrate map[int]bool
	doppie     []int // sent although recorded
	csv        string
	mail       int
	cadute     func() bool // asked at every place where the host may stop
}

type caduta struct{}

// vivi runs the host until the run is over or the host stops.
func (m *mondo) vivi(t *testing.T) (finita bool) {
	t.Helper()
	defer func() {
		if r := recover(); r != nil {
			_, ok := r.(caduta)
			require.True(t, ok, "%v", r)
		}
	}()
	c, err := jppa.RiprendiCorsa(m.disco, m.cambi...)
	require.NoError(t, err)
	azione, err := c.Prossima()
	require.NoError(t, err)
	for {
		m.forse() // before the action
		evento := m.esegui(azione)
		if evento == nil {
			return true
		}
		m.forse() // after the action, before its outcome is recorded
		prima := c
		c, azione, err = c.Applica(evento)
		require.NoError(t, err)
		if m.aCambi {
			cambio, err := json.Marshal(c.Delta(prima))
			require.NoError(t, err)
			m.cambi = append(m.cambi, cambio)
		} else {
			m.disco, err = json.Marshal(c)
			require.NoError(t, err)
		}
		for i := range c.Esiti {
			m.registrate[i] = true
		}
	}
}

func (m *mondo) forse() {
	if m.cadute() {
		panic(caduta{})
	}
}

func (m *mondo) esegui(a jppa.AzioneCorsa) jppa.EventoCorsa {
	switch a := a.(type) {
	case jppa.InviaNotifica:
		if m.registrate[a.Indice] {
			m.doppie = append(m.doppie, a.Indice)
		}
		m.inviate[a.Indice] = append(m.inviate[a.Indice], string(a.Corpo))
		r, err := jppaFinta(a.Corpo)
		if err != nil {
			return jppa.NuovaNotificaFallita(a.Indice, err)
		}
		return jppa.NotificaRisposta{Indice: a.Indice, Risposta: r}
	case jppa.SalvaContenuto:
		m.csv = string(a.CSV)
		return jppa.ContenutoSalvato{}
	case jppa.SpedisciFile:
		if m.mail++; m.mail < 3 {
			return jppa.MailFallita{Adesso: adesso, Motivo: "casella piena"}
		}
		return jppa.MailAccettata{Adesso: adesso}
	}
	return nil
}

func nuovoMondo(t *testing.T, n int, cadute func() bool) *mondo {
	t.Helper()
	c, salto, err := jppa.AvviaCorsa(ente, 1, finestra, selezione(n), jppa.Opzioni{})
	require.NoError(t, err)
	require.Zero(t, salto)
	disco, err := json.Marshal(c)
	require.NoError(t, err)
	return &mondo{disco: disco, inviate: map[int][]string{}, registrate: map[int]bool{}, cadute: cadute}
}

func (m *mondo) finoInFondo(t *testing.T) (riprese int) {
	t.Helper()
	for !m.vivi(t) {
		riprese++
		require.Less(t, riprese, 10_000)
	}
	return riprese
}

func mai() bool { return false }

const attese = 16

func TestRunWritesItsRows(t *testing.T) {
	m := nuovoMondo(t, 9, mai)
	m.finoInFondo(t)
	want := testata +
		"01234567890,240123456700,n/a,OK,\r\n" +
		"01234567890,240123456701,n/a,OK,\r\n" +
		"01234567890,240123456702,n/a,OK,\r\n" +
		"01234567890,240123456703,n/a,ERROR,\"DEB_404: debito sconosciuto, \"\"davvero\"\"\"\r\n" +
		"01234567890,240123456704,n/a,ERROR,Ricevuto [HTTP 503]\r\n" +
		"01234567890,240123456705,n/a,ERROR,RPT in stato PAGAMENTO_NON_ESEGUITO non valido per la spedizione\r\n" +
		"01234567890,NON-VALIDO,n/a,ERROR,"
	require.True(t, strings.HasPrefix(m.csv, want), m.csv)
	require.Contains(t, m.csv, `NON-VALIDO,n/a,ERROR,"jppa: VALORE InviaEsitoPagamentoRichiesta/identificativoUnivocoVersamento ""NON-VALIDO""`)
	c, err := jppa.RiprendiCorsa(m.disco)
	require.NoError(t, err)
	require.Equal(t, jppa.FileCaricato, c.Stato)
	require.False(t, c.InSospeso())
	require.Equal(t, adesso, c.Completata)
	require.Equal(t, 3, m.mail)
	for i, want := range []jppa.StatoNotifica{jppa.Inviata, jppa.Inviata, jppa.Inviata, jppa.Inviata, jppa.ErroreInvio, jppa.NonInviabile, jppa.ErroreInvio} {
		got, ok := c.Notifica(i)
		require.True(t, ok)
		require.Equal(t, want, got, "%d", i)
	}
}

// TestRunSurvivesAStopAnywhere stops the host once at every place, and many times at
// random: the file is the same to the byte, no notification is lost, a repeat has the
// same bytes, and none is sent again once its outcome was recorded.
func TestRunSurvivesAStopAnywhere(t *testing.T) {
	t.Run("stored whole", func(t *testing.T) { sopravvive(t, false) })
	t.Run("stored by its changes", func(t *testing.T) { sopravvive(t, true) })
}

func sopravvive(t *testing.T, aCambi bool) {
	intera := nuovoMondo(t, attese, mai)
	intera.finoInFondo(t)
	nuovoMondo := func(t *testing.T, n int, cadute func() bool) *mondo {
		m := nuovoMondo(t, n, cadute)
		m.aCambi = aCambi
		return m
	}
	verifica := func(t *testing.T, m *mondo) {
		t.Helper()
		require.Equal(t, intera.csv, m.csv)
		require.Empty(t, m.doppie)
		require.Len(t, m.inviate, len(intera.inviate), "no notification is lost")
		for i, corpi := range m.inviate {
			for _, corpo := range corpi {
				require.Equal(t, intera.inviate[i][0], corpo)
			}
		}
		c, err := jppa.RiprendiCorsa(m.disco, m.cambi...)
		require.NoError(t, err)
		require.Equal(t, jppa.FileCaricato, c.Stato)
	}
	posti := 0
	nuovoMondo(t, attese, func() bool { posti++; return false }).finoInFondo(t)
	require.Greater(t, posti, 2*attese-8)
	ripetute := 0
	for posto := range posti {
		n := 0
		m := nuovoMondo(t, attese, func() bool { n++; return n == posto+1 })
		require.Equal(t, 1, m.finoInFondo(t))
		verifica(t, m)
		for _, corpi := range m.inviate {
			require.LessOrEqual(t, len(corpi), 2)
			if len(corpi) == 2 {
				ripetute++
			}
		}
	}
	require.Equal(t, len(intera.inviate), ripetute, "each notification is repeated by exactly one of these stops")
	for seme := range uint64(200) {
		caso := rand.New(rand.NewPCG(seme, 7))
		m := nuovoMondo(t, attese, func() bool { return caso.IntN(3) == 0 })
		require.Positive(t, m.finoInFondo(t))
		verifica(t, m)
	}
}

// Steps are pure: two futures of one run do not disturb each other.
func TestStepsArePure(t *testing.T) {
	c, _, err := jppa.AvviaCorsa(ente, 1, finestra, selezione(4), jppa.Opzioni{})
	require.NoError(t, err)
	ok := jppa.NotificaRisposta{Risposta: jppa.RispostaInviaEsito{Esito: jppa.EsitoOK}}
	c, _, err = c.Applica(ok)
	require.NoError(t, err)
	prima := jsonDi(t, c)
	ok.Indice = 1
	bene, _, err := c.Applica(ok)
	require.NoError(t, err)
	benissimo := jsonDi(t, bene)
	male, _, err := c.Applica(jppa.NotificaFallita{Indice: 1, Motivo: "x"})
	require.NoError(t, err)
	require.Equal(t, prima, jsonDi(t, c))
	require.Equal(t, benissimo, jsonDi(t, bene))
	require.NotEqual(t, benissimo, jsonDi(t, male))
}

func TestAbortOnSendError(t *testing.T) {
	c, _, err := jppa.AvviaCorsa(ente, 1, finestra, selezione(4), jppa.Opzioni{AbortOnSendError: true, Formato: jppa.Formato{UnqualifiedRoot: true}})
	require.NoError(t, err)
	azione, err := c.Prossima()
	require.NoError(t, err)
	invia := azione.(jppa.InviaNotifica)
	require.Equal(t, `"`+jppa.SOAPActionInviaEsito+`"`, invia.SOAPAction)
	require.Contains(t, string(invia.Corpo), "xmlns:ns=", "the options travel with the run")
	c, azione, err = c.Applica(jppa.NotificaFallita{Indice: 0, Motivo: "Ricevuto [HTTP 503]"})
	require.NoError(t, err)
	require.Equal(t, jppa.AnnullaTracciato{Motivo: "Ricevuto [HTTP 503]"}, azione)
	require.Equal(t, jppa.Annullato, c.Stato)
	require.Empty(t, c.Esiti, "no row")
	require.False(t, c.InSospeso(), "the window is selected again")
	disco, err := json.Marshal(c)
	require.NoError(t, err)
	ripresa, err := jppa.RiprendiCorsa(disco)
	require.NoError(t, err)
	ancora, err := ripresa.Prossima()
	require.NoError(t, err)
	require.Equal(t, azione, ancora)
	_, _, err = c.Applica(jppa.NotificaFallita{Indice: 0})
	require.ErrorIs(t, err, jppa.ErrTransizione)

	impossibile := selezione(7)[6:]
	c, _, err = jppa.AvviaCorsa(ente, 1, finestra, impossibile, jppa.Opzioni{AbortOnSendError: true})
	require.NoError(t, err)
	require.Equal(t, jppa.Annullato, c.Stato, "a message that cannot be written undoes the file too")
}

func TestDelivery(t *testing.T) {
	_, salto, err := jppa.AvviaCorsa(ente, 1, finestra, nil, jppa.Opzioni{})
	require.NoError(t, err)
	require.Equal(t, jppa.NessunaRicevuta, salto)

	c, _, err := jppa.AvviaCorsa(ente, 3, finestra, selezione(6)[5:], jppa.Opzioni{})
	require.NoError(t, err)
	azione, err := c.Prossima()
	require.NoError(t, err)
	salva := azione.(jppa.SalvaContenuto)
	require.Equal(t, "GOVPAY_01234567890_3.csv", salva.Nomi.CSV)
	require.Equal(t, testata+"01234567890,240123456705,n/a,ERROR,RPT in stato PAGAMENTO_NON_ESEGUITO non valido per la spedizione\r\n", string(salva.CSV))
	nuovo, azione, err := c.Applica(jppa.ContenutoSalvato{})
	require.NoError(t, err)
	require.Equal(t, jppa.FileNuovo, nuovo.Stato)
	require.Equal(t, jppa.SpedisciFile{Nomi: salva.Nomi, ZIP: salva.ZIP}, azione)
	require.Equal(t, 1, nuovo.Tracciato("Comune", 9, avviso.Segreto{}).NumeroPagamenti)

	rinviato, azione, err := nuovo.Applica(jppa.MailFallita{Adesso: avviso.MustDataOra("2024-03-08T03:31:00"), Motivo: "casella piena"})
	require.NoError(t, err)
	require.Equal(t, avviso.MustDataOra("2024-03-08T04:00:00"), azione.(jppa.SpedisciFile).NonPrima)
	require.True(t, rinviato.InSospeso())
	perso, azione, err := rinviato.Applica(jppa.MailFallita{Adesso: adesso, Definitiva: true, Motivo: "indirizzo inesistente"})
	require.NoError(t, err)
	require.Equal(t, jppa.NienteDaFare{}, azione)
	require.Equal(t, [2]string{"ERROR_LOAD", "indirizzo inesistente"}, [2]string{perso.Stato.String(), perso.Motivo})
	spento, _, err := nuovo.Applica(jppa.ConnettoreSpento{Adesso: adesso})
	require.NoError(t, err)
	require.Equal(t, jppa.ErrorLoad, spento.Stato)
	caricato, _, err := rinviato.Applica(jppa.MailAccettata{Adesso: adesso})
	require.NoError(t, err)
	require.Equal(t, jppa.FileCaricato, caricato.Stato)
	require.Empty(t, caricato.Motivo)
}

func TestRunRefuses(t *testing.T) {
	c, _, err := jppa.AvviaCorsa(ente, 1, finestra, selezione(3), jppa.Opzioni{})
	require.NoError(t, err)
	ok := jppa.RispostaInviaEsito{Esito: jppa.EsitoOK}
	for nome, tt := range map[string]struct {
		evento jppa.EventoCorsa
		tipo   error
		codice avviso.Codice
	}{
		"no event":                     {nil, jppa.ErrCampo, jppa.CodiceObbligatorio},
		"another notification":         {jppa.NotificaRisposta{Indice: 1, Risposta: ok}, jppa.ErrTransizione, jppa.CodiceIndice},
		"another notification, failed": {jppa.NotificaFallita{Indice: -1}, jppa.ErrTransizione, jppa.CodiceIndice},
		"answer without esito":         {jppa.NotificaRisposta{}, jppa.ErrCampo, jppa.CodiceValore},
		"content too early":            {jppa.ContenutoSalvato{}, jppa.ErrTransizione, jppa.CodiceTransizione},
		"mail too early":               {jppa.MailAccettata{Adesso: adesso}, jppa.ErrTransizione, jppa.CodiceTransizione},
		"mail without instant":         {jppa.MailAccettata{}, jppa.ErrCampo, jppa.CodiceIstante},
		"mail put off without instant": {jppa.MailFallita{}, jppa.ErrCampo, jppa.CodiceIstante},
	} {
		dopo, azione, err := c.Applica(tt.evento)
		var e *jppa.Errore
		require.ErrorAs(t, err, &e, nome)
		require.ErrorIs(t, err, tt.tipo, nome)
		require.Equal(t, tt.codice, e.Codice, nome)
		require.Nil(t, azione, nome)
		require.Equal(t, jsonDi(t, c), jsonDi(t, dopo), "nothing is half applied")
	}
	// A DRAFT whose outcomes are all recorded admits no answer, whatever its index.
	completa := c
	for i := range 3 {
		completa, _, err = completa.Applica(jppa.NotificaRisposta{Indice: i, Risposta: ok})
		require.NoError(t, err)
	}
	for _, indice := range []int{0, 2, 3, 4} {
		_, _, err = completa.Applica(jppa.NotificaRisposta{Indice: indice, Risposta: ok})
		var e *jppa.Errore
		require.ErrorAs(t, err, &e)
		require.Equal(t, jppa.CodiceTransizione, e.Codice)
	}
	for _, p := range []int64{0, -1} {
		_, _, err = jppa.AvviaCorsa(ente, p, finestra, selezione(1), jppa.Opzioni{})
		require.ErrorIs(t, err, jppa.ErrCampo)
	}
	_, _, err = jppa.AvviaCorsa(avviso.IdDominio{}, 1, finestra, selezione(1), jppa.Opzioni{})
	require.ErrorIs(t, err, jppa.ErrCampo)
	_, _, err = jppa.AvviaCorsa(ente, 1, jppa.Finestra{}, selezione(1), jppa.Opzioni{})
	require.ErrorIs(t, err, jppa.ErrCampo)

	_, _, err = jppa.AvviaCorsa(ente, 1, finestra, []jppa.Ricevuta{{}, {CCP: "\xff"}}, jppa.Opzioni{})
	require.ErrorIs(t, err, jppa.ErrCampo)
	require.ErrorContains(t, err, "ricevute[1]")
	vuota, _, err := jppa.AvviaCorsa(ente, 1, finestra, []jppa.Ricevuta{{}, {Esito: "0"}, {Esito: "9"}}, jppa.Opzioni{})
	require.NoError(t, err, "receipts of nothing become rows, not failures")
	ripresa, err := jppa.RiprendiCorsa([]byte(jsonDi(t, vuota)))
	require.NoError(t, err)
	require.Equal(t, vuota, ripresa)
	require.Equal(t, "RPT in stato 9 non valido per la spedizione", vuota.Esiti[2].Descrizione)

	buona := jsonDi(t, c)
	for nome, guasta := range map[string]string{
		"nothing":                     "",
		"two values":                  buona + "{}",
		"unknown member":              strings.Replace(buona, `"stato": "DRAFT"`, `"state": "DRAFT"`, 1),
		"not before one that is sent": strings.Replace(buona, `"esito": "0"`, `"esito": "1"`, 1),
		"no state":                    strings.Replace(buona, `"stato": "DRAFT"`, `"motivo": ""`, 1),
		"rows missing":                strings.Replace(buona, `"stato": "DRAFT"`, `"stato": "FILE_NUOVO"`, 1),
		"not completed":               strings.Replace(buona, `"stato": "DRAFT"`, `"stato": "FILE_CARICATO"`, 1),
		"no progressivo":              strings.Replace(buona, `"progressivo": 1`, `"progressivo": 0`, 1),
		"no window":                   strings.Replace(buona, `"a": "2024-03-08T02:59:59.999",`, ``, 1),
		"selected outcome":            strings.Replace(buona, `"esiti": []`, `"esiti": [{"stato":"SELEZIONATA","esito":"OK"}]`, 1),
		"OK and not sent":             strings.Replace(buona, `"esiti": []`, `"esiti": [{"stato":"ERRORE_INVIO","esito":"OK"}]`, 1),
		"too many rows": strings.Replace(buona, `"esiti": []`, `"esiti": [`+strings.Repeat(`{"stato":"INVIATA","esito":"OK"},`, 3)+
			`{"stato":"INVIATA","esito":"OK"}]`, 1),
	} {
		require.NotEqual(t, buona, guasta)
		_, err := jppa.RiprendiCorsa([]byte(guasta))
		require.Error(t, err, nome)
		require.ErrorIs(t, err, jppa.ErrCampo, nome)
	}
}

func TestNotificaOfARun(t *testing.T) {
	c, _, err := jppa.AvviaCorsa(ente, 1, finestra, selezione(3), jppa.Opzioni{})
	require.NoError(t, err)
	c, _, err = c.Applica(jppa.NotificaRisposta{Risposta: jppa.RispostaInviaEsito{Esito: jppa.EsitoOK}})
	require.NoError(t, err)
	for i, want := range []jppa.StatoNotifica{jppa.Inviata, jppa.Selezionata, jppa.Selezionata} {
		stato, ok := c.Notifica(i)
		require.True(t, ok)
		require.Equal(t, want, stato, "%d", i)
	}
	for _, i := range []int{-1, 3, 4} {
		stato, ok := c.Notifica(i)
		require.False(t, ok)
		require.Zero(t, stato)
	}
}

func FuzzCorsa(f *testing.F) {
	c, _, err := jppa.AvviaCorsa(ente, 1, finestra, selezione(8), jppa.Opzioni{})
	require.NoError(f, err)
	f.Add([]byte(jsonDi(f, c)))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := jppa.RiprendiCorsa(data)
		if err != nil {
			require.ErrorIs(t, err, jppa.ErrCampo)
			return
		}
		_, err = c.Prossima()
		require.NoError(t, err)
		ancora, err := jppa.RiprendiCorsa([]byte(jsonDi(t, c)))
		require.NoError(t, err)
		require.Equal(t, jsonDi(t, c), jsonDi(t, ancora))
	})
}
