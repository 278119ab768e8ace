package rendicontazione_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"iter"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
	"github.com/quietanza/quietanza/rendicontazione/causale"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func golden(t *testing.T, nome string, got []byte) {
	t.Helper()
	percorso := filepath.Join("testdata", nome)
	if *update {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile(percorso, got, 0o644))
	}
	want, err := os.ReadFile(percorso)
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(string(want), string(got)))
}

// TestNomi keeps the names that hosts store.
func TestNomi(t *testing.T) {
	var b strings.Builder
	scriviNomi(&b, "ClasseMovimento", rendicontazione.ClassiMovimento())
	scriviNomi(&b, "ClasseFlusso", rendicontazione.ClassiFlusso())
	scriviNomi(&b, "ClasseRiga", rendicontazione.ClassiRiga())
	scriviNomi(&b, "ClasseRicevuta", rendicontazione.ClassiRicevuta())
	scriviNomi(&b, "ClasseVoce", rendicontazione.ClassiVoce())
	scriviNomi(&b, "ClassePendenza", rendicontazione.ClassiPendenza())
	scriviNomi(&b, "Segnale", rendicontazione.TuttiSegnali())
	for a := range causale.Avvertenze(math.MaxUint32).Tutte() { // which the report writes among them
		fmt.Fprintf(&b, "\t%s\n", a.Codice)
	}
	scriviNomi(&b, "Tipo", slices.Values([]avviso.TipoRiscossione{
		avviso.Entrata, avviso.MBT, avviso.AltroIntermediario, avviso.EntrataPANonIntermediata,
	}))
	scriviNomi(&b, "Etichetta", slices.Values([]rendicontazione.Etichetta{
		rendicontazione.RTNoIUF, rendicontazione.RTIUF, rendicontazione.RTIUFTes, rendicontazione.IUVNoRT, rendicontazione.IUFNoTes,
		rendicontazione.IUFTesDivImp, rendicontazione.TesNoIUFOrIUV, rendicontazione.TesNoMatch, rendicontazione.Doppi,
	}))
	golden(t, "nomi.txt", []byte(b.String()))
}

func scriviNomi[T any](b *strings.Builder, tipo string, tutti iter.Seq[T]) {
	b.WriteString(tipo + "\n")
	for v := range tutti {
		fmt.Fprintf(b, "\t%v\n", v)
	}
}

// enumerazione is what every enumeration of the package can do.
type enumerazione interface {
	comparable
	String() string
	IsValid() bool
	MarshalText() ([]byte, error)
}

func provaEnumerazione[T enumerazione, P interface {
	*T
	UnmarshalText([]byte) error
	Scan(any) error
}](t *testing.T, tutti iter.Seq[T], parse func(string) (T, error)) {
	t.Helper()
	provaNomi[T, P](t, tutti, parse)
	for v := range tutti {
		var x T
		require.NoError(t, P(&x).Scan(v.String()))
		require.Equal(t, v, x)
		require.Error(t, P(&x).Scan(7))
		require.Equal(t, v, x, "a refused value changes nothing")
	}
}

func provaNomi[T enumerazione, P interface {
	*T
	UnmarshalText([]byte) error
}](t *testing.T, tutti iter.Seq[T], parse func(string) (T, error)) {
	t.Helper()
	var zero T
	require.False(t, zero.IsValid())
	_, err := zero.MarshalText()
	require.Error(t, err)
	n := 0
	for v := range tutti {
		n++
		require.True(t, v.IsValid())
		b, err := v.MarshalText()
		require.NoError(t, err)
		require.Equal(t, v.String(), string(b))
		u, err := parse(v.String())
		require.NoError(t, err)
		require.Equal(t, v, u)
		var w T
		require.NoError(t, P(&w).UnmarshalText([]byte(v.String())))
		require.Equal(t, v, w)
	}
	require.Positive(t, n)
	_, err = parse("NIENTE")
	require.ErrorIs(t, err, rendicontazione.ErrNome)
	var e *rendicontazione.Errore
	require.ErrorAs(t, err, &e)
	require.Equal(t, rendicontazione.CodiceNome, e.Codice)
	require.Contains(t, err.Error(), `rendicontazione: NOME `)
}

