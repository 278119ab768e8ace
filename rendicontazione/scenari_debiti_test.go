package rendicontazione_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

func TestScenariRicevute(t *testing.T) {
	mbt := func(r *rendicontazione.VoceRicevuta) { r.Tipo = avviso.MBT }
	provaScenari(t, []scenario{
		{
			nome: "excluded: stamps, the other kinds, the other bodies",
			in: ingresso{Ricevute: ricevute{
				con(ric(iuvA, "r", 1, "16.00"), mbt),
				con(ric(iuvA, "r", 2, "1.00"), func(r *rendicontazione.VoceRicevuta) { r.Tipo = avviso.AltroIntermediario }),
				con(ric(iuvA, "r", 3, "1.00"), func(r *rendicontazione.VoceRicevuta) { r.Tipo = avviso.EntrataPANonIntermediata }),
				con(ric(iuvA, "r", 4, "1.00"), func(r *rendicontazione.VoceRicevuta) { r.IdDominio = altro }),
				con(ric(iuvA, "r", 5, "1.00"), func(r *rendicontazione.VoceRicevuta) { r.Tipo = avviso.Entrata }),
			}},
			attese: `ricevuta 01000000000000141/r/1 ESCLUSA
				ricevuta 01000000000000141/r/2 ESCLUSA
				ricevuta 01000000000000141/r/3 ESCLUSA
				ricevuta 01000000000000141/r/5 IN_ATTESA
				ricevuta 01000000000000141/r/4 ESCLUSA`,
		},
		{
			nome: "a receipt waits for its row until D+2",
			in:   ingresso{Ricevute: ricevute{ric(iuvA, "r", 1, "1.00")}},
			oggi: "2024-05-09", attese: `ricevuta 01000000000000141/r/1 IN_ATTESA`,
		},
		{
			nome: "and no longer",
			in:   ingresso{Ricevute: ricevute{ric(iuvA, "r", 1, "1.00")}},
			oggi: "2024-05-10", attese: `ricevuta 01000000000000141/r/1 NON_RENDICONTATA`,
		},
		{
			nome: "unless told to",
			in:   ingresso{Ricevute: ricevute{ric(iuvA, "r", 1, "1.00")}}, opt: opzioni{GiorniAttesaFlusso: 1},
			oggi: "2024-05-10", attese: `ricevuta 01000000000000141/r/1 IN_ATTESA`,
		},
		{
			nome: "one item in two contents, no row: the first in canonical encoding, and no ambiguity",
			in: ingresso{
				Ricevute:  ricevute{ric(iuvA, "r", 1, "9.00"), ric(iuvA, "r", 1, "10.00"), ric(iuvA, "r", 1, "9.00")},
				Movimenti: movimenti{mov("1", "/RFB/"+iuvA, "10.00")},
			},
			attese: `movimento 1 RICONCILIATO_SINGOLO 01000000000000141
				ricevuta 01000000000000141/r/1 INCASSATA
				conflitto RICEVUTA 00000000001|01000000000000141|r|1 2`,
		},
		{
			nome:   "one item spelt in two ways is one item",
			in:     ingresso{Ricevute: ricevute{ric("RF45w9", "r", 1, "9.00"), ric("RF45W9", "r", 1, "9.00")}},
			attese: `ricevuta RF45W9/r/1 IN_ATTESA`,
		},
		{
			nome:   "one item whose kind is told, and left out, is one item",
			in:     ingresso{Ricevute: ricevute{con(ric(iuvA, "r", 1, "9.00"), func(r *rendicontazione.VoceRicevuta) { r.Tipo = avviso.Entrata }), ric(iuvA, "r", 1, "9.00")}},
			attese: `ricevuta 01000000000000141/r/1 IN_ATTESA`,
		},
		{
			nome: "a refund of a payment already credited",
			in: ingresso{
				Movimenti: movimenti{mov("1", pur(f1), "3.00"), mov("2", "/RFB/"+iuvA, "3.00")},
				Flussi:    flussi{flu(f1, riga(iuvA, "r", 1, "3.00", 0)), con(flu(f2, riga(iuvA, "r", 1, "-3.00", 3), riga(iuvB, "x", 1, "4.00", 0)), func(*flusso.Flusso) {})},
				Ricevute:  ricevute{con(ric(iuvA, "r", 1, "3.00"), func(r *rendicontazione.VoceRicevuta) { r.ImportoRevocato = cent("3.00") })},
				Pendenze:  pendenze{pen("p", iuvA, "3.00")},
			},
			attese: `movimento 1 RICONCILIATO 2024-05-07PSP-1
				movimento 2 PAGAMENTO_GIA_RICONCILIATO 01000000000000141
				flusso 2024-05-07PSP-1 RICONCILIATO
				flusso 2024-05-07PSP-2 IN_ATTESA_ACCREDITO
				riga 2024-05-07PSP-1/1 ABBINATA
				riga 2024-05-07PSP-2/1 REVOCA_ABBINATA
				riga 2024-05-07PSP-2/2 SENZA_RICEVUTA 007101
				ricevuta 01000000000000141/r/1 REVOCATA
				pendenza p ANOMALA : REVOCATA`,
		},
	})
}

