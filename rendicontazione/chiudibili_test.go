package rendicontazione_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// insieme joins two inputs, seen on the day of the second.
func insieme(a, b rendicontazione.Input) rendicontazione.Input {
	b.Movimenti = slices.Concat(a.Movimenti, b.Movimenti)
	b.Flussi = slices.Concat(a.Flussi, b.Flussi)
	b.Ricevute = slices.Concat(a.Ricevute, b.Ricevute)
	b.Pendenze = slices.Concat(a.Pendenze, b.Pendenze)
	b.Domini = a.Domini
	return b
}

// TestChiudibiliProprieta: whatever comes on the next day, leaving out what is
// closed changes the class of nothing else, nor whether a debt may be discharged.
func TestChiudibiliProprieta(t *testing.T) {
	chiusi, riaperti, tenuti := 0, 0, 0
	for seme := range semi(t, 20_000) {
		d := nuovoDado(seme)
		ieri, opt := d.input()
		nuovi, _ := d.input()
		if seme%8 != 0 {
			ieri = d.ordinato()
			nuovi = d.giornoDopo(&ieri)
		}
		if nuovi.Oggi.Prima(ieri.Oggi) {
			nuovi.Oggi = ieri.Oggi
		}
		r := rendicontazione.Riconcilia(ieri, opt)
		c := r.Chiudibili(avviso.Data{})
		restano, tornano := c.Riaperti(nuovi)
		require.Equal(t, len(c), len(restano)+len(tornano))
		chiusi, riaperti = chiusi+len(c), riaperti+len(tornano)
		if len(restano) == 0 {
			continue
		}
		tenuti++
		intero := rendicontazione.Riconcilia(insieme(ieri, nuovi), opt)
		ridotto := rendicontazione.Riconcilia(insieme(restano.Resto(ieri), nuovi), opt)

		esclusi, sostituti := map[string]bool{}, map[string]bool{}
		for _, g := range restano {
			for _, k := range g.Ricevute {
				esclusi["RICEVUTA "+k.String()] = true
			}
			for _, k := range g.Pendenze {
				esclusi["PENDENZA "+k.String()] = true
			}
			for _, k := range g.Flussi {
				esclusi["FLUSSO "+k.String()] = true
			}
			for i := range g.Sostituti {
				sostituti["FLUSSO "+g.Sostituti[i].ChiaveVersione().String()] = true
			}
			for _, v := range g.Saldi {
				sostituti["RICEVUTA "+v.Chiave().String()] = true
			}
		}
		prima := map[string]rendicontazione.StatoOggetto{}
		for _, s := range intero.Situazione() {
			prima[string(s.Oggetto)+" "+s.Chiave] = s
		}
		visti := 0
		for i, s := range ridotto.Situazione() {
			k := string(s.Oggetto) + " " + s.Chiave
			if s.Oggetto == rendicontazione.OggettoRiga {
				n := i - len(ridotto.Movimenti) - len(ridotto.Flussi)
				if sostituti["FLUSSO "+ridotto.Flussi[ridotto.Righe[n].Flusso].ChiaveVersione().String()] {
					continue
				}
			}
			if s.Oggetto == rendicontazione.OggettoRicevuta && sostituti[k] {
				continue
			}
			visti++
			require.Equal(t, prima[k].Classe, s.Classe, "seed %d: %s", seme, k)
			require.Equal(t, prima[k].Quietanzabile, s.Quietanzabile, "seed %d: %s", seme, k)
			delete(prima, k)
		}
		require.Positive(t, visti)
		for k, s := range prima { // what is missing was left out
			if s.Oggetto == rendicontazione.OggettoRiga || s.Oggetto == rendicontazione.OggettoVoce {
				continue
			}
			require.True(t, esclusi[k], "seed %d: %s", seme, k)
		}
		// The closing of the day after leaves what stands for a group alone.
		for _, g := range ridotto.Chiudibili(avviso.Data{}) {
			for _, k := range g.Flussi {
				require.False(t, sostituti["FLUSSO "+k.String()])
			}
		}
	}
	require.Positive(t, riaperti)
	require.Positive(t, tenuti)
	t.Logf("%d groups closed, %d named again, %d nights with some left out", chiusi, riaperti, tenuti)
}

