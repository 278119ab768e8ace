package causale_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione/causale"
)

func TestFormat(t *testing.T) {
	casi := []struct {
		nome        string
		causale     causale.Causale
		raggruppata bool
		atteso      string
	}{
		{
			"PUR",
			causale.Causale{Tipo: causale.PUR, Scopo: causale.Riversamento, IDFlusso: idBreve},
			false,
			"/PUR/LGPE-RIVERSAMENTO/URI/" + idBreve,
		},
		{
			"PUR senza scopo",
			causale.Causale{Tipo: causale.PUR, IDFlusso: idBreve},
			false,
			"/PUR/LGPE-RIVERSAMENTO/URI/" + idBreve,
		},
		{
			"PUR integrazione",
			causale.Causale{Tipo: causale.PUR, Scopo: causale.Integrazione, IDFlusso: idBreve},
			false,
			"/PUR/LGPE-INTEGRAZIONE/URI/" + idBreve,
		},
		{
			"PUR-TXT",
			causale.Causale{Tipo: causale.PUR, Progressivo: prog(0), IDFlusso: idBreve},
			false,
			"/PUR/LGPE-RIVERSAMENTO/TXT/0/URI/" + idBreve,
		},
		{"PUR-DESC", causale.Causale{
			Tipo: causale.PUR, Etichetta: "Cumulativo same day", Giornata: avviso.MustData("2021-10-04"),
			IDFlusso: idBreve,
		}, false, "/PUR/LGPE-RIVERSAMENTO Cumulativo same day pagamenti del 20211004/URI/" + idBreve},
		{
			"RFS",
			causale.Causale{Tipo: causale.RFS, IUV: "RF18539007547034", Importo: euro("45.56")},
			false,
			"/RFS/RF18539007547034/45.56",
		},
		{
			"RFS a gruppi",
			causale.Causale{Tipo: causale.RFS, IUV: "RF18539007547034", Importo: euro("45.56")},
			true,
			"/RFS/RF18 5390 0754 7034/45.56",
		},
		{"RFS minuscole", causale.Causale{Tipo: causale.RFS, IUV: "RF45w9", Importo: euro("1.00")}, false, "/RFS/RF45W9/1.00"},
		{
			"RFB non a gruppi",
			causale.Causale{Tipo: causale.RFB, IUV: "190280072147087"},
			true,
			"/RFB/190280072147087",
		},
		{"RFB con importo e testo", causale.Causale{
			Tipo: causale.RFB, IUV: "190280072147087", Importo: euro("10.00"),
			Descrizione: "Tari",
		}, false, "/RFB/190280072147087/10.00/TXT/Tari"},
		{
			"testo traslitterato",
			causale.Causale{
				Tipo: causale.RFB, IUV: "1",
				Descrizione: "  perché è già lì; più  ç & a_b «fine» ",
			},
			false,
			"/RFB/1/TXT/perche e gia li piu c + a-b fine",
		},
		{"testo che non resta", causale.Causale{Tipo: causale.RFB, IUV: "1", Descrizione: "€€€"}, false, "/RFB/1"},
		{
			"testo tagliato",
			causale.Causale{Tipo: causale.RFB, IUV: "1", Descrizione: strings.Repeat("à", 200)},
			false,
			"/RFB/1/TXT/" + strings.Repeat("a", 129),
		},
		{
			"importo massimo",
			causale.Causale{Tipo: causale.RFB, IUV: "1", Importo: euro("999999999.99")},
			false,
			"/RFB/1/999999999.99",
		},
		{
			"testo tagliato su uno spazio",
			causale.Causale{Tipo: causale.RFB, IUV: "1", Descrizione: strings.Repeat("a", 128) + " b"},
			false,
			"/RFB/1/TXT/" + strings.Repeat("a", 128),
		},
	}
	for _, c := range casi {
		t.Run(c.nome, func(t *testing.T) {
			format := causale.Format
			if c.raggruppata {
				format = causale.FormatRaggruppata
			}
			s, err := format(c.causale)
			require.NoError(t, err)
			require.Equal(t, c.atteso, s)
			_, err = causale.Parse(s)
			require.NoError(t, err)
		})
	}
}

