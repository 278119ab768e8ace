package rendicontazione_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// TestPiuPendenze: a payment that two positions of one IUV ask for discharges neither; an
// item that only one of them has is its own.
func TestPiuPendenze(t *testing.T) {
	riga := flusso.Riga{IUV: "01000000001122010", IUR: "a", Indice: 1, Esito: flusso.Eseguito, Importo: avviso.MustImporto("10.00"), Data: avviso.MustData("2024-05-06")}
	f, accredito := flussoAccreditato(1, []flusso.Riga{riga})
	in := rendicontazione.Input{
		Oggi: avviso.MustData("2024-05-20"), Flussi: []flusso.Flusso{f}, Movimenti: []cassa.Movimento{accredito},
		Ricevute: []rendicontazione.VoceRicevuta{{IdDominio: f.IdDominio, IUV: riga.IUV, IUR: "a", Indice: 1, Importo: riga.Importo, Data: riga.Data}},
		Pendenze: []rendicontazione.Pendenza{{ID: "P", IdDominio: f.IdDominio, IUV: riga.IUV, Voci: []rendicontazione.VocePendenza{{Indice: 1, Importo: riga.Importo}}}},
	}
	doppia := in.Pendenze[0]
	doppia.ID = "COPIA"
	rep := rendicontazione.Riconcilia(in, rendicontazione.Opzioni{})
	require.True(t, rep.Pendenze[0].Quietanzabile)
	chiusi := rep.Chiudibili(in.Oggi)
	require.Len(t, chiusi, 1)
	restano, riaperti := chiusi.Riaperti(rendicontazione.Input{Pendenze: []rendicontazione.Pendenza{doppia}})
	require.Empty(t, restano, "a position that comes later brings the group back")
	require.Len(t, riaperti, 1)

	in.Pendenze = append(in.Pendenze, doppia)
	rep = rendicontazione.Riconcilia(in, rendicontazione.Opzioni{})
	require.Len(t, rep.Pendenze, 2)
	for i := range rep.Pendenze {
		p := &rep.Pendenze[i]
		require.Equal(t, rendicontazione.PendenzaIncassata, p.Classe)
		require.False(t, p.Quietanzabile, p.ID)
		require.True(t, p.Segnali.Contiene(rendicontazione.SegnalePiuPendenze))
		require.True(t, p.Segnali.RichiedeIntervento())
	}
	for k := range rep.Eventi() {
		t.Errorf("an event for %v", k)
	}
	require.Empty(t, rep.Chiudibili(in.Oggi))

	in.Pendenze[1].Voci = []rendicontazione.VocePendenza{{Indice: 2, Importo: avviso.MustImporto("5.00")}}
	rep = rendicontazione.Riconcilia(in, rendicontazione.Opzioni{})
	for i := range rep.Pendenze {
		require.False(t, rep.Pendenze[i].Segnali.Contiene(rendicontazione.SegnalePiuPendenze))
		require.Equal(t, rep.Pendenze[i].ID != "COPIA", rep.Pendenze[i].Quietanzabile)
	}
}

// TestRestituitoDueVolte: a debit that names a flow whose credit was already taken back is
// money that left all the same: it is told, and held back on what else the account has.
func TestRestituitoDueVolte(t *testing.T) {
	in := rendicontazione.Input{Oggi: avviso.MustData("2024-05-20")}
	for n := range 2 {
		riga := flusso.Riga{
			IUV: fmt.Sprintf("0100000000112201%d", n), IUR: "a", Indice: 1, Esito: flusso.Eseguito, Importo: avviso.MustImporto("10.00"),
			Data: avviso.MustData("2024-05-06"),
		}
		f, accredito := flussoAccreditato(n, []flusso.Riga{riga})
		in.Flussi, in.Movimenti = append(in.Flussi, f), append(in.Movimenti, accredito)
		in.Ricevute = append(in.Ricevute, rendicontazione.VoceRicevuta{IdDominio: f.IdDominio, IUV: riga.IUV, IUR: "a", Indice: 1, Importo: riga.Importo, Data: riga.Data})
	}
	storno, addebito := in.Movimenti[0], in.Movimenti[0]
	storno.Storno = true
	addebito.ID, addebito.Segno, addebito.TRN = "m9", cassa.Uscita, ""
	in.Movimenti = append(in.Movimenti, storno, addebito)

	rep := rendicontazione.Riconcilia(in, rendicontazione.Opzioni{})
	for i := range rep.Movimenti {
		switch m := &rep.Movimenti[i]; m.ID {
		case "m9":
			require.Equal(t, rendicontazione.MovimentoRestituzione, m.Classe)
			require.True(t, m.Segnali.Contiene(rendicontazione.SegnaleStornoRipetuto))
		case "m1":
			require.True(t, m.Segnali.Contiene(rendicontazione.SegnaleTrattenuto))
		}
	}
	for i := range rep.Ricevute {
		require.NotEqual(t, rendicontazione.RicevutaIncassata, rep.Ricevute[i].Classe)
	}
	require.Equal(t, avviso.MustImporto("10.00"), rep.Conteggi.StorniNonAttribuiti.Importo)
}

