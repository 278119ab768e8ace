package rendicontazione_test

import (
	"testing"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

func TestScenariFlussi(t *testing.T) {
	tre := riga(iuvA, "r", 1, "3.00", 0)
	ora := func(s string) func(*flusso.Flusso) {
		return func(f *flusso.Flusso) { f.DataOraFlusso = avviso.MustDataOra(s) }
	}
	provaScenari(t, []scenario{
		{
			nome: "anomalies of the whole flow, ascending",
			in: ingresso{Flussi: flussi{
				con(flu("2024-05-07PSP-1", tre), func(f *flusso.Flusso) { f.ImportoTotalePagamenti = cent("3.01") }),
				con(flu("2024-05-07PSP-2", riga(iuvB, "r", 1, "3.00", 0)), func(f *flusso.Flusso) { f.NumeroTotalePagamenti = 3 }),
				con(flu("2024-05-07PSP-3", riga(iuvC, "r", 1, "3.00", 0)), func(f *flusso.Flusso) { f.Ricevente = altro.String() }),
				con(flu("2024-05-07PSP-4", riga(iuvC, "s", 2, "3.00", 0)), func(f *flusso.Flusso) {
					f.ImportoTotalePagamenti, f.NumeroTotalePagamenti, f.Ricevente = avviso.Importo{}, 0, altro.String()
				}),
				con(flu("2024-05-07PSP-5", riga(iuvC, "t", 3, "3.00", 0)), func(f *flusso.Flusso) { f.Ricevente = ente.String() }),
			}},
			attese: `flusso 2024-05-07PSP-1 ANOMALO 007106
				flusso 2024-05-07PSP-2 ANOMALO 007107
				flusso 2024-05-07PSP-3 ANOMALO 007116
				flusso 2024-05-07PSP-4 ANOMALO 000000 007106 007107 007116
				flusso 2024-05-07PSP-5 IN_ATTESA_ACCREDITO
				riga 2024-05-07PSP-1/1 SENZA_RICEVUTA 007101
				riga 2024-05-07PSP-2/1 SENZA_RICEVUTA 007101
				riga 2024-05-07PSP-3/1 SENZA_RICEVUTA 007101
				riga 2024-05-07PSP-4/1 SENZA_RICEVUTA 007101
				riga 2024-05-07PSP-5/1 SENZA_RICEVUTA 007101`,
		},
		{
			nome: "a refund written positive is subtracted when only that makes the total",
			in: ingresso{Flussi: flussi{con(flu(f1, riga(iuvA, "r", 1, "3.00", 0), riga(iuvB, "r", 1, "1.00", 3)), func(f *flusso.Flusso) {
				f.ImportoTotalePagamenti = cent("2.00")
			})}},
			attese: `flusso 2024-05-07PSP-1 IN_ATTESA_ACCREDITO SEGNO_REVOCA
				riga 2024-05-07PSP-1/1 SENZA_RICEVUTA 007101
				riga 2024-05-07PSP-1/2 SENZA_RICEVUTA 007101`,
		},
		{
			nome: "the last day of the wait for a credit is D+1, later than dataRegolamento",
			in:   ingresso{Flussi: flussi{flu(f1, tre)}},
			oggi: "2024-05-08", attese: `flusso 2024-05-07PSP-1 IN_ATTESA_ACCREDITO
				riga 2024-05-07PSP-1/1 SENZA_RICEVUTA 007101`,
		},
		{
			nome: "then the credit is missing",
			in:   ingresso{Flussi: flussi{flu(f1, tre)}},
			oggi: "2024-05-09", attese: `flusso 2024-05-07PSP-1 ACCREDITO_MANCANTE
				riga 2024-05-07PSP-1/1 SENZA_RICEVUTA 007101`,
		},
		{
			nome: "unless more time is given, in working days",
			in:   ingresso{Flussi: flussi{flu(f1, tre)}}, opt: opzioni{GiorniAttesaAccredito: 2},
			oggi: "2024-05-10", attese: `flusso 2024-05-07PSP-1 IN_ATTESA_ACCREDITO
				riga 2024-05-07PSP-1/1 SENZA_RICEVUTA 007101`,
		},
		{
			nome: "a later dataRegolamento counts",
			in:   ingresso{Flussi: flussi{con(flu(f1, tre), func(f *flusso.Flusso) { f.DataRegolamento = avviso.MustData("2024-05-14") })}},
			oggi: "2024-05-14", attese: `flusso 2024-05-07PSP-1 IN_ATTESA_ACCREDITO
				riga 2024-05-07PSP-1/1 SENZA_RICEVUTA 007101`,
		},
		{
			nome: "on Good Friday no credit can come: Wednesday 27 March, D 28, credit by 2 April",
			in: ingresso{Flussi: flussi{con(flu(f1, con(tre, func(r *flusso.Riga) { r.Data = avviso.MustData("2024-03-27") })),
				func(f *flusso.Flusso) { f.DataRegolamento = avviso.MustData("2024-03-28") })}},
			oggi: "2024-04-02", attese: `flusso 2024-05-07PSP-1 IN_ATTESA_ACCREDITO
				riga 2024-05-07PSP-1/1 SENZA_RICEVUTA 007101`,
		},
		{
			nome: "the later version is current, whatever the order of arrival",
			in: ingresso{
				Movimenti: movimenti{mov("1", pur(f1), "3.00")},
				Flussi: flussi{
					flu(f1, tre), con(flu(f1, riga(iuvA, "r", 1, "1.00", 0)), ora("2024-05-07T22:00:00")),
					con(flu(f1, riga(iuvA, "r", 1, "2.00", 0)), ora("2024-05-07T23:00:00")),
				},
				Ricevute: ricevute{ric(iuvA, "r", 1, "3.00")},
			},
			attese: `movimento 1 RICONCILIATO 2024-05-07PSP-1
				flusso 2024-05-07PSP-1 OBSOLETO
				flusso 2024-05-07PSP-1 OBSOLETO
				flusso 2024-05-07PSP-1 RICONCILIATO
				riga 2024-05-07PSP-1/1 OBSOLETA
				riga 2024-05-07PSP-1/1 OBSOLETA
				riga 2024-05-07PSP-1/1 ABBINATA
				ricevuta 01000000000000141/r/1 INCASSATA`,
		},
		{
			nome: "a revision of the same instant is later than none",
			in: ingresso{
				Flussi:   flussi{con(flu(f1, riga(iuvA, "r", 1, "1.00", 0)), func(f *flusso.Flusso) { f.Revisione = 2 }), flu(f1, tre)},
				Ricevute: ricevute{ric(iuvA, "r", 1, "1.00")},
			},
			attese: `flusso 2024-05-07PSP-1 OBSOLETO
				flusso 2024-05-07PSP-1 IN_ATTESA_ACCREDITO
				riga 2024-05-07PSP-1/1 OBSOLETA
				riga 2024-05-07PSP-1/1 ABBINATA
				ricevuta 01000000000000141/r/1 RENDICONTATA`,
		},
		{
			nome: "one version with two contents: the first in canonical encoding, 1.00 before 3.00",
			in:   ingresso{Flussi: flussi{flu(f1, tre), flu(f1, riga(iuvA, "r", 1, "1.00", 0))}},
			attese: `flusso 2024-05-07PSP-1 IN_ATTESA_ACCREDITO
				riga 2024-05-07PSP-1/1 SENZA_RICEVUTA 007101
				conflitto FLUSSO 00000000001|2024-05-07PSP-1|2024-05-08T03:20:00 2`,
		},
		{
			nome: "an empty set is every body of any list, and excuses no missing receipt",
			in: ingresso{
				Movimenti: movimenti{mov("1", pur(f1), "3.00")}, Flussi: flussi{flu(f1, riga("libero", "r", 1, "3.00", 0))},
				Ricevute: ricevute{con(ric(iuvA, "r", 1, "3.00"), func(r *rendicontazione.VoceRicevuta) { r.IdDominio = altro })},
				Pendenze: pendenze{con(pen("p", iuvA, "3.00"), func(p *rendicontazione.Pendenza) { p.IdDominio = altro })},
			},
			tutti: true,
			attese: `movimento 1 RICONCILIATO 2024-05-07PSP-1
				flusso 2024-05-07PSP-1 RICONCILIATO
				riga 2024-05-07PSP-1/1 SENZA_RICEVUTA 007101
				ricevuta 01000000000000141/r/1 IN_ATTESA
				pendenza p PAGATA : PAGATA`,
		},
	})
}

func TestScenariRighe(t *testing.T) {
	provaScenari(t, []scenario{
		{
			nome: "the classes a row has by itself",
			in: ingresso{
				Flussi: flussi{flu(f1,
					riga(iuvA, "r", 1, "3.00", 0), riga(iuvA, "r", 1, "3.00", 0), riga(iuvA, "r", 0, "3.00", 0), riga(iuvA, "r", 0, "3.00", 0),
					riga(iuvB, "r", 1, "1.00", 5), riga(iuvB, "r", 1, "1.00", 0), riga(iuvB, "s", 1, "2.00", 4))},
				Ricevute: ricevute{ric(iuvA, "r", 1, "3.00"), ric(iuvB, "r", 1, "1.00"), ric(iuvB, "s", 1, "2.50")},
			},
			attese: `flusso 2024-05-07PSP-1 IN_ATTESA_ACCREDITO
				riga 2024-05-07PSP-1/1 ABBINATA
				riga 2024-05-07PSP-1/2 DUPLICATA 007115
				riga 2024-05-07PSP-1/3 PAGAMENTO_GIA_RENDICONTATO
				riga 2024-05-07PSP-1/4 DUPLICATA 007115
				riga 2024-05-07PSP-1/5 ESITO_SCONOSCIUTO 007110 DOPPIO
				riga 2024-05-07PSP-1/6 DUPLICATA 007115 DOPPIO
				riga 2024-05-07PSP-1/7 IMPORTO_DIVERSO 007104 DOPPIO
				ricevuta 01000000000000141/r/1 RENDICONTATA
				ricevuta 01000000000000242/r/1 IN_ATTESA DOPPIO
				ricevuta 01000000000000242/s/1 RIGA_DIFFORME DOPPIO`,
		},
		{
			nome: "a row without indice finds the only item, else the first",
			in: ingresso{
				Flussi: flussi{flu(f1, riga(iuvA, "r", 0, "3.00", 0), riga(iuvB, "r", 0, "1.00", 0), riga(iuvC, "r", 0, "1.00", 0))},
				Ricevute: ricevute{
					ric(iuvA, "r", 4, "3.00"), ric(iuvB, "r", 1, "1.00"), ric(iuvB, "r", 2, "1.00"),
					ric(iuvC, "r", 2, "1.00"), ric(iuvC, "r", 3, "1.00"),
				},
			},
			attese: `flusso 2024-05-07PSP-1 IN_ATTESA_ACCREDITO
				riga 2024-05-07PSP-1/1 ABBINATA
				riga 2024-05-07PSP-1/2 ABBINATA
				riga 2024-05-07PSP-1/3 SENZA_RICEVUTA 007101
				ricevuta 01000000000000141/r/4 RENDICONTATA
				ricevuta 01000000000000242/r/1 RENDICONTATA
				ricevuta 01000000000000242/r/2 IN_ATTESA
				ricevuta 01000000000000343/r/2 IN_ATTESA
				ricevuta 01000000000000343/r/3 IN_ATTESA`,
		},
		{
			nome: "an item in two contents makes its row ambiguous and its flow anomalous",
			in: ingresso{
				Movimenti: movimenti{mov("1", pur(f1), "3.00")}, Flussi: flussi{flu(f1, riga(iuvA, "r", 1, "3.00", 0))},
				Ricevute: ricevute{ric(iuvA, "r", 1, "3.00"), ric(iuvA, "r", 1, "2.00")}, Pendenze: pendenze{pen("p", iuvA, "2.00")},
			},
			attese: `movimento 1 FLUSSO_ANOMALO 2024-05-07PSP-1
				flusso 2024-05-07PSP-1 ANOMALO 007102
				riga 2024-05-07PSP-1/1 PAGAMENTO_AMBIGUO 007102
				ricevuta 01000000000000141/r/1 RIGA_DIFFORME
				pendenza p ANOMALA : DIFFORME
				conflitto RICEVUTA 00000000001|01000000000000141|r|1 2`,
		},
		{
			nome: "refunds: equal whatever the sign, different, of nothing revoked, and beside their payment",
			in: ingresso{
				Flussi: flussi{con(flu(f1, riga(iuvA, "r", 1, "-3.00", 3), riga(iuvB, "r", 1, "2.00", 3), riga(iuvC, "r", 1, "1.00", 3), riga(iuvC, "r", 0, "1.00", 0)),
					func(f *flusso.Flusso) { f.ImportoTotalePagamenti = cent("1.00") })},
				Ricevute: ricevute{
					con(ric(iuvA, "r", 1, "5.00"), func(r *rendicontazione.VoceRicevuta) { r.ImportoRevocato = cent("3.00") }),
					con(ric(iuvB, "r", 1, "5.00"), func(r *rendicontazione.VoceRicevuta) { r.ImportoRevocato = cent("3.00") }),
					ric(iuvC, "r", 1, "1.00"),
				},
			},
			attese: `flusso 2024-05-07PSP-1 IN_ATTESA_ACCREDITO
				riga 2024-05-07PSP-1/1 REVOCA_ABBINATA
				riga 2024-05-07PSP-1/2 REVOCA_DIVERSA 007112
				riga 2024-05-07PSP-1/3 REVOCA_DIVERSA 007112
				riga 2024-05-07PSP-1/4 ABBINATA
				ricevuta 01000000000000141/r/1 REVOCATA
				ricevuta 01000000000000242/r/1 RIGA_DIFFORME
				ricevuta 01000000000000343/r/1 RIGA_DIFFORME`,
		},
		{
			nome: "an item of two flows: the credited one keeps it, even with another amount",
			in: ingresso{
				Movimenti: movimenti{mov("1", pur(f2), "2.00")},
				Flussi:    flussi{flu(f1, riga(iuvA, "r", 1, "3.00", 0)), flu(f2, riga(iuvA, "r", 1, "2.00", 0))},
				Ricevute:  ricevute{ric(iuvA, "r", 1, "3.00")},
			},
			attese: `movimento 1 RICONCILIATO 2024-05-07PSP-2
				flusso 2024-05-07PSP-1 IN_ATTESA_ACCREDITO
				flusso 2024-05-07PSP-2 RICONCILIATO
				riga 2024-05-07PSP-1/1 PAGAMENTO_GIA_RENDICONTATO
				riga 2024-05-07PSP-2/1 IMPORTO_DIVERSO 007104
				ricevuta 01000000000000141/r/1 RIGA_DIFFORME`,
		},
		{
			nome: "of two credited flows the row of equal amount, of two uncredited ones likewise",
			in: ingresso{
				Movimenti: movimenti{mov("1", pur(f1), "2.00"), mov("2", pur(f2), "3.00")},
				Flussi: flussi{
					flu(f1, riga(iuvA, "r", 1, "2.00", 0)), flu(f2, riga(iuvA, "r", 1, "3.00", 0)),
					flu("2024-05-07PSP-3", riga(iuvB, "r", 1, "2.00", 0)), flu("2024-05-07PSP-4", riga(iuvB, "r", 1, "3.00", 0)),
				},
				Ricevute: ricevute{ric(iuvA, "r", 1, "3.00"), ric(iuvB, "r", 1, "3.00")},
			},
			attese: `movimento 1 RICONCILIATO 2024-05-07PSP-1
				movimento 2 RICONCILIATO 2024-05-07PSP-2
				flusso 2024-05-07PSP-1 RICONCILIATO
				flusso 2024-05-07PSP-2 RICONCILIATO
				flusso 2024-05-07PSP-3 IN_ATTESA_ACCREDITO
				flusso 2024-05-07PSP-4 IN_ATTESA_ACCREDITO
				riga 2024-05-07PSP-1/1 PAGAMENTO_GIA_RENDICONTATO
				riga 2024-05-07PSP-2/1 ABBINATA
				riga 2024-05-07PSP-3/1 PAGAMENTO_GIA_RENDICONTATO
				riga 2024-05-07PSP-4/1 ABBINATA
				ricevuta 01000000000000141/r/1 INCASSATA
				ricevuta 01000000000000242/r/1 RENDICONTATA`,
		},
		{
			nome: "ties: the earlier transfer, then the flow, then the position",
			in: ingresso{
				Flussi: flussi{
					flu(f1, riga(iuvA, "r", 0, "3.00", 0), riga(iuvA, "r", 1, "3.00", 0), riga(iuvB, "r", 1, "1.00", 0)),
					con(flu(f2, riga(iuvB, "r", 1, "1.00", 0)), func(f *flusso.Flusso) { f.DataRegolamento = avviso.MustData("2024-05-06") }),
				},
				Ricevute: ricevute{ric(iuvA, "r", 1, "3.00"), ric(iuvB, "r", 1, "1.00")},
			},
			attese: `flusso 2024-05-07PSP-1 IN_ATTESA_ACCREDITO
				flusso 2024-05-07PSP-2 IN_ATTESA_ACCREDITO
				riga 2024-05-07PSP-1/1 ABBINATA
				riga 2024-05-07PSP-1/2 PAGAMENTO_GIA_RENDICONTATO
				riga 2024-05-07PSP-1/3 PAGAMENTO_GIA_RENDICONTATO
				riga 2024-05-07PSP-2/1 ABBINATA
				ricevuta 01000000000000141/r/1 RENDICONTATA
				ricevuta 01000000000000242/r/1 RENDICONTATA`,
		},
		{
			nome: "nothing found: another intermediary's IUV, own, and those of a position",
			in: ingresso{
				Flussi: flussi{flu(f1,
					riga("02000000000000100", "a", 1, "1.00", 0), riga("02000000000000100", "b", 2, "1.00", 9), riga("RF1802aaa", "a", 1, "1.00", 0),
					riga(iuvA, "a", 1, "1.00", 3), riga(iuvA, "b", 2, "1.00", 4), riga("RF1801aaa", "a", 1, "1.00", 0),
					riga("libero", "a", 1, "1.00", 0), riga(iuvB, "a", 1, "1.00", 8))},
				Pendenze: pendenze{pen("p", "libero", "1.00")},
			},
			configurazione: rendicontazione.Dominio{AuxDigit: avviso.Aux3, SegregationCodes: []string{"33", "01"}},
			attese: `flusso 2024-05-07PSP-1 IN_ATTESA_ACCREDITO
				riga 2024-05-07PSP-1/1 ALTRO_INTERMEDIARIO
				riga 2024-05-07PSP-1/2 ALTRO_INTERMEDIARIO
				riga 2024-05-07PSP-1/3 ALTRO_INTERMEDIARIO
				riga 2024-05-07PSP-1/4 SENZA_RICEVUTA 007101
				riga 2024-05-07PSP-1/5 SENZA_RICEVUTA 007101
				riga 2024-05-07PSP-1/6 SENZA_RICEVUTA 007101
				riga 2024-05-07PSP-1/7 SENZA_RICEVUTA 007101
				riga 2024-05-07PSP-1/8 PENDENZA_SCONOSCIUTA 007111
				pendenza p NON_PAGATA : NON_PAGATA`,
		},
		{
			nome: "outcome 8 or 9 without receipt: one item, several items, several positions",
			in: ingresso{
				Movimenti: movimenti{mov("1", pur(f1), "6.00")},
				Flussi:    flussi{flu(f1, riga(iuvA, "a", 1, "1.00", 9), riga(iuvB, "a", 1, "2.00", 8), riga(iuvC, "a", 1, "3.00", 9))},
				Pendenze:  pendenze{pen("1", iuvA, "1.00"), pen("2", iuvB, "1.00", "1.00"), pen("3", iuvC, "3.00"), pen("4", iuvC, "3.00")},
			},
			attese: `movimento 1 RICONCILIATO 2024-05-07PSP-1
				flusso 2024-05-07PSP-1 RICONCILIATO
				riga 2024-05-07PSP-1/1 SENZA_RICEVUTA_AMMESSA
				riga 2024-05-07PSP-1/2 SENZA_RICEVUTA_MULTIVOCE 007114
				riga 2024-05-07PSP-1/3 SENZA_RICEVUTA_MULTIVOCE 007114
				pendenza 1 INCASSATA (quietanzabile): INCASSATA
				pendenza 2 NON_PAGATA : NON_PAGATA NON_PAGATA
				pendenza 3 NON_PAGATA : NON_PAGATA
				pendenza 4 NON_PAGATA : NON_PAGATA`,
		},
		{
			nome: "outcome 9 with its receipt after all",
			in:   ingresso{Flussi: flussi{flu(f1, riga(iuvA, "a", 1, "1.00", 9))}, Ricevute: ricevute{ric(iuvA, "a", 1, "1.00")}},
			attese: `flusso 2024-05-07PSP-1 IN_ATTESA_ACCREDITO
				riga 2024-05-07PSP-1/1 ABBINATA
				ricevuta 01000000000000141/a/1 RENDICONTATA`,
		},
	})
}

func TestInterni(t *testing.T) {
	tests := []struct {
		nome    string
		d       rendicontazione.Dominio
		interni string
	}{
		{"aux 0", rendicontazione.Dominio{AuxDigit: avviso.Aux0, ApplicationCodes: []string{"01"}}, "000000000000141"},
		{"aux 1", rendicontazione.Dominio{AuxDigit: avviso.Aux1}, "01000000000000141 02000000000000141 03000000000000141"},
		{"aux 2", rendicontazione.Dominio{AuxDigit: avviso.Aux2}, "01000000000000141 02000000000000141 03000000000000141"},
		{"aux 3", rendicontazione.Dominio{AuxDigit: avviso.Aux3, SegregationCodes: []string{"02", "01"}}, "01000000000000141 02000000000000141 RF1802AAA rf1801aaa"},
		{"aux 3 without codes", rendicontazione.Dominio{AuxDigit: avviso.Aux3}, ""},
		{"unknown", rendicontazione.Dominio{}, "000000000000141 01000000000000141 02000000000000141 03000000000000141 RF1802AAA rf1801aaa RF18 libero"},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			var f flusso.Flusso
			tutti := []string{"000000000000141", "01000000000000141", "02000000000000141", "03000000000000141", "RF1802AAA", "rf1801aaa", "RF18", "libero"}
			for _, iuv := range tutti {
				f.Righe = append(f.Righe, riga(iuv, "r", 1, "1.00", 0))
			}
			f = flu(f1, f.Righe...)
			tt.d.IdDominio = ente
			rep := rendicontazione.Riconcilia(ingresso{Flussi: flussi{f}, Domini: []rendicontazione.Dominio{tt.d}, Oggi: avviso.MustData("2024-05-08")}, opzioni{})
			interni := ""
			for i, r := range rep.Righe {
				if r.Classe == rendicontazione.RigaSenzaRicevuta {
					interni += " " + tutti[i]
				}
			}
			if len(interni) > 0 {
				interni = interni[1:]
			}
			if interni != tt.interni {
				t.Errorf("internal: got %q, want %q", interni, tt.interni)
			}
		})
	}
}