func TestScenariPendenze(t *testing.T) {
	credito := func(id, importo string) cassa.Movimento { return mov("1", pur(id), importo) }
	provaScenari(t, []scenario{
		{
			nome: "every item on the account, the stamp and the other body's item left aside",
			in: ingresso{
				Movimenti: movimenti{credito(f1, "3.00")},
				Flussi:    flussi{flu(f1, riga(iuvA, "r", 1, "1.00", 0), riga(iuvA, "r", 2, "2.00", 0))},
				Ricevute: ricevute{
					ric(iuvA, "r", 1, "1.00"), ric(iuvA, "r", 2, "2.00"),
					con(ric(iuvA, "r", 3, "16.00"), func(r *rendicontazione.VoceRicevuta) { r.Tipo = avviso.MBT }),
					con(ric(iuvA, "r", 4, "5.00"), func(r *rendicontazione.VoceRicevuta) { r.IdDominio = altro }),
				},
				Pendenze: pendenze{con(pen("p", iuvA, "1.00", "2.00", "16.00", "5.00"), func(p *rendicontazione.Pendenza) {
					p.Voci[2].Tipo, p.Voci[3].IdDominio = avviso.MBT, altro
				})},
			},
			attese: `movimento 1 RICONCILIATO 2024-05-07PSP-1
				flusso 2024-05-07PSP-1 RICONCILIATO
				riga 2024-05-07PSP-1/1 ABBINATA
				riga 2024-05-07PSP-1/2 ABBINATA
				ricevuta 01000000000000141/r/1 INCASSATA
				ricevuta 01000000000000141/r/2 INCASSATA
				ricevuta 01000000000000141/r/3 ESCLUSA
				ricevuta 01000000000000141/r/4 ESCLUSA
				pendenza p INCASSATA (quietanzabile): INCASSATA INCASSATA ESCLUSA ESCLUSA`,
		},
		{
			nome: "the ladder of a position",
			in: ingresso{
				Movimenti: movimenti{credito(f1, "1.00")},
				Flussi: flussi{
					flu(f1, riga(iuvA, "r", 1, "1.00", 0)),
					flu(f2, riga(iuvA, "r", 2, "2.00", 0), riga(iuvB, "r", 1, "1.00", 0), riga(iuvB, "r", 2, "2.00", 0), riga(iuvC, "r", 1, "1.00", 0)),
				},
				Ricevute: ricevute{
					ric(iuvA, "r", 1, "1.00"), ric(iuvA, "r", 2, "2.00"), ric(iuvB, "r", 1, "1.00"), ric(iuvB, "r", 2, "2.00"),
					ric(iuvC, "r", 1, "1.00"), ric(iuvC, "r", 2, "2.00"),
				},
				Pendenze: pendenze{
					pen("1", iuvA, "1.00", "2.00"), pen("2", iuvB, "1.00", "2.00"), pen("3", iuvC, "1.00", "2.00"),
					pen("4", iuvC, "1.00", "2.00", "3.00"), pen("5", "libero", "1.00"), pen("6", iuvC, "1.00", "2.50"),
				},
			},
			attese: `movimento 1 RICONCILIATO 2024-05-07PSP-1
				flusso 2024-05-07PSP-1 RICONCILIATO
				flusso 2024-05-07PSP-2 IN_ATTESA_ACCREDITO
				riga 2024-05-07PSP-1/1 ABBINATA
				riga 2024-05-07PSP-2/1 ABBINATA
				riga 2024-05-07PSP-2/2 ABBINATA
				riga 2024-05-07PSP-2/3 ABBINATA
				riga 2024-05-07PSP-2/4 ABBINATA
				ricevuta 01000000000000141/r/1 INCASSATA
				ricevuta 01000000000000141/r/2 RENDICONTATA
				ricevuta 01000000000000242/r/1 RENDICONTATA
				ricevuta 01000000000000242/r/2 RENDICONTATA
				ricevuta 01000000000000343/r/1 RENDICONTATA
				ricevuta 01000000000000343/r/2 IN_ATTESA
				pendenza 1 PARZIALMENTE_INCASSATA : INCASSATA RENDICONTATA
				pendenza 2 RENDICONTATA : RENDICONTATA RENDICONTATA
				pendenza 3 PAGATA : RENDICONTATA PAGATA
				pendenza 4 PARZIALE : RENDICONTATA PAGATA NON_PAGATA
				pendenza 5 NON_PAGATA : NON_PAGATA
				pendenza 6 ANOMALA : RENDICONTATA DIFFORME`,
		},
		{
			nome: "paid twice: on the account, and not to be discharged",
			in: ingresso{
				Movimenti: movimenti{credito(f1, "1.00")},
				Flussi:    flussi{flu(f1, riga(iuvA, "r", 1, "1.00", 0))},
				Ricevute:  ricevute{ric(iuvA, "r", 1, "1.00"), ric(iuvA, "s", 1, "1.00")},
				Pendenze:  pendenze{pen("p", iuvA, "1.00")},
			},
			attese: `movimento 1 RICONCILIATO 2024-05-07PSP-1
				flusso 2024-05-07PSP-1 RICONCILIATO
				riga 2024-05-07PSP-1/1 ABBINATA DOPPIO
				ricevuta 01000000000000141/r/1 INCASSATA DOPPIO
				ricevuta 01000000000000141/s/1 IN_ATTESA DOPPIO
				pendenza p INCASSATA : INCASSATA`,
		},
		{
			nome: "paid twice, the second time by a row without receipt",
			in: ingresso{
				Movimenti: movimenti{credito(f1, "2.00")},
				Flussi:    flussi{flu(f1, riga(iuvA, "r", 1, "1.00", 0), riga(iuvA, "s", 0, "1.00", 9))},
				Ricevute:  ricevute{ric(iuvA, "r", 1, "1.00")},
				Pendenze:  pendenze{pen("p", iuvA, "1.00")},
			},
			attese: `movimento 1 RICONCILIATO 2024-05-07PSP-1
				flusso 2024-05-07PSP-1 RICONCILIATO
				riga 2024-05-07PSP-1/1 ABBINATA DOPPIO
				riga 2024-05-07PSP-1/2 SENZA_RICEVUTA_AMMESSA DOPPIO
				ricevuta 01000000000000141/r/1 INCASSATA DOPPIO
				pendenza p INCASSATA : INCASSATA`,
		},
		{
			nome: "a payment of the amount due beside one that is not",
			in: ingresso{
				Movimenti: movimenti{credito(f1, "1.00")},
				Flussi:    flussi{flu(f1, riga(iuvA, "r", 1, "1.00", 0))},
				Ricevute:  ricevute{ric(iuvA, "r", 1, "1.00"), ric(iuvA, "s", 1, "7.00")},
				Pendenze:  pendenze{pen("p", iuvA, "1.00"), pen("q", iuvA, "2.00")},
			},
			attese: `movimento 1 RICONCILIATO 2024-05-07PSP-1
				flusso 2024-05-07PSP-1 RICONCILIATO
				riga 2024-05-07PSP-1/1 ABBINATA DOPPIO
				ricevuta 01000000000000141/r/1 INCASSATA DOPPIO
				ricevuta 01000000000000141/s/1 IN_ATTESA DOPPIO
				pendenza p INCASSATA : INCASSATA
				pendenza q ANOMALA : DIFFORME`,
		},
		{
			nome: "a row without receipt of another amount, and of a flow not credited",
			in: ingresso{
				Flussi:   flussi{flu(f1, riga(iuvA, "r", 1, "1.00", 9), riga(iuvB, "r", 1, "1.00", 9))},
				Pendenze: pendenze{pen("1", iuvA, "2.00"), pen("2", iuvB, "1.00")},
			},
			attese: `flusso 2024-05-07PSP-1 IN_ATTESA_ACCREDITO
				riga 2024-05-07PSP-1/1 SENZA_RICEVUTA_AMMESSA
				riga 2024-05-07PSP-1/2 SENZA_RICEVUTA_AMMESSA
				pendenza 1 ANOMALA : DIFFORME
				pendenza 2 RENDICONTATA : RENDICONTATA`,
		},
		{
			nome: "an item of another body of the set is paid by that body's receipt",
			in: ingresso{
				Domini:    []rendicontazione.Dominio{{IdDominio: altro}},
				Movimenti: movimenti{mov("1", pur(f1), "2.00", di(altro))},
				Flussi:    flussi{con(flu(f1, riga(iuvA, "r", 2, "2.00", 0)), func(f *flusso.Flusso) { f.IdDominio = altro })},
				Ricevute:  ricevute{ric(iuvA, "r", 1, "1.00"), con(ric(iuvA, "r", 2, "2.00"), func(r *rendicontazione.VoceRicevuta) { r.IdDominio = altro })},
				Pendenze:  pendenze{con(pen("p", iuvA, "1.00", "2.00"), func(p *rendicontazione.Pendenza) { p.Voci[1].IdDominio = altro })},
			},
			attese: `movimento 1 RICONCILIATO 2024-05-07PSP-1
				flusso 2024-05-07PSP-1 RICONCILIATO
				riga 2024-05-07PSP-1/1 ABBINATA
				ricevuta 01000000000000141/r/1 IN_ATTESA
				ricevuta 01000000000000141/r/2 INCASSATA
				pendenza p PARZIALMENTE_INCASSATA : PAGATA INCASSATA`,
		},
		{
			nome:   "nothing of the position is credited to the set",
			in:     ingresso{Pendenze: pendenze{con(pen("p", iuvA, "16.00"), func(p *rendicontazione.Pendenza) { p.Voci[0].Tipo = avviso.MBT })}},
			attese: `pendenza p ESCLUSA : ESCLUSA`,
		},
		{
			nome: "one position in two contents, one movement in three texts, one in two amounts, one body in two",
			in: ingresso{
				Domini:    []rendicontazione.Dominio{{AuxDigit: avviso.Aux1, IdDominio: ente}, {AuxDigit: avviso.Aux3, IdDominio: ente}},
				Movimenti: movimenti{mov("1", "b", "1.00"), mov("1", "a", "1.00"), mov("1", "cc", "1.00"), mov("2", "", "2.00"), mov("2", "", "1.00")},
				Pendenze:  pendenze{pen("p", iuvA, "2.00"), pen("p", iuvA, "1.00")},
			},
			tutti: true,
			attese: `movimento 1 NON_PAGOPA TESTO_DIVERSO
				movimento 2 NON_PAGOPA
				pendenza p NON_PAGATA : NON_PAGATA
				conflitto MOVIMENTO OPI|00000000001|2 2
				conflitto PENDENZA 00000000001|p 2
				conflitto DOMINIO 00000000001 2`,
		},
		{
			nome: "the first day of the calendar",
			in:   ingresso{Ricevute: ricevute{con(ric(iuvA, "r", 1, "1.00"), func(r *rendicontazione.VoceRicevuta) { r.Data = avviso.MustData("0001-01-01") })}},
			oggi: "0001-01-01", attese: `ricevuta 01000000000000141/r/1 IN_ATTESA`,
		},
	})
}

// TestMolteRigheDiUnaVoce: the receipt that is missing is asked for however many rows have its IUV.
func TestMolteRigheDiUnaVoce(t *testing.T) {
	for _, n := range []int{1, 2, 63, 64, 65, 130} {
		var righe []flusso.Riga
		for i := range n {
			righe = append(righe, riga(iuvA, fmt.Sprint("r", i), 1, "1.00", 0))
		}
		f := flu(f1, righe...)
		rep := rendicontazione.Riconcilia(ingresso{
			Oggi: avviso.MustData("2024-05-08"), Movimenti: movimenti{mov("1", pur(f1), f.ImportoTotalePagamenti.String())}, Flussi: flussi{f}, Pendenze: pendenze{pen("p", iuvA, "1.00")},
		}, opzioni{})
		v := rep.Pendenze[0].Voci[0]
		require.Equal(t, "RENDICONTATA RICEVUTA_MANCANTE", v.Classe.String()+" "+v.Segnali.String(), "%d rows", n)
		require.False(t, rep.Pendenze[0].Quietanzabile)
	}
}
