package rendicontazione_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
	"github.com/quietanza/quietanza/rpt"
)

// TestLongIUV: keys hold the first bytes of an IUV; longer ones that differ after
// those are other payments, whatever their length is against that of a key.
func TestLongIUV(t *testing.T) {
	const base = "ABCDEFGHIJKLMNOPQRSTUVWXYZ01234567"
	var in ingresso
	var righe []flusso.Riga
	var want []string
	for n := 24; n <= 34; n++ {
		for i, ultima := range []string{"1", "2", "3"} {
			iuv := base[:n] + ultima
			in.Ricevute = append(in.Ricevute, ric(iuv, "r", 1, "1.00"))
			if i < 2 {
				righe = append(righe, riga(iuv, "r", 1, "1.00", 0))
				want = append(want, iuv)
			} else {
				in.Movimenti = append(in.Movimenti, mov("S"+iuv, "/RFB/"+iuv, "1.00"))
			}
		}
	}
	f := flu(f1, righe...)
	in.Flussi = flussi{f}
	in.Movimenti = append(in.Movimenti, mov("F", pur(f1), f.ImportoTotalePagamenti.String()))
	in.Oggi, in.Domini = avviso.MustData("2024-05-08"), []rendicontazione.Dominio{{IdDominio: ente}}
	slices.Reverse(in.Ricevute)
	rep := rendicontazione.Riconcilia(in, opzioni{})
	for i, r := range rep.Righe {
		require.Equal(t, rendicontazione.RigaAbbinata, r.Classe, r.IUV)
		v, ok := rep.RicevutaDi(i)
		require.True(t, ok)
		require.Equal(t, want[i], rep.Ricevute[v].IUV)
	}
	for _, m := range rep.Movimenti {
		if m.ID != "F" {
			require.Equal(t, rendicontazione.MovimentoRiconciliatoSingolo, m.Classe, m.ID)
			require.Equal(t, m.ID[1:], m.IUVTrovato)
		}
	}
	for _, v := range rep.Ricevute {
		require.Equal(t, rendicontazione.RicevutaIncassata, v.Classe, v.IUV)
	}
}

