package rendicontazione_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// inputBinario has every member of every object.
func inputBinario() rendicontazione.Input {
	ente, altro := avviso.MustIdDominio("77777777777"), avviso.MustIdDominio("00000000000")
	giorno := avviso.MustData("2025-03-03")
	return rendicontazione.Input{
		Movimenti: []cassa.Movimento{{
			ID: "1", Fonte: "OPI", IdDominio: ente, Importo: avviso.MustImporto("10.00"), Segno: cassa.Uscita, Storno: true, StornoDi: "0",
			DataContabile: giorno, DataValuta: avviso.MustData("9999-12-31"), Causale: "/PUR/LGPE-RIVERSAMENTO/URI/2025-03-03X-1", TRN: "T", RifBanca: "R",
			EndToEndID: "E", Esercizio: 2025, Provvisorio: "7", Bolletta: "8", Conto: "0001", IBAN: avviso.MustIBAN("IT60X0542811101000000123456"),
			BICOrdinante: "BAFIITMM", Ordinante: "PSP", Estratto: "77", IDFlusso: "2025-03-03X-1", IUV: avviso.MustIUV("02000000000000017"), Lotto: true,
		}},
		Flussi: []flusso.Flusso{{
			Testata: flusso.Testata{
				IdDominio: ente, IDFlusso: "2025-03-03X-1", DataOraFlusso: avviso.MustDataOra("2025-03-04T10:00:00.123"), Revisione: 2, IDRegolamento: "T",
				DataRegolamento: giorno, NumeroTotalePagamenti: 2, ImportoTotalePagamenti: avviso.MustImporto("10.00"), Ricevente: "77777777777",
				DenominazioneRicevente: "Comune", VersioneOggetto: "1.0", Mittente: flusso.Soggetto{Tipo: flusso.CodiceBIC, Codice: "X", Denominazione: "Banca"},
				PSP: "P", BancaRiversamento: "B",
			},
			Righe: []flusso.Riga{
				{IUV: "02000000000000017", IUR: "U1", Indice: 1, Esito: flusso.Eseguito, Data: giorno, Importo: avviso.MustImporto("12.00")},
				{IUV: "02000000000000017", IUR: "U2", Esito: flusso.Revocato, Data: giorno, Importo: avviso.MustImporto("-2.00")},
			},
		}},
		Ricevute: []rendicontazione.VoceRicevuta{{
			IdDominio: ente, IUV: "02000000000000017", IUR: "U1", Indice: 1, Importo: avviso.MustImporto("12.00"),
			ImportoRevocato: avviso.MustImporto("2.00"), Data: giorno, Tipo: avviso.MBT,
		}},
		Pendenze: []rendicontazione.Pendenza{{
			ID: "A/1", IdDominio: ente, IUV: "02000000000000017",
			Voci: []rendicontazione.VocePendenza{
				{Indice: 1, Importo: avviso.MustImporto("12.00"), Tipo: avviso.MBT}, {Indice: 2, Importo: avviso.MustImporto("0.01"), IdDominio: altro},
			},
			DatiContabili: rendicontazione.DatiContabili{
				Debitore: rendicontazione.Debitore{Identificativo: "ANONIMO", Anagrafica: "Rossi"}, Causale: "TARI", TipoEntrata: "T", Tassonomia: "9/0101101IM/", Dati: []byte(`{"a":1}`),
			},
		}},
		Domini: []rendicontazione.Dominio{{IdDominio: ente, AuxDigit: avviso.Aux3, ApplicationCodes: []string{"01"}, SegregationCodes: []string{"02", "03"}}},
	}
}

func accumulatoreBinario(t testing.TB, in rendicontazione.Input) *rendicontazione.Accumulatore {
	a, err := rendicontazione.NuovoAccumulatore(in.Domini...)
	require.NoError(t, err)
	require.NoError(t, a.AggiungiMovimenti(in.Movimenti...))
	require.NoError(t, a.AggiungiFlussi(in.Flussi...))
	require.NoError(t, a.AggiungiRicevute(in.Ricevute...))
	require.NoError(t, a.AggiungiPendenze(in.Pendenze...))
	return a
}