// TestRevocaScoperta: a flow whose total is net of a refund discharges more than its credit;
// what makes up for it is the money of the refunded payment, which the bank took back.
func TestRevocaScoperta(t *testing.T) {
	riga := func(iuv string, esito flusso.Esito, importo string) flusso.Riga {
		return flusso.Riga{IUV: iuv, IUR: "r" + iuv, Indice: 1, Esito: esito, Importo: avviso.MustImporto(importo), Data: avviso.MustData("2024-05-06")}
	}
	in := rendicontazione.Input{Oggi: avviso.MustData("2024-05-20")}
	primo, suo := flussoAccreditato(1, []flusso.Riga{riga("01000000001122010", flusso.Eseguito, "10.00")})
	secondo, netto := flussoAccreditato(2, []flusso.Riga{
		riga("01000000001122011", flusso.Eseguito, "25.00"), riga("01000000001122010", flusso.Revocato, "10.00"),
	})
	secondo.ImportoTotalePagamenti = avviso.MustImporto("15.00")
	netto.Importo = secondo.ImportoTotalePagamenti
	in.Flussi, in.Movimenti = []flusso.Flusso{primo, secondo}, []cassa.Movimento{suo, netto}
	for _, r := range []flusso.Riga{primo.Righe[0], secondo.Righe[0]} {
		in.Ricevute = append(in.Ricevute, rendicontazione.VoceRicevuta{IdDominio: primo.IdDominio, IUV: r.IUV, IUR: r.IUR, Indice: 1, Importo: r.Importo, Data: r.Data})
	}
	in.Ricevute[0].ImportoRevocato = in.Ricevute[0].Importo
	classi := func() []rendicontazione.ClasseRicevuta {
		rep := rendicontazione.Riconcilia(in, rendicontazione.Opzioni{})
		require.Equal(t, rendicontazione.RigaRevocaAbbinata, rep.Righe[2].Classe)
		return []rendicontazione.ClasseRicevuta{rep.Ricevute[0].Classe, rep.Ricevute[1].Classe}
	}
	// 10.00 and 15.00 on the account, 25.00 discharged.
	require.Equal(t, []rendicontazione.ClasseRicevuta{rendicontazione.RicevutaRevocata, rendicontazione.RicevutaIncassata}, classi())
	// The bank takes the 10.00 back: 15.00 do not discharge 25.00.
	storno := suo
	storno.Storno = true
	in.Movimenti = append(in.Movimenti, storno)
	require.Equal(t, []rendicontazione.ClasseRicevuta{rendicontazione.RicevutaRevocata, rendicontazione.RicevutaRendicontata}, classi())
	// And so before they come.
	in.Movimenti = []cassa.Movimento{netto}
	require.Equal(t, []rendicontazione.ClasseRicevuta{rendicontazione.RicevutaRevocata, rendicontazione.RicevutaRendicontata}, classi())
	// A refund of another amount than the receipt knows of: which part of it is whose nobody says.
	in.Movimenti = []cassa.Movimento{suo, netto}
	in.Ricevute[0].ImportoRevocato = avviso.Importo{}
	rep := rendicontazione.Riconcilia(in, rendicontazione.Opzioni{})
	require.Equal(t, rendicontazione.RigaRevocaDiversa, rep.Righe[2].Classe)
	require.Equal(t, rendicontazione.RicevutaRigaDifforme, rep.Ricevute[0].Classe)
	require.Equal(t, rendicontazione.RicevutaIncassata, rep.Ricevute[1].Classe)
	in.Ricevute[0].ImportoRevocato = in.Ricevute[0].Importo
	// Refunded twice: nothing makes up for the second time.
	terzo, ultimo := flussoAccreditato(3, []flusso.Riga{riga("01000000001122012", flusso.Eseguito, "30.00"), secondo.Righe[1]})
	terzo.ImportoTotalePagamenti, ultimo.Importo = avviso.MustImporto("20.00"), avviso.MustImporto("20.00")
	due := in
	due.Flussi, due.Movimenti = append(slices.Clone(in.Flussi), terzo), append(slices.Clone(in.Movimenti), ultimo)
	due.Ricevute = append(slices.Clone(in.Ricevute), rendicontazione.VoceRicevuta{
		IdDominio: primo.IdDominio, IUV: terzo.Righe[0].IUV, IUR: terzo.Righe[0].IUR, Indice: 1, Importo: terzo.Righe[0].Importo, Data: terzo.Righe[0].Data,
	})
	rep = rendicontazione.Riconcilia(due, rendicontazione.Opzioni{})
	require.Equal(t, rendicontazione.RicevutaRendicontata, rep.Ricevute[2].Classe)
	// Of a payment that the flows here should report, and do not, the money is not on the account.
	in.Flussi = in.Flussi[1:]
	rep = rendicontazione.Riconcilia(in, rendicontazione.Opzioni{})
	require.Equal(t, rendicontazione.RicevutaRendicontata, rep.Ricevute[1].Classe)
	require.True(t, rep.Ricevute[1].Segnali.Contiene(rendicontazione.SegnaleTrattenuto))
	// Of one before all that they report nothing is known: it was credited before.
	in.Ricevute[0].Data = avviso.MustData("2024-05-05")
	rep = rendicontazione.Riconcilia(in, rendicontazione.Opzioni{})
	require.Equal(t, rendicontazione.RicevutaIncassata, rep.Ricevute[1].Classe)
	// Unless a credit was taken back whose flow is not here: it may have been of that one.
	in.Movimenti = append(in.Movimenti, storno)
	rep = rendicontazione.Riconcilia(in, rendicontazione.Opzioni{})
	require.Equal(t, rendicontazione.MovimentoStornato, rep.Movimenti[0].Classe)
	require.Equal(t, rendicontazione.RicevutaRendicontata, rep.Ricevute[1].Classe)
	require.True(t, rep.Ricevute[1].Segnali.Contiene(rendicontazione.SegnaleTrattenuto))
	in.Ricevute[0].Data = suo.DataContabile.Aggiungi(1)
	in.Flussi[0].Righe[0].Data = suo.DataContabile.Aggiungi(2) // the first that the flows report
	in.Ricevute[1].Data = in.Flussi[0].Righe[0].Data
	rep = rendicontazione.Riconcilia(in, rendicontazione.Opzioni{})
	require.Equal(t, rendicontazione.RicevutaIncassata, rep.Ricevute[1].Classe, "paid after that credit")
}