func TestFormatRifiuti(t *testing.T) {
	giorno := avviso.MustData("2021-10-04")
	casi := []struct {
		nome    string
		causale causale.Causale
		codice  avviso.Codice
		campo   string
	}{
		{"senza tipo", causale.Causale{IUV: "1"}, causale.CodiceSintassi, "tipo"},
		{"PUR con IUV", causale.Causale{Tipo: causale.PUR, IDFlusso: idBreve, IUV: "1"}, causale.CodiceSintassi, "iuv"},
		{"PUR con importo", causale.Causale{Tipo: causale.PUR, IDFlusso: idBreve, Importo: euro("1.00")}, causale.CodiceSintassi, "importo"},
		{"PUR con testo", causale.Causale{Tipo: causale.PUR, IDFlusso: idBreve, Descrizione: "a"}, causale.CodiceSintassi, "descrizione"},
		{"PUR con scopo ignoto", causale.Causale{Tipo: causale.PUR, IDFlusso: idBreve, Scopo: "LGPE-ALTRO"}, causale.CodiceSintassi, "scopo"},
		{"progressivo con etichetta", causale.Causale{
			Tipo: causale.PUR, IDFlusso: idBreve, Progressivo: prog(1), Etichetta: "Cumulativo",
			Giornata: giorno,
		}, causale.CodiceSintassi, "progressivo"},
		{"etichetta senza giornata", causale.Causale{Tipo: causale.PUR, IDFlusso: idBreve, Etichetta: "Cumulativo"}, causale.CodiceSintassi, "giornata"},
		{"giornata senza etichetta", causale.Causale{Tipo: causale.PUR, IDFlusso: idBreve, Giornata: giorno}, causale.CodiceSintassi, "giornata"},
		{"etichetta ignota", causale.Causale{Tipo: causale.PUR, IDFlusso: idBreve, Etichetta: "x", Giornata: giorno}, causale.CodiceSintassi, "etichetta"},
		{"idFlusso assente", causale.Causale{Tipo: causale.PUR}, causale.CodiceIDFlusso, "idFlusso"},
		{"idFlusso senza trattino", causale.Causale{Tipo: causale.PUR, IDFlusso: "2017-01-01ABI00000011234"}, causale.CodiceIDFlusso, "idFlusso"},
		{"RFS senza importo", causale.Causale{Tipo: causale.RFS, IUV: "RF45W9"}, causale.CodiceImportoAssente, "importo"},
		{"importo zero", causale.Causale{Tipo: causale.RFB, IUV: "1", Importo: euro("0.00")}, causale.CodiceImporto, "importo"},
		{"importo negativo", causale.Causale{Tipo: causale.RFB, IUV: "1", Importo: euro("-1.00")}, causale.CodiceImporto, "importo"},
		{"importo grande", causale.Causale{Tipo: causale.RFB, IUV: "1", Importo: euro("1000000000.00")}, causale.CodiceImporto, "importo"},
		{"RFS numerica", causale.Causale{Tipo: causale.RFS, IUV: "190280072147087", Importo: euro("1.00")}, causale.CodiceIUV, "iuv"},
		{"RFS cifre errate", causale.Causale{Tipo: causale.RFS, IUV: "RF23567483937849450550875", Importo: euro("1.00")}, causale.CodiceCheckDigit, "iuv"},
		{"RFB lunga", causale.Causale{Tipo: causale.RFB, IUV: iuv35 + "9"}, causale.CodiceIUV, "iuv"},
		{"RFB con idFlusso", causale.Causale{Tipo: causale.RFB, IUV: "1", IDFlusso: idBreve}, causale.CodiceSintassi, "idFlusso"},
		{"RFB con scopo", causale.Causale{Tipo: causale.RFB, IUV: "1", Scopo: causale.Riversamento}, causale.CodiceSintassi, "scopo"},
		{"RFB con progressivo", causale.Causale{Tipo: causale.RFB, IUV: "1", Progressivo: prog(1)}, causale.CodiceSintassi, "progressivo"},
	}
	for _, c := range casi {
		t.Run(c.nome, func(t *testing.T) {
			b, err := causale.AppendFormat([]byte("x"), c.causale)
			require.Equal(t, "x", string(b))
			require.Equal(t, c.codice, codiceDi(t, err))
			var e *causale.Errore
			require.ErrorAs(t, err, &e)
			require.Equal(t, c.campo, e.Campo)
		})
	}
}

func TestTipoPerIUV(t *testing.T) {
	for iuv, atteso := range map[string]causale.Tipo{
		"RF18539007547034":          causale.RFS,
		"RF09182020001T00200000007": causale.RFS, // 25 characters
		"RF45w9":                    causale.RFS,
		"RF23567483937849450550875": causale.RFB, // wrong check digits
		"190280072147087":           causale.RFB,
		"rf18539007547034":          causale.RFB,
		"ABCDEFGHIJKLMNOPQRSTUVWXY": causale.RFB, // 25 characters and no reference
	} {
		require.Equal(t, atteso, causale.TipoPerIUV(iuv), iuv)
	}
}

func TestJSON(t *testing.T) {
	c := causale.Causale{
		Tipo: causale.PUR, Scopo: causale.Riversamento, Progressivo: prog(0), IDFlusso: idBreve,
		Candidati: []string{"a"}, Avvertenze: causale.ACapoAmbiguo | causale.Spezzato,
	}
	b, err := json.Marshal(c)
	require.NoError(t, err)
	require.Equal(t, `{"tipo":"PUR","scopo":"LGPE-RIVERSAMENTO","progressivo":0,"idFlusso":"`+idBreve+
		`","candidati":["a"],"avvertenze":["SPEZZATA","SPEZZATURA_AMBIGUA"]}`, string(b))
	var altra causale.Causale
	require.NoError(t, json.Unmarshal(b, &altra))
	require.Empty(t, cmp.Diff(c, altra, confronta))

	b, err = json.Marshal(causale.Causale{Tipo: causale.RFB, IUV: "1", Importo: euro("0.00")})
	require.NoError(t, err)
	require.Equal(t, `{"tipo":"RFB","iuv":"1","importo":"0.00","candidati":[],"avvertenze":[]}`, string(b))

	for n := range 10 {
		for _, testo := range []string{`{"progressivo":%d}`, `{"progressivo":"%d"}`} {
			require.NoError(t, json.Unmarshal(fmt.Appendf(nil, testo, n), &altra))
			require.Equal(t, prog(n), altra.Progressivo)
		}
	}
	// What is no causale is refused on reading or, at the latest, on writing.
	for _, s := range []string{
		`"progressivo":10`, `"progressivo":-1`, `"progressivo":":"`, `"progressivo":"/"`, `"importo":"1"`, `"importo":1`,
		`"tipo":"XXX"`, `"avvertenze":["BOH"]`,
	} {
		altra = causale.Causale{}
		err := json.Unmarshal([]byte(`{"tipo":"PUR","idFlusso":"`+idBreve+`",`+s+`}`), &altra)
		if err == nil {
			_, err = causale.Format(altra)
		}
		require.Error(t, err, s)
	}
}