func TestAccumulatoreBinario(t *testing.T) {
	in := inputBinario()
	b, err := accumulatoreBinario(t, in).MarshalBinary()
	require.NoError(t, err)
	var letto rendicontazione.Accumulatore
	require.NoError(t, letto.UnmarshalBinary(b))
	require.Equal(t, in, letto.Input())
	for n := range len(b) {
		require.ErrorIs(t, letto.UnmarshalBinary(b[:n]), rendicontazione.ErrFormato, n)
	}
	require.ErrorIs(t, letto.UnmarshalBinary(append(slices.Clone(b), 0)), rendicontazione.ErrFormato)
	b[0]++
	r, ok := avviso.RilievoDi(letto.UnmarshalBinary(b))
	require.True(t, ok)
	require.Equal(t, rendicontazione.CodiceBinario, r.Codice)
	require.Equal(t, in, letto.Input(), "a refusal changes nothing")
	require.ErrorIs(t, (*rendicontazione.Accumulatore)(nil).UnmarshalBinary(b), avviso.ErrNullo)
	_, err = (*rendicontazione.Accumulatore)(nil).MarshalBinary()
	require.ErrorIs(t, err, avviso.ErrNullo)
}

// FuzzAccumulatoreBinario: what is read is written as it was, but for names that
// were written more than once.
func FuzzAccumulatoreBinario(f *testing.F) {
	b, err := accumulatoreBinario(f, inputBinario()).MarshalBinary()
	require.NoError(f, err)
	f.Add(b)
	f.Add([]byte{1, 0, 0, 0, 0, 0})
	f.Fuzz(func(t *testing.T, b []byte) {
		var a, c rendicontazione.Accumulatore
		if a.UnmarshalBinary(b) != nil {
			return
		}
		scritto, err := a.MarshalBinary()
		require.NoError(t, err)
		require.NoError(t, c.UnmarshalBinary(scritto))
		require.Equal(t, a.Input(), c.Input())
	})
}

func TestParti(t *testing.T) {
	a := accumulatoreBinario(t, inputBinario())
	dentro := func(d avviso.IdDominio) bool { return d.String() == "77777777777" }
	for _, c := range []struct {
		nome         string
		ambito       func(avviso.IdDominio) bool
		parti, altro []string
	}{
		{"every body", nil, []string{"77777777777"}, []string{"77777777777 00000000000"}},
		{"one body", dentro, []string{"77777777777"}, []string{"77777777777 00000000000/02000000000000017"}},
		{"another", func(d avviso.IdDominio) bool { return !dentro(d) }, []string{"77777777777", "77777777777/02000000000000017"}, []string{"77777777777/02000000000000017 00000000000"}},
	} {
		t.Run(c.nome, func(t *testing.T) {
			var parti, legami []string
			var tutte rendicontazione.Accumulatore
			for nome, p := range a.Parti(c.ambito) {
				parti = append(parti, nome)
				tutte.Unisci(p)
			}
			for x, y := range a.Legami(c.ambito) {
				legami = append(legami, x+" "+y)
			}
			require.Equal(t, c.parti, parti)
			require.Equal(t, c.altro, legami)
			require.Equal(t, a.Input(), tutte.Input())
			require.Equal(t, a.Quanti(), tutte.Quanti())
		})
	}
	in := a.Input()
	require.Equal(t, len(in.Movimenti)+len(in.Flussi)+len(in.Flussi[0].Righe)+len(in.Ricevute)+len(in.Pendenze)+len(in.Domini), a.Quanti())
	require.Zero(t, (*rendicontazione.Accumulatore)(nil).Quanti())
}