func TestEnumerazioni(t *testing.T) {
	provaEnumerazione(t, rendicontazione.ClassiMovimento(), rendicontazione.ParseClasseMovimento)
	provaEnumerazione(t, rendicontazione.ClassiFlusso(), rendicontazione.ParseClasseFlusso)
	provaEnumerazione(t, rendicontazione.ClassiRiga(), rendicontazione.ParseClasseRiga)
	provaEnumerazione(t, rendicontazione.ClassiRicevuta(), rendicontazione.ParseClasseRicevuta)
	provaEnumerazione(t, rendicontazione.ClassiVoce(), rendicontazione.ParseClasseVoce)
	provaEnumerazione(t, rendicontazione.ClassiPendenza(), rendicontazione.ParseClassePendenza)
	provaNomi[rendicontazione.Segnale](t, rendicontazione.TuttiSegnali(), rendicontazione.ParseSegnale)
}

func TestSegnali(t *testing.T) {
	s := rendicontazione.NuoviSegnali(rendicontazione.SegnaleDoppio, rendicontazione.SegnaleTardivo, 0, 200)
	require.Equal(t, 2, s.Numero())
	require.True(t, s.Contiene(rendicontazione.SegnaleDoppio))
	require.False(t, s.Contiene(rendicontazione.SegnaleDifetto) || s.Contiene(0) || s.IsZero())
	require.Equal(t, "TARDIVO, DOPPIO", s.String())
	b, err := json.Marshal(s)
	require.NoError(t, err)
	require.Equal(t, `["TARDIVO","DOPPIO"]`, string(b))
	var u rendicontazione.Segnali
	require.NoError(t, json.Unmarshal(b, &u))
	require.Equal(t, s, u)
	require.Error(t, json.Unmarshal([]byte(`["BOH"]`), &u))
	require.Equal(t, s, u)
	require.True(t, s.RichiedeIntervento())
	require.False(t, rendicontazione.NuoviSegnali(rendicontazione.SegnaleTardivo).RichiedeIntervento())
}

type spiegabile interface {
	String() string
	Spiegazione() string
	RichiedeIntervento() bool
}

func spiegazioni[T spiegabile](t *testing.T, tutti iter.Seq[T], intervento string) {
	t.Helper()
	viste := map[string]bool{}
	var chiede []string
	for v := range tutti {
		require.NotEmpty(t, v.Spiegazione(), v.String())
		require.False(t, viste[v.Spiegazione()], v.String())
		viste[v.Spiegazione()] = true
		if v.RichiedeIntervento() {
			chiede = append(chiede, v.String())
		}
	}
	require.Equal(t, strings.Fields(intervento), chiede)
	var zero T
	require.Empty(t, zero.Spiegazione())
}

func TestSpiegazioni(t *testing.T) {
	spiegazioni(t, rendicontazione.ClassiMovimento(), `RESTITUZIONE STORNO_DUBBIO CAUSALE_ILLEGGIBILE FLUSSO_NON_TROVATO FLUSSO_ANOMALO FLUSSO_GIA_RICONCILIATO
		IMPORTO_DIVERSO IUV_NON_TROVATO IUV_AMBIGUO PAGAMENTO_GIA_RICONCILIATO`)
	spiegazioni(t, rendicontazione.ClassiFlusso(), `ANOMALO IMPORTO_DIVERSO ACCREDITO_STORNATO ACCREDITO_MANCANTE`)
	spiegazioni(t, rendicontazione.ClassiRiga(), `DUPLICATA ESITO_SCONOSCIUTO PAGAMENTO_AMBIGUO PAGAMENTO_GIA_RENDICONTATO REVOCA_DIVERSA
		IMPORTO_DIVERSO SENZA_RICEVUTA_MULTIVOCE PENDENZA_SCONOSCIUTA SENZA_RICEVUTA`)
	spiegazioni(t, rendicontazione.ClassiRicevuta(), `REVOCATA RIGA_DIFFORME NON_RENDICONTATA`)
	spiegazioni(t, rendicontazione.ClassiVoce(), `DIFFORME REVOCATA`)
	spiegazioni(t, rendicontazione.ClassiPendenza(), `ANOMALA`)
	spiegazioni(t, rendicontazione.TuttiSegnali(), `FLUSSO_AMBIGUO DIFETTO ECCESSO STORNO_SENZA_ORIGINALE STORNO_IMPORTO_DIVERSO DOPPIO
		STORNO_DUBBIO ACCREDITO_STORNATO DOPPIONE_DA_VERIFICARE STORNATO_IN_PARTE STORNO_ECCEDENTE STORNO_RIPETUTO STORNO_PRESUNTO
		RIACCREDITO_DA_VERIFICARE TRATTENUTO_PER_STORNO RICEVUTA_MANCANTE IMPORTO_DI_FLUSSO PENDENZA_MANCANTE IUV_NUMERO_AVVISO IUV_SENZA_ZERI
		PIU_PENDENZE`)
}

