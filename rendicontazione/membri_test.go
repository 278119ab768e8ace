package rendicontazione_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// TestConflittiDiOgniMembro: two contents of one key are told, whichever member they differ in.
func TestConflittiDiOgniMembro(t *testing.T) {
	p, f := pen("p", iuvA, "1.00"), flu(f1, riga(iuvA, "r", 1, "1.00", 0))
	p.Debitore, p.Causale, p.TipoEntrata, p.Tassonomia, p.Dati = rendicontazione.Debitore{Identificativo: "X", Anagrafica: "Y"}, "C", "T", "9/0101100IM/", json.RawMessage(`{"a":1}`)
	d := rendicontazione.Dominio{IdDominio: ente, AuxDigit: avviso.Aux3, SegregationCodes: []string{"01"}}
	for nome, cambia := range map[string]func(in *ingresso){
		"iuv":               func(in *ingresso) { in.Pendenze[1].IUV = iuvB },
		"voci":              func(in *ingresso) { in.Pendenze[1].Voci = pen("p", iuvA, "2.00").Voci },
		"debitore":          func(in *ingresso) { in.Pendenze[1].Debitore.Anagrafica = "Z" },
		"causale":           func(in *ingresso) { in.Pendenze[1].Causale = "D" },
		"tipo di entrata":   func(in *ingresso) { in.Pendenze[1].TipoEntrata = "" },
		"tassonomia":        func(in *ingresso) { in.Pendenze[1].Tassonomia = "9/0101101IM/" },
		"dati":              func(in *ingresso) { in.Pendenze[1].Dati = json.RawMessage(`{"a":2}`) },
		"regolamento":       func(in *ingresso) { in.Flussi[1].IDRegolamento = "ALTRO" },
		"riga":              func(in *ingresso) { in.Flussi[1].Righe[0].IUR = "s" },
		"aux digit":         func(in *ingresso) { in.Domini[1].AuxDigit = avviso.Aux1 },
		"segregation codes": func(in *ingresso) { in.Domini[1].SegregationCodes = []string{"02"} },
		"application codes": func(in *ingresso) { in.Domini[1].ApplicationCodes = []string{"02"} },
	} {
		t.Run(nome, func(t *testing.T) {
			g := f
			g.Righe = append([]flusso.Riga(nil), f.Righe...)
			in := ingresso{Oggi: avviso.MustData("2024-05-08"), Pendenze: pendenze{p, p}, Flussi: flussi{f, g}, Domini: []rendicontazione.Dominio{d, d}}
			require.Empty(t, rendicontazione.Riconcilia(in, opzioni{}).Conflitti)
			in.Pendenze[1].Dati = json.RawMessage(`{ "a": 1 }`) // white space is no content
			require.Empty(t, rendicontazione.Riconcilia(in, opzioni{}).Conflitti)
			cambia(&in)
			require.Len(t, rendicontazione.Riconcilia(in, opzioni{}).Conflitti, 1)
		})
	}
}

// TestSituazioneDelJSON: what a report says of every object is what its JSON says.
func TestSituazioneDelJSON(t *testing.T) {
	segnali := 0
	for seme := range 100 {
		in, opt := nuovoDado(seme).input()
		r := rendicontazione.Riconcilia(in, opt)
		b, err := json.Marshal(r)
		require.NoError(t, err)
		letta, err := rendicontazione.ParseSituazione(b)
		require.NoError(t, err)
		require.Equal(t, r.Situazione(), letta)
		for _, s := range letta {
			segnali += len(s.Segnali)
		}
	}
	require.Positive(t, segnali)
}

// TestChiudibiliRighe: a row without its receipt keeps its flow open, unless it may be without
// one; an item that is no revenue keeps nothing open.
func TestChiudibiliRighe(t *testing.T) {
	var in ingresso
	require.NoError(t, json.Unmarshal([]byte(contabileIn), &in))
	chiusi := func() int {
		r := rendicontazione.Riconcilia(in, opzioni{})
		return len(r.Chiudibili(avviso.Data{}))
	}
	bollo := in.Ricevute[0]
	bollo.Indice, bollo.Tipo, bollo.IUR = 2, avviso.MBT, "r9"
	in.Ricevute = append(in.Ricevute, bollo)
	require.Equal(t, 1, chiusi())

	in.Ricevute, in.Pendenze = nil, nil
	require.Equal(t, rendicontazione.RigaSenzaRicevuta, rendicontazione.Riconcilia(in, opzioni{}).Righe[0].Classe)
	require.Zero(t, chiusi())
}