func TestScenariConfini(t *testing.T) {
	provaScenari(t, []scenario{
		{
			nome: "the ordinary transfer of a group is the one of the lowest number",
			in: ingresso{Movimenti: movimenti{
				mov("1", "/PUR/LGPE-RIVERSAMENTO/TXT/3/URI/"+f1, "1.00"), mov("2", "/PUR/LGPE-RIVERSAMENTO/TXT/2/URI/"+f1, "2.00"),
			}, Flussi: flussi{flu(f1, riga(iuvA, "r", 1, "3.00", 0))}},
			attese: `movimento 1 INTEGRAZIONE 2024-05-07PSP-1
				movimento 2 RICONCILIATO 2024-05-07PSP-1
				flusso 2024-05-07PSP-1 RICONCILIATO
				riga 2024-05-07PSP-1/1 SENZA_RICEVUTA 007101`,
		},
		{
			nome: "every letter folds, the first and the last",
			in: ingresso{
				Movimenti: movimenti{mov("1", pur("2024-05-07a-1"), "3.00"), mov("2", pur("2024-05-07z-1"), "4.00"), mov("3", pur("2024-05-07X-AZ"), "5.00")},
				Flussi: flussi{
					flu("2024-05-07A-1", riga(iuvA, "r", 1, "3.00", 0)), flu("2024-05-07Z-1", riga(iuvB, "r", 1, "4.00", 0)),
					flu("2024-05-07x-az", riga(iuvC, "r", 1, "5.00", 0)),
				},
			},
			attese: `movimento 1 RICONCILIATO 2024-05-07A-1 MAIUSCOLE_IGNORATE
				movimento 2 RICONCILIATO 2024-05-07Z-1 MAIUSCOLE_IGNORATE
				movimento 3 RICONCILIATO 2024-05-07x-az MAIUSCOLE_IGNORATE
				flusso 2024-05-07A-1 RICONCILIATO
				flusso 2024-05-07Z-1 RICONCILIATO
				flusso 2024-05-07x-az RICONCILIATO
				riga 2024-05-07A-1/1 SENZA_RICEVUTA 007101
				riga 2024-05-07Z-1/1 SENZA_RICEVUTA 007101
				riga 2024-05-07x-az/1 SENZA_RICEVUTA 007101`,
		},
		{
			nome: "one IUR in two flows without receipt is not paid twice",
			in: ingresso{
				Movimenti: movimenti{mov("1", pur(f1), "1.00")},
				Flussi:    flussi{flu(f1, riga(iuvA, "a", 1, "1.00", 9)), flu(f2, riga(iuvA, "a", 1, "1.00", 9))},
				Pendenze:  pendenze{pen("p", iuvA, "1.00")},
			},
			attese: `movimento 1 RICONCILIATO 2024-05-07PSP-1
				flusso 2024-05-07PSP-1 RICONCILIATO
				flusso 2024-05-07PSP-2 IN_ATTESA_ACCREDITO
				riga 2024-05-07PSP-1/1 SENZA_RICEVUTA_AMMESSA
				riga 2024-05-07PSP-2/1 SENZA_RICEVUTA_AMMESSA
				pendenza p INCASSATA (quietanzabile): INCASSATA`,
		},
		{
			nome: "two IUR without receipt are",
			in: ingresso{
				Movimenti: movimenti{mov("1", pur(f1), "1.00")},
				Flussi:    flussi{flu(f1, riga(iuvA, "a", 1, "1.00", 9)), flu(f2, riga(iuvA, "b", 1, "1.00", 9))},
				Pendenze:  pendenze{pen("p", iuvA, "1.00")},
			},
			attese: `movimento 1 RICONCILIATO 2024-05-07PSP-1
				flusso 2024-05-07PSP-1 RICONCILIATO
				flusso 2024-05-07PSP-2 IN_ATTESA_ACCREDITO
				riga 2024-05-07PSP-1/1 SENZA_RICEVUTA_AMMESSA DOPPIO
				riga 2024-05-07PSP-2/1 SENZA_RICEVUTA_AMMESSA DOPPIO
				pendenza p INCASSATA : INCASSATA`,
		},
		{
			nome: "a body configured in two ways is a conflict, whatever comes first",
			in: ingresso{Domini: []rendicontazione.Dominio{
				{IdDominio: ente, AuxDigit: avviso.Aux3, SegregationCodes: []string{"01"}}, {IdDominio: ente, AuxDigit: avviso.Aux1},
			}},
			tutti:  true,
			attese: `conflitto DOMINIO 00000000001 2`,
		},
	})
}

// The amounts, indices and lengths that the members of the input may have at most.
func TestValidaAiLimiti(t *testing.T) {
	r := ric(strings.Repeat("è", 35), strings.Repeat("x", 100), 5, "0.01")
	require.NoError(t, r.Valida())
	r.Indice = 1
	require.NoError(t, r.Valida())
	r.IUV += "è"
	rifiutato(t, r.Valida(), rendicontazione.ErrRicevuta, rendicontazione.CodiceMancante, "iuv")
	p := pen("p", strings.Repeat("x", 35), "1.00", "2.00", "3.00", "4.00", "5.00")
	require.NoError(t, p.Valida())
	p.Voci[0].Indice, p.Voci[4].Indice = 5, 1
	require.NoError(t, p.Valida())
	p.Voci[0].Indice = 6
	rifiutato(t, p.Valida(), rendicontazione.ErrPendenza, rendicontazione.CodiceIndice, "voci[0].indice")
	for codice, buono := range map[string]bool{"00": true, "09": true, "90": true, "99": true, "0/": false, ":0": false, "9": false, "999": false} {
		for _, d := range []rendicontazione.Dominio{{IdDominio: ente, ApplicationCodes: []string{codice}}, {IdDominio: ente, AuxDigit: avviso.Aux3, SegregationCodes: []string{codice}}} {
			require.Equal(t, buono, d.Valida() == nil, codice)
		}
	}
	var a avviso.AuxDigit
	require.ErrorIs(t, a.UnmarshalJSON([]byte(`"`)), avviso.ErrAux)
	require.Zero(t, a)
}

