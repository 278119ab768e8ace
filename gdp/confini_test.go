package gdp_test

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/gdp"
	"github.com/quietanza/quietanza/rpt"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// TestCSVIstanti: an instant is read the same where it stands as ScriviCSV writes it and in
// quotes, which are read the long way; midnight may end a day, a minute of 60 is none.
func TestCSVIstanti(t *testing.T) {
	resto := ";77777777777;1;n/a;RPT_PAGATA;" + gdp.RPTPagata.Descrizione() + ";;;\r\n"
	for ora, want := range map[string]bool{
		"00:00:00.000Z": true, "23:59:59.999Z": true, "01:02:03.004Z": true, "24:00:00.000Z": true, "24:00:00.001Z": false, "12:60:00.000Z": false, "12:00:60.000Z": false,
		"12-00:00.000Z": false, "12:00-00.000Z": false, "12:00:00-000Z": false, "1x:00:00.000Z": false, "12:x0:00.000Z": false, "12:00:0x.000Z": false, "12:00:00.00xZ": false,
	} {
		data := "2020-01-31T" + ora
		corta := leggi(gdp.ParseCSV(strings.NewReader(intestazione+"\r\n"+data+resto), diEC))
		lunga := leggi(gdp.ParseCSV(strings.NewReader(intestazione+"\r\n\""+data+"\""+resto), diEC))
		require.Equal(t, want, len(corta.Errori) == 0, ora)
		require.Equal(t, want, len(lunga.Errori) == 0, ora)
		require.Equal(t, lunga.Eventi, corta.Eventi, ora)
		if want && ora[:2] != "24" {
			require.Equal(t, data, corta.Eventi[0].DateTime.Format("2006-01-02T15:04:05.000Z07:00"))
		}
	}
}

// TestCSVRecordAlLimite: a record takes MaxRecord bytes in all its lines, and not one more.
func TestCSVRecordAlLimite(t *testing.T) {
	testa, coda := "2020-01-31T10:15:30Z;77777777777;1;n/a;RPT_PAGATA;\"a\n", "\";;;\n"
	for n, want := range map[int]bool{gdp.MaxRecord: true, gdp.MaxRecord + 1: false} {
		record := testa + strings.Repeat("x", n-len(testa)-len(coda)) + coda
		require.Len(t, record, n)
		l := leggi(gdp.LeggiCSV(strings.NewReader(intestazione+"\n"+record), diEC))
		require.Equal(t, want, !errors.Is(l.Errori[0], gdp.ErrLimite), "%d: a description is shorter, but that is another refusal", n)
	}
}

// TestRigaDelGuasto: a reader that fails does so on the line after those that were read.
func TestRigaDelGuasto(t *testing.T) {
	guasto := errors.New("guasto")
	for n := range 3 {
		r := io.MultiReader(strings.NewReader(strings.Repeat(rigaEsempio+"\n", n+1)), iotest.ErrReader(guasto))
		l := leggi(gdp.ParseJSON(r, diEC))
		require.Len(t, l.Eventi, n+1)
		require.ErrorIs(t, l.Errori[0], guasto)
		require.Equal(t, n+2, errore(t, l.Errori[0]).Riga)
	}
}

// TestStoriaScritta: the name of a state that is no code of the journal is kept.
func TestStoriaScritta(t *testing.T) {
	chiave := nodo.Chiave{IdDominio: "77777777777", IUV: "01234567890123456", CCP: "n/a"}
	for stato, want := range map[string]string{"RPT_RISOLTA_OK": "RPT_RISOLTA_OK", "RPT_RICEVUTA_NODO": ""} {
		eventi, err := gdp.EventiStoria(chiave, []rpt.ElementoStoricoRPT{{Data: avviso.MustDataOra("2020-01-31T11:00:00"), Stato: stato}})
		require.NoError(t, err)
		for _, e := range eventi {
			require.Equal(t, want, e.CodiceScritto)
		}
	}
}