// TestPrelievi: a reversal takes from the larger of two credits, then from the later; what is
// left of one counts; from those of several references it takes in their order.
func TestPrelievi(t *testing.T) {
	const r1, r2 = "0710260414000311", "0710260414000312"
	storno := func(id, importo string, cambia ...func(*cassa.Movimento)) cassa.Movimento {
		return mov(id, "", importo, append(cambia, func(m *cassa.Movimento) { m.Storno = true })...)
	}
	for _, tt := range []struct {
		nome      string
		movimenti movimenti
		attesi    map[string]string // by reversal
	}{
		{"the larger", movimenti{
			mov("a", "", "30.00", rif(r1), contabile("2024-05-03")), mov("b", "", "20.00", rif(r1), contabile("2024-05-06")), storno("s", "10.00", rif(r1)),
		}, map[string]string{"s": "a 10.00"}},
		{"what is left", movimenti{
			mov("a", "", "20.00", rif(r1), contabile("2024-05-03")), mov("b", "", "30.00", rif(r1), contabile("2024-05-06")),
			storno("s", "10.00", rif(r1)), storno("t", "15.00", rif(r1), contabile("2024-05-08")),
		}, map[string]string{"s": "b 10.00", "t": "b 15.00"}},
		{"in order", movimenti{
			mov("a", "", "10.00", rif(r1), contabile("2024-05-03")), mov("b", "", "10.00", trn(r2, ""), contabile("2024-05-06")), storno("s", "15.00", rif(r1), trn(r2, "")),
		}, map[string]string{"s": "a 10.00 b 5.00"}},
		{"in order, the other way", movimenti{
			mov("a", "", "10.00", trn(r2, ""), contabile("2024-05-03")), mov("b", "", "10.00", rif(r1), contabile("2024-05-06")), storno("s", "15.00", rif(r1), trn(r2, "")),
		}, map[string]string{"s": "a 10.00 b 5.00"}},
	} {
		t.Run(tt.nome, func(t *testing.T) {
			rep := rendicontazione.Riconcilia(ingresso{Oggi: avviso.MustData("2024-05-09"), Movimenti: tt.movimenti}, opzioni{})
			for i := range rep.Movimenti {
				if e := &rep.Movimenti[i]; e.Storno {
					got := ""
					for _, p := range e.Storna {
						got += " " + p.Chiave.ID + " " + p.Importo.String()
					}
					require.Equal(t, " "+tt.attesi[e.ID], got, e.ID)
				}
			}
		})
	}
}

// TestStornoPresuntoGiorni: a reversal without reference is of the one credit of its amount in
// the thirty days before it.
func TestStornoPresuntoGiorni(t *testing.T) {
	for giorno, want := range map[string]string{"2024-04-07": "STORNO_PRESUNTO", "2024-04-06": "STORNO_SENZA_ORIGINALE", "2024-05-07": "STORNO_PRESUNTO", "2024-05-08": "STORNO_SENZA_ORIGINALE"} {
		rep := rendicontazione.Riconcilia(ingresso{Oggi: avviso.MustData("2024-05-09"), Movimenti: movimenti{
			mov("c", "BONIFICO", "7.00", fonte("MT940:a"), contabile(giorno)), mov("s", "", "7.00", fonte("MT940:a"), storno("")),
		}}, opzioni{})
		for i := range rep.Movimenti {
			if e := &rep.Movimenti[i]; e.Storno {
				require.Equal(t, want, e.Segnali.String(), giorno)
			}
		}
	}
}