func TestAdattatoriAiLimiti(t *testing.T) {
	p := pendenza.Pendenza{IDPendenza: "1", IdDominio: ente, IUV: avviso.MustIUV("1")}
	for range 5 {
		p.Voci = append(p.Voci, pendenza.Voce{Importo: cent("1.00")})
	}
	got, err := rendicontazione.DaPendenza(&p)
	require.NoError(t, err)
	for i, v := range got.Voci {
		require.Equal(t, avviso.Indice(i+1), v.Indice)
	}
	p.Voci = make([]pendenza.Voce, 300)
	_, err = rendicontazione.DaPendenza(&p)
	rifiutato(t, err, rendicontazione.ErrPendenza, rendicontazione.CodiceNumero, "voci")

	r := &rpt.Ricevuta{
		ReceiptID: "t", CreditorReferenceID: iuvA, Outcome: rpt.OutcomeOK, TransferDate: avviso.MustData("2024-05-08"),
		TransferList: []rpt.Transfer{{IDTransfer: 5, TransferAmount: cent("1.00"), FiscalCodePA: ente.String()}},
	}
	rr, err := rendicontazione.DaRicevuta(r)
	require.NoError(t, err)
	require.Equal(t, avviso.Indice(5), rr[0].Indice)
	for _, indice := range []int{0, 6} {
		r.TransferList[0].IDTransfer = avviso.Indice(indice)
		_, err = rendicontazione.DaRicevuta(r)
		rifiutato(t, err, rendicontazione.ErrRicevuta, rendicontazione.CodiceIndice, "riscossioni[0].indice")
	}
}

// A union repeated for ever does not grow, whatever it holds, and keeps every
// content of a key.
func TestUnisciKeepsContentsAndDoesNotGrow(t *testing.T) {
	const copie = 500
	altra := con(flu(f1, riga(iuvA, "r", 1, "1.00", 0)), func(f *flusso.Flusso) { f.IDRegolamento = "ALTRO" })
	for nome, aggiungi := range map[string]func(a *rendicontazione.Accumulatore) error{
		"movements": func(a *rendicontazione.Accumulatore) error {
			return a.AggiungiMovimenti(slices.Repeat(movimenti{mov("1", "x", "1.00"), mov("1", "y", "2.00")}, copie)...)
		},
		"flows": func(a *rendicontazione.Accumulatore) error {
			return a.AggiungiFlussi(slices.Repeat(flussi{flu(f1, riga(iuvA, "r", 1, "1.00", 0)), altra}, copie)...)
		},
		"receipts": func(a *rendicontazione.Accumulatore) error {
			return a.AggiungiRicevute(slices.Repeat(ricevute{ric(iuvA, "r", 1, "1.00"), ric(iuvA, "r", 1, "2.00")}, copie)...)
		},
		"positions": func(a *rendicontazione.Accumulatore) error {
			return a.AggiungiPendenze(slices.Repeat(pendenze{pen("p", iuvA, "1.00"), pen("p", iuvA, "2.00")}, copie)...)
		},
		"bodies": func(a *rendicontazione.Accumulatore) error {
			due := []rendicontazione.Dominio{{IdDominio: ente}, {IdDominio: ente, AuxDigit: avviso.Aux1}}
			b, err := rendicontazione.NuovoAccumulatore(slices.Repeat(due, copie)...)
			if err == nil {
				a.Unisci(b)
			}
			return err
		},
	} {
		t.Run(nome, func(t *testing.T) {
			var a, b rendicontazione.Accumulatore
			require.NoError(t, aggiungi(&b))
			quanti := func() int {
				in := a.Input()
				return len(in.Movimenti) + len(in.Flussi) + len(in.Ricevute) + len(in.Pendenze) + len(in.Domini)
			}
			ridotti := 0
			for prima := 0; ridotti < 2; prima = quanti() {
				require.Less(t, prima, 10*copie)
				if a.Unisci(&b); quanti() < prima { // the copies have just been dropped
					ridotti++
					require.Equal(t, 2, quanti())
					require.Len(t, a.Report(avviso.MustData("2024-05-08"), opzioni{}).Conflitti, 1)
				}
			}
		})
	}
}