func TestCodiciUfficiali(t *testing.T) {
	incassi := map[string]string{
		"FUORI_AMBITO": "021410", "NON_PAGOPA": "021401", "CAUSALE_ILLEGGIBILE": "021401", "FLUSSO_NON_TROVATO": "021405",
		"FLUSSO_ANOMALO": "021404", "FLUSSO_GIA_RICONCILIATO": "021413", "IMPORTO_DIVERSO": "021407", "IUV_NON_TROVATO": "021402",
		"IUV_AMBIGUO": "021403", "PAGAMENTO_GIA_RICONCILIATO": "021406",
	}
	for c := range rendicontazione.ClassiMovimento() {
		require.Equal(t, incassi[c.String()], string(c.CodiceIncasso()), c.String())
	}
	righe := map[string]string{
		"DUPLICATA": "007115", "ESITO_SCONOSCIUTO": "007110", "PAGAMENTO_AMBIGUO": "007102", "REVOCA_DIVERSA": "007112",
		"IMPORTO_DIVERSO": "007104", "SENZA_RICEVUTA_MULTIVOCE": "007114", "PENDENZA_SCONOSCIUTA": "007111", "SENZA_RICEVUTA": "007101",
	}
	for c := range rendicontazione.ClassiRiga() {
		require.Equal(t, righe[c.String()], string(c.Codice()), c.String())
		require.True(t, c.Codice() == "" || c.Codice().IsValid())
	}
}

func TestEtichette(t *testing.T) {
	in := ingresso{
		Oggi:   avviso.MustData("2024-05-08"),
		Domini: []rendicontazione.Dominio{{IdDominio: ente}},
		Movimenti: movimenti{
			mov("1", pur(f1), "3.00"), mov("2", pur(f2), "9.00"), mov("3", pur("2024-05-07PSP-9"), "1.00"),
			mov("4", "altro", "1.00"), mov("5", "/RFB/libero", "2.00"), mov("6", "x", "1.00", di(altro)),
		},
		Flussi: flussi{
			flu(f1, riga(iuvA, "r", 0, "3.00", 0)),
			flu(f2, riga(iuvB, "r", 1, "4.00", 0), riga(iuvB, "s", 1, "1.00", 0)),
			flu("2024-05-07PSP-3", riga(iuvC, "r", 1, "5.00", 0), riga("altri", "s", 2, "7.00", 0), riga("altri", "t", 1, "8.00", 0)),
		},
		Ricevute: ricevute{
			ric(iuvA, "r", 2, "3.00"), ric(iuvB, "r", 1, "4.50"), ric("libero", "r", 1, "1.00"), ric(iuvC, "r", 1, "5.00"),
			con(ric(iuvC, "r", 2, "16.00"), func(r *rendicontazione.VoceRicevuta) { r.Tipo = avviso.MBT }),
			con(ric("altri", "s", 2, "7.00"), func(r *rendicontazione.VoceRicevuta) { r.Tipo = avviso.AltroIntermediario }),
			con(ric("altri", "t", 1, "8.50"), func(r *rendicontazione.VoceRicevuta) { r.Tipo = avviso.MBT }),
		},
	}
	rep := rendicontazione.Riconcilia(in, opzioni{})
	var got []string
	for k, ee := range rep.Etichette() {
		riga := k.IUV + "/" + k.IUR + "/" + k.Indice.String() + ":"
		for _, e := range ee {
			riga += " " + string(e)
		}
		got = append(got, riga)
	}
	require.Empty(t, cmp.Diff([]string{
		iuvA + "/r/2: RT_IUF RT_IUF_TES",
		iuvB + "/r/1: RT_NO_IUF IUF_TES_DIV_IMP DOPPI",
		iuvB + "/s/1: IUV_NO_RT IUF_TES_DIV_IMP DOPPI",
		iuvC + "/r/1: RT_IUF IUF_NO_TES",
		// A row that has its item has a receipt, whatever the kind of the item.
		"altri/s/2: RT_IUF IUF_NO_TES",
		"altri/t/1: RT_NO_IUF IUF_NO_TES",
		"libero/r/1: RT_NO_IUF",
	}, got))
	var sulMovimento []string
	for i := range rep.Movimenti {
		sulMovimento = append(sulMovimento, rep.Movimenti[i].ID+" "+string(rep.Movimenti[i].Etichetta()))
	}
	require.Equal(t, []string{"1 ", "2 ", "3 TES_NO_IUF_OR_IUV", "4 TES_NO_MATCH", "5 TES_NO_MATCH", "6 "}, sulMovimento)
	for range rep.Etichette() {
		break // stopping early is safe
	}
}

