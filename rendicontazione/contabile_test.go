package rendicontazione_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rendicontazione"
)

const contabileIn = `{"oggi":"2026-04-24","domini":[{"idDominio":"99999000047","auxDigit":3,"segregationCodes":["01"]}],
 "movimenti":[{"id":"2026/88/0","fonte":"OPI","dominio":"99999000047","importo":"318.40","segno":"ENTRATA","dataContabile":"2026-04-14","causale":"/PUR/LGPE-RIVERSAMENTO/URI/2026-04-13ABI03069-S777001"},
  {"id":"2026/89/0","fonte":"OPI","dominio":"99999000047","importo":"51.20","segno":"ENTRATA","dataContabile":"2026-04-14","causale":"/RFB/01000000047110207"}],
 "flussi":[{"dominio":"99999000047","idFlusso":"2026-04-13ABI03069-S777001","dataOraFlusso":"2026-04-14T02:10:00","idRegolamento":"TRN","dataRegolamento":"2026-04-13","numeroTotalePagamenti":1,"importoTotalePagamenti":"318.40",
  "righe":[{"iuv":"01000000047110106","iur":"r1","importo":"318.40","esito":0,"data":"2026-04-13"}]}],
 "ricevute":[{"dominio":"99999000047","iuv":"01000000047110106","iur":"r1","indice":1,"importo":"318.40","data":"2026-04-13"},
  {"dominio":"99999000047","iuv":"01000000047110207","iur":"r2","indice":1,"importo":"51.20","data":"2026-04-13"}],
 "pendenze":[{"id":"P1","dominio":"99999000047","iuv":"01000000047110106","voci":[{"indice":1,"importo":"318.40"}],
   "debitore":{"identificativo":"RSSMRA80A01H501U","anagrafica":"Rossi Mario"},"causale":"TARI 2026","tipoEntrata":"TARI","tassonomia":"9/0101100IM/","dati":{ "capitolo" : [ 3101 ] }}]}`

func TestRiscossioniContabili(t *testing.T) {
	var in rendicontazione.Input
	require.NoError(t, json.Unmarshal([]byte(contabileIn), &in))
	require.NoError(t, in.Valida())
	r := rendicontazione.Riconcilia(in, rendicontazione.Opzioni{Riscossioni: true})
	require.Len(t, r.Movimenti, 2)
	b, err := json.Marshal(r.Movimenti[0].Riscossioni)
	require.NoError(t, err)
	require.JSONEq(t, `[{"iuv":"01000000047110106","nav":"301000000047110106","iur":"r1","indice":1,"importo":"318.40","data":"2026-04-13","pendenza":"P1",
		"debitore":{"identificativo":"RSSMRA80A01H501U","anagrafica":"Rossi Mario"},"causale":"TARI 2026","tipoEntrata":"TARI","tassonomia":"9/0101100IM/","dati":{"capitolo":[3101]}}]`, string(b))
	b, err = json.Marshal(r.Movimenti[1])
	require.NoError(t, err)
	require.JSONEq(t, `{"id":"2026/89/0","fonte":"OPI","chiave":"OPI|99999000047|2026/89/0","classe":"RICONCILIATO_SINGOLO","iuv":"01000000047110207","segnali":[],
		"riscossioni":[{"iuv":"01000000047110207","nav":"301000000047110207","iur":"r2","indice":1,"importo":"51.20","data":"2026-04-13"}]}`, string(b))

	// A finding carries them too.
	b, err = json.Marshal(r.Pendenze[0])
	require.NoError(t, err)
	require.JSONEq(t, `{"id":"P1","chiave":"99999000047|P1","classe":"INCASSATA","quietanzabile":true,"debitore":{"identificativo":"RSSMRA80A01H501U","anagrafica":"Rossi Mario"},
		"causale":"TARI 2026","tipoEntrata":"TARI","tassonomia":"9/0101100IM/","dati":{"capitolo":[3101]},"voci":[{"indice":1,"chiave":"99999000047|P1|1","classe":"INCASSATA"}]}`, string(b))
	require.Equal(t, "TARI 2026", r.Pendenze[0].Contabile().Causale)
	p, ok := r.PendenzaDi(avviso.MustIdDominio("99999000047"), "01000000047110106")
	require.Equal(t, []any{0, true}, []any{p, ok})
	_, ok = r.PendenzaDi(avviso.MustIdDominio("99999000047"), "01000000047110207")
	require.False(t, ok)
	_, ok = (*rendicontazione.Report)(nil).PendenzaDi(avviso.IdDominio{}, "")
	require.False(t, ok)
	require.Zero(t, (*rendicontazione.EsitoPendenza)(nil).Contabile())

	// Two positions with one IUV: whose the payment is, is not told.
	in.Pendenze = append(in.Pendenze, in.Pendenze[0])
	in.Pendenze[1].ID = "P2"
	r = rendicontazione.Riconcilia(in, rendicontazione.Opzioni{})
	for x := range r.Riscossioni(0) {
		require.Equal(t, -1, x.Pendenza)
	}
	require.Nil(t, r.Movimenti[0].Riscossioni)
}

