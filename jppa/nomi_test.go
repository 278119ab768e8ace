package jppa_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/looplab/fsm"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/jppa"
)

// nome is what every enumeration does with its names.
type nome interface {
	comparable
	~uint8
	String() string
	IsValid() bool
	MarshalText() ([]byte, error)
}

// lettore is the part of it that writes into the value.
type lettore[T any] interface {
	*T
	UnmarshalText([]byte) error
}

// provaNomi checks that the numbers 1 to n have exactly these names, in every form.
func provaNomi[T nome, P lettore[T]](t *testing.T, parse func(string) (T, error), nomi ...string) {
	t.Helper()
	for i, n := range nomi {
		v := T(i + 1)
		require.Equal(t, n, v.String())
		require.True(t, v.IsValid())
		letto, err := parse(n)
		require.NoError(t, err)
		require.Equal(t, v, letto)
		b, err := v.MarshalText()
		require.NoError(t, err)
		require.Equal(t, n, string(b))
		var daTesto T
		require.NoError(t, P(&daTesto).UnmarshalText([]byte(n)))
		require.Equal(t, v, daTesto)
	}
	for _, v := range []T{0, T(len(nomi) + 1)} {
		require.False(t, v.IsValid())
		_, err := v.MarshalText()
		require.ErrorIs(t, err, jppa.ErrNome)
	}
	var v T
	_, err := parse("")
	require.ErrorIs(t, err, jppa.ErrNome)
	require.ErrorIs(t, P(&v).UnmarshalText([]byte(strings.ToLower(nomi[0])+"x")), jppa.ErrNome)
	require.Zero(t, v)
}

// provaPassi checks the names of events, which have no other form.
func provaPassi[T interface {
	~uint8
	String() string
}](t *testing.T, parse func(string) (T, error), nomi ...string) {
	t.Helper()
	for i, n := range nomi {
		v, err := parse(n)
		require.NoError(t, err)
		require.Equal(t, T(i+1), v)
		require.Equal(t, n, v.String())
	}
	_, err := parse("")
	require.ErrorIs(t, err, jppa.ErrNome)
}

func TestNomi(t *testing.T) {
	for _, e := range []jppa.EsitoPagamento{
		"INOLTRATO", "AUTORIZZATO", "ESEGUITO", "ESEGUITO_PARZIALMENTE",
		"NON_ESEGUITO", "NON_ESEGUITO_DECORRENZA", "STORNATO", "REVOCATO",
	} {
		require.True(t, e.IsValid())
	}
	require.False(t, jppa.EsitoPagamento("").IsValid())
	require.False(t, jppa.Esito("ok").IsValid())
	provaNomi(t, jppa.ParseStatoNotifica, "SELEZIONATA", "INVIATA", "NON_INVIABILE", "ERRORE_INVIO")
	provaPassi(t, jppa.ParseEventoNotifica, "risposta", "esitoNonAmmesso", "erroreTrasporto")
	provaNomi(t, jppa.ParseStatoTracciato, "DRAFT", "FILE_NUOVO", "FILE_CARICATO", "ERROR_LOAD", "ANNULLATO")
	provaPassi(t, jppa.ParseEventoTracciato, "rigaAggiunta", "contenutoScritto", "tuttoAnnullato", "consegnato",
		"consegnaRinviata", "consegnaFallita", "connettoreDisabilitato")
	var stato jppa.StatoTracciato
	require.NoError(t, stato.Scan("FILE_NUOVO"))
	sql, err := stato.Value()
	require.NoError(t, err)
	require.Equal(t, "FILE_NUOVO", sql)
	require.NoError(t, stato.Scan(nil))
	require.Zero(t, stato)
}