// TestCopiaPerTesto: a text that names nothing tells a movement from twenty characters on.
func TestCopiaPerTesto(t *testing.T) {
	for causale, copia := range map[string]bool{"ABCDE FGHIJ KLMNO PQRST": true, "ABCDE FGHIJ KLMNO PQRS": false} {
		rep := rendicontazione.Riconcilia(ingresso{Oggi: avviso.MustData("2024-05-09"), Movimenti: movimenti{
			mov("1", causale, "7.00", fonte("MT940:a")), mov("2", causale, "7.00", fonte("RH:a")),
		}}, opzioni{})
		require.Equal(t, copia, rep.Movimenti[1].Classe == rendicontazione.MovimentoCopiaProbabile, causale)
	}
}

// TestTrattenutiQuali: what left an account is held back on as few credits as cover it: those
// that it names first, then those of its amount, the latest first.
func TestTrattenutiQuali(t *testing.T) {
	const f3 = "2024-05-07PSP-3"
	for _, tt := range []struct{ nome, causale, importo, attesi string }{
		{"of its amount, the latest", "", "10.00", "3"},
		{"another amount", "", "11.00", "23"},
		{"named", pur(f1), "4.00", "1"},
		{"named, the latest of two", pur(f1) + " " + pur(f2), "4.00", "2"},
		{"named, and others", pur(f1), "14.00", "13"},
	} {
		t.Run(tt.nome, func(t *testing.T) {
			in := ingresso{Oggi: avviso.MustData("2024-05-10"), Movimenti: movimenti{mov("s", tt.causale, tt.importo, contabile("2024-05-06"), storno(""))}}
			for n, id := range []string{f1, f2, f3} {
				iuv := []string{iuvA, iuvB, iuvC}[n]
				in.Flussi = append(in.Flussi, flu(id, riga(iuv, "r", 1, "10.00", 0)))
				in.Ricevute = append(in.Ricevute, ric(iuv, "r", 1, "10.00"))
				in.Movimenti = append(in.Movimenti, mov(string(rune('1'+n)), pur(id), "10.00", contabile([]string{"2024-05-07", "2024-05-08", "2024-05-09"}[n])))
			}
			rep := rendicontazione.Riconcilia(in, opzioni{})
			got := ""
			for i := range rep.Movimenti {
				if e := &rep.Movimenti[i]; e.Segnali.Contiene(rendicontazione.SegnaleTrattenuto) {
					got += e.ID
				}
			}
			require.Equal(t, tt.attesi, got)
			require.Equal(t, tt.importo, rep.Conteggi.StorniNonAttribuiti.Importo.String())
		})
	}
}

// TestScartatiTrattenuti: the copy of a debit that is not used is held back where it names a
// credited flow.
func TestScartatiTrattenuti(t *testing.T) {
	for causale, want := range map[string]string{pur(f1): "4.00", "COMMISSIONI": "0.00"} {
		rep := rendicontazione.Riconcilia(ingresso{
			Oggi: avviso.MustData("2024-05-10"), Flussi: flussi{flu(f1, riga(iuvA, "r", 1, "10.00", 0))},
			Movimenti: movimenti{mov("c", pur(f1), "10.00"), mov("u", causale, "3.00", segno(cassa.Uscita)), mov("u", causale, "4.00", segno(cassa.Uscita))},
		}, opzioni{})
		require.Len(t, rep.Conflitti, 1)
		require.Equal(t, want, rep.Conteggi.StorniNonAttribuiti.Importo.String(), causale)
	}
}

// TestPerTRN: a credit that names nothing is of the flow of its TRN, unless a debit names the flow.
func TestPerTRN(t *testing.T) {
	f := flu(f1, riga(iuvA, "r", 1, "10.00", 0))
	f.IDRegolamento = "0306977712345670"
	in := ingresso{Oggi: avviso.MustData("2024-05-10"), Flussi: flussi{f}, Movimenti: movimenti{mov("c", "BONIFICO", "10.00", trn(f.IDRegolamento, ""))}}
	require.Equal(t, rendicontazione.MovimentoRiconciliato, rendicontazione.Riconcilia(in, opzioni{}).Movimenti[0].Classe)
	in.Movimenti = append(in.Movimenti, mov("u", pur(f1), "3.00", segno(cassa.Uscita), contabile("2024-05-06")))
	rep := rendicontazione.Riconcilia(in, opzioni{})
	for i := range rep.Movimenti {
		if e := &rep.Movimenti[i]; e.ID == "c" {
			require.Equal(t, rendicontazione.MovimentoNonPagoPA, e.Classe)
		}
	}
}