// TestReportJSON keeps the shape that other languages read.
func TestReportJSON(t *testing.T) {
	in := ingresso{
		Oggi:   avviso.MustData("2024-05-08"),
		Domini: []rendicontazione.Dominio{{IdDominio: ente, AuxDigit: avviso.Aux3, SegregationCodes: []string{"01"}}},
		Movimenti: movimenti{
			mov("1", pur(f1), "3.00"), mov("2", pur(f2), "1.00"), mov("3", "/RFB/"+iuvB, "2.00"), mov("4", "\"strano\" è\n", "1.00"),
			mov("4", "altro", "1.00"),
		},
		Flussi:   flussi{flu(f1, riga(iuvA, "r", 1, "3.00", 0)), flu(f2, riga(iuvC, "à\"", 0, "1.50", 9))},
		Ricevute: ricevute{ric(iuvA, "r", 1, "3.00"), ric(iuvB, "r", 1, "2.00")},
		Pendenze: pendenze{pen("p", iuvA, "3.00"), con(pen("q", iuvB, "2.00", "16.00"), func(p *rendicontazione.Pendenza) { p.Voci[1].Tipo = avviso.MBT })},
	}
	b, err := json.MarshalIndent(rendicontazione.Riconcilia(in, opzioni{}), "", "  ")
	require.NoError(t, err)
	golden(t, "report.json", append(b, '\n'))

	b, err = json.Marshal(rendicontazione.Riconcilia(ingresso{}, opzioni{}))
	require.NoError(t, err)
	require.JSONEq(t, `{"movimenti":[],"flussi":[],"righe":[],"ricevute":[],"pendenze":[],
		"conteggi":{"movimenti":{},"flussi":{},"righe":{},"ricevute":{},"voci":{}},"conflitti":[]}`, string(b))
}

func TestRiscossioni(t *testing.T) {
	in := ingresso{
		Oggi: avviso.MustData("2024-05-08"),
		Movimenti: movimenti{
			mov("1", pur(f1), "4.00"), mov("2", pur(f1), "1.00"), mov("3", "/RFB/"+iuvC, "3.00"), mov("4", "altro", "1.00"),
			mov("4", "", "1.00", storno("")),
		},
		Flussi: flussi{flu(f1, riga(iuvA, "r", 1, "3.00", 0), riga(iuvB, "r", 1, "1.00", 9), riga(iuvB, "s", 2, "1.00", 0))},
		Ricevute: ricevute{
			ric(iuvA, "r", 1, "3.00"), ric(iuvC, "r", 1, "1.00"), ric(iuvC, "r", 2, "2.00"),
			con(ric(iuvC, "r", 3, "2.00"), func(r *rendicontazione.VoceRicevuta) { r.Tipo = avviso.MBT }),
		},
		Pendenze: pendenze{pen("p", iuvB, "1.00")},
	}
	rep := rendicontazione.Riconcilia(in, opzioni{})
	var got [][3]int64
	for i := range 3 {
		for r := range rep.Riscossioni(i) {
			got = append(got, [3]int64{int64(r.Riga), int64(r.Ricevuta), r.Importo.Centesimi()})
		}
	}
	require.Equal(t, [][3]int64{{0, 0, 300}, {1, -1, 100}, {0, 0, 300}, {1, -1, 100}, {-1, 1, 100}, {-1, 2, 200}}, got)
	for _, i := range []int{-1, 3, 4, 99} {
		for range rep.Riscossioni(i) {
			t.Errorf("movement %d settles nothing", i)
		}
	}
	_, ok := rep.FlussoDi(3)
	require.False(t, ok)
	require.Equal(t, 3, rep.Movimenti[4].Storna[0].Movimento)
	require.Empty(t, rep.Movimenti[3].Storna)
	n, ok := rep.RicevutaDi(0)
	require.True(t, ok && n == 0)
	_, ok = rep.RicevutaDi(1)
	require.False(t, ok)
	for range rep.RigheDi(7) {
		t.Error("no such flow")
	}
	var orfana rendicontazione.EsitoRiga
	require.False(t, orfana.IdDominio().IsValid())
	require.Equal(t, flusso.CodiceAnomalia(""), orfana.Codice())
}

