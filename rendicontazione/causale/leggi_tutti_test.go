package causale_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/avversari/prova"
	"github.com/quietanza/quietanza/rendicontazione/causale"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

const (
	flusso1 = "2026-04-13ABI03069-S777001"
	flusso2 = "2026-04-13BCITITMM-0000412"
	flusso3 = "2026-04-14UNCRITMM-p4k2"
	flusso4 = "2026-04-14CIPBITMM-08-00-17-55120"
	flussoU = "/PUR/LGPE-RIVERSAMENTO/URI/"
)

func TestLeggiTutti(t *testing.T) {
	const rf = "RF18539007547034"
	lgpe := func(id, avvertenze string, candidati ...string) letta {
		l := pur(id, avvertenze, candidati...)
		l.scopo = "LGPE-RIVERSAMENTO"
		return l
	}
	for nome, c := range map[string]struct {
		testo  string
		attese []letta
	}{
		"uno":                      {flussoU + flusso1, []letta{lgpe(flusso1, "")}},
		"due":                      {flussoU + flusso1 + " | " + flussoU + flusso2, []letta{lgpe(flusso1, ""), lgpe(flusso2, "")}},
		"dopo una lineetta":        {"-" + flussoU + flusso1, []letta{lgpe(flusso1, "")}},
		"un'altra parola":          {"/PUR/ABCD-RIVERSAMENTO/URI/" + flusso1, []letta{lgpe(flusso1, "SENZA_LGPE")}},
		"due senza spazi":          {flussoU + flusso1 + flussoU + flusso2, []letta{lgpe(flusso1, ""), lgpe(flusso2, "")}},
		"due volte lo stesso":      {flussoU + flusso1 + " | X " + flussoU + flusso1, []letta{lgpe(flusso1, "")}},
		"in un altro maiuscolo":    {flussoU + strings.ToUpper(flusso3) + " | " + flussoU + flusso3, []letta{lgpe(strings.ToUpper(flusso3), "", flusso3)}},
		"tagliato nel primo posto": {flussoU + "2026-04-13BCITITMM-0000 ... | BONIFICO " + flussoU + flusso2, []letta{lgpe(flusso2, "")}},
		"tagliato nel secondo":     {flussoU + flusso2 + " | " + flussoU + "2026-04-13BCITITMM-0000...", []letta{lgpe(flusso2, "")}},
		"tagliato e basta":         {flussoU + "2026-04-13BCITITMM-0000 ...", []letta{lgpe("2026-04-13BCITITMM-0000", "TRONCATO")}},
		"tagliato fra due altri": {
			flussoU + flusso1 + " " + flussoU + "2026-04-13BCITITMM-00 | " + flussoU + flusso2 + " | " + flussoU + flusso1,
			[]letta{lgpe(flusso1, ""), lgpe(flusso2, "")},
		},
		"un marcatore illeggibile e uno no": {flussoU + "2026-04-1 | " + flussoU + flusso2, []letta{lgpe(flusso2, "")}},
		"a capo dentro l'identificativo": {
			"BON. SEPA " + flussoU + "2026-04-13BCITITMM-00004\n12",
			[]letta{lgpe(flusso2, "SPEZZATA,SPEZZATURA_AMBIGUA", "2026-04-13BCITITMM-00004")},
		},
		"lineetta finale": {
			"LGPE-RIVERSAMENTO/URI/" + flusso3 + "- Finto",
			[]letta{lgpe(flusso3+"-", "SPEZZATURA_AMBIGUA", flusso3, flusso3+"-Finto")},
		},
		"trattino basso alla fine": {flussoU + flusso3 + "_", []letta{lgpe(flusso3+"_", "", flusso3)}},
		"lineetta finale e a capo": {
			flussoU + flusso3 + "-\nFinto",
			[]letta{lgpe(flusso3+"-Finto", "SPEZZATA,SPEZZATURA_AMBIGUA", flusso3+"-", flusso3)},
		},
		"trattino basso finale e a capo": {
			flussoU + flusso3 + "_\nFinto",
			[]letta{lgpe(flusso3+"_Finto", "SPEZZATA,SPEZZATURA_AMBIGUA", flusso3+"_", flusso3)},
		},
		"lineetta di troppo dopo 35 caratteri": {
			flussoU + "2026-06-09ABI99992-WQ8BVN3350117726- PSP",
			[]letta{lgpe("2026-06-09ABI99992-WQ8BVN3350117726", "CODA_ESTRANEA")},
		},
		"senza LGPE": {
			"CRED RIVERSAMENTO/URI/" + flusso3 + "- Finto S.p.A.",
			[]letta{lgpe(flusso3+"-", "SPEZZATURA_AMBIGUA,SENZA_LGPE", flusso3, flusso3+"-Finto")},
		},
		"senza LGPE, nome attaccato": {
			"ACCR. NOT PROVIDED RIVERSAMENTO/URI/2026-06-09ABI99992-WQ8BVN3350117726- PSP Inventato SpA DA FNTOITMM",
			[]letta{lgpe("2026-06-09ABI99992-WQ8BVN3350117726", "CODA_ESTRANEA,SENZA_LGPE")},
		},
		"senza LGPE due volte": {
			"riversamento URI " + flusso1 + "; Riversamento-uri-" + flusso2,
			[]letta{lgpe(flusso1, "SENZA_LGPE"), lgpe(flusso2, "SENZA_LGPE")},
		},
		"senza LGPE, attaccate": {
			"RIVERSAMENTO URI " + flusso1 + ";RIVERSAMENTO URI " + flusso2,
			[]letta{lgpe(flusso1, "SENZA_LGPE"), lgpe(flusso2, "SENZA_LGPE")},
		},
		"senza LGPE e un pagamento": {
			"RIVERSAMENTO URI " + flusso1 + "/RFB/01000000047110106",
			[]letta{lgpe(flusso1, "PIU_RIFERIMENTI,SENZA_LGPE"), {tipo: "RFB", iuv: "01000000047110106"}},
		},
		"flussi e pagamenti": {
			"X RFB/01000000047110106/1.50 " + flussoU + flusso1 + " /RFS/" + rf + "/2.00",
			[]letta{
				lgpe(flusso1, "PIU_RIFERIMENTI"),
				{tipo: "RFB", iuv: "01000000047110106", importo: "1.50"},
				{tipo: "RFS", iuv: rf, importo: "2.00"},
			},
		},
		"pagamenti": {
			"/RFB/01000000047110106/1.50/TXT/rata /RFS/" + rf + "/2.00 RFB 01000000047110106",
			[]letta{
				{tipo: "RFB", iuv: "01000000047110106", importo: "1.50", testo: "rata /RFS/" + rf + "/2.00 RFB 01000000047110106"},
				{tipo: "RFS", iuv: rf, importo: "2.00"},
			},
		},
	} {
		t.Run(nome, func(t *testing.T) {
			tutte, avvertenze, err := causale.LeggiTutti(c.testo)
			require.NoError(t, err)
			var lette []letta
			var unite causale.Avvertenze
			for _, l := range tutte {
				lette = append(lette, daCausale(l))
				unite |= l.Avvertenze
			}
			require.Empty(t, cmp.Diff(c.attese, lette, cmp.AllowUnexported(letta{})))
			require.Equal(t, unite.Elenco(), avvertenze)
			prima, err := causale.Trova(c.testo)
			require.NoError(t, err)
			require.Empty(t, cmp.Diff(tutte[0], prima, confronta))
		})
	}
}