func TestMachinesOpenTheirDoors(t *testing.T) {
	stato, ok := jppa.PassoNotifica(jppa.Selezionata, jppa.Risposta)
	require.True(t, ok)
	require.Equal(t, jppa.Inviata, stato)
	entrate := 0
	m, err := jppa.NuovaMacchinaNotifica(jppa.Selezionata, fsm.Callbacks{"enter_INVIATA": func(context.Context, *fsm.Event) { entrate++ }})
	require.NoError(t, err)
	require.NoError(t, jppa.LanciaNotifica(t.Context(), m, jppa.Risposta))
	require.Equal(t, 1, entrate)
	require.ErrorIs(t, jppa.LanciaNotifica(t.Context(), m, jppa.Risposta), jppa.ErrTransizione, "one answer")
	testo, err := jppa.DiagrammaNotifica("mermaid", jppa.Inviata)
	require.NoError(t, err)
	require.Contains(t, testo, "ERRORE_INVIO")

	file, ok := jppa.PassoTracciato(jppa.FileNuovo, jppa.Consegnato)
	require.True(t, ok)
	require.Equal(t, jppa.FileCaricato, file)
	c := &jppa.ContestoTracciato{SenzaEsito: 1}
	m, err = jppa.NuovaMacchinaTracciato(jppa.Draft, c, nil)
	require.NoError(t, err)
	require.ErrorIs(t, jppa.LanciaTracciato(t.Context(), m, jppa.ContenutoScritto), jppa.ErrTransizione, "an outcome is missing")
	require.ErrorIs(t, jppa.LanciaTracciato(t.Context(), m, jppa.TuttoAnnullato), jppa.ErrTransizione, "not asked for")
	c.SenzaEsito = 0
	require.ErrorIs(t, jppa.LanciaTracciato(t.Context(), m, jppa.RigaAggiunta), jppa.ErrTransizione, "every row is there")
	require.NoError(t, jppa.LanciaTracciato(t.Context(), m, jppa.ContenutoScritto))
	require.Equal(t, "FILE_NUOVO", m.Current())
	testo, err = jppa.DiagrammaTracciato("mermaid")
	require.NoError(t, err)
	require.Contains(t, testo, "ERROR_LOAD")
}

func TestFieldsAndWarningsAsText(t *testing.T) {
	var righe []jppa.RigaCSV
	require.NoError(t, json.Unmarshal([]byte(`[{"idDominio":"","iuv":null,"esito":"OK"}]`), &righe))
	require.Equal(t, riga("", nil, nil, "OK", nil), righe[0])
	require.True(t, righe[0].IUV.IsZero())
	b, err := json.Marshal(righe)
	require.NoError(t, err)
	require.Equal(t, `[{"idDominio":"","esito":"OK"}]`, string(b))
	b, err = json.Marshal([]jppa.Campo{{}, jppa.NuovoCampo("a")})
	require.NoError(t, err)
	require.Equal(t, `[null,"a"]`, string(b))
	require.ErrorIs(t, json.Unmarshal([]byte(`[{"iuv":7}]`), &righe), jppa.ErrCampo)

	_, avvertenze, err := jppa.LeggiCSV([]byte("idDominio,iuv,ccp,esito,descrizioneEsito\r\n"))
	require.NoError(t, err)
	require.Equal(t, `INTESTAZIONE (riga 1, colonna 1) "idDominio,iuv,ccp,esito,descrizioneEsito": terza colonna di nome ccp`, avvertenze[0].String())
	require.Equal(t, "fault SOAP: a b", (&jppa.Fault{Codice: "a", Testo: "b"}).Error())
}

func TestLeggiRecuperaRT(t *testing.T) {
	strana := strings.NewReplacer("http://schemas.xmlsoap.org/soap/envelope/", "urn:altra")
	domanda, avvertenze, err := jppa.LeggiRichiestaRecuperaRT([]byte(strana.Replace(recuperaRichiesta)))
	require.NoError(t, err)
	require.Equal(t, "24012345678901234", domanda.IdentificativoUnivocoVersamento)
	require.Len(t, avvertenze, 1)
	risposta, avvertenze, err := jppa.LeggiRispostaRecuperaRT([]byte(strana.Replace(recuperaRisposta)))
	require.NoError(t, err)
	require.Equal(t, jppa.EsitoOK, risposta.Esito)
	require.Len(t, avvertenze, 1)
	for _, guasta := range []string{"&lt;esito", "&lt;/RecuperaRTRisposta", "&lt;RecuperaRTRisposta "} {
		_, _, err = jppa.LeggiRispostaRecuperaRT([]byte(strings.Replace(recuperaRisposta, guasta, guasta+"X", 1)))
		require.ErrorIs(t, err, jppa.ErrMessaggio)
	}
}