// TestIUVDelMembro: the IUV that the source gives is a candidate beside that of the text.
func TestIUVDelMembro(t *testing.T) {
	m := mov("c", "/RFB/"+iuvB, "10.00")
	m.IUV = avviso.MustIUV(iuvA)
	rep := rendicontazione.Riconcilia(ingresso{Oggi: avviso.MustData("2024-05-10"), Movimenti: movimenti{m}, Ricevute: ricevute{ric(iuvA, "r", 1, "10.00")}}, opzioni{})
	require.Equal(t, iuvA, rep.Movimenti[0].IUVTrovato)
	require.True(t, rep.Movimenti[0].Segnali.Contiene(rendicontazione.SegnaleCandidatoUsato))
}

// TestEventiStorno: an item whose one payment was refunded is taken back alone, where another of
// its receipt remains; one that was paid again is not.
func TestEventiStorno(t *testing.T) {
	in := ingresso{
		Oggi: avviso.MustData("2024-05-10"), Movimenti: movimenti{mov("1", pur(f1), "15.00")},
		Flussi:   flussi{flu(f1, riga(iuvA, "r", 1, "10.00", 0), riga(iuvA, "r", 2, "5.00", 0)), flu(f2, riga(iuvA, "r", 2, "-5.00", 3), riga(iuvB, "x", 1, "6.00", 0))},
		Ricevute: ricevute{ric(iuvA, "r", 1, "10.00"), con(ric(iuvA, "r", 2, "5.00"), func(r *rendicontazione.VoceRicevuta) { r.ImportoRevocato = cent("5.00") })},
		Pendenze: pendenze{pen("p", iuvA, "10.00", "5.00")},
	}
	eventi := func() (ee []pendenza.Evento) {
		r := rendicontazione.Riconcilia(in, opzioni{})
		for _, e := range r.Eventi() {
			ee = append(ee, e)
		}
		return ee
	}
	require.Contains(t, eventi(), pendenza.Storno{Indici: []avviso.Indice{2}})
	in.Ricevute = append(in.Ricevute, ric(iuvA, "s", 2, "5.00"))
	for _, e := range eventi() {
		require.NotEqual(t, "Storno", e.Tipo())
	}
}

// TestFlussoDelPrimo: places count from 0.
func TestFlussoDelPrimo(t *testing.T) {
	rep := rendicontazione.Riconcilia(ingresso{Movimenti: movimenti{mov("1", pur(f1), "3.00")}, Flussi: flussi{flu(f1, riga(iuvA, "r", 1, "3.00", 0))}}, opzioni{})
	f, ok := rep.FlussoDi(0)
	require.True(t, ok)
	require.Zero(t, f)
}

// TestLeggiConProfilo: a profile is of a table that is not known, whatever else is read with it.
func TestLeggiConProfilo(t *testing.T) {
	l := leggiConti()
	l.Profilo = cassa.Profilo{Documento: "D", IdDominio: avviso.MustIdDominio("99999000047"), Colonne: map[cassa.CampoTabella]cassa.Colonne{
		cassa.CampoDataContabile: {{Posizione: 1}}, cassa.CampoImporto: {{Posizione: 2}},
	}}
	for testo, formato := range map[string]cassa.Formato{"14/04/2026;1,00\n": cassa.FormatoTabella, leggiMT940: cassa.FormatoMT940} {
		var a rendicontazione.Accumulatore
		d, _, err := rendicontazione.Leggi(strings.NewReader(testo), &a, l)
		require.NoError(t, err)
		require.Equal(t, formato, d.Formato)
		require.Equal(t, 1, d.Movimenti)
	}
}