// Two hosts that hold other contents of the same keys lose none when they are joined: not even where all that
// differs is the header of a flow.
func TestUnisciContenutiDiversi(t *testing.T) {
	const chiavi = 2100 // enough for a union to look for copies
	riempi := func(a *rendicontazione.Accumulatore, regolamento, importo string) {
		var ff flussi
		for n := range chiavi {
			ff = append(ff, con(flu(fmt.Sprint(f1, n), riga(iuvA, "r", 1, "1.00", 0)), func(f *flusso.Flusso) { f.IDRegolamento = regolamento }))
		}
		require.NoError(t, a.AggiungiFlussi(ff...))
		require.NoError(t, a.AggiungiMovimenti(mov("1", "x", importo)))
		require.NoError(t, a.AggiungiRicevute(ric(iuvA, "r", 1, importo)))
		require.NoError(t, a.AggiungiPendenze(pen("p", iuvA, importo)))
	}
	var a, b rendicontazione.Accumulatore
	riempi(&a, "A", "1.00")
	riempi(&b, "B", "2.00")
	a.Unisci(&b)
	rep := a.Report(avviso.MustData("2024-05-08"), opzioni{})
	require.Len(t, rep.Conflitti, chiavi+3)
}

// The places that do not exist have nothing, and the first and the last have.
func TestReportPlaces(t *testing.T) {
	in := ingresso{
		Oggi: avviso.MustData("2024-05-08"), Domini: []rendicontazione.Dominio{{IdDominio: ente}},
		Movimenti: movimenti{mov("1", "", "3.00", storno("2")), mov("2", "x", "3.00"), mov("3", pur(f1), "3.00")},
		Flussi:    flussi{flu(f1, riga(iuvA, "r", 1, "3.00", 0))}, Ricevute: ricevute{ric(iuvA, "r", 1, "3.00")},
	}
	rep := rendicontazione.Riconcilia(in, opzioni{})
	require.Equal(t, rendicontazione.MovimentoStorno, rep.Movimenti[0].Classe)
	require.Equal(t, []rendicontazione.Prelievo{{Movimento: 1, Chiave: in.Movimenti[1].Chiave(), Importo: cent("3.00")}}, rep.Movimenti[0].Storna)
	f, ok := rep.FlussoDi(2)
	require.True(t, ok)
	require.Equal(t, 0, f)
	v, ok := rep.RicevutaDi(0)
	require.True(t, ok)
	require.Equal(t, 0, v)
	require.Equal(t, []int{0}, slices.Collect(rep.RigheDi(0)))
	require.Len(t, slices.Collect(rep.Riscossioni(2)), 1)
	for _, fuori := range []int{-1, 3} {
		require.Empty(t, slices.Collect(rep.FlussiDi(fuori)))
		_, ok = rep.FlussoDi(fuori)
		require.False(t, ok)
		require.Empty(t, slices.Collect(rep.Riscossioni(fuori)))
	}
	for _, fuori := range []int{-1, 1} {
		_, ok = rep.RicevutaDi(fuori)
		require.False(t, ok)
		require.Empty(t, slices.Collect(rep.RigheDi(fuori)))
	}
}

// The reference of a movement is the flow of a /PUR/ and the IUV of the others.
func TestRiferimento(t *testing.T) {
	rep := rendicontazione.Riconcilia(ingresso{Movimenti: movimenti{
		mov("1", pur(f1), "1.00"), mov("2", "/RFB/"+iuvA, "1.00"), mov("3", "/RFS/RF18539007547034/1.00", "1.00"), mov("4", "altro", "1.00"),
	}}, opzioni{})
	var got []string
	for _, m := range rep.Movimenti {
		got = append(got, m.Riferimento)
	}
	require.Equal(t, []string{f1, iuvA, "RF18539007547034", ""}, got)
}