// TestConflitti: the copies are all told, the one used first.
func TestConflitti(t *testing.T) {
	rep := rendicontazione.Riconcilia(ingresso{Ricevute: ricevute{ric(iuvA, "r", 1, "9.00"), ric(iuvA, "r", 1, "10.00")}}, opzioni{})
	require.Len(t, rep.Conflitti, 1)
	c := rep.Conflitti[0]
	require.Equal(t, []string{
		`{"dominio":"00000000001","iuv":"01000000000000141","iur":"r","indice":1,"importo":"10.00","data":"2024-05-06"}`,
		`{"dominio":"00000000001","iuv":"01000000000000141","iur":"r","indice":1,"importo":"9.00","data":"2024-05-06"}`,
	}, c.Copie)
	require.Equal(t, cent("10.00"), rep.Ricevute[0].Importo)
	require.Equal(t, "la stessa voce di ricevuta è arrivata in 2 modi diversi (importo 10.00 o 9.00): vale il primo, verificare quale è giusto", c.Motivo)

	f := con(flu(f1, riga(iuvA, "r", 1, "9.00", 0)), func(f *flusso.Flusso) { f.Revisione = 3 })
	g := con(flu(f1, riga(iuvA, "r", 1, "10.00", 0)), func(f *flusso.Flusso) { f.Revisione = 3 })
	rep = rendicontazione.Riconcilia(ingresso{Flussi: flussi{f, g}}, opzioni{})
	require.Equal(t, "00000000001|2024-05-07PSP-1|3", rep.Conflitti[0].Chiave)
	require.Equal(t, "VERSIONE_CONFLITTO: la stessa versione del flusso è arrivata in 2 modi diversi (importo totale 10.00 o 9.00; righe diverse): vale il primo, verificare quale è giusto",
		rep.Conflitti[0].Motivo)

	a := mov("1", "x", "1.00", contabile("2024-05-08"))
	b := mov("1", "altro testo", "2.00", func(m *cassa.Movimento) { m.IDFlusso = f1 })
	rep = rendicontazione.Riconcilia(ingresso{Movimenti: movimenti{a, b}}, opzioni{})
	require.Equal(t, "lo stesso movimento di cassa è riportato in 2 modi diversi (importo 1.00 o 2.00; data contabile 2024-05-08 o 2024-05-07; causale x o altro testo; flusso assente o 2024-05-07PSP-1): vale il primo, verificare quale è giusto",
		rep.Conflitti[0].Motivo)
}

// TestSommeOltre: a sum beyond 64 bits of cents is told as such, never cut short.
func TestSommeOltre(t *testing.T) {
	massimo := func(m *cassa.Movimento) { m.Importo = avviso.ImportoDaCentesimi(math.MaxInt64) }
	in := ingresso{Movimenti: movimenti{mov("1", "x", "1.00", massimo), mov("2", "x", "1.00", massimo), mov("3", "/RFB/"+iuvA, "1.00")}}
	for i := 1; i <= 2; i++ {
		in.Ricevute = append(in.Ricevute, con(ric(iuvA, "r", i, "1.00"), func(r *rendicontazione.VoceRicevuta) {
			r.Importo = avviso.ImportoDaCentesimi(math.MaxInt64)
		}))
	}
	rep := rendicontazione.Riconcilia(in, opzioni{})
	require.Equal(t, rendicontazione.Conteggio{Numero: 2, Oltre: true}, rep.Conteggi.Movimenti.Di(rendicontazione.MovimentoNonPagoPA))
	require.Equal(t, rendicontazione.Conteggio{Numero: 3, Oltre: true}, rep.Conteggi.Movimenti.Totale())
	b, err := json.Marshal(rep.Conteggi.Movimenti)
	require.NoError(t, err)
	require.Equal(t, `{"NON_PAGOPA":{"numero":2,"oltre":true},"IMPORTO_DIVERSO":{"numero":1,"importo":"1.00"}}`, string(b))
	require.Equal(t, rendicontazione.NuoviSegnali(rendicontazione.SegnaleDifetto), rep.Movimenti[2].Segnali)
	require.True(t, rep.Movimenti[2].Delta.IsZero())
	require.True(t, rep.Movimenti[2].DeltaOltre)
	b, err = json.Marshal(rep.Movimenti[2])
	require.NoError(t, err)
	require.Contains(t, string(b), `"deltaOltre":true`)
	require.NotContains(t, string(b), `"delta":`)
}