func TestChiudibili(t *testing.T) {
	var in rendicontazione.Input
	require.NoError(t, json.Unmarshal([]byte(contabileIn), &in))
	r := rendicontazione.Riconcilia(in, rendicontazione.Opzioni{})
	c := r.Chiudibili(avviso.Data{})
	b, err := json.Marshal(c)
	require.NoError(t, err)
	require.JSONEq(t, `[{"flussi":["99999000047|2026-04-13ABI03069-S777001|2026-04-14T02:10:00"],"ricevute":["99999000047|01000000047110106|r1|1"],"pendenze":["99999000047|P1"],
		"pagamenti":[{"dominio":"99999000047","iuv":"01000000047110106"}],
		"sostituti":[{"dominio":"99999000047","idFlusso":"2026-04-13ABI03069-S777001","dataOraFlusso":"2026-04-14T02:10:00","idRegolamento":"TRN","dataRegolamento":"2026-04-13","numeroTotalePagamenti":1,"importoTotalePagamenti":"318.40",
		  "righe":[{"iuv":"2026-04-13ABI03069-S777001","iur":"2026-04-13ABI03069-S777001","indice":1,"importo":"318.40","esito":0,"data":"2026-04-13"}]}],
		"saldi":[{"dominio":"99999000047","iuv":"2026-04-13ABI03069-S777001","iur":"2026-04-13ABI03069-S777001","indice":1,"importo":"318.40","data":"2026-04-13","tipo":"ALTRO_INTERMEDIARIO"}]}]`, string(b))
	var letti rendicontazione.Chiusi
	require.NoError(t, json.Unmarshal(b, &letti))
	require.Equal(t, c, letti)
	require.Empty(t, r.Chiudibili(avviso.MustData("2026-04-13"))) // too young
	require.Len(t, r.Chiudibili(avviso.MustData("2026-04-14")), 1)
	require.Nil(t, (*rendicontazione.Report)(nil).Chiudibili(avviso.Data{}))

	// A reversal a month later finds its credit, and tells on the flow in place of the closed one.
	resto := c.Resto(in)
	require.Len(t, resto.Pendenze, 0)
	storno := in.Movimenti[0]
	storno.Storno, storno.DataContabile = true, avviso.MustData("2026-05-14")
	resto.Movimenti = append(slices.Clone(resto.Movimenti), storno)
	resto.Oggi = avviso.MustData("2026-05-15")
	dopo := rendicontazione.Riconcilia(resto, rendicontazione.Opzioni{})
	require.Equal(t, rendicontazione.FlussoAccreditoStornato, dopo.Flussi[0].Classe)
	require.Equal(t, rendicontazione.MovimentoStornato, dopo.Movimenti[0].Classe)
}