// TestPagamentiDiPiuEnti: each body has its payment; an event that names none is of the one
// body there is, and of nobody's doubt when there is no body.
func TestPagamentiDiPiuEnti(t *testing.T) {
	evento := func(d avviso.IdDominio, c gdp.EventCode) gdp.Evento {
		return gdp.Evento{DateTime: mattina, IdDominio: d, IUV: avviso.MustIUV("01"), CCP: "n/a", EventCode: c, Ruolo: alNodo}
	}
	var a gdp.Accumulatore
	for _, d := range []avviso.IdDominio{dominio1, dominio2, dominio1} {
		require.NoError(t, a.Aggiungi(evento(d, gdp.RPTRicevutaNodo)))
		require.NoError(t, a.Aggiungi(evento(d, gdp.RPTPagata)))
	}
	pp, err := a.Pagamenti()
	require.NoError(t, err)
	require.Len(t, pp, 2)
	require.Len(t, a.Eventi(), 4)

	var tutti gdp.Analisi
	for i := range 200 {
		una := []avviso.IdDominio{dominio1, {}}
		if i%2 == 1 {
			una = una[1:]
		}
		for _, d := range una {
			e := evento(d, gdp.RPTRicevutaNodo)
			e.IUV = avviso.MustIUV(strings.Repeat("1", 1+i%20) + strings.Repeat("2", 1+i/20))
			require.NoError(t, tutti.Aggiungi(e))
		}
	}
	pagamenti, err := tutti.Pagamenti()
	require.NoError(t, err)
	n := 0
	for p := range pagamenti {
		n++
		require.NotContains(t, p.Segnali, gdp.DominioAmbiguo, p.IUV)
	}
	require.Equal(t, 200, n)
}

// TestCSVRigheTagliate: lines that end before their time, quotes and names that are too long
// are refused as the long way refuses them; empty lines are passed over.
func TestCSVRigheTagliate(t *testing.T) {
	const testa = "2020-01-31T10:15:30.000Z;77777777777"
	coda := ";RPT_PAGATA;" + gdp.RPTPagata.Descrizione() + ";;;\r\n"
	buona := testa + ";01234567890123456;n/a" + coda
	piuLungo := gdp.EventCode(0)
	for c := range gdp.EventCodes() {
		if piuLungo == 0 || len(c.String()+c.Descrizione()) > len(piuLungo.String()+piuLungo.Descrizione()) {
			piuLungo = c
		}
	}
	for riga, want := range map[string]avviso.Codice{
		testa + "\r\n": gdp.CodiceCSV, testa + ";01234567890123456\r\n": gdp.CodiceCSV,
		testa + ";1;" + strings.Repeat("x", 36) + coda:                                    gdp.CodiceCCP,
		testa + ";1;n/a;" + piuLungo.String() + ";" + piuLungo.Descrizione() + "x;;;\r\n": "",
		testa + ";1;\"a\"" + coda:                                                         "", "\r\n\r\n" + testa + ";1;a" + coda: "", buona: "",
	} {
		l := leggi(gdp.ParseCSV(strings.NewReader(intestazione+"\r\n"+buona+riga+buona), diEC))
		if want != "" {
			require.Len(t, l.Errori, 1, riga)
			require.Equal(t, want, errore(t, l.Errori[0]).Codice, riga)
			continue
		}
		require.Empty(t, l.Errori, riga)
		require.Len(t, l.Eventi, 3, riga)
		require.Contains(t, []string{"n/a", "a"}, l.Eventi[1].CCP)
	}
	for vuote := range 3 { // a record begins at its own line
		for _, fine := range []string{"\n", "\r\n"} {
			l := leggi(gdp.ParseCSV(strings.NewReader(intestazione+"\r\n"+strings.Repeat(fine, vuote)+testa+"\r\n"), diEC))
			require.Len(t, l.Errori, 1)
			require.Equal(t, 2+vuote, errore(t, l.Errori[0]).Riga, "%q", fine)
		}
	}
}