func TestConteggiPerClasse(t *testing.T) {
	rep := rendicontazione.Riconcilia(ingresso{Movimenti: movimenti{mov("1", "altro", "1.00"), mov("2", "altro", "2.00")}}, opzioni{})
	require.Equal(t, rendicontazione.Conteggio{Numero: 2, Importo: cent("3.00")}, rep.Conteggi.Movimenti.Di(rendicontazione.MovimentoNonPagoPA))
	for c := rendicontazione.ClasseMovimento(0); c < 100; c++ {
		if c != rendicontazione.MovimentoNonPagoPA {
			require.Zero(t, rep.Conteggi.Movimenti.Di(c))
		}
		if !c.IsValid() {
			require.Empty(t, c.Spiegazione())
			require.False(t, c.RichiedeIntervento())
		}
	}
}

// The labels of a payment come from the row that keeps it.
func TestEtichetteDiDueRighe(t *testing.T) {
	for _, accreditato := range []string{f1, f2} {
		in := ingresso{
			Oggi: avviso.MustData("2024-05-08"), Domini: []rendicontazione.Dominio{{IdDominio: ente}},
			Movimenti: movimenti{mov("1", pur(accreditato), "3.00")},
			Flussi:    flussi{flu(f1, riga(iuvA, "r", 1, "3.00", 0)), flu(f2, riga(iuvA, "r", 1, "3.00", 0))},
			Ricevute:  ricevute{ric(iuvA, "r", 1, "3.00"), ric(iuvA, "s", 1, "3.00"), ric(iuvB, "r", 1, "1.00")},
		}
		rep := rendicontazione.Riconcilia(in, opzioni{})
		got := map[string]string{}
		for k, ee := range rep.Etichette() {
			var nomi []string
			for _, e := range ee {
				nomi = append(nomi, string(e))
			}
			got[k.IUV+"/"+k.IUR] = strings.Join(nomi, " ")
		}
		require.Equal(t, map[string]string{
			iuvA + "/r": "RT_IUF RT_IUF_TES DOPPI", iuvA + "/s": "RT_NO_IUF DOPPI", iuvB + "/r": "RT_NO_IUF",
		}, got)
	}
	rep := rendicontazione.Riconcilia(ingresso{Ricevute: ricevute{ric(iuvA, "r", 1, "1.00")}, Domini: []rendicontazione.Dominio{{IdDominio: ente}}}, opzioni{})
	for k, ee := range rep.Etichette() {
		require.Equal(t, iuvA, k.IUV)
		require.Equal(t, []rendicontazione.Etichetta{rendicontazione.RTNoIUF}, ee)
	}
}

// Texts come out of the JSON as they went in; plain ones as they stand.
func TestReportJSONTexts(t *testing.T) {
	for testo, comeSta := range map[string]bool{
		"a": true, "a <b>&c": true, `"`: false, `\`: false, "\x01": false, "\x1f\x1f": false, "\x7f": false, "è": false, "\u2028": false, `a"b\c`: false,
	} {
		in := ingresso{Ricevute: ricevute{ric(iuvA, testo, 1, "1.00")}, Flussi: flussi{flu(f1, riga(iuvA, testo, 1, "1.00", 0))}, Pendenze: pendenze{pen(testo, iuvA, "1.00")}}
		rep := rendicontazione.Riconcilia(in, opzioni{})
		for _, v := range []json.Marshaler{rep.Ricevute[0], rep.Righe[0], rep.Pendenze[0]} {
			b, err := v.MarshalJSON()
			require.NoError(t, err)
			var letto struct{ ID, IUR string }
			require.NoError(t, json.Unmarshal(b, &letto), "%q: %s", testo, b)
			require.Equal(t, testo, letto.ID+letto.IUR)
			if comeSta {
				require.Contains(t, string(b), `"`+testo+`"`)
			}
		}
	}
}