// TestRevocaSenzaRicevuta: of a refund whose payment has no receipt here the other rows tell whose money makes up
// for it: it is held back where that money is not on the account, or discharges a debt itself.
func TestRevocaSenzaRicevuta(t *testing.T) {
	riga := func(iuv, iur string, esito flusso.Esito, importo string) flusso.Riga {
		return flusso.Riga{IUV: iuv, IUR: iur, Indice: 1, Esito: esito, Importo: avviso.MustImporto(importo), Data: avviso.MustData("2024-05-06")}
	}
	const reso, pagato = "01000000001122010", "01000000001122011"
	for _, c := range []struct {
		nome        string
		prima       *flusso.Riga // of the flow that reports the payment
		accreditata bool
		pendenza    bool
		trattenuta  bool
	}{
		{"no row reports it", nil, false, false, false},
		{"its money is on the account", new(riga(reso, "a", flusso.Eseguito, "10.00")), true, false, false},
		{"its money is not", new(riga(reso, "a", flusso.Eseguito, "10.00")), false, false, true},
		{"another payment of that IUV", new(riga(reso, "b", flusso.Eseguito, "10.00")), false, false, false},
		{"it discharges a debt without a receipt", new(riga(reso, "a", flusso.SenzaRPT, "10.00")), true, true, true},
	} {
		t.Run(c.nome, func(t *testing.T) {
			netto, suo := flussoAccreditato(2, []flusso.Riga{riga(pagato, "p", flusso.Eseguito, "25.00"), riga(reso, "a", flusso.Revocato, "10.00")})
			netto.ImportoTotalePagamenti, suo.Importo = avviso.MustImporto("15.00"), avviso.MustImporto("15.00")
			in := rendicontazione.Input{
				Oggi: avviso.MustData("2024-05-20"), Flussi: []flusso.Flusso{netto}, Movimenti: []cassa.Movimento{suo},
				Ricevute: []rendicontazione.VoceRicevuta{{IdDominio: netto.IdDominio, IUV: pagato, IUR: "p", Indice: 1, Importo: avviso.MustImporto("25.00"), Data: avviso.MustData("2024-05-06")}},
			}
			if c.prima != nil {
				f, m := flussoAccreditato(1, []flusso.Riga{*c.prima})
				in.Flussi = append(in.Flussi, f)
				if c.accreditata {
					in.Movimenti = append(in.Movimenti, m)
				}
			}
			if c.pendenza {
				in.Pendenze = []rendicontazione.Pendenza{{ID: "p", IdDominio: netto.IdDominio, IUV: reso, Voci: []rendicontazione.VocePendenza{{Indice: 1, Importo: avviso.MustImporto("10.00")}}}}
			}
			rep := rendicontazione.Riconcilia(in, rendicontazione.Opzioni{})
			require.Equal(t, c.trattenuta, rep.Ricevute[0].Segnali.Contiene(rendicontazione.SegnaleTrattenuto))
			require.Equal(t, c.trattenuta, rep.Ricevute[0].Classe == rendicontazione.RicevutaRendicontata)
		})
	}
}