func TestLeggiTuttiRifiuti(t *testing.T) {
	for testo, atteso := range map[string]struct {
		codice string
		valore string
	}{
		"":                            {"VUOTA", ""},
		"GIROCONTO TRA BANCHE":        {"NESSUN_RIFERIMENTO", "GIROCONTO TRA BANCHE"},
		"INCASSI PAGOPA":              {"NESSUN_RIFERIMENTO", "INCASSI PAGOPA"},
		flussoU + "2026-04-1":         {"IDFLUSSO", "2026-04-1"},
		flussoU + "2026-04-1 | ALTRO": {"IDFLUSSO", "2026-04-1"},
		"/PUR/LGPE-RIVERSAMENTO/URI ": {"IDFLUSSO", "LGPE-RIVERSAMENTO/URI "},
		// A marker that cannot be read is no reason to look for weaker ones.
		flussoU + "2026-04-1 RIVERSAMENTO URI " + flusso1: {"IDFLUSSO", "2026-04-1"},
		"/PUR/LGPE-DIVERSAMENTO/URI/" + flusso1:           {"NESSUN_RIFERIMENTO", "/PUR/LGPE-DIVERSAMENTO/URI/" + flusso1},
		"/PUR/LGPE-RIVERSAMENTI/URI/" + flusso1:           {"NESSUN_RIFERIMENTO", "/PUR/LGPE-RIVERSAMENTI/URI/" + flusso1},
		"RIVERSAMENTO URI 2026-04-13ABI03069":             {"NESSUN_RIFERIMENTO", "RIVERSAMENTO URI 2026-04-13ABI03069"},
		"RIVERSAMENTO URI 2026-02-30ABI03069-1":           {"NESSUN_RIFERIMENTO", "RIVERSAMENTO URI 2026-02-30ABI03069-1"},
		"RIVERSAMENTO DEL 3 URI " + flusso1:               {"NESSUN_RIFERIMENTO", "RIVERSAMENTO DEL 3 URI " + flusso1},
	} {
		prima := []causale.Causale{{IUV: "1"}}
		tutte, err := causale.AppendTutti(prima, testo)
		require.Len(t, tutte, 1, testo)
		var e *causale.Errore
		require.ErrorAs(t, err, &e, testo)
		require.Equal(t, atteso.codice, string(e.Codice), testo)
		require.Equal(t, atteso.valore, e.Valore, testo)
		if e.Codice == causale.CodiceIDFlusso {
			require.True(t, strings.HasPrefix(testo[e.Colonna-1:], e.Valore), testo)
		}
	}
}