func TestDebitore(t *testing.T) {
	for testo, atteso := range map[string]rendicontazione.Debitore{
		`"Rossi Mario"`:                           {Anagrafica: "Rossi Mario"},
		`{"identificativo":"X"}`:                  {Identificativo: "X"},
		`{"identificativo":"X","anagrafica":"Y"}`: {Identificativo: "X", Anagrafica: "Y"},
	} {
		var d rendicontazione.Debitore
		require.NoError(t, json.Unmarshal([]byte(testo), &d))
		require.Equal(t, atteso, d)
		b, err := json.Marshal(d)
		require.NoError(t, err)
		require.JSONEq(t, testo, string(b))
	}
	for _, testo := range []string{`1`, `{"nome":"x"}`, `{"Anagrafica":"x"}`, `[]`} {
		require.Error(t, new(rendicontazione.Debitore).UnmarshalJSON([]byte(testo)), testo)
	}
}

func TestDatiContabiliRifiuti(t *testing.T) {
	p := rendicontazione.Pendenza{ID: "P", IdDominio: avviso.MustIdDominio("99999000047"), IUV: "1", Voci: []rendicontazione.VocePendenza{{Indice: 1, Importo: avviso.ImportoDaCentesimi(1)}}}
	for campo, cambia := range map[string]func(*rendicontazione.Pendenza){
		"dati":                    func(p *rendicontazione.Pendenza) { p.Dati = json.RawMessage(`{`) },
		"causale":                 func(p *rendicontazione.Pendenza) { p.Causale = "\xff" },
		"tipoEntrata":             func(p *rendicontazione.Pendenza) { p.TipoEntrata = "\xff" },
		"tassonomia":              func(p *rendicontazione.Pendenza) { p.Tassonomia = "\xff" },
		"debitore.anagrafica":     func(p *rendicontazione.Pendenza) { p.Debitore.Anagrafica = "\xff" },
		"debitore.identificativo": func(p *rendicontazione.Pendenza) { p.Debitore.Identificativo = "\xff" },
	} {
		q := p
		cambia(&q)
		r, ok := avviso.RilievoDi(q.Valida())
		require.True(t, ok)
		require.Equal(t, []any{rendicontazione.CodiceCodifica, campo}, []any{r.Codice, r.Campo})
	}
	require.NoError(t, p.Valida())
}

func TestDaPendenzaContabile(t *testing.T) {
	p := pendenza.Pendenza{
		IDPendenza: "P", IdDominio: avviso.MustIdDominio("99999000047"), IUV: avviso.MustIUV("01000000047110106"), Causale: "TARI",
		SoggettoPagatore: &pendenza.SoggettoPagatore{Identificativo: "X", Anagrafica: "Y"}, DatiAllegati: json.RawMessage(`{"a":1}`),
		Voci: []pendenza.Voce{{Importo: avviso.ImportoDaCentesimi(1), CodEntrata: "E", CodiceTassonomicoPagoPA: "9/0101100IM/"}},
	}
	q, err := rendicontazione.DaPendenza(&p)
	require.NoError(t, err)
	require.Equal(t, rendicontazione.DatiContabili{
		Debitore: rendicontazione.Debitore{Identificativo: "X", Anagrafica: "Y"}, Causale: "TARI", TipoEntrata: "E", Tassonomia: "9/0101100IM/", Dati: json.RawMessage(`{"a":1}`),
	}, q.DatiContabili)
	p.IDTipoPendenza, p.Tassonomia = "TARI", "T"
	q, err = rendicontazione.DaPendenza(&p)
	require.NoError(t, err)
	require.Equal(t, []string{"TARI", "T"}, []string{q.TipoEntrata, q.Tassonomia})
}