// TestRevocheInCatena: a flow that is held back for a refund takes with it the one before it, which refunds what it paid.
func TestRevocheInCatena(t *testing.T) {
	riga := func(n string, esito flusso.Esito, importo string) flusso.Riga {
		return flusso.Riga{IUV: "0100000000112201" + n, IUR: n, Indice: 1, Esito: esito, Importo: avviso.MustImporto(importo), Data: avviso.MustData("2024-05-06")}
	}
	in := rendicontazione.Input{Oggi: avviso.MustData("2024-05-20")}
	aggiungi := func(n int, totale string, accreditato bool, righe ...flusso.Riga) {
		f, m := flussoAccreditato(n, righe)
		f.ImportoTotalePagamenti, m.Importo = avviso.MustImporto(totale), avviso.MustImporto(totale)
		in.Flussi = append(in.Flussi, f)
		if accreditato {
			in.Movimenti = append(in.Movimenti, m)
		}
		for _, r := range righe {
			if r.Esito == flusso.Eseguito {
				v := rendicontazione.VoceRicevuta{IdDominio: f.IdDominio, IUV: r.IUV, IUR: r.IUR, Indice: 1, Importo: r.Importo, Data: r.Data}
				if r.IUR == "2" || r.IUR == "4" {
					v.ImportoRevocato = r.Importo
				}
				in.Ricevute = append(in.Ricevute, v)
			}
		}
	}
	aggiungi(1, "15.00", true, riga("1", flusso.Eseguito, "25.00"), riga("2", flusso.Revocato, "10.00"))
	aggiungi(2, "35.00", true, riga("2", flusso.Eseguito, "10.00"), riga("3", flusso.Eseguito, "30.00"), riga("4", flusso.Revocato, "5.00"))
	aggiungi(3, "5.00", false, riga("4", flusso.Eseguito, "5.00"))
	classi := func() (cc []string) {
		rep := rendicontazione.Riconcilia(in, rendicontazione.Opzioni{})
		for i := range rep.Ricevute {
			cc = append(cc, strings.TrimSpace(rep.Ricevute[i].Classe.String()+" "+rep.Ricevute[i].Segnali.String()))
		}
		return cc
	}
	require.Equal(t, []string{"RENDICONTATA TRATTENUTO_PER_STORNO", "REVOCATA", "RENDICONTATA TRATTENUTO_PER_STORNO", "REVOCATA"}, classi())
	_, m := flussoAccreditato(3, in.Flussi[2].Righe)
	in.Movimenti = append(in.Movimenti, m) // 55.00 on the account, 55.00 discharged
	require.Equal(t, []string{"INCASSATA", "REVOCATA", "INCASSATA", "REVOCATA"}, classi())
}

// TestSoleRevoche: a flow of refunds alone, written above zero and credited, is held back as one with other rows is.
func TestSoleRevoche(t *testing.T) {
	reso := flusso.Riga{IUV: "01000000001122010", IUR: "a", Indice: 1, Esito: flusso.Eseguito, Importo: avviso.MustImporto("10.00"), Data: avviso.MustData("2024-05-06")}
	revoca := reso
	revoca.Esito = flusso.Revocato
	pagato, suo := flussoAccreditato(1, []flusso.Riga{reso})
	sole, loro := flussoAccreditato(2, []flusso.Riga{revoca})
	for _, c := range []struct {
		movimenti  []cassa.Movimento
		trattenuto bool
	}{{[]cassa.Movimento{suo, loro}, false}, {[]cassa.Movimento{loro}, true}} {
		rep := rendicontazione.Riconcilia(rendicontazione.Input{Oggi: avviso.MustData("2024-05-20"), Flussi: []flusso.Flusso{pagato, sole}, Movimenti: c.movimenti}, rendicontazione.Opzioni{})
		require.Equal(t, rendicontazione.FlussoRiconciliato, rep.Flussi[1].Classe)
		require.Equal(t, c.trattenuto, rep.Flussi[1].Segnali.Contiene(rendicontazione.SegnaleTrattenuto))
	}
}