func TestIdentificativi(t *testing.T) {
	for testo, attesi := range map[string][]string{
		"RIF " + flusso4 + " FINTO":           {flusso4},
		flusso1 + "," + flusso2 + "/":         {flusso1, flusso2},
		"(" + flusso3 + "-)":                  {flusso3 + "-", flusso3},
		flusso3 + "_":                         {flusso3 + "_", flusso3},
		"X" + flusso1:                         nil,
		"2026-04-13ABI03069 2026-04-13":       nil,
		"2026-02-30ABI03069-1":                nil,
		"2026-06-09ABI99992-WQ8BVN3350117726": {"2026-06-09ABI99992-WQ8BVN3350117726"},
		// One character too many, and it is not part of the name.
		"2026-06-09ABI99992-WQ8BVN3350117726-": {"2026-06-09ABI99992-WQ8BVN3350117726"},
		"2026-06-09ABI99992-WQ8BVN33501177261": nil,
		"":                                     nil,
	} {
		require.Equal(t, attesi, slices.Collect(causale.Identificativi(testo)), testo)
	}
	for range causale.Identificativi(flusso1 + " " + flusso2) {
		break
	}
	for range causale.Identificativi(flusso3 + "-") {
		break
	}
}

// TestTuttiSenzaAllocazioni pins what the engine calls for every movement.
func TestTuttiSenzaAllocazioni(t *testing.T) {
	spazio := make([]causale.Causale, 0, 4)
	prova.SenzaAllocare(
		t,
		prova.Porta{Nome: "AppendTutti, one", Chiama: func() { _, _ = causale.AppendTutti(spazio, flussoU+flusso1) }},
		prova.Porta{Nome: "AppendTutti, two", Chiama: func() { _, _ = causale.AppendTutti(spazio, flussoU+flusso1+" | "+flussoU+flusso2) }},
		prova.Porta{Nome: "AppendTutti, RFB", Chiama: func() { _, _ = causale.AppendTutti(spazio, "/RFB/01000000047110106/1.50") }},
		prova.Porta{Nome: "Trova, PUR", Chiama: func() { _, _ = causale.Trova(flussoU + flusso1) }},
		prova.Porta{Nome: "Identificativi", Chiama: func() {
			for range causale.Identificativi("RIF " + flusso4 + " FINTO") {
				continue
			}
		}},
	)
}

func FuzzLeggiTutti(f *testing.F) {
	for _, s := range semi {
		f.Add(s)
	}
	f.Add(flussoU + flusso1 + " | " + flussoU + flusso2 + "- X")
	f.Add("RIVERSAMENTO/URI/" + flusso3 + "- ... RFB " + "01000000047110106")
	f.Fuzz(func(t *testing.T, s string) {
		tutte, _, err := causale.LeggiTutti(s)
		prima, errPrima := causale.Trova(s)
		if (err == nil) != (errPrima == nil) || err != nil && err.Error() != errPrima.Error() || (err == nil) != (len(tutte) > 0) {
			t.Fatalf("%q: %v, %v", s, err, errPrima)
		}
		if err == nil {
			if d := cmp.Diff(tutte[0], prima, confronta); d != "" {
				t.Fatalf("%q: %s", s, d)
			}
		}
		singole := false
		for i, c := range tutte {
			if c.Tipo == causale.PUR && singole {
				t.Fatalf("%q: a flow after a payment", s)
			}
			singole = singole || c.Tipo != causale.PUR
			for j, altra := range tutte {
				if i != j && (c.Tipo == causale.PUR && strings.HasPrefix(altra.IDFlusso, c.IDFlusso) || c.IUV != "" && c.IUV == altra.IUV) {
					t.Fatalf("%q: %v and %v", s, c, altra)
				}
			}
		}
		for id := range causale.Identificativi(s) {
			if _, err := flusso.ParseID(id); err != nil || !strings.Contains(s, id) {
				t.Fatalf("%q: %q, %v", s, id, err)
			}
		}
	})
}
