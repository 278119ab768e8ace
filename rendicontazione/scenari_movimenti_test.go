package rendicontazione_test

import (
	"testing"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

func TestScenariMovimenti(t *testing.T) {
	provaScenari(t, []scenario{
		{
			nome: "every kind of movement that names no flow",
			in: ingresso{Movimenti: movimenti{
				mov("1", "saldo", "1.00", di(altro)),
				mov("2", pur(f1), "1.00", segno(cassa.Uscita)),
				mov("3", "saldo", "1.00", segno(cassa.Uscita), storno("")),
				mov("4", "bonifico di Rossi", "1.00"),
				mov("5", "  \n", "1.00"),
				mov("6", "/PUR/LGPE-RIVERSAMENTO/URI/2024-02-30PSP-1", "1.00"),
			}},
			attese: `movimento 2 USCITA STORNO_SENZA_ORIGINALE
				movimento 3 USCITA
				movimento 4 NON_PAGOPA
				movimento 5 NON_PAGOPA
				movimento 6 CAUSALE_ILLEGGIBILE
				movimento 1 FUORI_AMBITO`,
		},
		{
			nome: "a reversal cancels the credit of its own ID",
			in:   ingresso{Movimenti: movimenti{mov("1", pur(f1), "3.00"), mov("1", "storno", "3.00", storno(""))}, Flussi: flussi{flu(f1, riga(iuvA, "r", 1, "3.00", 0))}, Ricevute: ricevute{ric(iuvA, "r", 1, "3.00")}},
			attese: `movimento 1 STORNATO 2024-05-07PSP-1
				movimento 1 STORNO
				flusso 2024-05-07PSP-1 ACCREDITO_STORNATO
				riga 2024-05-07PSP-1/1 ABBINATA
				ricevuta 01000000000000141/r/1 RENDICONTATA ACCREDITO_STORNATO`,
		},
		{
			nome: "a reversal names another ID, which wins over its own",
			in: ingresso{Movimenti: movimenti{
				mov("1", pur(f1), "3.00"), mov("2", pur(f1), "3.00"), mov("2", "", "3.00", storno("1")),
			}, Flussi: flussi{flu(f1, riga(iuvA, "r", 1, "3.00", 0))}, Ricevute: ricevute{ric(iuvA, "r", 1, "3.00")}},
			attese: `movimento 1 STORNATO 2024-05-07PSP-1
				movimento 2 RICONCILIATO 2024-05-07PSP-1
				movimento 2 STORNO
				flusso 2024-05-07PSP-1 RICONCILIATO
				riga 2024-05-07PSP-1/1 ABBINATA
				ricevuta 01000000000000141/r/1 INCASSATA`,
		},
		{
			nome: "reversals without original, of another amount, of a debit, of another source",
			in: ingresso{Movimenti: movimenti{
				mov("1", "", "3.00", storno("")),
				mov("2", "x", "3.00"), mov("2", "", "2.00", storno("")),
				mov("3", "x", "3.00", segno(cassa.Uscita)), mov("3", "", "3.00", storno("")),
				mov("4", "x", "3.00", fonte("CAMT053")), mov("4", "", "3.00", storno("")),
			}},
			attese: `movimento 4 NON_PAGOPA
				movimento 1 STORNO STORNO_SENZA_ORIGINALE
				movimento 2 NON_PAGOPA STORNATO_IN_PARTE
				movimento 2 STORNO STORNO_IMPORTO_DIVERSO
				movimento 3 USCITA
				movimento 3 STORNO STORNO_SENZA_ORIGINALE
				movimento 4 STORNO STORNO_SENZA_ORIGINALE`,
		},
		{
			nome: "a credit waits for its flow two working days after it was booked",
			in:   ingresso{Movimenti: movimenti{mov("1", pur(f1), "1.00")}},
			oggi: "2024-05-09", attese: `movimento 1 IN_ATTESA_FLUSSO`,
		},
		{
			nome: "and no longer",
			in:   ingresso{Movimenti: movimenti{mov("1", pur(f1), "1.00")}},
			oggi: "2024-05-10", attese: `movimento 1 FLUSSO_NON_TROVATO`,
		},
		{
			nome: "unless told to",
			in:   ingresso{Movimenti: movimenti{mov("1", pur(f1), "1.00")}},
			opt:  opzioni{GiorniAttesaFlusso: 1}, oggi: "2024-05-10", attese: `movimento 1 IN_ATTESA_FLUSSO`,
		},
		{
			nome: "weekends and holidays do not count: from Wednesday 24 April, 26 and 29",
			in:   ingresso{Movimenti: movimenti{mov("1", pur(f1), "1.00", contabile("2024-04-24"))}},
			oggi: "2024-04-29", attese: `movimento 1 IN_ATTESA_FLUSSO`,
		},
		{
			nome: "the flow in another case",
			in:   ingresso{Movimenti: movimenti{mov("1", pur("2024-05-07psp-1"), "3.00")}, Flussi: flussi{flu(f1, riga(iuvA, "r", 1, "3.00", 0))}},
			attese: `movimento 1 RICONCILIATO 2024-05-07PSP-1 MAIUSCOLE_IGNORATE
				flusso 2024-05-07PSP-1 RICONCILIATO
				riga 2024-05-07PSP-1/1 SENZA_RICEVUTA 007101`,
		},
		{
			nome: "the flow in another case, when case matters",
			in:   ingresso{Movimenti: movimenti{mov("1", pur("2024-05-07psp-1"), "3.00")}, Flussi: flussi{flu(f1, riga(iuvA, "r", 1, "3.00", 0))}},
			opt:  opzioni{FlussoCaseSensitive: true},
			attese: `movimento 1 IN_ATTESA_FLUSSO
				flusso 2024-05-07PSP-1 IN_ATTESA_ACCREDITO
				riga 2024-05-07PSP-1/1 SENZA_RICEVUTA 007101`,
		},
		{
			nome: "a case that fits two flows fits none, at once",
			in: ingresso{
				Movimenti: movimenti{mov("1", pur("2024-05-07Psp-1"), "3.00")},
				Flussi:    flussi{flu(f1, riga(iuvA, "r", 1, "3.00", 0)), flu("2024-05-07psp-1", riga(iuvB, "r", 1, "3.00", 0))},
			},
			attese: `movimento 1 FLUSSO_NON_TROVATO FLUSSO_AMBIGUO
				flusso 2024-05-07PSP-1 IN_ATTESA_ACCREDITO
				flusso 2024-05-07psp-1 IN_ATTESA_ACCREDITO
				riga 2024-05-07PSP-1/1 SENZA_RICEVUTA 007101
				riga 2024-05-07psp-1/1 SENZA_RICEVUTA 007101`,
		},
		{
			nome: "the exact one of two that differ by case",
			in: ingresso{
				Movimenti: movimenti{mov("1", pur("2024-05-07psp-1"), "3.00")},
				Flussi:    flussi{flu(f1, riga(iuvA, "r", 1, "3.00", 0)), flu("2024-05-07psp-1", riga(iuvB, "r", 1, "3.00", 0))},
			},
			attese: `movimento 1 RICONCILIATO 2024-05-07psp-1
				flusso 2024-05-07PSP-1 IN_ATTESA_ACCREDITO
				flusso 2024-05-07psp-1 RICONCILIATO
				riga 2024-05-07PSP-1/1 SENZA_RICEVUTA 007101
				riga 2024-05-07psp-1/1 SENZA_RICEVUTA 007101`,
		},
		{
			nome: "another reading of the causale, exact, before the first reading in another case",
			in: ingresso{
				Movimenti: movimenti{mov("1", pur(f1)+"\n23", "3.00")},
				Flussi:    flussi{flu("2024-05-07psp-123", riga(iuvA, "r", 1, "3.00", 0)), flu(f1, riga(iuvB, "r", 1, "3.00", 0))},
			},
			attese: `movimento 1 RICONCILIATO 2024-05-07PSP-1 CANDIDATO_USATO, SPEZZATA, SPEZZATURA_AMBIGUA
				flusso 2024-05-07PSP-1 RICONCILIATO
				flusso 2024-05-07psp-123 IN_ATTESA_ACCREDITO
				riga 2024-05-07PSP-1/1 SENZA_RICEVUTA 007101
				riga 2024-05-07psp-123/1 SENZA_RICEVUTA 007101`,
		},
		{
			nome: "a flow of another body is no flow of this one",
			in: ingresso{
				Movimenti: movimenti{mov("1", pur(f1), "3.00")},
				Flussi:    flussi{con(flu(f1, riga(iuvA, "r", 1, "3.00", 0)), func(f *flusso.Flusso) { f.IdDominio = altro })},
			},
			attese: `movimento 1 IN_ATTESA_FLUSSO
				flusso 2024-05-07PSP-1 FUORI_AMBITO
				riga 2024-05-07PSP-1/1 FUORI_AMBITO`,
		},
		{
			nome: "the first credit of the total reconciles, whatever else comes",
			in: ingresso{Movimenti: movimenti{
				mov("1", pur(f1), "2.00"), mov("2", pur(f1), "1.00"), mov("4", pur(f1), "3.00"), mov("3", pur(f1), "3.00", contabile("2024-05-08")),
			}, Flussi: flussi{flu(f1, riga(iuvA, "r", 1, "3.00", 0))}},
			attese: `movimento 1 FLUSSO_GIA_RICONCILIATO 2024-05-07PSP-1
				movimento 2 FLUSSO_GIA_RICONCILIATO 2024-05-07PSP-1
				movimento 3 FLUSSO_GIA_RICONCILIATO 2024-05-07PSP-1
				movimento 4 RICONCILIATO 2024-05-07PSP-1
				flusso 2024-05-07PSP-1 RICONCILIATO
				riga 2024-05-07PSP-1/1 SENZA_RICEVUTA 007101`,
		},
		{
			nome: "two credits of one amount: booking date, source, ID; one told by another source too",
			in: ingresso{Movimenti: movimenti{
				mov("1", pur(f1), "3.00", fonte("ZZZ")), mov("9", pur(f1), "3.00"), mov("8", pur(f1), "3.00"),
			}, Flussi: flussi{flu(f1, riga(iuvA, "r", 1, "3.00", 0))}},
			attese: `movimento 8 RICONCILIATO 2024-05-07PSP-1 LETTO_DUE_VOLTE
				movimento 9 FLUSSO_GIA_RICONCILIATO 2024-05-07PSP-1
				movimento 1 COPIA_PROBABILE
				flusso 2024-05-07PSP-1 RICONCILIATO
				riga 2024-05-07PSP-1/1 SENZA_RICEVUTA 007101`,
		},
		{
			nome: "a group that makes the total: the ordinary transfer is the one without a number",
			in: ingresso{Movimenti: movimenti{
				mov("1", "/PUR/LGPE-RIVERSAMENTO/TXT/1/URI/"+f1, "1.00"), mov("2", "/PUR/LGPE-INTEGRAZIONE/URI/"+f1, "0.50"),
				mov("3", pur(f1), "1.50", contabile("2024-05-08")),
			}, Flussi: flussi{flu(f1, riga(iuvA, "r", 1, "3.00", 0))}, Ricevute: ricevute{ric(iuvA, "r", 1, "3.00")}, Pendenze: pendenze{pen("p", iuvA, "3.00")}},
			attese: `movimento 1 INTEGRAZIONE 2024-05-07PSP-1
				movimento 2 INTEGRAZIONE 2024-05-07PSP-1
				movimento 3 RICONCILIATO 2024-05-07PSP-1
				flusso 2024-05-07PSP-1 RICONCILIATO
				riga 2024-05-07PSP-1/1 ABBINATA
				ricevuta 01000000000000141/r/1 INCASSATA
				pendenza p INCASSATA (quietanzabile): INCASSATA`,
		},
		{
			nome: "a group of integrations alone: the order of consumption",
			in: ingresso{Movimenti: movimenti{
				mov("2", "/PUR/LGPE-INTEGRAZIONE/URI/"+f1, "1.00"), mov("1", "/PUR/LGPE-INTEGRAZIONE/URI/"+f1, "2.00"),
			}, Flussi: flussi{flu(f1, riga(iuvA, "r", 1, "3.00", 0))}},
			attese: `movimento 1 RICONCILIATO 2024-05-07PSP-1
				movimento 2 INTEGRAZIONE 2024-05-07PSP-1
				flusso 2024-05-07PSP-1 RICONCILIATO
				riga 2024-05-07PSP-1/1 SENZA_RICEVUTA 007101`,
		},
		{
			nome: "no subset of a group is tried",
			in: ingresso{
				Movimenti: movimenti{mov("1", pur(f1), "1.00"), mov("2", pur(f1), "2.00"), mov("3", pur(f1), "4.00")},
				Flussi:    flussi{flu(f1, riga(iuvA, "r", 1, "3.00", 0))}, Ricevute: ricevute{ric(iuvA, "r", 1, "3.00")},
			},
			attese: `movimento 1 IMPORTO_DIVERSO 2024-05-07PSP-1 -2.00 DIFETTO
				movimento 2 IMPORTO_DIVERSO 2024-05-07PSP-1 -1.00 DIFETTO
				movimento 3 IMPORTO_DIVERSO 2024-05-07PSP-1 1.00 ECCESSO
				flusso 2024-05-07PSP-1 IMPORTO_DIVERSO
				riga 2024-05-07PSP-1/1 ABBINATA
				ricevuta 01000000000000141/r/1 RENDICONTATA`,
		},
		{
			nome: "references of the transfer: compared when they have its form",
			in: ingresso{Movimenti: movimenti{
				mov("1", pur(f1), "3.00", trn("TRN00000001", "")), mov("2", pur(f1), "3.00", trn("ALTRO000001", "TRN00000001")),
				mov("3", pur(f1), "3.00", trn("", "ALTRO000001")), mov("4", pur(f1), "3.00", trn("ALTRO000001", "")),
				mov("5", pur(f1), "3.00"), mov("6", pur(f1), "3.00", trn("ALTRO00000012", "NOTPROVIDED")),
				mov("7", pur(f1), "3.00", trn("ALTRO000001", ""), rif("TRN00000001")),
			}, Flussi: flussi{con(flu(f1, riga(iuvA, "r", 1, "3.00", 0)), func(f *flusso.Flusso) { f.IDRegolamento = "TRN00000001" })}},
			attese: `movimento 1 RICONCILIATO 2024-05-07PSP-1
				movimento 2 FLUSSO_GIA_RICONCILIATO 2024-05-07PSP-1
				movimento 3 FLUSSO_GIA_RICONCILIATO 2024-05-07PSP-1
				movimento 4 FLUSSO_GIA_RICONCILIATO 2024-05-07PSP-1 TRN_DIVERSO
				movimento 5 FLUSSO_GIA_RICONCILIATO 2024-05-07PSP-1
				movimento 6 FLUSSO_GIA_RICONCILIATO 2024-05-07PSP-1
				movimento 7 FLUSSO_GIA_RICONCILIATO 2024-05-07PSP-1
				flusso 2024-05-07PSP-1 RICONCILIATO
				riga 2024-05-07PSP-1/1 SENZA_RICEVUTA 007101`,
		},
		{
			nome: "late by value date, by booking date, and not",
			in: ingresso{Movimenti: movimenti{
				mov("1", pur(f1), "3.00", valuta("2024-05-09")), mov("2", pur(f2), "3.00", contabile("2024-05-09")),
				mov("3", pur(f2), "3.00", contabile("2024-05-09"), valuta("2024-05-08")),
			}, Flussi: flussi{flu(f1, riga(iuvA, "r", 1, "3.00", 0)), flu(f2, riga(iuvB, "r", 1, "3.00", 0))}},
			oggi: "2024-05-10",
			attese: `movimento 1 RICONCILIATO 2024-05-07PSP-1 TARDIVO
				movimento 2 RICONCILIATO 2024-05-07PSP-2 TARDIVO
				movimento 3 FLUSSO_GIA_RICONCILIATO 2024-05-07PSP-2
				flusso 2024-05-07PSP-1 RICONCILIATO
				flusso 2024-05-07PSP-2 RICONCILIATO
				riga 2024-05-07PSP-1/1 SENZA_RICEVUTA 007101
				riga 2024-05-07PSP-2/1 SENZA_RICEVUTA 007101`,
		},
		{
			nome: "late for the earliest of the rows",
			in: ingresso{
				Movimenti: movimenti{mov("1", pur(f1), "4.00")},
				Flussi:    flussi{flu(f1, riga(iuvA, "r", 1, "3.00", 0), con(riga(iuvB, "r", 1, "1.00", 0), func(r *flusso.Riga) { r.Data = r.Data.Aggiungi(-4) }))},
			},
			attese: `movimento 1 RICONCILIATO 2024-05-07PSP-1 TARDIVO
				flusso 2024-05-07PSP-1 RICONCILIATO
				riga 2024-05-07PSP-1/1 SENZA_RICEVUTA 007101
				riga 2024-05-07PSP-1/2 SENZA_RICEVUTA 007101`,
		},
		{
			nome: "the credit of an anomalous flow",
			in: ingresso{
				Movimenti: movimenti{mov("1", pur(f1), "3.00")},
				Flussi:    flussi{con(flu(f1, riga(iuvA, "r", 1, "3.00", 0)), func(f *flusso.Flusso) { f.NumeroTotalePagamenti = 2 })}, Ricevute: ricevute{ric(iuvA, "r", 1, "3.00")},
			},
			attese: `movimento 1 FLUSSO_ANOMALO 2024-05-07PSP-1
				flusso 2024-05-07PSP-1 ANOMALO 007107
				riga 2024-05-07PSP-1/1 ABBINATA
				ricevuta 01000000000000141/r/1 RENDICONTATA`,
		},
	})
}

func TestScenariSingoli(t *testing.T) {
	rfb := func(iuv string) string { return "/RFB/" + iuv }
	due := ricevute{ric(iuvA, "r", 1, "1.00"), ric(iuvA, "r", 2, "2.00")}
	provaScenari(t, []scenario{
		{
			nome: "a single transfer pays all the items of one receipt",
			in:   ingresso{Movimenti: movimenti{mov("1", rfb(iuvA), "3.00")}, Ricevute: due, Pendenze: pendenze{pen("p", iuvA, "1.00", "2.00")}},
			attese: `movimento 1 RICONCILIATO_SINGOLO 01000000000000141
				ricevuta 01000000000000141/r/1 INCASSATA
				ricevuta 01000000000000141/r/2 INCASSATA
				pendenza p INCASSATA (quietanzabile): INCASSATA INCASSATA`,
		},
		{
			nome: "the amount of the bank counts, not that of the causale",
			in:   ingresso{Movimenti: movimenti{mov("1", rfb(iuvA)+"/2.99", "3.00"), mov("2", rfb(iuvB)+"/2.00", "2.00")}, Ricevute: append(due, ric(iuvB, "s", 1, "2.50"))},
			attese: `movimento 1 RICONCILIATO_SINGOLO 01000000000000141 CAUSALE_IMPORTO_DIVERSO
				movimento 2 IMPORTO_DIVERSO 01000000000000242 -0.50 DIFETTO
				ricevuta 01000000000000141/r/1 INCASSATA
				ricevuta 01000000000000141/r/2 INCASSATA
				ricevuta 01000000000000242/s/1 IN_ATTESA`,
		},
		{
			nome: "two transfers of one payment have no group, and the first of two equal ones pays",
			in: ingresso{
				Movimenti: movimenti{mov("1", rfb(iuvA), "1.00"), mov("2", rfb(iuvA), "2.00"), mov("4", rfb(iuvA), "3.00"), mov("3", rfb(iuvA), "3.00", contabile("2024-05-08"))},
				Ricevute:  due,
			},
			attese: `movimento 1 IMPORTO_DIVERSO 01000000000000141 -2.00 DIFETTO
				movimento 2 IMPORTO_DIVERSO 01000000000000141 -1.00 DIFETTO
				movimento 3 PAGAMENTO_GIA_RICONCILIATO 01000000000000141
				movimento 4 RICONCILIATO_SINGOLO 01000000000000141
				ricevuta 01000000000000141/r/1 INCASSATA
				ricevuta 01000000000000141/r/2 INCASSATA`,
		},
		{
			nome: "a flow comes first, whatever the dates",
			in: ingresso{
				Movimenti: movimenti{mov("1", rfb(iuvA), "3.00", contabile("2024-05-01")), mov("2", pur(f1), "3.00")},
				Flussi:    flussi{flu(f1, riga(iuvA, "r", 1, "3.00", 0))}, Ricevute: ricevute{ric(iuvA, "r", 1, "3.00")},
			},
			attese: `movimento 1 PAGAMENTO_GIA_RICONCILIATO 01000000000000141
				movimento 2 RICONCILIATO 2024-05-07PSP-1
				flusso 2024-05-07PSP-1 RICONCILIATO
				riga 2024-05-07PSP-1/1 ABBINATA
				ricevuta 01000000000000141/r/1 INCASSATA`,
		},
		{
			nome: "a flow that is not credited does not stand in the way",
			in: ingresso{
				Movimenti: movimenti{mov("1", rfb(iuvA), "3.00")},
				Flussi:    flussi{flu(f1, riga(iuvA, "r", 1, "3.00", 0))}, Ricevute: ricevute{ric(iuvA, "r", 1, "3.00")},
			},
			attese: `movimento 1 RICONCILIATO_SINGOLO 01000000000000141
				flusso 2024-05-07PSP-1 IN_ATTESA_ACCREDITO
				riga 2024-05-07PSP-1/1 ABBINATA
				ricevuta 01000000000000141/r/1 INCASSATA`,
		},
		{
			nome: "no item, only a stamp, two payments",
			in: ingresso{
				Movimenti: movimenti{mov("1", rfb(iuvA), "3.00"), mov("2", rfb(iuvB), "16.00"), mov("3", rfb(iuvC), "3.00")},
				Ricevute:  ricevute{con(ric(iuvB, "r", 1, "16.00"), func(r *rendicontazione.VoceRicevuta) { r.Tipo = avviso.MBT }), ric(iuvC, "r", 1, "3.00"), ric(iuvC, "s", 1, "3.00")},
			},
			attese: `movimento 1 IUV_NON_TROVATO
				movimento 2 IUV_NON_TROVATO
				movimento 3 IUV_AMBIGUO 01000000000000343
				ricevuta 01000000000000242/r/1 ESCLUSA
				ricevuta 01000000000000343/r/1 IN_ATTESA DOPPIO
				ricevuta 01000000000000343/s/1 IN_ATTESA DOPPIO`,
		},
		{
			nome: "a stamp beside the item is not part of the sum",
			in: ingresso{
				Movimenti: movimenti{mov("1", rfb(iuvA), "3.00")},
				Ricevute:  ricevute{ric(iuvA, "r", 1, "3.00"), con(ric(iuvA, "r", 2, "16.00"), func(r *rendicontazione.VoceRicevuta) { r.Tipo = avviso.MBT })},
			},
			attese: `movimento 1 RICONCILIATO_SINGOLO 01000000000000141
				ricevuta 01000000000000141/r/1 INCASSATA
				ricevuta 01000000000000141/r/2 ESCLUSA`,
		},
		{
			nome: "a notice number in place of the IUV is another reading",
			in:   ingresso{Movimenti: movimenti{mov("1", rfb("3"+iuvA), "3.00")}, Ricevute: ricevute{ric(iuvA, "r", 1, "3.00")}},
			attese: `movimento 1 RICONCILIATO_SINGOLO 01000000000000141 CANDIDATO_USATO, IUV_E_NAV
				ricevuta 01000000000000141/r/1 INCASSATA`,
		},
		{
			nome: "creditor references compare without case",
			in:   ingresso{Movimenti: movimenti{mov("1", "/RFS/RF45W9/3.00", "3.00")}, Ricevute: ricevute{ric("RF45w9", "r", 1, "3.00")}},
			attese: `movimento 1 RICONCILIATO_SINGOLO RF45W9
				ricevuta RF45W9/r/1 INCASSATA`,
		},
		{
			nome: "late for the item",
			in:   ingresso{Movimenti: movimenti{mov("1", rfb(iuvA), "3.00", valuta("2024-05-09"))}, Ricevute: ricevute{ric(iuvA, "r", 1, "3.00")}},
			attese: `movimento 1 RICONCILIATO_SINGOLO 01000000000000141 TARDIVO
				ricevuta 01000000000000141/r/1 INCASSATA`,
		},
	})
}