// TestRiaperti: each way of naming a group brings it back.
func TestRiaperti(t *testing.T) {
	var in rendicontazione.Input
	require.NoError(t, json.Unmarshal([]byte(contabileIn), &in))
	r := rendicontazione.Riconcilia(in, rendicontazione.Opzioni{})
	c := r.Chiudibili(avviso.Data{})
	for nome, nuovi := range map[string]string{
		"versione":  `{"flussi":[{"dominio":"99999000047","idFlusso":"2026-04-13ABI03069-S777001","righe":[]}]}`,
		"riga":      `{"flussi":[{"dominio":"99999000047","idFlusso":"x","righe":[{"iuv":"01000000047110106"}]}]}`,
		"ricevuta":  `{"ricevute":[{"dominio":"99999000047","iuv":"01000000047110106","iur":"r9"}]}`,
		"pendenza":  `{"pendenze":[{"dominio":"99999000047","iuv":"01000000047110106","id":"P9"}]}`,
		"posizione": `{"pendenze":[{"dominio":"99999000047","iuv":"9","id":"P1"}]}`,
		"voce":      `{"pendenze":[{"dominio":"00000000001","iuv":"01000000047110106","id":"P9","voci":[{"dominio":"99999000047"}]}]}`,
		"singolo":   `{"movimenti":[{"dominio":"99999000047","causale":"/RFB/01000000047110106"}]}`,
		"membro":    `{"movimenti":[{"dominio":"99999000047","causale":"","iuv":"01000000047110106"}]}`,
	} {
		var n rendicontazione.Input
		require.NoError(t, json.Unmarshal([]byte(nuovi), &n))
		restano, riaperti := c.Riaperti(n)
		require.Empty(t, restano, nome)
		require.Equal(t, c, riaperti, nome)
	}
	for nome, nuovi := range map[string]string{
		"niente":     `{}`,
		"altro ente": `{"ricevute":[{"dominio":"00000000001","iuv":"01000000047110106"}]}`,
		"flusso":     `{"movimenti":[{"dominio":"99999000047","causale":"/PUR/LGPE-RIVERSAMENTO/URI/2026-04-13ABI03069-S777001"}]}`,
	} {
		var n rendicontazione.Input
		require.NoError(t, json.Unmarshal([]byte(nuovi), &n))
		restano, riaperti := c.Riaperti(n)
		require.Equal(t, c, restano, nome)
		require.Empty(t, riaperti, nome)
	}
}

// TestConflittiNonChiudibili: what came in two contents keeps its group open, though nothing else does: the next
// reconciliation must be able to say so again.
func TestConflittiNonChiudibili(t *testing.T) {
	ordinato := func() ingresso {
		return ingresso{
			Oggi: avviso.MustData("2024-05-10"), Domini: []rendicontazione.Dominio{{IdDominio: ente}},
			Movimenti: movimenti{mov("1", pur(f1), "1.00"), mov("2", pur(f2), "2.00")},
			Flussi:    flussi{flu(f1, riga(iuvA, "r", 1, "1.00", 0)), flu(f2, riga(iuvB, "r", 1, "2.00", 0))},
			Ricevute:  ricevute{ric(iuvA, "r", 1, "1.00"), ric(iuvB, "r", 1, "2.00")},
			Pendenze:  pendenze{pen("a", iuvA, "1.00"), pen("b", iuvB, "2.00")},
		}
	}
	vecchia := func(id string) flusso.Flusso {
		return con(flu(f1, riga(iuvA, "r", 1, "1.00", 0)), func(f *flusso.Flusso) {
			f.DataOraFlusso, f.IDRegolamento = avviso.MustDataOra("2024-05-08T01:00:00"), id
		})
	}
	for _, c := range []struct {
		nome   string
		cambia func(*ingresso)
		chiusi []string // the flows of the groups
	}{
		{"nothing", func(*ingresso) {}, []string{f1, f2}},
		{"a copy of each", func(in *ingresso) { *in = insieme(*in, *in) }, []string{f1, f2}},
		{"a position", func(in *ingresso) { in.Pendenze = append(in.Pendenze, pen("a", iuvA, "1.01")) }, []string{f2}},
		{"a receipt", func(in *ingresso) { in.Ricevute = append(in.Ricevute, ric(iuvA, "r", 1, "1.01")) }, []string{f2}},
		{"the version of a flow that counts", func(in *ingresso) {
			in.Flussi = append(in.Flussi, con(in.Flussi[0], func(f *flusso.Flusso) { f.IDRegolamento = "ALTRO" }))
		}, []string{f2}},
		{"one that does not", func(in *ingresso) { in.Flussi = append(in.Flussi, vecchia("A"), vecchia("B")) }, []string{f2}},
	} {
		t.Run(c.nome, func(t *testing.T) {
			in := ordinato()
			c.cambia(&in)
			rep := rendicontazione.Riconcilia(in, opzioni{})
			var chiusi []string
			for _, g := range rep.Chiudibili(avviso.Data{}) {
				for _, k := range g.Flussi {
					chiusi = append(chiusi, k.IDFlusso)
				}
			}
			require.Equal(t, c.chiusi, chiusi)
			require.Equal(t, len(c.chiusi) == 1, len(rep.Conflitti) == 1)
		})
	}
}
