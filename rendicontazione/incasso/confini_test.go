package incasso_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/incasso"
)

// The name that a reconciliation of version 3 is given: [0-9A-Za-z]{1,35}.
func TestIdentificativo(t *testing.T) {
	for id, want := range map[string]bool{
		"azAZ09": true, strings.Repeat("x", 35): true, strings.Repeat("x", 36): false, "": false, "a-b": false, "a_b": false,
		"/": false, ":": false, "@": false, "[": false, "`": false, "{": false, "à": false,
	} {
		_, err := incasso.ParseRichiesta(incasso.V3, incasso.Percorso{IdDominio: ente, ID: id}, []byte(`{"importo":1.00,"sct":"x","iuv":"1"}`))
		require.Equal(t, want, err == nil, "%q: %v", id, err)
	}
}

// A repetition says the same of the same: with the same sct, or without one; another body,
// amount, reference or causale is refused.
func TestRipetutaMembroPerMembro(t *testing.T) {
	prima := incasso.Richiesta{Percorso: incasso.Percorso{IdDominio: ente, ID: "1"}, Importo: cento(t), SCT: "TRN1", IUV: iuv, IDFlusso: "F1", Causale: "a b"}
	for nome, tt := range map[string]struct {
		cambia  func(*incasso.Richiesta)
		rifiuta bool
	}{
		"as it was":      {func(*incasso.Richiesta) {}, false},
		"without sct":    {func(r *incasso.Richiesta) { r.SCT = "" }, false},
		"another case":   {func(r *incasso.Richiesta) { r.Causale = " A B " }, false},
		"another sct":    {func(r *incasso.Richiesta) { r.SCT = "TRN2" }, true},
		"another iuv":    {func(r *incasso.Richiesta) { r.IUV = "2" }, true},
		"another flow":   {func(r *incasso.Richiesta) { r.IDFlusso = "F2" }, true},
		"another text":   {func(r *incasso.Richiesta) { r.Causale = "ab" }, true},
		"another amount": {func(r *incasso.Richiesta) { r.Importo = avviso.ImportoDaCentesimi(1) }, true},
	} {
		r := prima
		tt.cambia(&r)
		uguale, err := r.Ripetuta(&prima)
		if tt.rifiuta {
			require.ErrorIs(t, err, incasso.ErrIncasso, nome)
			continue
		}
		require.NoError(t, err, nome)
		require.True(t, uguale, nome)
	}
	altroEnte := prima
	altroEnte.IdDominio = avviso.MustIdDominio("98765432103")
	uguale, err := altroEnte.Ripetuta(&prima)
	require.NoError(t, err)
	require.False(t, uguale, "another body has names of its own")
}

// An answer that lacks what its version must say is not written; no state is a state.
func TestIncassoIncompleto(t *testing.T) {
	buono := incasso.Incasso{Richiesta: incasso.Richiesta{Percorso: incasso.Percorso{IdDominio: ente, ID: "1"}, Importo: cento(t), SCT: "s", Causale: "c"}}
	for nome, tt := range map[string]struct {
		dialetto incasso.Dialetto
		cambia   func(*incasso.Incasso)
		scritto  bool
	}{
		"V1":                 {incasso.V1, func(*incasso.Incasso) {}, true},
		"V1 without a body":  {incasso.V1, func(x *incasso.Incasso) { x.IdDominio = avviso.IdDominio{} }, false},
		"V2 without a body":  {incasso.V2, func(x *incasso.Incasso) { x.IdDominio = avviso.IdDominio{} }, true},
		"V3 without a state": {incasso.V3, func(*incasso.Incasso) {}, false},
		"V3":                 {incasso.V3, func(x *incasso.Incasso) { x.Stato = incasso.Acquisita }, true},
		"V3 being worked on": {incasso.V3, func(x *incasso.Incasso) { x.Stato = incasso.InElaborazione }, true},
		"V3 in error":        {incasso.V3, func(x *incasso.Incasso) { x.Stato = incasso.InErrore }, true},
		"V3 in no state":     {incasso.V3, func(x *incasso.Incasso) { x.Stato = "FATTA" }, false},
		"no name":            {incasso.V1, func(x *incasso.Incasso) { x.ID = "" }, false},
	} {
		x := buono
		x.Dialetto = tt.dialetto
		if tt.dialetto != incasso.V1 { // which alone knows the text of the credit
			x.Causale, x.IUV = "", iuv
		}
		tt.cambia(&x)
		b, err := x.AppendJSON(nil)
		require.Equal(t, tt.scritto, err == nil, "%s: %v", nome, err)
		if err != nil {
			require.ErrorIs(t, err, incasso.ErrDocumento, nome)
			continue
		}
		require.NotContains(t, string(b), `"data":`, "nothing says when")
		letto, err := incasso.ParseIncasso(tt.dialetto, b)
		require.NoError(t, err, "%s: %s", nome, b)
		require.Equal(t, tt.dialetto, letto.Dialetto)
	}
	x := buono
	x.Dialetto = incasso.V1
	x.Data = avviso.MustDataOra("2026-03-12T09:00:00+01:00")
	b, err := x.AppendJSON(nil)
	require.NoError(t, err)
	require.Contains(t, string(b), `"data":"2026-03-12T09:00:00`)
	letto, err := incasso.ParseIncasso(incasso.V1, b)
	require.NoError(t, err)
	require.True(t, letto.Data.IsValid())
}

// The item is that of the payment's place, anomalous at another amount, none beyond the
// position; what no archive knows is told without one.
func TestVocePendenza(t *testing.T) {
	r, err := incasso.ParseRichiesta(incasso.V1, qui, []byte(manuale))
	require.NoError(t, err)
	rep, m := report(t, &r)
	posizione := func(centesimi ...int64) func(avviso.IdDominio, string) *pendenza.Pendenza {
		p := pendenza.Pendenza{IDA2A: "GEST", IDPendenza: "P1", Pagamenti: []pendenza.Pagamento{{IUR: "r-00", CCP: "c-00"}, {IUR: "r-01", CCP: "c-01"}}}
		for _, c := range centesimi {
			p.Voci = append(p.Voci, pendenza.Voce{Importo: avviso.ImportoDaCentesimi(c)})
		}
		return func(avviso.IdDominio, string) *pendenza.Pendenza { return &p }
	}
	for _, tt := range []struct {
		trova func(avviso.IdDominio, string) *pendenza.Pendenza
		voce  incasso.StatoVoce
		rpp   string
	}{
		{posizione(10000), incasso.VoceEseguita, "/rpp/12345678903/01000000000004285/c-01"},
		{posizione(9900), incasso.VoceAnomala, "/rpp/12345678903/01000000000004285/c-01"},
		{posizione(), "", "/rpp/12345678903/01000000000004285/c-01"},
		{nil, "", ""},
	} {
		x, err := incasso.NuovoIncasso(&r, rep, m, tt.trova, oggi)
		require.NoError(t, err)
		var stato incasso.StatoVoce
		if v := x.Riscossioni[0].Voce; v != nil {
			stato = v.Stato
		}
		require.Equal(t, tt.voce, stato)
		require.Equal(t, tt.rpp, x.Riscossioni[0].RPP)
	}
	for _, posto := range []int{-1, len(rep.Movimenti)} {
		_, err = incasso.NuovoIncasso(&r, rep, posto, nil, oggi)
		require.ErrorIs(t, err, avviso.ErrNullo)
	}
	_, err = incasso.NuovoIncasso(&r, (*rendicontazione.Report)(nil), 0, nil, oggi)
	require.ErrorIs(t, err, avviso.ErrNullo)
}
